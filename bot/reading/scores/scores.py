"""CRS scores in a message: which number is somebody's score, and which must be asked back."""

from __future__ import annotations

from dataclasses import dataclass

from bot.reading.scores.marks import (
    FOUR_DIGITS,
    LOWEST_UNLABELLED,
    Candidate,
    Kind,
    candidates,
    is_amount,
    is_labelled,
    is_vague,
)
from bot.reading.scores.words import FILLER
from bot.reading.text.numbers import Number, numbers_in, phones_in
from bot.reading.text.page import CROSSED, Page
from bot.reading.text.patterns import Late
from bot.reading.understood import Reading, Unclear, UnclearReason
from knowledge.facts.shelf import CrsRange

_WORDS = Late(r"[a-z]+(?:'[a-z]+)?")
_CODE_LENGTHS = (4, 5)
_OTHER_QUESTIONS = ("occupation", "submitted", "submitted_time")


@dataclass(frozen=True, slots=True)
class Scores:
    """What a message says about a CRS score.

    ``owned``: said as a fact about oneself; ``later``: as one that will or may be.
    """

    crs: int | None = None
    unclear: Unclear | None = None
    owned: bool = False
    later: bool = False


NOTHING = Scores()


def read_scores(
    page: Page, reading: Reading, possible: CrsRange, supposed_from: int | None
) -> Scores:
    """Read the score of a message whose days, draws and amounts are already crossed out.

    ``supposed_from`` is where a what-if begins, None when there is none. Numbers are crossed out
    with the words that say what they are, except what may be an occupation's code.
    """
    for start, end in phones_in(page.text):
        page.cross_out(start, end)
    numbers = numbers_in(page.text, possible.highest)
    if not numbers:
        return NOTHING
    answer = _answer(page, numbers, reading)
    if answer is not None:
        return _answered(page, answer, reading, possible)
    found = candidates(page.text, numbers, possible, supposed_from)
    scores = _settled(page, found)
    for candidate in found:
        if candidate.kind != "dropped" or not _may_be_code(page.text, candidate.number):
            page.cross_out(candidate.start, candidate.end)
    return scores


def _may_be_code(text: str, number: Number) -> bool:
    said = text[number.start : number.end]
    return said.isdecimal() and len(said) in _CODE_LENGTHS


def _answer(page: Page, numbers: list[Number], reading: Reading) -> Number | None:
    """Give the only number, if the message is nothing else or answers the question for it."""
    number = numbers[0]
    left = page.text[: number.start]
    if len(numbers) > 1 or CROSSED in page.text:
        return None
    if is_vague(page.text, number, left) or is_amount(page.text, number, left):
        return None
    others = set(_WORDS.regex.findall(left + " " + page.text[number.end :]))
    if not others:
        return number
    if reading.expecting != "crs" or not others <= FILLER:
        return None
    says_age = not others.isdisjoint(("i'm", "im", "am")) and "at" not in others
    return None if says_age and (number.value or 0) < LOWEST_UNLABELLED else number


def _answered(page: Page, number: Number, reading: Reading, possible: CrsRange) -> Scores:
    said, value = page.said(number.start, number.end), number.value
    asked = reading.expecting == "crs"
    labelled = asked or is_labelled(page.text, number)
    if not labelled and reading.expecting in _OTHER_QUESTIONS and len(said) >= _CODE_LENGTHS[0]:
        return NOTHING
    if value is None or value not in possible:
        code = asked and said.isdecimal() and len(said) == _CODE_LENGTHS[-1]
        if code or not (labelled or _is_near(said, value, reading)):
            return NOTHING
        page.cross_out(number.start, number.end)
        return Scores(unclear=Unclear("crs", said, "out_of_range"))
    if not labelled and 0 < value < LOWEST_UNLABELLED:
        return NOTHING
    page.cross_out(number.start, number.end)
    return Scores(value)


def _is_near(said: str, value: int | None, reading: Reading) -> bool:
    """Whether a bare impossible number was still meant as a score: no year, no code, no 7.5."""
    if value is None:
        return said[:3].isdecimal()
    year = reading.now.year
    return value < 10 * FOUR_DIGITS and not year - 100 <= value <= year + 10


def _settled(page: Page, found: list[Candidate]) -> Scores:
    """Decide between the numbers: those of a what-if before one's own before plain ones."""
    kinds: tuple[Kind, ...] = ("supposed", "own", "plain", "before", "later")
    kind = next((kind for kind in kinds if any(each.kind == kind for each in found)), None)
    rivals = [each for each in found if kind is not None and _rivals(each, kind)]
    if kind is None:
        rivals = [each for each in found if each.kind == "vague"]
    values = sorted({each.number.value for each in rivals if each.number.value is not None})
    if kind is not None and len(values) == 1 and rivals[0].kind != "vague":
        return Scores(values[0], owned=kind == "own", later=kind == "later")
    if rivals:
        said = page.said(rivals[0].number.start, rivals[-1].number.end)
        reason: UnclearReason = "several" if len(values) > 1 else "ambiguous"
        return Scores(unclear=Unclear("crs", said, reason, tuple(map(str, values))))
    out = next((each.number for each in found if each.kind == "out"), None)
    if out is None:
        return NOTHING
    return Scores(unclear=Unclear("crs", page.said(out.start, out.end), "out_of_range"))


def _rivals(candidate: Candidate, kind: Kind) -> bool:
    """Whether a number speaks against the one that would be taken."""
    if candidate.kind == kind:
        return True
    if kind == "supposed":
        return candidate.kind == "vague" and candidate.mark == "supposed"
    if candidate.kind == "vague":
        return candidate.mark != "draw"  # "last draw: 476" beside one's own score
    return candidate.kind == "plain" and candidate.labelled
