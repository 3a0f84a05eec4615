"""The contract's criteria table against a second, independent reading of it.

Nothing here is taken from the program: the seven trades draws are typed in from the published
rounds, the rules from the contract, and the smallest number of points is found by trying. Questions
go in and answers come out as any other program would see them: ``ask - --json``.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.cli import main
from tests.facts import FOLDER
from tests.tables import each

TORONTO = ZoneInfo("America/Toronto")
Row = tuple[str, str, str | None]


@dataclass(frozen=True)
class Round:
    """One published trades draw."""

    number: str
    on: date
    version: int
    itas: int
    cut: int
    tie: datetime | None


@dataclass(frozen=True)
class Day:
    """A profile's submission as a person says it: less said, less known."""

    on: date
    at: time | None = None
    seconds: bool = False
    zone: tzinfo | None = None
    zone_name: str = ""

    def words(self) -> str:
        clock = "" if self.at is None else f" {self.at:%H:%M:%S}" if self.seconds else None
        clock = f" {self.at:%H:%M}" if clock is None else clock
        return f"submitted {self.on.isoformat()}{clock} {self.zone_name}".rstrip()

    def span(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """The first and the last second it can have been."""
        first = datetime.combine(self.on, self.at or time(0), zone).astimezone(UTC)
        if self.at is None:
            return first, datetime.combine(self.on, time(23, 59, 59), zone).astimezone(UTC)
        return first, first if self.seconds else first + timedelta(seconds=59)

    def counts_as(self) -> date:
        """The calendar day that is compared with the day of the draw."""
        if self.at is None or self.zone is None:
            return self.on
        return self.span(self.zone)[0].astimezone(TORONTO).date()


@dataclass(frozen=True)
class Case:
    """A candidate and the draw asked about."""

    round: Round
    crs: int | None = None
    noc: str | None = None
    day: Day | None = None
    months: int | None = None

    def words(self) -> str:
        said = [
            "" if self.crs is None else f"CRS {self.crs}",
            "" if self.noc is None else f"NOC {self.noc}",
            "" if self.day is None else self.day.words(),
            "" if self.months is None else f"{self.months} months of experience",
        ]
        return ", ".join(part for part in said if part)

    def __str__(self) -> str:
        return f"draw {self.round.number}: {self.words()}"


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


ROUNDS = (
    Round("261", date(2023, 8, 3), 1, 1_500, 388, _at("2023-06-07T07:03:08")),
    Round("276", date(2023, 12, 19), 1, 1_000, 425, _at("2023-11-04T11:16:58")),
    Round("300", date(2024, 7, 4), 1, 1_800, 436, _at("2023-07-16T15:44:59")),
    Round("321", date(2024, 10, 23), 1, 1_800, 433, _at("2024-03-12T14:30:36")),
    Round("368", date(2025, 9, 18), 2, 1_250, 505, _at("2024-11-05T22:36:09")),
    Round("408", date(2026, 4, 2), 3, 3_000, 477, _at("2026-02-14T20:53:54")),
    Round("447", date(2026, 10, 1), 3, 3_500, 476, None),
)
LISTED = {  # on which versions of the list the unit group stands
    "72106": {1, 2, 3},  # welders
    "63200": {2},  # cooks
    "62200": set[int](),  # chefs: never
    "63201": {3},  # butchers, retail and wholesale
    "73200": {1},  # residential and commercial installers
}
MONTHS = {1: 6, 2: 6, 3: 12}


def occupation(case: Case) -> Row:
    if case.noc is None:
        return "occupation", "not_asked", None
    versions = LISTED[case.noc]
    if case.round.version in versions:
        return "occupation", "met", "on_list"
    left = any(version < case.round.version for version in versions)
    return "occupation", "not_met", "removed_from_list" if left else "not_on_list"


def crs(case: Case) -> Row:
    if case.crs is None:
        return "crs", "not_asked", None
    if case.crs == case.round.cut:
        return "crs", "met", "equal"
    above = case.crs > case.round.cut
    return "crs", "met" if above else "not_met", "above" if above else "below"


def tie_break(case: Case) -> Row:
    if case.crs is None:
        return "tie_break", "not_asked", None
    if case.crs != case.round.cut:
        return "tie_break", "not_needed", "score_differs"
    if case.day is None:
        return "tie_break", "not_asked", None
    if case.round.tie is None:
        return "tie_break", "depends", "unknown_tie_break"
    known = case.day.zone is not None
    first, last = case.day.span(case.day.zone or UTC)
    if not known:  # the whole earth, UTC+14 to UTC-12
        first, last = first - timedelta(hours=14), last + timedelta(hours=12)
    if last < case.round.tie:
        return "tie_break", "met", "earlier"
    if first > case.round.tie:
        return "tie_break", "not_met", "later"
    exact = known and case.day.seconds
    return "tie_break", "depends", "same_second" if exact else "needs_time"


def pool(case: Case) -> Row:
    if case.day is None:
        return "pool", "not_asked", None
    on = case.day.counts_as()
    leap = (on.month, on.day) == (2, 29)
    ends = on.replace(year=on.year + 1, day=28) if leap else on.replace(year=on.year + 1)
    if on >= case.round.on:
        same = on == case.round.on
        if same:
            return "pool", "depends", "submitted_on_draw_day"
        return "pool", "not_met", "submitted_after_draw"
    if ends == case.round.on:
        return "pool", "depends", "expiry_day"
    if ends < case.round.on:
        return "pool", "not_met", "profile_expired"
    return "pool", "met", "in_pool"


def experience(case: Case) -> Row:
    if case.months is None:
        return "experience", "not_asked", None
    if case.months < MONTHS[case.round.version]:
        return "experience", "not_met", "too_short"
    return "experience", "met", "enough"


def rows(case: Case) -> list[Row]:
    program = ("program", "not_needed", "pool_suffices")
    return [program, occupation(case), crs(case), tie_break(case), pool(case), experience(case)]


def outcome(case: Case) -> str:
    states = [state for _, state, _ in rows(case)]
    if "not_met" in states:
        return "not_invited"
    if "not_asked" in states[:5]:
        return "incomplete"
    return "depends" if "depends" in states else "invited"


def points_more(case: Case) -> int | None:
    """Found by trying every number of points, one after the other."""
    if case.crs is None or outcome(case) == "invited":
        return None
    for more in range(1, 1_201 - case.crs):
        if outcome(replace(case, crs=case.crs + more)) == "invited":
            return more
    return None


def needs(case: Case) -> list[str]:
    if outcome(case) == "not_invited":
        return []
    wanted = {
        "crs": case.crs is None,
        "occupation": case.noc is None,
        "submitted": case.day is None,
        "submitted_time": tie_break(case)[2] == "needs_time",
    }
    return [name for name, missing in wanted.items() if missing]


def _near(instant: datetime, seconds: int, zone: tzinfo, name: str) -> Day:
    moved = (instant + timedelta(seconds=seconds)).astimezone(zone)
    return Day(moved.date(), moved.time(), True, zone, name)


def days(drawn: Round) -> list[Day]:
    """Both sides of every border in time that this draw has."""
    toronto = "Toronto time"
    indian = timezone(timedelta(hours=5, minutes=30))
    year_ago = drawn.on.replace(year=drawn.on.year - 1)
    around = [drawn.on + timedelta(days=n) for n in (-1, 0, 1)]
    around += [year_ago + timedelta(days=n) for n in (-1, 0, 1)]
    found = [Day(on) for on in around]
    # the last and the first second of the draw's day in Toronto: an instant has Toronto's day
    midnight = datetime.combine(drawn.on, time(0), TORONTO).astimezone(UTC)
    found += [_near(midnight, seconds, UTC, "UTC") for seconds in (-1, 0)]
    tie = drawn.tie
    if tie is None:
        return found
    found += [_near(tie, seconds, UTC, "UTC") for seconds in (-1, 0, 1)]
    found += [_near(tie, seconds, TORONTO, toronto) for seconds in (-1, 1)]
    found += [_near(tie, seconds, indian, "IST") for seconds in (-1, 1)]
    for minutes in (-1, 0, 1):  # no seconds said
        moved = tie + timedelta(minutes=minutes)
        found.append(Day(moved.date(), moved.time().replace(second=0), False, UTC, "UTC"))
    for hours in (-12, 14):  # no zone said: one second inside, on, outside of the earth's spread
        for seconds in (-1, 0, 1):
            moved = tie + timedelta(hours=hours, seconds=seconds)
            found.append(Day(moved.date(), moved.time(), True))
    for offset in (-2, -1, 0, 1, 2):  # a day alone, and the same day in a zone
        on = tie.date() + timedelta(days=offset)
        found += [
            Day(on),
            Day(on, zone=UTC, zone_name="UTC"),
            Day(on, zone=indian, zone_name="IST"),
        ]
    return found


def cases(drawn: Round) -> list[Case]:
    one = Day(drawn.on - timedelta(days=30))
    found = [Case(drawn, drawn.cut, "72106", day) for day in days(drawn)]
    found += [Case(drawn, drawn.cut + n, "72106", Day(drawn.on)) for n in (-1, 1)]
    found += [Case(drawn, drawn.cut + n, "72106", one) for n in (-40, -1, 0, 1, 40)]
    found += [Case(drawn, drawn.cut + 1, noc, one) for noc in LISTED]
    found += [Case(drawn, drawn.cut - 1, noc) for noc in LISTED]
    found += [Case(drawn, drawn.cut + 1, "72106", one, months) for months in (5, 6, 11, 12)]
    found += [Case(drawn, drawn.cut - 1, "72106", one, months) for months in (5, 12)]
    found += [Case(drawn, drawn.cut), Case(drawn, drawn.cut, day=one), Case(drawn, noc="72106")]
    found += [Case(drawn, noc="72106", day=one), Case(drawn, 0, "72106", one)]
    found += [Case(drawn, 1_200, "72106", one), Case(drawn, drawn.cut, "72106")]
    return found


def answers(questions: list[str], *options: str) -> list[dict[str, Any]]:
    """The answers to these lines, through the command line's own entry."""
    said, came = sys.stdin, io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    sys.stdin = io.TextIOWrapper(io.BytesIO("".join(f"{q}\n" for q in questions).encode()))
    try:
        with contextlib.redirect_stdout(came), pytest.raises(SystemExit) as ended:
            main(["ask", "-", "--json", *options], FOLDER)
    finally:
        sys.stdin = said
    assert ended.value.code == 0
    came.seek(0)
    return [json.loads(line) for line in came.read().split("\n") if line]


@cache
def answers_about(drawn: Round) -> tuple[dict[str, Any], ...]:
    asked = [case.words() for case in cases(drawn)]
    return tuple(answers(asked, "--draw", drawn.number, "--as-of", "2026-11-22"))


@pytest.mark.parametrize("drawn", ROUNDS, ids=lambda drawn: f"draw {drawn.number}")
def test_the_answer_is_what_the_contract_says(drawn: Round) -> None:
    asked = zip(cases(drawn), answers_about(drawn), strict=True)
    each(asked, _is_what_the_contract_says, lambda row: str(row[0]))


def _is_what_the_contract_says(row: tuple[Case, dict[str, Any]]) -> None:
    case, answer = row
    understood, verdict, flip = answer["understood"], answer["verdict"], answer["flip"]
    assert (understood["crs"], understood["noc"]) == (case.crs, case.noc)
    assert understood["submitted_on"] == (case.day and case.day.on.isoformat())
    assert understood["experience_months"] == case.months
    assert understood["unclear"] == []
    shown = [(row["name"], row["state"], row["reason"]) for row in verdict["criteria"]]
    assert shown == rows(case)
    assert verdict["outcome"] == outcome(case)
    assert verdict["needs"] == needs(case)
    assert (flip and flip["points_more"]) == points_more(case)
    assert flip is None or outcome(case) != "invited"
    distance = verdict["criteria"][2].get("points")
    apart = None if case.crs is None else abs(case.crs - case.round.cut)
    assert distance == (apart or None)
    if flip is not None and flip["submitted_before"] is not None:
        before = datetime.fromisoformat(flip["submitted_before"]) - timedelta(seconds=1)
        moved = Day(before.date(), before.time(), True, UTC, "UTC")
        assert outcome(replace(case, day=moved)) == "invited"


@pytest.mark.parametrize("drawn", ROUNDS, ids=[drawn.number for drawn in ROUNDS])
def test_a_draw_is_told_as_it_was_published(drawn: Round) -> None:
    told = answers_about(drawn)[0]["draw"]
    assert told.pop("source")["title"]
    assert told.pop("page").endswith(f"invitations.html?q={drawn.number}")
    last = drawn.on + timedelta(days=60)
    assert told.pop("respond_by") == last.isoformat()
    assert told.pop("respond_by_passed") == (date(2026, 11, 22) > last)
    assert told == {
        "number": drawn.number,
        "drawn_on": drawn.on.isoformat(),
        "category": "trades",
        "version": f"trades-v{drawn.version}",
        "itas": drawn.itas,
        "crs_cutoff": drawn.cut,
        "tie_break_at": drawn.tie and drawn.tie.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


WHOLE, HALF = {"since": "2025-01-01"}, {"since": "2025-07-01"}
PAST = [{"year": 2025, "planned": 3_300, "issued": 1_250, "unissued": 2_050}]


@pytest.mark.parametrize(
    ("as_of", "latest", "status", "planned", "issued", "may_remain", "past"),
    [
        ("2025-08-26", "321", "no_plan", None, 0, None, []),
        ("2025-08-27", "321", "open", 3_300, 0, 3_300, []),
        ("2025-09-17", "321", "open", 3_300, 0, 3_300, []),
        ("2025-09-18", "368", "open", 3_300, 1_250, 2_050, []),
        ("2025-12-31", "368", "open", 3_300, 1_250, 2_050, []),
        ("2026-01-01", "368", "no_plan", None, 0, None, PAST),
        ("2026-04-01", "368", "no_plan", None, 0, None, PAST),
        ("2026-04-02", "408", "no_plan", None, 3_000, None, PAST),
        ("2026-09-30", "408", "no_plan", None, 3_000, None, PAST),
        ("2026-10-01", "447", "no_plan", None, 6_500, None, PAST),
        ("2026-11-22", "447", "no_plan", None, 6_500, None, PAST),
    ],
)
def test_only_what_was_known_that_day_is_counted(
    as_of: str,
    latest: str,
    status: str,
    planned: int | None,
    issued: int,
    may_remain: int | None,
    past: list[dict[str, int]],
) -> None:
    (answer,) = answers(["480, 72106"], "--as-of", as_of)
    left = answer["remaining"]
    assert answer["draw"]["number"] == latest
    assert (left["year"], left["status"]) == (int(as_of[:4]), status)
    assert (left["planned"], left["issued"]) == (planned, issued)
    assert (left["may_remain"], left["unissued"]) == (may_remain, None)
    assert left["past_plans"] == past
    assert (left["window"] is None) == (status == "no_plan")
    if status == "open":
        assert left["sources"]
        assert left["window"]["until"] == "2025-12-31"
    told_later = as_of >= "2025-09-18" and status == "open"
    assert len(left["other_readings"]) == int(told_later)


def test_a_plan_whose_window_ended_is_over() -> None:
    asked = "how many trades invitations remain for 2025?"
    (answer,) = answers([asked], "--as-of", "2026-11-22")
    left = answer["remaining"]
    assert (left["year"], left["status"], left["planned"]) == (2025, "over", 3_300)
    assert (left["issued"], left["unissued"], left["may_remain"]) == (1_250, 2_050, None)
    assert left["window"] == {**HALF, "until": "2025-12-31"}
    assert [other["window"]["since"] for other in left["other_readings"]] == [WHOLE["since"]]
