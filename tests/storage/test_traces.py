"""After /forget, and after 18 months, no byte of a person is left: database, its log, our log."""

from __future__ import annotations

import asyncio
import random
import re
import socket
from datetime import timedelta
from pathlib import Path

import pytest

from bot.operating.backups import back_up
from bot.storage.databases import open_sqlite
from tests.facts import frozen
from tests.fake_telegram.api import FakeBotApi
from tests.feed_server import FeedServer, feed_json
from tests.program import Program
from tests.storage.everything import LONG_AGO, NOTHING, SOMEBODY, settle_in
from tests.storage.opening import NOON
from tests.traces import spellings, traces, written

PERSON = 7_654_321_098
CHATS = [7_000_001, PERSON, 2**47 + 12_345_678_901, -1_002_003_004_005]
"""Of four, six and eight bytes in the file, and a group."""

SAID = ('"crs":1187', '"crs":1186', "72310", "2026-02-11", "Asia/Manila", "carpenter")
"""As it is stored; the bare numbers also stand in the feed."""


def test_an_id_is_looked_for_in_every_spelling() -> None:
    assert spellings(PERSON)[0] == b"7654321098"
    assert [len(spelling) for spelling in spellings(PERSON)] == [10, 6, 8, 5]
    assert [len(spelling) for spelling in spellings(7_000_001)] == [7, 4, 6, 8, 4]
    assert spellings(-5) == [b"-5", *(b"\xff" * (size - 1) + b"\xfb" for size in (4, 6, 8))]


@pytest.mark.parametrize("chat", CHATS)
async def test_forget_leaves_no_byte_of_any_table(chat: int, tmp_path: Path) -> None:
    """Among many others, whose rows have moved between the pages of the file."""
    path, dice = tmp_path / "bot.db", random.Random(chat)
    database = await open_sqlite(path)
    for other in dice.sample(range(10**9, 2 * 10**9), 40):
        await database.store.commit(other, other, NOTHING, SOMEBODY, NOON)
    await settle_in(database, chat)
    for update in range(200, 240):
        await database.store.commit(chat, update, SOMEBODY, SOMEBODY, NOON)
    assert traces(written(path), chat)
    await database.store.forget(chat, chat + 10**6)
    assert traces(written(path), chat) == []
    await database.close()
    assert traces(written(path), chat) == []


async def test_the_end_after_18_months_leaves_no_byte(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    database = await open_sqlite(path)
    await database.store.commit(PERSON, 1, NOTHING, SOMEBODY, LONG_AGO)
    assert traces(written(path), PERSON, "Asia/Manila")
    assert await database.keeper.forget_unused(NOON - timedelta(days=1)) == 1
    assert traces(written(path), PERSON, "Asia/Manila") == []
    await database.close()


async def test_the_whole_program_keeps_no_byte_of_who_was_forgotten(tmp_path: Path) -> None:
    """By webhook, where what is said waits in the database until it is answered."""
    (tmp_path / "elsewhere").mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    settings = {"WEBHOOK_URL": f"http://{address}/hook", "WEBHOOK_LISTEN": address}
    async with (
        FakeBotApi(delivers=True) as api,
        FeedServer(feed_json(frozen().draws.draws)) as feed,
        Program(api, tmp_path, FEED_URL=feed.url, **settings) as program,
    ):
        said = (
            "CRS 1187, carpenter 72310, submitted 11 February 2026 at 10:15 pm Manila time",
            "/subscribe french",
            "what if I had 1186?",
            "/export",
            "/forget",
            "yes",
        )
        for number, text in enumerate(said, 1):
            if text == "yes":
                found = written(program.database)
                assert {word for word in SAID if word.encode() in found} >= {*SAID} - {"carpenter"}
                assert spellings(PERSON)[1] in found
                back_up(program.database, tmp_path / "elsewhere" / "monday.db", NOON)
            api.say(PERSON, text)
            last = (await api.replies(PERSON, number))[-1]
            await api.until(lambda: not api.pending)
        assert last.text.startswith("Deleted")
        assert "monday.db, made " in last.text
        await program.all_told()
        async with asyncio.timeout(5):
            # Then the log is emptied, which no other process is told.
            while traces(written(program.database), PERSON, *SAID):  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        assert traces(written(program.database), PERSON, *SAID) == []
        assert await program.stop() == 0, program.log
        assert traces(written(program.database), PERSON, *SAID) == []
        assert "receiving updates" in program.log
        for word in (str(PERSON), "1187", "1186", *SAID[2:]):
            assert not re.search(rf"\b{word}\b", program.log), word
