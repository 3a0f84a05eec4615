"""Inline mode of the fake Bot API: what people type, what they are offered, what is refused.

Limits are those of https://core.telegram.org/bots/api (answerInlineQuery, InlineQueryResultArticle,
InlineQueryResultsButton, InputTextMessageContent).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.fake_telegram.rules import bad_request, shown_text
from tests.fake_telegram.screen import Screen

MOST_RESULTS = 50
LONGEST_ID = 64
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Offered:
    """One article as a person sees it, and the text that is posted when it is picked."""

    id: str
    title: str
    description: str
    text: str


class Inline:
    """Lines typed after the bot's name; ``offered`` by the id of the query."""

    def __init__(self, screen: Screen, push: Callable[[dict[str, Any]], int]) -> None:
        self._screen = screen
        self._push = push
        self._open: set[str] = set()
        self._count = 0
        self.offered: dict[str, list[Offered]] = {}
        self.answers: dict[str, dict[str, Any]] = {}

    def type(self, person: int, text: str, lang: str | None = "en") -> str:
        """Somebody types that line; the id of the query."""
        self._count += 1
        query = f"{person}-line-{self._count}"
        self._open.add(query)
        about = self._screen.from_person(person, lang)["from"]
        asked = {"id": query, "from": about, "query": text, "offset": "", "chat_type": "group"}
        self._push({"inline_query": asked})
        return query

    def expire(self, query: str) -> None:
        """The person has typed on: an answer comes too late."""
        self._open.discard(query)

    def answer(self, parameters: dict[str, Any]) -> bool:
        """Do answerInlineQuery."""
        query = parameters.get("inline_query_id")
        if query not in self._open:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        results = parameters.get("results")
        if not isinstance(results, list):
            raise bad_request("can't parse inline query results JSON object")
        if len(results) > MOST_RESULTS:
            raise bad_request("RESULTS_TOO_MUCH")
        offered = [_article(result) for result in results]
        if len({article.id for article in offered}) != len(offered):
            raise bad_request("RESULT_ID_DUPLICATE")
        if not isinstance(parameters.get("cache_time", 300), int):
            raise bad_request("cache_time must be an Integer")
        _check_button(parameters.get("button"))
        self._open.discard(query)
        self.offered[query], self.answers[query] = offered, parameters
        return True


def _article(result: Any) -> Offered:
    if not isinstance(result, dict) or result.get("type") != "article":
        raise bad_request("can't parse inline query result")
    name, title = result.get("id"), result.get("title")
    if not isinstance(name, str) or not 1 <= len(name.encode()) <= LONGEST_ID:
        raise bad_request("RESULT_ID_INVALID")
    if not isinstance(title, str) or not title.strip():
        raise bad_request("ARTICLE_TITLE_EMPTY")
    content = result.get("input_message_content")
    if not isinstance(content, dict):
        raise bad_request("MESSAGE_EMPTY")
    text = shown_text(content.get("message_text", ""), content.get("parse_mode"))
    return Offered(name, title, str(result.get("description", "")), text)


def _check_button(button: Any) -> None:
    if button is None:
        return
    if not isinstance(button, dict) or not str(button.get("text", "")).strip():
        raise bad_request("button text must be non-empty")
    if not _PAYLOAD.fullmatch(str(button.get("start_parameter", ""))):
        raise bad_request("START_PARAM_INVALID")
