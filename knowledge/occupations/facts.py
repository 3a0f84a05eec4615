"""The occupation files as frozen values.

A mistake in a file raises KnowledgeError with the file, the place in it and what is wrong. What
opens and checks the files is imported with the first of them: it takes longer than all the rest,
and nobody needs it who has a snapshot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from knowledge.occupations.groups import UnitGroup
from knowledge.occupations.words import WordLists, fold, stem, stems
from knowledge.parameters import KnowledgeError

if TYPE_CHECKING:
    from knowledge.occupations.rows import GroupRow

DATA = Path(__file__).parents[1] / "data" / "occupations"

Language = Literal["en", "fr", "es", "tl", "hi", "pa"]
LANGUAGES: tuple[Language, ...] = ("en", "fr", "es", "tl", "hi", "pa")


@dataclass(frozen=True, slots=True)
class Name:
    """One thing people call a unit group, in folded words."""

    noc: str
    words: tuple[str, ...]
    kind: Literal["name", "title", "field", "imported", "short"]


class Shelf:
    """The occupation files of one folder, each read when it is first needed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: dict[str, Mapping[str, GroupRow]] = {}

    def group(self, noc: str) -> UnitGroup | None:
        """The unit group of that code; reads one file only."""
        entry = self._entries(noc[:2]).get(noc)
        return None if entry is None else _unit_group(noc, entry)

    def _entries(self, start: str) -> Mapping[str, GroupRow]:
        if start not in self._files:
            from knowledge.occupations.files import group_rows

            path = self.folder / f"{start}.toml"
            known = start.isdecimal() and path.is_file()
            self._files[start] = group_rows(path) if known else {}
        return self._files[start]

    @cached_property
    def groups(self) -> Mapping[str, UnitGroup]:
        """All unit groups by code.

        Raises KnowledgeError for a ``near`` that is no unit group, or a folder without groups.
        """
        starts = sorted(path.stem for path in self.folder.glob("*.toml"))
        found = {
            noc: _unit_group(noc, entry)
            for start in starts
            for noc, entry in self._entries(start).items()
        }
        if not found:
            raise KnowledgeError(f"{self.folder}: no occupation files (NN.toml)")
        for group in found.values():
            if group.near is not None and group.near not in found:
                raise KnowledgeError(
                    f"{group.noc[:2]}.toml: group > {group.noc} > near: "
                    f"{group.near} is no unit group"
                )
        return found

    def written(self, noc: str, language: Language) -> tuple[str, ...]:
        """The names of a unit group in one language, as they are written in its file."""
        names: list[str] = getattr(self._entries(noc[:2])[noc], language)
        return tuple(names)

    def names(self) -> Iterator[Name]:
        """Names and titles of all groups, then the names of fields of work, in file order."""
        same = self.words.same
        known: dict[str, list[str]] = {}
        for noc in self.groups:
            entry = self._entries(noc[:2])[noc]
            for title in (entry.title_en, entry.title_fr):
                for words in _title_words(title, same):
                    yield Name(noc, words, "title")
            for language in LANGUAGES:
                for written in self.written(noc, language):
                    known.setdefault(written, []).append(noc)
                    yield Name(noc, stems(written, same), "name")
        for said, meant in self.words.fields:
            if meant not in known:
                raise KnowledgeError(f"forms.toml: fields > {said}: nobody is called {meant!r}")
            for noc in known[meant]:
                yield Name(noc, stems(said, same), "field")

    @cached_property
    def old_codes(self) -> Mapping[str, tuple[str, ...]]:
        """Four-digit codes of NOC 2016 and the unit groups that took over, nearest first."""
        from knowledge.occupations.files import old_codes

        path = self.folder / "old-codes" / "noc-2016.toml"
        result: dict[str, tuple[str, ...]] = {}
        for code, entry in old_codes(path).items():
            for noc in entry.now:
                if noc not in self.groups:
                    raise KnowledgeError(f"{path.name}: old > {code}: {noc} is no unit group")
            result[code] = tuple(entry.now)
        return result

    @cached_property
    def words(self) -> WordLists:
        """The word lists, folded."""
        from knowledge.occupations import files

        folder = self.folder / "words"
        beside = files.beside(folder / "beside.toml")
        forms = files.forms(folder / "forms.toml")
        roles = files.roles(folder / "roles.toml")
        for name, role in roles.items():
            for noc in (code for codes in role.leads_to.values() for code in codes):
                if noc not in self.groups:
                    raise KnowledgeError(f"roles.toml: role > {name}: {noc} is no unit group")
        same = {_one(short): _plain(full) for short, full in forms.same.items()}
        return WordLists(
            stop=_folded(beside.stop),
            ordinary=_folded(beside.ordinary) | _folded(beside.topics),
            topics=_folded(beside.topics),
            neutral=_folded(beside.neutral),
            places=_folded(beside.places),
            claims=_phrases(beside.claims, "personal"),
            loose_claims=_phrases(beside.claims, "personal", "loose"),
            job_words=_folded(beside.job_words),
            owners=_folded(beside.owners),
            relations=_folded(beside.relations, "any"),
            whose=_folded(beside.relations, "whose"),
            degrees=_folded(beside.relations, "degrees"),
            third_person=_phrases(beside.relations, "does"),
            met=_phrases(beside.relations, "met"),
            everyday=_folded(beside.everyday),
            negators=_phrases(beside.negators, "any"),
            inverted=_folded(beside.negators, "inverted"),
            asking=_folded(beside.negators, "asking"),
            between=_folded(beside.negators, "between"),
            chain=_folded(beside.negators, "chain"),
            joiners=_folded(beside.negators, "joiners"),
            links=_folded(beside.links, "any"),
            ties=_folded(beside.links, "ties"),
            ties_before=_folded(beside.links, "ties_before"),
            turns=_folded(beside.links, "turns"),
            articles=_folded(beside.links, "articles"),
            sites=_folded(beside.links, "sites"),
            employers=_folded(beside.links, "employers"),
            working=_folded(beside.links, "working"),
            premises=_folded(beside.premises),
            double=_folded(beside.double),
            same=same,
            kin=_kin(forms.kin, same),
            verbs={
                form: tuple(word for agent in agents for word in stems(agent, same))
                for verb, agents in forms.verbs.items()
                for form in _inflected(verb)
            },
            fields=tuple(forms.fields.items()),
            roles={
                "".join(stems(word, same)): name
                for name, role in roles.items()
                for word in role.words
            },
            role_verbs={
                form: name
                for name, role in roles.items()
                for verb in role.verbs
                for form in _inflected(verb)
            },
            leads_to={
                name: {start: tuple(codes) for start, codes in role.leads_to.items()}
                for name, role in roles.items()
            },
        )


def _unit_group(noc: str, entry: GroupRow) -> UnitGroup:
    called_en, called_fr = (next(iter(names), "") for names in (entry.en, entry.fr))
    return UnitGroup(noc, entry.title_en, entry.title_fr, entry.near, called_en, called_fr)


def _title_words(title: str, same: Mapping[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """A title whole, and without what it says in brackets."""
    shapes = [stems(title, same)]
    if "(" in title:
        shapes.append(stems(title.partition("(")[0], same))
    return shapes


def _plain(text: str) -> tuple[str, ...]:
    return stems(text, {})


def _one(text: str) -> str:
    return "".join(_plain(text))


def _folded(table: Mapping[str, Iterable[str]], *keys: str) -> frozenset[str]:
    chosen = keys or tuple(table)
    return frozenset(_one(word) for key in chosen for word in table[key])


def _phrases(table: Mapping[str, Iterable[str]], *keys: str) -> frozenset[tuple[str, ...]]:
    return frozenset(_plain(text) for key in keys for text in table[key])


def _kin(
    families: Mapping[str, Iterable[str]], same: Mapping[str, tuple[str, ...]]
) -> Mapping[str, frozenset[str]]:
    related: dict[str, frozenset[str]] = {}
    for family in families.values():
        members = frozenset(word for text in family for word in stems(text, same))
        for member in members:
            related[member] = related.get(member, frozenset()) | (members - {member})
    return related


def _inflected(verb: str) -> set[str]:
    """The forms of a verb a person may use of himself: "fix", "fixes", "fixing", "fixed"."""
    base = fold(verb)[0]
    short = base.removesuffix("e")
    doubled = base + base[-1]
    forms = {base, f"{base}s", f"{short}ing", f"{short}ed", f"{doubled}ing", f"{doubled}ed"}
    return {stem(form) for form in forms}


@lru_cache(maxsize=4)
def shelf(folder: Path) -> Shelf:
    """The shelf of that folder, opened once."""
    return Shelf(folder)
