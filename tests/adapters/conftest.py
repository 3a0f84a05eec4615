"""What several tests of adapters share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.postgres_server import Postgres, postgres


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """One server for each test process; make a fresh database in it."""
    with postgres() as server:
        yield server
