"""Requests to the Bot API on aiohttp, in the place where python-telegram-bot keeps httpx."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

if TYPE_CHECKING:
    from telegram._utils.types import JSONDict, ODVInput

# The library's own switch: without it each RetryAfter it builds also issues a warning.
os.environ.setdefault("PTB_TIMEDELTA", "true")

READ_SECONDS = 15.0
WRITE_SECONDS = 10.0
CONNECT_SECONDS = 10.0
POOL_SECONDS = 10.0
CONNECTIONS = 256
KEEP_ALIVE_SECONDS = 30.0

_JSON = {"Content-Type": "application/json"}


class AiohttpRequest(BaseRequest):
    """One aiohttp session for every call of the bot, long polling included.

    Timeouts are seconds; None waits for ever. The write timeout is a share of the time allowed
    for the whole call, because aiohttp has no clock of its own for sending. Every fault of the
    network becomes NetworkError or TimedOut with the kind of fault only: the address, which holds
    the bot's token, is in no message and no chained exception.
    """

    __slots__ = ("_connections", "_default", "_session", "_timeouts")

    def __init__(
        self,
        connections: int = CONNECTIONS,
        read_timeout: float | None = READ_SECONDS,
        write_timeout: float | None = WRITE_SECONDS,
        connect_timeout: float | None = CONNECT_SECONDS,
        pool_timeout: float | None = POOL_SECONDS,
    ) -> None:
        self._connections = connections
        self._timeouts = (read_timeout, write_timeout, connect_timeout, pool_timeout)
        self._default = _client_timeout(*self._timeouts)
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer when a call names none."""
        return self._timeouts[0]

    async def initialize(self) -> None:
        """Open the session; a second call changes nothing."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=self._connections,
                    keepalive_timeout=KEEP_ALIVE_SECONDS,
                    ttl_dns_cache=60,
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                timeout=self._default,
            )

    async def shutdown(self) -> None:
        """Close the session and its connections; a second call changes nothing."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Send one request; its HTTP status and body. Raises NetworkError or TimedOut."""
        if self._session is None:
            raise NetworkError("this connection to Telegram is closed")
        asked = (read_timeout, write_timeout, connect_timeout, pool_timeout)
        body, headers = _encode(request_data)
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=self._timeout(asked)
            ) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            fault: TelegramError = TimedOut(f"no answer in time ({type(error).__name__})")
        except (aiohttp.ClientError, OSError, ValueError) as error:
            fault = NetworkError(_kind(error))
        # Raised here and not above: a chained aiohttp error would carry the address along.
        raise fault

    @staticmethod
    def parse_json_payload(payload: bytes) -> JSONDict:
        """The Bot API's answer as a dictionary; TelegramError, without the body, if it is none."""
        try:
            answer: Any = json.loads(payload)
        except ValueError:
            answer = None
        if isinstance(answer, dict) and ("result" in answer or "description" in answer):
            return answer
        raise TelegramError("the server's answer is not one of the Bot API")

    def _timeout(self, asked: tuple[ODVInput[float], ...]) -> aiohttp.ClientTimeout:
        if all(value is self.DEFAULT_NONE for value in asked):
            return self._default
        chosen: list[float | None] = []
        for value, default in zip(asked, self._timeouts, strict=True):
            chosen.append(value if value is None or isinstance(value, int | float) else default)
        return _client_timeout(*chosen)


def _client_timeout(
    read: float | None, write: float | None, connect: float | None, pool: float | None
) -> aiohttp.ClientTimeout:
    """Four timeouts as aiohttp counts them: its ``connect`` includes the wait for a free slot."""
    until_connected = None if connect is None or pool is None else connect + pool
    total = None
    if read is not None and write is not None and until_connected is not None:
        total = until_connected + write + read
    return aiohttp.ClientTimeout(
        total=total, connect=until_connected, sock_connect=connect, sock_read=read
    )


def _encode(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    if data is None:
        return None, {}
    if not data.contains_files:
        return json.dumps(data.parameters).encode(), _JSON
    form = aiohttp.FormData(quote_fields=False)  # file names in UTF-8, as browsers send them
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mimetype) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mimetype)
    return form, {}


def _kind(error: Exception) -> str:
    """The kind of fault and the system's words for it, never an address."""
    cause = getattr(error, "os_error", error)
    if isinstance(cause, OSError) and cause.errno is not None:
        return f"{type(error).__name__}: {os.strerror(cause.errno)}"
    return type(error).__name__
