"""Every journey on the pure machine, through the same storage as a restart."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.conversation.effects import (
    Effect,
    Forget,
    PauseDelivery,
    Remind,
    Subscribe,
    Unsubscribe,
)
from bot.conversation.events import Event, Pressed, Said, SentSomethingElse
from bot.conversation.machine import step
from bot.conversation.states import Memory, Resting, State
from bot.conversation.stored_states import dump_state, load_state
from bot.conversation.subscriptions import Counts, OperatorView, Standing, Subscription
from bot.conversation.world import World
from bot.ports.messages import Button
from bot.reading.occupations.reader import load_occupations
from bot.replies.rendering import render
from tests.facts import frozen
from tests.journeys.script import Turn, journeys, lines_of, matches, read

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("path", journeys(), ids=lambda path: path.stem)
def test_journey(path: Path) -> None:
    operator = "operator" in path.stem
    view = OperatorView(Counts(0, 0, 0, 0, 0, 0))
    world = World(NOW, frozen(), load_occupations(), pushes=True, operator=operator, view=view)
    world = replace(world, username="draws_bot")
    state: State = Resting(Memory(lang="fr" if path.stem.startswith("fr-") else "en"))
    buttons: dict[str, Button] = {}
    for turn in read(path):
        stored = load_state(dump_state(state))
        assert stored == state, "a state does not survive being stored"
        event = _event(turn, buttons)
        if event is None:
            assert turn.expected == ()
            continue
        transition = step(state, event, world)
        rendered = render(transition, world.occupations)
        below = rendered.rows if rendered.picture is None else rendered.picture.rows
        buttons |= {button.label: button for row in below for button in row}
        shown = lines_of(rendered)
        assert matches(turn.expected, shown), f"{path.name}:{turn.line}\n" + "\n".join(shown)
        state = transition.state
        for effect in transition.effects:
            world = _ordered(effect, world)


def _ordered(effect: Effect, world: World) -> World:
    """What the program knows after that order."""
    match effect:
        case Subscribe(terms):
            wanted = Subscription(1, terms.about, NOW, terms.only_changes, terms.quiet_from)
            wanted = replace(wanted, quiet_until=terms.quiet_until)
            return replace(world, standing=replace(world.standing, subscription=wanted))
        case Remind(about):
            return replace(world, standing=replace(world.standing, reminded=about))
        case Unsubscribe() | Forget():
            return replace(world, standing=Standing())
        case PauseDelivery():
            return replace(world, view=replace(world.view, paused=effect.paused))
        case _:
            return world


def _event(turn: Turn, buttons: dict[str, Button]) -> Event | None:
    match turn.kind:
        case "say":
            return Said(turn.body)
        case "button":
            return Pressed(buttons[turn.body].data)
        case "press":
            return Pressed(turn.body)
        case "voice":
            return SentSomethingElse("voice")
        case "restart" | "kill" | "again":
            return None
