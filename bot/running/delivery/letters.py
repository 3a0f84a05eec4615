"""Notices as letters: what is told to one person, in words, ready to be pushed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from operator import attrgetter

from bot.conversation.world import World
from bot.notices.contents import NotTold, TooEarly, tell
from bot.ports.messages import Rendered
from bot.ports.notices import Due, Subscription
from bot.reading.understood import Lang
from bot.replies.rendering import LANGUAGES, buttons, words

SAME_WORLD = timedelta(seconds=1)
"""Letters written within it are of one instant, so that equal ones are written once."""

_OF_THE_ROW = {"notice", "subscription", "attempts", "told_at", "behind"}
_OF_DUE = attrgetter(
    *({each.name for each in fields(Due)} - _OF_THE_ROW),
    *("told", "told_already", "draws"),
)
_OF_SUBSCRIPTION = attrgetter(*({each.name for each in fields(Subscription)} - {"chat", "since"}))
"""All that a letter may depend on."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message for one chat, whether it makes no sound, and a mark of the figures it tells.

    ``instead_of``: the message whose place it takes.
    """

    rendered: Rendered
    silent: bool
    figures: str | None
    instead_of: int | None = None


class Letters:
    """Writes letters; ``world_of`` gives the facts for an instant."""

    def __init__(self, world_of: Callable[[datetime], World]) -> None:
        self._world_of = world_of
        self._world: World | None = None
        self._written: dict[tuple[object, object], Letter | NotTold | TooEarly] = {}
        self._last: tuple[Due | None, Letter | NotTold | TooEarly | None] = (None, None)

    def write(self, due: Due, now: datetime) -> Letter | NotTold | TooEarly:
        """The letter for this notice, or why there is none. Most people without a profile get
        the very same one: those of one second are written once.
        """
        world = self._world
        if world is None or not timedelta() <= now - world.now < SAME_WORLD:
            world = self._world = self._world_of(now)
            self._written.clear()
            self._last = (None, None)
        last, letter = self._last
        if letter is not None and last is due:  # each is asked for again when it is its turn
            return letter
        alike = _OF_DUE(due), _OF_SUBSCRIPTION(due.subscription)
        letter = self._written.get(alike)
        if letter is None:
            letter = self._written[alike] = _written(due, world)
        self._last = (due, letter)
        return letter

    def forget(self) -> None:
        """The facts have changed: write nothing from those of before."""
        self._world = None


def _written(due: Due, world: World) -> Letter | NotTold | TooEarly:
    telling = tell(due, world)
    if isinstance(telling, NotTold | TooEarly):
        return telling
    lang: Lang = next((lang for lang in LANGUAGES if lang == due.lang), "en")
    rendered = Rendered(
        words((telling.message,), lang), buttons(telling.rows, lang, world.occupations)
    )
    return Letter(rendered, telling.silent, telling.figures, telling.instead_of)
