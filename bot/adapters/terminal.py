"""The conversation in a terminal: the same machine and texts, buttons as numbered choices."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import TextIO

from bot.conversation.events import Event, Pressed, Said
from bot.conversation.machine import step
from bot.conversation.states import Memory, Resting, State
from bot.conversation.understand.understood import Lang
from bot.conversation.world import World
from bot.ports import Button, Rendered
from bot.texts.markup import plain
from bot.texts.rendering import render

LEAVE = frozenset({"/quit", "/exit"})


class Chat:
    """One conversation without memory beyond its own end."""

    def __init__(self, world: World, lang: Lang) -> None:
        self._world = world
        self._state: State = Resting(Memory(lang=lang))
        self._buttons: tuple[Button, ...] = ()

    def hear(self, line: str) -> Rendered:
        """The answer to one line; a number on its own presses that button."""
        transition = step(self._state, self._event(line), self._world)
        self._state = transition.state
        rendered = render(transition, self._world.occupations)
        self._buttons = tuple(button for row in rendered.rows for button in row)
        return rendered

    def _event(self, line: str) -> Event:
        said = line.strip()
        if said.isdecimal() and 1 <= int(said) <= len(self._buttons):
            return Pressed(self._buttons[int(said) - 1].data)
        return Said(said)


def shown(rendered: Rendered) -> str:
    """A message as plain text, its file and its buttons, numbered, below it."""
    buttons = [button for row in rendered.rows for button in row]
    numbered = [f"  {number}. {button.label}" for number, button in enumerate(buttons, 1)]
    file = [] if rendered.document is None else [rendered.document.content.decode()]
    return "\n".join([plain(rendered.html), *file, *numbered])


def run(world: World, lang: Lang) -> None:
    """Talk until the end of input or /quit; plain text when piped, styled on a terminal."""
    chat = Chat(world, lang)
    screen: TextIO = sys.stdout
    if sys.stdin.isatty() and screen.isatty():
        _styled(chat)
        return
    for line in sys.stdin:
        if line.strip() in LEAVE:
            return
        if line.strip():
            screen.write(f"{shown(chat.hear(line))}\n\n")
            screen.flush()


def _styled(chat: Chat) -> None:
    """The same with colours and a prompt; begins by itself."""
    from rich.console import Console
    from rich.markup import escape

    console = Console(highlight=False)
    for line in _lines(console.input):
        first, *rest = shown(chat.hear(line)).split("\n")
        console.print(f"[bold]{escape(first)}[/bold]")
        console.print(escape("\n".join(rest)) + "\n")


def _lines(read: Callable[[str], str]) -> Iterator[str]:
    yield "/start"
    while True:
        try:
            line = read("[bold cyan]>[/bold cyan] ")
        except (EOFError, KeyboardInterrupt):
            return
        if line.strip() in LEAVE:
            return
        if line.strip():
            yield line
