"""What operators can do from their own chat: look at the counters, pause, correct."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.answers import freshness_of, ledger_of
from bot.conversation.choices import Choice
from bot.conversation.effects import AcceptFeed, PauseDelivery, SendCorrection
from bot.conversation.flows.lookups import MENU, aside, beside
from bot.conversation.flows.questions import ask
from bot.conversation.messages import (
    CorrectionOrdered,
    CorrectionPreview,
    NobodyTold,
    NoSuchDraw,
    OperatorCorrection,
    OperatorReport,
    Remark,
)
from bot.conversation.requests import draw_to_correct
from bot.conversation.states import ConfirmingCorrection, Resting, State
from bot.conversation.subscriptions import Owed
from bot.conversation.transition import Transition
from bot.conversation.world import World
from knowledge.draws import Draw

MOST_LETTERS = 3_000
"""Of a hand-written correction: with its heading it must stay one message."""


def ordered(state: State, order: str, world: World) -> Transition | None:
    """What an operator orders with a button or command; None for everybody else."""
    if not world.operator:
        return None
    if order == "accept":
        return accept(state, world)
    return pause(state, order == "pause", world) if order else report(state, world)


def report(state: State, world: World) -> Transition:
    """The counters, the newest notices' progress, how fresh the data are."""
    view = world.view
    if view.counts is None:
        return aside(state, world, Remark("no_notices_here"))
    fresh, stopped = freshness_of(world), view.paused or view.held_until is not None
    said = OperatorReport(view.counts, view.paused, fresh, world.now, view.held_until)
    return beside(state, world, ((_switch(not stopped), Choice("operator")),), said)


def pause(state: State, paused: bool, world: World) -> Transition:
    """Stop or resume delivery. Said again it is as true as before."""
    if not world.pushes:
        return aside(state, world, Remark("no_notices_here"))
    said = Remark("delivery_paused" if paused else "delivery_resumed")
    told = beside(state, world, ((_switch(not paused), Choice("operator")),), said)
    return replace(told, effects=(PauseDelivery(paused),))


def accept(state: State, world: World) -> Transition:
    """Believe the feed at its next reading, however many rows it has lost."""
    if not world.pushes:
        return aside(state, world, Remark("no_notices_here"))
    return replace(aside(state, world, Remark("feed_accepted")), effects=(AcceptFeed(),))


def correct(state: State, rest: str, world: World) -> Transition:
    """Show the correction as people will read it, and how many will; nothing is sent yet."""
    number, text = draw_to_correct(rest), " ".join(rest.split(maxsplit=1)[1:]).strip()
    if not text:
        return aside(state, world, Remark("how_to_correct"))
    if len(text) > MOST_LETTERS:
        return aside(state, world, Remark("correction_too_long"))
    draw = ledger_of(world).draw(number)
    if draw is None:
        return aside(state, world, NoSuchDraw(number, ledger_of(world).newest()))
    recipients = world.view.recipients
    if not recipients:
        return aside(state, world, NobodyTold(draw.number))
    asking = ConfirmingCorrection(state.memory, draw.number, text, recipients)
    shown = CorrectionPreview(draw.number, recipients), OperatorCorrection(draw.number, text)
    return replace(ask(asking, world), replies=shown)


def corrected(state: ConfirmingCorrection, yes: bool, world: World) -> Transition:
    """Send the correction, or nothing; only an operator can."""
    draw: Draw | None = ledger_of(world).draw(state.draw)
    resting = Resting(state.memory)
    if not (yes and world.operator) or draw is None:
        return Transition(resting, (Remark("correction_dropped"),), (), MENU)
    owed = Owed("manual", draw.number, draw.category, (draw.number,), text=state.text)
    ordered = CorrectionOrdered(draw.number, state.recipients)
    rows = ((Choice("operator"),),)
    return Transition(resting, (ordered,), (SendCorrection(owed),), rows)


def _switch(pause: bool) -> Choice:
    return Choice("operator", "pause" if pause else "resume")
