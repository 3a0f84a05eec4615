"""Pictures, documents and edits: one message in every case, whatever Telegram refuses."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.conversation.messages.answers import DRAWS_ON_A_PAGE as MOST
from bot.pictures.gallery import Gallery, MemoryFileIds
from bot.ports.faults import Permanent
from bot.ports.messages import Button, Document, Illustration, Rendered
from bot.ports.pictures import Chart, NoPictureError
from bot.running.turns import Runtime
from bot.telegram.bot import TelegramBot, make_bot
from bot.telegram.messenger import TelegramMessenger
from tests.conversation.talk import NOW, world
from tests.doubles.conversation import FixedClock, MemoryStore
from tests.fake_telegram.api import BLOCKED, RESET_AFTER, SERVER_ERROR, FakeBotApi, Fault
from tests.pictures.scenes import DRAWN
from tests.png import PNG, png
from tests.telegram.running_bot import serving

CHART, OTHER = DRAWN["one draw only, fr"], DRAWN["pool, en"]
ROWS = ((Button("As text", "t"),),)
WORDS = Rendered("the words")
SHOWN = Rendered("the words", (), Illustration(CHART, "<b>a</b> caption", "", ROWS))
ANOTHER = Rendered("other words", (), Illustration(OTHER, "another caption", ""))


class QuickPainter:
    """Paints every chart at once, in a grey of its own; or nothing, or only when it may."""

    def __init__(self) -> None:
        self.painted = 0
        self.picture: bytes | None = None
        self.may = asyncio.Event()
        self.may.set()

    async def draw(self, chart: Chart) -> bytes:
        """The same chart is the same picture."""
        self.painted += 1
        await self.may.wait()
        if self.picture == b"":
            raise NoPictureError("no paint left")
        return self.picture or png(shade=hash(chart) % 256)

    async def close(self) -> None:
        """Nothing to stop."""


@pytest_asyncio.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi() as server:
        server.say(1, "first contact")
        server.say(2, "first contact")
        yield server


@pytest_asyncio.fixture
async def bot(api: FakeBotApi) -> AsyncIterator[TelegramBot]:
    async with make_bot(api.token, api.url) as ready:
        yield ready


@pytest.fixture
def painter() -> QuickPainter:
    return QuickPainter()


@pytest.fixture
def messenger(bot: TelegramBot, painter: QuickPainter) -> TelegramMessenger:
    return TelegramMessenger(bot, 20.0, Gallery(painter, MemoryFileIds()))


def kinds(api: FakeBotApi, chat: int = 1) -> list[tuple[str, str]]:
    """What was shown in the chat: the kind of file, and the text."""
    return [(shown.file.kind if shown.file else "text", shown.text) for shown in api.seen(chat)]


async def test_a_picture_comes_with_its_caption_and_its_own_buttons(
    api: FakeBotApi, messenger: TelegramMessenger
) -> None:
    shown = await messenger.send(1, SHOWN)
    assert kinds(api) == [("photo", "a caption")]
    assert api.seen(1)[0].labels == ["As text"]
    assert api.seen(1)[0].message == shown
    assert not api.made("sendMessage")


async def test_it_is_uploaded_once_and_then_sent_by_its_id(
    api: FakeBotApi, messenger: TelegramMessenger, painter: QuickPainter
) -> None:
    for chat in (1, 2, 1):
        await messenger.send(chat, SHOWN)
    first, *again = [call.parameters["photo"] for call in api.made("sendPhoto")]
    assert not isinstance(first, str)
    assert again == ["photo-1", "photo-1"]
    assert painter.painted == 1


async def test_an_id_that_telegram_lost_is_uploaded_anew_in_the_same_turn(
    api: FakeBotApi, messenger: TelegramMessenger
) -> None:
    await messenger.send(1, SHOWN)
    api.screen.files.lose()
    await messenger.send(1, SHOWN)
    assert [call.status for call in api.made("sendPhoto")] == [200, 400, 200]
    await messenger.send(1, SHOWN)
    assert kinds(api) == [("photo", "a caption")] * 3
    assert api.made("sendPhoto")[-1].status == 200


async def test_a_lost_id_that_cannot_be_forgotten_costs_the_picture_not_the_answer(
    api: FakeBotApi, bot: TelegramBot, painter: QuickPainter
) -> None:
    class Stubborn(MemoryFileIds):
        async def drop(self, key: str) -> None:
            """As a database that cannot be written to."""

    messenger = TelegramMessenger(bot, 20.0, Gallery(painter, Stubborn()))
    await messenger.send(1, SHOWN)
    api.screen.files.lose()
    await messenger.send(1, SHOWN)
    assert kinds(api) == [("photo", "a caption"), ("text", "the words")]


@pytest.mark.parametrize("picture", [b"", b"no picture", png(9000, 1001), png(210, 10)])
async def test_what_cannot_be_drawn_or_is_not_taken_is_told_in_words(
    api: FakeBotApi, messenger: TelegramMessenger, painter: QuickPainter, picture: bytes
) -> None:
    painter.picture = picture
    await messenger.send(1, SHOWN)
    assert kinds(api) == [("text", "the words")]


async def test_without_pictures_the_words_are_sent(api: FakeBotApi, bot: TelegramBot) -> None:
    await TelegramMessenger(bot).send(1, SHOWN)
    assert kinds(api) == [("text", "the words")]


async def test_nobody_waits_long_for_a_picture_and_the_next_one_gets_it(
    api: FakeBotApi, bot: TelegramBot, painter: QuickPainter
) -> None:
    painter.may.clear()
    gallery = Gallery(painter, MemoryFileIds())
    messenger = TelegramMessenger(bot, 20.0, gallery, drawing=0.05)
    await messenger.send(1, SHOWN)
    assert kinds(api) == [("text", "the words")]
    painter.may.set()
    await gallery.picture(CHART)
    await messenger.send(2, SHOWN)
    assert kinds(api, 2) == [("photo", "a caption")]
    assert painter.painted == 1


async def test_a_person_who_blocked_the_bot_gets_nothing_else(
    api: FakeBotApi, messenger: TelegramMessenger
) -> None:
    api.fail("sendPhoto", BLOCKED)
    with pytest.raises(Permanent, match="blocked"):
        await messenger.send(1, SHOWN)
    assert not api.made("sendMessage")


@pytest.mark.parametrize("fault", [SERVER_ERROR, Fault(502, page="<p>")])
async def test_a_passing_fault_is_overcome_with_the_picture(
    api: FakeBotApi, messenger: TelegramMessenger, fault: Fault
) -> None:
    api.fail("sendPhoto", fault)
    await messenger.send(1, SHOWN)
    assert kinds(api) == [("photo", "a caption")]


async def test_a_document_comes_in_the_same_message(
    api: FakeBotApi, messenger: TelegramMessenger
) -> None:
    document = Document("all-about-me.json", '{"crs": "é"}'.encode())
    shown = await messenger.send(1, Rendered("<i>all</i>", ROWS, document=document))
    (seen,) = api.seen(1)
    assert (seen.text, seen.labels, seen.message) == ("all", ["As text"], shown)
    assert seen.file is not None
    assert seen.file.kind == "document"
    assert seen.file.upload.filename == "all-about-me.json"
    assert seen.file.upload.content == document.content


async def test_words_take_the_place_of_words(api: FakeBotApi, messenger: TelegramMessenger) -> None:
    shown = await messenger.send(1, WORDS)
    assert await messenger.edit(1, shown, Rendered("other words", ROWS)) == shown
    assert [seen.message for seen in api.seen(1)] == [shown, shown]
    assert api.seen(1)[1].labels == ["As text"]


async def test_a_picture_takes_the_place_of_a_picture_and_is_not_uploaded_twice(
    api: FakeBotApi, messenger: TelegramMessenger
) -> None:
    shown = await messenger.send(1, SHOWN)
    for message in (ANOTHER, SHOWN, ANOTHER):
        assert await messenger.edit(1, shown, message) == shown
    assert [text for _, text in kinds(api)] == ["a caption", "another caption"] * 2
    edits = [call.parameters["media"]["media"] for call in api.made("editMessageMedia")]
    assert edits == ["attach://drawn", "photo-1", "photo-2"]


async def test_a_lost_id_is_uploaded_anew_in_an_edit_too(
    api: FakeBotApi, messenger: TelegramMessenger
) -> None:
    shown = await messenger.send(1, SHOWN)
    await messenger.edit(1, shown, ANOTHER)
    api.screen.files.lose()
    assert await messenger.edit(1, shown, SHOWN) == shown
    assert kinds(api)[-1] == ("photo", "a caption")


async def test_the_same_again_is_shown_already(
    api: FakeBotApi, messenger: TelegramMessenger
) -> None:
    for message in (WORDS, SHOWN):
        shown = await messenger.send(1, message)
        assert await messenger.edit(1, shown, message) == shown
    assert len(api.seen(1)) == 2


async def test_an_edit_whose_answer_was_lost_is_not_shown_twice(
    api: FakeBotApi, messenger: TelegramMessenger
) -> None:
    shown = await messenger.send(1, WORDS)
    api.fail("editMessageText", RESET_AFTER)
    assert await messenger.edit(1, shown, Rendered("other words")) == shown
    assert [seen.message for seen in api.seen(1)] == [shown, shown]


@pytest.mark.parametrize("message", [WORDS, SHOWN, Rendered("it", document=Document("a", b"b"))])
async def test_what_cannot_be_changed_is_sent_anew(
    api: FakeBotApi, messenger: TelegramMessenger, message: Rendered
) -> None:
    gone = await messenger.send(1, WORDS)
    api.screen.delete(1, gone)
    shown = await messenger.edit(1, gone, message)
    assert shown != gone
    assert [seen.message for seen in api.seen(1)] == [gone, shown]


async def test_a_picture_is_never_changed_into_words(
    api: FakeBotApi, messenger: TelegramMessenger
) -> None:
    shown = await messenger.send(1, SHOWN)
    assert await messenger.edit(1, shown, WORDS) != shown
    assert kinds(api) == [("photo", "a caption"), ("text", "the words")]


@pytest.mark.parametrize(
    ("method", "parameters", "reason"),
    [
        ("sendPhoto", {"photo": "nobody's"}, "wrong file identifier"),
        ("sendPhoto", {}, "no photo in the request"),
        ("sendPhoto", {"photo": "photo-1", "caption": "x" * 1025}, "caption is too long"),
        ("sendDocument", {"document": "photo-1"}, "can't use file of type photo"),
        ("editMessageText", {"message_id": 3, "text": "x"}, "no text in the message"),
        ("editMessageMedia", {"message_id": 3, "media": {"type": "odd"}}, "can't parse"),
        ("editMessageCaption", {"message_id": 99, "caption": "x"}, "not found"),
    ],
)
async def test_the_fake_refuses_what_telegram_refuses(
    api: FakeBotApi,
    bot: TelegramBot,
    messenger: TelegramMessenger,
    method: str,
    parameters: dict[str, object],
    reason: str,
) -> None:
    assert await messenger.send(1, SHOWN) == 3
    with pytest.raises(Exception, match=f"(?i){reason}"):
        await bot.call(method, {"chat_id": 1, **parameters})


def test_the_small_picture_is_one() -> None:
    assert PNG.startswith(b"\x89PNG")
    assert png(shade=1) != PNG


async def test_pages_turn_in_one_message_and_come_anew_where_it_is_gone(
    api: FakeBotApi, messenger: TelegramMessenger
) -> None:
    runtime = Runtime(MemoryStore(), messenger, FixedClock(NOW), world)
    async with serving(api, runtime.on):
        api.say(3, "/history pnp text")
        (first,) = await api.replies(3, 1)
        for count, button in enumerate(("Older draws", "Older draws", "Newer draws"), 2):
            api.press(3, button)
            page = (await api.replies(3, count))[-1]
            assert page.message == first.message
        assert page.text.startswith(f"Provincial Nominee Program draws {MOST + 1} to {2 * MOST} of")
        api.screen.delete(3, first.message)
        api.forge(3, "1:older:pnp.3", first.message)
        anew = (await api.replies(3, 5))[-1]
        assert anew.message > first.message
        assert anew.text.startswith(f"Provincial Nominee Program draws {2 * MOST + 1} to")


async def test_the_button_below_a_picture_tells_its_words_in_a_new_message(
    api: FakeBotApi, messenger: TelegramMessenger
) -> None:
    runtime = Runtime(MemoryStore(), messenger, FixedClock(NOW), world)
    async with serving(api, runtime.on):
        api.say(3, "/history")
        (picture,) = await api.replies(3, 1)
        api.press(3, "As text")
        words = (await api.replies(3, 2))[-1]
    assert (picture.file is not None, words.file) == (True, None)
    assert words.message > picture.message
    assert words.text.startswith("All 7 trades draws")
