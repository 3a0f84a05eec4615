"""Numbers, days and instants as people of a language write them, by Babel's data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_decimal

from bot.reading.understood import Lang
from bot.replies.markup import HERE, at_time
from knowledge.profiles import Submission, zone_named

# An answer holds about twenty numbers and days, mostly the same as the answer before: without
# these caches Babel is a quarter of what an answer costs.


# Languages by name, since a Locale takes longer to be looked up than its number to be written.


@lru_cache(maxsize=4096)
def _number(language: str, value: int) -> str:
    return format_decimal(value, locale=Locale(language, "CA"))


@lru_cache(maxsize=4096)
def _day(language: str, pattern: str, value: date) -> str:
    return format_date(value, pattern, locale=Locale(language, "CA"))


@dataclass(frozen=True, slots=True)
class Format:
    """How one language writes numbers and time; patterns are those of Unicode's CLDR.

    ``first_day`` is the pattern for the first day of a month; ``at`` stands between a day and its
    time, ``of_place`` between a time and the place whose time it is.
    """

    locale: Locale
    day_pattern: str
    first_day: str
    to_the_second: str
    to_the_minute: str
    at: str
    of_place: str

    def number(self, value: int) -> str:
        """A whole number with its thousands set apart."""
        return _number(self.locale.language, value)

    def day(self, value: date) -> str:
        """A day, e.g. 1 October 2026."""
        pattern = self.first_day if value.day == 1 else self.day_pattern
        return _day(self.locale.language, pattern, value)

    def clock(self, value: time, *, seconds: bool = True) -> str:
        """A time of day, to the second or to the minute."""
        pattern = self.to_the_second if seconds else self.to_the_minute
        return format_time(value, pattern, locale=self.locale)

    def instant(self, value: datetime, zone: str | None = None, *, seconds: bool = True) -> str:
        """An instant in UTC, and in the person's zone where one is known and differs.

        The day is repeated only where it is another day there.
        """
        there = self._there(value, zone, seconds)
        utc = self._utc(value, seconds)
        return utc if there is None else f"{utc} ({there})"

    def shown_instant(
        self, value: datetime, zone: str | None = None, *, seconds: bool = True
    ) -> str:
        """The same as Telegram HTML, which shows it in the time zone of everybody who reads it."""
        there = self._there(value, zone, seconds) or HERE[self.locale.language]
        return f"{self._utc(value, seconds)} ({at_time(value, there)})"

    def _utc(self, value: datetime, seconds: bool) -> str:
        utc = value.astimezone(UTC)
        return f"{self.day(utc.date())}{self.at}{self.clock(utc.time(), seconds=seconds)} UTC"

    def _there(self, value: datetime, zone: str | None, seconds: bool) -> str | None:
        """The time in that zone; with the day where that is another one than in UTC."""
        if zone is None or zone == "UTC":
            return None
        utc, local = value.astimezone(UTC), value.astimezone(zone_named(zone))
        clock = self.clock(local.time(), seconds=seconds)
        there = f"{clock}{self.of_place}{self.place(zone)}"
        if local.date() != utc.date():
            return f"{self.day(local.date())}{self.at}{there}"
        return there

    def submission(self, value: Submission, zone: str | None) -> str:
        """When a profile was submitted, as precisely as it was said."""
        if value.instant is not None:
            return self.instant(value.instant, value.zone or zone, seconds=value.to_the_second)
        if value.at is None:
            return self.day(value.on)
        clock = self.clock(value.at, seconds=value.to_the_second)
        return f"{self.day(value.on)}{self.at}{clock}"

    def place(self, zone: str) -> str:
        """A zone as people say it: the city of an IANA name, or UTC with the offset.

        >>> format_for("en").place("America/Argentina/Buenos_Aires")
        'Buenos Aires'
        >>> format_for("fr").place("Asia/Manila"), format_for("fr").place("+05:30")
        ('Manille', 'UTC+05:30')
        """
        if zone[0] in "+-":
            return f"UTC{zone}"
        known: dict[str, str] = self.locale.time_zones.get(zone, {})
        return known.get("city", zone).rsplit("/", 1)[-1].replace("_", " ")


def format_for(lang: Lang) -> Format:
    """The format of a language; Canadian in both."""
    return _FORMATS[lang]


_FORMATS: dict[Lang, Format] = {
    "en": Format(
        Locale("en", "CA"),
        day_pattern="d MMMM y",
        first_day="d MMMM y",
        to_the_second="HH:mm:ss",
        to_the_minute="HH:mm",
        at=", ",
        of_place=" ",
    ),
    "fr": Format(
        Locale("fr", "CA"),
        day_pattern="d MMMM y",
        first_day="d'er' MMMM y",
        to_the_second="H 'h' mm 'min' ss 's'",
        to_the_minute="H 'h' mm",
        at=" à ",
        of_place=", ",
    ),
}
