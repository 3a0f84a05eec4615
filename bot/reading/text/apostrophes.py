"""Words typed without their apostrophe, written in full: "jai", "jsuis", "cest", "whats"."""

from __future__ import annotations

from bot.reading.text.patterns import Late
from bot.reading.text.word_sets import words_of

_HAVE = r"ai|avais|avait|aurai|aurais|etais|etait"
_VERBS = rf"{_HAVE}|habite|attends|aimerais|arrive|espere|essaie|utilise|entends|ajoute|oublie"
# What is typed, and what is meant; the first that fits.
_MEANT = (
    (r"(?:chu(?:is?|s)?|j'?sui|j'?sus|je sui)(?![\w'])", "je suis"),
    (r"j'?(?=[bcdfgk-np-tv-xz][a-z]{2,})", "je "),
    (rf"j ?(?=(?:{_VERBS})\b)", "j'"),
    (r"c ?(?=(?:est|etait)\b)", "c'"),
    (r"c (?:koi|kwa)(?!\w)", "c'est quoi"),
    (r"c (?=(?:quoi|qui|combien|quand)\b)", "c'est "),
    (r"qu ?(?=(?:est[- ]ce|ils?|on)\b)", "qu'"),
    (r"s ?(?=il (?:vous|te) plait)", "s'"),
    (r"d ?(?=(?:accord|attendre|experience)\b)", "d'"),
    (r"l ?(?=(?:egalite|invitation|experience|annee|occupation|emploi)\b)", "l'"),
    (r"m ?(?=(?:aider|inviter|abonner|envoyer|inscrire)\b)", "m'"),
    (r"mtn(?!\w)", "maintenant"),
    (r"avt(?!\w)", "avant"),
    (r"avc(?!\w)", "avec"),
    (r"cb(?= (?:de|d'|d|il|j|on|ca)\b)", "combien"),
    (r"(?:esk|eske|esque|ske)(?!\w)", "est-ce que"),
    (r"(?:kan|qd)(?!\w)", "quand"),
    (r"pk(?!\w)", "pourquoi"),
    (r"dp(?= \d)", "depuis"),
    (r"whats(?!\w)", "what's"),
    (r"hows(?!\w)", "how's"),
    (r"wheres(?!\w)", "where's"),
    (r"whos(?!\w)", "who's"),
    (r"whens(?!\w)", "when's"),
    (r"thats(?!\w)", "that's"),
)
_TYPED = Late(rf"(?<![\w'])(?:{'|'.join(f'({typed})' for typed, _ in _MEANT)})")
_FIRSTS = ("j", "ch", "c", "qu")
_USES = words_of(
    "je sil daccord dattendre dexperience legalite linvitation lexperience lannee loccupation",
    "lemploi maider minviter mabonner menvoyer minscrire whats hows wheres whos whens thats",
    "d l m s mtn avt avc cb esk eske esque ske kan qd pk dp",
)


def missing_apostrophes(text: str, words: frozenset[str]) -> list[tuple[int, int, str]]:
    """The places in a plain text to be written otherwise, with what is meant, in order."""
    if _USES.isdisjoint(words) and not any(word.startswith(_FIRSTS) for word in words):
        return []
    return [
        (*found.span(), _MEANT[(found.lastindex or 1) - 1][1])
        for found in _TYPED.regex.finditer(text)
    ]
