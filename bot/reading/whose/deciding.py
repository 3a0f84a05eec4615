"""Decides whose each fact is: one order of rules, each with its reason.

The default: a number, a day or an occupation is nobody's. It is the asker's only as the answer to
an open question, in a bare list of facts, with its own label, or owned by the first person in the
present. A question or supposition supposes; what is somebody else's stays with that person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from bot.reading.scores.standing import LOWEST_UNLABELLED, Score
from bot.reading.understood import WhyNot
from bot.reading.whose.cues import word_set
from bot.reading.whose.owners import first_person
from bot.reading.whose.scene import How, OwnedValue, Scene

_LARGEST = 9_999  # more digits are a file number
_NOBODYS = ("past", "other")
_BASE = {"own": "claim", "had": "claim", "moved": "claim", "label": "label"}
_EARLY = 3  # tokens before a score to come that is one's own: "soon at 490"
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
    by_place = {item.place: item for item in items}
    kept = {place: item for place, item in by_place.items() if item.base not in _NOBODYS}
    scored = {scene.whose(item.place).label for item in kept.values() if item.slot == "crs"}
    deciding = _Deciding(scene, answers, scored)
    for item in items:
        if item.base in _NOBODYS:
            deciding.refuse(item)
    for run in scene.runs(kept):
        part: list[Item] = []
        for item in (by_place[place] for place in run):
            if part and deciding.owner(item) != deciding.owner(part[-1]):
                deciding.decide(part)
                part = []
            part.append(item)
        deciding.decide(part)
    return Decided(deciding.facts, deciding.refused)


class _Deciding:
    """What was decided so far, and who was told of; ``scored``: of whom a score is told."""

    def __init__(self, scene: Scene, answers: frozenset[int], scored: Set[str | None]) -> None:
        self.scene = scene
        self.answers = answers
        self.scored = scored
        self.facts: dict[int, OwnedValue] = {}
        self.refused: dict[int, WhyNot] = {}
        self._persons: set[str] = set()

    def owner(self, item: Item) -> str | None:
        """The label of somebody else, "" for people in general, None for the asker or nobody."""
        whose = self.scene.whose(item.place)
        if item.base == "claim" or item.place in self.answers:
            return None
        if whose.subject == "general":
            return ""
        known = whose.introduced or whose.label in self._persons or not whose.carried
        return whose.label if whose.subject == "other" and known else None

    def decide(self, part: Sequence[Item]) -> None:
        """Decide on items in a row that have one owner."""
        owner = self.owner(part[0])
        if owner:
            self._persons.add(owner)
        told = _Row(self.scene, part, general=owner == "")
        for item in part:
            how: tuple[How, str] | None
            kind = owner and item.base == "asked" and item.rule == "plural"
            if kind and (owner not in self.scored or self.scene.line.ends_in_question(item.place)):
                self.refused[item.place] = "other_person"
                continue
            if owner:
                how = "supposed" if item.base == "supposed" else "claim", f"said of {owner}"
            elif item.place in self.answers and item.base != "claim":
                how = "answer", "answers the question"
            else:
                how = told.rule(item)
            if how is None:
                self.refuse(item, general=owner == "")
            else:
                self.facts[item.place] = OwnedValue(
                    item.place, how[0], owner or None, how[1], item.weight
                )

    def refuse(self, item: Item, *, general: bool = False) -> None:
        """Say why an item is nobody's."""
        why: WhyNot = "general"
        if item.base == "past":
            why = "past"
        elif self.scene.owners.asked(item.place):
            why = "question"
        elif item.slot == "submitted" and not general:
            why = "other_day"
        self.refused[item.place] = why


class _Row:
    """Items in a row that have one owner, or none."""

    def __init__(self, scene: Scene, part: Sequence[Item], *, general: bool) -> None:
        self._scene = scene
        self._general = general
        self._slots = {item.slot for item in part if item.sure}
        self._bases = {item.base for item in part}
        self._whole = len(self._slots) > 1 and not self._slots.isdisjoint(("crs", "submitted"))
        guesses = len(part) > 1 and not self._whole and not all(item.sure for item in part)
        listed = not guesses or "crs" in self._slots
        self._alone = listed and scene.stands_alone([item.place for item in part])

    def rule(self, item: Item) -> tuple[How, str] | None:
        """By which rule a fact is the asker's; None where it is nobody's."""
        base, bases, slots = item.base, self._bases, self._slots
        if base == "claim":
            return "claim", item.rule
        if base == "supposed":
            kept = not self._general or item.rule.startswith("if")
            return ("supposed", item.rule) if kept else None
        if base == "asked" and not self._whole:
            return None if self._general else ("supposed", "asked about")
        if "supposed" in bases and "claim" not in bases and base in ("bare", "asked", "weak"):
            return "supposed", "stands beside a supposition"
        if base == "label":
            return None if self._general and not self._whole else ("claim", item.rule)
        if "claim" in bases and item.sure:
            return "claim", "stands in a row with what is owned"
        if base == "weak" and "occupation" not in slots:
            return None
        if self._whole and (not self._general or self._alone):
            return "list", "stands in a list of facts"
        if self._general:
            return None
        if "label" in bases and item.sure:
            return "list", "stands beside a labelled fact"
        only = item.slot != "experience" or self._scene.only_facts
        return ("list", "stands alone") if self._alone and only else None


def base_of_score(scene: Scene, score: Score, highest: int) -> Item | WhyNot | None:
    """How a number stands by its own words; why it is no score; None where it is not one at all."""
    place, value, owners = score.place, score.value, scene.owners
    large = value is not None and value >= LOWEST_UNLABELLED
    if score.standing in ("number", "denied"):
        return "other_number" if large else None
    if score.standing == "figure" and not score.weak:
        return "draw_figure" if large else None
    if score.standing == "past" or (not score.now and owners.past(place)):
        return "past"
    if not _may_be_score(score, highest):
        return None
    rule = f"{score.standing}: {score.cue}" if score.cue else score.standing
    mine = scene.whose(place).subject in ("me", "we")
    if score.standing == "will":
        own = mine or not first_person().isdisjoint(score.cue.split()) or place <= _EARLY
        return Item(place, "crs", "supposed", rule, 10) if own else "question"
    base = _base(scene, score, mine=mine)
    weight = _WEIGHTS.get(score.standing, 30) + (5 if score.now else 0)
    if owners.supposed(place):
        base, weight = "supposed", 60
    elif base == "supposed":
        weight = 35
    elif score.corrected or score.now:
        weight = max(weight, 45)
    elif score.labelled and score.standing in ("chance", "if"):
        weight = 40
    return Item(place, "crs", base, rule, weight)


def _base(scene: Scene, score: Score, *, mine: bool) -> str:
    """Whether a score is claimed, labelled, supposed, or bare."""
    place, standing, owners = score.place, score.standing, scene.owners
    if score.corrected or score.now:
        return "label"
    if standing == "figure":
        return "label" if score.labelled else "bare" if scene.is_listed(place) else "weak"
    if standing not in ("chance", "if"):
        supposed = standing == "label" and owners.would(place)
        return "supposed" if supposed else _BASE.get(standing, "bare")
    asked = owners.asked(place)
    if standing == "chance" and scene.whose(place).subject == "other":
        asked = scene.line.ends_in_question(place)  # "it's my wife who has 482"
    with_it = not word_set("fillers", "with").isdisjoint(score.cue.split()[-1:])
    if owners.would(place) or (with_it and owners.would(scene.line.sentence(place).stop - 1)):
        return "supposed"
    open_asked = asked and not mine and not score.labelled
    if standing == "chance" and (open_asked or scene.opens_question(place)):
        return "supposed"
    return "label" if score.labelled or (mine and (asked or with_it)) else "bare"


def _may_be_score(score: Score, highest: int) -> bool:
    """Whether a number is in the range of scores, or is still said to be one."""
    value, standing = score.value, score.standing
    if value is None:
        return score.labelled or score.near
    if LOWEST_UNLABELLED <= value <= highest:
        return True
    if value < LOWEST_UNLABELLED:
        return score.labelled and standing in ("own", "had", "label", "will", "if", "chance")
    told = score.near or standing in ("own", "had", "will", "if")
    return score.labelled or (told and value <= _LARGEST)
