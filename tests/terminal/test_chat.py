"""The chat in a terminal: charts of characters, earlier lines, completion, and ways to leave."""

from __future__ import annotations

import io
import json
import re
import stat
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Thread
from time import sleep

import pytest
from icalendar import Calendar
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from bot.reading.understood import Lang
from bot.replies.completion import Completion
from bot.replies.rendering import LANGUAGES
from bot.terminal.addresses import shortened
from bot.terminal.chat import Chat, tell
from bot.terminal.lines import typed_lines
from tests.conversation.talk import world

ENTER, TAB, UP, CTRL_C, CTRL_D = "\r", "\t", "\x1b[A", "\x03", "\x04"


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with create_pipe_input() as piped:
        yield piped


class Screen(DummyOutput):
    """Keeps what is written on it."""

    def __init__(self) -> None:
        self.written = ""

    def write(self, data: str) -> None:
        """Keep it."""
        self.written += data


def complete(typed: str) -> tuple[Completion, ...]:
    """Only one thing can be meant."""
    return (Completion("/history", len(typed), "past draws"),)


def lines(keys: PipeInput, pressed: str) -> list[str]:
    """The lines that come of these keys."""
    keys.send_text(pressed)
    return list(typed_lines(complete, keys, DummyOutput()))


def answer_when_seen(keys: PipeInput, screen: Screen, key: str, wanted: str) -> Thread:
    """A person who presses that key until they see what they want, then Enter."""

    def look() -> None:
        for _ in range(400):
            if wanted in screen.written:
                break
            keys.send_text(key)
            sleep(0.05)
        keys.send_text(ENTER)

    person = Thread(target=look)
    person.start()
    return person


def test_lines_come_until_ctrl_d(keys: PipeInput) -> None:
    assert lines(keys, f"480{ENTER}welder{ENTER}{CTRL_D}") == ["480", "welder"]


def test_an_earlier_line_comes_back_by_the_arrow_keys(keys: PipeInput) -> None:
    screen = Screen()
    keys.send_text(f"480{ENTER}welder{ENTER}")
    typed = typed_lines(complete, keys, screen)
    assert [next(typed), next(typed)] == ["480", "welder"]
    screen.written = ""
    person = answer_when_seen(keys, screen, UP, "480")
    assert next(typed) == "480"
    person.join()


def test_tab_completes(keys: PipeInput) -> None:
    screen = Screen()
    keys.send_text("/h")
    person = answer_when_seen(keys, screen, TAB, "/history")
    assert next(typed_lines(complete, keys, screen)) == "/history"
    person.join()


def test_ctrl_c_empties_a_line_and_ends_an_empty_one(keys: PipeInput) -> None:
    assert lines(keys, f"48{CTRL_C}478{ENTER}{CTRL_C}") == ["478"]


def test_past_draws_are_a_chart_of_characters() -> None:
    chat = Chat(world(), "en", 72)
    chat.answer("480, welder, 3 November 2025")
    told = chat.answer("/history")
    chart, _, rest = told.partition("\n\n  Draw ")
    assert "═" in chart
    assert all(f"#{number} " in rest for number in (447, 408, 368, 321, 300, 276, 261))
    assert max(map(len, chart.split("\n"))) <= 72
    assert "I know draws up to 1 October 2026" in rest
    assert "1. As text" in rest
    assert chat.answer("1").startswith("All 7 trades draws, newest first\n")


def test_an_open_question_stands_below_the_chart() -> None:
    chat = Chat(world(), "fr", 72)
    chat.answer("480")
    told = chat.answer("/history")
    assert "Quel est votre métier?" in told.split("Ronde ")[1]


def test_words_that_are_wanted_and_pages_are_words() -> None:
    chat = Chat(world(), "en", 72)
    assert chat.answer("/history text").startswith("All 7 trades draws")
    told = chat.answer("/history pnp text")
    older = next(line for line in told.split("\n") if line.endswith("Older draws"))
    page = chat.answer(older.split(".")[0].strip())
    assert page.startswith("Provincial Nominee Program draws 13 to 24 of 114")


def test_without_a_terminal_everything_is_words() -> None:
    chat = Chat(world(), "en")
    assert chat.answer("/history").startswith("All 7 trades draws, newest first\n• #447")
    assert "As text" not in chat.answer("/history")


def test_the_pool_is_a_chart_of_characters() -> None:
    chat = Chat(world(), "en", 72)
    chat.answer("480")
    told = chat.answer("/pool")
    assert "█ 16,465 ◀ You: 480" in told
    assert "What is your occupation?" in told
    assert "• 471–480: 16,465 ← you" in chat.answer("1")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("columns", [80, 60])
def test_whatever_is_said_stays_in_the_window_and_its_addresses_are_links(
    columns: int, lang: Lang
) -> None:
    chat = Chat(world(), lang, columns)
    for line in ("480, welder, 14 March 2026", "/history", "/pool", "/help", "/history text"):
        answer = chat.answer(line)
        console = Console(
            file=io.StringIO(), width=columns, highlight=False, force_terminal=True, record=True
        )
        tell(console, answer)
        assert isinstance(console.file, io.StringIO)
        led_to = set(re.findall(r"\x1b\]8;[^;]*;([^\x1b]+)\x1b", console.file.getvalue()))
        assert led_to == set(re.findall(r"https?://[^\s)]+", answer))
        assert max(map(len, console.export_text().split("\n"))) <= columns


@pytest.mark.parametrize(
    ("address", "room", "shown"),
    [
        pytest.param("https://t.me/x", 14, "https://t.me/x", id="as long as its room"),
        pytest.param("https://t.me/xy", 14, "t.me/xy", id="one letter too long"),
        pytest.param(
            "https://a.ca/one/two/three?q=447", 22, "a.ca/…/three?q=447", id="its host and its page"
        ),
        pytest.param("https://a.ca/" + "x" * 40, 20, "a.ca/…" + "x" * 14, id="a page too long"),
    ],
)
def test_an_address_is_shortened_in_its_middle(address: str, room: int, shown: str) -> None:
    assert shortened(address, room) == shown
    assert len(shown) <= room


def test_where_a_window_knows_no_links_an_address_is_written_out_in_one_piece() -> None:
    answer = Chat(world(), "en").answer("480, welder, 14 March 2026")
    addresses = [line for line in answer.split("\n") if "://" in line]
    console = Console(file=io.StringIO(), width=50, highlight=False)
    tell(console, answer)
    assert isinstance(console.file, io.StringIO)
    shown = console.file.getvalue().split("\n")
    assert addresses
    assert set(addresses) <= set(shown)
    assert max(len(line) for line in shown if "://" not in line) <= 50


def test_the_language_follows_what_is_spoken() -> None:
    chat = Chat(world(), "en", 72)
    chat.answer("/language french")
    assert chat.lang == "fr"


def test_an_export_is_shown_where_no_file_can_be_sent() -> None:
    chat = Chat(world(), "en")
    chat.answer("478 welder")
    shown = chat.answer("/export")
    about = json.loads(shown[shown.index("{") : shown.rindex("}") + 1])
    assert about["about_you"][0]["profile"]["profile"]["crs"] == 478


def test_the_status_promises_no_notices_in_a_terminal() -> None:
    told = Chat(world(), "en").answer("/status").replace("\xa0", " ")
    assert told.startswith("I know the draws that this program came with, newest draw #447")
    assert "/subscribe" not in told


@pytest.mark.parametrize(
    ("lang", "facts", "ask", "written"),
    [
        ("en", "480, welder, 3 March 2026", "/dates file", "Written: "),
        ("fr", "480, soudeur, 3 mars 2026", "/echeances fichier", "Écrit\N{NO-BREAK SPACE}: "),
    ],
)
def test_a_calendar_file_is_written_where_that_is_said(
    tmp_path: Path, lang: Lang, facts: str, ask: str, written: str
) -> None:
    chat, path = Chat(world(), lang), tmp_path / "my dates.ics"
    chat.answer(facts)
    for _ in range(2):  # the second one replaces the first
        answer = chat.answer(f"{ask} {path}\n")
        assert answer.startswith(f"{written}{path}")
        assert "BEGIN:VCALENDAR" not in answer
    (event,) = Calendar.from_ical(path.read_bytes()).events
    assert event.start == date(2027, 3, 3)
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "BEGIN:VCALENDAR" in chat.answer(ask)


def test_no_other_file_is_overwritten_and_no_place_is_no_crash(tmp_path: Path) -> None:
    chat, notes = Chat(world(), "en"), tmp_path / "notes.txt"
    notes.write_text("mine", "utf-8")
    assert "no date of yours yet" in chat.answer(f"/dates file {tmp_path / 'none.ics'}")
    chat.answer("480, welder, 3 March 2026")
    assert "is no calendar" in chat.answer(f"/dates file {notes}")
    assert "No such file" in chat.answer(f"/dates file {tmp_path / 'no' / 'dates.ics'}")
    assert notes.read_text("utf-8") == "mine"
    assert {path.name for path in tmp_path.iterdir()} == {"notes.txt"}
