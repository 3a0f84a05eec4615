"""What every FileIds promises: the same tests on the double, on SQLite and on PostgreSQL."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.ports.faults import PortError
from bot.ports.pictures import FileIds
from bot.storage.databases import open_sqlite
from tests.storage.opening import Databases

KEY, OTHER = "a1" * 32, "b2" * 32


@pytest.fixture
async def file_ids(databases: Databases) -> FileIds:
    return (await databases.open()).file_ids


async def test_a_picture_never_sent_has_no_id(file_ids: FileIds) -> None:
    assert await file_ids.get(KEY) is None


async def test_an_id_is_known_to_every_machine_and_after_a_restart(databases: Databases) -> None:
    await (await databases.open()).file_ids.put(KEY, "photo-é-1")
    again = (await databases.open()).file_ids
    assert await again.get(KEY) == "photo-é-1"
    assert await again.get(OTHER) is None


async def test_the_newest_id_counts(file_ids: FileIds) -> None:
    await file_ids.put(KEY, "photo-1")
    await file_ids.put(OTHER, "photo-2")
    await file_ids.put(KEY, "photo-3")
    assert [await file_ids.get(key) for key in (KEY, OTHER)] == ["photo-3", "photo-2"]


async def test_a_dropped_id_is_gone_and_may_be_dropped_again(file_ids: FileIds) -> None:
    await file_ids.put(KEY, "photo-1")
    await file_ids.put(OTHER, "photo-2")
    for _ in range(2):
        await file_ids.drop(KEY)
    assert [await file_ids.get(key) for key in (KEY, OTHER)] == [None, "photo-2"]
    await file_ids.put(KEY, "photo-3")
    assert await file_ids.get(KEY) == "photo-3"


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
async def test_only_the_newest_ids_are_kept(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    databases = await Databases.of(
        kind, tmp_path, lambda: request.getfixturevalue("postgres_server")
    )
    file_ids = (await databases.open()).file_ids
    await file_ids.put("oldest", "photo-0")
    await file_ids.put("old", "photo-1")
    await _many(databases, tmp_path)
    await file_ids.put("newest", "photo-2")
    found = [await file_ids.get(key) for key in ("oldest", "old", "many 9000", "newest")]
    await databases.close()
    assert found == [None, None, "photo", "photo-2"]


async def _many(databases: Databases, folder: Path) -> None:
    """Ten thousand other pictures, in one statement."""
    if databases.kind == "sqlite":
        with closing(sqlite3.connect(folder / "bot.db")) as db, db:
            db.execute(
                "with recursive n(i) as (select 1 union all select i + 1 from n where i < 10000)"
                " insert into pictures (key, file_id) select 'many ' || i, 'photo' from n"
            )
        return
    import asyncpg

    server = await asyncpg.connect(databases.url)
    await server.execute(
        "insert into pictures (key, file_id)"
        " select 'many ' || i, 'photo' from generate_series(1, 10000) as i"
    )
    await server.close()


async def test_a_closed_database_says_so(tmp_path: Path) -> None:
    database = await open_sqlite(tmp_path / "bot.db")
    await database.close()
    with pytest.raises(PortError):
        await database.file_ids.get(KEY)
