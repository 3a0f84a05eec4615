"""Content that is not the feed: nothing of it is used."""

from __future__ import annotations

import pytest

from knowledge.feed.contents import NotTheFeed
from tests.knowledge.feed.sample import content, read, read_rows, row, rows, without

NOT_THE_FEED = {
    "nothing": (b"", "it is empty"),
    "blanks": (b" \r\n", "it is empty"),
    "a byte order mark alone": (b"\xef\xbb\xbf", "it is empty"),
    "a page of HTML": (b"\n<!DOCTYPE html><html>Sorry</html>", "a page of HTML"),
    "half a feed": (content(rows())[:900], "no whole JSON text"),
    "half a feed in Windows-1252": (b'{"rounds": ["M\xe9', "no whole JSON text"),
    "bytes of a picture": (b"\x89PNG\x81\x8d", "no text"),
    "too many brackets": (b"[" * 200_000, "no whole JSON text"),
    "a number without end": (b"[" + b"9" * 5_000 + b"]", "no whole JSON text"),
    "a list": (b"[]", "no list of rounds"),
    "no rounds": (b'{"classes": "wb-tables"}', "no list of rounds"),
    "rounds renamed": (b'{"draws": [{}]}', "no list of rounds"),
    "rounds of null": (b'{"rounds": null}', "no list of rounds"),
    "rounds as an object": (b'{"rounds": {}}', "no list of rounds"),
    "an empty list": (b'{"rounds": []}', "is empty"),
    "one wrong row": (content([{}]), "1 of 1 rows cannot be used; the first: row 1: drawNumber"),
    "a field renamed in every row": (
        content([without(found, "drawCRS") | {"drawScore": "476"} for found in rows()]),
        r"4 of 4 rows cannot be used; the first: row 1 \(draw #447\): drawCRS : is missing",
    ),
    "more than half of the rows wrong": (content([row(), {}, {}]), "2 of 3 rows"),
}


@pytest.mark.parametrize(("raw", "reason"), NOT_THE_FEED.values(), ids=NOT_THE_FEED.keys())
def test_what_is_not_the_feed_is_refused_as_a_whole(raw: bytes, reason: str) -> None:
    with pytest.raises(NotTheFeed, match=reason) as refused:
        read(raw)
    assert refused.value.reason == str(refused.value)


def test_half_of_the_rows_wrong_is_still_the_feed() -> None:
    feed = read_rows(row("447"), {}, row("446"), {})
    assert (len(feed.draws), len(feed.quarantined)) == (2, 2)


def test_a_byte_order_mark_before_the_feed_is_skipped() -> None:
    assert len(read(b"\xef\xbb\xbf" + content(rows())).draws) == 4
