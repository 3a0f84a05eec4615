"""The longest that every kind of message can be, for the proof that every turn fits one message.

A text is made of parts whose length does not depend on each other: a title, a day, a number, a
place. So it is longest where each part is the longest there is; ``stretched`` puts it there,
although no such draw was ever held. Which sentences there are (by the outcome, the kind of draw,
what was said) comes from the samples and from ``shapes``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any, cast, get_args
from zoneinfo import available_timezones

from bot.conversation import answers
from bot.conversation.explaining import explained
from bot.conversation.flows.operating import MOST_LETTERS
from bot.conversation.messages import Explained, Message, OperatorCorrection, ScenarioLink
from bot.conversation.messages.own_data import KeptBackup
from bot.conversation.states import Memory
from bot.reading.understood import Lang, Topic
from bot.replies.markup import LONGEST_SAID, shown_length
from bot.replies.numbers import format_for
from bot.replies.rendering import LANGUAGES
from knowledge.draws import Draw, DrawLedger
from knowledge.occupations.groups import UnitGroup
from knowledge.profiles import Profile, Submission
from knowledge.verdicts import add_months
from tests.replies.samples import FACTS, OCCUPATIONS, TORONTO, WORLD, samples

DAY = date(2026, 9, 30)
"""30 September, 30 septembre: no day is longer."""
INSTANT = datetime(2026, 9, 30, 22, 22, 22, tzinfo=UTC)
ADDRESS = f"https://t.me/{'x' * 32}?start={'x' * 64}"
FILE = "x" * 255


@cache
def longest_group() -> UnitGroup:
    """No unit group has longer titles."""
    groups = [group for noc in OCCUPATIONS.codes if (group := OCCUPATIONS.group(noc))]
    english = max((group.title_en for group in groups), key=len)
    french = max((group.title_fr for group in groups), key=len)
    return UnitGroup("72106", english, french, None)


@cache
def longest_zone() -> str:
    """No place has a longer name, in both languages together."""
    told = [format_for(lang) for lang in LANGUAGES]
    zones = sorted(available_timezones())
    return max(zones, key=lambda zone: sum(len(each.place(zone)) for each in told))


def stretched(value: Any) -> Any:
    """The same message with the longest parts there are."""
    match value:
        case UnitGroup():
            return longest_group()
        case Draw():
            tie = None if value.tie_break_at is None else INSTANT
            held = replace(value, number="999z", drawn_on=DAY, tie_break_at=tie)
            return replace(held, itas=88_888, crs_cutoff=1_188)
        case Submission():
            at = None if value.at is None else time(22, 22, 22)
            zone = None if value.zone is None else longest_zone()
            return replace(value, on=DAY, at=at, to_the_second=at is not None, zone=zone)
        case Profile(crs, _, submission, months):
            return replace(
                value,
                crs=None if crs is None else 1_188,
                submission=stretched(submission),
                experience_months=None if months is None else 1_188,
            )
        case OperatorCorrection():
            return replace(value, text="x" * MOST_LETTERS)
        case Explained():  # a list is of many names, none of them the longest
            parts = _parts(value) | {"listed": value.listed}
            drawn = () if value.draw is None else (parts["draw"],)
            parts["ledger"] = replace(value.ledger, draws=(*value.ledger.draws, *drawn))
            return replace(value, **parts)
        case DrawLedger():  # its draws are told as counts and days
            return value
        case ScenarioLink():
            return replace(value, address=ADDRESS, job=stretched(value.job))
        case KeptBackup():
            return value._replace(name=FILE)
        case tuple():
            return tuple(map(stretched, value))
        case _ if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **_parts(value))
        case _:
            return value


def profiles(draw: Draw) -> Iterator[Profile]:
    """What makes the answers about a draw long: a tie on the very second, an occupation that is
    not listed or no longer, a time without a zone, too little of everything."""
    tied = draw.tie_break_at or datetime.combine(draw.drawn_on, time(12), UTC)
    at = Submission(tied.date(), tied.time().replace(second=0, microsecond=0))
    yield Profile(draw.crs_cutoff, "72106", replace(at, zone="Asia/Manila"), 1)
    yield Profile(draw.crs_cutoff, "63200", at)
    early = Submission(add_months(draw.drawn_on, -13))
    yield Profile(draw.crs_cutoff - 1, "73102", early, 14)


def shapes() -> Iterator[Message]:
    """Answers and explanations about one draw of every kind there is."""
    kinds = {
        (draw.category, draw.version, draw.tie_break_at is None, draw.note): draw
        for draw in FACTS.draws.draws
    }
    real = Profile(1, "72106", Submission(DAY))
    for draw in kinds.values():
        subject = answers.subject_of(WORLD, None, draw.number)
        for profile in profiles(draw):
            yield answers.answer(profile, subject, WORLD, TORONTO, real)
            yield explained("crs", Memory(profile, zone=TORONTO, draw=draw.number), WORLD)
        yield answers.latest_draw(subject, WORLD, TORONTO)
    for category in FACTS.categories:
        # Everything speaks against it in every draw.
        worst = Profile(100, "63200", Submission(WORLD.now.date()), 1)
        told = answers.history(category, worst, WORLD)
        yield from (replace(told, page=page) for page in range(1, told.pages + 1))
        yield explained("crs", Memory(real, category=category), WORLD)


@cache
def all_shapes() -> tuple[Message, ...]:
    """Every sample and shape, as it is and stretched; of explanations those of every matter."""
    found = (*samples().values(), *shapes())
    return tuple(
        each
        for message in found
        for told in (message, cast(Message, stretched(message)))
        for each in _of_every_topic(told)
    )


def _of_every_topic(told: Message) -> Iterator[Message]:
    """The same explained of every matter: what it is filled with does not depend on it."""
    if not isinstance(told, Explained):
        yield told
    else:
        yield from (replace(told, topic=topic) for topic in get_args(Topic))


def _parts(value: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields(value):
        part = getattr(value, field.name)
        if field.name == "said" and part:
            found[field.name] = "W" * (2 * LONGEST_SAID)
        elif field.name in ("zone", "quiet_zone") and isinstance(part, str):
            found[field.name] = longest_zone()
        elif isinstance(part, tuple) or is_dataclass(part):
            found[field.name] = stretched(part)
    return found


@cache
def longest(lang: Lang) -> Mapping[str, int]:
    """The most characters of a message of each kind; of fixed utterances, of each of them."""
    found: dict[str, int] = defaultdict(int)
    for message in all_shapes():
        length = shown_length(LANGUAGES[lang].say(message))
        found[kind(message)] = max(found[kind(message)], length)
    return found


def kind(message: Message) -> str:
    """What the bound is kept by."""
    what = getattr(message, "what", "")
    return f"{type(message).__name__} {what}" if what else type(message).__name__
