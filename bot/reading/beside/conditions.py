"""Conditions that some draws ask for beyond the pool: French, a nomination, work in Canada."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from bot.reading.beside.sayings import Clause, clauses, sayings
from bot.reading.understood import Change, Reading, Small, Unclear, Understood
from bot.reading.whose.cues import word_set
from knowledge.profiles import Profile

ABILITIES = ("reading", "listening", "speaking", "writing")
MOST_LEVEL = 12
"""The highest level of French there is."""
_SHORT = 8
"""Words of an answer that begins with yes or no."""

_CONDITIONS = ("canadian_experience", "french", "nomination")


@dataclass(frozen=True, slots=True)
class Worth:
    """The points of a nomination, and the level of French that draws ask for: one ability below
    it decides alone."""

    nomination: int
    french: int


@dataclass(frozen=True, slots=True)
class _Told:
    """What one clause says of conditions, and what it leaves unclear."""

    facts: Profile
    unclear: tuple[Unclear, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self.facts.is_empty and not self.unclear


def with_conditions(said: Understood, plain: str, reading: Reading, worth: Worth) -> Understood:
    """What was understood, with the conditions that the same message tells of."""
    for clause in _stated(clauses(plain)):
        meant = sayings("conditions.toml").said(clause.words)
        told = _told(clause, meant, reading, worth.french)
        if told.is_empty:
            continue
        if clause.asks and not said.supposed and "suppose" not in meant:
            continue  # a question about it
        if not clause.asks and not (said.supposed or _owned(clause, meant, said, reading)):
            continue  # somebody else's, or anybody's
        supposed = said.supposed or clause.asks or _supposes(meant)
        said = _with(said, told, worth.nomination if supposed else None)
    return _answering(said, plain, reading)


def _stated(told: Sequence[Clause]) -> Iterator[Clause]:
    """The clauses, with what stands before the last comma of a question as one of its own."""
    for clause in told:
        if clause.asks and clause.question_from:
            yield Clause(clause.words[: clause.question_from])
            yield Clause(clause.words[clause.question_from :], asks=True)
        else:
            yield clause


def _told(
    clause: Clause, meant: Mapping[str, Sequence[int]], reading: Reading, wanted: int
) -> _Told:
    facts = Profile()
    if "not_in_canada" in meant:
        facts = replace(facts, canadian_experience_months=0)
    if "no_nomination" in meant:
        facts = replace(facts, nomination=False)
    elif "nomination" in meant:
        facts = replace(facts, nomination=True)
    if "no_french" in meant:
        return _Told(replace(facts, french_nclc=0))
    level, unclear = _french(clause.words, meant, reading, wanted)
    return _Told(replace(facts, french_nclc=level), unclear)


def _french(
    words: Sequence[str], meant: Mapping[str, Sequence[int]], reading: Reading, wanted: int
) -> tuple[int | None, tuple[Unclear, ...]]:
    """The lowest level of the four abilities, where it is told or one alone decides."""
    asked, english = reading.expecting == "french", "english" in meant
    levels = {
        ability: level
        for ability in ABILITIES
        if (level := _beside(words, meant.get(ability, ()))) is not None
    }
    named = "french" in meant or ("nclc" in meant and not english)
    by_itself = reading.lang == "fr" and not english and len(levels) == len(ABILITIES)
    if not (asked or named or by_itself):
        return None, ()
    if len(levels) == len(ABILITIES) or (levels and min(levels.values()) < wanted):
        return min(levels.values()), ()
    if levels:
        return None, (Unclear("french", " ".join(words), "several"),)
    told = _beside(words, meant.get("level", ()))
    around = word_set("fillers", "answer") | word_set("fillers", "glue")
    if told is None and asked and _all_known(words, meant, around):
        numbers = [int(word) for word in words if word.isdecimal() and int(word) <= MOST_LEVEL]
        told = min(numbers) if numbers else None
    return told, ()


def _beside(words: Sequence[str], places: Sequence[int]) -> int | None:
    """The level that stands behind a word, else before it."""
    for place in places:
        for beside in (place + 1, place + 2, place - 1, place - 2):
            word = words[beside] if 0 <= beside < len(words) else ""
            if word.isdecimal() and int(word) <= MOST_LEVEL:
                return int(word)
    return None


def _owned(
    clause: Clause, meant: Mapping[str, Sequence[int]], said: Understood, reading: Reading
) -> bool:
    """Whether the first person says it, or somebody who is told of, or nothing else is said."""
    if "about_it" in meant:
        return False
    if "own" in meant or said.about is not None or reading.expecting in _CONDITIONS:
        return True
    return _all_known(clause.words, {name: meant[name] for name in meant if name != "suppose"})


def _all_known(
    words: Sequence[str],
    meant: Mapping[str, Sequence[int]],
    beside: Set[str] = frozenset(),
) -> bool:
    """Whether nothing else is said but sayings, numbers and the words ``beside`` them."""
    known = {place for places in meant.values() for place in places}
    return all(
        place in known or word.isdecimal() or word in beside for place, word in enumerate(words)
    )


def _supposes(meant: Mapping[str, Sequence[int]]) -> bool:
    return "suppose" in meant and "own" not in meant


def _with(said: Understood, told: _Told, points: int | None) -> Understood:
    """The message with these facts; ``points`` of a nomination, where they are supposed."""
    supposed, facts = points is not None, said.facts
    change = said.change
    for name in ("canadian_experience_months", "french_nclc", "nomination"):
        value = getattr(told.facts, name)
        if value is not None and getattr(facts, name) is None:
            facts = replace(facts, **{name: value})
    if supposed and told.facts.nomination:
        change = replace(change or Change(), crs=points)
    said = replace(
        said, facts=facts, change=change, supposed=supposed, unclear=said.unclear + told.unclear
    )
    if supposed:
        ownership = said.ownership or "supposed"
        if said.intent in ("unknown", "check", "latest"):
            said = said.wanting("what_if")
    else:
        ownership = said.ownership or "claim"
        if said.intent in ("unknown", "latest"):
            said = said.wanting("check")
    about = said.about or (None if supposed else "self")
    return replace(said, ownership=ownership, about=about)


def _answering(said: Understood, plain: str, reading: Reading) -> Understood:
    """A yes or no with a few words more: "yes, by Ontario"; months of work in Canada."""
    facts = said.facts
    in_canada = facts.canadian_experience_months is None and not said.supposed
    if reading.expecting == "canadian_experience" and facts.experience_months and in_canada:
        months = facts.experience_months
        facts = replace(facts, experience_months=None, canadian_experience_months=months)
        return replace(said, facts=facts)
    told = clauses(plain)
    asked = reading.expecting in (*_CONDITIONS, "submitted")
    if not asked or len(told) != 1 or told[0].asks or len(told[0].words) > _SHORT:
        return said
    if said.small is not None or not said.facts.is_empty or said.unclear:
        return said
    words = told[0].words
    meant = sayings("conditions.toml").said(words)
    small: Small | None = None
    if reading.expecting == "submitted" and _is_all(words, meant, "later", "older"):
        small = "later" if "later" in meant else "older" if "older" in meant else None
    if small is None and (0 in meant.get("no", ()) or _is_all(words, meant, "no")):
        small = "no" if "no" in meant else None
    if small is None and (0 in meant.get("yes", ()) or _is_all(words, meant, "surely")):
        small = "yes" if "yes" in meant or "surely" in meant else None
    return said if small is None else Understood(small=small)


def _is_all(words: Sequence[str], meant: Mapping[str, Sequence[int]], *names: str) -> bool:
    """Whether nothing else is said than one of these."""
    known = {
        place for name in (*names, "yes", "no", "own", "beside") for place in meant.get(name, ())
    }
    return len(known) == len(words)
