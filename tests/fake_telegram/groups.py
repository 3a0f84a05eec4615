"""The groups of the fake Bot API: who is in them, who decides, and what is said there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.fake_telegram.rules import bad_request
from tests.fake_telegram.screen import Screen


class Groups:
    """Groups by their id; ``bot`` is the bot's id, and ``push`` queues an update."""

    def __init__(
        self,
        screen: Screen,
        bot: int,
        push: Callable[[dict[str, Any]], int],
        asked: Callable[[int], str],
    ) -> None:
        self._screen = screen
        self._bot = bot
        self._push = push
        self._asked = asked
        self._administrators: dict[int, frozenset[int]] = {}

    def open(self, group: int, *administrators: int, kind: str = "supergroup") -> None:
        """A group that these people administer."""
        self._screen.chats[group] = kind
        self._administrators[group] = frozenset(administrators)

    def say(
        self, group: int, person: int, text: str, lang: str | None = "en", **content: Any
    ) -> int:
        """Somebody writes in the group; ``content`` overrides fields of the message."""
        message = self._screen.from_member(group, person, lang) | {"text": text}
        return self._push({"message": message | content})

    def reply(self, group: int, person: int, text: str, lang: str | None = "en") -> int:
        """Somebody answers a message of the bot there."""
        before = {"message_id": 1, "from": {"id": self._bot, "is_bot": True}}
        return self.say(group, person, text, lang, reply_to_message=before)

    def press(self, group: int, person: int, button: str, lang: str | None = "en") -> int:
        """Somebody presses a button there, by its label or its data."""
        data, message = self._screen.button(group, button)
        return self.forge(group, person, data, message, lang)

    def forge(
        self, group: int, person: int, data: str, message: int = 1, lang: str | None = "en"
    ) -> int:
        """Somebody presses a button there, whether or not anybody shows it."""
        about = self._screen.from_member(group, person, lang)
        shown = {"message_id": message, "chat": about["chat"], "date": about["date"]}
        query = {"id": self._asked(person), "from": about["from"], "message": shown, "data": data}
        return self._push({"callback_query": query | {"chat_instance": str(group)}})

    def turned(self, chat: int, person: int, before: str, now: str, lang: str | None = "en") -> int:
        """The bot's own standing in a chat changes: "member", "kicked", "left" ..."""
        about = self._screen.from_person(person, lang)
        kind = self._screen.chats.get(chat, "private")
        statuses = (("old_chat_member", before), ("new_chat_member", now))
        members = {
            name: {"status": status, "user": {"id": self._bot, "is_bot": True}}
            for name, status in statuses
        }
        change = {"chat": {"id": chat, "type": kind}, "from": about["from"], "date": about["date"]}
        return self._push({"my_chat_member": change | members})

    def migrate(self, group: int, to: int) -> tuple[int, int]:
        """The group becomes a supergroup with another id, as both of them are told."""
        self.open(to, *self._administrators[group])
        about = self._screen.from_member(group, 0, None)
        old = self._push({"message": about | {"migrate_to_chat_id": to}})
        about = self._screen.from_member(to, 0, None)
        return old, self._push({"message": about | {"migrate_from_chat_id": group}})

    def member(self, parameters: dict[str, Any]) -> dict[str, Any]:
        """The answer of getChatMember."""
        group, person = int(parameters["chat_id"]), int(parameters["user_id"])
        if group not in self._administrators:
            raise bad_request("chat not found")
        decides = person in self._administrators[group]
        user = {"id": person, "is_bot": False, "first_name": "Someone"}
        return {"status": "administrator" if decides else "member", "user": user}
