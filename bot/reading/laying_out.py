"""Lays a message out: its finds as tokens, occupations by person, what each number is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.reading.beside.conditions import Condition, conditions_of
from bot.reading.days.readings import Day, SaidDay
from bot.reading.finding import Finds, said_as_score, with_jobs
from bot.reading.occupations.jobs import JobFound
from bot.reading.occupations.reader import OccupationIndex
from bot.reading.scores.standing import Score, standing_of
from bot.reading.text.page import Page
from bot.reading.text.tokens import Line, Mention
from bot.reading.understood import (
    Reading,
)
from bot.reading.whose.owners import Owners, sources, words_for_others
from bot.reading.whose.scene import Scene, only_answers
from bot.reading.work.full_time import Length, bare_length, by_places, length_at
from bot.reading.work.occupations import read_jobs
from knowledge.facts.shelf import CrsRange, Knowledge


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Everything of one message while it is decided; ``found`` is it before jobs were read."""

    scene: Scene
    finds: Finds
    page: Page
    reading: Reading
    today: date
    possible: CrsRange
    scores: Mapping[int, Score]
    days: Mapping[int, SaidDay]
    lengths: Mapping[int, Length]
    jobs: Mapping[int, JobFound]
    found: Line
    conditions: Mapping[int, Condition]
    worth: int
    occupations: OccupationIndex
    first_year: int

    @property
    def asks(self) -> bool:
        """Whether any part of the message is a question."""
        owners = self.scene.owners
        return bool(owners.mood("question")) or self.page.asks

    def words(self, places: Iterable[int]) -> str:
        """The person's own words from the first to the last of some tokens."""
        told = sorted(places)
        tokens = self.scene.line.tokens
        return self.page.said(tokens[told[0]].start, tokens[told[-1]].end)


def lay_out(
    bare: Line,
    page: Page,
    finds: Finds,
    reading: Reading,
    today: date,
    knowledge: Knowledge,
    occupations: OccupationIndex,
) -> LaidOut:
    """Lay out the line of a message before anything was found in it, and what was found."""
    text = bare.text
    alone = words_for_others().isdisjoint(page.words) and sources().isdisjoint(page.words)
    expected = reading.expecting == "occupation" and alone
    hidden = [
        (each.start, each.end)
        for each in finds.mentions
        if each.kind not in ("code", "number") or _is_no_code(text, each)
    ]
    found = Line(text, finds.mentions, asks=page.asks, bare=bare)
    own, theirs = read_jobs(page, found, hidden, finds.codes, occupations, expected=expected)
    works = theirs if own is None else [own, *theirs]
    by_span = {span: work for work in works for span in work.places}
    line = found
    if by_span:
        line = Line(text, with_jobs(finds, tuple(by_span)), asks=page.asks, bare=bare)
    owners = Owners(line)
    if reading.expecting == "what_if" or (reading.expecting is None and owners.tries_something()):
        owners.tries = True
    facts = knowledge.topics["raise_score"].facts
    level = facts["french"].number("nclc")
    conditions = conditions_of(line, finds.levels(line), reading, level)
    told = (at for place, each in conditions.items() for at in range(place, each.last + 1))
    scene = Scene(line, owners, frozenset(told))
    scores: dict[int, Score] = {}
    days: dict[int, SaidDay] = {}
    lengths: dict[int, Length] = {}
    jobs: dict[int, JobFound] = {}
    drawn = knowledge.draws.known(reading.now)
    for mention, place in line.place.items():
        if place in conditions:
            continue
        if mention in finds.numbers:
            number = finds.numbers[mention]
            score = standing_of(scene, place, number.value, ranged=number.ranged)
            score = replace(score, vague=True) if number.apart else score
            if _is_todays(scene, place, finds, today):
                score = replace(score, now=True)
            lone = reading.expecting is None and len(line.tokens) == 1
            typed = lone and page.said(mention.start, mention.end).isdecimal()
            if typed and drawn.draw(str(number.value)) is not None:
                score = replace(score, vague=True)  # "447" is a draw as well
            scores[place] = _as_test(scene, score, scores.get(place - 1))
        elif mention in finds.days:
            days[place] = finds.days[mention]
        elif mention in finds.lengths:
            lengths[place] = length_at(scene, place, finds.lengths[mention])
        elif mention.kind == "job":
            jobs[place] = by_span[mention.start, mention.end]
    counted = reading.expecting in ("experience", "canadian_experience") and only_answers(line)
    counted = counted and all(each.kind == "number" for each in line.place)
    last: Length | None = None
    for place in sorted((*scores, *lengths)):
        if place in scores:
            number = finds.numbers[line.tokens[place].mention]  # type: ignore[index]  # it has one
            found_length = bare_length(scene, place, number, last, asked=counted)
            if found_length is None:
                continue
            lengths[place] = replace(found_length, vague=scores.pop(place).vague)
        last = lengths[place]
    lengths = by_places(lengths)
    first_year = drawn.draws[0].drawn_on.year if drawn.draws else 0
    possible = knowledge.rules.crs.on(reading.now.date()).value
    return LaidOut(
        scene,
        finds,
        page,
        reading,
        today,
        possible,
        scores,
        days,
        lengths,
        jobs,
        found,
        conditions,
        facts["nomination"].number("points"),
        occupations,
        first_year,
    )


def _is_todays(scene: Scene, place: int, finds: Finds, today: date) -> bool:
    """Whether the word beside a score says that it is today's: "476 today"."""
    tokens = scene.line.tokens
    for beside in (place - 1, place + 1):
        mention = tokens[beside].mention if 0 <= beside < len(tokens) else None
        parted = "," in tokens[max(place, beside)].sign if 0 <= beside < len(tokens) else True
        day = finds.days.get(mention) if mention is not None else None
        if day is None or parted or any(map(str.isdecimal, day.said)):
            continue
        if isinstance(day.reading, Day) and day.reading.on == today:
            return True
    return False


def _as_test(scene: Scene, score: Score, last: Score | None) -> Score:
    """The same number, or one more result of a test: "TEF: 450 420 430 410"."""
    if last is None or last.standing != "number" or score.standing != "bare":
        return score
    alike = last.value is not None and score.value is not None
    if alike and (last.value < 100) == (score.value < 100):  # type: ignore[operator]
        return replace(score, standing="number")
    return score


def _is_no_code(text: str, mention: Mention) -> bool:
    """Whether a number is said to be a score: "crs 1150", "478pts"."""
    if mention.kind != "number":
        return False
    digits = text[mention.start : mention.end].partition(".")[0].replace(" ", "")
    apart = not digits.isdecimal() or text[mention.end :][:1] == "/"
    return apart or said_as_score(text, mention.start, mention.end)
