"""What the program logs, as text or JSON lines, without secrets and without what people say."""

from __future__ import annotations

import hashlib
import json
import logging
import re
import secrets as random_secrets
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Literal, TextIO, TypeAlias

from bot.system.printable import one_line, printable

_TOKEN = re.compile(r"\d{6,}(?::|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)
_HIDDEN = "[token]"

SHORTEST_SECRET = 8
"""Characters of a token's second part. One of less, as nobody has it, is a piece of many words."""

_QUIET = ("telegram", "aiohttp", "asyncio")
"""Libraries that write messages, parameters or addresses when asked for details."""

_IN_HAND: ContextVar[tuple[int, int] | None] = ContextVar("in_hand", default=None)

_ExcInfo: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class Redaction(logging.Filter):
    """Takes secrets out of every record that passes: message, arguments, traceback and stack.

    And what would command a terminal; a message is one line.

    Anything of a bot token's shape is taken out, and each of ``secrets`` whatever its shape.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        spellings = {form for secret in secrets if secret for form in _spellings(secret)}
        words = sorted(map(re.escape, spellings), key=len, reverse=True)
        self._secrets = re.compile("|".join([*words, _TOKEN.pattern]), re.IGNORECASE)

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, without its secrets."""
        record.msg = one_line(self.redact(record.getMessage()))
        record.args = None
        if record.exc_info and not record.exc_text:
            record.exc_text = _origin(record.exc_info)
        if record.exc_text:
            record.exc_text = printable(self.redact(record.exc_text))
        if record.stack_info:
            record.stack_info = self.redact(record.stack_info)
        return True

    def redact(self, text: str) -> str:
        """The text with every secret replaced."""
        return self._secrets.sub(_HIDDEN, text)


@contextmanager
def logged_as(update: int, chat: int) -> Iterator[None]:
    """Every line logged inside, by whatever it calls, is marked as about that update and chat."""
    before = _IN_HAND.set((update, chat))
    try:
        yield
    finally:
        _IN_HAND.reset(before)


class Correlation(logging.Filter):
    """Marks records with the update and the chat in hand, each as a keyed hash of its id.

    The same id has the same mark as long as the key is the same, in any process; without the key
    nobody can tell by trying which of the few billion ids it is.
    """

    def __init__(self, key: str | None) -> None:
        super().__init__()
        secret = key.encode() if key else random_secrets.token_bytes()
        self._key = hashlib.sha256(b"tradedraw logs" + secret).digest()

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, with ``update`` and ``chat`` when a turn is in hand."""
        in_hand = _IN_HAND.get()
        if in_hand is not None:
            update, chat = (self.mark(number) for number in in_hand)
            record.update, record.chat = update, chat
            record.turn = f" [update {update} chat {chat}]"
        return True

    def mark(self, number: int) -> str:
        """What stands for that id."""
        return hashlib.blake2b(str(number).encode(), key=self._key, digest_size=6).hexdigest()


class JsonLines(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, and error if there is one.

    ``update`` and ``chat`` are keyed hashes, on every line of one turn.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {
            name: getattr(record, name) for name in ("update", "chat") if hasattr(record, name)
        }
        if record.exc_info and not record.exc_text:
            record.exc_text = _origin(record.exc_info)
        if record.exc_text:
            line["error"] = record.exc_text
        return json.dumps(line, ensure_ascii=False)


class TextLines(logging.Formatter):
    """A line for people: time (UTC), level, logger, message, and the turn it belongs to."""

    def __init__(self) -> None:
        super().__init__(
            "%(asctime)s %(levelname)s %(name)s: %(message)s%(turn)s", defaults={"turn": ""}
        )

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802 - logging's own name
        """The record's time in UTC, to the second."""
        at = datetime.fromtimestamp(record.created, UTC)
        return at.strftime(datefmt or "%Y-%m-%dT%H:%M:%SZ")

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 - logging's own name
        """Where the exception came from."""
        return _origin(ei)


def set_up_logging(
    log_format: Literal["text", "json"],
    secrets: Iterable[str] = (),
    level: int = logging.INFO,
    stream: TextIO | None = None,
) -> None:
    """Send every record of this process to standard error (or ``stream``), redacted.

    Replaces the root logger's handlers. Libraries speak only from warnings on. The first of
    ``secrets``, the bot's token, is the key of the marks for updates and chats.
    """
    secrets = tuple(secrets)
    handler = logging.StreamHandler(stream if stream is not None else sys.stderr)
    handler.setFormatter(JsonLines() if log_format == "json" else TextLines())
    handler.addFilter(Redaction(secrets))
    handler.addFilter(Correlation(next(iter(secrets), None)))
    root = logging.getLogger()
    for old in tuple(root.handlers):
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(True)


def _spellings(secret: str) -> tuple[str, ...]:
    """How a token may be written: as it is, as in an address, and without its public number."""
    own_part = [part for part in secret.split(":")[1:] if len(part) >= SHORTEST_SECRET]
    return secret, secret.replace(":", "%3A"), *own_part


def _origin(error: _ExcInfo | bool) -> str:
    """Kinds of exception and lines of code, cause first; no messages, which may quote people."""
    current = error[1] if isinstance(error, tuple) else None
    chain = []
    while current is not None and current not in chain:
        chain.append(current)
        current = current.__cause__ or (
            None if current.__suppress_context__ else current.__context__
        )
    parts = [
        "".join(traceback.format_tb(link.__traceback__)) + type(link).__qualname__
        for link in reversed(chain)
    ]
    return "\n".join(parts)


def place_of(error: BaseException) -> str:
    """The kind of an exception and where it came from; not its message, which may quote people."""
    frames = traceback.extract_tb(error.__traceback__)
    path = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {path}"
