"""Work experience in a message: lengths of time that speak of work, and no others."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reading.text.page import Page
from bot.reading.text.patterns import Late
from bot.reading.understood import Unclear, UnclearReason
from bot.reading.work.lengths import Amount, amounts_in

_WORK = (
    r"experience|exp\b|xp\b|work(?:ed|ing|s)?\b|employed|employment|job|trade|metier|travail|"
    r"travaille[rz]?|"
    r"travaillais|emploi|professionnel|welding|plumbing|cooking|wiring|roofing|carpentry|"
    r"on the tools|in the field|"
    r"apprenti|journey|been an?\b|been doing|full[ -]?time|part[ -]?time|temps plein|temps partiel|"
    r"practi[cs]ing|pratique"
)
_AFTER = Late(
    r"(?:'s?)?\s?(?:\(?(?:of|d'|de|in|en|dans|as|a|comme|doing|on|full|paid|canadian|continuous|"
    r"solid|total|relevant|my|mon|the|le|la|worth|"
    rf"my own|hands[ -]on|skilled|similar|the same|"
    rf"working|d\b)\s?)*(?:{_WORK})|\s?que (?:je |j')(?:suis (?!au|a|en|ici|dans|la|marie|arrive)|"
    r"(?:travaille|bosse|bucheronne|exerce|pratique|soude|cuisine|conduis|repare|installe|peins|"
    r"construis|fabrique|maconne|boulange|roofe)\b|fais (?!partie))"
)
_AS_AFTER = Late(
    r"\s?(?:(?:working|experience|in canada|au canada) )?"
    r"(?:as an?|as|comme|in|en|dans|of|de|d'|doing)\s+(?!canada|"
    r"the pool|pool|total|all|now)"
)
_BEFORE = Late(
    rf"(?:{_WORK})\b[^.;!?\n\d|]{{0,40}}(?:for|since|pendant|depuis|durant|of|de|is|:|=|about|"
    r"over|past|last|avec|with|est|has been|,|-)?\s?"
    r"(?:the |les |about |over |almost |nearly |a full |only |just |at least |more than |"
    r"less than |plus de |environ |moins de |au moins |past |last )*$"
)
_EXPERIENCE_BEFORE = Late(r"\b(?:experience|exp|xp)\b[\s:=-]{0,3}(?:is |of |de |est )?$")
_NOT_BEFORE = Late(
    r"\b(?:in|within|over|during|next|in the next|every|each|dans|age|aged|turn(?:ed|ing)?|am|"
    r"i'?m|im|"
    r"valid(?:ity)?|expires?|permit|visa|wait(?:ed|ing)?|pool|married|canada|bassin|valable|"
    r"trying|looking|planning|"
    r"liv(?:e|ed|ing)|known|renting|together|attend\w*|cherche\w*|vis|habite|valid for|"
    r"study|studied|school|diploma|degree|program|etudes?|diplome|ielts|every)\b[^.;!?\n|,]{0,12}$"
)
# "Do I need 2 years of experience": asked, not told.
_ASKED = Late(
    r"\b(?:do|does|did|must|should) (?:[\w-]+ ){0,4}(?:need|require)s?\b[^.;!?|]{0,24}$|"
    r"\b(?:minimum|requires|required|faut-il|il (?:me )?faut|ai-je besoin)\b[^.;!?|]{0,16}$"
)
_LAST = Late(
    r"\b(?:in|within|over|during|dans|au cours de?s?)\s(?:the |les |my )?(?:last|past|"
    r"previous|dern\w+)?\s?$"
)
_NOT_AFTER = Late(
    r"\s?(?:ago|old\b|of age|d'age|from now|earlier|later|sooner|before|after\b|plus tot|"
    r"plus tard|left|remaining|to go|valid|validity|"
    r"diploma|degree|program|course|permit|visa|"
    r"in (?:the )?(?:pool|canada|total|advance)(?! (?:as|working)\b)|"
    r"dans le bassin|"
    r"restants?|passe\b|auparavant|avant|apres|de moins|de plus|younger|older|apart|waiting|"
    r"d'etudes?|until|contract|warranty|limit|rule)"
)
_WORKED_BEFORE = Late(
    r"\b(?:work(?:ed|ing)|employed|travaille[rz]?)\s(?:(?:for|about|over|only|pendant|environ) )*$"
)
_WORKED_AFTER = Late(r"\s?(?:in (?:the )?canada|in total|au canada)\b")
_AGO_BEFORE = Late(r"\bil y a (?:environ )?$")
_AGE_FR = Late(r"\bj'?\s?ai (?:maintenant |deja )?$")
_ABOUT = Late(
    r"(?:\b(?:about|around|approx(?:imately)?|roughly|almost|nearly|close to|less than|under|"
    r"up to|maybe|"
    r"environ|presque|a peu pres|moins d[e']|autour de|pres de|peut-etre|not even|a bit under|"
    r"within)|~)\s?$"
)
_RANGE = Late(r"\b(?:an?|one|une?)\s?(?:-|to|or|a|ou)\s?$")
_LASTS = Late(r"\b(?:depuis|pendant|durant)\b")
_YOUNGEST = 16  # years
_MOST = 12 * 60  # nobody has worked longer
_STOPS = (",", "|", "(")
_SEGMENT_BEFORE = Late(
    r"(?:^|[,;|/+&(.\n:]|\b(?:with|and|have|has|avec|et|plus|w|i've|got|had|ai)) ?$|"
    r"^(?:(?:en fait|actually|no|non|sorry|desolee?|correction|plutot|rather|it's|c'est|oups|"
    r"oops)[ ,:]*)+$"
)
_SEGMENT_AFTER = Late(r"\s?(?:$|[,;|/+&).!\n]|and\b|et\b|with\b|avec\b|crs\b|score\b)")
_TO_JOB = Late(r"[\s'(,-]*(?:(?:of|as an?|as|de|d'|comme|in|en|working|work|s|a)\s?)*+")
_FROM_JOB = Late(
    r"[\s,(|-]*(?:(?:for|with|since|of|pendant|depuis|avec|the|last|past|les?|about|over|"
    r"more than|plus de|"
    r"work(?:ing|ed)?|now|here|job|at least|full time|almost|nearly|environ|moins de|less than|"
    r"(?:au|aux|en|a|in) (?!bassin|pool|more than|plus de|moins de|less than|full time)[a-z]{3,}|"
    r"a)\s?)*+"
)


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time in a message, crossed out, and what the words around it say.

    ``about_work`` None: only a job just beside it can tell.
    """

    amount: Amount
    about_work: bool | None
    vague: bool


def cross_out_lengths(page: Page) -> tuple[Length, ...]:
    """Find every length of time and cross it out, with what says that it is not about work."""
    text = page.text
    lengths: list[Length] = []
    for amount in amounts_in(text, page.words):
        about, start, end = _is_work(text, amount)
        lengths.append(Length(amount, about, _is_vague(text, amount)))
        page.cross_out(start, end)
    return tuple(lengths)


def read_experience(
    page: Page, text: str, lengths: tuple[Length, ...], job: tuple[int, int] | None
) -> tuple[int | None, Unclear | None]:
    """Read months of experience from the lengths of time that are about work.

    ``text`` is the page before they were crossed out, ``job`` where the occupation stands in it.
    """
    found = [
        length
        for length in lengths
        if (
            _is_beside(text, length.amount, job) if length.about_work is None else length.about_work
        )
    ]
    if not found:
        return None, None
    readings = list(dict.fromkeys(months for length in found for months in length.amount.readings))
    sure = not any(length.vague or not length.amount.readings for length in found)
    if sure and len(readings) == 1 and readings[0] <= _MOST:
        return readings[0], None
    said = page.said(found[0].amount.start, found[-1].amount.end)
    if len(readings) > 1:
        return None, Unclear("experience", said, "several", tuple(str(m) for m in readings))
    reason: UnclearReason = "impossible" if sure else "ambiguous"
    return None, Unclear("experience", said, reason, tuple(str(m) for m in readings))


def _is_beside(text: str, amount: Amount, job: tuple[int, int] | None) -> bool:
    if job is None:
        return False
    if _may_be_age(amount) and any(sign in _between(text, amount, job) for sign in _STOPS):
        return False
    before = job[1] <= amount.start and _FROM_JOB.regex.fullmatch(text, job[1], amount.start)
    if before and _may_be_age(amount) and text[: amount.end].endswith(" ans"):
        before = _LASTS.regex.search(text, job[1], amount.start)
    after = amount.end <= job[0] and _TO_JOB.regex.fullmatch(text, amount.end, job[0])
    return bool(before or after)


def _may_be_age(amount: Amount) -> bool:
    """Whether a length of time that stands alone may be how old somebody is: "32 years"."""
    return any(months >= 12 * _YOUNGEST for months in amount.readings)


def _between(text: str, amount: Amount, job: tuple[int, int]) -> str:
    return text[job[1] : amount.start] or text[amount.end : job[0]]


def _is_work(text: str, amount: Amount) -> tuple[bool | None, int, int]:
    """Whether an amount is about work; and the words to cross out with it."""
    start, end = amount.start, amount.end
    before = re.split(r"[;!?\n]|\.\s", text[max(0, start - 64) : start])[-1]
    if _WORKED_BEFORE.regex.search(before) and _WORKED_AFTER.regex.match(text, end):
        return True, start, end
    if _ASKED.regex.search(before):
        return False, start, end
    if (after := _NOT_AFTER.regex.match(text, end)) or _AGO_BEFORE.regex.search(before):
        return False, start, after.end() if after else end
    if _AFTER.regex.match(text, end):
        return True, start, end
    if _LAST.regex.search(before):
        return False, start, end
    if _EXPERIENCE_BEFORE.regex.search(before):
        return True, start, end
    if other := _NOT_BEFORE.regex.search(before):
        return False, start - len(before) + other.start(), end
    if _BEFORE.regex.search(before):
        return True, start, end
    if _AGE_FR.regex.search(before):
        return False, start, end
    if _AS_AFTER.regex.match(text, end):
        return True, start, end
    if _may_be_age(amount):
        return None, start, end
    if _SEGMENT_BEFORE.regex.search(before) and _SEGMENT_AFTER.regex.match(text, end):
        return True, start, end
    return None, start, end


def _is_vague(text: str, amount: Amount) -> bool:
    before = text[max(0, amount.start - 24) : amount.start]
    return bool(_ABOUT.regex.search(before) or _RANGE.regex.search(before))
