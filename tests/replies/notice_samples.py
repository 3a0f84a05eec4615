"""Every notice the bot can send, on real draws and on some that are only made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.conversation import answers
from bot.conversation.messages import (
    Answer,
    DrawCorrected,
    DrawDigest,
    Freshness,
    Judged,
    Message,
    NewDraw,
    OperatorCorrection,
)
from knowledge.draws import Draw
from knowledge.plans import Fulfilled, Open
from knowledge.profiles import Profile, Submission

if TYPE_CHECKING:
    from bot.conversation.world import World

TORONTO = "America/Toronto"
PAGE = ("https://www.canada.ca/en/draw", "https://www.canada.ca/fr/ronde")
READ_AT = datetime(2026, 11, 22, 11, 55, 1, tzinfo=UTC)
ON = Submission(date(2025, 11, 3))
TIED = Submission(date(2024, 11, 5), time(22, 36, 10), True, "UTC")


def notices(world: World, then: World) -> dict[str, Message]:
    """A name for each notice, and the notice; ``then`` is a day on which a plan was open."""
    ledger = world.knowledge.draws
    newest, tie = ledger.draw("447"), ledger.draw("368")
    program = ledger.latest("cec", world.now)
    assert newest is not None
    assert tie is not None
    assert program is not None
    fresh = Freshness(newest, newest.drawn_on, READ_AT)
    unknown = replace(newest, number="450", category="unknown", version=None, name="<Pilots> 2026")

    def new(draw: Draw, profile: Profile | None, at: World = world) -> NewDraw:
        latest = answers.latest_draw(answers.subject_of(world, None, draw.number), world, None)
        previous = getattr(latest, "previous", None)
        subject = answers.subject_of(world, None, draw.number)
        known = draw.category in world.knowledge.categories
        found = answers.answer(profile, subject, world, TORONTO) if profile and known else None
        remaining = answers.remaining_for(draw.category, at)
        warnings = answers.caveats(world, draw, profile or Profile(), remaining)
        told = found if isinstance(found, Answer) else None
        return NewDraw(draw, previous, told, remaining, warnings, fresh, PAGE, TORONTO)

    welder = Profile(480, "72106", ON)
    open_plan = new(tie, None, then)
    assert isinstance(open_plan.remaining, Open)
    planned = open_plan.remaining
    full = replace(planned.count, planned=planned.count.issued)
    fulfilled = Fulfilled(planned.year, planned.plan, full, planned.others, planned.past)
    return {
        "new draw: above": new(newest, welder),
        "new draw: above, but a cook": new(newest, Profile(520, "63200", ON)),
        "new draw: below": new(newest, Profile(450, "72106", ON)),
        "new draw: equal": new(newest, Profile(476, "72106", ON)),
        "new draw: no score": new(newest, Profile(None, "72106", ON)),
        "new draw: a program": new(program, Profile(560, "72106", ON)),
        "new draw: too late": new(tie, Profile(505, "72310", TIED)),
        "new draw: neutral": new(tie, None),
        "new draw: the first": replace(new(newest, None), previous=None),
        "new draw: unknown kind": new(unknown, None),
        "new draw: open plan": open_plan,
        "new draw: fulfilled plan": replace(open_plan, remaining=fulfilled),
        "new draw: plan over": replace(
            open_plan, remaining=answers.remaining_for("trades", world, 2025)
        ),
        "corrected: every number": DrawCorrected(
            tie, _before(tie), *_judged_twice(tie, world), fresh, PAGE, TORONTO
        ),
        "corrected: tie-break not known before": DrawCorrected(
            tie, replace(tie, tie_break_at=None), None, None, fresh, PAGE
        ),
        "corrected: unsettled": DrawCorrected(
            tie, _before(tie), answers.judged(Profile(510), tie, world), None, fresh, PAGE
        ),
        "digest": DrawDigest(
            ((newest, answers.judged(welder, newest, world)), (tie, None)), fresh, PAGE
        ),
        "digest: late": DrawDigest(
            ((newest, answers.judged(welder, newest, world)), (tie, None)), fresh, PAGE, late=True
        ),
        "digest: long": DrawDigest(
            tuple((draw, None) for draw in ledger.draws[-1:-25:-1]), fresh, PAGE
        ),
        "from the operator": OperatorCorrection("447", "Size: 3,500 & not 3,000."),
    }


def _before(draw: Draw) -> Draw:
    """The draw as the feed had it wrongly."""
    assert draw.tie_break_at is not None
    return replace(
        draw,
        crs_cutoff=draw.crs_cutoff + 4,
        tie_break_at=draw.tie_break_at - timedelta(days=1),
        itas=draw.itas - 1000,
        drawn_on=draw.drawn_on - timedelta(days=1),
        version=None,
        name="<Trades>",
    )


def _judged_twice(draw: Draw, world: World) -> tuple[Judged, Judged]:
    carpenter = Profile(507, "72310", Submission(date(2024, 11, 4)))
    return (
        answers.judged(carpenter, draw, world),
        answers.judged(carpenter, replace(draw, crs_cutoff=draw.crs_cutoff + 4), world),
    )
