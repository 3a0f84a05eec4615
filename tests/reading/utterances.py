"""The tables of utterances: rows of text, and what must be understood of each."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.reading.understood import Lang, Reading, Understood
from knowledge.profiles import Between, Submission

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PROFILE = ("crs", "noc", "choices", "submitted", "between", "months", "points", "days", "unclear")
OTHERS = ("draw", "category", "year", "topic", "small", "asks", "time", "zone_only", "language")
_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Row:
    """One message and what it must be understood to say."""

    lang: Lang
    text: str
    reading: Reading
    wanted: dict[str, Any] = field(hash=False)
    about: str = ""
    """The title of its part of the table."""

    @property
    def must_ask(self) -> bool:
        """Whether something in it must be asked back or refused."""
        answered = self.wanted["small"] or self.wanted["language"]
        unknown = self.wanted["intent"] == "unknown" and not answered
        return bool(self.wanted["unclear"] or self.wanted["choices"] or unknown)


def rows(lang: Lang) -> Iterator[Row]:
    """The rows of one language's table."""
    for about in tomllib.loads((_FOLDER / f"utterances_{lang}.toml").read_text("utf-8"))["about"]:
        for row in about["rows"]:
            yield _row(lang, dict(row), about["title"])


def tables(lang: Lang) -> dict[str, list[Row]]:
    """The parts of that language's table by their titles."""
    parts = dict[str, list[Row]]()
    for row in rows(lang):
        parts.setdefault(f"{lang}: {row.about}", []).append(row)
    return parts


def _row(lang: Lang, row: dict[str, Any], about: str) -> Row:
    text, on = row.pop("text"), row.pop("on", None)
    reading = Reading(
        NOW,
        row.pop("lang", lang),
        row.pop("expecting", None),
        date.fromisoformat(on) if on else None,
        row.pop("zone", None),
    )
    wanted: dict[str, Any] = dict.fromkeys((*PROFILE, *OTHERS)) | {"intent": "check"} | row
    wanted["unclear"] = set(row.get("unclear", ()))
    return Row(lang, text, reading, wanted, about)


def _written(submission: Submission | None, *, day: bool = True) -> str | None:
    if submission is None:
        return None
    parts = [submission.on.isoformat()] if day else []
    if submission.at is not None:
        parts.append(submission.at.strftime("%H:%M:%S" if submission.to_the_second else "%H:%M"))
    if submission.zone is not None:
        parts.append(submission.zone)
    return " ".join(parts)


def span_of(between: Between | None) -> str | None:
    """The days between which a profile was submitted, as a row writes them."""
    if between is None:
        return None
    ends = (between.since, between.until)
    return "..".join("" if end is None else end.isoformat() for end in ends)


def outcome(understood: Understood, wanted: dict[str, Any]) -> dict[str, Any]:
    """What was understood, in the words of a row.

    ``assumed``, ``person`` and ``declares`` are told where the row asks for them; the readings of
    something unclear where the row names any.
    """
    change = understood.change
    unclear = set()
    for each in understood.unclear:
        short = f"{each.slot} {each.reason}"
        unclear.add(short if short in wanted["unclear"] else " ".join((short, *each.readings)))
    said: dict[str, Any] = {
        "intent": understood.intent,
        "crs": understood.crs,
        "noc": understood.noc,
        "choices": True if understood.occupation_choices else None,
        "submitted": _written(understood.submission),
        "between": span_of(understood.facts.submitted_between),
        "months": understood.experience_months,
        "points": change.crs if change else None,
        "days": change.submitted_days if change else None,
        "unclear": unclear,
        "draw": understood.draw,
        "category": understood.category,
        "year": understood.year,
        "topic": understood.topic,
        "small": understood.small,
        "asks": understood.asks_to_change,
        "time": _written(understood.time_only, day=False),
        "zone_only": understood.zone_only,
        "language": understood.language,
    }
    if "assumed" in wanted:
        said["assumed"] = bool(understood.assumed)
    if "person" in wanted:
        said["person"] = understood.person
    if "declares" in wanted:
        said["declares"] = understood.declares
    return said


def judged(row: Row, understood: Understood) -> str:
    """Understood, asked back, missed, or misread: a wrong value in a profile is the worst."""
    said = outcome(understood, row.wanted)
    wrong = [name for name in said if said[name] != row.wanted[name]]
    if any(said[name] for name in wrong if name in PROFILE and name not in ("unclear", "choices")):
        return "misread"
    if wrong:
        return "missed"
    return "asked back" if row.must_ask else "understood"
