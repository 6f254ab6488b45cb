"""Danh sách thử: files as offices send them, and a list taken through its states; every person is made up."""

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sipas_engine.sampling.draw import DrawSettings
from sipas_engine.sampling.states import ListMove
from storage.samples import ListKey
from workflows.services.draw_list import draw_list
from workflows.services.import_list import import_list
from workflows.services.move_list import move_list
from workflows.services.workspace import Workspace

OFFICE = "ubnd-phuong-xuan-huong-da-lat-24781"
SURVEY = "lam-dong-2026"
KEY = ListKey(SURVEY, OFFICE, 1)
HEADINGS = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Địa chỉ", "Thôn", "Điện thoại", "Mã hồ sơ")
SETTINGS = DrawSettings("271828", 12, by=("thon",))

Row = Sequence[str]


def people(
    count: int, change: Callable[[int, dict[str, str]], Mapping[str, str]] | None = None
) -> list[list[str]]:
    """Hàng giả lập: numbered from 1; ``change`` may alter the cells of some by their headings."""
    rows = []
    for n in range(1, count + 1):
        row = {
            "STT": str(n),
            "Họ và tên": f"Nguyễn Thị Ví Dụ {n}",
            "Ngày sinh": f"{1 + n % 28:02d}/03/{1950 + n % 50}",
            "Giới tính": "Nữ" if n % 2 else "Nam",
            "Địa chỉ": f"Số {n} đường Mẫu",
            "Thôn": f"Tổ {1 + n % 3}",
            "Điện thoại": f"09{n:08d}",
            "Mã hồ sơ": f"H36.{n:05d}",
        }
        rows.append(list((change(n, row) if change else row).values()))
    return rows


def list_file(
    file: Path, rows: Sequence[Row], *, headings: Row = HEADINGS, above: Sequence[Row] = ()
) -> Path:
    """Tệp csv: title rows above, headings, rows; semicolons, as a Vietnamese spreadsheet writes it."""
    with file.open("w", encoding="utf-8-sig", newline="") as handle:
        csv.writer(handle, delimiter=";").writerows([*above, headings, *rows])
    return file


def taken_in(workspace: Workspace, folder: Path, count: int = 60) -> ListKey:
    """Danh sách đã nhận: of the ward, in state draft."""
    return import_list(workspace, SURVEY, OFFICE, list_file(folder / "ds.csv", people(count))).stored.key


def checked(workspace: Workspace, folder: Path) -> ListKey:
    """Danh sách đã kiểm tra: ready to be drawn from."""
    key = taken_in(workspace, folder)
    move_list(workspace, key, ListMove.SUBMIT)
    move_list(workspace, key, ListMove.CHECK)
    return key


def drawn(workspace: Workspace, folder: Path) -> ListKey:
    """Danh sách đã rút mẫu: twelve people in three tổ, and three of the reserve."""
    key = checked(workspace, folder)
    draw_list(workspace, key, SETTINGS)
    return key
