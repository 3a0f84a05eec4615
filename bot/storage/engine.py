"""What every port of storage is built on: statements by name, on one of the two engines."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol


class Calls(Protocol):
    """Runs statements; instants, times of day and flags go in and come out as such.

    A list of rows is one value. Retryable or PortError when it cannot.
    """

    async def rows(self, name: str, **values: object) -> Sequence[tuple[Any, ...]]:
        """Run the statement of that name; the rows of its last part."""

    async def changed(self, name: str, **values: object) -> int:
        """Run the statement of that name; how many rows its last part wrote."""


class Engine(Calls, Protocol):
    """One database. Every call is a transaction of its own."""

    async def run(self, statement: str, **values: object) -> Sequence[tuple[Any, ...]]:
        """Run that statement, written as those in ``sql/statements``; its rows."""

    def transaction(self) -> AbstractAsyncContextManager[Calls]:
        """Several calls that hold together, or leave nothing."""

    async def close(self) -> None:
        """Release the database."""
