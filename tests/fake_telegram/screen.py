"""What the people see in the fake Bot API: messages, edits, and the buttons still on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.fake_telegram.files import Files, Kept, Kind
from tests.fake_telegram.rules import CAPTION_LIMIT, bad_request, keyboard, shown_text

DATE = 1_790_000_000


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of the bot, or a later version of it: the text as seen, and as it was sent.

    With a ``file`` they are its caption.
    """

    chat: int
    message: int
    text: str
    html: str
    rows: list[list[dict[str, Any]]]
    file: Kept | None = None
    answers: int | None = None

    @property
    def labels(self) -> list[str]:
        """What the buttons say, row by row."""
        return [button["text"] for row in self.rows for button in row]


class Screen:
    """All chats: who is known, what was shown (``count`` in all), what stands there now."""

    def __init__(self) -> None:
        self.chats: dict[int, str] = {}
        self.shown: dict[int, list[Shown]] = {}
        self.files = Files()
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

    def from_member(self, group: int, person: int, lang: str | None) -> dict[str, Any]:
        """The fields that every message of a person in a group has."""
        message = self.from_person(person, lang)
        return message | {"chat": {"id": group, "type": self.chats[group], "title": "Trades"}}

    def button(self, chat: int, wanted: str) -> tuple[str, int]:
        """The data and message of a button on the screen, by label or data, newest first."""
        standing = [shown for (of, _), shown in self._now.items() if of == chat]
        for shown in sorted(standing, key=lambda one: one.message, reverse=True):
            for button in (button for row in shown.rows for button in row):
                if wanted in (button["text"], button.get("callback_data")):
                    return button["callback_data"], shown.message
        seen = [shown.labels for shown in standing]
        raise AssertionError(f"chat {chat} sees no button {wanted!r}, only {seen}")

    def send(self, parameters: dict[str, Any], kind: Kind | None = None) -> dict[str, Any]:
        """Show a new message: a text, or a file of that kind with its caption."""
        chat = self._chat(parameters)
        file = None if kind is None else self.files.take(parameters.get(kind), kind)
        shown = self._content(chat, self._messages + 1, parameters, parameters, file)
        self._messages += 1
        return self._put(shown)

    def edit(self, parameters: dict[str, Any], what: str = "text") -> dict[str, Any]:
        """Replace the text, or the caption, and the buttons of a message that stands there."""
        standing = self._standing(parameters)
        if what == "text" and standing.file is not None:
            raise bad_request("there is no text in the message to edit")
        if what == "caption" and standing.file is None:
            raise bad_request("there is no caption in the message to edit")
        return self._changed(parameters, parameters, standing, standing.file)

    def edit_media(self, parameters: dict[str, Any]) -> dict[str, Any]:
        """Replace the file and the caption of a message, or a text by them."""
        standing, media = self._standing(parameters), parameters.get("media")
        if not isinstance(media, dict) or media.get("type") not in ("photo", "document"):
            raise bad_request("can't parse InputMedia")
        kind: Kind = "photo" if media["type"] == "photo" else "document"
        given = str(media.get("media", ""))
        attached = given.removeprefix("attach://")
        file = self.files.take(parameters.get(attached) if attached != given else given, kind)
        return self._changed(parameters, media, standing, file)

    def _changed(
        self,
        parameters: dict[str, Any],
        worded: dict[str, Any],
        standing: Shown,
        file: Kept | None,
    ) -> dict[str, Any]:
        shown = self._content(standing.chat, standing.message, parameters, worded, file)
        if shown == standing:
            raise bad_request(
                "message is not modified: specified new message content and reply markup are"
                " exactly the same as a current content and reply markup of the message"
            )
        return self._put(shown)

    def _content(
        self,
        chat: int,
        message: int,
        parameters: dict[str, Any],
        worded: dict[str, Any],
        file: Kept | None,
    ) -> Shown:
        html = worded.get("text" if file is None else "caption", "")
        mode, rows = worded.get("parse_mode"), keyboard(parameters.get("reply_markup"))
        if file is None:
            text = shown_text(html, mode)
        else:
            text = shown_text(html, mode, CAPTION_LIMIT) if html else ""
        answers = parameters.get("reply_parameters", {}).get("message_id")
        return Shown(chat, message, text, html, rows, file, answers)

    def _standing(self, parameters: dict[str, Any]) -> Shown:
        chat = self._chat(parameters)
        standing = self._now.get((chat, int(parameters.get("message_id", 0))))
        if standing is None:
            raise bad_request("message to edit not found")
        return standing

    def delete(self, chat: int, message: int) -> None:
        """A person deletes a message of the bot."""
        del self._now[chat, message]

    def _put(self, shown: Shown) -> dict[str, Any]:
        self.count += 1
        self._now[shown.chat, shown.message] = shown
        self.shown.setdefault(shown.chat, []).append(shown)
        answer = {
            "message_id": shown.message,
            "date": DATE,
            "chat": {"id": shown.chat, "type": self.chats[shown.chat]},
        }
        if shown.file is None:
            return answer | {"text": shown.text}
        return answer | {"caption": shown.text} | shown.file.shown()

    def _chat(self, parameters: dict[str, Any]) -> int:
        chat = str(parameters.get("chat_id", ""))
        if chat == "":
            raise bad_request("chat_id is empty")
        if not chat.lstrip("-").isdigit() or int(chat) not in self.chats:
            raise bad_request("chat not found")
        return int(chat)
