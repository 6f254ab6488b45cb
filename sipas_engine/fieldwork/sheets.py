"""Các bảng thực địa: roster, forms of the villages, daily sheet, hand-over, paid respondents, each from its file.

The columns are those of the printed papers (``doc_templates/dieu_tra``), so a list that was printed can be read back.
"""

from dataclasses import dataclass
from pathlib import Path

from sipas_engine.fieldwork.assignment import Village, village_path
from sipas_engine.fieldwork.daily import DailyRow
from sipas_engine.fieldwork.payment import PaidRow
from sipas_engine.fieldwork.roster import Investigator
from sipas_engine.fieldwork.sheet import SheetReader, SheetRow


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Phiếu bàn giao: one form that an investigator gave back, by its serial."""

    investigator: str
    serial: str


def read_roster(path: Path) -> tuple[Investigator, ...]:
    """Đọc danh sách điều tra viên: ``ma, ho_ten, buu_dien, nang_luc``; ``tieu_chuan``, ``tap_huan``, ``cam_ket``,
    ``nghi_tu``.

    ``tieu_chuan`` holds the codes of the criteria met, with ";" between; the last three are days, ``nghi_tu`` the one
    from which the person no longer works.
    Raises BadSheet and what reading a table raises.
    """
    reader = SheetReader(
        path, ("ma", "ho_ten", "buu_dien", "nang_luc"), ("tieu_chuan", "tap_huan", "cam_ket", "nghi_tu")
    )
    found = []
    for row in reader.rows():
        meets = [code.strip() for code in row.cells.get("tieu_chuan", "").split(";")]
        found.append(
            Investigator(
                id=reader.text(row, "ma"),
                name=reader.text(row, "ho_ten"),
                post_office=reader.text(row, "buu_dien"),
                meets=frozenset(code for code in meets if code),
                trained_on=reader.day(row, "tap_huan"),
                committed_on=reader.day(row, "cam_ket"),
                daily_capacity=reader.number(row, "nang_luc"),
                left_on=reader.day(row, "nghi_tu"),
            )
        )
        reader.once(row, "ma")
    reader.refuse()
    return tuple(found)


def read_village_forms(path: Path) -> tuple[Village, ...]:
    """Đọc phiếu theo thôn: ``ma_phieu, xa, thon`` (and ``tinh``, ``huyen`` where there are); one row a form."""
    reader = SheetReader(path, ("ma_phieu", "xa", "thon"), ("tinh", "huyen"))
    serials: dict[tuple[str, ...], list[str]] = {}
    for row in reader.rows():
        above = [row.cells[name] for name in ("tinh", "huyen") if row.cells.get(name)]
        names = (*above, reader.text(row, "xa"), reader.text(row, "thon"))
        place = tuple(" ".join(name.split()) for name in names)
        serials.setdefault(place, []).append(reader.text(row, "ma_phieu"))
        reader.once(row, "ma_phieu")
    reader.refuse()
    return tuple(Village(place, tuple(own)) for place, own in serials.items())


def read_daily_sheet(path: Path) -> tuple[DailyRow, ...]:
    """Đọc bảng theo dõi: ``dieu_tra_vien, thon, ngay, so_phat, so_thu``; ``thay_the, tu_choi, sai_dia_chi, ghi_chu``.

    ``thon`` holds the village after its units: ``Xã A / Thôn 1``.
    """
    optional = ("thay_the", "tu_choi", "sai_dia_chi", "ghi_chu")
    reader = SheetReader(path, ("dieu_tra_vien", "thon", "ngay", "so_phat", "so_thu"), optional)
    found = []
    for row in reader.rows():
        day = reader.day(row, "ngay") if reader.text(row, "ngay") else None
        place = _place(reader, row)
        if day is None:
            continue
        found.append(
            DailyRow(
                investigator=reader.text(row, "dieu_tra_vien"),
                village=place,
                day=day,
                handed_out=reader.number(row, "so_phat"),
                back=reader.number(row, "so_thu"),
                refused=reader.number(row, "tu_choi"),
                wrong_address=reader.number(row, "sai_dia_chi"),
                replaced=reader.number(row, "thay_the"),
                note=row.cells.get("ghi_chu", ""),
            )
        )
    reader.refuse()
    return tuple(found)


def read_handed_over(path: Path) -> tuple[HandedOver, ...]:
    """Đọc danh sách bàn giao: ``ma_phieu, dieu_tra_vien``; one row a form."""
    reader = SheetReader(path, ("ma_phieu", "dieu_tra_vien"))
    found = []
    for row in reader.rows():
        found.append(HandedOver(reader.text(row, "dieu_tra_vien"), reader.text(row, "ma_phieu")))
        reader.once(row, "ma_phieu")
    reader.refuse()
    return tuple(found)


def read_paid(path: Path) -> tuple[PaidRow, ...]:
    """Đọc danh sách ký nhận: ``ma_phieu, so_tien, ky_nhan`` (có, không); names in the file are passed over."""
    reader = SheetReader(path, ("ma_phieu", "so_tien", "ky_nhan"))
    found = [
        PaidRow(
            reader.text(row, "ma_phieu"), reader.money(row, "so_tien"), reader.claim(row, "ky_nhan") is True
        )
        for row in reader.rows()
    ]
    reader.refuse()
    return tuple(found)


def _place(reader: SheetReader, row: SheetRow) -> tuple[str, ...]:
    return village_path(reader.text(row, "thon"))
