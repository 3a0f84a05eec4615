"""What is read of a page that somebody pastes: the sentences that tell or ask most.

Every sentence is weighed by its words; those of oneself, of a score or a profile, with numbers, and
those that ask come first, so that one's own facts are found wherever they stand in a long text.
"""

from __future__ import annotations

from collections.abc import Set

from bot.reading.text.patterns import Late
from bot.reading.whose.cues import word_set

LONGEST = 4_096
"""Characters that Telegram lets one write."""
A_PAGE = 1_000
"""Characters above which a message is no longer read word by word."""
_READ, _OF_A_DIGIT = 560, 4
"""Characters of the longest page that are read so; a digit takes as long as some letters."""
_SHORT, _A_SENTENCE = 40, 120
"""Characters below which sentences are one, and above which one is cut."""
_DIGITS = 4  # of a year
_ENDS = Late(r"(?<=[.!?;])\s+|(?<=[。！？।])|\n+")
_OF_NUMBERS = "0123456789 \u00a0\u202f\n\t.,:/-"
_SIGNS = str.maketrans(dict.fromkeys(".,;:!?()\"'’/-", " "))


def excerpt(page: str) -> str:
    """What is read word by word of a page: it may have more characters than Telegram allows.

    >>> page = "The ministry held a round. " * 40 + "My score is 480. " + "And so on. " * 60
    >>> len(page), "My score is 480." in excerpt(page)
    (1757, True)
    """
    if len(page) > LONGEST:
        words = page[: LONGEST + 1].rsplit(None, 1)
        page = words[0].rstrip(_OF_NUMBERS) if len(words) > 1 else ""
    sentences = [""]
    for part in (part for said in _ENDS.regex.split(page) for part in _parts(said)):
        if len(sentences[-1]) + len(part) < _SHORT:
            sentences[-1] += f"\n{part}"
        else:
            sentences.append(part)
    spoken = [set(said.lower().translate(_SIGNS).split()) for said in sentences]
    worth = list(map(_worth, sentences, spoken))
    worth[0], worth[-1] = worth[0] + 1, worth[-1] + 1
    taken: set[int] = set()
    left = A_PAGE - (len(page) - A_PAGE) * (A_PAGE - _READ) // (LONGEST - A_PAGE)
    for at in sorted(range(len(sentences)), key=lambda at: (-worth[at], len(sentences[at]))):
        own = not spoken[at].isdisjoint(word_set("fillers", "oneself"))
        for each in {at if own else max(at - 1, 0), at} - taken:  # what stands before says whose
            takes = len(sentences[each]) + _OF_A_DIGIT * sum(map(str.isdecimal, sentences[each]))
            if takes <= left:
                taken.add(each)
                left -= takes
        if left < _SHORT:
            break
    return "\n".join(sentences[at] for at in sorted(taken))


def _parts(said: str) -> list[str]:
    """A sentence in parts that are short enough; what has no blank at all is none."""
    if len(said) <= _A_SENTENCE:
        return [said] if any(map(str.isalnum, said)) else []
    parts = [""]
    for word in said.split():
        if len(parts[-1]) + len(word) >= _A_SENTENCE:
            parts.append("")
        parts[-1] = f"{parts[-1]} {word}".lstrip()
    return [part for part in parts if 0 < len(part) <= _A_SENTENCE]


def _worth(said: str, words: Set[str]) -> int:
    """How much a sentence tells: of oneself, of a profile, in numbers; or asks."""
    own = not words.isdisjoint(word_set("fillers", "oneself"))
    profile = not words.isdisjoint(word_set("fillers", "profiles"))
    claims = not words.isdisjoint(word_set("fillers", "claims"))
    numbered = any(word[0].isdecimal() and not _is_year(word) for word in words)
    told = 2 * own + 2 * profile + numbered + 2 * (own and claims)
    return told + 2 * (numbered and (own or profile)) + 3 * ("?" in said)


def _is_year(word: str) -> bool:
    return len(word) == _DIGITS and word[:2] == "20"
