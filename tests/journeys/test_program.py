"""Every journey on the whole program: a process, SQLite, and a fake Bot API over HTTP."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from bot.texts.markup import plain
from knowledge.shelf import load
from tests.fake_bot_api import FakeBotApi
from tests.fake_bot_screen import Shown
from tests.feed_server import FeedServer, feed_json
from tests.journeys.script import FOLDER, Turn, journeys, matches, read
from tests.program import Program

CHAT = 7_000_001


@pytest.mark.parametrize("path", journeys(), ids=lambda path: path.stem)
async def test_journey(path: Path, tmp_path: Path) -> None:
    await _run(path, tmp_path, FakeBotApi())


@pytest.mark.parametrize("name", ["interview", "restart-in-the-middle", "forget", "fr-entrevue"])
async def test_journey_by_webhook(name: str, tmp_path: Path, free_port: int) -> None:
    address = f"127.0.0.1:{free_port}"
    settings = {"WEBHOOK_URL": f"http://{address}/hook", "WEBHOOK_LISTEN": address}
    await _run(FOLDER / f"{name}.txt", tmp_path, FakeBotApi(delivers=True), settings)


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def _run(
    path: Path, tmp_path: Path, fake: FakeBotApi, more: dict[str, str] | None = None
) -> None:
    lang = "fr" if path.stem.startswith("fr-") else "en"
    settings = {"ADMIN_IDS": str(CHAT)} if "operator" in path.stem else {}
    settings |= more or {}
    feed = FeedServer(feed_json(load().draws.draws))
    async with (
        fake as api,
        feed,
        Program(api, tmp_path, FEED_URL=feed.url, **settings) as program,
    ):
        answered, update = 0, 0
        for turn in read(path):
            match turn.kind:
                case "say":
                    update = api.say(CHAT, turn.body, lang)
                case "button":
                    update = api.press(CHAT, turn.body, lang)
                case "press":
                    update = api.forge(CHAT, turn.body, lang=lang)
                case "voice":
                    voice = {"file_id": "v", "file_unique_id": "v", "duration": 1}
                    update = api.show(CHAT, {"voice": voice}, lang)
                case "restart":
                    assert await program.stop() == 0, program.log
                    await program.start()
                    continue
                case "kill":
                    await program.kill()
                    await program.start()
                    continue
                case "again":
                    api.redeliver(update)
                    await api.until(lambda: not api.pending)
                    assert len(api.seen(CHAT)) == answered, f"{path.name}:{turn.line}"
                    continue
            answered += 1
            reply = (await api.replies(CHAT, answered))[-1]
            await api.until(lambda: not api.pending)
            assert len(api.seen(CHAT)) == answered, f"{path.name}:{turn.line}: more than one answer"
            shown = _lines(reply)
            assert matches(turn.expected, shown), f"{path.name}:{turn.line}\n" + "\n".join(shown)
        assert await program.stop() == 0, program.log
        _nothing_leaked(program, api, path)


def _lines(reply: Shown) -> list[str]:
    text = [line for line in plain(reply.html).split("\n") if line.strip()]
    return text + [" ".join(f"[{button['text']}]" for button in row) for row in reply.rows]


def _nothing_leaked(program: Program, api: FakeBotApi, path: Path) -> None:
    """No token, no person's id and no text of theirs in the log."""
    assert api.token not in program.log
    assert str(CHAT) not in program.log
    said: list[Turn] = [turn for turn in read(path) if turn.kind == "say" and len(turn.body) > 8]
    assert not [turn.body for turn in said if turn.body in program.log]
