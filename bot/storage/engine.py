"""What every port of storage is built on: statements by name, on one of the two engines."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

from bot.storage.statements import statements

Row = tuple[Any, ...]


class Calls(ABC):
    """Runs statements; instants, times of day and flags go in and come out as such.

    A list of rows is one value. Retryable or PortError when it cannot.
    """

    @abstractmethod
    async def run(self, statement: str, **values: object) -> Sequence[Row]:
        """Run that statement, written as those in ``sql/statements``; the rows of its last part."""

    async def rows(self, name: str, **values: object) -> Sequence[Row]:
        """Run the statement of that name; the rows of its last part."""
        return await self.run(statements()[name], **values)

    async def changed(self, name: str, **values: object) -> int:
        """Run the statement of that name, which gives a row for each that it writes; how many."""
        return len(await self.rows(name, **values))


class Engine(Calls):
    """One database. Every call is a transaction of its own."""

    @abstractmethod
    def transaction(self) -> AbstractAsyncContextManager[Calls]:
        """Several calls that hold together, or leave nothing."""

    @abstractmethod
    async def close(self) -> None:
        """Release the database."""
