"""One turn: load, decide, one transaction, send.

What is decided is saved before it is sent, together with what was remembered before the turn. A
crash between the two therefore loses nothing: the update comes again, the same reply is decided
from the same memory and sent. At most a reply in flight at that moment is seen twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.conversation.effects import (
    Effect,
    Forget,
    PauseDelivery,
    SaveLanguage,
    SaveProfile,
    SendCorrection,
    Subscribe,
    Unsubscribe,
)
from bot.conversation.events import Event, Pressed, Said, SentSomethingElse
from bot.conversation.machine import Transition, step
from bot.conversation.messages import Said as Say
from bot.conversation.needs import needs
from bot.conversation.states import Memory, Resting, State
from bot.conversation.storage import dump_profile, dump_state, load_profile, load_state
from bot.conversation.subscriptions import OperatorView, Standing, Subscription
from bot.conversation.understand.understood import Lang
from bot.conversation.world import World
from bot.ports import Clock, Incoming, Messenger, Order, Permanent, Remembered, Retryable, Store
from bot.ports_notices import Subscriptions
from bot.texts.rendering import LANGUAGES, render

log = logging.getLogger(__name__)


def event_of(incoming: Incoming) -> Event:
    """What happened, in the conversation's own terms."""
    match incoming.kind:
        case "text":
            return Said(incoming.body)
        case "button":
            return Pressed(incoming.body)
        case "other":
            return SentSomethingElse(incoming.body)


def language(code: str | None) -> Lang:
    """The language of ours that fits a language code such as "fr-CA"; English for others."""
    wanted = (code or "").split("-")[0].lower()
    return next((lang for lang in LANGUAGES if lang == wanted), "en")


def recall(remembered: Remembered, lang_code: str | None) -> tuple[State, bool]:
    """The state that was left, and whether an old one could not be read any more.

    The profile is kept apart from the state, so that it survives a change of states.
    """
    lang = language(remembered.lang or lang_code)
    if remembered.state is not None:
        state = load_state(remembered.state)
        if state is not None:
            return state, False
    stored = load_profile(remembered.profile) if remembered.profile else None
    memory = Memory(lang=lang)
    if stored is not None:
        memory = replace(memory, profile=stored.profile, zone=stored.zone)
    return Resting(memory), remembered.state is not None


def remember(before: Remembered, transition: Transition) -> Remembered:
    """What is to be stored after a turn."""
    after = replace(before, state=dump_state(transition.state))
    for effect in transition.effects:
        match effect:
            case SaveProfile():
                after = replace(after, profile=dump_profile(effect.profile, effect.zone))
            case SaveLanguage():
                after = replace(after, lang=effect.lang)
            case Forget():
                after = Remembered()
            case Subscribe():
                # Notices are written when nobody talks: in the language of this turn.
                after = replace(after, lang=after.lang or transition.state.memory.lang)
            case Unsubscribe() | PauseDelivery() | SendCorrection():
                pass  # not about what is remembered: see orders
    return after


def orders(chat: int, effects: tuple[Effect, ...], now: datetime) -> tuple[Order, ...]:
    """What is to be done about notices, in the transaction that stores the turn."""
    found: list[Order] = []
    for effect in effects:
        match effect:
            case Subscribe(terms):
                quiet = (terms.quiet_from, terms.quiet_until)
                found.append(Subscription(chat, terms.about, now, terms.only_changes, *quiet))
            case Unsubscribe() | PauseDelivery() | SendCorrection():
                found.append(effect)
            case SaveProfile() | SaveLanguage() | Forget():
                pass  # about what is remembered: see remember
    return tuple(found)


class Runtime:
    """Answers updates, each exactly once.

    Without ``subscriptions`` nobody can subscribe here. ``admins`` are the ids of the chats in
    which operators talk to the bot; in other chats their commands do not exist.
    """

    def __init__(
        self,
        store: Store,
        messenger: Messenger,
        clock: Clock,
        world: Callable[[datetime], World],
        subscriptions: Subscriptions | None = None,
        admins: frozenset[int] = frozenset(),
    ) -> None:
        self._store = store
        self._messenger = messenger
        self._clock = clock
        self._world = world
        self._subscriptions = subscriptions
        self._admins = admins

    async def on(self, incoming: Incoming) -> None:
        """Answer one update with exactly one message, unless it was answered before.

        Raises Retryable when the store or Telegram cannot be reached: the same update may be
        handed in again, and is then answered from the same memory.
        """
        turn = await self._store.turn(incoming.chat, incoming.update)
        if turn.answer == "sent":
            return
        before = turn.before if turn.before is not None else turn.remembered
        now, event = self._clock.now(), event_of(incoming)
        world = await self._seen_from(incoming.chat, event, now)
        state, lost = recall(before, incoming.lang)
        transition = step(state, event, world)
        if lost:
            transition = transition.after(Say("old_state"))
        forgotten = Forget() in transition.effects
        if turn.answer == "new":
            if forgotten:
                await self._store.forget(incoming.chat, incoming.update)
            else:
                after = remember(before, transition)
                ordered = orders(incoming.chat, transition.effects, now)
                turn_of = (incoming.chat, incoming.update)
                await self._store.commit(*turn_of, before, after, now, ordered)
        try:
            rendered = render(transition, world.occupations)
            if transition.in_place and incoming.under is not None:
                await self._messenger.edit(incoming.chat, incoming.under, rendered)
            else:
                await self._messenger.send(incoming.chat, rendered)
        except Permanent as error:
            log.warning("a reply can never be sent: %s", error)
        except Retryable as error:
            if not forgotten:
                raise
            # Nothing is left from which the receipt could be decided again.
            log.warning("the receipt of a deletion could not be sent: %s", error)
        if not forgotten:
            await self._store.sent(incoming.update)

    async def _seen_from(self, chat: int, event: Event, now: datetime) -> World:
        """The world as this turn needs it; ordinary turns cost no query."""
        world, asked = self._world(now), needs(event)
        pushes = self._subscriptions is not None
        world = replace(world, operator=chat in self._admins, pushes=pushes)
        if self._subscriptions is None:
            return world
        if asked.subscription:
            subscription = await self._subscriptions.subscription(chat)
            told = await self._subscriptions.told(chat, asked.told) if asked.told else ()
            world = replace(world, standing=Standing(subscription, tuple(told)))
        if not world.operator:
            return world
        if asked.counts:
            counts = await self._subscriptions.counts()
            view = OperatorView(counts, await self._subscriptions.paused())
            return replace(world, view=view)
        if asked.recipients_of is not None:
            recipients = await self._subscriptions.recipients(asked.recipients_of)
            return replace(world, view=OperatorView(recipients=recipients))
        return world
