"""The example that comes nearest to a message, to tell why it was understood so."""

from __future__ import annotations

from bot.reading.text.page import Page
from bot.reading.wants.examples import Example, examples
from bot.reading.wants.features import features_of
from bot.reading.wants.scoring import scorer


def nearest(text: str, label: str) -> Example | None:
    """The example of a label that shares most with a message; None where none shares anything.

    >>> nearest("how many invitations still left?", "remaining").label
    'remaining'
    """
    said = _features(text)
    best, closest = 0.0, None
    for example in examples():
        if example.label == label:
            theirs = _features(example.said)
            shared = len(said & theirs) / len(said | theirs)
            if shared > best:
                best, closest = shared, example
    return closest


def _features(text: str) -> frozenset[str]:
    words = scorer().words(Page(text).plain)
    return frozenset(features_of(words.tokens, words.meanings))
