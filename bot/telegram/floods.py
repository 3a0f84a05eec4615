"""Who says more than anybody can mean: told so once, and not answered until they calm down."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from bot.ports.updates import Incoming, person_of

MOST, SECONDS = 20, 10.0
"""So many messages or presses in so many seconds are a flood."""

CALM = 10
"""Who says fewer than that in those seconds is calm again; after a pause of ten, everybody is."""

MOST_IN_GROUP, GROUP_SECONDS = 20, 60.0
"""So many answers a group gets in so many seconds; Telegram takes no more. One may say so."""

MOST_PEOPLE = 50_000

Heard = Literal["answer", "tell", "ignore"]
"""``tell``: this one is answered by saying that it is too much."""

COUNTED = ("text", "button", "other", "edited")
"""What can be too much; the rest is what happens to the bot."""


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


@dataclass(slots=True)
class _Group:
    """When a group was answered last, and when it was told that it is too much."""

    answered: deque[float] = field(default_factory=lambda: deque(maxlen=MOST_IN_GROUP))
    told_at: float | None = None

    def heard(self, now: float) -> Heard:
        """What is to be done about one more."""
        room = MOST_IN_GROUP - sum(now - at < GROUP_SECONDS for at in self.answered)
        if room <= 0:
            return "ignore"
        if room == 1:
            if self.told_at is not None and now - self.told_at < GROUP_SECONDS:
                return "ignore"
            self.told_at = now
        self.answered.append(now)
        return "tell" if room == 1 else "answer"


class Floods:
    """Counts each person's updates as they come, in groups too; ``now`` gives seconds of any clock.

    Only people of the last seconds are remembered, by this process and only in memory.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._people: dict[int, _Person] = {}
        self._groups: dict[int, _Group] = {}

    def heard(self, told: Incoming) -> Heard:
        """What is to be done about this update; the same each time it is asked about."""
        if told.kind not in COUNTED:
            return "answer"
        now, key = self._now(), person_of(told)
        self._let_go(now)
        self._let_groups_go(now)
        person = self._people.pop(key, None) or _Person()
        self._people[key] = person
        for update, _, _, became in person.said:
            if update == told.update:
                return became
        if not person.ignored and told.album is not None and told.album == person.album:
            return "answer"
        person.album = told.album
        became = _heard(person, now, told.said_at)
        if told.group is not None and became != "ignore":
            group = self._groups.pop(told.chat, None) or _Group()
            self._groups[told.chat] = group
            became = group.heard(now)
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

    def _let_groups_go(self, now: float) -> None:
        while self._groups:
            first = next(iter(self._groups))
            answered = self._groups[first].answered
            if len(self._groups) < MOST_PEOPLE and now - answered[-1] <= GROUP_SECONDS:
                return
            del self._groups[first]


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
