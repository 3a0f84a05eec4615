"""The soak in short: nobody lost, nobody told twice, the pace kept, on both databases."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.postgres_server import Postgres
from tests.soak.figures import Figures
from tests.soak.soak import Plan, Soak

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX systems")

SHORT = Plan(subscribers=240, ends=2, pace=120, feed_draws=40)


async def soaked(plan: Plan, folder: Path) -> Figures:
    """The figures; what the machines wrote is shown when something is wrong."""
    soak = Soak(plan, folder)
    try:
        found = await soak.run()
    finally:
        print(soak.standstill(), *(machine.log for machine in soak.machines), sep="\n")  # noqa: T201 - pytest shows it where a test fails
    print(found)  # noqa: T201 - likewise
    return found


@pytest.mark.parametrize("gently", [False, True], ids=["kill -9", "SIGTERM"])
@pytest.mark.parametrize("database", ["sqlite", "postgres"])
async def test_everybody_is_told_once(
    database: str, gently: bool, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """On PostgreSQL two machines share the work; around SIGTERM nobody is told twice at all."""
    plan = (
        SHORT
        if not gently
        else Plan(subscribers=120, ends=2, gently=True, seed=2, pace=120, feed_draws=40)
    )
    if database == "postgres":
        server: Postgres = request.getfixturevalue("postgres_server")
        plan = plan.on(await server.fresh_database(), instances=2)
    found = await soaked(plan, tmp_path)
    assert found.wrong() == []
    assert found.told_to_wait == 2
    assert found.kills == (0 if gently else plan.ends)
    assert found.duplicates == 0 or not gently
