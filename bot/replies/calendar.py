"""A person's dates as a calendar file (RFC 5545), for any calendar to take in."""

from __future__ import annotations

from datetime import datetime, timedelta

from icalendar import Calendar, Event

from knowledge.own_dates import Deadline


def calendar_file(titles: list[tuple[Deadline, str]], calendar: str, at: datetime) -> bytes:
    """All-day events with a title each, made at an instant.

    Of one ``calendar`` each kind of day has one identifier: taken in again, it moves.
    """
    found = Calendar()
    found.add("prodid", "-//tradedraw//dates//")
    found.add("version", "2.0")
    for deadline, title in titles:
        event = Event()
        event.add("uid", f"{deadline.kind}-{calendar}@tradedraw")
        event.add("dtstamp", at)
        event.add("dtstart", deadline.on)
        event.add("dtend", deadline.on + timedelta(days=1))
        event.add("summary", title)
        event.add("transp", "TRANSPARENT")
        found.add_component(event)
    made: bytes = found.to_ical()
    return made
