"""What an operator sets in the environment, read once, strictly, when ``serve`` starts.

Imports pydantic-settings (about 0.1 s): import this module only where the environment is needed,
never for ``chat`` and ``ask``. No message made here repeats a value: any of them may be a secret.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal, TypeVar
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.ports.faults import PortError

OFFICIAL_FEED = "https://www.canada.ca/content/dam/ircc/documents/json/ee_rounds_123_en.json"

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}

# What is wanted of each variable, shown with every refusal of its value.
_WANTED = {
    "TELEGRAM_BOT_TOKEN": "the token that BotFather gave, e.g. 123456789:AbCdEf...",
    "TELEGRAM_BOT_TOKEN_FILE": (
        "a readable file that holds only the token, e.g. /run/secrets/telegram_bot_token"
    ),
    "TELEGRAM_API_URL": "the root of a Bot API server, e.g. https://api.telegram.org",
    "DATABASE_URL": (
        "sqlite:///relative/path, sqlite:////absolute/path or postgresql://user@host/database"
    ),
    "FEED_URL": f"an https address, e.g. {OFFICIAL_FEED}",
    "FEED_POLL_SECONDS": "a number of seconds from 1 to 86400, e.g. 300",
    "WEBHOOK_URL": "the public https address of the webhook, e.g. https://bot.example.org/telegram",
    "WEBHOOK_LISTEN": (
        "host:port to listen on, needed with WEBHOOK_URL and not that of HTTP_LISTEN, "
        "e.g. 127.0.0.1:8443"
    ),
    "WEBHOOK_SECRET": "1 to 256 of A-Z a-z 0-9 _ and -, or nothing: it then follows from the token",
    "HTTP_LISTEN": "host:port, not that of WEBHOOK_LISTEN, e.g. 127.0.0.1:8080",
    "ADMIN_IDS": "Telegram user ids with commas or spaces between, e.g. 123456789, 987654321",
    "BROADCAST_PER_SECOND": "a number above 0 and at most 1000, e.g. 25",
    "LOG_FORMAT": "text or json",
}


class NoTokenError(PortError):
    """Neither the token nor its file is set: perhaps somebody starts the bot for the first time."""


@dataclass(frozen=True, slots=True)
class SqliteFile:
    """A database in one file."""

    path: Path


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A database on a server; the address may hold a password and is not shown."""

    url: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Listen:
    """An address to listen on."""

    host: str
    port: int


Parsed = TypeVar("Parsed")


def _from_text(parse: Callable[[str], Parsed]) -> BeforeValidator:
    """Parse texts; leave what is parsed already (a default) alone."""
    return BeforeValidator(lambda value: parse(value.strip()) if isinstance(value, str) else value)


def _database(text: str) -> SqliteFile | PostgresServer:
    parts = urlsplit(text)
    if parts.scheme in {"postgresql", "postgres"} and parts.path.strip("/"):
        return PostgresServer(text)
    if not text.startswith("sqlite:///") or ":memory:" in text:
        raise ValueError("no address of a database")
    path = unquote(text.removeprefix("sqlite:///"))
    if "\0" in path:
        raise ValueError("no path")
    if path.startswith("~/"):
        return SqliteFile(Path.home() / path[2:])
    return SqliteFile(Path(path)) if path else _default_database()


def _default_database() -> SqliteFile:
    import platformdirs

    return SqliteFile(platformdirs.user_data_path("tradedraw", appauthor=False) / "tradedraw.db")


def _listen(text: str) -> Listen:
    parts = urlsplit(f"//{text}")
    if not parts.hostname or not parts.port or parts.path or parts.username is not None:
        raise ValueError("no host and port")
    return Listen(parts.hostname, parts.port)


def _admins(text: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(part) for part in re.split(r"[,\s]+", text) if part))


def _token_in(path: str) -> str:
    try:
        return Path(path).read_text("utf-8").strip()
    except (OSError, UnicodeError) as error:
        raise ValueError("the file cannot be read") from error


def open_token_file() -> str | None:
    """A warning when everybody on this machine may read the token's file; else None.

    What is mounted at /run/secrets only the container sees, and its mode is not the operator's.
    """
    path = os.environ.get("TELEGRAM_BOT_TOKEN_FILE", "").strip()
    if not path or path.startswith("/run/secrets/") or sys.platform == "win32":
        return None
    try:
        open_to_all = Path(path).stat().st_mode & 0o004
    except OSError:
        return None
    return f"everybody on this machine may read {path}: chmod 600 it" if open_to_all else None


def _spelled(pattern: re.Pattern[str]) -> AfterValidator:
    """Refuse a secret that is not spelled like that."""

    def check(value: SecretStr) -> SecretStr:
        if not pattern.fullmatch(value.get_secret_value()):
            raise ValueError("not spelled so")
        return value

    return AfterValidator(check)


_TOKEN = _spelled(re.compile(r"[0-9]+:[A-Za-z0-9_-]+"))
_WEBHOOK_SECRET = _spelled(re.compile(r"[A-Za-z0-9_-]{1,256}"))


def _web(text: str) -> str:
    """An http or https address with a host, without a trailing slash."""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or re.search(r"\s", text):
        raise ValueError("no web address")
    _ = parts.port  # raises ValueError for a port that is no number up to 65535
    return text.rstrip("/")


def _secure_web(text: str) -> str:
    """The same over https; plain http only within this machine."""
    parts = urlsplit(_web(text))
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        raise ValueError("no https address")
    return text


class Settings(BaseSettings):
    """Every variable of the environment, checked; empty ones count as not set."""

    model_config = SettingsConfigDict(
        env_ignore_empty=True, frozen=True, extra="ignore", hide_input_in_errors=True
    )

    telegram_bot_token: Annotated[SecretStr, _TOKEN] | None = None
    telegram_bot_token_file: Annotated[SecretStr, _from_text(_token_in), _TOKEN] | None = Field(
        default=None, description="holds the token that the file holds, not its path"
    )
    telegram_api_url: Annotated[str, AfterValidator(_web)] = "https://api.telegram.org"
    database_url: Annotated[SqliteFile | PostgresServer, _from_text(_database)] = Field(
        default_factory=_default_database
    )
    feed_url: Annotated[str, AfterValidator(_secure_web)] = OFFICIAL_FEED
    feed_poll_seconds: float = Field(default=300, ge=0.1, le=86_400, allow_inf_nan=False)
    webhook_url: Annotated[str, AfterValidator(_secure_web)] | None = None
    webhook_listen: Annotated[Listen, _from_text(_listen)] | None = None
    webhook_secret: Annotated[SecretStr, _WEBHOOK_SECRET] | None = None
    http_listen: Annotated[Listen, _from_text(_listen)] | None = None
    admin_ids: Annotated[
        tuple[Annotated[int, Field(gt=0, lt=2**52)], ...], NoDecode, _from_text(_admins)
    ] = ()
    broadcast_per_second: float = Field(default=25, gt=0, le=1000, allow_inf_nan=False)
    log_format: Literal["text", "json"] = "text"

    def bot_token(self) -> str:
        """The token, from its variable or its file; NoTokenError when neither is set."""
        token = self.telegram_bot_token or self.telegram_bot_token_file
        if token is None:
            raise NoTokenError(
                f"TELEGRAM_BOT_TOKEN is not set: {_WANTED['TELEGRAM_BOT_TOKEN']}, "
                "or its file in TELEGRAM_BOT_TOKEN_FILE"
            )
        return token.get_secret_value()

    def secret_of_webhook(self) -> str:
        """The one that is given, else one that follows from the token: the same on all machines.

        It is stored nowhere: whoever has a copy of the database cannot speak as Telegram does.
        """
        if self.webhook_secret is not None:
            return self.webhook_secret.get_secret_value()
        return hmac.new(self.bot_token().encode(), b"tradedraw webhook", hashlib.sha256).hexdigest()


def read_settings() -> Settings:
    """The settings of this process; PortError with one line for each wrong variable."""
    try:
        settings = Settings()
    except ValidationError as error:
        raise PortError("\n".join(explain(error))) from None
    if settings.webhook_url and settings.webhook_listen in {None, settings.http_listen}:
        raise PortError(_line("WEBHOOK_LISTEN"))
    return settings


def explain(error: ValidationError) -> list[str]:
    """One line for each refused variable: its name and what is wanted, never what was given."""
    names = dict.fromkeys(str(problem["loc"][0]).upper() for problem in error.errors())
    return [_line(name) for name in names]


def _line(name: str) -> str:
    return f"{name} must be {_WANTED[name]}"
