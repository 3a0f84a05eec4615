"""English: whose facts are meant, what changed of them, and the questions with a yes or no."""

from __future__ import annotations

from bot.conversation.messages import (
    AboutPerson,
    AskOwner,
    Changed,
)
from bot.replies.en.terms import EN, months, somebody, submitted
from bot.replies.markup import bold, esc
from knowledge.occupations.groups import UnitGroup
from knowledge.profiles import Between, Profile


def changed_text(message: Changed) -> str:
    """The line about stored answers that are others now."""
    told = ", ".join(
        f"{name} {was} → {now}"
        for slot in message.slots
        for name, was, now in _pairs(slot, message)
    )
    return f"{'Taken back' if message.undone else 'Changed'}: {told}."


def _pairs(slot: str, message: Changed) -> list[tuple[str, str, str]]:
    before, after = message.before, message.after
    match slot:
        case "crs":
            return [("score", _number(before.crs), _number(after.crs))]
        case "occupation":
            return [("occupation", _job(message.was), _job(message.now))]
        case "submitted":
            return [("profile submitted", _when(before), _when(after))]
        case "experience":
            pair = before.experience_months, after.experience_months
            return [("experience", _months(pair[0]), _months(pair[1]))]
        case "canadian_experience":
            given = before.canadian_experience_months, after.canadian_experience_months
            return [("work in Canada", _months(given[0]), _months(given[1]))]
        case "french":
            return [("French NCLC", _number(before.french_nclc), _number(after.french_nclc))]
        case "nomination":
            return [("nomination", _yes(before.nomination), _yes(after.nomination))]
        case _:
            return []


def about_person(message: AboutPerson) -> str:
    """Whom it is about."""
    return f"{bold(f'About {somebody(message.label)}')}:"


def owner_question(message: AskOwner) -> str:
    """Whose facts are these?"""
    facts = [_number(message.facts.crs)] if message.facts.crs is not None else []
    facts += [_job(message.job)] if message.job is not None else []
    if message.facts.submission is not None or message.facts.submitted_between is not None:
        facts.append(_when(message.facts))
    return (
        f"{', '.join(facts)}: are these yours, or somebody else's?"
        " They differ from what you told me, so I have stored nothing."
    )


def _number(number: int | None) -> str:
    return "none" if number is None else EN.number(number)


def _job(group: UnitGroup | None) -> str:
    return "none" if group is None else esc(group.short_en)


def _months(count: int | None) -> str:
    return "none" if count is None else months(count)


def _yes(told: bool | None) -> str:
    return "none" if told is None else "yes" if told else "no"


def _when(profile: Profile) -> str:
    """The day, with its hour, or the days between which it was."""
    span = profile.submitted_between
    if profile.submission is not None:
        return submitted(profile.submission, None)
    return "none" if span is None else _between(span)


def _between(span: Between) -> str:
    if span.since is None:
        return "any day" if span.until is None else f"until {EN.day(span.until)}"
    until = "" if span.until is None else f" to {EN.day(span.until)}"
    return f"{EN.day(span.since)}{until}"


def known_text(profile: Profile, job: UnitGroup | None, zone: str | None) -> str:
    """Everything that is known of the person, a line each."""
    span = profile.submitted_between
    lines = []
    if profile.crs is not None:
        since = "" if profile.crs_on is None else f" on {EN.day(profile.crs_on)}"
        lines.append(f"CRS score: {EN.number(profile.crs)}{since}")
    lines += [
        f"CRS score on {EN.day(score.on)}: {EN.number(score.crs)}"
        for score in profile.scores
        if score.on is not None and (score.crs, score.on) != (profile.crs, profile.crs_on)
    ]
    if job is not None:
        lines.append(f"Occupation: {esc(job.title_en)} (NOC {job.noc})")
    if profile.submission is not None:
        lines.append(f"Profile submitted: {submitted(profile.submission, zone)}")
    elif span is not None:
        lines.append(f"Profile submitted: {_between(span)}")
    if profile.earlier_submitted_on is not None:
        lines.append(f"The profile before: {EN.day(profile.earlier_submitted_on)}")
    if profile.experience_months is not None:
        lines.append(f"Experience: {months(profile.experience_months)}")
    if profile.canadian_experience_months is not None:
        lines.append(f"Work in Canada: {months(profile.canadian_experience_months)}")
    if profile.french_nclc is not None:
        lines.append(f"French: NCLC {EN.number(profile.french_nclc)}")
    if profile.nomination is not None:
        lines.append(f"Provincial nomination: {_yes(profile.nomination)}")
    if zone is not None:
        lines.append(f"Your time zone: {EN.place(zone)}")
    return "\n".join(f"• {line}" for line in lines)
