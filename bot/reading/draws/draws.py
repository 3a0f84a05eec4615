"""Which draw a message speaks of: by its number, or by the day it was held on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading.days.readings import Ambiguous, Impossible, MonthOnly, SaidDay
from bot.reading.draws.places import Placed, placed_in
from bot.reading.text.page import Page
from bot.reading.text.patterns import Late
from bot.reading.text.word_sets import words_of
from bot.reading.understood import Unclear, UnclearReason
from knowledge.draws import Draw, DrawLedger

DRAW = r"(?:draws?|rounds?|tirages?|rondes?|tours?|drawing)"
_NO_COUNT = (
    r"(?![\w/-]|:\d\d(?!\d)|[.,]\d|\s?(?:points?|pts|crs(?!\s?(?:score\s?)?[:=]?\s?(?:is |of )?\d)|"
    r"months?|mois|years?|ans|times|"
    r"fois|days|invit\w*|weeks?|draws|rounds|tirages|rondes|tours|candidat\w*|people|"
    r"itas?)\b)"
)
_CHOSEN = (
    r"(?:invite[ds]?|include[ds]?|select(?:ed|s)?|pick(?:ed|s)?|chosen|drawn|invitee?|incluse?|"
    r"choisie?|selectionnee?)"
)
_NUMBERED = Late(
    r"\b(?:draw|round|tirage|ronde|tour|drawing)(?P<many>s)?(?: of invitations?| d'invitations?)?"
    r"\s?(?P<apart>[,:])?\(?\s?(?P<sign>(?:number|num|nr|no|n|numero)(?:\b|(?=\d))\.?°?\s?:?\s?|#\s?|n°\s?)?"
    rf"(?P<number>\d{{1,4}}[ab]?){_NO_COUNT}"
)
_DID = Late(
    r"\b(?:did|does|do|would|has|had|will|could|est-ce que) (?:the |la |le )?"
    rf"{DRAW} (?:number |no\.? |n° ?)?#?\s?(?P<number>\d{{1,3}}[ab]?) (?:have |a |aurait )?"
    rf"(?:{_CHOSEN}|take[ns]?|accept(?:ed|s)?|pris)\b"
)
_NTH = Late(rf"(?<![\w.,])(?P<number>\d{{1,3}})\s?(?:st|nd|rd|th|e|eme)\s{DRAW}\b")
_ALONE = Late(
    r"(?<!noc )(?<!cnp )(?<!code )(?<!unit )(?<!apt )(?<!phone )"
    r"(?<![\w#])(?:#|n[°º])\s?(?P<signed>\d{1,3}[ab]?)(?![\w/:-]|[.,]\d)"
    r"|(?<![\w.,#])(?P<lettered>\d{2,3}[ab])(?!\w)"
)
# In French a bare number that is feminine is a round's: "la 408", not a score ("le 408").
_FEMININE = Late(
    r"\b(?:a|dans|de|pour|et|par|avant|apres|depuis|sur|lors de|avec|c'est quoi|que dit|mais) la "
    rf"#?(?P<number>\d{{3}}[ab]?)(?!{DRAW}){_NO_COUNT}(?! rue\b)"
)
# Who asks about being in it means a draw: "was I in 368", "did 408 invite me".
_IN_IT = Late(
    r"\b(?:was|am|were|wasn't|would|have|had|could) i (?:have )?(?:been )?"
    rf"(?:{_CHOSEN} )?(?:in|by|from) (?:the )?#?(?P<mine>\d{{1,3}}[ab]?){_NO_COUNT}",
    r"\b(?:did|would|does|has|could) (?:the )?#?(?P<theirs>\d{1,3}[ab]?) (?:have )?"
    rf"{_CHOSEN} me\b",
    r"\b(?:when (?:was|is)|tell me about|show me|parle[zr]?[- ]moi de|c'etait quand) "
    r"(?:the |la |le )?#?(?P<told>\d{1,3}[ab]?)(?=\W*$)",
    r"\b(?:etais-je|suis-je|ai-je ete|aurais-je ete|j'etais|j'ai ete|j'aurais ete|je suis) "
    rf"(?:{_CHOSEN} )?(?:dans|par|lors de) (?:la |le )?#?(?P<mienne>\d{{1,3}}[ab]?){_NO_COUNT}",
    rf"\b(?:la|le) #?(?P<leur>\d{{1,3}}[ab]?) (?:m'a|m'aurait)(?:-t-(?:elle|il))? {_CHOSEN}\b",
)
_WORDS = words_of("draw draws round rounds tirage tirages ronde rondes tour tours drawing drawings")
_ME = words_of("when about show parle parlez quand i me je j'etais j'ai j'aurais m'a m'aurait")
_ALSO = Late(
    r"\s?(?:(?P<listed>,)|and|or|et|ou|&|vs\.?|versus)\s?#?(?P<number>\d{1,3}[ab]?)"
    r"(?![\w/:-]|[.,]\d|\s?(?:points?|pts|crs))"
)
_QUALIFIED = Late(
    r"\b(?:early|mid|late|(?:the )?(?:beginning|start|end|middle) of|sometime (?:in|around)|around|"
    r"about|debut|fin|mi|vers|environ)[ -]$"
)
_NEWEST = Late(
    r"\b(?:last|latest|newest|recent|current|previous|next|dernier|derniere|prochaine?|recente?)\s"
    r"(?:[\w|]+\s){0,2}$"
)
_YEAR = Late(r"(?:19|20)\d\d")
_CLOSE = Late(
    rf"\b{DRAW}\b(?:\s?(?:of|on|from|held|happened|was|conducted|dated|de|du|le|the|en|in|that|"
    r"took place|"
    r"invitations?|d'|to|tenue?|qui a eu lieu|des|les|,|\(|\||trades?|metiers))*\s*$"
)
# "Combien de gens ont ete invites le 1er octobre", "aurais-je ete invitee en juillet 2024".
_ASKED_OF = Late(
    r"\b(?:combien|aurais|serais|aurait|quel(?:le)?)\b[^.;!?|]{0,40}"
    r"\b(?:invitee?s?|fallait(?:-il)?|prise?s?|selectionnee?s?) (?:(?:le|en|au mois de|du|d') ?)$"
)
# "What was the cut-off on 1 October", "how many were invited in April", "who got drawn on ...".
_ASKED_THEN = Late(
    r"\b(?:cut-? ?offs?(?: (?:scores?|points?|crs|for|trades?|was|were|is|\|+))*|"
    r"(?:how many|who|anyone|they|ircc|people|candidates)\b(?:(?! (?:i|my|me|we)\b) [\w-]+){0,4}"
    r" (?:invited?|drawn|picked|issued|selected)|"
    r"(?:what|anything) happened|lowest (?:crs|score)|minimum (?:crs|score))"
    r" (?:on|in|of|from|for|during|back in) (?:the )?$"
)
_BEFORE = Late(
    r"\s?(?:'s\s)?(?:trades?|healthcare|health|french|cec|pnp|stem|general|transport|"
    r"education|fst|federal|skilled|"
    rf"express entry|ee|canadian|category|occupations?|category-based|\s|\|)*\s?{DRAW}\b"
)
_OWN_NUMBER = Late(
    r"(?: of invitations?)?[\s,:(]*(?:number|num|nr|no\.?|n°|numero)?\s?#?\s?\d{1,3}[ab]?\b(?!/)"
)
# "Was I invited on 2 April": the draw of that day, if there was one.
_WAS_I = Late(
    r"\b(?:was|were|am|would|did|could|have) i\b[^.;!?]{0,40}"
    rf"\b(?:{_CHOSEN}|make it|get in|(?:in )?range|in)(?: (?:on|in|at|by|of))?(?: the)? $",
    r"\b(?:would|was|were|is)\b[^.;!?|]{0,32}\b(?:enough|sufficient|good|ok|okay)(?: enough)?"
    r" (?:on|in|back in) (?:the )?$",
    r"\b\d{3}\b[^.;!?|]{0,20}\b(?:passait|suffisait|suffi|assez|bonne?)(?: bonne?)? "
    r"(?:le |en |au )?$",
)
_MINE = Late(r"\b(?:submitted|created|profile|made my|soumis|profil|cree|depose)\b[^.;!?]{0,16}$")


def read_draw(
    page: Page,
    days: Sequence[SaidDay],
    ledger: DrawLedger,
    category: str | None,
    placed_as: tuple[str, int],
) -> tuple[str | None, Unclear | None, tuple[SaidDay, ...]]:
    """Read which draw is meant and cross it out; gives the days that remain unread as well.

    Days are looked at before they are crossed out of the page: one beside a word for draws is the
    draw's. ``category`` is the kind of draw the message speaks of; ``placed_as`` the kind
    that is talked about anyway and the present year, for "last year's draw".
    """
    mine: list[SaidDay] = []
    found: list[str] = []
    dated: list[tuple[int, tuple[Draw, ...]]] = []
    unclear: Unclear | None = None
    places = [page.place(day.span) for day in days]
    for day, (start, end) in zip(days, places, strict=True):
        drawn = _held(day, ledger, category)
        if _is_of_draw(page.text, start, end, drawn) or _is_asked_of(page.text, start, day, drawn):
            dated.append((end, drawn))
            if len(drawn) == 1:
                found.append(drawn[0].number)
            else:
                numbers = tuple(draw.number for draw in drawn)
                unclear = Unclear("draw", day.said, "several" if drawn else "unknown_draw", numbers)
        else:
            mine.append(day)
    for start, end in places:
        about = _QUALIFIED.regex.search(page.text, max(0, start - 24), start)
        page.cross_out(about.start() if about else start, end)
    for start, end, number in _numbers(page, ledger):
        known = ledger.draw(number)
        if known is None and _has_its_day(page.text, start, dated):
            continue  # "the 2 April draw 478 welder": a score
        if known is None:
            unclear = Unclear("draw", page.said(start, end), "unknown_draw")
        elif _is_of_another(known, category):
            unclear = Unclear("draw", page.said(start, end), "ambiguous", (number,))
        else:
            found.append(number)
        page.cross_out(start, end)
    if not found and unclear is None:
        placed = placed_in(page.text, ledger, category or placed_as[0], placed_as[1])
        if placed is not None:
            found, unclear = _found(page, placed)
            page.cross_out(placed.start, placed.end)
    different = tuple(dict.fromkeys(found))
    if len(different) > 1:
        return None, Unclear("draw", ", ".join(different), "several", different), tuple(mine)
    if unclear is not None:
        return None, unclear, tuple(mine)
    return (different[0] if different else None), None, tuple(mine)


def _has_its_day(text: str, start: int, dated: Sequence[tuple[int, tuple[Draw, ...]]]) -> bool:
    """Whether the word for a draw at that place has a day just before it, on which one was held."""
    return any(
        drawn and (named := _BEFORE.regex.match(text, end)) and end <= start < named.end()
        for end, drawn in dated
    )


def _found(page: Page, placed: Placed) -> tuple[list[str], Unclear | None]:
    numbers = [draw.number for draw in placed.draws]
    if len(numbers) == 1:
        return numbers, None
    reason: UnclearReason = "several" if numbers else "unknown_draw"
    said = page.said(placed.start, placed.end)
    return [], Unclear("draw", said, reason, tuple(numbers))


def _is_asked_of(text: str, start: int, day: SaidDay, drawn: tuple[Draw, ...]) -> bool:
    """Whether somebody asks of a draw by its day; a month is one's own unless one draw fits."""
    asked = _WAS_I.regex.search(text, max(0, start - 64), start) is not None
    return asked and (len(drawn) == 1 or not isinstance(day.reading, MonthOnly))


def _numbers(page: Page, ledger: DrawLedger) -> list[tuple[int, int, str]]:
    """Give the draw numbers, each with its place and the words for a draw before it."""
    found: list[tuple[int, int, str]] = []
    if not _WORDS.isdisjoint(page.words):
        for match in _NUMBERED.regex.finditer(page.text):
            if match["sign"] or _may_be_number(page.text, match):
                found.append((match.start(), match.end(), match["number"]))
                also = _ALSO.regex.match(page.text, match.end())
                if also is not None and (match["many"] or not also["listed"]):
                    found.append((*also.span("number"), also["number"]))
        found += [(*match.span(), match["number"]) for match in _NTH.regex.finditer(page.text)]
        found += [
            (*match.span("number"), match["number"]) for match in _DID.regex.finditer(page.text)
        ]
    if "la" in page.words:
        found += [
            (*match.span("number"), match["number"])
            for match in _FEMININE.regex.finditer(page.text)
        ]
    if not _ME.isdisjoint(page.words):
        found += [
            (*match.span(match.lastgroup or 0), match[match.lastgroup or 0])
            for match in _IN_IT.regex.finditer(page.text)
        ]
    named = tuple(found)
    for match in _ALONE.regex.finditer(page.text):
        # "309a electrician" has a licence, not a draw.
        if match["lettered"] and ledger.draw(match["lettered"]) is None:
            continue
        if not any(start < match.end() and match.start() < end for start, end, _ in named):
            found.append((*match.span(), match["signed"] or match["lettered"]))
    return sorted(found)


def _may_be_number(text: str, match: re.Match[str]) -> bool:
    """Whether a number without a sign is the draw's.

    It is not in "the latest draw 478 welder", nor after a comma or colon, nor a year.
    """
    if match["apart"] or _YEAR.regex.fullmatch(match["number"]):
        return False
    if _NEWEST.regex.search(text, max(0, match.start() - 32), match.start()):
        return False
    return not match["number"].startswith("0")


def _is_of_another(draw: Draw, category: str | None) -> bool:
    """Whether a draw is of another kind than was said; "skilled trades" may mean either."""
    if category is None or draw.category == category:
        return False
    return {draw.category, category} != {"trades", "fst"}


def _is_of_draw(text: str, start: int, end: int, drawn: tuple[Draw, ...]) -> bool:
    """Whether a day is that of a draw; ``drawn`` are those held on it.

    A word for draws with a number of its own behind it is no word for the day before it, unless
    that draw was held on the day: "14 Feb 2026, draw 408", but "2 April draw #408".
    """
    before = text[max(0, start - 80) : start]
    if _MINE.regex.search(before):
        return False
    if any(words.regex.search(before) for words in (_CLOSE, _ASKED_OF, _ASKED_THEN)):
        return True
    named = _BEFORE.regex.match(text, end)
    if named is None:
        return False
    own = _OWN_NUMBER.regex.match(text, named.end())
    return own is None or bool(drawn)


def _held(day: SaidDay, ledger: DrawLedger, category: str | None) -> tuple[Draw, ...]:
    """Give the draws held then: of the category if one was said, else trades draws if any."""
    reading = day.reading
    if isinstance(reading, MonthOnly):
        held = [draw for draw in ledger.draws if draw.drawn_on.month == reading.month]
        year = reading.year or max((draw.drawn_on.year for draw in held), default=None)
        held = [draw for draw in held if draw.drawn_on.year == year]
    elif isinstance(reading, Ambiguous):
        held = [draw for draw in ledger.draws if draw.drawn_on in reading.readings]
    elif isinstance(reading, Impossible):
        held = []
    else:
        held = [draw for draw in ledger.draws if draw.drawn_on == reading.on]
    wanted = category or ("trades" if any(d.category == "trades" for d in held) else None)
    return tuple(draw for draw in held if wanted in (None, draw.category))
