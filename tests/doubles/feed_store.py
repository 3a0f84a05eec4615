"""The ports of feed reading and notices in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from bot.ports.faults import PortError
from bot.ports.notices import FeedState, Fetched, NotModified, Owed, Revision, Validators


@dataclass(slots=True)
class ReadingsDisk:
    """What survives a crash; open a second MemoryFeedStore on it to restart.

    ``history`` has all revisions of a draw, oldest first; ``owed`` every event in order.
    """

    states: dict[str, FeedState] = field(default_factory=dict)
    history: dict[str, list[Revision]] = field(default_factory=dict)
    owed: list[Owed] = field(default_factory=list)


OweNotices = Callable[[Sequence[Owed]], object]


class MemoryFeedStore:
    """The FeedStore port in memory; ``owe`` makes the notices of a reading and counts them."""

    def __init__(
        self, disk: ReadingsDisk | None = None, owe: OweNotices = lambda owed: len(owed)
    ) -> None:
        self.disk = disk or ReadingsDisk()
        self._owe = owe
        self._failures: list[Exception] = []

    def fail(self, *errors: Exception) -> None:
        """The next calls raise these, one each, and change nothing."""
        self._failures.extend(errors)

    def _kept(self) -> ReadingsDisk:
        if self._failures:
            raise self._failures.pop(0)
        return self.disk

    async def feed_state(self, address: str) -> FeedState:
        """How reading that address stands; a fresh FeedState when it was never read."""
        return self._kept().states.get(address, FeedState(address))

    async def save_feed_state(self, state: FeedState) -> None:
        """Remember how reading stands."""
        self._kept().states[state.address] = state

    async def revisions(self) -> Sequence[Revision]:
        """The newest revision of every draw that the feed ever had."""
        return [revisions[-1] for revisions in self._kept().history.values()]

    async def save_reading(
        self, state: FeedState, seen: Sequence[Revision], owed: Sequence[Owed]
    ) -> None:
        """State, revisions and what is owed at once."""
        disk = self._kept()
        disk.states[state.address] = state
        for revision in seen:
            history = disk.history.setdefault(revision.draw.number, [])
            known = [one.first_seen_at for one in history]
            if revision.first_seen_at in known:
                place = known.index(revision.first_seen_at)
                history[place] = replace(
                    history[place],
                    last_seen_at=revision.last_seen_at,
                    announced=revision.announced,
                )
            else:
                history.append(revision)
        disk.owed += owed
        self._owe(owed)


class ScriptedSource:
    """The FeedSource port that answers what it is told to, and keeps what it was asked."""

    def __init__(self, address: str = "https://feed.example/ee_rounds_123_en.json") -> None:
        self._address = address
        self.asked: list[Validators] = []
        self.answers: list[Fetched | NotModified | Exception] = []

    @property
    def address(self) -> str:
        """The feed's address."""
        return self._address

    async def fetch(self, validators: Validators) -> Fetched | NotModified:
        """The next answer; the last one again and again."""
        self.asked.append(validators)
        if not self.answers:
            raise PortError("nothing to answer")
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer
