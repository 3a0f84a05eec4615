"""English words for a person's dates: what ends when, and what is kept of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.conversation.messages import DatesFile, DatesReport, DatesTold
from bot.replies.en.terms import EN, draw_name, months
from bot.replies.markup import bold
from knowledge.own_dates import Deadline, OwnDates

_NONE = (
    "I know no date of yours yet. Tell me, e.g. <i>submitted 3 November 2025</i>, <i>I got my ITA"
    " on 2 October</i>, <i>my IELTS is from 3 May 2025</i>, <i>working as a welder since 3"
    " February 2026</i>, <i>my birthday is 12 March</i>."
)
_NO_REMINDERS = "I send no reminders before a day"


def dates_text(message: DatesReport) -> str:
    """What ends when, after what can be done about reminding."""
    if not message.deadlines:
        return f"{_NO_REMINDERS}.\n\n{_NONE}" if message.remind else _NONE
    lead = (
        [f"{_NO_REMINDERS}: your calendar can. /dates file gives a file for it."]
        if message.remind
        else []
    )
    title = bold("Remembered. Your dates" if message.kept else "Your dates")
    lines = [f"• {line(each)}" for each in message.deadlines]
    tie = _tie(message)
    return "\n\n".join((*lead, "\n".join((title, *lines)), *([tie] if tie else ())))


def file_text(message: DatesFile) -> str:
    """What the file is for."""
    count = EN.number(len(message.deadlines))
    return (
        f"{bold('Your dates for your calendar')}: {count}, all day. Taken in again after a change,"
        " most calendars move them. I send no reminders: your calendar can."
    )


def told_text(message: DatesTold) -> str:
    """What follows from days that were told, and that they are kept only where that is wanted."""
    lines = [f"• {line(each)}" for each in message.deadlines]
    return "\n".join((*lines, "Shall I remember that? I keep it only after a tap on Remember."))


def kept_days(dates: OwnDates) -> Iterator[str]:
    """The days that are kept, one a line."""
    if dates.invited_on is not None:
        yield f"Invited on: {EN.day(dates.invited_on)}"
    if dates.tested_on is not None:
        yield f"Language test of: {EN.day(dates.tested_on)}"
    if dates.working_since is not None:
        yield f"Working since: {EN.day(dates.working_since)}"
    if dates.birthday is not None:
        on = EN.day(date.fromisoformat(f"2024-{dates.birthday}"))
        yield f"Birthday: {on.removesuffix(' 2024')}"


def line(deadline: Deadline) -> str:
    """What is on that day, in a sentence."""
    on, since = EN.day(deadline.on), EN.day(deadline.since)
    match deadline.kind, deadline.past:
        case "profile", False:
            return f"Your profile of {since} ends on {on}."
        case "profile", True:
            return f"Your profile of {since} ended on {on}: only a new one can be invited."
        case "apply", False:
            days = EN.number(deadline.amount)
            return f"Invited on {since}: the last of your {days} days to apply is {on}."
        case "apply", True:
            return f"Invited on {since}: the last day to apply was {on}."
        case "work", False:
            return (
                f"Working since {since}: {months(deadline.amount)} are complete on {on}, if it is"
                " full time without a break."
            )
        case "work", True:
            return (
                f"Working since {since}: {months(deadline.amount)} were complete on {on}, if it was"
                " full time without a break."
            )
        case "test", False:
            return f"Language test of {since}: its {deadline.amount} years end on {on}."
        case "test", True:
            return f"Language test of {since}: too old since {on}, a new one is needed."
        case _:
            return f"Your birthday on {on} can change your score: look in your account."


def _tie(message: DatesReport) -> str:
    """What a new profile costs at a tie, where one may be wanted."""
    if all(each.kind != "profile" for each in message.deadlines):
        return ""
    cost = "A new profile counts from its own day: at a tie it stands behind all older ones."
    if message.tie is None or message.tie.tie_break_at is None:
        return cost
    limit = EN.day(message.tie.tie_break_at.date())
    return f"{cost} In {draw_name(message.tie)} the tie-break was {limit} (UTC)."
