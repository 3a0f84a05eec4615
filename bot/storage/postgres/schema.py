"""The tables of a PostgreSQL database, brought up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import asyncpg

from bot.ports.faults import PortError
from bot.storage.postgres.engine import LONG_CALL_SECONDS, in_our_words
from bot.storage.statements import migrations

if TYPE_CHECKING:
    from bot.storage.postgres.engine import Pool

# Machines that start at the same moment wait here for each other, until the transaction ends.
_ALONE = "select pg_advisory_xact_lock(hashtext('tradedraw migrations'))"

_VERSION = """
create table if not exists tradedraw_version (
    one integer not null primary key check (one = 1),
    version integer not null
);
insert into tradedraw_version (one, version) values (1, 0) on conflict do nothing;
"""


async def migrate(pool: Pool) -> None:
    """Apply the migrations that the database has not seen, all in one transaction.

    PortError with one line for a database from a newer version of this program, and for one in
    which another program has tables of the same names.
    """
    files = migrations("postgres")
    with in_our_words():
        async with pool.acquire() as db, db.transaction():
            await db.execute(_ALONE)
            await db.execute(_VERSION)
            version = await db.fetchval("select version from tradedraw_version")
            if version > len(files):
                raise PortError(
                    f"the database is of version {version}, made by a newer tradedraw; this one "
                    f"knows versions up to {len(files)}: install the newer one or restore a backup"
                )
            try:
                for file in filter(str.strip, files[version:]):
                    await db.execute(file, timeout=LONG_CALL_SECONDS)
            except asyncpg.DuplicateTableError as error:
                raise PortError(
                    f"the database holds tables of another program ({error.args[0]}); "
                    "name a database of its own in DATABASE_URL"
                ) from None
            await db.execute("update tradedraw_version set version = $1", len(files))
