"""Modules are short, and their names say what they hold."""

from pathlib import Path

from tests.tables import each

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES = 400
MOST_MODULES = 25
THOUGHTLESS = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
LONG_ON_PURPOSE = {
    # A language is one match over all messages, read from top to bottom like a script.
    "bot/replies/en/sentences.py",
    "bot/replies/fr/sentences.py",
}
MODULES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("bot", "knowledge", "tests")
    for path in (ROOT / folder).rglob("*.py")
)


def test_a_module_is_short_and_named_by_what_it_holds() -> None:
    each(MODULES, _is_short_and_well_named)


def _is_short_and_well_named(module: str) -> None:
    lines = len((ROOT / module).read_text(encoding="utf-8").splitlines())
    if module not in LONG_ON_PURPOSE and not module.startswith("tests/"):
        assert lines <= MOST_LINES, f"{module} has {lines} lines; split it by what it is about"
    assert Path(module).stem not in THOUGHTLESS, f"{module}: name it by what it holds"
    assert not THOUGHTLESS & set(Path(module).parent.parts), f"{module}: name its folder better"


def test_only_modules_that_exist_may_be_long() -> None:
    gone = {name for name in LONG_ON_PURPOSE if not (ROOT / name).exists()}
    assert gone <= {"bot/replies/fr/sentences.py"}, "drop it from LONG_ON_PURPOSE"


def test_a_folder_is_seen_at_a_glance() -> None:
    each(sorted({path.parent for path in map(Path, MODULES)}), _holds_few_modules)


def _holds_few_modules(folder: Path) -> None:
    modules = sum(Path(module).parent == folder for module in MODULES)
    assert modules <= MOST_MODULES, f"{folder} has {modules} modules; give some a folder"
