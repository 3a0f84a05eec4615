"""A thousand random sessions, with faults of every kind: the log holds nothing of anybody."""

from __future__ import annotations

import io
import json
import logging
import random
import re
from collections.abc import Iterator
from typing import Literal

import pytest

from bot.ports.faults import Permanent, PortError, Retryable
from bot.ports.messages import Rendered
from bot.ports.updates import Incoming
from bot.running.turns import Runtime
from bot.system.logs import set_up_logging
from bot.telegram.worker import take_turn
from tests.conversation.talk import NOW, world
from tests.doubles.conversation import Disk, FixedClock, MemoryStore, RecordingMessenger
from tests.doubles.outbox import MemoryOutbox, NoticeTables

SESSIONS = 500
"""For each of the two formats."""

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw_test"
COMMANDS = ("/latest", "/status", "/me", "/settings", "/privacy", "/export", "/subscribe trades")
SECRETS = ("quokka plumber", "my name is Zebedee", "+1 416 555 0199")


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(False)


class Unreliable(RecordingMessenger):
    """A messenger to which everything happens, and whose faults quote what they were given."""

    def __init__(self, dice: random.Random) -> None:
        super().__init__()
        self._dice = dice

    async def send(self, chat: int, message: Rendered) -> int:
        match self._dice.randrange(8):
            case 0:
                raise Retryable("sendMessage: Telegram asks to wait 0 s", 0.0)
            case 1:
                raise Permanent("sendMessage: Forbidden: bot was blocked by the user")
            case 2:
                raise PortError("the database refused: disk I/O error")
            case 3:
                raise ValueError(f"cannot send to {chat}: {message.html}")
            case _:
                return await super().send(chat, message)


def session(dice: random.Random, score: int) -> list[tuple[Literal["text", "button"], str]]:
    """What one person says and presses."""
    said: list[tuple[Literal["text", "button"], str]] = [
        ("text", f"my crs is {score}, {dice.choice(SECRETS)}, 3 November 2025"),
        ("text", dice.choice(COMMANDS)),
        ("button", dice.choice(("1:check:", "1:subscribe:trades", "1:export:", "forged", "1:x:y"))),
        ("text", f"/start 1p-c{score}"),
    ]
    dice.shuffle(said)
    if dice.randrange(3) == 0:
        said += [("text", "/forget"), ("text", "yes")]
    return said[: dice.randint(2, len(said))]


@pytest.mark.no_cover  # a thousand times the lines that other tests cover
@pytest.mark.parametrize("log_format", ["text", "json"])
async def test_no_token_no_id_no_score_and_no_words_are_logged(
    log_format: Literal["text", "json"],
) -> None:
    stream, dice = io.StringIO(), random.Random(f"log scan {log_format}")
    set_up_logging(log_format, [TOKEN], stream=stream)
    disk = Disk()
    store, outbox = MemoryStore(disk), MemoryOutbox(NoticeTables(disk))
    runtime = Runtime(store, Unreliable(dice), FixedClock(NOW), world, outbox)
    chats = dice.sample(range(10**9, 10**10), SESSIONS)
    scores = [dice.randint(1001, 1199) for _ in chats]
    update = 700_000_000
    for chat, score in zip(chats, scores, strict=True):
        for kind, body in session(dice, score):
            update += 1
            await take_turn(runtime.on, Incoming(update, chat, kind, body, "en"), patience=1.0)
    logging.getLogger("bot.anywhere").warning("the request was https://x/bot%s/getMe", TOKEN)
    logged = stream.getvalue()
    lines = [_without_marks(line, log_format) for line in logged.splitlines()]
    assert len(lines) > SESSIONS / 2, "the faults were not logged: this test looks at nothing"
    kinds = ("can never be sent", "could not be answered yet", "stays unanswered", "a bug")
    assert all(any(kind in line for line in lines) for kind in kinds)
    numbers = set(re.findall(r"\d+", "\n".join(lines)))
    assert not numbers & {str(chat) for chat in chats}
    assert not numbers & {str(score) for score in scores}
    assert not numbers & {str(number) for number in range(700_000_000, update + 1)}
    assert TOKEN not in logged
    assert TOKEN.split(":")[1] not in logged
    for words in (*SECRETS, "welder", "Deleted", "CRS"):
        assert words not in logged


def _without_marks(line: str, log_format: str) -> str:
    """The line without its time and its keyed hashes, in which any digits may stand."""
    if log_format == "json":
        found = json.loads(line)
        assert {len(found.pop("update", "0" * 12)), len(found.pop("chat", "0" * 12))} == {12}
        del found["time"]
        return json.dumps(found)
    line = re.sub(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "", line)
    return re.sub(r" \[update [0-9a-f]{12} chat [0-9a-f]{12}\]$", "", line)
