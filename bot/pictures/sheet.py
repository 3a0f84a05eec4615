"""A sheet of paper for a picture: points from the top left corner, texts that can be measured."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import matplotlib
from matplotlib import patheffects
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from PIL import Image

from bot.pictures import style
from bot.ports.pictures import Axis, Standing

_INCH = 72
_COLOURS = 64


class Box(NamedTuple):
    """A rectangle on the sheet; ``top`` is less than ``bottom``."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: Box) -> float:
        """The area that both cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(wide, 0.0) * max(high, 0.0)

    def across(self, axis: Axis, value: int) -> float:
        """Where a value of an axis lies from left to right."""
        return self.left + axis.place(value) * (self.right - self.left)

    def up(self, axis: Axis, value: int) -> float:
        """Where a value of an axis lies from the bottom to the top."""
        return self.bottom - axis.place(value) * (self.bottom - self.top)


@lru_cache(maxsize=64)
def font(size: float, *, bold: bool) -> FontProperties:
    """DejaVu Sans as it comes with matplotlib, whatever else the machine has."""
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return FontProperties(fname=Path(matplotlib.get_data_path(), "fonts", "ttf", name), size=size)


class Sheet:
    """What is drawn on, ``style.WIDTH`` wide and as high as it is cut in the end."""

    def __init__(self) -> None:
        self._figure = Figure(dpi=_INCH * style.PIXELS_PER_POINT, facecolor=style.PAPER)
        FigureCanvasAgg(self._figure)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, style.WIDTH)

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """How wide a text of one line is."""
        wide, _, _ = text_to_path.get_text_width_height_descent(
            text, font(size, bold=bold), ismath=False
        )
        return wide

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        size: float = style.TEXT,
        *,
        colour: str = style.INK,
        bold: bool = False,
        align: Literal["left", "center", "right"] = "left",
        halo: bool = False,
    ) -> None:
        """Write one line; a halo of paper keeps it readable across other marks."""
        written = Text(
            x,
            baseline,
            text,
            color=colour,
            fontproperties=font(size, bold=bold),
            horizontalalignment=align,
            verticalalignment="baseline",
            parse_math=False,
            zorder=5,
        )
        if halo:
            paper = patheffects.withStroke(linewidth=3.5, foreground=style.PAPER)
            written.set_path_effects([paper])
        self._axes.add_artist(written)

    def wrapped(
        self, top: float, text: str, size: float, *, colour: str = style.INK, bold: bool = False
    ) -> float:
        """Write a text over the sheet's width, in as many lines as it takes; where it ends."""
        most = style.WIDTH - 2 * style.MARGIN
        lines = [""]
        for word in text.split(" "):
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self.width(longer, size, bold=bold) > most:
                lines.append(word)
            else:
                lines[-1] = longer
        for line in lines:
            self.text(style.MARGIN, top + size, line, size, colour=colour, bold=bold)
            top += size * style.LINE_HEIGHT
        return top

    def line(
        self,
        xs: list[float],
        ys: list[float],
        colour: str,
        width: float,
        *,
        dashed: bool = False,
        steps: bool = False,
    ) -> None:
        """A line through these places; with steps, each height is kept until the next place."""
        line = Line2D(
            xs,
            ys,
            color=colour,
            linewidth=width,
            linestyle=(0, (5, 3)) if dashed else "-",
            drawstyle="steps-post" if steps else "default",
            solid_joinstyle="miter",
            zorder=2,
        )
        self._axes.add_line(line)

    def levels(self, axis: Axis, field: Box) -> None:
        """A line across a field at each mark of its axis from bottom to top, named at its left."""
        for tick in axis.ticks:
            y = field.up(axis, tick.at)
            self.line([field.left, field.right], [y, y], style.GRID, 0.8)
            self.text(
                field.left - 6, y + 4, tick.label, style.SMALL, colour=style.MUTED, align="right"
            )

    def day_marks(self, days: Axis, field: Box) -> None:
        """The line below a field, with the marks of its days."""
        for tick in days.ticks:
            x = field.across(days, tick.at)
            self.line([x, x], [field.bottom, field.bottom + 4], style.MUTED, 0.8)
            half = self.width(tick.label, style.SMALL) / 2
            middle = min(max(x, field.left + half), field.right - half)
            below = field.bottom + 17
            self.text(middle, below, tick.label, style.SMALL, colour=style.MUTED, align="center")
        self.line([field.left, field.right], [field.bottom, field.bottom], style.MUTED, 1.0)

    def marks(self, places: list[tuple[float, float]], standing: Standing, size: float) -> None:
        """The mark of a standing at these places, about ``size`` across; small ones are bare."""
        hollow, small = standing in style.HOLLOW, size < style.SMALL_MARK
        edge = style.SERIES if hollow or small else style.PAPER
        line = Line2D(
            [x for x, _ in places],
            [y for _, y in places],
            linestyle="none",
            marker=style.MARKS[standing],
            markersize=size * style.MARK_SIZES[standing],
            markerfacecolor=style.PAPER if hollow else style.SERIES,
            markeredgecolor=edge,
            markeredgewidth=0.0 if small and not hollow else 1.5 if hollow and not small else 0.8,
            zorder=4,
        )
        self._axes.add_line(line)

    def rectangle(
        self, box: Box, *, fill: str, edge: str | None = None, hatch: str | None = None
    ) -> None:
        """A filled box, with an outline or a pattern in the colour of its edge."""
        self._axes.add_patch(
            Rectangle(
                (box.left, box.top),
                box.right - box.left,
                box.bottom - box.top,
                facecolor=fill,
                edgecolor=edge or "none",
                linewidth=0 if edge is None else 1.2,
                hatch=hatch,
                zorder=2,
            )
        )

    def png(self, height: float) -> bytes:
        """The sheet, cut at that height. Equal sheets give equal bytes: nothing else is in it."""
        high = round(height)
        self._axes.set_ylim(high, 0)
        self._figure.set_size_inches(style.WIDTH / _INCH, high / _INCH)
        drawn = io.BytesIO()
        self._figure.savefig(drawn, format="rgba", facecolor=style.PAPER)
        size = (round(style.WIDTH) * style.PIXELS_PER_POINT, high * style.PIXELS_PER_POINT)
        pixels = Image.frombytes("RGBA", size, drawn.getvalue())
        # A third of the bytes, and the colours of the style stay exactly what they are.
        few = pixels.convert("RGB").quantize(
            _COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
        )
        written = io.BytesIO()
        few.save(written, format="png")
        return written.getvalue()
