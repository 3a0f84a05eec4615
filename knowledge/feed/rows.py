"""One row of the feed, strictly checked: the border between IRCC's texts and our values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from html import unescape
from typing import Annotated
from unicodedata import category

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from knowledge.feed.dates import read_day

_NUMBER = re.compile(r"[1-9][0-9]{0,5}[a-z]?")
_AMOUNT = re.compile(r"[0-9]{1,3}(?:[,\s][0-9]{3}){1,2}|[0-9]{1,7}")
_LINK = re.compile(r"""href\s*=\s*["']([^"']+)["']""", re.IGNORECASE)
_PATH = re.compile(r"/[\w.-][\w./?=&%#:+~-]*", re.ASCII)

_SITE = "https://www.canada.ca"
_INNER = "/content/canadasite"
"""The site's inner prefix: about half of the rows link through it, the pages do without."""


def _plain(value: object) -> object:
    """A whole number as its text, a text without invisible characters and blanks at its ends."""
    if type(value) is int and abs(value) < 10**9:
        return str(value)
    return _visible(value) if isinstance(value, str) else value


def _visible(text: str) -> str:
    if text.isascii():  # nearly every field, and no ASCII letter is invisible
        return text.strip()
    return "".join(letter for letter in text if category(letter) != "Cf").strip()


def _number(value: object) -> object:
    text = _plain(value)
    if isinstance(text, str) and not _NUMBER.fullmatch(text := text.lower()):
        raise PydanticCustomError("draw_number", "is no draw number")
    return text


def _amount(value: object) -> object:
    if type(value) is str and len(value) <= 7 and value.isascii() and value.isdecimal():
        return int(value)  # most of them, and twenty in every row
    text = _plain(value)
    if not isinstance(text, str) or not _AMOUNT.fullmatch(text):
        raise PydanticCustomError("amount", "is no whole number")
    return int(re.sub(r"[,\s]", "", text))


def _name(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = _visible(value)
    if not text:
        raise PydanticCustomError("name", "is empty")
    if text.isascii() and text.isprintable():
        return text
    if any(category(letter) == "Cs" for letter in text):
        raise PydanticCustomError("name", "holds half a letter, which no text can store")
    return "".join(" " if category(letter) == "Cc" else letter for letter in text)


Amount = Annotated[int, BeforeValidator(_amount)]


class FeedRow(BaseModel):
    """What a row must hold to be a draw at all; further fields are read where they are wanted."""

    model_config = ConfigDict(strict=True, frozen=True)

    number: Annotated[str, BeforeValidator(_number), Field(alias="drawNumber")]
    name: Annotated[str, BeforeValidator(_name), Field(alias="drawName", max_length=300)]
    itas: Annotated[Amount, Field(alias="drawSize", gt=0)]
    crs_cutoff: Annotated[Amount, Field(alias="drawCRS")]
    tie_break: Annotated[str | None, Field(alias="drawCutOff")]


_FIELDS = tuple(str(field.alias) for field in FeedRow.model_fields.values())
_COUNTS: TypeAdapter[dict[str, int]] = TypeAdapter(dict[str, Amount])


class WrongFieldError(Exception):
    """A field that cannot be used, its value, and why."""

    def __init__(self, field: str, value: object, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.value = value
        self.reason = reason


def read_row(raw: Mapping[str, object]) -> FeedRow:
    """The row's draw. Raises WrongFieldError for the first field that is wrong."""
    try:
        return FeedRow.model_validate({name: raw[name] for name in _FIELDS if name in raw})
    except ValidationError as error:
        raise _first_wrong(error) from error


def read_drawn_on(raw: Mapping[str, object]) -> tuple[date, WrongFieldError | None]:
    """The day of the row's draw, and what is wrong with its other spelling.

    The date in words is right where the two differ: in April 2023 rows came with a day-first
    ``drawDate``. Raises WrongFieldError where neither can be read.
    """
    days, wrong = {}, {}
    for field in ("drawDateFull", "drawDate"):
        text = _plain(raw.get(field))
        try:
            days[field] = read_day(text if isinstance(text, str) else "")
        except ValueError as error:
            wrong[field] = WrongFieldError(field, raw.get(field), str(error))
    if not days:
        raise wrong["drawDateFull"]
    found = next(iter(days.values()))
    if len(days) == 2 and found != days["drawDate"]:
        return found, WrongFieldError("drawDate", raw.get("drawDate"), f"is not {found}")
    return found, next(iter(wrong.values()), None)


def read_counts(raw: Mapping[str, object], fields: tuple[str, ...]) -> dict[str, int]:
    """The profiles by field. Raises WrongFieldError for the first field that is wrong."""
    for name in fields:
        if name not in raw:
            raise WrongFieldError(name, None, "is missing")
    try:
        return _COUNTS.validate_python({name: raw[name] for name in fields})
    except ValidationError as error:
        raise _first_wrong(error) from error


def readable_number(raw: Mapping[str, object]) -> str | None:
    """The draw's number where it can be read, though the row as a whole cannot."""
    try:
        number = _number(raw.get("drawNumber"))
    except PydanticCustomError:
        return None
    return number if isinstance(number, str) else None


def page_href(link: object) -> str | None:
    """The address of a draw's official page, from the link in its row.

    None where there is no link, or one that leads away from the ministry's site.
    """
    found = _LINK.search(link) if isinstance(link, str) else None
    if found is None:
        return None
    path = unescape(found[1]).strip().removeprefix(_SITE).removeprefix(_INNER)
    return f"{_SITE}{path}" if _PATH.fullmatch(path) else None


def _first_wrong(error: ValidationError) -> WrongFieldError:
    details = error.errors(include_url=False)
    first = details[0]
    missing = first["type"] == "missing"
    reason = "is missing" if missing else first["msg"]
    if len(details) > 1:
        reason += f" (and {len(details) - 1} more fields are wrong)"
    return WrongFieldError(str(first["loc"][0]), None if missing else first["input"], reason)
