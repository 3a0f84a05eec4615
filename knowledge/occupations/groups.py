"""Unit groups: the classes of the National Occupational Classification, and how they are called."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """One occupation class of NOC 2021: its five-digit code and both official titles.

    ``near`` is the code of the listed trade it is most easily mistaken for, where there is one.
    ``called_en`` and ``called_fr`` are what people call it first, empty where nothing is noted.
    """

    noc: str
    title_en: str
    title_fr: str
    near: str | None
    called_en: str = ""
    called_fr: str = ""

    @property
    def short_en(self) -> str:
        """Its name in a sentence: welder, not "Welders and related machine operators"."""
        return _short(self.title_en, self.called_en, "other")

    @property
    def short_fr(self) -> str:
        """The same in French."""
        return _short(self.title_fr, self.called_fr, "autres")

    @property
    def teer(self) -> int:
        """Training, Education, Experience and Responsibilities level: the code's second digit."""
        return int(self.noc[1])


def _short(title: str, called: str, other: str) -> str:
    """What people call it first, but the title of a group that holds what is left of others."""
    if called and other not in title.lower():
        return called
    first = _TITLE_GOES_ON.split(title, maxsplit=1)[0]
    return first if first[1:2].isupper() else f"{first[:1].lower()}{first[1:]}"


_TITLE_GOES_ON = re.compile(r"\s*[,(]|\s-\s")
