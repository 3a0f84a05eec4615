"""The words under a picture, no longer than Telegram takes."""

from __future__ import annotations

from collections.abc import Sequence

from bot.texts.markup import plain

CAPTION_LIMIT = 1024
"""Characters of a caption after its entities are read (https://core.telegram.org/bots/api)."""


def shown_length(html: str) -> int:
    """How long a text without links is for Telegram, which counts UTF-16 code units."""
    return len(plain(html).encode("utf-16-le")) // 2


def fitted(lead: str, choices: Sequence[Sequence[str]], tail: str, at_least: int) -> str:
    """Lead, rows and tail as one caption; "…" stands where rows are left out.

    ``choices`` are the same rows, the fullest wording first: the first wording of which
    ``at_least`` rows fit is taken, else the last, each with as many rows as fit, from the first
    on. Lead and tail always stand whole.
    """
    caption = ""
    for rows in choices:
        for count in range(len(rows), -1, -1):
            shown = [*rows[:count], *(["…"] if count < len(rows) else [])]
            caption = "\n\n".join(part for part in (lead, "\n".join(shown), tail) if part)
            if shown_length(caption) <= CAPTION_LIMIT:
                break
        if count >= at_least:
            break
    return caption
