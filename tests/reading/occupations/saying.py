"""Reads the occupation in a text as the reading does, without what else stands in a message."""

from __future__ import annotations

from bot.reading.occupations.codes import labelled_codes
from bot.reading.occupations.jobs import JobFound
from bot.reading.occupations.reader import OccupationIndex, load_occupations
from bot.reading.text.page import Page
from bot.reading.text.tokens import Line
from bot.reading.work.occupations import read_jobs


def read(
    text: str, index: OccupationIndex | None = None, *, expected: bool = False
) -> JobFound | None:
    """The occupation a text speaks of; ``expected``: it answers the question for it."""
    page = Page(text)
    line = Line(page.text, (), asks=page.asks)
    codes, index = labelled_codes(line.text), index or load_occupations()
    own, _ = read_jobs(page, line, (), codes, index, expected=expected)
    return own
