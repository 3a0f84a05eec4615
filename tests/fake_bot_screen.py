"""What the people see in the fake Bot API: messages, edits, and the buttons still on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.fake_bot_rules import CAPTION_LIMIT, bad_request, keyboard, shown_text

DATE = 1_790_000_000


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of the bot, or a later version of it: the text as seen, and as it was sent."""

    chat: int
    message: int
    text: str
    html: str
    rows: list[list[dict[str, Any]]]

    @property
    def labels(self) -> list[str]:
        """What the buttons say, row by row."""
        return [button["text"] for row in self.rows for button in row]


class Screen:
    """All chats: who is known, what was shown (``count`` in all), what stands there now."""

    def __init__(self) -> None:
        self.chats: dict[int, str] = {}
        self.shown: dict[int, list[Shown]] = {}
        self._now: dict[tuple[int, int], Shown] = {}
        self.count = 0
        self._messages = 0

    def from_person(self, chat: int, lang: str | None) -> dict[str, Any]:
        """The fields that every message of a person has; the chat is known from now on."""
        self._messages += 1
        self.chats.setdefault(chat, "private")
        person: dict[str, Any] = {"id": chat, "is_bot": False, "first_name": "Someone"}
        if lang is not None:
            person["language_code"] = lang
        return {
            "message_id": self._messages,
            "date": DATE,
            "chat": {"id": chat, "type": self.chats[chat], "first_name": "Someone"},
            "from": person,
        }

    def button(self, chat: int, wanted: str) -> tuple[str, int]:
        """The data and message of a button on the screen, by label or data, newest first."""
        standing = [shown for (of, _), shown in self._now.items() if of == chat]
        for shown in sorted(standing, key=lambda one: one.message, reverse=True):
            for button in (button for row in shown.rows for button in row):
                if wanted in (button["text"], button.get("callback_data")):
                    return button["callback_data"], shown.message
        seen = [shown.labels for shown in standing]
        raise AssertionError(f"chat {chat} sees no button {wanted!r}, only {seen}")

    def send(self, parameters: dict[str, Any], content: str) -> dict[str, Any]:
        """Show a new message with that kind of content: ``text``, or ``caption`` under a file."""
        chat = self._chat(parameters)
        html = parameters.get(content, "")
        if content == "text":
            text = shown_text(html, parameters.get("parse_mode"))
        else:
            text = shown_text(html, parameters.get("parse_mode"), CAPTION_LIMIT) if html else ""
        rows = keyboard(parameters.get("reply_markup"))
        self._messages += 1
        return self._put(Shown(chat, self._messages, text, html, rows))

    def edit(self, parameters: dict[str, Any]) -> dict[str, Any]:
        """Replace the text and the buttons of a message that stands there."""
        chat = self._chat(parameters)
        standing = self._now.get((chat, int(parameters.get("message_id", 0))))
        if standing is None:
            raise bad_request("message to edit not found")
        html = parameters.get("text", "")
        text = shown_text(html, parameters.get("parse_mode"))
        rows = keyboard(parameters.get("reply_markup"))
        if (html, rows) == (standing.html, standing.rows):
            raise bad_request(
                "message is not modified: specified new message content and reply markup are"
                " exactly the same as a current content and reply markup of the message"
            )
        return self._put(Shown(chat, standing.message, text, html, rows))

    def _put(self, shown: Shown) -> dict[str, Any]:
        self.count += 1
        self._now[shown.chat, shown.message] = shown
        self.shown.setdefault(shown.chat, []).append(shown)
        return {
            "message_id": shown.message,
            "date": DATE,
            "chat": {"id": shown.chat, "type": self.chats[shown.chat]},
            "text": shown.text,
        }

    def _chat(self, parameters: dict[str, Any]) -> int:
        chat = str(parameters.get("chat_id", ""))
        if chat == "":
            raise bad_request("chat_id is empty")
        if not chat.lstrip("-").isdigit() or int(chat) not in self.chats:
            raise bad_request("chat not found")
        return int(chat)
