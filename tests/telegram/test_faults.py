"""What polling does when Telegram fails: outages, a second instance, a bad token."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from telegram.error import Conflict, InvalidToken, NetworkError

from bot.telegram.bot import TelegramBot, make_bot
from bot.telegram.faults import BadTokenError, PollingFaults, PollingPace, SecondInstanceError
from tests.doubles.database import MemoryDatabase
from tests.doubles.queue import MemoryQueue
from tests.fake_telegram.api import (
    BAD_GATEWAY,
    RESET_AFTER,
    RESET_BEFORE,
    SERVER_ERROR,
    FakeBotApi,
    Fault,
    too_many,
)
from tests.telegram.running_bot import serving
from tests.telegram.webhook.running_webhook import serving_webhook


@pytest_asyncio.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi() as server:
        yield server


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook", "getUpdates"])
async def test_polling_outlives_every_passing_fault(
    api: FakeBotApi, method: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    faults = (BAD_GATEWAY, RESET_BEFORE, RESET_AFTER, SERVER_ERROR, too_many(1))
    api.fail(method, *faults)
    async with serving(api):
        api.say(1, "hello")
        await api.replies(1, 1)
        await api.until(lambda: api.pending == ())
    assert len(api.made(method)) > len(faults)
    told = [record.getMessage() for record in caplog.records]
    assert len([line for line in told if "does not answer" in line]) == 1
    assert len([line for line in told if "answers again" in line]) == 1


async def test_too_many_requests_is_obeyed_to_the_second(api: FakeBotApi) -> None:
    api.fail("getUpdates", too_many(1))
    async with serving(api):
        api.say(1, "hello")
        await api.replies(1, 1)
    first, second = api.made("getUpdates")[:2]
    assert second.at - first.at >= 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault(502, page="<html>Bad gateway</html>"),
        Fault(page="<html>Please log in</html>"),
        Fault(page='{"ok": true}'),
        Fault(page='{"ok": true, "result": true}'),
        Fault(page="[]"),
    ],
)
async def test_an_answer_that_is_not_the_bot_apis_is_a_passing_fault(
    api: FakeBotApi, fault: Fault
) -> None:
    api.fail("getUpdates", fault)
    api.say(1, "hello")
    async with serving(api):
        await api.replies(1, 1)


@pytest.mark.parametrize("token", ["110201543:another", "nonsense"])
async def test_a_bad_token_stops_at_once_with_one_line(api: FakeBotApi, token: str) -> None:
    async with serving(api, token=token) as running:
        with pytest.raises(BadTokenError, match="TELEGRAM_BOT_TOKEN") as caught:
            await asyncio.wait_for(running.task, 10)
    assert token not in repr(caught.value)
    assert caught.value.__context__ is None
    assert len(api.calls) == 1


async def test_a_token_revoked_while_polling_stops(api: FakeBotApi) -> None:
    async with serving(api) as running:
        api.say(1, "hello")
        await api.replies(1, 1)
        api.fail_always("getUpdates", Fault(401, "Unauthorized"))
        api.say(1, "again")
        with pytest.raises(BadTokenError):
            await asyncio.wait_for(running.task, 10)
    assert len([call for call in api.made("getUpdates") if call.status == 401]) > 2


@pytest.mark.parametrize("status", [401, 404])
async def test_one_refusal_of_a_token_that_was_good_stops_nothing(
    api: FakeBotApi, status: int
) -> None:
    async with serving(api) as running:
        api.say(1, "hello")
        await api.replies(1, 1)
        api.fail("getUpdates", Fault(status, "Unauthorized" if status == 401 else "Not Found"))
        api.say(1, "again")
        api.say(1, "and again")
        await api.replies(1, 3)
        assert not running.task.done()


@pytest.mark.parametrize("status", [401, 404])
async def test_by_webhook_a_refusal_of_a_good_token_is_tried_again_and_then_ends_it(
    status: int,
) -> None:
    database, refusal = MemoryDatabase(), Fault(status, "Unauthorized")
    async with FakeBotApi(delivers=True) as api:
        api.fail("getWebhookInfo", refusal)
        machine = (api, MemoryQueue(database.disk.tables.disk), database.store)
        async with serving_webhook(*machine):
            api.say(1, "hello")
            await api.replies(1, 1)
        api.fail_always("getWebhookInfo", refusal)
        begun = len(api.made("getWebhookInfo"))
        async with serving_webhook(*machine) as running:
            await api.until(lambda: len(api.made("getWebhookInfo")) > begun + 2)
            assert not running.task.done()
            with pytest.raises(BadTokenError):
                await asyncio.wait_for(running.task, 10)


def test_operators_are_told_once_while_a_good_token_is_tried_again() -> None:
    told: list[str] = []
    faults = PollingFaults(PollingPace(token_patience=60), lambda: told.append("refused"))
    faults.none(0.0)
    assert faults.wait_after(InvalidToken(), 10.0) == PollingPace().token_pause
    assert faults.wait_after(InvalidToken(), 40.0) == PollingPace().token_pause
    with pytest.raises(BadTokenError):
        faults.wait_after(InvalidToken(), 70.0)
    assert told == ["refused"]
    faults.none(71.0)
    faults.wait_after(InvalidToken(), 80.0)
    assert told == ["refused"] * 2


async def _poll_beside(bot: TelegramBot, quit_at: asyncio.Event) -> None:
    """A second instance, which also tries again after each conflict."""
    while not quit_at.is_set():
        try:
            await bot.call("getUpdates", {"timeout": 1})
        except Conflict:
            await asyncio.sleep(0.01)


async def test_a_second_instance_ends_serving_after_one_warning(
    api: FakeBotApi, caplog: pytest.LogCaptureFixture
) -> None:
    async with make_bot(api.token, api.url) as second:
        quit_at = asyncio.Event()
        beside = asyncio.create_task(_poll_beside(second, quit_at))
        async with serving(api) as running:
            with pytest.raises(SecondInstanceError, match="another process"):
                await asyncio.wait_for(running.task, 20)
        quit_at.set()
        await beside
    warnings = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(warnings) == 1


async def test_a_second_instance_that_goes_away_stops_nothing(api: FakeBotApi) -> None:
    async with make_bot(api.token, api.url) as second, serving(api) as running:
        await api.until(lambda: api.polling)
        await second.call("getUpdates", {"timeout": 0})
        await api.until(lambda: any(call.status == 409 for call in api.made("getUpdates")))
        api.say(1, "hello")
        await api.replies(1, 1)
        assert not running.task.done()


def test_only_a_quiet_time_ends_a_conflict() -> None:
    faults = PollingFaults(PollingPace(conflict_patience=60, conflict_over=20))
    faults.wait_after(Conflict("terminated"), 0.0)
    faults.none(10.0)
    faults.wait_after(Conflict("terminated"), 12.0)
    with pytest.raises(SecondInstanceError):
        faults.wait_after(Conflict("terminated"), 60.0)


def test_after_a_quiet_time_a_conflict_is_a_new_one() -> None:
    faults = PollingFaults(PollingPace(conflict_patience=60, conflict_over=20))
    faults.wait_after(Conflict("terminated"), 0.0)
    faults.none(21.0)
    assert faults.wait_after(Conflict("terminated"), 61.0) == PollingPace().conflict_pause


def test_pauses_of_an_outage_grow_to_the_longest_and_start_again() -> None:
    faults = PollingFaults(PollingPace(outage_pause=1, longest_outage_pause=8))
    pauses = [faults.wait_after(NetworkError("reset"), 0.0) for _ in range(6)]
    for pause, longest in zip(pauses, (1, 2, 4, 8, 8, 8), strict=True):
        assert longest / 2 <= pause <= longest
    faults.none(1.0)
    assert faults.wait_after(NetworkError("reset"), 2.0) <= 1
