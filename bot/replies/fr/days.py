"""French sentences for a person's days: one a line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.replies.fr.terms import FR, months
from knowledge.own_dates import Deadline, OwnDates


def kept_days(dates: OwnDates) -> Iterator[str]:
    """The days that are kept, one a line."""
    if dates.invited_on is not None:
        yield f"Invitation du : {FR.day(dates.invited_on)}"
    if dates.tested_on is not None:
        yield f"Test de langue du : {FR.day(dates.tested_on)}"
    if dates.working_since is not None:
        yield f"Au travail depuis le : {FR.day(dates.working_since)}"
    if dates.birthday is not None:
        on = FR.day(date.fromisoformat(f"2024-{dates.birthday}"))
        yield f"Anniversaire : {on.removesuffix(' 2024')}"


def line(deadline: Deadline) -> str:
    """What is on that day, in a sentence."""
    on, since = FR.day(deadline.on), FR.day(deadline.since)
    match deadline.kind, deadline.past:
        case "profile", False:
            return f"Votre profil du {since} prend fin le {on}."
        case "profile", True:
            return f"Votre profil du {since} a pris fin le {on} : il en faut un nouveau."
        case "apply", False:
            days = FR.number(deadline.amount)
            return (
                f"Invitation du {since} : le dernier de vos {days} jours pour présenter la demande"
                f" est le {on}."
            )
        case "apply", True:
            return f"Invitation du {since} : le dernier jour pour la demande était le {on}."
        case "work", False:
            return (
                f"Au travail depuis le {since} : {months(deadline.amount)} seront complets le {on},"
                " si c'est à temps plein et sans interruption."
            )
        case "work", True:
            return (
                f"Au travail depuis le {since} : {months(deadline.amount)} étaient complets le"
                f" {on}, si c'était à temps plein et sans interruption."
            )
        case "test", False:
            return f"Test de langue du {since} : ses {deadline.amount} ans prennent fin le {on}."
        case "test", True:
            return f"Test de langue du {since} : trop ancien depuis le {on}, il en faut un nouveau."
        case _:
            return f"Votre anniversaire, le {on}, peut changer votre note : voyez votre compte."
