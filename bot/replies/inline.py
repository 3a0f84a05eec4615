"""From offers to articles that can be shown below a line that is being typed."""

from __future__ import annotations

import re

from bot.conversation.groups import PRIVATE
from bot.conversation.inline import Offer, Offers
from bot.ports.inline import Article, InlineAnswer
from bot.reading.occupations.reader import OccupationIndex
from bot.reading.understood import Lang
from bot.replies.markup import bare
from bot.replies.rendering import LANGUAGES, words

PERSONAL_SECONDS, GENERAL_SECONDS = 10, 60
"""How long Telegram may show the same person the same answer again."""

LONG_TITLE, LONGEST_TITLE, LONGEST_DESCRIPTION = 64, 100, 160
"""Characters; more is not seen on a phone. A long title ends with its first sentence."""

_SENTENCE = re.compile(r"(?<=[^\s.][^\s.][.?!])(?<!ex\.)\s+")


def render_inline(offers: Offers, occupations: OccupationIndex) -> InlineAnswer:
    """The offers as articles, each with an id of its own."""
    seen: dict[str, int] = {}
    articles = []
    for offer in offers.offers:
        seen[offer.about] = seen.get(offer.about, 0) + 1
        articles.append(_article(f"{offer.about}-{seen[offer.about]}", offer, offers.lang))
    seconds = PERSONAL_SECONDS if offers.personal else GENERAL_SECONDS
    label = LANGUAGES[offers.lang].label(PRIVATE, occupations)
    return InlineAnswer(tuple(articles), seconds, label, offers.opens)


def _article(name: str, offer: Offer, lang: Lang) -> Article:
    html = words(offer.said, lang)
    title, description = headline(bare(html))
    return Article(name, title, description, html)


def headline(text: str) -> tuple[str, str]:
    """The first sentence of a text, and what follows it, both cut to what is seen.

    >>> headline("In the invited range.\\n\\n• Your score is 4 points above.\\n• On the list.")
    ('In the invited range.', 'Your score is 4 points above. On the list.')
    """
    title, _, rest = text.strip().partition("\n")
    if len(title) > LONG_TITLE and (end := _SENTENCE.search(title)) is not None:
        title, rest = title[: end.start()], f"{title[end.end() :]} {rest}"
    rest = " ".join(word for word in rest.split() if word != "•")
    return _cut(title.rstrip(" :\N{NO-BREAK SPACE}"), LONGEST_TITLE), _cut(
        rest, LONGEST_DESCRIPTION
    )


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
