"""Mười cột: the columns of the book of outgoing documents, in the order of the law (PL.IV of the decree)."""

from dataclasses import dataclass
from datetime import date

from directives.document.model import Document
from directives.register.search import folded

TEN_COLUMNS = (
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
)


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """Dòng đăng ký: one document in the book; what is not known yet (transfer, receipt) is empty."""

    number_and_symbol: str
    issued_on: date
    type_and_subject: str
    signer: str
    recipients: str
    archive_units: str
    copies: str = ""
    transferred_on: str = ""
    receipt: str = ""
    note: str = ""

    def cells(self) -> tuple[str, ...]:
        """Các ô: the ten cells as text, in the order of ``TEN_COLUMNS``."""
        day = f"{self.issued_on:%d/%m/%Y}"
        return (
            self.number_and_symbol, day, self.type_and_subject, self.signer, self.recipients,
            self.archive_units, self.copies, self.transferred_on, self.receipt, self.note,
        )  # fmt: skip


def row_of(document: Document, note: str = "") -> RegisterRow:
    """Dòng của văn bản: what the book says of a numbered document."""
    sent_to = [*document.addressees, *(item for item in document.recipients if item != "Như trên")]
    return RegisterRow(
        number_and_symbol=str(document.number),
        issued_on=document.issued_on,
        type_and_subject=f"{document.type.name_vi}: {document.subject}",
        signer=document.signature.name or document.signature.title,
        recipients="; ".join(sent_to),
        archive_units=", ".join(document.archive.units),
        copies="" if document.archive.copies is None else str(document.archive.copies),
        note=note,
    )


def searched_text(document: Document, note: str = "") -> str:
    """Chữ để tìm: number, symbol, type, subject, signer, recipients and note, folded."""
    return folded(*words_of_row(document, note))


def words_of_row(document: Document, note: str = "") -> tuple[str, ...]:
    """Chữ của dòng: what is searched of a document, as it is written."""
    row = row_of(document, note)
    return (row.number_and_symbol, row.type_and_subject, row.signer, row.recipients, row.archive_units, note)
