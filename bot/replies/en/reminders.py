"""English words for reminders of one's own days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.conversation.messages import DatesReport, DayNear, Missed
from bot.conversation.reminders import AT
from bot.conversation.subscriptions import Reminder
from bot.replies.en.days import line
from bot.replies.en.terms import EN
from bot.replies.markup import bold
from knowledge.own_dates import DeadlineKind

_NAMES: Mapping[DeadlineKind, str] = {
    "profile": "profile",
    "apply": "invitation",
    "work": "work",
    "test": "test",
    "birthday": "birthday",
}
_AND_NOW: Mapping[DeadlineKind, str] = {
    "profile": (
        "After that you are in no draw until you submit a new one, and at a tie a new one stands"
        " behind all older ones. The exact moment is in your IRCC account."
    ),
    "apply": (
        "Your letter names the last moment, in UTC: in Canada that day ends in the evening. The"
        " form and the documents are in your IRCC account."
    ),
    "work": "Enter it in your profile: only what stands there counts.",
    "test": "With one that is too old a profile can drop out: a new test takes weeks to be had.",
    "birthday": "",
}
_NOT_HERE = "I cannot remind you here: nothing runs when you leave. On Telegram I can"
_NOTHING_YET = "I can remind you of your dates as soon as I know one."
_NONE_LEFT = "I remind you of days that you tell me: before those I know nothing is left to send."
_CHOOSE = "Of which days shall I remind you? I send nothing that you did not tap."


def remind_text(message: DatesReport) -> str:
    """What can be done about reminding, before the days themselves."""
    if message.reminders is None and message.upcoming:
        return f"{_NOT_HERE}, and here your calendar can: /dates file dates.ics writes one."
    if message.reminders is None:
        return f"{_NOT_HERE}."
    if not message.reminders and message.wanted:
        return _NONE_LEFT
    if not message.upcoming:
        return _NOTHING_YET
    if not message.reminders:
        return _CHOOSE
    return f"I remind you at {AT.hour} in the morning ({EN.place(message.zone)})."


def next_text(reminders: Sequence[Reminder], kind: DeadlineKind) -> str:
    """When the next reminder of that kind comes, behind what it is about."""
    found = [f" I remind you on {EN.day(each.day)}." for each in reminders if each.kind == kind]
    return "".join(found)


def near_text(message: DayNear) -> str:
    """The reminder itself."""
    ahead = message.ahead
    when = {0: "today", 1: "tomorrow"}.get(ahead, f"in {EN.number(ahead)} days")
    day = message.deadline
    return f"{bold(f'Reminder, {when}')}: {line(day)} {_AND_NOW[day.kind]}".strip()


def missed_text(message: Missed) -> str:
    """What could not be told when it was time."""
    lines = [f"• {line(each)}" for each in message.deadlines]
    return "\n".join((bold("I could not remind you in time"), *lines))


def wanted_text(reminded: Sequence[DeadlineKind]) -> str:
    """Of which days somebody wants to be reminded."""
    return f"Reminders: {', '.join(_NAMES[kind] for kind in reminded)}"


def remind_label(value: str) -> str:
    """The words on a button about reminders."""
    name, _, on = value.partition(".")
    match name, on:
        case "", _:
            return "Remind me"
        case "all", "on":
            return "Remind me of all"
        case "all", _:
            return "No reminders"
        case _:
            named = next((words for kind, words in _NAMES.items() if kind == name), name)
            return f"{'Remind me' if on == 'on' else 'No reminder'}: {named}"
