"""Cột của hồ sơ: the yearly list, the index of documents in a file, the hand-over list (PL.V of the decree)."""

from collections.abc import Sequence
from datetime import date

from directives.register.printed import columns_of
from directives.register.work_files import Retention, WorkFile

FILE_LIST_COLUMNS = (
    "Số và ký hiệu hồ sơ",
    "Tên đề mục và tiêu đề hồ sơ",
    "Thời hạn bảo quản",
    "Người lập hồ sơ",
    "Ghi chú",
)

FILE_INDEX_COLUMNS = (
    "STT",
    "Số, ký hiệu văn bản",
    "Ngày tháng năm văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Tác giả văn bản",
    "Tờ số/Trang số",
    "Ghi chú",
)

HAND_OVER_COLUMNS = (
    "Số TT",
    "Số, ký hiệu hồ sơ",
    "Tiêu đề hồ sơ",
    "Thời gian tài liệu",
    "Thời hạn bảo quản",
    "Số tờ/Số trang",
    "Ghi chú",
)

FILE_LIST = columns_of(FILE_LIST_COLUMNS, (2, 7, 2, 3, 2.5))
FILE_INDEX = columns_of(FILE_INDEX_COLUMNS, (0.8, 2.2, 2, 6, 3, 1.6, 2.2))
HAND_OVER = columns_of(HAND_OVER_COLUMNS, (0.8, 2, 6, 3, 2, 1.6, 2.4))


def file_list_rows(listed: Sequence[WorkFile]) -> list[tuple[str, ...]]:
    """Các dòng danh mục: each heading as a row of its own (I, II, …) above its files."""
    rows: list[tuple[str, ...]] = []
    heading = ""
    for one in listed:
        if one.heading != heading:
            heading = one.heading
            rows.append(("", heading.upper(), "", "", ""))
        rows.append((one.symbol, one.title, str(one.retention), one.keeper, one.note))
    return rows


def file_index_cells(
    position: int, number: str, day: date | None, subject: str, author: str, pages: str, note: str
) -> tuple[str, ...]:
    """Dòng mục lục văn bản: the seven cells as text, in the order of ``FILE_INDEX_COLUMNS``."""
    return (str(position), number, "" if day is None else f"{day:%d/%m/%Y}", subject, author, pages, note)


def hand_over_cells(
    place: int,
    symbol: str,
    title: str,
    days: tuple[date, date] | None,
    retention: Retention,
    sheets: int | None,
    note: str,
) -> tuple[str, ...]:
    """Dòng mục lục nộp lưu: the seven cells as text; ``days`` are those of the first and the last document."""
    span = f"{days[0]:%d/%m/%Y} - {days[1]:%d/%m/%Y}" if days else ""
    return (str(place), symbol, title, span, str(retention), "" if sheets is None else str(sheets), note)
