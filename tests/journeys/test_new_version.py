"""A trades draw under a list that nobody has described yet: the whole program, feed, Telegram."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.journeys.test_new_draws import ANN, BOB, DAN, NEW, life

NEW_LIST = replace(NEW, name="Trades Occupations, 2027-Version 4")


async def test_subscribers_hear_of_it_at_once_and_everybody_who_asks(tmp_path: Path) -> None:
    async with life(tmp_path) as here:
        await here.subscribe(ANN, "473 welder 20 May 2026")
        await here.subscribe(BOB, "460 welder 20 May 2026")
        await here.subscribe(DAN)
        before = {chat: here.count(chat) for chat in (ANN, BOB, DAN)}
        await here.publish(NEW_LIST)
        told = {chat: (await here.hears(chat, before[chat])).text for chat in before}
        assert "cut-off 470" in told[ANN]
        assert "473 was enough" in told[ANN]
        assert "10 points short" in told[BOB]
        for chat in (ANN, DAN):
            assert "I do not know yet" in told[chat]
        assert "#448" in (await here.say(DAN, "/latest")).text
