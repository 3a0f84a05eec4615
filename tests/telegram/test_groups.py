"""Groups and blocked chats over the fake Bot API, by polling and by webhook."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest

from bot.conversation.choices import Choice, encode
from bot.conversation.stored_states import load_state
from bot.conversation.subscriptions import Subscription
from bot.ports.faults import Retryable
from tests.doubles.outbox import MemoryOutbox
from tests.fake_telegram.api import Fault
from tests.telegram.at_home import NOW, WAYS, How, at_home

GROUP, ALICE, BOB = -1_001_234, 11, 12
LANGUAGES = {
    "en": ("ask me in private", "trades draw #447"),
    "fr": ("demandez-le-moi en privé", "ronde n°\N{NO-BREAK SPACE}447"),
}


@pytest.mark.parametrize("how", WAYS)
@pytest.mark.parametrize("lang", ["en", "fr"])
async def test_a_group_is_answered_in_general_and_nobodys_profile_appears(
    how: How, lang: str
) -> None:
    in_private, draw = LANGUAGES[lang]
    async with at_home(how) as home:
        api, groups = home.api, home.api.groups
        groups.open(GROUP, ALICE)
        api.say(BOB, "480 welder 3 November 2025", lang)
        await api.replies(BOB, 1)
        groups.say(GROUP, BOB, "480 among ourselves", lang)
        groups.say(GROUP, BOB, "/latest@other_bot", lang)
        asked = groups.say(GROUP, BOB, "/history", lang)
        await api.replies(GROUP, 1)
        groups.say(GROUP, BOB, "@draws_bot 480, welder, 3 November 2025", lang)
        await api.replies(GROUP, 2)
        groups.reply(GROUP, BOB, "/latest", lang)
        history, refused, latest = await api.replies(GROUP, 3)
        await home.turns(4)
        assert "447" in history.text
        assert "480" not in history.text
        assert history.answers is not None
        assert in_private in refused.text
        ((button,),) = refused.rows
        assert button["url"] == "https://t.me/draws_bot?start=check"
        assert draw in latest.text
        assert len(api.seen(GROUP)) == 3, asked
        kept = home.database.disk.tables.disk.chats
        assert kept[GROUP].profile is None
        state = load_state(kept[GROUP].state or "")
        assert state is not None
        assert state.memory.profile.is_empty
        assert kept[BOB].profile is not None


@pytest.mark.parametrize("how", WAYS)
async def test_administrators_subscribe_a_group_and_others_cannot_end_it(how: How) -> None:
    async with at_home(how) as home:
        api, groups, tables = home.api, home.api.groups, home.database.disk.tables
        groups.open(GROUP, ALICE)
        groups.say(GROUP, BOB, "/subscribe trades")
        (refused,) = await api.replies(GROUP, 1)
        assert "Only administrators" in refused.text
        assert tables.subscriptions == {}
        groups.say(GROUP, ALICE, "/subscribe trades")
        await api.replies(GROUP, 2)
        subscribed = Subscription(GROUP, "trades", NOW, group=True)
        assert tables.subscriptions == {GROUP: subscribed}
        groups.press(GROUP, BOB, "No notices")
        groups.forge(GROUP, BOB, encode(Choice("quiet", "off")))
        groups.forge(GROUP, BOB, encode(Choice("forget", "yes")))
        await api.replies(GROUP, 5)
        assert tables.subscriptions == {GROUP: subscribed}
        anonymous: dict[str, Any] = {
            "from": {"id": 1087968824, "is_bot": True},
            "sender_chat": {"id": GROUP},
        }
        groups.say(GROUP, BOB, "/unsubscribe", **anonymous)
        await api.replies(GROUP, 6)
        assert tables.subscriptions == {}
        assert len(api.made("answerCallbackQuery")) == 3


async def test_a_group_is_answered_in_the_language_of_who_asks_until_it_has_one() -> None:
    async with at_home("polling") as home:
        api, groups = home.api, home.api.groups
        groups.open(GROUP, ALICE)
        groups.say(GROUP, BOB, "/latest", "fr")
        groups.say(GROUP, ALICE, "/latest", "en")
        french, english = await api.replies(GROUP, 2)
        assert french.text != english.text
        groups.say(GROUP, ALICE, "/language french", "en")
        groups.say(GROUP, ALICE, "/latest", "en")
        *_, settled = await api.replies(GROUP, 4)
        assert settled.text == french.text


async def test_a_group_whose_administrators_cannot_be_asked_changes_nothing() -> None:
    async with at_home("polling") as home:
        api, groups = home.api, home.api.groups
        groups.open(GROUP, ALICE)
        api.fail("getChatMember", Fault(400, "Bad Request: member list is inaccessible"))
        groups.say(GROUP, ALICE, "/subscribe trades")
        (refused,) = await api.replies(GROUP, 1)
        assert "Only administrators" in refused.text
        api.fail("getChatMember", Fault(502, "Bad Gateway"))
        groups.say(GROUP, ALICE, "/subscribe trades")
        _, subscribed = await api.replies(GROUP, 2)
        assert "every new trades draw" in subscribed.text
        assert len(api.made("getChatMember")) == 3


@pytest.mark.parametrize("how", WAYS)
async def test_whoever_blocks_the_bot_is_not_subscribed_any_more(how: How) -> None:
    async with at_home(how) as home:
        api, groups, tables = home.api, home.api.groups, home.database.disk.tables
        for person in (ALICE, BOB):
            api.say(person, "/subscribe trades")
            await api.replies(person, 1)
        groups.turned(BOB, BOB, "member", "kicked")
        await home.turns(3)
        assert set(tables.subscriptions) == {ALICE}
        groups.turned(BOB, BOB, "kicked", "member")
        api.say(BOB, "/status")
        _, status = await api.replies(BOB, 2)
        assert "You get no notices" in status.text
        assert status.text.startswith("Welcome back")
        api.say(BOB, "/help")
        *_, later = await api.replies(BOB, 3)
        assert "Welcome back" not in later.text
        await home.turns(5)
        assert set(tables.subscriptions) == {ALICE}
        assert tables.disk.waiting == {}


@pytest.mark.parametrize("how", WAYS)
async def test_a_group_hears_one_greeting_and_nothing_after_the_bot_has_left(how: How) -> None:
    async with at_home(how) as home:
        api, groups, tables = home.api, home.api.groups, home.database.disk.tables
        groups.open(GROUP, ALICE)
        groups.turned(GROUP, ALICE, "left", "member")
        (hello,) = await api.replies(GROUP, 1)
        assert "administrators can /subscribe" in hello.text
        groups.say(GROUP, ALICE, "/subscribe trades")
        await api.replies(GROUP, 2)
        groups.turned(GROUP, ALICE, "member", "administrator")
        groups.turned(GROUP, ALICE, "administrator", "left")
        await home.turns(3)
        assert tables.subscriptions == {}
        groups.turned(GROUP, ALICE, "left", "member")
        await home.turns(4)
        assert len(api.seen(GROUP)) == 2


@pytest.mark.parametrize("how", WAYS)
async def test_a_group_takes_its_subscription_along_when_its_id_changes(how: How) -> None:
    new = -1_009_876
    async with at_home(how) as home:
        api, groups, tables = home.api, home.api.groups, home.database.disk.tables
        groups.open(GROUP, ALICE, kind="group")
        groups.say(GROUP, ALICE, "/subscribe trades", "fr")
        await api.replies(GROUP, 1)
        groups.press(GROUP, ALICE, encode(Choice("quiet")), "fr")
        await api.replies(GROUP, 2)
        groups.press(GROUP, ALICE, encode(Choice("quiet", "21-8")), "fr")
        await api.replies(GROUP, 3)
        groups.migrate(GROUP, new)
        await home.turns(5)
        moved = Subscription(
            new, "trades", NOW, quiet_from=time(21), quiet_until=time(8), group=True
        )
        assert tables.subscriptions == {new: moved}
        groups.say(new, BOB, "/status", None)
        (status,) = await api.replies(new, 1)
        assert "chaque nouvelle ronde" in status.text
        await home.turns(6)
        assert tables.disk.waiting == {}


async def test_a_group_that_moves_while_the_database_is_away_is_moved_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    failures = [Retryable("the database is busy")]
    moved = MemoryOutbox.moved

    async def failing(outbox: MemoryOutbox, chat: int, to: int) -> None:
        if failures:
            raise failures.pop()
        await moved(outbox, chat, to)

    monkeypatch.setattr(MemoryOutbox, "moved", failing)
    async with at_home("webhook") as home:
        groups, tables = home.api.groups, home.database.disk.tables
        groups.open(GROUP, ALICE)
        groups.say(GROUP, ALICE, "/subscribe trades")
        await home.api.replies(GROUP, 1)
        groups.migrate(GROUP, -5)
        await home.turns(4)
        assert set(tables.subscriptions) == {-5}
