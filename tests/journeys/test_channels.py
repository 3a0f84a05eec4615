"""A channel hears of draws: one post for everybody, put right where it stands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.test_new_draws import NEW, Life, life, ten_minutes_pass

CHANNEL = -1_001_234_567_890


def post(here: Life, text: str) -> None:
    """An administrator posts it in the channel, in its name."""
    chat: dict[str, Any] = {"id": CHANNEL, "type": "channel", "title": "News of trades"}
    said = {"message_id": 5, "date": 0, "chat": chat, "sender_chat": chat, "text": text}
    here.api.push({"channel_post": said})


@pytest.mark.parametrize(
    ("orders", "says", "button"),
    [
        pytest.param(["/subscribe trades"], "cut-off 470", "What does it mean for me?", id="en"),
        pytest.param(
            ["/language français", "/subscribe trades"], "470", "Et pour moi\u202f?", id="fr"
        ),
    ],
)
async def test_a_channel_is_told_of_a_draw_once_and_a_correction_changes_the_post(
    tmp_path: Path, orders: list[str], says: str, button: str
) -> None:
    async with life(tmp_path) as here:
        here.api.screen.from_person(CHANNEL, "en")  # the bot may post there
        post(here, "What a draw!")
        for number, order in enumerate(orders, 1):
            post(here, order)
            await here.api.replies(CHANNEL, number)
        told = len(orders)
        await here.publish(NEW)
        shown = await here.hears(CHANNEL, told)
        assert says in shown.text
        assert shown.labels == [button]
        assert str(shown.rows[0][0]["url"]).endswith("?start=mean")

        await here.publish(replace(NEW, crs_cutoff=475))
        await here.program.stop()
        ten_minutes_pass(here.program.database)
        await here.program.start()
        changed = await here.hears(CHANNEL, told + 1)
        assert (changed.message, "475" in changed.text) == (shown.message, True)

        post(here, "/unsubscribe")
        await here.hears(CHANNEL, told + 2)
        assert here.count(CHANNEL) == told + 3
