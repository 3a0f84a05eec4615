"""What the world answers when it does not do what was asked, and when to ask again."""

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


def back_off(failures: int, first: float, longest: float) -> float:
    """Seconds until the next try after so many failures in a row (from 1): doubling from ``first``.

    >>> [back_off(failures, 0.5, 3.0) for failures in (1, 2, 3, 4, 10_000)]
    [0.5, 1.0, 2.0, 3.0, 3.0]
    """
    return min(longest, first * 2.0 ** min(failures - 1, 30))
