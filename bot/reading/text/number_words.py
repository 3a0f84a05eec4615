"""Numbers written in words, English and French."""

from __future__ import annotations

import re

from bot.reading.text.patterns import Late

_UNITS = (
    "zero",
    "one un une",
    "two deux",
    "three trois",
    "four quatre",
    "five cinq",
    "six",
    "seven sept",
    "eight huit",
    "nine neuf",
    "ten dix",
    "eleven onze",
    "twelve douze",
    "thirteen treize",
    "fourteen quatorze",
    "fifteen quinze",
    "sixteen seize",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = (
    "twenty vingt vingts",
    "thirty trente",
    "forty fourty quarante",
    "fifty cinquante",
    "sixty soixante",
    "seventy septante",
    "eighty huitante octante",
    "ninety nonante",
)
SMALL = {name: value for value, names in enumerate(_UNITS) for name in names.split()}
_BIG = {name: 10 * tens for tens, names in enumerate(_TENS, 2) for name in names.split()}
_HUNDRED = frozenset({"hundred", "cent", "cents"})
_THOUSAND = frozenset({"thousand", "mille"})
_ARTICLES = frozenset({"a", "un", "une"})
_JOINERS = frozenset({"and", "et"})
_DIGITS = {name: value for name, value in SMALL.items() if value < 10} | {"oh": 0, "o": 0}
_SPELLED = range(3, 5)
_MINUTES = 60
WORDS = frozenset(SMALL) | frozenset(_BIG) | _HUNDRED | _THOUSAND

_WORD = Late(r"(?<![a-z0-9'])[a-z]+(?![a-z0-9'])")
_BETWEEN = Late(r"[ -]{1,3}")
_NO_NUMBER_BEFORE = Late(r"(?:\bper|\bpour|[\d$]) ?$")
_OF_TIME = Late(r" (?:(?:and|&|et) (?:an? )?(?:half|demie?) )?(?:years?|yrs?|months?|ans?|mois)\b")
_SPOKEN = Late(
    r"\b(?:crs|scg|scores?|note|points?|pts|have|got|is|(?:i'?m|am) at|j'ai)(?: is| was| of|"
    r" est)? ?$"
)
_SPOKEN_AFTER = Late(r" ?(?:points?|pts|crs)\b")


class _Sum:
    """A number as it grows word by word; `spoken` is "four seventy eight" for 478."""

    __slots__ = ("current", "large", "last", "spoken")

    def __init__(self) -> None:
        self.large = 0
        self.current = 0
        self.last = ""
        self.spoken = False

    @property
    def value(self) -> int:
        return self.large + self.current

    def add(self, word: str) -> bool:
        """Take one more word; False when it does not go on with this number."""
        taken = self._thousand(word) or self._hundred(word) or self._tens(word) or self._unit(word)
        if taken:
            self.last = word
        return taken

    def _thousand(self, word: str) -> bool:
        if word not in _THOUSAND or self.large:
            return False
        self.large, self.current = 1000 * (self.current or 1), 0
        return True

    def _hundred(self, word: str) -> bool:
        if word not in _HUNDRED or self.current > 12:
            return False
        if word == "cents" and not self.current:
            return False
        self.current = 100 * (self.current or 1)
        return True

    def _tens(self, word: str) -> bool:
        tens = _BIG.get(word)
        if tens is None:
            return False
        rest = self.current % 100
        if rest == 4 and word in ("vingt", "vingts") and self.last == "quatre":
            self.current += 76
        elif rest == 0:
            self.current += tens
        elif 0 < self.current < 10 and not self.large and self.last in SMALL:
            self.current = 100 * self.current + tens
            self.spoken = True
        else:
            return False
        return True

    def _unit(self, word: str) -> bool:
        unit = SMALL.get(word)
        if unit is None or (self.last in SMALL and unit):
            return self._ten_and(unit)
        rest = self.current % 100
        most = 19 if rest in (60, 80) and not self.spoken else 9
        if rest == 0 or (rest >= 20 and rest % 10 == 0 and unit <= most):
            self.current += unit
            return True
        return False

    def _ten_and(self, unit: int | None) -> bool:
        """Take the unit of "dix-sept", "dix-huit" and "dix-neuf"."""
        if unit in (7, 8, 9) and self.last == "dix":
            self.current += unit
            return True
        return False


def numbers_in_words(text: str) -> list[tuple[int, int, str]]:
    """Find the numbers written in words in a plain text: from, to, and the same in digits.

    "One", "un" and "une" alone are none. "Four fifty" is 450 only beside a word for points:
    elsewhere it may be a time, which "four seventy eight" is not. Three or four digits in a row
    are one number as well.

    >>> numbers_in_words("four hundred and seventy-eight points")
    [(0, 30, '478')]
    >>> numbers_in_words("five oh five")
    [(0, 12, '505')]
    """
    found: list[tuple[int, int, str]] = []
    words = list(_WORD.regex.finditer(text))
    at = 0
    while at < len(words):
        number = None
        if words[at][0] in WORDS or words[at][0] in _ARTICLES:
            number = _spelled_from(text, words, at) or _number_from(text, words, at)
        if number is None:
            at += 1
            continue
        value, after = number
        found.append((words[at].start(), words[after - 1].end(), str(value)))
        at = after
    return found


def _number_from(text: str, words: list[re.Match[str]], first: int) -> tuple[int, int] | None:
    """Give the number that begins at a word, and the place of the first word after it."""
    total = _Sum()
    at, after = first, first
    while at < len(words) and (at == first or _joined(text, words, at)):
        word = words[at][0]
        if at == first and word in _ARTICLES:
            if at + 1 == len(words) or words[at + 1][0] not in _HUNDRED | _THOUSAND:
                return None
        elif word not in _JOINERS:
            if _begins_another(words, at, first) or not total.add(word):
                break
            after = at + 1
        at += 1
    start = words[first].start()
    if after == first or (after == first + 1 and words[first][0] == "one"):
        return None
    end = words[after - 1].end()
    if _NO_NUMBER_BEFORE.regex.search(text, max(0, start - 5), start) and not (
        _OF_TIME.regex.match(text, end)
    ):
        return None
    minutes = total.value % 100 < _MINUTES  # "four thirty" is a time, "four eighty two" is none
    if total.spoken and minutes and not _is_score(text, start, end):
        return None
    return total.value, after


def _spelled_from(text: str, words: list[re.Match[str]], first: int) -> tuple[int, int] | None:
    """Give the number whose digits are said one by one: "four eight oh"."""
    if first and words[first - 1][0] in _DIGITS and _joined(text, words, first):
        return None
    at = first
    while at - first <= _SPELLED[-1] and at < len(words) and words[at][0] in _DIGITS:
        if at > first and not _joined(text, words, at):
            break
        at += 1
    if at - first not in _SPELLED:
        return None
    return int("".join(str(_DIGITS[word[0]]) for word in words[first:at])), at


def _begins_another(words: list[re.Match[str]], at: int, first: int) -> bool:
    """Whether a word begins the next number: "between four hundred and five hundred"."""
    if at == first or at + 1 == len(words) or words[at - 1][0] not in _JOINERS:
        return False
    return words[at][0] in SMALL and words[at + 1][0] in _HUNDRED | _THOUSAND


def _joined(text: str, words: list[re.Match[str]], at: int) -> bool:
    return _BETWEEN.regex.fullmatch(text, words[at - 1].end(), words[at].start()) is not None


def _is_score(text: str, start: int, end: int) -> bool:
    before = _SPOKEN.regex.search(text, max(0, start - 24), start)
    return bool(before or _SPOKEN_AFTER.regex.match(text, end)) or text.strip() == text[start:end]
