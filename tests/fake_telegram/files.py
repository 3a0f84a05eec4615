"""Files in the fake Bot API: what is uploaded gets an id, and only ids that are known are taken.

Limits are those of https://core.telegram.org/bots/api#sendphoto and #senddocument.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from tests.fake_telegram.rules import bad_request

PHOTO_BYTES = 10 * 1024**2
DOCUMENT_BYTES = 50 * 1024**2
PHOTO_SIDES = 10_000
"""Width and height of a photo together, at most."""
PHOTO_RATIO = 20

Kind = Literal["photo", "document"]

_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    filename: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that Telegram keeps under its id."""

    file_id: str
    kind: Kind
    upload: Upload

    def shown(self) -> dict[str, Any]:
        """The field of a message that tells of it."""
        known = {"file_id": self.file_id, "file_unique_id": self.file_id}
        if self.kind == "document":
            return {"document": known | {"file_name": self.upload.filename}}
        small = {name: f"{value}-small" for name, value in known.items()}
        return {"photo": [small | {"width": 90, "height": 90}, known | {"width": 9, "height": 9}]}


class Files:
    """All files that were uploaded."""

    def __init__(self) -> None:
        self._kept: dict[str, Kept] = {}

    def take(self, given: object, kind: Kind) -> Kept:
        """The file that was uploaded, or that is known by that id; refuses others."""
        if isinstance(given, Upload):
            _refuse_odd(given, kind)
            kept = Kept(f"{kind}-{len(self._kept) + 1}", kind, given)
            self._kept[kept.file_id] = kept
            return kept
        if not given:
            raise bad_request(f"there is no {kind} in the request")
        known = self._kept.get(str(given))
        if known is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if known.kind != kind:
            raise bad_request(f"can't use file of type {known.kind} as {kind}")
        return known

    def lose(self) -> None:
        """Know no file any more: ids that were given are refused from now on."""
        self._kept.clear()


def _refuse_odd(upload: Upload, kind: Kind) -> None:
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > (PHOTO_BYTES if kind == "photo" else DOCUMENT_BYTES):
        raise bad_request(f"file of size {len(upload.content)} bytes is too big for a {kind}")
    if kind == "photo":
        wide, high = _size(upload.content)
        if wide + high > PHOTO_SIDES or max(wide, high) > PHOTO_RATIO * min(wide, high):
            raise bad_request("PHOTO_INVALID_DIMENSIONS")


def _size(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG, from its first chunk; the bot sends no other pictures."""
    if not content.startswith(_PNG) or content[12:16] != b"IHDR" or len(content) < 33:
        raise bad_request("IMAGE_PROCESS_FAILED")
    return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
