"""The facts of a message by person, and what of it is nobody's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, get_args

from bot.reading.beside.conditions import fact_of as condition_fact
from bot.reading.days import submitted as day_roles
from bot.reading.days.told import submission_of_days
from bot.reading.days.vague import Vaguely, vague_submission
from bot.reading.laying_out import LaidOut
from bot.reading.occupations.jobs import JobFound
from bot.reading.scores.told import score_of, scores_of
from bot.reading.understood import (
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
from bot.reading.whose.deciding import Decided
from bot.reading.whose.owners import spouses
from bot.reading.work.full_time import MOST_MONTHS, full_time, is_part_time
from bot.reading.work.occupations import read_job
from knowledge.accents import unaccented
from knowledge.profiles import Profile

_WITHOUT_OWNER: tuple[Ownership, ...] = ("answer", "list", "claim")


def facts_by_person(said: LaidOut, decided: Decided) -> Understood:
    """Lay the decided facts out by person."""
    by_label: dict[str | None, list[int]] = {}
    for place, fact in decided.facts.items():
        by_label.setdefault(fact.person, []).append(place)
    own = by_label.pop(None, [])
    own += _of_household(said, own, by_label)
    mine = _profile(said, decided, own, own=True)
    people = {
        _as_typed(said, label): _profile(said, decided, places)
        for label, places in by_label.items()
        if label is not None and not set(places) <= set(own)
    }
    persons = [
        Person(label, told.facts, told.occupation_said, told.occupation_choices, told.unclear)
        for label, told in people.items()
    ]
    if not said.asks:
        persons = [
            person for person in persons if people[person.label].supposed or _may_be_judged(person)
        ]
    owners = said.scene.owners
    change = _change(said, decided, own)
    common: dict[str, Any] = {
        "change": None if change == Change() else change,
        "not_taken": _not_taken(said, decided),
        "follows": owners.follows(),
        "on_top": bool(owners.mood("on_top")) and said.finds.moved.crs is not None,
        "same": frozenset(slot for slot in get_args(Slot) if owners.mood(f"same_{slot}")),
        "corrects": bool(owners.mood("corrects")),
    }
    if mine.says_something or not persons:
        return _of_oneself(said, decided, own, mine, common | {"others": tuple(persons)})
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
        supposed=people[first.label].supposed or common["change"] is not None,
        others=tuple(rest),
        **common,
    )


def _as_typed(said: LaidOut, label: str) -> str:
    """A person's label with the accents that it was typed with: « frère »."""
    for turn in said.scene.owners.turns:
        if turn.label == label and turn.last > 0:
            typed = said.words(range(turn.last - len(label.split()), turn.last)).casefold()
            if typed != label and unaccented(typed) == label:
                return typed
    return label


def _of_oneself(
    said: LaidOut, decided: Decided, own: Sequence[int], mine: Understood, common: dict[str, Any]
) -> Understood:
    """How one's own facts got their owner; a change or a supposition stores nothing."""
    hows = {decided.facts[place].how for place in own}
    owned = any(
        decided.facts[place].how == "claim" and said.scene.whose(place).subject in ("me", "we")
        for place in own  # "my score is 480"
    )
    # In a list without an owner a label makes nobody's list one's own.
    ways: tuple[Ownership, ...] = ("claim", "answer", "list") if owned else _WITHOUT_OWNER
    supposed = mine.supposed or common["change"] is not None
    how: Ownership | None = next((each for each in ways if each in hows), None)
    if supposed and "supposed" in hows:
        how = "supposed"
    return replace(
        mine,
        about="self" if hows - {"supposed"} else None,
        ownership=how,
        supposed=supposed,
        owned=owned and not supposed,
        **common,
    )


def _change(said: LaidOut, decided: Decided, own: Sequence[int]) -> Change:
    """What is changed; a change told beside the present score is in that score already.

    A nomination that is supposed adds its points, unless the score counts them already.
    """
    moved, points = said.finds.moved, said.worth
    scores = [said.scores[place] for place in own if place in said.scores]
    supposes = bool(said.scene.owners.mood("suppose"))
    crs = None if any(score.now for score in scores) and not supposes else moved.crs
    nominated = any(
        told.value is True and place in decided.facts and decided.facts[place].how == "supposed"
        for place, told in said.conditions.items()
    )
    if nominated and max((score.value or 0 for score in scores), default=0) <= points:
        crs = crs or points
    return Change(crs, moved.submitted_days, moved.submitted_minutes)


def _may_be_judged(person: Person) -> bool:
    """Whether more is told of somebody than what they work as: "my dad is a carpenter"."""
    facts = replace(person.facts, noc=None, experience_months=None)
    return not facts.is_empty or any(each.slot != "occupation" for each in person.unclear)


def _of_household(
    said: LaidOut, own: Sequence[int], by_label: Mapping[str | None, Sequence[int]]
) -> list[int]:
    """The facts of a husband or wife where "we" have the score: it is one profile."""
    if not any(p in said.scores and said.scene.whose(p).subject == "we" for p in own):
        return []
    theirs = [place for label in spouses() for place in by_label.get(label, ())]
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
    if not places and not own:
        return Understood()
    unclear: list[Unclear | None] = []
    scored = [place for place in places if place in said.scores]
    crs, odd, counted = score_of(said, decided, scored)
    unclear.append(odd)
    scores = scores_of(said, decided, scored)
    crs_on = next((each.on for each in scores if each.crs == crs), None)
    if len({each.crs for each in scores}) < 2:
        scores = ()
    job = _job(said, decided, places)
    if job is not None and job.how == "unknown":
        nearest = tuple(group.noc for group in job.groups)
        unclear.append(Unclear("occupation", job.said, "unknown_code", nearest))
    submitted = submission_of_days(said, decided, [place for place in places if place in said.days])
    between = submitted.between
    unclear += submitted.unclear
    vague: Vaguely | None = None
    if submitted == day_roles.NOTHING and own:
        asked = said.reading.expecting == "submitted"
        vague = vague_submission(said.page, said.today, asked=asked)
        if vague is not None:
            between = vague.between
            unclear += [vague.unclear] if between is None else []
    months, canadian, odd = _experience(said, [p for p in places if p in said.lengths])
    unclear.append(odd)
    facts = Profile(
        crs,
        None if job is None else job.noc,
        submitted.submission,
        months,
        crs_on,
        scores,
        between,
        canadian_experience_months=canadian,
    )
    for told in (said.conditions[place] for place in places if place in said.conditions):
        if told.value is None:
            words = said.words(range(told.place, told.last + 1))
            unclear.append(Unclear("french", words, "several", tuple(map(str, told.levels))))
        else:
            facts = replace(facts, **condition_fact(told))
    counts = {*counted, *(place for place in places if place not in said.scores)}
    return Understood(
        facts=facts,
        occupation_said=None if job is None or job.how == "unknown" else job.said,
        occupation_choices=() if job is None else job.choices,
        unclear=tuple(each for each in unclear if each is not None),
        assumed=submitted.assumed,
        supposed=any(decided.facts[place].how == "supposed" for place in counts)
        or (vague is not None and bool(said.scene.owners.mood("suppose"))),
        reasons=tuple(
            Reason("fact", said.words([place]), f"{fact.how}: {fact.rule}")
            for place, fact in ((place, decided.facts[place]) for place in places)
        ),
    )


def _job(said: LaidOut, decided: Decided, places: Sequence[int]) -> JobFound | None:
    """The occupation of one person; read anew without the names that are none of theirs."""
    taken = [place for place in places if place in said.jobs]
    if not taken:
        return None
    most = max(decided.facts[place].weight for place in taken)
    taken = [place for place in taken if decided.facts[place].weight == most]
    work, tokens = said.jobs[taken[0]], said.scene.line.tokens
    kept = {(tokens[place].start, tokens[place].end) for place in taken}
    if kept.issuperset(work.places):
        return work
    spans = [(token.start, token.end) for token in tokens if token.mention is not None]
    hidden = [span for span in spans if span not in kept]
    codes, index = said.finds.codes, said.occupations
    return read_job(said.page, said.found, hidden, codes, index, expected=False) or work


def _experience(
    said: LaidOut, places: Sequence[int]
) -> tuple[int | None, int | None, Unclear | None]:
    """Months of work, those in Canada, and what of them is not clear."""
    lengths = [said.lengths[place] for place in places]
    if not lengths:
        return None, None, None
    amounts = [length.amount.readings for length in lengths]
    readings = list(dict.fromkeys(months for amount in amounts for months in amount))
    placed = all(each.canadian or each.abroad for each in lengths)
    if len(lengths) > 1 and placed and all(len(each) == 1 for each in amounts):
        here = [each.amount.readings[0] for each in lengths if each.canadian]
        return sum(amount[0] for amount in amounts), sum(here) if here else None, None
    reason: UnclearReason | None = None
    if len(readings) != 1:
        reason = "several" if readings else "ambiguous"
    elif any(length.vague for length in lengths):
        reason = "ambiguous"
    elif said.finds.hours is None and is_part_time(said.scene.line):
        reason = "hours_unknown"
    elif (months := full_time(readings[0], said.finds.hours)) > MOST_MONTHS:
        reason, readings = "impossible", [months]
    if reason is not None:
        told = tuple(map(str, readings))
        return None, None, Unclear("experience", said.words(places), reason, told)
    if said.reading.expecting == "canadian_experience":
        return None, months, None
    return months, months if any(length.canadian for length in lengths) else None, None
