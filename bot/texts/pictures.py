"""From what is known to a picture and its caption, in the person's language."""

from __future__ import annotations

from typing import Protocol

from bot.conversation.messages import History
from bot.conversation.understand.understood import Lang
from bot.ports_pictures import HistoryChart, PoolChart
from bot.texts import en_pictures, fr_pictures
from knowledge.draws import Draw
from knowledge.pools import Pool


class PictureTexts(Protocol):
    """What the picture module of a language offers. A history must have at least one draw."""

    def history_picture(self, message: History) -> HistoryChart:
        """All draws of a category as a chart, with the person's score where there is one."""

    def history_caption(self, message: History) -> str:
        """The same in words, as Telegram HTML that fits under a picture."""

    def pool_picture(self, draw: Draw, pool: Pool, crs: int | None) -> PoolChart:
        """The pool around a draw as a chart, the band of the score marked."""

    def pool_caption(self, draw: Draw, pool: Pool, crs: int | None) -> str:
        """The same in words, as Telegram HTML that fits under a picture."""


PICTURES: dict[Lang, PictureTexts] = {"en": en_pictures, "fr": fr_pictures}
