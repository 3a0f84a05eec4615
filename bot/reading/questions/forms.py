"""In which form an answer is wanted: "/history text", "l'historique en texte"."""

from __future__ import annotations

from bot.reading.text.patterns import Late

_HINTS = ("text", "word", "mots", "pictur", "image", "chart", "graph")
_END = (
    r"(?: only| seulement)?(?:,? (?:please|pls|thanks|svp|stp|merci|s['’]il (?:vous|te) pla[iî]t))?"
)
_IN_WORDS = Late(
    r"(?i:(?:^|[\s,;:(])(?:(?:as|in|with|en|par) )?(?:plain |simple )?(?:text|texte|words|mots)"
    rf"{_END}[\s.!?)]*$)",
    r"(?i:(?:^|[\s,;:(])(?:without|no|sans) (?:an? |the |any |une? |l['’])?"
    rf"(?:picture|image|chart|graph|graphique)s?{_END}[\s.!?)]*$)",
)


def without_form(said: str) -> tuple[str, bool]:
    """The message without the form that is wanted, and whether that is words, not a picture.

    >>> without_form("past French draws, as text please!")
    ('past French draws,', True)
    >>> without_form("was a French text read?")
    ('was a French text read?', False)
    """
    if not any(hint in said.lower() for hint in _HINTS):
        return said, False
    found = _IN_WORDS.regex.search(said)
    return (said, False) if found is None else (said[: found.start()], True)
