"""Việc với bộ phận một cửa: a small plan, an inspection of one of its units, and every act that is journaled."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from directives.followup.plan_file import parse_plan
from directives.results_use.inspection_file import InspectionDraft, inspection_draft
from tests.portal.web.unit_desk import OTHER, WARD
from workflows.services.followup_state import followup_state
from workflows.services.results_use.inspection_checks import checklist_of
from workflows.services.results_use.inspection_findings import remedy_finding
from workflows.services.results_use.inspection_handling import record_handling
from workflows.services.results_use.inspection_records import Written, record_inspection
from workflows.services.results_use.overdue_files import Taken, take_overdue
from workflows.services.start_campaign import start_campaign
from workflows.services.unit_door.answers import Upload
from workflows.services.workspace import Workspace

ID = "mot-cua-2026"
OFFICE = "snv-lam-dong"
#: The tests stand on Monday 5/10/2026: five weeks are over, the sixth has begun.
PLAN = f"""
id = "{ID}"
title = "Sử dụng kết quả (minh họa)"
province = "68"
question_set = ""
standing_office = "{OFFICE}"
anchors = {{ T0 = 2026-08-31 }}
units = ["{WARD}", "{OTHER}"]
synthetic_returns = {{ seed = 1, forms_per_unit = 1 }}

[[steps]]
code = "kiem_tra"
name = "Kiểm tra bộ phận một cửa"
act = "check"
book = "inspection"
each_unit = true
recurrence = {{ every = "week", first = 2026-08-31, until = 2026-10-30, times = 1, at_most = 2 }}

[[steps]]
code = "qua_han"
name = "Hồ sơ quá hạn và lời xin lỗi"
act = "evidence"
book = "one_stop"
each_unit = true
recurrence = {{ every = "month", first = 2026-09-01, until = 2026-10-31 }}
"""
PERSON = "Lê Văn Ví Dụ, công chức Tư pháp - Hộ tịch"
PDF = Upload(b"%PDF-1.7\nthu\n", "thu.pdf")


def started(desk: Any) -> None:
    """Đã mở kế hoạch."""
    begun(desk.workspace)


def begun(workspace: Workspace) -> None:
    """Đã mở kế hoạch: two wards owe a check each week and a table each month."""
    assert start_campaign(workspace, parse_plan(PLAN, file="plan.toml"), {})


def drafted(
    workspace: Workspace, campaign: str, unit: str, day: date, remark: str = "", **other: Any
) -> InspectionDraft:
    """Phiếu kiểm tra: everything kept but the apologies, which is one finding; ``other`` takes the place of fields."""
    items = checklist_of(workspace, followup_state(workspace, campaign), unit, day)
    answers: dict[str, Any] = {item.code: {"verdict": "dat"} for item in items}
    answers["qua_han"] = {"verdict": "khong_dat", "remark": remark}
    finding = {
        "item": "qua_han",
        "what": "02 hồ sơ quá hạn không có thư xin lỗi",
        "person": PERSON,
        "remedy": "Gửi thư xin lỗi, hẹn lại",
        "deadline": day + timedelta(days=3),
    }
    said = {
        "unit": unit,
        "place": "Bộ phận một cửa của phường",
        "began": datetime(day.year, day.month, day.day, 8, 0),
        "ended": datetime(day.year, day.month, day.day, 9, 30),
        "inspectors": ["Nguyễn Văn Mẫu, Phó Chủ tịch", "Trần Thị Thử, công chức Văn phòng"],
        "met": [PERSON],
        "answers": answers,
        "findings": [finding],
    }
    return inspection_draft({**said, **other}, file="phieu.toml")


def inspected(
    workspace: Workspace, campaign: str = ID, unit: str = WARD, remark: str = "", day: date | None = None
) -> Written:
    """Đã kiểm tra: today, with one finding which was mended, shown by a file."""
    on = day or workspace.today()
    made = record_inspection(workspace, campaign, drafted(workspace, campaign, unit, on, remark))
    number = made.inspection.number
    remedy_finding(
        workspace, campaign, number, 1, done_on=workspace.today(), evidence=remark or "x", file=PDF
    )
    return made


def export(folder: Path, *rows: str, name: str = "xuat.csv") -> Path:
    """Bảng xuất: a row is "code received due result"; – for no result; a name and a telephone beside it."""
    lines = ["Mã hồ sơ;Người nộp;Điện thoại;Ngày nhận;Ngày hẹn;Ngày có kết quả"]
    for row in rows:
        code, received, due, result = row.split()
        told = "" if result == "–" else result
        lines.append(f"{code};Nguyễn Thị Ví Dụ;0900000001;{received};{due};{told}")
    file = folder / name
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def _recorded(desk: Any) -> None:
    workspace = desk.workspace
    record_inspection(workspace, ID, drafted(workspace, ID, WARD, workspace.today()))


def _with_one(desk: Any) -> None:
    started(desk)
    _recorded(desk)


def _corrected(desk: Any) -> None:
    workspace = desk.workspace
    record_inspection(
        workspace, ID, drafted(workspace, ID, WARD, workspace.today(), place="Trụ sở mới"), number=1
    )


def _remedied(desk: Any) -> None:
    workspace = desk.workspace
    remedy_finding(workspace, ID, 1, 1, done_on=workspace.today(), evidence="15/TB-UBND")


def _handled(desk: Any) -> None:
    workspace = desk.workspace
    record_handling(workspace, ID, 1, 1, document="20/QĐ-UBND", decided_on=workspace.today(), form="phê bình")


def _taken(desk: Any) -> Taken:
    file = export(desk.folder, "H01 01/09/2026 08/09/2026 10/09/2026")
    return take_overdue(desk.workspace, ID, WARD, file, on=date(2026, 9, 30))


ACTS = [
    ("results_use.inspection_records", "inspection_recorded", started, _recorded),
    ("results_use.inspection_records", "inspection_corrected", _with_one, _corrected),
    ("results_use.inspection_findings", "finding_remedied", _with_one, _remedied),
    ("results_use.inspection_handling", "finding_handled", _with_one, _handled),
    ("results_use.overdue_files", "overdue_files_counted", started, _taken),
]
