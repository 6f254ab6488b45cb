"""Ghi sổ là xong việc: which duty an entry in a book hands in or counts, by the day and by what was said before."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from directives.followup.log import EventKind
from directives.followup.plan import ResultBook
from directives.followup.plan_file import parse_plan
from storage.database import transaction
from storage.followup import NewEvent
from tests.documents import a_document
from tests.portal.web.unit_desk import OTHER, WARD
from tests.workspaces import fresh_workspace
from workflows.services.campaign_log import campaign_log
from workflows.services.followup_state import UnknownCampaign
from workflows.services.issue import issue_document
from workflows.services.record_events import record_events
from workflows.services.results_use.close_duty import close_by_document, close_duties
from workflows.services.start_campaign import start_campaign
from workflows.services.workspace import Workspace

ID = "su-dung-ket-qua"
#: From Monday 31/8/2026: a register, a check each week, a table each month, and a book with two steps.
PLAN = f"""
id = "{ID}"
title = "Sử dụng kết quả (minh họa)"
province = "68"
question_set = ""
standing_office = "snv-lam-dong"
anchors = {{ T0 = 2026-08-31 }}
units = ["{WARD}", "{OTHER}"]

[[steps]]
code = "so_khac_phuc"
name = "Ghi sổ khắc phục"
act = "evidence"
book = "improvement"
each_unit = true
due = {{ on = 2026-09-11 }}

[[steps]]
code = "ke_hoach"
name = "Ban hành kế hoạch khắc phục"
act = "evidence"
book = "own_plan"
each_unit = true
due = {{ on = 2026-10-09 }}

[[steps]]
code = "kiem_tra"
name = "Kiểm tra bộ phận một cửa"
act = "check"
book = "inspection"
each_unit = true
recurrence = {{ every = "week", first = 2026-08-31, until = 2026-10-09, times = 1, at_most = 2 }}

[[steps]]
code = "qua_han"
name = "Hồ sơ quá hạn và thư xin lỗi"
act = "evidence"
book = "one_stop"
owed_by = ["{WARD}"]
recurrence = {{ every = "month", first = 2026-09-03, until = 2026-10-31 }}

[[steps]]
code = "dang_ket_qua"
name = "Đăng kết quả"
act = "evidence"
book = "telling"
each_unit = true
due = {{ on = 2026-09-18 }}

[[steps]]
code = "phat_thanh"
name = "Phát thanh kết quả"
act = "evidence"
book = "telling"
each_unit = true
due = {{ on = 2026-09-18 }}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    """Bàn làm việc: the plan runs; it is Monday 5/10/2026."""
    workspace = fresh_workspace(tmp_path)
    start_campaign(workspace, parse_plan(PLAN, file="plan.toml"), {})
    yield workspace
    workspace.engine.dispose()


def entered(desk: Workspace, said: str) -> int:
    """Ghi sổ: "book day entry", of the ward."""
    book, day, entry = said.split()
    with transaction(desk.engine) as connection:
        on = date.fromisoformat(day)
        return close_duties(connection, desk, ID, ResultBook(book), WARD, on, entry, act="improvement_filled")


#: What is entered in turn, and what the log then says of the ward: step, period, kind, day.
ROWS: list[tuple[list[str], list[str], str]] = [
    (["improvement 2026-09-10 v1"], ["so_khac_phuc 1 submitted 2026-09-10"], "hands the duty in"),
    (["improvement 2026-09-10 v1"] * 2, ["so_khac_phuc 1 submitted 2026-09-10"], "the same entry, once"),
    (
        ["improvement 2026-09-10 v1", "improvement 2026-09-14 v2"],
        ["so_khac_phuc 1 submitted 2026-09-10"],
        "what was handed in is not handed in again by a later entry",
    ),
    (
        ["inspection 2026-09-02 a", "inspection 2026-09-04 b", "inspection 2026-09-08 c"],
        ["kiem_tra 1 counted 2026-09-02", "kiem_tra 1 counted 2026-09-04", "kiem_tra 2 counted 2026-09-08"],
        "each check in the week of its day",
    ),
    (["inspection 2026-08-28 a"], [], "before the first week: no duty asks for it"),
    (
        ["one_stop 2026-09-30 thang-9", "one_stop 2026-10-02 bo-sung"],
        ["qua_han 1 submitted 2026-09-30", "qua_han 2 submitted 2026-10-02"],
        "the earliest open period first",
    ),
    (
        ["telling 2026-09-15 trang-tin"],
        ["dang_ket_qua 1 submitted 2026-09-15", "phat_thanh 1 submitted 2026-09-15"],
        "every step which asks for this book",
    ),
    (["lesson 2026-09-15 x"], [], "a book for which no step asks"),
]


@pytest.mark.parametrize(("entries", "log", "reason"), ROWS, ids=[row[2] for row in ROWS])
def test_an_entry_is_heard_by_the_duties_which_ask_for_its_book(
    desk: Workspace, entries: list[str], log: list[str], reason: str
) -> None:
    assert sum(entered(desk, said) for said in entries) == len(log)
    rows = campaign_log(desk, ID)
    assert sorted(f"{row.step} {row.occurrence} {row.kind} {row.on}" for row in rows) == log, reason
    assert {row.unit for row in rows} <= {WARD}


def test_what_was_sent_back_is_handed_in_anew(desk: Workspace) -> None:
    entered(desk, "improvement 2026-09-10 v1")
    back = {"reason": "thiếu nguyên nhân"}
    event = NewEvent("so_khac_phuc", WARD, 1, EventKind.RETURNED, date(2026, 9, 14), back, "tra-lai")
    record_events(desk, ID, [event], act="duty_returned")
    assert entered(desk, "improvement 2026-09-15 v2") == 1


def test_a_duty_that_was_waived_is_left_alone(desk: Workspace) -> None:
    event = NewEvent(
        "so_khac_phuc", WARD, 1, EventKind.WAIVED, date(2026, 9, 2), {"reason": "bão lũ"}, "mien"
    )
    record_events(desk, ID, [event], act="duty_waived")
    assert entered(desk, "improvement 2026-09-10 v1") == 0


def test_an_unknown_campaign_is_refused(desk: Workspace) -> None:
    with transaction(desk.engine) as connection, pytest.raises(UnknownCampaign):
        close_duties(
            connection,
            desk,
            "khong-co",
            ResultBook.LESSON,
            WARD,
            date(2026, 9, 2),
            "x",
            act="lesson_answered",
        )


def test_issuing_a_document_hands_the_duty_in_once_and_names_it(desk: Workspace) -> None:
    for _ in range(2):
        issued = issue_document(desk, a_document(), idempotency_key="ke-hoach")
        close_by_document(desk, ID, ResultBook.OWN_PLAN, WARD, issued)
    (row,) = campaign_log(desk, ID)
    assert (row.step, row.unit, row.kind, row.on) == ("ke_hoach", WARD, "submitted", desk.today())
    assert row.document == str(issued.entry.document.number)
    assert row.entry == issued.entry.subject_id
