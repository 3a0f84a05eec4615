"""The clock tells UTC."""

from __future__ import annotations

from datetime import timedelta

from bot.system.clock import SystemClock


def test_the_clock_is_aware_in_utc_and_does_not_run_backwards() -> None:
    clock = SystemClock()
    first, second = clock.now(), clock.now()
    assert first.utcoffset() == timedelta(0)
    assert first <= second
