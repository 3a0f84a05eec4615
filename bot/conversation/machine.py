"""The conversation: a state and an event give the next state, replies and orders."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never, get_args

from bot.conversation.answers import subject_of
from bot.conversation.choices import NEXT
from bot.conversation.effects import Effect, Forget, Remind, SaveProfile, Subscribe
from bot.conversation.events import Event
from bot.conversation.expiry import with_expiry
from bot.conversation.flows.answering import (
    answered,
    change_asked,
    kept,
    mine,
    no_idea,
    none_of_these,
    said_yes,
    taken_back,
)
from bot.conversation.flows.claims import draw_asked_back
from bot.conversation.flows.interview import begin, stand, tell
from bot.conversation.flows.lookups import (
    HELP,
    among_draws,
    aside,
    beside,
    explain,
    latest,
    misunderstood,
    past_draws,
    remaining,
    the_pool,
    turned,
    why,
)
from bot.conversation.flows.operating import correct, corrected, ordered
from bot.conversation.flows.own_data import export, forget, me, privacy
from bot.conversation.flows.own_dates import kept_dates, own_dates, told_dates
from bot.conversation.flows.own_profile import back, read_it
from bot.conversation.flows.preferences import (
    chosen_home_zone,
    home_zone,
    in_language,
    settings,
    with_language_offered,
)
from bot.conversation.flows.questions import ask
from bot.conversation.flows.reminding import reminded
from bot.conversation.flows.sharing import opened, share
from bot.conversation.flows.small_talk import cancelled, confirmed, greeted
from bot.conversation.flows.subscribing import (
    as_wished,
    blocked,
    categories,
    kinds,
    quietness,
    status,
    subscribe_to,
    unsubscribe,
)
from bot.conversation.flows.what_now import heard_out, what_now
from bot.conversation.groups import in_group
from bot.conversation.messages import Answer, Ask, AskPool, DatesTold, History, Remark
from bot.conversation.people import fresh, without
from bot.conversation.requests import Act, LookedUp, Request, Settled
from bot.conversation.states import (
    AskingWhatIf,
    ConfirmingCorrection,
    ConfirmingForget,
    Resting,
    State,
)
from bot.conversation.transition import Transition
from bot.conversation.understanding import Requests, in_words, requests_of, topic_of, typed
from bot.conversation.world import World
from bot.reading.understood import Understood

__all__ = ["Transition", "do", "heard", "step"]

_GOES_ON: frozenset[Act] = frozenset(
    {"yes", "no", "cancel", "not_mine", *get_args(Settled)},
)
"""Whatever else is said where a yes is waited for lets go of what was to be confirmed."""


def step(state: State, event: Event, world: World) -> Transition:
    """One event in one state: pure, total, and the same every time."""
    return do(state, requests_of(event, state, world), world)


def heard(state: State, said: Understood, world: World) -> Transition:
    """Do what a message means in this state."""
    return do(state, typed(in_words(said, state)), world)


def do(state: State, requests: Requests, world: World) -> Transition:
    """Do what is asked, in order; all of it is one turn with one reply."""
    if world.group:
        return in_group(state.memory, requests, world, _done)
    before = replace(state, memory=fresh(state.memory, world.now))
    ended = before.memory.notices_ended
    # Once back, they are told; whoever subscribes or is forgotten in that very turn knows enough.
    now = replace(before, memory=replace(before.memory, notices_ended=False)) if ended else before
    taken = _all(now, requests, world)
    if not ended or not taken.replies:
        return taken
    if any(isinstance(each, Subscribe | Remind | Forget) for each in taken.effects):
        return taken
    return taken.after(Remark("notices_ended"))


def _all(state: State, requests: Requests, world: World) -> Transition:
    first, *others = requests
    taken = _one(state, first, world)
    for request in others:
        if not (taken.judged is not None and request.repeats_a_verdict):
            taken = _then(taken, _one(taken.state, request, world))
    taken = with_expiry(_remembering(state, taken, first), world)
    return with_language_offered(taken, first.spoken)


def _then(first: Transition, second: Transition) -> Transition:
    """Two answers in one reply: a question that the second repeats is put once, at the end.

    The buttons are those of the answer that judges, else the last one's. Where each draw is judged
    anew, the one before is left out.
    """
    again = any(isinstance(each, Ask | AskPool) for each in second.replies)
    in_all = any(isinstance(each, History) for each in second.replies)
    said = tuple(
        each
        for each in first.replies
        if not (again and isinstance(each, Ask | AskPool))
        and not (in_all and isinstance(each, Answer))
    )
    choices = first.choices if first.judged is not None else second.choices
    if any(isinstance(each, DatesTold) for each in second.replies):
        choices = (*second.choices[:1], *first.choices)  # what is told is kept by its own button
    return Transition(
        second.state,
        said + tuple(each for each in second.replies if each not in said),
        first.effects + second.effects,
        choices,
        first.in_place or second.in_place,
        first.counted + second.counted,
        first.judged,
    )


def _one(state: State, request: Request, world: World) -> Transition:
    talks = request.typed and request.act not in _GOES_ON
    if talks and isinstance(state, ConfirmingForget):
        return _done(Resting(state.memory), request, world).after(Remark("not_forgotten"))
    if talks and isinstance(state, ConfirmingCorrection):
        return _done(Resting(state.memory), request, world).after(Remark("correction_dropped"))
    return _done(state, request, world)


def _done(state: State, request: Request, world: World) -> Transition:
    """Do one thing; what can no longer be done says so, and the open question is put again."""
    taken = _about_a_person(state, request, world)
    if taken is not None and request.offered:
        taken = replace(taken, counted=(*taken.counted, "did_you_mean_taken"))
    return aside(state, world, Remark("stale_button")) if taken is None else taken


def _about_a_person(state: State, request: Request, world: World) -> Transition | None:
    """What concerns the person's own standing, answers and suppositions."""
    said, value, act = request.said, request.value, request.act
    match act:
        case "tell":
            return tell(state, said, world)
        case "stand":
            return stand(state, said, world)
        case "check":
            return begin(state.memory, world)
        case "what_if":
            return ask(AskingWhatIf(state.memory), world)
        case (
            "points" | "crs" | "occupation" | "day" | "zone" | "submitted" | "in_pool" | "condition"
        ):
            return answered(state, act, value, world)
        case "none_of_these":
            return none_of_these(state)
        case "change":
            return change_asked(state, value, world)
        case "keep":
            return None if _is_old(state, request) else kept(state, world)
        case "real":
            return None if _is_old(state, request) else back(state, world)
        case "undo" | "not_mine":
            return taken_back(state, world)
        case "mine":
            return mine(state, world)
        case "yes" | "no":
            taken = said_yes(state, act == "yes", world)
            return misunderstood(state, said, world) if taken is None else taken
        case "dont_know" | "skip":
            taken = no_idea(state, world)
            lost = taken is None and request.typed
            return misunderstood(state, said, world) if lost else taken
        case "cancel":
            return cancelled(state, world)
        case "forget":
            if said.person is not None:
                memory = without(state.memory, said.person)
                return aside(Resting(memory), world, Remark("person_forgotten"))
            return _forgetting(state, value, world)
        case "place":
            return home_zone(state, value, world) or settings(state, world)
        case "tie_break":
            return read_it(state, said, world)
        case "me":
            return me(state, world)
        case "dates":
            return own_dates(state, value, world)
        case "dated":
            return told_dates(state, said.dates, world)
        case "remember":
            return kept_dates(state, value, world)
        case "remind":
            return reminded(state, value, world)
        case "export":
            return export(state, world)
        case "share":
            return share(state, world)
        case _:
            return _looked_up(state, act, request, world)


def _looked_up(
    state: State, act: LookedUp | Settled, request: Request, world: World
) -> Transition | None:
    """What concerns draws, invitations and rules, and the talk itself."""
    said, value = request.said, request.value
    match act:
        case "start":
            return opened(state, value, world)
        case "latest":
            return latest(state, said, world)
        case "remaining":
            return remaining(state, said, world)
        case "history":
            category = subject_of(world, said.category, said.draw).category
            return past_draws(state, category, world, as_text=said.as_text)
        case "as_text":
            known = value in world.knowledge.categories
            return past_draws(state, value, world, as_text=True) if known else None
        case "older" | "newer":
            return turned(state, value, world)
        case "pool":
            return the_pool(state, said, world)
        case "explain":
            return explain(state, topic_of(value) or "crs", world, said)
        case "which_draw":
            unclear = said.unclear_draw
            if unclear is None:
                return None
            return among_draws(state, world, unclear.readings, draw_asked_back(unclear, world))
        case "help" if value == "commands":
            return aside(state, world, Remark("commands"))
        case "help" if value.startswith(NEXT) or (request.typed and state.memory.last is not None):
            return what_now(state, value.removeprefix(NEXT), world)
        case "help":
            return beside(state, world, HELP, Remark("help"))
        case "greeting":
            return greeted(state, world)
        case "thanks":
            return aside(state, world, Remark("thanks"))
        case "nothing" if value == "talk" and state.memory.last is not None:
            return heard_out(state, world)
        case "nothing":
            return aside(state, world, Remark("all_right"))
        case "puzzled":
            return why(state, world) or misunderstood(state, said, world)
        case "unknown":
            return misunderstood(state, said, world)
        case _:
            return _settled(state, act, request, world)


def _settled(state: State, act: Settled, request: Request, world: World) -> Transition | None:
    """What concerns notices, settings and operators, and what is no text."""
    value = request.value
    match act:
        case "subscribe":
            return subscribe_to(state, value, world)
        case "subscribe_other":
            return categories(state, world)
        case "wished":
            return as_wished(state, request.said.wished, world)
        case "also" | "without":
            return kinds(state, act, value, world)
        case "only_changes" | "quiet" | "quiet_zone":
            return quietness(state, act, value, world)
        case "unsubscribe":
            return unsubscribe(state, world)
        case "status":
            return status(state, world)
        case "settings":
            return settings(state, world)
        case "home_zone":
            return chosen_home_zone(state, value, world)
        case "lang":
            return in_language(state, value, world)
        case "privacy":
            return privacy(state, world)
        case "operator":
            return ordered(state, value, world)
        case "correction":
            return correct(state, value, world)
        case "correct":
            if not isinstance(state, ConfirmingCorrection) or value not in ("yes", "no"):
                return None
            return corrected(state, value == "yes", world)
        case "unknown_command":
            return aside(state, world, Remark("unknown_command"))
        case "sent_something_else":
            return aside(state, world, Remark("cannot_read_that"))
        case "added":
            return aside(state, world, Remark("hello"))
        case "edited_earlier":
            return aside(state, world, Remark("edited_too_late")) if value else Transition(state)
        case "too_much":
            return aside(state, world, Remark("too_much"))
        case "not_read":
            return aside(state, world, Remark("not_read"))
        case "all_deleted":
            return forget(state.memory, world)
        case "blocked":
            return blocked(state, world)
        case "stale" | "private" | "meant":
            return None
        case _:
            assert_never(act)


def _is_old(state: State, request: Request) -> bool:
    """Whether a button belongs to a what-if or a person that is no longer shown."""
    return state.memory.showing == "own" and not request.typed


def _forgetting(state: State, value: str, world: World) -> Transition | None:
    if not world.remembers:
        return aside(state, world, Remark("nothing_kept"))
    if not value:
        return ask(ConfirmingForget(state.memory), world)
    if not isinstance(state, ConfirmingForget) or value not in ("yes", "no"):
        return None
    return confirmed(state, value == "yes", world)


def _remembering(before: State, taken: Transition, first: Request) -> Transition:
    """Order the profile saved when it is another one than before, so that it can be undone."""
    was, now = before.memory, taken.state.memory
    if Forget() in taken.effects:
        return taken
    if first.act not in ("unknown", "yes", "no", "dont_know") and now.misses:
        now = replace(now, misses=0)
    if was.profile != now.profile and first.act not in ("undo", "not_mine"):
        now = replace(now, undo=was.profile)
    if now != taken.state.memory:
        taken = replace(taken, state=replace(taken.state, memory=now))
    kept_since = any(isinstance(each, Remind) for each in taken.effects)
    if (was.profile, was.zone, was.dates) == (now.profile, now.zone, now.dates) and not kept_since:
        return taken
    save: tuple[Effect, ...] = (SaveProfile(now.profile, now.zone, now.dates),)
    return replace(taken, effects=taken.effects + save)
