"""Kế hoạch báo cáo thử: six communes of Khánh Hòa report each month; the department sums up each month."""

from collections.abc import Sequence
from typing import Any

from directives.followup.plan_file import parse_plan
from workflows.services.start_campaign import start_campaign

ID = "bao-cao-khanh-hoa"
UNITS: Sequence[str] = (
    "ubnd-phuong-ba-ngoi-22423",
    "ubnd-phuong-bao-an-22741",
    "ubnd-phuong-bac-cam-ranh-22411",
    "ubnd-phuong-bac-nha-trang-22333",
    "ubnd-phuong-cam-linh-22432",
    "ubnd-dac-khu-truong-sa-22736",
)
PLAN = f"""
id = "{ID}"
title = "Theo dõi giải quyết hồ sơ năm 2026"
province = "56"
question_set = ""
standing_office = "snv-khanh-hoa"
directive = "1500/UBND-NC"
anchors = {{ T0 = 2026-03-02 }}

[[steps]]
code = "bao_cao"
name = "Báo cáo giải quyết hồ sơ"
act = "report"
owed_by = {list(UNITS)}
recurrence = {{ every = "month", first = 2026-03-01, until = 2026-05-31 }}
report = [
  {{ code = "tiep_nhan", name = "Hồ sơ tiếp nhận", unit = "hồ sơ" }},
  {{ code = "tre_han", name = "Hồ sơ giải quyết trễ hạn", unit = "hồ sơ", required = false }},
  {{ code = "kinh_phi", name = "Kinh phí", unit = "triệu đồng", required = false }},
  {{ code = "kho_khan", name = "Khó khăn, kiến nghị", kind = "text", required = false }},
  {{ code = "van_ban", name = "Báo cáo ký số", kind = "file", required = false }},
]

[[steps]]
code = "tong_hop"
name = "Tổng hợp tình hình giải quyết hồ sơ"
act = "synthesise"
synthesis_of = "bao_cao"
addressees = ["ubnd-tinh-khanh-hoa"]
after = ["bao_cao"]
waits_for_all = false
recurrence = {{ every = "month", first = 2026-03-01, until = 2026-05-31, working_days = 3 }}
""".replace("'", '"')


def started(workspace: Any) -> None:
    """Đã mở: the plan runs."""
    start_campaign(workspace, parse_plan(PLAN, file="plan.toml"), {})
