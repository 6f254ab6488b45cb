"""Trang kết quả của đơn vị: one A4 page for its notice board, in plain words; the same text for the same result."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

from sipas_engine.annexes.edition import Edition
from sipas_engine.annexes.printing import printed
from sipas_engine.annexes.publication import Limits
from sipas_engine.annexes.unit_sentences import unit_sentences
from sipas_engine.annexes.weakness import compared_in_words, weakest_criteria
from sipas_engine.annexes.whole import elements_table
from sipas_engine.index.result import IndexResult, UnitIndex

#: What the figure says in plain words, by metric.
_MEANINGS = {
    "F1": "Trung bình cứ 100 câu trả lời có khoảng {whole} câu hài lòng hoặc rất hài lòng.",
    "F1m": "Đây là điểm trung bình của các câu trả lời trên thang 100 điểm.",
    "F1z": "Đây là điểm trung bình của các câu trả lời trên thang 100 điểm.",
}
SAMPLE_LIMITS = (
    "Số liệu từ phiếu hỏi một phần người dân, không phải toàn bộ; "
    "chênh lệch nhỏ giữa các đơn vị có thể do ngẫu nhiên."
)
"""Giới hạn của số liệu: what is said wherever people read figures of a sample."""


@dataclass(frozen=True, slots=True)
class ElementBar:
    """Thanh yếu tố: a name, the printed figure, its length, and where the whole stands, in percent of the width."""

    name: str
    figure: str
    length: str
    beside: str


@dataclass(frozen=True, slots=True)
class WeakLine:
    """Dòng tiêu chí yếu: its name, the printed figure, and how it compares with units of the same level."""

    name: str
    figure: str
    compared: str


def unit_page(edition: Edition, unit: UnitIndex, *, name: str, title: str, notice: str = "") -> str:
    """Trang niêm yết: the figure, what it is worth, elements beside the whole, the weakest criteria.

    ``name`` is the office's own; a unit too small to be published gets a page that says so.
    """
    result = edition.result
    sentences = unit_sentences(edition.tables, unit.level, unit.path, edition.nouns[unit.level])
    shown = not Limits().suppresses(unit.n_valid) and unit.published is not None
    bars: list[ElementBar] = []
    if shown:
        table = elements_table(result, unit, beside=edition.whole)
        for key in table.row_keys:
            value, whole = table.cell(key, "value"), table.cell(key, "beside")
            bars.append(
                ElementBar(
                    str(table.cell(key, "element")),
                    printed(value, "percent"),
                    f"{value or 0}",
                    "" if whole is None else f"{whole}",
                )
            )
    weak = [
        WeakLine(one.name, printed(one.published, "percent"), compared_in_words(one))
        for one in (weakest_criteria(result, unit, groups=edition.groups[unit.level]) if shown else ())
    ]
    legal = result.questions.source.legal
    return _template().render(
        title=title,
        notice=notice,
        unit=name,
        whole=f"{edition.whole.label} (tính chung)",
        figure=printed(unit.published, "percent") if shown else "",
        meaning=meaning_of(result, unit),
        sentences=[sentence.text for sentence in sentences],
        bars=bars,
        weak=weak,
        legal=f"Phương pháp: {legal}." if legal else "",
        limits=SAMPLE_LIMITS,
    )


def meaning_of(result: IndexResult, unit: UnitIndex) -> str:
    """Ý nghĩa con số: the printed index in plain words, by the metric it was reckoned with."""
    return _MEANINGS[result.method.metric].format(whole=printed(_whole(unit.published), "percent"))


def _whole(published: Decimal | None) -> Decimal | None:
    return None if published is None else published.quantize(Decimal(1), ROUND_HALF_UP)


@lru_cache(maxsize=1)
def _template() -> Template:
    """Compiled once: a province has hundreds of units."""
    source = files("sipas_engine.annexes").joinpath("data/unit.html").read_text(encoding="utf-8")
    page = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return page.from_string(source)
