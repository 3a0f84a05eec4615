"""Labels stand beside their marks, off each other, off walls, and inside the field."""

from __future__ import annotations

from itertools import combinations
from math import dist

import pytest

from bot.pictures.placing import Obstacles, Wanted, place, step_boxes
from bot.pictures.sheet import Box

FIELD = Box(0, 0, 300, 200)
WIDE, HIGH = 34, 22


def placed(*marks: tuple[float, float], wall: Box | None = None) -> tuple[Box, ...]:
    wanted = [Wanted(x, y, WIDE, HIGH) for x, y in marks]
    strokes = list(step_boxes(marks, FIELD.right))
    return place(wanted, Obstacles(marks, strokes, [] if wall is None else [wall]), FIELD)


def test_a_label_stands_above_its_mark_where_it_can() -> None:
    (box,) = placed((100, 100))
    assert box.bottom < 100
    assert (box.left + box.right) / 2 == pytest.approx(100)


@pytest.mark.parametrize("mark", [(2, 100), (298, 100), (150, 2), (150, 198), (299, 1)])
def test_a_label_stays_inside_the_field(mark: tuple[float, float]) -> None:
    (box,) = placed(mark)
    assert box.overlap(FIELD) == pytest.approx(WIDE * HIGH)


@pytest.mark.parametrize("apart", [8, 20, 30, 40])
def test_labels_of_neighbours_do_not_cover_each_other(apart: float) -> None:
    for one, other in combinations(placed((100, 100), (100 + apart, 102), (104, 60)), 2):
        assert one.overlap(other) == 0


def test_a_label_does_not_lie_on_the_score() -> None:
    wall = Box(0, 80, 300, 96)
    (box,) = placed((100, 100), wall=wall)
    assert box.overlap(wall) == 0
    assert box.top > 100


def test_a_label_covers_no_mark() -> None:
    marks = ((100.0, 100.0), (100.0, 84.0), (118.0, 108.0))
    for box in placed(*marks):
        assert all(box.overlap(Box(x - 2, y - 2, x + 2, y + 2)) == 0 for x, y in marks)


@pytest.mark.parametrize("apart", [10, 16, 24])
def test_a_label_is_nearest_to_its_own_mark(apart: float) -> None:
    marks = ((100.0, 100.0), (100.0 + apart, 100.0))
    for mark, other, box in zip(marks, reversed(marks), placed(*marks), strict=True):
        middle = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
        assert dist(mark, middle) < dist(other, middle)


def test_steps_go_across_and_then_up() -> None:
    across, up, *rest = step_boxes([(0, 10), (20, 5)], 30)
    assert across == Box(0, 9, 20, 11)
    assert up == Box(19, 5, 21, 10)
    assert rest[0] == Box(20, 4, 30, 6)
