"""English words for answers: outcome, reasons, what may remain, warnings."""

from __future__ import annotations

from typing import assert_never

from bot.conversation.messages import Answer, Caveat, Freshness, Job, Judged
from bot.replies.card import card
from bot.replies.en.terms import (
    CONDITION,
    EN,
    STANDING,
    draw_name,
    months,
    points,
    source_text,
    submitted,
)
from bot.replies.en.wording import English
from bot.replies.fitting import fitted
from bot.replies.markup import bold, esc
from knowledge.draws import Draw, WorkExperience
from knowledge.flips import Flip
from knowledge.profiles import Profile
from knowledge.verdicts import Criterion, CriterionState, Verdict

LIST_UNKNOWN = (
    "Which occupations this draw was for is not known to me yet: "
    "IRCC's page of the draw names them."
)


def answer_text(answer: Answer, taken: int = 0) -> str:
    """The whole answer as a card, where so many rows are taken already."""
    return fitted(card(answer), English(answer.zone), taken)


def small_print(
    caveats: tuple[Caveat, ...], draw: Draw, freshness: Freshness, zone: str | None
) -> str:
    """The warnings, then where the draw's numbers come from."""
    warnings = [caveat_text(caveat, freshness) for caveat in caveats]
    return "\n".join([*warnings, source_text(draw, freshness, zone)])


def outcome_line(judged: Judged) -> str:
    """The outcome, in the first line."""
    name = esc(draw_name(judged.draw))
    match judged.verdict.outcome:
        case "invited":
            return bold(f"In the invited range of {name}.")
        case "not_invited":
            return bold(f"Not in the invited range of {name}.")
        case "depends":
            return bold(f"It cannot be said for certain for {name}.")
        case "incomplete":
            return bold(f"Not settled yet for {name}: {missing_text(judged.verdict)}.")
        case _:
            assert_never(judged.verdict.outcome)


def missing_text(verdict: Verdict) -> str:
    """What would settle it, in the order it is asked for."""
    words = {
        "crs": "your CRS score",
        "occupation": "your occupation",
        "submitted": "the day you submitted your profile",
        "submitted_time": "the time you submitted it",
        "canadian_experience": "your months of skilled work in Canada",
        "french": "your level of French (NCLC)",
        "nomination": "whether a province nominated you",
    }
    if not verdict.needs:
        return "what it asked for I cannot check"
    missing = [words[need] for need in verdict.needs]
    listed = " and ".join([", ".join(missing[:-1]), missing[-1]] if len(missing) > 1 else missing)
    return f"I still need {listed}"


NO_TIE = ", so the tie-breaking rule does not concern you"

ORDER: dict[CriterionState, int] = {
    "not_met": 0,
    "depends": 1,
    "met": 2,
    "not_needed": 3,
    "not_asked": 4,
}


def reasons_text(judged: Judged, zone: str | None) -> str:
    """Every criterion that was looked at, the failing ones first."""
    ordered = sorted(judged.verdict.criteria, key=lambda criterion: ORDER[criterion.state])
    sentences = [
        sentence for criterion in ordered if (sentence := criterion_text(criterion, judged, zone))
    ]
    condition = conditions_text(judged)
    return "\n".join(f"• {sentence}" for sentence in [*sentences, condition] if sentence)


def criterion_text(criterion: Criterion, judged: Judged, zone: str | None) -> str:
    """One criterion in a sentence with the person's own numbers; empty where it says nothing."""
    draw, profile = judged.draw, judged.profile
    cutoff, crs = EN.number(draw.crs_cutoff), EN.number(profile.crs or 0)
    tie = "" if draw.tie_break_at is None else EN.instant(draw.tie_break_at, zone)
    when = "" if profile.submission is None else submitted(profile.submission, zone)
    match criterion.reason:
        case None | "pool_suffices":
            return ""
        case "canadian_experience" | "french" | "nomination" | "fst" | "other_condition":
            return program_text(criterion)
        case "list_unknown":
            return LIST_UNKNOWN
        case "other_day":
            return "Your score is that of another day: what counts is the one on the draw's day."
        case "on_list" | "not_on_list" | "removed_from_list":
            return job_text(criterion.reason, judged.job, draw)
        case "no_occupation_needed":
            return "No particular occupation is asked for in this draw."
        case "above":
            above = points(criterion.points or 0)
            tie_rule = "" if judged.verdict["tie_break"].reason != "score_differs" else NO_TIE
            return f"Your CRS score of {crs} is {above} above the cut-off of {cutoff}{tie_rule}."
        case "below":
            below = points(criterion.points or 0)
            return f"Your CRS score of {crs} is {below} below the cut-off of {cutoff}."
        case "equal":
            return f"Your CRS score of {crs} is exactly the cut-off."
        case "no_tie_break_rule":
            return "No tie-breaking time was published for draws of that time."
        case "score_differs":
            return ""
        case "earlier":
            return (
                f"At that score only profiles submitted before {tie} were in;"
                f" yours, of {when}, is earlier."
            )
        case "later":
            return (
                f"At that score only profiles submitted before {tie} were in;"
                f" yours, of {when}, is later."
            )
        case "needs_time":
            return (
                f"At that score only profiles submitted before {tie} were in, and yours, of"
                f" {when}, may lie on either side: it takes {_finer(profile)}."
            )
        case "same_second":
            return (
                f"The tie-break is {tie}, the very second of your profile."
                " No published rule says on which side that falls."
            )
        case "unknown_tie_break":
            return (
                "At exactly the cut-off the tie-breaking time decides, and the one of this draw"
                " is not known to me. IRCC's page of the draw gives it."
            )
        case "in_pool":
            return f"Your profile of {when} was in the pool on the day of the draw."
        case "submitted_after_draw":
            return f"Your profile of {when} came after the draw, so it was not part of it."
        case "profile_expired":
            return (
                f"A profile lives {months(judged.rules.profile_life_months)}: yours, of {when},"
                " had expired before the draw."
            )
        case "submitted_on_draw_day":
            return (
                f"Your profile of {when} was submitted on the day of the draw; the hour of the"
                " draw is not reliably known."
            )
        case "expiry_day":
            return (
                f"A profile lives {months(judged.rules.profile_life_months)}: yours, of {when},"
                " ended on the very day of the draw."
            )
        case "enough":
            given = months(criterion.given or 0)
            return f"{given} of experience is enough ({experience_rule(judged)})."
        case "too_short":
            given, required = months(criterion.given or 0), months(criterion.required or 0)
            return f"{given} of experience is less than the {required} asked for."
        case _:
            assert_never(criterion.reason)


PROGRAM = {
    "canadian_experience": "skilled work in Canada",
    "french": "French in all four abilities",
    "nomination": "a nomination by a province",
    "fst": "eligibility for the Federal Skilled Trades Program",
    "other_condition": "conditions that I cannot check",
}


def program_text(criterion: Criterion) -> str:
    """What the draw asked for beyond the pool, and how the person stands to it."""
    asked = f"This draw asked for {PROGRAM[criterion.reason or '']}"
    match criterion.state:
        case "met":
            return f"{asked}: you have it."
        case "not_met":
            return f"{asked}: what you told me is not enough."
        case _:
            return f"{asked}."


def _finer(profile: Profile) -> str:
    """What is not yet known of the submission time."""
    submission = profile.submission
    if submission is not None and submission.instant is not None:
        return "the seconds, too"
    return "the exact time and time zone"


def job_text(reason: str, job: Job | None, draw: Draw) -> str:
    """How the occupation stands to the list of that draw."""
    if job is None:
        return ""
    name = f"{esc(job.group.title_en)} (NOC {job.group.noc})"
    if reason == "on_list":
        return f"{name}: on the list used for this draw."
    sentence = f"{name}: not on the list used for this draw"
    if reason == "removed_from_list":
        left = "" if job.left_on is None else f" on {EN.day(job.left_on)}"
        sentence = f"{name}: left the list{left}, before this draw"
    if job.joined_on is not None:
        sentence += f"; it is on the list since {EN.day(job.joined_on)}"
    if job.nearest is None:
        return f"{sentence}."
    near = f"{esc(job.nearest.title_en)} (NOC {job.nearest.noc})"
    if job.nearest_left_on is not None:
        left = EN.day(job.nearest_left_on)
        return f"{sentence}. The nearest one, {near}, left the list on {left}."
    level = ""
    if job.nearest.teer != job.group.teer:
        level = f" at TEER {job.nearest.teer} instead of {job.group.teer}"
    return (
        f"{sentence}. The nearest listed one is {near}, a different unit group{level}: what counts"
        " is the group your main duties belong to, not the job title."
    )


def experience_rule(judged: Judged) -> str:
    """What the draw's own version asks of work experience; empty where it asks for none."""
    asked = judged.rules.experience
    return "" if asked is None else _experience(asked)


def _experience(asked: WorkExperience) -> str:
    kind = "continuous " if asked.continuous else ""
    window = "" if asked.window_years is None else f" in the last {asked.window_years} years"
    where = {"anywhere": "", "canada": ", in Canada", "foreign_military": ", in that service"}
    length = f"{months(asked.months)} of {kind}full-time work"
    return f"{length} in that occupation{window}{where[asked.location]}"


def conditions_text(judged: Judged) -> str:
    """What else the draw asks for and nobody's answer here can settle."""
    if judged.verdict.outcome == "not_invited":
        return ""
    asked = [CONDITION[code] for code in judged.rules.conditions if code in CONDITION]
    if experience_rule(judged) and judged.verdict["experience"].state == "not_asked":
        asked.insert(0, experience_rule(judged))
    if not asked:
        return ""
    listed = " and ".join([*[", ".join(asked[:-1])][: len(asked) - 1], asked[-1]])
    return f"Check for yourself: {listed}."


def flip_text(flip: Flip, judged: Judged, zone: str | None) -> str:
    """What would have turned the outcome; never advice to change the past."""
    ways = []
    if flip.points_more is not None and judged.profile.crs is not None:
        score = EN.number(judged.profile.crs + flip.points_more)
        ways.append(f"with {points(flip.points_more)} more, at {score}")
    if flip.submitted_before is not None:
        ways.append(f"with a profile submitted before {EN.instant(flip.submitted_before, zone)}")
    if ways:
        return f"It would have been in the range {', or '.join(ways)}."
    match flip.obstacle:
        case "occupation_not_on_list" | "occupation_removed_from_list":
            return "No number of points would have changed that: the occupation decides."
        case "submitted_after_draw" | "profile_expired":
            return "No number of points would have changed that: the profile was not in the pool."
        case "canadian_experience_too_short" | "french_too_low" | "no_nomination":
            return "No number of points would have changed that: the draw asked for something else."
        case "experience_too_short":
            return "No number of points would have changed that: the experience decides."
        case None:
            return ""
        case _:
            assert_never(flip.obstacle)


def against_text(judged: Judged, real: Judged) -> str:
    """What the what-if changes against the real profile."""
    was, now = STANDING[real.verdict.outcome], STANDING[judged.verdict.outcome]
    if "incomplete" in (real.verdict.outcome, judged.verdict.outcome):
        return f"Your real profile: {was}."
    if was == now:
        said = f"{was}, too" if judged.verdict.outcome == "invited" else f"{was} either"
        return f"Your real profile: {said}. So this change alone makes no difference."
    if "depends" in (real.verdict.outcome, judged.verdict.outcome):
        return f"Your real profile: {was}. So this change may make the difference."
    return f"Your real profile: {was}. So this change makes the difference."


def caveat_text(caveat: Caveat, freshness: Freshness) -> str:
    """A warning that belongs to the answer."""
    match caveat.code:
        case "data_ends" if freshness.read_at is not None:
            return (
                f"⚠ I could not read IRCC's feed since {EN.instant(freshness.read_at)}: there may"
                " be newer draws than I know."
            )
        case "data_ends":
            return (
                f"⚠ My data end on {EN.day(freshness.complete_until)}: newer draws very likely"
                " exist."
            )
        case "newer_draw_of_unknown_kind":
            on = "" if caveat.since is None else f" on {EN.day(caveat.since)}"
            return f"⚠ A newer draw of a kind that I do not know was held{on}."
        case "crs_rules_may_have_changed":
            since = "" if caveat.since is None else f" from {EN.day(caveat.since)}"
            return (
                f"⚠ New CRS rules are reported{since}, unconfirmed. This cut-off comes from before:"
                " a score calculated under new rules does not compare."
            )
        case "tie_break_unknown":
            return "⚠ The tie-breaking time of this draw is not known to me."
        case "window_disputed":
            return (
                "⚠ It is disputed which months the plan covers: read the other way it gives the"
                " other figures."
            )
        case _:
            assert_never(caveat.code)
