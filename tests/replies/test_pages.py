"""Every page of past draws fits into one message, for everybody and in every language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.conversation.answers import history
from bot.conversation.messages import Ask
from bot.reading.understood import Lang
from bot.replies.rendering import LANGUAGES, words
from knowledge.profiles import Profile, Submission
from tests.fake_telegram.rules import shown_text
from tests.replies.samples import FACTS, WORLD

LONG_AGO, LATE = (Submission(on, None, False, None) for on in (date(2015, 2, 1), date(2026, 11, 1)))
WORDY = (Profile(), Profile(60, "63200", LATE, 3), Profile(60, "63200", LONG_AGO, 3), Profile(480))
"""From no reason at all to as many as there can be."""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("profile", WORDY, ids=str)
def test_every_page_fits_with_the_question_that_may_be_open(profile: Profile, lang: Lang) -> None:
    for category in FACTS.categories:
        told = history(category, profile, WORLD)
        for page in range(1, told.pages + 1):
            said = words((replace(told, page=page), Ask("submitted")), lang)
            assert shown_text(said, "HTML").count("•") == len(replace(told, page=page).on_page)
