"""English: how the bot introduces itself, and its menu of commands."""

from __future__ import annotations

from bot.replies.introductions import Introduction

INTRODUCTION = Introduction(
    name="Trades draws – Express Entry",
    description=(
        "Were your points enough in Canada's latest Express Entry draw for trades, and how"
        " many invitations may still come this year?\n\n"
        "Write your CRS score, occupation and submission date, e.g. “480, welder, 3 November"
        " 2025”. Every answer names its sources.\n\n"
        "General information, not legal advice. Not IRCC: only the message in your IRCC account"
        " counts."
    ),
    short=(
        "Where you stand after Canada's Express Entry draws for trades. Not IRCC, no legal advice."
    ),
    commands={
        "start": "Begin",
        "check": "Where do I stand?",
        "latest": "The newest draw",
        "remaining": "What may still come this year",
        "history": "Past draws",
        "pool": "Scores waiting in the pool",
        "whatif": "What if my score were different?",
        "subscribe": "Tell me about new draws",
        "unsubscribe": "No notices any more",
        "status": "Is all well?",
        "settings": "Language, time zone, notices, quiet hours",
        "language": "English or French",
        "dates": "What ends when for me",
        "me": "What I told you",
        "privacy": "What is kept, why and for how long",
        "export": "All my data as a file",
        "forget": "Delete all my data",
        "cancel": "Leave the question",
        "help": "What I can ask",
    },
    operators={
        "admin": "Operator: counters and progress",
        "pause": "Operator: stop delivering notices",
        "resume": "Operator: deliver notices again",
        "correct": "Operator: correct what was told of a draw",
        "accept": "Operator: believe a feed that lost draws",
    },
)
