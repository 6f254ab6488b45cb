"""Soạn lại từ văn bản đã có: an issued document as the table of a draft, so that a new one can be written upon it."""

from collections.abc import Callable, Sequence
from typing import Any

from directives.document.column_widths import columns_of
from directives.document.kinds import DocumentType
from directives.document.model import Annex, BodyPart, BodyTable, Document, Picture, TableColumn

_Table = dict[str, Any]
Named = Callable[[Picture], str]
"""Tên tệp của hình: under which the new draft will find it."""


def draft_table(document: Document, *, with_body: bool = True, named: Named | None = None) -> _Table:
    """Bảng bản thảo: what a person would write to get the same document once more, on another day.

    Left out: number, date, letterhead and place, which follow from office and day; the answers to a form's own
    questions, which were made into words; pictures, unless they are ``named``. ``with_body`` False takes only what
    stays the same from one document of a kind to the next: who signs, who receives, where it is kept.
    """
    table: _Table = {"type": document.type.value, "issuer": document.issuer}
    unit = unit_of(document)
    table |= {"unit": unit} if unit else {}
    if with_body:
        table |= _said(
            subject=document.subject,
            addressees=list(document.addressees),
            legal_bases=list(document.legal_bases),
            body=parts_table(document.body, named),
            annexes=[_annex(one, named) for one in document.annexes],
            attached=[
                {"type": one.type.value, "subject": one.subject, "body": parts_table(one.body, named)}
                for one in document.attached
            ],
        )
    table |= _said(
        form=document.form,
        deciding_authority=document.deciding_authority,
        recipients=list(document.recipients),
        contact=document.contact,
    )
    table["signature"] = _said(
        authority=[{"capacity": one.capacity.value, "of": one.of} for one in document.signature.authorities],
        title=document.signature.title,
        name=document.signature.name,
    )
    table["archive"] = _Table(units=list(document.archive.units)) | _said(drafter=document.archive.drafter)
    if document.archive.copies is not None:
        table["archive"]["copies"] = document.archive.copies
    return table


def unit_of(document: Document) -> str:
    """Đơn vị soạn thảo: what stands behind the issuer in the symbol of a công văn; "" for other types."""
    if document.type is not DocumentType.CONG_VAN:
        return ""
    return document.number.symbol.partition("-")[2]


def parts_table(parts: Sequence[BodyPart], named: Named | None = None) -> list[_Table]:
    """Nội dung: parts of a body as a draft writes them, without what an extract left out, and unnamed pictures."""
    return [
        _Table(kind=part.kind.value)
        | _said(title=part.title, text=part.text, children=parts_table(part.children, named))
        | (table_fields(part.table) if part.table else {})
        | (_picture(part.picture, named) if part.picture and named else {})
        for part in parts
        if not part.left_out and (part.picture is None or named)
    ]


def _picture(picture: Picture, named: Named) -> _Table:
    return _Table(file=named(picture), width_mm=picture.width) | _said(alternative=picture.alternative)


def _annex(annex: Annex, named: Named | None) -> _Table:
    table = BodyTable(annex.columns, annex.rows) if annex.rows else None
    return _Table(title=annex.title) | _said(
        notes=list(annex.notes),
        landscape=annex.landscape,
        body=parts_table(annex.body, named),
        **(table_fields(table) if table else {}),
    )


def table_fields(table: BodyTable) -> _Table:
    """Bảng viết ra: mere headings where the width and side of every column are what would be guessed once more."""
    headings = [one.heading for one in table.columns]
    guessed = columns_of(headings, table.rows) == table.columns
    columns = headings if guessed else [_column(one) for one in table.columns]
    return {"columns": columns, "rows": [list(row) for row in table.rows]}


def _column(column: TableColumn) -> _Table:
    return {"name": column.heading, "numeric": column.numeric, "width": column.width}


def _said(**values: object) -> _Table:
    """Only what says something: an empty list or text is the same as none."""
    return {name: value for name, value in values.items() if value}
