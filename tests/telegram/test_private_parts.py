"""What of python-telegram-bot we use though it is private: an upgrade must show what went away."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import telegram

from bot.telegram.bot import make_bot

FOLDER = Path(__file__).resolve().parents[2] / "bot"
PRIVATE = {"_post", "_bot_user", "telegram._utils.types"}


def _of_the_library(path: Path) -> set[str]:
    """Private attributes of the bot's own object in that file, and private modules imported."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.ImportFrom(module=str(module)) if module.startswith("telegram."):
                if any(part.startswith("_") for part in module.split(".")):
                    found.add(module)
            case ast.ImportFrom(module="telegram", names=names):
                found |= {name.name for name in names if name.name.startswith("_")}
            case ast.Attribute(value=ast.Name(id="self"), attr=attr) if path.name == "bot.py":
                found |= {attr} if attr.startswith("_") else set()
            case _:
                pass
    return found


def test_the_private_parts_that_we_lean_on_are_these_and_no_others() -> None:
    used = set[str]().union(*map(_of_the_library, FOLDER.rglob("*.py")))
    assert used == PRIVATE


def test_nothing_of_its_extensions_is_loaded() -> None:
    imported = {
        node.module
        for path in FOLDER.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module is not None
    }
    assert not [module for module in imported if module.startswith("telegram.ext")]


@pytest.mark.parametrize("name", sorted(PRIVATE - {"telegram._utils.types"}))
def test_the_installed_version_still_has_it(name: str) -> None:
    assert hasattr(make_bot("1:x", "http://127.0.0.1"), name), telegram.__version__
