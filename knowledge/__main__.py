"""``python -m knowledge``: check the facts, see which are stale, show one, import titles, compile.

Exit codes: 0 done; 1 the facts have problems; 2 wrong options, or nothing of that name. What is
wrong is said in one line on stderr (``check``: one line for each problem, on stdout).
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from knowledge.checkup import everything_wrong
from knowledge.facts.pages import category_page, draw_page, plan_page, stale_line
from knowledge.facts.shelf import DATA, Knowledge, load
from knowledge.occupations.elements import read_elements, read_file
from knowledge.occupations.imported_titles import titles_path
from knowledge.occupations.shelf import Shelf
from knowledge.occupations.title_file import store
from knowledge.parameters import KnowledgeError

DAYS = 180
"""After how many days without a check a fact counts as stale, where nobody says otherwise."""


class UsageError(Exception):
    """Wrong options or values; the message is one clear line."""


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One line instead of argparse's usage text."""
        raise UsageError(f"{message} (help: {self.prog} --help)")


def _today() -> date:
    return date.today()  # noqa: TID251, DTZ011 - asked on the spot by a person looking after facts


def main(
    arguments: Sequence[str] | None = None,
    folder: Path = DATA,
    today: Callable[[], date] = _today,
) -> int:
    """Do one command on the facts of that folder; gives the exit code."""
    try:
        options = _parser().parse_args(arguments)
        lines, code = options.do(options, folder, today)
    except UsageError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KnowledgeError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return int(code)


def _parser() -> ArgumentParser:
    parser = _Parser(prog="python -m knowledge", description="Look after the published facts.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)
    check = commands.add_parser("check", help="validate all facts")
    check.set_defaults(do=_check)
    stale = commands.add_parser("stale", help="facts that nobody checked for some time")
    stale.add_argument("--days", type=_days, default=DAYS, metavar="N", help=f"default {DAYS}")
    stale.add_argument("--as-of", type=_day, metavar="DATE", help="YYYY-MM-DD, default today")
    stale.set_defaults(do=_stale)
    show = commands.add_parser("show", help="one fact with its history and sources")
    show.add_argument("kind", choices=["draw", "category", "plan"])
    show.add_argument("id", metavar="ID", help="such as 368, trades, itas-2025")
    show.set_defaults(do=_show)
    noc = commands.add_parser("import-noc", help="read Statistics Canada's example titles")
    noc.add_argument("file", type=Path, metavar="FILE", help="the NOC 2021 elements, as CSV")
    noc.set_defaults(do=_import_noc)
    return parser


def _days(said: str) -> int:
    if not (said.isascii() and said.isdigit()):
        raise UsageError(f"--days {said}: a number of days is needed, such as {DAYS}")
    return int(said)


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError as error:
        raise UsageError(f"--as-of {said}: a date is needed, such as 2026-11-22") from error


Done = tuple[list[str], int]


def _check(options: Namespace, folder: Path, today: Callable[[], date]) -> Done:
    found = everything_wrong(folder)
    return (found, 1) if found else ([f"no problems in {folder}"], 0)


def _stale(options: Namespace, folder: Path, today: Callable[[], date]) -> Done:
    day = options.as_of or today()
    facts = load(folder).stale(day, options.days)
    lines = [stale_line(fact, (day - fact.checked_on).days) for fact in facts]
    return lines or [f"nothing was last checked {options.days} or more days before {day}"], 0


def _show(options: Namespace, folder: Path, today: Callable[[], date]) -> Done:
    knowledge = load(folder)
    page = {"draw": _draw, "category": _category, "plan": plan_page}[options.kind](
        options.id, knowledge
    )
    if page is None:
        raise UsageError(f"unknown {options.kind} {options.id}: {_known(options.kind, knowledge)}")
    return [page], 0


def _draw(said: str, knowledge: Knowledge) -> str | None:
    draw = knowledge.draws.draw(said.removeprefix("#"))
    return None if draw is None else draw_page(draw, knowledge)


def _category(said: str, knowledge: Knowledge) -> str | None:
    return category_page(said, knowledge) if said in knowledge.categories else None


def _known(kind: str, knowledge: Knowledge) -> str:
    if kind == "draw":
        draws = knowledge.draws.draws
        return f"known are #{draws[0].number} to #{draws[-1].number}"
    plans = [plan.id for plan in knowledge.plans] + [none.id for none in knowledge.none_found]
    return "known are " + ", ".join(sorted(knowledge.categories if kind == "category" else plans))


def _import_noc(options: Namespace, folder: Path, today: Callable[[], date]) -> Done:
    path = titles_path()
    try:
        all_groups = Shelf(folder / "occupations").groups
        elements = read_elements(read_file(options.file), all_groups)
    except OSError as error:
        raise UsageError(f"{options.file}: {error.strerror}") from error
    except KnowledgeError as error:
        raise UsageError(f"{options.file}: {error}") from error
    try:
        store(elements.titles, path)
    except OSError as error:
        raise KnowledgeError(f"{path}: {error.strerror}") from error
    groups = len({noc for noc, _ in elements.titles})
    lines = [
        f"{len(elements.titles):,} titles ({elements.language}) of {groups} unit groups read,",
        f"{elements.skipped:,} with unknown codes left out; kept in {path}.",
        "A `tradedraw serve` that runs uses them after its next start.",
    ]
    if groups < len(all_groups):
        lines.append(f"{len(all_groups) - groups} unit groups have none: is the file complete?")
    return lines, 0


if __name__ == "__main__":
    sys.exit(main())
