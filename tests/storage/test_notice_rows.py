"""What is read from the database is what was stored, whatever a draw lacks."""

from __future__ import annotations

import pytest

from bot.ports.faults import PortError
from bot.storage.notice_rows import dump, load
from knowledge.draws import Draw
from knowledge.pools import Pool
from tests.facts import frozen, pool

DRAWS = frozen().draws.draws


def test_every_draw_comes_back_as_it_was_stored() -> None:
    """Most have no category version or no known tie-break: nothing may take that for a fault."""
    assert [load(Draw, dump(draw) or "") for draw in DRAWS] == list(DRAWS)
    assert any(draw.version is None and draw.tie_break_at is None for draw in DRAWS)


def test_every_pool_comes_back_as_it_was_stored() -> None:
    pools = [pool(draw.number) for draw in DRAWS]
    assert [one and load(Pool, dump(one) or "") for one in pools] == pools
    assert any(pools)
    assert None in pools


def test_a_draw_of_another_version_is_told_in_one_line() -> None:
    with pytest.raises(PortError, match=r"newer one\? \(9 fields of Draw\)"):
        load(Draw, '{"from": "the future"}')
