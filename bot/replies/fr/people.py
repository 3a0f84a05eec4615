"""French: whose facts are meant, what changed of them, and the questions with a yes or no."""

from __future__ import annotations

from bot.conversation.messages import (
    AboutPerson,
    Ask,
    AskOwner,
    AskPool,
    Changed,
    Judged,
)
from bot.replies.card import so_far
from bot.replies.fr.terms import FR, months, of_somebody, somebody, submitted
from bot.replies.fr.wording import French
from bot.replies.markup import bold, esc
from bot.replies.sentences import worded
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


def pool_question(message: AskPool) -> str:
    """Was the profile in the pool that day?"""
    whose = "votre profil" if message.person is None else f"le profil {of_somebody(message.person)}"
    asked = f"Le {FR.day(message.draw.drawn_on)}, {whose} était-il dans le bassin?"
    return asked if message.again else so_far_text(message.judged) + asked


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


def condition_question(message: Ask) -> str:
    """Is a condition of the draw met?"""
    required = message.required or 0
    who = "Avez-vous"
    if message.person is not None:
        name = somebody(message.person)
        who = f"{name[0].upper()}{name[1:]} a-t-il ou a-t-elle"
    match message.question:
        case "canadian_experience":
            asked = f"{who} {months(required)} de travail qualifié au Canada"
            asked += " au cours des 3 dernières années, à temps plein ou autant à temps partiel?"
        case "french":
            asked = f"{who} au moins le NCLC {required} en français pour les quatre compétences?"
        case _:
            asked = f"{who} une désignation d'une province?"
    return asked


def tie_text(message: Ask) -> str:
    """Why the day or the hour decides, where it does."""
    if message.draw is None:
        return ""
    tie = message.draw.tie_break_at
    what = "le jour" if message.question == "submitted" else "l'heure"
    told = "" if tie is None else f" Le bris d'égalité est fixé au {FR.instant(tie, message.zone)}."
    return f"C'est exactement la note minimale : c'est donc {what} qui tranche.{told} "


def question_about(message: Ask, label: str) -> str:
    """A question about somebody else."""
    of = of_somebody(label)
    match message.question:
        case "crs":
            then = "" if message.on is None else f" le {FR.day(message.on)}"
            return f"Quelle {'était' if then else 'est'} la note SCG {of}{then}?"
        case "occupation":
            return f"Quel est le métier {of}, en vos propres mots ou par code de la CNP?"
        case "submitted":
            return f"{tie_text(message)}Quel jour le profil {of} a-t-il été soumis?"
        case "submitted_time":
            day = "ce jour-là" if message.on is None else f"le {FR.day(message.on)}"
            return (
                f"{tie_text(message)}À quelle heure le profil {of} a-t-il été soumis {day},"
                " et dans quel fuseau horaire?"
            )
        case _:
            return condition_question(message)


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


def so_far_text(judged: Judged | None) -> str:
    """What can be said before the question is answered."""
    said = None if judged is None else so_far(judged)
    return "" if said is None else f"{worded(said, French())}\n"
