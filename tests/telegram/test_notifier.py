"""Pushing a notice: one request, and what Telegram's answer means."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from telegram.error import BadRequest, ChatMigrated, EndPointNotFound, InvalidToken

from bot.ports.faults import Retryable
from bot.ports.messages import Button, Rendered
from bot.ports.notifier import ChatGoneError, ChatMovedError, ChatNotReachedError
from bot.telegram.bot import TelegramBot, make_bot
from bot.telegram.errors import NotTakenError
from bot.telegram.notifier import TelegramNotifier, notice_error
from tests.fake_telegram.api import (
    BAD_GATEWAY,
    BLOCKED,
    RESET_AFTER,
    RESET_BEFORE,
    SERVER_ERROR,
    TOKEN,
    USERNAME,
    FakeBotApi,
    Fault,
    too_many,
)

NOTICE = Rendered("<b>Trades draw #448</b>", ((Button("Where do I stand?", "1:check:448"),),))


@pytest_asyncio.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi() as server:
        server.say(1, "first contact")
        yield server


@pytest_asyncio.fixture
async def bot(api: FakeBotApi) -> AsyncIterator[TelegramBot]:
    async with make_bot(api.token, api.url) as ready:
        yield ready


async def test_the_id_of_the_message_comes_back(api: FakeBotApi, bot: TelegramBot) -> None:
    number = await TelegramNotifier(bot).push(1, NOTICE, silent=False)
    (shown,) = api.seen(1)
    assert shown.message == number
    assert shown.text == "Trades draw #448"
    assert shown.labels == ["Where do I stand?"]


@pytest.mark.parametrize("silent", [True, False], ids=["at night", "by day"])
async def test_a_silent_notice_makes_no_sound(
    api: FakeBotApi, bot: TelegramBot, silent: bool
) -> None:
    await TelegramNotifier(bot).push(1, NOTICE, silent=silent)
    (call,) = api.made("sendMessage")
    assert call.parameters.get("disable_notification", False) is silent


ERRORS: dict[str, tuple[Fault, type[Exception], str]] = {
    "blocked": (BLOCKED, ChatGoneError, "bot was blocked by the user"),
    "kicked from the group": (
        Fault(403, "Forbidden: bot was kicked from the supergroup chat"),
        ChatGoneError,
        "kicked",
    ),
    "deactivated": (
        Fault(403, "Forbidden: user is deactivated"),
        ChatGoneError,
        "user is deactivated",
    ),
    "chat not found": (
        Fault(400, "Bad Request: chat not found"),
        ChatNotReachedError,
        "not found",
    ),
    "a bare 403": (Fault(403, "Forbidden"), ChatNotReachedError, "Forbidden"),
    "a 403 in other words": (
        Fault(403, "Forbidden: bot can't initiate conversation with a user"),
        ChatNotReachedError,
        "can't initiate",
    ),
    "removed from a channel": (
        Fault(403, "Forbidden: bot is not a member of the channel chat"),
        ChatGoneError,
        "not a member",
    ),
    "deactivated, as 400": (
        Fault(400, "Bad Request: user is deactivated"),
        ChatGoneError,
        "deactivated",
    ),
    "too long": (
        Fault(400, "Bad Request: message is too long"),
        NotTakenError,
        "sendMessage: Message is too long",
    ),
    "502": (BAD_GATEWAY, Retryable, "Bad Gateway"),
    "500": (SERVER_ERROR, Retryable, "Internal Server Error"),
    "a proxy's page": (Fault(502, page="<p>"), Retryable, "Bad Gateway"),
    "reset before": (RESET_BEFORE, Retryable, "Disconnected"),
    "reset after": (RESET_AFTER, Retryable, "Disconnected"),
}


@pytest.mark.parametrize(("fault", "kind", "words"), ERRORS.values(), ids=ERRORS)
async def test_errors_by_their_meaning_after_one_request(
    api: FakeBotApi, bot: TelegramBot, fault: Fault, kind: type[Exception], words: str
) -> None:
    api.fail("sendMessage", fault)
    with pytest.raises(kind) as caught:
        await TelegramNotifier(bot).push(1, NOTICE, silent=False)
    assert type(caught.value) is kind
    assert len(api.made("sendMessage")) == 1
    assert not isinstance(caught.value, Retryable) or caught.value.after is None
    if words != "Disconnected":
        assert words in str(caught.value)


async def test_too_many_requests_says_how_long_to_wait(api: FakeBotApi, bot: TelegramBot) -> None:
    api.fail("sendMessage", too_many(35))
    with pytest.raises(Retryable) as caught:
        await TelegramNotifier(bot).push(1, NOTICE, silent=False)
    assert caught.value.after == 35
    assert len(api.made("sendMessage")) == 1


async def test_no_answer_in_time_is_retryable(api: FakeBotApi, bot: TelegramBot) -> None:
    bot.request._default = bot.request._timeout((0.05, 0.05, 0.05, 0.05))  # type: ignore[attr-defined]
    never = asyncio.Event()
    api.fail("sendMessage", Fault(until=never))
    with pytest.raises(Retryable, match="no answer in time"):
        await TelegramNotifier(bot).push(1, NOTICE, silent=False)
    never.set()


async def test_an_unreachable_server_is_retryable_and_the_token_untold() -> None:
    """httpx at INFO logs the bot token in every URL; ours stands in no error either."""
    async with make_bot(TOKEN, "http://127.0.0.1:9").request as request:
        unreachable = make_bot(TOKEN, "http://127.0.0.1:9", request)  # type: ignore[arg-type]
        with pytest.raises(Retryable) as caught:
            await TelegramNotifier(unreachable).push(1, NOTICE, silent=False)
    assert TOKEN not in repr(caught.value)
    assert TOKEN not in repr(caught.value.__cause__) + repr(caught.value.__context__)


def test_a_group_with_a_new_id_names_it() -> None:
    moved = notice_error(ChatMigrated(-1001))
    assert isinstance(moved, ChatMovedError)
    assert moved.to == -1001


def test_the_library_capitalizes_what_telegram_says() -> None:
    assert isinstance(notice_error(BadRequest("Chat not found")), ChatNotReachedError)
    assert isinstance(notice_error(BadRequest("PEER_ID_INVALID")), ChatNotReachedError)


@pytest.mark.parametrize("error", [InvalidToken(), EndPointNotFound("no such")], ids=str)
def test_a_revoked_token_ends_no_subscription(error: InvalidToken | EndPointNotFound) -> None:
    assert isinstance(notice_error(error), Retryable)


POST = Rendered("<b>A draw</b>", ((Button("And for me?", "1:private:mean", "mean"),),))


async def test_a_button_below_a_post_opens_the_private_chat(api: FakeBotApi) -> None:
    """By a bot that was not asked who it is: it asks once, when it must say so."""
    ready = make_bot(api.token, api.url)
    await ready.request.initialize()
    await TelegramNotifier(ready).push(1, NOTICE, silent=True)
    assert api.made("getMe") == []
    for _ in range(2):
        await TelegramNotifier(ready).push(1, POST, silent=True)
    await ready.request.shutdown()
    posted = api.made("sendMessage")[-1]
    ((button,),) = posted.parameters["reply_markup"]["inline_keyboard"]
    assert button["url"] == f"https://t.me/{USERNAME}?start=mean"
    assert len(api.made("getMe")) == 1


async def test_a_post_is_changed_where_it_stands(api: FakeBotApi, bot: TelegramBot) -> None:
    notifier = TelegramNotifier(bot)
    shown = await notifier.push(1, NOTICE, silent=False)
    assert await notifier.change(1, shown, Rendered("<b>Corrected</b>")) == shown
    assert api.seen(1)[-1].text == "Corrected"
    api.fail("editMessageText", Fault(400, "Bad Request: message is not modified"))
    assert await notifier.change(1, shown, Rendered("<b>Corrected</b>")) == shown
    api.fail("editMessageText", Fault(400, "Bad Request: message to edit not found"))
    with pytest.raises(NotTakenError):
        await notifier.change(1, shown, NOTICE)
    assert len(api.made("sendMessage")) == 1
