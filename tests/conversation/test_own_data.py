"""Settings, privacy, export and deletion on the pure machine."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.conversation.choices import Choice
from bot.conversation.effects import Forget, SaveLanguage, SaveProfile
from bot.conversation.messages import (
    AskZone,
    Exported,
    Forgotten,
    LatestDraw,
    Remark,
    SettingsReport,
)
from bot.conversation.messages.own_data import UNUSED_MONTHS, KeptBackup, Stored, unused_since
from bot.conversation.states import (
    AskingCrs,
    AskingHomeZone,
    ConfirmingForget,
    Memory,
    Resting,
)
from bot.conversation.subscriptions import Standing, Subscription
from bot.replies.rendering import document
from knowledge.profiles import Profile, Submission
from tests.conversation.talk import NOW, Talk

FULL = Profile(480, "72106", Submission(date(2025, 11, 3)))
BACKUP = KeptBackup("monday.db", NOW)


def test_settings_show_language_zone_and_notices() -> None:
    talk = Talk(Resting(Memory(FULL, zone="Asia/Manila")))
    standing = Standing(Subscription(1, "trades", NOW))
    talk.world = replace(talk.world, pushes=True, standing=standing)
    told = talk.say("/settings").said(SettingsReport)
    assert (told.lang, told.zone, told.quiet_zone) == ("en", "Asia/Manila", "Asia/Manila")
    assert told.terms == Subscription(1, "trades", NOW).terms
    assert {Choice("lang", "fr"), Choice("home_zone"), Choice("quiet")} <= {*talk.choices}


def test_settings_without_notices_offer_them_only_where_they_can_be_sent() -> None:
    talk = Talk().say("/settings")
    assert talk.choices == (Choice("lang", "fr"), Choice("home_zone"))
    talk.world = replace(talk.world, pushes=True)
    assert Choice("subscribe") in talk.say("/settings").choices


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("Manila time", "Asia/Manila"),
        ("Europe/Paris", "Europe/Paris"),
        ("heure de Montréal", "America/Toronto"),
        ("UTC+5:30", "+05:30"),
    ],
)
def test_a_zone_is_taken_from_words(said: str, zone: str) -> None:
    for talk in (Talk().press(Choice("home_zone")).say(said), Talk().say(f"/settings {said}")):
        assert talk.said(SettingsReport).zone == zone
        assert talk.effects == (SaveProfile(Profile(), zone),)
        assert isinstance(talk.state, Resting)


def test_a_zone_behind_the_command_leaves_the_open_question_open() -> None:
    talk = Talk(AskingCrs(Memory())).say("/settings Manila")
    assert talk.state == AskingCrs(Memory(zone="Asia/Manila"))


def test_several_zones_are_asked_back() -> None:
    talk = Talk(AskingHomeZone(Memory())).say("I live in Canada")
    assert talk.said(AskZone).said == "Canada"
    assert Choice("home_zone", "America/Regina") in talk.choices
    assert talk.press(Choice("home_zone", "America/Regina")).state.memory.zone == "America/Regina"


@pytest.mark.parametrize("said", ["what is the latest draw?", "the latest draw? " * 50])
def test_other_words_are_answered_and_the_zone_asked_again(said: str) -> None:
    talk = Talk(AskingHomeZone(Memory())).say(said)
    assert talk.tells(LatestDraw)
    assert talk.said(Remark).what == "ask_home_zone"
    assert talk.state == AskingHomeZone(talk.state.memory)


def test_what_is_said_of_oneself_is_taken_though_a_zone_was_asked() -> None:
    assert Talk(AskingHomeZone(Memory())).say("my crs is 480").state.memory.profile.crs == 480


def test_a_forged_zone_is_stale() -> None:
    assert Talk().press("1:home_zone:Mars/Olympus").said(Remark).what == "stale_button"


def test_a_language_behind_the_command_is_taken() -> None:
    assert SaveLanguage("fr") in Talk().say("/settings français").effects


def test_privacy_in_a_terminal_says_that_nothing_is_stored() -> None:
    talk = Talk().say("/privacy")
    assert talk.said(Remark).what == "privacy_here"
    talk.world = replace(talk.world, pushes=True)
    assert talk.say("/privacy").said(Remark).what == "privacy"
    assert talk.choices[:2] == (Choice("export"), Choice("forget"))
    talk.world = replace(talk.world, server=True)
    assert talk.say("/privacy").said(Remark).what == "privacy_server"


@pytest.mark.parametrize("event", ["/export", Choice("export")])
def test_an_export_holds_every_row_under_readable_names(event: str | Choice) -> None:
    talk = Talk(Resting(Memory(FULL)))
    rows: Stored = {"chats": [{"chat_id": 7}], "notices": [{}, {}], "new": [{"y": "é"}]}
    talk.world = replace(talk.world, stored=rows)
    told = (talk.say(event) if isinstance(event, str) else talk.press(event)).said(Exported)
    assert told.rows == 4
    content = json.loads(told.content)
    assert content["about_you"] == [{"chat_id": 7}]
    assert content["notices"] == [{}, {}]
    assert content["new"] == [{"y": "é"}]
    file = document(talk.replies, "en")
    assert file is not None
    assert (file.name, file.content.decode()) == ("tradedraw-2026-11-22.json", told.content)


def test_where_nothing_is_stored_an_export_holds_what_was_said() -> None:
    told = Talk(Resting(Memory(FULL, "fr", "Asia/Manila"))).say("/export").said(Exported)
    (about,) = json.loads(told.content)["about_you"]
    assert (about["lang"], about["profile"]["zone"]) == ("fr", "Asia/Manila")
    assert about["profile"]["profile"]["crs"] == 480


def test_other_messages_bring_no_file() -> None:
    talk = Talk()
    assert document(talk.say("/help").replies, "en") is None


@pytest.mark.parametrize("backups", [(), (BACKUP,), None])
def test_the_receipt_names_the_backups(backups: tuple[KeptBackup, ...] | None) -> None:
    talk = Talk(ConfirmingForget(Memory(FULL)))
    talk.world = replace(talk.world, backups=backups)
    assert talk.say("yes").said(Forgotten).backups == backups
    assert talk.effects == (Forget(),)
    assert talk.state == Resting(Memory())


def test_the_button_to_delete_asks_first() -> None:
    talk = Talk(Resting(Memory(FULL))).press(Choice("forget"))
    assert talk.effects == ()
    assert isinstance(talk.state, ConfirmingForget)


@pytest.mark.parametrize(
    ("now", "since"),
    [
        ((2026, 11, 22), (2025, 5, 22)),
        ((2026, 8, 31), (2025, 2, 28)),
        ((2025, 8, 31), (2024, 2, 29)),
        ((2026, 1, 1), (2024, 7, 1)),
    ],
)
def test_eighteen_months_before(now: tuple[int, int, int], since: tuple[int, int, int]) -> None:
    assert UNUSED_MONTHS == 18
    assert unused_since(datetime(*now, 12, tzinfo=UTC)) == datetime(*since, 12, tzinfo=UTC)
