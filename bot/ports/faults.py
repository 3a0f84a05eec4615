"""What the world answers when it does not do what was asked."""

from __future__ import annotations


class PortError(Exception):
    """The world did not do what was asked; the message says what, and what to do next."""


class Retryable(PortError):  # noqa: N818 - named by what the caller does with it
    """It may work later: after ``after`` seconds if the other side said so, else with back-off."""

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


class Permanent(PortError):  # noqa: N818 - named by what the caller does with it
    """Trying again is useless (blocked by the person, chat gone, request refused)."""
