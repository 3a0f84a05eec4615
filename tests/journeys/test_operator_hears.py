"""What the operator hears unasked: the whole program, a feed in trouble, a refused notice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.fake_telegram.api import Fault
from tests.feed_server import feed_json, feed_of, feed_rows
from tests.journeys.test_new_draws import ANN, DRAWS, NEW, OPERATOR, Life, life

BROKEN, MENDED = "The feed cannot be read\n", "The feed is read again\n"
REFUSED = Fault(400, "Bad Request: message is too odd")
NEXT = replace(NEW, number="449")


def alerts(here: Life) -> list[str]:
    """The first lines of what the operator was told."""
    return [shown.text.splitlines()[0] + "\n" for shown in here.api.seen(OPERATOR)[1:]]


async def asked(here: Life, times: int) -> None:
    """Wait until the feed was asked for so often again."""
    enough = len(here.feed.asked) + times
    while len(here.feed.asked) < enough:
        here.feed.reached.clear()
        await here.feed.reached.wait()


async def test_each_trouble_is_told_once(tmp_path: Path) -> None:
    async with life(tmp_path) as here:
        await here.subscribe(ANN)
        await here.say(OPERATOR, "/admin")  # a bot cannot write to people first
        here.feed.fault = "html"
        told = await here.hears(OPERATOR, 1)
        assert "it is a page of HTML, not JSON" in told.text
        await asked(here, 1)
        await here.program.kill()
        await here.program.start()
        await asked(here, 2)
        assert alerts(here) == [BROKEN]

        rows: list[dict[str, object]] = [dict(row) for row in feed_rows([*DRAWS, NEW])]
        rows[0]["drawName"] = "Baking occupations (Version 1)"
        rows[5]["drawSize"] = "many"
        here.feed.publish(feed_of(rows))
        here.feed.fault = None
        for count in (2, 3, 4):
            await here.hears(OPERATOR, count)
        assert sorted(alerts(here)[1:]) == [
            "Draws with a name that no category has\n",
            "Rows of the feed were set aside\n",
            MENDED,
        ]

        here.api.fail("sendMessage", REFUSED, chat=ANN)
        here.feed.publish(feed_json([*DRAWS, NEW, NEXT]))
        refused = await here.hears(OPERATOR, 5)
        assert refused.text.splitlines() == [
            "A notice about draw #449 was refused",
            "sendMessage: Message is too odd",
        ]
        report = (await here.say(OPERATOR, "/admin")).text
        assert "1 given up" in report
        assert "Given up lately:\n• 1 × sendMessage: Message is too odd" in report
        assert len(alerts(here)) == 6
