"""The words on a button: those of its value where it has any, else those of its kind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.conversation.choices import Choice
from bot.conversation.flows.subscribing import QUIET_HOURS
from bot.replies.numbers import Format

Labels = Mapping[str, str]
"""Words by ``kind.value`` and by ``kind``; ``{}`` is filled with the value in words."""


def label_of(choice: Choice, labels: Labels, told: Format, title: str | None = None) -> str:
    """The words on the button; ``title`` is that of an occupation."""
    kind, value = choice.kind, choice.value
    if kind == "meant":
        about, _, topic = value.partition(".")
        return labels.get(f"explain.{topic}" if topic else f"meant.{about}", value)
    for name in (f"{kind}.{value}", f"{kind}.{value.partition('.')[0]}"):
        if name in labels:
            return labels[name]
    words = labels[kind]
    return words.format(_in_words(choice, labels, told, title)) if "{}" in words else words


def _in_words(choice: Choice, labels: Labels, told: Format, title: str | None) -> str:
    value = choice.value
    match choice.kind:
        case "day" | "submitted":
            return told.day(date.fromisoformat(value))
        case "zone" | "home_zone" | "quiet_zone":
            return told.place(value)
        case "occupation":
            return value if title is None else f"{title} ({value})"
        case "also" | "without":
            return labels.get(f"subscribe.{value}", value)
        case "quiet":
            return " – ".join(told.clock(at, seconds=False) for at in QUIET_HOURS[value])
        case _:
            return value
