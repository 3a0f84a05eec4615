"""The fake Bot API itself: were it kinder than Telegram, the other tests would prove little."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from telegram.error import BadRequest, Conflict, TelegramError

from bot.telegram.bot import TelegramBot, make_bot
from tests.fake_telegram.api import FakeBotApi
from tests.fake_telegram.profile import commands_of
from tests.fake_telegram.rules import RefusedError, keyboard, parse_html, shown_text


@pytest_asyncio.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi() as server:
        yield server


@pytest_asyncio.fixture
async def bot(api: FakeBotApi) -> AsyncIterator[TelegramBot]:
    async with make_bot(api.token, api.url) as ready:
        yield ready


async def get(bot: TelegramBot, **parameters: Any) -> list[int]:
    return [update["update_id"] for update in await bot.call("getUpdates", parameters)]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain", "plain"),
        ("<b>bold <i>both</i></b>", "bold both"),
        ('<a href="https://example.org/?a=1&amp;b=2">x</a>', "x"),
        ('<span class="tg-spoiler">x</span>', "x"),
        ('<pre><code class="language-python">x</code></pre>', "x"),
        ("<blockquote expandable>x</blockquote>", "x"),
        ("&lt;&gt;&amp;&quot;&#65;&#x42;", '<>&"AB'),
        ("<B>x</b>", "x"),
    ],
)
def test_html_as_telegram_documents_it_is_read(html: str, text: str) -> None:
    assert parse_html(html) == text


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<b>open", 'end tag corresponding to start tag "b"'),
        ("<b><i>x</b></i>", 'offset 7, expected "</i>", found "</b>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("é<p>x</p>", 'Unsupported start tag "p" at byte offset 2'),
        ("<br>", 'Unsupported start tag "br"'),
        ("<span>x</span>", "tg-spoiler"),
        ("5 < 6", "start tag"),
        ("a & b", "Unsupported entity"),
        ("a&nbsp;b", "Unsupported entity"),
        ("<blockquote>x<blockquote>y</blockquote></blockquote>", "nested"),
    ],
)
def test_other_html_is_refused(html: str, why: str) -> None:
    with pytest.raises(RefusedError, match="can't parse entities") as caught:
        parse_html(html)
    assert why in caught.value.body["description"]


def test_a_text_may_have_4096_characters_after_its_entities() -> None:
    assert len(shown_text("<b>" + "&lt;" * 4096 + "</b>", "HTML")) == 4096
    for text in ("x" * 4097, "🍁" * 2049):
        with pytest.raises(RefusedError, match="too long"):
            shown_text(text, "HTML")


@pytest.mark.parametrize("text", ["", "  \n", "<b> </b>", None])
def test_a_text_must_show_something(text: str | None) -> None:
    with pytest.raises(RefusedError, match="empty"):
        shown_text(text, "HTML")


def button(**fields: Any) -> dict[str, Any]:
    return {"text": "x"} | fields


@pytest.mark.parametrize(
    "row",
    [
        [button(callback_data="")],
        [button(callback_data="x" * 65)],
        [button(callback_data="é" * 33)],
        [button()],
        [button(text=" ", callback_data="x")],
        [button(text=5, callback_data="x")],
        [button(url="javascript:x")],
        [button(callback_data="x")] * 9,
        "no row",
    ],
)
def test_buttons_that_telegram_refuses_are_refused(row: Any) -> None:
    with pytest.raises(RefusedError):
        keyboard({"inline_keyboard": [row]})


def test_a_keyboard_holds_100_buttons_and_data_64_bytes() -> None:
    row = [button(callback_data="é" * 32)] * 5
    assert len(keyboard({"inline_keyboard": [row] * 20})) == 20
    with pytest.raises(RefusedError, match="too long"):
        keyboard({"inline_keyboard": [row] * 21})


@pytest.mark.parametrize(
    "menu",
    [
        [{"command": "Check", "description": "x"}],
        [{"command": "x" * 33, "description": "x"}],
        [{"command": "check", "description": ""}],
        [{"command": "check", "description": "x"}] * 101,
    ],
)
def test_a_command_menu_that_telegram_refuses_is_refused(menu: list[dict[str, str]]) -> None:
    with pytest.raises(RefusedError):
        commands_of(menu)


async def test_updates_stay_until_a_higher_offset_is_asked_for(
    api: FakeBotApi, bot: TelegramBot
) -> None:
    first, second, third = (api.say(1, str(number)) for number in range(3))
    assert await get(bot) == [first, second, third]
    assert await get(bot, limit=2) == [first, second]
    assert await get(bot, offset=first) == [first, second, third]
    assert await get(bot, offset=second) == [second, third]
    assert api.pending == (second, third)
    assert await get(bot, offset=-1) == [third]
    assert await get(bot, offset=third + 1) == []
    assert not api.pending


async def test_100_updates_come_at_most(api: FakeBotApi, bot: TelegramBot) -> None:
    for number in range(120):
        api.say(1, str(number))
    assert len(await get(bot)) == 100


async def test_long_polling_ends_with_the_update(api: FakeBotApi, bot: TelegramBot) -> None:
    poll = asyncio.create_task(get(bot, timeout=30))
    await api.until(lambda: api.polling)
    number = api.say(1, "hello")
    assert await asyncio.wait_for(poll, 10) == [number]


async def test_the_earlier_of_two_polls_is_ended(api: FakeBotApi, bot: TelegramBot) -> None:
    earlier = asyncio.create_task(get(bot, timeout=30))
    await api.until(lambda: api.polling)
    assert await get(bot) == []
    with pytest.raises(Conflict, match="terminated by other"):
        await asyncio.wait_for(earlier, 10)


async def test_with_a_webhook_there_is_no_polling(api: FakeBotApi, bot: TelegramBot) -> None:
    waiting = api.say(1, "hello")
    await bot.set_webhook("https://example.org/x")
    with pytest.raises(Conflict, match="webhook is active"):
        await get(bot)
    await bot.delete_webhook()
    assert await get(bot) == [waiting]
    await bot.delete_webhook(drop_pending_updates=True)
    assert await get(bot) == []


async def test_kinds_not_asked_for_are_not_kept(api: FakeBotApi, bot: TelegramBot) -> None:
    await get(bot, allowed_updates=["message"])
    api.forge(1, "v1:x")
    wanted = api.say(1, "hello")
    assert await get(bot) == [wanted]


async def test_only_buttons_on_the_screen_can_be_pressed(api: FakeBotApi, bot: TelegramBot) -> None:
    api.say(1, "hello")
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    sent = await bot.call("sendMessage", {"chat_id": 1, "text": "?", "reply_markup": markup})
    api.press(1, "Yes")
    api.press(1, "y")
    edit = {"chat_id": 1, "message_id": sent["message_id"], "text": "done"}
    await bot.call("editMessageText", edit)
    with pytest.raises(AssertionError, match="sees no button 'Yes'"):
        api.press(1, "Yes")
    with pytest.raises(BadRequest, match="not modified"):
        await bot.call("editMessageText", edit)
    with pytest.raises(BadRequest, match="not found"):
        await bot.call("editMessageText", edit | {"message_id": 99})


@pytest.mark.parametrize(
    ("method", "parameters", "error"),
    [
        ("answerCallbackQuery", {"callback_query_id": "unknown"}, BadRequest),
        ("sendMessage", {"text": "x"}, BadRequest),
        ("sendMessage", {"chat_id": 77, "text": "x"}, BadRequest),
        ("getUpdates", {"offset": "x"}, BadRequest),
        ("noSuchMethod", {}, TelegramError),
        ("setMyCommands", {"commands": [{"command": "X", "description": "x"}]}, BadRequest),
    ],
)
async def test_wrong_calls_are_refused(
    bot: TelegramBot, method: str, parameters: dict[str, Any], error: type[TelegramError]
) -> None:
    with pytest.raises(error):
        await bot.call(method, parameters)
