"""What the topics of explain state: figures by name, and a page in the language of the answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from knowledge.facts.shelf import load
from knowledge.parameters import KnowledgeError
from knowledge.topics import DrawPages, OfficialPage, draw_page
from tests.facts import frozen

TOPICS = frozen().topics
PAGES = frozen().pages
FIGURES = TOPICS["language_test"]

ASKED = sorted(load().topics)


@pytest.mark.parametrize("topic", ASKED)
def test_every_topic_states_facts_and_links_official_pages(topic: str) -> None:
    for facts in (load(), frozen()):
        found = facts.topics[topic]
        assert found.facts
        assert found.pages
        for page in found.pages:
            assert facts.pages[page].href("en").startswith("https://")
            assert facts.pages[page].href("fr").startswith("https://")


def test_figures_are_taken_by_name_and_kind() -> None:
    assert TOPICS["raise_score"]["nomination"].number("points") == 600
    assert TOPICS["invitation"]["last_moment"].day("ended_before") == date(2019, 9, 9)
    assert FIGURES["fst_by_test"].figures["ielts"] == (5.0, 5.0, 3.5, 4.0)
    assert TOPICS["provinces"]["programs"].text("mb") == "MPNP"


WRONG = {
    "a figure that is none": lambda fact: fact.number("metres"),
    "a number taken as a day": lambda fact: fact.day("years"),
    "a number taken as a name": lambda fact: fact.text("years"),
}


@pytest.mark.parametrize("take", WRONG.values(), ids=WRONG)
def test_a_figure_is_never_guessed(take: object) -> None:
    assert callable(take)
    with pytest.raises(KnowledgeError, match=r"^language_test\.age: "):
        take(FIGURES["age"])
    with pytest.raises(KnowledgeError, match="no whole number"):
        FIGURES["tests"].number("english")
    with pytest.raises(KnowledgeError, match="there is no fact"):
        FIGURES["price"]


def test_a_page_without_the_language_is_given_in_the_other() -> None:
    page = OfficialPage("rounds", "https://en", "https://fr", date(2026, 1, 1), "official")
    assert (page.href("en"), page.href("fr")) == ("https://en", "https://fr")
    assert replace(page, fr=None).href("fr") == "https://en"
    assert replace(page, en=None).href("en") == "https://fr"
    with pytest.raises(KnowledgeError):
        replace(page, en=None, fr=None).href("en")


DRAW_PAGES = (
    DrawPages(1, "old-{number}", "fr-{number}"),
    DrawPages(77, "q={number}", "fr={number}"),
)
OF_DRAWS = [
    ("1", "en", "old-1"),
    ("76", "en", "old-76"),
    ("76", "fr", "fr-76"),
    ("77", "en", "q=77"),
    ("91a", "en", "q=91a"),
    ("447", "fr", "fr=447"),
]


@pytest.mark.parametrize(("number", "lang", "page"), OF_DRAWS)
def test_each_draw_has_its_own_page(number: str, lang: str, page: str) -> None:
    assert draw_page(number, lang, DRAW_PAGES) == page


def test_no_draw_refers_to_raw_data() -> None:
    for draw in load().draws.draws:
        assert draw.source.href is not None
        assert draw.source.href == load().page_of(draw, "en")
        assert ".json" not in draw.source.href
