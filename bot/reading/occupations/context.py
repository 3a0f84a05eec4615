"""What stands beside a name and changes it: a role, an employer, or another word of the trade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.reading.occupations.beside import RoleWord, by_site, leads_to, role_beside, sharing
from bot.reading.occupations.index import GroupHit
from bot.reading.occupations.jobs import How
from bot.reading.occupations.mentions import JobText, NameMention

SURE, MARGIN = 0.8, 0.1
_WORTH_OFFERING = 0.5
COVERED = 0.9


@dataclass(frozen=True, slots=True)
class Part:
    """One place of a text understood: unit groups, likeliest first, and whether it is certain.

    ``first`` and ``last`` (not included) are tokens.
    """

    nocs: tuple[str, ...]
    first: int
    last: int
    sure: bool
    how: How = "fuzzy"
    why: How = "unsure"


def confident(hits: Sequence[GroupHit]) -> bool:
    """Whether the best group is good enough and clearly better than the next."""
    if not hits or hits[0].score < SURE:
        return False
    return len(hits) == 1 or round(hits[0].score - hits[1].score, 4) >= MARGIN


def by_rank(hits: Sequence[GroupHit]) -> list[GroupHit]:
    """The order in which groups are offered."""
    return sorted(hits, key=lambda hit: (-hit.rank, hit.noc))


def read_mention(scene: JobText, mention: NameMention) -> Part | None:
    """An exact name as it stands in its sentence; None when it names a place and no person."""
    left, right = scene.run(mention.first, -1), scene.run(mention.last)
    role = role_beside(scene, mention, (*right, *left))
    if role is not None:
        return _as_role(scene, mention, role)
    if any(scene.stem(place) in scene.words.premises for place in right):
        if not scene.expected and not scene.claimed(mention.first):
            return None
        return Part(mention.entry.nocs, mention.first, mention.last, sure=False)
    extras = _extras(scene, left, right) + _linked(scene, mention)
    if shared := sharing(scene, mention):
        nocs = tuple(dict.fromkeys((*mention.entry.nocs, *shared)))
        return Part(nocs[:3], mention.first, mention.last, sure=False, why="ambiguous")
    there, last = by_site(scene, mention)
    if there and not extras:
        nocs = tuple(dict.fromkeys((there[0].noc, *mention.entry.nocs)))
        return Part(nocs[:3], mention.first, last, sure=False)
    if not extras:
        sure = len(mention.entry.nocs) == 1
        sure = sure and mention.entry.kind != "short"  # without its qualifier it may be others too
        how: How = "title" if mention.entry.kind == "title" else "name"
        how = "fuzzy" if mention.mended else how
        return Part(mention.entry.nocs, mention.first, last, sure, how, "ambiguous")
    return _widened(scene, mention, extras)


def _extras(scene: JobText, left: Sequence[int], right: Sequence[int]) -> tuple[int, ...]:
    """Words of the phrase that may make it another occupation.

    After a name only words that occur in names count; before it every word does, since an
    unheard-of kind of painter need not be a painter.
    """
    unmeaning = scene.words.unmeaning
    known = (place for place in right if scene.index.knows(scene.stem(place)))
    return tuple(place for place in (*left, *known) if scene.stem(place) not in unmeaning)


def _linked(scene: JobText, mention: NameMention) -> tuple[int, ...]:
    """The words that "of" or "for" ties to a name: "mechanic for heavy equipment"."""
    before, words = mention.first - 1, scene.words
    if scene.joined(mention.first) and scene.stem(before) in words.ties_before:
        return _extras(scene, range(max(0, before - 1), before + 1), ())
    if not scene.joined(mention.last) or scene.stem(mention.last) not in words.ties:
        return ()
    return _extras(scene, (), scene.run(scene.past(mention.last + 1, words.articles)))


def _as_role(scene: JobText, mention: NameMention, found: RoleWord) -> Part:
    role = found.name
    first, last = min(found.place, mention.first), max(found.place + 1, mention.last)
    stems = [scene.stem(p) for p in range(first, last)]
    meaning = [s for s in dict.fromkeys(stems) if s not in scene.words.stop]
    hits = scene.index.ranked([scene.index.slot(s) for s in meaning])
    roles = scene.words.roles
    of_role = [h for h in hits if any(roles.get(word) == role for word in h.words)]
    elsewhere = bool(hits) and hits[0] in of_role and hits[0].noc not in mention.entry.nocs
    if found.tied and elsewhere and confident(hits):
        return Part((hits[0].noc,), first, last, sure=True)
    own = mention.entry.nocs
    trade = set(map(scene.stem, range(mention.first, mention.last)))
    likely = [h.noc for h in of_role if h.score >= _WORTH_OFFERING and trade & h.words]
    named = tuple(dict.fromkeys((*likely, *leads_to(scene, role, own[0]))))
    ahead = [noc for noc in named if noc not in own][:2]
    return Part((*ahead, *own), first, last, sure=False, why="role")


def _widened(scene: JobText, mention: NameMention, extras: Sequence[int]) -> Part:
    """A name with more words of the trade beside it, looked up as a whole."""
    places = sorted({*extras, *range(mention.first, mention.last)})
    stems = [s for s in dict.fromkeys(map(scene.stem, places)) if s not in scene.words.stop]
    slots = [scene.index.slot(s) for s in stems]
    hits = scene.index.ranked(slots)
    first, last = places[0], places[-1] + 1
    understood = all(slot.known and not slot.repaired for slot in slots)
    if understood and confident(hits) and hits[0].cover >= COVERED:
        return Part((hits[0].noc,), first, last, sure=True)
    likely = [h.noc for h in by_rank(hits) if h.score >= _WORTH_OFFERING]
    own = mention.entry.nocs
    if not understood or not set(own).intersection(likely[:3]):
        likely = [*likely[: 1 if understood else 0], *own, *likely]
    return Part(tuple(dict.fromkeys(likely))[:3], first, last, sure=False)
