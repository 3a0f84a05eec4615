"""Occupations as people say them: a code, a name, a sentence, understood or asked back.

The order is code, name, exact title, then words matched with mended spelling over all 516 unit
groups, so that nobody becomes a listed trade only because the other occupations were not known.
Sure is only what scores at least 0.8 and is 0.1 ahead of the next group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from bot.reading.occupations.codes import Code, bare_codes, is_old_trade, nearest_codes
from bot.reading.occupations.context import Part
from bot.reading.occupations.index import NameIndex
from bot.reading.occupations.jobs import How, JobFound, Place
from bot.reading.occupations.mentions import JobText
from bot.reading.occupations.sentences import read_parts
from bot.reading.occupations.snapshot import Occupations, made_of, occupations_of, plain_of
from bot.reading.occupations.words import words_of
from bot.reading.text.tokens import Line
from bot.reading.whose.roles import roles_of
from knowledge.occupations.groups import UnitGroup
from knowledge.occupations.shelf import Language, Shelf, shelf
from knowledge.parameters import KnowledgeError
from knowledge.snapshots import Snapshots, folder_of

_MOST_OFFERED = 3
_KINSHIP = 0.2


_SNAPSHOT = "occupations"


class OccupationIndex:
    """All unit groups and what people call them.

    Files are read when they are first needed: a code alone opens one file, a text all of them.
    With ``snapshots``, what was made of the same files and code before is taken from there.
    """

    def __init__(self, files: Shelf, snapshots: Snapshots | None = None) -> None:
        self._shelf = files
        self._snapshots = snapshots
        words = folder_of("bot.reading.words")
        listed = sorted((*words.glob("*/jobs.toml"), *words.glob("*/endings.toml")))
        code = (folder_of(__package__), folder_of("bot.reading.text"))
        titles = () if files.titles is None else (files.titles,)
        self._sources = (files.folder, *titles, *code, *listed)
        # As many as there are groups and lists of draws that people ask about; each is costly.
        self._nearest_listed = lru_cache(maxsize=4096)(self._find_nearest_listed)

    @property
    def titles_problem(self) -> KnowledgeError | None:
        """Why imported titles were left out; known once names were needed."""
        return self._shelf.titles_problem

    def group(self, noc: str) -> UnitGroup | None:
        """The unit group with that five-digit code, None when there is none."""
        return self._shelf.group(noc) if self._kept is None else self._kept.groups.get(noc)

    def prepare(self) -> None:
        """Make ready now what the first text would otherwise wait for."""
        self._names.prepare()

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of all unit groups."""
        return frozenset(self._groups)

    @cached_property
    def _kept(self) -> Occupations | None:
        """What a snapshot holds, None where there is none."""
        if self._snapshots is None:
            return None
        plain = self._snapshots.read(_SNAPSHOT, *self._sources)
        return None if plain is None else occupations_of(plain)

    @cached_property
    def _known(self) -> Occupations:
        """Everything there is to know, kept for the next start."""
        if self._kept is not None:
            return self._kept
        made = made_of(self._shelf)
        if self._snapshots is not None and self.titles_problem is None:
            self._snapshots.write(_SNAPSHOT, plain_of(made), *self._sources)
        return made

    @cached_property
    def _groups(self) -> Mapping[str, UnitGroup]:
        return self._known.groups if self._kept is not None else self._shelf.groups

    @cached_property
    def _bare(self) -> frozenset[str]:
        """The codes that may stand without a label."""
        return self.codes.union(filter(is_old_trade, self._known.old_codes))

    @cached_property
    def _names(self) -> NameIndex:
        return NameIndex(self._known.names, self._known.words)

    def called(self, language: Language) -> Iterator[tuple[str, str]]:
        """Code and name for everything that people call a unit group, as it is written."""
        for noc in self.codes:
            for written in self._shelf.written(noc, language):
                yield noc, written

    def read(
        self,
        line: Line,
        hidden: Sequence[Place] = (),
        codes: Sequence[Code] = (),
        *,
        expected: bool = False,
        own: bool = True,
    ) -> JobFound | None:
        """The occupation a line speaks of, if it is clear; else what to ask; never raises.

        Nothing is read of what is ``hidden``; ``codes`` are those with a label. ``expected`` says
        that the text answers the question for the occupation, so less is needed to offer choices;
        not ``own``, that it is about somebody else.
        """
        scene = self._scene(line, hidden, expected=expected, own=own and not expected)
        found = {code.start: code for code in codes if not _is_hidden(code, hidden)}
        if any(map(str.isdecimal, scene.stems)):
            asked = expected or bool(found)
            rest = [word for word in scene.tokens if word.start not in found]
            bare = bare_codes(line, rest, self._bare, expected=asked)
            found = {code.start: code for code in bare} | found
        parts = read_parts(scene)
        if found:
            in_order = [found[start] for start in sorted(found)]
            return self._with_codes(line.text, in_order, parts, scene)
        return self._answer(line.text, scene, parts)

    def _scene(self, line: Line, hidden: Sequence[Place], *, expected: bool, own: bool) -> JobText:
        read = words_of(line, self._known.words.same, hidden)
        stems = [self._names.mended(word.stem) for word in read]
        mended = frozenset(p for p, word in enumerate(read) if word.stem != stems[p])
        read = tuple(
            replace(word, stem=stems[p]) if p in mended else word for p, word in enumerate(read)
        )
        return JobText(
            read, self._names, self._known.words, expected, own, roles_of(line, "job"), mended
        )

    def _with_codes(
        self, text: str, codes: Sequence[Code], parts: Sequence[Part], scene: JobText
    ) -> JobFound:
        """A code decides, unless a name beside it clearly says another group."""
        meant = [code.means(self._groups, self._known.old_codes) for code in codes]
        sure = [part.nocs[0] for part in parts if part.sure]
        if () in meant:
            unknown = codes[meant.index(())]
            span = (unknown.start, unknown.end)
            like = nearest_codes(text[slice(*span)], self._groups, self._known.old_codes)
            return self._job(text, (*sure, *like), span, "unknown", (span,))
        span = (codes[0].start, codes[-1].end)
        spans = tuple(sorted({*((c.start, c.end) for c in codes), *_spans(scene, parts)}))
        by_code = tuple(dict.fromkeys(noc for nocs in meant for noc in nocs))
        if len(by_code) > 1 and any(noc in by_code for noc in sure):
            by_code = tuple(noc for noc in by_code if noc in sure)
        clashing = tuple(noc for noc in sure if noc not in by_code)
        settled = len(by_code) == 1 and not clashing
        how: How = "old_code" if codes[0].old else "code"
        if not settled and (clashing or not codes[0].old):
            how = "ambiguous"
        return self._job(text, (*by_code, *clashing), span, how, spans, settled=settled)

    def _answer(self, text: str, scene: JobText, parts: Sequence[Part]) -> JobFound | None:
        if not parts:
            return None
        nocs = tuple(dict.fromkeys(noc for part in parts for noc in part.nocs))
        places = _spans(scene, parts)
        sure = next((at for at, part in enumerate(parts) if part.sure), None)
        if len(nocs) == 1 and sure is not None:
            return self._job(text, nocs, places[sure], parts[sure].how, places, settled=True)
        if len(nocs) == 1:
            nocs = (*nocs, self._second(nocs[0]))
        reasons = {part.why for part in parts if not part.sure}
        how: How = "role" if "role" in reasons else "unsure" if "unsure" in reasons else "ambiguous"
        span = (min(start for start, _ in places), max(end for _, end in places))
        return self._job(text, nocs, span, how, places)

    def _job(
        self,
        text: str,
        nocs: Iterable[str],
        span: Place,
        how: How,
        places: tuple[Place, ...],
        *,
        settled: bool = False,
    ) -> JobFound:
        groups = [self._groups[noc] for noc in dict.fromkeys(nocs)]
        return JobFound(
            tuple(groups[:_MOST_OFFERED]), text[slice(*span)], span, how, places, settled
        )

    def _second(self, noc: str) -> str:
        """Another group to offer beside an uncertain one."""
        near = self._groups[noc].near
        return near if near is not None else self._names.alike(noc, self.codes)[0][0]

    def nearest_listed(self, group: UnitGroup, listed: frozenset[str]) -> UnitGroup | None:
        """The listed group an unlisted occupation is most easily mistaken for.

        That is its ``near`` when this is listed; else the listed group of the same broad
        category and about the same level (one TEER apart at most) whose names have most words
        in common, when they have many; else None.
        """
        noc = self._nearest_listed(group.noc, listed)
        return None if noc is None else self._groups[noc]

    def _find_nearest_listed(self, noc: str, listed: frozenset[str]) -> str | None:
        group = self._groups[noc]
        if group.near is not None and group.near in listed:
            return group.near
        level = {one for one in listed if abs(int(one[1]) - group.teer) <= 1}
        likest = self._names.alike(noc, level)[:1]
        return next((one for one, likeness in likest if likeness >= _KINSHIP), None)


def _spans(scene: JobText, parts: Sequence[Part]) -> tuple[Place, ...]:
    tokens = scene.tokens
    return tuple((tokens[part.first].start, tokens[part.last - 1].end) for part in parts)


def _is_hidden(code: Code, hidden: Sequence[Place]) -> bool:
    return any(start < code.end and code.start < end for start, end in hidden)


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
