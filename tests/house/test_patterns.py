"""No pattern in the code can be made to try many ways, and what checks it finds any that can."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest

from tests.house.ambiguity import faults
from tests.house.growth import LONGEST, Work, pieces, seconds
from tests.house.patterns import Written, written
from tests.tables import each

PLAIN, LINE = (
    re.compile(r"(?:[a-z]+ )*"),
    "word " * (LONGEST // 5),
)  # a pattern that reads once, and a text for it


def test_no_pattern_has_repeats_of_which_one_text_fits_two() -> None:
    def check(one: Written) -> None:
        found = faults(one.pattern, one.flags)
        assert not found, f"{one.where}: {', '.join(f'{of.kind} on {of.turn!r}' for of in found)}"

    each(written("bot", "knowledge"), check, lambda one: one.pattern[:200])


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"(a+)+b", id="a repeat in a repeat"),
        pytest.param(r"(?:as|a|s)*b", id="a word of the repeat made of two others"),
        pytest.param(r"(?:montre[rz]?|montrez)*b", id="a word said twice"),
        pytest.param(r"(?:au moins |au [a-z]+ )*b", id="a word that another one covers"),
        pytest.param(r"(?: ?(?:of|:) ?|')*b", id="a blank before and after"),
        pytest.param(r"(?:want(?: to)?|to| )*b", id="an end that is a word of the repeat too"),
        pytest.param(r"(?:[a-z]{1,9} ?){0,30}b", id="counted repeats"),
        pytest.param(r"(?=(?:\w+ ?)*b)", id="in a look ahead"),
        pytest.param(r"(?>(?:\w+ ?)*b)", id="in an atomic group"),
        pytest.param(r"(?:(?:a+)+b)*+", id="in one turn of a possessive repeat"),
        pytest.param(r"(?:(?i:a)|A)*b", id="once in any case"),
        pytest.param(r"(?:[a-z]+\b ?|the )*b", id="with a border"),
    ],
)
def test_nested_repeats_are_found(pattern: str) -> None:
    assert "nested" in [one.kind for one in faults(pattern)]


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"\s*,?\s*b", id="blanks on both sides of what may be missing"),
        pytest.param(r"\w+\d+b", id="digits after letters or digits"),
        pytest.param(r"a.*b.*c", id="anything twice"),
        pytest.param(r"(?:\W+[a-z']+)*\W*b", id="what a later repeat takes as well"),
        pytest.param(r"\w++\W?\w*\w*b", id="behind a possessive one"),
    ],
)
def test_overlapping_repeats_are_found(pattern: str) -> None:
    assert "overlapping" in [one.kind for one in faults(pattern)]


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"(?:[a-z]+\b ?)*b", id="a border between two turns"),
        pytest.param(r"(?:[a-z]+(?![a-z]) ?)*b", id="a look at the next character"),
        pytest.param(r"(?:[a-z]++ ?)*b", id="a possessive word"),
        pytest.param(r"(?:(?:as|a|s) ?)*+b", id="a possessive repeat"),
        pytest.param(r"\s*(?:,\s*)?b", id="blanks after what may be missing"),
        pytest.param(r"(?:\W+[a-z][a-z']*+)*\W*b", id="what the first repeat keeps"),
        pytest.param(r"(?:\d{1,3},)*\d{3}b", id="numbers of three digits"),
        pytest.param(r"(?:a{2})*b", id="an exact count"),
    ],
)
def test_what_fits_in_one_way_is_let_be(pattern: str) -> None:
    assert faults(pattern) == ()


PLANTED = """
import re
from functools import cache, cached_property

HELD = [re.compile(r"held(a+)+") for _ in range(1)]

class Later:
    __slots__ = ("__dict__", "source")

    def __init__(self, source: str) -> None:
        self.source = source

    @cached_property
    def regex(self) -> re.Pattern[str]:
        return re.compile(self.source)

WORDS = "(a|as|s)*"
LATER = {"deep": ([Later(f"later{WORDS}")],)}

@cache
def made() -> re.Pattern[str]:
    words = "|".join(["a", "as", "s"])
    return re.compile(f"made(?:{words})*")

def inside(text: str, name: str) -> object:
    re.search(r"literal(a+)+", text)
    re.sub(rf"built{WORDS}{re.escape(name)}", "", text, flags=re.IGNORECASE)
    return re.compile("|".join([*map(re.escape, text), "joined(a+)+"]))
"""


def plant(folder: Path, text: str) -> Path:
    module = folder / "planted" / "deep" / "below.py"
    module.parent.mkdir(parents=True)
    for package in (module.parent, module.parent.parent):
        (package / "__init__.py").touch()
    module.write_text(text, "utf-8")
    return folder


def test_a_pattern_is_found_wherever_it_is_written(tmp_path: Path) -> None:
    found = {one.pattern: one for one in written("planted", path=[plant(tmp_path, PLANTED)])}

    assert sorted(found) == [
        r"built(a|as|s)*x",
        r"held(a+)+",
        r"later(a|as|s)*",
        r"literal(a+)+",
        r"made(?:a|as|s)*",
        r"x|joined(a+)+",
    ]
    assert all(faults(one.pattern, one.flags) for one in found.values())
    assert all(one.where.startswith("planted.deep.below:") for one in found.values())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("import re\ndef f(a, b):\n    re.search(a, b)", id="handed over as text"),
        pytest.param("from re import search", id="under another name"),
    ],
)
def test_a_pattern_that_cannot_be_found_is_an_error(text: str, tmp_path: Path) -> None:
    with pytest.raises(LookupError, match=r"below\.py:[13]: "):
        written("planted", path=[plant(tmp_path, text)])


def grows(pattern: str, flags: int = 0) -> str | None:
    """A piece of text that makes a pattern slow when it is said again and again."""
    work = Work(
        re.compile(pattern, flags).fullmatch, seconds(lambda: PLAIN.fullmatch(LINE)), len(LINE)
    )
    said = pieces(pattern, flags, Random(pattern))
    return next((piece for piece in said if work.fastest_growth(piece, tail="~")), None)


def test_a_text_twice_as_long_costs_a_pattern_twice_as_much() -> None:
    def check(one: Written) -> None:
        piece = grows(one.pattern, one.flags)
        assert piece is None, f"{one.where}: {piece!r} again and again"

    each(written("bot", "knowledge"), check, lambda one: one.pattern[:200])


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"(?:as|a|s)*b", id="nested"),
        pytest.param(r"(?:[a-z]+ ?)*b", id="words with or without a blank"),
        pytest.param(r"\s*,?\s*b", id="overlapping"),
        pytest.param(r"(?:\W+[a-z']+)*\W*\W*b", id="overlapping behind a nested one"),
    ],
)
def test_a_pattern_that_grows_faster_is_found(pattern: str) -> None:
    assert grows(pattern) is not None
