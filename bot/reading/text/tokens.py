"""A message as a row of tokens: words, and what was found in it, each with its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

Kind = Literal["day", "draw", "category", "length", "change", "hours", "code", "number", "job"]
Pause = Literal[0, 1, 2]
"""What stands before a token: nothing, a comma or the like, the end of a sentence."""

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)*'?|\d+|[^\w\s]+|\S")
_ELIDED = frozenset({"j'", "l'", "d'", "m'", "t'", "s'", "n'", "c'", "qu'", "jusqu'", "puisqu'"})
_PARTS = frozenset(",|")
_ENDS = frozenset(".!?;\u2026")


@dataclass(frozen=True, slots=True)
class Mention:
    """Something found in a text, from ``start`` to ``end``, that the words around it tell of."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """A word in plain letters, or "<day>" and the like for a mention.

    ``pause`` is what stands before it, ``sign`` the signs that make it, ``asked`` whether its
    sentence ends in a question mark.
    """

    word: str
    start: int
    end: int
    pause: Pause = 0
    sign: str = ""
    mention: Mention | None = None


class Line:
    """The tokens of a text, its sentences, and where its mentions stand among them.

    ``asks``: the message ended in a question mark, which is not part of the text any more;
    ``bare``: the same text without any mentions.
    """

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        *,
        asks: bool = False,
        bare: Line | None = None,
    ) -> None:
        self.text = text
        self.kept: dict[str, Any] = {}  # what was worked out of it already
        self._asks = asks
        mentions = sorted(mentions, key=lambda each: each.start)
        marked = None if bare is None else _marked(bare.tokens, mentions)
        self.tokens: tuple[Token, ...] = tuple(marked or _tokens(text, mentions))
        self.place = {
            token.mention: place
            for place, token in enumerate(self.tokens)
            if token.mention is not None
        }

    @cached_property
    def sentences(self) -> tuple[range, ...]:
        """The places of each sentence."""
        if not self.tokens:
            return ()
        starts = [at for at, token in enumerate(self.tokens) if token.pause == 2 or at == 0]
        ends = [*starts[1:], len(self.tokens)]
        return tuple(range(start, end) for start, end in zip(starts, ends, strict=True))

    @cached_property
    def _sentence_at(self) -> tuple[int, ...]:
        return tuple(number for number, places in enumerate(self.sentences) for _ in places)

    def sentence(self, place: int) -> range:
        """The sentence in which a token stands."""
        return self.sentences[self._sentence_at[place]]

    @cached_property
    def _clauses(self) -> tuple[range, ...]:
        starts = [
            at
            for at, token in enumerate(self.tokens)
            if at == 0 or token.pause == 2 or not _PARTS.isdisjoint(token.sign)
        ]
        ends = [*starts[1:], len(self.tokens)]
        return tuple(
            range(start, end)
            for start, end in zip(starts, ends, strict=True)
            for _ in range(start, end)
        )

    def clause(self, place: int) -> range:
        """The tokens around one, up to the next comma or the like on either side."""
        return self._clauses[place]

    @cached_property
    def _words(self) -> tuple[frozenset[str], ...]:
        return tuple(
            frozenset(token.word for token in self.tokens[places.start : places.stop])
            for places in self.sentences
        )

    def words(self, place: int) -> frozenset[str]:
        """The words of the sentence of a token."""
        return self._words[self._sentence_at[place]]

    @cached_property
    def _asked(self) -> tuple[bool, ...]:
        asked = [
            "?" in self.text[self.tokens[places[-1]].end :][:4].split("\n")[0].lstrip()[:3]
            for places in self.sentences
        ]
        return (*asked[:-1], asked[-1] or self._asks) if asked else ()

    def ends_in_question(self, place: int) -> bool:
        """Whether the sentence of a token ends in a question mark."""
        return self._asked[self._sentence_at[place]]


def _marked(bare: Sequence[Token], mentions: Sequence[Mention]) -> list[Token] | None:
    """The tokens with one for each mention in place of those it covers; None where one is cut."""
    found: list[Token] = []
    at = 0
    for mention in mentions:
        while at < len(bare) and bare[at].start < mention.start:
            at += 1
            found.append(bare[at - 1])
        if at == len(bare) or bare[at].start != mention.start:
            return None
        first = bare[at]
        while at < len(bare) and bare[at].end <= mention.end:
            at += 1
        if bare[at - 1].end != mention.end:
            return None
        word = f"<{mention.kind}>"
        found.append(Token(word, mention.start, mention.end, first.pause, first.sign, mention))
    return [*found, *bare[at:]]


def _tokens(text: str, mentions: Sequence[Mention]) -> list[Token]:
    found: list[Token] = []
    pause: Pause = 0
    sign = ""
    at, next_mention = 0, 0
    while at < len(text):
        while next_mention < len(mentions) and mentions[next_mention].start < at:
            next_mention += 1
        if next_mention < len(mentions) and mentions[next_mention].start == at:
            mention = mentions[next_mention]
            word = f"<{mention.kind}>"
            found.append(Token(word, at, mention.end, pause, sign, mention))
            at, pause, sign = mention.end, 0, ""
            continue
        limit = mentions[next_mention].start if next_mention < len(mentions) else len(text)
        if text[at] == "\n":
            pause, at = 2, at + 1
            continue
        match = _TOKEN.match(text, at, limit)
        if match is None:
            at += 1
            continue
        word = match[0]
        if word[0].isalnum():
            for part in parts(word):
                found.append(Token(part, at, at + len(part), pause, sign))
                at, pause, sign = at + len(part), 0, ""
            at = match.end()
            continue
        inside = word == "-" and text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()
        at = match.end()
        if inside:
            continue
        sign += word
        pause = max(pause, _pause_of(word, text, at))
    return found


def _pause_of(sign: str, text: str, end: int) -> Pause:
    if any(each > "\u2100" and unicodedata.category(each) == "So" for each in sign):
        return 2  # a picture ends what was said before it
    if _ENDS.isdisjoint(sign):
        return 0 if sign in ("'", "’", "/", "&", "%", "$", "#", "+") else 1
    return 2


def parts(word: str) -> list[str]:
    """A word with what was elided before it: "j'ai" is "j'" and "ai".

    >>> parts("j'ai"), parts("i'm")
    (["j'", 'ai'], ["i'm"])
    """
    if word.endswith("'") and word not in _ELIDED:
        word = word[:-1]
    if "-" in word:
        return [part for each in word.split("-") if each for part in parts(each)]
    if word.endswith("'s") and len(word) > 2:
        return [*parts(word[:-2]), "'s"]
    if "'" in word:
        first, rest = word.split("'", 1)
        if f"{first}'" in _ELIDED and rest:
            return [f"{first}'", *parts(rest)]
    return [word]
