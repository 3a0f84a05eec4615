"""What is asked back or cannot be read, as sentences: one key each, the languages word them."""

from __future__ import annotations

from typing import assert_never

from bot.conversation.messages import (
    AskNominationPoints,
    AskWhatIf,
    AskZone,
    NoExactDay,
    NoneOfThese,
    NoSuchDay,
    NoSuchDraw,
    NotACrsScore,
    NothingToCompare,
    NotUnderstood,
    NotYet,
    OddExperience,
    PoolDays,
    SeveralScores,
    UnknownCode,
    WhichDay,
    WhichDraw,
    WhichOccupation,
)
from bot.replies.sentences import Quoted, Sentence, Several, Value, sentence

AskedBack = (
    AskNominationPoints
    | AskWhatIf
    | AskZone
    | NoExactDay
    | NoneOfThese
    | NoSuchDay
    | NoSuchDraw
    | NotACrsScore
    | NothingToCompare
    | NotUnderstood
    | NotYet
    | OddExperience
    | PoolDays
    | SeveralScores
    | UnknownCode
    | WhichDay
    | WhichDraw
    | WhichOccupation
)


def asked_back(message: AskedBack) -> Sentence:
    """The sentence; what somebody said stands in it where it is known."""
    match message:
        case AskWhatIf():
            return sentence("ask.what_if")
        case AskZone():
            return _quoting("ask.zone", message.said)
        case NotACrsScore():
            values: dict[str, Value] = {"low": message.lowest, "high": message.highest}
            return _quoting("no.score", message.said, values)
        case SeveralScores():
            several = {0: ".none", 1: ".one"}.get(len(message.scores), "")
            return sentence(f"which.score{several}", scores=Several(message.scores, "either"))
        case WhichOccupation():
            return _quoting("which.occupation", message.said)
        case UnknownCode():
            return _quoting("no.code", message.said)
        case NoneOfThese():
            return sentence("ask.other_words")
        case WhichDay():
            days = tuple(sentence("that_day", day=day) for day in message.days)
            one = ".one" if len(days) == 1 else ""
            return _quoting(f"which.day{one}", message.said, {"days": Several(days, "either")})
        case NoExactDay():
            return _quoting("no.exact_day", message.said)
        case NoSuchDay():
            return _quoting("no.day", message.said)
        case NotYet():
            day: dict[str, Value] = {} if message.on is None else {"day": message.on}
            return _quoting("not_yet", None if day else message.said, day)
        case OddExperience():
            return _quoting("no.experience", message.said)
        case NoSuchDraw():
            newest = message.newest
            return _quoting(
                "no.draw", message.said, {} if newest is None else {"newest": newest.number}
            )
        case WhichDraw():
            numbers = tuple(sentence("that_draw", number=number) for number in message.numbers)
            one = ".one" if len(numbers) == 1 else ""
            return _quoting(f"which.draw{one}", message.said, {"draws": Several(numbers, "either")})
        case NothingToCompare():
            return sentence(f"compare.{'crs' if message.slot == 'crs' else 'submitted'}")
        case NotUnderstood():
            return sentence(f"lost.{'maybe' if message.maybe else message.question or 'nothing'}")
        case PoolDays():
            days_in = {"since": message.days.since, "until": message.days.until}
            told = {name: day for name, day in days_in.items() if day is not None}
            return Sentence("pool_days" if message.decides else "pool_days.not_all", told)
        case AskNominationPoints():
            crs, points = message.crs, message.points
            return sentence("ask.nomination_points", crs=crs, points=points, sum=crs + points)
        case _:
            assert_never(message)


def _quoting(key: str, said: str | None, values: dict[str, Value] | None = None) -> Sentence:
    quoted: dict[str, Value] = {"said": Quoted(said)} if said else {}
    return Sentence(key, quoted | (values or {}))
