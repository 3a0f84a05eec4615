"""One turn: load, decide, one transaction, send.

What is decided is saved before it is sent, together with what was remembered before the turn. A
crash between the two therefore loses nothing: the update comes again, the same reply is decided
from the same memory and sent. At most a reply in flight at that moment is seen twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.conversation.effects import Forget
from bot.conversation.events import Event, NotRead
from bot.conversation.flows.reminding import missed
from bot.conversation.machine import do
from bot.conversation.messages import Remark
from bot.conversation.messages.own_data import KeptBackup
from bot.conversation.requests import needs
from bot.conversation.states import State
from bot.conversation.subscriptions import OperatorView, Standing
from bot.conversation.understanding import Requests, requests_of
from bot.conversation.world import World
from bot.ports.clock import Clock
from bot.ports.faults import Permanent
from bot.ports.groups import Administrators
from bot.ports.messages import Messenger, Rendered
from bot.ports.metrics import NO_METRICS, Metrics
from bot.ports.notices import Subscriptions
from bot.ports.own_data import Keeper
from bot.ports.store import Exchange, Remembered, Store
from bot.ports.updates import Incoming
from bot.reading.understood import Lang
from bot.replies.rendering import render
from bot.running.budget import TooLong, at_most
from bot.running.memory import event_of, orders, recall, remember

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Receipt:
    """What is said when everything was deleted; whether it was."""

    reply: Rendered
    lang: Lang
    deleted: bool = False


class Runtime:
    """Answers updates, each exactly once.

    Without ``subscriptions`` nobody can subscribe here. ``admins`` are the ids of the chats in
    which operators talk to the bot; in other chats their commands do not exist. Without
    ``administrators`` nobody decides for a group but who speaks in its name; without ``keeper``
    nothing can be exported. ``backups`` are the copies of the database that /forget does not
    reach, None when nobody can say.
    """

    def __init__(
        self,
        store: Store,
        messenger: Messenger,
        clock: Clock,
        world: Callable[[datetime], World],
        subscriptions: Subscriptions | None = None,
        admins: frozenset[int] = frozenset(),
        administrators: Administrators | None = None,
        keeper: Keeper | None = None,
        backups: Callable[[], tuple[KeptBackup, ...] | None] = lambda: (),
        metrics: Metrics = NO_METRICS,
    ) -> None:
        self._store = store
        self._messenger = messenger
        self._clock = clock
        self._world = world
        self._subscriptions = subscriptions
        self._admins = admins
        self._administrators = administrators
        self._keeper = keeper
        self._backups = backups
        self._metrics = metrics
        self._receipts: dict[tuple[int, int], Receipt] = {}

    async def on(self, incoming: Incoming) -> bool:
        """Answer one update with exactly one message, unless it was answered before.

        False for an update that asks for no answer: nothing is kept of it. Raises Retryable when
        the store or Telegram cannot be reached: the same update may be handed in again, and is
        then answered from the same memory.
        """
        if incoming.kind in ("removed", "moved"):
            await self._left(incoming)
            return False
        # Ordinary turns ask nothing: only what may belong to the turn before.
        about_before = incoming.kind == "edited" or incoming.album is not None
        last = await self._store.last(incoming.chat) if about_before else None
        event = event_of(incoming, last)
        return event is not None and await self._answer(incoming, event, last)

    async def _left(self, incoming: Incoming) -> None:
        """A group cannot be reached any more, or only under another id."""
        if self._subscriptions is None:
            return
        if incoming.kind == "moved":
            await self._subscriptions.moved(incoming.chat, int(incoming.body))
        else:
            await self._subscriptions.unsubscribe(incoming.chat)

    async def _answer(self, incoming: Incoming, event: Event, last: Exchange | None) -> bool:
        """Whether there was something to say."""
        if (incoming.chat, incoming.update) in self._receipts:
            await self._forget(incoming)
            return False
        turn = await self._store.turn(incoming.chat, incoming.update)
        if turn.answer == "sent":
            return True
        before = turn.before if turn.before is not None else turn.remembered
        now = self._clock.now()
        if incoming.kind == "added" and before != Remembered():
            return False  # a group that took its subscription along, or had the bot before
        state, lost = recall(before, incoming.lang, group=incoming.group is not None)
        world = self._around(incoming, now)
        try:
            with at_most():
                requests = requests_of(event, state, world)
        except TooLong:
            requests = requests_of(NotRead(), state, world)
        world = await self._seen_from(incoming, requests, state, world)
        transition = missed(before.missed, do(state, requests, world), world)
        if not transition.replies and not transition.effects:
            return False
        if lost and transition.replies:
            transition = transition.after(Remark("old_state"))
        if Forget() in transition.effects:
            receipt = Receipt(render(transition, world.occupations), state.memory.lang)
            self._receipts[incoming.chat, incoming.update] = receipt
            await self._forget(incoming)
            return False
        if turn.answer == "new":
            after = remember(before, transition)
            ordered = orders(incoming, transition, now)
            turn_of = (incoming.chat, incoming.update)
            await self._store.commit(*turn_of, before, after, now, ordered)
            for what in transition.counted:
                self._metrics.misunderstood(what)
        if not transition.replies:
            await self._store.sent(incoming.update)
            return False
        reply = _placed(render(transition, world.occupations), incoming)
        place = incoming.under if transition.in_place else _corrected(incoming, last)
        shown = await self._show(incoming, reply, place)
        await self._store.sent(incoming.update, _exchange(incoming, shown))
        return True

    async def _forget(self, incoming: Incoming) -> None:
        """Delete everything about the chat, then hand over the receipt.

        Nothing is left from which it could be decided again, so it is kept in memory (and only
        there) for as long as the database or Telegram are away and the turn is tried again. Of the
        update only its language stays queued, so that after a crash another receipt is sent.
        """
        key = (incoming.chat, incoming.update)
        receipt = self._receipts[key]
        if not receipt.deleted:
            await self._store.forget(*key, receipt.lang)
            receipt.deleted = True
        await self._show(incoming, receipt.reply)
        del self._receipts[key]

    async def _show(
        self, incoming: Incoming, reply: Rendered, place: int | None = None
    ) -> int | None:
        """Show it in the place of that message of ours, or as a new one; its id if it was shown."""
        try:
            if place is None:
                return await self._messenger.send(incoming.chat, reply)
            return await self._messenger.edit(incoming.chat, place, reply)
        except Permanent as error:
            log.warning("a reply can never be sent: %s", error)
            return None

    def _around(self, incoming: Incoming, now: datetime) -> World:
        """The world without what only the database knows."""
        group = incoming.group
        return replace(
            self._world(now),
            operator=incoming.chat in self._admins and group is None,
            pushes=self._subscriptions is not None,
            group=group is not None,
            overheard=group is not None and group.reply,
        )

    async def _seen_from(
        self, incoming: Incoming, requests: Requests, state: State, world: World
    ) -> World:
        """The world as this turn needs it; ordinary turns cost no query."""
        asked, chat = needs(requests, state), incoming.chat
        if world.group and asked.decision:
            world = replace(world, decides=await self._decides(incoming))
        if asked.stored and self._keeper is not None:
            world = replace(world, stored=await self._keeper.stored(chat))
        if asked.backups:
            world = replace(world, backups=self._backups())
        if self._subscriptions is None:
            return world
        if asked.subscription:
            subscription = await self._subscriptions.subscription(chat)
            told = await self._subscriptions.told(chat, asked.told) if asked.told else ()
            reminded = await self._subscriptions.reminded(chat)
            world = replace(world, standing=Standing(subscription, tuple(told), reminded))
        if not world.operator:
            return world
        if asked.counts:
            subscriptions = self._subscriptions
            counts = await subscriptions.counts()
            paused, held = await subscriptions.paused(), await subscriptions.held(world.now)
            return replace(world, view=OperatorView(counts, paused, held_until=held))
        if asked.recipients_of is not None:
            recipients = await self._subscriptions.recipients(asked.recipients_of)
            return replace(world, view=OperatorView(recipients=recipients))
        return world

    async def _decides(self, incoming: Incoming) -> bool:
        """Whether who speaks in a group may decide for it; anonymous, they speak in its name."""
        group = incoming.group
        if group is None or group.as_group:
            return True
        if group.by is None or self._administrators is None:
            return False
        return await self._administrators.decides(incoming.chat, group.by)


def _corrected(incoming: Incoming, last: Exchange | None) -> int | None:
    """The answer that this one takes the place of: to the same message before it was edited, or to
    another picture of the same album. None where other turns came since: it would not be seen."""
    if last is None or not last.newest:
        return None
    if incoming.kind == "edited":
        return last.shown if last.asked == incoming.message is not None else None
    return last.shown if last.album == incoming.album is not None else None


def _exchange(incoming: Incoming, shown: int | None) -> Exchange | None:
    """What is kept of who answered what; of groups nothing, where nothing is read again."""
    if incoming.group is not None:
        return None
    return Exchange(incoming.message, shown or None, incoming.album)


def _placed(rendered: Rendered, incoming: Incoming) -> Rendered:
    """In a group many talk at once: it is seen what is answered, and where it was said."""
    if incoming.group is None:
        return rendered
    return replace(rendered, answers=incoming.message, topic=incoming.group.topic)
