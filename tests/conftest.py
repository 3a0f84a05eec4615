"""What holds for all tests."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings

from tests.postgres_server import Postgres, postgres

FIGURE = "figure"

# A busy machine is slow now and then; how fast things are is measured in tests/bench, not here.
settings.register_profile("tradedraw", deadline=None)
settings.load_profile("tradedraw")


WAITING = ("tests/soak/", "tests/journeys/test_new_draws.py", "tests/journeys/test_program.py")
"""Programs are started and time must pass there: begun first, they end while others compute."""
COUNTED = (
    *("tests/knowledge/", "tests/conversation/", "tests/reading/", "tests/contract/"),
    *("tests/talks/", "tests/notices/", "tests/running/", "tests/journeys/test_machine.py"),
)
"""What takes every branch of what decides; counting lines makes a test take twice as long."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that wait come first, all else stays in order; lines are counted where it is told."""
    items.sort(key=lambda item: not item.nodeid.startswith(WAITING))
    for item in items:
        if not item.nodeid.startswith(COUNTED):
            item.add_marker(pytest.mark.no_cover)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """In another process of the run pytest-cov counts twice, and so never stops where told."""
    counting = session.config.pluginmanager.getplugin("_cov")
    if hasattr(session.config, "workerinput") and counting and counting.cov_controller:
        counting.cov_controller.pause()


@pytest.fixture(scope="session", autouse=True)
def _folders_of_our_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or leaves anything in the cache and data folders of who runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setitem(os.environ, "XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """One server for each test process; make a fresh database in it."""
    with postgres() as server:
        yield server


@pytest.fixture
def print_figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Prints a line below the results of the whole run, also from another process of it."""

    def note(line: str) -> None:
        record_property(FIGURE, line)

    return note


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that tests measured."""
    reports = [r for kind in ("passed", "failed") for r in terminalreporter.getreports(kind)]
    lines = [str(line) for r in reports for name, line in r.user_properties if name == FIGURE]
    if lines:
        terminalreporter.section("measured")
    for line in sorted(lines):
        terminalreporter.write_line(line)
