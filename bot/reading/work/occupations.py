"""Occupations: the asker's, and those of other people in the same message."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.reading.occupations.jobs import Found, Job, NotFound, Offered, UnknownNoc
from bot.reading.occupations.reader import OccupationIndex
from bot.reading.text.page import CROSSED, Page
from bot.reading.text.plain_text import Span
from bot.reading.whose.cues import words
from bot.reading.whose.deciding import Item
from bot.reading.whose.roles import first_of
from bot.reading.whose.scene import Scene
from bot.reading.work.no_occupations import NO_JOB

_WORDS = re.compile(r"[^\W\d_]{2,}|\d{4,5}|\d{3}[A-Za-z]\b")


_SPACED_CODE = re.compile(r"(?<![\w.,-])\d\d \d{3}(?![\w.,-])|(?<![\w.,])\d{5}\.0+\b")
_CODES = ("code", "old_code")


@dataclass(frozen=True, slots=True)
class Work:
    """An occupation that was read in a part of a message, with its place in the plain text."""

    job: Job
    places: tuple[tuple[int, int], ...]

    @property
    def unsure(self) -> bool:
        """Whether it is only a guess that an occupation is meant."""
        return isinstance(self.job, Offered) and self.job.why == "unsure"

    @property
    def noc(self) -> str | None:
        """Its code, where it is settled."""
        return self.job.group.noc if isinstance(self.job, Found) else None

    @property
    def said(self) -> str | None:
        """The person's own words for it."""
        return self.job.said if isinstance(self.job, Found | Offered) else None

    @property
    def choices(self) -> tuple[str, ...]:
        """The codes to choose from."""
        return (
            tuple(group.noc for group in self.job.groups) if isinstance(self.job, Offered) else ()
        )


def read_job(
    page: Page, hidden: Sequence[tuple[int, int]], occupations: OccupationIndex, *, expected: bool
) -> Work | None:
    """Read the occupation in what is not hidden; None where there is none."""
    left = page.given
    for start, end in hidden:
        first, last = page.given_span(start, end)
        left = left[:first] + CROSSED * (last - first) + left[last:]
    left = NO_JOB.regex.sub(lambda first: CROSSED * len(first[0]), left)
    if not any(label in left.lower() for label in ("noc", "cnp")):
        left = _SPACED_CODE.sub(lambda code: _joined(code, occupations), left)
    if not _WORDS.search(left):
        return None
    job = occupations.read(left, expected=expected)
    if isinstance(job, NotFound):
        return _in_own_script(left, page, occupations)
    job = replace(job, said=page.given[slice(*job.span)])
    spans = [job.span] if isinstance(job, UnknownNoc) else job.places
    return Work(job, tuple(page.place(Span(*span)) for span in spans))


def _joined(code: re.Match[str], occupations: OccupationIndex) -> str:
    """A code typed as "72 310" or "72310.00" in one piece, where there is such a group."""
    digits = code[0].replace(" ", "")[:5]
    return digits.ljust(len(code[0])) if occupations.group(digits) else code[0]


def _in_own_script(left: str, page: Page, occupations: OccupationIndex) -> Work | None:
    """A trade in a script that is not Latin: the longest word of the tables in the text."""
    if left.isascii():
        return None
    said = left.casefold()
    found = [(len(word), word) for word in _trades() if word in said]
    if not found:
        return None
    word = max(found)[1]
    group = occupations.group(_trades()[word])
    if group is None:
        return None
    start = said.index(word)
    span = (start, start + len(word))
    told = Found(group, page.given[slice(*span)], span, "name", (span,))
    return Work(told, (page.place(Span(*span)),))


@lru_cache(maxsize=1)
def _trades() -> Mapping[str, str]:
    """Codes by the words for trades in other scripts."""
    return {word.casefold(): noc for word, noc in words("trades").get("trades", {}).items()}


def item_of(scene: Scene, place: int, work: Work, *, expected: bool, asks: bool) -> Item | None:
    """How an occupation stands by the words beside it; None where it is no fact of anybody."""
    told = scene.told("job", place)
    owners = scene.owners
    main = first_of(told, ("own", "label", "as", "wish", "past", "plural"))
    role = main.role if main else ""
    coded = isinstance(work.job, UnknownNoc) or (
        isinstance(work.job, Found) and work.job.how in _CODES
    )
    if coded and not (owners.asked(place) and role != "label" and scene.stands_alone([place])):
        role = role if role == "own" else "label"
    owned = role in ("own", "label", "as")
    if work.unsure and main is not None and main.hit.last - main.hit.first == 1:
        owned = owned and role != "own"  # "I make $45" makes nobody a maker
    if work.unsure and (asks or owners.asked(place)) and not owned and not expected:
        return None
    would = owners.would(place)
    mine = owners.at(place).subject in ("me", "we")
    if owners.supposed(place) or (role == "as" and (would or (owners.asked(place) and not mine))):
        base = "supposed"
    elif role == "past" or owners.past(place):
        base = "past"
    elif role == "wish":
        base = "other"
    elif owned:
        base = "claim" if role == "own" else "label"
    elif work.unsure:
        base = "bare"
    elif role == "plural" or would or owners.asked(place):
        base = "label" if role != "plural" and not would and scene.heads(place) else "asked"
    else:
        base = "label" if scene.heads(place) else "bare"
    weight = {"supposed": 60, "asked": 35}.get(base, 40)
    return Item(place, "occupation", base, role or base, weight, sure=not work.unsure)
