"""The words under a picture, no longer than Telegram takes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

_TAG = re.compile(r"<[^>]*>")

CAPTION_LIMIT = 1024
"""Characters of a caption after its entities are read (https://core.telegram.org/bots/api)."""


def shown_length(html: str) -> int:
    """How long a text is for Telegram, which counts UTF-16 code units and no tags."""
    return len(unescape(_TAG.sub("", html)).encode("utf-16-le")) // 2


def fitted(
    lead: str, choices: Sequence[Sequence[str]], tail: str, at_least: int, rest: str = "…"
) -> str | None:
    """Lead, rows and tail as one caption; ``rest`` stands where rows are left out.

    ``choices`` are the same rows, the fullest wording first: the first wording of which
    ``at_least`` rows fit is taken, with as many rows as fit, from the first on. Lead and tail
    always stand whole. None where so many rows do not fit in any wording.
    """
    for rows in choices:
        for count in range(len(rows), at_least - 1, -1):
            shown = [*rows[:count], *([rest] if count < len(rows) else [])]
            caption = "\n\n".join(part for part in (lead, "\n".join(shown), tail) if part)
            if shown_length(caption) <= CAPTION_LIMIT:
                return caption
    return None
