"""What operators are told; in English, as the log is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from bot.notices.alerts import (
    ChatsSaidGone,
    DeliveryFailing,
    DoubtfulFields,
    FeedBroken,
    FeedFlapping,
    FeedMended,
    FeedStale,
    LanguagesDiffer,
    LateDraws,
    LongWait,
    ManyCorrected,
    NoticeBroken,
    NoticeRefused,
    NoticesExpired,
    OperatorAlert,
    RowsSetAside,
    SecondInstance,
    SlowBroadcast,
    TokenRefused,
    UnknownNames,
    WasAway,
)
from bot.replies.markup import bold, esc
from bot.replies.numbers import format_for

EN = format_for("en")
MOST_SHOWN = 5


def alert_text(alert: OperatorAlert) -> str:
    """One alert as Telegram HTML: what happened, and what to do next."""
    match alert:
        case FeedBroken():
            return _told(
                "The feed cannot be read",
                f"{alert.reason}. Since {EN.instant(alert.since)}. The last good data stay; I try"
                " again by myself and tell you when it works.",
            )
        case FeedMended():
            return _told(
                "The feed is read again",
                f"It could not be from {EN.instant(alert.since)} to {EN.instant(alert.at)}"
                f" ({alert.reason}).",
            )
        case FeedStale():
            return _told(
                "The data are a day old",
                f"Last good reading: {EN.instant(alert.since)} ({alert.reason}). Answers now carry"
                " a warning. Please look at FEED_URL.",
            )
        case RowsSetAside():
            return _listed("Rows of the feed were set aside", map(str, alert.problems))
        case UnknownNames():
            return _listed(
                "Draws with a name that no category has",
                map(str, alert.problems),
                "They are stored and told to subscribers of every draw. Add the name to"
                " knowledge/data/categories.",
            )
        case DoubtfulFields():
            return _listed("Fields of the feed were left out", map(str, alert.problems))
        case ManyCorrected():
            return _listed(
                "Many draws changed at once, nobody was told",
                (f"#{number}" for number in alert.draws),
                "If it is right, use /correct for the draws that matter.",
            )
        case FeedFlapping():
            return _listed(
                "Draws of the feed go back and forth",
                (f"#{number}" for number in alert.draws),
                "Answers follow the feed. Subscribers hear of a change that stays for ten minutes,"
                " and not again within a day of what they were told before.",
            )
        case LateDraws():
            return _listed(
                "Draws of long ago appeared, nobody was told", (f"#{n}" for n in alert.draws)
            )
        case LanguagesDiffer():
            return _listed(
                "The English and the French feed differ",
                map(str, alert.differences),
                "What the English one says stays. If it is wrong, tell people with /correct.",
            )
        case DeliveryFailing():
            return _told("Notices fail", f"{alert.rate}. Last reason: {alert.reason}")
        case NoticeRefused():
            return _told(f"A notice about {alert.about} was refused", alert.reason)
        case NoticeBroken():
            return _told(f"A notice about {alert.about} could not be written", alert.reason)
        case LongWait():
            who = "everybody" if alert.everybody else "one chat (others go on)"
            return _told(
                "Telegram wants notices to wait",
                f"For {who} until {EN.instant(alert.until)}. /admin shows a hold of all, /resume"
                " ends it.",
            )
        case SlowBroadcast():
            hours = EN.number(round(alert.takes.total_seconds() / 3600))
            return _told(
                f"Telling #{alert.draw} to everybody takes {hours} hours",
                f"{EN.number(alert.subscribers)} subscribers; notices are news for 48 hours."
                " BROADCAST_PER_SECOND with PAID_BROADCAST=1 is faster.",
            )
        case WasAway():
            hours = EN.number(round(alert.gap.total_seconds() / 3600))
            return _told(
                f"Nothing was delivered for {hours} h",
                f"{EN.number(alert.waiting)} notices waited, and are told now: several new draws of"
                " one chat as one message. What was news then is so much longer.",
            )
        case NoticesExpired():
            return _told(
                f"Notices about {alert.about} came too late",
                f"{EN.number(alert.notices)} were not sent: a draw is news for 48 hours, those in"
                " which nothing was delivered not counted, a reminder for its day. /admin and"
                " tradedraw status count them.",
            )
        case ChatsSaidGone():
            return _told(
                "Telegram says that too many chats are gone",
                f"{alert.share} sends ({alert.reason}). Delivery is paused, and nobody was"
                " unsubscribed for it. Is this the right TELEGRAM_BOT_TOKEN, and has"
                " TELEGRAM_API_URL its data? Then /resume: from then on up to half may be gone.",
            )
        case TokenRefused():
            return _told(
                "Telegram refused the bot's token",
                "I try for a minute and then end. If you did not revoke it, Telegram or the network"
                " in between made a mistake; else start me with the new one.",
            )
        case SecondInstance():
            return _told(
                "Two processes receive this bot's updates",
                "This one has given up and stopped. Stop the other one (or remove its webhook) and"
                " start this one again, or give each a bot of its own.",
            )
        case _:
            assert_never(alert)


def _told(title: str, text: str) -> str:
    return f"{bold(esc(title))}\n{esc(text)}"


def _listed(title: str, lines: Iterable[str], advice: str = "") -> str:
    every = list(lines)
    shown = [f"• {esc(line[:300])}" for line in every[:MOST_SHOWN]]
    if len(every) > MOST_SHOWN:
        shown.append(f"… and {len(every) - MOST_SHOWN} more")
    return "\n".join(part for part in [bold(esc(title)), *shown, esc(advice)] if part)
