"""One SQL: what is made of a statement for each engine, and that none is there in vain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

import bot.storage
from bot.storage.statements import Column, Engine, Written, migrations, numbered, statements, write

ENGINES: tuple[Engine, ...] = ("sqlite", "postgres")
CODE = "".join(file.read_text("utf-8") for file in Path(bot.storage.__file__).parent.rglob("*.py"))


def table(name: str, columns: Sequence[Column]) -> str:
    """A list of rows in no engine's words."""
    return f"<{name}: {', '.join(f'{column} {kind}' for column, kind in columns)}>"


@pytest.mark.parametrize(
    ("statement", "engine", "parts"),
    [
        pytest.param("select :a;", "sqlite", ["select :a"], id="one part loses its end"),
        pytest.param("select 1;\n\nselect 2;", "sqlite", ["select 1", "select 2"], id="two parts"),
        pytest.param("-- why; and how\nselect 1;", "postgres", ["select 1"], id="comments go"),
        pytest.param("--postgres select 1;", "sqlite", [], id="nothing to do on SQLite"),
        pytest.param("--postgres select 1;", "postgres", ["select 1"], id="but on PostgreSQL"),
        pytest.param(
            "select 1\n    --postgres for update\nwhere true;",
            *("postgres", ["select 1\n    for update\nwhere true"]),
            id="a line for one engine in the middle",
        ),
        pytest.param(
            "-- list told: id bigint, word text\nselect id from :told;",
            *("sqlite", ["select id from <told: id bigint, word text>"]),
            id="a list is a table",
        ),
    ],
)
def test_a_statement_in_the_words_of_an_engine(
    statement: str, engine: Engine, parts: list[str]
) -> None:
    assert list(write(statement, engine, table).parts) == parts


def test_a_name_has_one_number_in_all_parts_and_types_are_no_names() -> None:
    places: dict[str, int] = {}
    assert numbered("select :a, :b::text", places) == "select $1, $2::text"
    assert numbered("select :c, :b", places) == "select $3, $2"
    assert list(places) == ["a", "b", "c"]


@pytest.mark.parametrize("name", statements())
def test_every_statement_is_called_and_says_the_same_to_both_engines(name: str) -> None:
    """But for those that say nothing to one of them."""
    assert f'"{name}"' in CODE
    written = [write(statements()[name], engine, table) for engine in ENGINES]
    verbs = [_verbs(each) for each in written if each.parts]
    assert verbs
    assert len(set(map(tuple, verbs))) == 1 or name == "personal_columns"


def _verbs(written: Written) -> list[str]:
    return [verb for part in written.parts for verb in re.findall(r"^(\w+)", part, re.M)]


def test_a_common_migration_has_only_types_that_sqlite_keeps() -> None:
    for text in migrations("sqlite"):
        assert not re.search(r"\b(timestamptz|boolean)\b", re.sub("--.*", "", text))
