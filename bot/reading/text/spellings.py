"""Words as people type them in a hurry, written as they are meant: "wat", "experiance", "u"."""

from __future__ import annotations

from collections.abc import Iterator

from bot.reading.text.patterns import Late
from bot.reading.text.word_sets import words_of

_SHORT = {
    short: meant
    for meant, shorts in {
        "what": "wat wut wht whta waht",
        "what's": "wats wuts",
        "how": "hw hwo",
        "when": "wen whn wehn",
        "you": "u",
        "your": "ur",
        "are": "r",
        "i am": "iam",
        "would": "wud wuld woud wold",
        "could": "cud culd",
        "have": "hav hve ahve",
        "know": "knw kno",
        "last": "lst",
        "latest": "lastest ltst latst",
        "next": "nxt",
        "from": "frm",
        "about": "abt",
        "before": "b4",
        "with": "wth wiht",
        "month": "mnth mnt",
        "months": "mnths monthes",
        "score": "scor scroe socre",
        "round": "rnd",
        "cutoff": "cutof cuttof",
        "experience": "exprnce exper",
    }.items()
    for short in shorts.split()
}
_LONG = words_of(
    "submitted created invited invitation invitations experience remaining history category",
    "eligible selected applied nomination months years updated planned profile cutoff latest",
    "chances difference federal minimum",
    "hundred thousand twenty thirty eighty ninety seventy quarante cinquante soixante",
)
_VOWELS = "aeiou"
# Other words, some of them French.
_REAL = words_of("profil crated latent mouths ears")


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


_MEANT = {
    typed: word
    for word in sorted(_LONG)
    for typed in _mistyped(word)
    if typed not in _LONG and typed not in _REAL
} | _SHORT
_WORD = Late(r"(?<![\w'-])[a-z][a-z0-9']*(?![\w'])")


def hasty_words(text: str, words: frozenset[str]) -> list[tuple[int, int, str]]:
    """The places of mistyped words in a plain text, and the words that are meant, in order.

    >>> hasty_words("my experiance", frozenset({"my", "experiance"}))
    [(3, 13, 'experience')]
    """
    if _MEANT.keys().isdisjoint(words) and "b4" not in text:
        return []
    return [
        (*found.span(), _MEANT[found[0]])
        for found in _WORD.regex.finditer(text)
        if found[0] in _MEANT
    ]
