"""Messages as the methods of the Bot API take them."""

from __future__ import annotations

from typing import Any

from telegram import InputFile

from bot.ports import Button, Document, Illustration, Rendered
from bot.ports_pictures import Picture

_HTML = "HTML"
_ATTACHED = "drawn"
"""The field of a request that holds a picture."""


def message_parameters(chat: int, message: Rendered) -> dict[str, Any]:
    """The message as ``sendMessage`` takes it, and ``editMessageText`` beside the message's id."""
    text = {"text": message.html, "parse_mode": _HTML}
    preview = {"link_preview_options": {"is_disabled": True}}
    return {"chat_id": chat, **text, **preview, **_keyboard(message.rows)}


def document_parameters(chat: int, message: Rendered, document: Document) -> dict[str, Any]:
    """The message as ``sendDocument`` takes it; the file is downloaded, not shown."""
    return {
        "chat_id": chat,
        "document": InputFile(document.content, filename=document.name),
        "disable_content_type_detection": True,
        **_caption(message.html),
        **_keyboard(message.rows),
    }


def photo_parameters(chat: int, shown: Illustration, picture: Picture) -> dict[str, Any]:
    """The picture as ``sendPhoto`` takes it."""
    photo = picture.file_id or _file(picture)
    return {"chat_id": chat, "photo": photo, **_caption(shown.caption), **_keyboard(shown.rows)}


def media_parameters(chat: int, shown: Illustration, picture: Picture) -> dict[str, Any]:
    """The picture as ``editMessageMedia`` takes it beside the message's id."""
    where = picture.file_id or f"attach://{_ATTACHED}"
    media = {"type": "photo", "media": where, **_caption(shown.caption)}
    file = {} if picture.file_id else {_ATTACHED: _file(picture)}
    return {"chat_id": chat, "media": media, **file, **_keyboard(shown.rows)}


def _file(picture: Picture) -> InputFile:
    return InputFile(picture.png or b"", filename="chart.png")


def _caption(html: str) -> dict[str, Any]:
    return {"caption": html, "parse_mode": _HTML}


def _keyboard(rows: tuple[tuple[Button, ...], ...]) -> dict[str, Any]:
    if not rows:
        return {}
    inline = [
        [{"text": button.label, "callback_data": button.data} for button in row] for row in rows
    ]
    return {"reply_markup": {"inline_keyboard": inline}}
