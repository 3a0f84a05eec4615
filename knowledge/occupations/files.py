"""Opens the occupation files, strictly checked: TOML in, rows of the right shape out.

A mistake in a file raises KnowledgeError with the file, the place in it and what is wrong.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from knowledge.occupations.rows import GroupRow, GroupsFile, OccupationFile, OldCode, OldCodesFile
from knowledge.parameters import KnowledgeError

_M = TypeVar("_M", bound=OccupationFile)


def _read(path: Path, model: type[_M]) -> _M:
    try:
        return model.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{path.name}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = " > ".join(str(part) for part in first["loc"])
        raise KnowledgeError(f"{path.name}: {where}: {first['msg']}") from error


def group_rows(path: Path) -> Mapping[str, GroupRow]:
    """The unit groups of a file NN.toml, whose codes all begin with NN."""
    entries = _read(path, GroupsFile).group
    for noc in entries:
        if not noc.startswith(path.stem):
            raise KnowledgeError(f"{path.name}: group > {noc}: belongs into {noc[:2]}.toml")
    return entries


def old_codes(path: Path) -> Mapping[str, OldCode]:
    """The concordance of four-digit codes."""
    return _read(path, OldCodesFile).old
