"""Loại tài liệu: whether bytes from elsewhere are a document that an office hands in; nothing is unpacked."""

from typing import Literal

from directives.conversion.errors import MacrosInside, UnknownFormat

DocumentKind = Literal["pdf", "docx", "xlsx"]
"""Loại tài liệu nhận: by the content, never by the name."""

_PDF, _PDF_WITHIN = b"%PDF-", 1024
_ZIP = b"PK\x03\x04"
#: Tên phần trong gói: names stand uncompressed in a zip, so that they are found without opening it.
_PARTS: tuple[tuple[bytes, DocumentKind], ...] = (
    (b"word/document.xml", "docx"),
    (b"xl/workbook.xml", "xlsx"),
)
_MACROS = b"vbaProject.bin"
_ACCEPTED = ".pdf, .docx, .xlsx"


def document_kind(content: bytes, name: str = "") -> DocumentKind:
    """Loại của tài liệu: raises UnknownFormat for all else, pictures and recordings too, and MacrosInside.

    ``name`` is for messages only.
    """
    if _PDF in content[:_PDF_WITHIN]:
        return "pdf"
    if content.startswith(_ZIP) and b"[Content_Types].xml" in content:
        if _MACROS in content:
            raise MacrosInside(where=name, part=_MACROS.decode())
        for part, kind in _PARTS:
            if part in content:
                return kind
    raise UnknownFormat(where=name, accepted=_ACCEPTED)
