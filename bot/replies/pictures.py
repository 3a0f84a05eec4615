"""From what is known to a picture and its caption, in the person's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, assert_never

from bot.conversation.messages import History, PoolReport
from bot.ports.pictures import Chart, HistoryChart, PoolChart
from bot.reading.understood import Lang
from bot.replies.en import pictures as en_pictures
from bot.replies.fr import pictures as fr_pictures
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

    def history_beside(self, message: History) -> str:
        """Warnings."""

    def pool_beside(self, message: PoolReport) -> str:
        """Warnings and source of the pool's numbers."""


PICTURES: dict[Lang, PictureTexts] = {"en": en_pictures, "fr": fr_pictures}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart, the caption that says the same, and what of it is said beside the chart only."""

    chart: Chart
    caption: str
    beside: str


def drawn(message: History | PoolReport, lang: Lang, others: str) -> Drawn | None:
    """The message as a chart with its caption; ``others`` is what else is said in that turn.

    None where words are wanted, where there is nothing to draw, or too much to say below it.
    """
    if message.as_text or (isinstance(message, History) and not message.rows):
        return None
    texts = PICTURES[lang]
    chart: Chart
    match message:
        case History():
            beside = _together(texts.history_beside(message), others)
            caption = texts.history_caption(message, beside)
            chart = texts.history_picture(message)
        case PoolReport(draw=draw, pool=pool, crs=crs):
            beside = _together(texts.pool_beside(message), others)
            caption = texts.pool_caption(draw, pool, crs, beside)
            chart = texts.pool_picture(draw, pool, crs)
        case _:
            assert_never(message)
    return None if caption is None else Drawn(chart, caption, beside)


def _together(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)
