"""English words for a person's dates: what ends when, and what is kept of them."""

from __future__ import annotations

from bot.conversation.messages import DatesFile, DatesReport, DatesTold, FileWritten
from bot.replies.en.days import line
from bot.replies.en.reminders import next_text, remind_text
from bot.replies.en.terms import EN, draw_name
from bot.replies.markup import bold, esc

_NONE = (
    "I know no date of yours yet. Tell me, e.g. <i>submitted 3 November 2025</i>, <i>I got my ITA"
    " on 2 October</i>, <i>my IELTS is from 3 May 2025</i>, <i>working as a welder since 3"
    " February 2026</i>, <i>my birthday is 12 March</i>."
)


def dates_text(message: DatesReport) -> str:
    """What ends when, after what can be done about reminding."""
    lead = (remind_text(message),) if message.remind else ()
    if not message.deadlines:
        return "\n\n".join((*lead, _NONE))
    title = bold("Remembered. Your dates" if message.kept else "Your dates")
    coming = message.reminders or ()
    lines = [
        f"• {line(each)}{'' if each.past else next_text(coming, each.kind)}"
        for each in message.deadlines
    ]
    tie = _tie(message)
    return "\n\n".join((*lead, "\n".join((title, *lines)), *([tie] if tie else ())))


def file_text(message: DatesFile) -> str:
    """What the file is for."""
    count = EN.number(len(message.deadlines))
    return (
        f"{bold('Your dates for your calendar')}: {count}, all day. Taken in again after a change,"
        " most calendars move them."
    )


def written_text(message: FileWritten) -> str:
    """Where the file is now, or why it is not there."""
    place = bold(esc(message.place))
    match message.why:
        case None:
            return f"Written: {place}. Open it with your calendar; a second one moves what changed."
        case "taken":
            return f"Not written: {place} is there already, and is no calendar. Take another name."
        case why:
            return f"Not written: {place}: {esc(why)}."


def told_text(message: DatesTold) -> str:
    """What follows from days that were told, and that they are kept only where that is wanted."""
    lines = [f"• {line(each)}" for each in message.deadlines]
    if message.offered:
        lines.append("Shall I remember that? I keep it only after a tap on Remember.")
    return "\n".join(lines)


def _tie(message: DatesReport) -> str:
    """What a new profile costs at a tie, where one may be wanted."""
    if all(each.kind != "profile" for each in message.deadlines):
        return ""
    cost = "A new profile counts from its own day: at a tie it stands behind all older ones."
    if message.tie is None or message.tie.tie_break_at is None:
        return cost
    limit = EN.day(message.tie.tie_break_at.date())
    return f"{cost} In {draw_name(message.tie)} the tie-break was {limit} (UTC)."
