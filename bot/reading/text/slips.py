"""Words as people type them in a hurry, written as they are meant: "jai", "whats", "experiance"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.reading.text.patterns import Late
from bot.reading.whose.cues import words as words_of

_SAID = words_of("slips")
_VOWELS = "aeiou"
_LEAST = 4  # letters of a word that may have lost its vowel
Edit = tuple[int, int, str]
"""From where to where in a text, and what is written instead."""


def _by_typed(table: Mapping[str, str]) -> dict[str, str]:
    return {typed: meant for meant, all_typed in table.items() for typed in all_typed.split()}


def _mistyped(word: str) -> Iterator[str]:
    """A letter inside a word left out, doubled or swapped, or another vowel.

    >>> "submited" in set(_mistyped("submitted")), "experiance" in set(_mistyped("experience"))
    (True, True)
    """
    for at in range(1, len(word) - 1):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at] + word[at:]
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if word[at] in _VOWELS:
            yield from (word[:at] + vowel + word[at + 1 :] for vowel in _VOWELS)


_WRITTEN = _by_typed(_SAID["written"])
_ELIDED = {letter: frozenset(before.split()) for letter, before in _SAID["elided"].items()}
_JOINED = {letter + word: letter for letter, before in _ELIDED.items() for word in before}
_BEFORE = {
    (typed, following): meant
    for meant, (typed, before) in ((m, said.split(":")) for m, said in _SAID["before"].items())
    for following in before.split()
}
_CLIPPED = {
    letter + following: (letter, meant)
    for meant, (letter, before) in ((m, said.split(":")) for m, said in _SAID["clipped"].items())
    for following in before.split()
}
_STARTS = tuple({start[0] for start in _CLIPPED})
_KEYS = frozenset((*_WRITTEN, *_ELIDED, *_JOINED, *(typed for typed, _ in _BEFORE)))
_LONG = frozenset(_SAID["long"]["words"].split())
_REAL = _LONG | frozenset(_SAID["long"]["others"].split())
_SLIPS = {
    typed: word for word in sorted(_LONG) for typed in _mistyped(word) if typed not in _REAL
} | _by_typed(_SAID["slips"])
_WORD = Late(r"(?<![\w'-])[a-z][a-z0-9']*(?![\w'])")


def written_out(text: str, words: frozenset[str]) -> list[Edit]:
    """The places of a plain text to be written otherwise, apostrophes left out above all."""
    if _KEYS.isdisjoint(words) and not any(word.startswith(_STARTS) for word in words):
        return []
    found: list[Edit] = []
    places = [word.span() for word in _WORD.regex.finditer(text)]
    for (start, end), (then, after) in zip(places, [*places[1:], (-1, -1)], strict=False):
        said = text[start:end]
        between, following = text[end : max(end, then)], text[then:after]
        if text[end + 1 : end + 2].isdecimal():
            between, following = text[end : end + 1], "0"
        if said in _WRITTEN:
            found.append((start, end, _WRITTEN[said]))
        elif between in (" ", "-") and (said, following) in _BEFORE:
            found.append((start, end, _BEFORE[said, following]))
        elif between == " " and following in _ELIDED.get(said, ()):
            found.append((start, then, f"{said}'"))
        elif said in _JOINED:
            found.append((start, start + len(_JOINED[said]), f"{_JOINED[said]}'"))
        elif (clipped := _clipped(said)) is not None:
            found.append((start, start + clipped[0], f"{clipped[1]} "))
    return found


def _clipped(said: str) -> tuple[int, str] | None:
    """How many letters stand for a word that lost its vowel, and that word."""
    plain = said.replace("'", "", 1)
    if len(plain) < _LEAST or plain[:2] not in _CLIPPED or not plain.isalpha():
        return None
    letter, meant = _CLIPPED[plain[:2]]
    return len(letter) + len(said) - len(plain), meant


def hasty_words(text: str, words: frozenset[str]) -> list[Edit]:
    """The places of mistyped words in a plain text, and the words that are meant, in order.

    >>> hasty_words("my experiance", frozenset({"my", "experiance"}))
    [(3, 13, 'experience')]
    """
    if _SLIPS.keys().isdisjoint(words) and "b4" not in text:
        return []
    found = _WORD.regex.finditer(text)
    return [(*word.span(), _SLIPS[word[0]]) for word in found if word[0] in _SLIPS]
