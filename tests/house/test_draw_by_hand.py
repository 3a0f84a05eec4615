"""The draw that the README adds by hand is one that the facts take."""

from __future__ import annotations

import re
import shutil
from datetime import timedelta
from pathlib import Path

from knowledge.shelf import DATA, load
from tests.house.readme import README


def test_the_draw_in_the_readme_is_taken_after_the_newest(tmp_path: Path) -> None:
    newest = load().draws.draws[-1]
    draw, source = re.findall(r"```toml\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    number, day = str(int(newest.number) + 1), newest.drawn_on + timedelta(days=1)
    draw = re.sub(r'number = "\d+"', f'number = "{number}"', draw)
    draw = re.sub(r"drawn_on = \S+", f"drawn_on = {day}", draw)
    source = re.sub(r"seen_on = \S+", f"seen_on = {day}", source)

    data = shutil.copytree(DATA, tmp_path / "data")
    year = data / "draws" / f"{day.year}.toml"
    before = year.read_text("utf-8") if year.exists() else ""
    year.write_text(f"{before}\n{draw}", "utf-8")
    sources = data / "draws" / "sources.toml"
    known = re.sub(r"complete_until = \S+", f"complete_until = {day}", sources.read_text("utf-8"))
    sources.write_text(f"{known}\n{source}", "utf-8")

    added = load(data).draws.draws[-1]
    assert (added.number, added.category, added.crs_cutoff) == (number, "trades", 470)
    assert added.tie_break_at is not None
