"""Đợt nhỏ: a campaign of two districts with three criteria of its own, for tests of returns and cuts."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from workflows.services.accept_returns import Accepted, accept_returns
from workflows.services.advance import advance_day, due_days
from workflows.services.campaign_state import CampaignState, campaign_state
from workflows.services.start_campaign import read_plan, start_campaign
from workflows.services.workspace import Workspace

ID = "thu-2021"
CU_JUT, DAK_MIL = "ubnd-huyen-cu-jut", "ubnd-huyen-dak-mil"
KNIA, TAM_THANG = (
    ("Tỉnh Đắk Nông", "Huyện Cư Jút", "Xã Cư Knia"),
    ("Tỉnh Đắk Nông", "Huyện Cư Jút", "Xã Tâm Thắng"),
)
THUAN_AN = ("Tỉnh Đắk Nông", "Huyện Đắk Mil", "Xã Thuận An")
CODES = ("1.1", "1.2", "2.1")
DUE, COMPUTED, LATE = date(2021, 12, 28), date(2022, 1, 20), date(2022, 2, 10)
CHIEF = "Trần Thị Trưởng"

QUESTIONS = """
code = "THU"
name = "Bộ câu hỏi của đợt thử"
satisfied = [4, 5]
scale = 5
[[component]]
code = "I"
name = "Phần thử"
element = [
  { code = "1", name = "Tiếp cận", criteria = [{ code = "1.1", name = "Một" }, { code = "1.2", name = "Hai" }] },
  { code = "2", name = "Kết quả", criteria = [{ code = "2.1", name = "Ba" }] },
]
"""

PLAN = f"""
id = "{ID}"
title = "Đợt thử năm 2021"
province = "67"
question_set = "bo-cau-hoi.toml"
units = ["{CU_JUT}", "{DAK_MIL}"]
anchors = {{ F1 = 2021-12-25 }}
standing_office = "snv-dak-nong"

[returns]
may_reopen = ["{CHIEF}"]

[[steps]]
code = "dieu_tra"
name = "Phát, thu phiếu"
act = "field_work"
due = {{ anchor = "F1" }}

[[steps]]
code = "nhan_phieu"
name = "Nhận phiếu"
act = "returns"
each_unit = true
due = {{ anchor = "F1", working_days = 3 }}
after = ["dieu_tra"]

[[steps]]
code = "tinh_chi_so"
name = "Tính chỉ số"
act = "compute"
due = {{ on = {COMPUTED} }}
after = ["nhan_phieu"]
"""


def begun(workspace: Workspace, folder: Path, plan: str = PLAN, questions: str = QUESTIONS) -> CampaignState:
    """Mở đợt nhỏ: with its question set beside its plan."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bo-cau-hoi.toml").write_text(questions, encoding="utf-8")
    (folder / "plan.toml").write_text(plan, encoding="utf-8")
    start_campaign(workspace, *read_plan(folder / "plan.toml"))
    return campaign_state(workspace, ID)


def carried_on(workspace: Workspace, until: date = COMPUTED) -> None:
    """Tiến hành: all that is due by a day."""
    for day in due_days(workspace, ID, until):
        advance_day(workspace, ID, day)


#: Một phiếu: serial, place, answers, and what stands in further columns.
Row = tuple[str, Sequence[str], str, Mapping[str, str]]


def form(serial: str, place: Sequence[str] = KNIA, answers: str = "4 4 4", **more: str) -> Row:
    """Một phiếu: answers apart by blanks, "." for an empty cell."""
    return serial, place, answers, more


def forms_file(file: Path, rows: Sequence[Row], delimiter: str = ",") -> Path:
    """Tệp phiếu: as an office would send it."""
    extra = list(dict.fromkeys(name for *_, more in rows for name in more))
    lines = [delimiter.join(["form_id", "province", "district", "commune", *extra, *CODES])]
    for serial, place, answers, more in rows:
        cells = ["" if one == "." else one for one in answers.split(" ")]
        lines.append(delimiter.join([serial, *place, *(more.get(name, "") for name in extra), *cells]))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def sent(
    workspace: Workspace,
    folder: Path,
    rows: Sequence[Row],
    *,
    unit: str = CU_JUT,
    day: date = DUE,
    name: str = "phieu.csv",
    corrects: Sequence[str] = (),
) -> Accepted:
    """Gửi phiếu: a file with these rows."""
    file = forms_file(folder / name, rows)
    return accept_returns(workspace, campaign_state(workspace, ID), unit, file, day, corrects=corrects)
