"""How the time for a text grows when a piece of it is said again and again."""

from __future__ import annotations

import gc
import re
import timeit
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from time import process_time
from typing import Any

_PARSER: Any = re._parser  # type: ignore[attr-defined]  # Python's own reader of patterns
_OPS: Any = re._constants  # type: ignore[attr-defined]

LONGEST = 4096  # characters of a message on Telegram
_SLACK = 2.5  # the time doubles with the text; with its square it would grow fourfold
_STEP = 1.5  # one more piece makes a text that is read in another way, or grows as a power of it
_DEAR = 8  # times what a character of an ordinary text costs
_SAYINGS = 4  # of each repeat of a pattern
_TIMES, _TIMES_MORE = 3, 9  # a growth that is too fast is measured again before it is believed


@dataclass(frozen=True, slots=True)
class Work:
    """Something done with a text, and what something ordinary costs: for a text of some letters."""

    do: Callable[[str], object]
    least: float
    letters: int

    def fastest_growth(self, piece: str, *, head: str = "", tail: str = "") -> int | None:
        """How many pieces cost too much beside half as many, up to the longest message; or None.

        Where just one piece more makes the difference, another way of reading begins; that is
        no growth unless the text has become dear beside an ordinary one.
        """

        def took(many: int, times: int = _TIMES_MORE) -> float:
            return seconds(lambda: self.do(head + piece * many + tail), times)

        many, before = 1, self.least
        while len(head) + many * len(piece) + len(tail) <= LONGEST:
            now = took(many, _TIMES)
            if now > _SLACK * max(before, self.least) and many > 1:
                before, now = took(many // 2), took(many)
                if now > _SLACK * max(before, self.least):
                    letters = len(head) + many * len(piece) + len(tail)
                    dear = now / letters > _DEAR * self.least / self.letters
                    if dear or not _is_step(took, many // 2, many):
                        return many
            many, before = 2 * many, now
        return None


def _is_step(took: Callable[[int], float], few: int, many: int) -> bool:
    low, high = took(few), took(many)
    while many - few > 1:
        middle = (few + many) // 2
        between = took(middle)
        if between / low > high / between:
            many, high = middle, between
        else:
            few, low = middle, between
    return high > _STEP * low


def seconds(work: Callable[[], object], times: int = _TIMES) -> float:
    """The processor's time at best: other programs run as well, and memory is swept at times."""
    gc.disable()
    try:
        return min(timeit.repeat(work, timer=process_time, number=1, repeat=times))
    finally:
        gc.enable()


def pieces(pattern: str, flags: int, random: Random) -> Iterator[str]:
    """Texts that turn the repeats of a pattern: what each takes, in words of its own."""
    for body in _bodies(_PARSER.parse(pattern, flags)):
        for _ in range(_SAYINGS):
            if piece := "".join(_said(body, random) for _ in range(random.randint(1, 2))):
                yield piece[:60]


def _bodies(tree: Any) -> Iterator[Any]:
    if isinstance(tree, _PARSER.SubPattern):
        yield from (item[1][2] for item in tree if item[0] in _REPEATS and item[1][1] > 1)
    if isinstance(tree, (tuple, list, _PARSER.SubPattern)):
        for part in tree:
            yield from _bodies(part)


_REPEATS = (_OPS.MAX_REPEAT, _OPS.MIN_REPEAT, _OPS.POSSESSIVE_REPEAT)


def _said(tree: Any, random: Random) -> str:
    return "".join(_one_said(op, of, random) for op, of in tree)


def _one_said(op: Any, of: Any, random: Random) -> str:
    if op is _OPS.LITERAL:
        return chr(of)
    if op is _OPS.BRANCH:
        return _said(random.choice(of[1]), random)
    if op is _OPS.SUBPATTERN:
        return _said(of[3], random)
    if op is _OPS.ATOMIC_GROUP:
        return _said(of, random)
    if op in _REPEATS:
        least, most, body = of
        return "".join(
            _said(body, random) for _ in range(random.randint(least, min(most, least + 2)))
        )
    if op is _OPS.IN:
        one, inner = random.choice(of)
        return _one_said(one, inner, random)
    if op is _OPS.RANGE:
        return chr(random.randint(*of))
    if op is _OPS.CATEGORY:
        return {_OPS.CATEGORY_SPACE: " ", _OPS.CATEGORY_DIGIT: "7", _OPS.CATEGORY_WORD: "a"}.get(
            of, ","
        )
    return " " if op in (_OPS.ANY, _OPS.NOT_LITERAL) else ""
