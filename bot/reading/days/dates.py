"""Days, times and zones in what people type: every mention, where it stands and what it can mean.

Strict: a reading that is not the only one is never picked in silence. 5/11/2024 has two readings
in English, "in March" has no day, "3 nov" has its year from us and says so, 31 February is
impossible. Words of all languages are read in each; only the order of 5/11 and words that are
something else in one of them depend on it. "A month earlier" is a change, no day.
"""

from __future__ import annotations

from datetime import date, datetime

from bot.reading.days.calendar import row_of
from bot.reading.days.day_words import DayFound
from bot.reading.days.meanings import meaning
from bot.reading.days.mentions import mentions
from bot.reading.days.readings import Lang, SaidDay, Zone


def read_dates(
    text: str,
    *,
    today: date,
    now: datetime,
    lang: Lang,
    zone: str | None = None,
    asked: bool = False,
) -> tuple[SaidDay, ...]:
    """Find every mention of a day or month in a text, in order, with what it can mean.

    `today` is the person's day, `now` the moment, aware. `zone`, a name as in `Zone`, is the
    person's own where it is known: it stands where no other was said. `asked`: a day was
    asked for. Never raises for any text.
    """
    row = row_of(text, today)
    own = Zone(zone, zone) if zone else None
    found: list[SaidDay] = []
    for mention in mentions(row, today, lang, asked=asked):
        span = row.plain.span(*row.place(mention.first, mention.last))
        reading = meaning(row, mention, today, now, own)
        counted = mention.day.counted if isinstance(mention.day, DayFound) else None
        found.append(SaidDay(span, row.said(mention.first, mention.last), reading, counted))
    return tuple(found)
