"""What a number, a day or a length is, by the words beside it: one engine, tables as data."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from bot.reading.text.tokens import Line
from bot.reading.whose.cues import Hit, roles_table, word_set

_WINDOW = 16
_STOPS, _STOPS_AFTER = frozenset(",|;"), frozenset(",|;(-:")


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
        self._glue = word_set("fillers", "glue")

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
            if (gap := self._gap(hit, place)) is not None and gap <= hit.cue.reach
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
        """How many telling words lie between a cue and a mention; None on the wrong side."""
        if hit.cue.side == "around":  # of the first number in it
            word = self.line.tokens[place].word
            firsts = (at for at in range(hit.first, hit.last) if self.line.tokens[at].word == word)
            return 0 if next(firsts, None) == place else None
        if hit.cue.side == "before":
            if hit.last > place:
                return None
            between, stops = range(hit.last, place), range(hit.last, place + 1)
        else:
            if hit.first <= place:
                return None
            between = stops = range(place + 1, hit.first)
            stops = range(place + 1, hit.first + 1)
        tokens = self.line.tokens
        glue = self._glue if hit.cue.side == "before" else ()
        gap = sum(tokens[at].word not in glue for at in between)
        gap += 3 * sum(tokens[at].word == tokens[place].word for at in between)
        signs = _STOPS if hit.cue.side == "before" else _STOPS_AFTER
        if tokens[place].word == "<day>":  # another fact between parts a day from what is said
            gap += sum(tokens[at].mention is not None for at in between)
        if not hit.cue.far:
            gap += 3 * sum(not signs.isdisjoint(tokens[at].sign) for at in stops)
        return gap


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
