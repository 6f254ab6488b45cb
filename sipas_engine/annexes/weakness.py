"""Tiêu chí yếu của đơn vị: its lowest criteria, and whether they are told apart from the mean of its group."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import fsum, hypot, sqrt

from sipas_engine.annexes.printing import printed
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


@dataclass(frozen=True, slots=True)
class GroupOfUnits:
    """Nhóm so sánh của một tiêu chí: the units of a level that have a value: their sum, number and variance."""

    total: Fraction
    count: int
    variance: float

    @property
    def mean(self) -> Fraction | None:
        """Trung bình cộng: every unit weighs the same; None when there is no value."""
        return self.total / self.count if self.count else None


def groups_of_units(result: IndexResult, level: str) -> dict[str, GroupOfUnits]:
    """Nhóm so sánh theo tiêu chí: of the units of a level, by the codes of the criteria; made once for all units."""
    groups = {}
    for code in result.questions.criterion_codes:
        known = [unit for unit in result.level(level) if unit.criteria[code].value is not None]
        values = [unit.criteria[code].value or Fraction(0) for unit in known]
        errors = [_error(unit, code) or 0.0 for unit in known]
        groups[code] = GroupOfUnits(
            sum(values, start=Fraction(0)), len(known), fsum(error**2 for error in errors)
        )
    return groups


def weakest_criteria(
    result: IndexResult,
    unit: UnitIndex,
    most: int = 3,
    *,
    limits: Limits | None = None,
    groups: Mapping[str, GroupOfUnits] | None = None,
) -> tuple[WeakCriterion, ...]:
    """Tiêu chí yếu nhất: the criteria of a unit with the lowest published values, at most ``most``.

    Equal values stand in the order of the question set. A criterion nobody answered, or with too few answers
    to be published, is not among them. ``groups`` are those of its level, where many units are looked at.
    """
    limits = limits or Limits()
    groups = groups_of_units(result, unit.level) if groups is None else groups
    found = []
    for criterion in result.questions.criteria:
        answers = unit.criteria[criterion.code]
        published = None if limits.suppresses(answers.n) else _rounded(result, answers.value)
        if published is not None and answers.n:
            group = groups[criterion.code]
            mean = _rounded(result, group.mean)
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


def compared_in_words(weak: WeakCriterion) -> str:
    """So với nhóm: how far a criterion lies from the mean of the units of its level, and whether that is sure."""
    if weak.distance is None:
        return ""
    size = printed(abs(weak.distance), "percent")
    if not weak.distance:
        return "bằng trung bình các đơn vị cùng cấp"
    where = "thấp hơn" if weak.distance < 0 else "cao hơn"
    sure = "" if weak.apart is not False else ", chênh lệch chưa vượt sai số chọn mẫu"
    return f"{where} trung bình các đơn vị cùng cấp {size} điểm{sure}"


def _apart(group: GroupOfUnits, unit: UnitIndex, code: str) -> bool | None:
    """Whether the unit lies apart from the mean of the others, by the standard errors of both."""
    own, error, others = unit.criteria[code].value, _error(unit, code), group.count - 1
    if own is None or error is None or others < 1:
        return None
    mean = (group.total - own) / others
    of_mean = sqrt(max(0.0, group.variance - error**2)) / others
    return bool(abs(float(own - mean)) > _TOLD_APART * hypot(error, of_mean))


def _error(unit: UnitIndex, code: str) -> float | None:
    known = unit.precision.get("criteria", {}).get(code)
    return known.se if known else None


def _rounded(result: IndexResult, value: Fraction | None) -> Decimal | None:
    return published_value(value, result.method.decimals, result.method.rounding)
