"""A verdict fits a phone: seven lines, sixteen rows of forty characters, outcome first."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from itertools import product
from typing import get_args

import pytest

from bot.conversation import answers
from bot.conversation.messages import Answer, Message, NextStep, Noted
from bot.replies.en.wording import TEXTS as EN
from bot.replies.fitting import COLUMNS, LINES, ROWS, rows
from bot.replies.fr.wording import TEXTS as FR
from bot.replies.markup import bare, plain
from bot.replies.rendering import LANGUAGES, words
from bot.replies.sentences import gaps, pages
from knowledge.profiles import Between, Profile, ScoreOn, Submission
from knowledge.verdicts import Outcome
from tests.replies.samples import OCCUPATIONS, WORLD, samples

SCORES = (300, 476, 477, 520, None)
JOBS = ("72106", "63200", "62200", "73102", "31301", None)
SUBMITTED = (
    Submission(date(2026, 3, 1)),
    Submission(date(2026, 10, 1)),
    Submission(date(2026, 10, 5)),
    Submission(date(2025, 10, 1)),
    Submission(date(2025, 9, 1)),
    Submission(date(2026, 5, 28)),
    None,
)
DRAWS = ("447", "368", "437", "446", "445", "430", "76", "99")
FORBIDDEN = re.compile(
    r"you are eligible|you got an? (?:ITA|invitation)|invited range|plage d.invitation|probab|%",
    re.IGNORECASE,
)


@cache
def asked() -> list[Answer]:
    """Profiles of every kind in draws of every kind, and what only few of them have."""
    found = []
    for crs, noc, submission, draw in product(SCORES, JOBS, SUBMITTED, DRAWS):
        profile = Profile(crs, noc, submission)
        found.append(_answer(profile, draw))
    whole = Profile(476, "72106", Submission(date(2026, 3, 1)), 12)
    for profile in (
        replace(whole, submission=None, submitted_between=Between(date(2025, 9, 1), None)),
        replace(whole, submission=None, submitted_between=Between(None, date(2026, 11, 1))),
        replace(whole, crs_on=date(2026, 11, 10), scores=(ScoreOn(476, date(2026, 11, 10)),)),
        replace(whole, experience_months=3, canadian_experience_months=3, french_nclc=5),
        replace(whole, canadian_experience_months=20, french_nclc=8, nomination=True, crs=800),
        replace(whole, nomination=False),
    ):
        found += [_answer(profile, draw) for draw in DRAWS]
        found.append(replace(_answer(profile, "447"), person="husband"))
    return found


def _answer(profile: Profile, draw: str) -> Answer:
    subject = answers.subject_of(WORLD, None, draw)
    found = answers.answer(profile, subject, WORLD, "America/Argentina/Buenos_Aires")
    assert isinstance(found, Answer)
    return found


def above(messages: tuple[Message, ...], lang: str) -> list[str]:
    return bare(words(messages, lang)).split("\n")  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_outcome_fits_the_screen_of_a_phone(lang: str) -> None:
    outcomes: set[Outcome] = set()
    for answer in asked():
        lines = above((answer,), lang)
        told = "\n".join(lines)
        assert len(lines) <= LINES, told
        assert rows(lines) <= ROWS, told
        assert all(lines), told
        assert not FORBIDDEN.search(plain(words((answer,), lang))), told  # type: ignore[arg-type]
        outcomes.add(answer.judged.verdict.outcome)
    assert outcomes == set(get_args(Outcome))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_next_step_after_every_outcome_fits_too_and_begins_with_it(lang: str) -> None:
    begins = {"en": "Next: ", "fr": "Ensuite : "}[lang]
    for answer in asked():
        lines = above((NextStep(answer),), lang)
        told = "\n".join(lines).replace("\xa0", " ")
        assert told.startswith(begins), told
        assert len(lines) <= LINES, told
        assert rows(lines) <= ROWS, told
        assert not FORBIDDEN.search(told), told


def test_there_is_no_next_step_that_nothing_leads_to() -> None:
    reasons = {each.split(": ")[1] for each in samples() if each.startswith("next step: ")}
    steps = {key.split(".")[1] for key in EN if key.startswith("next.")}
    assert steps - {"heard", "nobody"} == reasons - {"nothing known"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_line_has_the_score_the_draw_and_its_cut_off(lang: str) -> None:
    for answer in asked():
        first = above((answer,), lang)[0]
        draw, held = answer.judged.draw, answer.judged.profile.crs
        assert draw.number in first, first
        if held is not None and answer.judged.verdict["crs"].state in ("met", "not_met"):
            assert f"{held}" in first, first
            assert f"{draw.crs_cutoff}" in first, first


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_else_is_said_takes_its_room_from_the_card(lang: str) -> None:
    answer = _answer(Profile(480, "72106", Submission(date(2026, 3, 1))), "447")
    job = OCCUPATIONS.group("72106")
    guessed = next(each for each in samples().values() if isinstance(each, Noted) and each.assumed)
    lines = above((answer, replace(guessed, job=job)), lang)
    assert rows(lines) <= ROWS
    assert len(lines[-1]) > COLUMNS / 2


def test_the_same_asked_again_is_said_in_one_line() -> None:
    again = replace(_answer(Profile(480, "72106", Submission(date(2026, 3, 1))), "447"), again=True)
    first = "Yes: 480 was enough for trades draw #447 (1 October 2026, cut-off 476). As before."
    assert above((again,), "en") == [first]


def test_a_standing_warning_is_folded_once_it_was_said() -> None:
    answer = _answer(Profile(480, "72106", Submission(date(2026, 3, 1))), "447")
    told = replace(answer, standing=frozenset())
    warning = "New CRS rules are reported"
    assert any(warning in line for line in above((answer,), "en"))
    assert not any(warning in line for line in above((told,), "en"))
    assert warning in plain(words((told,), "en"))


def test_both_languages_have_the_same_sentences_with_the_same_gaps() -> None:
    assert EN.keys() == FR.keys()
    for key, english in EN.items():
        assert gaps(english) == gaps(FR[key]) or key.startswith("topic."), key
        assert pages(english) == pages(FR[key]), key


def test_the_age_of_the_list_is_told() -> None:
    read = datetime(2026, 11, 22, 11, 58, tzinfo=UTC)
    answer = _answer(Profile(480, "72106", Submission(date(2026, 3, 1))), "447")
    fresh = replace(answer, freshness=replace(answer.freshness, read_at=read))
    assert "read 2 minutes ago" in plain(words((fresh,), "en"))
    assert "lue il y a 2 minutes" in plain(words((fresh,), "fr")).replace("\xa0", " ")
