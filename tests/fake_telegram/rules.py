"""What Telegram refuses, in Telegram's words. Used by the fake Bot API.

Limits are those of https://core.telegram.org/bots/api (sendMessage, InlineKeyboardButton, HTML
style, BotCommand). In one point stricter than the real server: an ``&`` that begins no supported
entity is refused, although Telegram would show it as it stands, because the documentation asks
for it to be escaped.
"""

from __future__ import annotations

import re
from typing import Any

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
DATA_LIMIT = 64
ROW_LIMIT = 8
BUTTON_LIMIT = 100

_PLAIN_TAGS = {"b", "code", "del", "em", "i", "ins", "pre", "s", "strike", "strong", "u"}
_TAGS = _PLAIN_TAGS | {"a", "blockquote", "span", "tg-emoji", "tg-spoiler", "tg-time"}
_TAG = re.compile(r"<(/?)([a-zA-Z0-9-]*)((?:\s+[a-zA-Z-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'))?)*)\s*>")
_TIME = re.compile(r'^\s+unix="\d+"\s+format="w?[dD]?[tT]?"$')
_ENTITY = re.compile(r"&(?:(lt|gt|amp|quot)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


class RefusedError(Exception):
    """The call is answered with this HTTP status and description."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.body: dict[str, Any] = {
            "ok": False,
            "error_code": status,
            "description": description,
        }
        if parameters:
            self.body["parameters"] = parameters


def bad_request(reason: str) -> RefusedError:
    """Status 400, worded like Telegram's."""
    return RefusedError(400, f"Bad Request: {reason}")


def shown_text(text: object, parse_mode: object, limit: int = TEXT_LIMIT) -> str:
    """What a person sees of that text; refuses what cannot be parsed, is empty or too long.

    Length counts UTF-16 code units, as Telegram's entities do.
    """
    if not isinstance(text, str):
        raise bad_request("message text is empty")
    match parse_mode:
        case None | "":
            plain = text
        case str() if parse_mode.upper() == "HTML":
            plain = parse_html(text)
        case _:
            raise bad_request("unsupported parse_mode")
    plain = plain.strip()
    if not plain:
        raise bad_request("message text is empty")
    if len(plain.encode("utf-16-le")) // 2 > limit:
        kind = "message" if limit == TEXT_LIMIT else "message caption"
        raise bad_request(f"{kind} is too long")
    return plain


def parse_html(html: str) -> str:
    """The text without its tags and entities; refuses what Telegram's HTML style does not know."""
    shown: list[str] = []
    opened: list[str] = []
    at = 0
    while at < len(html):
        if html[at] == "<":
            at = _tag(html, at, opened)
        elif html[at] == "&":
            entity = _ENTITY.match(html, at)
            if entity is None:
                raise _unparsed(html, at, "Unsupported entity")
            shown.append(_character(entity))
            at = entity.end()
        else:
            shown.append(html[at])
            at += 1
    if opened:
        raise bad_request(
            f"can't parse entities: Can't find end tag corresponding to start tag \"{opened[-1]}\""
        )
    return "".join(shown)


def _tag(html: str, at: int, opened: list[str]) -> int:
    tag = _TAG.match(html, at)
    if tag is None:
        raise _unparsed(html, at, "Unclosed or malformed start tag")
    closing, name, attributes = tag[1], tag[2].lower(), tag[3]
    if closing:
        if not opened:
            raise _unparsed(html, at, "Unexpected end tag")
        expected = opened.pop()
        if name != expected:
            raise bad_request(
                f"can't parse entities: Unmatched end tag at byte offset {_bytes(html, at)},"
                f' expected "</{expected}>", found "</{name}>"'
            )
        return tag.end()
    if name not in _TAGS:
        raise _unparsed(html, at, f'Unsupported start tag "{name}"')
    if name == "span" and 'class="tg-spoiler"' not in attributes:
        raise _unparsed(html, at, 'Tag "span" must have class "tg-spoiler"')
    if name == "tg-time" and not _TIME.search(attributes):
        raise _unparsed(html, at, 'Tag "tg-time" must have a time and a known format')
    if name == "blockquote" and name in opened:
        raise _unparsed(html, at, "blockquote entities can't be nested")
    opened.append(name)
    return tag.end()


def _character(entity: re.Match[str]) -> str:
    if entity[1]:
        return _NAMED[entity[1]]
    code = int(entity[2]) if entity[2] else int(entity[3], 16)
    return chr(code) if 0 < code < 0x110000 else entity[0]


def _bytes(html: str, at: int) -> int:
    return len(html[:at].encode())


def _unparsed(html: str, at: int, what: str) -> RefusedError:
    return bad_request(f"can't parse entities: {what} at byte offset {_bytes(html, at)}")


def keyboard(markup: Any) -> list[list[dict[str, Any]]]:
    """The rows of an inline keyboard; refuses what Telegram would not show."""
    if markup is None:
        return []
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    rows = markup.get("inline_keyboard", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" must be of type Array')
    if sum(map(len, rows)) > BUTTON_LIMIT or any(len(row) > ROW_LIMIT for row in rows):
        raise bad_request("reply markup is too long")
    for button in (button for row in rows for button in row):
        _button(button)
    return rows


def _button(button: Any) -> None:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request(
            'can\'t parse inline keyboard button: Field "text" must be of type String'
        )
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if "callback_data" in button:
        data = button["callback_data"]
        if not isinstance(data, str) or not 1 <= len(data.encode()) <= DATA_LIMIT:
            raise bad_request("BUTTON_DATA_INVALID")
    elif "url" in button:
        if not str(button["url"]).startswith(("http://", "https://", "tg://")):
            raise bad_request("BUTTON_URL_INVALID")
    elif len(button) == 1:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
