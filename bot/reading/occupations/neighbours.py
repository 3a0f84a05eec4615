"""Names that share a word, and where one works: both may make it another occupation."""

from __future__ import annotations

from collections.abc import Iterator

from bot.reading.occupations.index import GroupHit
from bot.reading.occupations.mentions import JobText, NameMention

_REACH = 4
_MUCH = 0.7


def sharing(scene: JobText, mention: NameMention) -> tuple[str, ...]:
    """The unit groups of another name that shares a word with this one.

    "Industrial and construction electrician", "heavy equipment mechanic or operator".
    """
    own = set(mention.entry.nocs)
    found: list[str] = []
    for stems in _shared_forms(scene, mention):
        entry = scene.index.entry(stems)
        if entry is not None and own.isdisjoint(entry.nocs):
            found += entry.nocs
    return tuple(dict.fromkeys(found))


def _shared_forms(scene: JobText, mention: NameMention) -> Iterator[list[str]]:
    words = [scene.stem(place) for place in range(mention.first, mention.last)]
    before, ands = mention.first - 1, scene.words.ands
    parted = scene.joined(mention.first) and scene.joined(before) and scene.stem(before) in ands
    if parted or scene.slashed(mention.first):
        word = scene.stem(before - 1 if parted else before)
        if word not in scene.words.unmeaning:
            yield from ([word, *words[start:]] for start in range(1, len(words)))
    after = mention.last
    parted = scene.joined(after) and scene.joined(after + 1) and scene.stem(after) in ands
    if parted or scene.slashed(after):
        word = scene.stem(after + 1 if parted else after)
        if word not in scene.words.unmeaning and len(words) > 1:
            yield [*words[:-1], word]


def by_site(scene: JobText, mention: NameMention) -> tuple[tuple[GroupHit, ...], int]:
    """Groups that a name means where one works there, best first: "electrician in a mine".

    With them comes where those words end. No groups when the place makes no difference.
    """
    places = _site(scene, mention)
    if not places:
        return (), mention.last
    name = {scene.stem(place) for place in range(mention.first, mention.last)}
    site = {scene.stem(place) for place in places}
    hits = scene.index.ranked([scene.index.slot(stem) for stem in sorted(name | site)])
    if not hits or hits[0].noc in mention.entry.nocs or hits[0].score < _MUCH:
        return (), mention.last
    told = name & hits[0].words and site & hits[0].words
    return (hits if told else ()), places[-1] + 1


def _site(scene: JobText, mention: NameMention) -> list[int]:
    """The places of the words for where one works, right after a name; "electrician, mine" too."""
    place = mention.last
    words = scene.words
    if scene.joined(place) and scene.stem(place) in words.sites:
        place += 1
    elif not scene.paused(place):
        return []
    found = [place] if scene.paused(place) and _tells(scene, place) else []
    place += len(found)
    while scene.joined(place) and scene.stem(place) in words.articles:
        place += 1
    while scene.joined(place) and scene.stem(place) not in words.stop and len(found) < _REACH:
        if _tells(scene, place):
            found.append(place)
        place += 1
    return found


def _tells(scene: JobText, place: int) -> bool:
    """Whether a word may tell one occupation from another."""
    word = scene.stem(place)
    return word not in scene.words.unmeaning and scene.index.knows(word)
