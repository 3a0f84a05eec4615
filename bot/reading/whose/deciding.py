"""Decides whose each fact is: one order of rules, each with its reason.

The default: a number, a day or an occupation is nobody's. It is the asker's only as the answer to
an open question, in a bare list of facts, with its own label, or owned by the first person in the
present. A question or supposition supposes; what is somebody else's stays with that person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.reading.scores.standing import LOWEST_UNLABELLED, Score
from bot.reading.understood import WhyNot
from bot.reading.whose.scene import How, OwnedValue, Scene

_LARGEST = 9_999  # more digits are a file number
_NOBODYS = ("past", "other")
_BASE = {"own": "claim", "had": "claim", "moved": "claim", "label": "label"}
_WITH = (["with"], ["having"], ["avec"])
_MINE = frozenset(
    ["i", "i'll", "i'd", "we", "we'll", "my", "our", "j'", "je", "mon", "ma", "notre", "on"]
)
_WEIGHTS = {"own": 50, "label": 40, "moved": 45, "list": 30, "bare": 30, "had": 20, "will": 10}


@dataclass(frozen=True, slots=True)
class Item:
    """A thing that may be a fact: its token, of what kind, and how it stands by its own words.

    ``base``: "claim", "label", "supposed", "asked", "bare", "past" or "other". ``sure``: it is
    surely what its slot says, not only perhaps an occupation.
    """

    place: int
    slot: str
    base: str
    rule: str
    weight: int = 0
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Decided:
    """Facts by token, and why the others are none."""

    facts: Mapping[int, OwnedValue]
    refused: Mapping[int, WhyNot]


def decide(scene: Scene, items: Sequence[Item], *, answers: frozenset[int]) -> Decided:
    """Give every item its owner, or the reason why it has none; ``answers`` are answered facts."""
    facts: dict[int, OwnedValue] = {}
    refused: dict[int, WhyNot] = {}
    by_place = {item.place: item for item in items}
    persons: set[str] = set()
    kept = {place: item for place, item in by_place.items() if item.base not in _NOBODYS}
    for item in items:
        if item.base in _NOBODYS:
            refused[item.place] = _why(scene, item, general=False)
    for run in scene.runs(kept):
        for part in _by_owner(scene, run, by_place, persons, answers):
            _decided(scene, [by_place[place] for place in part], facts, refused, persons, answers)
    return Decided(facts, refused)


def _by_owner(
    scene: Scene,
    run: Sequence[int],
    items: Mapping[int, Item],
    persons: set[str],
    answers: frozenset[int],
) -> list[list[int]]:
    """Parts of a run that have one owner."""
    parts: list[list[int]] = []
    last: object = None
    for place in run:
        owner = _owner(scene, items[place], persons, answers)
        if not parts or owner != last:
            parts.append([])
        parts[-1].append(place)
        last = owner
    return parts


def _owner(scene: Scene, item: Item, persons: set[str], answers: frozenset[int]) -> str | None:
    """The label of somebody else, "" for people in general, None for the asker or nobody."""
    whose = scene.whose(item.place)
    if item.base == "claim" or item.place in answers:
        return None
    if whose.subject == "general":
        return ""
    known = whose.introduced or whose.label in persons
    if whose.subject == "other" and (known or not whose.carried):
        return whose.label
    return None


def _decided(
    scene: Scene,
    part: Sequence[Item],
    facts: dict[int, OwnedValue],
    refused: dict[int, WhyNot],
    persons: set[str],
    answers: frozenset[int],
) -> None:
    owner = _owner(scene, part[0], persons, answers)
    slots = {item.slot for item in part if item.sure}
    if owner:
        for item in part:
            if item.base == "asked" and item.rule == "plural":
                refused[item.place] = "other_person"
                continue
            how: How = "supposed" if item.base == "supposed" else "claim"
            persons.add(owner)
            facts[item.place] = OwnedValue(item.place, how, owner, f"said of {owner}", item.weight)
        return
    whole = len(slots) > 1 and ("crs" in slots or "submitted" in slots)
    guesses = len(part) > 1 and not whole and any(not item.sure for item in part)
    alone = (not guesses or "crs" in slots) and scene.stands_alone([item.place for item in part])
    bases = {item.base for item in part}
    for item in part:
        how_rule = _rule(scene, item, bases, slots, whole=whole, alone=alone, general=owner == "")
        if item.place in answers and item.base != "claim":
            how_rule = ("answer", "answers the question")
        if how_rule is None:
            refused[item.place] = _why(scene, item, general=owner == "")
        else:
            facts[item.place] = OwnedValue(item.place, how_rule[0], None, how_rule[1], item.weight)


def _rule(
    scene: Scene,
    item: Item,
    bases: set[str],
    slots: set[str],
    *,
    whole: bool,
    alone: bool,
    general: bool,
) -> tuple[How, str] | None:
    if item.base == "claim":
        return "claim", item.rule
    if item.base == "supposed":
        return None if general and not item.rule.startswith("if") else ("supposed", item.rule)
    if item.base == "asked" and not whole:
        return None if general else ("supposed", "asked about")
    if "supposed" in bases and "claim" not in bases and item.base in ("bare", "asked", "weak"):
        return "supposed", "stands beside a supposition"
    if item.base == "label":
        return None if general and not whole else ("claim", item.rule)
    if "claim" in bases and item.sure:
        return "claim", "stands in a row with what is owned"
    if item.base == "weak" and "occupation" not in slots:
        return None
    if whole and (not general or alone):
        return "list", "stands in a list of facts"
    if general:
        return None
    if "label" in bases and item.sure:
        return "list", "stands beside a labelled fact"
    if alone and item.slot == "crs" and item.rule == "doubted" and "submitted" in slots:
        return None  # "maybe 465 in December" is a guess about a draw
    if alone and (item.slot != "experience" or scene.only_facts):
        return "list", "stands alone"
    return None


def _why(scene: Scene, item: Item, *, general: bool) -> WhyNot:
    if item.base == "past":
        return "past"
    if scene.owners.asked(item.place):
        return "question"
    if general:
        return "general"
    return "other_day" if item.slot == "submitted" else "general"


def base_of_score(scene: Scene, score: Score, highest: int) -> Item | WhyNot | None:
    """How a number stands by its own words; why it is no score; None where it is not one at all."""
    place, value = score.place, score.value
    match score.standing:
        case "figure" if not score.weak:
            return "draw_figure" if value and value >= LOWEST_UNLABELLED else None
        case "number" | "denied":
            return "other_number" if value and value >= LOWEST_UNLABELLED else None
        case "past":
            return "past"
        case _:
            if not score.now and scene.owners.past(place):
                return "past"
    small = value is None or not LOWEST_UNLABELLED <= value <= highest
    if small and not _told_as_score(score):
        return None
    weight = _WEIGHTS.get(score.standing, 30) + (5 if score.now else 0)
    rule = f"{score.standing}: {score.cue}" if score.cue else score.standing
    supposed, would = scene.owners.supposed(place), scene.owners.would(place)
    mine = scene.whose(place).subject in ("me", "we")
    if score.standing == "will":
        own = mine or _of_me(score) or place <= 3
        return Item(place, "crs", "supposed", rule, 10) if own else "question"
    asked = scene.owners.asked(place)
    if scene.whose(place).subject == "other" and score.standing == "chance":
        asked = asked and scene.line.ends_in_question(place)  # "it's my wife who has 482"
    if score.corrected or score.now:
        base, weight = "label", max(weight, 45)
    elif score.standing == "figure":
        base = "label" if score.labelled else "weak" if not scene.is_listed(place) else "bare"
    elif score.standing in ("chance", "if"):
        directly = score.standing == "chance" and scene.opens_question(place)
        end = scene.line.sentence(place).stop - 1
        later = score.cue.split()[-1:] in _WITH and scene.owners.would(end)
        if (
            would
            or later
            or directly
            or (score.standing == "chance" and asked and not mine and not score.labelled)
        ):
            base = "supposed"
        else:
            told = mine and (asked or score.cue.split()[-1:] in _WITH)
            base = "label" if score.labelled or told else "bare"
            weight = 40 if score.labelled else weight
    else:
        base = _BASE.get(score.standing, "bare")
        if score.standing == "label" and would:
            base = "supposed"
    if supposed:
        base = "supposed"
    if base == "supposed":
        weight = 60 if supposed else 35
    if base == "bare" and score.vague:
        rule = "doubted"
    return Item(place, "crs", base, rule, weight)


def _of_me(score: Score) -> bool:
    """Whether the cue of a number names the first person: "my score will be"."""
    return not _MINE.isdisjoint(score.cue.split())


def _told_as_score(score: Score) -> bool:
    """Whether a number that is too low or too high is still said to be a score."""
    if score.value is None:
        return score.labelled or score.near
    if score.value > _LARGEST and not score.labelled:
        return False
    if score.value < LOWEST_UNLABELLED:
        return score.labelled and score.standing in ("own", "had", "label", "will", "if", "chance")
    return score.labelled or score.near or score.standing in ("own", "had", "will", "if")
