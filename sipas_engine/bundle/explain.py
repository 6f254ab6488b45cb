"""Giải trình số liệu: from a printed figure to its formula with the numbers filled in, its counts and its inputs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from sipas_engine.annexes.method import method_table
from sipas_engine.annexes.printing import printed
from sipas_engine.annexes.sentences import Sentence, by_key, printed_cell
from sipas_engine.bundle.redaction import UnitKey
from sipas_engine.bundle.steps import Figure, Step, Steps, figure_name, unit_of
from sipas_engine.bundle.tables import REASONS, whole_of
from sipas_engine.bundle.verify import Opened
from sipas_engine.errors import N_, SipasError
from sipas_engine.index.result import IndexResult, UnitIndex
from sipas_engine.index.rounding import published_value


class UnknownUnit(SipasError):
    """Không có đơn vị này: no unit of the bundle is called so, or several are."""

    kind: ClassVar[str] = "unknown_unit"
    template: ClassVar[str] = N_("{unit!r} names {count} units of the bundle. There are: {known}.")


@dataclass(frozen=True, slots=True)
class Explanation:
    """Giải trình: everything behind one figure; ``withheld`` says why there is none, empty when it is published."""

    unit: str
    level: str
    figure: str
    n_forms: int
    n_valid: int
    withheld: str
    step: Step
    rank: str
    precision: str
    settings: tuple[tuple[str, str], ...]
    inputs: tuple[Mapping[str, object], ...]


def explained(opened: Opened, figure: Figure) -> Explanation:
    """Giải trình một số: formula, counts, tree of values, rank, settings in force and the files that were counted.

    Raises UnknownFigure for a code that the question set does not have.
    """
    result, counts = opened.printed.result, opened.printed.counts
    unit = unit_of(result, figure.unit)
    counted = next(one for one in counts.units if one.key == figure.unit and one.status != "others")
    reason = counts.withheld.get(figure.unit)
    limit = counts_limit(opened)
    if reason:
        withheld = f"Không công bố số liệu: {REASONS[reason].format(limit=limit).lower()}."
    elif counted.counts is None:
        withheld = "Chỉ công bố chỉ số chung: một số đơn vị trong phép tính trung bình không công bố số liệu."
    else:
        withheld = ""
    return Explanation(
        unit=unit.label or "Toàn bộ",
        level=unit.level,
        figure=figure_name(result, figure),
        n_forms=unit.n_forms,
        n_valid=unit.n_valid,
        withheld=withheld,
        step=Steps(opened.printed, unit, counted).of(figure),
        rank=_rank(result, unit) if figure.kind == "sipas" else "",
        precision=_precision(unit) if figure.kind == "sipas" else "",
        settings=tuple((str(name), str(value)) for name, value in method_table(result).rows),
        inputs=tuple(
            {"sha256": one.sha256, "office": one.office or None, "forms": one.forms, "valid": one.valid}
            for one in opened.manifest.settings.inputs
        ),
    )


def counts_limit(opened: Opened) -> int:
    """Số phiếu tối thiểu: below which a group is withheld."""
    return opened.manifest.settings.limits.suppress_below


def unit_named(opened: Opened, name: str, level: str = "") -> UnitKey:
    """Đơn vị theo tên: by its printed name, its own name, or its path with “ / ”; "" is the nation.

    Raises UnknownUnit when none, or more than one, is called so.
    """
    if not name:
        return opened.printed.counts.units[0].key
    units = [unit for unit in opened.printed.result.units if level in ("", unit.level)]
    calls = (
        lambda unit: unit.label == name,
        lambda unit: " / ".join(unit.path) == name,
        lambda unit: unit.name == name,
    )
    for called in calls:
        found = [unit for unit in units if called(unit)]
        if len(found) == 1:
            return found[0].level, found[0].path
        if found:
            break
    meant = found or units
    known = "; ".join(f"{unit.level}: {' / '.join(unit.path)}" for unit in meant[:20])
    raise UnknownUnit(
        where=name, unit=name, count=len(found), known=known + ("; …" if len(meant) > 20 else "")
    )


@dataclass(frozen=True, slots=True)
class PrintedAt:
    """Nơi in số: the cell of a table; ``figure`` is None when it is no value of a unit (a count, a setting)."""

    table: str
    row: str
    column: str
    figure: Figure | None


def figures_printed(opened: Opened, text: str) -> Iterator[PrintedAt]:
    """Các nơi in số: each cell of the tables that prints this text."""
    whole = whole_of(opened.printed.result)
    of_all = (whole.level, whole.path)
    for table in opened.printed.tables:
        kind, _, level = table.key.partition(":")
        for row_key, row in zip(table.row_keys, table.rows, strict=True):
            for column, cell in zip(table.columns, row, strict=True):
                if printed(cell, column.kind) != text:
                    continue
                figure = None
                if kind in ("ranking", "components"):
                    figure = _of_ranking((level, row_key), column.key)
                elif kind == "overall":
                    figure = _of_ranking(of_all, column.key)
                elif kind == "criteria" and column.key == "value":
                    figure = Figure(of_all, "criterion", row_key[0])
                elif kind == "elements" and column.key == "value":
                    figure = Figure(of_all, "element", row_key[0])
                yield PrintedAt(table.title, " / ".join(row_key), column.heading, figure)


def sentences_printing(opened: Opened, text: str) -> tuple[Sentence, ...]:
    """Câu văn nêu số này: the sentences of the report which take this figure from a cell."""
    tables = by_key(opened.printed.tables)
    return tuple(
        sentence
        for sentence in opened.printed.sentences
        if any(printed_cell(tables, cell) == text for cell in sentence.cells)
    )


def _of_ranking(unit: UnitKey, column: str) -> Figure | None:
    part, _, code = column.partition(".")
    match part:
        case "sipas" | "rank" | "low" | "high":
            return Figure(unit)
        case "elements":
            return Figure(unit, "element", code)
        case "components":
            return Figure(unit, "component", code)
        case _:
            return None


def _rank(result: IndexResult, unit: UnitIndex) -> str:
    if unit.rank is None:
        return ""
    shown = [other for other in result.level(unit.level) if other.published is not None]
    same = sum(other.published == unit.published for other in shown) - 1
    tie = f", cùng hạng với {same} đơn vị" if same else ""
    return (
        f"Hạng {unit.rank} trong {len(shown)} đơn vị được công bố = 1 + {unit.rank - 1} đơn vị có giá trị công bố "
        f"lớn hơn{tie}"
    )


def _precision(unit: UnitIndex) -> str:
    if unit.se is None or unit.interval is None:
        return ""
    low, high = (printed(published_value(Fraction(end)), "percent") for end in unit.interval)
    return f"Sai số chuẩn {unit.se:.4f} điểm phần trăm; khoảng tin cậy 95%: từ {low} đến {high}".replace(
        ".", ","
    )
