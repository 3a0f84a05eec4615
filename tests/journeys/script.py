"""Journey files: what is said, what must come back, and how to compare the two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.ports.messages import Button, Illustration, Rendered
from bot.replies.markup import plain

FOLDER = Path(__file__).parent
PICTURE = "(a picture)"
"""The first line of an answer that comes as a picture."""

FILE = "(a file)"
"""The first line of an answer that comes with a file."""

Kind = Literal["say", "button", "restart", "kill", "again", "press", "voice"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing done by the person, and the lines that must come back (None: silence)."""

    line: int
    kind: Kind
    body: str
    expected: tuple[str, ...]


def journeys() -> list[Path]:
    """All journey files."""
    return sorted(FOLDER.glob("*.txt"))


def read(path: Path) -> tuple[Turn, ...]:
    """The turns of a journey. Raises ValueError for a line that is none."""
    turns: list[Turn] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        mark, rest = line[:1], line[2:]
        if mark in ("", "#"):
            continue
        if mark == "<" and turns:
            last = turns[-1]
            turns[-1] = Turn(last.line, last.kind, last.body, (*last.expected, rest))
        elif mark == ">":
            button = re.fullmatch(r"\[(.*)\]", rest)
            turns.append(
                Turn(number, "button" if button else "say", button[1] if button else rest, ())
            )
        elif mark == "!":
            turns.append(_order(number, rest, path))
        else:
            raise ValueError(f"{path.name}:{number}: not a line of a journey: {line!r}")
    return tuple(turns)


def _order(number: int, rest: str, path: Path) -> Turn:
    word, _, body = rest.partition(" ")
    for kind in ("restart", "kill", "again", "press", "voice"):
        if kind == word:
            return Turn(number, kind, body, ())
    raise ValueError(f"{path.name}:{number}: unknown order {word!r}")


def lines_of(rendered: Rendered) -> list[str]:
    """A message as the lines a journey compares: its text, then its rows of buttons.

    Where a picture is shown, the words below it count.
    """
    picture = rendered.picture
    html, below = (rendered.html, rendered.rows) if picture is None else _under(picture)
    html = html if rendered.document is None else f"{FILE}\n{html}"
    text = [line for line in plain(html).split("\n") if line.strip()]
    return text + [" ".join(f"[{button.label}]" for button in row) for row in below]


def _under(picture: Illustration) -> tuple[str, tuple[tuple[Button, ...], ...]]:
    return f"{PICTURE}\n{picture.caption}", picture.rows


def matches(expected: tuple[str, ...], shown: list[str]) -> bool:
    """Whether the lines shown are those expected."""
    if not expected:
        return not shown
    if expected[0] == "…":
        return any(matches(expected[1:], shown[skip:]) for skip in range(len(shown) + 1))
    if not shown:
        return False
    pattern = ".*".join(re.escape(part) for part in as_typed(expected[0]).split("…"))
    found = re.fullmatch(pattern, as_typed(shown[0]))
    return found is not None and matches(expected[1:], shown[1:])


def as_typed(line: str) -> str:
    """A line without the typography that nobody types: no-break spaces, curly apostrophes."""
    return line.replace("\N{NO-BREAK SPACE}", " ").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
