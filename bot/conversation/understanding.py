"""From what happened to what is asked: a text is read once, here and nowhere else."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import assert_never, get_args

from bot.conversation.answers import ledger_of, subject_in
from bot.conversation.choices import NEXT, Choice, decode
from bot.conversation.events import (
    AddedToGroup,
    AllDeleted,
    Blocked,
    EditedEarlier,
    Event,
    NotRead,
    Pressed,
    Said,
    SaidTooMuch,
    SentSomethingElse,
)
from bot.conversation.flows.own_dates import dates_of
from bot.conversation.flows.questions import open_question
from bot.conversation.groups import in_public
from bot.conversation.requests import Request, act_of, order_of
from bot.conversation.states import (
    AskingHomeZone,
    AskingWhatIf,
    Resting,
    State,
)
from bot.conversation.world import World
from bot.reading import understand
from bot.reading.days.readings import ZoneUnknown
from bot.reading.days.zones import read_zone
from bot.reading.questions.places import place_lived_in
from bot.reading.text.language import language_of
from bot.reading.understood import (
    DEFAULT_CATEGORY,
    NO_FACTS,
    NOTHING_WISHED,
    Intent,
    Lang,
    Reading,
    Slot,
    Topic,
    Understood,
    Want,
    meant,
)

_A_YEAR, _A_DRAW = re.compile(r"20\d\d"), re.compile(r"#?(\d{1,3}[abAB]?)")
_COMMAND = re.compile(r"/([A-Za-z_]+)(?:@\w+)?(?:\s++(.*))?", re.DOTALL)

_FILE = frozenset({"file", "ics", "calendar", "fichier", "calendrier"})
"""What stands behind /dates for a file."""

Requests = tuple[Request, ...]

_SMALL = ("unknown", "help", "small_talk", "undo")
"""Intents of short human utterances."""

STALE: Requests = (Request("stale"),)


def requests_of(event: Event, state: State, world: World) -> Requests:
    """What is asked, in the order in which it is to be answered; never nothing."""
    if world.group:
        state = in_public(state.memory)
    match event:
        case Said():
            return _said(event.text, state, world)
        case Pressed():
            return _pressed(event.data, world)
        case SentSomethingElse():
            return (Request("sent_something_else"),)
        case AddedToGroup():
            return (Request("added"),)
        case EditedEarlier():
            return _edited(event.text, state, world)
        case SaidTooMuch():
            return (Request("too_much"),)
        case NotRead():
            return (Request("not_read"),)
        case AllDeleted():
            return (Request("all_deleted"),)
        case Blocked():
            return (Request("blocked"),)
        case _:
            assert_never(event)


def split_command(text: str) -> tuple[str, str] | None:
    """The name of the command (lower case) and what stands after it; None for other texts.

    >>> split_command("/check@tradedraw_bot 505 welder")
    ('check', '505 welder')
    """
    found = _COMMAND.fullmatch(text.strip())
    return None if found is None else (found[1].lower(), (found[2] or "").strip())


def read(text: str, state: State, world: World) -> Understood:
    """The text as it is meant in this state."""
    return understand(text, reading_of(state, world), world.knowledge, world.occupations)


def reading_of(state: State, world: World) -> Reading:
    """The circumstances in which the next text is to be read."""
    memory, shown = state.memory, state.memory.shown
    submission = shown.submission
    expecting = "what_if" if isinstance(state, AskingWhatIf) else open_question(state)
    talks = memory.draw or memory.category or world.draw or not shown.is_empty
    draw = subject_in(memory, world).draw if talks else None
    category = world.category or DEFAULT_CATEGORY
    return Reading(
        world.now,
        memory.lang,
        expecting,
        submission.on if submission is not None else None,
        memory.zone,
        category if draw is None else draw.category,
        None if draw is None else draw.number,
        tuple(other.label for other in memory.others),
        submission is not None or shown.submitted_between is not None,
        memory.showing,
    )


def _said(text: str, state: State, world: World) -> Requests:
    command = split_command(text)
    if command is None:
        first, *others = typed(_in_words(text, state, world))
        return (replace(first, spoken=language_of(text)), *others)
    name, rest = command
    act = act_of(name)
    if act is None:
        return _ordered(name, rest, world)
    if act == "start":
        return (Request("start", rest),)
    said = _behind(name, rest, read(rest, state, world)) if rest else Understood()
    match act:
        case "check" if said.says_something or said.draw or said.category:
            return (Request("tell" if said.says_something else "stand", said=said),)
        case "what_if" if said.says_something:
            return (Request("tell", said=replace(said.wanting("what_if"), supposed=True)),)
        case "dates":
            return (Request("dates", "file" if rest.lower() in _FILE else ""),)
        case "pool":
            return (Request("pool", said=said.wanting("explain", "pool")),)
        case "lang":
            named = rest.lower() if rest.lower() in get_args(Lang) else said.language
            return (Request("lang", named or "", said.wanting("language")),)
        case "settings":
            return (Request("lang", said.language, said) if said.language else _place(rest),)
        case "subscribe":
            return (Request("subscribe", said.category or "", said.wanting("subscribe")),)
        case "latest" | "remaining" | "history" | "help":
            return (Request(act, said=said.wanting(act)),)
        case _:
            return (Request(act),)


def typed(requests: Requests) -> Requests:
    """The same, said in words."""
    return tuple(replace(request, typed=True) for request in requests)


def _place(rest: str) -> Request:
    return Request("place", rest) if rest else Request("settings")


def _ordered(name: str, rest: str, world: World) -> Requests:
    match order_of(name) if world.operator and not world.group else None:
        case None:
            return (Request("unknown_command"),)
        case "admin":
            return (Request("operator"),)
        case "correct":
            return (Request("correction", rest),)
        case order:
            return (Request("operator", order),)


def _behind(name: str, rest: str, said: Understood) -> Understood:
    """What the ``rest`` behind a command says, where it stands alone.

    "french" names the draws there, not the language; "/remaining 2025" a year, "/latest 408" a
    draw.
    """
    act = act_of(name)
    if act in ("remaining", "history") and _A_YEAR.fullmatch(rest):
        return meant(year=int(rest))
    if act == "latest" and (number := _A_DRAW.fullmatch(rest)):
        return meant(draw=number[1].lower())
    if said.language == "fr" and said.category is None:
        return replace(said, category="french")
    return said


def _in_words(text: str, state: State, world: World) -> Requests:
    if isinstance(state, AskingHomeZone):
        if not isinstance(read_zone(text), ZoneUnknown):
            return (Request("place", text),)
    elif isinstance(state, Resting) and (place := place_lived_in(text)) is not None:
        return (Request("place", place),)
    return in_words(read(text, state, world), state)


def in_words(said: Understood, state: State) -> Requests:
    """What a sentence asks for: facts first, then questions in the order asked."""
    if said.small is not None and said.intent in _SMALL:
        return (_small(said, state),)
    if said.tie_break is not None:
        return (Request("tie_break", said=said),)
    if not said.says_something:
        if said.language is not None:
            return (Request("lang", said.language, said),)
        if said.asks_to_change is not None:
            return (Request("change", said.asks_to_change, said),)
        if said.unclear_draw is not None:
            return (Request("which_draw", said=said),)
    if said.intent == "forget" and said.person is not None:
        return (Request("forget", said=said),)
    found = [Request("tell", said=said)] if _tells(said) and not _asks_about(said) else []
    for want in said.wants:
        if want.intent == "latest" and said.follows and not state.memory.shown.is_empty:
            want, said = Want("check"), said.wanting("check")
        request = _wanted(want, said)
        if found and _is_answered(want, said):
            continue
        if request is not None and not (found and request.act in ("stand", "what_if")):
            found.append(request)
    if not said.dates.is_empty:  # after everything else: it only offers to keep them
        found = [each for each in found if each.act not in ("dates", "nothing")]
        found.append(Request("dated", said=said))
    return tuple(found) or (Request("unknown", said=said),)


def _is_answered(want: Want, said: Understood) -> bool:
    """Whether a verdict in the draw that is named answers it, too."""
    named = said.category is not None or said.draw is not None
    return named and want == Want("explain", "other_draws")


def _asks_about(said: Understood) -> bool:
    """Whether a person or an occupation is only what a matter is asked about.

    "What are my husband's chances?", "What is the code of a plumber?"
    """
    if said.intent != "explain" or said.others or said.change is not None:
        return False
    facts, noc = said.facts, said.facts.noc
    named = said.person is not None or (noc is not None and said.ownership == "supposed")
    return named and facts in (NO_FACTS, replace(NO_FACTS, noc=noc))


def _tells(said: Understood) -> bool:
    parts = (said.time_only, said.zone_only, said.day_part, said.person)
    return said.says_something or any(part is not None for part in parts) or bool(said.others)


def _wanted(want: Want, said: Understood) -> Request | None:
    """One thing that is wanted, with all that was said beside it."""
    match want.intent:
        case "subscribe" | "settings" | "unsubscribe" if said.wished != NOTHING_WISHED:
            return Request("wished", said=said)
        case "check":
            return Request("stand", said=said)
        case "what_if":
            return Request("what_if", said=said)
        case "explain":
            return Request("pool" if want.topic == "pool" else "explain", want.topic or "", said)
        case "latest" | "remaining" | "history" | "help" | "unsubscribe" | "status" | "settings":
            return Request(want.intent, said=said)
        case "me" | "export" | "forget" | "privacy" | "share" | "undo":
            return Request(want.intent, said=said)
        case "subscribe":
            return Request("subscribe", said.category or "", said)
        case "language":
            return Request("lang", said.language or "", said)
        case "small_talk":
            return Request("nothing", "talk", said)
        case "dates" | "remind":
            return Request(want.intent, said=said)
        case "unknown":
            return None
        case _:
            assert_never(want.intent)


def _small(said: Understood, state: State) -> Request:
    """A short human utterance, as what it is in this state."""
    match said.small:
        case "back_to_mine":
            return Request("real", said=said)
        case "yes" | "no" if isinstance(state, Resting):
            return Request("nothing", said=said)
        case "undo" if not isinstance(state, Resting) and state.memory.undo is None:
            return Request("cancel", said=said)
        case "later" | "older" as told:
            return Request("in_pool", told, said)
        case None:
            return Request("unknown", said=said)
        case small:
            return Request(small, said=said)


def _edited(text: str, state: State, world: World) -> Requests:
    """An earlier text that was changed; ``value`` tells whether facts are in it."""
    if split_command(text) is not None:
        return (Request("edited_earlier"),)
    facts = read(text, state, world).says_something
    return (Request("edited_earlier", "facts" if facts else ""),)


def _pressed(data: str, world: World) -> Requests:
    choice = decode(data)
    if choice is None:
        return STALE
    request = _chosen(choice, world)
    return STALE if request is None else (request,)


def _chosen(choice: Choice, world: World) -> Request | None:
    """What a button asks for; None where that is no longer known."""
    kind, value = choice.kind, choice.value
    match kind:
        case "check" if value and ledger_of(world).draw(value) is not None:
            return Request("stand", said=meant("check", draw=value))
        case "latest" if value:
            if ledger_of(world).draw(value) is None:
                return None
            return Request("latest", said=meant("latest", draw=value))
        case "help" if value.startswith(NEXT):
            known = ledger_of(world).draw(value.removeprefix(NEXT)) is not None
            return Request(kind, value, meant("help")) if known else None
        case "help":
            return Request(kind, value, meant("help"))
        case "latest" | "remaining" | "history":
            return Request(kind, said=meant(kind))
        case "pool":
            if value not in ("", "text"):
                return None
            return Request("pool", said=meant("explain", "pool", as_text=value == "text"))
        case "explain":
            topic = topic_of(value)
            return None if topic is None else Request(kind, value, meant("explain", topic))
        case "lang":
            lang = next((lang for lang in get_args(Lang) if lang == value), None)
            return None if lang is None else Request(kind, value, meant("language", language=lang))
        case "meant":
            return _meant(value)
        case "crs" if value.isdecimal():
            return Request(kind, value, meant("check", crs=int(value)))
        case "occupation":
            return Request(kind, value, meant("check", noc=value))
        case "change" if value not in ("", *get_args(Slot)):
            return None
        case "remember" if dates_of(value) is None:
            return None
        case "private":
            return None  # it only opens a chat: nobody can press it here
        case _:
            return Request(kind, value)


def topic_of(value: str) -> Topic | None:
    """The topic of that name."""
    return next((topic for topic in get_args(Topic) if topic == value), None)


def _meant(value: str) -> Request | None:
    """What was offered as perhaps meant: "explain.tie_break", "remaining."."""
    word, _, about = value.partition(".")
    intent = next((intent for intent in get_args(Intent) if intent == word), None)
    if intent is None:
        return None
    topic = "pool" if about == "pool" else topic_of(about)
    wanted = _wanted(Want(intent, topic), meant(intent, topic))
    return None if wanted is None else replace(wanted, offered=True)
