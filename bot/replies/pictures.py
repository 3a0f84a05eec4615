"""From what is known to a picture and its caption, in the person's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, assert_never

from bot.conversation.messages import History, PoolReport
from bot.ports.pictures import Chart, HistoryChart, PoolChart
from bot.reading.understood import Lang
from bot.replies.captions import history_caption, pool_caption
from bot.replies.en import pictures as en_pictures
from bot.replies.en.wording import English
from bot.replies.fitting import fitted
from bot.replies.fr import pictures as fr_pictures
from bot.replies.fr.wording import French
from bot.replies.markup import CAPTION_LIMIT, fold, folded_last, folded_of, shown_length
from bot.replies.sentences import Wording


class PictureTexts(Protocol):
    """What the picture module of a language offers. A history must have at least one draw."""

    def history_picture(self, message: History) -> HistoryChart:
        """All draws of a category as a chart, with the person's score where there is one."""

    def pool_picture(self, message: PoolReport) -> PoolChart:
        """The pool around a draw as a chart, the band of the score marked."""


PICTURES: dict[Lang, PictureTexts] = {"en": en_pictures, "fr": fr_pictures}
WORDINGS: dict[Lang, Wording] = {"en": English(), "fr": French()}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart, the caption that tells it in three lines, and what is said beside the chart only."""

    chart: Chart
    caption: str
    beside: str


def drawn(message: History | PoolReport, lang: Lang, others: str) -> Drawn | None:
    """The message as a chart with its caption; ``others`` is what else is said in that turn.

    None where words are wanted, where there is nothing to draw, or too much to say below it.
    """
    if message.as_text or (isinstance(message, History) and not message.rows):
        return None
    chart: Chart
    match message:
        case History():
            card, chart = history_caption(message), PICTURES[lang].history_picture(message)
        case PoolReport():
            card, chart = pool_caption(message), PICTURES[lang].pool_picture(message)
        case _:
            assert_never(message)
    told = fitted(card, WORDINGS[lang])
    caption = folded_last("\n\n".join(part for part in (told, others) if part))
    if shown_length(caption) > CAPTION_LIMIT:
        return None
    return Drawn(chart, caption, f"{others}{fold(folded_of(told))}")
