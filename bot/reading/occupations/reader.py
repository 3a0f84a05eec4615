"""Occupations as people say them: a code, a name, a sentence, understood or asked back.

The order is code, name, exact title, then words matched with mended spelling over all 516 unit
groups, so that nobody becomes a listed trade only because the other occupations were not known.
Sure is only what scores at least 0.8 and is 0.1 ahead of the next group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import chain

from bot.reading.occupations.codes import (
    CodeMention,
    find_codes,
    is_old_trade,
    nearest_codes,
    odd_codes,
)
from bot.reading.occupations.context import Part
from bot.reading.occupations.index import NameIndex
from bot.reading.occupations.jobs import (
    Found,
    How,
    Job,
    NotFound,
    Offered,
    UnknownNoc,
    Why,
)
from bot.reading.occupations.likeness import Profile, kin, profiles
from bot.reading.occupations.mentions import JobText
from bot.reading.occupations.names import imported_names, names_of, table_of
from bot.reading.occupations.sentences import read_parts
from bot.reading.occupations.snapshot import Occupations, occupations_of, plain_of
from bot.reading.occupations.word_lists import word_lists
from bot.reading.occupations.words import WordLists, fold, tokens
from knowledge.occupations.groups import UnitGroup
from knowledge.occupations.shelf import Language, Shelf, shelf
from knowledge.parameters import KnowledgeError
from knowledge.snapshots import Snapshots, folder_of

_MOST_CHARACTERS = 4_096
_MOST_OFFERED = 3
_KINSHIP = 0.2


SNAPSHOT, KIN_SNAPSHOT = "occupations", "occupation-kin"


class OccupationIndex:
    """All unit groups and what people call them.

    Files are read when they are first needed: a code alone opens one file, a text all of them.
    With ``snapshots``, what was made of the same files and code before is taken from there.
    """

    def __init__(self, files: Shelf, snapshots: Snapshots | None = None) -> None:
        self._shelf = files
        self._snapshots = snapshots
        words = folder_of("bot.reading.words").glob("*/jobs.toml")
        self._made_from = (files.folder, folder_of(__package__), *sorted(words))
        self._sources = (*self._made_from, *([] if files.titles is None else [files.titles]))

    @property
    def titles_problem(self) -> KnowledgeError | None:
        """Why imported titles were left out; known once names were needed."""
        return self._shelf.titles_problem

    def group(self, noc: str) -> UnitGroup | None:
        """The unit group with that five-digit code, None when there is none."""
        return self._shelf.group(noc) if self._kept is None else self._kept.groups.get(noc)

    def is_old_code(self, text: str) -> bool:
        """Whether a text is nothing but a four-digit code of NOC 2016 that can be no score."""
        return len(text) == 4 and text.isdecimal() and is_old_trade(text, self._old_codes)

    def code_spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where a text has a number said to be a NOC code in another form than 72310 or 7271.

        The label is part of it: "NOC 72 310", "NOC 2021 v1.0 72310", "NOC 723100".
        """
        folded, places = fold(text)
        spans = odd_codes(folded)
        return tuple((places[start], places[end - 1] + 1) for start, end in spans)

    def prepare(self) -> None:
        """Make ready now what the first text would otherwise wait for."""
        self._names.prepare()
        _ = self._profiles

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of all unit groups."""
        return frozenset(self._groups)

    @cached_property
    def _kept(self) -> Occupations | None:
        """What a snapshot holds, None where there is none."""
        if self._snapshots is None:
            return None
        plain = self._snapshots.read(SNAPSHOT, *self._sources)
        return None if plain is None else occupations_of(plain)

    @cached_property
    def _groups(self) -> Mapping[str, UnitGroup]:
        return self._shelf.groups if self._kept is None else self._kept.groups

    @cached_property
    def _old_codes(self) -> Mapping[str, tuple[str, ...]]:
        return self._shelf.old_codes if self._kept is None else self._kept.old_codes

    @cached_property
    def _words(self) -> WordLists:
        return word_lists() if self._kept is None else self._kept.words

    @cached_property
    def _names(self) -> NameIndex:
        if self._kept is not None:
            return NameIndex(self._kept.names, self._words)
        names = chain(names_of(self._shelf, self._words), imported_names(self._shelf, self._words))
        table = table_of(names, self._words)
        if self._snapshots is not None and self.titles_problem is None:
            made = Occupations(self._groups, self._old_codes, self._words, table)
            self._snapshots.write(SNAPSHOT, plain_of(made), *self._sources)
        return NameIndex(table, self._words)

    def called(self, language: Language) -> Iterator[tuple[str, str]]:
        """Code and name for everything that people call a unit group, as it is written."""
        for noc in self.codes:
            for written in self._shelf.written(noc, language):
                yield noc, written

    def read(self, text: str, *, expected: bool = False) -> Job:
        """The occupation a text speaks of, if it is clear; else what to ask; never raises.

        ``expected`` says that the text answers the question for the occupation, so less is
        needed to offer choices. Only the first 4,096 characters are read.
        """
        text = text[:_MOST_CHARACTERS]
        scene = self._scene(text, expected=expected)
        folded, places = fold(text)
        codes = find_codes(folded, self._groups, self._old_codes, expected=expected)
        if codes and not expected:
            codes = tuple(code for code in codes if not _of_another(scene, places[code.start]))
        parts = read_parts(scene)
        if codes:
            return self._with_codes(text, codes, parts, places, scene)
        return self._answer(text, scene, parts)

    def _scene(self, text: str, *, expected: bool) -> JobText:
        read = tokens(text[:_MOST_CHARACTERS], self._words.same)
        stems = [self._names.mended(token.stem) for token in read]
        mended = frozenset(p for p, token in enumerate(read) if token.stem != stems[p])
        read = tuple(
            replace(token, stem=stems[p]) if p in mended else token for p, token in enumerate(read)
        )
        return JobText(read, self._names, self._words, expected, mended)

    def _with_codes(
        self,
        text: str,
        codes: Sequence[CodeMention],
        parts: Sequence[Part],
        places: Sequence[int],
        scene: JobText,
    ) -> Job:
        """A code decides, unless a name beside it clearly says another group."""
        first = codes[0]
        span = (places[first.start], places[codes[-1].end - 1] + 1)
        coded = [(places[code.start], places[code.end - 1] + 1) for code in codes]
        spans = tuple(sorted({*coded, *_spans(scene, parts)}))
        said = text[span[0] : span[1]]
        unknown = next((code for code in codes if not code.nocs), None)
        sure = [part.nocs[0] for part in parts if part.sure]
        if unknown is not None:
            span = (places[unknown.start], places[unknown.end - 1] + 1)
            said = text[span[0] : span[1]]
            like = nearest_codes(said, self._groups, self._old_codes)
            nearest = tuple(dict.fromkeys((*sure, *like)))[:_MOST_OFFERED]
            return UnknownNoc(said, span, self._of(nearest))
        by_code = tuple(dict.fromkeys(noc for code in codes for noc in code.nocs))
        if len(by_code) > 1 and any(noc in by_code for noc in sure):
            by_code = tuple(noc for noc in by_code if noc in sure)
        clashing = tuple(noc for noc in sure if noc not in by_code)
        nocs = (*by_code, *clashing)[:_MOST_OFFERED]
        how: How = "old_code" if first.old else "code"
        if len(nocs) == 1:
            return Found(self._of(nocs)[0], said, span, how, spans)
        why: Why = "old_code" if first.old and not clashing else "ambiguous"
        return Offered(self._of(nocs), said, span, why, spans)

    def _answer(self, text: str, scene: JobText, parts: Sequence[Part]) -> Job:
        if not parts:
            return NotFound()
        nocs = tuple(dict.fromkeys(noc for part in parts for noc in part.nocs))
        places = _spans(scene, parts)
        start, end = min(start for start, _ in places), max(end for _, end in places)
        if len(nocs) == 1 and any(part.sure for part in parts):
            part = next(part for part in parts if part.sure)
            span = (scene.tokens[part.first].start, scene.tokens[part.last - 1].end)
            return Found(self._of(nocs)[0], text[span[0] : span[1]], span, part.how, places)
        if len(nocs) == 1:
            nocs = (*nocs, self._second(nocs[0]))
        reasons = {part.why for part in parts if not part.sure}
        why: Why = "role" if "role" in reasons else "unsure" if "unsure" in reasons else "ambiguous"
        groups = self._of(nocs[:_MOST_OFFERED])
        return Offered(groups, text[start:end], (start, end), why, places)

    def _of(self, nocs: Iterable[str]) -> tuple[UnitGroup, ...]:
        return tuple(self._groups[noc] for noc in nocs)

    @cached_property
    def _profiles(self) -> Mapping[str, Profile]:
        snapshots, sources = self._snapshots, self._made_from
        if snapshots is None:
            return profiles(names_of(self._shelf, self._words), self._words)
        kept: Mapping[str, Profile] | None = snapshots.read(KIN_SNAPSHOT, *sources)
        if kept is None:
            kept = profiles(names_of(self._shelf, self._words), self._words)
            snapshots.write(KIN_SNAPSHOT, kept, *sources)
        return kept

    def _second(self, noc: str) -> str:
        """Another group to offer beside an uncertain one."""
        near = self._groups[noc].near
        return near if near is not None else kin(noc, self.codes, self._profiles)[0][0]

    def nearest_listed(self, group: UnitGroup, listed: frozenset[str]) -> UnitGroup | None:
        """The listed group an unlisted occupation is most easily mistaken for.

        That is its ``near`` when this is listed; else the listed group of the same broad
        category and about the same level (one TEER apart at most) whose names have most words
        in common, when they have many; else None.
        """
        if group.near is not None and group.near in listed:
            return self._groups[group.near]
        level = {noc for noc in listed if abs(int(noc[1]) - group.teer) <= 1}
        likest = kin(group.noc, level, self._profiles)[:1]
        strong = (noc for noc, likeness in likest if likeness >= _KINSHIP)
        return next((self._groups[noc] for noc in strong), None)


def _spans(scene: JobText, parts: Sequence[Part]) -> tuple[tuple[int, int], ...]:
    tokens = scene.tokens
    return tuple((tokens[part.first].start, tokens[part.last - 1].end) for part in parts)


def _of_another(scene: JobText, start: int) -> bool:
    """Whether the code that begins there is said of somebody else: "my brother's NOC is ..."."""
    return scene.of_another(sum(token.start < start for token in scene.tokens))


@lru_cache(maxsize=4)
def load_occupations(
    files: Shelf | None = None, snapshots: Snapshots | None = None
) -> OccupationIndex:
    """The index over occupation files, the packaged ones if none are given.

    Nothing is read before it is needed; what was made of the same files before is taken from
    ``snapshots``, if given. Raises nothing itself; a mistake in a file raises KnowledgeError when
    the file is read.
    """
    return OccupationIndex(files or shelf(), snapshots)
