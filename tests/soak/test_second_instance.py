"""On SQLite one process at a time: a second one is refused, and kill -9 of the first frees it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.fake_telegram.api import FakeBotApi
from tests.program import Program

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX systems")


async def test_a_second_process_is_refused_in_one_line_and_a_killed_one_followed_at_once(
    tmp_path: Path,
) -> None:
    (tmp_path / "second").mkdir()
    async with FakeBotApi() as api, Program(api, tmp_path) as first:
        await api.until(lambda: api.polling)
        url = f"sqlite:///{first.database}"
        second = Program(api, tmp_path / "second", DATABASE_URL=url)
        await second.start()
        assert await second.ended() == 1
        (line,) = second.log.splitlines()
        assert line.startswith(f"tradedraw: another tradedraw is using {first.database}: end it")

        api.say(1, "/help")
        await api.replies(1, 1)  # the first one has noticed nothing
        await first.all_told()
        await first.kill()
        async with second:
            api.say(1, "/latest")
            _, answer = await api.replies(1, 2)
            assert "#447" in answer.text
            assert await second.stop() == 0, second.log
