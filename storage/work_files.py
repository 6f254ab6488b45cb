"""Hồ sơ công việc: the rows of the yearly lists and what is filed in them, within the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, select, update
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from directives.register.work_files import FileState, Retention, WorkFile, WorkFileKey
from storage.database import insert_new
from storage.register_tables import filed_document, work_file


@dataclass(frozen=True, slots=True)
class StoredFile:
    """Hồ sơ đang giữ: a row of the list and how far the file has come."""

    key: WorkFileKey
    file: WorkFile
    state: FileState
    ended_on: date | None
    sheets: int | None
    kept_until: date | None
    leave: str
    handed_over_on: date | None
    handed_over_to: str


@dataclass(frozen=True, slots=True)
class FiledDocument:
    """Văn bản trong hồ sơ: a document of the books by its place there, its sheets in the file."""

    key: WorkFileKey
    position: int
    document: str
    pages: str
    note: str


def add(connection: Connection, key: WorkFileKey, file: WorkFile) -> bool:
    """Thêm: a file to the list; False when one of this symbol is there already."""
    row: dict[str, object] = {
        **_place(key),
        "heading": file.heading,
        "title": file.title,
        "retention_years": file.retention.years,
        "keeper": file.keeper,
        "note": file.note,
        "kind": file.kind,
        "status": FileState.OPEN.value,
        "leave": "",
        "handed_over_to": "",
    }
    return insert_new(connection, work_file, row)


def find(connection: Connection, key: WorkFileKey) -> StoredFile | None:
    """Tìm: the file of this symbol, locked to the end of a writing transaction."""
    wanted = select(work_file).where(_is(work_file.c, key)).with_for_update()
    found = connection.execute(wanted).mappings().first()
    return None if found is None else _stored(found)


def listed(connection: Connection, office: str = "", year: int | None = None) -> Sequence[StoredFile]:
    """Danh mục: the files of an office and year, or of all, in the order of headings and symbols."""
    rows = select(work_file).order_by(
        work_file.c.office, work_file.c.year, work_file.c.heading, work_file.c.symbol
    )
    if office:
        rows = rows.where(work_file.c.office == office)
    if year is not None:
        rows = rows.where(work_file.c.year == year)
    return [_stored(row) for row in connection.execute(rows).mappings()]


def change(connection: Connection, key: WorkFileKey, values: dict[str, Any]) -> None:
    """Ghi tình trạng: columns of a file that the caller has locked."""
    connection.execute(update(work_file).where(_is(work_file.c, key)).values(**values))


def put(connection: Connection, key: WorkFileKey, document: str, pages: str, note: str) -> FiledDocument:
    """Xếp vào: a document after the last one of a file that the caller has locked."""
    last = select(func.coalesce(func.max(filed_document.c.position), 0)).where(_is(filed_document.c, key))
    position = connection.execute(last).scalar_one() + 1
    filed = FiledDocument(key, position, document, pages, note)
    connection.execute(
        filed_document.insert().values(
            **_place(key), position=position, document=document, pages=pages, note=note
        )
    )
    return filed


def filed_in(connection: Connection, key: WorkFileKey) -> Sequence[FiledDocument]:
    """Văn bản trong một hồ sơ: in the order in which they were filed."""
    rows = select(filed_document).where(_is(filed_document.c, key)).order_by(filed_document.c.position)
    return [_filed(row) for row in connection.execute(rows).mappings()]


def files_of(connection: Connection, document: str) -> Sequence[WorkFileKey]:
    """Hồ sơ có văn bản này: a document may lie in several files, and is kept once."""
    rows = connection.execute(
        select(filed_document.c.office, filed_document.c.year, filed_document.c.symbol)
        .where(filed_document.c.document == document)
        .order_by(filed_document.c.office, filed_document.c.year, filed_document.c.symbol)
    )
    return [WorkFileKey(*row) for row in rows]


def all_filed(connection: Connection) -> Sequence[FiledDocument]:
    """Mọi văn bản trong hồ sơ: by file and position."""
    columns = filed_document.c
    rows = select(filed_document).order_by(columns.office, columns.year, columns.symbol, columns.position)
    return [_filed(row) for row in connection.execute(rows).mappings()]


def _place(key: WorkFileKey) -> dict[str, object]:
    return {"office": key.office, "year": key.year, "symbol": key.symbol}


def _is(columns: ReadOnlyColumnCollection[str, Any], key: WorkFileKey) -> ColumnElement[bool]:
    return and_(columns.office == key.office, columns.year == key.year, columns.symbol == key.symbol)


def _stored(row: RowMapping) -> StoredFile:
    return StoredFile(
        key=WorkFileKey(row["office"], row["year"], row["symbol"]),
        file=WorkFile(
            symbol=row["symbol"],
            heading=row["heading"],
            title=row["title"],
            retention=Retention(row["retention_years"]),
            keeper=row["keeper"],
            note=row["note"],
            kind=row["kind"],
        ),
        state=FileState(row["status"]),
        ended_on=row["ended_on"],
        sheets=row["sheets"],
        kept_until=row["kept_until"],
        leave=row["leave"],
        handed_over_on=row["handed_over_on"],
        handed_over_to=row["handed_over_to"],
    )


def _filed(row: RowMapping) -> FiledDocument:
    key = WorkFileKey(row["office"], row["year"], row["symbol"])
    return FiledDocument(key, row["position"], row["document"], row["pages"], row["note"])
