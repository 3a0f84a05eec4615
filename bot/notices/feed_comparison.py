"""What a comparison of the two feeds means for the operator; nothing of it changes any draw."""

from __future__ import annotations

from dataclasses import dataclass

from bot.notices.alerts import LanguagesDiffer
from knowledge.feed.languages import Difference


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the last comparison found, and what the operator was told of it."""

    found: frozenset[Difference] = frozenset()
    told: frozenset[Difference] = frozenset()


def compare(
    before: Comparison, now: tuple[Difference, ...]
) -> tuple[Comparison, LanguagesDiffer | None]:
    """The comparison to remember, and the alert for what is news in it.

    A draw that only one feed has may be minutes old: that counts when it is so at two comparisons.
    What agreed again meanwhile is news once more.
    """
    found = frozenset(now)
    certain = {one for one in now if one.field != "number" or one in before.found}
    news = tuple(one for one in now if one in certain - before.told)
    after = Comparison(found, frozenset(certain))
    return after, LanguagesDiffer(news) if news else None
