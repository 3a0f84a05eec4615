"""What one step of the conversation yields."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from bot.conversation.choices import Choice
from bot.conversation.effects import Effect
from bot.conversation.messages import Answer, Ask, AskPool, Judged, LatestDraw, Message
from bot.conversation.states import State
from knowledge.draws import Draw

Counted = Literal["not_understood", "did_you_mean", "did_you_mean_taken"]
Rows = tuple[tuple[Choice, ...], ...]


@dataclass(frozen=True, slots=True)
class Transition:
    """The next state, what is said (shown as one message), what is ordered, and the buttons.

    ``in_place``: what is said takes the place of the message whose button was pressed. ``counted``
    is what a watcher counts of it, without a word of what was said. ``beside`` was judged for it,
    and is told as part of something else.
    """

    state: State
    replies: tuple[Message, ...] = ()
    effects: tuple[Effect, ...] = ()
    choices: Rows = ()
    in_place: bool = False
    counted: tuple[Counted, ...] = ()
    beside: Judged | None = None

    def after(self, *messages: Message) -> Transition:
        """The same with other messages said first."""
        return replace(self, replies=messages + self.replies)

    @property
    def judged(self) -> Judged | None:
        """What the reply judges, or asks on for; None where it judges nothing."""
        for message in self.replies:
            if isinstance(message, Answer | Ask | AskPool) and message.judged is not None:
                return message.judged
        return self.beside

    @property
    def draw(self) -> Draw | None:
        """The draw that the reply is about."""
        if self.judged is not None:
            return self.judged.draw
        told = (each.draw for each in self.replies if isinstance(each, LatestDraw))
        return next(told, None)


def column(*choices: Choice) -> Rows:
    """Buttons one below the other."""
    return tuple((choice,) for choice in choices)
