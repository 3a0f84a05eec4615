"""A Bot API over real HTTP: people write and press, and every call of the bot is kept.

    async with FakeBotApi() as api:
        ...start the bot with api.token and api.url...
        api.say(1, "505 welder")
        (reply,) = await api.replies(1, 1)
        api.press(1, "What if")

It refuses what Telegram refuses (tests/fake_telegram/rules.py) and can be told to fail. With
``delivers`` it also posts updates to a webhook that the bot sets (tests/fake_telegram/webhook.py).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Self

from aiohttp import web

from tests.fake_telegram.files import Kind, Upload
from tests.fake_telegram.groups import Groups
from tests.fake_telegram.inline import Inline
from tests.fake_telegram.profile import Profile
from tests.fake_telegram.queue import UpdateQueue
from tests.fake_telegram.rules import RefusedError, bad_request
from tests.fake_telegram.screen import Screen, Shown
from tests.fake_telegram.webhook import WebhookDelivery

USERNAME = "draws_bot"
TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw_test"
WAIT_SECONDS = 20.0

_DONE_AT_ONCE = frozenset(
    (
        "deletemessage",
        "deletemycommands",
        "sendchataction",
        "setchatmenubutton",
    )
)
_JSON_FIELDS = (
    "reply_markup",
    "reply_parameters",
    "allowed_updates",
    "link_preview_options",
    "commands",
    "media",
    "results",
    "button",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with one call: an error, a broken connection, a late answer.

    ``status`` 0 lets the call through. ``reset``: the connection breaks before the call is
    accepted or after. ``until``: the call is accepted and its answer held back until then.
    ``page``: this text comes instead of the Bot API's answer, as from a proxy.
    """

    status: int = 0
    description: str = ""
    retry_after: int = 0
    reset: Literal["before", "after"] | None = None
    until: asyncio.Event | None = None
    page: str | None = None


def too_many(retry_after: int) -> Fault:
    """429: wait that many seconds."""
    return Fault(429, f"Too Many Requests: retry after {retry_after}", retry_after)


BLOCKED = Fault(403, "Forbidden: bot was blocked by the user")
BAD_GATEWAY = Fault(502, "Bad Gateway")
SERVER_ERROR = Fault(500, "Internal Server Error")
RESET_BEFORE = Fault(reset="before")
RESET_AFTER = Fault(reset="after")


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the bot: ``at`` by the loop's clock; ``status`` answered, 0 if never accepted."""

    method: str
    parameters: dict[str, Any]
    at: float
    status: int


class FakeBotApi:
    """The server, the people who write to the bot, and what they see."""

    def __init__(self, token: str = TOKEN, *, delivers: bool = False) -> None:
        self.token = token
        self.url = ""
        self.calls: list[Call] = []
        self.screen = Screen()
        self.profile = Profile(self.screen.chats)
        self.groups = Groups(self.screen, int(token.split(":")[0]), self.push, self._new_query)
        self.inline = Inline(self.screen, self.push)
        self._faults: dict[str, list[tuple[Fault, int | None]]] = {}
        self._constant: dict[str, Fault] = {}
        self._queries: set[str] = set()
        self._change = asyncio.Event()
        self._queue = UpdateQueue(self._changed)
        self.webhook = WebhookDelivery(self._queue, self._change.set, delivers=delivers)
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=60 * 1024**2)
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = "http://{}:{}".format(*self._runner.addresses[0][:2])
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.webhook.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def _changed(self) -> None:
        self._change.set()
        self.webhook.announce()

    # What people do

    def say(self, chat: int, text: str, lang: str | None = "en") -> int:
        """A person writes; the id of the update."""
        content: dict[str, Any] = {"text": text}
        if text.startswith("/"):
            command = {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
            content["entities"] = [command]
        return self.show(chat, content, lang)

    def show(self, chat: int, content: dict[str, Any], lang: str | None = "en") -> int:
        """A person sends something else: ``{"voice": {...}}``, a photo with its caption."""
        return self.push({"message": self.screen.from_person(chat, lang) | content})

    def press(self, chat: int, button: str, lang: str | None = "en") -> int:
        """A person presses a button that is on the screen, by its label or its data."""
        data, message = self.screen.button(chat, button)
        return self.forge(chat, data, message, lang)

    def forge(self, chat: int, data: str, message: int = 1, lang: str | None = "en") -> int:
        """A press of a button whether or not anybody shows it (any more)."""
        query = self._new_query(chat)
        about = self.screen.from_person(chat, lang)
        pressed = {
            "id": query,
            "from": about["from"],
            "message": about | {"message_id": message, "text": "..."},
            "chat_instance": str(chat),
            "data": data,
        }
        return self.push({"callback_query": pressed})

    def _new_query(self, person: int) -> str:
        query = f"{person}-{len(self._queries)}"
        self._queries.add(query)
        return query

    def push(self, update: dict[str, Any]) -> int:
        """Queue any update as it stands; its id."""
        return self._queue.push(update)

    def redeliver(self, update: int) -> None:
        """Deliver that update once more."""
        self._queue.redeliver(update)

    # What people see, and what the bot did

    @property
    def pending(self) -> tuple[int, ...]:
        """Ids of the updates that the bot has not confirmed."""
        return self._queue.pending

    @property
    def polling(self) -> bool:
        """Whether a getUpdates of the bot waits for updates right now."""
        return self._queue.polling

    def seen(self, chat: int) -> list[Shown]:
        """Every message and edit shown in that chat, oldest first."""
        return self.screen.shown.get(chat, [])

    def made(self, method: str) -> list[Call]:
        """The calls of that method, oldest first."""
        return [call for call in self.calls if call.method.lower() == method.lower()]

    async def replies(self, chat: int, count: int, timeout: float = WAIT_SECONDS) -> list[Shown]:  # noqa: ASYNC109 - a test's own limit
        """The first ``count`` messages and edits shown in that chat; waits for them."""
        await self.until(lambda: len(self.seen(chat)) >= count, timeout)
        return self.seen(chat)[:count]

    async def until(self, holds: Callable[[], bool], timeout: float = WAIT_SECONDS) -> None:  # noqa: ASYNC109 - a test's own limit
        """Wait until that holds; looked at after everything that happens here."""
        async with asyncio.timeout(timeout):
            while not holds():
                self._change.clear()
                await self._change.wait()

    def look(self) -> None:
        """Something happened beside the API: whoever waits looks again."""
        self._change.set()

    # What goes wrong

    def fail(self, method: str, *faults: Fault, chat: int | None = None) -> None:
        """The next calls of that method (for that chat) meet these faults, one each."""
        self._faults.setdefault(method.lower(), []).extend((fault, chat) for fault in faults)

    def fail_always(self, method: str, fault: Fault | None) -> None:
        """Every call of that method meets the fault, until None is given."""
        if fault is None:
            self._constant.pop(method.lower(), None)
        else:
            self._constant[method.lower()] = fault

    # The server

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        parameters = await _parameters(request)
        at = asyncio.get_running_loop().time()
        fault = self._fault(method.lower(), parameters)
        transport = request.transport
        try:
            if request.match_info["token"] != self.token:
                raise RefusedError(401, "Unauthorized")
            if fault.status:
                extra = {"retry_after": fault.retry_after} if fault.retry_after else {}
                raise RefusedError(fault.status, fault.description, **extra)
            status, body = 0, {}
            if fault.reset != "before":
                body = {"ok": True, "result": await self._perform(method.lower(), parameters)}
                status = 200
        except RefusedError as refused:
            status, body = refused.status, refused.body
        self.calls.append(Call(method, parameters, at, status))
        self._change.set()
        if fault.until is not None:
            await fault.until.wait()
        if fault.reset is not None and transport is not None:
            transport.abort()
        if fault.page is not None:
            return web.Response(text=fault.page, status=status or 500)
        return web.json_response(body, status=status or 500)

    def _fault(self, method: str, parameters: dict[str, Any]) -> Fault:
        waiting = self._faults.get(method, [])
        for entry in waiting:
            if entry[1] is None or str(entry[1]) == str(parameters.get("chat_id")):
                waiting.remove(entry)
                return entry[0]
        return self._constant.get(method, Fault())

    async def _perform(self, method: str, parameters: dict[str, Any]) -> Any:
        match method:
            case "getme":
                bot: dict[str, Any] = {"id": int(self.token.split(":")[0]), "is_bot": True}
                return bot | {"first_name": "Draws", "username": USERNAME}
            case "answerinlinequery":
                return self.inline.answer(parameters)
            case "getchatmember":
                return self.groups.member(parameters)
            case "getupdates":
                return await self._queue.get(parameters)
            case "setwebhook" | "deletewebhook":
                await self.webhook.set(parameters if method == "setwebhook" else {})
                if str(parameters.get("drop_pending_updates", "")).lower() == "true":
                    self._queue.drop()
                return True
            case "getwebhookinfo":
                return self.webhook.info()
            case "sendmessage":
                return self.screen.send(parameters)
            case "sendphoto" | "senddocument":
                kind: Kind = "photo" if method == "sendphoto" else "document"
                return self.screen.send(parameters, kind)
            case "editmessagetext" | "editmessagecaption":
                return self.screen.edit(parameters, method.removeprefix("editmessage"))
            case "editmessagemedia":
                return self.screen.edit_media(parameters)
            case "answercallbackquery":
                if parameters.get("callback_query_id") not in self._queries:
                    raise bad_request(
                        "query is too old and response timeout expired or query ID is invalid"
                    )
                if len(parameters.get("text", "")) > 200:
                    raise bad_request("MESSAGE_TOO_LONG")
                return True
            case _ if method in _DONE_AT_ONCE:
                return True
            case _ if method.startswith(("getmy", "setmy")):
                return self.profile.answer(method, parameters)
            case _:
                raise RefusedError(404, "Not Found: method not found")


async def _parameters(request: web.Request) -> dict[str, Any]:
    parameters: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        parameters |= await request.json()
    else:
        parameters |= {name: _part(value) for name, value in (await request.post()).items()}
    for name in _JSON_FIELDS:
        if isinstance(parameters.get(name), str):
            try:
                parameters[name] = json.loads(parameters[name])
            except ValueError:
                parameters[name] = None
    return parameters


def _part(value: object) -> object:
    if isinstance(value, web.FileField):
        return Upload(value.filename, value.content_type, value.file.read())
    return value
