"""The shelf refuses every doubtful fact, by file, row and reason, and all of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from knowledge.draws import WorkExperience
from knowledge.facts.shelf import Claim, CrsRange, load, problems
from knowledge.parameters import KnowledgeError
from knowledge.plans import Window

SOURCED = """\
checked_on = 2026-11-22
confidence = "reported"
references = [{ title = "A page", href = "https://example.org/a", seen_on = 2026-11-20 }]
"""


def rule(name: str, value: str) -> str:
    head = f'id = "{name}"\ntitle = "A rule"\n[[history]]\nsince = 2015-01-01\n'
    return f"{head}value = {value}\n{SOURCED}"


FILES = {
    "draws/sources.toml": """\
complete_until = 2026-03-01
[source.feed]
title = "The feed"
href = "https://example.org/feed.json"
seen_on = 2026-03-02
[source.copy]
title = "A copy"
href = "https://example.org/copy.json"
seen_on = 2026-03-03
""",
    "draws/2025.toml": """\
[[draw]]
number = "76"
drawn_on = 2017-11-01
name = "Skilled Program"
category = "program"
itas = 505
crs_cutoff = 241
source = "feed"

[[draw]]
number = "91a"
drawn_on = 2025-09-18
name = "Trades 2"
category = "trades"
itas = 1_250
crs_cutoff = 505
tie_break_at = 2024-11-05T22:36:09Z
source = "feed"
note = "A note."
""",
    "draws/2026.toml": """\
[[draw]]
number = "92"
drawn_on = 2026-02-20
name = "Trades 3"
category = "trades"
itas = 3_000
crs_cutoff = 477
tie_break_at = 2026-02-14T20:53:54+02:00
source = "copy"
""",
    "categories/trades.toml": f"""\
id = "trades"
title = "Trades"

[[history]]
since = 2025-02-27
until = 2026-01-31
{SOURCED}
[history.version]
id = "trades-v2"
label = "Version 2"
names = ["Trades 2"]
conditions = ["program_eligible"]
experience = {{ months = 6, continuous = true, window_years = 3, location = "anywhere" }}
[history.version.occupations]
72106 = "Welders"

[[history]]
since = 2026-02-01
until = 2026-02-17
absent = true
{SOURCED}
[[history]]
since = 2026-02-18
{SOURCED}
[history.version]
id = "trades-v3"
label = "Version 3"
names = ["Trades 3"]
conditions = ["program_eligible"]
[history.version.occupations]
72106 = "Welders"
72310 = "Carpenters"
""",
    "categories/program.toml": f"""\
id = "program"
title = "A program"

[program]
since = 2015-01-01
names = ["Skilled Program"]
{SOURCED}
[[asks]]
since = 2015-01-01
what = "canadian_experience"
months = 12
window_years = 3
{SOURCED}""",
    "plans/plans.toml": f"""\
[[plan]]
id = "itas-2025"
title = "A plan"
unit = "itas"
said_by = "A memo"
reported_on = 2025-08-27
amounts = {{ trades = 3_300 }}
{SOURCED}
[[plan.readings]]
id = "half"
since = 2025-07-01
until = 2025-12-31
reported_on = 2025-09-18
references = [{{ title = "A page without address", seen_on = 2026-11-20 }}]

[[plan.readings]]
id = "whole"
since = 2025-01-01
until = 2025-12-31
reported_on = 2025-08-27
references = [{{ title = "A page", seen_on = 2026-11-20 }}]

[[plan]]
id = "levels"
title = "Admissions"
unit = "admissions"
said_by = "The government"
reported_on = 2025-11-05
amounts = {{ high_skilled = 109_000 }}
{SOURCED}
[[plan.readings]]
id = "whole"
since = 2026-01-01
until = 2026-12-31
reported_on = 2025-11-05
references = [{{ title = "A page", seen_on = 2026-11-20 }}]

[[none_found]]
id = "itas-2026"
title = "No plan"
since = 2026-01-01
until = 2026-12-31
searches = 6
checked_on = 2026-11-22
note = "None is public."
""",
    "caveats/caveats.toml": f"""\
[[caveat]]
code = "crs_rules_may_have_changed"
since = 2026-02-20
{SOURCED}
[[caveat]]
code = "crs_rules_may_have_changed"
since = 2026-03-02
until = 2026-12-31
{SOURCED}""",
    "pages/pages.toml": """\
[[page]]
id = "rounds"
en = "https://example.org/rounds"
checked_on = 2026-11-22
confidence = "official"

[[draw_page]]
from_number = 1
en = "https://example.org/old-{number}.html"
fr = "https://example.org/fr?q={number}"

[[draw_page]]
from_number = 77
en = "https://example.org/new?q={number}"
fr = "https://example.org/fr?q={number}"
""",
    "topics/sources.toml": """\
[source.page]
title = "A page"
href = "https://example.org/page"
seen_on = 2026-11-20
""",
    "topics/fees.toml": """\
id = "fees"
pages = ["rounds"]

[fact.free]
says = "It is free."
figures = { charge = 0, since_on = 2026-01-01, tests = ["A", "B"], levels = [5, 3.5], by = "us" }
since = 2026-01-01
until = 2026-12-31
checked_on = 2026-11-22
confidence = "official"
sources = ["page"]
""",
    "rules/crs.toml": rule("crs", "{ lowest = 0, highest = 1_200 }"),
    "rules/tie-break.toml": f"""\
id = "tie_break"
title = "Tie-breaks"
[[history]]
since = 2015-01-01
until = 2017-11-07
value = false
{SOURCED}
[[history]]
since = 2017-11-08
value = true
{SOURCED}""",
    "rules/life.toml": rule("profile_life_months", "12"),
    "rules/days.toml": rule("itas_days_to_apply", "60"),
    "rules/offers.toml": rule("job_offer_points", "true"),
    "rules/hours.toml": rule("full_time_hours_per_year", "1_560"),
}


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path, FILES)


def test_a_sound_folder_has_no_problems(folder: Path) -> None:
    assert problems(folder) == ()


def test_the_facts_become_frozen_values(folder: Path) -> None:
    known = load(folder)

    assert [draw.number for draw in known.draws.draws] == ["76", "91a", "92"]
    assert known.draws.complete_until == date(2026, 3, 1)
    trades = known.categories["trades"]
    assert trades.names == ("Trades 2", "Trades 3")
    assert [v.id for v in trades.all_versions()] == ["trades-v2", "trades-v3"]
    assert trades.versions is not None
    assert trades.versions.on(date(2026, 2, 1)).value is None
    second, third = trades.all_versions()
    assert second.experience == WorkExperience(6, True, 3, "anywhere")
    assert third.experience is None
    assert third.nocs == frozenset({"72106", "72310"})
    program = known.categories["program"]
    assert (program.versions, program.names) == (None, ("Skilled Program",))
    assert known.programs["program"].value == ("Skilled Program",)
    assert known.occupations == {"72106": "Welders", "72310": "Carpenters"}
    assert known.none_found[0].window == Window(date(2026, 1, 1), date(2026, 12, 31))
    assert known.rules.crs.on(date(2026, 1, 1)).value == CrsRange(0, 1200)
    assert known.rules.tie_break.on(date(2017, 11, 7)).value is False
    assert known.rules.tie_break.on(date(2017, 11, 8)).value is True
    assert known.rules.profile_life_months.on(date(2026, 1, 1)).value == 12


def test_readings_of_a_plan_are_oldest_first_whatever_the_file(folder: Path) -> None:
    plan = load(folder).plans[0]

    assert [reading.id for reading in plan.readings] == ["whole", "half"]
    assert plan.readings[1].references[0].href is None


def test_a_draw_is_resolved_by_its_name_and_refers_to_its_own_page(folder: Path) -> None:
    draws = load(folder).draws

    old, second, third = draws.draws
    assert (second.category, second.version) == ("trades", "trades-v2")
    assert (old.category, old.version) == ("program", None)
    assert old.source.href == "https://example.org/old-76.html"
    assert second.source.href == "https://example.org/new?q=91a"
    assert second.note == "A note."
    # no page of its own in that source: the address of the source
    assert third.source.href == "https://example.org/new?q=92"
    assert third.source.seen_on == date(2026, 3, 3)


def test_instants_become_utc(folder: Path) -> None:
    third = load(folder).draws.draw("92")

    assert third is not None
    # 20:53:54 at UTC+2
    assert third.tie_break_at == datetime(2026, 2, 14, 18, 53, 54, tzinfo=UTC)
    assert str(third.tie_break_at).endswith("+00:00")


def test_a_name_never_seen_is_never_guessed(folder: Path) -> None:
    known = load(folder)

    assert known.category_of("Trades 3") == Claim("trades", "trades-v3")
    assert known.category_of("Skilled Program") == Claim("program", None)
    assert known.category_of("Trades 4") is None
    assert known.category_of("trades 3") is None


def test_a_draw_of_a_new_version_is_of_its_category_and_of_none_that_is_known(
    folder: Path,
) -> None:
    text = FILES["draws/2026.toml"].replace('"Trades 3"', '"Trades 4"')
    written(folder, {"draws/2026.toml": text.replace('"copy"', '"copy"\nnew_version = true')})
    third = load(folder).draws.draws[-1]
    assert (third.name, third.category, third.version) == ("Trades 4", "trades", None)


def test_crs_scores_count_up_to_both_ends() -> None:
    scores = CrsRange(0, 1200)

    assert [score in scores for score in (-1, 0, 1200, 1201)] == [False, True, True, False]


def test_caveats_belong_to_their_days(folder: Path) -> None:
    known = load(folder)

    def since(day: date) -> list[date]:
        return [caveat.since for caveat in known.caveats_on(day)]

    first, second = date(2026, 2, 20), date(2026, 3, 2)
    assert since(date(2026, 2, 19)) == []
    assert since(first) == [first]
    assert since(second) == [first, second]
    assert since(date(2026, 12, 31)) == [first, second]
    assert since(date(2027, 1, 1)) == [first]


def test_a_fact_is_stale_from_the_very_day_on(folder: Path) -> None:
    known = load(folder)

    # the copy was seen on 2026-03-03, the feed a day earlier
    [feed, copy] = known.stale(date(2026, 4, 2), 30)
    assert (feed.checked_on, feed.file, feed.row) == (date(2026, 3, 2), "draws/sources.toml", 2)
    assert (feed.fact, copy.fact) == ("2 draws from feed", "1 draws from copy")
    assert known.stale(date(2026, 4, 1), 30) == (feed,)
    assert known.stale(date(2026, 3, 31), 30) == ()
    facts = [checked.fact for checked in known.stale(date(2027, 1, 1), 0)]
    assert "trades: no such category" in facts
    assert "program program" in facts
    assert "plan itas-2025" in facts
    assert "no plan itas-2026" in facts
    assert "rule tie_break since 2017-11-08" in facts
    assert "caveat crs_rules_may_have_changed since 2026-03-02" in facts
    assert "trades-v3" in facts


def test_the_version_changes_with_any_byte_of_the_facts(folder: Path) -> None:
    before = load(folder).version
    written(folder, {"rules/life.toml": FILES["rules/life.toml"].replace("= 12", "= 13")})

    assert before.startswith("2026-11-22+")
    assert load(folder).version != before


@dataclass(frozen=True)
class Broken:
    """One change of a sound folder: what is replaced in a file, the row, and the reason given."""

    file: str
    old: str
    new: str
    row: str
    reason: str


BROKEN = {
    "a topic links to a page that is none": Broken(
        "topics/fees.toml",
        'pages = ["rounds"]',
        'pages = ["squares"]',
        'pages = ["squares"]',
        "there is no page squares",
    ),
    "a topic's fact has an unknown source": Broken(
        "topics/fees.toml",
        'sources = ["page"]',
        'sources = ["hearsay"]',
        'sources = ["hearsay"]',
        "unknown source hearsay",
    ),
    "a topic's fact ends before it begins": Broken(
        "topics/fees.toml",
        "until = 2026-12-31",
        "until = 2025-12-31",
        "until = 2025-12-31",
        "ends before it begins (2025-12-31 is before 2026-01-01)",
    ),
    "a topic stands in a file of another name": Broken(
        "topics/fees.toml",
        'id = "fees"',
        'id = "fines"',
        'id = "fines"',
        "topic fines belongs into fines.toml",
    ),
    "a page has no address": Broken(
        "pages/pages.toml",
        'en = "https://example.org/rounds"\n',
        "",
        'id = "rounds"',
        "page rounds has no address",
    ),
    "the first draws have no page": Broken(
        "pages/pages.toml",
        "from_number = 1\n",
        "from_number = 2\n",
        "[[page]]",
        "there is no page for draw #1",
    ),
    "two periods overlap": Broken(
        "categories/trades.toml",
        "until = 2026-01-31",
        "until = 2026-02-01",
        "since = 2026-02-01",
        "trades: the entry since 2025-02-27 overlaps the entry since 2026-02-01",
    ),
    "a period without end has another after it": Broken(
        "categories/trades.toml",
        "until = 2026-02-17\n",
        "",
        "since = 2026-02-18",
        "trades: the entry since 2026-02-01 overlaps the entry since 2026-02-18",
    ),
    "a gap is not declared": Broken(
        "categories/trades.toml",
        "until = 2026-01-31",
        "until = 2026-01-30",
        "since = 2026-02-01",
        "trades: nothing is declared between 2026-01-30 and 2026-02-01; "
        "if there was none in that time, declare an entry that says so",
    ),
    "a period ends before it begins": Broken(
        "categories/trades.toml",
        "until = 2026-02-17",
        "until = 2026-01-31",
        "until = 2026-01-31 @2",
        "trades: the entry since 2026-02-01 ends before it begins (2026-01-31)",
    ),
    "a rule has a gap": Broken(
        "rules/tie-break.toml",
        "until = 2017-11-07",
        "until = 2017-11-06",
        "since = 2017-11-08",
        "tie_break: nothing is declared between 2017-11-06 and 2017-11-08; "
        "if there was none in that time, declare an entry that says so",
    ),
    "a program ends before it begins": Broken(
        "categories/program.toml",
        "since = 2015-01-01",
        "since = 2015-01-01\nuntil = 2014-12-31",
        "until = 2014-12-31",
        "ends before it begins (2014-12-31 is before 2015-01-01)",
    ),
    "an entry is neither a version nor an absence": Broken(
        "categories/trades.toml",
        "absent = true\n",
        "",
        "[[history]] @2",
        "needs either a version or absent = true",
    ),
    "an entry is both a version and an absence": Broken(
        "categories/trades.toml",
        "since = 2026-02-18",
        "since = 2026-02-18\nabsent = true",
        "[[history]] @3",
        "needs either a version or absent = true",
    ),
    "a category is neither a history nor a program": Broken(
        "categories/program.toml",
        FILES["categories/program.toml"],
        'id = "program"\ntitle = "Empty"\n',
        'id = "program"',
        "needs either a history or a program",
    ),
    "a category lies in the wrong file": Broken(
        "categories/program.toml",
        'id = "program"',
        'id = "programme"',
        'id = "programme"',
        "category programme belongs into programme.toml",
    ),
    "two versions have one id": Broken(
        "categories/trades.toml",
        'id = "trades-v3"',
        'id = "trades-v2"',
        'id = "trades-v2" @2',
        "version trades-v2 stands in categories/trades.toml too",
    ),
    "a unit group has two titles": Broken(
        "categories/trades.toml",
        '72106 = "Welders"\n72310',
        '72106 = "Solderers"\n72310',
        '72106 = "Solderers"',
        "72106 is called 'Welders' elsewhere",
    ),
    "a unit group has four digits": Broken(
        "categories/trades.toml",
        '72310 = "Carpenters"',
        '7231 = "Carpenters"',
        '7231 = "Carpenters"',
        "7231: String should match pattern '^[0-9]{5}$', but is '7231'",
    ),
    "an unknown condition is asked": Broken(
        "categories/trades.toml",
        'conditions = ["program_eligible"]\nexperience',
        'conditions = ["red_hair"]\nexperience',
        'conditions = ["red_hair"]',
        "conditions: Input should be 'program_eligible', 'single_occupation', "
        "'foreign_military_service', 'canadian_forces_job_offer' or "
        "'post_secondary_two_years', but is 'red_hair'",
    ),
    "work in Canada is asked for without its length": Broken(
        "categories/program.toml",
        "months = 12\n",
        "",
        'what = "canadian_experience"',
        "months belongs to canadian_experience, and to nothing else",
    ),
    "experience of no months": Broken(
        "categories/trades.toml",
        "months = 6",
        "months = 0",
        'experience = { months = 0, continuous = true, window_years = 3, location = "anywhere" }',
        "months: Input should be greater than 0, but is 0",
    ),
    "two versions claim a draw name": Broken(
        "categories/trades.toml",
        'names = ["Trades 3"]',
        'names = ["Trades 3", "Trades 2"]',
        'names = ["Trades 3", "Trades 2"]',
        "the draw name 'Trades 2' is trades-v2's too",
    ),
    "a program claims a version's draw name": Broken(
        "categories/program.toml",
        'names = ["Skilled Program"]',
        'names = ["Skilled Program", "Skilled Program"]',
        'names = ["Skilled Program", "Skilled Program"]',
        "the draw name 'Skilled Program' is program's too",
    ),
    "nobody claims a draw's name": Broken(
        "draws/2026.toml",
        'name = "Trades 3"',
        'name = "Trades 4"',
        'name = "Trades 4"',
        "no version and no program claims the draw name 'Trades 4'",
    ),
    "a name that a version has is called new": Broken(
        "draws/2026.toml",
        'source = "copy"',
        'source = "copy"\nnew_version = true',
        "new_version = true",
        "'Trades 3' is not new, trades-v3 has it",
    ),
    "a new version of what has no versions": Broken(
        "draws/2026.toml",
        'name = "Trades 3"\ncategory = "trades"',
        'name = "Skilled 2"\ncategory = "program"\nnew_version = true',
        'category = "program"',
        "program is no category with versions",
    ),
    "a draw's category is not that of its name": Broken(
        "draws/2026.toml",
        'category = "trades"',
        'category = "program"',
        'category = "program"',
        "'Trades 3' is a draw name of trades, not of program",
    ),
    "a number stands twice": Broken(
        "draws/2026.toml",
        'number = "92"',
        'number = "91a"',
        'number = "91a"',
        "draw #91a stands in draws/2025.toml too",
    ),
    "draws are out of order": Broken(
        "draws/2026.toml",
        "drawn_on = 2026-02-20",
        "drawn_on = 2025-09-17",
        "drawn_on = 2025-09-17",
        "draw #92 of 2025-09-17 stands after #91a of 2025-09-18",
    ),
    "a draw is later than the data reach": Broken(
        "draws/2026.toml",
        "drawn_on = 2026-02-20",
        "drawn_on = 2026-03-02",
        "drawn_on = 2026-03-02",
        "draw #92 is after complete_until (2026-03-01) of draws/sources.toml",
    ),
    "a draw without invitations": Broken(
        "draws/2026.toml",
        "itas = 3_000",
        "itas = 0",
        "itas = 0",
        "itas: Input should be greater than 0, but is 0",
    ),
    "a number written as text": Broken(
        "draws/2026.toml",
        "itas = 3_000",
        'itas = "3,000"',
        'itas = "3,000"',
        "itas: Input should be a valid integer, but is '3,000'",
    ),
    "a cut-off above every score": Broken(
        "draws/2026.toml",
        "crs_cutoff = 477",
        "crs_cutoff = 1201",
        "crs_cutoff = 1201",
        "crs_cutoff 1201 is not 0 to 1200",
    ),
    "a cut-off below every score": Broken(
        "draws/2026.toml",
        "crs_cutoff = 477",
        "crs_cutoff = -1",
        "crs_cutoff = -1",
        "crs_cutoff: Input should be greater than or equal to 0, but is -1",
    ),
    "a tie-break after the draw": Broken(
        "draws/2025.toml",
        "2024-11-05T22:36:09Z",
        "2025-09-19T00:00:00Z",
        "tie_break_at = 2025-09-19T00:00:00Z",
        "the tie-break 2025-09-19 is after the draw 2025-09-18",
    ),
    "a tie-break 368 days before the draw": Broken(
        "draws/2025.toml",
        "2024-11-05T22:36:09Z",
        "2024-09-15T23:59:59Z",
        "tie_break_at = 2024-09-15T23:59:59Z",
        "the tie-break 2024-09-15 is 368 days before the draw 2025-09-18, "
        "no profile lives that long",
    ),
    "a tie-break before there was such a rule": Broken(
        "draws/2025.toml",
        "crs_cutoff = 241",
        "crs_cutoff = 241\ntie_break_at = 2017-10-01T00:00:00Z",
        "tie_break_at = 2017-10-01T00:00:00Z",
        "a tie-break on 2017-11-01, before there was such a rule",
    ),
    "a tie-break without a zone": Broken(
        "draws/2025.toml",
        "2024-11-05T22:36:09Z",
        "2024-11-05T22:36:09",
        "tie_break_at = 2024-11-05T22:36:09",
        "tie_break_at: Input should have timezone info, but is "
        "datetime.datetime(2024, 11, 5, 22, 36, 9)",
    ),
    "a draw of an unknown source": Broken(
        "draws/2026.toml",
        'source = "copy"',
        'source = "hearsay"',
        'source = "hearsay"',
        "unknown source hearsay",
    ),
    "a draw without source": Broken(
        "draws/2026.toml", 'source = "copy"\n', "", "[[draw]]", "source is missing"
    ),
    "an unknown key": Broken(
        "draws/2026.toml",
        "itas = 3_000",
        "itas = 3_000\ncolour = 1",
        "colour = 1",
        "unknown key colour",
    ),
    "a value without references": Broken(
        "rules/life.toml",
        'references = [{ title = "A page", href = "https://example.org/a", seen_on = 2026-11-20 }]',
        "",
        "[[history]]",
        "references is missing",
    ),
    "a value with an empty list of references": Broken(
        "rules/life.toml",
        'references = [{ title = "A page", href = "https://example.org/a", seen_on = 2026-11-20 }]',
        "references = []",
        "references = []",
        "references: List should have at least 1 item after validation, not 0",
    ),
    "a value that nobody checked": Broken(
        "caveats/caveats.toml",
        "since = 2026-03-02\nuntil = 2026-12-31\nchecked_on = 2026-11-22",
        "since = 2026-03-02\nuntil = 2026-12-31",
        "[[caveat]] @2",
        "checked_on is missing",
    ),
    "an unknown rule": Broken(
        "rules/life.toml",
        'id = "profile_life_months"',
        'id = "profile_life"',
        'id = "profile_life"',
        "unknown rule profile_life",
    ),
    "a rule stands twice": Broken(
        "rules/life.toml",
        'id = "profile_life_months"',
        'id = "itas_days_to_apply"',
        'id = "itas_days_to_apply"',
        "rule itas_days_to_apply stands twice",
    ),
    "a rule of the wrong type": Broken(
        "rules/life.toml",
        "value = 12",
        "value = true",
        "value = true",
        "profile_life_months: True is not of the type int",
    ),
    "a rule's value is no value at all": Broken(
        "rules/life.toml",
        "value = 12",
        'value = "12"',
        'value = "12"',
        "value: needs true or false, a number above 0, or lowest and highest",
    ),
    "the range of scores is upside down": Broken(
        "rules/crs.toml",
        "lowest = 0",
        "lowest = 1_200",
        "value = { lowest = 1_200, highest = 1_200 }",
        "crs: 1200 is not above 1200",
    ),
    "a plan's window ends before it begins": Broken(
        "plans/plans.toml",
        "since = 2025-07-01",
        "since = 2026-01-01",
        "until = 2025-12-31",
        "ends before it begins (2025-12-31 is before 2026-01-01)",
    ),
    "a search's window ends before it begins": Broken(
        "plans/plans.toml",
        "until = 2026-12-31\nsearches",
        "until = 2025-12-30\nsearches",
        "until = 2025-12-30",
        "ends before it begins (2025-12-30 is before 2026-01-01)",
    ),
    "a plan for a category that does not exist": Broken(
        "plans/plans.toml",
        "amounts = { trades = 3_300 }",
        "amounts = { traders = 3_300 }",
        "amounts = { traders = 3_300 }",
        "unknown category traders",
    ),
    "half an invitation is planned": Broken(
        "plans/plans.toml",
        "amounts = { trades = 3_300 }",
        "amounts = { trades = 3_300.5 }",
        "amounts = { trades = 3_300.5 }",
        "trades: 3300.5 is not a whole number of people",
    ),
    "a plan stands twice": Broken(
        "plans/plans.toml",
        'id = "levels"',
        'id = "itas-2025"',
        'id = "itas-2025" @2',
        "plan itas-2025 stands twice",
    ),
    "a caveat ends before it begins": Broken(
        "caveats/caveats.toml",
        "until = 2026-12-31",
        "until = 2026-03-01",
        "until = 2026-03-01",
        "ends before it begins (2026-03-01 is before 2026-03-02)",
    ),
    "a key stands twice": Broken(
        "rules/life.toml",
        "value = 12",
        "value = 12\nvalue = 13",
        "value = 13",
        "this is not TOML: Cannot overwrite a value (at line 6, column 11)",
    ),
}


def row_of(text: str, wanted: str) -> int:
    """The row (from 1) of the line; "line @2" means the second such line."""
    line, _, count = wanted.partition(" @")
    rows = [row for row, found in enumerate(text.splitlines(), 1) if found == line]
    return rows[int(count or 1) - 1]


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_refused(folder: Path, broken: Broken) -> None:
    assert broken.old in FILES[broken.file]
    text = FILES[broken.file].replace(broken.old, broken.new, 1)
    written(folder, {broken.file: text})

    found = problems(folder)

    assert (broken.file, row_of(text, broken.row), broken.reason) in [
        (problem.file, problem.row, problem.reason) for problem in found
    ]
    with pytest.raises(KnowledgeError, match=rf"{broken.file}:{row_of(text, broken.row)}: "):
        load(folder)


BORDERS = {
    "a tie-break 367 days before the draw": ("2024-11-05T22:36:09Z", "2024-09-16T00:00:00Z"),
    "a tie-break on the draw's day": ("2024-11-05T22:36:09Z", "2025-09-18T23:59:59Z"),
    "the highest score as cut-off": ("crs_cutoff = 505", "crs_cutoff = 1200"),
    "the lowest score as cut-off": ("crs_cutoff = 505", "crs_cutoff = 0"),
    "a single invitation": ("itas = 1_250", "itas = 1"),
}


@pytest.mark.parametrize(("old", "new"), BORDERS.values(), ids=BORDERS.keys())
def test_taken(folder: Path, old: str, new: str) -> None:
    written(folder, {"draws/2025.toml": FILES["draws/2025.toml"].replace(old, new)})

    assert problems(folder) == ()


def test_all_problems_are_told_in_the_order_of_the_files(folder: Path) -> None:
    draws = FILES["draws/2025.toml"].replace('source = "feed"', 'source = "rumour"')
    written(
        folder,
        {
            "draws/2025.toml": draws,
            "draws/2026.toml": FILES["draws/2026.toml"].replace("itas = 3_000", "itas = -5"),
            "rules/life.toml": "id = 7\n",
        },
    )

    assert [str(problem) for problem in problems(folder)] == [
        "draws/2025.toml:8: unknown source rumour",
        "draws/2025.toml:18: unknown source rumour",
        "draws/2026.toml:6: itas: Input should be greater than 0, but is -5",
        "rules/life.toml:1: id: Input should be a valid string, but is 7",
        "rules/life.toml:1: title is missing",
        "rules/life.toml:1: history is missing",
    ]
    with pytest.raises(KnowledgeError) as refused:
        load(folder)
    assert len(str(refused.value).splitlines()) == 6


def test_a_broken_file_is_not_blamed_on_those_that_need_it(folder: Path) -> None:
    written(folder, {"categories/trades.toml": "id = 7\n", "rules/crs.toml": "[["})
    (folder / "draws/2026.toml").write_text("nothing = true", encoding="utf-8")

    assert {problem.file for problem in problems(folder)} == {
        "categories/trades.toml",
        "draws/2026.toml",
        "rules/crs.toml",
    }


def test_a_value_that_fits_no_type_is_told_once(folder: Path) -> None:
    written(folder, {"rules/life.toml": FILES["rules/life.toml"].replace("= 12", '= "12"')})

    assert len(problems(folder)) == 1


def test_a_missing_rule_is_a_problem(folder: Path) -> None:
    (folder / "rules/days.toml").unlink()

    assert [str(problem) for problem in problems(folder)] == [
        "rules/:1: there is no rule itas_days_to_apply"
    ]


@pytest.mark.parametrize("name", ["crs", "tie-break"])
def test_a_draw_before_a_rule_begins_is_a_problem(folder: Path, name: str) -> None:
    text = FILES[f"rules/{name}.toml"]
    text = rule("tie_break", "true") if name == "tie-break" else text
    text = text.replace("2015-01-01", "2025-12-01")
    written(folder, {f"rules/{name}.toml": text})

    rule_id = name.replace("-", "_")
    assert f"draws/2025.toml:{17 if name == 'tie-break' else 16}: " + (
        f"{rule_id}: no value in force on 2025-09-18"
    ) in [str(problem) for problem in problems(folder)]


def test_an_empty_folder_lacks_everything(tmp_path: Path) -> None:
    assert [problem.file for problem in problems(tmp_path)] == [
        "categories/",
        "caveats/",
        "draws/",
        "draws/sources.toml",
        "pages/",
        "plans/",
        "rules/",
        "topics/",
        "topics/sources.toml",
    ]


def test_a_file_that_is_not_text_is_a_problem(folder: Path) -> None:
    (folder / "caveats/caveats.toml").write_bytes(b"# fine\n# caf\xe9\n")

    assert [str(problem) for problem in problems(folder)] == [
        "caveats/caveats.toml:2: this is not UTF-8 text"
    ]


def test_a_file_that_ends_too_early_is_a_problem(folder: Path) -> None:
    (folder / "caveats/caveats.toml").write_text("# fine\ncaveat = [", encoding="utf-8")

    [problem] = problems(folder)
    assert (problem.file, problem.row) == ("caveats/caveats.toml", 2)
    assert problem.reason.startswith("this is not TOML: ")


def test_a_file_that_cannot_be_read_is_a_problem(folder: Path) -> None:
    (folder / "plans/folder.toml").mkdir()

    [problem] = problems(folder)
    assert (problem.file, problem.row) == ("plans/folder.toml", 1)
    assert problem.reason.startswith("this file cannot be read: ")
