"""What becomes of a notice that could not be sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.notices.alerts import DeliveryFailing, NoticeBroken, NoticeRefused
from bot.notices.failures import (
    LONGEST_PAUSE,
    MOST_ATTEMPTS,
    FailureRate,
    Move,
    ToldToWait,
    after_failure,
    pause,
)
from bot.ports.faults import Permanent, Retryable
from bot.ports.notices import Settled
from bot.ports.notifier import ChatGoneError, ChatMovedError
from tests.notices.owing import NOW, SEEN, due

PASSING = Retryable("Bad Gateway")


def test_what_may_pass_is_tried_again_after_a_pause() -> None:
    failed = after_failure(due(), PASSING, NOW, jitter=0)
    again_at = NOW + timedelta(seconds=2)
    assert failed.settled == Settled(1, "retry", NOW, again_at=again_at, reason="Bad Gateway")
    assert failed.then is None
    assert failed.alarming


def test_pauses_double_up_to_half_an_hour() -> None:
    pauses = [pause(attempts).total_seconds() for attempts in range(12)]
    assert pauses == [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1800, 1800]
    assert pause(10**9) == LONGEST_PAUSE


def test_chance_cuts_a_pause_to_no_less_than_its_half() -> None:
    def waits(jitter: float) -> timedelta:
        again_at = after_failure(due(attempts=3), PASSING, NOW, jitter).settled.again_at
        assert again_at is not None
        return again_at - NOW

    assert waits(0) == timedelta(seconds=16)
    assert waits(0.5) == timedelta(seconds=12)
    assert waits(1) == timedelta(seconds=8)


def test_when_telegram_says_wait_it_is_tried_again_exactly_then() -> None:
    failed = after_failure(due(attempts=5), Retryable("Flood", after=35), NOW, jitter=1)
    until = NOW + timedelta(seconds=35)
    assert failed.then == ToldToWait(1, until)
    assert failed.settled.outcome == "retry"
    assert failed.settled.again_at == until
    assert failed.alarming


def test_a_wait_of_no_time_is_a_wait_all_the_same() -> None:
    waits = after_failure(due(), Retryable("Flood", after=0), NOW, jitter=1)
    assert waits.then == ToldToWait(1, NOW)


def test_a_chat_that_is_gone_ends_its_own_subscription_only() -> None:
    failed = after_failure(due(), ChatGoneError("blocked by the user"), NOW, jitter=0)
    assert failed.then is None
    assert failed.settled == Settled(1, "given_up", NOW, reason="blocked by the user", gone=True)
    assert not failed.alarming


def test_a_group_that_moved_is_told_at_its_new_place_at_once() -> None:
    failed = after_failure(due(), ChatMovedError("supergroup", -1001), NOW, jitter=0)
    assert failed.then == Move(1, -1001)
    assert failed.settled.outcome == "retry"
    assert failed.settled.again_at == NOW
    assert not failed.alarming


def test_what_telegram_refuses_is_given_up_with_its_words() -> None:
    failed = after_failure(due(), Permanent("Message is too long"), NOW, jitter=0)
    assert failed.settled == Settled(1, "given_up", NOW, reason="Message is too long")
    assert failed.then is None
    assert failed.alarming


@pytest.mark.parametrize("error", [PASSING, Retryable("Flood", 1.0), ChatMovedError("moved", -2)])
def test_after_a_hundred_failures_it_is_given_up(error: Retryable | Permanent) -> None:
    last_but_one, last = due(attempts=MOST_ATTEMPTS - 2), due(attempts=MOST_ATTEMPTS - 1)
    assert after_failure(last_but_one, error, NOW, 0).settled.outcome == "retry"
    assert after_failure(last, error, NOW, 0).settled.outcome == "given_up"


def test_no_try_is_planned_for_48_hours_after_the_first_sight() -> None:
    first_pause = timedelta(seconds=2)
    end = SEEN + timedelta(hours=48) - first_pause
    early = end - timedelta(microseconds=1)
    assert after_failure(due(), PASSING, early, 0).settled.outcome == "retry"
    assert after_failure(due(), PASSING, end, 0).settled.outcome == "given_up"


def test_what_is_news_for_longer_is_tried_for_longer() -> None:
    correction = replace(due(), news_until=SEEN + timedelta(hours=95))
    failed = after_failure(correction, PASSING, SEEN + timedelta(hours=50), 0)
    assert failed.settled.outcome == "retry"


def told_at(outcomes: str) -> list[int]:
    """After which sends (from 1) the rate was told to be too high; x failed."""
    rate = FailureRate()
    return [at for at, one in enumerate(outcomes, 1) if rate.count(failed=one == "x")]


RATES = {
    "nothing before 20 sends": ("x" * 19, []),
    "at 20 sends": ("x" * 20, [20]),
    "one of 20 is 5 %, not above": ("x" + "." * 30, []),
    "two of 20": ("xx" + "." * 18, [20]),
    "two of 40 is 5 %": ("." * 38 + "xx", []),
    "ten of 200 is 5 %": ("." * 190 + "x" * 10, []),
    "eleven of 200": ("." * 190 + "x" * 11, [201]),
    "what is longer ago than 200 sends is forgotten": ("x" * 2 + "." * 300 + "x", [20]),
    "told once while it stays high": ("x" * 300, [20]),
    "told again after it was low": ("x" * 20 + "." * 200 + "x" * 11, [20, 231]),
}


@pytest.mark.parametrize(("outcomes", "expected"), RATES.values(), ids=RATES)
def test_the_failure_rate(outcomes: str, expected: list[int]) -> None:
    assert told_at(outcomes) == expected


def test_the_failure_rate_in_figures() -> None:
    rate = FailureRate()
    for failed in (True, False, False):
        rate.count(failed=failed)
    assert str(rate) == "1 of the last 3"


def test_one_cause_is_told_at_most_once_an_hour() -> None:
    """By whoever alerts; these are the keys."""
    assert DeliveryFailing("1", "a").cause == DeliveryFailing("2", "b").cause
    assert NoticeRefused("draw #447", "a").cause == NoticeRefused("draw #448", "a").cause
    assert NoticeRefused("draw #448", "a").cause != NoticeRefused("draw #448", "b").cause
    assert NoticeBroken("draw #448", "a").cause != NoticeRefused("draw #448", "a").cause
