"""The French feed beside the English one: an alert where they differ, and nothing else."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.notices.alerts import FeedAlert, LanguagesDiffer
from bot.ports.faults import Retryable
from bot.ports.notices import Fetched, NotModified, Revision, Validators
from bot.replies.en.alerts import alert_text
from bot.running.french_feed import COMPARED_EVERY, FrenchFeed, french_address
from tests.doubles.conversation import FixedClock
from tests.doubles.feed_store import ScriptedSource
from tests.facts import frozen
from tests.feed_server import feed_rows

FACTS = frozen()
DRAWS = FACTS.draws.draws[-6:]
NOW = datetime(2026, 10, 3, tzinfo=UTC)
KNOWN = {draw.number: Revision(draw, None, NOW, NOW) for draw in DRAWS}


def french(encoding: str = "utf-8", **changed: str) -> Fetched:
    """The same draws in French; the newest trades draw with these fields."""
    rows = [dict(row) for row in feed_rows(DRAWS)]
    rows[0] |= {"drawName": "Métiers spécialisés 2026-Version 3", "drawSize": "3 500", **changed}
    content = json.dumps({"rounds": rows}, ensure_ascii=False).encode(encoding)
    return Fetched(content, Validators(etag=f'"{len(changed)}"'))


class Here:
    """The French feed as it answers, and what the operator heard."""

    def __init__(self, *answers: Fetched | NotModified | Exception) -> None:
        self.source = ScriptedSource()
        self.source.answers = list(answers)
        self.alerts: list[FeedAlert] = []
        self.known = KNOWN
        self.feed = FrenchFeed(
            self.source,
            FixedClock(NOW),
            FACTS,
            known=lambda: self.known,
            alert=self.alerts.append,
            leading=lambda: True,
        )

    async def read(self) -> list[str]:
        """One comparison; the differences told in it."""
        before = len(self.alerts)
        await self.feed.read()
        return [
            str(one)
            for alert in self.alerts[before:]
            if isinstance(alert, LanguagesDiffer)
            for one in alert.differences
        ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
async def test_the_same_draws_in_any_encoding_are_no_news(encoding: str) -> None:
    assert await Here(french(encoding)).read() == []


async def test_a_difference_is_told_once_until_it_was_gone() -> None:
    here = Here(french(drawCRS="475"), french(drawCRS="475"), french(), french(drawCRS="475"))
    told = ["#447, score: English 476, French 475"]
    assert [await here.read() for _ in range(4)] == [told, [], [], told]
    assert "What the English one says stays" in alert_text(here.alerts[0])


async def test_a_draw_that_only_one_has_is_told_at_the_second_comparison() -> None:
    here = Here(french(), french(), NotModified())
    here.known = {number: KNOWN[number] for number in list(KNOWN)[:-1]}
    told = ["#447, number: English missing, French there"]
    assert [await here.read() for _ in range(3)] == [[], told, []]


async def test_the_draws_read_last_are_compared_when_nothing_changed() -> None:
    here = Here(french(drawSize="3 501"), NotModified())
    here.known = {}
    assert await here.read() == []
    here.known = KNOWN
    assert await here.read() == ["#447, size: English 3500, French 3501"]
    assert here.source.asked[-1] == Validators(etag='"1"')


@pytest.mark.parametrize(
    "answer",
    [Retryable("it answered 502"), Fetched(b"<html>", Validators()), Fetched(b"", Validators())],
    ids=["it is not there", "a page", "nothing"],
)
async def test_what_cannot_be_read_is_no_difference(answer: Fetched | Exception) -> None:
    here = Here(answer, french(drawCRS="475"))
    assert await here.read() == []
    assert len(await here.read()) == 1


async def test_it_is_read_once_an_hour_and_by_the_leader_only() -> None:
    slept, leads = [], [True, False, True]
    here = Here(french(), french())

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) > 3:
            raise TimeoutError

    feed = FrenchFeed(
        here.source,
        FixedClock(NOW),
        FACTS,
        known=lambda: KNOWN,
        alert=here.alerts.append,
        leading=lambda: leads[len(slept) - 1],
        sleep=sleep,
    )
    with pytest.raises(TimeoutError):
        await feed.run()
    assert timedelta(seconds=COMPARED_EVERY) == timedelta(hours=1)
    assert len(here.source.asked) == 2


def test_the_french_address_is_beside_the_english_one() -> None:
    assert french_address("https://x.example/a_en.json?v=1") is None
    assert french_address("https://x.example/a_en.json") == "https://x.example/a_fr.json"
