"""Where somebody says that they live: "I live in Manila"."""

from __future__ import annotations

from bot.reading.text.page import Page
from bot.reading.text.patterns import Late

_MOST = 300
"""Nobody needs more characters to say it; longer messages tell other things."""
_LIVES = Late(
    r"(?:and |et )?(?:i (?:live|am living|reside|am located|am based)(?: here| now)? in|"
    r"i'm (?:living|located|based) in|my time ?zone is|"
    r"(?:j'habite|je (?:vis|demeure|reste|suis base))(?: ici| maintenant)? (?:a|au|en|aux)|"
    r"mon fuseau(?: horaire)? (?:est|c'est)(?: celui de)?) (?P<place>[a-z].{1,60})"
)


def place_lived_in(text: str) -> str | None:
    """Where somebody says that they live, in a message that says nothing else.

    >>> place_lived_in("I live in Manila"), place_lived_in("j'habite à Montréal")
    ('manila', 'montreal')
    """
    said = _LIVES.regex.fullmatch(Page(text).rest) if len(text) <= _MOST else None
    return None if said is None else said["place"].strip()
