"""What holds for all tests."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

# A busy machine is slow now and then; how fast things are is measured in tests/bench, not here.
settings.register_profile("tradedraw", deadline=None)
settings.load_profile("tradedraw")


WAITING = ("tests/soak/", "tests/journeys/test_new_draws.py", "tests/journeys/test_program.py")
"""Programs are started and time must pass there: begun first, they end while others compute."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that wait come first; all else stays in order."""
    items.sort(key=lambda item: not item.nodeid.startswith(WAITING))


@pytest.fixture(scope="session", autouse=True)
def _a_cache_of_our_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or leaves snapshots in the cache folder of who runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield
