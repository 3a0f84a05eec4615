"""``python -m knowledge``: what it prints, its exit codes, and one clear line for each mistake."""

from __future__ import annotations

import runpy
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from knowledge.__main__ import main
from knowledge.occupations.imported_titles import imported_titles, titles_path
from knowledge.occupations.shelf import DATA as OCCUPATIONS
from knowledge.occupations.shelf import Shelf
from knowledge.occupations.title_file import stored_titles
from tests.facts import FOLDER

TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Printed:
    code: int
    out: str
    err: str


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The facts that stand still, and the occupations, in one folder."""
    folder = Path(shutil.copytree(FOLDER, tmp_path_factory.mktemp("facts") / "data"))
    shutil.copytree(OCCUPATIONS, folder / "occupations")
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], sound: Path) -> Callable[..., Printed]:
    def run_command(command: str, folder: Path = sound) -> Printed:
        code = main(command.split(), folder, lambda: TODAY)
        return Printed(code, *capsys.readouterr())

    return run_command


@pytest.fixture
def copied(tmp_path: Path, sound: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "data"))


@pytest.fixture
def data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def replaced(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


Run = Callable[..., Printed]


class TestCheck:
    def test_sound_facts(self, run: Run, sound: Path) -> None:
        assert run("check") == Printed(0, f"no problems in {sound}\n", "")

    def test_every_problem_on_its_own_line(self, run: Run, copied: Path) -> None:
        replaced(copied, "draws/2015.toml", "itas = 779", "itas = 0")
        replaced(copied, "draws/2025.toml", "2024-11-05T22:36:09Z", "2025-11-05T22:36:09Z")

        printed = run("check", copied)

        rows = (copied / "draws/2025.toml").read_text(encoding="utf-8").splitlines()
        row = rows.index("tie_break_at = 2025-11-05T22:36:09Z") + 1
        assert (printed.code, printed.err) == (1, "")
        assert printed.out.splitlines() == [
            "draws/2015.toml:8: itas: Input should be greater than 0, but is 0",
            f"draws/2025.toml:{row}: the tie-break 2025-11-05 is after the draw 2025-09-18",
        ]

    def test_an_occupation_file_with_a_mistake(self, run: Run, copied: Path) -> None:
        replaced(copied, "occupations/72.toml", 'near = "72106"', 'near = "72998"')

        printed = run("check", copied)

        assert printed.code == 1
        [line] = printed.out.splitlines()
        assert line.startswith("occupations/72.toml: ")
        assert line.endswith("72998 is no unit group")

    def test_a_group_on_a_list_that_is_none(self, run: Run, copied: Path) -> None:
        replaced(copied, "categories/transport.toml", "70020 = ", "70029 = ")

        assert run("check", copied) == Printed(
            1,
            "categories/: 70029 (Managers in transportation) is no unit group of occupations/\n",
            "",
        )

    def test_a_group_on_a_list_under_another_title(self, run: Run, copied: Path) -> None:
        replaced(copied, "categories/transport.toml", '70020 = "Managers', '70020 = "Bosses')

        assert run("check", copied) == Printed(
            1,
            "categories/: 70020 is 'Bosses in transportation', "
            "in occupations/ 'Managers in transportation'\n",
            "",
        )

    def test_a_folder_without_anything(self, run: Run, tmp_path: Path) -> None:
        printed = run("check", tmp_path)

        assert printed.code == 1
        assert "draws/sources.toml:1: there is no such file" in printed.out.splitlines()


class TestStale:
    def test_today_with_the_usual_days(self, run: Run) -> None:
        assert run("stale") == run("stale --days 180")
        assert run("stale --days 3650") == Printed(
            0, "nothing was last checked 3650 or more days before 2026-11-22\n", ""
        )

    def test_draws_count_from_the_day_their_source_was_seen(self, run: Run) -> None:
        # 2026-08-07 to 2026-11-22: 24 + 30 + 31 + 22 = 107 days
        printed = run("stale --days 107")

        assert printed.code == 0
        assert (
            "draws/sources.toml:5: 435 draws from feed-2026-08-07: checked 2026-08-07, 107 days ago"
        ) in printed.out.splitlines()
        assert "draws/" not in run("stale --days 108").out

    def test_as_of_a_later_day(self, run: Run) -> None:
        # 2026-11-22 to 2027-05-21: 8 + 31 + 31 + 28 + 31 + 30 + 21 = 180 days
        later = run("stale --as-of 2027-05-21").out.splitlines()

        assert any("trades-v3: checked 2026-11-22, 180 days ago" in line for line in later)
        assert "trades-v3" not in run("stale --as-of 2027-05-20").out

    def test_the_clock_is_read_only_without_a_date(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def no_clock() -> date:
            raise AssertionError("asked for today")

        assert main(["stale", "--as-of", "2026-11-22"], FOLDER, no_clock) == 0
        assert main(["stale", "--days", "36500"]) == 0
        assert "36500 or more days" in capsys.readouterr().out

    @pytest.mark.parametrize("days", ["x", "-1", "1.5", "²", ""])
    def test_days_that_are_none(self, capsys: pytest.CaptureFixture[str], days: str) -> None:
        assert main(["stale", f"--days={days}"]) == 2
        assert capsys.readouterr() == (
            "",
            f"--days {days}: a number of days is needed, such as 180\n",
        )

    @pytest.mark.parametrize("day", ["2026-02-30", "yesterday", "22/11/2026"])
    def test_a_date_that_is_none(self, run: Run, day: str) -> None:
        assert run(f"stale --as-of {day}") == Printed(
            2, "", f"--as-of {day}: a date is needed, such as 2026-11-22\n"
        )


class TestShowDraw:
    def test_a_draw_with_everything(self, run: Run) -> None:
        printed = run("show draw 368")

        page = (
            "https://www.canada.ca/en/immigration-refugees-citizenship/corporate/mandate/"
            "policies-operational-instructions-agreements/ministerial-instructions/"
            "express-entry-rounds/invitations.html?q=368"
        )
        assert printed.code == 0
        assert printed.out.splitlines() == [
            "draw #368",
            "  drawn on     2025-09-18",
            "  name         Trade occupations (Version 2)",
            "  category     trades (Trade occupations)",
            "  version      trades-v2 (2025 list (Version 2))",
            "  ITAs         1,250",
            "  CRS cut-off  505",
            "  tie-break    2024-11-05 22:36:09 UTC",
            "  source       IRCC, Express Entry rounds of invitations, feed copy of 2026-08-07"
            " (seen on 2026-08-07)",
            f"               {page}",
        ]

    def test_a_draw_whose_tie_break_is_not_known(self, run: Run) -> None:
        out = run("show draw #447").out

        assert "  tie-break    not known\n" in out
        assert "  note         Tie-break not known here" in out

    def test_a_draw_before_the_tie_breaking_rule(self, run: Run) -> None:
        assert "  tie-break    no such rule then\n" in run("show draw 76").out

    def test_a_program_draw_with_a_letter(self, run: Run) -> None:
        out = run("show draw 91A").out

        assert out.startswith("draw #91a\n")
        assert "  version      none, a program\n" in out

    @pytest.mark.parametrize("number", ["999", "91", "trades"])
    def test_an_unknown_draw(self, run: Run, number: str) -> None:
        assert run(f"show draw {number}") == Printed(
            2, "", f"unknown draw {number}: known are #1 to #447\n"
        )


class TestShowCategory:
    def test_every_version_of_the_trades(self, run: Run) -> None:
        out = run("show category trades").out

        for part in (
            "category trades: Trade occupations\n",
            "trades-v1: 2023/2024 list (Version 1)\n",
            "  draw name    Trade occupations (Version 2)\n",
            "  in force     2025-02-27 to 2026-02-17\n",
            "  in force     2026-02-18 to now\n",
            "  confidence   confirmed\n  checked on   2026-11-22\n",
            "https://canadianow.com/2026/03/03/",
            "  experience   6 months continuous within 3 years in Canada or abroad\n",
            "  experience   12 months not necessarily continuous within 3 years in Canada",
            "  occupations  25\n",
            "  72106 Welders and related machine operators\n",
            "draws (7)\n  #261 #276 #300 #321 #368 #408 #447\n",
        ):
            assert part in out

    def test_a_time_without_the_category(self, run: Run) -> None:
        out = run("show category transport").out

        assert "no such category\n  in force     2025-02-27 to 2026-02-17\n" in out

    def test_a_category_without_occupations(self, run: Run) -> None:
        out = run("show category french").out

        assert "  experience   none asked\n" in out
        assert "  occupations  none asked\n" in out
        assert "asks for french\n" in out
        assert "  NCLC         7\n" in out

    def test_a_category_that_never_had_a_draw(self, run: Run) -> None:
        out = run("show category researchers").out

        assert "  draw name    none seen yet\n" in out
        assert out.endswith("draws (0)\n")

    def test_experience_without_a_window(self, run: Run) -> None:
        out = run("show category military").out

        assert (
            "  experience   120 months continuous at any time in a recognized foreign military"
            in out
        )

    def test_experience_in_canada(self, run: Run) -> None:
        assert "within 3 years in Canada\n" in run("show category physicians").out

    def test_a_program(self, run: Run) -> None:
        out = run("show category fst").out

        assert "a program, without versions\n  in force     2017-05-26 to now\n" in out
        assert "  draw name    Federal Skilled Trades\n" in out
        assert "draws (7)\n" in out

    def test_an_unknown_category(self, run: Run) -> None:
        printed = run("show category trade")

        assert (printed.code, printed.out) == (2, "")
        assert printed.err.startswith("unknown category trade: known are agriculture, cec, ")
        assert printed.err.count("\n") == 1


class TestShowPlan:
    def test_a_plan_with_both_readings_and_what_came_of_them(self, run: Run) -> None:
        out = run("show plan itas-2025").out

        for part in (
            "  amount       trades 3,300\n",
            "  unit         invitations to apply\n",
            "  said by      Internal IRCC memo",
            "  reported on  2025-08-27\n",
            "  reading whole-2025\n  window       2025-01-01 to 2025-12-31, both included\n",
            "  reading second-half-2025\n  window       2025-07-01 to 2025-12-31",
            "  issued       education 3,500 of 3,000 (#344 #367)\n",
            "  issued       education 2,500 of 3,000 (#367)\n",
            "https://www.gtachronicle.com/?p=20185\n",
        ):
            assert part in out

    def test_a_plan_of_several_years(self, run: Run) -> None:
        out = run("show plan levels-2026-2028").out

        assert [f"levels-2026-2028/{year}:" in out for year in (2026, 2027, 2028)] == [True] * 3
        assert "admissions (not invitations)" in out
        assert "issued" not in out

    def test_one_year_of_it(self, run: Run) -> None:
        out = run("show plan levels-2026-2028/2027").out

        assert "federal_high_skilled 111,000" in out
        assert "/2026:" not in out

    def test_a_share(self, run: Run) -> None:
        out = run("show plan share-2024").out

        assert "  amount       general 21.5\n" in out
        assert "issued" not in out

    def test_a_source_without_an_address(self, run: Run, copied: Path) -> None:
        address = ', href = "https://www.gtachronicle.com/?p=20185"'
        replaced(copied, "plans/itas-2025.toml", address, "")
        replaced(copied, "plans/itas-2025.toml", address, "")

        out = run("show plan itas-2025", copied).out

        assert "GTA Chronicle, on the invitation schedule for the rest of 2025" in out
        assert "gtachronicle" not in out

    def test_a_plan_that_was_not_found(self, run: Run) -> None:
        printed = run("show plan itas-2026")

        assert printed.code == 0
        assert "  found        none, in 6 searches\n" in printed.out

    @pytest.mark.parametrize("plan", ["itas-2027", "levels"])
    def test_an_unknown_plan(self, run: Run, plan: str) -> None:
        printed = run(f"show plan {plan}")

        assert (printed.code, printed.out) == (2, "")
        assert printed.err.startswith(f"unknown plan {plan}: known are itas-2025, itas-2026, ")


class TestImportNoc:
    HEAD = "Level,Code - NOC 2021 V1.0,Class title,Element Type Label English,Element Description\n"
    ROWS = (
        '5,72106,"Welders and related machine operators",Illustrative example(s),"arc welder"\n'
        '5,72106,"Welders and related machine operators",All examples,"brazing welder"\n'
        '5,72310,"Carpenters",All examples,"barn builder carpenter"\n'
        '5,99999,"Nobody",All examples,"nothing at all"\n'
    )

    def test_titles_are_kept_where_the_program_looks(
        self, run: Run, data_home: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "elements.csv").write_text(self.HEAD + self.ROWS, encoding="utf-8")
        assert imported_titles() is None

        printed = run(f"import-noc {tmp_path / 'elements.csv'}")

        assert (printed.code, printed.err) == (0, "")
        assert printed.out.splitlines() == [
            "3 titles (en) of 2 unit groups read,",
            f"1 with unknown codes left out; kept in {titles_path()}.",
            "A `tradedraw serve` that runs uses them after its next start.",
            "514 unit groups have none: is the file complete?",
        ]
        assert titles_path().is_relative_to(data_home)
        assert imported_titles() == titles_path()
        assert ("72106", "brazing welder") in stored_titles(titles_path())

    def test_a_complete_file_is_not_asked_about(
        self, run: Run, data_home: Path, tmp_path: Path
    ) -> None:
        rows = [f'5,{noc},"Any",All examples,"job {noc}"\n' for noc in Shelf(OCCUPATIONS).groups]
        (tmp_path / "elements.csv").write_text(self.HEAD + "".join(rows), encoding="utf-8")

        printed = run(f"import-noc {tmp_path / 'elements.csv'}")

        assert printed.out.splitlines()[0] == "516 titles (en) of 516 unit groups read,"
        assert "complete?" not in printed.out

    def test_a_file_that_is_not_there(self, run: Run, data_home: Path) -> None:
        assert run("import-noc /nowhere.csv") == Printed(
            2, "", "/nowhere.csv: No such file or directory\n"
        )

    def test_a_file_that_is_another(self, run: Run, data_home: Path, tmp_path: Path) -> None:
        (tmp_path / "empty.csv").write_bytes(b"")

        printed = run(f"import-noc {tmp_path / 'empty.csv'}")

        assert printed == Printed(2, "", f"{tmp_path / 'empty.csv'}: the file is empty\n")
        assert imported_titles() is None

    def test_a_place_that_cannot_be_written(
        self, run: Run, data_home: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "elements.csv").write_text(self.HEAD + self.ROWS, encoding="utf-8")
        data_home.write_text("a file where a folder is needed", encoding="utf-8")

        printed = run(f"import-noc {tmp_path / 'elements.csv'}")

        assert (printed.code, printed.out) == (1, "")
        assert printed.err.startswith(f"{titles_path()}: ")
        assert printed.err.count("\n") == 1


@pytest.mark.parametrize(
    "command",
    ["", "show", "show draw", "show pool 3", "frobnicate", "check --fast", "import-noc"],
)
def test_wrong_options_get_one_line_and_exit_2(run: Run, command: str) -> None:
    printed = run(command)

    assert (printed.code, printed.out) == (2, "")
    assert printed.err.count("\n") == 1
    assert "--help" in printed.err


@pytest.mark.parametrize("command", ["show draw 368", "stale"])
def test_broken_facts_are_told_not_shown(run: Run, copied: Path, command: str) -> None:
    replaced(copied, "draws/2015.toml", "itas = 779", "itas = 0")

    assert run(command, copied) == Printed(
        1, "", "draws/2015.toml:8: itas: Input should be greater than 0, but is 0\n"
    )


def test_help_is_there_for_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    out = capsys.readouterr().out
    for command in ("check", "stale", "show", "import-noc"):
        assert command in out


@pytest.mark.filterwarnings("ignore:'knowledge.__main__' found in sys.modules")
def test_it_runs_as_a_module(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["knowledge", "show", "draw", "999"])

    with pytest.raises(SystemExit, match="2"):
        runpy.run_module("knowledge", run_name="__main__")
    assert capsys.readouterr().err.startswith("unknown draw 999")
