"""Biểu đồ của bộ công bố: of very many units the first and the last are drawn, and the title says so."""

from sipas_engine.annexes.charts import Chart, ChartRow
from sipas_engine.bundle.contents import ENDS, MOST_CHARTED, _of_ends


def _chart(count: int) -> Chart:
    rows = tuple(ChartRow(f"Xã {place}", "80,00", 80.0) for place in range(count))
    return Chart("ranking:commune", "Xếp hạng xã", "dots", rows, (0, 100))


def test_a_chart_of_units_that_can_be_told_apart_stays_whole() -> None:
    assert _of_ends(_chart(MOST_CHARTED)) == _chart(MOST_CHARTED)


def test_a_chart_of_too_many_units_shows_both_ends_and_says_so() -> None:
    count = MOST_CHARTED + 1
    drawn = _of_ends(_chart(count))
    names = [row.name for row in drawn.rows]
    assert names[:ENDS] == [f"Xã {place}" for place in range(ENDS)]
    assert names[ENDS:] == ["…", *(f"Xã {place}" for place in range(count - ENDS, count))]
    assert drawn.title == f"Xếp hạng xã ({ENDS} đơn vị đầu và {ENDS} đơn vị cuối trong {count} đơn vị)"
