"""Hình tiến độ: the Gantt chart and the heat map as PNG; the same values give the same bytes on any day."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any

from directives.calendar.dates import short_date
from directives.followup.progress_charts import GanttRow, HeatCell, HeatMap
from sipas_engine.annexes.chart_names import shortened
from sipas_engine.annexes.drawing import chart_font, plotting_library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_INCH = 25.4
#: Told apart also by those who do not see red and green.
_PLAN, _DONE, _LATE, _MOVED, _INK, _SOFT = "#c5dbe4", "#1f6f8b", "#c8553d", "#8a6d1d", "#1d2733", "#5b6b7c"
_GRID, _STRIPE = "#d9e0e7", "#f6f8fa"
_NAMES, _FIGURES = 0.36, 0.115
_WIDTH_MM = 180.0
_DPI = 150


def gantt_png(rows: "Sequence[GanttRow]", day: date | None, title: str) -> bytes:
    """Biểu đồ Gantt: planned days, what is done, moved days, today's line, late in red, provisional days hatched.

    ``day`` None: of a run that is over, which has no today.
    """
    row_mm, head, foot = 7.0, 17.0, 8.0
    figure, axes = _page(max(1, len(rows)) * row_mm, head, foot, title)
    ends = [end for row in rows for end in (row.start, row.due, row.planned, row.done_to, day) if end]
    first = min(ends) - timedelta(days=3)
    last = max(ends) + timedelta(days=5)
    axes.set_xlim(first.toordinal(), last.toordinal())
    axes.set_ylim(len(rows) - 0.5, -0.5)
    _months(axes, first, last, len(rows))
    letters = int(_WIDTH_MM * (_NAMES - 0.02) / (7.5 * 0.2))
    for place, row in enumerate(rows):
        if place % 2 == 0:
            axes.axhspan(place - 0.5, place + 0.5, color=_STRIPE, zorder=-2)
        _name(axes, place, shortened(row.name, letters, lines=2), 7.5)
        _gantt_row(axes, place, row, day)
        done = f"{row.share:.0%}" if row.share < 1 else "xong"
        colour = _LATE if row.late else _INK
        axes.text(1.02, place, f"{row.due:%d/%m}  {done}", ha="left", va="center", color=colour,
                  transform=axes.get_yaxis_transform(), fontproperties=chart_font(7))  # fmt: skip
    if day is not None:
        _today(axes, day)
    _gantt_legend(figure, rows, "sẽ làm" if day is None else "đã làm", _height(len(rows), row_mm, head, foot))
    return _png(figure)


def _today(axes: "Axes", day: date) -> None:
    axes.axvline(day.toordinal(), color=_INK, linewidth=1, linestyle=(0, (3, 2)), zorder=6)
    axes.text(day.toordinal(), -0.62, short_date(day), ha="center", va="bottom", color=_INK,
              fontproperties=chart_font(6.5, bold=True))  # fmt: skip


def _gantt_row(axes: "Axes", place: int, row: GanttRow, day: date | None) -> None:
    start, due = row.start.toordinal(), row.due.toordinal()
    look: dict[str, Any] = {"height": 0.62, "zorder": 1, "color": _PLAN, "linewidth": 0}
    if row.provisional:
        look |= {"hatch": "////", "edgecolor": "white"}
    axes.barh(place, max(1, due - start), left=start, **look)
    if row.planned is not None:
        before = row.planned.toordinal()
        axes.annotate("", xy=(due, place - 0.36), xytext=(before, place - 0.36), zorder=4,
                      arrowprops={"arrowstyle": "->", "color": _MOVED, "linewidth": 1})  # fmt: skip
        axes.vlines(before, place - 0.42, place + 0.31, color=_MOVED, linewidth=1, zorder=4)
    if row.done_from is not None and row.done_to is not None:
        begun = row.done_from.toordinal()
        axes.barh(
            place, max(1, row.done_to.toordinal() - begun), left=begun, height=0.3, color=_DONE, zorder=3
        )
    if row.late and (until := day or row.done_to):
        axes.barh(place + 0.26, max(1, until.toordinal() - due), left=due, height=0.16, color=_LATE, zorder=4)
    for mark in row.marks:
        axes.plot(mark.toordinal(), place, "|", color=_SOFT, markersize=7, zorder=3)


def _gantt_legend(figure: "Figure", rows: "Sequence[GanttRow]", done: str, whole: float) -> None:
    shown: list[tuple[str, str, str]] = [
        ("■", _PLAN, "kế hoạch"),
        ("■", _DONE, done),
        ("■", _LATE, "chậm"),
    ]
    if any(row.planned for row in rows):
        shown.append(("→", _MOVED, "đổi hạn"))
    if any(row.provisional for row in rows):
        shown.append(("▨", _SOFT, "hạn dự kiến, lịch nghỉ chưa công bố"))
    if any(row.name.startswith("★") for row in rows):
        shown.append(("★", _INK, "bước găng"))
    if any(row.marks for row in rows):
        shown.append(("|", _SOFT, "hạn từng kỳ"))
    _legend(figure, shown, whole, 10.5)


def heat_png(heat: HeatMap, day: date, title: str) -> bytes:
    """Biểu đồ nhiệt: units by steps; red with the share that is late, blue with the share that is done."""
    row_mm, foot = (5.0 if len(heat.rows) > 20 else 6.5), 4.0
    head = 42.0
    figure, axes = _page(max(1, len(heat.rows)) * row_mm, head, foot, title)
    axes.set_xlim(-0.5, max(1, len(heat.steps)) - 0.5)
    axes.set_ylim(len(heat.rows) - 0.5, -0.5)
    letters = int(_WIDTH_MM * (_NAMES - 0.02) / (7 * 0.2))
    many = len(heat.steps) > 8
    for place, step in enumerate(heat.steps):
        said = shortened(step, 26, lines=1) if many else shortened(step, 30, lines=2)
        axes.text(place, -0.7, said, ha="left", va="bottom", rotation=60 if many else 32, color=_INK,
                  rotation_mode="anchor", fontproperties=chart_font(6.5))  # fmt: skip
    for place, row in enumerate(heat.rows):
        _name(axes, place, shortened(row.name, letters, lines=1), 7)
        for column, cell in enumerate(row.cells):
            if cell is not None:
                _cell(axes, column, place, cell, heat.gathered)
    shown = [
        ("■", _shade(_DONE, 1.0), "đã xong"),
        ("■", _shade(_DONE, 0.35), "xong một phần"),
        ("■", _LATE, "chậm (số đơn vị chậm)" if heat.gathered else "chậm"),
        ("■", "#e9edf1", "chưa đến hạn"),
    ]
    _legend(figure, shown, _height(len(heat.rows), row_mm, head, foot), 10.5)
    return _png(figure)


def _cell(axes: "Axes", column: int, place: int, cell: HeatCell, gathered: bool) -> None:
    owed = cell.owed - cell.held
    if cell.late:
        colour, said = _shade(_LATE, 0.35 + 0.65 * cell.late / cell.owed), str(cell.late) if gathered else "!"
    elif cell.done:
        share = cell.done / owed if owed else 1.0
        colour, said = (
            _shade(_DONE, 1.0 if share >= 1 else 0.2 + 0.4 * share),
            "✓" if share >= 1 else f"{share:.0%}",
        )
    else:
        colour, said = "#e9edf1", "–" if cell.held else ""
    axes.barh(place, 0.94, left=column - 0.47, height=0.88, color=colour, zorder=1)
    dark = cell.late * 2 > cell.owed or (not cell.late and owed and cell.done >= owed)
    axes.text(column, place, said, ha="center", va="center", color="white" if dark else _INK, zorder=2,
              fontproperties=chart_font(6))  # fmt: skip


def _shade(colour: str, share: float) -> str:
    """The colour on white, so much of it."""
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)


def _height(rows: int, row_mm: float, head: float, foot: float) -> float:
    return max(1, rows) * row_mm + head + foot


def _page(body: float, head: float, foot: float, title: str) -> "tuple[Figure, Axes]":
    whole = head + body + foot
    make: Callable[..., Figure] = plotting_library().figure.Figure
    figure = make(figsize=(_WIDTH_MM / _INCH, whole / _INCH), facecolor="white")
    axes = figure.add_axes((_NAMES, foot / whole, 1 - _NAMES - _FIGURES, body / whole))
    axes.set_xticks([])
    axes.set_yticks([])
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    figure.text(0.01, 1 - 5 / whole, title, color=_INK, va="center", fontproperties=chart_font(9, bold=True))
    return figure, axes


def _name(axes: "Axes", place: int, name: str, size: float) -> None:
    axes.text(-0.02, place, name, ha="right", va="center", color=_INK, transform=axes.get_yaxis_transform(),
              fontproperties=chart_font(size))  # fmt: skip


def _months(axes: "Axes", first: date, last: date, rows: int) -> None:
    """Months below; of a long plan not every one is named."""
    months = []
    at = first.replace(day=1)
    while at <= last:
        if at >= first:
            months.append(at)
        at = (at + timedelta(days=32)).replace(day=1)
    every = max(1, ceil(len(months) / 7))
    for number, month in enumerate(months):
        axes.axvline(month.toordinal(), color=_GRID, linewidth=0.5, zorder=-1)
        if number % every == 0:
            axes.text(month.toordinal(), rows - 0.42, f"{month:%m/%Y}", ha="center", va="top", color=_SOFT,
                      fontproperties=chart_font(6.5))  # fmt: skip


def _legend(figure: "Figure", shown: "Sequence[tuple[str, str, str]]", whole: float, down: float) -> None:
    place, line = 0.01, 1 - down / whole
    for sign, colour, word in shown:
        figure.text(place, line, sign, color=colour, va="center", fontproperties=chart_font(9))
        figure.text(place + 0.02, line, word, color=_INK, va="center", fontproperties=chart_font(7))
        place += 0.042 + 0.0077 * len(word)


def _png(figure: "Figure") -> bytes:
    content = BytesIO()
    figure.savefig(content, format="png", dpi=_DPI, metadata={"Software": None})
    return content.getvalue()
