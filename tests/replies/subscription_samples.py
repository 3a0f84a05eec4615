"""Everything the bot says about subscriptions, and to operators."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal, get_args

from bot.conversation import answers
from bot.conversation.flows.questions import HOME_ZONES
from bot.conversation.flows.subscribing import QUIET_HOURS
from bot.conversation.messages import (
    AskQuietHours,
    CorrectionOrdered,
    CorrectionPreview,
    Freshness,
    Message,
    NobodyTold,
    OperatorReport,
    StatusReport,
    Subscribed,
)
from bot.conversation.subscriptions import (
    LATE,
    Counts,
    GivenUp,
    NoticeKind,
    Outcome,
    Owed,
    PastNotice,
    Progress,
    Reason,
    Reminder,
    Terms,
)

if TYPE_CHECKING:
    from bot.conversation.world import World

TORONTO = "America/Toronto"
READ_AT = datetime(2026, 11, 22, 11, 56, tzinfo=UTC)
CATEGORIES = (
    *("trades", "healthcare", "stem", "education", "transport", "agriculture", "french"),
    *("physicians", "senior_managers", "researchers", "military"),
    *("cec", "pnp", "fsw", "fst", "general"),
)
CHOICES = {
    "subscribe": ("", "all", "gone", *CATEGORIES),
    "also": CATEGORIES,
    "without": CATEGORIES,
    "only_changes": ("on", "off"),
    "quiet": ("", *QUIET_HOURS),
    "quiet_zone": HOME_ZONES,
    "operator": ("", "pause", "resume"),
    "correct": ("yes", "no"),
}
"""Values that change the words of a button."""


def subscriptions(world: World) -> dict[str, Message]:
    """A name for each message, and the message."""
    newest = world.knowledge.draws.draw("447")
    assert newest is not None
    fresh = Freshness(newest, newest.drawn_on, READ_AT)
    trades, night = Terms("trades"), Terms("french", True, time(21), time(8))
    loud = Terms("all", quiet_from=time(0), quiet_until=time(0))
    of_draws = [kind for kind in get_args(NoticeKind) if kind != "reminder"]
    usual: tuple[Outcome | Literal["waiting"], ...] = ("sent", "waiting", "expired", "given_up")
    rare: tuple[Outcome, ...] = ("not_concerned", "retry")
    told = tuple(
        (PastNotice(Owed(kind, "447", "trades", ("447",)), outcome, READ_AT), newest)
        for kind, outcome in zip(of_draws, usual, strict=True)
    )
    reminders = tuple(
        (PastNotice(Reminder("profile", newest.drawn_on, 30).owed, outcome, READ_AT), None)
        for outcome in ("sent", "expired")
    )
    told_of_none = tuple(
        (PastNotice(Owed("new", "450", "trades", ("450",)), outcome, READ_AT), None)
        for outcome in rare
    )
    told_not = tuple(
        (
            PastNotice(Owed("new", "447", "trades", ("447",)), "not_concerned", READ_AT, reason),
            newest,
        )
        for reason in get_args(Reason)
    )
    late = PastNotice(Owed("new", "447", "trades", ("447",)), "sent", READ_AT, LATE)

    def status(terms: Terms | None, **other: object) -> StatusReport:
        fields: dict[str, object] = {
            "zone": TORONTO,
            "judged": True,
            "told": (),
            "freshness": fresh,
            "now": world.now,
            "stale": False,
        }
        return StatusReport(terms, **(fields | other))  # type: ignore[arg-type] # names above

    counts = Counts(2_001, 3, 5_100, 4, 5, 6)
    last = tuple(Progress(kind, "447", 1_001, 1_000, 2, 3, 4) for kind in of_draws)
    refusals = (GivenUp("sendMessage: Forbidden: <b>", 2_001), GivenUp("sendMessage: odd", 1))
    return {
        "subscribed: trades": Subscribed(trades, TORONTO, True),
        "subscribed: nothing known of the person": Subscribed(trades, TORONTO, False),
        "subscribed: only changes": Subscribed(night, "+05:30", True),
        "subscribed: every draw, loud": Subscribed(loud, TORONTO, True),
        "subscribed: every draw, only changes": Subscribed(Terms("all", True), TORONTO, True),
        "subscribed: several kinds": Subscribed(Terms("trades healthcare french"), TORONTO, True),
        "subscribed: a kind that is gone": Subscribed(Terms("<gone>"), TORONTO, True),
        "ask quiet hours": AskQuietHours(trades, "Asia/Manila"),
        "status": status(trades, told=told),
        "status: reminders": status(None, told=reminders),
        "status: rare outcomes": status(night, told=told_of_none, judged=False),
        "status: why not": status(trades, told=told_not),
        "status: sent late": status(trades, told=((late, newest),)),
        "status: no notice yet": status(loud),
        "status: not subscribed": status(None),
        "status: feed not readable": status(
            None,
            stale=True,
            freshness=Freshness(newest, newest.drawn_on, READ_AT - timedelta(days=3)),
        ),
        "status: feed never read": status(None, freshness=answers.freshness_of(world)),
        "status: nothing known at all": status(
            None, freshness=Freshness(None, newest.drawn_on, None)
        ),
        "status: in the terminal": status(None, pushes=False),
        "operator": OperatorReport(counts, False, fresh, world.now),
        "operator: paused, progress": OperatorReport(
            Counts(1, 0, 0, 0, 0, 0, last), True, answers.freshness_of(world), world.now
        ),
        "operator: held": OperatorReport(
            counts, False, fresh, world.now, world.now + timedelta(hours=1)
        ),
        "operator: given up": OperatorReport(
            replace(counts, refusals=refusals), False, fresh, world.now
        ),
        "correction: preview": CorrectionPreview("447", 1_234),
        "correction: ordered": CorrectionOrdered("447", 1),
        "correction: nobody told": NobodyTold("447"),
    }
