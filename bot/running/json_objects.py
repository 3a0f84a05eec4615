"""Answers as data: what was understood, judged and is stored, in the words of the JSON contract."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.conversation.world import World
from bot.reading.occupations.reader import OccupationIndex
from bot.reading.understood import Change, Lang, Slot, Unclear, Understood, Want
from knowledge.deadlines import respond_by, respond_by_passed
from knowledge.draws import Draw
from knowledge.flips import Flip
from knowledge.own_dates import OwnDates
from knowledge.parameters import Reference
from knowledge.plans import Count, NoPlan, Remaining
from knowledge.profiles import Between, Profile
from knowledge.verdicts import Criterion, Verdict

SCHEMA = 2

Object = dict[str, Any]

_REASON = {
    "unknown_code": "impossible",
    "unknown_draw": "impossible",
    "month_only": "ambiguous",
}
"""A NOC code or draw that does not exist is impossible in the contract's words."""

_PROFILE = (
    *("crs", "crs_on", "scores", "noc", "submitted_on", "submitted_at", "submitted_time"),
    *("submitted_between", "time_zone", "earlier_submitted_on", "experience_months"),
    *("canadian_experience_months", "french_nclc", "nomination"),
)


def instant(value: datetime) -> str:
    """An instant in UTC, to the second.

    >>> instant(datetime(2024, 11, 5, 22, 36, 9, tzinfo=UTC))
    '2024-11-05T22:36:09Z'
    """
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def facts_object(profile: Profile) -> Object:
    """What is known of one person; null where nothing was said.

    >>> facts_object(Profile(480))["crs"]
    480
    """
    submission, at = profile.submission, None
    if submission is not None:
        at = submission.instant
    clock = None if submission is None else submission.at
    seconds = submission is not None and submission.to_the_second
    values = (
        profile.crs,
        _day(profile.crs_on),
        [{"crs": each.crs, "on": _day(each.on)} for each in profile.scores],
        profile.noc,
        None if submission is None else submission.on.isoformat(),
        None if at is None else instant(at),
        None if clock is None else clock.strftime("%H:%M:%S" if seconds else "%H:%M"),
        _between(profile.submitted_between),
        None if submission is None else submission.zone,
        _day(profile.earlier_submitted_on),
        profile.experience_months,
        profile.canadian_experience_months,
        profile.french_nclc,
        profile.nomination,
    )
    return dict(zip(_PROFILE, values, strict=True))


def dates_object(dates: OwnDates) -> Object:
    """The days that a person had kept beside the profile; null where none is.

    >>> dates_object(OwnDates(birthday="03-12"))["birthday"]
    '03-12'
    """
    return {
        "invited_on": _day(dates.invited_on),
        "tested_on": _day(dates.tested_on),
        "working_since": _day(dates.working_since),
        "birthday": dates.birthday,
    }


def changed_slots(before: Profile, after: Profile) -> list[str]:
    """The slots whose value is another one, those that follow from others left out."""
    was, now = facts_object(before), facts_object(after)
    left_out = ("scores", "earlier_submitted_on")
    return [slot for slot in _PROFILE if slot not in left_out and was[slot] != now[slot]]


def understood_object(said: Understood, world: World, lang: Lang) -> Object:
    """What a message was understood to say."""
    facts = facts_object(said.facts)
    group = world.occupations.group(said.noc) if said.noc else None
    choices = [
        {"noc": noc, "title": title(world.occupations, noc, lang)}
        for noc in said.occupation_choices
    ]
    return (
        {"intent": said.intent, "topic": said.topic}
        | {"wants": _wants(said.wants), "did_you_mean": _wants(said.perhaps)}
        | {
            "about": said.about,
            "category": said.category or world.category,
            "draw": said.draw or (None if said.category else world.draw),
        }
        | {slot: facts[slot] for slot in ("crs", "crs_on", "scores", "noc")}
        | {
            "occupation": None if group is None else title(world.occupations, group.noc, lang),
            "occupation_choices": choices,
        }
        | {slot: facts[slot] for slot in _PROFILE[4:]}
        | {"change": _change(said.change)}
        | {
            "not_taken": [
                {"slot": each.slot, "said": each.said, "why": each.why} for each in said.not_taken
            ],
            "unclear": [_unclear(each) for each in said.unclear],
            "assumed": [
                {"slot": each.slot, "what": each.what, "value": each.value} for each in said.assumed
            ],
        }
    )


def title(occupations: OccupationIndex, noc: str, lang: Lang) -> str | None:
    """The official title of a unit group."""
    group = occupations.group(noc)
    if group is None:
        return None
    return group.title_fr if lang == "fr" else group.title_en


def draw_object(draw: Draw | None, world: World, lang: Lang) -> Object | None:
    """A draw with its source."""
    if draw is None:
        return None
    rules = world.knowledge.rules
    return {
        "number": draw.number,
        "drawn_on": draw.drawn_on.isoformat(),
        "category": draw.category,
        "version": draw.version,
        "itas": draw.itas,
        "crs_cutoff": draw.crs_cutoff,
        "tie_break_at": None if draw.tie_break_at is None else instant(draw.tie_break_at),
        "respond_by": respond_by(draw, rules).isoformat(),
        "respond_by_passed": respond_by_passed(draw, rules, world.now),
        "source": source_object(draw.source),
        "page": world.knowledge.page_of(draw, lang),
    }


def source_object(reference: Reference) -> Object:
    """Where a fact comes from."""
    return {
        "title": reference.title,
        "href": reference.href,
        "seen_on": reference.seen_on.isoformat(),
    }


def verdict_object(verdict: Verdict | None) -> Object | None:
    """An outcome with its criteria and what is still to be asked."""
    if verdict is None:
        return None
    return {
        "outcome": verdict.outcome,
        "criteria": [_criterion(criterion) for criterion in verdict.criteria],
        "needs": list(verdict.needs),
    }


def flip_object(flip: Flip | None) -> Object | None:
    """What would have turned the outcome."""
    if flip is None:
        return None
    before = flip.submitted_before
    return {
        "points_more": flip.points_more,
        "submitted_before": None if before is None else instant(before),
        "other": flip.obstacle,
    }


def remaining_object(left: Remaining, world: World) -> Object:
    """Planned, issued and what may remain in a year."""
    past = [
        {"year": plan.year, "planned": plan.count.planned, "issued": plan.count.issued}
        | {"unissued": plan.count.rest}
        for plan in left.past
    ]
    if isinstance(left, NoPlan):
        sources = {draw.source: None for draw in left.draws}
        figures: Object = {"status": "no_plan", "planned": None, "issued": left.issued}
        figures |= {"may_remain": None, "unissued": None, "window": None}
        figures |= {"sources": [source_object(each) for each in sources], "other_readings": []}
    else:
        figures = _reading(left.count, left.plan.references, world)
        figures["other_readings"] = [_reading(count, (), world) for count in left.others]
    return {"year": left.year} | figures | {"past_plans": past}


def json_line(found: Mapping[str, object]) -> str:
    """JSON as one line for every reader: some take these characters of a text for its end."""
    import json

    text = json.dumps(found, ensure_ascii=False)
    for end in ("\x85", "\u2028", "\u2029"):
        text = text.replace(end, f"\\u{ord(end):04x}")
    return f"{text}\n"


def _wants(wants: tuple[Want, ...]) -> list[Object]:
    return [{"intent": want.intent, "topic": want.topic} for want in wants]


def _change(change: Change | None) -> dict[str, int] | None:
    if change is None:
        return None
    pairs = (
        ("crs", change.crs),
        ("submitted_days", change.submitted_days),
        ("submitted_minutes", change.submitted_minutes),
    )
    return {slot: amount for slot, amount in pairs if amount is not None}


def _unclear(unclear: Unclear) -> Object:
    slot: Slot = unclear.slot
    return {
        "slot": slot,
        "said": unclear.said,
        "reason": _REASON.get(unclear.reason, unclear.reason),
        "readings": list(unclear.readings),
    }


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _between(span: Between | None) -> Object | None:
    return None if span is None else {"since": _day(span.since), "until": _day(span.until)}


def _criterion(criterion: Criterion) -> Object:
    found: Object = {
        "name": criterion.name,
        "state": criterion.state,
        "reason": criterion.reason,
    }
    numbers = (
        ("points", criterion.points),
        ("required", criterion.required),
        ("given", criterion.given),
    )
    return found | {name: number for name, number in numbers if number is not None}


def _reading(count: Count, plan: tuple[Reference, ...], world: World) -> Object:
    """One reading of a plan's window with its figures."""
    status, window = count.status(world.now.date()), count.reading.window
    references = {reference.href: reference for reference in (*plan, *count.reading.references)}
    return {
        "status": status,
        "planned": count.planned,
        "issued": count.issued,
        "may_remain": count.rest if status == "open" else None,
        "unissued": count.rest if status == "over" else None,
        "window": {"since": window.since.isoformat(), "until": window.until.isoformat()},
        "sources": [source_object(reference) for reference in references.values()],
    }
