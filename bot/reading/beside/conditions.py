"""Conditions that some draws ask for beyond the pool: French, a nomination, work in Canada."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.reading.beside.sayings import HeardLine, sayings
from bot.reading.text.tokens import Line
from bot.reading.understood import Reading, Slot, Small, Understood
from bot.reading.whose.cues import table_of, word_set
from bot.reading.whose.deciding import Item
from bot.reading.whose.scene import Scene, only_answers

_ABILITIES = ("reading", "listening", "speaking", "writing")
_REST = "rest"
MOST_LEVEL = 12
"""The highest level of French there is."""
_SHORT = 8
"""Words of an answer that begins with yes or no."""
_REST_OF = 3
_ANSWERS: tuple[Small, ...] = ("later", "older", "no", "yes")
_SURELY = "surely"
"""What says yes only where nothing else is said: "it was"."""
_FAR = 2
"""So many words may stand between an ability and its level."""
_ASKED: tuple[Slot, ...] = ("canadian_experience", "french", "nomination")
_TOLD: Mapping[str, tuple[Slot, int | bool]] = {
    "no_french": ("french", 0),
    "not_in_canada": ("canadian_experience", 0),
    "no_nomination": ("nomination", False),
    "nomination": ("nomination", True),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that is told of at a token; ``value`` None where the levels leave it open.

    ``last`` is the last token of its words; ``general``: its sentence speaks of draws or rules.
    """

    place: int
    slot: Slot
    value: int | bool | None
    last: int
    levels: tuple[int, ...] = ()
    general: bool = False


def conditions_of(
    line: Line, levels: Mapping[int, int], reading: Reading, wanted: int
) -> dict[int, Condition]:
    """The conditions that a message tells of, by the token at which they begin.

    ``levels`` are small numbers by their tokens, ``wanted`` the level that draws ask for.
    """
    found: dict[int, Condition] = {}
    taken: set[int] = set()
    meant: dict[str, list[int]] = {}
    hits = table_of("conditions", "said").hits(line)
    for hit in sorted(hits, key=lambda hit: hit.first - hit.last):
        places = range(hit.first, hit.last)
        if hit.cue.name not in (*_TOLD, "not_yet"):
            meant.setdefault(hit.cue.name, []).extend(places)
        elif taken.isdisjoint(places):
            taken.update(places)
            if hit.cue.name in _TOLD:
                found[hit.first] = Condition(hit.first, *_TOLD[hit.cue.name], hit.last - 1)
    four = set(meant.get("four", ()))
    levels = {place: level for place, level in levels.items() if place not in four}
    if "english" in meant and not levels and reading.expecting is None:
        found = {place: each for place, each in found.items() if each.slot != "french"}
    if levels and not any(each.slot == "french" for each in found.values()):
        found |= _french(line, levels, meant, reading, wanted)
    rules = {line.sentence(place) for place in meant.get("about", ())}
    return {
        place: replace(told, general=line.sentence(place) in rules) for place, told in found.items()
    }


def _french(
    line: Line,
    levels: Mapping[int, int],
    meant: Mapping[str, Sequence[int]],
    reading: Reading,
    wanted: int,
) -> dict[int, Condition]:
    """The lowest level of the four abilities, where it is told or one alone decides."""
    asked, english = reading.expecting == "french", "english" in meant
    told = {
        name: place
        for name in (*_ABILITIES, _REST)
        if (place := _beside(line, levels, meant.get(name, ()))) is not None
    }
    every = len(told) >= len(_ABILITIES) or _REST in told
    named = "french" in meant or ("nclc" in meant and not english)
    if not (asked or named or (reading.lang == "fr" and not english and len(told) > _REST_OF)):
        return {}
    if not told:
        clb = () if english else meant.get("clb", ())
        level = _beside(line, levels, (*meant.get("nclc", ()), *clb))
        if level is None:
            level = _ending(line, levels, meant.get("french", ()))
        four = len(levels) == len(_ABILITIES)
        if level is not None and not four:
            return {level: Condition(level, "french", levels[level], level)}
        if not (four and level is not None) and not (asked and only_answers(line)):
            return {}
        told, every = {str(place): place for place in levels}, len(levels) in (1, len(_ABILITIES))
    places = tuple(told.values())
    values = tuple(levels[place] for place in places)
    clear = every or (not told.keys().isdisjoint(_ABILITIES) and min(values) < wanted)
    return {
        min(places): Condition(
            min(places), "french", min(values) if clear else None, max(places), values
        )
    }


def _ending(line: Line, levels: Mapping[int, int], places: Sequence[int]) -> int | None:
    """The level that stands beside "French" at the end of what is said: "my french is 7"."""
    level, tokens = _beside(line, levels, places), line.tokens
    if level is None or level + 1 == len(tokens) or tokens[level + 1].pause:
        return level
    return level if levels[level] == 0 else None


def _beside(line: Line, levels: Mapping[int, int], places: Sequence[int]) -> int | None:
    """The level that stands behind a word, else before it, with no comma between."""
    tokens = line.tokens
    for place in places:
        for way in (1, -1):
            for at in range(place + way, place + way * (_FAR + 1), way):
                if not 0 <= at < len(tokens) or tokens[max(at, at - way)].pause:
                    break
                if at in levels:
                    return at
    return None


def items_of(scene: Scene, conditions: Mapping[int, Condition], reading: Reading) -> Iterator[Item]:
    """How each condition stands by its own words."""
    owners = scene.owners
    for place, told in conditions.items():
        end = scene.line.sentence(place).stop - 1
        words = {token.word for token in scene.line.tokens[max(place - 1, 0) : told.last + 1]}
        with_it = not words.isdisjoint(word_set("fillers", "with"))
        would = with_it and owners.would(end)
        asked = owners.asked(place) and scene.line.clause(place).stop > end
        mine = owners.at(place).subject in ("me", "we")
        answered = reading.expecting in _ASKED
        if owners.past(place) and told.value:
            base = "past"
        elif would or owners.supposed(told.last):
            base = "supposed"
        elif owners.asked_before(place) or (not mine and (told.general or asked)):
            base = "other"
        elif mine or answered:
            base = "claim"
        else:
            plain = not told.value or told.slot == "french"
            first = scene.line.clause(place).start == place
            told_of = plain or owners.at(place).subject == "other"
            base = "label" if told_of else "bare" if first else "other"
        yield Item(place, told.slot, base, told.slot, 60 if base == "supposed" else 40)


def fact_of(told: Condition) -> dict[str, Any]:
    """The field of a profile that a condition fills."""
    match told.slot:
        case "french":
            return {"french_nclc": told.value}
        case "canadian_experience":
            return {"canadian_experience_months": told.value}
        case _:
            return {"nomination": told.value}


def answering(said: Understood, heard: HeardLine, reading: Reading) -> Understood:
    """A yes or no with a few words more: "yes, by Ontario", "no, later"."""
    asked = reading.expecting in (*_ASKED, "submitted")
    if not asked or heard.asks or len(heard.words) > _SHORT or len(heard.line.sentences) != 1:
        return said
    if said.small is not None or not said.facts.is_empty or said.unclear:
        return said
    meant = sayings("conditions", heard.line)
    around = word_set("fillers", "answer") | word_set("fillers", "list")
    for small in _ANSWERS:
        surely = meant.get(_SURELY, ()) if small == "yes" else ()
        places = (*meant.get(small, ()), *surely)
        if small not in ("yes", "no") and reading.expecting != "submitted":
            continue
        only = all(at in places or word in around for at, word in enumerate(heard.words))
        begins = small in ("no", "yes") and 0 in meant.get(small, ())
        if places and (only or begins):
            return Understood(small=small)
    return said
