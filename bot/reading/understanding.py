"""Reads a message once: finds, owners, roles, decisions; then what it wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date

from bot.reading.beside.acts import read_act
from bot.reading.beside.clocks import read_tie_break
from bot.reading.beside.conditions import answering
from bot.reading.beside.follow_ups import with_draw, with_follow_up
from bot.reading.beside.sayings import HeardLine, sayings
from bot.reading.days.own_dates import own_dates
from bot.reading.days.time_answers import read_time, read_time_answer
from bot.reading.draws.categories import read_category
from bot.reading.draws.naming import naming
from bot.reading.excerpts import A_PAGE, excerpt
from bot.reading.finding import find
from bot.reading.laying_out import LaidOut, lay_out
from bot.reading.occupations.reader import OccupationIndex
from bot.reading.people import facts_by_person
from bot.reading.questions.details import only_a_year, without_form, year_asked
from bot.reading.questions.notices import wished
from bot.reading.questions.small_talk import read_small_talk
from bot.reading.text.page import Page
from bot.reading.text.tokens import Line
from bot.reading.understood import (
    NO_FACTS,
    NOTHING_WISHED,
    Intent,
    NotTaken,
    Reading,
    Understood,
    meant,
)
from bot.reading.wants.deciding import with_wants
from bot.reading.wants.scoring import Asked, asked
from bot.reading.whose.cues import word_set
from bot.reading.whose.items import decide_items
from knowledge.facts.shelf import Knowledge
from knowledge.own_dates import OwnDates
from knowledge.profiles import Profile, zone_named

_AMOUNTS = ("experience", "canadian_experience", "french")
_ASKS_NOTHING = ("unknown", "small_talk", "what_if")


def understand(
    text: str, reading: Reading, knowledge: Knowledge, occupations: OccupationIndex
) -> Understood:
    """Read one message, in English and French alike; pure, total, the same every time.

    Whatever has more than one reading is in ``unclear``, and its own field stays None. All
    characters that Telegram lets one write are read, without a word that goes on beyond them; of a
    pasted page the sentences that tell or ask most are read word by word.
    """
    zone = zone_named(reading.zone) if reading.zone else UTC
    today = reading.now.astimezone(zone).date()
    page, heard = _heard(text if len(text) <= A_PAGE else excerpt(text))
    if (act := read_act(heard)) is not None:
        return act
    details = sayings("details", heard.line)
    left = without_form(page, heard, details) if "in_words" in details else None
    if left is not None:
        page, heard = _heard(left)
    if (named := with_draw(page, heard)) is not None:
        page, heard = _heard(named)
    understood = _understood(page, heard, reading, today, knowledge, occupations)
    told = read_tie_break(page, heard, reading) if "tie_break" in heard.goes_on else None
    if told is not None:
        return Understood(tie_break=told, draw=understood.draw).wanting("check")
    understood = answering(understood, heard, reading)
    understood = with_follow_up(understood, heard, reading, knowledge.draws.known(reading.now))
    return understood if left is None else replace(understood, as_text=True)


def _heard(text: str) -> tuple[Page, HeardLine]:
    page = Page(text)
    return page, HeardLine(Line(page.text, (), asks=page.asks))


def _understood(
    page: Page,
    heard: HeardLine,
    reading: Reading,
    today: date,
    knowledge: Knowledge,
    occupations: OccupationIndex,
) -> Understood:
    if reading.expecting in _AMOUNTS and _is_none(heard.words):
        return _none_at_all(reading)
    if (small := read_small_talk(page, heard, answers=reading.expecting is not None)) is not None:
        return meant("small_talk", small=small)
    answer = None
    if reading.expecting == "submitted_time":
        answer = read_time_answer(page.given, reading, today)
    elif reading.on is not None:
        answer = read_time(page.given, reading, today)
    if answer is not None:
        return answer
    details = sayings("details", heard.line)
    year = only_a_year(heard, details, today.year) if "goes_on" in details else None
    if year is not None:
        return meant("remaining", year=year)
    return _read(page, heard, reading, today, knowledge, occupations)


def _is_none(words: Sequence[str]) -> bool:
    """Whether nothing but "none" is said, or "none at all"."""
    all_of_it = word_set("fillers", "at_all")
    return (
        words[:1] != () and words[0] in word_set("fillers", "none") and set(words[1:]) <= all_of_it
    )


def _none_at_all(reading: Reading) -> Understood:
    """The answer "none" to the question for an amount."""
    if reading.expecting == "experience":
        facts = Profile(experience_months=0)
    elif reading.expecting == "french":
        facts = Profile(french_nclc=0)
    else:
        facts = Profile(canadian_experience_months=0)
    return replace(meant("check"), facts=facts, about="self", ownership="answer")


def _read(
    page: Page,
    heard: HeardLine,
    reading: Reading,
    today: date,
    knowledge: Knowledge,
    occupations: OccupationIndex,
) -> Understood:
    wanted = asked(page.plain)
    want = None if wanted.wants[0] in _ASKS_NOTHING else wanted.wants[0]
    category = read_category(page, page.rest, want)
    provinces_own = _is_of_province(page, category)
    if category == "pnp" and provinces_own:
        category = None
    finds = find(
        page,
        heard.line,
        reading,
        knowledge,
        today,
        category,
    )
    said = lay_out(heard.line, page, finds, reading, today, knowledge, occupations)
    decided = decide_items(said, asks=want is not None and not (wanted.states and want == "check"))
    understood = facts_by_person(said, decided)
    if category is not None or finds.draw is not None:
        draw_said = None if provinces_own else finds.draw
        understood = replace(understood, category=category, draw=draw_said)
    if not provinces_own and finds.draw_unclear is not None:
        understood = replace(understood, unclear=(*understood.unclear, finds.draw_unclear))
    if provinces_own and understood.about is None and (crs := understood.crs) is not None:
        # "OINP invited with 410?"
        not_taken = (*understood.not_taken, NotTaken("crs", str(crs), "draw_figure"))
        understood = replace(understood, facts=NO_FACTS, supposed=False, not_taken=not_taken)
    understood = _wanting(understood, said, wanted, today)
    asks_nothing = (
        understood.intent in ("check", "what_if", "unknown") and not understood.says_something
    )
    if provinces_own and asks_nothing:
        understood = understood.wanting("explain", "provinces")
    if finds.draw is None and all(place in decided.facts for place in said.days):
        return understood  # no day that is perhaps one of their own life
    draw = knowledge.draws.known(reading.now).draw(finds.draw) if finds.draw else None
    return _telling(understood, own_dates(said, decided, None if draw is None else draw.drawn_on))


def _telling(said: Understood, dates: OwnDates) -> Understood:
    """The message with days beside the profile: alone, they are what it is about."""
    if dates.is_empty:
        return said
    plainly = said.intent == "unknown" or (said.intent == "check" and not said.says_something)
    return replace(said.wanting("dates") if plainly else said, dates=dates)


def _is_of_province(page: Page, category: str | None) -> bool:
    """Whether a draw that a message speaks of is a province's own, and none of the ministry's."""
    if page.words.isdisjoint(word_set("draws", "province")) or category not in (None, "pnp"):
        return False
    if category == "pnp" or not page.words.isdisjoint(word_set("fillers", "draws")):
        return True
    return any(True for _ in naming().every("province_invites", naming().row(page.text)))


def _supposes(laid: LaidOut) -> bool:
    """Whether a message supposes something that is no fact: "what if I do nothing"."""
    line = laid.scene.line
    return any(
        line.tokens[hit.last - 1].word in ("if", "si", "whatif", "suppose")
        for hit in laid.scene.owners.mood("suppose")
    )


def _wanting(said: Understood, laid: LaidOut, wanted: Asked, today: date) -> Understood:
    """What the message wants, after what it says."""
    said = with_wants(said, wanted, answers=laid.reading.expecting is not None)
    said = _with_notices(said, laid)
    if said.intent == "unknown" and not said.did_you_mean and _supposes(laid):
        said = said.wanting("what_if")
    if said.intent not in ("remaining", "history", "latest"):
        return said
    return replace(said, year=year_asked(Line(laid.page.text, ()), today.year))


def _with_notices(said: Understood, laid: LaidOut) -> Understood:
    """The message with how notices are wanted, which is then what it asks for."""
    if said.says_something or len(said.wants) > 1 or laid.reading.expecting is not None:
        return said
    likeliest = said.perhaps[0].intent if said.perhaps else said.intent
    found = wished(laid.page, likeliest)
    if found == NOTHING_WISHED:
        return said
    if said.category is not None and not found.kinds and said.intent == "subscribe":
        found = replace(found, kinds=(said.category,))
    intent: Intent = "subscribe"
    if found.without:
        intent = "unsubscribe"
    elif not found.kinds and found.only_changes is None:
        intent = "settings"
    category = said.category or (found.kinds[0] if found.kinds else None)
    return replace(said.wanting(intent), wished=found, category=category, did_you_mean=())
