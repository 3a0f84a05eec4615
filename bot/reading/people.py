"""The facts of a message by person, and what of it is nobody's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from bot.reading.beside.conditions import fact_of as condition_fact
from bot.reading.days import submitted as day_roles
from bot.reading.days.told import submission_of_days
from bot.reading.days.vague import Vaguely, vague_submission
from bot.reading.laying_out import LaidOut
from bot.reading.occupations.jobs import JobFound
from bot.reading.scores.told import score_of, scores_of
from bot.reading.understood import (
    Assumed,
    Change,
    NotTaken,
    Ownership,
    Person,
    Reason,
    Slot,
    Unclear,
    UnclearReason,
    Understood,
)
from bot.reading.whose.cues import table_of
from bot.reading.whose.deciding import Decided
from bot.reading.whose.owners import spouses
from bot.reading.work.full_time import MOST_MONTHS, full_time
from bot.reading.work.occupations import read_job
from knowledge.profiles import Profile

_PART_TIME = re.compile(r"\b(?:part|half)[ -]?time\b|\btemps[ -]partiel\b|\bmi[ -]temps\b")


def facts_by_person(said: LaidOut, decided: Decided) -> Understood:
    """Lay the decided facts out by person."""
    own = [place for place, fact in decided.facts.items() if fact.person is None]
    labels = list(
        dict.fromkeys(fact.person for fact in decided.facts.values() if fact.person is not None)
    )
    own += _of_household(said, decided, own)
    labels = [
        label for label in labels if any(_is_of(decided, p, label, own) for p in decided.facts)
    ]
    mine = _profile(said, decided, own, own=True)
    people = [
        _profile(said, decided, [p for p in decided.facts if _is_of(decided, p, label, own)])
        for label in labels
    ]
    persons = [
        Person(label, told.facts, told.occupation_said, told.occupation_choices, told.unclear)
        for label, told in zip(labels, people, strict=True)
    ]
    if not said.asks:
        persons = [person for person in persons if _may_be_judged(person)]
    not_taken = _not_taken(said, decided)
    change = _change(said, decided, own)
    changed = None if change == Change() else change
    if mine.says_something or not persons:
        hows = {decided.facts[place].how for place in own}
        supposed = mine.supposed or changed is not None
        owned = any(_is_owned(said, decided, place) for place in own)
        # In a list without an owner a label makes nobody's list one's own.
        ways: tuple[Ownership, ...] = ("claim", "answer", "list")
        if not owned:
            ways = ("answer", "list", "claim")
        how: Ownership | None = next((each for each in ways if each in hows), None)
        if supposed and "supposed" in hows:
            how = "supposed"
        about: Literal["self"] | None = "self" if hows - {"supposed"} else None
        return replace(
            mine,
            about=about,
            ownership=how,
            supposed=supposed,
            others=tuple(persons),
            change=changed,
            not_taken=not_taken,
            owned=owned and not supposed,
            **_following(said),
        )
    first, *rest = persons
    return replace(
        mine,
        about="other",
        person=first.label,
        facts=first.facts,
        occupation_said=first.occupation_said,
        occupation_choices=first.occupation_choices,
        unclear=first.unclear,
        ownership="claim",
        supposed=_told_of(labels, people, first.label).supposed or changed is not None,
        others=tuple(rest),
        change=changed,
        not_taken=not_taken,
        **_following(said),
    )


def _change(said: LaidOut, decided: Decided, own: Sequence[int]) -> Change:
    """What is changed; a change told beside the present score is in that score already."""
    moved = said.finds.moved
    told = any(place in said.scores and said.scores[place].now for place in own)
    supposes = bool(said.scene.owners.moods.suppose)
    crs = None if told and not supposes else moved.crs
    points = said.worth.nomination
    nominated = [place for place, told in said.conditions.items() if told.value is True]
    if any(
        place in decided.facts and decided.facts[place].how == "supposed" for place in nominated
    ):
        counted = [said.scores[place].value or 0 for place in own if place in said.scores]
        crs = crs or (None if max(counted, default=0) > points else points)
    return Change(crs, moved.submitted_days, moved.submitted_minutes)


def _is_owned(said: LaidOut, decided: Decided, place: int) -> bool:
    """Whether the first person says a fact to be their own: "my score is 480"."""
    fact = decided.facts[place]
    return fact.how == "claim" and said.scene.whose(place).subject in ("me", "we")


def _following(said: LaidOut) -> dict[str, Any]:
    """How a message goes on with what is shown: "and with 490?", "8 more on top", "same day"."""
    owners = said.scene.owners
    return {
        "follows": owners.follows(),
        "on_top": bool(owners.moods.on_top) and said.finds.moved.crs is not None,
        "same": frozenset(hit.cue.name for hit in table_of("same", "slots").hits(said.scene.line)),
        "corrects": bool(owners.moods.corrects),
    }


def _told_of(labels: Sequence[str], people: Sequence[Understood], label: str) -> Understood:
    return next(told for name, told in zip(labels, people, strict=True) if name == label)


def _may_be_judged(person: Person) -> bool:
    """Whether more is told of somebody than what they work as: "my dad is a carpenter"."""
    facts = replace(person.facts, noc=None, experience_months=None)
    return not facts.is_empty or any(each.slot != "occupation" for each in person.unclear)


def _is_of(decided: Decided, place: int, label: str | None, own: Sequence[int]) -> bool:
    return decided.facts[place].person == label and place not in own


def _of_household(said: LaidOut, decided: Decided, own: Sequence[int]) -> list[int]:
    """The facts of a husband or wife where "we" have the score: it is one profile."""
    owners = said.scene.owners
    if not any(p in said.scores and owners.at(p).subject == "we" for p in own):
        return []
    theirs = [p for p, fact in decided.facts.items() if fact.person in spouses()]
    return [] if any(place in said.scores for place in theirs) else theirs


def _not_taken(said: LaidOut, decided: Decided) -> tuple[NotTaken, ...]:
    slots: dict[int, Slot] = {}
    slots |= dict.fromkeys(said.scores, "crs")
    slots |= dict.fromkeys(said.days, "submitted")
    slots |= dict.fromkeys(said.lengths, "experience")
    slots |= dict.fromkeys(said.jobs, "occupation")
    return tuple(
        NotTaken(slots[place], said.words([place]), why)
        for place, why in sorted(decided.refused.items())
        if place in slots
    )


def _profile(
    said: LaidOut, decided: Decided, places: Sequence[int], *, own: bool = False
) -> Understood:
    """The facts of one person."""
    unclear: list[Unclear] = []
    assumed: list[Assumed] = []
    facts = Profile()
    reasons = [
        Reason(
            "fact", said.words([place]), f"{decided.facts[place].how}: {decided.facts[place].rule}"
        )
        for place in places
    ]
    scored = [place for place in places if place in said.scores]
    crs, odd, counted = score_of(said, decided, scored)
    if odd is not None:
        unclear.append(odd)
    scores = scores_of(said, decided, scored)
    crs_on = next((each.on for each in scores if each.crs == crs), None)
    if len({each.crs for each in scores}) < 2:
        scores = ()
    facts = replace(facts, crs=crs, crs_on=crs_on, scores=scores)
    job = _job(said, decided, places)
    if job is not None:
        facts = replace(facts, noc=job.noc)
        if job.how == "unknown":
            nearest = tuple(group.noc for group in job.groups)
            unclear.append(Unclear("occupation", job.said, "unknown_code", nearest))
    submitted = submission_of_days(said, decided, [place for place in places if place in said.days])
    facts = replace(facts, submission=submitted.submission, submitted_between=submitted.between)
    unclear += submitted.unclear
    vague: Vaguely | None = None
    if submitted == day_roles.NOTHING and own:
        asked = said.reading.expecting == "submitted"
        vague = vague_submission(said.page, said.today, asked=asked)
        if vague is not None:
            facts = replace(facts, submitted_between=vague.between)
            unclear += [vague.unclear] if vague.between is None else []
    assumed += submitted.assumed
    months, canadian, odd = _experience(said, [p for p in places if p in said.lengths])
    facts = replace(facts, experience_months=months, canadian_experience_months=canadian)
    if odd is not None:
        unclear.append(odd)
    for place in places:
        if (told := said.conditions.get(place)) is None:
            continue
        if told.value is None:
            words = said.words(range(place, told.last + 1))
            unclear.append(Unclear("french", words, "several", tuple(map(str, told.levels))))
        else:
            facts = replace(facts, **condition_fact(told))
    others = [place for place in places if place not in said.scores]
    return Understood(
        facts=facts,
        occupation_said=None if job is None or job.how == "unknown" else job.said,
        occupation_choices=() if job is None else job.choices,
        unclear=tuple(unclear),
        assumed=tuple(assumed),
        supposed=any(decided.facts[place].how == "supposed" for place in (*counted, *others))
        or (vague is not None and bool(said.scene.owners.moods.suppose)),
        reasons=tuple(reasons),
    )


def _job(said: LaidOut, decided: Decided, places: Sequence[int]) -> JobFound | None:
    """The occupation of one person; read anew without the names that are none of theirs."""
    taken = [place for place in places if place in said.jobs]
    if not taken:
        return None
    weights = [decided.facts[place].weight for place in taken]
    taken = [p for p, weight in zip(taken, weights, strict=True) if weight == max(weights)]
    work = said.jobs[taken[0]]
    tokens = said.scene.line.tokens
    kept = {(tokens[place].start, tokens[place].end) for place in taken}
    left_out = [span for span in work.places if span not in kept]
    if not left_out:
        return work
    hidden = [
        (token.start, token.end)
        for token in tokens
        if token.mention is not None and (token.start, token.end) not in kept
    ]
    codes, index = said.finds.codes, said.occupations
    return read_job(said.page, said.found, hidden, codes, index, expected=False) or work


def _experience(
    said: LaidOut, places: Sequence[int]
) -> tuple[int | None, int | None, Unclear | None]:
    lengths = [said.lengths[place] for place in places]
    if not lengths:
        return None, None, None
    readings = list(
        dict.fromkeys(months for length in lengths for months in length.amount.readings)
    )
    words = said.words(places)
    if len(lengths) > 1 and all(each.canadian or each.abroad for each in lengths):
        here = [sum(each.amount.readings) for each in lengths if each.canadian]
        total = sum(sum(each.amount.readings) for each in lengths)
        return total, sum(here) if here else None, None
    if len(readings) != 1:
        reason: UnclearReason = "several" if readings else "ambiguous"
        return None, None, Unclear("experience", words, reason, tuple(map(str, readings)))
    if any(length.vague for length in lengths):
        return None, None, Unclear("experience", words, "ambiguous", (str(readings[0]),))
    if said.finds.hours is None and _PART_TIME.search(said.page.text):
        reason = "hours_unknown"
        if "full" not in said.page.words:
            return None, None, Unclear("experience", words, reason, (str(readings[0]),))
    months = full_time(readings[0], said.finds.hours)
    if months > MOST_MONTHS:
        return None, None, Unclear("experience", words, "impossible", (str(months),))
    if said.reading.expecting == "canadian_experience":
        return None, months, None
    if any(length.canadian for length in lengths):
        return months, months, None
    return months, None, None
