"""What one step of the conversation yields."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.conversation.choices import Choice
from bot.conversation.effects import Effect
from bot.conversation.messages import Message
from bot.conversation.states import State

Rows = tuple[tuple[Choice, ...], ...]


@dataclass(frozen=True, slots=True)
class Transition:
    """The next state, what is said (shown as one message), what is ordered, and the buttons.

    ``in_place``: what is said takes the place of the message whose button was pressed.
    """

    state: State
    replies: tuple[Message, ...] = ()
    effects: tuple[Effect, ...] = ()
    choices: Rows = ()
    in_place: bool = False

    def after(self, *messages: Message) -> Transition:
        """The same with other messages said first."""
        return replace(self, replies=messages + self.replies)


def column(*choices: Choice) -> Rows:
    """Buttons one below the other."""
    return tuple((choice,) for choice in choices)
