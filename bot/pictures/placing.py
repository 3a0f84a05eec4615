"""Where labels stand beside their marks so that nothing covers anything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import dist
from typing import NamedTuple

from bot.pictures.sheet import Box

GAP = 5.5
"""From the middle of a mark to the nearest edge of its label."""


class Wanted(NamedTuple):
    """A label of that size wants a place at a mark."""

    x: float
    y: float
    width: float
    height: float


class Obstacles(NamedTuple):
    """What labels should keep off: marks, a line that they may cross, and what they must not."""

    marks: Sequence[tuple[float, float]]
    strokes: Sequence[Box]
    walls: Sequence[Box]


def place(wanted: Sequence[Wanted], obstacles: Obstacles, field: Box) -> tuple[Box, ...]:
    """A box for each label, in their order.

    Inside the field first of all, then off other labels and walls, then off marks, then nearer to
    its own mark than to another, then near to it, then off strokes. Each label in turn takes the
    best of its places: with few labels that is enough.
    """
    blots = [Box(x - 5, y - 5, x + 5, y + 5) for x, y in obstacles.marks]
    taken: list[Box] = []

    def cost(label: Wanted, far: float, box: Box) -> float:
        return (
            40 * _outside(box, field)
            + 12 * sum(box.overlap(other) for other in (*taken, *obstacles.walls))
            + 6 * sum(box.overlap(blot) for blot in blots)
            + (300 if _is_anothers(label, box, obstacles.marks) else 0)
            + 8 * far
            + 3 * sum(box.overlap(stroke) for stroke in obstacles.strokes)
        )

    for label in wanted:
        _, best = min((cost(label, far, box), box) for far, box in _places(label))
        taken.append(best)
    return tuple(taken)


def _places(label: Wanted) -> Iterator[tuple[float, Box]]:
    """Above and below first, then beside, then further off; each with how far off it is."""
    x, y, wide, high = label
    half = wide / 2
    for far in (0.0, high * 0.3, high * 0.7, high * 1.2):
        for shift in (0.0, half * 0.7, -half * 0.7, half * 1.1, -half * 1.1):
            left = x - half + shift
            yield far + abs(shift) / 8, Box(left, y - GAP - far - high, left + wide, y - GAP - far)
            yield far + abs(shift) / 8, Box(left, y + GAP + far, left + wide, y + GAP + far + high)
        right, left = x + GAP + 1 + far, x - GAP - 1 - far
        yield far + 3, Box(right, y - high / 2, right + wide, y + high / 2)
        yield far + 3, Box(left - wide, y - high / 2, left, y + high / 2)


def _is_anothers(label: Wanted, box: Box, marks: Sequence[tuple[float, float]]) -> bool:
    """Whether people would take the label for that of another mark, nearer to its middle."""
    middle = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
    own = (label.x, label.y)
    return any(mark != own and dist(mark, middle) < dist(own, middle) + 3 for mark in marks)


def _outside(box: Box, field: Box) -> float:
    """How much of the box lies outside the field."""
    return (box.right - box.left) * (box.bottom - box.top) - box.overlap(field)


def step_boxes(places: Sequence[tuple[float, float]], end: float) -> Iterator[Box]:
    """The strokes of a line in steps through these places and on to ``end``, as thin boxes."""
    for (x, y), (next_x, next_y) in pairwise((*places, (end, places[-1][1]))):
        yield Box(x, y - 1, next_x, y + 1)
        yield Box(next_x - 1, min(y, next_y), next_x + 1, max(y, next_y))
