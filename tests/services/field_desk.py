"""Bàn thực địa: a campaign in the field: roster, assigned villages, forms sent back, all made up."""

import tempfile
from datetime import date
from functools import cache
from pathlib import Path

from sipas_engine.methods.built_in import built_in
from tests.services.test_campaign import LAM_DONG, begun
from tests.workspaces import workspace_at
from workflows.services.accept_returns import accept_returns
from workflows.services.assign_villages import assign_forms
from workflows.services.campaign_state import campaign_state
from workflows.services.enlist_investigators import enlist_investigators
from workflows.services.workspace import Workspace

DAY = date(2026, 4, 6)
WARD = "Phường Xuân Hương - Đà Lạt"
OFFICE = "ubnd-phuong-xuan-huong-da-lat-24781"
ALL = "dia_ban;trung_thuc;khach_quan;phuong_tien"
ROSTER = f"""ma,ho_ten,buu_dien,nang_luc,tieu_chuan,tap_huan,cam_ket
dtv-1,Nguyễn Văn Mẫu,Bưu điện Đà Lạt,10,{ALL},01/4/2026,02/4/2026
dtv-2,Trần Thị Ví Dụ,Bưu điện Đà Lạt,10,{ALL},01/4/2026,02/4/2026
dtv-3,Lê Văn Thử,Bưu điện Đà Lạt,10,dia_ban,,
"""
SERIALS = [f"P-{number:03d}" for number in range(1, 13)]


def written(folder: Path, name: str, text: str) -> Path:
    """Tệp: with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def villages(folder: Path, *names: str) -> Path:
    """Phiếu theo thôn: six forms a village."""
    rows = [f"{SERIALS[place]},{WARD},{names[place // 6]}" for place in range(6 * len(names))]
    return written(folder, "thon.csv", "\n".join(["ma_phieu,xa,thon", *rows]) + "\n")


def in_the_field(workspace: Workspace, folder: Path) -> Workspace:
    """Đang phát phiếu: two villages, one to each of the two who are ready."""
    begun(workspace, LAM_DONG)
    enlist_investigators(workspace, LAM_DONG, written(folder, "dtv.csv", ROSTER))
    assign_forms(workspace, LAM_DONG, villages(folder, "Tổ 1", "Tổ 2"), DAY)
    return workspace


def field_workspace(folder: Path) -> Workspace:
    """Bàn đang phát phiếu: on SQLite, copied from one that was begun once for all tests."""
    (folder / "vanthu.db").write_bytes(_begun_books())
    written(folder, "dtv.csv", ROSTER)
    return workspace_at(f"sqlite:///{folder / 'vanthu.db'}", folder)


@cache
def _begun_books() -> bytes:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        in_the_field(workspace_at(f"sqlite:///{folder / 'vanthu.db'}", folder), folder).engine.dispose()
        return (folder / "vanthu.db").read_bytes()


def sheet(folder: Path, *rows: str) -> Path:
    """Bảng theo dõi: rows ``dtv-1 Tổ 1 06/4/2026 6 0`` (and refused, wrong address, replaced)."""
    lines = ["dieu_tra_vien,thon,ngay,so_phat,so_thu,tu_choi,sai_dia_chi,thay_the"]
    for row in rows:
        person, village, day, *counts = row.split("|")
        lines.append(",".join([person, f"{WARD} / {village}", day, *counts, *["0"] * (5 - len(counts))]))
    return written(folder, "theo-doi.csv", "\n".join(lines) + "\n")


def sent_back(workspace: Workspace, folder: Path, levels: dict[str, int]) -> None:
    """Phiếu gửi về: of these serials, each with one level throughout."""
    criteria = built_in("P2023").criterion_codes
    lines = [",".join(["form_id", "province", "commune", *criteria])]
    for serial, level in levels.items():
        lines.append(",".join([serial, "Tỉnh Lâm Đồng", WARD, *[str(level)] * len(criteria)]))
    state = campaign_state(workspace, LAM_DONG)
    file = written(folder, "phieu.csv", "\n".join(lines) + "\n")
    accept_returns(workspace, state, OFFICE, file, date(2026, 5, 4))
