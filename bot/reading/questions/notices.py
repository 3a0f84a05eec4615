"""What somebody wants of notices, in words: "notify me of trades draws", "désabonne-moi"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.reading.text.page import Page
from bot.reading.text.patterns import Late

_MOST = 300
"""Nobody needs more characters to ask for this; longer messages tell other things."""

# Most messages are about other things: they are not looked at more closely.
_HINT = Late(
    r"(?i)subscri|notif|alert|sign me|tell me|let me know|message me|text me|ping me|keep me|"
    r"inform me|updates|messages|still (?:work|alive|run|up)|last check|"
    r"abonn|inscri|avis|pr[eé]v[ei]|avert|courant|dis-moi|dites-moi|v[eé]rification|"
    r"fonctionne|marche",
)
_BEFORE = (
    r"(?:(?:ok|and|so|also|then|yes|just|oui|et|alors) )*"
    r"(?:(?:can|could|will|would) you |i(?:'d| would) like (?:you )?to (?:be )?|"
    r"i want (?:you )?to (?:be )?|how (?:do|can) i |"
    r"(?:peux-tu|pouvez-vous|tu peux|vous pouvez) (?:me |m')?|"
    r"(?:je (?:veux|voudrais|souhaite|aimerais)|j'aimerais) (?:etre |me |m')?|"
    r"comment (?:me |m'))?"
)
_NEWS = (
    r"(?:when|whenever|once|if|as soon as|each time|every time|about|of) "
    r"(?:there(?:'s| is| are| will be)|(?:a|the|any|every|each|all)? ?(?:new|next)|any|every|each|"
    r"all|ircc|they|something)\b"
)
_THINGS = r"(?:notif\w*|alerts?|messages|notices|updates|subscriptions?)"
_THINGS_FR = r"(?:notif\w*|alertes?|avis|messages|abonnements?)"
_SUBSCRIBE = Late(
    rf"{_BEFORE}(?:subscribed?\b|sign me up\b|(?:notify|alert|ping|message|text) me\b|"
    rf"(?:notified|alerted)\b|{_THINGS}(?: on)?$|(?:tell me|let me know|inform me) {_NEWS}|"
    rf"(?:get|receive|enable|turn on|start|send me) (?:the |your )*{_THINGS}|"
    r"keep me (?:posted|informed|updated|in the loop)\b|"
    r"abonne(?:e|r|z)?(?:-moi)?\b|(?:inscris|inscrivez|avise|avisez|notifie|notifiez|alerte|alertez|"
    r"previens|prevenez|avertis|avertissez)-moi\b|(?:prevenir|prevenue?|averti[er]?|avertir|avisee?|"
    r"aviser|notifiee?)\b|(?:tiens|tenez)-moi (?:au courant|informee?)|"
    rf"(?:recevoir|activer?|activez) (?:les |des |vos )*{_THINGS_FR}|"
    rf"(?:les )?{_THINGS_FR}$|(?:dis|dites)-moi (?:quand|des qu|chaque fois qu).{{0,12}}\bil y a)"
)
_UNSUBSCRIBE = Late(
    rf"{_BEFORE}(?:un-?subscribed?\b|"
    r"(?:stop|end|no more|cancel|turn off|disable|mute)"
    rf"(?: all| the| my| your| these| sending| me)* {_THINGS}|"
    r"stop (?:notifying|alerting|messaging|texting|telling) me\b|"
    rf"(?:do not|don't|dont) (?:notify|alert|message|text) me\b|{_THINGS} off\b|"
    r"(?:me )?desabonne(?:r|z)?(?:-moi)?\b|"
    r"(?:arrete[rz]?|stop|plus|annule[rz]?|desactive[rz]?|coupe[rz]?)"
    rf"(?: de m'envoyer)?(?: (?:les|des|mes|vos|tous|toutes|ces|d'|l'|mon))* ?{_THINGS_FR}|"
    r"ne m(?:e |')(?:previens|prevenez|avise[rz]?|notifie[rz]?|avertis\w*|alerte[rz]?)"
    r" (?:plus|pas)\b)"
)
_STATUS = Late(
    r"(?:am i (?:still )?subscribed|(?:what|which)(?: draws?)? am i subscribed to|"
    r"(?:what(?:'s| is| are) |show (?:me )?)?my (?:subscriptions?|notifications?)|"
    r"are you (?:still )?(?:working|alive|running|up to date)|"
    r"(?:is|does) (?:this|the|it)(?: bot)? still (?:work(?:ing)?|alive|running|up)|"
    r"when did you last check|(?:when was )?(?:the |your )?last check(?:ed)?|"
    r"(?:suis-je|je suis)(?: toujours| encore)? abonnee?|a quoi suis-je abonnee?|"
    r"mon abonnement|mes (?:abonnements|notifications)|"
    r"(?:ca |tu |vous |le bot )?(?:fonctionne|marche)[sz]? (?:toujours|encore)|"
    r"derniere verification)\b"
)
_EVERY_DRAW = Late(
    r"\b(?:all|every|each|any|toutes?|tous|chaque)"
    r"(?: (?:the|les|of|new|single|express entry|nouvelles?))*"
    r" (?:draws?|rounds?|rondes?|tirages?)\b"
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted; ``every_draw`` where it is about all kinds of draw."""

    what: Literal["subscribe", "unsubscribe", "status"]
    every_draw: bool = False


_FORGET = Late(
    rf"{_BEFORE}(?:(?:forget|delete|erase|remove|wipe) (?:me|everything|all(?: of it)?|"
    r"(?:all )?(?:of )?(?:my|the) (?:data|profile|information|info|answers)|"
    r"(?:everything|all|what) (?:that )?you (?:know|have|stored?|keep)(?: (?:about|on|of) me)?)|"
    r"(?:oublie[rz]?|efface[rz]?|supprime[rz]?)[- ](?:moi|tout(?: ce que .{1,40})?|"
    r"(?:toutes )?mes (?:donnees|infos|informations|reponses)|mon (?:profil|compte)))(?: now|"
    r" maintenant)?"
)


def asks_to_be_forgotten(text: str) -> bool:
    """Whether a message is the wish that everything stored be deleted; "how do I" is none.

    >>> asks_to_be_forgotten("Oublie-moi svp"), asks_to_be_forgotten("how do I delete my data")
    (True, False)
    """
    if len(text) > _MOST:
        return False
    said = Page(text).rest
    return not said.startswith(("how", "comment")) and bool(_FORGET.regex.fullmatch(said))


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


_REAL = Late(
    r"(?:go |switch |take me )?back to (?:my |the )?(?:real|own|actual)(?: one| profile| score)?|"
    r"forget (?:about )?(?:the |that |this |my )?what-? ?ifs?|"
    r"(?:reviens|revenez|revenir|retour(?:ner)?|retourne[rz]?) (?:a |au )?(?:mon |ma )?"
    r"(?:vrai(?:e)?(?: profil| note| score)?|profil)"
)


def asks_for_the_real(text: str) -> bool:
    """Whether a message is the wish to leave a what-if: "back to my real profile".

    >>> asks_for_the_real("Revenir à mon vrai profil"), asks_for_the_real("forget the what-if")
    (True, True)
    """
    return len(text) <= _MOST and bool(_REAL.regex.fullmatch(Page(text).rest))


def read_wish(text: str) -> Wish | None:
    """The wish that a message begins with, in English or French; None for other messages.

    >>> read_wish("Please notify me of every draw")
    Wish(what='subscribe', every_draw=True)
    >>> read_wish("tell me about the last draw")
    """
    if len(text) > _MOST or not _HINT.regex.search(text):
        return None
    said = Page(text).rest
    if _UNSUBSCRIBE.regex.match(said):
        return Wish("unsubscribe")
    if _STATUS.regex.match(said):
        return Wish("status")
    if _SUBSCRIBE.regex.match(said):
        return Wish("subscribe", bool(_EVERY_DRAW.regex.search(said)))
    return None
