"""What to do now, after a verdict: one step that fits what decided it, and what else helps."""

from __future__ import annotations

from datetime import date

from bot.conversation.messages import Answer, NextStep
from bot.replies.card import (
    MOST_ELSEWHERE,
    Card,
    CardLine,
    facts_of,
    first_named,
    one_draw,
    other_draw,
    within_reach,
)
from bot.replies.sentences import Address, Sentence, Several, Value, occupation, sentence


def next_step(message: NextStep) -> Card:
    """The step, then what else helps; who only talks is heard first.

    Somebody of whom nothing is known is told how to begin.
    """
    heard = [sentence("next.heard")] if message.heard else []
    if message.answer is None:
        steps = [sentence("first", said=sentence("next.nobody")), sentence("next.nobody.more")]
    else:
        reason, values = reason_of(message.answer), _values(message.answer)
        step = Sentence(f"next.{reason}", values)
        steps = [sentence("first", said=step), Sentence(f"next.{reason}.more", values)]
    return Card(tuple(map(CardLine, (*heard, *steps))))


def reason_of(answer: Answer) -> str:
    """What the step goes by: the outcome, after a no what decided it."""
    judged = answer.judged
    match judged.verdict.outcome:
        case "invited" if answer.on <= answer.respond_by:
            return "invited"
        case _ if _is_over(answer):
            return "profile_expired"
        case "invited":
            return "passed"
        case "not_invited":
            return str(first_named(judged).reason)
        case "depends" if first_named(judged).reason == "unknown_tie_break":
            return "unknown_tie_break"
        case _:
            return "open" if judged.verdict.needs else "settled"


def _is_over(answer: Answer) -> bool:
    """Whether the profile has expired since."""
    expires = facts_of(answer.judged).get("expires")
    return isinstance(expires, date) and expires < answer.on


def _values(answer: Answer) -> dict[str, Value]:
    judged = answer.judged
    found = facts_of(judged) | {"draw": one_draw(judged.draw, cutoff=False)}
    found |= {"by": answer.respond_by, "draw_page": Address(*answer.page)}
    near = [other_draw(one) for one in answer.elsewhere if within_reach(one)][:MOST_ELSEWHERE]
    if near:
        found["elsewhere"] = Several(tuple(near), "apart")
    if judged.job is not None and judged.job.nearest_left_on is None:
        nearest = judged.job.nearest
        found |= {} if nearest is None else {"nearest": occupation(nearest)}
    return found
