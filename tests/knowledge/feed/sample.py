"""A small feed in the shape of the official one, to be spoiled by tests."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

from knowledge.feed.contents import Feed, read_feed
from tests.facts import frozen

READ_AT = datetime(2026, 10, 3, 12, 30, tzinfo=UTC)
FEED_HREF = "https://www.canada.ca/content/dam/ircc/documents/json/ee_rounds_123_en.json"
PAGES = "/en/immigration/express-entry-rounds/invitations.html"

Row = dict[str, object]


def pool_fields() -> Row:
    """dd1 to dd18 that add up, in the feed's spelling."""
    ten_point = [100, 200, 300, 400, 500]
    wide = sum(ten_point)
    counts = [50, 2_000, wide, *ten_point, wide, *ten_point, 3_000, 40, 5]
    total = 50 + 2_000 + wide + wide + 3_000 + 40 + 5
    return {f"dd{i}": f"{n:,}" for i, n in enumerate([*counts, total], 1)}


def row(number: object = "447", **changed: object) -> Row:
    """One good row; fields given by name are changed."""
    good: Row = {
        "drawNumber": number,
        "drawNumberURL": f"<a href='/content/canadasite{PAGES}?q={number}'>{number}</a>",
        "drawDate": "2026-10-01",
        "drawDateFull": "October 1, 2026",
        "drawName": "Trades Occupations, 2026-Version 3",
        "drawSize": "3,500",
        "drawCRS": "476",
        "mitext": f"<a href='{PAGES}?q={number}'>Invitations to apply</a>",
        "DrawText1": f"<a href='{PAGES}?q={number}'>See full text</a>",
        "drawText2": "Canadian Experience Class and Federal Skilled Trades Program",
        "drawDateTime": "October 1, 2026 at 11:02:03 UTC",
        "drawCutOff": "April 26, 2026 at 18:10:04 UTC",
        "drawDistributionAsOn": "September 27, 2026",
        **pool_fields(),
    }
    return good | in_words(changed) | changed


def in_words(changed: Row) -> Row:
    """The date in words for a changed date in numbers, where that is one."""
    try:
        day = date.fromisoformat(str(changed["drawDate"]))
    except (KeyError, ValueError):
        return {}
    return {"drawDateFull": f"{day:%B} {day.day}, {day.year}"}


def rows() -> list[Row]:
    """Four good rows, newest first."""
    return [
        row("447"),
        row("446", drawDate="2026-09-29", drawName="Canadian Experience Class", drawSize="2,000"),
        row("91b", drawDate="2018-05-30", drawName="Provincial Nominee Program", drawCutOff=""),
        row("91a", drawDate="2018-05-30", drawName="Federal Skilled Trades", drawCutOff=""),
    ]


def without(whole: Row, *fields: str) -> Row:
    """The row without these fields."""
    return {name: value for name, value in whole.items() if name not in fields}


def content(found: object) -> bytes:
    """A feed with these rounds, as it comes over the network."""
    return json.dumps({"classes": "wb-tables", "rounds": found}, ensure_ascii=False).encode()


def read(raw: bytes) -> Feed:
    """Reads with the packaged categories."""
    knowledge = frozen()
    return read_feed(raw, knowledge.categories, READ_AT, FEED_HREF, knowledge.rules.crs)


def read_rows(*found: object) -> Feed:
    """Reads a feed of these rounds."""
    return read(content(list(found)))
