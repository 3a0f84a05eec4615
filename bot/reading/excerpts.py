"""What is read of a page that somebody pastes: the sentences that tell or ask most.

Every sentence is weighed by its words; those of oneself, of a score or a profile, with numbers, and
those that ask come first, so that one's own facts are found wherever they stand in a long text.
"""

from __future__ import annotations

from bot.reading.text.patterns import Late
from bot.reading.whose.cues import word_set

LONGEST = 4_096
"""Characters that Telegram lets one write."""
A_PAGE = 1_000
"""Characters above which a message is no longer read word by word."""
_READ, _OF_A_DIGIT = 560, 4
"""Characters of a page that are read so; a digit takes as long as some letters."""
_SHORT, _A_SENTENCE = 40, 120
"""Characters below which sentences are one, and above which one is cut."""
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
    sentences: list[str] = []
    for part in (part for said in _ENDS.regex.split(page) for part in _parts(said)):
        if sentences and len(sentences[-1]) + len(part) < _SHORT:
            sentences[-1] += f"\n{part}"
        else:
            sentences.append(part)
    last = len(sentences) - 1
    worth = [_worth(said) + (at in (0, last)) for at, said in enumerate(sentences)]
    taken: set[int] = set()
    left = _READ
    for at in sorted(range(len(sentences)), key=lambda at: -worth[at]):
        for each in {max(at - 1, 0), at} - taken:  # what stands before may say whose it is
            takes = len(sentences[each]) + _OF_A_DIGIT * sum(map(str.isdecimal, sentences[each]))
            if takes <= left:
                taken.add(each)
                left -= takes
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


def _worth(said: str) -> int:
    """How much a sentence tells: of oneself, of a profile, in numbers; or asks."""
    words = set(said.lower().translate(_SIGNS).split())
    own = not words.isdisjoint(word_set("fillers", "oneself"))
    profile = not words.isdisjoint(word_set("fillers", "scores"))
    numbered = any(word[0].isdecimal() for word in words)
    return 2 * own + profile + numbered + 2 * (own and numbered) + 2 * ("?" in said)
