"""IRCC's feed over HTTP: one conditional GET that trusts nothing it is sent."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, metadata
from ipaddress import ip_address

import aiohttp
from yarl import URL

from bot.ports.faults import Permanent, PortError, Retryable
from bot.ports.notices import Fetched, NotModified, Validators

MOST_BYTES = 20_000_000
"""Of the content as it is used, unpacked; the real feed has less than a million."""

MOST_REDIRECTS = 5

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_TRY_LATER = frozenset((408, 425, 429))
_VALIDATORS = ("ETag", "Last-Modified")
_LONGEST_REASON = 80
_CHUNK = 65_536
_GZIP = 31  # zlib's number for "a gzip header and its checksum"


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for a connection, between two pieces of an answer, and for all; bytes at most."""

    connect: float = 10.0
    read: float = 30.0
    total: float = 120.0
    most_bytes: int = MOST_BYTES


def user_agent(contact: str | None = None) -> str:
    """Who asks, in what version, and where its people are found.

    ``contact`` is an address of this very bot; without one, the project's own from the package's
    metadata, if it names one.
    """
    try:
        package = metadata("tradedraw")
    except PackageNotFoundError:
        name, urls = "tradedraw", []
    else:
        name = f"tradedraw/{package['Version']}"
        urls = [url.partition(",")[2].strip() for url in package.get_all("Project-URL") or []]
    where = contact or next(iter(urls), None)
    return name if where is None else f"{name} (+{where})"


def is_loopback(host: str) -> bool:
    """Whether the host is this machine itself."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def may_follow(here: URL, there: URL) -> bool:
    """Whether a redirect may be followed: the same host and port, never from https to http."""
    if (there.host, there.port) == (here.host, here.port):
        return there.scheme == here.scheme
    # From http to https the port changes with the scheme.
    return (
        there.host == here.host
        and (here.scheme, there.scheme) == ("http", "https")
        and (here.is_default_port() and there.is_default_port())
    )


class HttpFeedSource:
    """The FeedSource port on aiohttp; each reading opens and closes its own connection.

    ``agent`` gives the User-Agent of each reading. Raises PortError at once for an address that
    is not https, this machine's own aside.
    """

    def __init__(
        self, address: str, agent: Callable[[], Awaitable[str]], limits: Limits | None = None
    ) -> None:
        url = URL(address)
        secure = url.scheme == "https" or (url.scheme == "http" and is_loopback(url.host or ""))
        if not url.host or not secure:
            raise PortError("FEED_URL must be an https address")
        self._address = address
        self._url = url
        self._agent = agent
        self._limits = limits or Limits()

    @property
    def address(self) -> str:
        """The feed's address, as it was given."""
        return self._address

    async def fetch(self, validators: Validators) -> Fetched | NotModified:
        """One conditional GET; Retryable or Permanent, saying why, when it brings no feed."""
        limits, agent = self._limits, await self._agent()
        fault: PortError
        try:
            async with (
                asyncio.timeout(limits.total),
                aiohttp.ClientSession(
                    # Unpacked here, piece by piece: a small answer may unpack to gigabytes.
                    auto_decompress=False,
                    cookie_jar=aiohttp.DummyCookieJar(),
                    timeout=aiohttp.ClientTimeout(
                        total=None, sock_connect=limits.connect, sock_read=limits.read
                    ),
                    headers=_headers(agent, validators),
                ) as session,
            ):
                return await self._get(session, asked=validators != Validators())
        except TimeoutError:
            fault = Retryable("it did not answer in time")
        except aiohttp.ClientConnectorError as error:
            fault = Retryable(f"no connection: {error.os_error.strerror or error.os_error}")
        except aiohttp.ClientPayloadError:
            fault = Retryable("the answer broke off before its end")
        except (aiohttp.ClientError, OSError, ValueError) as error:
            # Not its text: it may quote the address with whatever secret stands in it.
            fault = Retryable(f"the connection failed ({type(error).__name__})")
        raise fault

    async def _get(self, session: aiohttp.ClientSession, *, asked: bool) -> Fetched | NotModified:
        url = self._url
        for _ in range(MOST_REDIRECTS + 1):
            async with session.get(url, allow_redirects=False) as response:
                if response.status not in _REDIRECTS:
                    return await self._answer(response, asked=asked)
                url = _next(url, response.headers)
        raise Permanent(f"it redirects more than {MOST_REDIRECTS} times")

    async def _answer(
        self, response: aiohttp.ClientResponse, *, asked: bool
    ) -> Fetched | NotModified:
        status, headers = response.status, response.headers
        if status == 304 and asked:
            return NotModified()
        if status == 200:
            content = await _content(response, self._limits.most_bytes)
            validators = Validators(*(_readable(headers.get(h)) for h in _VALIDATORS))
            return Fetched(content, validators)
        words = "".join(filter(str.isprintable, response.reason or ""))[:_LONGEST_REASON]
        reason = f"it answered {status} {words}".rstrip()
        if 400 <= status < 500 and status not in _TRY_LATER:
            raise Permanent(f"{reason}: is FEED_URL still right?")
        raise Retryable(reason, retry_after(headers))


def _readable(validator: str | None) -> str | None:
    """A validator that can be stored and sent back; others are as good as none."""
    if validator is None or not (validator.isascii() and validator.isprintable()):
        return None
    return validator


def _headers(agent: str, validators: Validators) -> dict[str, str]:
    headers = {"User-Agent": agent, "Accept": "application/json", "Accept-Encoding": "gzip"}
    if validators.etag is not None:
        headers["If-None-Match"] = validators.etag
    if validators.last_modified is not None:
        headers["If-Modified-Since"] = validators.last_modified
    return headers


def _next(here: URL, headers: Mapping[str, str]) -> URL:
    there = here.join(URL(headers.get("Location", "")))
    if not may_follow(here, there):
        raise Permanent(f"it redirects to {there.scheme}://{there.host}, which is not followed")
    return there


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds asked for by Retry-After; an instant there is measured by the answer's own Date."""
    said = headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdigit():
        return float(said)
    try:
        until = parsedate_to_datetime(said)
        asked = until - parsedate_to_datetime(headers.get("Date", ""))
    except (TypeError, ValueError):
        return None
    return max(0.0, asked.total_seconds())


async def _content(response: aiohttp.ClientResponse, most: int) -> bytes:
    """The whole content, unpacked; Retryable when it is larger than ``most`` or broken."""
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip", ""):
        raise Retryable(f"it answered in the encoding {encoding!r}, which was not asked for")
    unpacking = zlib.decompressobj(_GZIP) if "gzip" in encoding else None
    content, received = bytearray(), 0
    async for chunk in response.content.iter_chunked(_CHUNK):
        received += len(chunk)
        try:
            # One byte more than is allowed is enough to know; the rest is never unpacked.
            room = most + 1 - len(content)
            content += chunk if unpacking is None else unpacking.decompress(chunk, room)
        except zlib.error:
            raise Retryable("its gzip encoding is broken") from None
        if len(content) > most or received > most:
            raise Retryable(f"it is larger than {most:,} bytes")
    if unpacking is not None and not unpacking.eof:
        raise Retryable("the answer broke off before its end")
    return bytes(content)
