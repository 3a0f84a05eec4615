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
_Listed = dict[str, list[_Text]]


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


class BesideFile(OccupationFile):
    """Words around occupations."""

    stop: _Listed
    ordinary: _Listed
    topics: _Listed
    neutral: _Listed
    places: _Listed
    claims: _Listed
    job_words: _Listed
    owners: _Listed
    relations: _Listed
    everyday: _Listed
    negators: _Listed
    links: _Listed
    premises: _Listed
    double: _Listed


class FormsFile(OccupationFile):
    """Second spellings, kin, verbs and fields of work."""

    same: dict[str, _Text]
    kin: _Listed
    verbs: _Listed
    fields: dict[str, _Text]


class RoleRow(_Strict):
    """A role: its words, its verbs, and where it leads by the start of the trade's code."""

    words: list[_Text]
    leads_to: dict[str, list[_Code]]
    verbs: list[_Text] = []


class RolesFile(OccupationFile):
    """The roles by their own names."""

    role: dict[str, RoleRow]
