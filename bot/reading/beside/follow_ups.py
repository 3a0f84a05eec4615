"""What goes on with something said before: another day of the month, the draw before, a person."""

from __future__ import annotations

from dataclasses import replace

from bot.reading.beside.clocks import with_clock
from bot.reading.beside.sayings import HeardLine, sayings
from bot.reading.text.page import Page
from bot.reading.text.tokens import Line
from bot.reading.understood import DEFAULT_CATEGORY, Change, Reading, Understood
from bot.reading.whose.owners import Owners
from knowledge.accents import unaccented
from knowledge.draws import DrawLedger

_MOST_WORDS = 10
_FEW, _MOST_DIGITS = 8, 3
_ORDINALS = ("st", "nd", "rd", "th", "er", "eme", "e")
_LAST_DAY = 31


def with_follow_up(
    said: Understood, heard: HeardLine, reading: Reading, ledger: DrawLedger
) -> Understood:
    """What was understood, with what it takes from what was said before."""
    meant = heard.goes_on
    if 0 in meant.get("and", ()) and not said.follows:
        said = replace(said, follows=True)
    named = said.draw is not None or said.category is not None
    lost = said.follows and said.intent == "unknown"
    if named and not said.says_something and (lost or "stand" in meant):
        said = _standing(said)
    if "new_profile" in meant and said.facts.submission is not None and not said.supposed:
        said = replace(said, recreated=True)
    if "one_before" in meant and said.draw is None and len(heard.words) <= _MOST_WORDS:
        said = _the_one_before(said, reading, ledger)
    if not said.says_something or said.facts.submission is not None:
        part = _day_part(heard, reading)
        if part is not None:
            corrects = said.corrects or "corrects" in meant
            said = Understood(day_part=part, corrects=corrects).wanting("check")
    if said.person is not None and _is_pronoun(said.person):
        said = replace(said, person=None)  # whoever is shown
    if said.others:
        others = (
            replace(one, label="" if _is_pronoun(one.label) else one.label) for one in said.others
        )
        said = replace(said, others=tuple(others))
    if 0 in meant.get("forgets", ()) and not said.says_something:
        return _forgetting(said, heard, reading)
    only_moved = said.facts.is_empty and said.about is None  # "and client C with 15 more"
    if said.person is None and (only_moved or not said.says_something) and said.small is None:
        said = _about_somebody(said, heard, reading)
    if said.small == "undo":
        return said.wanting("undo")
    if reading.shown == "other" and "theirs" in meant and "own" not in meant:
        said = _of_the_one_shown(said)
    if reading.on is not None:
        said = with_clock(said, heard, reading)
    said = _with_points(said, heard)
    if said.supposed and said.person is None and "own" in meant and "theirs" not in meant:
        said = replace(said, owned=True)  # "what if I had 490?"
    named = said.category is not None or said.draw is not None
    if "trades" in meant and not named and reading.category != DEFAULT_CATEGORY:
        said = replace(said, category=DEFAULT_CATEGORY)
    return said


def _with_points(said: Understood, heard: HeardLine) -> Understood:
    """Points that come on top of those that are shown: "and another 5", "encore 8 de plus"."""
    numbers = [word for word in heard.words if word.isdecimal() and len(word) <= _MOST_DIGITS]
    goes_on = said.follows and "on_top" in heard.goes_on and len(heard.words) <= _FEW
    if said.says_something or not goes_on or len(numbers) != 1:
        return said
    told = replace(said, change=Change(crs=int(numbers[0])), on_top=True, follows=True)
    return replace(told, supposed=True, did_you_mean=()).wanting("what_if")


def with_draw(page: Page, heard: HeardLine) -> str | None:
    """The text with a draw that is only called "one" named: "and in the April one?"."""
    if len(heard.words) > _FEW or "goes_on" not in heard.goes_on or "one_before" in heard.goes_on:
        return None
    for place in heard.goes_on.get("a_draw", ()):
        token = heard.line.tokens[place]
        start, end = page.given_span(token.start, token.end)
        return f"{page.given[:start]}draw{page.given[end:]}{'?' if page.asks else ''}"
    return None


def _the_one_before(said: Understood, reading: Reading, ledger: DrawLedger) -> Understood:
    """The draw of its kind before the one that is talked about."""
    now = ledger.draw(reading.draw) if reading.draw else None
    draws = ledger.of_category(now.category) if now else ()
    at = draws.index(now) if now else 0
    if not at:
        return said
    if said.intent == "what_if" and not said.says_something:
        said = said.wanting("check")  # nothing is supposed in it
    return _standing(replace(said, draw=draws[at - 1].number, follows=True))


def _standing(said: Understood) -> Understood:
    """How somebody stands is asked, where nothing else surely is."""
    if said.intent in ("unknown", "latest", "history", "small_talk"):
        return replace(said, did_you_mean=()).wanting("check")
    return said


def _day_part(heard: HeardLine, reading: Reading) -> str | None:
    """The day of a month in a message that names nothing else: "the 12th", "no, the 13th"."""
    words, meant = heard.words, heard.goes_on
    if not reading.dated or heard.asks or len(words) > _MOST_WORDS:
        return None
    left = [place for place in range(len(words)) if place not in meant.get("part", ())]
    if not 1 <= len(left) <= 2:
        return None
    place, number = left[0], words[left[0]]
    ordinal = len(left) == 2 and left[1] == place + 1 and words[left[1]] in _ORDINALS
    if not number.isdecimal() or (len(left) == 2 and not ordinal):
        return None
    led = place - 1 in meant.get("day", ())
    return number if 1 <= int(number) <= _LAST_DAY and (led or ordinal) else None


def _of_the_one_shown(said: Understood) -> Understood:
    """ "Was she invited?" goes on with the one that is shown."""
    perhaps = [want.intent for want in said.did_you_mean[:1]]
    if said.intent == "unknown" and perhaps == ["check"]:
        said = replace(said, did_you_mean=()).wanting("check")
    return replace(said, follows=True) if said.intent == "check" else said


def _is_pronoun(label: str) -> bool:
    return "theirs" in sayings("follow_ups", Line(unaccented(label), ()))


def _forgetting(said: Understood, heard: HeardLine, reading: Reading) -> Understood:
    """What was told of one other person is to be forgotten: "forget client C"."""
    label = _about_somebody(said, heard, reading).person
    if label is None:
        turns = Owners(heard.line).turns
        label = next((turn.label for turn in turns if turn.subject == "other"), None)
    return said if label is None else Understood(person=label).wanting("forget")


def _about_somebody(said: Understood, heard: HeardLine, reading: Reading) -> Understood:
    """Somebody who was told of before is named again: "and client B?", "my husband again"."""
    for label in reading.people:
        wanted = tuple(token.word for token in Line(unaccented(label.casefold()), ()).tokens)
        size = len(wanted)
        if size and any(
            heard.words[at : at + size] == wanted for at in range(len(heard.words) - size + 1)
        ):
            return _standing(replace(said, person=label, about="other"))
    return said
