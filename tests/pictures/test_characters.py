"""The chart in the terminal; ``python -m tests.pictures.test_characters`` draws it anew."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from bot.ports.pictures import HistoryChart
from bot.reading.understood import Lang
from bot.replies.charts.history_in_characters import NARROWEST, history_characters
from bot.replies.charts.pool_in_characters import pool_characters
from bot.replies.markup import plain
from bot.replies.pictures import drawn as picture
from tests.pictures.scenes import CATEGORIES, LANGS, PROFILES, history_chart, pool_chart, told

FOLDER = Path(__file__).parent / "kept"

SCENES = {
    lang: [
        ("trades", "in the range"),
        ("trades", "far above"),
        ("trades", "far below"),
        ("trades", "no score"),
        ("pnp", "in the range"),
        ("fsw", "nobody"),
    ]
    for lang in LANGS
}


def drawn(lang: Lang) -> str:
    """The kept scenes of a language: with boxes, one in ASCII, and a caption."""
    parts = [
        f"== {category}, {profile}\n{history_characters(history_chart(category, profile, lang))}"
        for category, profile in SCENES[lang]
    ]
    chart = history_chart("trades", "in the range", lang)
    message = told("trades", "in the range")
    found = picture(message, lang, "")
    caption = "" if found is None else plain(found.caption)
    narrow = history_characters(chart, NARROWEST, boxes=False)
    parts += [f"== narrow, in ASCII\n{narrow}", f"== caption\n{caption}"]
    return "\n\n".join(parts) + "\n"


@pytest.mark.parametrize("lang", LANGS)
def test_the_chart_is_the_one_kept(lang: Lang) -> None:
    kept = (FOLDER / f"{lang}.txt").read_text("utf-8")
    assert drawn(lang) == kept, "read the diff; python -m tests.pictures.test_characters takes it"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("category", CATEGORIES)
def test_no_line_is_too_long_and_every_row_is_there(category: str, lang: Lang) -> None:
    for profile, width in product(PROFILES, [20, 48, 72, 100]):
        chart = history_chart(category, profile, lang)
        text = history_characters(chart, width)
        assert "\xa0" not in text
        lines = text.split("\n")
        assert max(map(len, lines)) <= max(width, NARROWEST)
        for row in chart.rows:
            cells = [cell.replace("\xa0", " ") for cell in row.cells]
            assert any(all(cell in line for cell in cells) for line in lines)


@pytest.mark.parametrize("category", CATEGORIES)
def test_without_boxes_an_english_chart_is_ascii(category: str) -> None:
    for profile in PROFILES:
        assert history_characters(history_chart(category, profile, "en"), boxes=False).isascii()


def marks_in_the_field(chart: HistoryChart) -> int:
    field = history_characters(chart).split("\n\n")[1].split("└")[0]
    return sum(map(field.count, "●×◇"))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("crs", [None, 0, 360, 485, 1200])
def test_the_pool_fits_and_holds_every_number(crs: int | None, lang: Lang) -> None:
    chart = pool_chart("445", crs, lang)
    for width in (20, 48, 72, 100):
        text = pool_characters(chart, width)
        lines = text.split("\n")
        assert "\xa0" not in text
        assert max(map(len, lines)) <= max(width, NARROWEST)
        for bar in chart.bars:
            (line,) = [each for each in lines if bar.label.replace("\xa0", " ") in each]
            assert bar.count.replace("\xa0", " ") in line
            assert ("◀" in line) == (bar.mine is not None)
            assert ("░" in line) == bar.wide


def test_longer_bars_are_more_profiles() -> None:
    chart = pool_chart("445", None, "en")
    lines = pool_characters(chart).split("\n")
    lengths = [
        sum(map(next(line for line in lines if bar.label in line).count, "█░"))
        for bar in chart.bars
    ]
    order = sorted(range(len(lengths)), key=lambda at: chart.bars[at].profiles)
    assert [lengths[at] for at in order] == sorted(lengths)
    assert min(lengths) >= 1


def test_without_boxes_the_english_pool_is_ascii() -> None:
    assert pool_characters(pool_chart("445", 485, "en"), boxes=False).isascii()


def test_every_draw_of_a_short_history_has_its_mark() -> None:
    assert marks_in_the_field(history_chart("trades", "in the range", "en")) == 7


def test_a_score_beyond_the_scale_has_no_line() -> None:
    assert "═" in history_characters(history_chart("trades", "in the range", "en"))
    above = history_characters(history_chart("trades", "far above", "en"))
    assert "═" not in above
    below = history_characters(history_chart("trades", "far below", "en"))
    assert "═" not in below
    label = next(line for line in below.split("\n") if "▼" in line)
    assert below.split("\n").index(label) > below.split("\n").index(
        next(line for line in below.split("\n") if line.startswith("400"))
    )


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for language in LANGS:
        (FOLDER / f"{language}.txt").write_text(drawn(language), "utf-8")
