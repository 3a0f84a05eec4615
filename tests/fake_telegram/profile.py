"""What the fake Bot API knows of the bot itself: commands, name and descriptions by language.

Limits and fallbacks as in https://core.telegram.org/bots/api#setmycommands and below it: a text
without one in that language is the one for all languages.
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Any

from tests.fake_telegram.rules import bad_request

NAME = "Draws"
"""What the bot was called when it was made."""

_TEXTS = {"name": 64, "description": 512, "shortdescription": 120}
_FIELDS = {"shortdescription": "short_description"}
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat"}


class Profile:
    """The bot as people see it before they write to it."""

    def __init__(self, chats: Container[int] = ()) -> None:
        self._chats = chats
        self.texts: dict[tuple[str, str], str] = {("name", ""): NAME}
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}

    def answer(self, method: str, parameters: dict[str, Any]) -> Any:
        """The result of a method whose name begins with getMy or setMy, in small letters."""
        lang = str(parameters.get("language_code", ""))
        if not re.fullmatch(r"(?:[a-z]{2})?", lang):
            raise bad_request("invalid language code specified")
        about = method[5:]
        if about == "commands":
            scope = self._scope(parameters.get("scope"))
            if method.startswith("get"):
                return self.commands.get((scope, lang), [])
            self.commands[scope, lang] = commands_of(parameters.get("commands"))
            return True
        if about not in _TEXTS:
            raise bad_request(f"no such thing: {about}")
        field = _FIELDS.get(about, about)
        if method.startswith("get"):
            return {field: self.texts.get((about, lang)) or self.texts.get((about, ""), "")}
        text = parameters.get(field, "")
        if len(text.encode("utf-16-le")) // 2 > _TEXTS[about]:
            raise bad_request(f"BOT_{field.upper()}_TOO_LONG")
        self.texts[about, lang] = text
        return True

    def _scope(self, scope: Any) -> str:
        if scope is None:
            return "default"
        if not isinstance(scope, dict) or scope.get("type") not in _SCOPES:
            raise bad_request("can't parse BotCommandScope")
        if scope["type"] == "chat":
            if scope.get("chat_id") not in self._chats:
                raise bad_request("chat not found")
            return f"chat {scope['chat_id']}"
        return str(scope["type"])


def commands_of(listed: Any) -> list[dict[str, str]]:
    """Refuses a command menu that Telegram would not take."""
    if not isinstance(listed, list) or len(listed) > 100:
        raise bad_request("too many commands specified")
    for entry in listed:
        if not _COMMAND.fullmatch(entry.get("command", "")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(entry.get("description", "")) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return listed
