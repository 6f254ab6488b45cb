"""Kế hoạch có đôn đốc: a small plan of two districts of Đắk Nông, late over Tết 2022, for tests of reminders."""

from datetime import date

from directives.followup.log import EventKind
from directives.followup.plan_file import parse_plan
from storage.followup import NewEvent
from workflows.services.record_events import record_events
from workflows.services.start_campaign import start_campaign
from workflows.services.workspace import Workspace

ID = "ra-soat"
COMMUNES = (
    "ubnd-phuong-nghia-duc-24611",
    "ubnd-phuong-nghia-phu-24614",
    "ubnd-thi-tran-dak-mil-24664",
)
#: Due on 25/1; one working day late on 26/1, three on 28/1, five on 8/2: Tết is from 31/1 to 4/2.
PLAN = f"""
id = "{ID}"
title = "Rà soát thủ tục hành chính năm 2022, tỉnh Đắk Nông"
province = "67"
question_set = "P2017"
standing_office = "snv-dak-nong"
units = {list(COMMUNES)}
anchors = {{ T0 = 2022-01-14 }}
ladder = [{{ after = 1 }}, {{ after = 3, to = "superior" }}, {{ after = 5, to = "chairman" }}]

[[steps]]
code = "cu_nguoi"
name = "Cử lãnh đạo phụ trách, cán bộ đầu mối"
act = "appoint"
each_unit = true
ladder = []
due = {{ on = 2022-01-21 }}

[[steps]]
code = "bao_cao"
name = "Báo cáo kết quả rà soát thủ tục hành chính"
act = "evidence"
each_unit = true
evidence = "báo cáo bằng văn bản"
due = {{ anchor = "T0", working_days = 7 }}

[[steps]]
code = "tu_kiem_tra"
name = "Tự kiểm tra hằng tháng"
act = "evidence"
each_unit = true
ladder = []
recurrence = {{ every = "month", first = 2022-03-01, until = 2022-04-30 }}
"""


def begun(workspace: Workspace, text: str = PLAN) -> None:
    """Đã mở: the plan is running."""
    assert start_campaign(workspace, parse_plan(text, file="plan.toml"), {})


def handed_in(
    workspace: Workspace, unit: str, day: str, kind: EventKind = EventKind.SUBMITTED, *, step: str = "bao_cao"
) -> None:
    """Đã nộp: what a unit owes came in, or what else happened to it."""
    key = f"{step}/{unit}/{kind.value}/{day}"
    event = NewEvent(step, unit, 1, kind, date.fromisoformat(day), {}, key)
    record_events(workspace, ID, [event], act=f"duty_{kind.value}")
