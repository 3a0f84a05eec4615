"""The command line: a thin shell around the same machine, texts and facts.

argparse, not typer: starting ``ask`` is most of what ``ask`` costs, and typer alone takes 65 to
90 ms of it (see CONTRIBUTING.md). For the same reason everything else is imported where needed.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from bot.system.printable import printable

if TYPE_CHECKING:
    from bot.conversation.world import World
    from bot.operating.commands import Operator

WRONG_VALUE = 2
FAILED = 1


class WrongCommand(Exception):  # noqa: N818 - an answer to the person, not a fault of the program
    """Ends the program with one clear line on standard error and this exit code."""

    def __init__(self, message: str, code: int = WRONG_VALUE) -> None:
        super().__init__(message)
        self.code = code


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaints are one line."""

    def error(self, message: str) -> NoReturn:
        """Refuse wrong options."""
        raise WrongCommand(f"{message}; see {self.prog} --help")


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = Parser(
        prog="tradedraw",
        allow_abbrev=False,
        description="Were my points enough in the latest trades draw, and how many"
        " invitations may still come this year?",
    )
    # With prog given, argparse does not lay out a help text that nobody asked for.
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True, prog=top.prog)

    def command(name: str, run: Callable[[argparse.Namespace], None], text: str) -> Parser:
        made: Parser = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
        made.set_defaults(run=run)
        return made

    chat = command("chat", _chat, "Talk in the terminal: no token, no network. /quit leaves.")
    ask = command("ask", _ask, "Ask one question, e.g. tradedraw ask '480, welder, 3 Nov 2025'.")
    for speaking in (chat, ask):
        speaking.add_argument(
            "--lang", choices=("en", "fr"), default="en", help="language of the answers"
        )
        speaking.add_argument(
            "--as-of",
            metavar="T",
            help="answer as known then: a date (its last second, UTC) or an ISO 8601 instant,"
            " e.g. 2025-09-19 or 2025-09-19T14:00:00Z; default: now",
        )
    ask.add_argument(
        "text", metavar="TEXT", help="the question; '-': one question a line from standard input"
    )
    ask.add_argument("--json", action="store_true", help="one JSON object for each answer")
    chat.add_argument("--json", action="store_true", help="one JSON object for each line")
    ask.add_argument(
        "--explain",
        action="store_true",
        help="say of each fact whose it is and by which rule, of each question what it resembles",
    )
    ask.add_argument("--draw", metavar="N", help="the draw asked about, e.g. 368")
    ask.add_argument("--category", metavar="ID", help="the kind of draw asked about, e.g. trades")
    serve = command("serve", _serve, "Run the Telegram bot. Settings: see docs/operating.md.")
    serve.add_argument(
        "--new-database", action="store_true", help="accept an empty database where one existed"
    )
    serve.add_argument(
        "--without-log",
        action="store_true",
        help="accept a database whose -wal is gone, without what was stored last",
    )
    command(
        "doctor",
        _doctor,
        "Is all well? Token, API, clock, feed, database, disk, time zones, pictures: a line each.",
    )
    command("status", _status, "Newest draw, last feed reading, subscribers, notices waiting.")
    backup = command("backup", _backup, "Copy the SQLite database while the bot runs; checked.")
    backup.add_argument("file", metavar="FILE", help="where the copy goes; must not exist yet")
    restore = command("restore", _restore, "Put a backup in the database's place; bot stopped.")
    restore.add_argument("file", metavar="FILE", help="a file that tradedraw backup made")
    return top


def main(arguments: Sequence[str] | None = None, folder: Path | None = None) -> NoReturn:
    """Run the command line on the facts of that folder, those of the program where None.

    Whatever goes wrong is one line and an exit code, never a traceback.
    """
    _open_what_was_closed()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        chosen = parser().parse_args(arguments)
        chosen.folder = folder or _packaged()
        chosen.run(chosen)
        sys.stdout.flush()
    except WrongCommand as refusal:
        for line in str(refusal).splitlines():
            sys.stderr.write(printable(f"tradedraw: {line}\n"))
        sys.exit(refusal.code)
    except BrokenPipeError:
        # Whoever read our output has gone (e.g. "| head"); nothing is left to say to them.
        sys.stderr.close()
        sys.exit(FAILED)
    except KeyboardInterrupt:
        sys.exit(FAILED)
    except Exception as error:
        sys.stderr.write(printable(f"tradedraw: {type(error).__name__}: {error}\n"))
        sys.exit(FAILED)
    sys.exit(0)


def _packaged() -> Path:
    """Where the facts lie that came with the program."""
    from knowledge.facts.shelf import DATA

    return DATA


def _open_what_was_closed() -> None:
    """Let every standard stream be one: without, its number could become that of the database."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - to the end


def instant_of(text: str | None) -> datetime:
    """The instant that ``--as-of`` names; a date means 23:59:59 UTC of that day."""
    if text is None:
        from bot.system.clock import SystemClock

        return SystemClock().now()
    try:
        return datetime.combine(date.fromisoformat(text), time(23, 59, 59), UTC)
    except ValueError:
        pass
    try:
        instant = datetime.fromisoformat(text)
        aware = instant.tzinfo is not None
        return instant.astimezone(UTC) if aware else _without_zone(text)
    except (ValueError, OverflowError):
        raise WrongCommand(
            f"--as-of {text!r} is not a date or an instant;"
            " write e.g. 2025-09-19 or 2025-09-19T14:00:00Z"
        ) from None


def _without_zone(text: str) -> NoReturn:
    raise WrongCommand(f"--as-of {text!r} has no time zone; write e.g. {text}Z")


def world_of(
    as_of: str | None, folder: Path, category: str | None = None, draw: str | None = None
) -> World:
    """The facts as known at that instant; refuses a draw or category that is not known."""
    from bot.conversation.world import World
    from bot.reading.occupations.reader import load_occupations
    from bot.system.snapshots import snapshots
    from knowledge.facts.shelf import load
    from knowledge.occupations.imported_titles import imported_titles
    from knowledge.occupations.shelf import Shelf

    kept = snapshots()
    now, knowledge = instant_of(as_of), load(folder, kept)
    first = knowledge.draws.draws[0].drawn_on
    if now.year < first.year:
        raise WrongCommand(f"--as-of {as_of}: Express Entry began in {first.year}")
    ledger = knowledge.draws.known(now)
    if category is not None and category not in knowledge.categories:
        listed = ", ".join(sorted(knowledge.categories))
        raise WrongCommand(f"--category {category!r} is not known; one of: {listed}")
    found = None if draw is None else ledger.draw(draw.lstrip("#"))
    if draw is not None and found is None:
        newest = ledger.newest()
        known = "none was held by then" if newest is None else f"the newest is #{newest.number}"
        raise WrongCommand(f"--draw {draw!r} is not known as of {now.date()}; {known}")
    if category is not None and found is not None and found.category != category:
        raise WrongCommand(
            f"--draw {draw} was a draw of {found.category!r}, not of --category {category!r}"
        )
    number = None if found is None else found.number
    occupations = load_occupations(Shelf(titles=imported_titles()), kept)
    return World(now, knowledge, occupations, category, number)


def _warn_of_titles(world: World) -> None:
    """Say when imported titles could not be read and the answers were made without them."""
    problem = world.occupations.titles_problem
    if problem is not None:
        sys.stderr.write(printable(f"tradedraw: left out: {problem}\n"))


def _chat(chosen: argparse.Namespace) -> None:
    from bot.terminal.chat import run, run_json

    world = world_of(chosen.as_of, chosen.folder)
    if chosen.json:
        run_json(world, chosen.lang)
    else:
        run(world, chosen.lang)
    _warn_of_titles(world)


def _ask(chosen: argparse.Namespace) -> None:
    # Code and facts are no garbage. Looking for it among them costs 30 ms of CPU, a seventh of
    # what one answer costs: while they are read, and once more when the program ends.
    gc.disable()
    try:
        _answer(chosen)
    finally:
        gc.freeze()
        gc.enable()


def _answer(chosen: argparse.Namespace) -> None:
    from bot.running import one_question
    from bot.running.json_objects import json_line

    world = world_of(chosen.as_of, chosen.folder, chosen.category, chosen.draw)
    batch = chosen.text == "-"
    if batch:
        gc.freeze()
        gc.enable()
    for question in _questions() if batch else (chosen.text,):
        answer = one_question.ask(question, world, chosen.lang)
        reasons = one_question.reasons(answer, question) if chosen.explain else []
        if chosen.json:
            why = {"reasons": reasons} if chosen.explain else {}
            sys.stdout.write(json_line(one_question.as_json(answer) | why))
        else:
            told = [f"{why['of']}: {why['said']!r}: {why['rule']}\n" for why in reasons]
            said = "".join([f"{answer.text}\n", *told]) + ("\n" if batch else "")
            sys.stdout.write(printable(said))
    _warn_of_titles(world)


def _questions() -> list[str]:
    """The lines of standard input, blank ones too."""
    lines = sys.stdin.buffer.read().decode("utf-8", errors="replace").split("\n")
    if not lines[-1]:
        lines.pop()
    return lines


def _serve(chosen: argparse.Namespace) -> None:
    from bot.settings import NoTokenError
    from bot.wiring import serve

    try:
        problem = serve(
            chosen.folder, new_database=chosen.new_database, without_log=chosen.without_log
        )
    except NoTokenError as error:
        if sys.stderr.isatty():  # a person; what starts services wants one line
            from bot.replies.en.first_start import FIVE_STEPS

            sys.stderr.write(f"{FIVE_STEPS}\n")
        problem = str(error)
    if problem is not None:
        raise WrongCommand(problem, FAILED)


def _doctor(chosen: argparse.Namespace) -> None:
    from bot.examining import examined

    findings = examined(chosen.folder)
    sys.stdout.write(printable("".join(f"{finding}\n" for finding in findings)))
    if not all(finding.well for finding in findings):
        sys.stdout.flush()
        sys.exit(FAILED)


def _status(chosen: argparse.Namespace) -> None:
    _operate(chosen, lambda operator: operator.status())


def _backup(chosen: argparse.Namespace) -> None:
    _operate(chosen, lambda operator: operator.backup(Path(chosen.file)))


def _restore(chosen: argparse.Namespace) -> None:
    _operate(chosen, lambda operator: operator.restore(Path(chosen.file)))


def _operate(chosen: argparse.Namespace, work: Callable[[Operator], Sequence[str]]) -> None:
    from bot.operating.commands import Operator
    from bot.ports.faults import PortError
    from bot.settings import SqliteFile, read_settings

    try:
        settings = read_settings()
        database = settings.database_url
        place = database.path if isinstance(database, SqliteFile) else database.url
        lines = work(Operator(place, settings.feed_url, instant_of(None), chosen.folder))
    except PortError as error:
        raise WrongCommand(str(error), FAILED) from error
    sys.stdout.write(printable("".join(f"{line}\n" for line in lines)))
