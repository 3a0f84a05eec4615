"""Scores: which numbers of a message are CRS scores, whose, and what the others are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.reading.whose.cues import word_set
from bot.reading.whose.roles import Told, first_of
from bot.reading.whose.scene import Scene

_Told = Literal["own", "had", "moved", "will", "if", "chance", "label", "bare"]
Standing = _Told | Literal["figure", "number", "past", "denied"]
"""What a number is: a score by its standing, a figure of the draws, or another number."""

LOWEST_UNLABELLED = 100
_NO_YEAR = 1900
_WITH_NOMINATION = 1000  # a score above it counts a nomination in
_ATTRIBUTES = frozenset({"label", "now", "correct", "vague", "past", "left"})
_AFTER_FIRST = ("amount", "money", "id", "test", "draw", "own", "given")
_OTHERS = frozenset({"amount", "money", "id", "test", "given", "need"})
_SHARED = frozenset({"now", "past", "label", "test", "id", "draw"})
_FIRST = ("amount", "money", "own", "had", "moved", "will", "draw", "id", "test", "need", "bound")
_ORDER = (*_FIRST, "given", "chance", "if", "not")
_STANDINGS: dict[str, Standing] = {
    **dict.fromkeys(_OTHERS, "number"),
    "draw": "figure",
    "not": "denied",
    "own": "own",
    "had": "had",
    "moved": "moved",
    "will": "will",
    "if": "if",
    "chance": "chance",
}


@dataclass(frozen=True, slots=True)
class Score:
    """A number that may be a score: its token, its value (None: no whole number) and what it is.

    ``labelled``: a word for points or the score stands beside it; ``vague``: it is only about
    right; ``now``: it is said to be the present one; ``corrected``: it puts the one before right;
    ``weak``: only the word "draw" itself stands before it; ``near``: it can be no score, but is
    written like one (1300, 476.5).
    """

    place: int
    value: int | None
    standing: Standing
    labelled: bool = False
    vague: bool = False
    now: bool = False
    corrected: bool = False
    weak: bool = False
    near: bool = False
    ranged: bool = False
    cue: str = ""


def standing_of(scene: Scene, place: int, value: int | None, *, ranged: bool) -> Score:
    """Tell what a number is from the words beside it."""
    if scene.is_money(place) or scene.counts_things(place):
        return Score(place, value, "number")
    told = [each for each in scene.told("number", place) if not _of_next(scene, each)]
    names = {each.role for each in told}
    labelled = "label" in names
    small = value is None or value < LOWEST_UNLABELLED
    main = _main(told, small=small, labelled=labelled)
    bound = main is not None and main.role == "bound" and not _of_draws(scene, place)
    if bound:
        rest = [each for each in told if each.role not in ("bound", "given")]
        main = _main(rest, small=False, labelled=labelled)
    role = main.role if main else ""
    if role in ("moved", "bound"):  # what something "dropped to" is one's own or the draws'
        role = "draw" if _of_draws(scene, place, main) else "moved"
    standing = _STANDINGS.get(role, "label" if labelled else "bare")
    weak = role == "draw" and main is not None and _is_weak(scene, main, place)
    if value is not None and small and main is not None and main.gap > 0:
        standing = "number"
    if "left" in names or _is_past(told, main, standing):
        standing = "past"
    tokens = scene.line.tokens
    vague = bound or _is_vague(told, main, place) or scene.is_about(place)
    return Score(
        place,
        value,
        standing,
        labelled,
        vague=(vague and (value or 0) < _WITH_NOMINATION) or (weak and _is_quoted(scene, place)),
        now="now" in names,
        corrected="correct" in names,
        weak=weak,
        near=_is_near(scene, place, value),
        ranged=ranged,
        cue=" ".join(each.word for each in tokens[main.hit.first : main.hit.last]) if main else "",
    )


def _main(told: Iterable[Told], *, small: bool, labelled: bool) -> Told | None:
    """The cue that decides: what is counted first, then the nearest."""
    said = [each for each in told if each.role not in _ATTRIBUTES]
    for name in _AFTER_FIRST:
        after = [each for each in said if each.role == name and each.hit.cue.side == "after"]
        if after and after[0].gap == 0 and not (labelled and name in ("amount", "id")):
            return after[0]
    if not small:
        said = [each for each in said if each.role != "test" or each.gap == 0]
    if labelled:
        said = [
            each
            for each in said
            if each.role not in ("money", "id")
            and (each.gap == 0 or each.role not in (*_OTHERS, "draw"))
        ]
    return min(said, key=_nearness, default=None)


def _nearness(told: Told) -> tuple[int, int, int]:
    order = _ORDER.index(told.role) if told.role in _ORDER else len(_ORDER)
    return told.gap, told.hit.first - told.hit.last, order


def _of_next(scene: Scene, told: Told) -> bool:
    """Whether a word behind a number speaks of the number that follows it: "478 now 485"."""
    last, tokens = told.hit.last, scene.line.tokens
    after = told.role in _SHARED and told.hit.cue.side == "after" and last < len(tokens)
    return after and tokens[last].word == "<number>" and "," not in tokens[last].sign


def _is_past(told: Iterable[Told], main: Told | None, standing: Standing) -> bool:
    """Whether a number was a score once: "it was 470 last year"."""
    past = first_of(tuple(told), ("past", "now"))
    if past is None or standing not in ("own", "had", "label", "bare"):
        return False
    if any(each.role == "now" for each in told) or (main is not None and main.role == "moved"):
        return False
    return main is None or past.gap <= main.gap or standing == "had"


def _is_vague(told: Iterable[Told], main: Told | None, place: int) -> bool:
    """Whether a number is only about right; "what about 510" is not."""

    def inside(each: Told) -> bool:
        hit = main.hit if main else each.hit
        return hit != each.hit and hit.first <= each.hit.first and each.hit.last <= hit.last

    return any(
        each.role == "vague"
        and not inside(each)
        and (each.hit.cue.side == "after" or each.hit.last == place)
        for each in told
    )


def _is_near(scene: Scene, place: int, value: int | None) -> bool:
    if value is not None:
        return _WITH_NOMINATION < value < _NO_YEAR
    token = scene.line.tokens[place]
    written = scene.line.text[token.start : token.end]
    return written[:3].isdecimal() and not written[3:4].isdecimal()


def _is_quoted(scene: Scene, place: int) -> bool:
    """Whether a number may be what a draw is said to have had: "trades draw: 430"."""
    tokens = scene.line.tokens
    return ":" in tokens[place].sign and place > 0 and tokens[place - 1].word != "<draw>"


def _of_draws(scene: Scene, place: int, moved: Told | None = None) -> bool:
    """Whether what its sentence says of a number is said of the draws, or only asked."""
    words, whose = scene.line.words(place), scene.whose(place)
    if whose.subject in ("me", "we"):
        return False
    if moved is not None and words.isdisjoint(word_set("fillers", "scores")):
        by_itself = scene.line.tokens[moved.hit.first].word in word_set("fillers", "leaving")
        if not (by_itself or scene.begins_with("number", "moved", place)):
            return True  # "it will go down to 460"
    if whose.subject == "general" or not words.isdisjoint(word_set("fillers", "draws")):
        return True
    return scene.owners.asked(place) and not scene.owners.supposed(place)


def _is_weak(scene: Scene, told: Told, place: int) -> bool:
    """Whether only a word for draws stands before a number, which may begin a list of facts."""
    tokens = scene.line.tokens
    last = tokens[told.hit.last - 1].word
    draws = word_set("fillers", "draws") - word_set("fillers", "cuts")
    if told.hit.cue.side == "after" or last not in draws:
        return False
    lead = word_set("fillers", "lead")
    return all(
        each.mention is not None or each.word in lead for each in tokens[told.hit.last : place]
    )
