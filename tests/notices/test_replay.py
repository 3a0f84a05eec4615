"""History once more: the feed is rebuilt draw by draw, and each draw is announced once."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from bot.notices.alerts import FeedAlert
from bot.ports.faults import Retryable
from bot.ports.notices import Fetched, NotModified, Owed, Validators
from bot.running.feed import FeedReader
from knowledge.draws import DrawLedger
from tests.doubles.conversation import FixedClock
from tests.doubles.feed_store import MemoryFeedStore, ReadingsDisk, ScriptedSource
from tests.feed_server import feed_rows
from tests.notices.watching import DRAWS, KNOWLEDGE

ROWS = [json.dumps(row, ensure_ascii=False).encode() for row in feed_rows(DRAWS)]
TROUBLE_EVERY = 20
PAGE = Fetched(b"<html>", Validators())


def copy(count: int) -> Fetched:
    """The feed as it was after so many draws."""
    rows = b",\n".join(ROWS[len(ROWS) - count :])
    content = b'{"classes": "wb-tables", "rounds": [' + rows + b"]}"
    return Fetched(content, Validators(etag=f'"{count}"'))


class Machine:
    """A reader that is killed and started anew now and then, on one database."""

    def __init__(self) -> None:
        self.clock = FixedClock(datetime(2026, 10, 3, tzinfo=UTC))
        self.source = ScriptedSource()
        self.disk = ReadingsDisk()
        self.alerts: list[FeedAlert] = []
        self.ledger: DrawLedger | None = None
        self.restart()

    def restart(self) -> None:
        self.reader = FeedReader(
            self.source,
            MemoryFeedStore(self.disk),
            self.clock,
            KNOWLEDGE,
            on_ledger=self._take,
            alert=self.alerts.append,
            poll_seconds=300,
            rng=Random(7),
        )

    def _take(self, ledger: DrawLedger, _: object) -> None:
        self.ledger = ledger

    async def see(self, *answers: Fetched | NotModified | Exception) -> list[Owed]:
        """Read once for each answer, five minutes apart; everything that was owed."""
        before = len(self.disk.owed)
        for answer in answers:
            self.clock.forward(timedelta(minutes=5))
            self.source.answers = [answer]
            await self.reader.read()
        return self.disk.owed[before:]


@pytest.mark.no_cover  # the same lines for every draw
@pytest.mark.parametrize(("first", "last"), [(1, 320), (320, len(DRAWS))])
async def test_each_draw_is_announced_once_to_its_category_and_in_order(
    first: int, last: int
) -> None:
    """In two parts of about the same work, so that two processes can share it."""
    machine = Machine()
    assert await machine.see(copy(first)) == []
    for count in range(first + 1, last + 1):
        newest = DRAWS[count - 1]
        owed = await machine.see(copy(count))
        assert owed == [Owed("new", newest.number, newest.category, (newest.number,))]
        if count % TROUBLE_EVERY == 0:
            assert await machine.see(Retryable("it answered 502"), NotModified(), PAGE) == []
            machine.restart()
            assert await machine.see(copy(count)) == []
    assert [owed.draw for owed in machine.disk.owed] == [d.number for d in DRAWS[first:last]]
    assert machine.ledger is not None
    assert machine.ledger.draws == DRAWS


@pytest.mark.no_cover  # the same lines for every draw
@pytest.mark.parametrize(("first", "step"), [(400, 2), (400, 3), (1, 7), (1, 448)])
async def test_however_many_come_at_once_each_subscriber_hears_of_each_draw_once(
    first: int, step: int
) -> None:
    """What three chats hear: of every draw, of trades, of another category."""
    machine = Machine()
    await machine.see(copy(first))
    for count in range(first + step, len(DRAWS) + step, step):
        await machine.see(copy(min(count, len(DRAWS))))
    for about in ("all", "trades", "french"):
        heard = [
            number
            for owed in machine.disk.owed
            if owed.category == about or (about == "all" and owed.kind == "new")
            for number in owed.draws
        ]
        wanted = [draw.number for draw in DRAWS[first:] if about in ("all", draw.category)]
        assert heard == wanted
