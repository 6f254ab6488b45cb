"""Máy trạng thái của việc theo dõi: random plans, acts, days and documents; the rules hold whatever comes.

A slow, naive oracle works every state out from the list of what happened, one duty at a time.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from directives.followup.actions import acts_due, reminders_due
from directives.followup.duties import DutyKey, PlanUnit, duties_of, lanes_of
from directives.followup.expected import by_step, by_unit
from directives.followup.ladders import Superiors
from directives.followup.log import ANY, Event, EventKind
from directives.followup.moves import IllegalMove, refuse_illegal
from directives.followup.plan import BY_ENGINE, ActKind, Due, Plan, Recipient, Rung, Step
from directives.followup.recurrence import Every, Recurrence
from directives.followup.stages import TRANSITIONS, Stage
from directives.followup.status import Board, DutyState, status
from tests.workspaces import calendar

FIRST = date(2026, 2, 2)
LAST = date(2026, 4, 30)
UNITS = tuple(PlanUnit(name, name, "commune", "tinh", surveyed=True) for name in ("x1", "x2", "x3"))
ACTS = (ActKind.ISSUE, ActKind.EVIDENCE, ActKind.REPORT, ActKind.CHECK, ActKind.FIELD_WORK, ActKind.COMPUTE)
LADDER = (Rung(-2), Rung(1), Rung(3, Recipient.SUPERIOR), Rung(6, Recipient.CHAIRMAN))
OF_PEOPLE = (
    EventKind.SENT,
    EventKind.SEEN,
    EventKind.STARTED,
    EventKind.SUBMITTED,
    EventKind.RETURNED,
    EventKind.ACCEPTED,
    EventKind.COUNTED,
    EventKind.WAIVED,
    EventKind.SUSPENDED,
    EventKind.RESUMED,
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Kế hoạch bất kỳ: a few steps of any kind, each after some of those before it; checks come weekly."""
    steps: list[Step] = []
    for place in range(draw(st.integers(1, 4))):
        act = draw(st.sampled_from(ACTS))
        weeks = None
        if act is ActKind.CHECK:
            weeks = Recurrence(Every.WEEK, date(2026, 2, 9), date(2026, 3, 1), times=draw(st.integers(1, 2)))
        steps.append(
            Step(
                f"b{place}",
                f"Bước {place}",
                act,
                Due(anchor="T0", working_days=draw(st.integers(1, 30))),
                each_unit=draw(st.booleans()) or act is ActKind.CHECK,
                after=tuple(sorted(draw(st.sets(st.sampled_from([s.code for s in steps]))))) if steps else (),
                waits_for_all=draw(st.booleans()),
                recurrence=weeks,
            )
        )
    return Plan("thu", "Thử", "", "", {"T0": FIRST}, tuple(steps), ladder=LADDER)


@dataclass
class Told:
    """Một nhiệm vụ theo cách chậm: its story told event by event, every rule written out."""

    due: date | None
    times: int
    stage: Stage = Stage.NOT_SENT
    done_on: date | None = None
    counted: int = 0
    waived: bool = False
    stopped_on: date | None = None
    events: list[tuple[EventKind, date]] = field(default_factory=list)

    def hear(self, kind: EventKind, day: date, to: str) -> None:
        """Kể tiếp một việc đã xảy ra hợp lệ."""
        self.events.append((kind, day))
        self.stage = TRANSITIONS[self.stage].get(kind, self.stage)
        if kind is EventKind.MOVED:
            self.due = date.fromisoformat(to)
        elif kind is EventKind.WAIVED:
            self.waived = True
        elif kind is EventKind.SUSPENDED:
            self.stopped_on = day
        elif kind is EventKind.RESUMED:
            self.give_back(day)
            self.stopped_on = None
        elif kind is EventKind.RETURNED:
            self.done_on = None
        elif kind in (EventKind.SUBMITTED, EventKind.COUNTED):
            self.counted += kind is EventKind.COUNTED
            if (kind is EventKind.SUBMITTED or self.counted >= self.times) and self.done_on is None:
                self.stage, self.done_on = Stage.SUBMITTED, day
                self.give_back(day)
        elif kind is EventKind.DONE:
            self.done_on = day

    def give_back(self, day: date) -> None:
        """Bù từng ngày làm việc đã mất."""
        while self.stopped_on is not None and self.due is not None and self.stopped_on < day:
            if calendar().is_working_day(self.stopped_on):
                self.due = calendar().add_working_days(self.due, 1)
            self.stopped_on += timedelta(days=1)

    def state(self, day: date, lead: int) -> tuple[str, int]:
        """Tình trạng và số ngày chậm: counted day by day."""
        if self.done_on is None and self.waived:
            return "waived", 0
        if self.done_on is None and self.stopped_on is not None:
            return "suspended", 0
        assert self.due is not None
        if self.done_on is not None:
            late = working_days(self.due, self.done_on)
            return ("done_late" if self.done_on > self.due else "done"), late
        if day > self.due:
            return "late", working_days(self.due, day)
        if day == self.due:
            return "due_today", 0
        return ("due_soon" if working_days(day, self.due) <= lead else "not_due"), 0


def working_days(start: date, end: date) -> int:
    """Đếm từng ngày: after ``start`` up to and with ``end``."""
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(calendar().is_working_day(day) for day in days)


class Following(RuleBasedStateMachine):
    """Việc theo dõi: what people, documents and the engine do to a plan, day after day."""

    @initialize(plan=plans())
    def begin(self, plan: Plan) -> None:
        self.plan = plan
        self.lanes = lanes_of(plan, UNITS, calendar())
        self.day = FIRST
        self.facts: list[Event] = []
        self.said: list[Event] = []
        self.reminded: Counter[DutyKey] = Counter()
        self.told = {
            DutyKey(plan.id, lane.step.code, unit, lane.occurrence.number): Told(
                lane.occurrence.due, lane.occurrence.times
            )
            for lane in self.lanes
            for unit in lane.owers
        }

    @property
    def log(self) -> list[Event]:
        return [*self.facts, *self.said]

    def key_of(self, place: int) -> DutyKey:
        return sorted(self.told)[place % len(self.told)]

    def written(self, event: Event) -> bool:
        """Ghi nếu hợp lệ: as the service does; the refusal is held against the oracle's own rules."""
        try:
            refuse_illegal(self.lanes, self.plan, self.log, [event], calendar())
        except IllegalMove:
            return False
        self.said.append(event)
        return True

    @rule(days=st.integers(1, 9))
    @precondition(lambda self: self.day < LAST)
    def days_go_on(self, days: int) -> None:
        self.day += timedelta(days=days)

    @rule(place=st.integers(0, 99), kind=st.sampled_from(OF_PEOPLE), back=st.sampled_from((0, 0, 0, 3)))
    def somebody_says(self, place: int, kind: EventKind, back: int) -> None:
        key = self.key_of(place)
        story, on = self.told[key], self.day - timedelta(days=back)
        payload = {"reason": "bão lũ"} if kind is EventKind.WAIVED else {}
        may = self.may(key, story, kind, on)
        event = Event(len(self.said) + 1, key.step, key.unit, key.occurrence, kind, on, payload)
        assert self.written(event) == may, (kind, story)
        if may:
            story.hear(kind, on, "")

    def may(self, key: DutyKey, story: Told, kind: EventKind, on: date) -> bool:
        """Được phép: every rule of P09 by itself."""
        act = self.plan.step(key.step).act
        ended = story.stage is Stage.ACCEPTED or story.waived
        later = any(day > on for other, day in story.events if other is not EventKind.MOVED)
        if ended or later or on < FIRST:
            return False
        if kind is EventKind.WAIVED:
            return story.stage is not Stage.SUBMITTED
        if kind in (EventKind.SUSPENDED, EventKind.RESUMED):
            return (story.stopped_on is None) == (kind is EventKind.SUSPENDED)
        if act in BY_ENGINE and kind not in (EventKind.SENT, EventKind.SEEN):
            return False
        if (act is ActKind.CHECK and kind is EventKind.SUBMITTED) or (
            act is not ActKind.CHECK and kind is EventKind.COUNTED
        ):
            return False
        lane = next(one for one in self.lanes if one.code == (key.step, key.occurrence))
        if lane.occurrence.first is not None and on < lane.occurrence.first:
            return False
        return kind in TRANSITIONS[story.stage]

    @rule(place=st.integers(0, 99), on=st.integers(0, 20))
    def a_dispatch_moves_a_day(self, place: int, on: int) -> None:
        key = self.key_of(place)
        to = calendar().add_working_days(self.day, on + 1).isoformat()
        event = Event(
            len(self.said) + 1, key.step, key.unit, key.occurrence, EventKind.MOVED, self.day, {"to": to}
        )
        story = self.told[key]
        ended = story.stage is Stage.ACCEPTED or story.waived
        assert self.written(event) == (not ended)
        if not ended:
            story.hear(EventKind.MOVED, self.day, to)

    @rule(kind=st.sampled_from((EventKind.SUSPENDED, EventKind.RESUMED)))
    def a_flood_stops_all(self, kind: EventKind) -> None:
        stopping = kind is EventKind.SUSPENDED
        meant = [
            story
            for story in self.told.values()
            if not (story.stage is Stage.ACCEPTED or story.waived) and (story.stopped_on is None) == stopping
        ]
        event = Event(len(self.said) + 1, ANY, ANY, 0, kind, self.day)
        assert self.written(event) == bool(meant)
        for story in meant:
            story.hear(kind, self.day, "")

    @rule(crash_after=st.one_of(st.none(), st.integers(0, 3)))
    def the_engine_does_what_is_due(self, crash_after: int | None) -> None:
        """The process may be killed between two acts; asked again it goes on with the others."""
        acts = [key for act in acts_due(self.board()) for key in act.keys]
        assert len(acts) == len(set(acts))
        for key in acts[:crash_after]:
            assert self.plan.step(key.step).act in (*BY_ENGINE, ActKind.FIELD_WORK)
            assert self.told[key].done_on is None, "nothing is done twice"
            assert not self.told[key].waived
            self.facts.append(Event(0, key.step, key.unit, key.occurrence, EventKind.DONE, self.day))
            self.told[key].hear(EventKind.DONE, self.day, "")

    @rule()
    def reminders_go_out(self) -> None:
        board = self.board()
        superiors = Superiors({unit.id: unit.superior for unit in UNITS}, lambda unit: "chu-tich")
        for action in reminders_due(board, superiors):
            for key in action.keys:
                self.reminded[key] += 1
                assert self.reminded[key] == 1, "a rung is climbed once"
                story = self.told[DutyKey(key.campaign, key.step, key.unit, key.occurrence)]
                assert story.done_on is None, "done duties are not reminded of"
                assert not story.waived, "nor waived ones"
                assert story.stopped_on is None, "the clock stands"
                payload = {"rung": key.rung}
                self.facts.append(
                    Event(0, key.step, key.unit, key.occurrence, EventKind.REMINDED, self.day, payload)
                )

    def board(self) -> Board:
        return status(self.lanes, self.plan, self.log, calendar(), self.day)

    @invariant()
    def the_board_is_what_the_oracle_tells(self) -> None:
        board = self.board()
        found = {one.duty.key: one for one in board.statuses()}
        assert found.keys() == self.told.keys(), "no duty is lost, none is made up"
        for key, story in self.told.items():
            one, lead = found[key], self.plan.step(key.step).lead
            assert (one.state.value, one.working_days_late) == story.state(self.day, lead), (key, story)
            assert one.duty.due == story.due
            assert one.duty.due is None or calendar().is_working_day(one.duty.due)
            assert one.done_on == story.done_on
            assert one.stage is story.stage
        states = Counter(one.state for one in found.values())
        assert board.counts() == {state.value: states[state] for state in DutyState}
        assert [one.duty.key for one in board.late()] == [
            one.duty.key for one in board.statuses() if one.state is DutyState.LATE
        ]
        counts = board.counts()
        for rows in ([row.tally for row in by_step(board)], [row.tally for row in by_unit(board)]):
            assert sum(row.owed for row in rows) == len(self.told)
            assert sum(row.late for row in rows) == counts["late"]
            assert sum(row.done for row in rows) == counts["done"] + counts["done_late"]
        assert len(duties_of(self.plan, UNITS, calendar())) == len(self.told)


class TestFollowing(Following.TestCase):  # type: ignore[misc, name-defined] # made by Hypothesis
    """In the quick run."""

    settings = settings(max_examples=12, stateful_step_count=20, deadline=None)


@pytest.mark.slow
class TestFollowingForLong(Following.TestCase):  # type: ignore[misc, name-defined] # made by Hypothesis
    """In the long run."""

    settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
