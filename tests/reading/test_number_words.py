"""Numbers written in words, English and French."""

from __future__ import annotations

import pytest

from bot.reading.text.number_words import numbers_in_words


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("four hundred and seventy-eight", ["478"]),
        ("four hundred seventy eight", ["478"]),
        ("a hundred", ["100"]),
        ("hundred", ["100"]),
        ("one thousand and fifty", ["1050"]),
        ("twelve hundred", ["1200"]),
        ("quatre cent soixante-dix-huit", ["478"]),
        ("quatre-vingt-dix-neuf", ["99"]),
        ("quatre cent quatre-vingts", ["480"]),
        ("soixante et onze", ["71"]),
        ("vingt et un", ["21"]),
        ("cinq cents", ["500"]),
        ("mille deux cents", ["1200"]),
        ("zero", ["0"]),
        ("six months", ["6"]),
        ("between four hundred and five hundred", ["400", "500"]),
        ("entre quatre cents et cinq cents", ["400", "500"]),
        ("five hundred or five hundred ten", ["500", "510"]),
        ("two three", ["2", "3"]),
        ("four eight, five", ["4", "8", "5"]),
        ("four eight five", ["485"]),
        ("five oh five", ["505"]),
        ("four one six five five five", ["4", "6", "5", "5", "5"]),
        ("twenty thirteen", ["20", "13"]),
        ("twenty thirty", ["20", "30"]),
        ("crs four seventy eight", ["478"]),
        ("four seventy eight points", ["478"]),
        ("four seventy eight", ["478"]),
        ("my score is five twenty", ["520"]),
        ("at two thirty in the morning", ["30"]),
        ("one", []),
        ("an hour, un an, une heure", []),
        ("a", []),
        ("per cent and pour cent", []),
        ("50 cents, cents", []),
        ("four hundred and", ["400"]),
        ("thousand thousand", ["1000", "1000"]),
        ("sept cent mille", ["700000"]),
        ("o'five f1ve five's", []),
    ],
)
def test_numbers_in_words(text: str, numbers: list[str]) -> None:
    assert [digits for _, _, digits in numbers_in_words(text)] == numbers
