"""Vẽ biểu đồ: a chart as SVG and PNG; the same chart gives the same bytes on any day and in any locale.

Matplotlib is brought in only when a chart is drawn. All letters are set in the font that comes with it, named by its
file, so that no font of the machine gets in.
"""

import logging
import os
import tempfile
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sipas_engine.annexes.chart_names import shortened
from sipas_engine.annexes.charts import Chart, ChartRow

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH_MM = 160
"""Bề rộng hình: the width of a text column on A4."""

_INCH = 25.4
_BAR, _TRACK, _INK, _SOFT, _WARM = "#1f6f8b", "#eef2f5", "#1d2733", "#5b6b7c", "#c8553d"
#: From bad to good, told apart also by those who do not see red and green.
_SHARES = ("#a6611a", "#dfc27d", "#d9d9d9", "#80cdc1", "#018571", "#5e4fa2", "#3288bd")
_NAMES = 0.40
"""Phần dành cho tên: the share of the width that names take."""

_FIGURES = 0.09
"""Phần dành cho số: the share of the width that the printed figures take, on the right."""

_LETTER_MM = 0.2
"""Bề rộng một chữ: of a letter of 1 point, a little more than the mean of Vietnamese text."""


@lru_cache(maxsize=32)
def as_svg(chart: Chart) -> bytes:
    """Biểu đồ SVG: letters as outlines, so that it looks alike everywhere."""
    content = BytesIO()
    _figure(chart).savefig(
        content, format="svg", metadata={"Date": None, "Creator": None, "Title": chart.title}
    )
    return content.getvalue()


@lru_cache(maxsize=32)
def as_png(chart: Chart, dots_per_inch: int = 180) -> bytes:
    """Biểu đồ PNG: for Word; bears neither time nor the name of a program."""
    content = BytesIO()
    _figure(chart).savefig(content, format="png", dpi=dots_per_inch, metadata={"Software": None})
    return content.getvalue()


@lru_cache(maxsize=1)
def plotting_library() -> Any:
    """Thư viện vẽ: Matplotlib with settings of ours; its cache of fonts goes into a folder of the moment."""
    kept = os.environ.get("MPLCONFIGDIR")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MPLCONFIGDIR"] = folder
        try:
            import matplotlib

            logging.getLogger("matplotlib.font_manager").setLevel(
                logging.ERROR
            )  # it says that it looks for fonts
            import matplotlib.figure
            import matplotlib.font_manager
        finally:
            if kept is None:
                del os.environ["MPLCONFIGDIR"]
            else:
                os.environ["MPLCONFIGDIR"] = kept
    matplotlib.rcdefaults()
    matplotlib.rcParams.update({"svg.hashsalt": "vanthu", "svg.fonttype": "path", "path.simplify": False})
    return matplotlib


@lru_cache(maxsize=8)
def chart_font(size: float, bold: bool = False) -> Any:
    """Phông chữ của hình: the one that comes with the library, by its file."""
    library = plotting_library()
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    path = Path(library.get_data_path()) / "fonts" / "ttf" / name
    return library.font_manager.FontProperties(fname=str(path), size=size)


def _figure(chart: Chart) -> "Figure":
    draw = _DRAWN[chart.kind]
    columns = chart.columns
    rows = max(1, ceil(len(chart.rows) / columns))
    dense = columns > 1 or rows > 25
    size = 6.0 if dense else 8.0
    height = (3.3 if dense else 7.6) * rows
    head = 8.0 if chart.legend else 2.0
    foot = 7.0
    whole = head + height + foot
    figure: Figure = plotting_library().figure.Figure(
        figsize=(WIDTH_MM / _INCH, whole / _INCH), facecolor="white"
    )
    for column in range(columns):
        part = chart.rows[column * rows : (column + 1) * rows]
        across = 1 / columns
        left = across * (column + _NAMES)
        axes = figure.add_axes((left, foot / whole, across * (1 - _NAMES - _FIGURES), height / whole))
        axes.set_ylim(rows - 0.5, -0.5)
        axes.set_xlim(*chart.axis)
        letters = int(WIDTH_MM * across * (_NAMES - 0.01) / (size * _LETTER_MM))
        beside: dict[str, Any] = {"va": "center", "color": _INK, "transform": axes.get_yaxis_transform()}
        for place, row in enumerate(part):
            name = shortened(row.name, letters, lines=1 if dense else 2)
            axes.text(-0.02, place, name, ha="right", fontproperties=chart_font(size), **beside)
            if chart.kind in ("dots", "changes", "ranges"):
                axes.text(
                    1.14, place, row.figure, ha="right", fontproperties=chart_font(size - 0.5), **beside
                )
        draw(axes, chart, part, size)
        _scale(axes, chart, rows, size)
    if chart.legend:
        _legend(figure, chart, whole)
    return figure


def _scale(axes: "Axes", chart: Chart, rows: int, size: float) -> None:
    """The scale below, in our own letters: the library's own labels would ask the machine for a font."""
    low, high = chart.axis
    step = _step(high - low)
    first = ceil(low / step) * step
    axes.set_xticks([])
    axes.set_yticks([])
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    mark = first
    while mark <= high:
        axes.axvline(mark, color="#d9e0e7", linewidth=0.5, zorder=0)
        axes.text(mark, rows - 0.42, f"{mark:g}{chart.unit}", ha="center", va="top", color=_SOFT,
                  fontproperties=chart_font(min(size, 7)))  # fmt: skip
        mark += step


def _step(width: float) -> int:
    return next((step for step in (1, 2, 5, 10, 20, 25, 50) if width / step <= 6), 100)


def _legend(figure: "Figure", chart: Chart, whole: float) -> None:
    colours = _SHARES if chart.kind == "shares" else (_SOFT, _BAR)
    place = 0.01
    for word, colour in zip(chart.legend, colours, strict=False):
        line = 1 - 3.5 / whole
        figure.text(place, line, "■", color=colour, va="center", fontproperties=chart_font(10))
        figure.text(place + 0.022, line, word, color=_INK, va="center", fontproperties=chart_font(7.5))
        place += 0.05 + 0.0115 * len(word)


def _bars(axes: "Axes", chart: Chart, rows: tuple[ChartRow, ...], size: float) -> None:
    low, high = chart.axis
    _whiskers(axes, rows, _INK)
    for place, row in enumerate(rows):
        axes.barh(place, high - low, left=low, height=0.62, color=_TRACK, zorder=1)
        if row.value is None:
            continue
        axes.barh(place, row.value - low, left=low, height=0.62, color=_BAR, zorder=2)
        inside = row.value > low + (high - low) * 0.25
        clear = min(row.low or row.value, row.value) - (high - low) * 0.02
        axes.text(clear if inside else row.value + 1, place, row.figure, ha="right" if inside else "left",
                  va="center", color="white" if inside else _INK, zorder=4,
                  fontproperties=chart_font(size, bold=True))  # fmt: skip


def _dots(axes: "Axes", chart: Chart, rows: tuple[ChartRow, ...], size: float) -> None:
    low, high = chart.axis
    every_other = range(0, len(rows), 2)
    axes.barh(every_other, high - low, left=low, height=1, color="#f6f8fa", zorder=-1)
    _whiskers(axes, rows, _BAR)
    _points(axes, rows, size)


def _whiskers(axes: "Axes", rows: tuple[ChartRow, ...], colour: str) -> None:
    """The intervals of the rows that have one."""
    known = [
        (y, row.low, row.high) for y, row in enumerate(rows) if row.low is not None and row.high is not None
    ]
    if not known:
        return
    places, lows, highs = zip(*known, strict=True)
    axes.hlines(places, lows, highs, color=colour, linewidth=1, zorder=3)
    ends = [*lows, *highs]
    axes.vlines(
        ends,
        [y - 0.18 for y in places] * 2,
        [y + 0.18 for y in places] * 2,
        color=colour,
        linewidth=1,
        zorder=3,
    )


def _points(axes: "Axes", rows: tuple[ChartRow, ...], size: float) -> None:
    known = [(row.value, y) for y, row in enumerate(rows) if row.value is not None]
    if known:
        axes.plot(*zip(*known, strict=True), "o", color=_BAR, markersize=size * 0.45, zorder=4)


def _ranges(axes: "Axes", chart: Chart, rows: tuple[ChartRow, ...], size: float) -> None:
    known = [
        (y, row.low, row.high) for y, row in enumerate(rows) if row.low is not None and row.high is not None
    ]
    if known:
        lines = axes.hlines(*zip(*known, strict=True), color="#9fc3cf", linewidth=size * 0.42, zorder=2)
        lines.set_capstyle("round")
    _points(axes, rows, size)


def _changes(axes: "Axes", chart: Chart, rows: tuple[ChartRow, ...], size: float) -> None:
    for colour, rising in ((_BAR, True), (_WARM, False)):
        known = [
            (y, row.before, row.value)
            for y, row in enumerate(rows)
            if row.value is not None and row.before is not None and (row.value >= row.before) == rising
        ]
        if not known:
            continue
        places, before, now = zip(*known, strict=True)
        axes.hlines(places, before, now, color=colour, linewidth=1.2, zorder=2)
        mark = size * 0.45
        axes.plot(before, places, "o", color="white", markeredgecolor=_SOFT, markersize=mark, zorder=3)
        axes.plot(now, places, "o", color=colour, markersize=mark, zorder=4)


def _shares(axes: "Axes", chart: Chart, rows: tuple[ChartRow, ...], size: float) -> None:
    for place, row in enumerate(rows):
        left = 0.0
        for share, colour in zip(row.shares, _SHARES, strict=False):
            axes.barh(place, share, left=left, height=0.66, color=colour, zorder=2)
            if share >= 8:
                dark = colour in (_SHARES[0], _SHARES[4])
                axes.text(left + share / 2, place, f"{share:.0f}", ha="center", va="center", zorder=3,
                          color="white" if dark else _INK, fontproperties=chart_font(size - 1.5))  # fmt: skip
            left += share


_DRAWN: dict[str, Callable[["Axes", Chart, tuple[ChartRow, ...], float], None]] = {
    "bars": _bars,
    "dots": _dots,
    "ranges": _ranges,
    "changes": _changes,
    "shares": _shares,
}
