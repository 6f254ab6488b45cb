"""Đơn vị thử: a small campaign of Lâm Đồng in which two wards owe evidence, a check, a report and an officer."""

from datetime import date
from pathlib import Path

from directives.followup.plan_file import parse_plan
from tests.services import field_desk
from workflows.services.start_campaign import start_campaign
from workflows.services.workspace import Workspace

WARD = field_desk.OFFICE
OTHER = "ubnd-phuong-cam-ly-da-lat-24787"
ID = "lam-dong-nhac-viec"
POST, FRONT = "buu-dien-tinh-lam-dong", "mttq-tinh-lam-dong"
OFFICER = "snv-lam-dong"
PDF = b"%PDF-1.7\nthu\n"


def plan_text(first: date, units: tuple[str, ...]) -> str:
    """Kế hoạch: its deadlines lie round ``first``, so that some duties are late on the day of the test."""
    owers = str(list(units)).replace("'", '"')
    return f"""
id = "{ID}"
title = "Chuẩn bị điều tra hài lòng năm 2026"
province = "68"
question_set = ""
standing_office = "{OFFICER}"
directive = "1500/UBND-NC"
anchors = {{ T0 = {first.isoformat()} }}

[[steps]]
code = "cu_dau_moi"
name = "Cử lãnh đạo phụ trách và cán bộ đầu mối"
act = "appoint"
owed_by = {owers}
due = {{ anchor = "T0", working_days = 3 }}

[[steps]]
code = "gui_danh_sach"
name = "Gửi danh sách người dân đã giao dịch"
act = "evidence"
evidence = "Công văn kèm danh sách"
owed_by = {owers}
due = {{ anchor = "T0", working_days = 5 }}

[[steps]]
code = "kiem_tra"
name = "Kiểm tra việc phát phiếu"
act = "check"
owed_by = {owers}
due = {{ anchor = "T0", working_days = 15 }}

[[steps]]
code = "bao_cao"
name = "Báo cáo kết quả giao dịch"
act = "report"
owed_by = {owers}
due = {{ anchor = "T0", working_days = 60 }}
report = [
  {{ code = "tiep_nhan", name = "Hồ sơ tiếp nhận", unit = "hồ sơ" }},
  {{ code = "kho_khan", name = "Khó khăn, kiến nghị", kind = "text", required = false }},
  {{ code = "van_ban", name = "Báo cáo ký số", kind = "file", required = false }},
]
"""


def begun(workspace: Workspace, first: date, units: tuple[str, ...] = (WARD, OTHER)) -> None:
    """Đã mở: the plan runs."""
    start_campaign(workspace, parse_plan(plan_text(first, units), file="plan.toml"), {})


def in_the_field(workspace: Workspace, folder: Path) -> None:
    """Đang phát phiếu: the campaign of the province, two villages and their investigators."""
    field_desk.in_the_field(workspace, folder)
