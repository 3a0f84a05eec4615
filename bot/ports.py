"""What the bot needs from the outside, as small Protocols named by the need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from bot.ports_pictures import Chart

from bot.conversation.effects import PauseDelivery, SendCorrection, Unsubscribe
from bot.conversation.subscriptions import Subscription

Order = Subscription | Unsubscribe | PauseDelivery | SendCorrection
"""What a turn changes about notices: a subscription as it is to be from now on, its end, delivery
paused or resumed, a correction owed to all who were sent a notice of its draw."""


class PortError(Exception):
    """The world did not do what was asked; the message says what, and what to do next."""


class Retryable(PortError):  # noqa: N818 - named by what the caller does with it
    """It may work later: after ``after`` seconds if the other side said so, else with back-off."""

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


class Permanent(PortError):  # noqa: N818 - named by what the caller does with it
    """Trying again is useless (blocked by the person, chat gone, request refused)."""


@dataclass(frozen=True, slots=True)
class Button:
    """One button under a message: what it says, and 1 to 64 bytes that come back when pressed.

    With ``opens`` nothing comes back: it opens the private chat with the bot, with that payload
    (1 to 64 of ``A-Z a-z 0-9 _ -``).
    """

    label: str
    data: str
    opens: str | None = None


@dataclass(frozen=True, slots=True)
class Illustration:
    """A picture that tells what a message tells, where pictures can be shown.

    ``caption`` is Telegram HTML of at most 1024 characters; ``rows`` stand below the picture.
    ``beside`` is what the caption says beyond the picture: warnings, a question that is open.
    """

    chart: Chart
    caption: str
    beside: str
    rows: tuple[tuple[Button, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file that comes with a message, whose text is then at most 1024 characters long."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Rendered:
    """One message ready to be shown: Telegram HTML and rows of buttons.

    With a ``picture``, that is shown instead where it can be; html and rows say the same without
    it. A ``document`` comes along in the same message; a message has one of the two at most.

    In a group, ``answers`` is the message it is shown as an answer to, ``topic`` the forum's
    thread it belongs in.
    """

    html: str
    rows: tuple[tuple[Button, ...], ...] = ()
    picture: Illustration | None = None
    document: Document | None = None
    answers: int | None = None
    topic: int | None = None


@dataclass(frozen=True, slots=True)
class InGroup:
    """Where in a group something was said or pressed, and by whom.

    ``by`` is the person's id, None where it is not told; ``as_group`` for somebody who speaks in
    the group's own name, which only its administrators can; ``topic`` the thread of a forum.
    ``reply``: nobody named the bot, a message of it was answered.
    """

    by: int | None = None
    as_group: bool = False
    topic: int | None = None
    reply: bool = False


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update from a person, reduced to what the conversation needs.

    ``update`` is Telegram's update id; ``chat`` where the answer goes; ``lang`` the language code
    the person's app reports (a first guess only). ``kind`` tells what happened and what ``body``
    is: a text, said or "edited", the data of a pressed button, the name of something that cannot
    be read (``voice`` ...); "moved", this group became another chat, its id; "blocked" by the
    person, "added" to a group or "removed" from it, nothing; "flood" where it is too much to be
    read. ``message`` is the id of what was said, ``said_at`` when (Unix seconds, by Telegram's
    clock), ``album`` the group of media it belongs to; ``under`` the id of the message whose
    button was pressed. ``group`` is None in private.
    """

    update: int
    chat: int
    kind: Literal[
        "text", "button", "other", "edited", "flood", "blocked", "added", "removed", "moved"
    ]
    body: str
    lang: str | None = None
    under: int | None = None
    message: int | None = None
    group: InGroup | None = None
    said_at: int | None = None
    album: str | None = None


@dataclass(frozen=True, slots=True)
class InlineAsked:
    """What a person types after the bot's name in some chat, so far; ``query`` is its id."""

    query: str
    person: int
    text: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One answer to choose from, with an id of 1 to 64 bytes; ``html`` is what is then posted."""

    id: str
    title: str
    description: str
    html: str


@dataclass(frozen=True, slots=True)
class InlineAnswer:
    """Articles to choose from, the same for that many seconds.

    Above them stands a button with that label, which opens the private chat with that payload.
    """

    articles: tuple[Article, ...]
    seconds: int
    label: str
    opens: str


@dataclass(frozen=True, slots=True)
class Remembered:
    """All that is stored about one chat, as JSON texts made and read by the runtime.

    None where nothing is stored. ``lang`` is "en" or "fr" once it is settled.
    """

    state: str | None = None
    profile: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was answered by what, by Telegram's message ids.

    ``asked`` is what the person said, None for a press; ``shown`` the reply, None where none could
    be sent; ``album`` the group of media that ``asked`` belongs to. ``newest`` where nothing was
    said or pressed since.
    """

    asked: int | None = None
    shown: int | None = None
    album: str | None = None
    newest: bool = True


@dataclass(frozen=True, slots=True)
class Turn:
    """What the store knows when an update arrives.

    ``answer``: "new", never seen; "unsent", decided and saved but its reply is not known to have
    been sent (``before`` is what was remembered before that turn, to decide the same reply again);
    "sent", answered: stay silent.
    """

    answer: Literal["new", "unsent", "sent"]
    remembered: Remembered
    before: Remembered | None = None


class Store(Protocol):
    """Keeps what must survive a restart. Every method is atomic; PortError when it cannot."""

    async def turn(self, chat: int, update: int) -> Turn:
        """What is remembered about the chat, and whether this update was answered already."""

    async def commit(
        self,
        chat: int,
        update: int,
        before: Remembered,
        after: Remembered,
        at: datetime,
        orders: Sequence[Order] = (),
    ) -> None:
        """In one transaction: remember ``after``, that the update is decided, not yet sent, and
        do what was ordered. Subscribing again keeps ``since``, so nothing is replayed or lost.
        """

    async def sent(self, update: int, exchange: Exchange | None = None) -> None:
        """The reply to that update was sent (or can never be): forget ``before``."""

    async def last(self, chat: int) -> Exchange | None:
        """The newest message of that chat that was answered; None without one, or long ago."""

    async def forget(self, chat: int, update: int) -> None:
        """Remove every row about the chat, this update's too, beyond recovery from the file."""

    async def prune(self, before: datetime) -> int:
        """Drop ids of updates answered before that instant; how many were dropped."""

    async def close(self) -> None:
        """Release the database."""


class Messenger(Protocol):
    """Shows messages to people."""

    async def send(self, chat: int, message: Rendered) -> int:
        """Show one message; its id in that chat. Raises Retryable or Permanent."""

    async def edit(self, chat: int, shown: int, message: Rendered) -> int:
        """Show it in the place of an earlier message of ours, else as a new one; its id.

        Raises Retryable or Permanent.
        """


class Administrators(Protocol):
    """Knows who decides for a group."""

    async def decides(self, group: int, person: int) -> bool:
        """Whether that person is one of the group's administrators. Retryable when nobody says."""


class Clock(Protocol):
    """Tells the time; the only place that knows it."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
