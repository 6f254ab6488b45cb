"""Sự kiện hợp lệ: whether what is to be written down may happen to a duty now; all that is wrong is said at once."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from directives.errors import N_, DirectiveError, Problem, Words
from directives.followup.duties import Lane
from directives.followup.log import ANY, EVERY_OCCURRENCE, Event, EventKind
from directives.followup.plan import BY_ENGINE, ActKind, Plan, Step
from directives.followup.recurrence import WorkingDays
from directives.followup.stages import EVENT_WORDS, STAGE_WORDS, Stage
from directives.followup.status import LaneBoard, status
from directives.followup.trace import Trace, Tracer, followed

#: Văn bản về nhiệm vụ: what may be said of many duties at once, and of those which the engine itself does.
OF_DOCUMENTS = frozenset({EventKind.MOVED, EventKind.SUSPENDED, EventKind.RESUMED, EventKind.WAIVED})
#: Of the engine's duties a message may still be noted as sent or seen; nobody else does them.
_OF_ENGINE_STEPS = OF_DOCUMENTS | {EventKind.SENT, EventKind.SEEN, EventKind.DONE, EventKind.REMINDED}


class IllegalMove(DirectiveError):
    """Không thể ghi: an event that may not come to its duty now; each with unit, step, stage and what may come."""

    kind = "illegal_move"
    template = N_("This cannot be written down for {campaign}; nothing was ({count} problem(s)):")

    def __init__(self, campaign: str, problems: Sequence[Problem]) -> None:
        super().__init__(where=campaign, problems=problems, campaign=campaign, count=len(problems))


_NO_STEP = N_("the plan has no step {step}, period {occurrence}; there are: {steps}")
_NOT_OWED = N_("{unit} does not owe step {step}, period {occurrence}; see “vanthu campaign status --by unit”")
_NOT_ALLOWED = N_(
    "step {step}, period {occurrence}, of {unit} stands at “{stage}”: “{event}” cannot come now; "
    "what may come: {allowed}"
)
_WRONG_ACT = N_("step {step} is closed by {act}: “{event}” means nothing to it; what may come: {allowed}")
_NO_REASON = N_("step {step} of {unit} is waived only with a reason; give one")
_TOO_EARLY = N_("{day} is before {first}, the first day of the plan; check the date")
_BEFORE_PERIOD = N_("{day} is before {first}, when period {occurrence} of step {step} begins; check the date")
_BEFORE_LAST = N_(
    "{day} is before {last}, the day of the last event of step {step} of {unit}; events follow each other"
)
_NOT_ALL = N_("“{event}” is said of one unit and one period of a step, not of all of them")


@dataclass(slots=True)
class _Duties:
    """Nhiệm vụ đang xét: as the log leaves them, and as the events looked at so far would."""

    calendar: WorkingDays
    boards: Sequence[LaneBoard]
    followed: dict[tuple[tuple[str, int], str], Trace] = field(default_factory=dict)

    def trace(self, board: LaneBoard, unit: str) -> Trace:
        return self.followed.get((board.lane.code, unit)) or board.trace(unit)

    def closed(self, board: LaneBoard, unit: str) -> bool:
        """The engine did it."""
        return unit in board.done and board.trace(unit).submitted_on is None

    def follow(self, board: LaneBoard, unit: str, event: Event) -> None:
        lane = Tracer(board.lane.occurrence.times, board.due, self.calendar)
        self.followed[board.lane.code, unit] = followed(self.trace(board, unit), event, lane)


def first_day_of(plan: Plan, lanes: Iterable[Lane]) -> date | None:
    """Ngày đầu của kế hoạch: its first anchor, period or due day; None for a plan that has only days to be kept by.

    What has nothing but fixed due days says not from when the units work.
    """
    dues, starts = [], list(plan.anchors.values())
    for lane in lanes:
        starts += [lane.occurrence.first] if lane.occurrence.first else []
        dues += [lane.occurrence.due] if lane.occurrence.due else []
    return min(starts + dues) if starts else None


def refuse_illegal(
    lanes: Sequence[Lane], plan: Plan, log: Iterable[Event], new: Sequence[Event], calendar: WorkingDays
) -> None:
    """Kiểm tra sự kiện mới: one after the other, on top of the log. Raises IllegalMove with everything wrong.

    ``log`` holds at least all that was said of the steps of ``new``.
    """
    boards = status(lanes, plan, log, calendar, date.max - timedelta(days=1)).lanes
    duties, first = _Duties(calendar, boards), first_day_of(plan, lanes)
    problems = [problem for event in new for problem in _problems(event, plan.id, duties, first)]
    if problems:
        raise IllegalMove(plan.id, problems)


def _problems(event: Event, campaign: str, duties: _Duties, first: date | None) -> Iterator[Problem]:
    said = {"step": event.step, "unit": event.unit or campaign, "occurrence": event.occurrence}
    facts = {**said, "event": EVENT_WORDS[event.kind], "day": event.day}
    where = f"{event.step}/{event.unit}/{event.occurrence}"
    if event.kind is EventKind.MOVED and "anchor" in event.payload:
        return  # an anchor is no duty
    if first is not None and event.day < first:
        yield Problem(_TOO_EARLY, {**facts, "first": first}, where)
    wide = ANY in (event.step, event.unit) or event.occurrence == EVERY_OCCURRENCE
    if wide and event.kind not in OF_DOCUMENTS:
        yield Problem(_NOT_ALL, facts, where)
        return
    meant = [board for board in duties.boards if _is_about(event, board)]
    if not meant:
        known = ", ".join(dict.fromkeys(board.lane.step.code for board in duties.boards))
        yield Problem(_NO_STEP, {**facts, "steps": known}, where)
        return
    owing = [board for board in meant if event.unit == ANY or event.unit in board.lane.owers]
    if not owing:
        yield Problem(_NOT_OWED, facts, where)
        return
    if event.kind is EventKind.WAIVED and not str(event.payload.get("reason", "")).strip():
        yield Problem(_NO_REASON, facts, where)
    if wide:
        yield from _wide(event, owing, duties, facts, where)
    else:
        yield from _single(event, owing[0], duties, facts, where)


def _single(
    event: Event, board: LaneBoard, duties: _Duties, facts: dict[str, object], where: str
) -> Iterator[Problem]:
    step, period = board.lane.step, board.lane.occurrence
    trace = duties.trace(board, event.unit)
    closed = duties.closed(board, event.unit)
    legal = frozenset() if closed else trace.legal()
    allowed = _listed([kind for kind in legal if _fits(kind, step)])
    if event.kind not in legal:
        stage = _stage(trace, closed=closed)
        yield Problem(_NOT_ALLOWED, {**facts, "stage": stage, "allowed": allowed}, where)
        return
    if not _fits(event.kind, step):
        yield Problem(_WRONG_ACT, {**facts, "act": step.act.value, "allowed": allowed}, where)
        return
    if event.kind not in OF_DOCUMENTS and period.first is not None and event.day < period.first:
        yield Problem(_BEFORE_PERIOD, {**facts, "first": period.first}, where)
    if event.kind is not EventKind.MOVED and trace.last_on is not None and event.day < trace.last_on:
        yield Problem(_BEFORE_LAST, {**facts, "last": trace.last_on}, where)
    duties.follow(board, event.unit, event)


def _wide(
    event: Event, boards: Sequence[LaneBoard], duties: _Duties, facts: dict[str, object], where: str
) -> Iterator[Problem]:
    """Cho nhiều nhiệm vụ: legal if it is so for one of them at least; those which have ended are not concerned."""
    concerned = False
    for board in boards:
        for unit in board.lane.owers if event.unit == ANY else (event.unit,):
            if event.kind in duties.trace(board, unit).legal() and not duties.closed(board, unit):
                concerned = True
                duties.follow(board, unit, event)
    if not concerned:
        yield Problem(_NOT_ALLOWED, {**facts, "stage": "–", "allowed": Words()}, where)


def _is_about(event: Event, board: LaneBoard) -> bool:
    step, occurrence = board.lane.code
    return event.step in (ANY, step) and event.occurrence in (EVERY_OCCURRENCE, occurrence)


def _fits(kind: EventKind, step: Step) -> bool:
    """Hợp với loại việc: checks are counted, all else is handed in; what the engine does nobody else does."""
    if step.act in BY_ENGINE:
        return kind in _OF_ENGINE_STEPS
    if step.act is ActKind.CHECK:
        return kind is not EventKind.SUBMITTED
    return kind is not EventKind.COUNTED


def _stage(trace: Trace, *, closed: bool) -> str:
    if closed:
        return STAGE_WORDS[Stage.ACCEPTED]
    return EVENT_WORDS[EventKind.WAIVED] if trace.waived else STAGE_WORDS[trace.stage]


def _listed(kinds: Collection[EventKind]) -> Words:
    """Việc được làm tiếp: those of people, in the order in which they usually come."""
    return Words(
        words
        for kind, words in EVENT_WORDS.items()
        if kind in kinds and kind not in (EventKind.DONE, EventKind.REMINDED)
    )
