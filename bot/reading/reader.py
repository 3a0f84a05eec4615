"""Reads a message: what is surest is read first and crossed out, so that nothing counts twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date

from bot.reading.days.dates import read_dates
from bot.reading.days.readings import tz_of
from bot.reading.days.submissions import NOTHING as NO_SUBMISSION
from bot.reading.days.submissions import read_submission
from bot.reading.days.time_answers import read_time, read_time_answer
from bot.reading.days.vague import vague_submission
from bot.reading.draws.categories import read_category
from bot.reading.draws.draws import read_draw
from bot.reading.draws.pools import asks_about_the_pool
from bot.reading.questions.forms import without_form
from bot.reading.questions.hypotheses import (
    asks_of_others,
    needs_a_fact,
    supposed_from,
)
from bot.reading.questions.intents import (
    Question,
    asks_of_figures,
    only_a_year,
    slot_to_change,
    wants,
    year_asked,
)
from bot.reading.questions.languages import read_language
from bot.reading.questions.news import is_news, is_of_all
from bot.reading.questions.small_talk import not_known, read_small_talk
from bot.reading.questions.topics import read_topic
from bot.reading.scores.changes import NOT_MOVED, read_changes
from bot.reading.scores.marks import LOWEST_UNLABELLED
from bot.reading.scores.scores import NOTHING, read_scores
from bot.reading.text.page import CROSSED, Page
from bot.reading.text.patterns import Late
from bot.reading.text.plain_text import Span
from bot.reading.understood import (
    Change,
    Intent,
    Matter,
    Reading,
    Unclear,
    Understood,
    meant,
)
from bot.reading.work.experience import cross_out_lengths, read_experience
from bot.reading.work.no_occupations import NO_JOB
from knowledge.facts.shelf import Knowledge
from knowledge.occupations.reader import Found, NotFound, OccupationIndex, Offered, UnknownNoc
from knowledge.occupations.reader import Reading as Job

_MOST = 2_000
_GOES_ON = ("and ", "et ")
"""What a message begins with that goes on with the supposition shown."""

_OF_NUMBERS = "0123456789 \u00a0\u202f\n\t.,:/-"
_PLAIN_TOPICS = ("category", "crs", "noc", "cutoff")
_DECLARES = Late(
    r"(?:^|[.!?,;]\s?)(?:no|nope|non|actually|sorry|correction|en fait|oops|desolee?|pardon|"
    r"rather)\b|"
    r"(?<!was )(?<!did )(?<!am )(?<!do )(?<!does )(?<!would )(?<!could )(?<!will )(?<!can "
    r")(?<!should )(?<!if )"
    r"\b(?:i|i'm|im|i've|my|mine|it's|its|it is|actually|je|j'ai|j'etais|mon|ma|mes|c'est|"
    r"en fait|plutot)\b(?!-)"
)
_CHANCES = Late(
    r"\b(?:my|any|the|good|mes|des) (?:chances?|odds)\b|\bdo i (?:have|stand) a chance\b"
)
_WORDS = Late(r"[^\W\d_]{2,}|\d{4,5}|\d{3}[A-Za-z]\b")


def understand(
    text: str, reading: Reading, knowledge: Knowledge, occupations: OccupationIndex
) -> Understood:
    """Read one message, in English and French alike; pure, total, the same every time.

    Whatever has more than one reading is in ``unclear``, and its own field stays None. Only the
    first 2,000 characters are read, without a word that goes on beyond them.
    """
    zone = tz_of(reading.zone) if reading.zone else UTC
    today = reading.now.astimezone(zone).date()
    said, as_text = without_form(_beginning(text))
    page = Page(said)
    understood = _understood(page, reading, today, knowledge, occupations)
    if page.text.lstrip().startswith(_GOES_ON):
        understood = replace(understood, follows=True)
    return replace(understood, as_text=True) if as_text else understood


def _understood(
    page: Page,
    reading: Reading,
    today: date,
    knowledge: Knowledge,
    occupations: OccupationIndex,
) -> Understood:
    small = read_small_talk(page)
    if small is not None:
        if small == "undo":
            return replace(meant("undo"), small="undo")
        matter = not_known(page) if small == "dont_know" and reading.expecting is None else None
        return Understood(small=small) if matter is None else meant("explain", matter)
    if (language := read_language(page)) is not None:
        return Understood(language=language)
    if reading.expecting == "submitted_time":
        answer = read_time_answer(page.given, reading, today)
    else:
        answer = read_time(page.given, reading, today)
    if answer is not None:
        return answer
    return _read(page, reading, today, knowledge, occupations)


def _beginning(text: str) -> str:
    """Give what is read of a message: a number cut in two would be another number."""
    if len(text) <= _MOST:
        return text
    words = text[: _MOST + 1].rsplit(None, 1)
    return words[0].rstrip(_OF_NUMBERS) if len(words) > 1 else ""


def _read(
    page: Page,
    reading: Reading,
    today: date,
    knowledge: Knowledge,
    occupations: OccupationIndex,
) -> Understood:
    text, whole = page.text, page.rest
    if (year := only_a_year(whole, today.year)) is not None:
        return meant("remaining", year=year)
    want = wants(text, whole, page.words)
    topic: Matter | None = read_topic(text, whole, page.words)
    if want == "remaining" and is_news(text) and asks_of_figures(text):
        about = read_category(page, whole, want)
        return meant("remaining", category=about, year=year_asked(text, today.year))
    if is_of_all(text) and topic in (None, "tie_break"):
        return meant("explain", "tie_break")
    if topic is None and asks_about_the_pool(text, whole, page.words):
        topic = "pool"
    asked = reading.expecting is not None
    supposed = supposed_from(text, whole, page.words, want, asked=asked)
    if reading.expecting == "what_if":
        supposed = 0
    ledger = knowledge.draws.known(reading.now)
    days = read_dates(
        page.given,
        today=today,
        now=reading.now,
        lang=reading.lang,
        zone=reading.zone,
        asked=reading.expecting == "submitted",
    )
    category = read_category(page, whole, want)
    draw, draw_unclear, days = read_draw(
        page, days, ledger, category, placed_as=(reading.category, today.year)
    )
    first_year = ledger.draws[0].drawn_on.year if ledger.draws else 0
    submitted = read_submission(page, days, text, first_year, only_mine=topic is not None)
    vague = None
    if submitted == NO_SUBMISSION and topic is None:
        vague = vague_submission(page, asked=reading.expecting == "submitted")
    score_asked = reading.expecting == "crs"
    moved = read_changes(page, supposed=supposed is not None, score_asked=score_asked)
    lengths = cross_out_lengths(page)
    possible = knowledge.rules.crs.on(reading.now.date()).value
    lone = reading.expecting is None and occupations.is_old_code(page.rest)
    codes = occupations.code_spans(page.given)
    for span in codes:
        page.cross_out(*page.place(Span(*span)))
    scores = NOTHING if lone else read_scores(page, reading, possible, supposed)
    if topic == "crs" and (scores.crs or 0) < LOWEST_UNLABELLED:
        scores = NOTHING  # "calculate my score: 29, bachelor"
    left = _left_for_occupation(page, codes)
    job = _occupation(left, page, reading, occupations, asked=bool(want or topic))
    place = page.place(Span(*job.span)) if isinstance(job, Found) else None
    months, experience_unclear = read_experience(page, text, lengths, place)
    said = meant(
        "check",
        topic,
        category=category,
        draw=draw,
        crs=scores.crs,
        noc=job.group.noc if isinstance(job, Found) else None,
        occupation_said=job.said if isinstance(job, Found | Offered) else None,
        occupation_choices=_choices(job),
        submission=submitted.submission,
        experience_months=months,
        change=Change(moved.crs, moved.submitted_days) if moved != NOT_MOVED else None,
        unclear=(
            *_if_any(scores.unclear),
            *_unknown_code(job),
            *submitted.unclear,
            *_if_any(vague),
            *_if_any(experience_unclear),
            *_if_any(draw_unclear),
        ),
        assumed=submitted.assumed,
        owned=scores.owned or bool(_DECLARES.regex.search(whole)),
    )
    if topic == "no_promise" and _has_facts(said) and _CHANCES.regex.search(text):
        said = said.wanting("check")  # one's own chances are where one stands
    tries = supposed is not None or (scores.later and want != "history")
    if not asked and want in (None, "check") and _only_an_occupation(said):
        tries = tries or asks_of_others(whole)
    if want == "remaining" and said.draw is not None and asks_of_figures(text):
        said = replace(said, draw=None)  # "the first draw had 1,250, another 2,050 could follow"
    said = _with_intent(said, want, tries, alone=tries and not (not asked and needs_a_fact(whole)))
    asks = said.intent in ("remaining", "history", "latest")
    year = year_asked(page.text, today.year) if asks else None
    slot = slot_to_change(text) if not said.says_something and not topic else None
    if year is None and slot is None:
        return said
    return replace(said, year=year, asks_to_change=slot)


def _left_for_occupation(page: Page, codes: Sequence[tuple[int, int]]) -> str:
    """What is not understood yet, with the codes that were only hidden from other readers."""
    left = page.left_over()
    for start, end in codes:
        left = left[:start] + page.given[start:end] + left[end:]
    return NO_JOB.regex.sub(lambda first: CROSSED * len(first[0]), left)


def _occupation(
    left: str, page: Page, reading: Reading, occupations: OccupationIndex, *, asked: bool
) -> Job:
    """Read the occupation in what is left; a mere guess is no answer to a question."""
    if not _WORDS.regex.search(left):
        return NotFound()
    job = occupations.read(left, expected=reading.expecting == "occupation")
    if not isinstance(job, NotFound):  # in the person's own words, nothing crossed out
        job = replace(job, said=page.given[slice(*job.span)])
    guessed = isinstance(job, Offered) and job.why == "unsure"
    return NotFound() if guessed and asked and reading.expecting is None else job


def _with_intent(
    said: Understood, want: Question | None, supposed: bool, *, alone: bool
) -> Understood:
    """What the message wants, after what it says: facts are to be checked, what-ifs tried.

    ``alone``: it is a what-if even where it does not say what else.
    """
    facts = any(each.slot != "draw" for each in said.unclear) or _has_facts(said)
    if said.change is not None or (supposed and facts):
        return replace(said, owned=False).wanting("what_if")
    if said.topic is not None and not (facts and said.topic in _PLAIN_TOPICS):
        if said.topic == "trades_or_fst":
            said = replace(said, category=None)
        elif said.topic == "no_promise":  # a draw to come is none that is known
            unclear = tuple(each for each in said.unclear if each.slot != "draw")
            said = replace(said, draw=None, unclear=unclear)
        return replace(said, owned=facts and said.owned).wanting("explain", said.topic)
    about_draws = bool(said.draw or said.category or said.unclear)
    intent: Intent = "unknown"
    if want == "remaining" and said.draw is not None:
        intent = "latest"
    elif want in ("remaining", "history") or (want == "help" and not facts):
        intent = want
    elif facts or want == "check":
        intent = "check"
    elif want == "latest" or about_draws:
        intent = "latest"
    elif alone:
        intent = "what_if"
    return replace(said, owned=facts and said.owned).wanting(intent)


def _has_facts(said: Understood) -> bool:
    return (
        said.crs is not None
        or said.noc is not None
        or bool(said.occupation_choices)
        or said.submission is not None
        or said.experience_months is not None
    )


def _only_an_occupation(said: Understood) -> bool:
    job = said.noc is not None or bool(said.occupation_choices)
    alone = said.crs is None and said.submission is None and said.experience_months is None
    return job and alone and not said.unclear


def _if_any(unclear: Unclear | None) -> tuple[Unclear, ...]:
    return () if unclear is None else (unclear,)


def _unknown_code(job: Job) -> tuple[Unclear, ...]:
    if not isinstance(job, UnknownNoc):
        return ()
    nearest = tuple(group.noc for group in job.nearest)
    return (Unclear("occupation", job.said, "unknown_code", nearest),)


def _choices(job: Job) -> tuple[str, ...]:
    return tuple(group.noc for group in job.groups) if isinstance(job, Offered) else ()
