"""Trang kết quả: one offline HTML page with the index, charts and tables; the same text for the same result."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from sipas_engine.annexes.printing import printed, printed_rows
from sipas_engine.annexes.table import AnnexTable
from sipas_engine.index.result import IndexResult, UnitIndex, Value
from sipas_engine.index.rounding import published_value


@dataclass(frozen=True, slots=True)
class Bar:
    """Thanh của biểu đồ: a name, the printed figure, and its length in percent of the full width."""

    name: str
    figure: str
    length: str


def page_of(
    result: IndexResult,
    tables: Sequence[AnnexTable],
    *,
    title: str,
    notice: str,
    whole: UnitIndex,
    units: Sequence[UnitIndex],
) -> str:
    """Trang kết quả: HTML that needs no network: the figure of ``whole``, bars by element and by unit, tables."""
    elements = [(e.name, whole.elements[e.code]) for e in result.questions.elements]
    ranked = sorted((u for u in units if u.rank is not None), key=lambda u: (u.rank or 0, u.path))
    source = files("sipas_engine.annexes").joinpath("data/result.html").read_text(encoding="utf-8")
    page = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return page.from_string(source).render(
        title=title,
        notice=notice,
        figure=_figure(whole.sipas),
        place=whole.label,
        n_valid=printed(whole.n_valid, "count"),
        n_forms=printed(whole.n_forms, "count"),
        charts=[
            ("Theo yếu tố", [_bar(name, value) for name, value in elements]),
            ("Theo đơn vị", [_bar(f"{unit.rank}. {unit.label}", unit.sipas) for unit in ranked]),
        ],
        tables=[(table, printed_rows(table)) for table in tables],
    )


def _bar(name: str, value: Value) -> Bar:
    return Bar(name, _figure(value), "0" if value is None else f"{float(value):.2f}")


def _figure(value: Value) -> str:
    return printed(published_value(value), "percent")
