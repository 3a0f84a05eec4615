"""Words for a time that hold no day: "submitted last week", "in 2025", "a few days ago"."""

from __future__ import annotations

from bot.reading.days.calendar_words import MONTHS
from bot.reading.text.page import Page
from bot.reading.text.patterns import Late
from bot.reading.understood import Unclear

_YEAR = r"20[12]\d(?! ?(?:dollars|points?|pts|cad|hours|hrs|\$))"
_SEASON = r"(?:summer|spring|winter|fall|autumn)"
_SAID = (
    r"(?:the (?=(?:beginning|start|end|middle)\b))?"
    r"(?:(?:some ?time|late|early|mid|(?:at the )?(?:beginning|start|end|middle)|around|in|during|"
    r"about|fin|debut|au cours|en|a|au|vers|pendant|dans)[ -]"
    r"(?:(?:of )?(?:the )?|de |l'|le |la )){0,4}"
    rf"(?:(?:last|this|past) (?:week|year|{_SEASON})|{_SEASON}(?: (?:of )?20\d\d)?|{_YEAR}|"
    r"(?:a )?(?:few|couple(?: of)?|several|some) (?:days|weeks|months|years) (?:ago|back)|"
    r"a (?:while|long time) (?:ago|back)|long ago|recently|the other day|"
    r"(?:la |cette )?(?:semaine|annee)(?: derniere| passee)?|l'(?:an|annee|ete|hiver|automne) "
    r"(?:dernier|derniere|passee?)|(?:le )?printemps(?: dernier)?|"
    r"(?:l'|le |cet )?(?:printemps|ete|automne|hiver)(?: (?:de )?20\d\d| dernier| passe)?|"
    r"noel|christmas|easter|paques|"
    r"il y a (?:quelques|plusieurs) (?:jours|semaines|mois)|il y a longtemps|recemment)"
)
_SUBMITTED = (
    r"\b(?:submitted|created|made|entered|filed|joined|soumise?|cree|deposee?|inscrite?|"
    r"profil(?:e)? (?:est |date |is |was )?(?:de|d'|du|from))"
    r"(?: (?:it|(?:my|the|an?|mon|le|un)|ee|profile|profil|express entry|back|pool|was|is))*"
)
_BESIDE = Late(rf"{_SUBMITTED} ?(?<=[ '])(?P<said>{_SAID})(?![\w/:-]|[.,]\d)")
_MONTH = rf"(?:in |en |last |mid |mi-)?(?:{'|'.join(MONTHS)})(?: passe| dernier)?"
_DOUBT = (
    r"(?:maybe|perhaps|probably|idk|dunno|like|not sure|i think|i guess|i believe|peut-etre|"
    r"je (?:crois|pense)|jsp|genre|environ)"
)
_ALONE = Late(
    rf"(?:{_DOUBT},? )*(?:(?:i )?{_SUBMITTED} |it was |c'etait )?"
    rf"(?:(?P<said>{_SAID})|(?P<month>{_MONTH}))(?:,? {_DOUBT})*"
)


def vague_submission(page: Page, *, asked: bool) -> Unclear | None:
    """Read that a profile was submitted at no day that could be taken; ``asked``: an answer."""
    said = _BESIDE.regex.search(page.text)
    if said is None and asked:
        said = _ALONE.regex.fullmatch(page.rest)
        if said is None:
            return None
        month = said["month"]
        return Unclear("submitted", month or said["said"], "month_only" if month else "ambiguous")
    if said is None:
        return None
    start, end = said.span("said")
    unclear = Unclear("submitted", page.said(start, end), "ambiguous")
    page.cross_out(start, end)
    return unclear
