"""Mẫu phiếu kiểm tra: the TOML file to be filled in at the one-stop office, with the questions of its day."""

from collections.abc import Sequence
from datetime import date

from directives.results_use.inspection_checklist import ChecklistItem

_HEAD = """# Phiếu kiểm tra Bộ phận một cửa. Điền vào giữa các dấu ngoặc kép; người ghi là "Họ và tên, chức vụ".
# by: cơ quan kiểm tra; để trống khi đơn vị tự kiểm tra. Thư ký để trống: người kiểm tra thứ hai,
# hoặc người được gặp đầu tiên.
unit = "{unit}"
by = ""
place = ""
began = {day}T08:00:00
ended = {day}T09:00:00
inspectors = [""]
met = [""]
secretary = ""

# verdict: "dat", "khong_dat" hoặc "khong_kiem_tra"; mục không đạt phải có ghi chú (remark) hoặc một phát hiện.
"""
_FINDING = """
# Mỗi phát hiện một bảng như sau (bỏ dấu # ở đầu dòng):
# [[findings]]
# item = "{item}"
# what = "…"
# person = "Họ và tên, chức vụ"
# remedy = "…"
# deadline = {day}
"""


def inspection_form(unit: str, day: date, items: Sequence[ChecklistItem]) -> str:
    """Mẫu phiếu: every item not yet looked at; refused as it stands, until somebody has filled it in."""
    said = [_HEAD.format(unit=unit, day=day.isoformat())]
    said += [_item(item) for item in items]
    return "".join([*said, _FINDING.format(item=items[0].code, day=day.isoformat())])


def _item(item: ChecklistItem) -> str:
    return (
        f'\n# {item.text}\n# ({item.basis})\n[answers.{item.code}]\nverdict = "khong_kiem_tra"\nremark = ""\n'
    )
