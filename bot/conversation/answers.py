"""Puts answers together from the facts: values only, the texts say them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from bot.conversation.messages import (
    Answer,
    Caveat,
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
from bot.conversation.states import NOTHING_SAID, Memory
from bot.conversation.world import World
from bot.reading.understood import DEFAULT_CATEGORY
from knowledge.deadlines import respond_by
from knowledge.draws import UNKNOWN, Category, Draw, DrawLedger
from knowledge.elsewhere import elsewhere
from knowledge.flips import flip
from knowledge.plans import NoPlan, Remaining
from knowledge.pools import Pool
from knowledge.profiles import Between, Profile
from knowledge.rulebook import (
    eligible_invited,
    joined_list_on,
    left_list_on,
    remaining_of,
    rules_of,
)
from knowledge.verdicts import DrawRules, Verdict, add_months, judge

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
    """What the talk is about at present; a tie-break that the person has read stands for ours."""
    subject = subject_of(world, memory.category, memory.draw)
    draw = subject.draw
    if draw is None or draw.tie_break_at is not None:
        return subject
    read = next((each.at for each in memory.tie_breaks if each.draw == draw.number), None)
    return subject if read is None else replace(subject, draw=replace(draw, tie_break_at=read))


def remaining_for(category: str, world: World, year: int | None = None) -> Remaining:
    """What may remain for the category, as known at the world's instant."""
    return remaining_of(category, world.knowledge, world.now, year)


def freshness_of(world: World) -> Freshness:
    """How fresh the data behind an answer are."""
    ledger = ledger_of(world)
    return Freshness(ledger.newest(), ledger.complete_until, ledger.read_at)


def verdict_of(profile: Profile, draw: Draw, world: World) -> Verdict:
    """Where the profile stands in the draw, for who needs no more than that."""
    return judge(profile, draw, rules_of(draw, world.knowledge))


def judged(profile: Profile, draw: Draw, world: World, verdict: Verdict | None = None) -> Judged:
    """The profile judged in the draw, with the flip and how the occupation stands to the list.

    ``verdict`` for who has it already.
    """
    rules = rules_of(draw, world.knowledge)
    verdict = judge(profile, draw, rules) if verdict is None else verdict
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
        world.now,
        pages_of(subject.draw, world),
        respond_by(subject.draw, world.knowledge.rules),
        zone,
        subject.latest,
        None if real is None else judged(real, subject.draw, world),
        previous=_before(subject.draw, world),
        elsewhere=_way_on(here, subject, world, real),
    )


def _way_on(
    here: Judged, subject: Subject, world: World, real: Profile | None
) -> tuple[Judged, ...]:
    """After a no, the other kinds of draw; of a what-if those that it opens."""
    if here.verdict.outcome != "not_invited":
        return ()
    found = other_draws(here.profile, subject, world)
    if real is None:
        return found
    others = elsewhere(real, subject.category, world.knowledge, world.now)
    before = {each.draw: each.verdict.outcome for each in others or ()}
    return tuple(
        each
        for each in found
        if each.verdict.outcome == "invited" != before.get(each.draw, "not_invited")
    )


def _before(draw: Draw, world: World) -> Draw | None:
    """The draw of that kind before it."""
    earlier = [
        each for each in ledger_of(world).of_category(draw.category) if each.order < draw.order
    ]
    return earlier[-1] if earlier else None


def pool_days(draw: Draw, world: World) -> Between:
    """The days of submission with which a profile was surely in the pool that day.

    Neither the draw's own day nor the one on which a profile expires is sure.
    """
    months, day = rules_of(draw, world.knowledge).profile_life_months, timedelta(days=1)
    return Between(add_months(draw.drawn_on, -months) + day, draw.drawn_on - day)


def latest_draw(
    subject: Subject,
    world: World,
    zone: str | None,
    profile: Profile = NOTHING_SAID,
    person: str | None = None,
) -> LatestDraw | NoDrawYet:
    """The draw of the subject, with the one before it, and how that profile stands in it.

    ``person`` is the label of somebody else whose it is.
    """
    if subject.draw is None:
        left = remaining_for(subject.category, world)
        return NoDrawYet(subject.category, left, freshness_of(world))
    return LatestDraw(
        subject.draw,
        rules_of(subject.draw, world.knowledge),
        _before(subject.draw, world),
        caveats(world, subject.draw, Profile(), None),
        freshness_of(world),
        pages_of(subject.draw, world),
        zone,
        subject.latest,
        None if profile.is_empty else judged(profile, subject.draw, world),
        person,
    )


def remaining_report(category: str, world: World, year: int | None) -> RemainingReport:
    """What was planned, issued and may remain in the year."""
    left = remaining_for(category, world, year)
    warned, fresh = caveats(world, None, Profile(), left), freshness_of(world)
    invited = eligible_invited(world.knowledge, world.now) if category == "trades" else ()
    elsewhere_too = [entry for entry in invited if entry[0] <= left.year]
    return RemainingReport(
        category, left, warned, fresh, elsewhere_too[-1] if elsewhere_too else None
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


def newest_pool(world: World) -> tuple[Draw, Pool] | None:
    """The newest distribution of the pool; what the feed told goes before ours."""
    for draw in reversed(ledger_of(world).draws):
        pool = world.pools.get(draw.number) or world.knowledge.pool(draw.number)
        if pool is not None:
            return draw, pool
    return None


def pool_report(crs: int | None, world: World, *, as_text: bool = False) -> PoolReport | Remark:
    """The newest distribution of the pool that is known."""
    newest = newest_pool(world)
    if newest is None:
        return Remark("no_pool_yet")
    draw, pool = newest
    codes = tuple(
        caveat
        for caveat in caveats(world, draw, Profile(), None)
        if caveat.code in ("data_ends", CRS_CHANGE)
    )
    counted = _counted(world)
    return PoolReport(draw, pool, crs, codes, freshness_of(world), as_text, counted=counted)


def _counted(world: World) -> tuple[Pool, ...]:
    """Every count of the pool up to that day, the oldest first; a day has one, the last told."""
    found: dict[date, Pool] = {}
    for draw in ledger_of(world).draws:
        pool = world.pools.get(draw.number) or world.knowledge.pool(draw.number)
        if pool is not None:
            found[pool.as_on] = pool
    return tuple(found[on] for on in sorted(found))


def pages_of(draw: Draw, world: World) -> tuple[str, str]:
    """The draw's official page, in English and in French."""
    return world.knowledge.page_of(draw, "en"), world.knowledge.page_of(draw, "fr")


def other_draws(profile: Profile, subject: Subject, world: World) -> tuple[Judged, ...]:
    """How the profile stands in the newest draw of each other kind, the likeliest first."""
    found = elsewhere(profile, subject.category, world.knowledge, world.now)
    return tuple(judged(profile, other.draw, world, other.verdict) for other in found or ())


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
            Caveat(caveat.code, caveat.since)
            for caveat in world.knowledge.caveats
            if draw.drawn_on < caveat.since <= today
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
