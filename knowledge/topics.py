"""What the topics of explain state: facts with their figures, and the official pages to link.

No sentence here is ever sent: replies word each fact in their own language and take its figures
from here, so that none of the ministry's numbers stands in a sentence of the program.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from knowledge.parameters import Confidence, KnowledgeError, Reference

Figure = int | str | date | tuple[str | float, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a topic; ``says`` is for whoever looks after it.

    ``since`` and ``until`` are the inclusive days between which it is true, None where no day is
    known.
    """

    id: str
    says: str
    figures: Mapping[str, Figure]
    since: date | None
    until: date | None
    checked_on: date
    confidence: Confidence
    references: tuple[Reference, ...]

    def number(self, name: str) -> int:
        """The whole number of that name. Raises KnowledgeError when the fact has none such."""
        found = self._figure(name)
        if not isinstance(found, int):
            raise KnowledgeError(f"{self.id}: {name} is no whole number")
        return found

    def day(self, name: str) -> date:
        """The day of that name. Raises KnowledgeError when the fact has none such."""
        found = self._figure(name)
        if not isinstance(found, date):
            raise KnowledgeError(f"{self.id}: {name} is no day")
        return found

    def text(self, name: str) -> str:
        """The name or code of that name. Raises KnowledgeError when the fact has none such."""
        found = self._figure(name)
        if not isinstance(found, str):
            raise KnowledgeError(f"{self.id}: {name} is no text")
        return found

    def _figure(self, name: str) -> Figure:
        if name not in self.figures:
            raise KnowledgeError(f"{self.id}: there is no figure {name}")
        return self.figures[name]


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of explain: its facts in the order in which they matter, and the pages to link.

    ``pages`` are ids of official pages, the most useful first.
    """

    id: str
    facts: Mapping[str, Fact]
    pages: tuple[str, ...]

    def __getitem__(self, fact: str) -> Fact:
        """The fact of that id. Raises KnowledgeError when the topic has none such."""
        if fact not in self.facts:
            raise KnowledgeError(f"topic {self.id}: there is no fact {fact}")
        return self.facts[fact]


@dataclass(frozen=True, slots=True)
class OfficialPage:
    """An official page in both languages; None where the one in that language is not known."""

    id: str
    en: str | None
    fr: str | None
    checked_on: date
    confidence: Confidence
    note: str | None = None

    def href(self, lang: str) -> str:
        """The address in that language, else the one there is."""
        wanted, other = (self.fr, self.en) if lang == "fr" else (self.en, self.fr)
        found = wanted or other
        if found is None:
            raise KnowledgeError(f"page {self.id} has no address")
        return found


@dataclass(frozen=True, slots=True)
class DrawPages:
    """The addresses of the pages of single draws from ``from_number`` on, with a {number} each."""

    from_number: int
    en: str
    fr: str


def draw_page(number: str, lang: str, pages: tuple[DrawPages, ...]) -> str:
    """The official page of the draw of that number, in that language."""
    digits = int("".join(filter(str.isdigit, number)))
    found = [page for page in pages if page.from_number <= digits][-1]
    return (found.fr if lang == "fr" else found.en).format(number=number)
