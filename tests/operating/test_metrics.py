"""What is counted, read back as Prometheus reads it."""

from __future__ import annotations

import math
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.conversation.subscriptions import Counts
from bot.operating import metrics as module
from bot.operating.metrics import PrometheusMetrics
from bot.ports.faults import PortError, Retryable
from bot.ports.metrics import Metrics, NoMetrics
from bot.ports.updates import Incoming
from bot.telegram.worker import take_turn
from tests.doubles.conversation import FixedClock

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
Samples = dict[tuple[str, ...], float]


async def read(metrics: PrometheusMetrics) -> Samples:
    """Name and labels of each sample of ours, with its value."""
    text = (await metrics.text()).decode()
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name.startswith("tradedraw_")
    }


def said(kind: str = "text") -> Incoming:
    return Incoming(987654321, 123456789, "button" if kind == "button" else "text", "505 welder")


async def test_updates_replies_and_their_times_are_counted_by_every_turn() -> None:
    metrics = PrometheusMetrics(FixedClock(NOON))

    async def on(_: Incoming) -> None:
        pass

    for kind in ("text", "text", "button"):
        assert await take_turn(on, said(kind), metrics=metrics)
    found = await read(metrics)
    assert found["tradedraw_updates_total", "text"] == 2
    assert found["tradedraw_updates_total", "button"] == 1
    assert found["tradedraw_reply_seconds_count",] == 3
    assert found["tradedraw_reply_seconds_bucket", "75.0"] == 3
    assert found["tradedraw_reply_seconds_bucket", "+Inf"] == 3


@pytest.mark.parametrize(
    ("error", "patience", "kinds"),
    [
        (ValueError("x"), 10, {"bug": 2.0}),  # the sentence that says so fails as well
        (PortError("x"), 10, {"turn_unanswered": 1.0}),
        (Retryable("x", 0), 0.05, {"turn_retried": None, "turn_unanswered": 1.0}),
    ],
)
async def test_errors_are_counted_by_kind_and_are_no_replies(
    error: Exception, patience: float, kinds: dict[str, float | None]
) -> None:
    metrics = PrometheusMetrics(FixedClock(NOON))

    async def on(_: Incoming) -> None:
        raise error

    assert not await take_turn(on, said(), patience, metrics)
    found = await read(metrics)
    assert found["tradedraw_reply_seconds_count",] == 0
    errors = {key[1]: value for key, value in found.items() if key[0] == "tradedraw_errors_total"}
    assert errors.keys() == kinds.keys()
    assert all(errors[kind] == wanted for kind, wanted in kinds.items() if wanted is not None)


async def test_refusals_and_misunderstandings_are_counted_by_reason_and_kind() -> None:
    metrics = PrometheusMetrics(FixedClock(NOON))
    metrics.refused("secret")
    metrics.refused("secret")
    metrics.refused("size")
    metrics.misunderstood("did_you_mean")
    found = await read(metrics)
    assert found["tradedraw_misunderstandings_total", "did_you_mean"] == 1
    assert found["tradedraw_webhook_refused_total", "secret"] == 2
    assert found["tradedraw_webhook_refused_total", "size"] == 1


async def test_ages_and_states_are_asked_for_when_somebody_looks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock, asked = FixedClock(NOON), 0

    async def feed() -> datetime | None:
        return NOON - timedelta(seconds=90)

    async def waiting() -> int:
        return 4

    async def counts() -> Counts:
        nonlocal asked
        asked += 1
        return Counts(7, waiting=asked, sent=20, given_up=3, expired=2, not_concerned=5)

    metrics = PrometheusMetrics(clock, feed_read_at=feed, counts=counts, waiting=waiting)
    found = await read(metrics)
    assert found["tradedraw_feed_age_seconds",] == 90
    assert found["tradedraw_updates_waiting",] == 4
    assert found["tradedraw_subscribers",] == 7
    states = {key[1]: value for key, value in found.items() if key[0] == "tradedraw_notices"}
    assert states == {
        "waiting": 1,
        "sent": 20,
        "given_up": 3,
        "expired": 2,
        "not_concerned": 5,
    }
    clock.forward(timedelta(seconds=10))
    found = await read(metrics)
    assert found["tradedraw_feed_age_seconds",] == 100
    assert found["tradedraw_notices", "waiting"] == 1  # counting them is left alone for a minute
    monkeypatch.setattr(module, "COUNTS_SECONDS", 0.0)
    assert (await read(metrics))["tradedraw_notices", "waiting"] == 2


async def test_what_cannot_be_had_is_not_a_number_and_the_rest_is_still_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def never_read() -> datetime | None:
        return None

    async def away() -> Counts:
        raise PortError("the database is closed")

    async def away_too() -> int:
        raise PortError("the database is closed")

    metrics = PrometheusMetrics(
        FixedClock(NOON), feed_read_at=never_read, counts=away, waiting=away_too
    )
    metrics.refused("size")
    found = await read(metrics)
    assert math.isnan(found["tradedraw_feed_age_seconds",])
    assert math.isnan(found["tradedraw_updates_waiting",])
    assert math.isnan(found["tradedraw_notices", "sent"])
    assert found["tradedraw_webhook_refused_total", "size"] == 1
    assert "the database is closed" in caplog.text


async def test_no_id_and_no_word_of_a_person_is_in_it() -> None:
    metrics = PrometheusMetrics(FixedClock(NOON))

    async def on(_: Incoming) -> None:
        pass

    await take_turn(on, said(), metrics=metrics)
    text = (await metrics.text()).decode()
    assert 'tradedraw_updates_total{kind="text"} 1.0' in text
    for trace in ("987654321", "123456789", "welder"):
        assert trace not in text
    assert "_created" not in text


async def test_two_of_them_count_apart() -> None:
    one, other = (PrometheusMetrics(FixedClock(NOON)) for _ in range(2))
    one.error("bug")
    assert ("tradedraw_errors_total", "bug") in await read(one)
    assert ("tradedraw_errors_total", "bug") not in await read(other)


def test_nothing_is_counted_where_nobody_watches_and_nothing_is_imported_for_it() -> None:
    metrics: Metrics = NoMetrics()
    metrics.update("text")
    metrics.reply(1.0)
    metrics.misunderstood("not_understood")
    metrics.refused("secret")
    metrics.error("bug")
    code = (
        "import sys, bot.receiving, bot.operating.health;print('prometheus_client' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
