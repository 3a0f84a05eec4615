"""Links into the conversation: made under a what-if, opened by ``/start``."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.conversation.answers import answer, ledger_of, subject_in
from bot.conversation.choices import Choice
from bot.conversation.flows.interview import begin
from bot.conversation.flows.lookups import MENU, aside, beside
from bot.conversation.flows.questions import ask
from bot.conversation.flows.subscribing import (
    SUBSCRIBE,
    changes_to,
    subscribe,
    subscribed_now,
    terms_of,
)
from bot.conversation.laying import slots_between
from bot.conversation.links import (
    FROM_CHANNEL,
    FROM_GROUP,
    OpenWhatIf,
    Scenario,
    WantNotices,
    decode_link,
    encode_link,
)
from bot.conversation.messages import Noted, Remark, ScenarioLink, Welcome
from bot.conversation.states import AskingWhatIf, State
from bot.conversation.subscriptions import EVERY_DRAW
from bot.conversation.transition import Rows, Transition
from bot.conversation.world import World
from bot.reading.understood import DEFAULT_CATEGORY, Lang
from knowledge.profiles import Profile

FIRST_DAY = date(2015, 1, 1)
"""Express Entry began: no profile was submitted before."""

MOST_MONTHS = 600


def share(state: State, world: World) -> Transition:
    """The address that shows the scenario to others; without a scenario or a bot, none."""
    memory = state.memory
    profile = memory.shown
    if world.username is None:
        return aside(state, world, Remark("no_links_here"))
    if profile.is_empty:
        return aside(state, world, Remark("nothing_to_share"))
    draw = subject_in(memory, world).draw if memory.draw or memory.category else None
    payload = encode_link(Scenario(profile, None if draw is None else draw.number))
    job = world.occupations.group(profile.noc) if profile.noc else None
    address = f"https://t.me/{world.username}?start={payload}"
    return aside(state, world, ScenarioLink(address, profile, job))


def opened(state: State, payload: str, world: World) -> Transition:
    """/start: do what a link asks for; somebody new is greeted where the link says nothing."""
    newest = ledger_of(world).latest(DEFAULT_CATEGORY, world.now)
    first = (Welcome(newest),) if state.memory.profile.is_empty else ()
    if payload in ("", FROM_GROUP, FROM_CHANNEL):
        asked = begin(state.memory, world, *first)
        if not first:
            return asked
        return replace(asked, replies=first, choices=_first_steps(state.memory.lang, world))
    link = decode_link(payload)
    match link:
        case OpenWhatIf():
            return ask(AskingWhatIf(state.memory), world)
        case WantNotices(about) if about == EVERY_DRAW or about in world.knowledge.categories:
            return asked_for_notices(state, about, world)
        case Scenario() if _is_possible(link, world):
            return _shown(state, link, world)
        case _:
            return begin(state.memory, world, *first, Remark("unknown_link"))


def _first_steps(lang: Lang, world: World) -> Rows:
    """What somebody new may want; the first question waits all the same."""
    news = (Choice("subscribe"),) if world.pushes else ()
    other = Choice("lang", "fr" if lang == "en" else "en")
    return ((Choice("check"), Choice("latest")), (*news, other))


def asked_for_notices(state: State, about: str, world: World) -> Transition:
    """A link subscribes whoever has no subscription; it changes nobody's."""
    if about != EVERY_DRAW and about not in world.knowledge.categories:
        return beside(state, world, (), Remark("unknown_link"))
    terms = terms_of(world)
    if terms is None or terms.about == about:
        return subscribe(state, about, world)
    rows = ((Choice("subscribe", about),), *changes_to(terms))
    already = subscribed_now(state, world)
    return beside(state, world, rows, Remark("already_subscribed"), *already)


def _is_possible(link: Scenario, world: World) -> bool:
    """Whether everything in it can be true: what a person could have said, too."""
    profile, crs = link.profile, world.knowledge.rules.crs.on(world.now.date()).value
    months, submission = profile.experience_months, profile.submission
    return (
        (profile.crs is None or crs.lowest <= profile.crs <= crs.highest)
        and (profile.noc is None or world.occupations.group(profile.noc) is not None)
        and (submission is None or FIRST_DAY <= submission.on <= world.now.date())
        and (months is None or months <= MOST_MONTHS)
        and (link.draw is None or ledger_of(world).draw(link.draw) is not None)
    )


def _shown(state: State, link: Scenario, world: World) -> Transition:
    """Somebody else's scenario: answered once, and neither kept nor taken for one's own.

    What the talk was about stays, and so does an open question.
    """
    memory = replace(state.memory, draw=link.draw, category=None)
    found = answer(link.profile, subject_in(memory, world), world, memory.zone)
    job = world.occupations.group(link.profile.noc) if link.profile.noc else None
    slots = slots_between(Profile(), link.profile)
    noted = Noted(link.profile, Profile(), slots, job, what_if=True)
    own = SUBSCRIBE if state.memory.profile.is_empty else Choice("what_if")
    told = beside(state, world, (), Remark("shared_scenario"), noted, found)
    return replace(told, choices=told.choices or ((Choice("check"), own), *MENU[1:]))
