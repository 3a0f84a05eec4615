"""What is kept of an update while it waits for its turn: no more than the turn needs."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from bot.ports.queue import Queued
from bot.ports.updates import Incoming
from bot.telegram.updates import Me, incoming

_KEPT = TypeAdapter(Incoming)


def dump(told: Incoming) -> str:
    """The update as it waits in the queue: no names, and of a group only what is meant for us."""
    return _KEPT.dump_json(replace(told, said_at=None), exclude_defaults=True).decode()


def load(queued: Queued, me: Callable[[], Me | None]) -> Incoming | None:
    """The update that waited; None when this version of the program does not understand it."""
    try:
        return _KEPT.validate_json(queued.body)
    except ValidationError:
        pass
    # Until December 2026 it was Telegram's own JSON.
    try:
        return incoming(json.loads(queued.body), me())
    except (ValueError, RecursionError):
        return None
