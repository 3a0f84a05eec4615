"""What the words around each number say about it: one's own score, a cut-off, money, an age."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bot.reading.scores import words as around
from bot.reading.text.numbers import Number, is_at_an_end
from bot.reading.text.page import CROSSED
from bot.reading.text.patterns import Late
from knowledge.facts.shelf import CrsRange

Kind = Literal["supposed", "own", "plain", "before", "later", "vague", "out", "dropped"]

LOWEST_UNLABELLED, FOUR_DIGITS = 100, 1000
_FOUR_DIGITS, _YEARS = range(FOUR_DIGITS, 10 * FOUR_DIGITS), range(1900, 2101)
_PLAIN = range(LOWEST_UNLABELLED, FOUR_DIGITS)
_SMALL = range(1, LOWEST_UNLABELLED)
_BESIDE = Late(r"\s\d{1,2}(?![\d.,:/-]|\s?(?:years?|yrs?|months?|ans?|mois|days?|weeks?)\b)")
_TOO_HIGH = range(FOUR_DIGITS, 1900)

_HALVES = Late(r"\d{3}[.,]\d")
_MONEY = Late(r"[$€£#]\s?$")
_CARRIED = Late(r"\s?(?:/|and|or|to|et|ou|a|-|&|then|puis)\s?")
_EITHER = Late(r"\s?(?:/|-|or|ou)\s?")
_LISTED = Late(r"[\s,/;:|]*(?:and|et)?[\s,a-z:]{0,4}")
_NOT_MINE = ("quoted", "test", "given", "other", "need")
_TAKEN = ("plain", "own", "later")
_LOOKS_BACK = 64


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number and what it is; ``start`` to ``end`` are the number with the words that say so."""

    number: Number
    kind: Kind
    mark: str
    labelled: bool
    start: int
    end: int


def candidates(
    text: str, numbers: list[Number], possible: CrsRange, supposed_from: int | None
) -> list[Candidate]:
    """Tell of each number what it is; from ``supposed_from`` on the text is a what-if."""
    found: list[Candidate] = []
    before = 0
    for place, number in enumerate(numbers):
        start = max(before, number.start - _LOOKS_BACK)
        left = around.SENTENCE.regex.split(text[start : number.start])[-1]
        previous = found[-1] if found else None
        mark, begin = _mark(text, left, number, previous)
        labelled = is_labelled(text, number)
        named = labelled or (
            begin < number.start and (mark == "score" or _may_be_large(mark, number))
        )
        kind = _kind(text, number, left, mark, named, possible)
        following = numbers[place + 1] if place + 1 < len(numbers) else None
        if kind in ("plain", "own", "before", "later") and _ranged(
            text, number, previous, following
        ):
            kind = "vague"
        if supposed_from is not None and number.start >= supposed_from and kind in _TAKEN:
            few = (number.value or 0) in _SMALL and mark != "score" and not _is_named(text, number)
            kind = "dropped" if few else "supposed"
        after: tuple[Late, ...] = (around.OWN_AFTER,) if mark == "own" else ()
        if kind == "dropped" and not labelled:
            after = (around.AFTER, around.THINGS)
        ends = [told.end() for words in after if (told := words.regex.match(text, number.end))]
        end = max(ends, default=number.end)
        if left and (vague := around.VAGUE.regex.search(left)):
            begin = min(begin, number.start - len(left) + vague.start())
        found.append(Candidate(number, kind, mark, labelled, begin, end))
        before = number.end
    return found


def _may_be_large(mark: str, number: Number) -> bool:
    """Whether four digits, and no year, are said as somebody's score: "si j'avais 1300"."""
    value = number.value or 0
    return mark in ("own", "supposed") and value in _FOUR_DIGITS and value not in _YEARS


def is_labelled(text: str, number: Number) -> bool:
    """Whether a word for points or the score stands just before or after a number."""
    if text[number.end - 1].isalpha() or around.LABEL_AFTER.regex.match(text, number.end):
        return True
    start = max(0, number.start - _LOOKS_BACK)
    return around.LABEL_BEFORE.regex.search(text, start, number.start) is not None


def _is_named(text: str, number: Number) -> bool:
    """Whether a word for the score itself, and not only for points, stands before a number."""
    before = text[max(0, number.start - _LOOKS_BACK) : number.start]
    return around.NAMED_BEFORE.regex.search(before) is not None


def is_vague(text: str, number: Number, left: str) -> bool:
    """Whether a number is only about right: "about 480", "480ish"."""
    glued = text[number.start : number.end].endswith("ish")
    after = around.VAGUE_AFTER.regex.match(text, number.end)
    return bool(glued or after or (left and around.VAGUE.regex.search(left)))


def is_amount(text: str, number: Number, left: str) -> bool:
    """Whether a number is money, a percentage, or counts or measures something."""
    if left and _MONEY.regex.search(left):
        return True
    if is_labelled(text, number):
        return False
    if around.AFTER.regex.match(text, number.end):
        return True
    if (
        left
        and around.ARTICLE.regex.search(left)
        and around.NOUN_AFTER.regex.match(text, number.end)
    ):
        return True
    things = around.THINGS.regex.match(text, number.end)
    return things is not None and things[1] not in around.NOT_THINGS


def _mark(text: str, left: str, number: Number, previous: Candidate | None) -> tuple[str, int]:
    """Give the name of what is said of a number, and where the words for it begin."""
    if around.OWN_AFTER.regex.match(text, number.end):
        return "own", number.start
    if around.NOW_AFTER.regex.match(text, number.end):
        return "now", number.start
    if around.QUOTED_AFTER.regex.match(text, number.end):
        return "quoted", number.start
    if around.BEFORE_AFTER.regex.match(text, number.end):
        return "before", number.start
    mark, begin = "", number.start
    bound = around.BOUND.regex.search(left) if left else None
    until = bound.start() if bound else len(left)
    for match in around.MARKS.regex.finditer(left, 0, until) if left else ():
        name = match.lastgroup or ""
        gap = left[match.end() :]
        if not _reaches(name, gap) or _is_too_high(match[0], number):
            continue
        if (
            name == "now"
            and previous is not None
            and gap.startswith(",")  # "475 now, 470 after my birthday"
            and around.OF_BEFORE.regex.fullmatch(left[: match.end()])
        ):
            continue
        would = name == "later" and mark == "test"  # "with French I would have 509"
        if name in ("before", "supposed", "later") and mark in (*_NOT_MINE, "draw") and not would:
            continue
        if name == "supposed" and mark == "before":  # "my previous score was 460"
            continue
        mark = name
        near = around.GAP.regex.fullmatch(gap) is not None
        begin = number.start - len(left) + match.start() if near else number.start
    large = (number.value or 0) >= LOWEST_UNLABELLED
    if mark == "test" and large and around.COUNTS_TEST.regex.match(text, number.end):
        return "", number.start
    if previous is not None and around.CORRECTED.regex.search(left):
        return "now", begin
    if mark or previous is None or (is_labelled(text, number) and not previous.labelled):
        return mark, begin
    if previous.mark == "test" and (previous.number.value or 0) < LOWEST_UNLABELLED and large:
        # "celpip 8 8 7 7 466"
        return "", begin
    return _carried(left, previous.mark), begin


def _is_too_high(test: str, number: Number) -> bool:
    """Whether a number is no result of that language test: "IELTS 7, 466"."""
    return test in around.LOW_TESTS and (number.value or 0) >= LOWEST_UNLABELLED


def _carried(left: str, mark: str) -> str:
    """Give what was said of the number before, where it is said of this one as well."""
    if mark == "test":
        return mark if _LISTED.regex.fullmatch(left) else ""
    if mark in ("own", "score"):
        return mark if _EITHER.regex.fullmatch(left) else ""
    return mark if mark in _NOT_MINE and _CARRIED.regex.fullmatch(left) else ""


def _reaches(name: str, gap: str) -> bool:
    """Whether a word still speaks of a number behind that gap."""
    if name in ("score", "own", "now", "supposed"):
        return True
    if name == "later":
        return len(gap) <= 24 and "," not in gap and CROSSED not in gap
    if CROSSED in gap and name == "quoted":  # "la coupure de la ronde 447 est 476"
        gap = gap.rsplit(CROSSED, 1)[1]
        return "," not in gap and around.SAYS.regex.match(gap.lstrip()) is not None
    if "," in gap or CROSSED in gap:
        return False
    if name == "draw":
        if around.OF_MINE.regex.search(gap):
            return False
        return around.SAYS.regex.search(gap) is not None
    if name in ("quoted", "test"):
        return len(gap) <= 32 and not (name == "quoted" and around.INTRODUCES.regex.match(gap))
    if name == "given":  # "with a nomination I get 600 points"
        gap = around.GETS.regex.sub("", gap)
    return around.GAP.regex.fullmatch(gap) is not None


def _kind(
    text: str, number: Number, left: str, mark: str, labelled: bool, possible: CrsRange
) -> Kind:
    if around.GIVEN_AFTER.regex.match(text, number.end) or is_amount(text, number, left):
        return "dropped"
    if number.value in _PLAIN and (
        (mark == "draw" and left.rstrip().endswith(":"))
        or (mark == "quoted" and around.TOGETHER.regex.search(left))
    ):
        return "vague"
    if mark in ("test", "other") and around.IS_CRS.regex.match(text, number.end):
        mark = "score"
    if mark in _NOT_MINE or mark in ("draw", "denied"):
        return "dropped"
    if around.ASKED_ABOUT.regex.search(left):
        return "dropped"
    if number.value in _SMALL and _is_split(text, number):
        return "dropped"  # "crs 4 80"
    moved = around.FROM.regex.search(left) or around.MOVED.regex.search(left)
    if (number.value or 0) < LOWEST_UNLABELLED and moved:
        return "dropped"  # "my score went up by 10", "a monte de 10 points"
    if number.value is None or number.value not in possible:
        return "out" if labelled or _must_be_told(text, number, left, mark) else "dropped"
    plain = LOWEST_UNLABELLED <= number.value < FOUR_DIGITS or number.value == 0
    if not labelled and mark == "own" and number.value >= FOUR_DIGITS:
        plain = around.ENDS.regex.match(text, number.end) is not None
    large = mark == "" and number.value >= FOUR_DIGITS
    if not (labelled or plain or (large and is_at_an_end(text, number))):
        return "dropped"
    mine = mark in ("own", "score")
    total = mine and number.value >= FOUR_DIGITS
    if not total and around.GIVEN_WITH.regex.match(text, number.end):
        return "vague" if mine and plain else "dropped"
    if around.BOUND.regex.search(left) or is_vague(text, number, left):
        return "vague"
    if mark == "later":
        return "later"
    if mark in ("score", "own", "now"):
        return "own"
    return "before" if mark == "before" else "plain"


def _is_split(text: str, number: Number) -> bool:
    """Whether a small number is only a part of one that was typed apart: "48 5 points"."""
    left = text[max(0, number.start - 3) : number.start]
    before = re.search(r"(?<![.,:/-])\b\d{1,2} $", left)
    return before is not None or _BESIDE.regex.match(text, number.end) is not None


def _must_be_told(text: str, number: Number, left: str, mark: str) -> bool:
    """Whether a number without a label was meant as a score, too high for one: "welder, 1300".

    Years, codes and times of day beside a date are none.
    """
    if left.rstrip().endswith(CROSSED):
        return False
    if _HALVES.regex.fullmatch(text, number.start, number.end):
        apart = is_at_an_end(text, number) or around.ENDS.regex.match(text, number.end)
        return mark in ("", "own", "supposed", "score") and bool(apart)
    if number.value not in _TOO_HIGH:
        return False
    if mark == "" and is_at_an_end(text, number):
        return True
    if around.ENDS.regex.match(text, number.end) is None or mark not in ("", "own", "supposed"):
        return False
    stands_apart = left.rstrip()[-1:] in ("", ",", ";", "|", "(", ":")
    beside_day = around.BESIDE_DAY.regex.match(text, number.end) is not None
    return mark != "" or stands_apart or beside_day


def _ranged(
    text: str, number: Number, previous: Candidate | None, following: Number | None
) -> bool:
    """Whether a number is one end of a range; "went from 470 to 485" is none."""
    if number.ranged:
        return True
    if previous is not None and _is_between(text, previous.number, number):
        return previous.kind == "vague"
    if following is None or not _is_between(text, number, following):
        return False
    return around.FROM.regex.search(text, max(0, number.start - _LOOKS_BACK), number.start) is None


def _is_between(text: str, low: Number, high: Number) -> bool:
    between = text[low.end : high.start]
    if around.BETWEEN_TWO.regex.fullmatch(between):
        return True
    pair = around.AND.regex.fullmatch(between) is not None
    return pair and around.BETWEEN.regex.search(text, max(0, low.start - 24), low.start) is not None
