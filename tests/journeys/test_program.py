"""Every journey on the whole program: a process, SQLite, and a fake Bot API over HTTP.

Those in which the program is stopped, or its operator has a say, have a process to themselves, at
one commit by polling, at another by webhook; all others are had at once, by different people, in
one process by each.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from bot.replies.markup import plain
from tests.facts import frozen
from tests.fake_telegram.api import FakeBotApi
from tests.fake_telegram.screen import Shown
from tests.feed_server import FeedServer, feed_json
from tests.journeys.script import FILE, PICTURE, Kind, Turn, journeys, matches, read
from tests.program import Program, free_port
from tests.sampling import lot, whole

CHAT = 7_000_001

By = Literal["polling", "webhook"]
WAYS: tuple[By, ...] = ("polling", "webhook")


def _has(path: Path, *kinds: Kind) -> bool:
    return any(turn.kind in kinds for turn in read(path))


def _alone(path: Path) -> bool:
    return "operator" in path.stem or _has(path, "restart", "kill")


ALONE = [path for path in journeys() if _alone(path)]
TOGETHER = [path for path in journeys() if not _alone(path)]


def ways(path: Path) -> tuple[By, ...]:
    """How updates come in a journey alone."""
    return WAYS if whole() else (WAYS[lot(path.stem, len(WAYS))],)


@pytest.mark.parametrize(
    ("path", "by"),
    [(path, by) for path in ALONE for by in ways(path)],
    ids=lambda value: value.stem if isinstance(value, Path) else value,
)
async def test_journey_of_its_own(path: Path, by: By, tmp_path: Path) -> None:
    more = {"ADMIN_IDS": str(CHAT)} if "operator" in path.stem else {}
    async with running(tmp_path, by, more) as (api, program):
        await Journey(path, CHAT, api, program).run()
        await _ends_and_kept_silent(program, api, [(CHAT, path)])


@pytest.mark.parametrize("by", WAYS)
async def test_journeys_at_once(by: By, tmp_path: Path) -> None:
    people = list(enumerate(TOGETHER, CHAT))
    async with running(tmp_path, by) as (api, program):
        had = [Journey(path, chat, api, program).run() for chat, path in people]
        ended = await asyncio.gather(*had, return_exceptions=True)
        wrong = [error for error in ended if isinstance(error, Exception)]
        if wrong:
            raise ExceptionGroup(f"{len(wrong)} of {len(ended)} journeys", wrong)
        # Beside all that, the bot has introduced itself.
        await api.until(lambda: ("all_chat_administrators", "fr") in api.profile.commands)
        await _ends_and_kept_silent(program, api, people)


@asynccontextmanager
async def running(
    folder: Path, by: By, more: dict[str, str] | None = None
) -> AsyncIterator[tuple[FakeBotApi, Program]]:
    """The program with Telegram and the feed, receiving updates that way."""
    settings = dict(more or {})
    if by == "webhook":
        address = f"127.0.0.1:{free_port()}"
        settings |= {"WEBHOOK_URL": f"http://{address}/hook", "WEBHOOK_LISTEN": address}
    async with (
        FakeBotApi(delivers=by == "webhook") as api,
        FeedServer(feed_json(frozen().draws.draws)) as feed,
        Program(api, folder, FEED_URL=feed.url, **settings) as program,
    ):
        yield api, program


@dataclass
class Journey:
    """One person's way through a file."""

    path: Path
    chat: int
    api: FakeBotApi
    program: Program
    answered: int = 0
    update: int = 0

    async def run(self) -> None:
        """Every turn; AssertionError or TimeoutError with its line."""
        for turn in read(self.path):
            try:
                await self._have(turn)
            except (AssertionError, TimeoutError) as error:
                error.add_note(f"at {self.path.name}:{turn.line}")
                raise

    async def _have(self, turn: Turn) -> None:
        if turn.kind in ("restart", "kill"):
            # A reply that is not yet marked as told at the kill would be told again.
            await self.program.all_told()
            ended = self.program.stop if turn.kind == "restart" else self.program.kill
            code = await ended()
            assert turn.kind == "kill" or code == 0, self.program.log
            await self.program.start()
        elif turn.kind == "again":
            self.api.redeliver(self.update)
            await self._is_done_with()
        else:
            self.update = self._do(turn)
            self.answered += 1
            reply = (await self.api.replies(self.chat, self.answered))[-1]
            await self._is_done_with()
            shown = _lines(reply)
            assert matches(turn.expected, shown), "\n".join(shown)

    def _do(self, turn: Turn) -> int:
        """What the person does in that turn; the id of the update."""
        api, chat, lang = self.api, self.chat, "fr" if self.path.stem.startswith("fr-") else "en"
        match turn.kind:
            case "say":
                return api.say(chat, turn.body, lang)
            case "button":
                return api.press(chat, turn.body, lang)
            case "press":
                return api.forge(chat, turn.body, lang=lang)
            case "voice":
                voice = {"file_id": "v", "file_unique_id": "v", "duration": 1}
                return api.show(chat, {"voice": voice}, lang)
            case "restart" | "kill" | "again":
                raise AssertionError(f"no person does {turn.kind}")

    async def _is_done_with(self) -> None:
        await self.api.until(lambda: self.update not in self.api.pending)
        assert len(self.api.seen(self.chat)) == self.answered, "more than one answer"


def _lines(reply: Shown) -> list[str]:
    text = [line for line in plain(reply.html).split("\n") if line.strip()]
    if reply.file is not None:
        text = [PICTURE if reply.file.kind == "photo" else FILE, *text]
    return text + [" ".join(f"[{button['text']}]" for button in row) for row in reply.rows]


async def _ends_and_kept_silent(
    program: Program, api: FakeBotApi, people: list[tuple[int, Path]]
) -> None:
    """It stops when told to, with no answer too many; no token, id or text of people in its log."""
    seen = {chat: len(api.seen(chat)) for chat, _ in people}
    assert await program.stop() == 0, program.log
    assert seen == {chat: len(api.seen(chat)) for chat, _ in people}
    assert api.token not in program.log
    for chat, path in people:
        assert str(chat) not in program.log
        said = [turn.body for turn in read(path) if turn.kind == "say" and len(turn.body) > 8]
        assert not [body for body in said if body in program.log], path.name
