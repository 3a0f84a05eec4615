"""French: how the bot introduces itself, and its menu of commands."""

from __future__ import annotations

from bot.conversation.requests import Command
from bot.replies.fr.typography import typeset
from bot.replies.introductions import Introduction

COMMANDS: dict[Command, str] = {
    "start": "Commencer",
    "check": "Ma situation",
    "latest": "La dernière ronde",
    "remaining": "Ce qui peut encore venir cette année",
    "history": "Les rondes passées",
    "pool": "Les notes dans le bassin",
    "whatif": "Et si ma note était autre?",
    "subscribe": "M'avertir des nouvelles rondes",
    "unsubscribe": "Plus d'avis",
    "status": "Tout va bien?",
    "settings": "Langue, fuseau horaire, avis, heures silencieuses",
    "language": "Français ou anglais",
    "dates": "Ce qui prend fin et quand",
    "me": "Ce que je vous ai dit",
    "privacy": "Ce qui est gardé, pourquoi et combien de temps",
    "export": "Toutes mes données dans un fichier",
    "forget": "Effacer toutes mes données",
    "cancel": "Laisser la question",
    "help": "Ce que je peux demander",
}

INTRODUCTION = Introduction(
    name=typeset("Rondes des métiers – Entrée express"),
    description=typeset(
        "Vos points suffisaient-ils à la dernière ronde d'Entrée express pour les"
        " métiers, et combien d'invitations peuvent encore venir cette année?\n\n"
        "Écrivez votre note SCG, votre profession et la date de votre profil, p. ex."
        " « 480, soudeur, 3 novembre 2025 ». Chaque réponse nomme ses sources.\n\n"
        "Renseignements généraux, pas un avis juridique. Pas IRCC : seul le message dans votre"
        " compte IRCC compte."
    ),
    short=typeset(
        "Votre situation après les rondes d'Entrée express pour les métiers. Pas IRCC, pas un avis"
        " juridique."
    ),
    commands={name: typeset(words) for name, words in COMMANDS.items()},
    operators={
        "admin": typeset("Exploitant : compteurs et avancement"),
        "pause": typeset("Exploitant : arrêter l'envoi des avis"),
        "resume": typeset("Exploitant : reprendre l'envoi des avis"),
        "correct": typeset("Exploitant : corriger ce qui a été dit d'une ronde"),
        "accept": typeset("Exploitant : croire un fichier qui a perdu des rondes"),
    },
)
