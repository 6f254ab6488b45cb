"""Loại tài liệu gửi lên: told by the content alone; pictures, archives and macros are no documents."""

import io
import zipfile

import pytest

from directives.conversion.document_kind import document_kind
from directives.conversion.errors import MacrosInside, UnknownFormat


def package(*parts: str) -> bytes:
    """Gói: with these parts, all empty."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for part in parts:
            made.writestr(part, "")
    return content.getvalue()


TYPES = "[Content_Types].xml"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\n\n%PDF-1.4\n", "pdf"),
        (package(TYPES, "word/document.xml"), "docx"),
        (package(TYPES, "xl/workbook.xml"), "xlsx"),
    ],
)
def test_a_document_is_known_by_its_content(content: bytes, kind: str) -> None:
    assert document_kind(content) == kind


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"\xff\xd8\xff\xe0JFIF", "a photograph"),
        (b"ID3\x03", "a recording"),
        (b"<html>", "a web page"),
        (b"MZ" + b"\0" * 2000 + b"%PDF-1.7", "a program with the mark of a PDF far inside"),
        (package("word/document.xml"), "a zip without types"),
        (package(TYPES, "ppt/presentation.xml"), "slides"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old .doc"),
    ],
)
def test_all_else_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(UnknownFormat):
        document_kind(content)


def test_a_workbook_with_macros_is_refused_by_name() -> None:
    with pytest.raises(MacrosInside) as refused:
        document_kind(package(TYPES, "xl/workbook.xml", "xl/vbaProject.bin"), "danh_sach")
    assert refused.value.where == "danh_sach"
