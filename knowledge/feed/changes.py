"""What a reading of the feed changes in what is known: new draws, corrections, missing ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.draws import UNKNOWN, Draw


@dataclass(frozen=True, slots=True)
class Changes:
    """``new`` draws oldest first; ``corrected`` pairs of what was known and what is right now.

    ``missing`` are the numbers of known draws that were not read, oldest first: rows that were
    set aside are among them.
    """

    new: tuple[Draw, ...] = ()
    corrected: tuple[tuple[Draw, Draw], ...] = ()
    missing: tuple[str, ...] = ()


def changes(known: Mapping[str, Draw], read: Sequence[Draw]) -> Changes:
    """Compares the known draws, by number, with those just read.

    A correction is another day, category, version, number of ITAs, CRS cut-off or tie-break. Not
    one: another name of the same category version, source or note. What could not be read never
    overrules what is known: an unknown category, the unknown version of the same category and a
    tie-break of None leave the known ones, in the corrected draw too.
    """
    by_number = {draw.number: draw for draw in read}
    ordered = sorted(by_number.values(), key=lambda draw: draw.order)
    pairs = [
        (known[draw.number], _completed(draw, known[draw.number]))
        for draw in ordered
        if draw.number in known
    ]
    return Changes(
        new=tuple(draw for draw in ordered if draw.number not in known),
        corrected=tuple((old, now) for old, now in pairs if facts_of(old) != facts_of(now)),
        missing=tuple(
            draw.number
            for draw in sorted(known.values(), key=lambda draw: draw.order)
            if draw.number not in by_number
        ),
    )


def _completed(read: Draw, known: Draw) -> Draw:
    if read.category == UNKNOWN:
        read = replace(read, category=known.category, version=known.version)
    if read.version is None and read.category == known.category:
        read = replace(read, version=known.version)
    if read.tie_break_at is None:
        read = replace(read, tie_break_at=known.tie_break_at)
    return read


def facts_of(draw: Draw) -> tuple[object, ...]:
    """What a correction may change: all that outcomes and counts depend on."""
    return (
        draw.drawn_on,
        draw.category,
        draw.version,
        draw.itas,
        draw.crs_cutoff,
        draw.tie_break_at,
    )
