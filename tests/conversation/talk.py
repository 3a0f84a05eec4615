"""A conversation with the pure machine, for tests of single turns."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TypeVar

from bot.conversation.choices import Choice, encode
from bot.conversation.effects import Effect
from bot.conversation.events import Event, Pressed, Said, SentSomethingElse
from bot.conversation.machine import heard, step
from bot.conversation.messages import Message
from bot.conversation.states import Memory, Resting, State
from bot.conversation.transition import Transition
from bot.conversation.world import World
from bot.reading.occupations.reader import load_occupations
from bot.reading.understood import Understood
from tests.facts import frozen

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
Kind = TypeVar("Kind")


def world(now: datetime = NOW) -> World:
    """The packaged facts at that instant."""
    return World(now, frozen(), load_occupations())


class Talk:
    """Goes from state to state; keeps what the last turn said and ordered."""

    def __init__(self, state: State | None = None, now: datetime = NOW) -> None:
        self.world = world(now)
        self.state: State = Resting(Memory()) if state is None else state
        self.replies: tuple[Message, ...] = ()
        self.effects: tuple[Effect, ...] = ()
        self.choices: tuple[Choice, ...] = ()

    def say(self, *texts: str) -> Talk:
        """One turn for each text."""
        for text in texts:
            self.event(Said(text))
        return self

    def press(self, choice: Choice | str) -> Talk:
        """Press a button."""
        return self.event(Pressed(choice if isinstance(choice, str) else encode(choice)))

    def send_voice(self) -> Talk:
        """Send something that is no text."""
        return self.event(SentSomethingElse("voice"))

    def event(self, event: Event) -> Talk:
        """Any event."""
        return self._take(step(self.state, event, self.world))

    def mean(self, understood: Understood) -> Talk:
        """A message that was understood so, whatever its words."""
        return self._take(heard(self.state, understood, self.world))

    def _take(self, transition: Transition) -> Talk:
        self.state = transition.state
        self.replies = transition.replies
        self.effects = transition.effects
        self.choices = tuple(choice for row in transition.choices for choice in row)
        return self

    def said(self, kind: type[Kind]) -> Kind:
        """The one message of that kind in the last turn."""
        (found,) = [message for message in self.replies if isinstance(message, kind)]
        return found

    def tells(self, kind: type[object]) -> bool:
        """Whether the last turn said exactly one message of that kind."""
        return sum(isinstance(message, kind) for message in self.replies) == 1
