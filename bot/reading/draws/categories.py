"""Which kind of draw a message speaks of: "the healthcare draw", "tirage pour le français"."""

from __future__ import annotations

from functools import lru_cache

from bot.reading.draws.naming import naming
from bot.reading.text.page import Page

_NAMED = ("kind_before", "kind_after")


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return naming().first_words("category")


def read_category(page: Page, whole: str, want: str | None) -> str | None:
    """Give the id of the kind of draw that is meant; an occupation is none: "I'm a nurse".

    The name must stand beside a word for draws, categories or invitations, or be all that is
    asked; it is crossed out.
    """
    if page.words.isdisjoint(_names()):
        return None
    rules = naming()
    row = rules.row(page.text)
    asks = want in ("remaining", "latest", "history")
    for rule in (*_NAMED, "kind_asked") if asks else _NAMED:
        for fit in rules.every(rule, row):
            category = fit.get("category")
            place = fit.place("category")
            if place is None or row.is_glued(fit.first):
                continue
            name = rules.match("category", row, place)
            assert name is not None  # it has just been found there
            page.cross_out(*row.place(name.first, name.last))
            return str(category)
    alone = rules.whole("kind_alone", whole)
    if alone is None:
        return None
    page.cross_out(0, len(page.text))
    return str(alone.get("category"))


def kinds_in(text: str, *, one: bool = False) -> tuple[str, ...]:
    """The kinds of draw that are named one after the other, in that order; ``one`` is enough.

    >>> kinds_in("notify me of trades, healthcare and french draws")
    ('trades', 'healthcare', 'french')
    >>> kinds_in("notify me, i am a nurse")
    ()
    """
    rules = naming()
    row = rules.row(text)
    named = [fit for fit in rules.every("category", row) if not row.is_glued(fit.first)]
    run: list[str] = []
    for before, this in zip([None, *named], named, strict=False):
        joined = before and rules.behind("kind_join", row, before.last) == this.first
        if len(run) > 1 and not joined:
            break
        run = [*(run if joined else ()), this.get("category")]
    if len(run) > 1:
        return tuple(dict.fromkeys(run))
    of_it = (fit for fit in named if rules.ends("kind_about", row, fit.first))
    alone = next(of_it, None) if one else None
    return () if alone is None else (alone.get("category"),)
