"""Sets of plain words, written as lines of text."""

from __future__ import annotations


def words_of(*lines: str) -> frozenset[str]:
    """The words of some lines.

    >>> sorted(words_of("more less", "up"))
    ['less', 'more', 'up']
    """
    return frozenset(word for line in lines for word in line.split())
