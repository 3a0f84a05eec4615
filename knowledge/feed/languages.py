"""The English feed and the French one say the same of every draw, or somebody made a mistake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from knowledge.draws import Draw

Compared = Literal["number", "day", "size", "score", "tie-break"]


@dataclass(frozen=True, slots=True)
class Difference:
    """What one feed says of a draw, and the other; "missing" where it has no such draw."""

    number: str
    field: Compared
    english: str
    french: str

    def __str__(self) -> str:
        return f"#{self.number}, {self.field}: English {self.english}, French {self.french}"


def differences(english: Mapping[str, Draw], french: Iterable[Draw]) -> tuple[Difference, ...]:
    """Everything on which the feeds disagree, oldest draw first; names are of their own language.

    A tie-break that one of them does not tell is no disagreement.
    """
    other = {draw.number: draw for draw in french}
    both = {**other, **english}
    ordered = sorted(both.values(), key=lambda draw: draw.order)
    return tuple(
        difference
        for draw in ordered
        for difference in _of(draw.number, english.get(draw.number), other.get(draw.number))
    )


def _of(number: str, english: Draw | None, french: Draw | None) -> Iterator[Difference]:
    if english is None or french is None:
        here = ("missing" if draw is None else "there" for draw in (english, french))
        yield Difference(number, "number", *here)
        return
    pairs: tuple[tuple[Compared, object, object], ...] = (
        ("day", english.drawn_on, french.drawn_on),
        ("size", english.itas, french.itas),
        ("score", english.crs_cutoff, french.crs_cutoff),
        ("tie-break", english.tie_break_at, french.tie_break_at),
    )
    for field, said, said_in_french in pairs:
        if None not in (said, said_in_french) and said != said_in_french:
            yield Difference(number, field, str(said), str(said_in_french))
