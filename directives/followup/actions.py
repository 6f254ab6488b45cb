"""Việc tiếp theo: what must be done on a day, each with the keys by which it is done at most once. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from directives.followup.duties import CAMPAIGN, DutyKey
from directives.followup.ladders import Reached, Superiors, rung_day, rung_reached
from directives.followup.plan import BY_ENGINE, ActKind, Plan, Recipient, Step
from directives.followup.recurrence import WorkingDays
from directives.followup.status import Board, LaneBoard


class ActionKind(Enum):
    """Loại việc tiếp theo: an act of the engine for a step, a reminder by its rung, an answer that is owed."""

    ISSUE = "issue"  # soạn, cấp số, phát hành, gửi
    COMPUTE = "compute"  # tính, chốt kết quả
    PUBLISH = "publish"  # công bố
    SYNTHESISE = "synthesise"  # tổng hợp báo cáo
    OPEN = "open"  # mở đợt sau
    CLOSE = "close"  # khép lại: việc tại địa bàn, nhận phiếu giả lập
    REMIND = "remind"  # đôn đốc đơn vị
    ESCALATE = "escalate"  # báo lên cấp trên, Chủ tịch tỉnh
    ANSWER = "answer"  # trả lời vướng mắc


_KIND_OF = {
    ActKind.ISSUE: ActionKind.ISSUE,
    ActKind.COMPUTE: ActionKind.COMPUTE,
    ActKind.PUBLISH: ActionKind.PUBLISH,
    ActKind.SYNTHESISE: ActionKind.SYNTHESISE,
    ActKind.OPEN_NEXT: ActionKind.OPEN,
    ActKind.FIELD_WORK: ActionKind.CLOSE,
    ActKind.RETURNS: ActionKind.CLOSE,
}


@dataclass(frozen=True, slots=True)
class Action:
    """Việc tiếp theo: for a step the units whose turn it is; for a reminder the duties it is about, by recipient.

    ``keys`` of a reminder carry the rung, and each is reminded of once. ``key`` names the action itself: there is
    at most one reminder a day from a plan to a recipient. ``draft`` is the rung's own draft, if it names one.
    """

    kind: ActionKind
    keys: tuple[DutyKey, ...]
    step: str = ""
    recipient: str = ""
    to: Recipient = Recipient.UNIT
    draft: str = ""
    key: str = ""

    @property
    def rung(self) -> int:
        """Bậc: the highest rung among the duties it is about; 0 for what is no reminder."""
        return max((key.rung for key in self.keys), default=0)


def acts_due(board: Board) -> tuple[Action, ...]:
    """Việc của máy đến hạn: for each lane whose act the engine does, the units whose turn it is by the board's day."""
    settled = _settled_by_step(board)
    found = []
    for lane in board.lanes:
        step = lane.lane.step
        if not _by_machine(step, board.plan):
            continue
        units = tuple(_turns(board, lane, settled))
        if units:
            keys = tuple(lane.lane.duty(board.plan, unit).key for unit in units)
            name = f"{board.plan.id}/{step.code}/{lane.lane.occurrence.number}"
            found.append(Action(_KIND_OF[step.act], keys, step.code, key=name))
    return tuple(found)


def _by_machine(step: Step, plan: Plan) -> bool:
    """Máy làm: what the engine does, the end of the field work, and the returns of a demonstration (made up)."""
    synthetic = plan.synthetic_returns is not None
    return (
        step.act in BY_ENGINE or step.act is ActKind.FIELD_WORK or (synthetic and step.act is ActKind.RETURNS)
    )


def _turns(board: Board, lane: LaneBoard, settled: Mapping[str, "_Settled"]) -> Iterator[str]:
    """Đến lượt: the units whose day has come and which wait for nobody."""
    step = lane.lane.step
    waits = [settled[earlier] for earlier in step.after] if step.waits_for_all else []
    for unit, due, _ in _open(lane):
        if due is not None and due <= board.day and all(earlier.lets(unit) for earlier in waits):
            yield unit


def _open(lane: LaneBoard) -> Iterator[tuple[str, date | None, int]]:
    """Còn phải làm: units that have neither done it nor are let off for now, with due day and last rung sent."""
    done, traces, common = lane.done, lane.traces, lane.common
    for unit in lane.lane.owers:
        if unit not in done:
            trace = traces.get(unit, common)
            if not trace.waived and trace.suspended_on is None:
                yield unit, trace.due or lane.due, trace.rung


@dataclass(frozen=True, slots=True)
class _Settled:
    """Bước trước đã xong chưa: by all, and by which units in every occurrence."""

    all_done: bool
    open_units: frozenset[str]
    owers: frozenset[str]

    def lets(self, unit: str) -> bool:
        """A unit waits for itself where it owes the earlier step too, else for everybody."""
        return self.all_done or (unit != CAMPAIGN and unit in self.owers and unit not in self.open_units)


def _settled_by_step(board: Board) -> Mapping[str, _Settled]:
    open_units: dict[str, set[str]] = {step.code: set() for step in board.plan.steps}
    owers: dict[str, frozenset[str]] = {}
    for lane in board.lanes:
        if lane.lane.step.standing:
            continue
        here = frozenset(lane.lane.owers)
        waived = [unit for unit in here if lane.trace(unit).waived] if _any_waived(lane) else ()
        owers[lane.lane.step.code] = here
        open_units[lane.lane.step.code] |= here.difference(lane.done, waived)
    return {
        code: _Settled(not units, frozenset(units), owers.get(code, frozenset()))
        for code, units in open_units.items()
    }


def _any_waived(lane: LaneBoard) -> bool:
    return lane.common.waived or any(trace.waived for trace in lane.traces.values())


def reminders_due(board: Board, superiors: Superiors) -> tuple[Action, ...]:
    """Đôn đốc đến hạn: gathered by recipient, one for each, with every duty it is about.

    Of the rungs which a duty has reached only the highest not yet sent is sent: after days of downtime one
    reminder. Nobody is reminded of what waits for a document that is not out yet. On a day off nothing goes out.
    """
    calendar, day = board.calendar, board.day
    if calendar.roll_back(day) != day:
        return ()
    settled = _settled_by_step(board)
    gathered: dict[tuple[bool, str], list[tuple[Reached, DutyKey]]] = {}
    for lane in board.lanes:
        for unit, reached in _to_remind(board, lane, settled):
            number = lane.lane.occurrence.number
            key = DutyKey(board.plan.id, lane.lane.step.code, unit, number, reached.number)
            if to := superiors.recipient(reached.rung.to, unit):
                chairman = reached.rung.to is Recipient.CHAIRMAN and to != unit
                gathered.setdefault((chairman, to), []).append((reached, key))
    return tuple(
        _reminder(board, recipient, chairman, about) for (chairman, recipient), about in gathered.items()
    )


def _to_remind(
    board: Board, lane: LaneBoard, settled: Mapping[str, _Settled]
) -> Iterator[tuple[str, Reached]]:
    """Phải đôn đốc: units of a lane which have reached a rung above the last one sent."""
    step, ladder = lane.lane.step, board.plan.ladder_of(lane.lane.step)
    if not ladder or _by_machine(step, board.plan):
        return
    waits = [settled[earlier] for earlier in _documents_before(step, board.plan)]
    rungs: dict[date, Reached | None] = {}
    for unit, due, sent in _open(lane):
        if due is None or unit == CAMPAIGN:
            continue
        if due not in rungs:
            rungs[due] = rung_reached(ladder, due, board.calendar, board.day)
        reached = rungs[due]
        if reached and reached.number > sent and all(earlier.lets(unit) for earlier in waits):
            yield unit, reached


def _documents_before(step: Step, plan: Plan) -> frozenset[str]:
    """Việc của máy phải xong trước: acts of the engine on which the step rests, through whatever lies between."""
    if not step.waits_for_all:
        return frozenset()
    found: set[str] = set()
    ahead = list(step.after)
    while ahead:
        earlier = plan.step(ahead.pop())
        if earlier.code not in found:
            found.add(earlier.code)
            ahead += earlier.after
    return frozenset(code for code in found if _by_machine(plan.step(code), plan))


def _reminder(board: Board, recipient: str, chairman: bool, about: list[tuple[Reached, DutyKey]]) -> Action:
    """Một công văn đôn đốc: worded for the highest of its recipients, by the draft of its highest rung."""
    of_others = any(key.unit != recipient for _, key in about)
    to = Recipient.CHAIRMAN if chairman else Recipient.SUPERIOR if of_others else Recipient.UNIT
    drafts = [reached.rung.draft for reached, _ in sorted(about, key=lambda one: -one[0].number)]
    mark = f"{recipient}/{to.value}" if chairman else recipient
    return Action(
        ActionKind.ESCALATE if of_others else ActionKind.REMIND,
        tuple(key for _, key in about),
        recipient=recipient,
        to=to,
        draft=next(filter(None, drafts), ""),
        key=f"{board.plan.id}/remind/{mark}/{board.day.isoformat()}",
    )


def days_with_work(board: Board, calendar: WorkingDays, until: date) -> tuple[date, ...]:
    """Các ngày có thể có việc: up to ``until``, when something still open falls due or reaches a rung, in order.

    What should have been done before the board's day is done on that day: no document is dated back.
    """
    days: set[date] = set()
    for lane in board.lanes:
        by_machine = _by_machine(lane.lane.step, board.plan)
        ladder = () if by_machine else board.plan.ladder_of(lane.lane.step)
        for due, sent in {(due, sent) for _, due, sent in _open(lane) if due is not None}:
            days.add(due)
            days |= {rung_day(rung, due, calendar) for rung in ladder[sent:]}
    return tuple(sorted({max(day, board.day) for day in days if day <= until}))
