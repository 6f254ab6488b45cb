"""Biểu đồ theo hàng: a chart of the result as SVG: a line of words for each row, and below it what is drawn.

The words stand above the bars and not beside them, so that long names of units are whole on a phone too.
"""

from collections.abc import Iterator
from math import ceil

from markupsafe import Markup, escape

from portal.messages import _
from sipas_engine.annexes.charts import Chart, ChartRow

_WIDTH, _EDGE = 640, 14
#: Height of a row, where its words stand in it, and where its line.
_ROW, _WORDS, _LINE = 48, 20, 34
_FOOT = 26
#: So many letters of a name leave room for the figure on a phone, where words are drawn larger.
_LETTERS = 52


def drawn(chart: Chart) -> Markup:
    """Vẽ biểu đồ: points with intervals, ranges of ranks, two years, or columns; shares of 100 % one after another."""
    height = len(chart.rows) * _ROW + _FOOT
    parts = [*_grid(chart, height)]
    for place, row in enumerate(chart.rows):
        top = place * _ROW
        parts += [
            Markup('<text x="{}" y="{}">{}</text>').format(_EDGE, top + _WORDS, _fitting(row.name)),
            Markup('<text x="{}" y="{}" text-anchor="end">{}</text>').format(
                _WIDTH - _EDGE, top + _WORDS, row.figure
            ),
            *_row(chart, row, top + _LINE),
        ]
    head = Markup('<svg class="chart rows" viewBox="0 0 {} {}" role="img" aria-label="{}">')
    return head.format(_WIDTH, height, _spoken(chart)) + Markup("").join(parts) + Markup("</svg>")


def figure_with_ranks(figure: str, best: object, worst: object) -> str:
    """Số bên phải của một đơn vị: its index, and the ranks which the sample allows it."""
    return _("{figure} · rank {best}–{worst}").format(figure=figure, best=best, worst=worst)


def _fitting(name: str) -> str:
    return name if len(name) <= _LETTERS else name[: _LETTERS - 1].rstrip() + "…"


def _spoken(chart: Chart) -> str:
    return f"{chart.alternative} {_('The same figures stand in the table.')}"


def _grid(chart: Chart, height: int) -> Iterator[Markup]:
    low, high = chart.axis
    step = next((step for step in (1, 2, 5, 10, 20, 25, 50) if (high - low) / step <= 6), 100)
    mark = ceil(low / step) * step
    while mark <= high:
        x = _x(chart, mark)
        yield Markup('<line class="grid" x1="{0}" x2="{0}" y1="0" y2="{1}"/>').format(x, height - _FOOT + 4)
        yield Markup('<text class="soft" x="{}" y="{}" text-anchor="{}">{}</text>').format(
            x, height - 7, _anchor(x), f"{mark}{chart.unit}"
        )
        mark += step


def _anchor(x: float) -> str:
    if x < 30:
        return "start"
    return "end" if x > _WIDTH - 30 else "middle"


def _row(chart: Chart, row: ChartRow, y: int) -> Iterator[Markup]:
    if chart.kind == "shares":
        yield from _shares(row, y)
        return
    yield _bar(_EDGE, _WIDTH - _EDGE, y, 2, "track")
    if chart.kind == "bars" and row.value is not None:
        yield _bar(_EDGE, _x(chart, row.value), y, 10, "bar")
    if row.low is not None and row.high is not None:
        kind = "reach" if chart.kind == "ranges" else "interval"
        low, high = _x(chart, row.low), _x(chart, row.high)
        yield _bar(low, max(high, low + 1), y, 10 if chart.kind == "ranges" else 4, kind)
    before = row.before if chart.kind == "changes" else None
    if before is not None:
        yield _point(_x(chart, before), y, "before")
    if row.value is not None and chart.kind != "bars":
        fell = before is not None and row.value < before
        yield _point(_x(chart, row.value), y, "late" if fell else "bar")


def _shares(row: ChartRow, y: int) -> Iterator[Markup]:
    left = float(_EDGE)
    for number, share in enumerate(row.shares, start=1):
        right = left + share * (_WIDTH - 2 * _EDGE) / 100
        yield _bar(left, right, y, 14, f"share-{number}")
        left = right


def _bar(left: float, right: float, y: int, thick: int, kind: str) -> Markup:
    rect = '<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{}" rx="1"/>'
    return Markup(rect.format(escape(kind), left, y - thick / 2, max(0.0, right - left), thick))


def _point(x: float, y: int, kind: str) -> Markup:
    return Markup('<circle class="{}" cx="{}" cy="{}" r="5"/>').format(kind, x, y)


def _x(chart: Chart, value: float) -> float:
    low, high = chart.axis
    inside = min(max(value, low), high)
    return round(_EDGE + (inside - low) / (high - low) * (_WIDTH - 2 * _EDGE), 1)
