"""Every topic in both languages: answer first, figures from the facts, a page to read on."""

from __future__ import annotations

import re
from datetime import date
from itertools import product
from typing import get_args

import pytest

from bot.conversation.choices import Choice, Kind
from bot.conversation.explaining import explained
from bot.conversation.flows.lookups import PERSONAL
from bot.conversation.states import Memory, Other
from bot.reading.understood import Intent, Topic
from bot.replies.en import wording as en
from bot.replies.en.labels import LABELS as ENGLISH
from bot.replies.fr import wording as fr
from bot.replies.fr.labels import LABELS as FRENCH
from bot.replies.markup import bare, plain
from bot.replies.rendering import LANGUAGES
from bot.replies.sentences import Address, gaps, pages
from bot.replies.topics import topic
from knowledge.profiles import Profile, Submission
from tests.replies.samples import NOW, OCCUPATIONS, WORLD

TOPICS = get_args(Topic)
ABOVE = Profile(480, "72106", Submission(NOW.date().replace(year=2025)), 14)
PROFILES = {
    "nothing told": Profile(),
    "only a score": Profile(470),
    "above": ABOVE,
    "below": ABOVE.at_score(450),
    "exactly the cut-off": ABOVE.at_score(476),
    "expired, not on the list": Profile(480, "62200", Submission(NOW.date().replace(year=2024))),
}
NUMBER = re.compile(r"\d")
EXAMPLE = re.compile(
    r"<i>.*?</i>|\{\w+\}|\]\(\w+\)|9-8-8|\b911\b"
    r"|TEER [0-3] and [0-3]|FEER [0-3] et [0-3]|^[1-5]\.",
    re.MULTILINE,
)
"""What may hold a digit: examples, gaps, emergency numbers, the names of levels, a list's marks."""

NOT_OFFERED = ("unknown", "small_talk")
NEVER = re.compile(
    r"you (?:are|'re) eligible|you qualify|you will be invited|per ?cent|%|vous êtes admissible"
    r"|vous serez invité|plage d.invitation|invited range|\$",
    re.IGNORECASE,
)


def told(lang: str, name: Topic, profile: Profile) -> str:
    return LANGUAGES[lang].say(explained(name, Memory(profile), WORLD))  # type: ignore[index]


@pytest.mark.parametrize("name", TOPICS)
def test_both_languages_have_the_same_gaps_and_pages(name: Topic) -> None:
    english, french = en.TOPICS[name], fr.TOPICS[name]
    assert gaps(english) ^ gaps(french) <= {"draw", "number"}
    assert pages(english) == pages(french)


@pytest.mark.parametrize("name", TOPICS)
def test_no_sentence_holds_a_figure_of_its_own(name: Topic) -> None:
    for text in (en.TOPICS[name], fr.TOPICS[name]):
        assert not NUMBER.search(EXAMPLE.sub("", text))


@pytest.mark.parametrize("name", TOPICS)
def test_every_gap_and_page_is_filled_for_somebody(name: Topic) -> None:
    filled: set[str] = set()
    for profile, draw in product(PROFILES.values(), (None, "368")):
        for asked in (None, "72300"):
            memory = Memory(profile, draw=draw)
            values = topic(explained(name, memory, WORLD, asked)).values
            filled |= {key for key, value in values.items() if value is not False}
            linked = pages(en.TOPICS[name])
            assert all(isinstance(values[page], Address) for page in linked)
    assert gaps(en.TOPICS[name]) - filled <= {"read_at", "tie_break_unknown"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", TOPICS)
def test_the_first_line_answers_and_nothing_is_promised(name: Topic, lang: str) -> None:
    for profile in PROFILES.values():
        html = told(lang, name, profile)
        first = html.partition("\n")[0]
        assert first.startswith("<b>")
        assert first.endswith("</b>")
        assert "{" not in html
        assert not NEVER.search(bare(html))
        assert 3 <= bare(html).count("\n") + 1 <= 10


@pytest.mark.parametrize("lang", LANGUAGES)
def test_links_are_of_the_language_and_official(lang: str) -> None:
    for name in TOPICS:
        text = plain(told(lang, name, ABOVE))
        linked = re.findall(r"https://\S+", text)
        assert linked, name
        other = {"en": "canada.ca/fr/", "fr": "canada.ca/en/"}[lang]
        only_english = ("category-based-selection", "representative", "eligibility")
        assert not [
            href
            for href in linked
            if other in href and not any(each in href for each in only_english)
        ]


def test_own_numbers_are_told() -> None:
    assert "Your 450 is 26 points below" in bare(told("en", "cutoff", ABOVE.at_score(450)))
    assert "dépassent 476 de 4 points" in bare(told("fr", "cutoff", ABOVE))
    assert "expires on 22 November 2026" in bare(told("en", "validity", ABOVE))


@pytest.mark.parametrize("intent", [each for each in get_args(Intent) if each not in NOT_OFFERED])
def test_whatever_was_perhaps_meant_has_words_on_its_button(intent: str) -> None:
    about = TOPICS if intent == "explain" else ("",)
    for each in about:
        choice = Choice("meant", f"{intent}.{each}")
        for texts in LANGUAGES.values():
            assert texts.label(choice, OCCUPATIONS) not in (each, choice.value)


def test_both_languages_have_words_for_the_same_buttons() -> None:
    assert ENGLISH.keys() == FRENCH.keys()
    assert {name.partition(".")[0] for name in ENGLISH} >= {*get_args(Kind)} - {"remind"}
    for name, words in ENGLISH.items():
        assert words.count("{}") == FRENCH[name].count("{}"), name


OWN = {"crs", "score", "job", "submitted", "months", "over", "under", "level", "in_range"}
"""Gaps that hold somebody's own numbers."""


def test_whose_numbers_are_told_is_said_wherever_there_are_any() -> None:
    personal = {name for name in TOPICS if gaps(en.TOPICS[name]) & OWN}
    assert personal == PERSONAL


@pytest.mark.parametrize("name", sorted(PERSONAL))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_matter_of_somebody_else_calls_nothing_the_asker_s(lang: str, name: Topic) -> None:
    memory = Memory(ABOVE.at_score(555), of="brother", others=(Other("brother", ABOVE, NOW),))
    shown = plain(LANGUAGES[lang].say(explained(name, memory, WORLD)))  # type: ignore[index]
    assert not re.search(r"\byour 480|\bvos 480|555", shown, re.IGNORECASE)


def test_an_occupation_that_is_asked_about_is_answered_first() -> None:
    told = explained("noc", Memory(ABOVE), WORLD, "72300")
    first = plain(LANGUAGES["en"].say(told)).partition("\n")[0]
    assert first.startswith("Plumber: most likely NOC 72300")


def test_how_long_a_profile_lives_is_said_of_the_one_who_is_shown() -> None:
    theirs = Profile(470, "72106", Submission(date(2026, 4, 1)))
    memory = Memory(of="client b", others=(Other("client b", theirs, NOW),))
    shown = plain(LANGUAGES["en"].say(explained("validity", memory, WORLD)))
    assert "The one of 1 April 2026 expires on 1 April 2027." in shown
