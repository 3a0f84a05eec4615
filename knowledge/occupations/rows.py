"""The occupation files as they are written: strict models that only validate."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

_Code = Annotated[str, StringConstraints(pattern=r"^\d{5}$")]
_OldCode = Annotated[str, StringConstraints(pattern=r"^\d{4}$")]
_Text = Annotated[str, StringConstraints(min_length=1)]
_Name = Annotated[str, StringConstraints(pattern=r"^[^A-Z.,;:()]*[^A-Z.,;:()\s]$")]
_Names = list[_Name]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class _Reference(_Strict):
    title: _Text
    href: _Text
    seen_on: date


class OccupationFile(_Strict):
    """Every occupation file says where its content is from."""

    reference: _Reference


class GroupRow(_Strict):
    """A unit group: its official titles, its names by language and the nearest trade."""

    title_en: _Text
    title_fr: _Text
    en: _Names
    fr: _Names
    es: _Names = []
    tl: _Names = []
    hi: _Names = []
    pa: _Names = []
    near: _Code | None = None


class GroupsFile(OccupationFile):
    """A file NN.toml: the unit groups whose code begins with NN."""

    group: dict[_Code, GroupRow]


class OldCode(_Strict):
    """A unit group of NOC 2016 and those of NOC 2021 that took over, nearest first."""

    title: _Text
    now: Annotated[list[_Code], Field(min_length=1)]


class OldCodesFile(OccupationFile):
    """The concordance of four-digit codes."""

    old: dict[_OldCode, OldCode]
