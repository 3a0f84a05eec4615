"""Messages ready to be shown, and who shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.ports.pictures import Chart


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


class Messenger(Protocol):
    """Shows messages to people."""

    async def send(self, chat: int, message: Rendered) -> int:
        """Show one message; its id in that chat. Raises Retryable or Permanent."""

    async def edit(self, chat: int, shown: int, message: Rendered) -> int:
        """Show it in the place of an earlier message of ours, else as a new one; its id.

        Raises Retryable or Permanent.
        """
