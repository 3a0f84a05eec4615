"""Our request class under python-telegram-bot: files, timeouts, reuse, no token in errors."""

from __future__ import annotations

import asyncio
import io
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from aiohttp import web
from telegram import InputFile
from telegram.error import NetworkError, TelegramError, TimedOut

from bot.telegram.bot import make_bot
from bot.telegram.http_requests import AiohttpRequest
from tests.fake_telegram.api import RESET_AFTER, RESET_BEFORE, FakeBotApi, Fault
from tests.fake_telegram.files import Upload
from tests.png import PNG


@pytest_asyncio.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi() as server:
        server.say(1, "first contact")
        yield server


@asynccontextmanager
async def answering(
    handler: Callable[[web.Request], Awaitable[web.StreamResponse]],
) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handler)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield "http://{}:{}".format(*runner.addresses[0][:2])
    finally:
        await runner.cleanup()


async def test_the_librarys_own_methods_work(api: FakeBotApi) -> None:
    async with make_bot(api.token, api.url) as bot:
        sent = await bot.send_message(1, "<b>505</b>", parse_mode="HTML")
        assert sent.text == "505"
        await bot.edit_message_text("506", chat_id=1, message_id=sent.message_id)
    assert [shown.text for shown in api.seen(1)] == ["505", "506"]


@pytest.mark.parametrize("content", [PNG, io.BytesIO(PNG)])
async def test_a_file_is_uploaded_whole(api: FakeBotApi, content: bytes | io.BytesIO) -> None:
    async with make_bot(api.token, api.url) as bot:
        await bot.send_photo(1, InputFile(content, filename="Übersicht.png"), caption="Größe")
    (call,) = api.made("sendPhoto")
    assert call.parameters["photo"] == Upload("Übersicht.png", "image/png", PNG)
    assert api.seen(1)[0].text == "Größe"


async def test_a_file_can_be_fetched() -> None:
    async def file(request: web.Request) -> web.Response:
        return web.Response(body=request.path.encode())

    async with answering(file) as url, AiohttpRequest() as request:
        assert await request.retrieve(f"{url}/file/bot1:x/a.png") == b"/file/bot1:x/a.png"


async def test_connections_are_used_again() -> None:
    ports = set()

    async def remember(request: web.Request) -> web.Response:
        assert request.transport is not None
        ports.add(request.transport.get_extra_info("peername")[1])
        return web.json_response({"ok": True, "result": True})

    async with answering(remember) as url, AiohttpRequest() as request:
        for _ in range(5):
            assert await request.post(f"{url}/bot1:x/getMe") is True
    assert len(ports) == 1


@pytest.mark.parametrize("given_at", ["construction", "call"])
async def test_an_answer_that_does_not_come_is_timed_out(given_at: str) -> None:
    hold = asyncio.Event()

    async def silent(_: web.Request) -> web.Response:
        await hold.wait()
        return web.json_response({"ok": True, "result": True})

    async with answering(silent) as url:
        if given_at == "construction":
            async with AiohttpRequest(read_timeout=0.05) as request:
                with pytest.raises(TimedOut):
                    await request.post(f"{url}/bot1:x/getMe")
        else:
            async with AiohttpRequest() as request:
                with pytest.raises(TimedOut):
                    await request.post(f"{url}/bot1:x/getMe", read_timeout=0.05)
        hold.set()


async def test_a_full_pool_is_timed_out_while_the_others_go_on() -> None:
    hold = asyncio.Event()
    arrived = asyncio.Event()

    async def slow(_: web.Request) -> web.Response:
        arrived.set()
        await hold.wait()
        return web.json_response({"ok": True, "result": True})

    async with answering(slow) as url, AiohttpRequest(connections=1) as request:
        first = asyncio.create_task(request.post(f"{url}/bot1:x/getMe"))
        await arrived.wait()
        with pytest.raises(TimedOut):
            await request.post(f"{url}/bot1:x/getMe", pool_timeout=0.05, connect_timeout=0.05)
        hold.set()
        assert await first is True


async def test_none_waits_for_ever_in_every_timeout(api: FakeBotApi) -> None:
    go_on = asyncio.Event()
    api.fail("getMe", Fault(until=go_on))
    async with AiohttpRequest() as request:
        call = asyncio.create_task(
            request.post(
                f"{api.url}/bot{api.token}/getMe",
                read_timeout=None,
                write_timeout=None,
                connect_timeout=None,
                pool_timeout=None,
            )
        )
        await api.until(lambda: len(api.made("getMe")) == 1)
        go_on.set()
        assert isinstance(await call, dict)


async def _reset_before(api: FakeBotApi) -> str:
    api.fail("getMe", RESET_BEFORE)
    return api.url


async def _reset_after(api: FakeBotApi) -> str:
    api.fail("getMe", RESET_AFTER)
    return api.url


async def _nobody_listens(_: FakeBotApi) -> str:
    return "http://127.0.0.1:9"


async def _no_address(_: FakeBotApi) -> str:
    return "http://"


async def _unknown_host(_: FakeBotApi) -> str:
    return "http://no-such-host.invalid"


@pytest.mark.parametrize(
    "broken", [_reset_before, _reset_after, _nobody_listens, _no_address, _unknown_host]
)
async def test_no_fault_of_the_network_tells_the_token(
    api: FakeBotApi, broken: Callable[[FakeBotApi], Awaitable[str]]
) -> None:
    url = await broken(api)
    async with AiohttpRequest() as request:
        with pytest.raises(NetworkError) as caught:
            await request.post(f"{url}/bot{api.token}/getMe")
    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None
    assert api.token not in "".join(traceback.format_exception(caught.value))


async def test_a_closed_request_is_an_error_of_the_network() -> None:
    request = AiohttpRequest()
    with pytest.raises(NetworkError, match="closed"):
        await request.post("http://127.0.0.1:9/bot1:x/getMe")
    await request.initialize()
    await request.initialize()
    await request.shutdown()
    await request.shutdown()
    with pytest.raises(NetworkError, match="closed"):
        await request.post("http://127.0.0.1:9/bot1:x/getMe")


@pytest.mark.parametrize("payload", [b"<html>", b"[]", b'{"ok": true}', b"\xff", b""])
def test_only_the_bot_apis_answers_are_read(payload: bytes) -> None:
    with pytest.raises(TelegramError):
        AiohttpRequest.parse_json_payload(payload)


async def test_cookies_are_not_kept() -> None:
    seen = []

    async def sets(request: web.Request) -> web.Response:
        seen.append(dict(request.cookies))
        answer = web.json_response({"ok": True, "result": True})
        answer.set_cookie("who", "you")
        return answer

    async with answering(sets) as url, AiohttpRequest() as request:
        await request.post(f"{url}/bot1:x/getMe")
        await request.post(f"{url}/bot1:x/getMe")
    assert seen == [{}, {}]
