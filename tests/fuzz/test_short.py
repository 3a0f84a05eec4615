"""The fuzz of updates in short; the long one is ``python -m tests.fuzz``."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from tests.fuzz.running import fuzz


async def test_no_update_raises_strays_or_holds_up_everybody(
    caplog: pytest.LogCaptureFixture, print_figure: Callable[[str], None]
) -> None:
    with caplog.at_level(logging.INFO):
        found = await fuzz(600, 7)
    print_figure(f"fuzz: {found}")
    assert (found.bugs, found.strayed, found.over) == (0, 0, [])
    assert found.turns > 300
    assert len(found.kinds) >= 6
    assert "505" not in caplog.text
