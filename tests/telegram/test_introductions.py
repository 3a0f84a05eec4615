"""Telling Telegram how the bot introduces itself, over HTTP: once, politely, in nobody's way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import get_args

import pytest

from bot.ports.faults import Retryable
from bot.reading.understood import Lang
from bot.replies.introductions import FOR_OPERATORS, IN_PRIVATE
from bot.replies.rendering import introduction
from bot.telegram.bot import make_bot
from bot.telegram.introductions import Introducing, IntroductionCall, IntroductionPace, tellings
from tests.fake_telegram.api import BAD_GATEWAY, Call, FakeBotApi, Fault, too_many

OPERATOR = 7_000_007
QUICK = IntroductionPace(between=0.0, again=0.05, not_mine=0.02, longest=2.0)
NOT_FOUND = Fault(404, "Not Found: method not found")


class Watched:
    """Something whose changes can be waited for."""

    def __init__(self) -> None:
        self._change = asyncio.Event()

    def changed(self) -> None:
        self._change.set()

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not holds():
                self._change.clear()
                await self._change.wait()


class Marks(Watched):
    """The Introductions port in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, str] = {}
        self.away = 0

    async def mark(self, what: str) -> str | None:
        if self.away:
            self.away -= 1
            raise Retryable("the database is away")
        return self.kept.get(what)

    async def told(self, what: str, mark: str) -> None:
        self.kept[what] = mark
        self.changed()


class Duty(Watched):
    """Whether it is this machine's; ``asked`` how often that was looked up."""

    def __init__(self, *, mine: bool = True) -> None:
        super().__init__()
        self.mine = mine
        self.asked = 0

    def __call__(self) -> bool:
        self.asked += 1
        self.changed()
        return self.mine


@pytest.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi() as fake:
        yield fake


@asynccontextmanager
async def introducing(
    api: FakeBotApi, marks: Marks, *operators: int, duty: Duty | None = None
) -> AsyncIterator[None]:
    bot = make_bot(api.token, api.url)
    await bot.request.initialize()
    run = Introducing(bot, marks, frozenset(operators), duty or Duty(), QUICK).run()
    task = asyncio.create_task(run)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await bot.request.shutdown()


async def introduced(api: FakeBotApi, marks: Marks, *operators: int) -> None:
    """Until every text was told."""
    wanted = len(list(tellings(operators, str)))
    async with introducing(api, marks, *operators):
        await marks.until(lambda: len(marks.kept) == wanted)


def changes(api: FakeBotApi) -> list[Call]:
    return [call for call in api.calls if call.method.startswith("setMy")]


async def test_everything_is_told_in_every_language_and_scope(api: FakeBotApi) -> None:
    api.say(OPERATOR, "hello")
    await introduced(api, Marks(), OPERATOR)
    assert [call.status for call in api.calls] == [200] * len(api.calls)
    profile, english, french = api.profile, introduction("en"), introduction("fr")
    assert profile.texts == {
        ("name", ""): english.name,
        ("name", "fr"): french.name,
        ("description", ""): english.description,
        ("description", "fr"): french.description,
        ("shortdescription", ""): english.short,
        ("shortdescription", "fr"): french.short,
    }
    scopes = ("all_private_chats", "all_group_chats", "all_chat_administrators", f"chat {OPERATOR}")
    assert set(profile.commands) == {(scope, code) for scope in scopes for code in ("", "fr")}
    private = profile.commands["all_private_chats", "fr"]
    assert [entry["command"] for entry in private] == list(IN_PRIVATE)
    assert private[0]["description"] == french.commands[IN_PRIVATE[0]]
    operators = profile.commands[f"chat {OPERATOR}", ""]
    assert [entry["command"] for entry in operators] == [*FOR_OPERATORS, *IN_PRIVATE]


async def test_a_second_start_asks_and_tells_nothing(api: FakeBotApi) -> None:
    marks = Marks()
    await introduced(api, marks)
    before = len(api.calls)
    duty = Duty()
    async with introducing(api, marks, duty=duty):
        await duty.until(lambda: duty.asked > 0)
        await asyncio.sleep(0.1)
    assert len(api.calls) == before


async def test_what_telegram_says_already_is_not_told_again(api: FakeBotApi) -> None:
    await introduced(api, Marks())
    before = len(changes(api))
    await introduced(api, Marks())  # a new database
    assert len(changes(api)) == before


async def test_only_what_changed_is_told(api: FakeBotApi) -> None:
    marks = Marks()
    await introduced(api, marks)
    before = len(changes(api))
    marks.kept["Description fr"] = "of an older version"
    api.profile.texts["description", "fr"] = "Ancienne description"
    async with introducing(api, marks):
        await api.until(lambda: len(changes(api)) > before)
    (call,) = changes(api)[before:]
    assert (call.method, call.parameters["language_code"]) == ("setMyDescription", "fr")


async def test_a_name_that_the_operator_gave_by_hand_stays(api: FakeBotApi) -> None:
    marks = Marks()
    await introduced(api, marks)
    api.profile.texts["name", ""] = "Welders of Calgary"
    await introduced(api, marks)
    assert api.profile.texts["name", ""] == "Welders of Calgary"


async def test_an_operator_who_never_wrote_keeps_nothing_from_being_told(api: FakeBotApi) -> None:
    marks = Marks()
    wanted = len(list(tellings((), str)))
    async with introducing(api, marks, OPERATOR):
        await api.until(lambda: len(changes(api)) == wanted + len(get_args(Lang)))
        await marks.until(lambda: len(marks.kept) == wanted)
    assert not any("operator" in what for what in marks.kept)
    api.say(OPERATOR, "/start")
    await introduced(api, marks, OPERATOR)
    assert (f"chat {OPERATOR}", "fr") in api.profile.commands


async def test_no_operator_is_named_in_what_is_kept(api: FakeBotApi) -> None:
    marks = Marks()
    api.say(OPERATOR, "hello")
    await introduced(api, marks, OPERATOR)
    assert str(OPERATOR) not in str(marks.kept)


async def test_it_waits_as_long_as_telegram_asks(api: FakeBotApi) -> None:
    api.fail("setMyName", too_many(1))
    await introduced(api, Marks())
    first, second, *_ = api.made("setMyName")
    assert (first.status, second.status) == (429, 200)
    assert second.at - first.at >= 0.9


async def test_a_long_wait_leaves_the_rest_for_later(api: FakeBotApi) -> None:
    api.fail("setMyName", too_many(3600))
    await introduced(api, Marks())
    assert [call.status for call in api.made("setMyName")] == [429, 200, 200]


async def test_an_outage_is_outlived(api: FakeBotApi) -> None:
    api.fail("setMyDescription", BAD_GATEWAY, BAD_GATEWAY, BAD_GATEWAY)
    await introduced(api, Marks())
    assert ("description", "fr") in api.profile.texts


async def test_a_database_that_is_away_is_asked_again(api: FakeBotApi) -> None:
    marks = Marks()
    marks.away = 3
    await introduced(api, marks)
    assert ("name", "fr") in api.profile.texts


async def test_a_server_that_cannot_say_what_it_knows_is_told(api: FakeBotApi) -> None:
    for telling in tellings((), str):
        api.fail_always(telling.asking, NOT_FOUND)
    await introduced(api, Marks())
    assert len(changes(api)) == len(list(tellings((), str)))


async def test_another_machine_tells_it(api: FakeBotApi) -> None:
    duty = Duty(mine=False)
    async with introducing(api, Marks(), duty=duty):
        await duty.until(lambda: duty.asked > 2)
        assert api.calls == []
        duty.mine = True
        await api.until(lambda: bool(changes(api)))


def test_another_bot_has_other_marks() -> None:
    telling = IntroductionCall("Name en", "Name", {}, {"name": "x"})
    assert telling.mark("1:a") != telling.mark("2:b")
    assert telling.mark("1:a") != IntroductionCall("Name en", "Name", {}, {"name": "y"}).mark("1:a")
