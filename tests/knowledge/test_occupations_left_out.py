"""Leave one out: a name is hidden from the index, and the other names must find its group."""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterable

import pytest

from knowledge.occupation_index import NameIndex
from knowledge.occupation_shelf import DATA, Name, Shelf, shelf
from knowledge.occupations import Found, OccupationIndex, Offered

TRADES = frozenset(
    [
        "22303",
        "63200",
        "63201",
        "70010",
        "70011",
        "72014",
        "72100",
        "72102",
        "72106",
        "72200",
        "72201",
        "72300",
        "72302",
        "72310",
        "72311",
        "72320",
        "72400",
        "72401",
        "72402",
        "72405",
        "72406",
        "72422",
        "72501",
        "72999",
        "73100",
        "73110",
        "73112",
        "73113",
        "73200",
        "82021",
    ]
)
SAMPLE = 50


class _WithoutOne(OccupationIndex):
    """The built-in index over other names than the files have."""

    def __init__(self, files: Shelf, names: Iterable[Name]) -> None:
        super().__init__(files)
        self.__dict__["_names"] = NameIndex(names, files.words)


def left_out(names: list[Name], sample: list[Name]) -> Counter[str]:
    """How names fare that are hidden one at a time, each asked for by its folded words."""
    files = shelf(DATA)
    outcomes: Counter[str] = Counter()
    for hidden in sample:
        others = [n for n in names if (n.noc, n.words) != (hidden.noc, hidden.words)]
        reading = _WithoutOne(files, others).read(" ".join(hidden.words), expected=True)
        match reading:
            case Found(group):
                outcomes["found" if group.noc == hidden.noc else "another"] += 1
            case Offered(groups) if hidden.noc in {group.noc for group in groups}:
                outcomes["offered"] += 1
            case _:
                outcomes["missed"] += 1
    return outcomes


@pytest.mark.no_cover  # an index made a hundred times; what it takes is counted here, not lines
@pytest.mark.parametrize(
    ("who", "floor", "most_wrong"), [("a listed trade", 0.8, 4), ("any occupation", 0.72, 4)]
)
def test_a_name_nobody_wrote_down_is_found_or_offered_by_the_others(
    who: str, floor: float, most_wrong: int, capsys: pytest.CaptureFixture[str]
) -> None:
    names = list(shelf(DATA).names())
    chosen = [n for n in names if n.kind == "name" and (who == "any occupation" or n.noc in TRADES)]
    outcomes = left_out(names, random.Random(2021).sample(chosen, SAMPLE))
    kept = outcomes["found"] + outcomes["offered"]
    with capsys.disabled():
        sys.stdout.write(
            f"\nleft out, {who}: {kept / SAMPLE:.0%} found or offered {dict(outcomes)}\n"
        )
    assert kept / SAMPLE >= floor
    assert outcomes["another"] <= most_wrong
