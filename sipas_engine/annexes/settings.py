"""Thiết lập của phương pháp: every point that the law leaves open, with the value in force and the usual one.

Where a campaign chose nothing, the usual value is in force, and stands there as well.
"""

from collections.abc import Mapping

from sipas_engine.annexes.printing import printed
from sipas_engine.annexes.publication import Limits
from sipas_engine.annexes.table import AnnexTable, Column
from sipas_engine.index.result import IndexResult
from sipas_engine.methods.open_points import open_points

_NOTE = (
    "Mỗi điểm là nội dung mà văn bản chưa quy định rõ hoặc chưa tìm thấy quy định. Giá trị mặc định được dùng khi đợt "
    "không chọn khác."
)
_LEAVES_N = "rời mẫu số"
_ROUNDING = {"half_up": "nửa đơn vị làm tròn lên", "half_even": "nửa đơn vị làm tròn về số chẵn"}
_YES_NO = {True: "có", False: "không"}


def settings_table(
    result: IndexResult,
    *,
    title: str = "Thiết lập của phương pháp",
    limits: Limits | None = None,
    chosen: Mapping[str, str] | None = None,
) -> AnnexTable:
    """Bảng thiết lập: one row for each open point: the value in force, the usual one, and why the point is open.

    ``chosen`` are values of settings which a result does not hold (sample, field work, validity, publishing), in
    words, by the name of the setting.
    """
    in_force = {**_of_result(result, limits or Limits()), **(chosen or {})}
    columns = (
        Column("point", "Điểm để mở", "text"),
        Column("in_force", "Giá trị áp dụng", "text"),
        Column("usual", "Mặc định", "text"),
        Column("why", "Lý do để mở", "text"),
    )
    rows = tuple(
        (point.name, in_force.get(point.setting, point.default), point.default, point.why)
        for point in open_points()
    )
    keys = tuple((point.setting,) for point in open_points())
    return AnnexTable(title, _NOTE, columns, rows, "settings", keys)


def _of_result(result: IndexResult, limits: Limits) -> dict[str, str]:
    """The settings that a result itself holds."""
    questions, method = result.questions, result.method
    weights = [f"{code}: {weight}" for code, weight in method.component_weights.items()]
    name = f"{questions.code}, " if questions.code else ""
    return {
        "metric": method.metric,
        "satisfied": ", ".join(map(str, questions.satisfied)),
        "aggregate_element": method.element_aggregate,
        "aggregate": method.aggregate,
        "rollup": method.rollup,
        "component_weights": "; ".join(weights) or "không",
        "question_set": f"{name}{printed(len(questions.criteria), 'count')} tiêu chí",
        "blank_as": _counted_as(method.blank_as),
        "double_as": _counted_as(method.double_as),
        "dont_know_as": _counted_as(method.dont_know_as),
        "single_number": method.single_number,
        "filter_by_experience": _YES_NO[method.filter_by_experience],
        "rounding": f"{method.decimals} số lẻ, {_ROUNDING[method.rounding]}",
        "min_n": f"{limits.min_n}; dưới {limits.suppress_below} phiếu không công bố",
    }


def _counted_as(level: int | None) -> str:
    return _LEAVES_N if level is None else f"tính là mức {level}"
