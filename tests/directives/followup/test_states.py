"""Tình trạng theo sự kiện: what the log makes of a duty on a day, worked out by hand, over Tết and swapped days too."""

import pytest

from directives.followup.expected import by_step, by_unit, changes, next_deadlines
from directives.followup.log import Event, EventKind
from directives.followup.status import DutyState
from tests.directives.followup.following import UNITS, board_of, list_due, log_of, weekly_checks

#: Due, log of unit x1, day, state, working days late, due day that holds, stage.
STATES: list[tuple[str, str, str, str, int, str, str, str]] = [
    ("2026-03-10", "", "03-04", "not_due", 0, "2026-03-10", "not_sent", "four working days are left"),
    ("2026-03-10", "", "03-05", "due_soon", 0, "2026-03-10", "not_sent", "three: 6, 9 and 10"),
    ("2026-03-10", "03-02 x1 sent; 03-03 x1 seen", "03-10", "due_today", 0, "2026-03-10", "seen", "seen, not begun"),
    ("2026-03-10", "03-05 x1 started", "03-12", "late", 2, "2026-03-10", "in_work", "being at work is not done"),
    ("2026-03-10", "03-09 x1 submitted", "03-12", "done", 0, "2026-03-10", "submitted", "in time"),
    ("2026-03-10", "03-12 x1 submitted", "03-20", "done_late", 2, "2026-03-10", "submitted", "how late stays known"),
    ("2026-03-10", "03-12 x1 submitted", "03-11", "late", 1, "2026-03-10", "not_sent", "not known before its day"),
    ("2026-03-10", "03-09 x1 submitted; 03-11 x1 returned", "03-11", "late", 1, "2026-03-10", "returned_for_fix",
     "sent back: it is owed again, and its day has passed"),
    ("2026-03-10", "03-09 x1 submitted; 03-11 x1 returned", "03-10", "done", 0, "2026-03-10", "submitted",
     "the day before it was sent back it was done"),
    ("2026-03-10", "03-06 x1 submitted; 03-09 x1 returned; 03-10 x1 submitted", "03-20", "done", 0, "2026-03-10",
     "submitted", "mended in time"),
    ("2026-03-10", "03-06 x1 submitted; 03-09 x1 returned; 03-16 x1 submitted; 03-17 x1 accepted", "03-20",
     "done_late", 4, "2026-03-10", "accepted", "the day of the last submission counts, not that of the acceptance"),
    ("2026-03-10", "03-09 x1 accepted", "03-09", "due_soon", 0, "2026-03-10", "not_sent",
     "nothing was handed in: an illegal move changes nothing"),
    ("2026-03-10", "03-09 x1 waived reason=bão", "03-20", "waived", 0, "2026-03-10", "not_sent", "let off"),
    ("2026-03-10", "03-09 x1 waived; 03-12 x1 submitted", "03-20", "waived", 0, "2026-03-10", "not_sent",
     "a waived duty has ended"),
    ("2026-03-10", "03-05 x1 moved to=2026-03-20", "03-13", "not_due", 0, "2026-03-20", "not_sent", "moved"),
    ("2026-03-10", "03-05 x1 moved to=2026-03-20", "03-04", "not_due", 0, "2026-03-10", "not_sent", "not moved yet"),
    ("2026-03-10", "03-05 * moved to=2026-03-20; 03-09 x1 moved to=2026-03-24", "03-25", "late", 1, "2026-03-24",
     "not_sent", "moved for all, then again for one"),
    ("2026-03-10", "03-12 x1 moved to=2026-03-16", "03-17", "late", 1, "2026-03-16", "not_sent",
     "moved when it was late already: lateness counts from the new day"),
    ("2026-02-12", "", "02-25", "late", 4, "2026-02-12", "not_sent",
     "13/2, then Tết from 16 to 20/2, then 23, 24 and 25/2"),
    ("2026-01-09", "", "01-12", "late", 2, "2026-01-09", "not_sent",
     "Saturday 10/1 is worked for Friday 2/1: two working days, 10 and 12/1"),
    ("2026-03-10", "03-05 * suspended", "03-20", "suspended", 0, "2026-03-10", "not_sent", "the clock stands"),
    ("2026-03-10", "03-05 * suspended; 03-12 * resumed", "03-12", "due_soon", 0, "2026-03-17", "not_sent",
     "5, 6, 9, 10 and 11/3 are given back: 10/3 plus five working days"),
    ("2026-02-12", "02-10 * suspended; 02-24 * resumed", "02-24", "due_soon", 0, "2026-02-26", "not_sent",
     "10 to 13/2 and 23/2 are given back, Tết was free anyway: five working days after 12/2"),
    ("2026-03-10", "03-12 x1 suspended; 03-19 x1 resumed", "03-19", "late", 2, "2026-03-17", "not_sent",
     "two working days late when it was suspended, and two when it goes on"),
    ("2026-03-10", "03-05 * suspended; 03-12 x1 submitted; 03-16 * resumed", "03-20", "done", 0, "2026-03-19",
     "submitted", "handed in while the clock stood is in time"),
    ("2026-03-10", "03-12 x1 done; 03-16 * suspended; 03-19 * resumed", "03-20", "done_late", 2, "2026-03-10",
     "accepted", "what the engine had done late stays late: a later flood moves no day of it"),
    ("2026-03-10", "03-12 x1 done; 03-12 * suspended; 03-19 * resumed", "03-20", "done_late", 2, "2026-03-10",
     "accepted", "done and stopped on one day: it was done first, for the engine rests while the clock stands"),
    ("2026-03-10", "03-05 x2 suspended", "03-12", "late", 2, "2026-03-10", "not_sent", "another unit's is not ours"),
]  # fmt: skip


@pytest.mark.parametrize(("due", "log", "day", "state", "late", "holds", "stage", "reason"), STATES)
def test_the_log_makes_the_state(
    due: str, log: str, day: str, state: str, late: int, holds: str, stage: str, reason: str
) -> None:
    board = board_of(list_due(due), log_of(log), day)
    found = next(one for one in board.statuses() if one.duty.key.unit == "x1")
    assert (found.state.value, found.working_days_late, str(found.duty.due)) == (state, late, holds), reason
    assert found.stage.value == stage, reason


#: Quota, log of the first week (2 to 8 March), day, state.
CHECKS = [
    (2, "", "03-06", "due_today", "the week's last working day"),
    (2, "03-03 x1 counted", "03-09", "late", "one of two"),
    (2, "03-03 x1 counted; 03-05 x1 counted", "03-09", "done", "two of two"),
    (2, "03-03 x1 counted; 03-09 x1 counted", "03-12", "done_late", "the second came on Monday"),
    (
        1,
        "03-03 x1 counted; 03-04 x1 counted",
        "03-09",
        "done",
        "once or twice a week: the second does no harm",
    ),
    (1, "03-03 x1 counted; 03-04 x1 returned", "03-05", "due_soon", "a check that was none is sent back"),
]


@pytest.mark.parametrize(("times", "log", "day", "state", "reason"), CHECKS)
def test_a_quota_is_filled_by_its_last_check(times: int, log: str, day: str, state: str, reason: str) -> None:
    board = board_of(weekly_checks(times), log_of(log, "kiem_tra"), day)
    assert board.status(board.lanes[0], "x1").state is DutyState(state), reason
    assert board.status(board.lanes[1], "x1").state is not DutyState.DONE, "each week has its own"


def test_expected_by_today_against_done_by_step_and_by_unit() -> None:
    log = log_of("03-04 * moved to=2026-03-12 step=nop; 03-09 x1 submitted; 03-10 x2 waived reason=bão")
    board = board_of(list_due("2026-03-10"), log, "03-16")
    (row,) = by_step(board)
    assert (row.tally.owed, row.tally.expected, row.tally.done) == (3, 2, 1)
    assert (row.tally.late, row.tally.missing, row.tally.waived) == (1, 1, 1)
    assert [(one.unit, one.tally.expected, one.tally.done) for one in by_unit(board)] == [
        ("x1", 1, 1),
        ("x2", 0, 0),
        ("x3", 1, 0),
    ]


def test_rows_by_step_and_by_unit_add_up_to_the_counts() -> None:
    log = log_of("03-03 x1 counted; 03-03 x2 suspended; 03-04 x3 waived", "kiem_tra")
    board = board_of(weekly_checks(1), log, "03-10")
    tallies = [row.tally for row in by_step(board)], [row.tally for row in by_unit(board)]
    for name in ("owed", "expected", "done", "late", "missing", "suspended", "waived"):
        assert len({sum(getattr(one, name) for one in rows) for rows in tallies}) == 1, name
    counts = board.counts()
    assert counts == {state.value: sum(one.state is state for one in board.statuses()) for state in DutyState}


def test_the_next_deadlines_are_those_of_whom_something_is_owed() -> None:
    board = board_of(weekly_checks(1), log_of("03-03 x1 counted", "kiem_tra"), "03-05")
    assert [(str(one.due), one.occurrence, one.open) for one in next_deadlines(board, 9)] == [
        ("2026-03-06", 1, 2),
        ("2026-03-13", 2, 3),
    ]


def test_a_change_is_shown_with_its_document_once_for_all_and_once_for_one() -> None:
    log = log_of("03-04 * moved to=2026-03-12 document=9/BNV; 03-05 x1 waived reason=bão; 03-06 x2 submitted")
    found = list(changes(board_of(list_due("2026-03-10"), log, "03-16")))
    assert [(one.unit, one.kind.value, str(one.due), one.document, one.reason) for one in found] == [
        ("*", "moved", "2026-03-12", "9/BNV", ""),
        ("x1", "waived", "2026-03-12", "", "bão"),
    ]


def test_what_a_unit_says_that_no_longer_owes_the_step_is_left_out() -> None:
    log = [
        *log_of("03-05 xa submitted"),
        Event(0, "nop", "xb", 1, EventKind.DONE, log_of("03-05 x1 sent")[0].day),
    ]
    board = board_of(list_due("2026-03-10"), log, "03-16")
    assert sum(board.counts().values()) == len(UNITS)
    assert board.lanes[0].done == {}


def test_the_states_name_every_kind_there_is() -> None:
    assert {row[3] for row in STATES} | {"standing"} == {state.value for state in DutyState}
