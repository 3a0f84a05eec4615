"""Statistics Canada's elements file, in the forms it has come in, and files that are not it."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.occupations.elements import Elements, read_elements, read_file
from knowledge.parameters import KnowledgeError

ENGLISH = (
    "Level,Code - NOC 2021 V1.0,Class title,Element Type Label English,Element Description English"
)
FRENCH = (
    "Niveau;Code - CNP 2021 V1.0;Titres de classes;Étiquette du type d'élément - français;"
    "Description d'élément - français"
)
ROWS = """5,72106,Welders,Illustrative example(s),aluminum welder
5,72106,Welders,All examples,"welder - motor vehicles, plant"
5,72106,Welders,All examples,aluminum welder
5,72106,Welders,Exclusion(s),welding engineer
5,72106,Welders,Main duties,Weld things
4,7210,Machining,All examples,not a unit group
5,10,Legislators,All examples,mayor
5,72106,Welders,All examples,
5,72106
"""
TITLES = (
    ("72106", "aluminum welder"),
    ("72106", "welder - motor vehicles, plant"),
    ("00010", "mayor"),
)


def test_example_titles_of_unit_groups_are_read_and_nothing_else() -> None:
    assert read_elements(f"{ENGLISH}\n{ROWS}".encode()) == Elements(TITLES, "en", 0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_french_files_with_semicolons_are_read_in_every_encoding(encoding: str) -> None:
    rows = "5;72106;Soudeurs;Tous les exemples;soudeur à l'arc\n5;72106;S;Exclusion(s);ingénieur\n"
    elements = read_elements(f"{FRENCH}\n{rows}".encode(encoding))
    assert elements == Elements((("72106", "soudeur à l'arc"),), "fr", 0)


def test_columns_without_known_headers_are_found_by_what_stands_in_them() -> None:
    rows = "\n".join(
        f"NOC 7210{n % 7},Title {n % 7},All examples,kind of worker {n}" for n in range(40)
    )
    elements = read_elements(f"a,b,c,d\n{rows}\n".encode())
    assert len(elements.titles) == 40
    assert elements.titles[0] == ("72100", "kind of worker 0")


def test_a_header_that_promises_types_but_has_none_is_not_believed() -> None:
    head = "Code,Element type,What,Element description"
    rows = "72106,1,All examples,pipe welder\n72106,2,Main duties,weld\n"
    assert read_elements(f"{head}\n{rows}".encode()).titles == (("72106", "pipe welder"),)


def test_a_description_header_that_is_the_type_column_is_not_believed() -> None:
    head = "Code,Class,Element type description,Words"
    rows = "72106,Welders,All examples,pipe welder\n72300,Plumbers,All examples,house plumber\n"
    assert read_elements(f"{head}\n{rows}".encode()).titles[0] == ("72106", "pipe welder")


@pytest.mark.parametrize(
    "before", ["sep=,\n", "Statistics Canada\n\nNOC 2021 Version 1.0\n", "\ufeff", "\n\n"]
)
def test_what_stands_before_the_headers_is_passed_over(before: str) -> None:
    assert read_elements(f"{before}{ENGLISH}\n{ROWS}".encode()).titles == TITLES


def test_levels_and_codes_are_read_as_spreadsheets_write_them() -> None:
    head = "Hierarchical structure;Code - NOC 2021;Class title;Element Type;Element Description"
    rows = (
        'Unit Group;"=""72106""";Welders;All examples;aluminum welder\n'
        "Unit Group;10;Legislators;All examples;mayor\n"
        "Minor Group;7210;Machining;All examples;nobody\n"
    )
    found = read_elements(f"{head}\n{rows}".encode())
    assert found.titles == (("72106", "aluminum welder"), ("00010", "mayor"))


def test_a_level_without_a_header_still_tells_of_lost_zeros() -> None:
    rows = "".join(f"5,{10 + n % 3},T{n % 3},All examples,mayor {n}\n" for n in range(9))
    assert read_elements(f"a,b,c,d,e\n{rows}".encode()).titles[0] == ("00010", "mayor 0")


def test_far_too_large_a_file_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "elements.csv"
    with path.open("wb") as file:
        file.truncate(100_000_001)
    with pytest.raises(KnowledgeError, match="more than 100 MB"):
        read_file(path)


def test_rows_with_codes_of_no_unit_group_are_counted() -> None:
    elements = read_elements(f"{ENGLISH}\n{ROWS}".encode(), {"72106"})
    assert elements.skipped == 1
    assert {noc for noc, _ in elements.titles} == {"72106"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"PK\x03\x04rest", "Excel or ZIP"),
        (b"\xd0\xcf\x11\xe0old", "Excel or ZIP"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x1f\x8brest", "compressed"),
        (b"%PDF-1.7", "a PDF"),
        (f"{ENGLISH}\n{ROWS}5,72106,Welders,All".encode(), "last row is cut off"),
        (f'{ENGLISH}\n{ROWS}5,72106,Welders,All examples,"pipe'.encode(), "last row is cut off"),
        (b"a\0b,c,d", "not a text file"),
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b'{"rounds": []}', "web page or another kind"),
        (b"just words\nand more\n", "three columns"),
        (b"a,b,c\n1,2,3\n", "no column of element types"),
        (b"a,b,c\nx,y,z\n", "no column of NOC codes"),
        (b"a,b,c\n", "no column of NOC codes"),
        (f"{ENGLISH}\n5,72106,Welders,Main duties,weld\n".encode(), "no rows of example titles"),
        (f"{ENGLISH}\n5,99999,X,All examples,y\n".encode(), "another edition"),
        (
            f"{ENGLISH}\n5,99999,X,All examples,y\n5,99998,X,All examples,y\n"
            f"5,72106,X,All examples,y\n".encode(),
            "2 of its 3",
        ),
        (b"Code,Element type label,x\n" + b"w" * 140_000 + b",b,c\n", "not a readable CSV"),
        (f"{ENGLISH}\n5,n/a,X,All examples,y\n".encode(), "no rows of example titles"),
    ],
)
def test_a_wrong_file_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    with pytest.raises(KnowledgeError, match=reason):
        read_elements(content, {"72106"})
