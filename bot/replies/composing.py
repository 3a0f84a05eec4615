"""Which messages are composed of sentences, and how: the languages only word them."""

from __future__ import annotations

from bot.conversation.messages import (
    Answer,
    Ask,
    AskPool,
    DrawCorrected,
    DrawDigest,
    Expired,
    Explained,
    History,
    LatestDraw,
    NewDraw,
    NextStep,
    NoDrawYet,
    Noted,
    PoolReport,
    RemainingReport,
    Welcome,
)
from bot.replies import draws
from bot.replies.asked_back import AskedBack, asked_back
from bot.replies.captions import pool_text
from bot.replies.card import card
from bot.replies.fitting import fitted
from bot.replies.next_step import next_step
from bot.replies.noting import noted
from bot.replies.questions import question
from bot.replies.sentences import Wording, answering, sentence, worded
from bot.replies.topics import topic

Composed = (
    Answer
    | LatestDraw
    | RemainingReport
    | NoDrawYet
    | History
    | PoolReport
    | NewDraw
    | DrawCorrected
    | DrawDigest
    | Expired
    | Explained
    | NextStep
    | Noted
    | Welcome
    | Ask
    | AskPool
    | AskedBack
)


def composed(message: Composed, wording: Wording, taken: int = 0) -> str:
    """The message as Telegram HTML; of the room so many rows are ``taken`` already."""
    match message:
        case Answer():
            return fitted(card(message), wording, taken)
        case LatestDraw():
            return fitted(draws.latest(message), wording)
        case RemainingReport():
            return fitted(draws.report(message), wording)
        case NoDrawYet():
            return fitted(draws.no_draw_yet(message), wording)
        case History():
            return fitted(draws.history(message), wording)
        case PoolReport():
            return fitted(pool_text(message), wording)
        case NewDraw():
            return fitted(draws.news(message), wording)
        case DrawCorrected():
            return fitted(draws.corrected(message), wording)
        case DrawDigest():
            return fitted(draws.digest(message), wording)
        case Expired(on, person):
            said = sentence("expired" if person is None else "expired.other", expires=on)
            return worded(said, wording)
        case Explained():
            return answering(topic(message), wording)
        case NextStep():
            return fitted(next_step(message), wording)
        case Noted():
            return worded(noted(message), wording)
        case Welcome():
            return worded(draws.welcome(message), wording)
        case Ask() | AskPool():
            return worded(question(message), wording)
        case _:
            return worded(asked_back(message), wording)


def zone_of(message: Composed) -> str | None:
    """The reader's own time zone, where the message knows it."""
    match message:
        case Answer() | LatestDraw() | NewDraw() | DrawCorrected() | Explained() | Ask():
            return message.zone
        case NextStep(answer=Answer(zone=zone)):
            return zone
        case _:
            return None
