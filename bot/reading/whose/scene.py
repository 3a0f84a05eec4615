"""A message laid out for deciding: its tokens, whose each part is, what stands alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from bot.reading.days.zones import names
from bot.reading.text.tokens import Line
from bot.reading.whose.cues import word_set
from bot.reading.whose.owners import ClauseOwner, Owners
from bot.reading.whose.roles import Told, roles_of

_NEAR = 5
How = Literal["claim", "answer", "list", "supposed"]


@dataclass(frozen=True, slots=True)
class OwnedValue:
    """A value that was said, whose it is (None: the asker's) and by which rule it got its owner.

    ``place`` is its token; ``weight`` tells which of two values counts, the greater first.
    """

    place: int
    how: How
    person: str | None
    rule: str
    weight: int = 0


class Scene:
    """A line with its owners and the roles of its mentions, each read once.

    ``told`` are the tokens of conditions: in a list they stand for themselves.
    """

    def __init__(self, line: Line, owners: Owners, told: Collection[int] = ()) -> None:
        self.line = line
        self._conditions = frozenset(told)
        self.owners = owners
        self._fillers = word_set("fillers", "list") | word_set("fillers", "polite")

    def told(self, kind: str, place: int) -> tuple[Told, ...]:
        """What the words beside a mention say of it."""
        return roles_of(self.line, kind).of(place)

    def begins_with(self, kind: str, role: str, place: int) -> bool:
        """Whether the sentence of a token begins with a cue of a role."""
        start = self.line.sentence(place).start
        return any(
            hit.first == start for hit in roles_of(self.line, kind).hits if hit.cue.name == role
        )

    def whose(self, place: int) -> ClauseOwner:
        """Who is spoken of at a token."""
        return self.owners.at(place)

    def is_filler(self, place: int) -> bool:
        """Whether a token says nothing of its own: a filler, a draw, a sign."""
        token = self.line.tokens[place]
        if token.mention is not None or place in self._conditions:
            return True
        word = token.word
        return (
            word in self._fillers
            or word in names("places")
            or not (word[0].isalpha() or word[0].isdecimal())
        )

    def is_money(self, place: int) -> bool:
        """Whether a sign beside a number says that it is money or a percentage."""
        tokens = self.line.tokens
        before = tokens[place].sign[-1:]
        after = self.line.text[tokens[place].end : tokens[place].end + 2].lstrip()[:1]
        return (bool(before) and before in "$€£#") or (bool(after) and after in "$€£%°")

    def counts_things(self, place: int) -> bool:
        """Whether a number counts what follows: "150 clients", "a 500 acre farm"."""
        tokens = self.line.tokens
        if place + 1 >= len(tokens) or tokens[place + 1].pause or tokens[place + 1].sign:
            return False
        word = tokens[place + 1].word
        article = place > 0 and tokens[place - 1].word in word_set("fillers", "articles")
        if article and word == "<job>":
            return self.whose(place).subject == "other"
        if word in self._fillers or not word.isalpha():
            return False
        moved = place > 1 and tokens[place - 2].word == "<number>"
        if article and not moved:
            return (
                word not in word_set("fillers", "no_things")
                and len(word) > 3
                and word not in word_set("fillers", "glue")
            )
        return len(word) > 3 and word.endswith("s") and word not in word_set("fillers", "no_things")

    def is_about(self, place: int) -> bool:
        """Whether a number is only about right by its own signs: "~480", "480ish"."""
        token, text = self.line.tokens[place], self.line.text
        ish = text[token.start : token.end].endswith("ish")
        return (
            token.sign.endswith("~") or ish or text[token.end : token.end + 2] in ("+", "+ ", "??")
        )

    def runs(self, facts: Iterable[int]) -> list[tuple[int, ...]]:
        """The facts that stand in a row with nothing but fillers between them."""
        runs: list[list[int]] = []
        for place in sorted(facts):
            if runs and self._joined(runs[-1][-1], place):
                runs[-1].append(place)
            else:
                runs.append([place])
        return [tuple(run) for run in runs]

    def _joined(self, last: int, place: int) -> bool:
        between = range(last + 1, place)
        if all(map(self.is_filler, between)):
            return True
        tokens = self.line.tokens
        range_of = tokens[last].word == tokens[place].word == "<number>"
        return range_of and {tokens[at].word for at in between} <= word_set("fillers", "spans")

    def stands_alone(self, run: Collection[int]) -> bool:
        """Whether the clauses of a run hold nothing but it and fillers."""
        tokens = self.line.tokens
        start, end = min(run), max(run) + 1
        while start > 0 and not tokens[start].pause:
            start -= 1
            if not self.is_filler(start):
                return False
        while end < len(tokens) and not tokens[end].pause:
            if self._begins_other(end):
                break
            if not self.is_filler(end):
                return False
            end += 1
        return True

    def _begins_other(self, place: int) -> bool:
        """Whether somebody else is spoken of from behind a joint on: "486 but my wife has 490"."""
        whose = self.whose(place + 1)
        joint = self.line.tokens[place].word in word_set("fillers", "joints")
        return joint and whose.first == place + 1 and whose.subject == "other"

    def is_listed(self, place: int) -> bool:
        """Whether a colon parts a number from the draw it is to be compared with."""
        tokens = self.line.tokens
        return place > 0 and ":" in tokens[place].sign and tokens[place - 1].word == "<draw>"

    def opens_question(self, place: int) -> bool:
        """Whether a question begins just before a number: "is a score of 478 enough"."""
        openers, glue = word_set("fillers", "openers"), word_set("fillers", "glue")
        for token in reversed(self.line.tokens[max(place - _NEAR, 0) : place]):
            if token.word in openers or token.word not in glue:
                return token.word in openers
        return False

    def is_whole_clause(self, place: int) -> bool:
        """Whether its clause holds nothing beside a token but other mentions and joints."""
        clause, joints = self.line.clause(place), word_set("fillers", "joints")
        tokens = self.line.tokens[clause.start : clause.stop]
        return all(token.mention is not None or token.word in joints for token in tokens)

    def heads(self, place: int) -> bool:
        """Whether a token begins its clause, but for fillers and other facts."""
        tokens = self.line.tokens
        while place > 0 and not tokens[place].pause:
            place -= 1
            if tokens[place].mention is None and tokens[place].word not in self._fillers:
                return False
        return True

    @cached_property
    def only_facts(self) -> bool:
        """Whether the message holds nothing but mentions and fillers."""
        return all(map(self.is_filler, range(len(self.line.tokens))))


def only_answers(line: Line) -> bool:
    """Whether a line holds nothing but mentions and words around an answer."""
    answers = word_set("fillers", "answer") | word_set("fillers", "list")
    return all(
        token.mention is not None
        or token.word in answers
        or not (token.word[0].isalpha() or token.word[0].isdecimal())
        for token in line.tokens
    )
