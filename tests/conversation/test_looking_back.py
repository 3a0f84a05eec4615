"""Past draws and the pool: as a picture or in words, in pages that turn in one message."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.conversation.choices import Choice
from bot.conversation.events import Pressed, Said
from bot.conversation.machine import step
from bot.conversation.messages import Ask, History, PoolReport, Remark
from bot.conversation.world import World
from bot.reading.beside.sayings import HeardLine, sayings
from bot.reading.questions.details import without_form
from bot.reading.text.page import Page
from bot.reading.text.tokens import Line
from bot.replies.en import sentences as en
from bot.replies.fr import sentences as fr
from bot.replies.markup import plain
from bot.replies.rendering import render
from knowledge.draws import Draw
from knowledge.pools import Band, Pool
from tests.conversation.talk import Talk, world
from tests.facts import pool


def rendered(data: str, talk: Talk) -> tuple[str, bool]:
    """What a button says in the words of the message, and whether it is said in place."""
    transition = step(talk.state, Pressed(data), talk.world)
    return plain(render(transition, talk.world.occupations).html), transition.in_place


@pytest.mark.parametrize("said", ["/history", "past draws", "historique"])
def test_past_draws_are_a_picture_unless_words_are_wanted(said: str) -> None:
    for text, wanted in ((said, False), (f"{said} text", True), (f"{said} texte", True)):
        talk = Talk().say(text)
        assert talk.said(History).as_text is wanted
        shown = render(step(Talk().state, Said(text), talk.world), talk.world.occupations)
        assert (shown.picture is None) is wanted


def test_words_come_with_buttons_of_their_own() -> None:
    talk = Talk().say("/history cec")
    kinds = {choice.kind for choice in talk.choices}
    assert {"as_text", "older", "pool"} <= kinds
    shown = render(step(Talk().state, Said("/history cec"), talk.world), talk.world.occupations)
    assert shown.picture is not None
    below = {button.data.split(":")[1] for row in shown.picture.rows for button in row}
    beside = {button.data.split(":")[1] for row in shown.rows for button in row}
    assert "as_text" in below - beside
    assert "older" in beside - below


def test_pages_turn_from_the_newest_to_the_oldest_and_back() -> None:
    talk = Talk().say("/history pnp text")
    seen = list(talk.said(History).on_page)
    while (older := [choice for choice in talk.choices if choice.kind == "older"]) != []:
        talk.press(older[0])
        seen += talk.said(History).on_page
    told = talk.said(History)
    assert (told.page, told.pages) == (10, 10)
    assert tuple(seen) == told.rows
    newer = [choice for choice in talk.choices if choice.kind == "newer"]
    assert talk.press(newer[0]).said(History).page == 9


def test_a_page_takes_the_place_of_the_one_before() -> None:
    text, in_place = rendered("1:older:pnp.2", Talk())
    assert text.startswith("Provincial Nominee Program draws 13 to 24 of 114, newest first\n")
    assert in_place
    text, in_place = rendered("1:as_text:pnp", Talk())
    assert text.startswith("Provincial Nominee Program draws 1 to 12 of 114, newest first\n")
    assert not in_place


def test_a_page_keeps_the_persons_outcomes_and_the_open_question() -> None:
    talk = Talk().say("480", "/history pnp text").press("1:older:pnp.2")
    assert talk.said(History).profile.crs == 480
    assert talk.said(Ask).question == "occupation"


@pytest.mark.parametrize(
    ("page", "shown"), [("0", 1), ("1", 1), ("10", 10), ("11", 10), ("999", 10)]
)
def test_a_page_that_is_not_there_is_the_nearest_one(page: str, shown: int) -> None:
    assert Talk().press(f"1:newer:pnp.{page}").said(History).page == shown


@pytest.mark.parametrize(
    "data",
    [
        *("1:older:pnp", "1:older:pnp.x", "1:older:pnp.-1", "1:older:pnp.1000", "1:newer:odd.1"),
        *("1:newer:", "1:as_text:", "1:as_text:odd", "1:pool:odd", "1:older:pnp.²"),
    ],
)
def test_a_forged_page_is_a_stale_button(data: str) -> None:
    assert Talk().press(data).replies == (Remark("stale_button"),)


def test_the_last_page_of_one_draw_names_it() -> None:
    talk = Talk()
    told = talk.say("/history pnp text").said(History)
    last = replace(told, rows=told.rows[:13], page=2)
    assert plain(en.say(last)).startswith("Provincial Nominee Program draw 13 of 13")
    assert plain(fr.say(last)).startswith("Ronde 13 sur 13")


@pytest.mark.parametrize("said", ["/pool", "how many people are in the pool?", "1:pool:"])
def test_the_pool_marks_the_persons_score(said: str) -> None:
    talk = Talk().say("480")
    told = (talk.press(said) if said.startswith("1:") else talk.say(said)).said(PoolReport)
    assert (told.crs, told.as_text, told.draw.number) == (480, False, "447")


def test_the_pool_in_words() -> None:
    for talk in (Talk().say("/pool text"), Talk().press(Choice("pool", "text"))):
        assert talk.said(PoolReport).as_text
        (shown,) = [
            render(step(talk.state, Pressed("1:pool:text"), talk.world), talk.world.occupations)
        ]
        assert shown.picture is None
        assert "1:pool:text" not in [button.data for row in shown.rows for button in row]


def test_facts_said_with_the_question_count() -> None:
    talk = Talk().say("I have 480, how many are ahead of me?")
    assert talk.said(PoolReport).crs == 480
    assert talk.state.memory.profile.crs == 480


def test_before_any_distribution_was_published_it_is_said() -> None:
    talk = Talk()
    talk.world = replace(talk.world, now=talk.world.now.replace(year=2016))
    assert talk.say("/pool").replies == (Remark("no_pool_yet"),)


def test_what_the_feed_told_goes_before_what_is_packaged() -> None:
    talk, facts = Talk(), world()
    packaged = pool("447")
    assert packaged is not None
    other = replace(packaged, as_on=date(2026, 9, 30))
    talk.world = replace(facts, pools={"447": other})
    assert talk.say("/pool").said(PoolReport).pool == other
    talk.world = _with_newer_draw(facts)
    assert talk.say("/pool").said(PoolReport).draw.number == "448"


def _with_newer_draw(facts: World) -> World:
    """A draw that only the feed knows, with its pool."""
    newest = facts.knowledge.draws.newest()
    assert newest is not None
    draw: Draw = replace(newest, number="448", drawn_on=date(2026, 11, 20))
    draws = type(facts.knowledge.draws).of(
        (*facts.knowledge.draws.draws, draw), date(2026, 11, 22), None
    )
    pool = Pool(date(2026, 11, 19), (Band(0, 1200, 7),), 7, draw.source)
    knowledge = replace(facts.knowledge, draws=draws)
    return replace(facts, knowledge=knowledge, pools={"448": pool})


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("text", ""),
        ("history as text, please!", "history"),
        ("pnp TEXT only", "pnp"),
        ("l'historique en texte svp", "l'historique"),
        ("past draws without a picture", "past draws"),
        ("les rondes passées sans l’image", "les rondes passées"),
        ("no chart", ""),
    ],
)
def test_the_form_is_taken_off(said: str, left: str) -> None:
    page = Page(said)
    heard = HeardLine(Line(page.text, ()))
    found = without_form(page, heard, sayings("details", heard.line))
    assert found is not None
    assert found.rstrip(" ,") == left


@pytest.mark.parametrize("said", ["context", "I wrote a text to IRCC", "textile worker", "480"])
def test_other_words_stay(said: str) -> None:
    page = Page(said)
    heard = HeardLine(Line(page.text, ()))
    assert without_form(page, heard, sayings("details", heard.line)) is None
