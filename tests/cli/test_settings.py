"""What an operator may set, and what is said when it is wrong."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from bot.ports.faults import PortError
from bot.settings import (
    Listen,
    PostgresServer,
    Settings,
    SqliteFile,
    open_token_file,
    read_settings,
)

TOKEN = "123456789:AbCdEf_gh-IJ"
VARIABLES = {name.upper() for name in Settings.model_fields}


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.upper() in VARIABLES]:
        monkeypatch.delenv(name)


def refused(monkeypatch: pytest.MonkeyPatch, **variables: str) -> str:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(PortError) as caught:
        read_settings()
    return str(caught.value)


def test_every_variable_of_the_contract_is_there_and_no_other() -> None:
    assert {
        *("TELEGRAM_BOT_TOKEN", "TELEGRAM_BOT_TOKEN_FILE", "TELEGRAM_API_URL", "DATABASE_URL"),
        *("FEED_URL", "FEED_POLL_SECONDS", "WEBHOOK_URL", "WEBHOOK_LISTEN", "WEBHOOK_SECRET"),
        *("HTTP_LISTEN", "ADMIN_IDS", "BROADCAST_PER_SECOND", "LOG_FORMAT"),
    } == VARIABLES


def test_the_defaults_are_those_of_the_contract() -> None:
    settings = read_settings()
    assert settings.telegram_bot_token is None
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.feed_url.endswith("/ee_rounds_123_en.json")
    assert settings.feed_poll_seconds == 300
    assert settings.webhook_url is None
    assert settings.webhook_listen is None
    assert settings.http_listen is None
    assert settings.admin_ids == ()
    assert settings.broadcast_per_second == 25
    assert settings.log_format == "text"


def test_the_default_database_lies_in_the_platform_s_data_folder() -> None:
    folder = platformdirs.user_data_path("tradedraw", appauthor=False)
    assert read_settings().database_url == SqliteFile(folder / "tradedraw.db")


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEED_POLL_SECONDS", "")
    monkeypatch.setenv("HTTP_LISTEN", "")
    settings = read_settings()
    assert settings.feed_poll_seconds == 300
    assert settings.http_listen is None


# --- the token ----------------------------------------------------------------------------------


def test_the_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    settings = read_settings()
    assert settings.bot_token() == TOKEN
    assert TOKEN not in f"{settings!r} {settings} {settings.model_dump()}"


def test_the_token_may_lie_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN_FILE", str(file))
    settings = read_settings()
    assert settings.bot_token() == TOKEN
    assert TOKEN not in repr(settings)


def test_without_a_token_serve_is_told_in_one_line_where_to_get_one() -> None:
    with pytest.raises(PortError, match="BotFather") as caught:
        read_settings().bot_token()
    assert "TELEGRAM_BOT_TOKEN is not set" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("value", ["hunter2", "12 :ab", "123:", ":abc", f"{TOKEN} {TOKEN}", "1:é"])
def test_what_is_no_token_is_refused_without_repeating_it(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    said = refused(monkeypatch, TELEGRAM_BOT_TOKEN=value)
    assert said.startswith("TELEGRAM_BOT_TOKEN must be")
    assert value not in said


@pytest.mark.parametrize("content", [None, b"", b"hunter2", b"\xff\xfe"])
def test_a_token_file_that_holds_no_token_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "token"
    if content is not None:
        file.write_bytes(content)
    said = refused(monkeypatch, TELEGRAM_BOT_TOKEN_FILE=str(file))
    assert said.startswith("TELEGRAM_BOT_TOKEN_FILE must be a readable file")
    assert "hunter2" not in said


# --- values -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("sqlite:///data/bot.db", SqliteFile(Path("data/bot.db"))),
        ("sqlite:////var/lib/bot.db", SqliteFile(Path("/var/lib/bot.db"))),
        ("sqlite:////tmp/a%20b.db", SqliteFile(Path("/tmp/a b.db"))),
        ("sqlite:///~/bot.db", SqliteFile(Path.home() / "bot.db")),
        ("postgresql://u:p@db/bot", PostgresServer("postgresql://u:p@db/bot")),
        ("postgres:///bot?host=/run", PostgresServer("postgres:///bot?host=/run")),
    ],
)
def test_a_database_is_a_file_or_a_server(
    monkeypatch: pytest.MonkeyPatch, given: str, meant: SqliteFile | PostgresServer
) -> None:
    monkeypatch.setenv("DATABASE_URL", given)
    assert read_settings().database_url == meant


def test_three_slashes_and_nothing_mean_the_default_database(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    default = read_settings().database_url
    monkeypatch.setenv("DATABASE_URL", "sqlite:///")
    assert read_settings().database_url == default


def test_the_password_of_a_database_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://bot:hunter2@db/bot")
    assert "hunter2" not in repr(read_settings())


def test_operators_are_told_apart_by_commas_and_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADMIN_IDS", " 12, 34 56,12 ")
    assert read_settings().admin_ids == (12, 34, 56)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("127.0.0.1:8080", Listen("127.0.0.1", 8080)),
        ("[::1]:65535", Listen("::1", 65535)),
        ("localhost:1", Listen("localhost", 1)),
    ],
)
def test_an_address_to_listen_on_is_host_and_port(
    monkeypatch: pytest.MonkeyPatch, given: str, meant: Listen
) -> None:
    monkeypatch.setenv("HTTP_LISTEN", given)
    assert read_settings().http_listen == meant


def test_the_root_of_the_api_loses_its_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:8081/")
    assert read_settings().telegram_api_url == "http://127.0.0.1:8081"


def test_plain_http_is_allowed_within_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEED_URL", "http://[::1]:9/ee.json")
    assert read_settings().feed_url == "http://[::1]:9/ee.json"


def test_a_webhook_has_a_secret_that_follows_from_the_token_or_the_given_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = set()
    for token in ("123456789:" + "a" * 35, "123456789:" + "b" * 35):
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", token)
        first, again = (read_settings().secret_of_webhook() for _ in range(2))
        assert first == again
        assert re.fullmatch(r"[A-Za-z0-9_-]{32,256}", first)
        assert first not in token
        found.add(first)
    assert len(found) == 2
    monkeypatch.setenv("WEBHOOK_SECRET", "a-b_C9")
    assert read_settings().secret_of_webhook() == "a-b_C9"


def test_a_webhook_with_its_own_address_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBHOOK_URL", "https://bot.example.org/hook")
    monkeypatch.setenv("WEBHOOK_LISTEN", "127.0.0.1:8443")
    monkeypatch.setenv("HTTP_LISTEN", "127.0.0.1:8080")
    assert read_settings().webhook_listen == Listen("127.0.0.1", 8443)


@pytest.mark.parametrize(
    "others",
    [{}, {"WEBHOOK_LISTEN": "127.0.0.1:8080", "HTTP_LISTEN": "127.0.0.1:8080"}],
    ids=["nowhere to listen", "the address of health and metrics"],
)
def test_a_webhook_without_an_address_of_its_own_is_refused(
    monkeypatch: pytest.MonkeyPatch, others: dict[str, str]
) -> None:
    said = refused(monkeypatch, WEBHOOK_URL="https://bot.example.org/hook", **others)
    assert said.startswith("WEBHOOK_LISTEN must be")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("TELEGRAM_API_URL", "https://"),
        ("TELEGRAM_API_URL", "https://a b"),
        ("TELEGRAM_API_URL", "https://host:99999"),
        ("DATABASE_URL", "mysql://host/db"),
        ("DATABASE_URL", "sqlite://bot.db"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "sqlite:///a%00b"),
        ("DATABASE_URL", "postgresql://host"),
        ("FEED_URL", "http://feed.example.org/ee.json"),
        ("FEED_URL", "file:///etc/passwd"),
        ("FEED_POLL_SECONDS", "0.09"),
        ("FEED_POLL_SECONDS", "86401"),
        ("FEED_POLL_SECONDS", "nan"),
        ("FEED_POLL_SECONDS", "often"),
        ("WEBHOOK_URL", "http://bot.example.org/hook"),
        ("WEBHOOK_LISTEN", "8443"),
        ("WEBHOOK_SECRET", "a b"),
        ("WEBHOOK_SECRET", "x" * 257),
        ("HTTP_LISTEN", "127.0.0.1"),
        ("HTTP_LISTEN", "127.0.0.1:0"),
        ("HTTP_LISTEN", "127.0.0.1:65536"),
        ("HTTP_LISTEN", "127.0.0.1:80/metrics"),
        ("HTTP_LISTEN", ":8080"),
        ("ADMIN_IDS", "12;34"),
        ("ADMIN_IDS", "-12"),
        ("ADMIN_IDS", "@somebody"),
        ("BROADCAST_PER_SECOND", "0"),
        ("BROADCAST_PER_SECOND", "1001"),
        ("BROADCAST_PER_SECOND", "inf"),
        ("LOG_FORMAT", "xml"),
    ],
)
def test_a_wrong_value_is_refused_in_one_line_with_what_is_wanted(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    said = refused(monkeypatch, **{name: value})
    assert said.startswith(f"{name} must be ")
    assert "\n" not in said


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FEED_POLL_SECONDS", "0.1"),
        ("FEED_POLL_SECONDS", "86400"),
        ("BROADCAST_PER_SECOND", "0.01"),
        ("BROADCAST_PER_SECOND", "1000"),
        ("WEBHOOK_SECRET", "x" * 256),
        ("LOG_FORMAT", "json"),
    ],
)
def test_the_last_value_within_the_range_is_accepted(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    assert name.lower() in read_settings().model_fields_set


def test_every_wrong_variable_has_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    said = refused(
        monkeypatch,
        ADMIN_IDS="1 -2 -3",
        LOG_FORMAT="xml",
        TELEGRAM_BOT_TOKEN="hunter2",
        DATABASE_URL="postgresql://u:hunter2@host",
    )
    named = [line.split()[0] for line in said.splitlines()]
    assert named == ["TELEGRAM_BOT_TOKEN", "DATABASE_URL", "ADMIN_IDS", "LOG_FORMAT"]
    assert "hunter2" not in said


def test_nothing_of_a_refused_value_is_left_for_a_traceback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "hunter2")
    with pytest.raises(PortError) as caught:
        read_settings()
    assert caught.value.__suppress_context__


def test_the_settings_are_read_without_loading_what_only_databases_need() -> None:
    code = "import sys, bot.settings; sys.exit({'sqlite3', 'telegram'} & set(sys.modules))"
    subprocess.run([sys.executable, "-c", code.replace("sys.exit(", "assert not (")], check=True)


@pytest.mark.parametrize(("mode", "warned"), [(0o600, False), (0o640, False), (0o644, True)])
def test_a_token_file_that_everybody_may_read_is_warned_of(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, mode: int, warned: bool
) -> None:
    file = tmp_path / "token"
    file.write_text("123456789:" + "a" * 35)
    file.chmod(mode)
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN_FILE", str(file))
    warning = open_token_file()
    assert (warning is not None) is warned
    assert warning is None or "a" * 35 not in warning
