"""The one style of all pictures: colours, sizes and marks.

Lengths are in points of a sheet that is 360 wide, as wide as a phone: opened there, a text of 11
is as large as one of 11 px. The sheet brings its own background, so that it reads the same in
light and dark themes; every colour of a text or a mark stands at least 4.5:1 against it.
"""

from __future__ import annotations

from typing import Final

from bot.ports.pictures import Standing

WIDTH: Final = 360.0
MARGIN: Final = 14.0
PIXELS_PER_POINT: Final = 3
"""1080 pixels wide: Telegram keeps pictures of up to 1280 as they are."""

PAPER: Final = "#f6f4ee"
INK: Final = "#1c2530"
MUTED: Final = "#4b5663"
SERIES: Final = "#1d5fa6"
YOU: Final = "#a8380a"
STEP: Final = "#606c79"
GRID: Final = "#dcd9cf"
"""For lines that only guide the eye: whatever they say stands beside them in words."""

TITLE: Final = 15.5
TEXT: Final = 13.0
SMALL: Final = 11.8

LINE_HEIGHT: Final = 1.32
"""From one line of text to the next, in text sizes."""

FIGURE_HEIGHT: Final = 0.75
"""How high figures are, in text sizes."""

MARKS: Final[dict[Standing, str]] = {"plain": "o", "in": "o", "out": "X", "open": "D"}
"""Shapes, by matplotlib's names: no two standings are told apart by colour alone."""

MARK_SIZES: Final[dict[Standing, float]] = {"plain": 1.0, "in": 1.0, "out": 1.0, "open": 0.75}
"""How much of its room a mark takes, so that all look equally large."""

HOLLOW: Final[frozenset[Standing]] = frozenset({"open"})

MARK: Final = 9.0
SMALL_MARK: Final = 6.0
"""Marks below this size have no rim."""
