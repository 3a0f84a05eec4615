"""The occupation files as frozen values, and the titles that were imported beside them.

A mistake in a file raises KnowledgeError with the file, the place in it and what is wrong. What
opens and checks the files is imported with the first of them: it takes longer than all the rest,
and nobody needs it who has a snapshot.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from knowledge.occupations.groups import UnitGroup
from knowledge.parameters import KnowledgeError

if TYPE_CHECKING:
    from knowledge.occupations.rows import GroupRow

DATA = Path(__file__).parents[1] / "data" / "occupations"

Language = Literal["en", "fr", "es", "tl", "hi", "pa"]
LANGUAGES: tuple[Language, ...] = ("en", "fr", "es", "tl", "hi", "pa")


class Shelf:
    """The occupation files of one folder, each read when it is first needed.

    ``titles`` is the file of imported example titles, None where there are none.
    """

    def __init__(self, folder: Path = DATA, titles: Path | None = None) -> None:
        self.folder = folder
        self.titles = titles
        self.titles_problem: KnowledgeError | None = None
        """Why imported titles were left out; known once they were needed."""
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

    @cached_property
    def imported(self) -> tuple[tuple[str, str], ...]:
        """Code and title of the imported titles of known groups; none when they are damaged."""
        if self.titles is None:
            return ()
        from knowledge.occupations.title_file import stored_titles

        try:
            return tuple(row for row in stored_titles(self.titles) if row[0] in self.groups)
        except KnowledgeError as error:
            self.titles_problem = error
            return ()

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


def _unit_group(noc: str, entry: GroupRow) -> UnitGroup:
    called_en, called_fr = (next(iter(names), "") for names in (entry.en, entry.fr))
    return UnitGroup(noc, entry.title_en, entry.title_fr, entry.near, called_en, called_fr)


@lru_cache(maxsize=1)
def shelf() -> Shelf:
    """The packaged files, opened once."""
    return Shelf()
