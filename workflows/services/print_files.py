"""In hồ sơ: the yearly list, the index of documents in a file, the hand-over list, ready to be printed."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from directives.register.file_columns import (
    FILE_INDEX,
    FILE_LIST,
    HAND_OVER,
    file_index_cells,
    file_list_rows,
    hand_over_cells,
)
from directives.register.printed import PrintedBook
from directives.register.work_files import WorkFileKey
from storage import work_files
from storage.database import reading
from storage.incoming import IncomingEntry
from storage.register import Entry
from storage.work_files import FiledDocument, StoredFile
from workflows.services.incoming_books import document_in
from workflows.services.print_book import letterhead_of
from workflows.services.work_files import day_of_list, files_listed, found_in
from workflows.services.workspace import Workspace


def printed_file_list(workspace: Workspace, office: str, year: int) -> PrintedBook:
    """Danh mục hồ sơ của năm: five columns, each heading above its files."""
    listed = files_listed(workspace, office, year)
    parent, agency = letterhead_of(workspace, office, day_of_list(workspace, office, year))
    return PrintedBook(
        short_name=f"Danh mục {year}",
        parent_lines=parent,
        agency_lines=agency,
        title=f"DANH MỤC HỒ SƠ NĂM {year}",
        facts=(f"Danh mục này có {len(listed)} hồ sơ",),
        columns=FILE_LIST,
        rows=tuple(file_list_rows([one.file for one in listed])),
    )


def printed_index(workspace: Workspace, key: WorkFileKey) -> PrintedBook:
    """Mục lục văn bản trong hồ sơ: seven columns, in the order of filing. Raises UnknownFile."""
    with reading(workspace.engine) as connection:
        stored = found_in(connection, key)
        rows = [
            _index_row(workspace, one, document_in(connection, one.document))
            for one in work_files.filed_in(connection, key)
        ]
    parent, agency = letterhead_of(workspace, key.office, day_of_list(workspace, key.office, key.year))
    ended = f"Kết thúc ngày {stored.ended_on:%d/%m/%Y}" if stored.ended_on else "Chưa kết thúc"
    return PrintedBook(
        short_name=key.symbol,
        parent_lines=parent,
        agency_lines=agency,
        title="MỤC LỤC VĂN BẢN, TÀI LIỆU",
        facts=(
            f"Số, ký hiệu hồ sơ: {key.symbol}",
            f"Tiêu đề hồ sơ: {stored.file.title}",
            f"Thời hạn bảo quản: {stored.file.retention}",
            ended,
        ),
        columns=FILE_INDEX,
        rows=tuple(rows),
    )


def printed_hand_over(workspace: Workspace, office: str, keys: Sequence[WorkFileKey]) -> PrintedBook:
    """Mục lục hồ sơ nộp lưu: seven columns, one row a file, two copies of it are signed. Raises UnknownFile."""
    with reading(workspace.engine) as connection:
        stored = [found_in(connection, key) for key in sorted(set(keys))]
        rows = [
            hand_over_cells(
                place,
                one.key.symbol,
                one.file.title,
                _days(connection, one),
                one.file.retention,
                one.sheets,
                one.file.note,
            )
            for place, one in enumerate(stored, start=1)
        ]
    day = max((one.ended_on for one in stored if one.ended_on), default=workspace.today())
    parent, agency = letterhead_of(workspace, office, day)
    return PrintedBook(
        short_name="Nộp lưu",
        parent_lines=parent,
        agency_lines=agency,
        title="MỤC LỤC HỒ SƠ, TÀI LIỆU NỘP LƯU",
        facts=(f"Mục lục này gồm {len(rows)} hồ sơ",),
        columns=HAND_OVER,
        rows=tuple(rows),
    )


def _index_row(workspace: Workspace, filed: FiledDocument, found: Entry | IncomingEntry) -> tuple[str, ...]:
    if isinstance(found, IncomingEntry):
        came = found.document
        number, day, author = came.number_and_symbol, came.dated, came.author
        subject = f"{came.type_name}: {came.subject}"
    else:
        ours = found.document
        number, day = str(ours.number), ours.issued_on
        author = workspace.chart.on(day).office(ours.issuer).full_name
        subject = f"{ours.type.name_vi}: {ours.subject}"
    return file_index_cells(filed.position, number, day, subject, author, filed.pages, filed.note)


def _days(connection: Connection, stored: StoredFile) -> tuple[date, date] | None:
    """Thời gian tài liệu: days of the first and the last document in a file."""
    days = []
    for filed in work_files.filed_in(connection, stored.key):
        found = document_in(connection, filed.document)
        if isinstance(found, IncomingEntry):
            days.append(found.document.dated or found.document.arrived_on)
        else:
            days.append(found.document.issued_on)
    return (min(days), max(days)) if days else None
