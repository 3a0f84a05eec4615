"""What an operator does from the command line, and what it says."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.operating.backups import back_up, restore
from bot.operating.status import postgres_status, sqlite_status
from bot.ports.faults import PortError
from bot.replies.en.terms import EN
from bot.system.snapshots import snapshots
from knowledge.facts.shelf import DATA, load


@dataclass(frozen=True, slots=True)
class Operator:
    """Looks after one database.

    ``database`` is a SQLite file, or the address of a PostgreSQL server, which may hold a
    password; ``feed`` the address of the feed; ``folder`` has the packaged facts. Every method
    gives the lines to print, or raises PortError with one line that says what is wrong.
    """

    database: Path | str = field(repr=False)
    feed: str
    now: datetime
    folder: Path = DATA

    def status(self) -> Sequence[str]:
        """Newest draw, last reading, subscribers, notices."""
        draws = load(self.folder, snapshots()).draws
        if isinstance(self.database, Path):
            return sqlite_status(self.database, self.feed, draws, self.now)
        return asyncio.run(postgres_status(self.database, self.feed, draws, self.now))

    def backup(self, file: Path) -> Sequence[str]:
        """Copy the SQLite file to that new file, while the bot runs or not."""
        database = self._file("pg_dump")
        content = back_up(database, file, self.now)
        return (
            f"Backed up {database} to {file}: version {content.version},"
            f" {EN.number(content.row_count)} rows, checked.",
            "It holds personal data that /forget cannot reach: keep it safe, delete it in time.",
        )

    def restore(self, file: Path) -> Sequence[str]:
        """Put a copy of that backup in the place of the SQLite file, while no bot runs."""
        database = self._file("pg_restore")
        done = restore(file, database, self.now)
        lines = [
            f"Restored {database} from {file}: version {done.content.version},"
            f" {EN.number(done.content.row_count)} rows, checked."
        ]
        if done.kept is not None:
            lines.append(
                f"What was there before is kept as {done.kept}, personal data included: delete it"
                " when you are sure."
            )
        return (
            *lines,
            "Whoever used /forget since that backup is in it again, and notices sent since may be"
            " sent again: see docs/operating.md.",
        )

    def _file(self, instead: str) -> Path:
        if isinstance(self.database, Path):
            return self.database
        raise PortError(
            f"DATABASE_URL names a PostgreSQL server: use {instead}, which comes with PostgreSQL"
        )
