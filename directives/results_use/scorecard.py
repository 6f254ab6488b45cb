"""Phiếu đánh giá đơn vị: the figures by which a unit's year is valued, column by column; the unknown is said."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import TypeAdapter

from directives.followup.duties import PlanUnit
from directives.followup.log import EventKind, Log
from directives.followup.plan import BY_ENGINE, ActKind, ResultBook, Step
from directives.followup.status import Board, DutyState, LaneBoard


class Known(StrEnum):
    """Số liệu chỉ số: whether a unit has an index that may be shown."""

    SHOWN = "shown"  # có số liệu
    WITHHELD = "withheld"  # không công bố: quá ít phiếu
    UNMEASURED = "unmeasured"  # không được đo lường


class Verdict(StrEnum):
    """Kết luận về thay đổi: better or worse only beyond the sampling error of both years."""

    BETTER = "better"  # tăng rõ
    WORSE = "worse"  # giảm rõ
    UNSURE = "unsure"  # chưa đủ để kết luận
    INCOMPARABLE = "incomparable"  # không so sánh được


@dataclass(frozen=True, slots=True)
class IndexFigure:
    """Chỉ số của đơn vị: published value in percent with its 95 % interval, and the plain mean of its level.

    All None unless ``known`` is "shown"; the interval also where it cannot be estimated. ``apart`` says whether the
    unit's interval lies wholly below (-1) or above (1) the mean of its level.
    """

    known: Known
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    forms: int = 0
    level: str = ""
    level_mean: Decimal | None = None
    apart: int = 0


@dataclass(frozen=True, slots=True)
class IndexChange:
    """Thay đổi so với năm trước: percentage points of the index, with the 95 % interval of the difference.

    ``reason`` says why two years cannot be compared, or why nothing can be concluded, in Vietnamese.
    """

    verdict: Verdict
    earlier: Decimal | None = None
    difference: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DutyTally:
    """Nhiệm vụ đến hạn: those whose day is over, or has come and was used; waived and suspended ones are apart."""

    due: int = 0
    on_time: int = 0
    late: int = 0
    missing: int = 0
    excused: int = 0

    def __add__(self, other: "DutyTally") -> "DutyTally":
        """Cộng: column by column."""
        return DutyTally(
            self.due + other.due,
            self.on_time + other.on_time,
            self.late + other.late,
            self.missing + other.missing,
            self.excused + other.excused,
        )


@dataclass(frozen=True, slots=True)
class BookTally:
    """Việc ghi sổ sau công bố: duties which ask for entries in a book, and those which have them."""

    book: str
    due: int
    done: int


@dataclass(frozen=True, slots=True)
class LateDuty:
    """Nhiệm vụ chậm hoặc chưa làm: which step and period, and by how many working days."""

    step: str
    name: str
    occurrence: int
    missing: bool
    working_days: int


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Phiếu đánh giá: of one unit, on one day. ``score`` is None unless weights were set and every part is known.

    ``reports`` and ``checks`` are part of ``duties``; ``returned`` counts how often a report was sent back;
    ``checked`` of ``quota`` checks were made in the periods that are over.
    """

    unit: str
    name: str
    index: IndexFigure
    change: IndexChange
    duties: DutyTally = DutyTally()
    reports: DutyTally = DutyTally()
    returned: int = 0
    quota: int = 0
    checked: int = 0
    books: tuple[BookTally, ...] = ()
    behind: tuple[LateDuty, ...] = ()
    score: Decimal | None = None
    score_reason: str = ""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Đánh giá năm: the cards of all units of a plan on a day; ``inputs`` are the hashes of what they rest on.

    ``weights`` by the code of a part, empty when nobody set any; then no card has a score.
    """

    campaign: str
    title: str
    day: date
    year: int
    cards: tuple[Scorecard, ...]
    weights: Mapping[str, int] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    version: int = 0

    def card(self, unit: str) -> Scorecard | None:
        """Phiếu của một đơn vị: None where the unit has no part in the plan."""
        return next((one for one in self.cards if one.unit == unit), None)


def owing(board: Board, units: Iterable[PlanUnit], judges: Collection[str]) -> dict[str, PlanUnit]:
    """Đơn vị được đánh giá: those who owe a step that people do, in the order of the plan, but for their judges."""
    owers = {unit for lane in board.lanes if _by_people(lane.lane.step) for unit in lane.lane.owers}
    return {one.id: one for one in units if one.id in owers and one.id not in judges}


def scorecard(
    board: Board, unit: PlanUnit, index: IndexFigure, change: IndexChange, returned: int
) -> Scorecard:
    """Lập phiếu: the index as handed in; duties, reports, checks and books as the board of the day shows them."""
    duties, reports = DutyTally(), DutyTally()
    quota = checked = 0
    books: dict[str, tuple[int, int]] = {}
    behind: list[LateDuty] = []
    for lane in board.lanes:
        step = lane.lane.step
        if not _by_people(step) or unit.id not in lane.lane.owers:
            continue
        one, days = _of_lane(board, lane, unit.id)
        duties += one
        if step.act is ActKind.REPORT:
            reports += one
        if step.act is ActKind.CHECK and one.due:
            quota += lane.lane.occurrence.times
            checked += _checks(lane, unit.id)
        if step.book is not None:
            due, done = books.get(step.book.value, (0, 0))
            books[step.book.value] = due + one.due, done + one.on_time + one.late
        if one.late or one.missing:
            behind.append(
                LateDuty(step.code, step.name, lane.lane.occurrence.number, bool(one.missing), days)
            )
    return Scorecard(
        unit.id,
        unit.name,
        index,
        change,
        duties,
        reports,
        returned,
        quota,
        checked,
        tuple(BookTally(book.value, *books[book.value]) for book in ResultBook if book.value in books),
        tuple(behind),
    )


def _by_people(step: Step) -> bool:
    return step.act not in BY_ENGINE and not step.standing


def _of_lane(board: Board, lane: LaneBoard, unit: str) -> tuple[DutyTally, int]:
    """One duty as a tally; a day counts once it is over, or as soon as the duty was done on it."""
    status = board.status(lane, unit)
    if status.state in (DutyState.WAIVED, DutyState.SUSPENDED):
        return DutyTally(excused=1), 0
    due = status.duty.due
    if due is None or due > board.day:
        return DutyTally(), 0
    match status.state:
        case DutyState.DONE:
            return DutyTally(due=1, on_time=1), 0
        case DutyState.DONE_LATE:
            return DutyTally(due=1, late=1), status.working_days_late
        case DutyState.LATE:
            return DutyTally(due=1, missing=1), status.working_days_late
        case _:
            return DutyTally(), 0


def _checks(lane: LaneBoard, unit: str) -> int:
    """Số lần kiểm tra: handed in by one document counts as the whole quota, as the board takes it."""
    counted, times = lane.trace(unit).counted, lane.lane.occurrence.times
    return max(counted, times) if unit in lane.done else counted


def returned_reports(board: Board, log: Log) -> Counter[str]:
    """Báo cáo bị trả lại: how often each unit's reports were sent back, up to the day of the board."""
    reporting = {lane.lane.step.code for lane in board.lanes if lane.lane.step.act is ActKind.REPORT}
    return Counter(
        event.unit
        for event in log.said
        if event.kind is EventKind.RETURNED and event.step in reporting and event.day <= board.day
    )


_EVALUATION = TypeAdapter(Evaluation)


def evaluation_as_json(one: Evaluation) -> dict[str, object]:
    """Đánh giá dạng JSON: as plain values, to be kept; its version is its place among those kept."""
    content: dict[str, object] = _EVALUATION.dump_python(one, mode="json")
    content.pop("version")
    return content


def evaluation_from_json(content: Mapping[str, object], version: int) -> Evaluation:
    """Đánh giá đã ghi: what was written by ``evaluation_as_json``."""
    return _EVALUATION.validate_python({**content, "version": version})
