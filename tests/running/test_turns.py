"""One turn of the runtime on the doubles: loaded, decided, saved once, sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.conversation.effects import SaveLanguage
from bot.conversation.states import Memory, Resting
from bot.conversation.stored_states import dump_profile
from bot.conversation.transition import Transition
from bot.ports.faults import Permanent, Retryable
from bot.ports.messages import Rendered
from bot.ports.store import Remembered
from bot.ports.updates import Incoming
from bot.running.memory import language, remember
from bot.running.turns import Runtime
from knowledge.profiles import Profile
from tests.conversation.talk import world
from tests.doubles.conversation import FixedClock, MemoryStore, RecordingMessenger

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
CHAT = 42


def said(update: int, text: str) -> Incoming:
    return Incoming(update, CHAT, "text", text, "en")


class Bench:
    """A runtime with its doubles."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.messenger = RecordingMessenger()
        self.runtime = Runtime(self.store, self.messenger, FixedClock(NOW), world)

    async def hear(self, *texts: str) -> list[Rendered]:
        """The answers to these texts, in order."""
        start = len(self.messenger.shown)
        for text in texts:
            await self.runtime.on(said(start + len(self.messenger.shown) + 1000, text))
        return [message for _, message in self.messenger.shown[start:]]


async def test_every_update_is_answered_by_one_message() -> None:
    bench = Bench()
    replies = await bench.hear("480", "welder", "3 November 2025")
    assert len(replies) == 3
    assert "Yes: 480 was enough" in replies[2].html


async def test_an_update_delivered_twice_is_answered_once() -> None:
    bench = Bench()
    await bench.runtime.on(said(7, "480"))
    await bench.runtime.on(said(7, "480"))
    assert len(bench.messenger.shown) == 1


async def test_a_reply_that_could_not_be_sent_is_decided_again_from_the_same_memory() -> None:
    bench = Bench()
    bench.messenger.fail(Retryable("Telegram is away"))
    with pytest.raises(Retryable):
        await bench.runtime.on(said(7, "480"))
    assert bench.messenger.shown == []
    await bench.runtime.on(said(7, "480"))
    ((chat, message),) = bench.messenger.shown
    assert chat == CHAT
    assert "So far so good with 480" in message.html


async def test_a_reply_that_can_never_be_sent_is_let_go() -> None:
    bench = Bench()
    bench.messenger.fail(Permanent("blocked"))
    await bench.runtime.on(said(7, "480"))
    await bench.runtime.on(said(7, "480"))
    assert bench.messenger.shown == []


async def test_forgetting_writes_nothing_back() -> None:
    bench = Bench()
    await bench.hear("480 welder 3 November 2025", "/forget")
    (receipt,) = await bench.hear("yes")
    assert "Deleted" in receipt.html
    turn = await bench.store.turn(CHAT, 99)
    assert turn.remembered == Remembered()


async def test_a_state_of_an_older_version_loses_the_question_but_not_the_profile() -> None:
    bench = Bench()
    stored = Remembered('{"schema":0}', dump_profile(Profile(480, "72106"), "UTC"), "en")
    await bench.store.commit(CHAT, 1, Remembered(), stored, NOW)
    (reply,) = await bench.hear("/me")
    assert "lost track of our last question" in reply.html
    assert "480" in reply.html


async def test_buttons_and_other_things_are_events_too() -> None:
    bench = Bench()
    await bench.runtime.on(Incoming(1, CHAT, "button", "1:latest:", "fr-CA"))
    await bench.runtime.on(Incoming(2, CHAT, "other", "voice"))
    assert len(bench.messenger.shown) == 2
    assert "447" in bench.messenger.shown[0][1].html


def test_the_language_is_a_first_guess_only() -> None:
    assert language(None) == "en"
    assert language("de-AT") == "en"
    assert language("en-CA") == "en"


def test_what_is_remembered_after_a_choice_of_language() -> None:
    after = remember(Remembered(), Transition(Resting(Memory()), effects=(SaveLanguage("en"),)))
    assert after.lang == "en"


async def test_another_page_takes_the_place_of_the_message_whose_button_was_pressed() -> None:
    bench = Bench()
    await bench.hear("/history pnp text")
    press = Incoming(9, CHAT, "button", "1:older:pnp.2", "en", under=31)
    await bench.runtime.on(press)
    await bench.runtime.on(replace(press, update=10, under=None))
    await bench.runtime.on(replace(press, update=11, body="1:as_text:pnp"))
    assert bench.messenger.edits == [31]
    pages = [message.html.split("\n")[0] for _, message in bench.messenger.shown]
    assert ["13 to 24" in page for page in pages] == [False, True, True, False]


async def test_an_edit_whose_correction_was_not_sent_is_corrected_when_it_comes_again() -> None:
    bench = Bench()
    await bench.runtime.on(replace(said(1, "480"), message=70))
    edited = replace(said(2, "490"), kind="edited", message=70)
    bench.messenger.fail(Retryable("Telegram is away"))
    with pytest.raises(Retryable):
        await bench.runtime.on(edited)
    assert await bench.runtime.on(edited)
    assert len(bench.messenger.edits) == 1
    assert "490" in bench.messenger.shown[-1][1].html
    assert await bench.runtime.on(edited)
    assert len(bench.messenger.shown) == 2


async def test_what_asks_for_no_answer_is_not_kept() -> None:
    bench = Bench()
    album = replace(said(1, "photo"), kind="other", message=70, album="7")
    assert await bench.runtime.on(album)
    assert not await bench.runtime.on(replace(album, update=2, message=71))
    assert not await bench.runtime.on(replace(said(3, "thanks"), kind="edited", message=3))
    assert not await bench.runtime.on(Incoming(4, CHAT, "blocked", ""))
    assert not await bench.runtime.on(Incoming(5, CHAT, "removed", ""))
    assert not await bench.runtime.on(Incoming(6, CHAT, "moved", "5"))
    assert set(bench.store.disk.updates) == {1}
