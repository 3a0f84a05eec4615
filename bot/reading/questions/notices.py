"""How somebody wants notices: of which kinds of draw, only of changes, not at night."""

from __future__ import annotations

from bot.reading.draws.categories import kinds_in
from bot.reading.text.page import Page
from bot.reading.text.patterns import Late
from bot.reading.understood import Intent, Wished

OF_NOTICES: frozenset[Intent] = frozenset(
    {"subscribe", "unsubscribe", "settings", "status", "latest", "what_if", "unknown"}
)
"""What a message may have been taken for that says how notices are wanted."""

_ALONE = 60
"""Characters of a message that says nothing else."""

_OUTCOME = (
    r"(?:outcome|result|answer|status|situation|standing|verdict|eligibility|chances?|something|"
    r"anything|it|that|resultat|reponse|statut|verdict|sort|chances|quelque chose|ca|cela)"
)
_ONLY_CHANGES = Late(
    rf"\b(?:only|just|solely|unless|except)\b.{{0,40}}\b{_OUTCOME}\b.{{0,20}}\bchang",
    r"\b(?:only|just|solely) (?:the )?changes? (?:of|to|in|for) (?:my|me)\b",
    rf"\b(?:seulement|uniquement|juste|que|sauf|seul)\b.{{0,40}}\b{_OUTCOME}\b.{{0,20}}\bchang",
)
_EACH = Late(
    r"\b(?:every (?:single )?time|each time|not (?:only|just) (?:if|when) .{0,30}chang\w+|"
    r"(?:a )?chaque fois|toutes les fois|pas (?:seulement|juste) (?:si|quand) .{0,30}chang\w+)"
)
_NIGHT = (
    r"(?:(?:at|by|during the|in the|through the|all) nights?|overnight|nights|after midnight|"
    r"(?:while|when) (?:i am|i'm|im|i) (?:asleep|sleep(?:ing)?)|(?:my )?sleep|"
    r"(?:la|de|cette|pendant la|durant la|toute la) nuit|(?:les|mes) nuits|"
    r"(?:quand|pendant que) je dors|apres minuit)"
)
_NOT_AT_NIGHT = Late(
    r"\b(?:not|no|never|don'?t|do not|without|stop|mute|quiet|silent|silence|nothing|"
    rf"pas|jamais|aucune?|rien|sans|silence|arretez?)\b.{{0,40}}\b{_NIGHT}\b",
    r"\b(?:quiet|silent|peaceful) nights?\b|\bnuits? (?:silencieuses?|tranquilles?|calmes?)\b",
)
_AT_NIGHT_TOO = Late(
    rf"\b(?:even|also|too|meme|aussi) {_NIGHT}\b",
    rf"\b{_NIGHT},? (?:too|as well|also|aussi|egalement)\b",
)
_FURTHER = Late(
    r"\b(?:also|too|as well|in addition|add|plus|aussi|egalement|en plus|ajoute[rz]?)\b"
)


def wished(page: Page, intent: Intent) -> Wished:
    """What a message says of notices that are wanted; ``intent`` is what it was taken for.

    >>> wished(Page("only if my outcome changes"), "unknown").only_changes
    True
    >>> wished(Page("tell me about trades and healthcare"), "subscribe").kinds
    ('trades', 'healthcare')
    >>> wished(Page("I never slept at night before the test, what now?"), "explain")
    Wished(kinds=(), further=False, without=False, only_changes=None, silent_nights=None)
    """
    said, surely = page.plain, intent in ("subscribe", "settings", "unsubscribe")
    if not surely and (intent not in OF_NOTICES or len(said) > _ALONE):
        return Wished()
    changes = nights = None
    if _ONLY_CHANGES.regex.search(said):
        changes = True
    elif surely and _EACH.regex.search(said):
        changes = False
    if _AT_NIGHT_TOO.regex.search(said):
        nights = False
    elif _NOT_AT_NIGHT.regex.search(said):
        nights = True
    if intent == "unsubscribe" and nights is None and len(said) <= _ALONE:
        fewer = kinds_in(said, one=True)
        return Wished(fewer, without=bool(fewer))
    further = _FURTHER.regex.search(said) is not None
    kinds = kinds_in(said, one=further) if intent == "subscribe" else ()
    return Wished(kinds, further and bool(kinds), only_changes=changes, silent_nights=nights)
