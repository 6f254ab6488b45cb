"""Trang kết quả: one offline HTML page with the index, charts and tables; the same text for the same result."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

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
    sentences: Sequence[str] = (),
) -> str:
    """Trang kết quả: HTML that needs no network: the figure of ``whole``, sentences, bars, tables."""
    elements = [(e.name, whole.elements[e.code]) for e in result.questions.elements]
    ranked = sorted((u for u in units if u.rank is not None), key=lambda u: (u.rank or 0, u.path))
    return _template("result.html").render(
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
        sentences=sentences,
        tables=[(table, printed_rows(table)) for table in tables],
    )


def robustness_page(
    tables: Sequence[AnnexTable],
    sentences: Sequence[str],
    *,
    title: str,
    notice: str,
    picture: str,
    alternative: str,
) -> str:
    """Trang độ vững: how ranks move under other readings; ``picture`` is the path of the chart beside the page."""
    return _template("robustness.html").render(
        title=title,
        notice=notice,
        sentences=sentences,
        picture=picture,
        alternative=alternative,
        tables=[(table, printed_rows(table)) for table in tables],
    )


def _template(name: str) -> Template:
    source = files("sipas_engine.annexes").joinpath(f"data/{name}").read_text(encoding="utf-8")
    page = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return page.from_string(source)


def _bar(name: str, value: Value) -> Bar:
    return Bar(name, _figure(value), "0" if value is None else f"{float(value):.2f}")


def _figure(value: Value) -> str:
    return printed(published_value(value), "percent")
