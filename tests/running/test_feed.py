"""The reader as it runs: pauses, failures, restarts, several machines."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from bot.feed_source.http import HttpFeedSource, Limits
from bot.notices.alerts import FeedAlert, FeedBroken, FeedMended
from bot.ports.faults import Permanent, PortError, Retryable
from bot.ports.notices import FeedSource, FeedState, Fetched, NotModified, Validators
from bot.running.feed import (
    FOLLOW_SECONDS,
    LONGEST_BACK_OFF,
    LONGEST_OBEYED,
    FeedReader,
    pause_after,
)
from knowledge.draws import DrawLedger
from tests.doubles.conversation import FixedClock
from tests.doubles.feed_store import MemoryFeedStore, ReadingsDisk, ScriptedSource
from tests.feed_server import Fault, FeedServer, asked_by, feed_json
from tests.notices.watching import ADDRESS, DRAWS, KNOWLEDGE, NEXT, OLD, START

CONTENT = feed_json(OLD)
FETCHED = Fetched(CONTENT, Validators(etag='"1"'))
LATER = Fetched(feed_json([*OLD, NEXT[0]]), Validators(etag='"2"'))
NEWEST = NEXT[0].number


class StopHereError(Exception):
    """The test has seen enough."""


class Machine:
    """A reader with everything it tells, on a store that may be shared."""

    def __init__(
        self,
        source: FeedSource | None = None,
        disk: ReadingsDisk | None = None,
        poll_seconds: float = 300,
    ) -> None:
        self.clock = FixedClock(START)
        self.source = source or ScriptedSource()
        self.store = MemoryFeedStore(disk)
        self.leads = True
        self.ledgers: list[DrawLedger] = []
        self.states: list[FeedState] = []
        self.alerts: list[FeedAlert] = []
        self.naps: list[float] = []
        self.after_nap: Callable[[], None] = lambda: None
        self.most_naps = 50
        self.reader = FeedReader(
            self.source,
            self.store,
            self.clock,
            KNOWLEDGE,
            on_ledger=self._take,
            alert=self.alerts.append,
            poll_seconds=poll_seconds,
            leading=lambda: self.leads,
            rng=Random(1),
            sleep=self._nap,
        )

    def answers(self, *answers: Fetched | NotModified | Exception) -> None:
        """What the source says next; the last one for ever."""
        assert isinstance(self.source, ScriptedSource)
        self.source.answers = list(answers)

    @property
    def asked(self) -> list[Validators]:
        assert isinstance(self.source, ScriptedSource)
        return self.source.asked

    def _take(self, ledger: DrawLedger, state: FeedState) -> None:
        self.ledgers.append(ledger)
        self.states.append(state)

    async def _nap(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.clock.forward(timedelta(seconds=seconds))
        self.after_nap()
        if len(self.naps) >= self.most_naps:
            raise StopHereError

    async def run(self, naps: int) -> None:
        """Run for so many naps more."""
        self.most_naps = len(self.naps) + naps
        with pytest.raises(StopHereError):
            await self.reader.run()


async def test_a_reading_is_stored_and_the_ledger_handed_on() -> None:
    machine = Machine()
    machine.answers(FETCHED, LATER)
    assert await machine.reader.read() == 300
    assert machine.ledgers[-1].read_at == START
    machine.clock.forward(timedelta(minutes=5))
    assert await machine.reader.read() == 300
    disk = machine.store.disk
    assert [(owed.kind, owed.draw) for owed in disk.owed] == [("new", NEWEST)]
    assert disk.states[ADDRESS] == machine.states[-1]
    assert disk.states[ADDRESS].validators == LATER.validators
    assert machine.ledgers[-1].read_at == machine.clock.now()
    assert machine.alerts == []


async def test_the_stored_draws_are_there_before_the_first_reading() -> None:
    first = Machine()
    first.answers(FETCHED)
    await first.reader.read()
    second = Machine(disk=first.store.disk)
    state = await second.reader.refresh()
    assert state == first.states[-1]
    assert second.ledgers == [first.ledgers[-1]]
    assert second.asked == []


async def test_what_every_reading_stores_is_seen_again_after_a_restart() -> None:
    first = Machine()
    first.answers(FETCHED)
    await first.reader.read()
    second = Machine(disk=first.store.disk)
    second.answers(LATER)
    await second.reader.read()
    assert [(owed.kind, owed.draw) for owed in second.store.disk.owed] == [("new", NEWEST)]
    third = Machine(disk=first.store.disk)
    third.answers(LATER)
    await third.reader.read()
    assert len(third.store.disk.owed) == 1


async def test_the_first_reading_of_a_process_asks_for_everything() -> None:
    first = Machine()
    first.answers(FETCHED, PortError("no"), NotModified())
    for _ in range(4):
        await first.reader.read()
    assert first.asked == [Validators(), *[FETCHED.validators] * 3]
    second = Machine(disk=first.store.disk)
    second.answers(Retryable("no"), FETCHED, NotModified())
    for _ in range(3):
        await second.reader.read()
    assert second.asked == [Validators(), Validators(), FETCHED.validators]


async def test_an_unchanged_feed_moves_only_the_time_of_the_last_reading() -> None:
    machine = Machine()
    machine.answers(FETCHED, NotModified())
    await machine.reader.read()
    machine.clock.forward(timedelta(minutes=5))
    await machine.reader.read()
    assert machine.ledgers[-1].draws == machine.ledgers[-2].draws
    assert machine.ledgers[-1].read_at == machine.clock.now()
    assert machine.store.disk.states[ADDRESS].read_at == machine.clock.now()


FAILURES: dict[str, Exception] = {
    "an answer that may be better later": Retryable("it answered 502"),
    "an answer that will stay": Permanent("it answered 404"),
    "a bug": ZeroDivisionError("division by zero"),
}


@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES)
async def test_a_failure_is_stored_told_once_and_logged_once(
    failure: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    machine = Machine()
    machine.answers(FETCHED, failure, failure, failure, NotModified())
    with caplog.at_level(logging.WARNING):
        for _ in range(4):
            await machine.reader.read()
    reason = machine.states[-1].failing
    assert reason is not None
    assert str(failure) in reason
    assert machine.alerts == [FeedBroken(reason, START)]
    assert len(caplog.records) == (2 if isinstance(failure, ZeroDivisionError) else 1)
    await machine.reader.read()
    assert machine.alerts[1:] == [FeedMended(reason, START, START)]
    assert machine.states[-1].failing is None


async def test_content_that_our_own_code_trips_over_is_a_failed_reading(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Trap(bytes):
        def decode(self, *_: Any) -> str:
            raise RuntimeError("a bug of ours")

    machine = Machine()
    machine.answers(FETCHED, Fetched(Trap(b""), Validators()))
    for _ in range(3):
        await machine.reader.read()
    assert machine.states[-1].failing == "it could not be understood: RuntimeError: a bug of ours"
    assert [type(alert) for alert in machine.alerts] == [FeedBroken]
    assert sum(record.exc_info is not None for record in caplog.records) == 1
    assert machine.ledgers[-1].draws == machine.ledgers[0].draws


async def test_a_store_that_fails_loses_nothing(caplog: pytest.LogCaptureFixture) -> None:
    machine = Machine()
    machine.answers(FETCHED, LATER)
    await machine.reader.read()
    errors = [PortError("the disk is full"), OSError("the disk is gone")]
    machine.store.fail(*errors, *errors)
    for longest in (300, 600, 1200, 1800):
        assert longest / 2 <= await machine.reader.read() <= longest
    assert machine.store.disk.owed == []
    assert machine.alerts == []
    assert len(caplog.records) == 2
    await machine.reader.read()
    assert [owed.draw for owed in machine.store.disk.owed] == [NEWEST]


class SavesFail(MemoryFeedStore):
    """A store that can be read and not written."""

    async def save_reading(self, *_: Any) -> None:
        raise PortError("the disk is full")


async def test_what_was_not_stored_is_not_told_and_is_decided_again() -> None:
    machine = Machine()
    machine.answers(FETCHED, LATER)
    await machine.reader.read()
    good = machine.store
    broken = Machine(disk=good.disk)
    reader = FeedReader(
        machine.source,
        SavesFail(good.disk),
        machine.clock,
        KNOWLEDGE,
        on_ledger=broken._take,
        alert=broken.alerts.append,
        poll_seconds=300,
    )
    await reader.read()
    assert len(broken.ledgers) == 1  # only what was stored before
    assert broken.ledgers[0].draws == machine.ledgers[-1].draws
    await machine.reader.read()
    assert [owed.draw for owed in good.disk.owed] == [NEWEST]


def test_back_off_grows_to_half_an_hour_with_jitter() -> None:
    rng = Random(3)
    for failures, longest in ((1, 300), (2, 600), (3, 1200), (4, 1800), (5, 1800), (9_999, 1800)):
        pauses = [pause_after(failures, 300, None, rng) for _ in range(200)]
        assert longest / 2 <= min(pauses) < max(pauses) <= longest
        assert max(pauses) - min(pauses) > longest / 4


BACK_OFFS = {
    "who polls each second is back soon after an outage": (99, 1, None, 3, 6),
    "who polls once a day does not poll more often for a failure": (
        1,
        86_400,
        None,
        43_200,
        86_400,
    ),
    "a Retry-After is obeyed": (1, 300, 7_200.0, 7_200, 7_200),
    "a Retry-After never shortens the pause": (1, 300, 1.0, 150, 300),
    "a Retry-After of a year is a mistake": (1, 300, 31_536_000.0, LONGEST_OBEYED, LONGEST_OBEYED),
    "a Retry-After without end too": (1, 300, float("inf"), LONGEST_OBEYED, LONGEST_OBEYED),
}


@pytest.mark.parametrize(
    ("failures", "poll", "after", "least", "most"), BACK_OFFS.values(), ids=BACK_OFFS
)
def test_back_off(
    failures: int, poll: float, after: float | None, least: float, most: float
) -> None:
    for seed in range(50):
        assert least <= pause_after(failures, poll, after, Random(seed)) <= most
    assert most <= max(LONGEST_BACK_OFF, LONGEST_OBEYED, poll)


async def test_readings_are_one_pause_apart() -> None:
    machine = Machine(poll_seconds=25)
    machine.answers(FETCHED, NotModified())
    await machine.run(7)
    assert machine.naps == [10, 10, 5, 10, 10, 5, 10]
    assert len(machine.asked) == 3


async def test_failing_readings_are_further_apart_and_a_good_one_ends_that() -> None:
    machine = Machine(poll_seconds=8)
    machine.answers(FETCHED, *[Retryable("no")] * 4, NotModified())
    pauses = [await machine.reader.read() for _ in range(7)]
    assert pauses[0] == pauses[5] == pauses[6] == 8
    for pause, longest in zip(pauses[1:5], (8, 16, 32, 48), strict=True):
        assert longest / 2 <= pause <= longest


async def test_retry_after_is_waited_for() -> None:
    machine = Machine(poll_seconds=1)
    machine.answers(Retryable("it answered 429", after=35.0), FETCHED)
    await machine.run(4)
    assert machine.naps == [10, 10, 10, 5]
    assert len(machine.asked) == 1
    await machine.run(1)
    assert len(machine.asked) == 2


async def test_cancelling_ends_it() -> None:
    async with FeedServer(CONTENT, "slow") as server:
        machine = Machine(HttpFeedSource(server.url, asked_by))
        running = asyncio.create_task(machine.reader.run())
        await server.reached.wait()
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
    assert machine.store.disk.states == {}


async def test_one_machine_reads_and_the_other_follows() -> None:
    leader = Machine()
    leader.answers(FETCHED, LATER)
    follower = Machine(disk=leader.store.disk)
    follower.leads = False
    await leader.reader.read()
    await follower.run(3)
    assert follower.naps == [FOLLOW_SECONDS] * 3
    assert follower.ledgers == [leader.ledgers[-1]]
    await leader.reader.read()
    await follower.run(1)
    assert follower.ledgers[-1] == leader.ledgers[-1]
    assert follower.asked == []
    assert len(leader.store.disk.owed) == 1


async def test_who_reads_the_feed_more_often_follows_more_often() -> None:
    follower = Machine(poll_seconds=1)
    follower.leads = False
    await follower.run(3)
    assert follower.naps == [1, 1, 1]


async def test_the_other_takes_over_within_a_minute_and_repeats_nothing() -> None:
    first = Machine()
    first.answers(FETCHED, LATER)
    await first.reader.read()
    await first.reader.read()
    second = Machine(disk=first.store.disk)
    second.leads = False
    second.answers(LATER)
    await second.run(2)
    assert second.asked == []
    first.leads, second.leads = False, True
    await second.run(1)
    assert second.asked == [Validators()]
    assert len(first.store.disk.owed) == 1
    await first.run(1)
    assert first.ledgers[-1] == second.ledgers[-1]


async def test_a_leader_that_is_replaced_while_it_waits_follows_at_once() -> None:
    machine = Machine()
    machine.answers(FETCHED)

    def replaced() -> None:
        machine.leads = False

    machine.after_nap = replaced
    await machine.run(3)
    assert machine.naps == [FOLLOW_SECONDS] * 3
    assert len(machine.asked) == 1


async def test_a_leader_that_is_replaced_while_it_reads_stores_nothing() -> None:
    machine = Machine()

    class Slow(ScriptedSource):
        async def fetch(self, validators: Validators) -> Fetched | NotModified:
            machine.leads = False
            return FETCHED

    machine = Machine(Slow())
    assert await machine.reader.read() == FOLLOW_SECONDS
    assert machine.store.disk.states == {}


async def test_a_follower_survives_a_store_that_fails(caplog: pytest.LogCaptureFixture) -> None:
    machine = Machine()
    machine.leads = False
    machine.store.fail(*[PortError("the server is gone")] * 3)
    await machine.run(4)
    assert len(caplog.records) == 1
    assert len(machine.ledgers) == 1


async def test_the_log_of_causes_does_not_grow_for_ever(caplog: pytest.LogCaptureFixture) -> None:
    machine = Machine()
    machine.answers(*[Retryable(f"failure {i}") for i in range(120)])
    for _ in range(120):
        await machine.reader.read()
    assert len(caplog.records) == 120
    assert len(machine.reader._logged) <= 50


OVER_HTTP: list[Fault] = [
    "html",
    "truncated",
    "cut_off",
    "empty",
    "empty_list",
    "schema",
    "stalled",
    "gzip_bomb",
    "redirect_other_host",
    "reset",
    "404",
    "429",
    "500",
]


@pytest.mark.parametrize("fault", OVER_HTTP)
async def test_over_http_a_fault_changes_nothing_and_the_next_draw_is_told(fault: Fault) -> None:
    async with FeedServer(CONTENT) as server:
        machine = Machine(HttpFeedSource(server.url, asked_by, Limits(read=0.1)))
        await machine.reader.read()
        before = machine.ledgers[-1]
        server.publish(LATER.content)
        server.fault = fault
        await machine.reader.read()
        await machine.reader.read()
        assert machine.ledgers[-1] == before
        server.fault = None
        await machine.reader.read()
    assert [(owed.kind, owed.draw) for owed in machine.store.disk.owed] == [("new", NEWEST)]
    assert [type(alert) for alert in machine.alerts] == [FeedBroken, FeedMended]


async def test_over_http_an_unchanged_feed_is_asked_for_and_not_sent() -> None:
    async with FeedServer(feed_json(DRAWS)) as server:
        machine = Machine(HttpFeedSource(server.url, asked_by))
        for _ in range(3):
            await machine.reader.read()
        assert server.answered == {200: 1, 304: 2}
        server.publish(feed_json(DRAWS[1:]))
        await machine.reader.read()
    assert machine.states[-1].failing == "it holds 447 draws, the last good reading held 448"
