"""The things of a message that may be facts, as they stand by their own words."""

from __future__ import annotations

from dataclasses import replace

from bot.reading.beside.conditions import items_of as conditions_in
from bot.reading.days import submitted as day_roles
from bot.reading.days.readings import Day, Instant, LocalTime, MonthOnly
from bot.reading.laying_out import LaidOut
from bot.reading.scores.standing import LOWEST_UNLABELLED, Score
from bot.reading.understood import (
    WhyNot,
)
from bot.reading.whose.cues import word_set
from bot.reading.whose.deciding import Decided, Item, base_of_score, decide
from bot.reading.whose.scene import Scene, only_answers
from bot.reading.work.full_time import Length, may_be_age
from bot.reading.work.occupations import item_of

_BESIDE = 3
_ANSWER = "answer"


def decide_items(said: LaidOut, *, asks: bool) -> Decided:
    """Decide on every find; ``asks``: the message asks for something beside its facts."""
    scene, expecting = said.scene, said.reading.expecting
    alone = only_answers(scene.line)
    refused: dict[int, WhyNot] = {}
    items = list(conditions_in(scene, said.conditions, said.reading))
    answers = {item.place for item in items if alone and item.slot == expecting}
    for place, score in said.scores.items():
        item = _score_item(said, score, alone=alone)
        if isinstance(item, Item):
            items.append(item)
            answers |= {place} if item.rule == _ANSWER else set()
        elif item is not None:
            refused[place] = item
    last: Item | None = None
    for place in sorted(said.days):
        last = _day_item(said, place, last)
        items.append(last)
    answers |= set(said.days) if alone and expecting == "submitted" else set()
    months = alone and expecting in ("experience", "canadian_experience")
    for place, length in said.lengths.items():
        told = Item(place, "experience", "bare", _ANSWER, 30) if months else None
        told = told or _length_item(said, place, length)
        items += [] if told is None else [told]
    answers |= set(said.lengths) if months else set()
    for place, work in said.jobs.items():
        job = item_of(scene, place, work, expected=expecting == "occupation", asks=asks)
        if job is not None:
            items.append(job)
            answered = expecting == "occupation" and _answers(scene, place, job)
            answers |= {place} if answered else set()
    if len(items) == 1 and not answers:
        items = [_asked_alone(said, items[0])]
    gone = [item.place for item in items if item.slot == "occupation" and item.base == "past"]
    for at, item in enumerate(items):
        if item.slot == "experience" and any(abs(item.place - job) <= _BESIDE for job in gone):
            items[at] = replace(item, base="past")
    decided = decide(scene, items, answers=frozenset(answers))
    return Decided(decided.facts, {**refused, **decided.refused})


def _score_item(said: LaidOut, score: Score, *, alone: bool) -> Item | WhyNot | None:
    """How a number stands: by its own words, or as the answer to an open question."""
    scene, expecting, place = said.scene, said.reading.expecting, score.place
    item = base_of_score(scene, score, said.possible.highest)
    bare = Item(place, "crs", "bare", "alone", 30)
    if alone and len(said.scores) == 1 and expecting == "what_if":
        if item in ("past", "draw_figure"):
            return item
        return replace(item if isinstance(item, Item) else bare, base="supposed", weight=60)
    if alone and len(said.scores) == 1 and expecting == "crs" and _answers(scene, place, item):
        told = item if isinstance(item, Item) else bare
        answer = told if told.base == "claim" else replace(told, rule=_ANSWER)
        return None if _is_age(score) else answer
    lone = expecting is None and item is None and len(scene.line.tokens) == 1
    return bare if lone and _is_near(said, score) else item


def _asked_alone(said: LaidOut, item: Item) -> Item:
    """The only find of a message: asked about where nobody owns it, a length perhaps not even."""
    asked = said.scene.owners.asked(item.place) and said.scene.whose(item.place).subject is None
    if item.base != "label" or not asked or item.slot not in ("occupation", "experience"):
        return item
    ruled = item.slot == "experience" and not said.lengths[item.place].enough
    return replace(item, base="other" if ruled else "asked")


def _answers(scene: Scene, place: int, item: Item | WhyNot | None) -> bool:
    """Whether a fact may answer an open question: no one else's, none of the past, none asked."""
    owners = scene.owners
    if item in ("past", "draw_figure") or owners.supposed(place) or owners.would(place):
        return False
    if isinstance(item, Item) and item.base in ("past", "other"):
        return False
    strange = isinstance(item, Item) and item.slot == "occupation" and item.rule == "bare"
    if strange and not scene.heads(place):
        return False
    asked = owners.asked_before(place) and scene.line.ends_in_question(place)
    return not asked and scene.whose(place).subject in (None, "me", "we")


def _is_near(said: LaidOut, score: Score) -> bool:
    """Whether a bare number that can be no score was still meant as one: no year, no 7.5."""
    if score.value is None:
        written = said.words([score.place])
        return written[:3].isdecimal() and not written[3:4].isdecimal()
    return score.value == 0 or 1000 <= score.value < 10_000


def _is_age(score: Score) -> bool:
    """Whether the answer to the question for the score is how old somebody is: "I'm 35"."""
    small = score.value is not None and score.value < LOWEST_UNLABELLED
    return small and not word_set("fillers", "am").isdisjoint(score.cue.split()[-1:])


def _day_item(said: LaidOut, place: int, last: Item | None) -> Item:
    """How a day stands; one that is joined to the last ("3 or 4 May") is of the same."""
    role = day_roles.role_of(said.scene, place)
    owners = said.scene.owners
    base = {"mine": "label", "made": "label", "updated": "label", "bare": "bare"}.get(role, "other")
    day = said.days[place]
    rough = isinstance(day.reading, Day | LocalTime | Instant) and day.reading.approximate
    months = word_set("fillers", "months")
    named = isinstance(day.reading, MonthOnly) and months.isdisjoint(day.said.lower().split())
    wordy = not named and not any(map(str.isdecimal, day.said))
    others = any(each.kind != "day" for each in said.scene.line.place)
    if base == "bare" and (rough or wordy) and others:
        base = "other"
    beside = said.scores.get(place - 1)
    if beside is not None and beside.now and beside.standing == "own" and wordy:
        base = "other"
    if role == "updated" and owners.asked(place):
        base = "other"
    if owners.tries or (base == "label" and owners.supposed(place)):
        base = "supposed"
    between = (
        {token.word for token in said.scene.line.tokens[last.place + 1 : place]} if last else {""}
    )
    if last is not None and between <= word_set("fillers", "joins_days"):
        corrected = not between.isdisjoint(word_set("fillers", "corrections")) and base == "bare"
        if base == "bare" or not corrected:
            base = last.base if base in ("bare", "other") else base
        if last.rule == "denied" and role == "bare":
            base = "label"
    return Item(place, "submitted", base, role, 60 if base == "supposed" else 40)


def _length_item(said: LaidOut, place: int, length: Length) -> Item | None:
    owners = said.scene.owners
    if length.work == "other":
        return None
    if length.work == "bare" and may_be_age(length.amount):
        return None
    beside = any(abs(place - job) <= 2 for job in said.jobs)
    if length.work == "bare" and not (beside or said.scene.is_whole_clause(place)):
        return None
    base = "label" if length.work == "work" else "bare"
    if owners.supposed(place):
        base = "supposed"
    elif owners.asked_before(place) and owners.at(place).subject != "me":
        before = said.scene.line.tokens[place - 1].word if place else ""
        base = "asked" if length.enough or before in ("with", "avec") else "other"
    return Item(place, "experience", base, length.work, 40)
