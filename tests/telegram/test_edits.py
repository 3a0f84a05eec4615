"""Edited messages, albums and floods over the fake Bot API, by polling and by webhook."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fake_telegram.api import Fault
from tests.telegram.at_home import WAYS, Home, How, at_home

ALICE, BOB = 11, 12
SAID = {
    "en": ("480 welder 14 March 2026", "450 welder 14 March 2026", "No: 450 was 26 points short"),
    "fr": ("480 soudeur 14 mars 2026", "450 soudeur 14 mars 2026", "il manquait 26 points"),
}


def said(home: Home, person: int, text: str, lang: str = "en") -> dict[str, Any]:
    """The message as it is sent, to be edited later."""
    message = home.api.screen.from_person(person, lang) | {"text": text}
    home.api.push({"message": message})
    return message


def edit(home: Home, message: dict[str, Any], text: str) -> int:
    changed = message | {"text": text, "edit_date": message["date"] + 5}
    return home.api.push({"edited_message": changed})


@pytest.mark.parametrize("how", WAYS)
@pytest.mark.parametrize("lang", ["en", "fr"])
async def test_the_answer_to_an_edited_message_is_corrected_in_its_place(
    how: How, lang: str
) -> None:
    first, second, outcome = SAID[lang]
    async with at_home(how) as home:
        message = said(home, ALICE, first, lang)
        (answer,) = await home.api.replies(ALICE, 1)
        await home.turns(1)
        edit(home, message, second)
        _, corrected = await home.api.replies(ALICE, 2)
        assert corrected.message == answer.message
        assert outcome in corrected.text
        await home.turns(2)
        edit(home, message, first)
        *_, again = await home.api.replies(ALICE, 3)
        assert again.message == answer.message
        await home.turns(3)
        assert len(home.api.made("sendMessage")) == 1
        assert home.database.disk.tables.disk.waiting == {}


async def test_an_edit_that_changes_nothing_is_no_error_and_shows_nothing() -> None:
    async with at_home("polling") as home:
        message = said(home, ALICE, "/latest")
        await home.api.replies(ALICE, 1)
        await home.turns(1)
        edit(home, message, "/latest ")
        await home.turns(2)
        assert len(home.api.seen(ALICE)) == 1
        assert len(home.api.made("editMessageText")) == 1
        assert not home.database.disk.tables.disk.updates[home.over[1].update].before


async def test_a_reply_that_cannot_be_edited_any_more_is_sent_anew() -> None:
    async with at_home("polling") as home:
        message = said(home, ALICE, "480 welder 14 March 2026")
        await home.api.replies(ALICE, 1)
        await home.turns(1)
        home.api.fail("editMessageText", Fault(400, "Bad Request: message can't be edited"))
        edit(home, message, "450 welder 14 March 2026")
        first, second = await home.api.replies(ALICE, 2)
        assert second.message != first.message
        assert "No: 450" in second.text


@pytest.mark.parametrize("how", WAYS)
async def test_an_earlier_message_is_not_read_again_and_that_is_said_when_it_matters(
    how: How,
) -> None:
    async with at_home(how) as home:
        earlier = said(home, ALICE, "480 welder 14 March 2026")
        await home.api.replies(ALICE, 1)
        home.api.say(ALICE, "what is the tie-breaking rule?")
        await home.api.replies(ALICE, 2)
        kept = home.database.disk.tables.disk.chats[ALICE].profile
        edit(home, earlier, "thanks a lot")
        edit(home, earlier, "/forget")
        edit(home, earlier, "450 welder 14 March 2026")
        *_, told = await home.api.replies(ALICE, 3)
        await home.turns(5)
        assert "new message" in told.text
        assert len(home.api.seen(ALICE)) == 3
        assert home.database.disk.tables.disk.chats[ALICE].profile == kept
        assert home.database.disk.tables.disk.waiting == {}


async def test_after_a_press_the_corrected_answer_stands_below_it() -> None:
    async with at_home("polling") as home:
        message = said(home, ALICE, "480 welder 14 March 2026")
        await home.api.replies(ALICE, 1)
        home.api.press(ALICE, "This year's invitations")
        await home.api.replies(ALICE, 2)
        await home.turns(2)
        edit(home, message, "450 welder 14 March 2026")
        first, second, corrected = await home.api.replies(ALICE, 3)
        assert corrected.message > second.message > first.message
        assert "No: 450" in corrected.text


async def test_an_edit_by_somebody_forgotten_or_unknown_changes_nothing() -> None:
    async with at_home("polling") as home:
        message = said(home, ALICE, "480 welder 14 March 2026")
        await home.api.replies(ALICE, 1)
        home.api.say(ALICE, "/forget")
        await home.api.replies(ALICE, 2)
        home.api.say(ALICE, "yes")
        await home.api.replies(ALICE, 3)
        await home.turns(3)
        assert home.database.disk.tables.disk.updates == {}
        edit(home, message, "hello")
        edit(home, home.api.screen.from_person(BOB, "en"), "hello")
        await home.turns(5)
        assert len(home.api.seen(ALICE)) == 3
        assert home.api.seen(BOB) == []
        assert home.database.disk.tables.disk.chats == {}


async def test_a_live_location_that_moves_on_is_not_answered_again() -> None:
    async with at_home("polling") as home:
        message = home.api.screen.from_person(ALICE, "en") | {"location": {"latitude": 1}}
        home.api.push({"message": message})
        await home.api.replies(ALICE, 1)
        home.api.push({"edited_message": message | {"location": {"latitude": 2}}})
        home.api.say(ALICE, "/help")
        await home.api.replies(ALICE, 2)
        await home.turns(2)
        assert len(home.api.seen(ALICE)) == 2


@pytest.mark.parametrize("how", WAYS)
async def test_an_album_gets_one_answer(how: How) -> None:
    async with at_home(how) as home:
        for _ in range(10):
            home.api.show(ALICE, {"photo": [{}], "media_group_id": "777"})
        await home.turns(10)
        (answer,) = home.api.seen(ALICE)
        assert "only read text" in answer.text
        home.api.show(ALICE, {"photo": [{}], "media_group_id": "778"})
        home.api.show(
            ALICE, {"photo": [{}], "media_group_id": "778", "caption": "480 welder 14 March 2026"}
        )
        home.api.show(ALICE, {"photo": [{}], "media_group_id": "778"})
        await home.turns(13)
        _, second, third = home.api.seen(ALICE)
        assert third.message == second.message
        assert "Yes: 480" in third.text
        assert home.database.disk.tables.disk.waiting == {}


@pytest.mark.parametrize("how", WAYS)
async def test_a_flood_is_told_once_and_others_are_answered(how: How) -> None:
    async with at_home(how) as home:
        home.api.say(ALICE, "/help")
        await home.api.replies(ALICE, 1)
        for number in range(30):
            home.api.say(ALICE, f"{400 + number} welder", "fr" if number % 2 else "en")
            home.api.forge(ALICE, "1:latest:")
        home.api.say(BOB, "/help")
        await home.api.replies(BOB, 1)
        await home.turns(21)
        shown = home.api.seen(ALICE)
        assert len(shown) == 20
        assert "a lot at once" in shown[-1].text
        await home.api.until(lambda: len(home.api.made("answerCallbackQuery")) == 30)
        assert home.api.pending == ()
        assert home.database.disk.tables.disk.waiting == {}


@pytest.mark.parametrize("lang", ["en", "fr"])
async def test_a_letter_is_read_for_what_it_holds(lang: str) -> None:
    before, after = {
        "en": ("Dear team, I hope that you are all well. ", "Thank you so much for your help. "),
        "fr": ("Bonjour à toute l'équipe, j'espère que vous allez bien. ", "Merci beaucoup. "),
    }[lang]
    facts = {
        "en": "My CRS score is 480, I am a welder and I submitted on 14 March 2026. ",
        "fr": "Ma note est de 480, je suis soudeur et j'ai soumis mon profil le 14 mars 2026. ",
    }[lang]
    async with at_home("polling") as home:
        home.api.say(ALICE, before * 12 + facts + after * 30, lang)
        (answer,) = await home.api.replies(ALICE, 1)
        assert answer.text.startswith("Yes: 480" if lang == "en" else "Oui")
