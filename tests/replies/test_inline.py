"""Articles below a line that is typed: everything that can be offered keeps Telegram's limits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.inline import Offer, Offers, offered
from bot.reading.understood import Lang
from bot.replies.inline import LONGEST_DESCRIPTION, LONGEST_TITLE, headline, render_inline
from bot.replies.rendering import LANGUAGES
from tests.fake_telegram.rules import shown_text
from tests.replies.samples import NOW, OCCUPATIONS, WORLD, samples

EVERYTHING = tuple(samples().values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whatever_can_be_said_makes_an_article(lang: Lang) -> None:
    offers = tuple(Offer("unclear", (message,)) for message in EVERYTHING)
    answer = render_inline(Offers(offers, True, lang), OCCUPATIONS)
    assert len({article.id for article in answer.articles}) == len(EVERYTHING)
    for article in answer.articles:
        assert 1 <= len(article.id.encode()) <= 64
        assert article.title.strip()
        assert len(article.title) <= LONGEST_TITLE
        assert len(article.description) <= LONGEST_DESCRIPTION
        assert "<b>" not in article.title + article.description
        assert shown_text(article.html, "HTML")


def test_what_tells_of_a_person_is_kept_for_seconds_only() -> None:
    personal = render_inline(offered("480 welder", "en", WORLD), OCCUPATIONS)
    general = render_inline(offered("", "en", WORLD), OCCUPATIONS)
    assert personal.seconds < general.seconds <= 60
    assert (general.label, general.opens) == ("Ask me in private", "check")


@pytest.mark.parametrize(
    ("text", "title", "description"),
    [
        ("Short.", "Short.", ""),
        ("Two words here: and more", "Two words here: and more", ""),
        (
            "So far yes: 480 was enough for trades draw #447 (1 October 2026). Open: the day.",
            "So far yes: 480 was enough for trades draw #447 (1 October 2026).",
            "Open: the day.",
        ),
        (
            "Quel jour avez-vous soumis le profil Entrée express, p. ex. 3 novembre 2025? Merci.",
            "Quel jour avez-vous soumis le profil Entrée express, p. ex. 3 novembre 2025?",
            "Merci.",
        ),
        ("First line\n\n• one\n• two", "First line", "one two"),
        ("word " * 60, ("word " * 20).strip()[:-5] + "…", ""),
    ],
)
def test_a_title_is_the_first_sentence(text: str, title: str, description: str) -> None:
    assert headline(text) == (title, description)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=256), st.sampled_from(("en", "fr")))
def test_any_line_gets_articles_that_telegram_takes(text: str, lang: Lang) -> None:
    assert WORLD.now == NOW
    answer = render_inline(offered(text, lang, WORLD), OCCUPATIONS)
    assert 2 <= len(answer.articles) <= 6
    for article in answer.articles:
        assert article.title.strip()
        assert shown_text(article.html, "HTML")
