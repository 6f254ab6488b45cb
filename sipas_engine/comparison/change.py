"""Thay đổi giữa hai năm: the difference of two values with an interval, and whether the samples tell it from chance.

The interval is made from the two values' own 95 % intervals (MOVER; Zou and Donner, Statistics in Medicine 27, 2008,
1693-1702; Newcombe's method 10 for two shares). With values x1, x2, their intervals (l1, u1), (l2, u2) and d = x2 - x1:

    lower = d - sqrt((x2 - l2)^2 + (u1 - x1)^2)        upper = d + sqrt((u2 - x2)^2 + (x1 - l1)^2)

It keeps what Wilson's intervals know near 0 and 100 percent. It rests on one assumption: the two samples are drawn
independently. Where the same people were asked twice the true interval is narrower; nothing is claimed too early then.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import hypot

from sipas_engine.index.result import IndexResult, UnitIndex
from sipas_engine.index.rounding import published_value


class Verdict(StrEnum):
    """Kết luận: what two samples allow to say of a change; a difference within their error is no change yet."""

    BETTER = "better"  # cải thiện rõ
    WORSE = "worse"  # giảm rõ
    NOT_TOLD = "not_told"  # chưa đủ để kết luận
    NOT_COMPARABLE = "not_comparable"  # không so sánh được


class WhyNot(StrEnum):
    """Lý do không so sánh được: what is missing on either side."""

    NO_LATER_RESULT = "no_later_result"  # chưa chốt kết quả năm sau
    NOT_MEASURED = "not_measured"  # đơn vị không được đo lường
    WITHHELD = "withheld"  # quá ít phiếu để công bố
    NO_ANSWERS = "no_answers"  # không ai trả lời
    NOT_ASKED = "not_asked"  # bộ câu hỏi không có tiêu chí
    ASKED_OTHERWISE = "asked_otherwise"  # tiêu chí đã đổi nội dung
    OTHER_METHOD = "other_method"  # cách tính khác nhau
    NO_PRECISION = "no_precision"  # chưa tính được sai số


VERDICTS: Mapping[Verdict, str] = {
    Verdict.BETTER: "cải thiện rõ",
    Verdict.WORSE: "giảm rõ",
    Verdict.NOT_TOLD: "chưa đủ để kết luận",
    Verdict.NOT_COMPARABLE: "không so sánh được",
}
"""Lời kết luận: as a document prints them."""
REASONS: Mapping[WhyNot, str] = {
    WhyNot.NO_LATER_RESULT: "chưa chốt kết quả năm sau",
    WhyNot.NOT_MEASURED: "đơn vị không được đo lường ở một trong hai năm",
    WhyNot.WITHHELD: "quá ít phiếu, không công bố số liệu",
    WhyNot.NO_ANSWERS: "không có câu trả lời",
    WhyNot.NOT_ASKED: "bộ câu hỏi của một trong hai năm không có tiêu chí này",
    WhyNot.ASKED_OTHERWISE: "tiêu chí đã đổi nội dung hoặc thang trả lời",
    WhyNot.OTHER_METHOD: "hai năm tính theo cách khác nhau",
    WhyNot.NO_PRECISION: "chưa tính được sai số chọn mẫu",
}
"""Lời lý do: as a document prints them."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Giá trị đo được: exact and as published, in percent, with its 95 % interval; None where no error is known."""

    exact: Fraction
    published: Decimal
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Change:
    """Thay đổi: both published values, their difference in percentage points with its 95 % interval, the verdict.

    What is not known is None; ``reason`` says why a change is not comparable, None for all others. ``later_interval``
    is that of the later value alone.
    """

    earlier: Decimal | None
    later: Decimal | None
    difference: Decimal | None
    interval: tuple[float, float] | None
    verdict: Verdict
    reason: WhyNot | None = None
    later_interval: tuple[float, float] | None = None

    @property
    def in_words(self) -> str:
        """Kết luận bằng lời: the verdict, with the reason where nothing can be compared."""
        said = VERDICTS[self.verdict]
        return f"{said}: {REASONS[self.reason]}" if self.reason else said


def change_between(earlier: Measured | WhyNot, later: Measured | WhyNot) -> Change:
    """So hai năm: a value that is missing on either side is said, never taken for 0."""
    if isinstance(earlier, WhyNot):
        after, alone = (later.published, later.interval) if isinstance(later, Measured) else (None, None)
        return Change(None, after, None, None, Verdict.NOT_COMPARABLE, earlier, alone)
    if isinstance(later, WhyNot):
        return Change(earlier.published, None, None, None, Verdict.NOT_COMPARABLE, later)
    first, second = earlier.published, later.published
    difference = second - first
    if earlier.interval is None or later.interval is None:
        alone = later.interval
        return Change(first, second, difference, None, Verdict.NOT_COMPARABLE, WhyNot.NO_PRECISION, alone)
    low, high = difference_interval(
        (float(earlier.exact), *earlier.interval), (float(later.exact), *later.interval)
    )
    verdict = Verdict.BETTER if low > 0 else Verdict.WORSE if high < 0 else Verdict.NOT_TOLD
    return Change(first, second, difference, (low, high), verdict, None, later.interval)


def difference_interval(
    earlier: tuple[float, float, float], later: tuple[float, float, float]
) -> tuple[float, float]:
    """Khoảng của hiệu: of value, lower and upper end of two independent samples, each in percent.

    >>> [round(end, 2) for end in difference_interval((70.0, 60.0, 78.0), (80.0, 72.0, 86.0))]
    [-1.31, 21.66]
    """
    x1, l1, u1 = earlier
    x2, l2, u2 = later
    return x2 - x1 - hypot(x2 - l2, u1 - x1), x2 - x1 + hypot(u2 - x2, x1 - l1)


def criterion_change(
    before: IndexResult,
    earlier: UnitIndex | WhyNot,
    after: IndexResult | None,
    later: UnitIndex | WhyNot,
    code: str,
    *,
    fewest: int = 0,
) -> Change:
    """Thay đổi của một tiêu chí: ``code`` of a unit in two results; fewer than ``fewest`` answers are not shown."""
    first = _criterion(before, earlier, code, fewest)
    if after is None:
        return change_between(first, WhyNot.NO_LATER_RESULT)
    second = _criterion(after, later, code, fewest)
    if isinstance(first, Measured) and isinstance(second, Measured):
        if _asked(before, code) != _asked(after, code):
            return change_between(first, WhyNot.ASKED_OTHERWISE)
        if _counted(before) != _counted(after):
            return change_between(first, WhyNot.OTHER_METHOD)
    return change_between(first, second)


def index_change(
    before: IndexResult, earlier: UnitIndex | WhyNot, after: IndexResult | None, later: UnitIndex | WhyNot
) -> Change:
    """Thay đổi của chỉ số chung: comparable only where the same criteria are put together in the same way."""
    first = _whole(earlier)
    if after is None:
        return change_between(first, WhyNot.NO_LATER_RESULT)
    second = _whole(later)
    if isinstance(first, Measured) and isinstance(second, Measured):
        codes = before.questions.criterion_codes
        same = codes == after.questions.criterion_codes
        if not same or any(_asked(before, code) != _asked(after, code) for code in codes):
            return change_between(first, WhyNot.ASKED_OTHERWISE)
        if before.method != after.method:
            return change_between(first, WhyNot.OTHER_METHOD)
    return change_between(first, second)


def _criterion(result: IndexResult, unit: UnitIndex | WhyNot, code: str, fewest: int) -> Measured | WhyNot:
    if code not in result.questions.criterion_codes:
        return WhyNot.NOT_ASKED
    if isinstance(unit, WhyNot):
        return unit
    answers, known = unit.criteria[code], unit.precision.get("criteria", {}).get(code)
    if answers.value is None:
        return WhyNot.NO_ANSWERS
    if answers.n < fewest:
        return WhyNot.WITHHELD
    published = published_value(answers.value, result.method.decimals, result.method.rounding)
    assert published is not None  # only None is rounded to None
    return Measured(answers.value, published, known.interval if known else None)


def _whole(unit: UnitIndex | WhyNot) -> Measured | WhyNot:
    if isinstance(unit, WhyNot):
        return unit
    if unit.sipas is None or unit.published is None:
        return WhyNot.NO_ANSWERS
    return Measured(unit.sipas, unit.published, unit.interval)


def _asked(result: IndexResult, code: str) -> tuple[str, int, tuple[int, ...]]:
    """What was asked: the name of the criterion, the scale and which of its levels are satisfied."""
    name = next(one.name for one in result.questions.criteria if one.code == code)
    return name, result.questions.scale, tuple(sorted(result.questions.satisfied))


def _counted(result: IndexResult) -> tuple[object, ...]:
    """How answers become the value of a criterion."""
    how = result.method
    return how.metric, how.blank_as, how.double_as, how.dont_know_as, how.filter_by_experience
