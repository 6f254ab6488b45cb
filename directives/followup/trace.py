"""Dấu vết: what the log says of one duty: its stage, its day, what a document changed. Illegal moves change nothing."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from directives.followup.log import Event, EventKind
from directives.followup.recurrence import WorkingDays
from directives.followup.stages import TRANSITIONS, Stage, legal_kinds

_ONE_DAY = timedelta(days=1)
#: Sự kiện có căn cứ: those by which a document changes what is owed, and which are shown with it.
_CHANGES = frozenset({EventKind.MOVED, EventKind.SUSPENDED, EventKind.RESUMED, EventKind.WAIVED})

#: Sự kiện mà nội dung làm đổi dấu vết: of all others only kind and day matter.
_WITH_PAYLOAD = _CHANGES | {EventKind.REMINDED}


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """Dấu vết: what the events up to the day say of one duty (or of all of a lane).

    ``due`` is the day set by extensions and suspensions, None while the plan's own holds; ``submitted_on`` the day
    of the submission that was not sent back; ``changes`` are the documents by which the duty was moved, suspended,
    resumed or waived; ``last_on`` is the day of its last move.
    """

    due: date | None = None
    stage: Stage = Stage.NOT_SENT
    submitted_on: date | None = None
    counted: int = 0
    waived: bool = False
    suspended_on: date | None = None
    rung: int = 0
    changes: tuple[Event, ...] = ()
    last_on: date | None = None

    def legal(self) -> frozenset[EventKind]:
        """Việc được làm tiếp: the kinds of events that may come now."""
        return legal_kinds(self.stage, suspended=self.suspended_on is not None, waived=self.waived)


#: Dấu vết trống: of a duty of which nothing was said.
UNTOUCHED = Trace()


@dataclass(slots=True)
class Tracer:
    """Người lần dấu vết: follows the events of one lane's duties.

    Thousands of units are told and say the same on the same days: what comes of it is worked out once, and they share
    one trace. ``times`` is the quota of the lane's period, ``due`` the day that the plan gives it.
    """

    times: int
    due: date | None
    calendar: WorkingDays
    _known: dict[tuple[Trace, EventKind, date, int], tuple[Trace, Event]] = field(default_factory=dict)

    def follow(self, trace: Trace, event: Event) -> Trace:
        """Theo một sự kiện: the trace after it; the same when it is no legal move."""
        _, _, _, _, kind, day, payload = event
        key = (trace, kind, day, id(payload) if kind in _WITH_PAYLOAD else 0)
        found = self._known.get(key)
        if found is None:  # the payload is kept with its id, so that it stays its own
            found = self._known[key] = (followed(trace, event, self), event)
        return found[0]


def followed(trace: Trace, event: Event, lane: Tracer) -> Trace:
    """Dấu vết sau một sự kiện: a pure function of the trace, the event and the lane's quota, day and calendar."""
    kind = event.kind
    if kind not in trace.legal():
        return trace
    if kind is EventKind.REMINDED:
        rung = event.payload.get("rung", 0)
        return replace(trace, rung=max(trace.rung, rung if isinstance(rung, int) else 0))
    stage = TRANSITIONS[trace.stage].get(kind, trace.stage)
    if kind is EventKind.MOVED:
        return replace(_moved(trace, event), changes=(*trace.changes, event))
    moved = replace(trace, stage=stage, last_on=event.day)
    if kind in _CHANGES:
        return replace(_changed(moved, event, lane), changes=(*trace.changes, event))
    return _handed_in(moved, event, lane)


def _handed_in(trace: Trace, event: Event, lane: Tracer) -> Trace:
    """Nộp, trả lại, kiểm tra: a quota is filled by its last count, and what was sent back is open again."""
    if event.kind is EventKind.RETURNED:
        return replace(trace, submitted_on=None)
    if event.kind is EventKind.COUNTED:
        counted = trace.counted + 1
        full = counted >= lane.times
        trace = replace(trace, counted=counted, stage=Stage.SUBMITTED if full else trace.stage)
    if trace.stage is Stage.SUBMITTED and trace.submitted_on is None:
        return replace(_given_back_days(trace, event.day, lane), submitted_on=event.day)
    return trace


def _moved(trace: Trace, event: Event) -> Trace:
    to = event.payload.get("to")
    return trace if to is None else replace(trace, due=date.fromisoformat(str(to)))


def _changed(trace: Trace, event: Event, lane: Tracer) -> Trace:
    """Tạm dừng, tiếp tục, miễn."""
    match event.kind:
        case EventKind.SUSPENDED:
            return replace(trace, suspended_on=event.day)
        case EventKind.RESUMED:
            return replace(_given_back_days(trace, event.day, lane), suspended_on=None)
        case _:
            return replace(trace, waived=True)


def _given_back_days(trace: Trace, day: date, lane: Tracer) -> Trace:
    """Bù ngày tạm dừng: the working days from the suspension to the day before ``day`` are put on top of the due day.

    One that was late already when it was suspended does not become later by the suspension.
    """
    held = trace.due or lane.due
    if trace.suspended_on is None or held is None or day <= trace.suspended_on:
        return trace
    lost = lane.calendar.working_days_between(trace.suspended_on - _ONE_DAY, day - _ONE_DAY)
    return replace(trace, due=lane.calendar.add_working_days(held, lost), suspended_on=day)
