"""Who says more than anybody can mean: told so once, and not answered until they calm down."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from bot.ports.updates import Incoming

MOST, SECONDS = 20, 10.0
"""So many messages or presses in so many seconds are a flood."""

CALM = 10
"""Who says fewer than that in those seconds is calm again; after a pause of ten, everybody is."""

MOST_PEOPLE = 50_000

Heard = Literal["answer", "tell", "ignore"]
"""``tell``: this one is answered by saying that it is too much."""

_COUNTED = ("text", "button", "other", "edited")


@dataclass(slots=True)
class _Person:
    """The newest things somebody said, each with when it came, when Telegram says it was said,
    and what became of it; ``ignored`` until they calm down;
    ``album`` the last one they sent, which counts as one."""

    said: deque[tuple[int, float, int | None, Heard]] = field(
        default_factory=lambda: deque(maxlen=MOST)
    )
    ignored: bool = False
    album: str | None = None


class Floods:
    """Counts each person's updates as they come, in groups too; ``now`` gives seconds of any clock.

    Only people of the last seconds are remembered, by this process and only in memory.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._people: dict[int, _Person] = {}

    def heard(self, told: Incoming) -> Heard:
        """What is to be done about this update; the same each time it is asked about."""
        if told.kind not in _COUNTED:
            return "answer"
        now, key = self._now(), _key(told)
        self._let_go(now)
        person = self._people.pop(key, None) or _Person()
        self._people[key] = person
        for update, _, _, became in person.said:
            if update == told.update:
                return became
        if not person.ignored and told.album is not None and told.album == person.album:
            return "answer"
        person.album = told.album
        became = _heard(person, now, told.said_at)
        person.said.append((told.update, now, told.said_at, became))
        return became

    def _let_go(self, now: float) -> None:
        """Forget those who said nothing for a while: whoever they were, they are calm."""
        while self._people:
            first = next(iter(self._people))
            said = self._people[first].said
            if len(self._people) < MOST_PEOPLE and said and now - said[-1][1] <= SECONDS:
                return
            del self._people[first]


def _heard(person: _Person, now: float, said_at: int | None) -> Heard:
    """What is to be done about one more; what was said while the bot was away is no flood."""
    if person.ignored:
        recent = [at for _, at, _, _ in person.said if now - at <= SECONDS]
        if len(recent) + 1 >= CALM:
            return "ignore"
        person.ignored = False
    if len(person.said) < MOST - 1:
        return "answer"
    _, came, when, _ = person.said[-(MOST - 1)]
    at_once = said_at is None or when is None or said_at - when <= SECONDS
    if now - came > SECONDS or not at_once:
        return "answer"
    person.ignored = True
    return "tell"


def _key(told: Incoming) -> int:
    by = None if told.group is None else told.group.by
    return told.chat if by is None else by
