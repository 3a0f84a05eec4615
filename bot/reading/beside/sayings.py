"""The words of a message as they were typed, and which sayings of a table stand among them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from bot.reading.text.tokens import Line
from bot.reading.whose.cues import table_of

Meant = Mapping[str, tuple[int, ...]]
"""The places of all words that carry a meaning, by the meaning."""


def sayings(file: str, line: Line) -> Meant:
    """What the table of that name finds in a line."""
    found: dict[str, dict[int, None]] = {}
    for hit in table_of(file, "said").hits(line):
        found.setdefault(hit.cue.name, {}).update(dict.fromkeys(range(hit.first, hit.last)))
    return {name: tuple(places) for name, places in found.items()}


class HeardLine:
    """The line of a message before anything is found in it; its sayings are read once."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.words = tuple(token.word for token in line.tokens)

    @cached_property
    def goes_on(self) -> Meant:
        """What goes on with something said before."""
        return sayings("follow_ups", self.line)

    def is_all(self, meant: Meant, *names: str) -> bool:
        """Whether nothing is said but what some of the sayings mean."""
        known = {place for name in names for place in meant.get(name, ())}
        return len(known) == len(self.words)

    @cached_property
    def asks(self) -> bool:
        """Whether a sentence of it ends in a question mark."""
        line = self.line
        return any(line.ends_in_question(sentence.start) for sentence in line.sentences)
