"""What a number, a day or a length is, by the words beside it: one engine, tables as data."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.reading.text.tokens import Line
from bot.reading.whose.cues import Hit, roles_table, word_set
from bot.reading.whose.owners import people

_WINDOW = 16
_STOPS, _STOPS_AFTER = frozenset(",|;"), frozenset(",|;(-:")
_NOTHING: frozenset[str] = frozenset()
_FAR = 3
"""What a comma counts, or another number before the one that is told of."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that the words beside a mention say of it; ``gap`` telling words lie between."""

    role: str
    gap: int
    hit: Hit


class Roles:
    """The cues of one kind of mention in a line."""

    def __init__(self, line: Line, kind: str) -> None:
        self.line = line
        self.hits = roles_table(kind).hits(line)
        self._firsts = [hit.first for hit in self.hits]
        self._known: dict[int, tuple[Told, ...]] = {}

    def of(self, place: int) -> tuple[Told, ...]:
        """All that is told of the mention at a token, the nearest and longest first."""
        if place not in self._known:
            self._known[place] = self._told(place)
        return self._known[place]

    def _told(self, place: int) -> tuple[Told, ...]:
        sentence = self.line.sentence(place)
        low = bisect_left(self._firsts, max(sentence.start, place - _WINDOW))
        high = bisect_left(self._firsts, min(sentence.stop, place + _WINDOW))
        found = [
            Told(hit.cue.name, gap, hit)
            for hit in self.hits[low:high]
            if (gap := self._gap(hit, place)) is not None
        ]
        return tuple(
            sorted(
                found,
                key=lambda told: (
                    told.gap,
                    told.hit.first - told.hit.last,
                    abs(told.hit.last - place),
                ),
            )
        )

    def _gap(self, hit: Hit, place: int) -> int | None:
        """How many telling words lie between a cue and a mention; None where it does not reach."""
        tokens, cue = self.line.tokens, hit.cue
        word = tokens[place].word
        if cue.side == "around":  # of the first number in it
            firsts = (at for at in range(hit.first, hit.last) if tokens[at].word == word)
            return 0 if next(firsts, None) == place else None
        before = cue.side == "before"
        first, last = (hit.last, place) if before else (place + 1, hit.first)
        if first > last:
            return None
        glue, signs = (_glue(), _STOPS) if before else (_NOTHING, _STOPS_AFTER)
        gap = 0
        for at in range(first, last + 1):
            token = tokens[at]
            if token.sign and not cue.far and not signs.isdisjoint(token.sign):
                gap += _FAR
            if at < last:
                gap += (token.word not in glue) + _FAR * (token.word == word)
                # Another fact between parts a day from what is said.
                gap += word == "<day>" and token.mention is not None
            if gap > cue.reach:
                return None
        return gap


@lru_cache(maxsize=1)
def _glue() -> frozenset[str]:
    """Words that do not count between a cue and what it tells of, in whatever language.

    « son » is glue in French and somebody in English: "my son has 481".
    """
    return word_set("fillers", "glue") - people("words")


def roles_of(line: Line, kind: str) -> Roles:
    """The cues of a kind of mention in a line, found once."""
    if kind not in line.kept:
        line.kept[kind] = Roles(line, kind)
    roles: Roles = line.kept[kind]
    return roles


def first_of(told: Iterable[Told], names: Iterable[str]) -> Told | None:
    """The nearest of some roles."""
    wanted = frozenset(names)
    return next((each for each in told if each.role in wanted), None)
