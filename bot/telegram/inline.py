"""Answers what people type after the bot's name in any chat, letter by letter."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from time import thread_time
from typing import Any

from telegram.error import TelegramError

from bot.ports.inline import Article, InlineAnswer, InlineAsked
from bot.ports.metrics import NO_METRICS, Metrics
from bot.system.logs import place_of
from bot.telegram.bot import TelegramBot
from bot.telegram.errors import meaning
from bot.telegram.shares import Shares

_LOG = logging.getLogger(__name__)

METHOD = "answerInlineQuery"

MOST_WAITING = 1000
"""People whose line waits for its answer; whoever waits longest gives way, and types on."""

MOST_SENT_AT_ONCE = 200

LOOK_SECONDS = 0.1


class InlineAnswers:
    """Answers one line after the other, beside everything else, and keeps nothing.

    Only the newest line of each person counts: a longer one follows within a second. What cannot
    be answered is let go, because nobody waits for it any more. Between two answers everything
    else has its turn, so that a thousand lines hold up nobody's conversation; whoever has used up
    their share waits.
    """

    def __init__(
        self,
        bot: TelegramBot,
        answer: Callable[[str, str | None], InlineAnswer],
        metrics: Metrics = NO_METRICS,
        shares: Shares | None = None,
    ) -> None:
        self._bot = bot
        self._shares = shares or Shares(asyncio.get_running_loop().time)
        self._answer = answer
        self._metrics = metrics
        self._waiting: dict[int, InlineAsked] = {}
        self._working: asyncio.Task[None] | None = None
        self._sending: set[asyncio.Task[None]] = set()

    def __call__(self, asked: InlineAsked) -> None:
        """Answer that line soon, unless its person has typed on by then."""
        self._waiting.pop(asked.person, None)
        if len(self._waiting) >= MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]
        self._waiting[asked.person] = asked
        if self._working is None:
            self._working = asyncio.create_task(self._work(), name="inline")

    async def close(self) -> None:
        """Break off what is under way."""
        tasks = [*self._sending, *filter(None, [self._working])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _work(self) -> None:
        try:
            while self._waiting:
                if len(self._sending) >= MOST_SENT_AT_ONCE:
                    await asyncio.wait(self._sending, return_when=asyncio.FIRST_COMPLETED)
                    continue
                waits = {person: self._shares.wait(person) for person in self._waiting}
                person = min(waits, key=waits.__getitem__)
                if waits[person] > 0:
                    # Whoever types meanwhile is looked at again soon.
                    await asyncio.sleep(min(waits[person], LOOK_SECONDS))
                    continue
                await self._shares.turn(person, len(self._waiting[person].text))
                asked = self._waiting.pop(person)
                self._metrics.update("inline")
                begun = thread_time()
                self._begin(asked)
                self._shares.spent(person, thread_time() - begun)
                await asyncio.sleep(0)
        finally:
            self._working = None

    def _begin(self, asked: InlineAsked) -> None:
        try:
            parameters = inline_parameters(asked, self._answer(asked.text, asked.lang))
        except Exception as error:
            _LOG.error("an inline question stays unanswered, a bug: %s", place_of(error))
            self._metrics.error("bug")
            return
        task = asyncio.create_task(self._send(parameters), name="inline-answer")
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def _send(self, parameters: dict[str, Any]) -> None:
        try:
            await self._bot.call(METHOD, parameters)
        except TelegramError as error:
            # Mostly "query is too old": the person has typed on.
            _LOG.info("an inline answer was not taken: %s", meaning(METHOD, error))


def inline_parameters(asked: InlineAsked, answer: InlineAnswer) -> dict[str, Any]:
    """The answer as ``answerInlineQuery`` takes it.

    Always for that person only: even a general answer is in the language of their app.
    """
    return {
        "inline_query_id": asked.query,
        "results": [_article(article) for article in answer.articles],
        "cache_time": answer.seconds,
        "is_personal": True,
        "button": {"text": answer.label, "start_parameter": answer.opens},
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "type": "article",
        "id": article.id,
        "title": article.title,
        "description": article.description,
        "input_message_content": {
            "message_text": article.html,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        },
    }
