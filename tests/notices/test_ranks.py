"""Whom a notice concerns most: they are told first."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from bot.conversation.stored_states import dump_profile
from bot.notices.ranks import CHANGED, FIRST, REST, ranks
from bot.ports.notices import Owed, Recipient
from knowledge.profiles import Profile, Submission
from tests.notices.owing import NEW, TIE, WELDER, WORLD, owed

NUMBERS = count(1)


def person(profile: Profile | None, *, group: bool = False) -> Recipient:
    stored = None if profile is None else dump_profile(profile, None)
    return Recipient(next(NUMBERS), stored, group)


ABOVE_BOTH, BELOW_BOTH = replace(WELDER, crs=500), replace(WELDER, crs=400)
AT_THE_TIE = replace(WELDER, crs=470, submission=None)
CORRECTED = owed("correction", corrected=replace(NEW, crs_cutoff=440))


@pytest.mark.parametrize(
    ("event", "reader", "rank"),
    [
        pytest.param(owed(), person(WELDER), FIRST, id="in the range, not in that of before"),
        pytest.param(owed(), person(ABOVE_BOTH), FIRST, id="in the range as before"),
        pytest.param(owed(), person(BELOW_BOTH), REST, id="out of it as before"),
        pytest.param(owed(), person(None), REST, id="without a profile"),
        pytest.param(owed(), person(WELDER, group=True), REST, id="a group has no outcome"),
        pytest.param(owed(), person(Profile()), REST, id="with nothing in it"),
        pytest.param(CORRECTED, person(replace(WELDER, crs=450)), CHANGED, id="no more in it"),
        pytest.param(CORRECTED, person(BELOW_BOTH), REST, id="corrected, and out all the same"),
        pytest.param(
            owed(),
            person(
                replace(WELDER, submission=Submission(TIE.date(), zone="Nowhere/At_All"), crs=470)
            ),
            *(REST,),
            id="odd data stop nobody else",
        ),
        pytest.param(owed("manual", text="x"), person(None), FIRST, id="words of an operator"),
        pytest.param(owed(draws=("999",)), person(WELDER), FIRST, id="a draw not known here"),
    ],
)
def test_the_rank_of_one_person(event: Owed, reader: Recipient, rank: int) -> None:
    assert list(ranks(event, [reader], WORLD)) == [rank]


def test_everybody_has_a_rank_in_their_order() -> None:
    people = [person(profile) for profile in (BELOW_BOTH, WELDER, None, WELDER, BELOW_BOTH)]
    assert list(ranks(owed(), people, WORLD)) == [REST, FIRST, REST, FIRST, REST]
