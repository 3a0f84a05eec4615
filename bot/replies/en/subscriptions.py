"""English words for subscriptions, /status, and what operators read."""

from __future__ import annotations

from typing import assert_never

from bot.conversation.messages import (
    AskQuietHours,
    CorrectionOrdered,
    CorrectionPreview,
    Freshness,
    OperatorReport,
    SettingsReport,
    StatusReport,
    Subscribed,
)
from bot.conversation.subscriptions import (
    EVERY_DRAW,
    LATE,
    NoticeKind,
    PastNotice,
    Progress,
    Reminder,
    Terms,
)
from bot.replies.elapsed import ago
from bot.replies.en.terms import CATEGORY, EN, draw_name
from bot.replies.markup import bold, esc
from knowledge.draws import Draw

CORRECTION = "<i>/correct 447 The size was 3,500.</i>"

NOTICE: dict[NoticeKind, str] = {
    "new": "",
    "correction": "correction to ",
    "digest": "several draws up to ",
    "manual": "correction to ",
    "reminder": "",
}


NOT_TOLD: dict[str, str] = {
    "same_outcome": "your outcome was that of the draw before",
    "other_kind": "it was no draw you follow",
    "not_told_before": "I had not told you of that draw",
    "as_it_was": "the draw was again as I had told you",
    "known_already": "you knew the right figures already",
    "outcome_stays": "your outcome stayed the same",
    "not_wanted": "you had turned it off",
    "another_day": "you had corrected that day",
}
"""Why a notice was not sent."""

TOLD_FOR: dict[NoticeKind, str] = {
    "new": "it is a draw you follow",
    "correction": "what I had told you was not right any more",
    "digest": "several draws came at once",
    "manual": "my operator put right what I had told you",
    "reminder": "you asked to be reminded",
}
"""Why one was."""


def subscribed_text(message: Subscribed) -> str:
    """What the person gets, and how."""
    return f"{bold(_terms(message.terms))}\n{_how(message.terms, message.zone, message.judged)}"


def _terms(terms: Terms) -> str:
    """What is subscribed, as a sentence of its own."""
    every = terms.about == EVERY_DRAW
    names = [esc(CATEGORY.get(kind, kind)) for kind in terms.kinds]
    name = (
        "Express Entry" if every else " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    )
    if terms.only_changes:
        return f"I tell you about new {name} draws only if your outcome changes."
    return f"I tell you about every new {name} draw as soon as I see it."


def _how(terms: Terms, zone: str, judged: bool) -> str:
    lines = []
    if not judged:
        lines.append(
            "I know nothing about you yet, so my notices cannot say what a draw means for you:"
            " /check takes a minute."
        )
    lines.append(_quiet(terms, zone))
    return "\n".join(f"• {line}" for line in lines)


def _quiet(terms: Terms, zone: str) -> str:
    if not terms.has_quiet_hours:
        return "Every notice makes a sound, at night too."
    begin, end = (EN.clock(at, seconds=False) for at in (terms.quiet_from, terms.quiet_until))
    return f"From {begin} to {end} ({esc(EN.place(zone))} time) notices come without a sound."


def quiet_text(message: AskQuietHours) -> str:
    """Which hours without a sound, by which clock?"""
    return (
        f"{_quiet(message.terms, message.zone)}\nNotices are never held back, they only come"
        " silently. Which hours do you want, and where do you live?"
    )


def settings_text(message: SettingsReport) -> str:
    """Language, time zone, notices, quiet hours."""
    zone = "not known, so I give times in UTC"
    lines = [
        "Language: English",
        f"Time zone: {zone if message.zone is None else esc(EN.place(message.zone))}",
    ]
    if message.terms is not None:
        lines += [_terms(message.terms), _quiet(message.terms, message.quiet_zone)]
    elif message.pushes:
        lines.append("Notices of new draws: none")
    return "\n".join([bold("Your settings"), *(f"• {line}" for line in lines)])


def status_text(message: StatusReport) -> str:
    """Subscription, last reading, newest notices."""
    if not message.pushes:
        return (
            f"I know the draws that this program came with{_newest(message.freshness)}. The feed is"
            " read, and notices are sent, only on Telegram."
        )
    parts = [_feed(message)]
    if message.terms is None:
        parts.append("You get no notices of new draws. /subscribe changes that.")
    else:
        parts.append(
            f"{_terms(message.terms)}\n{_how(message.terms, message.zone, message.judged)}"
        )
    if message.terms is not None or any(each.owed.kind == "reminder" for each, _ in message.told):
        parts.append(_notices(message))
    return "\n\n".join(parts)


def _feed(message: StatusReport) -> str:
    fresh, last = message.freshness, _newest(message.freshness)
    if fresh.read_at is None:
        return f"I have not read IRCC's feed yet{last.replace(',', ';', 1)}."
    line = f"IRCC's feed read {ago(fresh.read_at, message.now, EN)}{last}."
    if not message.stale:
        return bold(line)
    return f"{bold(line)}\n⚠ I cannot read it at present: there may be newer draws than I know."


def _newest(fresh: Freshness) -> str:
    draw = fresh.newest
    return "" if draw is None else f", newest draw #{draw.number} of {EN.day(draw.drawn_on)}"


def _notices(message: StatusReport) -> str:
    if not message.told:
        return "No notice yet: there was nothing to tell since you subscribed."
    rows = [_notice(told, draw, message.zone) for told, draw in message.told]
    return "Your newest notices:\n" + "\n".join(f"• {row}" for row in rows)


def _notice(told: PastNotice, draw: Draw | None, zone: str) -> str:
    reminder = Reminder.named(told.owed.draw) if told.owed.kind == "reminder" else None
    late = "it was more than 48 hours old" if reminder is None else "its day was over"
    if reminder is not None:
        name = f"reminder of {EN.day(reminder.on)}"
    else:
        name = f"draw #{esc(told.owed.draw)}" if draw is None else esc(draw_name(draw))
    at = EN.instant(told.at, zone, seconds=False)
    what = f"{at}: {NOTICE[told.owed.kind]}{name}"
    match told.outcome:
        case "sent" if told.reason == LATE:
            return f"{what}, sent late: nothing could be delivered"
        case "sent":
            return f"{what}, sent: {TOLD_FOR[told.owed.kind]}"
        case "waiting" | "retry":
            return f"{what}, on its way"
        case "expired":
            return f"{what}, not sent: {late}"
        case "given_up":
            return f"{what}, not sent: Telegram did not take it"
        case "not_concerned":
            return f"{what}, not sent: {_why_not(told)}"
        case _:
            assert_never(told.outcome)


def _why_not(told: PastNotice) -> str:
    return NOT_TOLD.get(told.reason or "", "it changed nothing for you")


def operator_report_text(message: OperatorReport) -> str:
    """Counters and progress, then the operator's commands."""
    counts, number = message.counts, EN.number
    read = message.freshness.read_at
    lines = [
        f"Subscribers: {number(counts.subscribers)}",
        f"Notices: {number(counts.waiting)} waiting, {number(counts.sent)} sent,"
        f" {number(counts.given_up)} given up, {number(counts.expired)} expired,"
        f" {number(counts.not_concerned)} not concerned",
        f"Delivery: {_delivery(message)}",
        f"Feed read: {'never' if read is None else ago(read, message.now, EN)}"
        f"{_newest(message.freshness)}",
    ]
    progress = "\n".join(f"• {_progress(one)}" for one in counts.last)
    commands = (
        "/pause and /resume delivery · /accept a feed that lost draws"
        " · /correct shows a hand-written correction before it is sent,"
        f" e.g. {CORRECTION}"
    )
    refused = "\n".join(f"• {number(one.notices)} × {esc(one.reason)}" for one in counts.refusals)
    given_up = f"Given up lately:\n{refused}" if refused else ""
    parts = ("\n".join(lines), progress, given_up, commands)
    return "\n\n".join(part for part in parts if part)


def _delivery(message: OperatorReport) -> str:
    if message.paused:
        return "paused"
    if message.held_until is not None:
        return f"held until {EN.instant(message.held_until)}: Telegram said wait (/resume ends it)"
    return "running"


def _progress(one: Progress) -> str:
    done, number = one.sent + one.given_up + one.expired + one.not_concerned, EN.number
    return (
        f"{NOTICE[one.kind]}draw #{esc(one.draw)}: {number(done)} of {number(done + one.waiting)}"
        f" done, {number(one.sent)} sent, {number(one.given_up)} given up"
    )


def preview_text(message: CorrectionPreview) -> str:
    """What follows is what people will read."""
    return f"This goes to {_people(message.recipients)} told of draw #{esc(message.draw)}:"


def ordered_text(message: CorrectionOrdered) -> str:
    """It is on its way."""
    people = _people(message.recipients)
    return f"On its way to {people} told of draw #{esc(message.draw)}. /admin shows how far it is."


def _people(count: int) -> str:
    return f"{EN.number(count)} {'person' if count == 1 else 'people'}"
