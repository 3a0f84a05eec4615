"""One-shot questions: the same machine and texts as in a conversation, and the answer as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.conversation.answers import (
    Subject,
    caveats,
    history,
    judged,
    ledger_of,
    remaining_for,
    subject_of,
)
from bot.conversation.events import Said
from bot.conversation.flows.claims import Heard, hear
from bot.conversation.flows.commands import behind_command, split_command
from bot.conversation.machine import heard, step
from bot.conversation.messages import Judged, NotACrsScore
from bot.conversation.states import Memory, Resting
from bot.conversation.world import World
from bot.reading import understand
from bot.reading.understood import (
    DEFAULT_CATEGORY,
    Intent,
    Lang,
    Reading,
    Unclear,
    Understood,
)
from bot.replies.markup import plain
from bot.replies.rendering import words
from knowledge.deadlines import profile_life, respond_by, respond_by_passed
from knowledge.draws import Draw
from knowledge.elsewhere import elsewhere
from knowledge.flips import Flip
from knowledge.parameters import Reference
from knowledge.plans import Count, NoPlan, Remaining
from knowledge.verdicts import Criterion, Verdict

SCHEMA = 1

_REASON = {"unknown_code": "impossible", "unknown_draw": "impossible"}
"""A NOC code or draw that does not exist is impossible in the contract's words."""

_COMMAND_INTENT: dict[str, Intent] = {
    "start": "check",
    "check": "check",
    "whatif": "what_if",
    "latest": "latest",
    "remaining": "remaining",
    "history": "history",
    "pool": "explain",
    "help": "help",
    "privacy": "explain",
}


@dataclass(frozen=True, slots=True)
class Asking:
    """One question and everything its answer is made of."""

    understood: Understood
    heard: Heard
    subject: Subject
    world: World
    lang: Lang
    text: str

    @property
    def judges(self) -> bool:
        """Whether the answer holds a verdict."""
        intent = self.understood.intent
        return intent in ("check", "what_if") or not self.heard.profile.is_empty


def ask(text: str, world: World, lang: Lang) -> Asking:
    """Answer one question without any memory."""
    state = Resting(Memory(lang=lang))
    command = split_command(text)
    body = text if command is None else command[1]
    reading = Reading(world.now, lang, category=world.category or DEFAULT_CATEGORY)
    understood = understand(body, reading, world.knowledge, world.occupations)
    if command is not None:
        understood = behind_command(*command, understood)
    if command is None:
        transition = heard(state, understood, world)
    else:
        transition = step(state, Said(text), world)
        intent = _COMMAND_INTENT.get(command[0], "unknown")
        understood = (
            Understood() if intent == "unknown" else understood.wanting(intent, understood.topic)
        )
    lang = transition.state.memory.lang  # "in French please" is answered in French
    found = hear(Memory(lang=lang), understood, world, what_if=understood.intent == "what_if")
    subject = subject_of(world, understood.category, understood.draw)
    said = plain(words(transition.replies, lang))
    return Asking(understood, found, subject, world, lang, said)


def as_json(asked: Asking) -> dict[str, Any]:
    """The answer as one JSON object, as the contract gives it."""
    world, subject = asked.world, asked.subject
    told = asked.understood.intent not in ("help", "unknown") or asked.judges
    judgement = None
    if asked.judges and subject.draw is not None:
        judgement = judged(asked.heard.profile, subject.draw, world)
    left = remaining_for(subject.category, world, asked.understood.year) if told else None
    about = subject.draw if asked.understood.intent != "remaining" or asked.judges else None
    warned = caveats(world, about, asked.heard.profile, left) if told else ()
    newest = ledger_of(world).newest()
    ledger = world.knowledge.draws
    return {
        "schema": SCHEMA,
        "as_of": instant(world.now),
        "understood": _understood(asked),
        "profile_life": _profile_life(asked),
        "draw": _draw(subject.draw, asked) if told else None,
        "verdict": None if judgement is None else _verdict(judgement.verdict),
        "elsewhere": _elsewhere(asked) if asked.judges else None,
        "remaining": None if left is None else _remaining(left, world),
        "flip": None if judgement is None else _flip(judgement.flip),
        "history": _history(asked),
        "notices": list(dict.fromkeys(caveat.code for caveat in warned)),
        "knowledge": {
            "version": world.knowledge.version,
            "newest_draw": None if newest is None else newest.number,
            "newest_draw_on": None if newest is None else newest.drawn_on.isoformat(),
            "feed_read_at": None if ledger.read_at is None else instant(ledger.read_at),
        },
        "text": asked.text,
    }


def instant(value: datetime) -> str:
    """An instant in UTC, to the second.

    >>> instant(datetime(2024, 11, 5, 22, 36, 9, tzinfo=UTC))
    '2024-11-05T22:36:09Z'
    """
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _understood(asked: Asking) -> dict[str, Any]:
    said, world = asked.understood, asked.world
    group = world.occupations.group(said.noc) if said.noc else None
    submission = said.submission
    change: dict[str, int] = {}
    if said.change is not None:
        pairs = (("crs", said.change.crs), ("submitted_days", said.change.submitted_days))
        change = {slot: amount for slot, amount in pairs if amount is not None}
    at = None if submission is None else submission.instant
    return {
        "intent": said.intent,
        "category": said.category or world.category,
        "draw": said.draw or (None if said.category else world.draw),
        "crs": said.crs,
        "noc": said.noc,
        "occupation": None if group is None else _title(asked, group.noc),
        "occupation_choices": [
            {"noc": noc, "title": _title(asked, noc)} for noc in said.occupation_choices
        ],
        "submitted_on": None if submission is None else submission.on.isoformat(),
        "submitted_at": None if at is None else instant(at),
        "time_zone": None if submission is None else submission.zone,
        "experience_months": said.experience_months,
        "change": change or None,
        "unclear": [
            {
                "slot": unclear.slot,
                "said": unclear.said,
                "reason": _REASON.get(unclear.reason, unclear.reason),
                "readings": list(unclear.readings),
            }
            for unclear in (*said.unclear, *_impossible_change(asked))
        ],
        "assumed": [
            {"slot": assumed.slot, "what": assumed.what, "value": assumed.value}
            for assumed in said.assumed
        ],
    }


def _impossible_change(asked: Asking) -> tuple[Unclear, ...]:
    """A relative what-if that leads outside the possible scores."""
    if any(unclear.slot == "crs" for unclear in asked.understood.unclear):
        return ()
    return tuple(
        Unclear("crs", problem.said, "out_of_range")
        for problem in asked.heard.problems
        if isinstance(problem, NotACrsScore)
    )


def _title(asked: Asking, noc: str) -> str | None:
    group = asked.world.occupations.group(noc)
    if group is None:
        return None
    return group.title_fr if asked.lang == "fr" else group.title_en


def _source(reference: Reference) -> dict[str, Any]:
    return {
        "title": reference.title,
        "href": reference.href,
        "seen_on": reference.seen_on.isoformat(),
    }


def _profile_life(asked: Asking) -> dict[str, Any] | None:
    life = profile_life(asked.heard.profile, asked.world.knowledge.rules, asked.world.now)
    if life is None:
        return None
    return {"expires_on": life.expires_on.isoformat(), "expired": life.expired}


def _elsewhere(asked: Asking) -> list[dict[str, Any]] | None:
    world = asked.world
    found = elsewhere(asked.heard.profile, asked.subject.category, world.knowledge, world.now)
    if found is None:
        return None
    return [
        {
            "category": other.draw.category,
            "draw": other.draw.number,
            "outcome": other.verdict.outcome,
            "needs": list(other.verdict.needs),
        }
        for other in found
    ]


def _draw(draw: Draw | None, asked: Asking) -> dict[str, Any] | None:
    if draw is None:
        return None
    knowledge, now = asked.world.knowledge, asked.world.now
    return {
        "number": draw.number,
        "drawn_on": draw.drawn_on.isoformat(),
        "category": draw.category,
        "version": draw.version,
        "itas": draw.itas,
        "crs_cutoff": draw.crs_cutoff,
        "tie_break_at": None if draw.tie_break_at is None else instant(draw.tie_break_at),
        "respond_by": respond_by(draw, knowledge.rules).isoformat(),
        "respond_by_passed": respond_by_passed(draw, knowledge.rules, now),
        "source": _source(draw.source),
        "page": knowledge.page_of(draw, asked.lang),
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "outcome": verdict.outcome,
        "criteria": [_criterion(criterion) for criterion in verdict.criteria],
        "needs": list(verdict.needs),
    }


def _criterion(criterion: Criterion) -> dict[str, Any]:
    found: dict[str, Any] = {
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


def _flip(flip: Flip | None) -> dict[str, Any] | None:
    if flip is None:
        return None
    before = flip.submitted_before
    return {
        "points_more": flip.points_more,
        "submitted_before": None if before is None else instant(before),
        "other": flip.obstacle,
    }


def _history(asked: Asking) -> list[dict[str, Any]] | None:
    if asked.understood.intent != "history":
        return None
    rows = history(asked.subject.category, asked.heard.profile, asked.world).rows
    return [{"draw": _draw(draw, asked), "verdict": _row_verdict(found)} for draw, found in rows]


def _row_verdict(found: Judged | None) -> dict[str, Any] | None:
    return None if found is None else _verdict(found.verdict)


def _remaining(left: Remaining, world: World) -> dict[str, Any]:
    past = [
        {"year": plan.year, "planned": plan.count.planned, "issued": plan.count.issued}
        | {"unissued": plan.count.rest}
        for plan in left.past
    ]
    if isinstance(left, NoPlan):
        sources = {draw.source: None for draw in left.draws}
        figures: dict[str, Any] = {"status": "no_plan", "planned": None, "issued": left.issued}
        figures |= {"may_remain": None, "unissued": None, "window": None}
        figures |= {"sources": [_source(source) for source in sources], "other_readings": []}
    else:
        figures = _reading(left.count, left.plan.references, world)
        figures["other_readings"] = [_reading(count, (), world) for count in left.others]
    return {"year": left.year} | figures | {"past_plans": past}


def _reading(count: Count, plan: tuple[Reference, ...], world: World) -> dict[str, Any]:
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
        "sources": [_source(reference) for reference in references.values()],
    }
