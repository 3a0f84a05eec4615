"""Sending a reply: what Telegram gets, and what happens when it cannot take it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from telegram.error import ChatMigrated, EndPointNotFound

from bot.ports.faults import Permanent, Retryable
from bot.ports.messages import Button, Rendered
from bot.telegram.bot import TelegramBot, make_bot
from bot.telegram.errors import meaning
from bot.telegram.messenger import TelegramMessenger
from tests.fake_telegram.api import (
    BAD_GATEWAY,
    BLOCKED,
    RESET_AFTER,
    RESET_BEFORE,
    SERVER_ERROR,
    TOKEN,
    FakeBotApi,
    Fault,
    too_many,
)

HELLO = Rendered("<b>Hello</b> &amp; welcome")


@pytest_asyncio.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi() as server:
        server.say(1, "first contact")
        server.say(2, "first contact")
        yield server


@pytest_asyncio.fixture
async def bot(api: FakeBotApi) -> AsyncIterator[TelegramBot]:
    async with make_bot(api.token, api.url + "/") as ready:
        yield ready


async def test_html_and_buttons_arrive_as_meant_without_a_link_preview(
    api: FakeBotApi, bot: TelegramBot
) -> None:
    rows = ((Button("What if", "v1:w"), Button("Draws", "v1:d")), (Button("Änderung", "v1:ä"),))
    await TelegramMessenger(bot).send(1, Rendered("<b>Yes</b> &lt;505&gt;", rows))
    (shown,) = api.seen(1)
    assert shown.text == "Yes <505>"
    assert shown.labels == ["What if", "Draws", "Änderung"]
    assert [len(row) for row in shown.rows] == [2, 1]
    (call,) = api.made("sendMessage")
    assert call.parameters["link_preview_options"] == {"is_disabled": True}
    api.press(1, "Änderung")


async def test_a_message_without_buttons_has_no_keyboard(api: FakeBotApi, bot: TelegramBot) -> None:
    await TelegramMessenger(bot).send(1, HELLO)
    (call,) = api.made("sendMessage")
    assert "reply_markup" not in call.parameters


@pytest.mark.parametrize(
    ("chat", "message", "reason"),
    [
        (99, HELLO, "Chat not found"),
        (1, Rendered("<b>open"), "Can't parse entities"),
        (1, Rendered(" "), "Message text is empty"),
        (1, Rendered("x" * 4097), "Message is too long"),
        (1, Rendered("x", ((Button("much", "x" * 65),),)), "Button_data_invalid"),
    ],
)
async def test_what_telegram_refuses_is_permanent_and_not_repeated(
    api: FakeBotApi, bot: TelegramBot, chat: int, message: Rendered, reason: str
) -> None:
    with pytest.raises(Permanent, match=reason):
        await TelegramMessenger(bot).send(chat, message)
    assert len(api.made("sendMessage")) == 1


async def test_a_person_who_blocked_the_bot_is_permanent(api: FakeBotApi, bot: TelegramBot) -> None:
    api.fail("sendMessage", BLOCKED)
    with pytest.raises(Permanent, match="blocked"):
        await TelegramMessenger(bot).send(1, HELLO)


@pytest.mark.parametrize("fault", [RESET_BEFORE, BAD_GATEWAY, SERVER_ERROR, Fault(502, page="<p>")])
async def test_a_passing_fault_costs_a_pause_and_shows_one_message(
    api: FakeBotApi, bot: TelegramBot, fault: Fault
) -> None:
    api.fail("sendMessage", fault)
    await TelegramMessenger(bot).send(1, HELLO)
    assert [shown.text for shown in api.seen(1)] == ["Hello & welcome"]
    assert len(api.made("sendMessage")) == 2


async def test_a_connection_lost_after_acceptance_is_sent_again(
    api: FakeBotApi, bot: TelegramBot
) -> None:
    api.fail("sendMessage", RESET_AFTER)
    await TelegramMessenger(bot).send(1, HELLO)
    assert len(api.seen(1)) == 2


async def test_pauses_between_tries_grow(api: FakeBotApi, bot: TelegramBot) -> None:
    api.fail("sendMessage", SERVER_ERROR, SERVER_ERROR)
    await TelegramMessenger(bot).send(1, HELLO)
    first, second, third = (call.at for call in api.made("sendMessage"))
    # 0.5 s and 1 s, each up to 30 % shorter by chance.
    assert second - first >= 0.35
    assert third - second >= 0.7


async def test_too_many_requests_waits_as_told_and_delays_nobody_else(
    api: FakeBotApi, bot: TelegramBot
) -> None:
    messenger = TelegramMessenger(bot)
    api.fail("sendMessage", too_many(1), chat=1)
    waiting = asyncio.create_task(messenger.send(1, HELLO))
    await api.until(lambda: len(api.made("sendMessage")) == 1)
    await messenger.send(2, HELLO)
    assert api.seen(1) == []
    await waiting
    refused, _, shown = api.made("sendMessage")
    assert shown.parameters["chat_id"] == 1
    assert shown.at - refused.at >= 1


async def test_a_wait_beyond_the_patience_is_the_callers(api: FakeBotApi, bot: TelegramBot) -> None:
    api.fail("sendMessage", too_many(30))
    with pytest.raises(Retryable) as caught:
        await TelegramMessenger(bot, patience=20).send(1, HELLO)
    assert caught.value.after == 30
    assert len(api.made("sendMessage")) == 1


async def test_without_patience_there_is_one_try(api: FakeBotApi, bot: TelegramBot) -> None:
    api.fail("sendMessage", SERVER_ERROR)
    with pytest.raises(Retryable, match="Internal Server Error"):
        await TelegramMessenger(bot, patience=0).send(1, HELLO)
    assert len(api.made("sendMessage")) == 1


async def test_an_unreachable_server_is_retryable_and_the_token_untold() -> None:
    unreachable = make_bot(TOKEN, "http://127.0.0.1:9")
    async with unreachable.request:
        with pytest.raises(Retryable, match="ClientConnectorError") as caught:
            await TelegramMessenger(unreachable, patience=0).send(1, HELLO)
    assert TOKEN not in repr(caught.value)


def test_a_group_with_a_new_id_is_permanent_for_the_old_one() -> None:
    assert isinstance(meaning("sendMessage", ChatMigrated(-100)), Permanent)


def test_a_revoked_token_is_no_reason_to_give_a_reply_up() -> None:
    assert isinstance(meaning("sendMessage", EndPointNotFound("no such")), Retryable)
