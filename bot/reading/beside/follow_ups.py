"""What goes on with something said before: another day of the month, the draw before, a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.reading.beside.clocks import with_clock
from bot.reading.beside.sayings import Clause, clauses, sayings, words_of
from bot.reading.understood import DEFAULT_CATEGORY, Change, Reading, Understood
from knowledge.draws import DrawLedger

_MOST_WORDS = 10
_FEW, _MOST_DIGITS = 8, 3
_ORDINALS = ("st", "nd", "rd", "th", "er", "eme", "e")
_LAST_DAY = 31


def with_follow_up(
    said: Understood, plain: str, reading: Reading, ledger: DrawLedger
) -> Understood:
    """What was understood, with what it takes from what was said before."""
    told = clauses(plain)
    words = tuple(word for clause in told for word in clause.words)
    meant = sayings("follow_ups.toml").said(words)
    if 0 in meant.get("and", ()) and not said.follows:
        said = replace(said, follows=True)
    named = said.draw is not None or said.category is not None
    lost = said.follows and said.intent == "unknown"
    if named and not said.says_something and (lost or "stand" in meant):
        said = _standing(said)
    if "new_profile" in meant and said.facts.submission is not None and not said.supposed:
        said = replace(said, recreated=True)
    if "one_before" in meant and said.draw is None and len(words) <= _MOST_WORDS:
        said = _the_one_before(said, reading, ledger)
    if not said.says_something or said.facts.submission is not None:
        part = _day_part(told, meant, reading)
        if part is not None:
            corrects = said.corrects or "corrects" in meant
            said = Understood(day_part=part, corrects=corrects).wanting("check")
    if said.person is not None and "theirs" in sayings("follow_ups.toml").said((said.person,)):
        said = replace(said, person=None)  # whoever is shown
    if said.person is None and not said.says_something and said.small is None:
        said = _about_somebody(said, words, reading)
    if said.small == "undo":
        return said.wanting("undo")
    if reading.shown == "other" and "theirs" in meant and "own" not in meant:
        said = _of_the_one_shown(said)
    said = _with_points(with_clock(said, plain, reading), words, meant)
    return _of_trades(_of_whom(said, meant), meant, reading)


def _with_points(
    said: Understood, words: Sequence[str], meant: Mapping[str, Sequence[int]]
) -> Understood:
    """Points that come on top of those that are shown: "and another 5", "encore 8 de plus"."""
    numbers = [word for word in words if word.isdecimal() and len(word) <= _MOST_DIGITS]
    goes_on = said.follows and "on_top" in meant and len(words) <= _FEW
    if said.says_something or not goes_on or len(numbers) != 1:
        return said
    told = replace(said, change=Change(crs=int(numbers[0])), on_top=True, follows=True)
    return replace(told, supposed=True, did_you_mean=()).wanting("what_if")


def _of_whom(said: Understood, meant: Mapping[str, Sequence[int]]) -> Understood:
    """A supposition that the first person makes of themselves: "what if I had 490?"."""
    if said.supposed and said.person is None and "own" in meant and "theirs" not in meant:
        return replace(said, owned=True)
    return said


def _of_trades(
    said: Understood, meant: Mapping[str, Sequence[int]], reading: Reading
) -> Understood:
    """The word trades returns to the newest draw of trades."""
    named = said.category is not None or said.draw is not None
    if "trades" not in meant or named or reading.category == DEFAULT_CATEGORY:
        return said
    return replace(said, category=DEFAULT_CATEGORY)


def with_draw(text: str, plain: str) -> str:
    """The text with a draw that is only called "one" named: "and in the April one?"."""
    words = words_of(plain)
    if len(words) > _FEW or len(plain) != len(text):
        return text
    meant = sayings("follow_ups.toml").said(words)
    if "goes_on" not in meant or "one_before" in meant:
        return text
    for place in meant.get("a_draw", ()):
        start = plain.index(words[place])
        return f"{text[:start]}draw{text[start + len(words[place]) :]}"
    return text


def _the_one_before(said: Understood, reading: Reading, ledger: DrawLedger) -> Understood:
    """The draw of its kind before the one that is talked about."""
    now = ledger.draw(reading.draw) if reading.draw else None
    if now is None:
        return said
    draws = ledger.of_category(now.category)
    at = draws.index(now)
    if at < 1:
        return said
    said = replace(said, draw=draws[at - 1].number, follows=True)
    return _standing(said)


def _standing(said: Understood) -> Understood:
    """How somebody stands is asked, where nothing else surely is."""
    if said.intent in ("unknown", "latest", "history", "small_talk"):
        return replace(said, did_you_mean=()).wanting("check")
    return said


def _day_part(
    told: Sequence[Clause], meant: Mapping[str, tuple[int, ...]], reading: Reading
) -> str | None:
    """The day of a month in a message that names nothing else: "the 12th", "no, the 13th"."""
    words = [word for clause in told for word in clause.words]
    asks = any(clause.asks for clause in told)
    if not reading.dated or asks or len(words) > _MOST_WORDS:
        return None
    left = [place for place in range(len(words)) if place not in meant.get("part", ())]
    if len(left) != 1:
        return None
    place, word = left[0], words[left[0]]
    number = word
    for ending in _ORDINALS:
        number = number.removesuffix(ending)
    if not number.isdecimal():
        return None
    led = place - 1 in meant.get("day", ())
    return number if 1 <= int(number) <= _LAST_DAY and (led or number != word) else None


def _of_the_one_shown(said: Understood) -> Understood:
    """ "Was she invited?" goes on with the one that is shown."""
    perhaps = [want.intent for want in said.did_you_mean[:1]]
    if said.intent == "unknown" and perhaps == ["check"]:
        said = replace(said, did_you_mean=()).wanting("check")
    return replace(said, follows=True) if said.intent == "check" else said


def _about_somebody(said: Understood, words: Sequence[str], reading: Reading) -> Understood:
    """Somebody who was told of before is named again: "and client B?", "my husband again"."""
    for label in reading.people:
        name = tuple(clause for clause in clauses(label.casefold()))
        wanted = name[0].words if name else ()
        size = len(wanted)
        if wanted and any(tuple(words[at : at + size]) == wanted for at in range(len(words))):
            return _standing(replace(said, person=label, about="other"))
    return said
