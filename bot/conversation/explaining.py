"""A matter explained: the draw that is talked about, and the numbers of the one who is shown."""

from __future__ import annotations

from datetime import date

from bot.conversation.answers import (
    freshness_of,
    judged,
    ledger_of,
    newest_pool,
    other_draws,
    pages_of,
    remaining_for,
    subject_in,
)
from bot.conversation.messages import Explained
from bot.conversation.states import Memory
from bot.conversation.world import World
from bot.reading.understood import Topic
from knowledge.deadlines import respond_by
from knowledge.draws import Draw
from knowledge.occupations.groups import UnitGroup
from knowledge.rulebook import rules_of


def explained(topic: Topic, memory: Memory, world: World, job: str | None = None) -> Explained:
    """A matter explained with the newest draw's numbers and those of the one who is shown.

    ``job`` is the code of an occupation that was asked about.
    """
    subject, today, profile = subject_in(memory, world), world.now.date(), memory.real
    if topic in ("category", "validity"):
        profile = memory.shown
    noc = job or profile.noc
    rules, draw, ledger = world.knowledge.rules, subject.draw, ledger_of(world)
    counted = newest_pool(world)
    return Explained(
        topic,
        profile,
        world.occupations.group(noc) if noc else None,
        job is not None,
        memory.of,
        () if draw is None else _listed(draw, world),
        draw,
        None if draw is None else rules_of(draw, world.knowledge),
        None if draw is None or profile.is_empty else judged(profile, draw, world),
        remaining_for(subject.category, world),
        memory.zone,
        rules.itas_days_to_apply.on(today).value,
        rules.profile_life_months.on(today).value,
        next((caveat.since for caveat in world.knowledge.caveats_on(today)), None),
        next((past.since for past in rules.job_offer_points.history if not past.value), None),
        None if draw is None else respond_by(draw, world.knowledge.rules),
        None if draw is None else _list_since(draw, world),
        ledger,
        None if counted is None else counted[1],
        other_draws(profile, subject, world),
        freshness_of(world),
        today,
        world.knowledge.topics,
        world.knowledge.pages,
        ("", "") if draw is None else pages_of(draw, world),
    )


def _listed(draw: Draw, world: World) -> tuple[UnitGroup, ...]:
    """The occupations of the list that the draw used; none where it used none."""
    nocs = rules_of(draw, world.knowledge).nocs or ()
    groups = (world.occupations.group(noc) for noc in sorted(nocs))
    return tuple(group for group in groups if group is not None)


def _list_since(draw: Draw, world: World) -> date | None:
    category = world.knowledge.categories.get(draw.category)
    history = category.versions.history if category and category.versions else ()
    return next(
        (past.since for past in history if past.value and past.value.id == draw.version), None
    )
