"""Conditions of draws and what goes on with something said before, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.world import World
from bot.reading import understand
from bot.reading.understood import Reading, Understood
from tests.conversation.talk import world

HERE: World = world()


def read(text: str, **circumstances: Any) -> Understood:
    reading = Reading(HERE.now, **circumstances)
    return understand(text, reading, HERE.knowledge, HERE.occupations)


@pytest.mark.parametrize(
    ("text", "circumstances", "level"),
    [
        ("lecture 9, écoute 8, oral 6, écrit 8", {"lang": "fr"}, 6),
        ("reading 9, listening 9, speaking 8, writing 7", {"expecting": "french"}, 7),
        ("TEF: listening 5", {}, 5),
        ("I have no French at all", {}, 0),
        ("je ne parle pas français", {"lang": "fr"}, 0),
        ("j'ai le NCLC 7 partout", {"lang": "fr"}, 7),
        ("8", {"expecting": "french"}, 8),
        ("about 7 I think", {"expecting": "french"}, 7),
        ("my birthday is 3 March 1990", {"expecting": "french"}, None),
        ("my English is CLB 9", {}, None),
        ("IELTS reading 8, listening 8, speaking 7, writing 7", {}, None),
        ("do I need NCLC 7?", {}, None),
        ("c'est quoi, le NCLC?", {"lang": "fr"}, None),
        ("you need NCLC 7 for those draws", {}, None),
        ("j'ai 9 en lecture au TEF", {"lang": "fr"}, None),
    ],
)
def test_french_is_the_lowest_of_the_four(
    text: str, circumstances: dict[str, Any], level: int | None
) -> None:
    found = read(text, **circumstances)
    assert found.facts.french_nclc == level
    assert not (found.supposed and level is not None)


def test_one_ability_above_the_level_is_asked_back() -> None:
    (unclear,) = read("j'ai 9 en lecture au TEF", lang="fr").unclear
    assert (unclear.slot, unclear.reason) == ("french", "several")


@pytest.mark.parametrize(
    ("text", "nomination"),
    [
        ("I got my nomination from Ontario", True),
        ("j'ai reçu une désignation de l'Alberta", True),
        ("I don't have a nomination", False),
        ("aucune désignation", False),
        ("how do I get a nomination?", None),
        ("c'est quoi, une désignation?", None),
    ],
)
def test_a_nomination_is_told(text: str, nomination: bool | None) -> None:
    found = read(text)
    assert found.facts.nomination is nomination
    assert not found.supposed


@pytest.mark.parametrize("text", ["what if I get a nomination?", "et si j'avais une désignation?"])
def test_a_nomination_that_is_supposed_adds_its_points(text: str) -> None:
    found = read(text)
    assert found.supposed
    assert found.facts.nomination is True
    assert found.change is not None
    assert found.change.crs == 600


@pytest.mark.parametrize("text", ["I never worked in Canada", "aucune expérience canadienne"])
def test_no_work_in_canada_is_none(text: str) -> None:
    assert read(text).facts.canadian_experience_months == 0


@pytest.mark.parametrize(
    ("text", "expecting", "small"),
    [
        ("yes, by Ontario", "nomination", "yes"),
        ("non, pas encore", "nomination", "no"),
        ("not yet", "nomination", "no"),
        ("yes from BC", "nomination", "yes"),
        ("yes it was", "submitted", "yes"),
        ("no, later", "submitted", "later"),
        ("plus d'un an avant", "submitted", "older"),
        ("yes, what is the pool?", "submitted", None),
    ],
)
def test_a_yes_with_a_few_words_more(text: str, expecting: Any, small: str | None) -> None:
    assert read(text, expecting=expecting).small == small


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("the 12th", "12"),
        ("no, the 13th", "13"),
        ("le 17", "17"),
        ("non, c'était le 3", "3"),
        ("the 12th?", None),
        ("12", None),
        ("the 45th", None),
    ],
)
def test_a_day_of_the_month_completes_the_day_that_is_known(text: str, part: str | None) -> None:
    assert read(text, dated=True).day_part == part
    assert read(text).day_part is None


@pytest.mark.parametrize(
    ("text", "draw", "wanted"),
    [
        ("and in the one before?", "446", "443"),
        ("et le tirage d'avant?", "437", "433"),
        ("and the previous round?", "447", "408"),
        ("and the one before?", None, None),
    ],
)
def test_the_draw_before_is_of_the_same_kind(
    text: str, draw: str | None, wanted: str | None
) -> None:
    assert read(text, draw=draw).draw == wanted


def test_somebody_who_is_known_is_named_again() -> None:
    people = ("client B", "husband")
    assert read("and client b?", people=people).person == "client B"
    assert read("my husband again", people=people).person == "husband"
    assert read("and my cousin?", people=people).person is None


def test_a_new_profile_was_made_after_another() -> None:
    assert read("I created a new profile on 20 November 2026").recreated
    assert read("j'ai refait mon profil, soumis le 20 novembre 2026").recreated
    assert not read("I submitted my profile on 20 November 2026").recreated


@pytest.mark.parametrize(
    ("text", "small"),
    [
        ("not mine", "not_mine"),
        ("no that's my brother's", "not_mine"),
        ("it's for somebody else", "not_mine"),
        ("c'est pour un ami", "not_mine"),
        ("non, à quelqu'un d'autre", "not_mine"),
        ("mine!", "mine"),
        ("les miens", "mine"),
        ("that's mine", "keep"),
        ("c'est à moi", "keep"),
        ("this is my profile", "keep"),
        ("garde ça", "keep"),
        ("ok back to mine please", "back_to_mine"),
        ("what about me?", "back_to_mine"),
        ("mes vrais chiffres", "back_to_mine"),
        ("retour à mon profil", "back_to_mine"),
        ("undo that", "undo"),
        ("oups, annule", "undo"),
        ("my brother", None),
        ("is mine expired?", None),
        ("my real score is 480", None),
        ("forget my profile", None),
    ],
)
def test_short_orders_about_whose_facts_they_are(text: str, small: str | None) -> None:
    found = read(text).small
    assert found == small if small is not None else found not in ("keep", "mine", "not_mine")


def test_a_draw_that_is_only_called_one() -> None:
    assert read("and in the April one?").draw == "408"
    assert read("et celui d'avril?", lang="fr").draw == "408"


@pytest.mark.parametrize(
    ("text", "lang"), [("was she invited?", "en"), ("est-ce qu'il a été invité?", "fr")]
)
def test_a_question_about_the_one_shown_goes_on_with_them(text: str, lang: Any) -> None:
    assert read(text, lang=lang, shown="other").follows
    assert not read(text, lang=lang).follows
    assert not read("was I invited?", shown="other").follows


def test_the_letters_of_two_clients_are_no_occupation() -> None:
    said = read("client A: plumber 481; client B: welder 476")
    (other,) = said.others
    assert (said.person, said.facts.noc) == ("client a", "72300")
    assert (other.label, other.facts.noc) == ("client b", "72106")
