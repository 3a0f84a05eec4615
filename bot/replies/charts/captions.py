"""How long the words under a picture may be."""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"<[^>]*>")

CAPTION_LIMIT = 1024
"""Characters of a caption after its entities are read (https://core.telegram.org/bots/api)."""


def shown_length(html: str) -> int:
    """How long a text is for Telegram, which counts UTF-16 code units and no tags."""
    return len(unescape(_TAG.sub("", html)).encode("utf-16-le")) // 2
