"""Groups, inline lines, edits, blocks and floods on the whole program, both ways of receiving."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.fake_telegram.api import FakeBotApi
from tests.journeys.test_program import WAYS, By, running
from tests.program import Program

GROUP, MOVED, ALICE, BOB, FLOODER = -1_001_111, -1_002_222, 7_100_001, 7_100_002, 7_100_003
SCORE = "487"


@pytest.mark.parametrize("by", WAYS)
async def test_wherever_people_meet_the_bot(by: By, tmp_path: Path) -> None:
    async with running(tmp_path, by) as (api, program):
        api.say(ALICE, f"{SCORE} soudeur 14 mars 2026", "fr")
        await api.replies(ALICE, 1)
        await _in_a_group(api)
        await _in_passing(api)
        await _edited(api)
        await _blocked(api)
        await _too_much(api)
        await api.until(lambda: not api.pending)
        await program.all_told()
        assert await program.stop() == 0, program.log
        _kept(program, tmp_path)


async def _in_a_group(api: FakeBotApi) -> None:
    groups = api.groups
    groups.open(GROUP, ALICE, kind="group")
    groups.turned(GROUP, ALICE, "left", "member", "fr")
    (hello,) = await api.replies(GROUP, 1)
    assert "administrateurs" in hello.text
    groups.say(GROUP, BOB, "/subscribe trades", "fr")
    _, refused = await api.replies(GROUP, 2)
    assert "Seuls les administrateurs" in refused.text
    groups.say(GROUP, ALICE, "/subscribe@draws_bot trades", "fr")
    await api.replies(GROUP, 3)
    groups.say(GROUP, ALICE, "@draws_bot où en suis-je ?", "fr")
    *_, private = await api.replies(GROUP, 4)
    assert private.rows[0][0]["url"].startswith("https://t.me/draws_bot?start=")
    groups.migrate(GROUP, MOVED)
    groups.say(MOVED, BOB, "/status", None)
    (status,) = await api.replies(MOVED, 1)
    assert "chaque nouvelle ronde" in status.text
    assert all(SCORE not in shown.text for chat in (GROUP, MOVED) for shown in api.seen(chat))


async def _in_passing(api: FakeBotApi) -> None:
    line = api.inline.type(BOB, "505 welder 2024-11-04")
    await api.until(lambda: line in api.inline.offered)
    assert "447" in api.inline.offered[line][0].title


async def _edited(api: FakeBotApi) -> None:
    message = api.screen.from_person(BOB, "en") | {"text": "480 welder 14 March 2026"}
    api.push({"message": message})
    (first,) = await api.replies(BOB, 1)
    api.push({"edited_message": message | {"text": "450 welder 14 March 2026"}})
    _, corrected = await api.replies(BOB, 2)
    assert first.message == corrected.message
    assert "No: 450 was 26 points short" in corrected.text


async def _blocked(api: FakeBotApi) -> None:
    api.say(BOB, "/subscribe trades")
    await api.replies(BOB, 3)
    api.groups.turned(BOB, BOB, "member", "kicked")
    api.say(BOB, "/status")
    *_, status = await api.replies(BOB, 4)
    assert "You get no notices" in status.text


async def _too_much(api: FakeBotApi) -> None:
    for _ in range(40):
        api.say(FLOODER, "/help")
    await api.replies(FLOODER, 20)
    api.say(ALICE, "/help", "fr")
    await api.replies(ALICE, 2)
    assert len(api.seen(FLOODER)) == 20
    assert "a lot at once" in api.seen(FLOODER)[-1].text


def _kept(program: Program, folder: Path) -> None:
    """What is stored in the end: nothing of a person under a group's id, nobody who blocked."""
    with closing(sqlite3.connect(next(folder.glob("**/*.db")))) as db:
        profiles = dict(db.execute("select chat_id, profile from chats"))
        subscribed = db.execute("select chat_id, in_group from subscriptions").fetchall()
        waiting = db.execute("select count(*) from waiting_updates").fetchone()
        asked = db.execute("select count(*) from updates where asked is not null and chat_id < 0")
        assert profiles[MOVED] is None
        assert GROUP not in profiles
        assert SCORE in profiles[ALICE]
        assert subscribed == [(MOVED, 1)]
        assert waiting == (0,)
        assert asked.fetchone() == (0,)
    assert "a bug" not in program.log
