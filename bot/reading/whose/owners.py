"""Whose each part of a message is, and in which mood it speaks: claim, question, supposition."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from bot.reading.text.tokens import Line
from bot.reading.whose.cues import Cue, CueTable, Hit, table_of, word_set, words

Subject = Literal["me", "we", "other", "general"]

_DIGITS = 2
_NO_NAMES = ("list", "answer", "articles")  # "it's", "that's", "today's score"


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


class Owners:
    """Whose every token of a line is."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.tries = False  # whether all of it is only tried

    @cached_property
    def turns(self) -> tuple[ClauseOwner, ...]:
        """Where the subject changes, in order."""
        return tuple(_turns(self.line))

    @cached_property
    def _moods(self) -> Mapping[str, Sequence[Hit]]:
        return _moods(self.line)

    def mood(self, name: str) -> Sequence[Hit]:
        """Where it supposes, asks, looks back or ahead: the words that say so."""
        return self._moods.get(name, ())

    def at(self, place: int) -> ClauseOwner:
        """Who is spoken of at a token: the last who was named, or "488 for my wife"."""
        behind = self.line.tokens[place + 1 : place + 2]
        if behind and behind[0].word in people("introduces"):
            whose = self._named_until(place + 2)
            if whose.first == place + 2 and whose.subject == "other":
                return whose
        return self._named_until(place)

    def _named_until(self, place: int) -> ClauseOwner:
        known = bisect_right(self.turns, place, key=lambda turn: turn.first)
        return self.turns[known - 1] if known else ClauseOwner(0, None)

    def supposed(self, place: int) -> bool:
        """Whether a supposition ("if I had") begins before a token in its sentence."""
        return self.tries or self._begun(self.mood("suppose"), place)

    def follows(self) -> bool:
        """Whether the message goes on with what was shown: "and ...", "et ..."."""
        first = self._first()
        return any(hit.first == first for hit in self.mood("follows"))

    def _first(self) -> int:
        tokens = self.line.tokens
        return next(
            (at for at, token in enumerate(tokens) if token.word not in people("doubts")), 0
        )

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
        return self._begun(self.mood("would"), place)

    def asked(self, place: int) -> bool:
        """Whether the sentence of a token is a question."""
        sentence = self.line.sentence(place)
        if self.line.ends_in_question(place):
            return True
        return self._begun(self.mood("question"), sentence.stop - 1)

    def asked_before(self, place: int) -> bool:
        """Whether a question begins before a token in its sentence, or asks what the token is."""
        return self._begun(self.mood("question"), place)

    def past(self, place: int) -> bool:
        """Whether its sentence tells of a time gone by, from before the token on."""
        if not self._begun(self.mood("past"), place):
            return False
        begun = max(hit.last for hit in self.mood("past") if hit.first <= place)
        return not any(begun <= hit.first < place for hit in self.mood("present"))

    def _begun(self, hits: Sequence[Hit], place: int) -> bool:
        start = self.line.sentence(place).start
        known = bisect_right(hits, place, key=lambda hit: hit.first)
        return known > 0 and hits[known - 1].first >= start


def _turns(line: Line) -> list[ClauseOwner]:
    """Where the subject changes, in order."""
    named: dict[int, list[Hit]] = {}
    for hit in _subjects().hits(line):
        named.setdefault(hit.first, []).append(hit)
    turns: list[ClauseOwner] = []
    person: str | None = None
    spoken: str | None = None
    introduced = False
    for sentence in line.sentences:
        begun, kept = len(turns), person is not None
        subject: Subject | None = "other" if kept else None
        turns.append(ClauseOwner(sentence.start, subject, person, kept, 0, introduced))
        skip = sentence.start
        for place in sentence:
            if place < skip or place not in named:
                continue
            turn, skip = _turn_at(line, place, named[place], person or spoken)
            if turn is not None:
                turns.append(turn)
                spoken = turn.label or spoken
            if turn is not None and turn.subject == "other":
                introduced = turn.introduced or (introduced and turn.label == person)
                person = turn.label
        if any(turn.subject in ("me", "we") for turn in turns[begun + 1 :]):
            person = None
        elif not any(turn.subject == "other" for turn in turns[begun:]):
            person = person if len(turns) == begun + 1 else None
    return turns


def spouses() -> frozenset[str]:
    """The words for somebody with whom one has one profile."""
    return people("spouses")


def sources() -> frozenset[str]:
    """The words for somebody who only says things."""
    return people("sources")


@cache
def words_for_others() -> frozenset[str]:
    """Every word that may name somebody else: relations, and "he" and the like."""
    pronouns = {
        word for written in words("owners")["subject"]["pronoun"] for word in written.split("|")
    }
    return people("words") | pronouns | people("labelled")


@cache
def first_person() -> frozenset[str]:
    """The words by which the asker speaks of themselves: "my score will be"."""
    subjects = words("owners")["subject"]
    written = [each.split()[0] for each in (*subjects["me"], *subjects["we"])]
    return frozenset(word for each in written for word in each.split("|"))


@cache
def people(key: str) -> frozenset[str]:
    """The words of a list in the part of the owners' file that names people."""
    return frozenset(str(words("owners")["relations"].get(key, "")).split())


@cache
def _subjects() -> CueTable:
    """The cues of everybody who may be spoken of; a relation with what leads to it and ends it."""
    table = CueTable()
    for name, listed in words("owners")["subject"].items():
        for written in listed:
            table.add(written, Cue(name))
    degree = f"{_any_of('degrees')}?"
    lead = f"{_any_of('whose')} {degree} {degree} {degree}"
    lead_or_none = f"{_any_of('whose')}? {lead.split(' ', 1)[1]}"
    for name, before, key, after in (
        ("person", lead, "doubtful", ""),
        ("person", lead_or_none, "plain", ""),
        ("in_law", lead_or_none, "words", "in law|laws"),
        ("of_mine", lead_or_none, "words", f"{_any_of('of')} {_any_of('mine')}"),
        ("source", lead_or_none, "sources", ""),
        ("labelled", lead_or_none, "labelled", "_"),
    ):
        listed_words = people("words") - people("doubtful") if key == "plain" else people(key)
        table.add(f"{before} {'|'.join(sorted(listed_words))} {after}", Cue(name))
    return table


def _any_of(key: str) -> str:
    return "|".join(sorted(people(key)))


def _turn_at(
    line: Line, place: int, hits: Sequence[Hit], person: str | None
) -> tuple[ClauseOwner | None, int]:
    """Who is named at a token, by the longest cue that holds, and the token to look on from."""
    tokens = line.tokens
    for hit in hits:
        name, last = hit.cue.name, hit.last
        at = last + (last < len(tokens) and tokens[last].word in people("be"))  # "is saying"
        behind = tokens[at].word if at < len(tokens) else ""
        match name:
            case "me" | "we":
                return ClauseOwner(place, "me" if name == "me" else "we"), last
            case "pronoun":
                word = tokens[place].word
                if word in people("pronouns") and person is None:
                    return None, last
                if behind in people("says"):
                    return ClauseOwner(place, "general"), last
                return ClauseOwner(place, "other", person or word.split("'")[0], last=last), last
            case "possessor":
                if any(tokens[place].word in word_set("fillers", key) for key in _NO_NAMES):
                    continue
                return ClauseOwner(place, "general"), last
            case "person" | "in_law" | "of_mine" | "source" | "labelled":
                if name == "labelled" and not _is_one_sign(line, last - 1):
                    continue
                return _relation(line, place, hit, behind), last
            case _:
                return ClauseOwner(place, "general"), last
    return None, place + 1


def _relation(line: Line, place: int, hit: Hit, behind: str) -> ClauseOwner | None:
    """Somebody whom the asker knows; None for one who is only with them or told them nothing."""
    tokens, name = line.tokens, hit.cue.name
    before = tokens[place - 1].word if place and tokens[place].pause == 0 else ""
    if before in people("beside"):
        return None
    said = behind in people("says") or before in people("says")
    if name == "source":
        return ClauseOwner(place, "general") if said else None
    noun = hit.last - (3 if name in ("in_law", "of_mine") else 2 if name == "labelled" else 1)
    label = tokens[noun].word
    if name == "labelled":
        label = line.text[tokens[noun].start : tokens[noun + 1].end]
    elif name == "in_law":
        label = f"{label} in law"
    if said:  # what "my son" says is talk, "he" after it is he
        return ClauseOwner(place, "general", label)
    introduced = place > 0 and tokens[place - 1].word in people("introduces")
    return ClauseOwner(place, "other", label, last=hit.last, introduced=introduced)


def _is_one_sign(line: Line, place: int) -> bool:
    """Whether a token may tell one of several: "client A", "candidate 2"."""
    token = line.tokens[place]
    said = line.text[token.start : token.end]
    if token.word in first_person():  # "profile I made in May"
        return False
    return said.isalnum() and len(said) <= (_DIGITS if said.isdecimal() else 1)


def _moods(line: Line) -> dict[str, list[Hit]]:
    found: dict[str, list[Hit]] = {}
    until = 0
    for hit in sorted(table_of("owners", "mood").hits(line), key=lambda h: (h.first, -h.last)):
        if hit.cue.name in ("suppose", "whether"):
            if hit.first < until:
                continue
            until = hit.last
        found.setdefault(hit.cue.name, []).append(hit)
    return found
