"""The whole program as its operator knows it: by webhook, watched, killed, switched over."""

from __future__ import annotations

import asyncio
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import aiohttp

from bot.telegram.updates import ALLOWED_UPDATES
from tests.facts import frozen
from tests.fake_telegram.api import BAD_GATEWAY, FakeBotApi
from tests.feed_server import FeedServer, feed_json
from tests.program import Program, free_port

SECRET = "only_Telegram_knows"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
CHATS = range(7_100_001, 7_100_011)
MEGABYTE = 1024**2


async def ready(address: str) -> dict[str, object]:
    """What ``/readyz`` says once it is 200."""
    async with aiohttp.ClientSession() as session, asyncio.timeout(20):
        while True:
            try:
                async with session.get(f"http://{address}/readyz") as answer:
                    if answer.status == 200:
                        said: dict[str, object] = await answer.json()
                        return said
            except aiohttp.ClientConnectionError:
                pass
            await asyncio.sleep(0.05)


async def posted(address: str, body: bytes, secret: str | None) -> int:
    """The status for a request to the webhook."""
    headers = {} if secret is None else {HEADER: secret}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"http://{address}/hook", data=io.BytesIO(body), headers=headers) as answer,
    ):
        return answer.status


async def counted(address: str) -> dict[str, float]:
    """``/metrics``, by name and labels."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://{address}/metrics") as answer,
    ):
        lines = (await answer.text()).splitlines()
    pairs = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    return {name: float(value) for name, value in pairs}


def waiting(database: Path) -> int:
    """How many updates the database holds that are not answered."""
    with closing(sqlite3.connect(database)) as db:
        ((count,),) = db.execute("select count(*) from waiting_updates").fetchall()
    return int(count)


async def test_a_webhook_from_the_first_request_to_the_way_back(tmp_path: Path) -> None:
    hook, watched = (f"127.0.0.1:{free_port()}" for _ in range(2))
    webhook = {
        "WEBHOOK_URL": f"http://{hook}/hook",
        "WEBHOOK_LISTEN": hook,
        "WEBHOOK_SECRET": SECRET,
    }
    async with (
        FakeBotApi(delivers=True) as api,
        FeedServer(feed_json(frozen().draws.draws)) as feed,
        Program(
            api, tmp_path, FEED_URL=feed.url, HTTP_LISTEN=watched, LOG_FORMAT="json", **webhook
        ) as program,
    ):
        assert await ready(watched) == {"ready": True, "wrong": {}}
        await api.until(lambda: len(api.made("setWebhook")) == 1)
        assert api.made("setWebhook")[0].parameters["allowed_updates"] == list(ALLOWED_UPDATES)

        # Strangers, and what is no update, are refused and counted.
        forged = json.dumps({"update_id": 1, "message": {}}).encode()
        assert await posted(hook, forged, None) == 401
        assert await posted(hook, forged, "only_Telegram_knowS") == 401
        assert await posted(hook, b"{" * (MEGABYTE + 1), SECRET) == 413
        assert await posted(hook, b"\xff not json", SECRET) == 400
        told = await counted(watched)
        for why, times in (("secret", 2), ("size", 1), ("malformed", 1)):
            assert told[f'tradedraw_webhook_refused_total{{reason="{why}"}}'] == times

        # Taken, and not answered yet when the process is killed: the next one answers, each once,
        # though it polls. Only the settings change.
        api.fail_always("sendMessage", BAD_GATEWAY)
        for chat in CHATS:
            api.say(chat, "505 welder 2024-11-04")
        await api.until(lambda: not api.pending)
        assert set(api.webhook.answers) == {200}
        await program.kill()
        assert waiting(program.database) == len(CHATS)
        api.fail_always("sendMessage", None)
        program.unset(*webhook)
        await program.start()
        for chat in CHATS:
            await api.replies(chat, 1)
        assert await program.stop() == 0, program.log
        assert waiting(program.database) == 0
        assert [len(api.seen(chat)) for chat in CHATS] == [1] * len(CHATS)

        # And back again: what was said meanwhile is not lost.
        api.say(CHATS[0], "/status")
        program.set(**webhook)
        await program.start()
        await api.replies(CHATS[0], 2)
        told = await counted(watched)
        assert told['tradedraw_updates_total{kind="text"}'] == 1
        assert await program.stop() == 0, program.log

        lines = [json.loads(line) for line in program.log.splitlines()]
        assert all({"time", "level", "logger", "message"} <= line.keys() for line in lines)
        assert lines, "what it listens on, at least"
        for secret in (api.token, SECRET, "welder", *map(str, CHATS)):
            assert secret not in program.log
