"""Tells Telegram how the bot introduces itself: commands, name and descriptions, when they change.

Beside everything else and never in its way: whatever goes wrong here is logged, and people are
answered all the same.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.ports.faults import PortError
from bot.ports.introductions import Introductions
from bot.reading.understood import Lang
from bot.replies.introductions import (
    FOR_ADMINISTRATORS,
    FOR_OPERATORS,
    IN_GROUPS,
    IN_PRIVATE,
)
from bot.replies.rendering import introduction
from bot.telegram.bot import TelegramBot
from bot.telegram.errors import seconds

log = logging.getLogger(__name__)

DEFAULT_LANG: Lang = "en"
"""Told without a language code: it holds for every language that has no texts of its own."""


@dataclass(frozen=True, slots=True)
class IntroductionPace:
    """Pauses in seconds.

    ``between`` calls that change something; ``again`` before what was not told is tried once more;
    ``not_mine`` before a machine whose duty it is not looks again; ``longest`` wait that Telegram
    may ask for before the rest is left for ``again``.
    """

    between: float = 0.2
    again: float = 1800.0
    not_mine: float = 600.0
    longest: float = 120.0


@dataclass(frozen=True, slots=True)
class IntroductionCall:
    """One call that tells Telegram something; ``what`` names it, ``about`` is what it changes.

    ``scope`` holds the parameters that say for whom; get and set take them alike.
    """

    what: str
    about: str
    scope: Mapping[str, Any]
    content: Mapping[str, Any]

    @property
    def asking(self) -> str:
        """The method that asks what Telegram knows."""
        return f"getMy{self.about}"

    @property
    def method(self) -> str:
        """The method that tells it."""
        return f"setMy{self.about}"

    @property
    def parameters(self) -> dict[str, Any]:
        """As ``method`` takes them."""
        return {**self.scope, **self.content}

    def agrees(self, answer: Any) -> bool:
        """Whether an answer of ``asking`` says the same."""
        if self.about == "Commands":
            return bool(answer == self.content["commands"])
        return isinstance(answer, dict) and all(
            answer.get(field) == text for field, text in self.content.items()
        )

    def mark(self, token: str) -> str:
        """A keyed hash of all of it; another bot has another one."""
        told = json.dumps([self.method, self.parameters], sort_keys=True).encode()
        return hmac.new(token.encode(), told, hashlib.sha256).hexdigest()


def tellings(operators: Iterable[int], name_of: Callable[[int], str]) -> Iterator[IntroductionCall]:
    """Everything there is to tell; ``name_of`` an operator is no id in clear."""
    operators = sorted(operators)
    for lang in get_args(Lang):
        yield from _tellings(lang, operators, name_of)


def _tellings(
    lang: Lang, operators: Iterable[int], name_of: Callable[[int], str]
) -> Iterator[IntroductionCall]:
    texts = introduction(lang)
    code = {} if lang == DEFAULT_LANG else {"language_code": lang}
    for field, about, text in (
        ("name", "Name", texts.name),
        ("description", "Description", texts.description),
        ("short_description", "ShortDescription", texts.short),
    ):
        yield IntroductionCall(f"{about} {lang}", about, code, {field: text})
    private = [_command(name, texts.commands[name]) for name in IN_PRIVATE]
    operating = [_command(name, texts.operators[name]) for name in FOR_OPERATORS]
    for kind, names in (
        ("all_private_chats", IN_PRIVATE),
        ("all_group_chats", IN_GROUPS),
        ("all_chat_administrators", FOR_ADMINISTRATORS),
    ):
        commands = [_command(name, texts.commands[name]) for name in names]
        scope: dict[str, Any] = {"scope": {"type": kind}, **code}
        yield IntroductionCall(f"Commands {kind} {lang}", "Commands", scope, {"commands": commands})
    for operator in operators:
        scope = {"scope": {"type": "chat", "chat_id": operator}, **code}
        what = f"Commands operator {name_of(operator)} {lang}"
        yield IntroductionCall(what, "Commands", scope, {"commands": operating + private})


def _command(name: str, description: str) -> dict[str, str]:
    return {"command": name, "description": description}


class Introducing:
    """Sees to it, once after the start, that Telegram knows all of it."""

    def __init__(
        self,
        bot: TelegramBot,
        introductions: Introductions,
        operators: frozenset[int],
        mine: Callable[[], bool],
        pace: IntroductionPace | None = None,
    ) -> None:
        self._bot = bot
        self._introductions = introductions
        self._operators = operators
        self._mine = mine
        self._pace = pace or IntroductionPace()

    async def run(self) -> None:
        """Tell what changed, try again what was not taken in, then wait for ever."""
        left = list(tellings(self._operators, self._name_of))
        while left:
            if not self._mine():
                await asyncio.sleep(self._pace.not_mine)
                continue
            left = await self._tell(left)
            if left:
                await asyncio.sleep(self._pace.again)
        await asyncio.Event().wait()

    async def _tell(self, all_of_it: list[IntroductionCall]) -> list[IntroductionCall]:
        """Tell each of them; those that were not taken in and may be another time."""
        left, told = [], 0
        for place, telling in enumerate(all_of_it):
            try:
                told += await self._see_to(telling)
            except RetryAfter as error:
                log.info("%s: Telegram asks to wait %.0f s", telling.method, seconds(error))
                left += all_of_it[place:]
                break
            except (BadRequest, Forbidden) as error:
                # An operator who has never written to the bot: told at a later start.
                log.info("%s: not taken in: %s", telling.method, error.message)
            except TelegramError as error:
                log.info("%s: not told yet (%s)", telling.method, type(error).__name__)
                left.append(telling)
            except PortError as error:
                log.warning("what Telegram was told of the bot cannot be looked up: %s", error)
                left.append(telling)
        if told:
            log.info("Telegram was told how the bot introduces itself: %d texts and menus", told)
        return left

    async def _see_to(self, telling: IntroductionCall) -> bool:
        """Tell it unless that was done; whether something was changed."""
        mark = telling.mark(self._bot.token)
        if await self._introductions.mark(telling.what) == mark:
            return False
        changes = not await self._knows(telling)
        if changes:
            await self._call(telling.method, telling.parameters)
            await asyncio.sleep(self._pace.between)
        await self._introductions.told(telling.what, mark)
        return changes

    async def _knows(self, telling: IntroductionCall) -> bool:
        """Whether Telegram says the same already; a server that cannot say knows nothing."""
        try:
            return telling.agrees(await self._call(telling.asking, dict(telling.scope)))
        except RetryAfter:
            raise
        except TelegramError:
            return False

    async def _call(self, method: str, parameters: dict[str, Any]) -> Any:
        """The result of a call; waits once as long as Telegram asks for, unless that is long."""
        try:
            return await self._bot.call(method, parameters)
        except RetryAfter as error:
            if seconds(error) > self._pace.longest:
                raise
            wait = seconds(error)
        await asyncio.sleep(wait)
        return await self._bot.call(method, parameters)

    def _name_of(self, operator: int) -> str:
        key = self._bot.token.encode()
        return hmac.new(key, str(operator).encode(), hashlib.sha256).hexdigest()[:16]
