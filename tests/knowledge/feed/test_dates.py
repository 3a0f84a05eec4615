"""Every slip in the feed's hand-typed dates, as counted in the stored copy."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from knowledge.feed.dates import read_day, read_instant


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


LATEST = date(2026, 8, 31)

READ = {
    "the normal form": ("August 7, 2026 at 10:08:20 UTC", "2026-08-07T10:08:20"),
    "a day padded with zero": ("August 05, 2026 at 10:08:20 UTC", "2026-08-05T10:08:20"),
    "no at, #221 and 17 others": ("June 28, 2023 14:04:34 UTC", "2023-06-28T14:04:34"),
    "no blank after the comma, no at, #247": ("April 26,2023 18:10:04 UTC", "2023-04-26T18:10:04"),
    "no blank after the comma, #244": ("May 19,2022 06:48:41 UTC", "2022-05-19T06:48:41"),
    "a comma before at, #242": ("March 01, 2023, at 17:24:39 UTC", "2023-03-01T17:24:39"),
    "the date again as ISO, #333": (
        "January 23, 2025 at 2025-01-23 15:30:04 UTC",
        "2025-01-23T15:30:04",
    ),
    "no blank after at, #297": ("May 31, 2024 at12:48:30 UTC", "2024-05-31T12:48:30"),
    "AM beside a 24-hour clock, #270": (
        "October 25, 2023 at 15:48:39 AM UTC",
        "2023-10-25T15:48:39",
    ),
    "AM beside an early hour, #270": ("July 9, 2023 at 04:22:17 AM UTC", "2023-07-09T04:22:17"),
    "AM beside midnight of a 24-hour clock": (
        "July 9, 2023 at 00:22:17 AM UTC",
        "2023-07-09T00:22:17",
    ),
    "PM beside a 24-hour clock, #210": ("May 3, 2021 at 20:19:59 PM UTC", "2021-05-03T20:19:59"),
    "PM beside noon": ("May 3, 2021 at 12:19:59 p.m. UTC", "2021-05-03T12:19:59"),
    "no comma before the year, #215": ("February 02 2022 at 14:16:27 UTC", "2022-02-02T14:16:27"),
    "no comma before the year, #382": ("May 26 2025 at 21:02:00 UTC", "2025-05-26T21:02:00"),
    "no UTC, #6": ("March 27, 2015 at 23:59:47", "2015-03-27T23:59:47"),
    "a blank at the beginning, #38": (" June 1, 2016 at 10:48:07 UTC", "2016-06-01T10:48:07"),
    "a blank at the end, #262": ("July 6, 2023 at 10:48:07 UTC ", "2023-07-06T10:48:07"),
    "an ordinal and no comma, #437": ("August 19th 2026 at 12:35:37 UTC", "2026-08-19T12:35:37"),
    "an ordinal and no comma, #432": ("July 3rd 2026 at 12:35:37 UTC", "2026-07-03T12:35:37"),
    "an ordinal with a comma, #438": ("April 12th, 2026 at 04:32:26 UTC", "2026-04-12T04:32:26"),
    "the first": ("June 1st, 2026 at 04:32:26 UTC", "2026-06-01T04:32:26"),
    "the second": ("June 2nd 2026 at 04:32:26 UTC", "2026-06-02T04:32:26"),
    "two blanks after at, #422": ("May 3, 2026 at  12:14:09 UTC", "2026-05-03T12:14:09"),
    "two blanks before at, #412": ("May 3, 2026  at 12:14:09 UTC", "2026-05-03T12:14:09"),
    "two blanks and a one-digit hour, #386": (
        "May 3, 2025 at  7:18:52 UTC",
        "2025-05-03T07:18:52",
    ),
    "a one-digit hour, #395": ("May 3, 2025 at 0:59:13 UTC", "2025-05-03T00:59:13"),
    "a dot for the comma, #322": ("March 02. 2024 at 11:12:13 UTC", "2024-03-02T11:12:13"),
    "no year, #208: the last such day": ("October 7 at 16:38:21 UTC", "2025-10-07T16:38:21"),
    "no year: the draw's own year": ("July 7 at 16:38:21 UTC", "2026-07-07T16:38:21"),
    "no year: the draw's own day": ("August 31 at 16:38:21 UTC", "2026-08-31T16:38:21"),
    "no year but an ISO date": ("October 7 at 2024-10-07 16:38:21", "2024-10-07T16:38:21"),
    "ISO alone": ("2025-01-23T15:30:04Z", "2025-01-23T15:30:04"),
    "capital letters": ("AUGUST 7, 2026 AT 10:08:20 UTC", "2026-08-07T10:08:20"),
    "a shortened month": ("Sept. 7, 2025 at 10:08:20 UTC", "2025-09-07T10:08:20"),
    "no-break and narrow blanks": (
        "August\u00a07, 2026\u202fat 10:08:20\u200b UTC",
        "2026-08-07T10:08:20",
    ),
    "French": ("7 août 2026 à 10:08:20 UTC", "2026-08-07T10:08:20"),
    "French without accents": ("3 fevrier 2026 a 10:08:20 UTC", "2026-02-03T10:08:20"),
    "French, the first of a month": ("1er décembre 2025 à 10:08:20 TUC", "2025-12-01T10:08:20"),
    "French hours": ("7 août 2026 à 10 h 08 min 20 s (UTC)", "2026-08-07T10:08:20"),
    "French without a year": ("7 juillet à 1:08:20 UTC", "2026-07-07T01:08:20"),
    "French in the English order": ("Mars 7, 2026 à 10:08:20 UTC", "2026-03-07T10:08:20"),
}


@pytest.mark.parametrize(("text", "expected"), READ.values(), ids=READ.keys())
def test_an_instant_is_read(text: str, expected: str) -> None:
    assert read_instant(text, LATEST) == utc(expected)


REFUSED = {
    "nothing": ("", "there is no date"),
    "another sentence": ("not published", "this is no date of a known form"),
    "an unknown zone": ("May 3, 2025 at 10:59:13 EDT", "this is no date of a known form"),
    "digits of another script": ("May ٣, 2025 at 10:59:13", "this is no date of a known form"),
    "too long to be a date": ("May 3, 2025" + "," * 80, "this is no date of a known form"),
    "no time": ("May 3, 2025", "there is no time of day to the second"),
    "no seconds": ("May 3, 2025 at 10:59 UTC", "this is no date of a known form"),
    "a time without a date": ("10:59:13 UTC", "there is no date"),
    "hour 24": ("May 3, 2025 at 24:00:00 UTC", "there is no such time of day"),
    "minute 60": ("May 3, 2025 at 10:60:00 UTC", "there is no such time of day"),
    "PM that may be of a 12-hour clock": ("May 3, 2025 at 03:15:00 PM", "12-hour clock"),
    "AM at 12 that may be midnight": ("May 3, 2025 at 12:15:00 AM", "12-hour clock"),
    "31 February": ("February 31, 2025 at 10:59:13 UTC", "there is no such day"),
    "31 February without a year": ("February 31 at 10:59:13 UTC", "there is no such day"),
    "a leap day in no leap year": ("February 29 at 10:59:13 UTC", "there is no such day"),
    "month 13 as ISO": ("2025-13-23 15:30:04", "there is no such day"),
    "two days that differ": (
        "January 23, 2025 at 2025-01-24 15:30:04 UTC",
        "it names two different days",
    ),
    "a month that is none": ("Smarch 3, 2025 at 10:59:13 UTC", "there is no month of that name"),
    "a beginning of two months": ("jui 3, 2025 at 10:59:13 UTC", "there is no month of that name"),
}


@pytest.mark.parametrize(("text", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_instant_says_why(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_instant(text, LATEST)


@pytest.mark.parametrize(
    ("text", "latest", "expected"),
    [
        ("October 7 at 16:38:21 UTC", date(2021, 10, 27), "2021-10-07T16:38:21"),
        ("December 31 at 23:59:59 UTC", date(2021, 1, 6), "2020-12-31T23:59:59"),
        ("February 29 at 10:00:00 UTC", date(2025, 1, 6), "2024-02-29T10:00:00"),
    ],
    ids=["#208, drawn three weeks later", "across New Year", "a leap day of the year before"],
)
def test_a_missing_year_is_the_draws_or_the_one_before(
    text: str, latest: date, expected: str
) -> None:
    assert read_instant(text, latest) == utc(expected)


def test_a_missing_year_before_the_first_year_is_no_day() -> None:
    with pytest.raises(ValueError, match="there is no such day"):
        read_instant("October 7 at 16:38:21 UTC", date(1, 1, 1))


@pytest.mark.parametrize(
    "text",
    ["August 3, 2026", "3 août 2026", "2026-08-03", "August 3rd 2026.", "Aug 3, 2026 at 10:00:00"],
)
def test_a_day_is_read(text: str) -> None:
    assert read_day(text) == date(2026, 8, 3)


def test_a_day_without_a_year_is_none() -> None:
    with pytest.raises(ValueError, match="there is no year"):
        read_day("August 3")
