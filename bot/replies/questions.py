"""The questions of the interview as sentences: what is sure so far, why we ask, the question."""

from __future__ import annotations

from bot.conversation.messages import Ask, AskPool, Judged
from bot.replies.card import so_far
from bot.replies.sentences import Amount, OfPerson, PersonLabel, Sentence, Value, sentence


def question(message: Ask | AskPool) -> Sentence:
    """The question, below what can be said before it is answered, unless it is only repeated."""
    asked = _pool(message) if isinstance(message, AskPool) else _asked(message)
    sure = None if message.again else _so_far(message.judged)
    return asked if sure is None else sentence("asked", sure=sure, asked=asked)


def _so_far(judged: Judged | None) -> Sentence | None:
    return None if judged is None else so_far(judged)


def _whose(person: str | None) -> dict[str, Value]:
    """Whom it is about, where that is somebody else."""
    if person is None:
        return {}
    return {"person": PersonLabel(person), "of_person": OfPerson(person)}


def _pool(message: AskPool) -> Sentence:
    return Sentence("asked.in_pool", _whose(message.person) | {"on": message.draw.drawn_on})


def _asked(message: Ask) -> Sentence:
    values = _whose(message.person)
    match message.question:
        case "crs" if message.on is not None:
            return Sentence("asked.crs.then", values | {"on": message.on})
        case "submitted" | "submitted_time" as asked:
            if message.draw is not None:
                values["tie"] = _tie(message)
            day = "that_same_day" if message.on is None else "that_day"
            values["on"] = sentence(day) if message.on is None else sentence(day, day=message.on)
            return Sentence(f"asked.{asked}", values)
        case "canadian_experience":
            required = Amount(message.required or 0, "months")
            return Sentence("asked.canadian_experience", values | {"required": required})
        case asked:
            return Sentence(f"asked.{asked}", values | {"required": message.required or 0})


def _tie(message: Ask) -> Sentence:
    """Why the day or the hour decides."""
    tie = None if message.draw is None else message.draw.tie_break_at
    key = "tie.day" if message.question == "submitted" else "tie.hour"
    return sentence(key) if tie is None else sentence(key, tie_break=tie)
