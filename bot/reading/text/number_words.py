"""Numbers written in words, those of every language together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.reading.text.patterns import Late
from bot.reading.whose.cues import words

_SAID = words("numbers")
_VALUES = {name: int(value) for value, names in _SAID["value"].items() for name in names.split()}
_AROUND = {key: frozenset(listed.split()) for key, listed in _SAID["around"].items()}
_ARTICLES, _JOINERS, _RATES = _AROUND["articles"], _AROUND["joiners"], _AROUND["rates"]
_POINTS = _AROUND["points"]
_TEENS, _HUNDRED, _THOUSAND = 20, 100, 1000
_VIGESIMAL = (60, 80)  # "soixante-quinze", "quatre-vingt-dix-neuf"
SMALL = {name: value for name, value in _VALUES.items() if value < _TEENS and name.isalpha()}
_DIGITS = {name: value for name, value in SMALL.items() if value < 10} | dict.fromkeys(
    _AROUND["zeros"], 0
)
_SPELLED = range(3, 5)
_MINUTES = 60
WORDS = frozenset(_VALUES)
_GAP = 3  # blanks and hyphens between two words of one number

_WORD = Late(r"(?<![a-z0-9'])[a-z]+(?![a-z0-9'])|(?<![\w.,])\d{1,2}(?![\d.,:/]|-\d)")
_HUNDREDS = frozenset(name for name, value in _VALUES.items() if value == _HUNDRED)


@dataclass(frozen=True, slots=True)
class _Sum:
    """A number as it grows; ``spoken`` is "four seventy eight", ``unit`` the last word below 20."""

    large: int = 0
    current: int = 0
    unit: int | None = None
    spoken: bool = False

    def plus(self, value: int) -> _Sum | None:
        """The number with one more word; None when it does not go on with it."""
        rest = self.current % _HUNDRED
        if value == _THOUSAND:
            large = _THOUSAND * (self.current or 1)
            return None if self.large else _Sum(large, spoken=self.spoken)
        if value == _HUNDRED:
            known = self.current <= 12
            return (
                replace(self, current=_HUNDRED * (self.current or 1), unit=None) if known else None
            )
        if value >= _TEENS:
            if rest == 0:
                return replace(self, current=self.current + value, unit=None)
            if self.unit == self.current < 10 and not self.large:
                return replace(self, current=_HUNDRED * rest + value, unit=None, spoken=True)
            return None
        most = _TEENS - 1 if rest in _VIGESIMAL and not self.spoken else 9
        begins = rest == 0 or (rest >= _TEENS and rest % 10 == 0 and value <= most)
        if not begins or (self.unit is not None and value):
            return None
        return replace(self, current=self.current + value, unit=value)


@dataclass(frozen=True, slots=True)
class _Numeral:
    """A word of a text, or two with a hyphen or blank that are one numeral: "dix-sept"."""

    said: str
    start: int
    end: int
    near: bool

    @property
    def value(self) -> int | None:
        return int(self.said) if self.said.isdecimal() else _VALUES.get(self.said)


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
    read = _numerals(text)
    at = 0
    while at < len(read):
        number = None
        if read[at].said in WORDS or read[at].said in _ARTICLES or _counts_hundreds(read, at):
            number = _spelled_from(read, at) or _number_from(text, read, at)
        if number is None:
            at += 1
            continue
        value, after = number
        found.append((read[at].start, read[after - 1].end, str(value)))
        at = after
    return found


def _counts_hundreds(read: list[_Numeral], at: int) -> bool:
    """Whether a digit is how many hundreds there are: "4 hundred 78"."""
    following = read[at + 1] if at + 1 < len(read) else None
    one = len(read[at].said) == 1 and read[at].said.isdecimal()
    return one and following is not None and following.near and following.said in _HUNDREDS


def _numerals(text: str) -> list[_Numeral]:
    found: list[_Numeral] = []
    for word in _WORD.regex.finditer(text):
        last = found[-1] if found else None
        between = text[last.end : word.start()] if last else "."
        near = len(between) <= _GAP and not between.strip(" -")
        joined = f"{last.said}-{word[0]}" if last and near else ""
        if last is not None and joined in WORDS:
            found[-1] = replace(last, said=joined, end=word.end())
        else:
            found.append(_Numeral(word[0], *word.span(), near))
    return found


def _number_from(text: str, read: list[_Numeral], first: int) -> tuple[int, int] | None:
    """Give the number that begins at a word, and the place of the first word after it."""
    total = _Sum()
    at, after = first, first
    if read[first].said in _ARTICLES:
        if first + 1 == len(read) or (read[first + 1].value or 0) < _HUNDRED:
            return None
        at += 1
    while at < len(read) and (at == first or read[at].near):
        value = read[at].value
        if read[at].said not in _JOINERS or at == first:
            ends = value is None or _begins_another(read, at, first)
            if read[at].said.isdecimal() and at > first:
                ends = ends or total.current < _HUNDRED or total.current % _HUNDRED > 0
            more = None if ends or value is None else total.plus(value)
            if more is None:
                break
            total, after = more, at + 1
        at += 1
    start, end = read[first].start, read[after - 1].end
    if after == first or (after == first + 1 and read[first].said in _AROUND["alone"]):
        return None
    before = _words(text[max(0, start - 24) : start])
    if text[:start].rstrip(" ")[-1:].isdecimal() or text[:start].rstrip(" ")[-1:] == "$":
        before = [*_RATES]
    following = _words(text[end : end + 24])
    if before and before[-1] in _RATES and not _of_time(following):
        return None
    minutes = (total.large + total.current) % _HUNDRED < _MINUTES  # "four thirty", a time
    if (
        total.spoken
        and minutes
        and not (_told(before, following) or text.strip() == text[start:end])
    ):
        return None
    return total.large + total.current, after


def _words(text: str) -> list[str]:
    return text.replace("'", " ").split()


def _of_time(following: list[str]) -> bool:
    """Whether a length of time goes on: "years", "and a half years"."""
    halves = {*_JOINERS, *_ARTICLES, *_AROUND["halves"], "an", "&"}
    rest = [word for word in following if word not in halves]
    return bool(rest) and rest[0] in _AROUND["times"]


def _told(before: list[str], following: list[str]) -> bool:
    """Whether words beside a number say that it is a score."""
    last = before[-1] if before else ""
    if last in _AROUND["through"] and before[-2:-1]:
        mine = before[-2] in (_AROUND["being"] if last in _AROUND["placed"] else _POINTS)
    else:
        mine = last in _POINTS
    owned = mine or last in _AROUND["owned"]
    return owned or bool(following and following[0] in _POINTS)


def _spelled_from(read: list[_Numeral], first: int) -> tuple[int, int] | None:
    """Give the number whose digits are said one by one: "four eight oh"."""
    if first and read[first - 1].said in _DIGITS and read[first].near:
        return None
    at = first
    while at - first <= _SPELLED[-1] and at < len(read) and read[at].said in _DIGITS:
        if at > first and not read[at].near:
            break
        at += 1
    if at - first not in _SPELLED:
        return None
    return int("".join(str(_DIGITS[word.said]) for word in read[first:at])), at


def _begins_another(read: list[_Numeral], at: int, first: int) -> bool:
    """Whether a word begins the next number: "between four hundred and five hundred"."""
    if at == first or at + 1 == len(read) or read[at - 1].said not in _JOINERS:
        return False
    return read[at].said in SMALL and (read[at + 1].value or 0) >= _HUNDRED
