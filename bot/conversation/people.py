"""Whom a message is about: the person, a supposition of theirs, or somebody else they name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.conversation.laying import lay
from bot.conversation.states import Memory, Other
from bot.reading.understood import Person, Understood
from knowledge.accents import unaccented
from knowledge.profiles import Profile

MOST_OTHERS = 5
KEPT_FOR = timedelta(hours=24)
"""How many other people are remembered, and how long after they were last spoken of."""

NAMELESS = ""
"""The label of somebody of whom it was only said that it is not the person themselves."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """Where facts belong: ``of`` a label, None for the person; ``base`` is what they change.

    A relative change counts from ``counted_from``.
    """

    of: str | None
    supposed: bool
    base: Profile
    counted_from: Profile


def fresh(memory: Memory, now: datetime) -> Memory:
    """The memory without people who were not spoken of for so long."""
    kept = tuple(other for other in memory.others if now - other.said_at < KEPT_FOR)
    return _keeping(memory, kept)


def without(memory: Memory, label: str) -> Memory:
    """The memory without the person of that label."""
    label = labelled(memory, label)
    return _keeping(memory, tuple(other for other in memory.others if other.label != label))


def _keeping(memory: Memory, kept: tuple[Other, ...]) -> Memory:
    if kept == memory.others:
        return memory
    labels = {None, *(other.label for other in kept)}
    if memory.of not in labels:
        memory = replace(memory, of=None, what_if=None)
    if memory.last is not None and memory.last.of not in labels:
        memory = replace(memory, last=None)
    return replace(memory, others=kept)


def labelled(memory: Memory, label: str) -> str:
    """The label as it was said first: "Client B" is "client b", « frere » « frère »."""
    plain = unaccented(label.casefold())
    for other in memory.others:
        if unaccented(other.label.casefold()) == plain:
            return other.label
    return label


def known_of(memory: Memory, of: str | None) -> Profile:
    """What is known of the person, or of the one with that label."""
    return replace(memory, of=of).real


def supposes(said: Understood) -> bool:
    """Whether what is said changes nothing that is stored: a question or a supposition."""
    if said.supposed or said.intent == "what_if":
        return True
    return said.change is not None and said.ownership != "claim"


def whose(memory: Memory, said: Understood) -> Belonging:
    """Whose the facts in a message are, by the first rule that fits.

    Somebody who is named; the person who owns them; a supposition about whoever is shown; and
    else what is shown: answers, corrections and bare lists belong to it.
    """
    if said.person is not None or said.about == "other":
        label = memory.of if said.person is None else labelled(memory, said.person)
        return _of_somebody(memory, said, NAMELESS if label is None else label)
    claimed = said.ownership == "claim" and memory.of is None and not said.corrects
    if supposes(said):
        return _supposed(memory, said, None if said.owned else memory.of)
    if said.owned or claimed:
        return _real(None, memory.profile)
    return Belonging(memory.of, memory.what_if is not None, memory.shown, memory.real)


def _real(of: str | None, profile: Profile) -> Belonging:
    return Belonging(of, False, profile, profile)


def _of_somebody(memory: Memory, said: Understood, label: str) -> Belonging:
    known = known_of(memory, label)
    introduced = said.follows and known.is_empty  # "and my brother, 490"
    if supposes(said) and not introduced:
        return _supposed(memory, said, label)
    again = said.person is not None or said.ownership == "claim"
    if memory.of == label and memory.what_if is not None and not again:
        return Belonging(label, True, memory.what_if, memory.real)
    return _real(label, _same(memory, said, known))


def _supposed(memory: Memory, said: Understood, of: str | None) -> Belonging:
    """A supposition goes on with the one that is shown, or changes what is known.

    Points count from what is known, unless they come on top of what is shown; a nomination comes
    on top of any supposition that it goes on with.
    """
    real = _same(memory, said, known_of(memory, of))
    if of != memory.of or not (said.follows or said.on_top):
        return Belonging(of, True, real, real)
    on_top = said.on_top or said.facts.nomination is True
    return Belonging(of, True, memory.shown, memory.shown if on_top else real)


def _same(memory: Memory, said: Understood, real: Profile) -> Profile:
    """What is not known of somebody and said to be the same is taken from the one shown."""
    shown = memory.shown
    if "occupation" in said.same and real.noc is None:
        real = replace(real, noc=shown.noc)
    if "submitted" in said.same and real.submission is None and real.submitted_between is None:
        real = replace(real, submission=shown.submission, submitted_between=shown.submitted_between)
    if "crs" in said.same and real.crs is None:
        real = replace(real, crs=shown.crs, crs_on=shown.crs_on, scores=shown.scores)
    return real


def put_down(memory: Memory, where: Belonging, profile: Profile, now: datetime) -> Memory:
    """The memory that shows this profile, kept where it belongs."""
    memory = replace(memory, of=where.of)
    if where.of is not None:
        real = known_of(memory, where.of) if where.supposed else profile
        memory = remembered(memory, where.of, real, now)
    if where.supposed:
        return replace(memory, what_if=profile)
    if where.of is None:
        return replace(memory, profile=profile, what_if=None)
    return replace(memory, what_if=None)


def turned_to(memory: Memory, label: str, now: datetime) -> Memory:
    """The memory that shows what is really known of that person."""
    label = labelled(memory, label)
    known = known_of(memory, label)
    return replace(remembered(memory, label, known, now), of=label, what_if=None)


def remembered(memory: Memory, label: str, profile: Profile, now: datetime) -> Memory:
    """The memory with that person as the one spoken of last."""
    others = [other for other in memory.others if other.label != label]
    others.append(Other(label, profile, now))
    return replace(memory, others=tuple(others[-MOST_OTHERS:]))


def heard_of(memory: Memory, people: tuple[Person, ...], now: datetime) -> Memory:
    """The memory with what was said of further people in the same message."""
    for person in people:
        label = labelled(memory, person.label)
        known = lay(known_of(memory, label), Understood(facts=person.facts))
        memory = remembered(memory, label, known, now)
    return memory


def back_to_own(memory: Memory) -> Memory:
    """The memory that shows the person's own profile; whom else it knows stays."""
    return replace(memory, of=None, what_if=None)
