"""Báo cáo cải cách hành chính, phần chỉ số: its parts, what each says, and who did not report. Pure."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files


class ReformPeriod(StrEnum):
    """Kỳ báo cáo: six months or a year."""

    HALF_YEAR = "half_year"  # 6 tháng
    YEAR = "year"  # năm


class PartId(StrEnum):
    """Mục của báo cáo: one book of the year each."""

    RESULT = "result"  # kết quả được sử dụng
    REGISTER = "register"  # khắc phục hạn chế
    LESSONS = "lessons"  # bài học của đợt trước
    TELLING = "telling"  # thông tin, tuyên truyền
    INSPECTION = "inspection"  # kiểm tra bộ phận một cửa
    OVERDUE = "overdue"  # hồ sơ quá hạn, thư xin lỗi
    DUTIES = "duties"  # nhiệm vụ đúng hạn
    REPORTS = "reports"  # báo cáo của đơn vị
    EVALUATION = "evaluation"  # đánh giá năm


@dataclass(frozen=True, slots=True)
class PartRule:
    """Quy định của mục: its title, what it says when its book is empty, what units owe for it, in which periods."""

    id: PartId
    title: str
    nothing: str
    owed: str
    periods: tuple[ReformPeriod, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Khoảng thời gian của kỳ: the calendar half-year or year that is reported on."""

    first: date
    last: date

    @property
    def in_words(self) -> str:
        """Tên kỳ: "6 tháng đầu năm 2020", "6 tháng cuối năm 2020", "năm 2020"."""
        half = {(1, 6): "6 tháng đầu ", (7, 12): "6 tháng cuối "}.get((self.first.month, self.last.month), "")
        return f"{half}năm {self.first.year}"


@dataclass(frozen=True, slots=True)
class ReformPart:
    """Một mục: its sentences; ``known`` false: its book is empty, and it says so, never 0.

    ``absent`` are the units which did not report what it rests on; ``figures`` its counts by code, None: not known.
    ``added`` is what a person wrote to it.
    """

    rule: PartRule
    known: bool
    sentences: tuple[str, ...]
    absent: tuple[str, ...] = ()
    figures: Mapping[str, int | str | None] = field(default_factory=dict)
    added: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """Các câu: as computed, then what a person added."""
        return (*self.sentences, *([self.added] if self.added else []))


@dataclass(frozen=True, slots=True)
class ReformReport:
    """Báo cáo: of a plan for a period, as the books stand on ``day``."""

    campaign: str
    title: str
    period: ReformPeriod
    window: Window
    day: date
    parts: tuple[ReformPart, ...]

    def part(self, part: PartId) -> ReformPart | None:
        """Một mục: None where this period has none."""
        return next((one for one in self.parts if one.rule.id is part), None)

    @property
    def empty(self) -> tuple[ReformPart, ...]:
        """Mục chưa có sổ: of which nothing is known."""
        return tuple(one for one in self.parts if not one.known)

    @property
    def lacking(self) -> tuple[ReformPart, ...]:
        """Mục còn đơn vị chưa báo cáo: with their names."""
        return tuple(one for one in self.parts if one.absent)


@cache
def part_rules() -> Mapping[PartId, PartRule]:
    """Các mục: in the order in which the report has them."""
    source = files("directives.results_use").joinpath("data/reform_report.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(source)["part"]
    return {
        PartId(row["id"]): PartRule(
            PartId(row["id"]),
            row["title"],
            row["nothing"],
            row["owed"],
            tuple(ReformPeriod(one) for one in row["periods"]),
        )
        for row in rows
    }


def parts_of(period: ReformPeriod) -> Sequence[PartRule]:
    """Các mục của một kỳ: in order."""
    return [rule for rule in part_rules().values() if period in rule.periods]


#: Tháng lập báo cáo sau khi hết kỳ: a report written in it is about the period that has just ended.
_GRACE = timedelta(days=31)


def window_of(period: ReformPeriod, day: date) -> Window:
    """Kỳ của một ngày: the one it lies in; within the month after its end still the one that ended.

    >>> window_of(ReformPeriod.HALF_YEAR, date(2020, 7, 10)).in_words
    '6 tháng đầu năm 2020'
    >>> window_of(ReformPeriod.YEAR, date(2020, 12, 10)).in_words
    'năm 2020'
    """
    meant = day - _GRACE
    if period is ReformPeriod.YEAR:
        return Window(date(meant.year, 1, 1), date(meant.year, 12, 31))
    if meant.month <= 6:
        return Window(date(meant.year, 1, 1), date(meant.year, 6, 30))
    return Window(date(meant.year, 7, 1), date(meant.year, 12, 31))
