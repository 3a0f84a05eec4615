"""Messages as the methods of the Bot API take them."""

from __future__ import annotations

from typing import Any

from telegram import InputFile

from bot.ports.messages import Button, Document, Illustration, Rendered
from bot.ports.pictures import Picture
from bot.telegram.updates import Me

_HTML = "HTML"
_ATTACHED = "drawn"
"""The field of a request that holds a picture."""


def message_parameters(chat: int, message: Rendered, me: Me | None = None) -> dict[str, Any]:
    """The message as ``sendMessage`` takes it, and ``editMessageText`` beside the message's id.

    ``me`` is whose private chat a button opens, here as below.
    """
    text = {"text": message.html, "parse_mode": _HTML}
    preview = {"link_preview_options": {"is_disabled": True}}
    return {"chat_id": chat, **text, **preview, **_keyboard(message.rows, me)}


def document_parameters(
    chat: int, message: Rendered, document: Document, me: Me | None = None
) -> dict[str, Any]:
    """The message as ``sendDocument`` takes it; the file is downloaded, not shown."""
    return {
        "chat_id": chat,
        "document": InputFile(document.content, filename=document.name),
        "disable_content_type_detection": True,
        **_caption(message.html),
        **_keyboard(message.rows, me),
    }


def photo_parameters(
    chat: int, shown: Illustration, picture: Picture, me: Me | None = None
) -> dict[str, Any]:
    """The picture as ``sendPhoto`` takes it."""
    photo = picture.file_id or _file(picture)
    return {"chat_id": chat, "photo": photo, **_caption(shown.caption), **_keyboard(shown.rows, me)}


def media_parameters(
    chat: int, shown: Illustration, picture: Picture, me: Me | None = None
) -> dict[str, Any]:
    """The picture as ``editMessageMedia`` takes it beside the message's id."""
    where = picture.file_id or f"attach://{_ATTACHED}"
    media = {"type": "photo", "media": where, **_caption(shown.caption)}
    file = {} if picture.file_id else {_ATTACHED: _file(picture)}
    return {"chat_id": chat, "media": media, **file, **_keyboard(shown.rows, me)}


def place_parameters(message: Rendered) -> dict[str, Any]:
    """Where in a group a new message goes, for every method that sends one."""
    place: dict[str, Any] = {}
    if message.answers is not None:
        # Whoever deletes their question meanwhile is answered all the same.
        answered = {"message_id": message.answers, "allow_sending_without_reply": True}
        place["reply_parameters"] = answered
    if message.topic is not None:
        place["message_thread_id"] = message.topic
    return place


def _file(picture: Picture) -> InputFile:
    return InputFile(picture.png or b"", filename="chart.png")


def _caption(html: str) -> dict[str, Any]:
    return {"caption": html, "parse_mode": _HTML}


def _keyboard(rows: tuple[tuple[Button, ...], ...], me: Me | None) -> dict[str, Any]:
    if not rows:
        return {}
    inline = [[_button(button, me) for button in row] for row in rows]
    return {"reply_markup": {"inline_keyboard": inline}}


def _button(button: Button, me: Me | None) -> dict[str, str]:
    if button.opens is None or me is None:
        return {"text": button.label, "callback_data": button.data}
    return {"text": button.label, "url": f"https://t.me/{me.name}?start={button.opens}"}
