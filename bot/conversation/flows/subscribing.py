"""Subscribing: which draws to be told about, when, and what was told so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import time

from bot.conversation.answers import STALE_AFTER, freshness_of, ledger_of
from bot.conversation.choices import Choice
from bot.conversation.effects import Effect, Subscribe, Unsubscribe
from bot.conversation.flows.lookups import MENU, aside, beside
from bot.conversation.flows.questions import HOME_ZONES
from bot.conversation.messages import AskQuietHours, Message, Remark, StatusReport, Subscribed
from bot.conversation.requests import Act
from bot.conversation.states import State
from bot.conversation.subscriptions import EVERY_DRAW, Terms
from bot.conversation.transition import Rows, Transition
from bot.conversation.world import World
from bot.reading.understood import DEFAULT_CATEGORY, Wished
from knowledge.profiles import POOL_ZONE

NEW_SUBSCRIPTION = Terms(DEFAULT_CATEGORY)

QUIET_HOURS: dict[str, tuple[time, time]] = {
    "22-7": (time(22), time(7)),
    "21-8": (time(21), time(8)),
    "23-6": (time(23), time(6)),
    "off": (time(0), time(0)),
}
"""What can be chosen as quiet hours."""

SUBSCRIBE = Choice("subscribe")


def subscribe_to(state: State, about: str, world: World) -> Transition | None:
    """Subscribe to a kind of draw or all; without one, what can be chosen. None: no such kind."""
    if not about:
        return menu(state, world)
    known = about == EVERY_DRAW or about in world.knowledge.categories
    return subscribe(state, about, world) if known else None


def quietness(state: State, act: Act, value: str, world: World) -> Transition | None:
    """Which draws to be told of and when: a button of the subscription; None for no such choice."""
    match act, value:
        case "only_changes", "on" | "off":
            return only_changes(state, value == "on", world)
        case "quiet", "":
            return ask_quiet_hours(state, world)
        case "quiet", hours if hours in QUIET_HOURS:
            return quiet_hours(state, hours, world)
        case "quiet_zone", zone if zone in HOME_ZONES:
            return quiet_zone(state, zone, world)
        case _:
            return None


def menu(state: State, world: World) -> Transition:
    """What the person is subscribed to, and what they can choose."""
    if not world.pushes:
        return aside(state, world, Remark("no_notices_here"))
    terms = terms_of(world)
    if terms is None:
        asked = Remark("ask_group_subscription" if world.group else "ask_subscription")
        return beside(state, world, _kinds(None), asked)
    return _subscribed(state, terms, world)


def subscribe(state: State, about: str, world: World) -> Transition:
    """Tell of these draws (a category id, or "all") from now on; other settings stay."""
    terms = terms_of(world)
    wanted = Terms(about) if terms is None else replace(terms, about=about)
    return _set(state, wanted, world)


def only_changes(state: State, on: bool, world: World) -> Transition:
    """Tell only of draws in which the person's outcome would be another one, or of each."""
    return _set(state, replace(terms_of(world) or NEW_SUBSCRIPTION, only_changes=on), world)


def kinds(state: State, act: Act, kind: str, world: World) -> Transition | None:
    """Tell of one kind of draw more, or of one less; the last one stays. None: no such kind."""
    if kind not in world.knowledge.categories:
        return None
    terms = terms_of(world) or Terms(kind)
    if act == "also":
        return _set(state, _of_kinds(terms, (*terms.kinds, kind)), world)
    left = tuple(each for each in terms.kinds if each != kind)
    return _set(state, _of_kinds(terms, left), world) if left else menu(state, world)


def as_wished(state: State, wished: Wished, world: World) -> Transition:
    """Tell of draws as was said; what was not said stays. Nights alone subscribe nobody."""
    terms = terms_of(world)
    if terms is None and wished.without:
        return unsubscribe(state, world)
    if terms is None and not wished.kinds and wished.only_changes is None:
        return menu(state, world)
    wanted = terms or NEW_SUBSCRIPTION
    if wished.without:
        left = tuple(kind for kind in wanted.kinds if kind not in wished.kinds)
        return _set(state, _of_kinds(wanted, left), world) if left else unsubscribe(state, world)
    if wished.kinds:
        before = terms.kinds if terms is not None and wished.further else ()
        wanted = _of_kinds(wanted, (*before, *wished.kinds))
    if wished.only_changes is not None and not world.group:
        wanted = replace(wanted, only_changes=wished.only_changes)
    if wished.silent_nights is False or (wished.silent_nights and not wanted.has_quiet_hours):
        begin, end = QUIET_HOURS["22-7" if wished.silent_nights else "off"]
        wanted = replace(wanted, quiet_from=begin, quiet_until=end)
    return _set(state, wanted, world)


def _of_kinds(terms: Terms, kinds: Iterable[str]) -> Terms:
    """Those terms for these kinds, each once; for every draw where that is one of them."""
    named = tuple(dict.fromkeys(kinds))
    return replace(terms, about=EVERY_DRAW if EVERY_DRAW in named else " ".join(named))


def categories(state: State, world: World) -> Transition:
    """All kinds of draw to choose from: trades, the other categories, then programs.

    Who has some already takes others to them, or away.
    """
    if not world.pushes:
        return aside(state, world, Remark("no_notices_here"))
    ordered = sorted(
        world.knowledge.categories.values(),
        key=lambda category: (category.versions is None, category.id != DEFAULT_CATEGORY),
    )
    terms = terms_of(world)
    some = () if terms is None or terms.about == EVERY_DRAW else terms.kinds
    choices = [
        Choice("subscribe" if not some else "without" if each.id in some else "also", each.id)
        for each in ordered
    ]
    rows = tuple(tuple(choices[at : at + 2]) for at in range(0, len(choices), 2))
    return beside(state, world, rows, Remark("which_category"))


def ask_quiet_hours(state: State, world: World) -> Transition:
    """Offer hours without a sound, and the clock they go by."""
    terms = terms_of(world)
    if terms is None:
        return menu(state, world)
    zones = [Choice("quiet_zone", zone) for zone in HOME_ZONES]
    rows = (
        tuple(Choice("quiet", hours) for hours in QUIET_HOURS),
        *(tuple(zones[at : at + 2]) for at in range(0, len(zones), 2)),
    )
    return beside(state, world, rows, AskQuietHours(terms, quiet_zone_of(state, world)))


def quiet_hours(state: State, hours: str, world: World) -> Transition:
    """Make no sound between these hours (one of ``QUIET_HOURS``)."""
    begin, end = QUIET_HOURS[hours]
    terms = terms_of(world) or NEW_SUBSCRIPTION
    return _set(state, replace(terms, quiet_from=begin, quiet_until=end), world)


def quiet_zone(state: State, zone: str, world: World) -> Transition:
    """Take this time zone as the person's own; the quiet hours go by its clock."""
    return menu(replace(state, memory=replace(state.memory, zone=zone)), world)


def unsubscribe(state: State, world: World) -> Transition:
    """Send no notices and no reminders any more. Said again it is as true as before."""
    if not world.pushes:
        return aside(state, world, Remark("no_notices_here"))
    told = beside(state, world, ((SUBSCRIBE,), *MENU), Remark("unsubscribed"))
    return replace(told, effects=(Unsubscribe(),))


def blocked(state: State, world: World) -> Transition:
    """End what is sent to whoever cannot be sent anything; they hear of it when they are back.

    Who asked for nothing has nothing ended.
    """
    if terms_of(world) is None and not world.standing.reminded:
        return Transition(state)
    ended = replace(state, memory=replace(state.memory, notices_ended=True))
    return Transition(ended, (), (Unsubscribe(),))


def status(state: State, world: World) -> Transition:
    """What is subscribed, the last reading of the feed, and the newest notices."""
    fresh, terms, ledger = freshness_of(world), terms_of(world), ledger_of(world)
    stale = fresh.read_at is not None and world.now - fresh.read_at >= STALE_AFTER
    told = tuple((notice, ledger.draw(notice.owed.draw)) for notice in world.standing.told)
    report = StatusReport(
        terms,
        quiet_zone_of(state, world),
        _is_judged(state, world),
        told,
        fresh,
        world.now,
        stale,
        world.pushes,
    )
    of_draws = [each.owed.draw for each in world.standing.told if each.owed.kind != "reminder"]
    newest = tuple((Choice("check", draw),) for draw in of_draws[:1])
    more = SUBSCRIBE if terms is None or world.group else Choice("settings")
    rows = newest + (((more,),) if world.pushes else ())
    return beside(state, world, rows or MENU, report)


def subscribed_now(state: State, world: World) -> tuple[Message, ...]:
    """The subscription as a message, for those who have one."""
    terms = terms_of(world)
    return () if terms is None else (_message(state, terms, world),)


def _set(state: State, wanted: Terms, world: World) -> Transition:
    """Subscribe on these terms; the same terms again order nothing."""
    if not world.pushes:
        return aside(state, world, Remark("no_notices_here"))
    ordered: tuple[Effect, ...] = () if wanted == terms_of(world) else (Subscribe(wanted),)
    return replace(_subscribed(state, wanted, world), effects=ordered)


def _subscribed(state: State, terms: Terms, world: World) -> Transition:
    return beside(state, world, changes_to(terms), _message(state, terms, world))


def changes_to(terms: Terms) -> Rows:
    """What a subscriber can change, and how to stop."""
    changes = Choice("only_changes", "off" if terms.only_changes else "on")
    others = ((changes,), (Choice("quiet"), Choice("status")), (Choice("unsubscribe"),))
    return (*_kinds(terms), *others)


def _message(state: State, terms: Terms, world: World) -> Subscribed:
    return Subscribed(terms, quiet_zone_of(state, world), _is_judged(state, world))


def _is_judged(state: State, world: World) -> bool:
    """Whether nothing more has to be known for full notices; a group is told what all may read."""
    return world.group or not state.memory.profile.is_empty


def _kinds(terms: Terms | None) -> Rows:
    """Kinds of draw to choose from, without the one that is chosen; trades first."""
    trades, every = Choice("subscribe", DEFAULT_CATEGORY), Choice("subscribe", EVERY_DRAW)
    others = (Choice("subscribe_other"), every)
    if terms is None:
        return ((trades,), others, (Choice("only_changes", "on"),))
    rows = ((trades,), others)
    wanted = (tuple(one for one in row if one.value != terms.about) for row in rows)
    return tuple(row for row in wanted if row)


def terms_of(world: World) -> Terms | None:
    subscription = world.standing.subscription
    return None if subscription is None else subscription.terms


def quiet_zone_of(state: State, world: World) -> str:
    """Whose clock the quiet hours go by: the person's, else Toronto's."""
    subscription = world.standing.subscription
    own = None if subscription is None else subscription.zone
    return own or state.memory.zone or POOL_ZONE
