"""The pictures of the README: a real conversation, and a real chart, drawn by the program."""

from __future__ import annotations

import hashlib
import io
from datetime import UTC, date, datetime
from pathlib import Path

from bot.conversation.answers import history
from bot.conversation.world import World
from bot.ports.pictures import HistoryChart
from bot.reading.occupations.reader import load_occupations
from bot.replies.pictures import PICTURES
from bot.terminal.chat import Chat, tell
from knowledge.profiles import Profile, Submission
from tests.facts import frozen

FOLDER = Path(__file__).resolve().parents[2] / "docs"
CHAT, CHART, MADE_FROM = FOLDER / "chat.svg", FOLDER / "history.png", FOLDER / "made-from.txt"
AS_OF = datetime(2026, 11, 22, 12, tzinfo=UTC)
SAID = "480, welder, submitted 14 March 2026"
COLUMNS = 88


def told() -> str:
    """What a person sees who says that."""
    return Chat(_world(), "en").answer(SAID)


def chart() -> HistoryChart:
    """The trades draws, for somebody with 480 points."""
    profile = Profile(480, "72106", Submission(date(2026, 3, 14), None, False, None))
    return PICTURES["en"].history_picture(history("trades", profile, _world()))


def made_from() -> str:
    """What the two pictures show, in short: other words or other numbers are another text."""
    shown = ((CHAT, f"{SAID}\n{told()}"), (CHART, repr(chart())))
    digests = (f"{path.name} {hashlib.sha256(text.encode()).hexdigest()}" for path, text in shown)
    return "".join(f"{digest}\n" for digest in digests)


def markdown() -> str:
    """Both of them, with what they show for those who do not see them."""
    first = told().split("\n")[0]
    said = f'The chat in a terminal: somebody says "{SAID}" and reads "{first}", with the reasons.'
    drawn = "The CRS cut-offs of the trades draws over time, the person's score of 480 as a line."
    return (
        f'![{said}](docs/{CHAT.name})\n\n<img src="docs/{CHART.name}" width="360" alt="{drawn}">\n'
    ).rstrip()


def draw() -> None:
    """Draw both anew, unless they show what they should already."""
    there = all(path.exists() for path in (CHAT, CHART, MADE_FROM))
    if there and MADE_FROM.read_text(encoding="utf-8") == made_from():
        return
    from bot.pictures.drawing import draw as drawn

    FOLDER.mkdir(exist_ok=True)
    CHAT.write_text(_chat(), encoding="utf-8")
    CHART.write_bytes(drawn(chart()))
    MADE_FROM.write_text(made_from(), encoding="utf-8")


def _chat() -> str:
    from rich.console import Console

    console = Console(
        record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, highlight=False
    )
    console.print(f"[bold cyan]>[/bold cyan] {SAID}\n")
    tell(console, told())
    return console.export_svg(title="tradedraw chat", unique_id="tradedraw")


def _world() -> World:
    return World(AS_OF, frozen(), load_occupations())
