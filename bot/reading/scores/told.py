"""The score of one person out of the numbers that are said of them, and when each was held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.reading.days import submitted as day_roles
from bot.reading.days.readings import Day, Instant, LocalTime
from bot.reading.laying_out import LaidOut
from bot.reading.understood import (
    Unclear,
)
from bot.reading.whose.cues import word_set
from bot.reading.whose.deciding import Decided
from knowledge.profiles import POOL_ZONE, ScoreOn

_PRESENT, _HELD = ("own", "moved"), ("own", "moved", "had")
_NEAR = 6
_PLAIN = ("bare", "if", "label", "chance")


def score_of(
    said: LaidOut, decided: Decided, places: Sequence[int]
) -> tuple[int | None, Unclear | None, Sequence[int]]:
    """One score out of those that are said of one person, and the tokens that count for it."""
    left: list[int] = []
    for place in sorted(places):
        if said.scores[place].corrected and left:
            left.clear()
        left.append(place)
    if not left:
        return None, None, ()
    weights = _weights(said, decided, left)
    heaviest = max(weights.values())
    chosen = [place for place in left if weights[place] == heaviest]
    scores = [said.scores[place] for place in chosen]
    values = sorted({score.value for score in scores if score.value is not None})
    words = said.words(chosen)
    readings = tuple(map(str, values))
    if len(values) > 1:
        return None, Unclear("crs", words, "several", readings), chosen
    value = values[0] if values else None
    labelled = any(score.labelled or score.standing in ("own", "had") for score in scores)
    answered = any(decided.facts[place].how == "answer" for place in chosen)
    low = (value is not None and 0 < value < 100) or (
        value == 0 and not (labelled or answered or len(said.scene.line.tokens) == 1)
    )
    if value is None or low or value not in said.possible:
        return None, Unclear("crs", words, "out_of_range"), chosen
    if any(score.vague or score.ranged for score in scores):
        return None, Unclear("crs", words, "ambiguous", readings), chosen
    return value, None, chosen


def scores_of(said: LaidOut, decided: Decided, places: Sequence[int]) -> tuple[ScoreOn, ...]:
    """The scores that were held on days, or are held now beside another one."""
    held: list[ScoreOn] = []
    told = [p for p in places if decided.facts[p].how != "supposed" and _is_sure(said, p)]
    owned = any(said.scores[place].standing in _PRESENT for place in told)
    told = [p for p in told if not owned or said.scores[p].standing in _HELD]
    several = len({said.scores[place].value for place in told}) > 1
    several = several or said.finds.moved.crs is not None
    for place in told:
        score = said.scores[place]
        on = _held_on(said, decided, place)
        present = on is None and (score.now or score.standing == "own")
        if several and present and (score.now or score.standing != "had"):
            on = said.reading.now.astimezone(ZoneInfo(POOL_ZONE)).date()
        if on == said.today and not several:
            on = None
        if score.value is not None and (on is not None or several):
            held.append(ScoreOn(score.value, on))
    return tuple(dict.fromkeys(held)) if any(each.on for each in held) else ()


def _is_sure(said: LaidOut, place: int) -> bool:
    score = said.scores[place]
    known = score.value is not None and score.value in said.possible
    return known and not score.vague and not score.ranged


def _held_on(said: LaidOut, decided: Decided, place: int) -> date | None:
    """The day on which a score was held: one in its clause that is not of the submission."""
    clause = said.scene.line.clause(place)
    if said.scores[place].standing not in ("own", "had", "label", "bare"):
        return None
    near = sorted((abs(at - place), at) for at in said.days if at in clause)
    for distance, at in near:
        reading = said.days[at].reading
        role = day_roles.role_of(said.scene, at)
        if at in decided.facts or role in ("mine", "denied", "earlier") or distance > _NEAR:
            continue
        if any(abs(at - other) < distance for other in said.scores):
            continue  # the day of another score
        if isinstance(reading, Day | LocalTime | Instant) and not reading.future:
            return reading.on
    return None


def _weights(said: LaidOut, decided: Decided, places: Sequence[int]) -> dict[int, int]:
    """What each score counts; two that are joined ("478 or 480") count the same."""
    tokens = said.scene.line.tokens
    weights = {place: decided.facts[place].weight for place in places}
    for last, place in pairwise(places):
        one, other = said.scores[last], said.scores[place]
        between = {token.word for token in tokens[last + 1 : place]}
        joined = (
            between <= word_set("fillers", "joins_scores")
            and not other.now
            and "(" not in tokens[place].sign
        )
        plain = one.standing in _PLAIN or other.standing in _PLAIN
        if (joined and plain) or (one.ranged and other.ranged):
            weights[last] = weights[place] = max(weights[last], weights[place])
    return weights
