"""Log lines: their two forms, no token at any level, no words of people."""

from __future__ import annotations

import io
import json
import logging
import re
import warnings
from collections.abc import Iterator

import pytest

from bot.system.logs import Redaction, set_up_logging
from bot.telegram.faults import BadTokenError
from tests.fake_telegram.api import RESET_BEFORE, TOKEN, FakeBotApi
from tests.telegram.running_bot import serving

LIBRARIES = ("telegram", "aiohttp", "asyncio")


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    levels = {name: logging.getLogger(name).level for name in LIBRARIES}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    logging.captureWarnings(False)


def lines(stream: io.StringIO) -> list[dict[str, str]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_json_lines_have_time_level_logger_and_message() -> None:
    stream = io.StringIO()
    set_up_logging("json", stream=stream)
    logging.getLogger("bot.some.place").warning("%d turns, Größe", 3)
    (line,) = lines(stream)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line.pop("time"))
    assert line == {"level": "warning", "logger": "bot.some.place", "message": "3 turns, Größe"}


def test_text_lines_say_the_same_to_people() -> None:
    stream = io.StringIO()
    set_up_logging("text", stream=stream)
    logging.getLogger("bot.some.place").info("3 turns")
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ INFO bot\.some\.place: 3 turns\n", stream.getvalue()
    )


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_an_exception_is_logged_by_kind_and_place_not_by_its_words(log_format: str) -> None:
    stream = io.StringIO()
    set_up_logging("json" if log_format == "json" else "text", stream=stream)
    try:
        try:
            raise KeyError("words of a person")
        except KeyError as inner:
            raise ValueError("more words of a person") from inner
    except ValueError:
        logging.getLogger("bot").exception("it failed")
    logged = stream.getvalue()
    assert "KeyError" in logged
    assert logged.index("KeyError") < logged.index("ValueError")
    assert "test_logs.py" in logged
    assert "of a person\n" not in logged
    assert "it failed" in logged


def test_libraries_speak_only_from_warnings_on() -> None:
    stream = io.StringIO()
    set_up_logging("json", level=logging.DEBUG, stream=stream)
    logging.getLogger("telegram.Bot").info("Calling sendMessage with parameters ...")
    logging.getLogger("telegram.Bot").warning("careful")
    assert [line["message"] for line in lines(stream)] == ["careful"]


def test_warnings_go_the_same_way() -> None:
    stream = io.StringIO()
    set_up_logging("json", [TOKEN], stream=stream)
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        warnings.warn(f"old use of {TOKEN}", UserWarning, stacklevel=1)
    (line,) = lines(stream)
    assert "old use of [token]" in line["message"]


@pytest.mark.parametrize(
    ("secrets", "text"),
    [
        ([], f"POST /bot{TOKEN}/getMe"),
        ([], f"POST /bot{TOKEN.replace(':', '%3A')}/getMe"),
        ([], f"POST /bot{TOKEN.replace(':', '%3a')}/getMe"),
        (["1:short"], "POST /bot1:short/getMe"),
        (["1:short"], "POST /bot1%3Ashort/getMe"),
        (["no colon"], "POST /botno colon/getMe"),
        ([TOKEN], f"only the secret half: {TOKEN.partition(':')[2]}"),
    ],
)
def test_a_token_is_taken_out_in_every_spelling(secrets: list[str], text: str) -> None:
    redacted = Redaction(secrets).redact(text)
    assert "[token]" in redacted
    for secret in ["short", "no colon", TOKEN.partition(":")[2]]:
        assert secret not in redacted


def test_arguments_exceptions_and_stacks_are_redacted_too() -> None:
    stream = io.StringIO()
    set_up_logging("text", [TOKEN], stream=stream)
    logging.getLogger("bot").error("%s", {"url": TOKEN}, stack_info=True)
    logging.getLogger("bot").error("%(a)s", {"a": TOKEN})
    logged = stream.getvalue()
    assert logged.count("[token]") == 2
    assert TOKEN not in logged


async def test_serving_at_debug_level_logs_much_and_no_token() -> None:
    stream = io.StringIO()
    set_up_logging("json", [TOKEN], level=logging.DEBUG, stream=stream)
    for name in LIBRARIES:
        logging.getLogger(name).setLevel(logging.DEBUG)
    async with FakeBotApi(TOKEN) as api:
        api.fail("getUpdates", RESET_BEFORE)
        api.fail("sendMessage", RESET_BEFORE)
        async with serving(api) as running:
            api.say(1, "hello")
            await api.replies(1, 1)
            await running.end()
        async with serving(api, token=TOKEN + "x") as refused:
            with pytest.raises(BadTokenError):
                await refused.task
    logged = stream.getvalue()
    assert {line["logger"].partition(".")[0] for line in lines(stream)} >= {"telegram", "bot"}
    assert "[token]" in logged
    assert TOKEN not in logged
    assert TOKEN.partition(":")[2] not in logged
