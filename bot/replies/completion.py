"""What somebody may be about to type: a command, or the name of an occupation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from bot.conversation.messages import Remark
from bot.conversation.requests import Command
from bot.reading.occupations.reader import OccupationIndex
from bot.reading.understood import Lang
from bot.replies.markup import plain
from bot.replies.rendering import words
from knowledge.accents import unaccented

MOST = 8
SHORTEST = 3
"""Letters from which on an occupation is looked for."""

_MOST_WORDS = 4
_TOLD = re.compile(r"/(\w+) ([^·(\n]+)")
_LETTERS = re.compile(r"[^\W\d_][^\d,;:.?!]*$")


@dataclass(frozen=True, slots=True)
class Completion:
    """Words that may be meant: they take the place of the last ``replaces`` characters typed."""

    text: str
    replaces: int
    about: str


class Completions:
    """Completes what is typed in one language; names of occupations in the other one as well.

    ``more`` are commands of the place itself, with what they do.
    """

    def __init__(
        self, occupations: OccupationIndex, lang: Lang, more: tuple[tuple[str, str], ...] = ()
    ) -> None:
        self._occupations = occupations
        self._lang = lang
        self._more = more

    def of(self, typed: str) -> tuple[Completion, ...]:
        """At most eight; none where nothing fits."""
        if typed.startswith("/"):
            return self._commands(typed.removeprefix("/"))
        found = _LETTERS.search(typed)
        if found is None:
            return ()
        said = found[0].split(" ")
        for first in range(max(len(said) - _MOST_WORDS, 0), len(said)):
            fragment = " ".join(said[first:])
            if len(fragment) >= SHORTEST and (fitting := self._jobs(fragment)):
                return fitting
        return ()

    def _commands(self, begun: str) -> tuple[Completion, ...]:
        help_text = plain(words((Remark("commands"),), self._lang))
        told = dict(reversed(_TOLD.findall(help_text))) | dict(self._more)
        names = {*get_args(Command), *told}
        return tuple(
            Completion(f"/{name}", len(begun) + 1, told.get(name, "").strip())
            for name in sorted(names)
            if name.startswith(begun.lower())
        )

    def _jobs(self, fragment: str) -> tuple[Completion, ...]:
        """One name of each unit group: those that begin so go first, then shorter ones.

        Of a group's names that fit the first one written counts: misspelled ones come later. Names
        in the person's own language go before those in the other one.
        """
        wanted = _folded(fragment)
        best: dict[str, tuple[bool, bool, int, str]] = {}
        for written, folded, noc, own in _names(self._occupations, self._lang):
            if folded.startswith(wanted) or f" {wanted}" in folded:
                fits = (not folded.startswith(wanted), not own, len(written), written)
                if noc not in best or fits[:2] < best[noc][:2]:
                    best[noc] = fits
        return tuple(
            Completion(written, len(fragment), self._title(noc))
            for (*_, written), noc in sorted((fits, noc) for noc, fits in best.items())[:MOST]
        )

    def _title(self, noc: str) -> str:
        group = self._occupations.group(noc)
        assert group is not None
        return f"{group.title_fr if self._lang == 'fr' else group.title_en} ({noc})"


@lru_cache(maxsize=2)
def _names(occupations: OccupationIndex, lang: Lang) -> tuple[tuple[str, str, str, bool], ...]:
    """Every name as written, as it is compared, whose it is, and whether in the own language."""
    return tuple(
        (written, _folded(written), noc, language == lang)
        for language in sorted(get_args(Lang), key=lambda each: each != lang)
        for noc, written in occupations.called(language)
    )


def _folded(text: str) -> str:
    """Without capitals and accents."""
    return unaccented(text.casefold().replace("’", "'"))
