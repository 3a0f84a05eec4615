"""Inline mode over the fake Bot API, by polling and by webhook."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.ports.inline import Article, InlineAnswer, InlineAsked
from bot.telegram.bot import make_bot
from bot.telegram.inline import MOST_WAITING, InlineAnswers
from bot.telegram.updates import inline_asked
from tests.fake_telegram.api import FakeBotApi, Fault
from tests.fake_telegram.inline import Inline
from tests.fake_telegram.rules import RefusedError
from tests.fake_telegram.screen import Screen
from tests.telegram.at_home import WAYS, How, at_home

ALICE, BOB = 11, 12
SAID = {
    "en": ("480 welder 2026-03-14", "Yes: 480"),
    "fr": ("480 soudeur 2026-03-14", "Oui"),
}


@pytest.mark.parametrize("how", WAYS)
@pytest.mark.parametrize("lang", ["en", "fr"])
async def test_a_line_is_answered_from_the_line_alone(how: How, lang: str) -> None:
    line, invited = SAID[lang]
    async with at_home(how) as home:
        api, disk = home.api, home.database.disk.tables.disk
        api.say(ALICE, "333 cook 3 November 2025", lang)
        await api.replies(ALICE, 1)
        await home.turns(1)
        kept = dict(disk.chats)
        asked = api.inline.type(ALICE, line, lang)
        nothing = api.inline.type(BOB, "", lang)
        await api.until(lambda: {asked, nothing} <= set(api.inline.offered))
        verdict, latest, remaining = api.inline.offered[asked]
        assert invited in verdict.title
        assert "447" in latest.title
        assert "2026" in remaining.title
        assert "333" not in "".join(article.text for article in api.inline.offered[asked])
        answer = api.inline.answers[asked]
        assert answer["is_personal"] is True
        assert answer["cache_time"] <= 10
        assert len(api.inline.offered[nothing]) == 2
        assert api.inline.answers[nothing]["button"]["start_parameter"] == "check"
        assert disk.chats == kept
        assert set(disk.updates) == {home.over[0].update}
        assert disk.waiting == {}


@pytest.mark.parametrize("how", WAYS)
async def test_an_answer_that_comes_too_late_disturbs_nobody(how: How) -> None:
    async with at_home(how) as home:
        api = home.api
        late = api.inline.type(ALICE, "480")
        api.inline.expire(late)
        api.fail("answerInlineQuery", Fault(), Fault(502, "Bad Gateway"))
        api.inline.type(BOB, "480")
        await api.until(lambda: len(api.made("answerInlineQuery")) == 2)
        api.say(ALICE, "/help")
        await api.replies(ALICE, 1)
        again = api.inline.type(ALICE, "x" * 256)
        await api.until(lambda: again in api.inline.offered)
        assert late not in api.inline.offered


async def test_a_thousand_lines_hold_up_no_conversation() -> None:
    async with at_home("polling") as home:
        api = home.api
        for person in range(1000, 1300):
            api.inline.type(person, f"{person % 600} welder")
        api.say(ALICE, "/help")
        (reply,) = await api.replies(ALICE, 1)
        assert reply.text
        await api.until(lambda: len(api.inline.offered) == 300)


async def _slow_bot_answers(count: int) -> tuple[list[str], InlineAnswers]:
    answered: list[str] = []

    def answer(text: str, _: str | None) -> InlineAnswer:
        answered.append(text)
        if text == "bug":
            raise ValueError(text)
        return InlineAnswer((Article("a", "A", "", "a"),), 1, "b", "c")

    async with FakeBotApi() as api, make_bot(api.token, api.url) as bot:
        inline = InlineAnswers(bot, answer)
        for number in range(count):
            inline(InlineAsked(f"q{number}", number, f"line {number}"))
        inline(InlineAsked("b", count - 1, "bug"))
        inline(InlineAsked("z", count, "last"))
        await api.until(lambda: "last" in answered)
        await asyncio.sleep(0)
        await inline.close()
    return answered, inline


async def test_only_the_newest_line_of_each_person_counts_and_a_bug_ends_nothing() -> None:
    answered, _ = await _slow_bot_answers(3)
    assert answered == ["line 0", "line 1", "bug", "last"]


async def test_whoever_waits_longest_gives_way_so_that_memory_is_bounded() -> None:
    answered, _ = await _slow_bot_answers(MOST_WAITING + 5)
    assert "line 0" not in answered
    assert len(answered) == MOST_WAITING


@pytest.mark.parametrize(
    "update",
    [
        {"inline_query": {"id": "q", "from": {"id": 5}}},
        {"inline_query": {"id": 1, "from": {"id": 5}, "query": "x"}},
        {"inline_query": {"id": "q", "from": {}, "query": "x"}},
        {"inline_query": {"id": "q", "from": {"id": 5}, "query": "\ud83d"}},
        {"inline_query": None},
        {"message": {"text": "x"}},
        {},
    ],
)
def test_nonsense_is_no_line(update: dict[str, Any]) -> None:
    assert inline_asked(update) is None


GOOD: dict[str, Any] = {
    "type": "article",
    "id": "a",
    "title": "A",
    "input_message_content": {"message_text": "a"},
}


@pytest.mark.parametrize(
    ("parameters", "why"),
    [
        ({"inline_query_id": "other"}, "query is too old"),
        ({"results": None}, "can't parse"),
        ({"results": [GOOD | {"id": str(n)} for n in range(51)]}, "RESULTS_TOO_MUCH"),
        ({"results": [GOOD, GOOD]}, "RESULT_ID_DUPLICATE"),
        ({"results": [GOOD | {"id": "é" * 33}]}, "RESULT_ID_INVALID"),
        ({"results": [GOOD | {"id": ""}]}, "RESULT_ID_INVALID"),
        ({"results": [GOOD | {"title": " "}]}, "ARTICLE_TITLE_EMPTY"),
        ({"results": [GOOD | {"type": "gif"}]}, "can't parse"),
        ({"results": [GOOD | {"input_message_content": None}]}, "MESSAGE_EMPTY"),
        ({"results": [GOOD | {"input_message_content": {"message_text": "x" * 4097}}]}, "too long"),
        ({"cache_time": "1"}, "cache_time"),
        ({"button": {"text": "", "start_parameter": "a"}}, "button text"),
        ({"button": {"text": "a", "start_parameter": "a b"}}, "START_PARAM_INVALID"),
    ],
)
def test_the_fake_refuses_what_telegram_refuses(parameters: dict[str, Any], why: str) -> None:
    inline = Inline(Screen(), lambda _: 1)
    query = inline.type(ALICE, "x")
    with pytest.raises(RefusedError, match=why):
        inline.answer({"inline_query_id": query, "results": [GOOD]} | parameters)
    assert inline.answer({"inline_query_id": query, "results": [GOOD]})
