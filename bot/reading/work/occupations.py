"""Occupations: the asker's, and those of other people in the same message."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.reading.occupations.codes import Code
from bot.reading.occupations.jobs import Found, Job, NotFound, Offered, UnknownNoc
from bot.reading.occupations.reader import OccupationIndex
from bot.reading.text.page import Page
from bot.reading.text.plain_text import plain_text
from bot.reading.text.tokens import Line
from bot.reading.whose.cues import words
from bot.reading.whose.deciding import Item
from bot.reading.whose.roles import first_of
from bot.reading.whose.scene import Scene
from bot.reading.work.no_occupations import NO_JOB

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
    page: Page,
    line: Line,
    hidden: Sequence[tuple[int, int]],
    codes: Sequence[Code],
    occupations: OccupationIndex,
    *,
    expected: bool,
) -> Work | None:
    """Read the occupation in what is not hidden; None where there is none."""
    job = occupations.read(line, [*hidden, *_no_jobs(line.text)], codes, expected=expected)
    if isinstance(job, NotFound):
        return _in_own_script(page, line, hidden, occupations)
    places = (job.span,) if isinstance(job, UnknownNoc) else job.places
    return Work(replace(job, said=page.said(*job.span)), places)


def _no_jobs(text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in NO_JOB.regex.finditer(text))


def _in_own_script(
    page: Page, line: Line, hidden: Sequence[tuple[int, int]], occupations: OccupationIndex
) -> Work | None:
    """A trade in a script that is not Latin: the longest word of the tables in the text."""
    if line.text.isascii():
        return None
    found = [
        (len(word), start, word)
        for word in _trades()
        if (start := line.text.find(word)) >= 0
        and not any(begun < start + len(word) and start < end for begun, end in hidden)
    ]
    if not found:
        return None
    length, start, word = max(found)
    group = occupations.group(_trades()[word])
    if group is None:
        return None
    span = (start, start + length)
    return Work(Found(group, page.said(*span), span, "name", (span,)), (span,))


@lru_cache(maxsize=1)
def _trades() -> Mapping[str, str]:
    """Codes by the words for trades in other scripts."""
    return {plain_text(word).text: noc for word, noc in words("trades").get("trades", {}).items()}


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
