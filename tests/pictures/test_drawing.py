"""What is drawn: whole, readable, and the same for the same chart."""

from __future__ import annotations

import io
import itertools
import pickle
import subprocess
import sys

import matplotlib
import pytest
from PIL import Image

from bot.pictures import style
from bot.pictures.drawing import DRAWN as YES
from bot.pictures.drawing import FAILED, LENGTH, draw, serve
from bot.ports.pictures import Chart
from tests.pictures.scenes import DRAWN, history_chart

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_BYTES = 150_000
EDGE = 6
"""Pixels at each side that must be paper: whatever stands there is likely to be cut off."""


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


@pytest.mark.parametrize("scene", DRAWN)
def test_a_picture_fits_a_phone_and_nothing_is_cut_off(scene: str) -> None:
    png = draw(DRAWN[scene])
    assert png.startswith(SIGNATURE)
    assert len(png) <= MOST_BYTES
    picture = opened(png)
    wide, high = picture.size
    assert wide == style.WIDTH * style.PIXELS_PER_POINT == 1080
    assert 0.5 * wide <= high <= 1.6 * wide, "a phone shows higher ones smaller"
    inner = picture.crop((EDGE, EDGE, wide - EDGE, high - EDGE))
    frame = picture.copy()
    frame.paste(style.PAPER, (EDGE, EDGE, wide - EDGE, high - EDGE))
    paper = Image.new("RGB", (1, 1), style.PAPER).getpixel((0, 0))
    assert frame.getcolors() == [(wide * high, paper)]
    assert len(inner.getcolors() or ()) > 10


def test_equal_charts_are_equal_pictures() -> None:
    chart, again = (history_chart("trades", "in the range", "fr") for _ in range(2))
    assert chart is not again
    assert draw(chart) == draw(again)
    assert draw(chart) != draw(history_chart("trades", "at the cut-off", "fr"))


def test_the_settings_of_the_machine_change_nothing() -> None:
    chart = DRAWN["trades, in the range, fr"]
    plain = draw(chart)
    with matplotlib.rc_context({"lines.linewidth": 9, "text.color": "red", "font.size": 30}):
        assert draw(chart) == plain
        assert matplotlib.rcParams["font.size"] == 30


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_the_highest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("colour", [style.INK, style.MUTED, style.SERIES, style.YOU, style.STEP])
def test_every_colour_can_be_read(colour: str) -> None:
    assert contrast(colour, style.PAPER) >= 4.5


def test_texts_are_large_enough_for_a_phone() -> None:
    assert min(style.TEXT, style.SMALL, style.TITLE) >= 11


def test_no_two_standings_differ_by_colour_alone() -> None:
    asked = {name: shape for name, shape in style.MARKS.items() if name != "plain"}
    assert len(set(asked.values())) == len(asked)


def exchanged(*charts: bytes) -> list[bytes]:
    """What the drawing process answers to these messages."""
    said = io.BytesIO()
    serve(io.BytesIO(b"".join(charts)), said)
    said.seek(0)
    answers = []
    while head := said.read(LENGTH):
        answers.append(said.read(int.from_bytes(head)))
    return answers


def message(chart: object) -> bytes:
    content = pickle.dumps(chart)
    return len(content).to_bytes(LENGTH) + content


def test_the_process_draws_until_its_input_ends() -> None:
    chart: Chart = DRAWN["one draw only, fr"]
    first, second = exchanged(message(chart), message(chart))
    assert first == second == YES + draw(chart)


def test_a_chart_that_cannot_be_drawn_does_not_stop_the_process() -> None:
    chart: Chart = DRAWN["one draw only, fr"]
    bad, good = exchanged(message("no chart"), message(chart))
    assert bad.startswith(FAILED)
    assert b"Error" in bad
    assert good.startswith(YES + SIGNATURE)


def test_matplotlib_is_imported_only_to_draw() -> None:
    modules = (
        "bot.pictures.gallery, bot.replies.en.pictures, bot.replies.charts.history_in_characters"
    )
    heavy = ("matplotlib", "numpy", "PIL")
    seen = f"import sys, {modules}; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_global_state_of_pyplot_is_used() -> None:
    draw(DRAWN["one draw only, fr"])
    assert "matplotlib.pyplot" not in sys.modules


def test_the_scenes_differ() -> None:
    for one, other in itertools.combinations(DRAWN.values(), 2):
        assert one != other
