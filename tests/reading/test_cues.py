"""Cues as they are written in the tables, and where they stand in a message."""

from __future__ import annotations

import pytest

from bot.reading.text.tokens import Line, Mention
from bot.reading.whose.cues import Cue, CueTable, number_as_written
from bot.reading.whose.roles import roles_of


@pytest.mark.parametrize(
    ("cue", "text", "found"),
    [
        ("up|down to?", "it went up to 480", "up to"),
        ("up|down to?", "it went up", "up"),
        ("submit*", "i submitted it", "submitted"),
        ("^and", "and you, and me", "and and"),
        ("^and", "you and me", ""),
        ("same _ but", "same job but", "same job but"),
        ("j'ai", "oui j'ai", "j' ai"),
        ("go on", "go, on", ""),
        ("# points", "15 points", "15 points"),
        ("# points", "115 points", ""),
    ],
)
def test_a_cue_is_found_as_it_is_written(cue: str, text: str, found: str) -> None:
    table = CueTable()
    table.add(cue, Cue("it"))
    line = Line(text, ())
    longest = {hit.first: hit for hit in reversed(table.hits(line))}
    words = [line.tokens[at].word for hit in longest.values() for at in range(hit.first, hit.last)]
    assert sorted(words) == sorted(found.split())


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("15", "#"),
        ("480", "###"),
        ("+15", "+#"),
        ("+ 15", "+#"),
        ("-5", "~#"),
        ("1500", ""),
        ("2.5", ""),
        ("9:58", ""),
        ("a-5", ""),
    ],
)
def test_a_number_is_written_with_its_digits_and_its_sign(text: str, written: str) -> None:
    line = Line(text, ())
    first = next(at for at, token in enumerate(line.tokens) if token.word.isdecimal())
    assert number_as_written(line, first) == written


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("my score is 480", "own"),
        ("480 is my score", "own"),
        ("from 470 to 485", "left"),
        ("cutoff was 480", "draw"),
        ("room 480", "id"),
    ],
)
def test_a_number_is_what_the_words_before_behind_or_around_it_say(text: str, role: str) -> None:
    numbers = [word for word in text.split() if word.isdecimal()]
    mentions = [
        Mention("number", text.index(each), text.index(each) + len(each)) for each in numbers
    ]
    line = Line(text, mentions)
    assert role in [told.role for told in roles_of(line, "number").of(line.place[mentions[0]])]
