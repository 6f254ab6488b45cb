"""Chuyện một năm sử dụng kết quả (trình diễn): who wrote what in its books, in the order of the days."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from directives.followup.duties import Lane, lanes_of
from directives.followup.plan import ActKind, ResultBook
from directives.results_use.telling import Purpose
from workflows.services import demonstration_books as books
from workflows.services.demonstration_plans import LATE, UNITS, Year
from workflows.services.followup_state import followup_state, units_on
from workflows.services.workspace import Workspace

#: Xã chậm: somebody of it signs in; it was given more time, and its register was sent back and has not come again.
_SENT_BACK = LATE[2]
#: Đơn vị chờ duyệt, đơn vị nộp chậm, đơn vị chưa thông tin: so that the department has something to do.
_WAITING, _SLOW, _SILENT = UNITS[11], UNITS[10], UNITS[5]
#: Đơn vị có giải pháp quá hạn: the first one of each was not done.
_NOT_MENDED = frozenset({UNITS[0], UNITS[3]})
#: Tuần không kiểm tra: unit and week, counted back from the last one that is over; 0 is the one that runs.
_NOT_INSPECTED = frozenset({(_SENT_BACK, 0), (_SENT_BACK, 1), (_SENT_BACK, 2), (UNITS[2], 1), (UNITS[9], 0)})
_TOO_SHORT = "Nguyên nhân còn chung chung; đề nghị nêu rõ khâu nào, ai chịu trách nhiệm và sửa lại thời hạn"

_Chapter = tuple[date, Callable[[Workspace, date], None]]


class Story:
    """Chuyện của năm: what the units and the department write down, each thing once and on its day."""

    def __init__(self, workspace: Workspace, year: Year, until: date) -> None:
        """Dựng chuyện: of ``year``, up to ``until``; all of it is told by then."""
        self.year, self._until, self._calendar = year, until, workspace.calendar
        lanes = lanes_of(year.plan, units_on(workspace, year.plan), workspace.calendar)
        self._waiting = sorted(self._chapters(lanes), key=lambda one: one[0])

    def tell(self, workspace: Workspace, day: date) -> None:
        """Kể đến ngày: all that has happened by then and was not told yet."""
        while self._waiting and self._waiting[0][0] <= day:
            _, act = self._waiting.pop(0)
            act(workspace, day)

    def _chapters(self, lanes: Sequence[Lane]) -> Iterator[_Chapter]:
        for count, act in (
            (0, self._open),
            (8, self._give_time),
            (10, self._fill),
            (15, self._answer),
            (16, self._fill_late),
            (20, self._tell_more),
            (25, self._mend_lessons),
        ):
            yield self._calendar.add_working_days(self.year.begins, count), act
        for before, act in ((8, self._fill_at_last), (5, self._send_back)):
            yield self._calendar.add_working_days(self._until, -before), act
        over = [one for one in lanes if one.occurrence.due and one.occurrence.due <= self._until]
        reports = [one for one in over if one.step.act is ActKind.REPORT]
        checks = [one for one in over if one.step.book is ResultBook.INSPECTION]
        months = [one for one in over if one.step.book is ResultBook.ONE_STOP]
        for lane in reports[:1]:
            yield lane.occurrence.due or self._until, self._report
        for back, lane in enumerate(reversed(checks), start=1):
            yield lane.occurrence.due or self._until, self._inspected(back)
        for back, lane in enumerate(reversed(months), start=1):
            yield lane.occurrence.due or self._until, self._counted(back, lane)
        runs = [one.occurrence for one in lanes if one.step.book is ResultBook.INSPECTION]
        if any(one.first and one.due and one.first <= self._until < one.due for one in runs):
            yield self._until, self._inspected(0)
        yield self._until, self._value

    def _open(self, workspace: Workspace, day: date) -> None:
        books.make_registers(workspace, self._id)
        due = self._calendar.add_working_days(day, 40)
        self._leave(books.learn(workspace, self._id, due))

    def _give_time(self, workspace: Workspace, day: date) -> None:
        add = self._calendar.add_working_days
        books.give_more_time(workspace, self._id, "so_khac_phuc", _SENT_BACK, add(self._until, -3))
        books.give_more_time(workspace, self._id, "ke_hoach", _SENT_BACK, add(self._until, 15))

    def _fill_at_last(self, workspace: Workspace, day: date) -> None:
        books.fill_register(
            workspace, self._id, _SENT_BACK, [self._calendar.add_working_days(self._until, 20)]
        )

    def _send_back(self, workspace: Workspace, day: date) -> None:
        books.send_back(workspace, self._id, _SENT_BACK, _TOO_SHORT)

    def _fill(self, workspace: Workspace, day: date) -> None:
        for unit in UNITS:
            if unit not in (_SLOW, _WAITING, _SENT_BACK):
                books.fill_register(workspace, self._id, unit, self._deadlines(day))
        for unit in UNITS[:3]:
            books.tell_people(workspace, self._id, unit, day, Purpose.CITIZENS)
            books.tell_people(workspace, self._id, unit, day, Purpose.STAFF)
        books.tell_by_loudspeaker(workspace, self._id, UNITS[0], day)

    def _answer(self, workspace: Workspace, day: date) -> None:
        taken = [unit for unit in UNITS if unit not in (_SLOW, _WAITING, _SENT_BACK)]
        books.accept(workspace, self._id, taken)
        self._leave(books.first_remedies(workspace, self._id, _NOT_MENDED))

    def _fill_late(self, workspace: Workspace, day: date) -> None:
        books.fill_register(workspace, self._id, _SLOW, self._deadlines(day))

    def _tell_more(self, workspace: Workspace, day: date) -> None:
        books.accept(workspace, self._id, [_SLOW])
        for unit in UNITS[3:]:
            if unit != _SILENT:
                books.tell_people(workspace, self._id, unit, day, Purpose.CITIZENS)
        books.tell_by_mistake(workspace, self._id, UNITS[8], day)

    def _mend_lessons(self, workspace: Workspace, day: date) -> None:
        books.say_what_was_done(workspace, self._id, but_last=1)

    def _report(self, workspace: Workspace, day: date) -> None:
        books.report(workspace, followup_state(workspace, self._id), UNITS, day)

    def _inspected(self, back: int) -> Callable[[Workspace, date], None]:
        def act(workspace: Workspace, day: date) -> None:
            state = followup_state(workspace, self._id)
            for unit in UNITS:
                if (unit, back) not in _NOT_INSPECTED:
                    failed = int((unit, back) in ((UNITS[0], 3), (UNITS[4], 2), (_SENT_BACK, 3)))
                    number = books.inspect(workspace, state, unit, day, failed=failed)
                    if failed and unit == UNITS[0]:
                        books.mend(workspace, self._id, number, unit, day)
                    if failed and unit == _SENT_BACK:
                        books.decide_about_person(workspace, self._id, number, day)

        return act

    def _counted(self, back: int, lane: Lane) -> Callable[[Workspace, date], None]:
        def act(workspace: Workspace, day: date) -> None:
            on = lane.occurrence.last or day
            for place, unit in enumerate(UNITS):
                if (unit, back) != (_SILENT, 1):
                    late = (place + back) % 4
                    sorry = late - (1 if late and place % 3 == 0 else 0)
                    books.count_overdue(workspace, self._id, unit, on, overdue=late, sorry=sorry)

        return act

    def _value(self, workspace: Workspace, day: date) -> None:
        books.fill_register(workspace, self._id, _WAITING, [self._calendar.add_working_days(day, 20)])
        books.value_the_year(workspace, self._id, UNITS[1], day)

    def _leave(self, duties: AbstractSet[tuple[str, str]]) -> None:
        """Việc do chuyện kể: whose people do nothing about these of themselves."""
        self.year = replace(self.year, left=self.year.left | duties)

    @property
    def _id(self) -> str:
        return self.year.plan.id

    def _deadlines(self, day: date) -> Sequence[date]:
        """Thời hạn: after a quarter, after some months, and one still to come on the last day."""
        add = self._calendar.add_working_days
        return [add(day, 60), add(day, 120), add(self._until, 10)]
