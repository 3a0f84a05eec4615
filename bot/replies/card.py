"""A verdict as a card: what is said, in which order, and what is folded; no language yet.

Outcome first, with the person's number, the draw and its cut-off. Of the reasons only what failed
gets a sentence, what is fine shares one line. Then a way on, deadlines, what may remain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.conversation.messages import Answer, Caveat, Freshness, Judged
from bot.replies.invitations import left, past_plan
from bot.replies.noting import supposed_in
from bot.replies.sentences import (
    Address,
    Amount,
    Named,
    OneDraw,
    PersonLabel,
    Sentence,
    Several,
    Value,
    listed,
    occupation,
    sentence,
)
from knowledge.draws import Draw
from knowledge.profiles import Between, Submission
from knowledge.verdicts import Criterion, add_months

MOST_ELSEWHERE: Final = 2
"""So many other draws are named on a card; all of them stand behind a button."""

NEAR = timedelta(days=60)
"""So long before it expires a profile's last day is told."""

WORST: Final = ("program", "occupation", "crs", "pool", "tie_break", "experience")
"""Which failing criterion the first line names, where the score alone does not say it."""


@dataclass(frozen=True, slots=True)
class CardLine:
    """A line of a card; where not all have room, those of the lowest rank are folded first."""

    said: Sentence
    rank: int = 9


@dataclass(frozen=True, slots=True)
class Card:
    """What is said at once, first line first, and what is folded; ``whole``: a list is as long as
    it is."""

    lines: tuple[CardLine, ...]
    folded: tuple[Sentence, ...] = ()
    whole: bool = False


def card(answer: Answer) -> Card:
    """Everything an answer to "where do I stand" says, in its order."""
    judged = answer.judged
    first = sentence("first", said=Several((*_about(answer), outcome(judged))))
    if answer.again:
        return Card((CardLine(sentence("as_before", said=first)),), tuple(_sources(answer)))
    told = [caveat for caveat in answer.caveats if caveat.code in answer.standing]
    ranked = (
        (9, [first, *_against(answer), *_expiry(answer), *_why(answer)]),
        (8, _fails_too(judged)),
        (6, [*_nearest(judged), *_fine(judged)]),
        (7, [*_would(answer), *_elsewhere(answer), *_after(answer)]),
        (4, _conditions(judged)),
        (5, [warning(caveat, answer.freshness) for caveat in told if caveat.code != "data_ends"]),
        (3, [warning(caveat, answer.freshness) for caveat in told if caveat.code == "data_ends"]),
        (2, [left(answer.remaining, judged.draw.category)] if _tells_what_is_left(answer) else []),
    )
    lines = tuple(CardLine(said, rank) for rank, sentences in ranked for said in sentences)
    untold = [warning(caveat, answer.freshness) for caveat in answer.caveats if caveat not in told]
    return Card(lines, (*untold, *_folded(answer)))


def one_draw(draw: Draw, *, cutoff: bool = True, day: bool = True) -> OneDraw:
    """The draw as a sentence names it."""
    on = draw.drawn_on if day else None
    return OneDraw(draw.number, draw.category, on, draw.crs_cutoff if cutoff else None)


def _about(answer: Answer) -> Iterator[Sentence]:
    """Whose facts these are, where they are not the asker's; what is supposed, in a what-if."""
    if answer.person is not None:
        yield sentence("about", person=PersonLabel(answer.person))
    if answer.against is not None:
        changes = supposed_in(answer.judged.profile, answer.against.profile, answer.judged.job)
        if changes:
            yield sentence("supposed", changes=listed(*changes))


def so_far(judged: Judged) -> Sentence | None:
    """What can be said before a question is answered: what is met already."""
    found = list(_fine(judged))
    if not found or judged.verdict.outcome not in ("incomplete", "depends"):
        return None
    values: dict[str, Value] = {"draw": one_draw(judged.draw), "met": found[0]}
    crs = judged.profile.crs
    return Sentence("so_far", values if crs is None else values | {"crs": crs})


def outcome(judged: Judged) -> Sentence:
    """The outcome in one sentence, with the score, the draw and the cut-off."""
    verdict, crs = judged.verdict, judged.verdict["crs"]
    match verdict.outcome:
        case "invited":
            key = "yes.equal" if crs.reason == "equal" else "yes"
        case "not_invited" if crs.reason == "below":
            key = "no.below"
        case "not_invited":
            unscored = "" if crs.state == "met" else ".unscored"
            key = f"no.{worst(judged).reason}{unscored}"
        case "depends":
            key = f"depends.{_open(judged)}"
        case _ if not verdict.needs:
            key = f"settled.{verdict['program'].reason}"
        case _:
            key = "open" if crs.reason is None else f"open.{crs.reason}"
    draws = {"draw": one_draw(judged.draw), "that_draw": one_draw(judged.draw, cutoff=False)}
    return Sentence(key, draws | facts_of(judged))


def _open(judged: Judged) -> str:
    """Why the outcome is open; of an hour that is known to the minute only the second is."""
    reason, submission = worst(judged).reason, judged.profile.submission
    to_the_minute = submission is not None and submission.is_instant
    return "needs_second" if reason == "needs_time" and to_the_minute else str(reason)


def worst(judged: Judged) -> Criterion:
    """What the outcome hangs on: the first that fails, else the first that is open."""
    wanted = "not_met" if judged.verdict.outcome == "not_invited" else "depends"
    found = [each for each in judged.verdict.criteria if each.state == wanted]
    return min(found, key=lambda each: WORST.index(each.name))


def facts_of(judged: Judged) -> dict[str, Value]:
    """The numbers and names that sentences about a verdict are filled with, where known."""
    profile, draw, verdict = judged.profile, judged.draw, judged.verdict
    months = judged.rules.profile_life_months
    held, submitted = profile.score_on(draw.drawn_on), profile.submitted_as_of(draw.drawn_on)
    points = verdict["crs"].points
    found: dict[str, Value | None] = {
        "crs": None if held is None else held.crs,
        "held_on": None if held is None else held.on,
        "points": None if points is None else Amount(points, "points"),
        "cutoff": draw.crs_cutoff,
        "drawn_on": draw.drawn_on,
        "tie_break": draw.tie_break_at,
        "life": Amount(months, "months"),
        "needs": needs(judged) if verdict.needs else None,
    }
    if isinstance(submitted, Submission):
        found |= {"submitted": submitted, "expires": add_months(submitted.pool_on, months)}
    elif isinstance(submitted, Between):
        found |= {"since": submitted.since, "until": submitted.until}
    if judged.job is not None:
        found |= {"job": occupation(judged.job.group), "left_on": judged.job.left_on}
    for name in ("program", "experience"):
        criterion = verdict["program"] if name == "program" else verdict["experience"]
        unit = "number" if criterion.reason == "french" else "months"
        for part, count in (("required", criterion.required), ("given", criterion.given)):
            if count is not None:
                found[f"{name}_{part}"] = Amount(count, "number" if unit == "number" else "months")
    return {name: value for name, value in found.items() if value is not None}


def needs(judged: Judged) -> Several:
    """What would settle it, in the order it is asked for."""
    on = judged.draw.drawn_on
    return listed(*(sentence(f"need.{need}", on=on) for need in judged.verdict.needs))


def _against(answer: Answer) -> Iterator[Sentence]:
    """What a what-if makes of the real outcome, in one sentence."""
    real = answer.against
    if real is None or "incomplete" in (real.verdict.outcome, answer.judged.verdict.outcome):
        return
    if not supposed_in(answer.judged.profile, real.profile, answer.judged.job):
        return
    same = real.verdict.outcome == answer.judged.verdict.outcome
    if same and any(map(within_reach, answer.elsewhere)):
        return  # it does make a difference, in another draw
    yield sentence(f"against.{'same' if same else 'changed'}.{real.verdict.outcome}")


def _expiry(answer: Answer) -> Iterator[Sentence]:
    """A profile that has expired, or soon will: before everything but the outcome."""
    submission, on, real = answer.judged.profile.submission, answer.on, answer.against
    if submission is None or _tells_expiry(answer.judged):
        return
    if real is not None and real.profile.submission != submission:
        return  # another day is supposed: that of a profile which never was
    ends_on = add_months(submission.pool_on, answer.judged.rules.profile_life_months)
    if ends_on < on or (ends_on - on <= NEAR and real is None):
        key = _whose("expired" if ends_on < on else "expires", answer)
        yield sentence(key, submitted=submission.pool_on, expires=ends_on)


def _tells_expiry(judged: Judged) -> bool:
    """Whether the reasons tell of the expiry already."""
    return judged.verdict["pool"].reason == "profile_expired"


def _whose(key: str, answer: Answer) -> str:
    """The sentence to the person, or that on somebody else."""
    return key if answer.person is None else f"{key}.other"


def _why(answer: Answer) -> Iterator[Sentence]:
    """What the first line hangs on, where it does not say all of it."""
    judged = answer.judged
    if judged.verdict.outcome in ("not_invited", "depends"):
        first = first_named(judged)
        values: dict[str, Value] = {"draw_page": Address(*answer.page)} | facts_of(judged)
        yield Sentence(f"why.{first.reason}.{first.state}", values)


def first_named(judged: Judged) -> Criterion:
    """The criterion that the first line names."""
    crs = judged.verdict["crs"]
    return crs if crs.reason == "below" else worst(judged)


def _fails_too(judged: Judged) -> Iterator[Sentence]:
    """What fails besides."""
    for criterion in judged.verdict.failing:
        if criterion is not first_named(judged):
            yield Sentence(f"also.{criterion.reason}", facts_of(judged))


def _nearest(judged: Judged) -> Iterator[Sentence]:
    """For an occupation that is not on the list: since when it is, or which one is near."""
    job = judged.job
    if judged.verdict["occupation"].state != "not_met" or job is None:
        return
    if job.joined_on is not None:
        yield sentence("job.joined", job=occupation(job.group), on=job.joined_on)
    elif job.nearest is not None and job.nearest_left_on is None:
        yield sentence("job.nearest", job=occupation(job.nearest), noc=job.nearest.noc)


ASSUMED: Final = ("program_eligible", "single_occupation")
"""Conditions that go without saying: who is in the pool fits a program, and a job is one job."""

UNSAID: Final = ("no_occupation_needed", "equal")
"""What is met and goes without saying, or is said in the first line."""


def _fine(judged: Judged) -> Iterator[Sentence]:
    """All that is met, in one line."""
    said, facts = judged.verdict.outcome in ("not_invited", "depends"), facts_of(judged)
    met = [
        Sentence(f"fine.{criterion.reason}", facts)
        for criterion in judged.verdict.criteria
        if criterion.state == "met"
        and criterion.reason not in UNSAID
        and not (criterion.reason == "above" and said)
    ]
    if met:
        yield sentence("fine", met=Several(tuple(met), "beside"))


def _would(answer: Answer) -> Iterator[Sentence]:
    """What would have been enough, and where the draw before ended."""
    judged, flip = answer.judged, answer.judged.flip
    if flip is None or answer.against is not None or judged.verdict.outcome != "not_invited":
        return
    values: dict[str, Value] = {}
    held = judged.profile.score_on(judged.draw.drawn_on)
    if flip.points_more is not None and held is not None:
        values |= {"more": Amount(flip.points_more, "points"), "at": held.crs + flip.points_more}
    if flip.submitted_before is not None and flip.submitted_before != judged.draw.tie_break_at:
        values["before"] = judged.draw.drawn_on
    if answer.previous is not None and judged.verdict["crs"].reason == "below":
        values |= {"number": answer.previous.number, "cutoff": answer.previous.crs_cutoff}
    if values:
        yield Sentence("would", values)


def _elsewhere(answer: Answer) -> Iterator[Sentence]:
    """After a no: the other draws in which this profile had enough, or lacks one thing."""
    if answer.judged.verdict.outcome != "not_invited":
        return
    near = [one for one in answer.elsewhere if within_reach(one)][:MOST_ELSEWHERE]
    if near:
        yield sentence("elsewhere", found=Several(tuple(map(other_draw, near)), "apart"))


def within_reach(judged: Judged) -> bool:
    """Whether the score was enough, and the rest is met or can be told."""
    verdict = judged.verdict
    enough = verdict.outcome != "not_invited" and verdict["crs"].state == "met"
    return enough and verdict.can_be_settled and verdict["occupation"].state == "met"


def other_draw(judged: Judged) -> Sentence:
    """A draw of another kind in a few words, with what it takes besides the score."""
    asks, outcome = judged.rules.asks, judged.verdict.outcome
    values: dict[str, Value] = {"draw": one_draw(judged.draw, day=False)} | facts_of(judged)
    if outcome == "not_invited":
        return Sentence(f"short.{first_named(judged).reason}", values)
    if outcome != "incomplete":
        return Sentence(f"elsewhere.{outcome}", values)
    needs = []
    if asks is not None and judged.verdict["program"].state == "not_asked":
        values["required"] = Amount(asks.months, "months") if asks.months else asks.nclc or 0
        needs.append(Sentence(f"if.{asks.what}", values))
    return Sentence(
        "elsewhere.needs" if needs else "elsewhere.invited", values | {"needs": listed(*needs)}
    )


def _after(answer: Answer) -> Iterator[Sentence]:
    """Where an invitation would show, and until when one could apply."""
    if answer.judged.verdict.outcome != "invited" or answer.against is not None:
        return
    days = Amount((answer.respond_by - answer.judged.draw.drawn_on).days, "days")
    passed = "passed" if answer.respond_by < answer.on else "open"
    yield sentence(_whose(f"after.{passed}", answer), by=answer.respond_by, days=days)


def _conditions(judged: Judged) -> Iterator[Sentence]:
    """What else the draw asks for and nobody's answer here can settle."""
    if judged.verdict.outcome in ("not_invited", "incomplete"):
        return
    asked = [
        sentence(f"condition.{code}") for code in judged.rules.conditions if code not in ASSUMED
    ]
    work = judged.rules.experience
    if work is not None and judged.verdict["experience"].state == "not_asked":
        whole = ".continuous" if work.continuous else ""
        where = "" if work.location == "anywhere" else f".{work.location}"
        values: dict[str, Value] = {"months": Amount(work.months, "months")}
        if work.window_years is not None:
            values["years"] = Amount(work.window_years, "years")
        asked.insert(0, Sentence(f"condition.work{whole}{where}", values))
    if asked:
        yield sentence("needs_too", conditions=listed(*asked))


def _tells_what_is_left(answer: Answer) -> bool:
    """After a yes: after a no there is a way on instead."""
    return answer.judged.verdict.outcome in ("invited", "depends") and answer.against is None


def warning(caveat: Caveat, freshness: Freshness) -> Sentence:
    """A warning in one sentence."""
    if caveat.code == "data_ends" and freshness.read_at is not None:
        return sentence("warning.feed_silent", at=freshness.read_at)
    values: dict[str, Value] = {} if caveat.since is None else {"since": caveat.since}
    return Sentence(f"warning.{caveat.code}", values)


def _folded(answer: Answer) -> Iterator[Sentence]:
    """The official title, the plan's story, and where the numbers come from."""
    judged = answer.judged
    if not answer.latest:
        yield sentence("earlier_draw")
    if judged.job is not None:
        group = judged.job.group
        yield sentence("official", title=Named(group.title_en, group.title_fr), noc=group.noc)
    if answer.against is None:
        if not _tells_what_is_left(answer):
            yield left(answer.remaining, judged.draw.category)
        yield from map(past_plan, answer.remaining.past)
    yield from _sources(answer)


def _sources(answer: Answer) -> Iterator[Sentence]:
    """Where the numbers come from and how old they are, and what alone counts."""
    number, read_at = answer.judged.draw.number, answer.freshness.read_at
    page = Address(*answer.page)
    if read_at is None:
        yield sentence("source", number=number, draw_page=page)
    else:
        yield sentence("source.read", number=number, draw_page=page, ago=answer.now - read_at)
    yield sentence("only_the_account")
