"""Cuối đợt nhỏ: the small campaign of two districts with the steps that publish its result and open the next one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from tests.services.returning import CU_JUT, DAK_MIL, PLAN, THUAN_AN, begun, carried_on, form, sent
from tests.workspaces import VIETNAM
from workflows.services.publishing_rights import grant_publishing
from workflows.services.workspace import Workspace

AN, BINH, CHI = "Nguyễn An", "Trần Bình", "Lê Chi"
PUBLISHED, OPENED = date(2022, 1, 27), date(2022, 2, 10)
DIRECTIVE = """
provenance = "synthetic"
type = "cong_van"
issuer = "snv-dak-nong"
unit = "CCHC"
subject = "đo lường sự hài lòng năm 2021"
addressees = ["UBND các huyện"]
recipients = ["Như trên"]
archive = { units = ["VT", "CCHC"] }
signature = { title = "GIÁM ĐỐC", name = "Trần Thị Mẫu" }

[[body]]
kind = "paragraph"
text = "Sở Nội vụ đề nghị phối hợp."

[[body]]
kind = "paragraph"
text = "Đề nghị các cơ quan, đơn vị quan tâm thực hiện"
"""
STEPS = f"""
[[steps]]
code = "cong_bo"
name = "Công bố bộ kết quả"
act = "publish"
due = {{ on = {PUBLISHED} }}
after = ["tinh_chi_so"]

[[steps]]
code = "mo_dot_sau"
name = "Mở đợt năm sau"
act = "open_next"
due = {{ on = {OPENED} }}
after = ["cong_bo"]
"""
ISSUE = """
[[steps]]
code = "so_phoi_hop"
name = "Sở Nội vụ giao năm 2021"
act = "issue"
draft = "giao.toml"
due = { on = 2021-12-10 }

[[steps]]
code = "dieu_tra\""""
ENDING = PLAN.replace('\n[[steps]]\ncode = "dieu_tra"', ISSUE, 1) + STEPS


def ended(workspace: Workspace, folder: Path, plan: str = ENDING) -> Workspace:
    """Đến ngày công bố: the forms of both districts came and the result is frozen; three people may approve."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "giao.toml").write_text(DIRECTIVE, encoding="utf-8")
    begun(workspace, folder, plan)
    sent(workspace, folder, [form(f"A{n}") for n in range(1, 41)], unit=CU_JUT)
    rows = [form(f"B{n}", THUAN_AN, "5 4 3") for n in range(1, 41)]
    sent(workspace, folder, rows, unit=DAK_MIL, name="hai.csv")
    carried_on(workspace)
    for person in (AN, BINH, CHI):
        grant_publishing(workspace, person, "Quyết định phân công")
    return replace(workspace, public=folder / "cong-bo")


def acting(workspace: Workspace, person: str) -> Workspace:
    """Bàn làm việc của một người."""
    return replace(workspace, actor=person)


def clock(day: date) -> Callable[[], datetime]:
    """Đồng hồ đứng: at eight in the morning of a day."""
    return lambda: datetime(day.year, day.month, day.day, 8, tzinfo=VIETNAM)
