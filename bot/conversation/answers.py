"""Puts answers together from the facts: values only, the texts say them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, get_args

from bot.conversation.messages import (
    Answer,
    Caveat,
    Explained,
    Freshness,
    History,
    Job,
    Judged,
    LatestDraw,
    NoDrawYet,
    PoolReport,
    RemainingReport,
    Remark,
)
from bot.conversation.messages.answers import WrittenTopic
from bot.conversation.states import NOTHING_SAID, Memory
from bot.conversation.world import World
from bot.reading.understood import DEFAULT_CATEGORY, Topic
from knowledge.draws import UNKNOWN, Category, Draw, DrawLedger
from knowledge.flips import flip
from knowledge.plans import NoPlan, Remaining
from knowledge.profiles import Profile
from knowledge.rulebook import joined_list_on, left_list_on, remaining_of, rules_of
from knowledge.verdicts import DrawRules, judge

STALE_AFTER = timedelta(hours=24)
"""So long after the last good reading of the feed an answer says so."""
CRS_CHANGE: Final = "crs_rules_may_have_changed"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question is about: a category and one of its draws, None where it has had none."""

    category: str
    draw: Draw | None
    latest: bool


def ledger_of(world: World) -> DrawLedger:
    """The draws held up to the world's day."""
    return world.knowledge.draws.known(world.now)


def subject_of(world: World, category: str | None = None, draw: str | None = None) -> Subject:
    """The draw a question is about; by default the newest of the category, by default trades.

    A draw number that is not known by that day is treated as not given.
    """
    ledger = ledger_of(world)
    number = draw or (None if category else world.draw)
    named = ledger.draw(number) if number else None
    if named is not None:
        newest = ledger.latest(named.category, world.now)
        return Subject(named.category, named, named == newest)
    wanted = category or world.category or DEFAULT_CATEGORY
    return Subject(wanted, ledger.latest(wanted, world.now), True)


def subject_in(memory: Memory, world: World) -> Subject:
    """What the talk is about at present."""
    return subject_of(world, memory.category, memory.draw)


def remaining_for(category: str, world: World, year: int | None = None) -> Remaining:
    """What may remain for the category, as known at the world's instant."""
    return remaining_of(category, world.knowledge, world.now, year)


def freshness_of(world: World) -> Freshness:
    """How fresh the data behind an answer are."""
    ledger = ledger_of(world)
    return Freshness(ledger.newest(), ledger.complete_until, ledger.read_at)


def judged(profile: Profile, draw: Draw, world: World) -> Judged:
    """The profile judged in the draw, with the flip and how the occupation stands to the list."""
    rules = rules_of(draw, world.knowledge)
    verdict = judge(profile, draw, rules)
    category = world.knowledge.categories.get(draw.category)
    job = _job(profile.noc, draw, rules, category, world)
    return Judged(profile, draw, rules, verdict, flip(profile, draw, rules, verdict), job)


def _job(
    noc: str | None, draw: Draw, rules: DrawRules, category: Category | None, world: World
) -> Job | None:
    group = world.occupations.group(noc) if noc else None
    if group is None:
        return None
    if rules.nocs is None or category is None or group.noc in rules.nocs:
        return Job(group)
    nearest, nearest_left = world.occupations.nearest_listed(group, rules.nocs), None
    if nearest is None and group.near is not None:  # a chef's is the cook, who left the list
        nearest_left = left_list_on(group.near, category, draw.drawn_on)
        nearest = None if nearest_left is None else world.occupations.group(group.near)
    return Job(
        group,
        left_list_on(group.noc, category, draw.drawn_on),
        joined_list_on(group.noc, category, draw.drawn_on, world.now.date()),
        nearest,
        nearest_left,
    )


def beside_reasons(warned: tuple[Caveat, ...], here: Judged) -> tuple[Caveat, ...]:
    """The warnings without the one that is a reason already: that the tie-break is not known."""
    if here.verdict["tie_break"].reason != "unknown_tie_break":
        return warned
    return tuple(caveat for caveat in warned if caveat.code != "tie_break_unknown")


def answer(
    profile: Profile, subject: Subject, world: World, zone: str | None, real: Profile | None = None
) -> Answer | NoDrawYet:
    """Where the profile stands in the draw, and what may remain for its category this year.

    ``real`` is the person's own profile where ``profile`` is a what-if.
    """
    left = remaining_for(subject.category, world)
    if subject.draw is None:
        return NoDrawYet(subject.category, left, freshness_of(world))
    here = judged(profile, subject.draw, world)
    return Answer(
        here,
        left,
        beside_reasons(caveats(world, subject.draw, profile, left), here),
        freshness_of(world),
        zone,
        subject.latest,
        None if real is None else judged(real, subject.draw, world),
    )


def latest_draw(
    subject: Subject, world: World, zone: str | None, profile: Profile = NOTHING_SAID
) -> LatestDraw | NoDrawYet:
    """The draw of the subject, with the one before it, and how that profile stands in it."""
    if subject.draw is None:
        left = remaining_for(subject.category, world)
        return NoDrawYet(subject.category, left, freshness_of(world))
    draws = ledger_of(world).of_category(subject.category)
    at = draws.index(subject.draw)
    return LatestDraw(
        subject.draw,
        rules_of(subject.draw, world.knowledge),
        draws[at - 1] if at else None,
        caveats(world, subject.draw, Profile(), None),
        freshness_of(world),
        zone,
        subject.latest,
        None if profile.is_empty else judged(profile, subject.draw, world),
    )


def remaining_report(category: str, world: World, year: int | None) -> RemainingReport:
    """What was planned, issued and may remain in the year."""
    left = remaining_for(category, world, year)
    return RemainingReport(
        category, left, caveats(world, None, Profile(), left), freshness_of(world)
    )


def history(
    category: str, profile: Profile, world: World, page: int = 1, *, as_text: bool = False
) -> History:
    """Every draw of the category, newest first, with the profile's verdict in each.

    A page that is not there (any more) is the nearest one that is.
    """
    draws = ledger_of(world).of_category(category)
    rows = tuple(
        (draw, None if profile.is_empty else judged(profile, draw, world))
        for draw in reversed(draws)
    )
    newest = draws[-1] if draws else None
    codes = tuple(
        caveat
        for caveat in caveats(world, newest, profile, None)
        if caveat.code != "tie_break_unknown"
    )
    told = History(category, rows, profile, codes, freshness_of(world), as_text=as_text)
    return replace(told, page=min(max(page, 1), told.pages))


def pool_report(crs: int | None, world: World, *, as_text: bool = False) -> PoolReport | Remark:
    """The newest distribution of the pool that is known; what the feed told goes before ours."""
    for draw in reversed(ledger_of(world).draws):
        pool = world.pools.get(draw.number) or world.knowledge.pool(draw.number)
        if pool is not None:
            codes = tuple(
                caveat
                for caveat in caveats(world, draw, Profile(), None)
                if caveat.code in ("data_ends", CRS_CHANGE)
            )
            return PoolReport(draw, pool, crs, codes, freshness_of(world), as_text)
    return Remark("no_pool_yet")


_NEAREST: Mapping[Topic, WrittenTopic] = {
    "raise_score": "crs",
    "new_profile": "submission_date",
    "nothing_received": "invitation",
    "next_draw": "no_promise",
    "chances": "no_promise",
    "experience_rules": "category",
    "job_offer": "category",
    "certificate": "category",
    "language_test": "category",
    "how_to_start": "crs",
    "where_in_account": "submission_date",
    "other_draws": "category",
    "provinces": "trades_or_fst",
    "fees": "invitation",
    "family": "crs",
    "human_help": "no_promise",
    "permit_fear": "no_promise",
    "scam": "no_promise",
    "rumour": "no_promise",
    "about_bot": "privacy",
    "data_age": "privacy",
}
"""The text that comes nearest to a matter that has none of its own yet."""


def explained(topic: Topic, memory: Memory, world: World) -> Explained:
    """A matter explained with the newest draw's numbers and the person's own."""
    written = next((each for each in get_args(WrittenTopic) if each == topic), None)
    subject, today = subject_in(memory, world), world.now.date()
    rules = world.knowledge.rules
    return Explained(
        written or _NEAREST[topic],
        memory.profile,
        subject.draw,
        None if subject.draw is None else rules_of(subject.draw, world.knowledge),
        remaining_for(subject.category, world),
        memory.zone,
        rules.itas_days_to_apply.on(today).value,
        rules.profile_life_months.on(today).value,
        next((notice.since for notice in world.knowledge.notices_on(today)), None),
    )


def data_end(ledger: DrawLedger, now: datetime) -> bool:
    """Whether draws may be missing at that instant.

    With a feed: 24 hours after its last good reading. Without one: from the day after the facts.
    """
    if ledger.read_at is None:
        return now.date() > ledger.complete_until
    return now - ledger.read_at >= STALE_AFTER


def caveats(
    world: World, draw: Draw | None, profile: Profile, left: Remaining | None
) -> tuple[Caveat, ...]:
    """The warnings that belong to an answer about that draw and these invitations.

    An unknown tie-break concerns only a profile at the cut-off, or one whose score is not known.
    """
    found: list[Caveat] = []
    today, ledger = world.now.date(), world.knowledge.draws
    if data_end(ledger, world.now):
        found.append(Caveat("data_ends", ledger.complete_until))
    if draw is not None and (unknown := _newer_of_unknown_kind(draw, ledger_of(world))):
        found.append(Caveat("newer_draw_of_unknown_kind", unknown.drawn_on))
    if draw is not None:
        found += [
            Caveat(notice.code, notice.since)
            for notice in world.knowledge.notices
            if draw.drawn_on < notice.since <= today
        ]
        concerned = profile.crs in (None, draw.crs_cutoff)
        if (
            concerned
            and draw.tie_break_at is None
            and rules_of(draw, world.knowledge).tie_break_rule
        ):
            found.append(Caveat("tie_break_unknown", draw.drawn_on))
    if left is not None and not isinstance(left, NoPlan) and left.disputed:
        found.append(Caveat("window_disputed"))
    return tuple(found)


def _newer_of_unknown_kind(draw: Draw, ledger: DrawLedger) -> Draw | None:
    """The newest draw of a kind that is not known, where none of this draw's kind came after it."""
    strange = ledger.of_category(UNKNOWN)
    newest = ledger.of_category(draw.category)[-1:] or (draw,)
    return strange[-1] if strange and strange[-1].order > newest[0].order else None
