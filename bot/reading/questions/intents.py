"""What somebody wants: to be checked, the newest draw, what remains, the past, help."""

from __future__ import annotations

from typing import Literal

from bot.reading.draws.draws import DRAW
from bot.reading.questions.about_the_bot import HELP, HELP_TOO
from bot.reading.text.patterns import Late
from bot.reading.text.word_sets import words_of
from bot.reading.understood import Slot

Question = Literal["remaining", "history", "latest", "help", "check"]

_MANY = r"(?:draws|rounds|tirages|rondes|tours)"
_ITAS = r"(?:invit\w*|itas?|spots?|places?|seats?|quota|allocation|target)"
_LEFT = r"(?:left|remain\w*|still|more|to come|to go|outstanding|unissued)"
# A number of invitations: no score, no year, no wage, nothing that has a unit of its own.
_MANY_ITAS = (
    r"(?<![\w.,/$#:-])(?:\d[ ,.]\d{3}|(?!20[0-3]\d)[1-9]\d{3})(?![\w/:-]|[.,]\d)"
    r"(?! ?(?:points?|pts|hours?|hrs|heures|dollars?|cad|km|years?|people|personnes)\b)"
)
_STILL = r"(?<!\bi )(?<!\bi'm )still"  # "3000 ITAs and I still missed out" asks nothing
_KINDS = r"(?:(?:trades?|healthcare|health|french|cec|pnp|stem|transport|category|past|seven|7) )*"
_CHOSEN = r"(?:invited|selected|in range|included|picked|chosen|drawn)"


_FIGURES = Late(
    rf"{_MANY_ITAS}.{{0,24}}\b(?:more|coming|come|came|left|expected|follow|planned|plan|"
    rf"{_STILL}|minus|true|correct|confirmed|de plus|venir|viennent|viendront|prevues?|moins|"
    r"encore|vraie?)\b",
    r"\b(?:plans?|planned|still|true|confirm|correct|happened to|what about|encore|vrai|"
    r"(?:were|are|have|did) (?:the|those|these)|where are|"
    rf"confirme\w*|plus|prevoi\w*|prevues?)\b.{{0,40}}{_MANY_ITAS}",
)
_REMAINING = Late(
    rf"\b(?:how many|how much|any|number of|are there|is there)\b(?!.{{0,20}}\bpoints\b)"
    rf".{{0,48}}\b{_LEFT}\b",
    rf"\b{_ITAS}\b.{{0,40}}\b(?:left|remain\w*|{_STILL}|to come|to go|planned|unissued)\b",
    rf"\b(?:left|remain\w*)\b.{{0,30}}\b{_ITAS}\b",
    r"\bremaining\b",
    r"\bhow (?:much|many) of (?:the|those|these|them)\b.{0,24}\b(?:used|issued|sent|came|gone)\b",
    r"\b(?:will|are|did) (?:they|the rest|the others|those|these)\b.{0,24}"
    r"\b(?:come|coming|issued)\b",
    r"\b(?:may|could|might|will|would) (?:still )?(?:remain|follow)\b",
    r"\bwhat(?:'s| is) left\b",
    rf"\b(?:planned|target(?:ed)?|quota|allocation)\b.{{0,40}}\b(?:{_ITAS}|year|20\d\d|trades)\b",
    r"\bhow many\b.{0,40}\b(?:planned|issued|will|this year|next year|(?:in|for) 20\d\d|invited)\b",
    r"\b(?:reach|meet|met|hit|use|fill)\w* (?:up )?(?:the|their|its|this year's) (?:20\d\d )?"
    r"(?:plan|target|quota)",
    r"\bcombien\b.{0,60}\b(?:rest\w*|encore|prevu\w*|cette annee|en 20\d\d|invitations?|emis\w*)\b",
    rf"\b{_ITAS}\b.{{0,40}}\b(?:restant\w*|restent|reste|prevues?|a venir)\b",
    r"\b(?:reste|restent|restant\w*)\b.{0,30}\b(?:invitations?|places?|trades|metiers|annee|"
    r"20\d\d)",
    r"\b(?:the|a|any|an|itas?|invitations?|trades) plan\b(?! to)|\bplans? (?:for|of) "
    r"(?:20\d\d|this year|next year|trades|the year|the trades)\b|"
    r"\b(?:this|next|last) year(?:'?s)? plan\b",
    rf"\b{_ITAS}\b.{{0,24}}\b(?:used up|all gone|run out|ran out|exhausted|used)\b|"
    rf"\b(?:run|ran) out of {_ITAS}\b",
    rf"\b{_ITAS}\b (?:so far|this year|(?:in |for )?20\d\d)\b|"
    r"\b(?:20\d\d|(?:this|last) year's) plan\b",
    r"\bil (?:en |vous en |t'en |va en )?rester?\b|\b(?:en )?rester? combien\b",
    rf"\by ?a\b.{{0,12}}\bencore\b.{{0,16}}\b{_ITAS}\b",
    r"\bplan\b.{0,16}\b(?:atteint|depasse|rempli)\b",
    r"\bce qui reste\b|\binvitations de (?:l'|cette )annee\b|\bthis year's invitations\b",
    r"\bplans? (?:d'invitations?|pour|de)? ?20\d\d\b|\bprevues? combien\b|"
    r"\bcombien\b.{0,16}\bprevu",
)
_HISTORY = Late(
    rf"\b(?:past|previous|all(?: the)?|earlier|older|list(?: of)?(?: the)?|other|seven|7|"
    rf"history of(?: the)?|show me(?: the)?(?: all)?) (?:of the )?{_KINDS}{_MANY}\b",
    rf"\b(?:every|each) (?:single )?{_KINDS}{DRAW}\b",
    r"\bhistory\b",
    r"\b(?:ever|any(?: of (?:the|them|these))?)\b.{0,40}\b(?:been in|made it|qualified|"
    rf"g[eo]t(?:ten)? in|been enough|{_CHOSEN})\b|"
    rf"\bin any (?:of (?:the|these) )?{_KINDS}(?:{_MANY}|{DRAW})\b",
    r"\b(?:invited|been in|made it|make it|qualified)\b.{0,30}\b(?:ever|any (?:of|draw|round|past|"
    r"previous)|in (?:the )?past|which (?:draws?|rounds?)|before)\b",
    rf"\b(?:which|what) (?:of the )?{_KINDS}(?:{_MANY}\b|{DRAW}\b.{{0,30}}\b(?:would|could|was|"
    r"i)\b)",
    rf"\b{DRAW} so far\b",
    rf"\b{_MANY} (?:(?:in|of|from|for|en|de) )?20\d\d\b",
    r"\bcut-? ?offs?\b.{0,16}\bever\b|\bever\b.{0,24}\bcut-? ?offs?\b",
    r"\b(?:lowest|highest)\b.{0,24}\b(?:ever|so far|in history|of all time)\b|\ball[- ]time\b",
    r"\bhow (?:low|high)\b.{0,24}\bever\b",
    r"\bever (?:have )?(?:worked|sufficed)\b|\btable of\b",
    r"\bhistorique\b",
    rf"\b(?:anciens?|anciennes?|passee?s|precedente?s?|tous les|toutes les|les autres|liste des|"
    rf"autres) (?:\w+ )?{_MANY}\b",
    rf"\b{_MANY} (?:\w+ )?(?:passee?s|precedente?s|anterieure?s|anciens|anciennes|jusqu'ici)\b",
    r"\bdeja\b.{0,40}\b(?:invitee?|selectionnee?|choisie?)\b",
    r"\b(?:invitee?|selectionnee?)\b.{0,20}\b(?:un jour|deja|dans le passe|auparavant)\b",
    r"\b(?:aurais|serais|ai|etais)(?:-je|-tu|-t-on)?\b.{0,12}\bdeja\b.{0,24}\b(?:passee?|ete|"
    r"prise?|dans la plage)\b",
    rf"\b(?:dans )?quel(?:le)?s {_MANY}\b",
    rf"\b(?:a|dans|pour|lors de) (?:quel(?:le)?|une|un|n'importe quel(?:le)?) (?:autre )?{DRAW}"
    r"(?= (?:passee?|precedente?|anterieure?|d'avant)\b)",
    r"\b(?:aurais|aurait|serais)\b.{0,40}\b(?:jamais|un jour|dans le passe|par le passe)\b",
    rf"\b(?:aurais|aurait|serais)\b.{{0,40}}\b(?:a|dans) quel(?:le)? (?:\w+ )?{DRAW}\b",
)
_CHECK = Late(
    r"\b(?:was|am) i\b",
    r"\b(?:was|is|did) my profile\b.{0,24}\b"
    rf"(?:{_CHOSEN}|make it|get)\b",
    r"\bi (?:was|am) in\W*$",
    r"^\W*(?:(?:so|then|ok|and) )*(?:i'?m |im )?(?:not )?(?:qualified|eligible)\W*$",
    rf"\bi (?:was|am|were|got|get|have been|would have been) {_CHOSEN}\b",
    r"\bdid i\b.{0,24}\b(?:make it|get|qualify|pass|miss)",
    r"\bi ma[dk]e it\b",
    r"\b(?:did|would|does|has|could) (?:the )?#?\d{1,3}[ab]? (?:have )?\w+ me\b",
    r"\bhow (?:many more points|far (?:am|was) i)\b",
    r"\bcombien (?:de points )?(?:il )?(?:me|m'en) manque\b|\bil (?:me|m'en) manque combien\b",
    r"\bdo i (?:qualify|make|meet|have enough)",
    r"\bwould i\b",
    r"\bwhen (?:should|must|would|did|do) i (?:have )?(?:had? to |need to )?(?:have )?"
    r"(?:submit\w*|appl\w+|enter\w*|creat\w+)",
    r"\bquand (?:aurais-je du|fallait-il|j'aurais du)\b.{0,16}\bsoum\w+",
    r"^\W*(?:(?:show|see|view|what(?:'s| is)|me|check) )*my (?:profile|answers|details)\W*$",
    r"\bwhere do i stand\b|\bma situation\b|\bmon resultat\b",
    r"\bhow (?:am|do) i (?:doing|stand|do)\b",
    r"\bj'(?:etais|ai ete|aurais ete|etai)\b",
    r"\b(?:suis|etais|aurais)-je\b",
    r"\bai-je ete\b",
    r"\bou (?:j'en suis|en suis-je)",
    r"\best-ce que (?:ca|je) (?:passe|suis)",
    r"\bje passe\b",
)
# "How many were invited in the last draw" asks about that draw, not about the year.
_OF_ONE_DRAW = Late(
    r"\bhow many\b.{0,40}\b(?:invited|invitations?|itas?|issued|people|candidates)\b.{0,24}"
    r"\b(?:in|at|during|of|by|from)(?: the| that| this)? (?:last|latest|newest|most recent|recent|"
    rf"previous|current) (?:[\w|-]+ ){{0,2}}{DRAW}(?<!s)\b(?!.*\b(?:left|remain\w*)\b)",
)
_LATEST = Late(
    rf"\b(?:latest|last|newest|most recent|recent|current|today'?s)\b.{{0,40}}\b(?:{DRAW}|"
    r"cut-? ?offs?|invitations?|results?|one|scores?|category|trades)\b",
    r"\b(?:latest|newest)\b",
    r"\bwhat was\b.{0,24}\b(?:score|minimum|points?)\b.{0,16}\blast (?:time|month|one)\b",
    r"\bcut-? ?offs?\b",
    rf"\bwhen (?:was|were|did)\b.{{0,40}}\b{DRAW}\b",
    rf"\bwhat (?:was|were|is|happened)\b.{{0,40}}\b{DRAW}\b",
    rf"\b(?:any|is there a|was there a|been a) (?:new |recent )?(?:trades? )?{DRAW}\b",
    rf"\bnew {DRAW}\b",
    r"\b(?:dernie?re?s?|plus recente?|nouve(?:au|lle)|recents?)\b.{0,30}\b(?:tirages?|rondes?|"
    r"tours?|"
    r"seuil|coupure|note|invitations?)\b",
    r"\b(?:tirages?|rondes?|seuil)\b.{0,20}\b(?:dernie?re?|recente?|le plus recent)\b",
    r"\bquel(?:le)?\b.{0,24}\b(?:seuil|coupure|note minimale|tirage|ronde)\b",
    r"\b(?:seuil|coupure|note minimale)\b",
    r"\bquand\b.{0,30}\b(?:tirage|ronde)\b",
    rf"\b(?:il )?y a(?:-t-il|-tu)? (?:eu )?(?:une?|des) (?:\w+ )?{DRAW}\b",
)
_CHECK_TOO = Late(
    rf"\b(?:get|be|been|being) (?:eligible|{_CHOSEN})\b",
    r"\bbeen in(?: (?:it|the draw|that draw|range|this draw)\b|\W*$)",
    r"(?<!they )(?<!ircc )(?<!canada )\binvited\b(?! \d| people| \|)",
    r"(?<!you )(?<!you last )\bcheck\b",
    r"\bin(?: the)? (?:invited )?range\b",
    r"\bmy (?:status|result|outcome)\b",
    r"\b(?:enough|sufficient)\b",
    r"\b(?:start over|start again|restart|recommence[rz]?)\b",
    r"\b(?:invitee?|selectionnee?|admissible|suffit|suffisant\w*|assez|verifi\w+)\b",
)
_ALL_LATEST = Late(
    r"(?:(?:the|show|me|give|tell|what(?:'s| is| was| were)?|about|see|le|la|les|"
    rf"montre[rz]?[- ]moi) )*(?:trades? )?(?:{DRAW}|(?:any )?(?:news|updates?)|"
    r"anything new|results?|nouvelles|"
    r"resultats)(?: results?)?"
)
_ALL_HISTORY = Late(rf"(?:the |show |me |all |list |les |tous |toutes )*(?:trades? )?{_MANY}")
_USES = words_of(
    "plan plans run ran used gone lowest highest time",
    "official government ircc canada trust gouvernement officiel robot bot",
    "m'aider besoin aidez lost confused perdu perdue comprend comprends need",
    "far manque does has could recommencer recommence recommencez over again restart",
    "how much any number are is left remain remains remaining remained still invitations",
    "invitation ita itas spots quota target targeted planned plan allocation what's combien",
    "reste restent restantes restants past previous all list history show every each ever",
    "invited which what historique anciens anciennes passes passees precedents precedentes",
    "tous toutes autres deja quels quelles was am did do would where i make made j'etais j'ai",
    "j'aurais suis etais aurais ai ou est je latest last newest recent current today's cut",
    "cutoff cutoffs when new draw draws round rounds tirage tirages ronde rondes tour tours",
    "dernier derniere derniers dernieres recente nouveau nouvelle recents quel quelle seuil",
    "coupure note quand get be been being check range my enough sufficient start invite",
    "invitee selectionne selectionnee admissible suffit suffisant suffisante assez verifier",
    "verifie verifiez verification help can who commands command menu options instructions",
    "situation resultat year's l'annee annee prevu prevus prevue prevues plans ya encore usage",
    "aide aider aidez aurait serais faire",
    "fais faites servez sert sers que",
    "qu'est comment qui commande commandes peux pouvez tu c'est news",
    "results result nouvelles resultats table drawing",
    "qualified eligible",
    "more coming came issued expected follow plans planned minus true correct confirmed confirm",
    "happened vrai vraie venir viennent viendront prevues emises moins confirmer confirmez prevoit",
    "why come pourquoi comment free paid pay cost scam legit source sources numbers data gratuit",
    "payant payer coute chiffres donnees talk speak chat parler where",
)

_ONLY_A_YEAR = Late(
    r"(?:(?:and|et|but|mais|ok|then|so|pis|what about|how about|qu'en est-il(?: de)?) )+"
    r"(?:(?:in|for|en|pour|the year|l'annee|of|de) )*"
    r"(?:20\d\d|(?:this|last|previous|next) year|cette annee|l'annee (?:derniere|prochaine|passee)|"
    r"l'an (?:dernier|prochain|passe))"
)
_TO_CHANGE = Late(
    r"\b(?:chang\w*|edit\w*|correct\w*|updat\w*|fix\w*|modify|amend|redo|replace|wrong|mistake|"
    r"incorrect|typo|not right|isn't right|changer|modifi\w*|corrig\w*|erreur|faux|fausse|"
    r"mauvaise?|incorrecte?|trompee?|rectifi\w*|refaire)\b"
)
_SLOTS: tuple[tuple[Slot, Late], ...] = (
    ("experience", Late(r"\bexperience\b")),
    (
        "submitted",
        Late(r"\b(?:date|day|submi\w+|when|time|hour|heure|jour|soumission)\b"),
    ),
    (
        "occupation",
        Late(r"\b(?:occupation|job|noc|trade|profession|metier|cnp|emploi|poste|code|work)\b"),
    ),
    ("crs", Late(r"\b(?:score|crs|points?|pts|note|scg|number|pointage|nombre)\b")),
)

_YEAR = Late(r"(?<![\w.,/:-])(20\d\d)(?![\w/:-]|[.,]\d)")
_MOST_YEARS = 5
"""How far ahead a year is asked about; "2050 may remain" is a number of invitations."""
_THIS_YEAR = Late(r"\b(?:this year|cette annee)\b")
_LAST_YEAR = Late(
    r"\b(?:last year|previous year|l'an(?:nee)? (?:derniere?|passee?)|annee derniere)\b"
)
_NEXT_YEAR = Late(r"\b(?:next year|l'an(?:nee)? prochaine?|annee prochaine)\b")


def wants(text: str, whole: str, words: frozenset[str]) -> Question | None:
    """Give the plain question of a message, None when it asks nothing that is known."""
    if words.isdisjoint(_USES):
        return None
    if HELP.regex.fullmatch(whole):
        return "help"
    if _OF_ONE_DRAW.regex.search(text):
        return "latest"
    if _REMAINING.regex.search(text) or asks_of_figures(text):
        return "remaining"
    if _HISTORY.regex.search(text) or _ALL_HISTORY.regex.fullmatch(whole):
        return "history"
    if _CHECK.regex.search(text):
        return "check"
    if _LATEST.regex.search(text) or _ALL_LATEST.regex.fullmatch(whole):
        return "latest"
    if _CHECK_TOO.regex.search(text):
        return "check"
    return "help" if HELP_TOO.regex.search(text) else None


def asks_of_figures(text: str) -> bool:
    """Whether a number of invitations is to be confirmed: "is it true that 2,050 may follow"."""
    return _FIGURES.regex.search(text) is not None


def only_a_year(whole: str, today_year: int) -> int | None:
    """Give the calendar year a message asks about that says nothing else: "and 2025?"."""
    return year_asked(whole, today_year) if _ONLY_A_YEAR.regex.fullmatch(whole) else None


def year_asked(text: str, today_year: int) -> int | None:
    """Give the calendar year that a question is about, None when it names none."""
    for said in _YEAR.regex.finditer(text):
        if int(said[1]) <= today_year + _MOST_YEARS:
            return int(said[1])
    if _LAST_YEAR.regex.search(text):
        return today_year - 1
    if _NEXT_YEAR.regex.search(text):
        return today_year + 1
    return today_year if _THIS_YEAR.regex.search(text) else None


def slot_to_change(text: str) -> Slot | None:
    """Give the answer that somebody wants to give anew: "change my score", "wrong job"."""
    if not _TO_CHANGE.regex.search(text):
        return None
    return next((slot for slot, pattern in _SLOTS if pattern.regex.search(text)), None)
