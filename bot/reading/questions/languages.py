"""The language somebody asks for: "in English please", "français"."""

from __future__ import annotations

from bot.reading.text.page import Page
from bot.reading.text.patterns import Late
from bot.reading.text.word_sets import words_of
from bot.reading.understood import Lang

_WORDS = words_of("english anglais french francais")
_ASKED = Late(
    r"(?:(?:in|to|speak|talk|write|use|answer|reply|switch|set|only|me|it|this|"
    r"(?:my |the )?(?:language|lang)|is|ok|now|but|can (?:you|we|i)|could you|do you|"
    r"i (?:want|prefer|would like|need)|"
    r"en|le|au|mais|est|(?:la |ma )?langue|parle[rz]?|parlez[- ]vous|reponds|repondez|repondre|"
    r"ecris|ecrivez|ecrire|continue[rz]?|passe[rz]?|change[rz]?|(?:parle|parlez|reponds|repondez|"
    r"ecris|ecrivez)-moi|peux-tu|pouvez-vous|tu peux|vous pouvez|on peut|"
    r"je (?:veux|prefere|voudrais)|seulement|plutot)[\s:=]{1,3}|l')*"
    r"(?:(?P<en>english|anglais)|(?P<fr>french|francais))"
    r"(?: (?:only|instead|version|language|now|to me|seulement|plutot|maintenant))*"
)
_MOST = 60


def read_language(page: Page) -> Lang | None:
    """Give the language a whole message asks for; "French draws" asks for something else."""
    if _WORDS.isdisjoint(page.words):
        return None
    whole = page.rest
    found = _ASKED.regex.fullmatch(whole) if len(whole) <= _MOST else None
    if found is None:
        return None
    return "en" if found.lastgroup == "en" else "fr"
