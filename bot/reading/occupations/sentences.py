"""A whole text: deeds, then exact names in their sentences, then words that must be matched."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.occupations.context import Part, read_mention
from bot.reading.occupations.mentions import JobText, own, scan
from bot.reading.occupations.phrases import read_deeds, read_words


def read_parts(scene: JobText) -> tuple[Part, ...]:
    """Every place of the text that speaks of the person's occupation, in order."""
    deeds, undone = read_deeds(scene)
    mentions, others = own(scene, scan(scene))
    parts = list(deeds)
    read = set(others | undone)
    for mention in mentions:
        places = range(mention.first, mention.last)
        if mention.first in undone or any(d.first <= mention.first < d.last for d in deeds):
            continue
        part = read_mention(scene, mention)
        if part is None:
            read.update(places)
        else:
            parts.append(part)
    if any(part.sure and scene.claimed(part.first) for part in parts if part not in deeds):
        parts = [part for part in parts if part.sure or part not in deeds]
    if not parts:
        words = read_words(scene, frozenset(read))
        parts = [] if words is None else [words]
    return _narrowed(scene, _outermost(parts))


def _outermost(parts: Sequence[Part]) -> list[Part]:
    """In order, without those that a wider one has taken in ("teacher" of "plumbing teacher")."""
    order = sorted(parts, key=lambda part: (part.first, -part.last, part.why != "role"))
    kept: list[Part] = []
    for part in order:
        inside = any(p.first <= part.first and part.last <= p.last for p in kept)
        if not inside:
            kept = [p for p in kept if not (part.first <= p.first and p.last <= part.last)]
            kept.append(part)
    return kept


def _narrowed(scene: JobText, parts: Sequence[Part]) -> tuple[Part, ...]:
    """Without ambiguous names that a clear one explains: "mechanic, heavy-duty mechanic".

    Not so with an "or" beside it: "butcher or meat cutter".
    """
    sure = {part.nocs[0] for part in parts if part.sure}
    joiners = scene.words.joiners
    return tuple(
        part
        for part in parts
        if part.sure
        or part.why != "ambiguous"
        or not sure.intersection(part.nocs)
        or not joiners.isdisjoint((scene.stem(part.first - 1), scene.stem(part.last)))
    )
