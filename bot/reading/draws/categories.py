"""Which kind of draw a message speaks of: "the healthcare draw", "tirage pour le français"."""

from __future__ import annotations

from bot.reading.draws.draws import DRAW
from bot.reading.text.page import Page
from bot.reading.text.patterns import Late
from bot.reading.text.word_sets import words_of

# The names of each kind, most telling first: the Federal Skilled Trades *Program* is not "trades".
_NAMES = (
    (
        "fst",
        r"federal skilled trades?(?: program(?:me)?| class)?|fstp?|skilled trades? program(?:me)?|"
        r"(?:programme (?:federal )?des )?(?:travailleurs de )?metiers specialises federal|"
        r"(?:programme des )?travailleurs de metiers specialises|"
        r"(?:programme federal )?metiers specialises \(federal\)|"
        r"programme federal des (?:travailleurs de )?metiers specialises|ptms|pmsf|pftms",
    ),
    (
        "fsw",
        r"federal skilled workers?(?: program(?:me)?)?|fswp?|"
        r"travailleurs qualifies(?: \(?federal\)?)?|ptqf",
    ),
    (
        "trades",
        r"skilled trades?|trades? occupations?|trades?|tradespeople|metiers specialises|"
        r"gens de metiers?|metiers?(?: de la construction)?",
    ),
    (
        "healthcare",
        r"health ?care(?: and social services?)?|health|medical|social services?|nurs(?:es|"
        r"ing)|(?:soins de )?sante|services sociaux",
    ),
    (
        "french",
        r"french(?:[ -](?:language|speak(?:ing|ers?)))?(?: proficiency)?|francophones?|"
        r"(?:langue )?francaise?|competence en francais|maitrise du francais",
    ),
    (
        "cec",
        r"cec|canadian experience(?: class)?|(?:categorie de l')?experience canadienne|cec class",
    ),
    (
        "pnp",
        r"pnp|provincial(?: nominees?)?(?: program(?:me)?)?|nominees?|"
        r"candidats? des provinces|pcp|provinces?",
    ),
    ("stem", r"stem|stim|science(?:s)?(?: and| et)? tech\w*|tech(?:nology)?"),
    ("transport", r"transport(?:ation|s)?"),
    (
        "agriculture",
        r"agri(?:culture|[- ]food|cultural|cole|coles|cole et agroalimentaire|"
        r"culture and agri-food)?|agroalimentaire",
    ),
    ("education", r"education|teach(?:ers|ing)|enseignement|enseignants?"),
    ("physicians", r"physicians?|doctors?|medecins?"),
    ("senior_managers", r"senior managers?|managers?|executives?|cadres superieurs|cadres"),
    ("researchers", r"researchers?|chercheu(?:rs?|ses?)"),
    (
        "military",
        r"military(?: recruits?)?|(?:skilled )?recruits|armed forces|militaires?|forces armees",
    ),
    ("general", r"general|all[- ]programs?|no program specified|tous les programmes|generale?s?"),
)
_ANY = "|".join(f"(?P<{category}>{names})" for category, names in _NAMES)
_THING = (
    rf"(?:{DRAW}|categor(?:y|ies)|category[- ]based|cut-? ?offs?|invitations?|itas?|list|"
    r"targeted|candidates? draws?|plans?|targets?|quota|remaining|left|"
    r"selection|stream)"
)
_THING_FR = (
    rf"(?:{DRAW}|categories?|liste|invitations?|seuil|coupure|selection|volet|plan|"
    rf"{DRAW} d'invitations?)"
)
_BEFORE_THING = Late(
    rf"(?<![\w-])(?:{_ANY})(?:[ -](?:occupations?|workers?|category|professions?|"
    rf"program(?:me)?|class|based|experience))?[ -]{_THING}\b"
)
_AFTER_THING = Late(
    rf"\b{_THING_FR}(?: (?:cibles?|axee?s? sur|categoriell?es?|category|based|program|held|"
    r"left|remaining|in \d{4}|score|scores))?"
    r"(?:of|for|in|on|de|des|du|pour|en|aux?|a|dans|sur|[:(, '’-])+(?:(?:the|"
    r"les?|la|l'|d'|category(?: of)?|categorie(?: des?)?|professions? (?:de la |des |de l'|"
    r"du )?) ?)*"
    rf"(?:{_ANY})(?![\w-]| (?:nov|dec|year))"
)
_ASKED = Late(
    r"\b(?:left|remain(?:ing|s)?|latest|last|newest|history|past|for|about|dernier|derniere|"
    r"restent|reste|dans|invitee?s|restante?s?|prevue?s?|emises?|invitations?|places|quota|combien|"
    r"pour|historique|coupure|cut-?off)(?:-t-(?:il|elle|on))?\b"
    rf"(?: (?:for|in|of|the|pour|en|les?|la|des|de|dans|aux?|category|"
    rf"categorie))* (?:{_ANY})(?=\W*$|"
    r"[ ,](?:in|en|this|for|so|yet|cette|still|score|now|please|category|program|"
    r"occupations?|20\d\d)\b|[?,.!])"
)
_WHOLE = Late(
    rf"(?:and |et |what about |how about |for |in |pour |en |the |les? |la )*"
    rf"(?:{_ANY})(?: occupations?| category| draws?)?"
)
_ONE_OF_THEM = Late(rf"(?<![\w-])(?:{_ANY})(?![\w-])")
_BETWEEN = Late(
    r"(?: (?:occupations?|workers?|draws?|rounds?|ones|professions?|only|tirages?|rondes?))*"
    r"(?: ?[,&+/] ?(?:and |et )?| (?:and|et|plus|as well as|ainsi que) )"
    r"(?:(?:also|the|those|for|of|on|about|des?|du|les?|la|pour|sur|aux?|ceux|celles) |l'|d')*"
)
_ABOUT = Late(r"\b(?:about|of|for|to|add|also|des?|la|les|du|pour|sur|aux?) (?:l')?$")
_WORDS = words_of(
    "trades trade skilled metiers metier health healthcare medical sante social services",
    "sociaux nurses nursing french francophone francophones francais francaise cec canadian",
    "canadienne pnp provincial nominee nominees provinces province pcp stem stim science",
    "sciences tech technology transport transportation transports agri agriculture",
    "agricultural agricole agricoles agroalimentaire education teachers teaching enseignement",
    "enseignants enseignant physician physicians doctor doctors medecin medecins manager",
    "managers senior executives cadres researcher researchers chercheurs chercheur military",
    "recruits armed militaire militaires forces general generale generaux programs programmes",
    "program fst fstp fsw fswp federal tradespeople travailleurs workers ptms ptqf pftms pmsf",
)


def read_category(page: Page, whole: str, want: str | None) -> str | None:
    """Give the id of the kind of draw that is meant; an occupation is none: "I'm a nurse".

    The name must stand beside a word for draws, categories or invitations, or be all that is
    asked; it is crossed out.
    """
    if page.words.isdisjoint(_WORDS):
        return None
    asks = want in ("remaining", "latest", "history")
    for pattern in (_BEFORE_THING, _AFTER_THING, _ASKED) if asks else (_BEFORE_THING, _AFTER_THING):
        if found := pattern.regex.search(page.text):
            category = found.lastgroup or ""
            page.cross_out(*found.span(category))
            return category
    if found := _WHOLE.regex.fullmatch(whole):
        page.cross_out(0, len(page.text))
        return found.lastgroup
    return None


def kinds_in(text: str, *, one: bool = False) -> tuple[str, ...]:
    """The kinds of draw that are named one after the other, in that order; ``one`` is enough.

    >>> kinds_in("notify me of trades, healthcare and french draws")
    ('trades', 'healthcare', 'french')
    >>> kinds_in("notify me, i am a nurse")
    ()
    """
    named = list(_ONE_OF_THEM.regex.finditer(text))
    run: list[str] = []
    for before, this in zip([None, *named], named, strict=False):
        joined = before and _BETWEEN.regex.fullmatch(text, before.end(), this.start())
        if len(run) > 1 and not joined:
            break
        run = [*(run if joined else ()), this.lastgroup or ""]
    if len(run) > 1:
        return tuple(dict.fromkeys(run))
    of_it = (each for each in named if _ABOUT.regex.search(text, 0, each.start()))
    alone = next(of_it, None) if one else None
    return () if alone is None else (alone.lastgroup or "",)
