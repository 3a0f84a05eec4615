"""From what is known to a picture and its caption, in the person's language."""

from __future__ import annotations

from typing import Protocol, assert_never

from bot.conversation.messages import History, PoolReport
from bot.conversation.understand.understood import Lang
from bot.ports_pictures import Chart, HistoryChart, PoolChart
from bot.texts import en_pictures, fr_pictures
from knowledge.draws import Draw
from knowledge.pools import Pool


class PictureTexts(Protocol):
    """What the picture module of a language offers. A history must have at least one draw.

    Captions are Telegram HTML that fits under a picture and holds every number on it, with what is
    said ``beside`` it at their end; None where that is too much.
    """

    def history_picture(self, message: History) -> HistoryChart:
        """All draws of a category as a chart, with the person's score where there is one."""

    def history_caption(self, message: History, beside: str = "") -> str | None:
        """The same in words."""

    def pool_picture(self, draw: Draw, pool: Pool, crs: int | None) -> PoolChart:
        """The pool around a draw as a chart, the band of the score marked."""

    def pool_caption(self, draw: Draw, pool: Pool, crs: int | None, beside: str = "") -> str | None:
        """The same in words."""

    def pool_beside(self, message: PoolReport) -> str:
        """Warnings and source of the pool's numbers."""


PICTURES: dict[Lang, PictureTexts] = {"en": en_pictures, "fr": fr_pictures}


def drawn(message: History | PoolReport, lang: Lang, beside: str) -> tuple[Chart, str] | None:
    """The message as a chart with its caption, and what else is said in that turn below.

    None where words are wanted, where there is nothing to draw, or too much to say below it.
    """
    if message.as_text:
        return None
    texts = PICTURES[lang]
    match message:
        case History():
            caption = texts.history_caption(message, beside) if message.rows else None
            return None if caption is None else (texts.history_picture(message), caption)
        case PoolReport(draw=draw, pool=pool, crs=crs):
            said = "\n\n".join(part for part in (texts.pool_beside(message), beside) if part)
            caption = texts.pool_caption(draw, pool, crs, said)
            return None if caption is None else (texts.pool_picture(draw, pool, crs), caption)
        case _:
            assert_never(message)
