"""Relative what-ifs: points more or less, days earlier or later."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reading.text.page import Page
from bot.reading.text.patterns import Late
from bot.reading.text.word_sets import words_of

_GIVERS = (
    r"(?:(?:a|an|the|my|your|une?|la|le|l'|ma|mon|du|de|having|being|getting|his|her|valid|"
    r"provincial|arranged|good|second|canadian)\s?)*(?:pnp|nomination|nominee|province|provincial|"
    r"job|offre|offer|lmia|employment|emploi|french|francais|english|anglais|spouse|conjoint|"
    r"partner|language|langue|degree|diploma|diplome|education|etudes|study|studies|studying|"
    r"sibling|brother|sister|frere|soeur|age|masters?|phd|work experience|canadian|experience|"
    r"certificate|certificat|bilingual|gre|ielts|celpip|tef|tcf|toefl|pte|duolingo)\b"
)
_SOME_POINTS = r"\s?(?:crs\s)?(?:points?|pts?)\b\.?"
_GIVEN_AFTER = Late(
    rf"{_SOME_POINTS}\s?(?:(?:are |were |come |came |coming |viennent )?(?:from|through|via|"
    r"thanks to|because of|due to|grace a|provenant|out of)\b|(?:each|per|par|chacun)\b|"
    rf"(?:for|pour|if|si|by|de|du|on|sur)\s+{_GIVERS}|"
    r"(?:du|de la|from the|from|off the|off) (?:seuil|note|coupure|minimum|cut-?off|score|"
    r"plage)\b|"
    r"(?:above|below|over|under|short|shy|ahead|behind|away|off|to go|missing|lacking|"
    r"too (?:low|few|many)|au-dessus|en dessous|en-dessous|de trop|sous|manquants?|more|less|fewer|"
    r"higher|lower|extra|additional|bonus|de plus|de moins|supplementaires?)\b)"
    rf"|\s(?:for|in|pour|from|en|aux?|a l')\s*{_GIVERS}"
)
"""Points that something gives, or a difference: not a score."""

_N = r"(\d{1,3})(?!\d)"
_N_OR_ONE = r"(\d{1,3}(?!\d)|(?:un|one)(?= points?\b))"
_POINTS = r"(?:\s?(?:crs\s)?(?:points?|pts?|scg|crs)\b\.?)"
_MORE = (
    r"(?:more|higher|extra|additional|better|greater|bonus|up\b(?! to)|"
    r"plus haut|de plus|en plus|de mieux|supplementaires?)"
)
_LESS = r"(?:less|lower|fewer|worse|down\b(?! to)|plus bas|de moins|en moins)"
_BY = (
    r"(?: (?:it|my (?:crs |total )?(?:score|crs|points)|ma note|mon score))?"
    r"(?: (?:by|de))?\s(?:an? (?=extra|another|\d\d?(?!\d)))?(?:extra |another )?"  # "monte a 510"
)
_NOT_DONE = r"(?<!\ba )(?<!ai )(?<!as )(?<!est )(?<!suis )(?<!avait )(?<!avais )"
_UP = (
    r"(?:add|gain|(?<!au )plus(?! d)|increas(?:e|ing)|rais(?:e|ing)|improv(?:e|ing)|go(?:es)? up|"
    r"boost|up|"
    rf"{_NOT_DONE}(?:ajoute|gagne|augmente|monte|grimpe)[rz]?)"
)
_UP_DONE = (
    r"(?:added|gained|increased|raised|improved|went up|rose|boosted|"
    r"gagne|(?:augmente|monte|grimpe)|(?:ajout|gagn|augment|mont|grimp)ai[st])"
)
_DOWN = (
    r"(?:minus|los(?:e|es|ing)|drops?|lower|decrease|reduce|go(?:es)? down|subtract|deduct|down|"
    rf"perd(?:s|re)?|{_NOT_DONE}baisse[rz]?|(?<!au )moins(?! d))"
)
_DOWN_DONE = (
    r"(?:lost|dropped|lowered|decreased|reduced|went down|fell|perdu|perdai[st]|baisse|baissai[st])"
)
_NO_MORE = r"(?![\d/:-]|[.,]\d)"
_ALONE = rf"{_NO_MORE}(?:{_POINTS}|(?=\W*$)|(?= (?:to|a|what|would|am|if|for|from|pour)\b))"
_REASON = r" (?:on|when|once|after|because|since|at|before|then|next|in|with|by|and|or|but)\b"
_NO_THOUSANDS = r"(?!(?<=\d )\d{3}\b)"  # "2 050 de plus" is not 50 more
_NOT_POINTS = r"(?! (?:draws?|invit|years?|months?|weeks?|days?|hours?))"
_SAID = tuple(
    (sign, Late(pattern))
    for sign, pattern in (
        (1, rf"(?<![\w.,+:/-])\+\s?{_N}{_NO_MORE}(?!\s\d){_POINTS}?"),
        (-1, rf"(?<![^\s|,(;.])-(\d{{1,2}})(?!\d){_NO_MORE}(?!\s\d){_POINTS}?"),
        (-1, rf"(?<![^\s|,(;.])-(\d{{3}}){_POINTS}"),
        (1, rf"(?<![\w.,+-]){_NO_THOUSANDS}{_N_OR_ONE}{_POINTS}?\s{_MORE}{_POINTS}?"),
        (-1, rf"(?<![\w.,+-]){_NO_THOUSANDS}{_N_OR_ONE}{_POINTS}?\s{_LESS}{_POINTS}?"),
        (1, rf"\b{_UP}{_BY}{_N}{_ALONE}"),
        (-1, rf"\b{_DOWN}{_BY}{_N}{_ALONE}"),
        (1, rf"\b{_UP} by {_N}(?={_REASON})"),
        (-1, rf"\b{_DOWN} by {_N}(?={_REASON})"),
        (1, rf"\b(?:extra|additional|another)\s{_N}{_NO_MORE}{_POINTS}"),
        (1, rf"^(?:and |ok |now )*another\s{_N}\W*$"),
    )
)
# What was done is a fact unless the message is a what-if: "I lost 6 points, now 472".
_DONE = tuple(
    (sign, Late(pattern))
    for sign, pattern in (
        (1, rf"\b{_UP_DONE}{_BY}{_N}{_ALONE}"),
        (1, rf"\b(?:get|got)\s(?:an? )?(?:extra |another )?(\d{{1,2}})(?!\d){_ALONE}"),
        (1, rf"\b(?:extra|additional|another)\s{_N}{_NO_MORE}{_NOT_POINTS}"),
        (-1, rf"\b{_DOWN_DONE}{_BY}{_N}{_ALONE}"),
        (1, rf"\b(?:adds?|gives?|brings?|donne|ajoute|rapporte) (?:me |us )?{_N}{_ALONE}"),
        (
            1,
            r"\b(?:had|have|avais|get|got|gain|gained|received?|earn(?:ed)?|obtenais|obtiens|"
            rf"recevais|recois)\s{_N}(?={_GIVEN_AFTER.source})",
        ),
    )
)
_NEEDED_BEFORE = Late(
    r"\b(?:needs?|needed|required?|requires|want|missing|miss(?:ed)?|short|lack(?:s|ing)?|how|"
    r"hop(?:e|ing)|get|gives?|gave|worth|adds|went|gone|moved|came|jumped|shot|bumped|climbed|fell|every|each|still|only|just|was|by|"
    r"besoin|faut|fallait|manque(?:nt)?|manquait|donne|vaut)\b"
    r"(?:\s(?:at least|about|around|me|you|another|an|like|encore|de|avoir|to get|to have|for|only|"
    r"just))*\s?$"
)
_NEEDED_IN_IF = Late(r"\b(?:needs?|needed|besoin de|faut)\s?$")
_GIFT = Late(
    r"\s?(?:for|from|pour|avec|by|above|than|que|of|over|below|short|away|needed|required)\b"
)
# "+30 for French?" asks what it would do.
_ALL_GIFT = Late(rf"\W*\+ ?\d{{1,3}}{_POINTS}? (?:for|from|with|pour|avec)(?: [a-z']++){{1,3}}\W*")
_LABEL = Late(r"\b(?:crs|scg|scores?|note|points?|pts)(?: (?:is|of|est|de))?\s?[:=]?\s?$")
_TO_ANOTHER = Late(r" (?:a|jusqu'a) \d")
_SUM = Late(r"\d \+ \d{3}")
_BELOW_ZERO = Late(r"-\s?\d+")
_USES = words_of(
    "had have avais j'avais",
    "adds give gives bring brings donne rapporte",
    "more higher extra additional better greater bonus up plus haut mieux supplementaire",
    "supplementaires less lower fewer worse down moins bas another add gain get increase",
    "increasing raise raising improve improving go goes boost ajoute ajouter ajoutez gagne",
    "monte monter montez montait montais grimpe grimper grimpait ajoutait gagnait augmentait",
    "perdait baissait",
    "gagner gagnez augmente augmenter augmentez added gained increased raised improved went",
    "rose boosted ajoutais gagnais augmentais minus lose loses losing drop drops decrease",
    "reduce subtract deduct perd perds perdre baisse baisser baissez lost dropped lowered",
    "decreased reduced fell perdu perdais baissais got received receive earn earned obtenais",
    "obtiens recevais recois",
)

_UNITS = {
    name: days
    for days, names in (
        (1, "day days jour jours"),
        (7, "week weeks wk wks semaine semaines"),
        (30, "month months mth mths mois"),
        (365, "year years yr yrs an ans annee annees"),
    )
    for name in names.split()
}
_UNIT = rf"({'|'.join(sorted(_UNITS, key=len, reverse=True))})\b"
_ANY_COUNT = r"(half an?|une? demi|\d{1,3}|an?|une?|one|another)"
_MOVED = Late(
    rf"(?<![\w.,/-]){_ANY_COUNT}\s(?:full )?{_UNIT}\s?"
    r"(earlier|sooner|prior|before\b(?!\s(?:the draw|that|then|i\b))|plus tot|"
    r"avant\b(?!\s(?:le|la|que))|later|after\b(?!\s(?:the|that|i\b))|plus tard|"
    r"apres\b(?!\s(?:le|la)))"
)
_WAY_FIRST = Late(
    rf"(?<![\w.,-])([+-])(\d{{1,3}})\s?{_UNIT}(?! (?:of |d'|exp))",
    rf"\b(earlier|sooner|later)\sby\s{_ANY_COUNT}\s{_UNIT}",
)
# Of a profile only: "3 years older" alone is an age.
_AGED = Late(
    rf"\bprofile(?: (?:was|were|is|had been))? {_ANY_COUNT}\s{_UNIT}\s(older|newer|younger)\b"
)
_LATER = ("later", "after", "plus tard", "apres", "+", "newer", "younger")
_ONLY_IN_IF = ("before", "avant", "prior", "after", "apres")


@dataclass(frozen=True, slots=True)
class Moved:
    """What a message says relatively: points more, days later; None where it says nothing."""

    crs: int | None
    submitted_days: int | None


NOT_MOVED = Moved(None, None)


def read_changes(page: Page, *, supposed: bool, score_asked: bool) -> Moved:
    """Read relative changes and cross them out; "I need 20 more points" is none.

    ``supposed``: the message is a what-if anyway. ``score_asked``: it answers the question for
    the score, so "-5" is a score that cannot be.
    """
    days = _days(page, supposed) if not _UNITS.keys().isdisjoint(page.words) else None
    signed = "+" in page.text or "-" in page.text
    if not signed and _USES.isdisjoint(page.words):
        return Moved(None, days)
    if score_asked and _BELOW_ZERO.regex.fullmatch(page.rest):
        return Moved(None, days)
    return Moved(_points(page, supposed), days)


def _days(page: Page, supposed: bool) -> int | None:
    """Days later (earlier is negative); a month counts as 30 days, a year as 365."""
    if moved := _MOVED.regex.search(page.text) or _AGED.regex.search(page.text):
        count, unit, way = moved.groups()
        if way.startswith(_ONLY_IN_IF) and not supposed:
            return None
    elif moved := _WAY_FIRST.regex.search(page.text):
        way, count, unit = (group for group in moved.groups() if group is not None)
    else:
        return None
    page.cross_out(*moved.span())
    days = _UNITS[unit] * (int(count) if count.isdecimal() else 1)
    if count.startswith("half") or count.endswith("demi"):
        days = 180 if days == _UNITS["year"] else days // 2
    return days if way.startswith(_LATER) else -days


def _points(page: Page, supposed: bool) -> int | None:
    for sign, pattern in _SAID + _DONE if supposed else _SAID:
        for found in pattern.regex.finditer(page.text):
            before = page.text[max(0, found.start() - 32) : found.start()]
            if not (
                _SUM.regex.search(page.text, max(0, found.start() - 2), found.end())
                or (not found[0][0].isalpha() and _LABEL.regex.search(before))
                or _is_from(page.text, found)
                or _is_needed(page.text, found, before, supposed)
            ):
                page.cross_out(*found.span())
                return sign * (int(found[1]) if found[1].isdecimal() else 1)
    return None


def _is_from(text: str, found: re.Match[str]) -> bool:
    """Whether the number is where a score began: "a baisse de 512 a 462"."""
    return " de " in found[0] and _TO_ANOTHER.regex.match(text, found.end()) is not None


def _is_needed(text: str, found: re.Match[str], before: str, supposed: bool) -> bool:
    """Whether the points are wanted, or given by something, and not supposed."""
    if supposed:
        return _NEEDED_IN_IF.regex.search(before) is not None
    if _ALL_GIFT.regex.fullmatch(text):
        return False
    return bool(_NEEDED_BEFORE.regex.search(before) or _GIFT.regex.match(text, found.end()))
