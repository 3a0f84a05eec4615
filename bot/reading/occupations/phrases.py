"""Occupations said without an exact name: by what one does, or in words that must be matched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.reading.occupations.beside import leads_to
from bot.reading.occupations.context import COVERED, SURE, Part, by_rank, confident
from bot.reading.occupations.index import GroupHit, Slot
from bot.reading.occupations.mentions import JobText, name_at

_DENIED = frozenset({"denied", "inverted"})
_MOST_WORDS = 10
_MOST_WINDOWS = 3
_SHORT_TEXT = 4
_HARDLY = 0.6
_ASKED, _CLAIMED, _UNCLAIMED = 0.42, 0.6, 0.82


def read_deeds(scene: JobText) -> tuple[tuple[Part, ...], frozenset[int]]:
    """What the person says he does: "I fix excavators and loaders".

    With it come the places of what he says he does not do: "I don't weld".
    """
    found: list[Part] = []
    undone: set[int] = set()
    place = 0
    while place < len(scene.tokens) and len(found) < _MOST_WINDOWS:
        part = None
        if scene.stem(place) in scene.words.verbs:
            part = _deed(scene, place)
            noun = scene.stem(place - 1) in scene.words.joints  # "not a cook"
            if not noun and scene.told(place, place + 1, _DENIED) == "denied":
                undone.update(range(place, _objects(scene, place + 1)[1]))
        place = place + 1 if part is None else part.last
        found += [] if part is None else [part]
    return tuple(found), frozenset(undone)


def _deed(scene: JobText, verb: int) -> Part | None:
    if not _done_by_person(scene, verb):
        return None
    doers = scene.words.verbs[scene.stem(verb)]
    agents = scene.index.agents(doers)
    chunks, last = _objects(scene, verb + 1)
    slots = [[scene.index.slot(scene.stem(place)) for place in chunk] for chunk in chunks]
    best: dict[str, GroupHit] = {}
    for objects in slots or [[]]:
        for hit in scene.index.ranked([agents, *objects]):
            if hit.noc not in best or hit.score > best[hit.noc].score:
                best[hit.noc] = hit
    hits = sorted(best.values(), key=lambda hit: (-hit.score, hit.noc))
    if not slots and not _one_trade(scene, verb, doers):
        return None
    said = [slot for objects in slots for slot in objects]
    understood = all(_as_written(scene, slot) for slot in said)
    floor = _ASKED if scene.expected else _CLAIMED
    part = _judged(hits, verb, last, sure=understood, floor=floor)
    return None if part is None else _role_considered(scene, part, hits[0], said)


def _one_trade(scene: JobText, verb: int, doers: Sequence[str]) -> bool:
    """Whether a verb needs no object to say what somebody is: "I weld", but not "I cook"."""
    entry = scene.index.entry(doers) if len(doers) == 1 else None
    told = entry is not None and len(entry.nocs) == 1
    named = scene.index.entry([scene.stem(verb)]) is not None
    return told and not named and scene.stem(verb) not in scene.words.ordinary


def _done_by_person(scene: JobText, verb: int) -> bool:
    place = verb - 1
    while scene.stem(place).endswith("ly") or scene.stem(place) in scene.words.adverbs:
        place -= 1
    before = scene.stem(place)
    named = name_at(scene, verb)
    if named is not None and named.last > verb + 1:
        return False  # "im building maintenance worker"
    if scene.stem(verb).endswith("ing"):
        earlier = scene.stem(place - 1) in scene.words.worked
        return before in scene.words.before_ing or (before in scene.words.after_work and earlier)
    if before == "im" and scene.index.entry([scene.stem(verb)]) is not None:
        return False  # "im cook" names an occupation
    return before in scene.words.subjects and not scene.starts_sentence(place + 1)


def _objects(scene: JobText, place: int) -> tuple[list[list[int]], int]:
    """The places of what a verb is done to, one list for each thing, and where it ends."""
    chunks: list[list[int]] = [[]]
    last = place
    while place < len(scene.tokens) and len(chunks) <= _MOST_WORDS:
        token = scene.tokens[place]
        if token.gap == "stop" or token.stem.isdecimal():
            break
        joins = token.stem in scene.words.ands
        if joins or token.gap == "pause":
            chunks.append([])
        if not joins and token.stem not in scene.words.joints:
            if token.stem in scene.words.stop:
                break
            if token.stem not in scene.words.unmeaning and len(chunks[-1]) < _MOST_WORDS:
                chunks[-1].append(place)
                last = place + 1
        place += 1
    return [chunk for chunk in chunks if chunk], last


def read_words(scene: JobText, others: frozenset[int]) -> Part | None:
    """Words that are no exact name, matched against all names after mending their spelling.

    Without a claim beside them ("I am a", "my job is") only a nearly complete name counts; one
    word that is no name by itself says nothing then: "passport", "room".
    """
    for places, floor in _windows(scene, others):
        if not places:
            continue
        slots = [scene.index.slot(scene.stem(place)) for place in places[:-1]]
        slots.append(_last_slot(scene, places))
        if not any(_says_something(scene, slot) for slot in slots):
            continue
        known = [(p, slot) for p, slot in zip(places, slots, strict=True) if slot.known]
        alone = known[0][1]  # one known word that is no name is no reason to ask: "passport"
        little = floor == _UNCLAIMED or alone.word in scene.words.everyday
        if len(known) == 1 and little and not alone.repaired and floor != _ASKED:
            continue
        hits = scene.index.ranked(slots)
        very = hits[0].words if hits else frozenset()  # a technician may be no mechanic
        named = all(_as_written(scene, slot) and _is_one_of(scene, slot, very) for slot in slots)
        bare = all(scene.trifling(t.stem) or p in places for p, t in enumerate(scene.tokens))
        written = sum(
            _says_something(scene, slot) and not (slot.repaired or place in scene.mended)
            for place, slot in known
        )
        if floor == _UNCLAIMED and bare:
            floor = _CLAIMED
        elif floor == _UNCLAIMED and written < 2:
            continue
        if not scene.expected and not written:
            floor = max(floor, SURE)
        part = _judged(hits, known[0][0], known[-1][0] + 1, sure=named, floor=floor)
        if part is not None:
            return _role_considered(scene, part, hits[0], slots)
    return None


def _last_slot(scene: JobText, places: Sequence[int]) -> Slot:
    """The last word, with who does it where it is a doing: "carpet installation"."""
    slot = scene.index.slot(scene.stem(places[-1]))
    agents = scene.words.verbs.get(slot.word, ())
    if len(places) == 1 or not agents:
        return slot
    doers = scene.index.agents(agents)
    others = tuple(match for match in slot.matches if match[0] not in dict(doers.matches))
    weight = max(slot.weight, doers.weight) if slot.known else doers.weight
    return Slot(slot.word, (*doers.matches, *others), weight)


def _is_one_of(scene: JobText, slot: Slot, name: frozenset[str]) -> bool:
    words = scene.words
    return slot.word in name or slot.word in words.unmeaning or slot.word in words.verbs


def _as_written(scene: JobText, slot: Slot) -> bool:
    return slot.word in scene.words.unmeaning or (slot.known and not slot.repaired)


def _role_considered(scene: JobText, part: Part, best: GroupHit, slots: Sequence[Slot]) -> Part:
    """With what a role among the words leads to: "swimming pool contractor"."""
    roles = scene.words.roles
    named = [roles[slot.word] for slot in slots if slot.word in roles]
    said = (*named, *_roles_done(scene))
    if not said:
        return part
    role = said[0]
    if part.sure and any(roles.get(word) == role for word in best.words):
        return part
    trade = scene.index.ranked([slot for slot in slots if slot.word not in roles])
    led = leads_to(scene, role, trade[0].noc) if trade else ()
    ahead, after = (part.nocs[:1], part.nocs[1:]) if named else ((), part.nocs)
    nocs = tuple(dict.fromkeys((*ahead, *led, *after)))
    return replace(part, nocs=nocs, sure=False, why="role")


def _roles_done(scene: JobText) -> list[str]:
    """Roles said by what the person does to things or people: "I sell cars"."""
    verbs = scene.words.role_verbs
    return [
        verbs[token.stem]
        for place, token in enumerate(scene.tokens)
        if token.stem in verbs and scene.stem(place - 1) in scene.words.subjects
    ]


def _says_something(scene: JobText, slot: Slot) -> bool:
    everyday = slot.word in scene.words.ordinary and not scene.expected
    return slot.known and slot.word not in scene.words.unmeaning and not everyday


def _windows(scene: JobText, others: frozenset[int]) -> Iterator[tuple[list[int], float]]:
    """The stretches of a text worth matching, each with the least score that is worth asking."""
    whole = _content(scene, range(len(scene.tokens)), others)
    if scene.expected and len(whole) <= _MOST_WORDS:
        yield whole, _ASKED
        return
    starts = [p for p in range(1, len(scene.tokens)) if _claim_ends(scene, p)]
    for start in starts[:_MOST_WINDOWS]:
        end = start
        while end < len(scene.tokens) and (end == start or scene.joined(end)):
            if scene.stem(end) in scene.words.stop and scene.stem(end) not in scene.words.joints:
                break
            if scene.stem(end).isdecimal():
                break
            end += 1
        yield _content(scene, range(start, end), others)[:_MOST_WORDS], _CLAIMED
    if len(whole) <= _SHORT_TEXT:
        yield whole, _UNCLAIMED


def _claim_ends(scene: JobText, place: int) -> bool:
    """Whether a claim ends just before this word: "I am a" before "welder"."""
    words, before = scene.words, scene.stem(place - 1)
    begins = before in words.stop or before in words.callings
    begins = begins and scene.stem(place) not in words.stop
    return begins and scene.claimed(place, personal=True)


def _content(scene: JobText, places: Iterable[int], others: frozenset[int]) -> list[int]:
    words, knows = scene.words, scene.index.knows
    said = ((place, scene.stem(place)) for place in places if place not in others)
    return [
        place
        for place, word in said
        if word not in words.aside
        and (word not in words.ordinary or knows(word))
        and not word.isdecimal()
    ]


def _judged(
    hits: Sequence[GroupHit], first: int, last: int, *, sure: bool, floor: float
) -> Part | None:
    if not hits or hits[0].score < floor:
        return None
    if sure and confident(hits) and hits[0].cover >= COVERED:
        return Part((hits[0].noc,), first, last, sure=True)
    near = [hit.noc for hit in by_rank(hits) if hit.score >= hits[0].score * _HARDLY]
    return Part(tuple(near[:3]), first, last, sure=False)
