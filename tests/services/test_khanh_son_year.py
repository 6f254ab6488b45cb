"""Một năm theo công văn Khánh Sơn: 10 units, weekly checks, monthly and quarterly self-assessments, six-month reports.

What is expected and what is missing was counted by hand on the wall calendar of 2017 and 2018. From Monday 10/4/2017 to
Sunday 8/4/2018 there are 52 weeks; Tết Mậu Tuất was 14 to 20/2/2018, so that the 45th week ends on Tuesday 13/2. Twelve
months and four quarters end by 31/3/2018, two half years by 31/12/2017.
"""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from directives.document.model import Document
from directives.followup.duties import DutyKey
from directives.followup.log import EventKind
from directives.followup.report_workbook import WrittenReport
from directives.followup.status import Board, DutyState
from storage import campaigns
from storage.database import reading
from storage.followup import NewEvent, last_projection
from tests.workspaces import VIETNAM, workspace_at
from workflows.services.advance import advance_day
from workflows.services.books import entries
from workflows.services.followup_state import followup_state
from workflows.services.record_events import record_events
from workflows.services.start_campaign import read_plan, start_campaign
from workflows.services.unit_reports import submit_reports
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

PLAN = Path(__file__).parents[2] / "examples" / "followup" / "khanh-son-2017" / "plan.toml"
ID = "khanh-son-2017"
TO_HAP, SON_LAM, SON_BINH = "ubnd-thi-tran-to-hap-22714", "ubnd-xa-son-lam-22720", "ubnd-xa-son-binh-22726"
SON_TRUNG, BA_CUM_NAM, LAND = "ubnd-xa-son-trung-22729", "ubnd-xa-ba-cum-nam-22735", "ptnmt-huyen-khanh-son"
END = date(2018, 4, 9)

#: Who did not do what, and on which day it was done after all (empty: never).
LAPSES = {
    ("kiem_tra", 6, TO_HAP): "",
    ("danh_gia_thang", 6, SON_LAM): "2017-10-04",
    ("danh_gia_quy", 3, SON_TRUNG): "2018-01-02",
    ("danh_gia_quy", 3, BA_CUM_NAM): "",
    ("bao_cao", 2, BA_CUM_NAM): "",
    ("kiem_tra", 45, LAND): "",
}
#: Day, to whom, about how many duties, and why on that day.
REMINDERS = [
    ("2017-05-22", "xã|thị trấn Tô Hạp", 1, "the 6th week ended on Friday 19/5: Monday"),
    ("2017-05-26", "huyện Khánh Sơn", 1, "the fifth working day: to the superior"),
    (
        "2017-10-02",
        "xã Sơn Lâm",
        1,
        "September ended on Friday 29/9; it came on 4/10, before the second rung",
    ),
    ("2018-01-02", "xã Ba Cụm Nam", 2, "29/12, then a weekend and 1/1: quarter and report in one dispatch"),
    ("2018-01-08", "huyện Khánh Sơn", 2, "2, 3, 4, 5 and 8/1: both in one dispatch to the superior"),
    ("2018-02-21", "Phòng Tài nguyên và Môi trường", 1, "13/2, then Tết to 20/2: Wednesday"),
    ("2018-02-27", "huyện Khánh Sơn", 1, "21, 22, 23, 26 and 27/2"),
]


def done_on_time(board: Board, day: date) -> Iterator[NewEvent]:
    """Việc các đơn vị làm đúng hạn ngày đó: all that falls due but the lapses, reports apart."""
    for lane in board.lanes:
        step, number = lane.lane.code
        if lane.due != day or step in ("bao_cao", "tong_hop"):
            continue
        kind = EventKind.COUNTED if step == "kiem_tra" else EventKind.SUBMITTED
        for unit in lane.lane.owers:
            if (step, number, unit) not in LAPSES:
                yield NewEvent(step, unit, number, kind, day, {}, f"{step}/{number}/{unit}")


def reported(workspace: Workspace, board: Board, day: date) -> None:
    """Báo cáo sơ kết: each unit had 100 dossiers, 2 of them late; those of the lapses send none."""
    for lane in board.lanes:
        step, number = lane.lane.code
        if step == "bao_cao" and lane.due == day:
            rows = [
                WrittenReport(unit, {"tiep_nhan": "100", "tre_han": "2"})
                for unit in lane.lane.owers
                if (step, number, unit) not in LAPSES
            ]
            submit_reports(workspace, ID, step, number, rows, day)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Một năm đã qua: every day on which something falls due, is done late or has to be reminded of, asked twice."""
    folder = tmp_path_factory.mktemp("khanh-son")
    clock = [datetime(2017, 4, 10, 7, 30, tzinfo=VIETNAM)]
    workspace = workspace_at(f"sqlite:///{folder / 'vanthu.db'}", folder, lambda: clock[0])
    start_campaign(workspace, *read_plan(PLAN))
    board = followup_state(workspace, ID).board(END)
    late = {(code, day) for code, day in LAPSES.items() if day}
    acted = {date.fromisoformat(row[0]) for row in REMINDERS} | {date.fromisoformat(day) for _, day in late}
    for day in sorted(acted | {lane.due for lane in board.lanes if lane.due}):
        clock[0] = datetime(day.year, day.month, day.day, 7, 30, tzinfo=VIETNAM)
        events = list(done_on_time(board, day))
        events += [
            NewEvent(step, unit, number, EventKind.SUBMITTED, day, {}, f"{step}/{number}/{unit}")
            for (step, number, unit), on in late
            if on == day.isoformat()
        ]
        if events:
            record_events(workspace, ID, events, act="duty_submitted")
        reported(workspace, board, day)
        if day in acted or any(lane.due == day for lane in board.lanes if lane.lane.step.code == "tong_hop"):
            advance_day(workspace, ID, day)
            assert advance_day(workspace, ID, day) == 0, "what was done is not done again"
    return workspace


#: Step, how many duties it makes in the year, how many were done in time, late, never; and why.
COUNTS = [
    ("kiem_tra", 520, 518, 0, 2, "52 weeks, 10 units"),
    ("danh_gia_thang", 120, 119, 1, 0, "12 months, 10 units; Sơn Lâm's September three working days late"),
    ("danh_gia_quy", 40, 38, 1, 1, "4 quarters, 10 units"),
    ("bao_cao", 20, 19, 0, 1, "2 half years, 10 units"),
    ("tong_hop", 2, 2, 0, 0, "7/7/2017 and 8/1/2018, five working days after the half year"),
    ("tuyen_truyen", 10, 0, 0, 0, "goes on, no deadline"),
    ("trach_nhiem", 10, 0, 0, 0, "goes on, no deadline"),
    ("thai_do", 10, 0, 0, 0, "goes on, no deadline"),
]


@pytest.mark.parametrize(("step", "owed", "in_time", "late", "missing", "why"), COUNTS)
def test_expected_done_and_missing_of_each_step(
    year: Workspace, step: str, owed: int, in_time: int, late: int, missing: int, why: str
) -> None:
    board = followup_state(year, ID).board(END)
    states = [one.state for one in board.statuses() if one.duty.key.step == step]
    found = (
        len(states),
        *(states.count(state) for state in (DutyState.DONE, DutyState.DONE_LATE, DutyState.LATE)),
    )
    assert found == (owed, in_time, late, missing), why


def test_late_by_how_many_working_days(year: Workspace) -> None:
    board = followup_state(year, ID).board(END)
    done_late = {
        (one.duty.key.step, one.duty.key.unit): one.working_days_late
        for one in board.statuses()
        if one.state is DutyState.DONE_LATE
    }
    # 29/9 to 4/10: 2, 3 and 4/10. 29/12 to 2/1: one, for 1/1 is off.
    assert done_late == {("danh_gia_thang", SON_LAM): 3, ("danh_gia_quy", SON_TRUNG): 1}


#: Day, expected by then of the weekly checks, done by then, and why.
BY_DAY = [
    ("2017-04-14", 10, 10, "the first Friday"),
    ("2017-05-19", 60, 59, "the sixth week: Tô Hạp did not check"),
    ("2017-12-29", 380, 379, "the 38th Friday"),
    ("2018-02-13", 450, 448, "Tuesday before Tết: the 45th week, without the office of land"),
    ("2018-02-20", 450, 448, "in Tết nothing falls due"),
    ("2018-02-23", 460, 458, "the 46th week has three working days and still owes a check"),
]


@pytest.mark.parametrize(("day", "expected", "done", "why"), BY_DAY)
def test_expected_by_a_day_against_done(
    year: Workspace, day: str, expected: int, done: int, why: str
) -> None:
    board = followup_state(year, ID).board(date.fromisoformat(day))
    lanes = [lane for lane in board.lanes if lane.lane.step.code == "kiem_tra" and lane.due is not None]
    due = [lane for lane in lanes if lane.due is not None and lane.due <= board.day]
    assert (sum(len(lane.lane.owers) for lane in due), sum(len(lane.done) for lane in due)) == (
        expected,
        done,
    ), why


def documents(workspace: Workspace, kind: str) -> list[Document]:
    return [entry.document for entry in entries(workspace) if entry.document.type.value == kind]


def test_each_reminder_was_issued_once(year: Workspace) -> None:
    found = documents(year, "cong_van")
    assert [str(one.issued_on) for one in found] == [row[0] for row in REMINDERS]
    for document, (_, to, many, why) in zip(found, REMINDERS, strict=True):
        assert any(part in document.addressees[0] for part in to.split("|")), why
        assert (len(document.annexes[0].rows) if document.annexes else 1) == many, why
    numbers = [str(one.number).partition("/")[0] for one in found]
    assert numbers == ["01", "02", "03", "01", "02", "03", "04"], "from 01 again in 2018"


def test_each_synthesis_was_issued_once_and_names_who_is_absent(year: Workspace) -> None:
    first, second = documents(year, "bao_cao")
    assert (first.issued_on, second.issued_on) == (date(2017, 7, 7), date(2018, 1, 8))
    with reading(year.engine) as connection:
        facts = campaigns.facts(connection, ID)
    absent = [facts[DutyKey(ID, "tong_hop", "", number)].payload["absent"] for number in (1, 2)]
    assert absent == [[], [BA_CUM_NAM]]
    said = [repr(one.body) for one in (first, second)]
    assert "UBND xã Ba Cụm Nam" in said[1]
    assert "1.000" in said[0], "ten units, 100 dossiers each"
    assert "900" in said[1], "nine units: the absent one is no zero"


def test_the_books_hold_seven_letters_and_two_reports_without_gap(year: Workspace) -> None:
    assert list(verify_books(year).problems) == []
    with reading(year.engine) as connection:
        told = last_projection(connection, ID)
    assert told is not None
    assert len(told.dues) == 52 + 12 + 4 + 2 + 2
