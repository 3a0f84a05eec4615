"""Every English sentence of the bot, read from top to bottom like a script."""

from __future__ import annotations

from typing import assert_never

from bot.conversation.choices import Choice
from bot.conversation.messages import (
    AboutPerson,
    Answer,
    Ask,
    AskNominationPoints,
    AskOwner,
    AskPool,
    AskQuietHours,
    AskWhatIf,
    AskWhatToChange,
    AskZone,
    Changed,
    CorrectionOrdered,
    CorrectionPreview,
    DatesFile,
    DatesReport,
    DatesTold,
    DayNear,
    DrawCorrected,
    DrawDigest,
    Expired,
    Explained,
    Exported,
    FileWritten,
    Forgotten,
    History,
    LatestDraw,
    Message,
    Missed,
    MyProfile,
    NewDraw,
    NextStep,
    NobodyTold,
    NoDrawYet,
    NoExactDay,
    NoneOfThese,
    NoSuchDay,
    NoSuchDraw,
    NotACrsScore,
    Noted,
    NothingToCompare,
    NotUnderstood,
    NotYet,
    OddExperience,
    OperatorCorrection,
    OperatorReport,
    PoolDays,
    PoolReport,
    RemainingReport,
    Remark,
    Saying,
    ScenarioLink,
    SettingsReport,
    SeveralScores,
    StatusReport,
    Subscribed,
    UnknownCode,
    Welcome,
    WhichDay,
    WhichDraw,
    WhichOccupation,
)
from bot.reading.occupations.reader import OccupationIndex
from bot.replies.composing import composed, zone_of
from bot.replies.en.dates import dates_text, file_text, told_text, written_text
from bot.replies.en.days import kept_days, line
from bot.replies.en.labels import LABELS
from bot.replies.en.notices import operator_text
from bot.replies.en.own_data import (
    ALREADY_SUBSCRIBED,
    PRIVACY,
    PRIVACY_HERE,
    PRIVACY_SERVER,
    SHARED_SCENARIO,
    UNKNOWN_LINK,
    exported_text,
    forgotten_text,
    link_text,
)
from bot.replies.en.people import (
    about_person,
    changed_text,
    known_text,
    owner_question,
)
from bot.replies.en.reminders import missed_text, near_text, remind_label, wanted_text
from bot.replies.en.subscriptions import (
    CORRECTION,
    operator_report_text,
    ordered_text,
    preview_text,
    quiet_text,
    settings_text,
    status_text,
    subscribed_text,
)
from bot.replies.en.terms import EN
from bot.replies.en.wording import English
from bot.replies.labels import label_of
from bot.replies.markup import bold, esc
from knowledge.own_dates import Deadline


def say(message: Message, taken: int = 0) -> str:
    """The message in English, as Telegram HTML; ``taken`` as in ``fitting``."""
    match message:
        case (
            Answer()
            | LatestDraw()
            | RemainingReport()
            | NoDrawYet()
            | History()
            | PoolReport()
            | NewDraw()
            | DrawCorrected()
            | DrawDigest()
            | Expired()
            | Explained()
            | NextStep()
            | Noted()
            | Welcome()
            | Ask()
            | AskPool()
            | AskNominationPoints()
            | AskWhatIf()
            | AskZone()
            | NoExactDay()
            | NoneOfThese()
            | NoSuchDay()
            | NoSuchDraw()
            | NotACrsScore()
            | NothingToCompare()
            | NotUnderstood()
            | NotYet()
            | OddExperience()
            | PoolDays()
            | SeveralScores()
            | UnknownCode()
            | WhichDay()
            | WhichDraw()
            | WhichOccupation()
        ):
            return composed(message, English(zone_of(message)), taken)
        case Changed():
            return changed_text(message)
        case AboutPerson():
            return about_person(message)
        case AskOwner():
            return owner_question(message)
        case AskWhatToChange():
            known = known_text(message.profile, message.job, message.zone)
            return f"This is what I have:\n{known}\nWhich answer do you want to change?"
        case MyProfile():
            if message.profile.is_empty and message.dates.is_empty:
                return "I have nothing stored about your profile."
            kept = [*kept_days(message.dates)]
            if message.reminded:
                kept.append(wanted_text(message.reminded))
            days = "".join(f"\n• {each}" for each in kept)
            known = f"{known_text(message.profile, message.job, message.zone)}{days}".strip()
            why = "/privacy tells why and how long; /forget deletes it."
            return f"{bold('What I have stored about you')}\n{known}\n{why}"
        case Remark():
            return SAYINGS[message.what]
        case OperatorCorrection():
            return operator_text(message)
        case Subscribed():
            return subscribed_text(message)
        case AskQuietHours():
            return quiet_text(message)
        case StatusReport():
            return status_text(message)
        case OperatorReport():
            return operator_report_text(message)
        case CorrectionPreview():
            return preview_text(message)
        case CorrectionOrdered():
            return ordered_text(message)
        case NobodyTold():
            return (
                f"Nobody was sent a notice of draw #{esc(message.draw)}: nobody needs a correction."
            )
        case SettingsReport():
            return settings_text(message)
        case DatesFile():
            return file_text(message)
        case FileWritten():
            return written_text(message)
        case DatesReport():
            return dates_text(message)
        case DatesTold():
            return told_text(message)
        case DayNear():
            return near_text(message)
        case Missed():
            return missed_text(message)
        case Exported():
            return exported_text(message)
        case Forgotten():
            return forgotten_text(message)
        case ScenarioLink():
            return link_text(message)
        case _:
            assert_never(message)


SAYINGS: dict[Saying, str] = {
    "hello": "Hello! I tell tradespeople where they stand in Canada's Express Entry draws.",
    "three_things": (
        "I can tell you with three things: your score, your job and the day of your profile."
    ),
    "thanks": "You are welcome. Good luck!",
    "all_right": "All right. What would you like to know?",
    "help": (
        "<b>Tell me your score, job and the day of your profile</b>, e.g."
        " <i>480, welder, 3 November 2025</i>: I say whether it was enough, why, and what else is"
        " open to you.\n"
        "Try a change: <i>what if I had 510?</i>, <i>+15</i>, <i>a month earlier</i>.\n"
        "Ask around it: <i>how many may remain?</i>, <i>how do I get more points?</i>, <i>nothing"
        " in my account</i>, <i>my husband is a plumber with 481</i>.\n"
        "I am a free program: no person, no lawyer, not IRCC."
    ),
    "commands": (
        "<b>Commands</b>\n"
        "/check where you stand\n"
        "/whatif try a change\n"
        "/latest newest draw\n"
        "/remaining this year's invitations\n"
        "/history past draws (/history text: without the picture)\n"
        "/pool who waits with which score\n"
        "/subscribe hear of new draws · /unsubscribe stop that · /status is all well?\n"
        "/settings language, time zone, notices · /language\n"
        "/dates what ends when for you, and reminders\n"
        "/me what I have stored · /privacy why · /export it as a file · /forget delete it\n"
        "/cancel stop a question"
    ),
    "cancelled": "All right, I leave that question. What you told me before is kept.",
    "nothing_to_cancel": "There is nothing to cancel.",
    "nothing_to_stop": "There is nothing to cancel. Notices of new draws end with /unsubscribe.",
    "person_forgotten": "What you told me of them is gone. Your own answers are as they were.",
    "forget_asked": "Delete everything stored about you? This cannot be undone.",
    "nothing_kept": "I keep nothing between two questions here: there is nothing to delete.",
    "not_forgotten": "Nothing was deleted.",
    "stale_button": "That button belongs to an earlier question.",
    "cannot_read_that": (
        "I can only read text, sorry. Please type it, e.g. <i>480, welder, 3 November 2025</i>."
    ),
    "unknown_command": "I do not know that command. /help lists them all.",
    "back_to_real": "Back to your real profile.",
    "old_state": "I have been updated and lost track of our last question; your profile is kept.",
    "which_language": "In which language shall I answer?",
    "other_language": "Je parle aussi français.",
    "language_set": "From now on I answer in English.",
    "ask_subscription": (
        "Which draws shall I tell you about? You get one message for each: what the draw means for"
        " you, by the same rules as /check. Or say what you want, e.g. <i>notify me of"
        " trades and French draws, only if my outcome changes</i>."
    ),
    "ask_group_subscription": (
        "Which draws shall I tell this group about? There is one message for each, the same for"
        " everybody; what it means for you I tell each of you in private."
    ),
    "which_category": "Which kind of draw?",
    "unsubscribed": (
        "I send you no notices and no reminders. /subscribe and /dates bring them back."
    ),
    "no_notices_here": "I cannot send you notices here, only on Telegram.",
    "delivery_paused": "Delivery is paused: nobody gets a notice until /resume.",
    "delivery_resumed": "Delivery is running.",
    "feed_accepted": "The feed is believed as it is at its next reading, also with fewer draws.",
    "how_to_correct": f"Write the draw and what was wrong, e.g. {CORRECTION}",
    "correction_too_long": "That is too long for one message: at most 3,000 characters, please.",
    "correction_dropped": "No correction was sent.",
    "correction_waits": "Your correction is not sent yet. Send it as you wrote it?",
    "group_hello": (
        "Hello! I tell what Canada's Express Entry draws for trades mean. Here everybody may ask"
        " for the /latest draw, what may come this year (/remaining) and past draws (/history);"
        " administrators can /subscribe this group to new draws. What concerns only you, ask me in"
        " private: what you write here is not kept."
    ),
    "group_help": (
        "In a group I answer /latest, /remaining, /history, /pool and questions such as"
        " <i>what is the tie-breaking rule?</i> when they mention me. Administrators can /subscribe"
        " this group to new draws, /unsubscribe it and choose its /language; /status shows how"
        " things stand. Where you stand yourself I tell you in private."
    ),
    "only_in_private": (
        "That is about you, and everybody reads along here: please ask me in private. I keep"
        " nothing of what you wrote."
    ),
    "too_much": (
        "That was a lot at once, more than I can answer: I skip what follows until it is calmer."
        " Then just write again."
    ),
    "not_read": (
        "I could not read that, and it is not your fault. Nothing was changed. Please put it in"
        " other words, or send /help to see what you can ask."
    ),
    "notices_ended": (
        "Welcome back. When you blocked me, your notices and reminders ended; /subscribe and /dates"
        " bring them back."
    ),
    "edited_too_late": (
        "I read only your last message again when you change it. Please send a correction as a new"
        " message, e.g. <i>no, 485</i>."
    ),
    "administrators_decide": "Only administrators of this group can change that.",
    "ask_home_zone": (
        "Where do you live? Press a place, or write yours, e.g. <i>Manila time</i>,"
        " <i>Europe/Paris</i> or <i>UTC+5:30</i>."
    ),
    "privacy": PRIVACY,
    "privacy_server": PRIVACY_SERVER,
    "privacy_here": PRIVACY_HERE,
    "unknown_link": UNKNOWN_LINK,
    "shared_scenario": SHARED_SCENARIO,
    "already_subscribed": ALREADY_SUBSCRIBED,
    "no_links_here": "I can make a link to share only on Telegram.",
    "nothing_to_share": "There is nothing to share yet: tell me a score, a job or a day first.",
    "nothing_to_undo": "There is nothing to undo.",
    "tie_break_read": "I use the tie-break that you have read on IRCC's page, in this chat only.",
    "tie_break_is_known": "I know the tie-break of that draw and keep to it.",
    "later_or_older": "Was the profile submitted after that day, or over a year before it?",
    "no_pool_yet": "No distribution of the Express Entry pool had been published by then.",
}


def day_title(deadline: Deadline) -> str:
    """What is on a day, as a calendar shows it."""
    return line(deadline)


def label(choice: Choice, occupations: OccupationIndex) -> str:
    """The words on a button."""
    if choice.kind == "remind":
        return remind_label(choice.value)
    group = occupations.group(choice.value) if choice.kind == "occupation" else None
    return label_of(choice, LABELS, EN, None if group is None else group.title_en)
