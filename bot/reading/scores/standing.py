"""Scores: which numbers of a message are CRS scores, whose, and what the others are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.reading.whose.cues import word_set
from bot.reading.whose.owners import people
from bot.reading.whose.roles import Told, first_of
from bot.reading.whose.scene import Scene

Standing = Literal[
    "own",
    "had",
    "moved",
    "will",
    "if",
    "chance",
    "label",
    "bare",
    "figure",
    "number",
    "past",
    "denied",
]
"""What a number is: a score by its standing, a figure of the draws, or another number."""

LOWEST_UNLABELLED = 100
_NO_YEAR = 1900
_WITH_NOMINATION = 1000  # a score above it counts a nomination in
_ATTRIBUTES = frozenset({"label", "now", "correct", "vague", "past"})
_AFTER_FIRST = ("amount", "money", "id", "test", "draw", "own", "given")
_OTHERS = frozenset({"amount", "money", "id", "test", "given", "need"})
_SHARED = frozenset({"now", "past", "label", "test", "id", "draw"})
_LEAD = frozenset({"for", "with", "where", "pour", "avec"})
_CUTS = frozenset(
    [
        "cutoff",
        "cutoffs",
        "cut",
        "threshold",
        "lowest",
        "minimum",
        "mark",
        "bar",
        "seuil",
        "coupure",
        "barre",
    ]
)
_ORDER = {
    name: rank
    for rank, name in enumerate(
        [
            "amount",
            "money",
            "own",
            "had",
            "moved",
            "will",
            "draw",
            "id",
            "test",
            "need",
            "bound",
            "given",
            "chance",
            "if",
            "not",
        ]
    )
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
    told = tuple(each for each in scene.told("number", place) if not _of_next(scene, each))
    if scene.is_money(place) or scene.counts_things(place):
        return Score(place, value, "number")
    labelled = first_of(told, ("label",)) is not None
    main = _main(told, small=value is None or value < LOWEST_UNLABELLED, labelled=labelled)
    names = {each.role for each in told}
    standing: Standing
    role = main.role if main else ""
    bound = False
    if role == "bound":
        bound = not _of_draws(scene, place)
        rest = [each for each in told if each.role not in ("bound", "given")]
        main = _main(rest, small=False, labelled=labelled) if bound else main
        role = main.role if main else ""
    if role in ("moved", "bound"):
        role = _moved(scene, place, main)
    if role == "own" and main is not None and _is_advice(scene, main, place):
        role = "given"
    weak = False
    if role == "draw" and main is not None:
        standing = "figure"
        weak = _is_weak(scene, main, place)
    elif role in _OTHERS:
        standing = "number"
    elif role == "not":
        standing = "denied"
    elif role in ("own", "had", "will", "if", "chance", "moved"):
        standing = role  # type: ignore[assignment]  # one of the five just named
    else:
        standing = "label" if labelled else "bare"
    if value is not None and value < LOWEST_UNLABELLED and main is not None and main.gap > 0:
        standing = "number"
    moved = main is not None and main.role == "moved"
    if _left_behind(scene, place):
        standing = "past"
    if "now" in names:
        names.discard("past")
    if "past" in names and not moved and standing in ("own", "had", "label", "bare"):
        past = first_of(told, ("past",))
        if past is not None and (main is None or past.gap <= main.gap or standing == "had"):
            standing = "past"
    words = (
        ""
        if main is None
        else " ".join(token.word for token in scene.line.tokens[main.hit.first : main.hit.last])
    )
    return Score(
        place,
        value,
        standing,
        labelled,
        (
            (_is_vague(told, main, place) or bound or scene.is_about(place))
            and (value or 0) < _WITH_NOMINATION
        )
        or (weak and _is_quoted(scene, place)),
        "now" in names,
        "correct" in names,
        weak,
        _is_near(scene, place, value),
        ranged,
        words,
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
        said = [each for each in said if each.gap == 0 or each.role not in (*_OTHERS, "draw")]
        said = [each for each in said if each.role not in ("money", "id")]
    if not said:
        return None
    return min(
        said,
        key=lambda each: (each.gap, each.hit.first - each.hit.last, _ORDER.get(each.role, 99)),
    )


def _of_next(scene: Scene, told: Told) -> bool:
    """Whether a word behind a number speaks of the number that follows it: "478 now 485"."""
    last, tokens = told.hit.last, scene.line.tokens
    after = told.role in _SHARED and told.hit.cue.side == "after" and last < len(tokens)
    return after and tokens[last].word == "<number>" and "," not in tokens[last].sign


def _is_advice(scene: Scene, told: Told, place: int) -> bool:
    """Whether somebody says of a number what it would do: "they told me 475 would be enough"."""
    words = {token.word for token in scene.line.tokens[told.hit.first : told.hit.last]}
    would = any(hit.first == place + 1 for hit in scene.owners.moods.would)
    return would and not words.isdisjoint(people("says"))


def _is_vague(told: Iterable[Told], main: Told | None, place: int) -> bool:
    """Whether a number is only about right; "what about 510" is not."""
    for each in told:
        inside = (
            main is not None
            and main.hit.first <= each.hit.first
            and each.hit.last <= main.hit.last
            and main.hit != each.hit
        )
        far = each.hit.cue.side == "before" and each.hit.last != place
        if each.role == "vague" and not (inside or far):
            return True
    return False


def _moved(scene: Scene, place: int, moved: Told | None) -> str:
    """Whether a number that something "dropped to" is one's own or the draws'."""
    return "draw" if _of_draws(scene, place, moved) else "moved"


def _is_near(scene: Scene, place: int, value: int | None) -> bool:
    token = scene.line.tokens[place]
    written = scene.line.text[token.start : token.end]
    if value is None:
        return written[:3].isdecimal() and not written[3:4].isdecimal()
    return _WITH_NOMINATION < value < _NO_YEAR


def _is_quoted(scene: Scene, place: int) -> bool:
    """Whether a number may be what a draw is said to have had: "trades draw: 430"."""
    tokens = scene.line.tokens
    return ":" in tokens[place].sign and place > 0 and tokens[place - 1].word != "<draw>"


def _of_draws(scene: Scene, place: int, moved: Told | None = None) -> bool:
    """Whether what its sentence says of a number is said of the draws, or only asked."""
    words = scene.line.words(place)
    whose = scene.whose(place)
    if whose.subject in ("me", "we"):
        return False
    scored = not words.isdisjoint(word_set("fillers", "scores"))
    by_itself = moved is not None and scene.line.tokens[moved.hit.first].word in ("from", "de")
    if moved is not None and not (
        scored or by_itself or scene.begins_with("number", "moved", place)
    ):
        return True  # "it will go down to 460"
    if whose.subject == "general" or not words.isdisjoint(word_set("fillers", "draws")):
        return True
    return scene.owners.asked(place) and not scene.owners.supposed(place)


def _left_behind(scene: Scene, place: int) -> bool:
    """Whether a number is where a score came from: "from 470 to 485"."""
    tokens = scene.line.tokens
    if not place or tokens[place - 1].word not in ("from", "de"):
        return False
    after = [token.word for token in tokens[place + 1 : place + 7]]
    return "<number>" in after and not {"to", "a"}.isdisjoint(after[: after.index("<number>")])


def _is_weak(scene: Scene, told: Told, place: int) -> bool:
    """Whether only a word for draws stands before a number, which may begin a list of facts."""
    tokens = scene.line.tokens
    between = tokens[told.hit.last : place]
    last = tokens[told.hit.last - 1].word
    if told.hit.cue.side == "after" or last not in word_set("fillers", "draws") or last in _CUTS:
        return False
    return all(token.mention is not None or token.word in _LEAD for token in between)
