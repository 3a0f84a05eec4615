"""The feed, row by row: what becomes a draw, what is set aside, and what is told beside it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from knowledge.draws import Draw
from knowledge.feed.contents import FeedProblem, read_feed
from knowledge.parameters import Reference
from knowledge.pools import Band
from tests.facts import frozen
from tests.knowledge.feed.sample import (
    FEED_HREF,
    PAGES,
    READ_AT,
    Row,
    content,
    read,
    read_rows,
    row,
    without,
)


def test_a_good_row_is_a_draw_with_its_pool() -> None:
    feed = read_rows(row())
    page = f"https://www.canada.ca{PAGES}?q=447"
    source = Reference("IRCC, Express Entry round of invitations #447", page, date(2026, 10, 3))
    assert feed.problems == ()
    assert feed.draws[0].draw == Draw(
        number="447",
        drawn_on=date(2026, 10, 1),
        name="Trades Occupations, 2026-Version 3",
        category="trades",
        version="trades-v3",
        itas=3500,
        crs_cutoff=476,
        tie_break_at=datetime(2026, 4, 26, 18, 10, 4, tzinfo=UTC),
        source=source,
    )
    found = feed.draws[0].pool
    assert found is not None
    assert (found.as_on, found.total, found.source) == (date(2026, 9, 27), 8_095, source)
    assert found.bands[2].parts[0] == Band(491, 500, 100)


def test_the_day_seen_is_that_of_utc() -> None:
    evening = datetime(2026, 10, 3, 22, tzinfo=timezone(timedelta(hours=-4)))
    feed = read_feed(content([row()]), frozen().categories, evening, FEED_HREF)
    assert feed.draws[0].draw.source.seen_on == date(2026, 10, 4)


READABLE = {
    "a number with a letter": ({"drawNumber": "91a"}, "number", "91a"),
    "a number with a capital": ({"drawNumber": "91A"}, "number", "91a"),
    "a number as a number": ({"drawNumber": 447}, "number", "447"),
    "a number with blanks": ({"drawNumber": " 447 "}, "number", "447"),
    "an amount with a comma": ({"drawSize": "20,784"}, "itas", 20_784),
    "an amount as a number": ({"drawSize": 3500}, "itas", 3_500),
    "an amount in French": ({"drawSize": "20 784"}, "itas", 20_784),
    "an amount with a no-break blank": ({"drawSize": "20\u00a0784"}, "itas", 20_784),
    "an amount with a narrow blank": ({"drawSize": "20\u202f784"}, "itas", 20_784),
    "an amount with an invisible blank": ({"drawSize": "784\u200b"}, "itas", 784),
    "an amount without a separator": ({"drawSize": "20784"}, "itas", 20_784),
    "a cut-off as a number": ({"drawCRS": 476}, "crs_cutoff", 476),
    "a name with blanks at its ends": ({"drawName": "  General "}, "name", "General"),
    "a name with an invisible sign": ({"drawName": "Gene\u200bral"}, "name", "General"),
    "a name with a line break": ({"drawName": "No Program\nSpecified"}, "category", "general"),
    "a name in other capitals": ({"drawName": "general"}, "category", "general"),
    "a French day": ({"drawDate": "1er octobre 2026"}, "drawn_on", date(2026, 10, 1)),
    "no tie-break": ({"drawCutOff": " "}, "tie_break_at", None),
    "a tie-break of null": ({"drawCutOff": None}, "tie_break_at", None),
    "a time of the draw that is wrong": ({"drawDateTime": "July 12, 2025"}, "itas", 3_500),
    "a time of the draw that is null": ({"drawDateTime": None}, "itas", 3_500),
    "a field never seen before": ({"drawNextDate": "soon"}, "itas", 3_500),
}


@pytest.mark.parametrize(("changed", "field", "expected"), READABLE.values(), ids=READABLE.keys())
def test_a_row_is_read_in_any_spelling(
    changed: dict[str, object], field: str, expected: object
) -> None:
    feed = read_rows(row(**changed))
    assert feed.problems == ()
    assert getattr(feed.draws[0].draw, field) == expected


WRONG = {
    "no row": (5, None, "", "5", "the row is no object"),
    "a number missing": (without(row(), "drawNumber"), None, "drawNumber", "", "is missing"),
    "a number of null": (row(drawNumber=None), None, "drawNumber", "", "valid string"),
    "a number of words": (row("soon"), None, "drawNumber", "'soon'", "is no draw number"),
    "number 0": (row("0"), None, "drawNumber", "'0'", "is no draw number"),
    "a number too large": (row(drawNumber=10**9), None, "drawNumber", "10", "valid string"),
    "a number true": (row(drawNumber=True), None, "drawNumber", "True", "valid string"),
    "no day at all": (
        without(row(), "drawDate", "drawDateFull"),
        *("447", "drawDateFull", "", "no date"),
    ),
    "no such day": (
        row(drawDate="2026-02-31", drawDateFull="February 31, 2026"),
        *("447", "drawDateFull", "'February", "no such day"),
    ),
    "days of no known form": (
        row(drawDate=20261001, drawDateFull=["October"]),
        *("447", "drawDateFull", "['October'", "no date"),
    ),
    "a day to come": (row(drawDate="2026-10-05"), "447", "drawDateFull", "'2026", "in the future"),
    "a day before the first": (
        row(drawDateFull="October 1, 1026"),
        *("447", "drawDateFull", "'1026", "in force"),
    ),
    "a name renamed": (
        {**without(row(), "drawName"), "drawname": "General"},
        "447",
        "drawName",
        "",
        "is missing",
    ),
    "a name of nothing": (row(drawName=" "), "447", "drawName", "' '", "is empty"),
    "a name as a number": (row(drawName=5), "447", "drawName", "5", "valid string"),
    "a name without end": (row(drawName="x" * 301), "447", "drawName", "...", "at most 300"),
    "a name of half a letter": (
        row(drawName="\ud800"),
        "447",
        "drawName",
        "ud800",
        "half a letter",
    ),
    "no invitations": (row(drawSize="0"), "447", "drawSize", "'0'", "greater than 0"),
    "half an invitation": (row(drawSize=0.5), "447", "drawSize", "0.5", "is no whole number"),
    "an amount of words": (row(drawSize="many"), "447", "drawSize", "'many'", "no whole number"),
    "a comma misplaced": (row(drawSize="3,50"), "447", "drawSize", "'3,50'", "no whole number"),
    "a cut-off of null": (row(drawCRS=None), "447", "drawCRS", "", "is no whole number"),
    "a cut-off below zero": (row(drawCRS=-5), "447", "drawCRS", "-5", "is no whole number"),
    "a cut-off nobody can have": (row(drawCRS="4760"), "447", "drawCRS", "4760", "no possible"),
    "a tie-break missing": (without(row(), "drawCutOff"), "447", "drawCutOff", "", "is missing"),
    "a tie-break as a list": (row(drawCutOff=[]), "447", "drawCutOff", "[]", "valid string"),
    "two fields wrong": (
        row(drawSize="many", drawCRS="high"),
        "447",
        "drawSize",
        "'many'",
        "is no whole number (and 1 more fields are wrong)",
    ),
}


@pytest.mark.parametrize(
    ("wrong", "number", "field", "value", "reason"), WRONG.values(), ids=WRONG.keys()
)
def test_a_wrong_row_is_set_aside_and_the_others_are_read(
    wrong: object, number: str | None, field: str, value: str, reason: str
) -> None:
    raw = json.dumps({"rounds": [row("500"), wrong, row("501")]}).encode()
    feed = read(raw)
    assert [found.draw.number for found in feed.draws] == ["500", "501"]
    (problem,) = feed.quarantined
    assert feed.problems == (problem,)
    assert (problem.kind, problem.row) == ("row", 2)
    assert (problem.number, problem.field) == (number, field)
    assert value in problem.value
    assert len(problem.value) <= 60
    assert reason in problem.reason


def test_any_score_is_read_where_the_possible_ones_are_not_given() -> None:
    feed = read_feed(content([row(drawCRS="4760")]), frozen().categories, READ_AT, FEED_HREF)
    assert feed.draws[0].draw.crs_cutoff == 4760


def test_a_draw_a_day_ahead_of_the_readers_clock_is_read() -> None:
    feed = read_rows(row(drawDate="2026-10-04"))
    assert feed.draws[0].draw.drawn_on == date(2026, 10, 4)


def test_of_two_rows_that_say_the_same_the_first_stays() -> None:
    feed = read_rows(row("447"), row("447", drawName="Trades Occupations 2026-version 3"))
    assert [found.draw.name for found in feed.draws] == ["Trades Occupations, 2026-Version 3"]
    (problem,) = feed.problems
    assert (problem.kind, problem.row, problem.quarantined) == ("duplicate", 2, True)


@pytest.mark.parametrize("changed", [{"drawSize": "1"}, {"drawCRS": "477"}, {"drawCutOff": ""}])
def test_two_rows_of_one_number_that_differ_wait_until_they_agree(changed: Row) -> None:
    feed = read_rows(row("447"), row("446"), row("445"), row("447", **changed))
    assert [found.draw.number for found in feed.draws] == ["446", "445"]
    assert [(problem.kind, problem.row, problem.number) for problem in feed.quarantined] == [
        ("duplicate", 1, "447"),
        ("duplicate", 4, "447"),
    ]
    assert "differs" in str(feed.quarantined[0])


DATES = {
    "in words and in numbers": ("October 1, 2026", "2026-10-01", []),
    "day first, as in April 2023": ("October 1, 2026", "01-10-2026", ["drawDate"]),
    "another day in numbers": ("October 1, 2026", "2026-01-10", ["drawDate"]),
    "in words alone": ("October 1, 2026", None, ["drawDate"]),
    "in numbers alone": (None, "2026-10-01", ["drawDateFull"]),
    "in numbers, the words no date": ("soon", "2026-10-01", ["drawDateFull"]),
    "with an ordinal": ("October 1st, 2026", "2026-10-01", []),
    "in French": ("1er octobre 2026", "2026-10-01", []),
}


@pytest.mark.parametrize(("words", "numbers", "wrong"), DATES.values(), ids=DATES)
def test_the_day_is_read_in_words_and_checked_in_numbers(
    words: str | None, numbers: str | None, wrong: list[str]
) -> None:
    feed = read_rows(row(drawDateFull=words, drawDate=numbers))
    assert feed.draws[0].draw.drawn_on == date(2026, 10, 1)
    assert [(problem.kind, problem.field) for problem in feed.problems] == [
        ("date", field) for field in wrong
    ]


@pytest.mark.parametrize("field", ["drawSize", "drawCRS"])
@pytest.mark.parametrize("blank", [None, "", " ", "\u00a0"])
def test_a_blank_is_never_zero(field: str, blank: str | None) -> None:
    feed = read_rows(row("447", **{field: blank}), row("446"), row("445"))
    assert [found.draw.number for found in feed.draws] == ["446", "445"]
    assert [(problem.kind, problem.field) for problem in feed.problems] == [("row", field)]


AUGUST = datetime(2026, 8, 31, 8, 0, 50, tzinfo=UTC)
MAY = datetime(2026, 5, 28, 16, 55, 23, tzinfo=UTC)
TIE_BREAKS = {
    "with an ordinal": ("August 31st, 2026 at 08:00:50 UTC", AUGUST),
    "two blanks before UTC": ("May 28, 2026 at 16:55:23  UTC", MAY),
    "two blanks after at": ("May 28, 2026 at  16:55:23", MAY),
}


@pytest.mark.parametrize(("said", "at"), TIE_BREAKS.values(), ids=TIE_BREAKS)
def test_the_newest_spellings_of_a_tie_break_are_read(said: str, at: datetime) -> None:
    feed = read_rows(row(drawCutOff=said))
    assert feed.draws[0].draw.tie_break_at == at
    assert feed.problems == ()


def test_a_problem_reads_as_one_line() -> None:
    problem = FeedProblem("row", 3, "91a", "drawSize", "'many'", "is no whole number")
    assert str(problem) == "row 3 (draw #91a): drawSize 'many': is no whole number"
    assert str(replace(problem, number=None)).startswith("row 3: drawSize")


LINKS = {
    "with the inner prefix": f"<a href='/content/canadasite{PAGES}?q=447'>447</a>",
    "without it": f"<a href='{PAGES}?q=447'>447</a>",
    "with the whole address": f'<a class="x" href="https://www.canada.ca{PAGES}?q=447">447</a>',
    "with blanks inside": f"<a HREF = ' {PAGES}?q=447 '>447</a>",
}


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS.keys())
def test_a_link_leads_to_the_official_page(link: str) -> None:
    feed = read_rows(row(drawNumberURL=link))
    assert feed.draws[0].draw.source.href == f"https://www.canada.ca{PAGES}?q=447"


def test_an_older_link_names_a_page_of_its_own() -> None:
    feed = read_rows(row("9", drawNumberURL="<a href='/en/x/invitations-9.html'>9</a>"))
    assert feed.draws[0].draw.source.href == "https://www.canada.ca/en/x/invitations-9.html"
