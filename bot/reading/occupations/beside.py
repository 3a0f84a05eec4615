"""Roles and places of work beside a name, which make it another occupation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.reading.occupations.index import GroupHit
from bot.reading.occupations.mentions import JobText, NameMention

_REACH, _LINK_REACH = 8, 5
_MUCH = 0.7
_HELPER = frozenset({"helper"})


@dataclass(frozen=True, slots=True)
class RoleWord:
    """A role and the place of its word; ``tied`` to a name, not only in the same sentence."""

    name: str
    place: int
    tied: bool = True


def role_beside(scene: JobText, mention: NameMention, phrase: Iterable[int]) -> RoleWord | None:
    """The role in the phrase of a name, else tied to it, else claimed in the same sentence."""
    roles = scene.words.roles
    inside = (RoleWord(roles[scene.stem(p)], p) for p in phrase if scene.stem(p) in roles)
    tied = next(inside, None) or _inverted(scene, mention) or _before(scene, mention)
    return tied or _claimed(scene, mention)


def _inverted(scene: JobText, mention: NameMention) -> RoleWord | None:
    """A role before or after a comma, as in lists of titles: "contractor, roofing"."""
    for place, comma in ((mention.first - 1, mention.first), (mention.last, mention.last)):
        if scene.paused(comma) and _is_role(scene, place):
            return RoleWord(scene.words.roles[scene.stem(place)], place)
    return None


def _before(scene: JobText, mention: NameMention) -> RoleWord | None:
    """A role tied to the name ("helper of a plumber") or a verb done to it ("I teach welding")."""
    words, place = scene.words, mention.first
    person = mention.entry.kind != "field" and not scene.worded(mention)
    if person and scene.told(place, place + 1, _HELPER) is not None:
        return RoleWord("helper", place - 1)
    while scene.joined(place) and scene.stem(place - 1) in words.articles | words.neutral:
        place -= 1
    before = scene.stem(place - 1) if scene.joined(place) else ""
    if before in words.role_verbs:
        return RoleWord(words.role_verbs[before], place - 1)
    for earlier in range(place - 2, max(-1, place - _LINK_REACH), -1):
        word = scene.stem(earlier)
        role = words.roles.get(word) or words.role_verbs.get(word)
        if role is not None and before in words.links:
            return RoleWord(role, earlier)
    return None


def _claimed(scene: JobText, mention: NameMention) -> RoleWord | None:
    """A role the person claims near in the sentence: "plumber turned teacher"."""
    words = scene.words
    before = range(mention.first - 1, max(-1, mention.first - _REACH), -1)
    after = range(mention.last, min(len(scene.tokens), mention.last + _REACH))
    for places, edge in ((before, 1), (after, 0)):
        for place in places:
            if scene.tokens[place + edge].gap != "near":
                break
            if not _is_role(scene, place):
                continue
            beside = scene.stem(place - 1)
            turn = scene.stem(place - 2) if beside in words.articles else beside
            begins = scene.starts_sentence(place) if edge else turn in words.turns
            if begins or scene.claimed(place):
                return RoleWord(words.roles[scene.stem(place)], place, tied=False)
    return None


def _is_role(scene: JobText, place: int) -> bool:
    """Whether a word is a role of the person's, and no name by itself as a chef's is."""
    entry = scene.index.entry([scene.stem(place)]) if scene.stem(place) else None
    trade = entry is not None and len(entry.nocs) == 1
    owned = scene.stem(place - 1) in scene.words.owners
    return scene.stem(place) in scene.words.roles and not trade and not owned


def leads_to(scene: JobText, role: str, noc: str) -> tuple[str, ...]:
    """The unit groups a role leads to from a trade's group."""
    starts = scene.words.leads_to[role]
    return starts[max((start for start in starts if noc.startswith(start)), key=len)]


def sharing(scene: JobText, mention: NameMention) -> tuple[str, ...]:
    """The unit groups of another name that shares a word with this one.

    "Industrial and construction electrician", "heavy equipment mechanic or operator".
    """
    entries = (scene.index.entry(stems) for stems in _shared(scene, mention))
    own = set(mention.entry.nocs)
    others = (entry.nocs for entry in entries if entry is not None and own.isdisjoint(entry.nocs))
    return tuple(dict.fromkeys(noc for nocs in others for noc in nocs))


def _shared(scene: JobText, mention: NameMention) -> Iterator[list[str]]:
    words = [scene.stem(place) for place in range(mention.first, mention.last)]
    for edge, joint, step in ((mention.first, mention.first - 1, -1), (mention.last,) * 2 + (1,)):
        parted = scene.joined(edge) and scene.joined(joint + (step > 0))
        parted = parted and scene.stem(joint) in scene.words.ands
        word = scene.stem(joint + step if parted else joint)
        if not (parted or scene.slashed(edge)) or word in scene.words.unmeaning:
            continue
        if step < 0:
            yield from ([word, *words[start:]] for start in range(1, len(words)))
        elif len(words) > 1:
            yield [*words[:-1], word]


def by_site(scene: JobText, mention: NameMention) -> tuple[tuple[GroupHit, ...], int]:
    """Groups that a name means where one works there, best first: "electrician in a mine".

    With them comes where those words end. No groups when the place makes no difference; a shop
    or the like belongs to what is said none the less.
    """
    words, place = scene.words, mention.last
    found = [place] if scene.paused(place) and _tells(scene, place) else []
    if not found and not (scene.joined(place) and scene.stem(place) in words.sites):
        return (), mention.last
    found += filter(lambda at: _tells(scene, at), scene.run(scene.past(place + 1, words.articles)))
    if not found:
        return (), _behind_site(scene, mention)
    name = {scene.stem(at) for at in range(mention.first, mention.last)}
    site = {scene.stem(at) for at in found}
    hits = scene.index.ranked([scene.index.slot(stem) for stem in sorted(name | site)])
    if not hits or hits[0].noc in mention.entry.nocs or hits[0].score < _MUCH:
        return (), _behind_site(scene, mention)
    told = name & hits[0].words and site & hits[0].words
    return (hits, found[-1] + 1) if told else ((), _behind_site(scene, mention))


def _behind_site(scene: JobText, mention: NameMention) -> int:
    """Where the place ends in which one works, the name itself where none is said."""
    place, words = mention.last, scene.words
    if not scene.joined(place) or scene.stem(place) not in words.sites:
        return place
    said = scene.run(scene.past(place + 1, words.articles))
    ends = scene.stem(said[-1]) if said else ""
    return said[-1] + 1 if ends in words.premises or ends in words.workplaces else place


def _tells(scene: JobText, place: int) -> bool:
    """Whether a word may tell one occupation from another."""
    word = scene.stem(place)
    return word not in scene.words.unmeaning and scene.index.knows(word)
