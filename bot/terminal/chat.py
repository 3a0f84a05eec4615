"""The conversation in a terminal: the same machine and texts, buttons as numbered choices."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, TextIO, assert_never

from bot.conversation.events import Event, Pressed, Said
from bot.conversation.machine import do
from bot.conversation.states import Memory, Resting, State
from bot.conversation.transition import Transition
from bot.conversation.understanding import Requests, requests_of
from bot.conversation.world import World
from bot.ports.messages import Button, Rendered
from bot.ports.pictures import Chart, HistoryChart, PoolChart
from bot.reading.understood import Lang
from bot.replies.markup import plain
from bot.replies.rendering import render, words
from bot.running.json_objects import (
    SCHEMA,
    Object,
    changed_slots,
    dates_object,
    draw_object,
    facts_object,
    json_line,
    understood_object,
    verdict_object,
)
from bot.system.printable import printable
from bot.terminal.addresses import pieces
from bot.terminal.files import asked, write

if TYPE_CHECKING:
    from rich.console import Console

LEAVE = frozenset({"/quit", "/exit"})
_LEAVING: dict[Lang, tuple[tuple[str, str], ...]] = {
    "en": (("quit", "leave"),),
    "fr": (("quit", "quitter"),),
}
WIDEST = 100
"""Columns of a chart: wider, its steps would only be longer."""


class Chat:
    """One conversation without memory beyond its own end.

    With ``draws``, past draws and the pool are charts of characters, so many columns wide; it may
    change from one line to the next, as windows do.
    """

    def __init__(self, world: World, lang: Lang, draws: int | None = None) -> None:
        self._world = world
        self.draws = draws
        self._state: State = Resting(Memory(lang=lang))
        self._buttons: tuple[Button, ...] = ()

    @property
    def lang(self) -> Lang:
        """The language spoken at present."""
        return self._state.memory.lang

    def answer(self, line: str) -> str:
        """What is shown for one line; a number on its own presses that button.

        A file is written where that is said behind what asks for it.
        """
        line, place = asked(line)
        transition = self._step(self._event(line))[1]
        rendered = render(transition, self._world.occupations)
        if place is not None and rendered.document is not None:
            told = write(rendered.document.content, place)
            rendered = replace(rendered, html=words((told,), self.lang), document=None)
        picture = rendered.picture
        if self.draws is None or picture is None:
            self._buttons = tuple(button for row in rendered.rows for button in row)
            return shown(rendered)
        self._buttons = tuple(button for row in picture.rows for button in row)
        chart = _drawn(picture.chart, self.draws)
        return _with_buttons(f"{chart}\n\n{plain(picture.beside)}".rstrip(), self._buttons)

    def turn(self, line: str) -> Object:
        """One line and its answer as an object; ``=N`` presses the Nth button of the last one."""
        before, said = self._state.memory.profile, line.strip()
        event: Event = Said(said)
        if said[:1] == "=" and said[1:].isdecimal():
            number = int(said[1:])
            known = 1 <= number <= len(self._buttons)
            event = Pressed(self._buttons[number - 1].data if known else "")
        requests, told = self._step(event)
        rendered = render(told, self._world.occupations)
        self._buttons = tuple(button for row in rendered.rows for button in row)
        memory = told.state.memory
        return {
            "schema": SCHEMA,
            "said": line.rstrip("\n"),
            "understood": understood_object(requests[0].understood, self._world, memory.lang),
            "profile": facts_object(memory.profile),
            "dates": dates_object(memory.dates),
            "changed": changed_slots(before, memory.profile),
            "showing": memory.showing,
            "state": type(told.state).__name__,
            "text": plain(rendered.html),
            "buttons": [button.label for button in self._buttons],
            "verdict": None if told.judged is None else verdict_object(told.judged.verdict),
            "draw": draw_object(told.draw, self._world, memory.lang),
        }

    def _step(self, event: Event) -> tuple[Requests, Transition]:
        requests = requests_of(event, self._state, self._world)
        told = do(self._state, requests, self._world)
        self._state = told.state
        return requests, told

    def _event(self, line: str) -> Event:
        said = line.strip()
        if said.isdecimal() and 1 <= int(said) <= len(self._buttons):
            return Pressed(self._buttons[int(said) - 1].data)
        return Said(said)


def shown(rendered: Rendered) -> str:
    """A message as plain text, what is in its file and its numbered buttons below it."""
    text = plain(rendered.html)
    if rendered.document is not None:
        text = f"{text}\n\n{rendered.document.content.decode().rstrip()}"
    return _with_buttons(text, tuple(b for row in rendered.rows for b in row))


def _with_buttons(text: str, buttons: tuple[Button, ...]) -> str:
    numbered = [f"  {number}. {button.label}" for number, button in enumerate(buttons, 1)]
    return "\n".join([text, *numbered])


def _drawn(chart: Chart, width: int) -> str:
    from bot.replies.charts.history_in_characters import history_characters
    from bot.replies.charts.pool_in_characters import pool_characters

    boxes = _has_boxes(sys.stdout)
    match chart:
        case HistoryChart():
            return history_characters(chart, width, boxes=boxes)
        case PoolChart():
            return pool_characters(chart, width, boxes=boxes)
        case _:
            assert_never(chart)


def _has_boxes(screen: TextIO) -> bool:
    """Whether the terminal's encoding has the characters that charts are drawn with."""
    return "utf" in (screen.encoding or "").lower()


def run(world: World, lang: Lang) -> None:
    """Talk until the end of input or /quit; plain text when piped, styled on a terminal."""
    screen: TextIO = sys.stdout
    if sys.stdin.isatty() and screen.isatty():
        _styled(world, lang)
        return
    chat = Chat(world, lang)
    for line in sys.stdin:
        if line.strip() in LEAVE:
            return
        if line.strip():
            screen.write(f"{chat.answer(line)}\n\n")
            screen.flush()


def run_json(world: World, lang: Lang) -> None:
    """Talk until the end of input or /quit: a line in, an object out, blank lines too."""
    chat = Chat(world, lang)
    for line in sys.stdin:
        if line.strip() in LEAVE:
            return
        sys.stdout.write(json_line(chat.turn(line)))
        sys.stdout.flush()


def _styled(world: World, lang: Lang) -> None:
    """The same with colours, charts, and a prompt that remembers and completes; it begins."""
    from rich.console import Console

    console = Console(highlight=False)
    chat = Chat(world, lang)
    for line in _lines(chat, world):
        chat.draws = min(console.width, WIDEST)
        tell(console, chat.answer(line))


def tell(console: Console, answer: str) -> None:
    """Show an answer: its first line is what counts most, and no word is torn apart.

    An address longer than a line is shown shortened and leads to the whole; where a window knows no
    links, it is written out.
    """
    from rich.text import Text

    linking = console.is_terminal and not console.is_dumb_terminal and not console.legacy_windows
    for number, line in enumerate(printable(f"{answer}\n").split("\n")):
        text = Text(style="bold" if number == 0 else "")
        for said, address in pieces(line, console.width) if linking else ((line, None),):
            text.append(said, None if address is None else f"link {address}")
        console.print(text, soft_wrap=not linking and "://" in line)


def _lines(chat: Chat, world: World) -> Iterator[str]:
    from bot.replies.completion import Completions
    from bot.terminal.lines import typed_lines

    yield "/start"
    of = {lang: Completions(world.occupations, lang, more) for lang, more in _LEAVING.items()}
    for line in typed_lines(lambda typed: of[chat.lang].of(typed)):
        if line.strip() in LEAVE:
            return
        if line.strip():
            yield line
