"""The words that make a message a what-if: "what if", "suppose", "et si j'avais"."""

from __future__ import annotations

from bot.reading.text.patterns import Late
from bot.reading.text.word_sets import words_of

# "Tell me if I was invited" is a question, no what-if.
_NOT_ASKING = "".join(
    rf"(?<!{verb} )"
    for verb in sorted(
        words_of(
            "know see check me wonder wondering ask asking out say sure verify tell determine",
            "confirm curious matter even clear understand",
        )
    )
)
_IF = Late(
    r"\bwhat'?s? ?-?if\b|\bwhatif\b|\b(?:what|how) about (?:with|if)\b|"
    r"\bsuppos(?:e|ed|ing)\b|\bimagin(?:e|ing|ons|ez)\b|\bassum(?:e|ing)\b|\blet'?s say\b|"
    r"\bpretend\b|\bsame (?:\w+ )?(?:but|with)\b|\bhypothetically\b|\bin case i\b|\bhad i\b|"
    r"\bi'd had\b|"
    r"\bif only\b|\bi wish (?!i knew)(?:i|my)\b|"
    r"\b(?:et|que|mais) (?:se passe[- ]t[- ]il )?si\b|\bsi (?:seulement )?(?:j'|"
    r"je (?!(?:ne )?me trompe)|"
    r"mon |ma |on )|"
    r"\bsuppos(?:ons|ez)\b|\bdisons\b|\b(?:la )?meme (?:\w+ )?(?:mais|avec)\b|\b(?:refais|"
    r"refaites|recalcule[rz]?) (?:\w+ )?avec\b|\bpareil (?:mais|avec)\b|"
    r"\b(?:admettons|mettons)\b|\bsi jamais\b|\bdans le cas ou\b|"
    rf"{_NOT_ASKING}\bif (?:i|i'd|i'm|id|im|i've|my|the|it|we|french|english|ielts|celpip|tef)\b"
)
_ASKS_IF = Late(
    r"\b(?:savoir|voir|verifi\w+|dire|demande|dites?[- ]moi|dis[- ]moi|sais pas|demandais) $"
)
_WOULD = Late(
    r"\bwith\b[^.;!?]{0,40}\b(?:would|could|will|am) i\b|"
    r"\b(?:would|could)(?: i| it| that)?\b[^.;!?]{0,60}\b(?:with|as an?|at)\b(?! \|*$)|"
    r"\bwould (?=\d)|\bavec\b[^.;!?]{0,40}\b(?:aurais|serais|est-ce que)\b|"
    r"\b(?:can|could|should|may) i (?:use|put|choose|pick|select|claim|write|switch to|apply as)\b|"
    r"\b(?:(?:est-ce que )?je (?:peux|dois)|puis-je|dois-je) (?:mettre|choisir|utiliser|inscrire|"
    r"indiquer|postuler comme)\b|"
    r"\b(?:aurais|serais|aurait)\b[^.;!?]{0,60}\b(?:avec|comme|si)\b"
)
_AGAIN = Late(
    r"(?:and|but|now|or|ok|then|make it|try|same|et|mais|ou|alors|pis|essaie|essayez|maintenant) "
    r"(?:now |what |how )?(?:about |with |as |if |avec |comme |pour |en tant que )"
    r"|(?:make it|try|essaie|essayez|et avec) (?=(?:an? )?\d|an? |one |avec )"
)
# With a fact behind it; alone it asks about whatever follows: "what about the weather".
_OFFERED = Late(
    r"(?:(?:and|but|now|or|ok|so|then|et|mais|ou|alors|pis) )*"
    r"(?:(?:what|how) about (?!if\b|with\b)|qu'en est-il )"
)
# Where no question is open these try something, too.
_ADDED = Late(
    r"(?:and|or|et|ou|pis) (?!(?:i|i'm|im|i've|my|we|now|je|j'\w+|mon|ma|mes|maintenant|then|also|"
    r"aussi|yes|no|oui|non|si$)\b)|"
    r"(?:maybe |perhaps |peut-etre )?(?:try|with|as|switch to|comme|avec|en tant que|essaie[rz]?) "
    r"(?:an? |une? )?\S+(?: \S+)?$|(?!(?:i|i'm|im|je) )\S+(?: \S+)? instead$"
)
_I = r"\b(?:i|i'm|im|i've|i'd|id|my|me|mine|we|our|je|j'\w+|mon|ma|mes|moi|nous|suis)\b"
# "Are cooks still on the list" tells nothing of the person who asks.
_OF_OTHERS = Late(
    r"(?:(?:so|and|ok|but|et|mais|alors) )*(?:are|is|isn't|aren't|do|does|did|can|could|will|"
    r"would|should|when|why|which|what|how|where|est-ce|est ce|sont|quand|pourquoi|comment|"
    r"combien|quel\w*|les)\b"
    rf"(?!.*{_I})",
    rf"(?!.*{_I}).*\b(?:eligible|admissibles?|removed|listed|on the (?:trades )?list|"
    r"sur la liste|dans la liste|retiree?s?|enlevee?s?|exclue?s?)\W*$",
)
_USES = words_of(
    "if what's whatif suppose supposed supposing imagine imagining imaginons imaginez assume",
    "assuming let's lets pretend wish same hypothetically case had i'd si supposons supposez",
    "refais refaites recalcule recalculer recalculez disons pareil admettons mettons jamais cas",
    "would could with avec aurais serais aurait make",
    "try and et about",
    "can should may peux dois puis-je dois-je essaie essayez now or ou pis what how qu'en as",
    "comme instead switch meme mais en",
)


def supposed_from(
    text: str, whole: str, words: frozenset[str], want: str | None, *, asked: bool
) -> int | None:
    """The place from which a message tells what if; None when it tells what is.

    ``want`` is what it asks besides: "would I ... with 510" is a what-if unless it asks for more.
    ``asked``: a question is open, and "and 510" may answer it.
    """
    if words.isdisjoint(_USES):
        return None
    for found in _IF.regex.finditer(text):
        if not _ASKS_IF.regex.search(text, 0, found.start()):
            return found.start()
    if want not in (None, "check"):
        return None
    if _AGAIN.regex.match(whole) or _OFFERED.regex.match(whole):
        return 0
    if not asked and _ADDED.regex.match(whole):
        return 0
    would = _WOULD.regex.search(text)
    return would.start() if would else None


def needs_a_fact(whole: str) -> bool:
    """Whether a message is a what-if only when it says what else: "what about butcher"."""
    return bool(_OFFERED.regex.match(whole) or _ADDED.regex.match(whole))


def asks_of_others(whole: str) -> bool:
    """Whether a message asks about people in general: "do welders get invited"."""
    return _OF_OTHERS.regex.match(whole) is not None
