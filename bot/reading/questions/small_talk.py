"""Short human utterances that are the whole message: thanks, yes, skip, stop."""

from __future__ import annotations

from bot.reading.beside.sayings import HeardLine, sayings
from bot.reading.text.page import Page
from bot.reading.understood import Small
from bot.reading.whose.cues import table_of, word_set

_MOST_WORDS = 12
_KINDS: tuple[Small, ...] = (
    *("none_of_these", "dont_know", "cancel", "keep", "puzzled", "yes", "no"),
    *("thanks", "greeting"),
)


def read_small_talk(page: Page, heard: HeardLine, *, answers: bool = False) -> Small | None:
    """What a short message says as a whole, None when it says something else.

    ``answers``: a question is open, of which somebody may say that they do not know.

    >>> from bot.reading.text.tokens import Line
    >>> page = Page("no thanks")
    >>> read_small_talk(page, HeardLine(Line(page.text, ())))
    'no'
    """
    polite = _of_politeness(page.polite)
    if not heard.words:
        return polite
    table = table_of("small_talk", "said")
    if len(heard.words) > _MOST_WORDS or not all(map(table.knows, heard.words)):
        return None
    meant = sayings("small_talk", heard.line)
    beside = ("filler", "matters") if answers else ("filler",)
    told = {each: (each, f"{each}_too", *beside) for each in _KINDS if each in meant}
    if polite is not None:  # thanks come first, whatever else was perhaps meant
        told = {polite: (f"{polite}_with", *told.get(polite, ()))} | told
    return next((each for each, names in told.items() if heard.is_all(meant, *names)), None)


def _of_politeness(polite: str) -> Small | None:
    """What is said by the first polite words of a message alone."""
    if polite.startswith(tuple(word_set("small_talk", "thanking"))):
        return "thanks"
    asks = polite.startswith(tuple(word_set("small_talk", "asking")))
    return "greeting" if polite and not asks else None
