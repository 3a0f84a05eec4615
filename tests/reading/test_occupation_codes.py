"""Occupation codes in whole messages: beside scores, in odd forms, mistyped; money is none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.reading import understand
from bot.reading.occupations.reader import load_occupations
from bot.reading.understood import Reading, Understood
from bot.reading.whose.cues import words
from tests.facts import frozen
from tests.tables import each

READING = Reading(now=datetime(2026, 11, 20, 12, tzinfo=UTC), lang="en")

# text, code understood, score understood
READ: tuple[tuple[str, str | None, int | None], ...] = (
    ("7241", "72200", None),
    ("NOC 7241, 480", "72200", 480),
    ("7237 noc, crs 478", "72106", 478),
    ("noc (2016) 7237", "72106", None),
    ("under noc 2016 my code was 7271", "72310", None),
    ("noc 2021 version 1.0 72310, 481", "72310", 481),
    ("N.O.C. 72310", "72310", None),
    ("noc 72 310 crs 480", "72310", 480),
    ("noc 7 2 3 1 0", "72310", None),
    ("TEER 2 72310", "72310", None),
    ("72310 teer 2", "72310", None),
    ("480, NOC 72310, TEER 2", "72310", 480),
    ("309A", "72200", None),
    ("my salary is 72106", None, None),
    ("I make 72106 a year, 480 points", None, 480),
    ("1300", None, None),
    ("2025", None, None),
    ("480, welder, 50000", "72106", 480),
    ("NOC 7237 / 72106", "72106", None),
    ("crs 480, working as a welder in red deer since jan 2024", "72106", 480),
    ("started as a cook in May 2023, crs 480", "63200", 480),
)
# text, what of it is no code, the codes it may have been
ASKED = (
    ("NOC 7231O, 480", "7231O", ("72310",)),
    ("noc 72l06", "72l06", ("72106",)),
    ("noc 123456", "123456", None),
    ("NOC 72999999", "72999999", None),
    ("noc 7999", "7999", None),
    ("480, 72315, 3 nov 2025", "72315", None),
    ("my code is 72015", "72015", None),
)


# trades in scripts of their own
IN_OWN_SCRIPT = (
    ("480, сварщик", "72106", 480),
    ("480 焊工", "72106", 480),
    ("我是电焊工, 480", "72106", 480),
    ("मैं वेल्डर हूँ, 480", "72106", 480),
    ("480 ਵੈਲਡਰ", "72106", 480),
    ("كهربائي 480", "72200", 480),
    ("480 зварювальник", "72106", 480),
    ("480 नमस्ते", None, None),
    ("कारपेंटर", "72310", None),
)


def read(text: str) -> Understood:
    return understand(text, READING, frozen(), load_occupations())


def test_codes_are_read_in_every_form_and_beside_a_score() -> None:
    def check(row: tuple[str, str | None, int | None]) -> None:
        understood = read(row[0])
        assert (understood.noc, understood.crs) == row[1:]

    each((*READ, *IN_OWN_SCRIPT), check)


def test_trades_in_scripts_of_their_own_are_unit_groups() -> None:
    for word in words("trades")["trades"]:
        assert read(f"480, {word}").noc is not None, word


@pytest.mark.parametrize(("text", "said", "nearest"), ASKED)
def test_what_is_no_code_is_asked_back(
    text: str, said: str, nearest: tuple[str, ...] | None
) -> None:
    understood = read(text)
    (unclear,) = (each for each in understood.unclear if each.slot == "occupation")
    assert (understood.noc, unclear.said) == (None, said)
    assert nearest is None or unclear.readings == nearest
