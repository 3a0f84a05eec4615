"""A dictionary by a kind of thing has every thing of that kind: mypy does not see a missing key.

One that leaves some out on purpose says so by its type: its keys are any ``str``.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any, Literal, get_args, get_origin

import bot
import knowledge
from tests.tables import each

MODULES = tuple(
    importlib.import_module(found.name)
    for package in (bot, knowledge)
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    if not found.name.endswith("__main__")
)
KINDS = {
    name: kind
    for module in MODULES
    for name, kind in vars(module).items()
    if get_origin(kind) is Literal
}
_BY_A_NAME = re.compile(r"\b(?:dict|Mapping|MappingProxyType)\[(\w+), ")
_ENGLISH = re.compile(r"(?<![a-z])en(?![a-z])")

Table = tuple[str, Mapping[Any, Any], frozenset[Any]]


def by_a_kind() -> Iterator[Table]:
    """Every dictionary of a module by its name, with the keys that it must have."""
    for module in MODULES:
        for name, annotation in vars(module).get("__annotations__", {}).items():
            by = _BY_A_NAME.search(str(annotation))
            kind = by and (vars(module).get(by[1]) or KINDS.get(by[1]))
            if get_origin(kind) is Literal and isinstance(vars(module).get(name), Mapping):
                yield f"{module.__name__}.{name}", vars(module)[name], frozenset(get_args(kind))


def of_two_languages() -> Iterator[Table]:
    """Every dictionary of English words by its name, with the keys of the same in French."""
    modules = {module.__name__: module for module in MODULES}
    for english in MODULES:
        french = modules.get(_ENGLISH.sub("fr", english.__name__))
        if french is not None and french is not english:
            for name, table in _tables(english):
                twin = vars(french).get(name)
                if isinstance(twin, dict):
                    yield f"{english.__name__}.{name}", table, frozenset(twin)


def _tables(module: ModuleType) -> list[tuple[str, dict[Any, Any]]]:
    return [(n, found) for n, found in vars(module).items() if n.isupper() and type(found) is dict]


def test_a_dictionary_by_a_kind_has_all_of_it() -> None:
    assert len(KINDS) > 10
    each(by_a_kind(), _has_its_keys, lambda table: table[0])


def test_what_is_worded_in_english_is_worded_in_french() -> None:
    each(of_two_languages(), _has_its_keys, lambda table: table[0])


def _has_its_keys(table: Table) -> None:
    _, found, keys = table
    assert set(found) == keys
