"""The things of a message that may be facts, as they stand by their own words."""

from __future__ import annotations

from dataclasses import replace

from bot.reading.beside.conditions import items_of as conditions_in
from bot.reading.days import submitted as day_roles
from bot.reading.days.readings import Day, Instant, LocalTime, MonthOnly
from bot.reading.laying_out import LaidOut
from bot.reading.scores.standing import Score
from bot.reading.understood import (
    WhyNot,
)
from bot.reading.whose.cues import word_set
from bot.reading.whose.deciding import Decided, Item, base_of_score, decide
from bot.reading.whose.scene import Scene, only_answers
from bot.reading.work.full_time import Length, may_be_age
from bot.reading.work.occupations import item_of

_BESIDE = 3


def decide_items(said: LaidOut, *, asks: bool) -> Decided:
    """Decide on every find; ``asks``: the message asks for something beside its facts."""
    scene, reading = said.scene, said.reading
    items: list[Item] = []
    refused: dict[int, WhyNot] = {}
    answers: set[int] = set()
    alone = only_answers(scene.line)
    tokens = scene.line.tokens
    items += conditions_in(scene, said.conditions, reading)
    if alone:
        answers |= {item.place for item in items if item.slot == reading.expecting}
    for place, score in said.scores.items():
        item = base_of_score(scene, score, said.possible.highest)
        tried = reading.expecting == "what_if" and item not in ("past", "draw_figure")
        answer = alone and len(said.scores) == 1 and (tried or _answers(scene, place, item))
        if answer and reading.expecting in ("crs", "what_if"):
            if not isinstance(item, Item):
                item = Item(place, "crs", "bare", "answer", 30)
            if reading.expecting == "what_if":
                item = replace(item, base="supposed", weight=60)
            elif _is_age(scene, place, score):
                continue
            else:
                answers.add(place)
        elif (
            reading.expecting is None
            and item is None
            and len(tokens) == 1
            and _is_near(said, score)
        ):
            item = Item(place, "crs", "bare", "alone", 30)
        if isinstance(item, Item):
            items.append(item)
        elif item is not None:
            refused[place] = item
    last: Item | None = None
    for place in sorted(said.days):
        last = _day_item(said, place, last)
        items.append(last)
        if reading.expecting == "submitted" and alone:
            answers.add(place)
    for place, length in said.lengths.items():
        item = _length_item(said, place, length)
        if item is not None:
            items.append(item)
        if reading.expecting in ("experience", "canadian_experience") and alone:
            answers.add(place)
            items.append(Item(place, "experience", "bare", "answer", 30))
    for place, work in said.jobs.items():
        item = item_of(scene, place, work, expected=reading.expecting == "occupation", asks=asks)
        if item is not None:
            items.append(item)
            if reading.expecting == "occupation" and _answers(scene, place, item):
                answers.add(place)
    if len(items) == 1 and items[0].slot == "occupation" and items[0].base == "label":
        asked = scene.owners.asked(items[0].place) and scene.whose(items[0].place).subject is None
        items = [replace(items[0], base="asked")] if asked and not answers else items
    if len(items) == 1 and items[0].slot == "experience" and items[0].base == "label":
        asked = scene.owners.asked(items[0].place) and scene.whose(items[0].place).subject is None
        base = "asked" if said.lengths[items[0].place].enough else "other"
        items = [replace(items[0], base=base)] if asked and not answers else items
    before = [item.place for item in items if item.slot == "occupation" and item.base == "past"]
    for at, item in enumerate(items):
        if item.slot == "experience" and any(abs(item.place - job) <= _BESIDE for job in before):
            items[at] = replace(item, base="past")
    decided = decide(scene, items, answers=frozenset(answers))
    return Decided(decided.facts, {**refused, **decided.refused})


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


def _is_age(scene: Scene, place: int, score: Score) -> bool:
    """Whether the answer to the question for the score is how old somebody is: "I'm 35"."""
    before = {token.word for token in scene.line.tokens[:place]}
    small = score.value is not None and score.value < 100
    return small and not before.isdisjoint(("i'm", "im", "am")) and "at" not in before


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
