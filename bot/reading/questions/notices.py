"""How somebody wants notices: of which kinds of draw, only of changes, not at night."""

from __future__ import annotations

from functools import lru_cache

from bot.reading.draws.categories import kinds_in
from bot.reading.text.grammar import Grammar
from bot.reading.text.page import Page
from bot.reading.understood import Intent, Wished
from bot.reading.whose.cues import word_set, words

SURELY: frozenset[Intent] = frozenset({"subscribe", "settings", "unsubscribe"})
PERHAPS: frozenset[Intent] = frozenset({"status", "latest", "what_if", "unknown"})
"""What a message may have been taken for that says how notices are wanted."""

_ALONE = 60
"""Characters of a message that says nothing else."""


@lru_cache(maxsize=1)
def _rules() -> Grammar:
    return Grammar(words("notices"))


def wished(page: Page, intent: Intent) -> Wished:
    """What a message says of notices that are wanted; ``intent`` is what it was taken for.

    >>> wished(Page("only if my outcome changes"), "unknown").only_changes
    True
    >>> wished(Page("tell me about trades and healthcare"), "subscribe").kinds
    ('trades', 'healthcare')
    >>> wished(Page("I never slept at night before the test, what now?"), "explain") == Wished()
    True
    """
    said, brief = page.plain, len(page.plain) <= _ALONE
    told = not page.words.isdisjoint(word_set("notices", "told"))
    if intent not in SURELY and not (intent in PERHAPS and brief and told):
        return Wished()
    row = _rules().row(said)

    def says(rule: str) -> bool:
        return any(True for _ in _rules().every(rule, row))

    changes = nights = None
    if says("only_changes"):
        changes = True
    elif intent in SURELY and says("each_time"):
        changes = False
    if says("at_night_too"):
        nights = False
    elif says("not_at_night"):
        nights = True
    if intent == "unsubscribe" and nights is None and brief:
        fewer = kinds_in(said, one=True)
        return Wished(fewer, without=bool(fewer))
    further = says("further")
    kinds = kinds_in(said, one=further) if intent == "subscribe" else ()
    return Wished(kinds, further and bool(kinds), only_changes=changes, silent_nights=nights)
