"""What is owed is made beside everything else, and the first are told before all are made."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.notices.alerts import SlowBroadcast
from bot.ports.faults import Retryable
from bot.running.delivery import planning
from knowledge.profiles import Profile
from tests.notices.owing import SEEN, WELDER, owed
from tests.running.post_office import MoodyOutbox, PostOffice
from tests.running.test_delivery import tell

BELOW = replace(WELDER, crs=400)


def test_whom_it_concerns_most_are_told_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also those whose slice is made last."""
    monkeypatch.setattr(planning, "SLICE", 10)

    async def story(office: PostOffice) -> None:
        office.subscribe(range(1, 41), BELOW)
        office.subscribe(range(41, 61), WELDER)
        office.tables.plan(owed(), SEEN)
        machine = office.machine()
        await asyncio.sleep(10)
        await machine.end()

    told = [push.chat for push in tell(story).telegram.shown]
    assert len(told) == 60
    assert set(told[:20]) == set(range(41, 61))


def test_a_database_that_is_away_while_notices_are_made_is_asked_again() -> None:
    class Away(MoodyOutbox):
        times = 3

        async def next_slice(self, most: int) -> object:  # type: ignore[override]
            if self.times:
                self.times -= 1
                raise Retryable("locked") if self.times else KeyError("a bug")
            return await super().next_slice(most)

    async def story(office: PostOffice) -> None:
        office.subscribe(range(5), Profile())
        office.tables.plan(owed(), SEEN)
        machine = office.machine(outbox=Away(office.tables))
        await asyncio.sleep(30)
        await machine.end()

    assert tell(story).outcomes() == {"sent": 5}


@pytest.mark.parametrize(
    ("per_second", "slow"),
    [
        pytest.param(
            1e-3, [SlowBroadcast("448", 130, timedelta(hours=36, seconds=400))], id="36 h"
        ),
        pytest.param(1.1e-3, [], id="within 36 h"),
    ],
)
def test_operators_hear_when_telling_everybody_takes_longer_than_it_is_news(
    per_second: float, slow: list[SlowBroadcast]
) -> None:
    """3,900,000 people at 25 a second take 43 hours."""

    async def story(office: PostOffice) -> None:
        office.subscribe(range(130))
        office.tables.plan(owed(), SEEN)
        machine = office.machine(per_second=per_second)
        await asyncio.sleep(3)
        await machine.kill()

    assert tell(story).alerts == slow
