"""Tiêu chí yếu của đơn vị: its lowest criteria, and whether they are told apart from the mean of its group."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import hypot

from sipas_engine.annexes.publication import Limits
from sipas_engine.annexes.table import AnnexTable, CellValue, Column
from sipas_engine.index.result import IndexResult, UnitIndex
from sipas_engine.index.rounding import published_value

#: A difference beyond so many of its standard errors is told apart (95 %, two sides).
_TOLD_APART = 1.96
APART, NOT_APART, UNKNOWN = "có", "chưa", "–"


@dataclass(frozen=True, slots=True)
class WeakCriterion:
    """Tiêu chí yếu: one of the criteria of a unit with the lowest published values.

    ``group`` is the plain mean of the units of its level, ``distance`` the unit's published value less that;
    ``apart`` says whether the sample tells the two apart, None where no standard error is known.
    """

    code: str
    name: str
    n: int
    s: int
    published: Decimal
    group: Decimal | None
    distance: Decimal | None
    apart: bool | None


def weakest_criteria(
    result: IndexResult, unit: UnitIndex, most: int = 3, *, limits: Limits | None = None
) -> tuple[WeakCriterion, ...]:
    """Tiêu chí yếu nhất: the criteria of a unit with the lowest published values, at most ``most``.

    Equal values stand in the order of the question set. A criterion nobody answered, or with too few answers
    to be published, is not among them.
    """
    limits = limits or Limits()
    group = result.level(unit.level)
    found = []
    for criterion in result.questions.criteria:
        answers = unit.criteria[criterion.code]
        published = None if limits.suppresses(answers.n) else _rounded(result, answers.value)
        if published is not None and answers.n:
            mean = _rounded(result, _mean(group, criterion.code))
            found.append(
                WeakCriterion(
                    criterion.code,
                    criterion.name,
                    answers.n,
                    answers.s,
                    published,
                    mean,
                    None if mean is None else published - mean,
                    _apart(group, unit, criterion.code),
                )
            )
    return tuple(sorted(found, key=lambda criterion: criterion.published)[:most])


def weakest_criteria_table(
    result: IndexResult,
    unit: UnitIndex,
    most: int = 3,
    *,
    title: str = "Các tiêu chí có chỉ số thấp nhất",
    limits: Limits | None = None,
) -> AnnexTable:
    """Bảng tiêu chí yếu nhất: what ``weakest_criteria`` finds, weakest first."""
    weak = weakest_criteria(result, unit, most, limits=limits)
    columns = (
        Column("code", "Mã", "text"),
        Column("criterion", "Tiêu chí", "text"),
        Column("n", "Số câu trả lời", "count"),
        Column("s", "Số hài lòng", "count"),
        Column("value", "Chỉ số (%)", "percent"),
        Column("group", "Trung bình nhóm (%)", "percent"),
        Column("distance", "Chênh lệch", "change"),
        Column("apart", "Đã phân biệt được", "mark"),
    )
    words = {True: APART, False: NOT_APART, None: UNKNOWN}
    rows: tuple[tuple[CellValue, ...], ...] = tuple(
        (w.code, w.name, w.n, w.s, w.published, w.group, w.distance, words[w.apart]) for w in weak
    )
    note = "“chưa”: với số phiếu này chưa phân biệt được chênh lệch với ngẫu nhiên (mức tin cậy 95%)."
    said = note if any(w.apart is False for w in weak) else ""
    return AnnexTable(title, said, columns, rows, "weakest", tuple((w.code,) for w in weak))


def _mean(group: Sequence[UnitIndex], code: str) -> Fraction | None:
    known = [value for unit in group if (value := unit.criteria[code].value) is not None]
    return sum(known, start=Fraction(0)) / len(known) if known else None


def _apart(group: Sequence[UnitIndex], unit: UnitIndex, code: str) -> bool | None:
    """Whether the unit lies apart from the mean of the others, by the standard errors of both."""
    errors = {one.path: found.se for one in group if (found := one.precision.get("criteria", {}).get(code))}
    own = unit.criteria[code].value
    others = [one for one in group if one.path != unit.path and one.criteria[code].value is not None]
    mean = _mean(others, code)
    if own is None or mean is None or unit.path not in errors:
        return None
    spread = [errors[one.path] for one in others if one.path in errors]
    of_mean = hypot(*spread) / len(others) if spread else 0.0
    return bool(abs(float(own - mean)) > _TOLD_APART * hypot(errors[unit.path], of_mean))


def _rounded(result: IndexResult, value: Fraction | None) -> Decimal | None:
    return published_value(value, result.method.decimals, result.method.rounding)
