"""What a notice tells one person: a verdict by the judge of /check, or why it tells nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Literal, assert_never

from bot.conversation.answers import (
    answer,
    caveats,
    freshness_of,
    judged,
    ledger_of,
    pages_of,
    remaining_for,
    subject_of,
)
from bot.conversation.choices import NEXT, Choice
from bot.conversation.links import FROM_CHANNEL
from bot.conversation.messages import (
    Answer,
    DayNear,
    DrawCorrected,
    DrawDigest,
    Judged,
    Message,
    NewDraw,
    OperatorCorrection,
)
from bot.conversation.reminders import clock_of
from bot.conversation.stored_states import load_profile
from bot.conversation.subscriptions import Reason
from bot.conversation.transition import Rows
from bot.conversation.world import World
from bot.notices.announcements import EVERY_DRAW
from bot.notices.reminding import reminded_of
from bot.ports.notices import Due, Subscription
from knowledge.draws import UNKNOWN, Draw
from knowledge.feed.changes import facts_of
from knowledge.profiles import Profile
from knowledge.rulebook import rules_of


@dataclass(frozen=True, slots=True)
class Telling:
    """What to send as one message, the buttons below it, and whether it makes no sound.

    ``figures`` marks those that are told; ``instead_of``: the message whose place it takes.
    """

    message: Message
    rows: Rows
    silent: bool
    figures: str | None = None
    instead_of: int | None = None


@dataclass(frozen=True, slots=True)
class NotTold:
    """Nothing is sent: it is too old, or it does not concern this person."""

    outcome: Literal["expired", "not_concerned"]
    reason: str


def _not_concerned(reason: Reason) -> NotTold:
    return NotTold("not_concerned", reason)


OTHER_KIND = _not_concerned("other_kind")


FOR_ME = Choice("private", FROM_CHANNEL)
"""Below a post in a channel: what does it mean for me?"""


@dataclass(frozen=True, slots=True)
class TooEarly:
    """Nothing can be sent yet: the facts at hand have no such draw, or its day has not begun."""

    reason: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the notice; ``profile`` is None where no outcome may or can be told."""

    profile: Profile | None
    zone: str | None
    only_changes: bool
    told: bool
    told_already: bool
    told_figures: str | None
    has_post: bool


def tell(due: Due, world: World) -> Telling | NotTold | TooEarly:
    """What the notice says to this person at the world's instant.

    - Pushed while it is news: until ``due.news_until``, that instant not included.
    - A new draw is a verdict. In a group, without a profile, or for a kind of draw that is not
      known it is neutral: nothing personal ever stands in a group.
    - ``only_changes``: told when the outcome is another one than in the draw of that category
      before. Where there is no outcome it is told: nobody asked to hear nothing at all.
    - A correction goes to those who were told other figures, when it changes their outcome; to
      those without an outcome when a number was wrong on which outcomes depend. Whoever was not
      told of the draw because it changed nothing for them hears of it as new, if it does now.
    - A digest goes out whole when any of its draws is to be told. So does what was late: one
      message about all new draws that wait for that person.
    - What is owed for another category than the subscription's of today is not told.
    - A reminder is told on its day, while that is still the day of what it reminds of.
    """
    if due.owed.kind != "reminder" and world.now >= due.news_until:
        return NotTold("expired", "48 hours after it was first seen")
    reader = _reader(due)
    told = _told(due, reader, world)
    if isinstance(told, NotTold | TooEarly):
        return told
    silent = is_quiet(due.subscription, reader.zone, world.now)
    instead_of = due.told_message if reader.has_post else None
    return Telling(told, _buttons(told, due), silent, _figures_told(due, world), instead_of)


def _near(due: Due, world: World) -> DayNear | NotTold | TooEarly:
    told = reminded_of(due, world)
    match told:
        case DayNear():
            return told
        case "not its day yet":
            return TooEarly(told)
        case "its day is over":
            return NotTold("expired", told)
        case "not_wanted" | "another_day":
            return _not_concerned(told)
        case _:
            assert_never(told)


def _figures_told(due: Due, world: World) -> str | None:
    """A mark of the figures with which each draw is told of; None where no draw is judged."""
    if due.owed.kind in ("manual", "reminder"):
        return None
    ledger = ledger_of(world)
    draws = [draw for number in due.draws if (draw := ledger.draw(number)) is not None]
    return " ".join(map(figures_of, draws))


def figures_of(draw: Draw) -> str:
    """The draw's number, and a mark that differs when anything differs that may be corrected."""
    return f"{draw.number}={sha256(repr(facts_of(draw)).encode()).hexdigest()[:12]}"


def is_quiet(subscription: Subscription, zone: str | None, now: datetime) -> bool:
    """Whether notices make no sound now: by the wall clock of the subscription's own zone.

    Else of ``zone``, else of Toronto. ``quiet_from`` is included, ``quiet_until`` is not; a night
    may run over midnight, and the same time twice is no night at all.
    """
    at = now.astimezone(clock_of(subscription.zone or zone)).time()
    begin, end = subscription.quiet_from, subscription.quiet_until
    if begin <= end:
        return begin <= at < end
    return at >= begin or at < end


def _reader(due: Due) -> Reader:
    subscription = due.subscription
    has_post = subscription.channel and due.owed.kind == "correction" and not _told_in_a_digest(due)
    told = (due.told, due.told_already, due.told_figures, has_post)
    stored = load_profile(due.profile) if due.profile and not subscription.group else None
    if stored is None:
        return Reader(None, subscription.zone, subscription.only_changes, *told)
    return Reader(
        None if stored.profile.is_empty else stored.profile,
        stored.zone or subscription.zone,
        subscription.only_changes,
        *told,
    )


def _told_in_a_digest(due: Due) -> bool:
    """Whether the message that told of the draw told of others, too: then it stays as it is."""
    return len((due.told_figures or "").split()) > 1


def _told(due: Due, reader: Reader, world: World) -> Message | NotTold | TooEarly:
    owed, about = due.owed, due.subscription.terms.kinds
    if owed.kind == "reminder":
        return _near(due, world)
    if owed.kind == "manual":
        return OperatorCorrection(owed.draw, owed.text or "")
    draws: list[Draw] = []
    for number in due.draws:
        draw = ledger_of(world).draw(number)
        if draw is None:
            return TooEarly(f"draw #{number} is not known here yet")
        draws.append(draw)
    match "digest" if due.behind else owed.kind:
        case "digest":
            wanted = [draw for draw in draws if {EVERY_DRAW, draw.category} & {*about}]
            return _digest(wanted, reader, world, late=due.late)
        case "new" | "correction" if not {EVERY_DRAW, owed.category} & {*about}:
            return OTHER_KIND
        case "new":
            return _new(draws[-1], reader, world)
        case "correction":
            return _correction(draws[-1], owed.corrected or draws[-1], reader, world)
        case _:
            assert_never(owed.kind)


def _new(draw: Draw, reader: Reader, world: World) -> NewDraw | NotTold:
    found = _judged(draw, reader, world)
    before = _before(draw, world)
    if reader.only_changes and not _changes(found, before, reader, world):
        return _not_concerned("same_outcome")
    left = remaining_for(draw.category, world)
    told = None
    if found is not None:
        subject = subject_of(world, None, draw.number)
        told = answer(found.profile, subject, world, reader.zone)
    return NewDraw(
        draw,
        before,
        told if isinstance(told, Answer) else None,
        left,
        caveats(world, draw, reader.profile or Profile(), left),
        freshness_of(world),
        pages_of(draw, world),
        reader.zone,
        rules_of(draw, world.knowledge).list_known,
    )


def _correction(
    draw: Draw, before: Draw, reader: Reader, world: World
) -> DrawCorrected | NewDraw | NotTold:
    if facts_of(draw) == facts_of(before):
        return _not_concerned("as_it_was")
    if not reader.told:
        if before.category == UNKNOWN or reader.only_changes:
            return _new(draw, reader, world)
        return _not_concerned("not_told_before")
    if _knows(reader, draw):
        return _not_concerned("known_already")
    if reader.has_post:
        return _new(draw, reader, world)  # the post itself is put right
    found, was = _judged(draw, reader, world), _judged(before, reader, world)
    if found is None:
        settled = before.version is None and draw.category == before.category
        version = before.version if settled else draw.version
        if facts_of(replace(draw, itas=before.itas, version=version)) == facts_of(before):
            return _not_concerned("outcome_stays")
    elif was is not None and found.verdict.outcome == was.verdict.outcome:
        return _not_concerned("outcome_stays")
    page = pages_of(draw, world)
    return DrawCorrected(draw, before, found, was, freshness_of(world), page, reader.zone)


def _knows(reader: Reader, draw: Draw) -> bool:
    """Whether the figures that this person was told last are those of now."""
    if reader.told_figures is None:  # told by a version that did not keep them
        return reader.told_already
    return figures_of(draw) in reader.told_figures.split()


def _digest(
    draws: list[Draw], reader: Reader, world: World, *, late: bool
) -> NewDraw | DrawDigest | NotTold:
    if not draws:
        return OTHER_KIND
    if len(draws) == 1:
        return _new(draws[0], reader, world)
    newest_first = sorted(draws, key=lambda draw: draw.order, reverse=True)
    rows = tuple((draw, _judged(draw, reader, world)) for draw in newest_first)
    if reader.only_changes and not any(
        _changes(found, _before(draw, world), reader, world) for draw, found in rows
    ):
        return _not_concerned("same_outcome")
    page = pages_of(newest_first[0], world)
    return DrawDigest(rows, freshness_of(world), page, late)


def _judged(draw: Draw, reader: Reader, world: World) -> Judged | None:
    """The person's verdict; None for nobody in particular, or where no rules are known."""
    if reader.profile is None or draw.category not in world.knowledge.categories:
        return None
    return judged(reader.profile, draw, world)


def _before(draw: Draw, world: World) -> Draw | None:
    """The draw of that category before this one."""
    earlier = [
        other for other in ledger_of(world).of_category(draw.category) if other.order < draw.order
    ]
    return earlier[-1] if earlier else None


def _changes(found: Judged | None, before: Draw | None, reader: Reader, world: World) -> bool:
    """Whether the outcome is another one than before; so it is where either is not known."""
    was = None if before is None else _judged(before, reader, world)
    return found is None or was is None or found.verdict.outcome != was.verdict.outcome


def _buttons(told: Message, due: Due) -> Rows:
    """The draw that was told of goes along: "Where do I stand?" is about that one."""
    if due.subscription.channel:
        return ((FOR_ME,),)
    check = Choice("check", due.owed.draw)
    match told:
        case DayNear(deadline):
            return ((Choice("dates"), Choice("remind", f"{deadline.kind}.off")),)
        case NewDraw(judged=Judged(verdict=verdict)) if verdict.outcome != "incomplete":
            return ((Choice("help", f"{NEXT}{due.owed.draw}"), Choice("what_if")),)
        case DrawDigest():
            return ((check, Choice("history")),)
        case _:
            return ((check,),)
