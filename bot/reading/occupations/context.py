"""What stands beside a name and changes it: a role, an employer, or another word of the trade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.reading.occupations.index import GroupHit
from bot.reading.occupations.jobs import How
from bot.reading.occupations.mentions import JobText, NameMention
from bot.reading.occupations.neighbours import by_site, sharing

SURE, MARGIN = 0.8, 0.1
_REACH = 4
_HELPS = frozenset({"help", "helped"})
_ROLE_REACH = 8
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


@dataclass(frozen=True, slots=True)
class _Role:
    """A role and the place of its word; ``tied`` to a name, not only in the same sentence."""

    name: str
    place: int
    tied: bool = True


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
    left, right = _phrase(scene, mention)
    role = _role(scene, mention, left, right)
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
        return Part(mention.entry.nocs, mention.first, mention.last, sure, how, "ambiguous")
    return _widened(scene, mention, extras)


def _phrase(scene: JobText, mention: NameMention) -> tuple[list[int], list[int]]:
    """The places of the words around a name up to the next function word, number or comma."""
    left: list[int] = []
    place = mention.first
    while _beside(scene, place) and _inside(scene, place - 1) and len(left) < _REACH:
        place -= 1
        left.insert(0, place)
    right: list[int] = []
    place = mention.last
    while _beside(scene, place) and _inside(scene, place) and len(right) < _REACH:
        right.append(place)
        place += 1
    return left, right


def _beside(scene: JobText, place: int) -> bool:
    return scene.joined(place) and not scene.slashed(place)


def _inside(scene: JobText, place: int) -> bool:
    word = scene.stem(place)
    return word not in scene.words.stop and not word.isdecimal()


def _extras(scene: JobText, left: Sequence[int], right: Sequence[int]) -> tuple[int, ...]:
    """Words of the phrase that may make it another occupation.

    After a name only words that occur in names count; before it every word does, since an
    unheard-of kind of painter need not be a painter.
    """
    meaning = [p for p in (*left, *right) if not _harmless(scene, p)]
    return tuple(p for p in meaning if p in left or scene.index.knows(scene.stem(p)))


def _harmless(scene: JobText, place: int) -> bool:
    return scene.stem(place) in scene.words.unmeaning


def _linked(scene: JobText, mention: NameMention) -> tuple[int, ...]:
    """The words that "of" or "for" ties to a name: "mechanic for heavy equipment"."""
    place = mention.first - 1
    if scene.joined(place + 1) and scene.stem(place) in scene.words.ties_before:
        return tuple(p for p in (place - 2, place - 1) if p >= 0 and not _harmless(scene, p))
    place = mention.last
    if not scene.joined(place) or scene.stem(place) not in scene.words.ties:
        return ()
    place += 1
    while scene.joined(place) and scene.stem(place) in scene.words.articles:
        place += 1
    found: list[int] = []
    while scene.joined(place) and _inside(scene, place) and len(found) < _REACH:
        found.append(place)
        place += 1
    return tuple(p for p in found if not _harmless(scene, p) and scene.index.knows(scene.stem(p)))


def _role(
    scene: JobText, mention: NameMention, left: Sequence[int], right: Sequence[int]
) -> _Role | None:
    """The role beside a name, tied to it or claimed in the same sentence."""
    roles = scene.words.roles
    for place in (*right, *reversed(left)):
        if scene.stem(place) in roles:
            return _Role(roles[scene.stem(place)], place)
    tied = _role_inverted(scene, mention) or _role_before(scene, mention)
    return tied or _role_claimed(scene, mention)


def _role_inverted(scene: JobText, mention: NameMention) -> _Role | None:
    """A role before or after a comma, as in lists of titles: "contractor, roofing"."""
    roles = scene.words.roles
    for place, comma in ((mention.first - 1, mention.first), (mention.last, mention.last)):
        named = scene.stem(place) in roles and scene.stem(place - 1) not in scene.words.owners
        if named and scene.paused(comma) and not _trade(scene, place):
            return _Role(roles[scene.stem(place)], place)
    return None


def _role_before(scene: JobText, mention: NameMention) -> _Role | None:
    """A role tied to the name ("helper of a plumber") or a verb done to it ("I teach welding")."""
    words = scene.words
    place = mention.first
    while scene.joined(place) and (
        scene.stem(place - 1) in words.articles or scene.stem(place - 1) in words.neutral
    ):
        place -= 1
    if not scene.joined(place):
        return None
    before = scene.stem(place - 1)
    if before in _HELPS and scene.stem(place - 2) in ("i", "we"):
        return _Role("helper", place - 1)
    if before in words.role_verbs:
        return _Role(words.role_verbs[before], place - 1)
    if before in words.employers and mention.entry.kind != "field":
        for earlier in range(max(0, place - 4), place - 1):
            if scene.stem(earlier) in words.working and not scene.worded(mention):
                return _Role("helper", place - 1)
    if before in words.links:
        for earlier in range(place - 2, max(-1, place - 5), -1):
            word = scene.stem(earlier)
            if word in words.roles or word in words.role_verbs:
                return _Role(words.roles.get(word) or words.role_verbs[word], earlier)
    return None


def _trade(scene: JobText, place: int) -> bool:
    """Whether a role's word is an occupation's name by itself, as a chef is not only a chief."""
    entry = scene.index.entry([scene.stem(place)])
    return entry is not None and len(entry.nocs) == 1


def _role_claimed(scene: JobText, mention: NameMention) -> _Role | None:
    """A role the person claims near in the sentence: "plumber turned teacher"."""
    words = scene.words
    before = range(mention.first - 1, max(-1, mention.first - _ROLE_REACH), -1)
    after = range(mention.last, min(len(scene.tokens), mention.last + _ROLE_REACH))
    for places, edge in ((before, 1), (after, 0)):
        for place in places:
            if scene.tokens[place + edge].gap != "near":
                break
            word, beside = scene.stem(place), scene.stem(place - 1)
            if word not in words.roles or beside in words.owners or _trade(scene, place):
                continue
            turn = scene.stem(place - 2) if beside in words.articles else beside
            begins = scene.starts_sentence(place) if edge else turn in words.turns
            if begins or scene.claimed(place):
                return _Role(words.roles[word], place, tied=False)
    return None


def _as_role(scene: JobText, mention: NameMention, found: _Role) -> Part:
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


def leads_to(scene: JobText, role: str, noc: str) -> tuple[str, ...]:
    """The unit groups a role leads to from a trade's group."""
    starts = scene.words.leads_to[role]
    return starts[max((start for start in starts if noc.startswith(start)), key=len)]


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
