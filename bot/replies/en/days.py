"""English sentences for a person's days: one a line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.replies.en.terms import EN, months
from knowledge.own_dates import Deadline, OwnDates


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
