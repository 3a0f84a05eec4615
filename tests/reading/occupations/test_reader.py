"""How occupations are read: what was said, where, how sure, and what stays unsaid."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.occupations.codes import labelled_codes
from bot.reading.occupations.jobs import JobFound
from bot.reading.occupations.reader import OccupationIndex, load_occupations
from bot.reading.occupations.words import stem, stems, words_of
from bot.reading.text.page import Page
from bot.reading.text.plain_text import plain_text
from bot.reading.text.tokens import Line
from knowledge.occupations.shelf import Shelf
from knowledge.occupations.title_file import store
from tests.reading.occupations.saying import read

LISTED = frozenset({"63200", "72106", "72200", "72300", "72310", "72320", "72401", "72402"})


@pytest.fixture(scope="module")
def index() -> OccupationIndex:
    return load_occupations()


def nocs(job: JobFound | None) -> tuple[str, ...]:
    """The codes of a reading, whatever it is."""
    return () if job is None else tuple(group.noc for group in job.groups)


@pytest.mark.parametrize(
    ("text", "how", "said"),
    [
        ("my noc is 72310 thanks", "code", "72310"),
        ("noc 7237, welding", "old_code", "7237"),
        ("im a Sparky, 478", "name", "Sparky"),
        (
            "Machinists and machining and tooling inspectors!",
            "title",
            "Machinists and machining and tooling inspectors",
        ),
        ("je suis soudeuse", "name", "soudeuse"),
        ("im a machenist", "fuzzy", "machenist"),
        ("ok: I fix excavators and loaders.", "fuzzy", "fix excavators and loaders"),
    ],
)
def test_a_found_occupation_says_how_and_by_which_words(
    index: OccupationIndex, text: str, how: str, said: str
) -> None:
    reading = read(text, index)
    assert reading is not None
    assert reading.settled
    assert (reading.how, reading.said) == (how, said)
    assert text[slice(*reading.span)] == said


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("mechanic", "ambiguous"),
        ("welder and plumber", "ambiguous"),
        ("NOC 7384", "old_code"),
        ("NOC 7384 plumber", "ambiguous"),
        ("plumber NOC 72106", "ambiguous"),
        ("NOC 72106 or 72300", "ambiguous"),
        ("plumber estimator", "role"),
        ("quantum welder", "unsure"),
    ],
)
def test_an_offer_says_why_it_asks(index: OccupationIndex, text: str, why: str) -> None:
    reading = read(text, index)
    assert reading is not None
    assert (reading.settled, reading.how) == (False, why)
    assert 2 <= len(reading.groups) <= 3
    assert reading.said in text


def test_a_name_decides_between_the_groups_of_an_old_code(index: OccupationIndex) -> None:
    assert nocs(read("NOC 7384 locksmith", index)) == ("72999",)
    assert nocs(read("NOC 7384", index)) == ("72999", "72423")


def test_an_unknown_code_offers_those_like_it(index: OccupationIndex) -> None:
    reading = read("welder, NOC 72107", index)
    assert reading is not None
    assert reading.how == "unknown"
    assert reading.said == "72107"
    assert nocs(reading)[0] == "72106"
    assert nocs(read("CNP 7238", index)) == ("72106",)


def test_full_width_letters_accents_and_typographic_signs_are_folded(
    index: OccupationIndex,
) -> None:
    assert nocs(read("ＮＯＣ ７２３１０", index)) == ("72310",)
    assert nocs(read("I’m a plumber\u2026", index)) == ("72300",)
    assert nocs(read("E\u0301LECTRICIEN", index)) == ("72200",)
    assert nocs(read("manœuvre en construction", index)) == ("75110",)


def test_two_codes_with_a_clear_name_are_the_name(index: OccupationIndex) -> None:
    assert nocs(read("NOC 72106 or 72300, welder", index)) == ("72106",)


@pytest.mark.parametrize(
    ("text", "listed", "nearest"),
    [
        ("62200", LISTED, "63200"),
        ("72301", LISTED, "72300"),
        ("72410", LISTED, "72401"),
        ("62200", frozenset({"72300"}), None),
        ("21231", LISTED, None),
        ("72301", frozenset({"72302", "72014", "63200"}), "72302"),
    ],
)
def test_the_nearest_listed_occupation_of_an_unlisted_one(
    index: OccupationIndex, text: str, listed: frozenset[str], nearest: str | None
) -> None:
    group = index.group(text)
    assert group is not None
    found = index.nearest_listed(group, listed)
    assert (None if found is None else found.noc) == nearest


@given(st.text(max_size=300), st.booleans())
def test_reading_never_raises_and_places_what_was_said(text: str, expected: bool) -> None:
    reading = read(text, expected=expected)
    if reading is not None:
        assert reading.said in Page(text).given
    if reading is not None and reading.choices:
        assert 2 <= len(set(reading.groups)) == len(reading.groups) <= 3


@given(st.text(alphabet="NOCnocp 0123456789.-OolI:(),"))
def test_places_of_codes_are_in_the_text(text: str) -> None:
    plain = plain_text(text).text
    for code in labelled_codes(plain):
        assert 0 <= code.label <= code.start < code.end <= len(plain)


WORDS = st.sampled_from(
    [
        "welder",
        "plumber",
        "not",
        "a",
        "the",
        "of",
        "cook",
        "helper",
        "supervisor",
        "i",
        "fix",
        "for",
        "teach",
        "and",
        "my",
        "7237",
        "noc",
        "72106",
        ",",
        ".",
        "mechanic",
        "excavator",
        "loader",
        "weldr",
        "plummer",
        "is",
        "pipes",
        "aide",
        "de",
        "soudeur",
        "ne",
        "pas",
        "da",
        "mistri",
        "shop",
        "job",
        "engineer",
        "manage",
        "drive",
        "truck",
        "an",
        "who",
        "kitchen",
    ]
)


@given(
    st.lists(WORDS, min_size=1, max_size=8).map(" ".join),
    st.sampled_from(["{}!", "{}  ", "{} 🙂", "please {}", "{} thanks", "{}..."]),
)
def test_politeness_and_case_change_no_words_around_occupations(text: str, dress: str) -> None:
    index = load_occupations()
    bare = nocs(read(text, index))
    assert nocs(read(dress.format(text), index)) == bare
    assert nocs(read(dress.format(text).upper(), index)) == bare


@given(st.lists(WORDS, max_size=12).map(" ".join), st.booleans())
def test_any_words_around_occupations_are_read(text: str, expected: bool) -> None:
    index = load_occupations()
    reading = read(text, index, expected=expected)
    assert reading == read(text, index, expected=expected)
    assert set(nocs(reading)) <= index.codes


@pytest.mark.parametrize("text", ["welder", "im a plumber with 478", "electrician helper", "draw"])
@pytest.mark.parametrize(
    "dress", ["{} please", "hello, {}", "{}!!!", "{} 🙂", "Hi! {}. Thanks!", "  {}\n"]
)
def test_politeness_signs_and_case_change_nothing(
    index: OccupationIndex, text: str, dress: str
) -> None:
    bare = nocs(read(text, index))
    assert nocs(read(dress.format(text), index)) == bare
    assert nocs(read(dress.format(text).upper(), index)) == bare
    assert nocs(read(string.capwords(text), index)) == bare


def test_words_of_one_kind_are_folded_together() -> None:
    assert {stem(word) for word in ("bouchere", "boucher", "bouchers")} == {"boucher"}
    assert {stem(word) for word in ("salespeople", "saleswoman", "salesman")} == {"salesman"}
    assert [stem(w) for w in ("310s", "gas", "boxes", "bus", "class", "ladies")] == [
        "310s",
        "gas",
        "box",
        "bus",
        "class",
        "lady",
    ]
    assert stem("there") == "there"


def test_apostrophes_are_read_as_the_language_has_them() -> None:
    assert stems("the plumber's helper doesn't", {}) == ("the", "plumber", "helper", "doesnt")
    assert stems("l'aide de l'électricien", {}) == ("l", "aide", "de", "l", "electricien")
    assert stems("j'ai qu'un job", {}) == ("j", "ai", "qu", "un", "job")


@given(st.text(alphabet="abc'\u2019 -sldéœ.", max_size=30))
def test_a_name_has_the_same_words_as_a_text(text: str) -> None:
    same = {"ab": ("a", "b")}
    line = Line(plain_text(text).text, ())
    assert stems(text, same) == tuple(word.stem for word in words_of(line, same))


def test_what_stands_before_a_word_is_kept() -> None:
    found = words_of(Line("a-b c, d. e/fgh ijk/lmn op | q", ()), {"op": ("g", "h")})
    assert [(word.stem, word.gap) for word in found] == [
        ("a", "near"),
        ("b", "near"),
        ("c", "near"),
        ("d", "pause"),
        ("e", "stop"),
        ("fgh", "near"),
        ("ijk", "near"),
        ("lmn", "slash"),
        ("g", "near"),
        ("h", "near"),
        ("q", "pause"),
    ]


def test_imported_titles_extend_the_index_and_do_not_change_built_in_names(tmp_path: Path) -> None:
    titles = (
        ("72106", "zorbing seam closer"),
        ("94204", "zorb stitcher - amusement"),
        ("94204", "electrician"),
        ("99999", "zorb nobody"),
        *((noc, "zorb general hand") for noc in ("75110", "75119", "95109", "95101")),
        ("94204", "zorber"),
    )
    store(titles, tmp_path / "titles.csv")
    index = load_occupations(Shelf(titles=tmp_path / "titles.csv"))

    def code(text: str) -> str | None:
        reading = read(text, index)
        return None if reading is None else reading.noc

    assert code("zorbing seam closer") == "72106"
    assert code("zorb stitcher - amusement") == "94204"
    short = read("zorb stitcher", index)
    assert short is not None
    assert (short.settled, short.groups[0].noc) == (False, "94204")
    assert code("electrician") == "72200"
    assert code("zorb nobody") is None
    hand = read("zorb general hand", index)
    assert hand is not None
    assert not hand.settled
    assert code("i am a zorber") == "94204"
    assert code("what does zorber mean to the program") is None
    assert read("zorbing seam closer") is None


def test_the_index_is_made_once() -> None:
    assert load_occupations() is load_occupations()
    assert isinstance(load_occupations(), OccupationIndex)
