"""Every pattern in the code of some packages: ``python -m tests.house.patterns bot knowledge``.

All modules are imported, and what Python's ``re`` is asked to read meanwhile is written down with
its line. Then everything that keeps a pattern for later is asked for it: objects with a cached
pattern, functions without parameters that give one. What is written inside a function and was not
read by then is put together from the source, "x" standing for what only a call can tell. A call
whose pattern cannot be found in any of these ways is an error.
"""

from __future__ import annotations

import ast
import gc
import importlib
import inspect
import json
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

_FLAGS_AT = {"compile": 1, "split": 3, "sub": 4, "subn": 4} | dict.fromkeys(
    ("search", "match", "fullmatch", "findall", "finditer"), 2
)  # what hands a pattern over, and which of its parameters are the flags
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Written:
    """A pattern, and the line of code that hands it to Python."""

    pattern: str
    flags: int
    where: str


def written(*packages: str, path: Iterable[Path] = ()) -> tuple[Written, ...]:
    """Every pattern in the packages' code, found by a fresh Python."""
    found = subprocess.run(
        [sys.executable, "-m", "tests.house.patterns", *packages],
        env={"PYTHONPATH": ":".join(map(str, (_ROOT, *path))), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    if found.returncode:
        raise LookupError(found.stderr)
    return tuple(Written(**one) for one in json.loads(found.stdout))


class _Read:
    """What ``re`` is asked to read, each with the line that asks."""

    def __init__(self) -> None:
        self.lines = dict[tuple[str, int], set[tuple[str, int]]]()
        self._compile: Any = re._compile  # type: ignore[attr-defined]

    def __call__(self, pattern: Any, flags: Any) -> Any:
        frame = sys._getframe(1)
        while frame.f_code.co_filename == re.__file__ and frame.f_back is not None:
            frame = frame.f_back
        found = self._compile(pattern, flags)
        if isinstance(found.pattern, str):
            line = frame.f_code.co_filename, frame.f_lineno
            self.lines.setdefault(line, set()).add((found.pattern, found.flags))
        return found


def _modules(packages: Iterable[str]) -> Iterator[ModuleType]:
    for name in packages:
        package = importlib.import_module(name)
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"{name}."):
            yield importlib.import_module(found.name)


def _ask_what_keeps_one(modules: Iterable[ModuleType], names: tuple[str, ...]) -> None:
    for kept in gc.get_objects():
        kind = type(kept)
        if not str(kind.__module__).startswith(names):
            continue
        for name, value in vars(kind).items():
            if isinstance(value, cached_property) and _gives_one(value.func):
                getattr(kept, name)
    for module in modules:
        for value in vars(module).values():
            made = inspect.unwrap(value) if callable(value) else None
            if inspect.isfunction(made) and _gives_one(made) and not made.__code__.co_argcount:
                made()


def _gives_one(made: Any) -> bool:
    return "Pattern" in str(made.__annotations__.get("return", ""))


def _in_functions(module: ModuleType, read: _Read) -> Iterator[Written]:
    file = str(module.__file__)
    for call in ast.walk(ast.parse(Path(file).read_text("utf-8"))):
        if isinstance(call, ast.ImportFrom) and call.module == "re":
            raise LookupError(f"{file}:{call.lineno}: write re.NAME, or the call is not found")
        match call:
            case ast.Call(func=ast.Attribute(value=ast.Name("re"), attr=name)) if name in _FLAGS_AT:
                lines = range(call.lineno, (call.end_lineno or call.lineno) + 1)
                if any((file, line) in read.lines for line in lines):
                    continue
                pattern = _put_together(call.args[0], module)
                if not pattern.strip("x|"):
                    raise LookupError(f"{file}:{call.lineno}: nobody can read this pattern")
                at = _FLAGS_AT[name]
                flags = [one.value for one in call.keywords if one.arg == "flags"]
                flags += call.args[at : at + 1]
                yield Written(
                    pattern,
                    int(_value(flags[0], module)) if flags else 0,
                    f"{module.__name__}:{call.lineno}",
                )


def _put_together(node: ast.expr, module: ModuleType) -> str:
    match node:
        case ast.JoinedStr(parts):
            return "".join(_put_together(part, module) for part in parts)
        case ast.BinOp(left, ast.Add(), right):
            return _put_together(left, module) + _put_together(right, module)
        case ast.Call(ast.Attribute(ast.Constant(str(between)), "join"), [ast.List(parts)]):
            return between.join(_put_together(part, module) for part in parts)
        case ast.FormattedValue(node):
            return _put_together(node, module)
        case _:
            pass
    with suppress(Exception):
        return str(_value(node, module))
    return "x"


def _value(node: ast.expr, module: ModuleType) -> Any:
    return eval(compile(ast.Expression(node), "", "eval"), dict(vars(module)))


def _main(packages: list[str]) -> None:
    read = _Read()
    re._compile = read  # type: ignore[attr-defined]
    modules = tuple(_modules(packages))
    _ask_what_keeps_one(modules, tuple(packages))
    files = {str(module.__file__): module.__name__ for module in modules}
    found = [
        Written(pattern, flags, f"{files[file]}:{line}")
        for (file, line), patterns in read.lines.items()
        if file in files
        for pattern, flags in sorted(patterns)
    ]
    found += [one for module in modules for one in _in_functions(module, read)]
    json.dump([asdict(one) for one in found], sys.stdout)


if __name__ == "__main__":
    _main(sys.argv[1:])
