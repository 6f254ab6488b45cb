"""Biểu đồ của bản công bố: from the figures in the published files alone."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from portal.web.charts.heat import HeatCell, HeatMap, HeatRow, heat_cell
from portal.web.charts.rows import figure_with_ranks
from sipas_engine.annexes.charts import Chart, ChartRow, around
from sipas_engine.annexes.printing import NOTHING


def ranking_chart(units: Sequence[Mapping[str, Any]], title: str) -> Chart:
    """Biểu đồ xếp hạng: units of a result's json with their intervals; those without a figure are left out."""
    rows = [
        ChartRow(
            f"{unit['rank']}. {unit['unit']}",
            _figure(unit),
            float(unit["sipas"]),
            *(unit["ci95"] or (None, None)),
        )
        for unit in units
        if unit["rank"] is not None
    ]
    ends = [end for row in rows for end in (row.value, row.low, row.high) if end is not None]
    return Chart("ranking", title, "dots", tuple(rows), around(ends))


def rank_chart(units: Sequence[Mapping[str, Any]], title: str) -> Chart:
    """Biểu đồ khoảng thứ hạng: the ranks which the sample allows each unit; units without such ranks are left out."""
    rows = tuple(
        ChartRow(
            f"{unit['rank']}. {unit['unit']}",
            "–".join(map(str, unit["rank_set"])),
            unit["rank"],
            *unit["rank_set"],
        )
        for unit in units
        if unit["rank"] is not None and unit["rank_set"]
    )
    last = max((row.high or 1 for row in rows), default=1)
    return Chart("ranks", title, "ranges", rows, (0.5, last + 0.5), unit="")


def elements_map(table: Mapping[str, Any], paths: Sequence[Sequence[str]]) -> HeatMap | None:
    """Bản đồ nhiệt: of the rows of a published ranking, by its columns of elements; None when it has none."""
    places = [place for place, column in enumerate(table["columns"]) if column["key"].startswith("elements.")]
    if not places:
        return None
    keys = [column["key"] for column in table["columns"]]
    rows = {tuple(row["key"]): row["cells"] for row in table["rows"]}
    columns = [
        (table["columns"][place]["key"].removeprefix("elements."), table["columns"][place]["heading"])
        for place in places
    ]
    found = []
    for path in paths:
        cells = rows[tuple(path)]
        found.append(
            HeatRow(
                path,
                cells[keys.index("unit")],
                _cell(cells[keys.index("sipas")]),
                [_cell(cells[place]) for place in places],
            )
        )
    return HeatMap(columns, found)


def _figure(unit: Mapping[str, Any]) -> str:
    ranks = unit["rank_set"]
    return str(unit["published"]) if ranks is None else figure_with_ranks(unit["published"], *ranks)


def _cell(text: str) -> HeatCell:
    return heat_cell(None if text == NOTHING else Decimal(text.replace(",", ".")))
