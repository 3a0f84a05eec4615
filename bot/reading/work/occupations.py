"""Occupations: the asker's, and those of other people in the same message."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import zip_longest

from bot.reading.occupations.codes import Code
from bot.reading.occupations.jobs import JobFound, Place
from bot.reading.occupations.reader import OccupationIndex
from bot.reading.text.page import Page
from bot.reading.text.tokens import Line, Token
from bot.reading.whose.cues import table_of, word_set, words
from bot.reading.whose.deciding import Item
from bot.reading.whose.owners import Owners, words_for_others
from bot.reading.whose.roles import first_of
from bot.reading.whose.scene import Scene

_CODES = ("code", "old_code")
_OLD_CODE, _LICENCE = 4, 3  # digits: "7237", "309A"


def read_jobs(
    page: Page,
    line: Line,
    hidden: Sequence[Place],
    codes: Sequence[Code],
    occupations: OccupationIndex,
    *,
    expected: bool,
) -> tuple[JobFound | None, list[JobFound]]:
    """The asker's occupation, and those of other people, each read where they are spoken of."""
    regions: dict[str, list[Place]] = {}
    names: list[Place] = []
    if not words_for_others().isdisjoint(page.words):
        regions, names = _regions(Owners(line))
    others = [span for spans in regions.values() for span in spans]
    called = page.polite and page.rest in word_set("fillers", "vocatives")
    if not codes and not expected and not any(map(_may_tell, line.tokens)):
        return None, []
    read = partial(read_job, page, line, codes=codes, occupations=occupations)
    own = None if called else read([*hidden, *names, *others], expected=expected)
    outside = (_outside(line.text, spans) for spans in regions.values())
    theirs = (read([*hidden, *left_out], expected=False, own=False) for left_out in outside)
    return own, [work for work in theirs if work is not None]


def _may_tell(token: Token) -> bool:
    """Whether a word may name an occupation, or a number be its code; most facts have none."""
    if token.mention is not None:
        return token.mention.kind in ("code", "number") and token.end - token.start >= _OLD_CODE
    letters = token.word[0].isalpha() and token.word not in word_set("fillers", "list")
    return letters or len(token.word) >= _LICENCE


def _regions(owners: Owners) -> tuple[dict[str, list[Place]], list[Place]]:
    """Where other people are spoken of, by their label; and labels of two words: "client A"."""
    regions: dict[str, list[Place]] = {}
    names: list[Place] = []
    tokens = owners.line.tokens
    for turn, following in zip_longest(owners.turns, owners.turns[1:]):
        if turn.subject != "other" or turn.label is None:
            continue
        if turn.last - turn.first > 1:
            names.append((tokens[turn.first].start, tokens[turn.last - 1].end))
        first, last = max(turn.first, turn.last), following.first if following else len(tokens)
        if first < last:
            span = (tokens[first].start, tokens[last - 1].end)
            regions.setdefault(turn.label, []).append(span)
    return regions, names


def _outside(text: str, spans: Sequence[Place]) -> list[Place]:
    ends = [0, *(end for _, end in sorted(spans))]
    starts = [*(start for start, _ in sorted(spans)), len(text)]
    return [(start, end) for start, end in zip(ends, starts, strict=True) if start < end]


def read_job(
    page: Page,
    line: Line,
    hidden: Sequence[Place],
    codes: Sequence[Code],
    occupations: OccupationIndex,
    *,
    expected: bool,
    own: bool = True,
) -> JobFound | None:
    """Read the occupation in what is not hidden; None where there is none."""
    left_out = [*hidden, *_no_jobs(line)]
    job = occupations.read(line, left_out, codes, expected=expected, own=own)
    if job is None:
        return _in_own_script(page, line, hidden, occupations)
    return replace(job, said=page.said(*job.span))


def _no_jobs(line: Line) -> Iterator[Place]:
    tokens = line.tokens
    for hit in table_of("roles", "no_job").hits(line):
        yield tokens[hit.first].start, tokens[hit.last - 1].end


def _in_own_script(
    page: Page, line: Line, hidden: Sequence[Place], occupations: OccupationIndex
) -> JobFound | None:
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
    span = (start, start + length)
    group = occupations.group(_trades()[word])
    groups = () if group is None else (group,)
    return JobFound(groups, page.said(*span), span, "name", (span,), settled=bool(groups))


@lru_cache(maxsize=1)
def _trades() -> Mapping[str, str]:
    """Codes by the words for trades in other scripts, of which two languages may have one."""
    said = words("trades")["trades"]
    return {Page(word).text: nocs.split()[0] for word, nocs in said.items()}


def item_of(scene: Scene, place: int, job: JobFound, *, expected: bool, asks: bool) -> Item | None:
    """How an occupation stands by the words beside it; None where it is no fact of anybody."""
    told = scene.told("job", place)
    owners = scene.owners
    main = first_of(told, ("own", "label", "as", "wish", "past", "plural"))
    past = first_of(told, ("past",))
    if past is not None and past.gap == 0 and not scene.line.ends_in_question(place):
        main = past  # "was a plumber for years", "I worked as a baker in 2019"
    role = main.role if main else ""
    coded = job.how == "unknown" or (job.settled and job.how in _CODES)
    if coded and not (owners.asked(place) and role != "label" and scene.stands_alone([place])):
        role = role if role == "own" else "label"
    owned = role in ("own", "label", "as")
    if job.unsure and main is not None and main.hit.last - main.hit.first == 1:
        owned = owned and role != "own"  # "I make $45" makes nobody a maker
    if job.unsure and (asks or owners.asked(place)) and not owned and not expected:
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
    elif job.unsure:
        base = "bare"
    elif role == "plural" or would or owners.asked(place):
        base = "label" if role != "plural" and not would and scene.heads(place) else "asked"
    else:
        base = "label" if scene.heads(place) else "bare"
    weight = {"supposed": 60, "asked": 35}.get(base, 40)
    weight -= 10 * (first_of(told, ("had",)) is not None and base == "claim")
    return Item(place, "occupation", base, role or base, weight, sure=not job.unsure)
