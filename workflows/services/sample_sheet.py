"""Danh sách mẫu dạng bảng tính: every cell is text, so telephones keep their zero and nothing becomes a formula."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import xlsxwriter

from sipas_engine.bundle.csv_text import inert
from sipas_engine.sampling.frame import FrameRow

#: A workbook carries the time of its making; the same sample must give the same bytes tomorrow.
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
#: Name in the forms, heading, width in letters.
COLUMNS = (
    ("ma_phieu", "Mã phiếu", 14),
    ("so_khung", "Số thứ tự trong khung mẫu", 12),
    ("stt", "STT", 8),
    ("ho_ten", "Họ và tên", 28),
    ("nam_sinh", "Năm sinh", 10),
    ("gioi_tinh", "Giới tính", 10),
    ("dia_chi", "Địa chỉ (thôn/tổ, xã)", 40),
    ("thon", "Thôn, tổ dân phố", 20),
    ("xa", "Xã, phường", 20),
    ("dien_thoai", "Điện thoại", 14),
    ("ma_ho", "Mã hộ", 14),
    ("ma_ho_so", "Mã hồ sơ", 22),
    ("linh_vuc", "Lĩnh vực", 20),
    ("ngay_tra", "Ngày trả kết quả", 14),
    ("doi_tuong", "Cá nhân/tổ chức", 14),
    ("ghi_chu", "Ghi chú", 24),
)


def sample_sheet(title: str, rows: Sequence[FrameRow], codes: Mapping[int, str] | None = None) -> bytes:
    """Bảng tính: one row a person, the columns which anybody has something in; the same rows give the same bytes.

    ``codes`` are the serials of the forms by place; with them the sheet is what ``vanthu forms print --list`` takes.
    """
    texts = [{**texts_of(row), "ma_phieu": (codes or {}).get(row.position, "")} for row in rows]
    shown = [one for one in COLUMNS if one[0] == "so_khung" or any(row[one[0]] for row in texts)]
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        workbook.set_properties({"title": title, "created": _NO_TIME})
        head = workbook.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center"})
        cell = workbook.add_format({"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
        sheet = workbook.add_worksheet(title)
        for place, (name, heading, width) in enumerate(shown):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, heading, head)
            for number, row in enumerate(texts, start=1):
                sheet.write_string(number, place, row[name], cell)
        sheet.freeze_panes(1, 0)
    return content.getvalue()


def serials_csv(rows: Sequence[FrameRow], codes: Mapping[int, str]) -> bytes:
    """Danh sách mã phiếu: serial, village and commune only, for the printer of the forms; nobody's name."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(["form_id", "village", "commune"])
    writer.writerows([codes[row.position], inert(row.village), inert(row.commune)] for row in rows)
    return ("\ufeff" + text.getvalue()).encode()


def texts_of(row: FrameRow) -> dict[str, str]:
    """Các ô của một người: by the names which columns have in the forms."""
    named = {name: row.value(name) for name, _, _ in COLUMNS}
    return {
        **named,
        "so_khung": str(row.position),
        "nam_sinh": str(row.birth_year or ""),
        "dia_chi": row.place,
    }
