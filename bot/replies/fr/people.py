"""French: whose facts are meant, what changed of them, and the questions with a yes or no."""

from __future__ import annotations

from bot.conversation.messages import (
    AboutPerson,
    AskOwner,
    Changed,
)
from bot.replies.fr.terms import FR, months, somebody, submitted
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
    return f"{'Annulé' if message.undone else 'Changé'} : {told}."


def _pairs(slot: str, message: Changed) -> list[tuple[str, str, str]]:
    before, after = message.before, message.after
    match slot:
        case "crs":
            return [("note", _number(before.crs), _number(after.crs))]
        case "occupation":
            return [("profession", _job(message.was), _job(message.now))]
        case "submitted":
            return [("profil soumis", _when(before), _when(after))]
        case "experience":
            pair = before.experience_months, after.experience_months
            return [("expérience", _months(pair[0]), _months(pair[1]))]
        case "canadian_experience":
            given = before.canadian_experience_months, after.canadian_experience_months
            return [("travail au Canada", _months(given[0]), _months(given[1]))]
        case "french":
            return [("NCLC en français", _number(before.french_nclc), _number(after.french_nclc))]
        case "nomination":
            return [("désignation", _yes(before.nomination), _yes(after.nomination))]
        case _:
            return []


def about_person(message: AboutPerson) -> str:
    """Whom it is about."""
    return f"{bold(f'Pour {somebody(message.label)}')} :"


def owner_question(message: AskOwner) -> str:
    """Whose facts are these?"""
    facts = [_number(message.facts.crs)] if message.facts.crs is not None else []
    facts += [_job(message.job)] if message.job is not None else []
    if message.facts.submission is not None or message.facts.submitted_between is not None:
        facts.append(_when(message.facts))
    return (
        f"{', '.join(facts)} : est-ce à vous, ou à quelqu'un d'autre?"
        " Cela diffère de ce que vous m'avez dit : je n'ai rien enregistré."
    )


def _number(number: int | None) -> str:
    return "rien" if number is None else FR.number(number)


def _job(group: UnitGroup | None) -> str:
    return "rien" if group is None else esc(group.short_fr)


def _months(count: int | None) -> str:
    return "rien" if count is None else months(count)


def _yes(told: bool | None) -> str:
    return "rien" if told is None else "oui" if told else "non"


def _when(profile: Profile) -> str:
    """The day, with its hour, or the days between which it was."""
    span = profile.submitted_between
    if profile.submission is not None:
        return submitted(profile.submission, None)
    return "rien" if span is None else _between(span)


def _between(span: Between) -> str:
    if span.since is None:
        return "un jour" if span.until is None else f"au plus tard le {FR.day(span.until)}"
    until = "" if span.until is None else f" au {FR.day(span.until)}"
    return f"du {FR.day(span.since)}{until}"


def known_text(profile: Profile, job: UnitGroup | None, zone: str | None) -> str:
    """Everything that is known of the person, a line each."""
    span = profile.submitted_between
    lines = []
    if profile.crs is not None:
        since = "" if profile.crs_on is None else f" le {FR.day(profile.crs_on)}"
        lines.append(f"Note SCG : {FR.number(profile.crs)}{since}")
    lines += [
        f"Note SCG le {FR.day(score.on)} : {FR.number(score.crs)}"
        for score in profile.scores
        if score.on is not None and (score.crs, score.on) != (profile.crs, profile.crs_on)
    ]
    if job is not None:
        lines.append(f"Profession : {esc(job.title_fr)} (CNP {job.noc})")
    if profile.submission is not None:
        lines.append(f"Profil soumis : {submitted(profile.submission, zone)}")
    elif span is not None:
        lines.append(f"Profil soumis : {_between(span)}")
    if profile.earlier_submitted_on is not None:
        lines.append(f"Le profil d'avant : {FR.day(profile.earlier_submitted_on)}")
    if profile.experience_months is not None:
        lines.append(f"Expérience : {months(profile.experience_months)}")
    if profile.canadian_experience_months is not None:
        lines.append(f"Travail au Canada : {months(profile.canadian_experience_months)}")
    if profile.french_nclc is not None:
        lines.append(f"Français : NCLC {FR.number(profile.french_nclc)}")
    if profile.nomination is not None:
        lines.append(f"Désignation d'une province : {_yes(profile.nomination)}")
    if zone is not None:
        lines.append(f"Votre fuseau horaire : {FR.place(zone)}")
    return "\n".join(f"• {line}" for line in lines)
