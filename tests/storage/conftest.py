"""The databases of the contract tests: the double, SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.storage.opening import KINDS, Databases, Whole


@pytest.fixture(params=KINDS)
async def databases(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Databases]:
    """A database of each kind, which may be opened by several machines."""
    found = await Databases.of(
        request.param, tmp_path, lambda: request.getfixturevalue("postgres_server")
    )
    yield found
    await found.close()


@pytest.fixture
async def database(databases: Databases) -> Whole:
    """The database as one machine has it open."""
    return await databases.open()
