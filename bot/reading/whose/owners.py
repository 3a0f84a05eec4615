"""Whose each part of a message is, and in which mood it speaks: claim, question, supposition."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from bot.reading.text.tokens import Line
from bot.reading.whose.cues import Hit, table_of, word_set, words

Subject = Literal["me", "we", "other", "general"]

_BESIDE = frozenset(
    {"with", "without", "than", "by", "from", "like", "including", "incl", "w", "avec", "sans"}
)
_DIGITS = 2
_DOUBTS = frozenset({"maybe", "perhaps", "ok", "so", "now"})
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_OF = frozenset({"of", "de", "d'", "du"})


@dataclass(frozen=True, slots=True)
class ClauseOwner:
    """Who a clause is about, from the token ``first`` on.

    ``label`` is the word for somebody else; the words for them end before the token ``last``;
    ``introduced``: what follows is said to be of them ("for my brother").

    ``carried``: nobody is named in this sentence, it may go on about the one of the last.
    """

    first: int
    subject: Subject | None
    label: str | None = None
    carried: bool = False
    last: int = 0
    introduced: bool = False


@dataclass(frozen=True, slots=True)
class Moods:
    """Where a line supposes, asks, looks back or ahead: places of the words that say so."""

    suppose: tuple[Hit, ...]
    would: tuple[Hit, ...]
    question: tuple[Hit, ...]
    past: tuple[Hit, ...]
    present: tuple[Hit, ...]
    plan: tuple[Hit, ...]
    follows: tuple[Hit, ...]
    on_top: tuple[Hit, ...]
    corrects: tuple[Hit, ...]


class Owners:
    """Whose every token of a line is."""

    def __init__(self, line: Line, *, tries: bool = False) -> None:
        self.line = line
        self.tries = tries

    @cached_property
    def turns(self) -> tuple[ClauseOwner, ...]:
        """Where the subject changes, in order."""
        return tuple(_turns(self.line))

    @cached_property
    def moods(self) -> Moods:
        """Where it supposes, asks, looks back or ahead."""
        return _moods(self.line)

    def at(self, place: int) -> ClauseOwner:
        """Who is spoken of at a token."""
        known = bisect_right(self.turns, place, key=lambda turn: turn.first)
        return self.turns[known - 1] if known else ClauseOwner(0, None)

    def supposed(self, place: int) -> bool:
        """Whether a supposition ("if I had") begins before a token in its sentence."""
        return self.tries or self._begun(self.moods.suppose, place)

    def follows(self) -> bool:
        """Whether the message goes on with what was shown: "and ...", "et ..."."""
        first = self._first()
        return any(hit.first == first for hit in self.moods.follows)

    def _first(self) -> int:
        tokens = self.line.tokens
        return next((at for at, token in enumerate(tokens) if token.word not in _DOUBTS), 0)

    def tries_something(self) -> bool:
        """Whether the message goes on with other facts: "and 510?", "as a cook", "with 490"."""
        tokens = self.line.tokens
        if not tokens:
            return False
        named = any(turn.subject == "other" and turn.last > 0 for turn in self.turns)
        if named and not self.asked(len(tokens) - 1):
            return False  # "and my brother, carpenter, 490"
        first = self._first()
        word = tokens[first].word if first < len(tokens) else ""
        instead = any(token.word in word_set("fillers", "instead") for token in tokens)
        following = tokens[first + 1].word if first + 1 < len(tokens) else ""
        tried = following != "of" and word in word_set("fillers", "tries")
        if not (instead or tried or self.follows()):
            return False
        return all(turn.subject not in ("me", "we") for turn in self.turns)

    def would(self, place: int) -> bool:
        """Whether its sentence asks what would be, from before the token on."""
        return self._begun(self.moods.would, place)

    def asked(self, place: int) -> bool:
        """Whether the sentence of a token is a question."""
        sentence = self.line.sentence(place)
        if self.line.ends_in_question(place):
            return True
        return self._begun(self.moods.question, sentence.stop - 1)

    def asked_before(self, place: int) -> bool:
        """Whether a question begins before a token in its sentence, or asks what the token is."""
        return self._begun(self.moods.question, place)

    def past(self, place: int) -> bool:
        """Whether its sentence tells of a time gone by, from before the token on."""
        if not self._begun(self.moods.past, place):
            return False
        begun = max(hit.last for hit in self.moods.past if hit.first <= place)
        return not any(begun <= hit.first < place for hit in self.moods.present)

    def _begun(self, hits: Sequence[Hit], place: int) -> bool:
        start = self.line.sentence(place).start
        known = bisect_right(hits, place, key=lambda hit: hit.first)
        return known > 0 and hits[known - 1].first >= start


def _turns(line: Line) -> list[ClauseOwner]:
    """Where the subject changes, in order."""
    named = {hit.first: hit for hit in reversed(table_of("owners", "subject").hits(line))}
    relations, said = word_set_of("words"), sources()
    turns: list[ClauseOwner] = []
    person: str | None = None
    introduced = False
    for sentence in line.sentences:
        begun = len(turns)
        if turns or sentence.start == 0:
            kept = person is not None
            turns.append(
                ClauseOwner(
                    sentence.start,
                    "other" if kept else None,
                    person,
                    carried=kept,
                    introduced=introduced,
                )
            )
        skip = sentence.start
        for place in sentence:
            if place < skip:
                continue
            turn, skip = _turn_at(line, place, named, relations, said, person)
            if turn is None:
                continue
            turns.append(turn)
            if turn.subject == "other":
                introduced = turn.introduced or (introduced and turn.label == person)
                person = turn.label
        if any(turn.subject in ("me", "we") for turn in turns[begun + 1 :]):
            person = None
        elif not any(turn.subject == "other" for turn in turns[begun:]):
            person = person if len(turns) == begun + 1 else None
    return turns


def spouses() -> frozenset[str]:
    """The words for somebody with whom one has one profile."""
    return word_set_of("spouses")


def sources() -> frozenset[str]:
    """The words for somebody who only says things."""
    return word_set_of("sources")


@lru_cache(maxsize=1)
def words_for_others() -> frozenset[str]:
    """Every word that may name somebody else: relations, and "he" and the like."""
    pronouns = {
        word for written in words("owners")["subject"]["pronoun"] for word in written.split("|")
    }
    return word_set_of("words") | pronouns | word_set_of("labelled")


@lru_cache(maxsize=16)
def word_set_of(key: str) -> frozenset[str]:
    """The words of a list in the part of the owners' file that names people."""
    return frozenset(str(words("owners")["relations"].get(key, "")).split())


def _turn_at(
    line: Line,
    place: int,
    named: dict[int, Hit],
    relations: frozenset[str],
    informants: frozenset[str],
    person: str | None,
) -> tuple[ClauseOwner | None, int]:
    """Who is named at a token, and the token at which to look on."""
    words = line.tokens
    hit = named.get(place)
    last = _degrees(line, place)
    related = last < len(words) and (
        _base(words[last].word) in relations | informants or _is_numbered(line, last)
    )
    if related and (hit is None or hit.last <= last):
        return _relation(line, place, last, informants)
    if hit is None:
        return None, place + 1
    match hit.cue.name:
        case "me" | "we" as subject:
            return ClauseOwner(place, "me" if subject == "me" else "we"), hit.last
        case "nobody":
            return None, hit.last
        case "pronoun":
            french = words[place].word in word_set_of("pronouns")
            if french and person is None:
                return None, hit.last
            if hit.last < len(words) and words[hit.last].word in word_set_of("says"):
                return ClauseOwner(place, "general"), hit.last
            label = person or words[place].word.split("'")[0]
            return ClauseOwner(place, "other", label, last=hit.last), hit.last
        case _:
            return ClauseOwner(place, "general"), hit.last


def _degrees(line: Line, place: int) -> int:
    """Where the noun stands behind "my best": the place itself where nothing is before it."""
    whose, degrees = word_set_of("whose"), word_set_of("degrees")
    if line.tokens[place].word not in whose:
        return place
    last = place + 1
    while last < len(line.tokens) and last < place + 4 and line.tokens[last].word in degrees:
        if _base(line.tokens[last].word) in word_set_of("words"):
            break
        last += 1
    return last


def _relation(
    line: Line, place: int, noun: int, informants: frozenset[str]
) -> tuple[ClauseOwner | None, int]:
    words, says = line.tokens, word_set_of("says")
    if place == noun and _base(words[noun].word) in word_set_of("doubtful"):
        return None, noun + 1
    before = words[place - 1].word if place else ""
    after = noun + 1
    label = _base(words[noun].word)
    if before in _BESIDE and words[place].pause == 0:
        return None, after
    if _is_numbered(line, noun):
        label, after = line.text[words[noun].start : words[after].end], after + 1
    elif (
        after + 1 < len(words)
        and words[after].word in ("in", "-")
        and words[after + 1].word
        in (
            "law",
            "laws",
        )
    ):
        label, after = f"{label} in law", after + 2
    elif (
        after + 1 < len(words)
        and words[after].word in _OF
        and words[after + 1].word
        in (
            "mine",
            "ours",
        )
    ):
        after += 2
    said = after < len(words) and words[after].word in says
    said = said or (before in says and words[place].pause == 0)
    if label in informants or said:
        return ClauseOwner(place, "general") if said else None, after
    introduced = before in word_set_of("introduces")
    return ClauseOwner(place, "other", label, last=after, introduced=introduced), after


def _is_numbered(line: Line, noun: int) -> bool:
    """Whether "client A" or "candidate 2" is one name."""
    if noun + 1 >= len(line.tokens) or line.tokens[noun].word not in word_set_of("labelled"):
        return False
    token = line.tokens[noun + 1]
    said = line.text[token.start : token.end]
    return said in _LETTERS or (said.isdecimal() and len(said) <= _DIGITS)


def _base(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'")


def _moods(line: Line) -> Moods:
    found: dict[str, list[Hit]] = {}
    until = 0
    for hit in sorted(table_of("owners", "mood").hits(line), key=lambda h: (h.first, -h.last)):
        if hit.cue.name in ("suppose", "whether"):
            if hit.first < until:
                continue
            until = hit.last
        found.setdefault(hit.cue.name, []).append(hit)
    return Moods(
        *(
            tuple(found.get(name, ()))
            for name in (
                "suppose",
                "would",
                "question",
                "past",
                "present",
                "plan",
                "follows",
                "on_top",
                "corrects",
            )
        )
    )
