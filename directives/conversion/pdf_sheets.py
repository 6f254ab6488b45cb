"""Tờ PDF: opens a PDF within limits; the words, lines and pictures of each page. Only in the child process."""

import io
import zlib
from collections.abc import Iterator
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdftypes import PDFStream, resolve1
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from directives.conversion.errors import ArchiveBomb, BrokenFile, EncryptedFile, TooManyPages
from directives.conversion.layout import Scan
from directives.conversion.limits import Limits
from directives.conversion.pdf_drawings import Drawings, drawings_of, with_underlines
from directives.conversion.pdf_glyphs import rows_of, words_of
from directives.conversion.pdf_margins import RawSheet
from directives.conversion.pdf_pictures import pictures_of

_TILT = 0.02
_SCAN_SHARE = 0.5  # a picture over more of the page than this is the page itself


def opened(content: bytes, limits: Limits) -> Any:
    """Mở PDF: as pdfplumber does. Raises EncryptedFile, BrokenFile, TooManyPages, ArchiveBomb."""
    try:
        document = pdfplumber.open(io.BytesIO(content))
        pages = len(document.pages)
    except (PdfminerException, MalformedPDFException, PDFException) as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect):
            raise EncryptedFile from error
        raise BrokenFile(reason=type(cause).__name__) from error
    if pages == 0:
        raise BrokenFile(reason="no page")
    if pages > limits.pages:
        raise TooManyPages(pages=pages, limit=limits.pages)
    for page in document.pages:
        _refuse_bomb(page, limits)
    return document


def _refuse_bomb(page: Any, limits: Limits) -> None:
    """Chặn tệp nén bất thường: the drawing of a page may not unpack beyond the limit."""
    spent = 0
    for stream in page.page_obj.contents:
        stream = resolve1(stream)
        if not isinstance(stream, PDFStream) or stream.rawdata is None:
            continue
        spent += _unpacked(stream.rawdata, limits.page_bytes)
        if spent > limits.page_bytes:
            raise ArchiveBomb(measure="bytes", value=f"> {limits.page_bytes}", limit=limits.page_bytes)


def _unpacked(packed: bytes, limit: int) -> int:
    try:
        return len(zlib.decompressobj().decompress(packed, limit + 1))
    except zlib.error:
        return len(packed)  # packed in another way, or not at all


def raw_sheets(document: Any) -> Iterator[RawSheet]:
    """Đọc các tờ: one after another, each forgotten by pdfplumber once it is read."""
    for page in document.pages:
        yield _raw(page)
        page.close()


def scans_of(sheet: RawSheet) -> Iterator[Scan]:
    """Ảnh quét: pictures which are the page itself."""
    for picture in sheet.pictures:
        area = (picture.right - picture.left) * (picture.bottom - picture.top)
        if area > _SCAN_SHARE * sheet.width * sheet.height:
            yield Scan(sheet.index, round(picture.dpi), picture.coloured)


def version_of(document: Any, content: bytes) -> str:
    """Phiên bản PDF: of the catalogue where it names a later one than the first line of the file."""
    head = content[5:8].decode("latin-1")
    named = getattr(resolve1(document.doc.catalog.get("Version")), "name", "")
    return max(head, named)


def _is_level(letter: dict[str, Any]) -> bool:
    """Chữ nằm ngang: its baseline runs from left to right; what runs aslant or upwards is laid over the text."""
    across, up = letter["matrix"][:2]
    return bool(across > 0 and abs(up) <= _TILT * across)


def _raw(page: Any) -> RawSheet:
    width, height = float(page.width), float(page.height)
    shown = [letter for letter in page.chars if -1 <= letter["x0"] <= width and -1 <= letter["top"] <= height]
    words = words_of(letter for letter in shown if _is_level(letter))
    turned = "".join(letter["text"] for letter in shown if not _is_level(letter)).strip()
    drawings = drawings_of(page)
    words, strokes = with_underlines(words, drawings.strokes)
    framed = [word for word in words if any(grid.holds(word) for grid in drawings.grids)]
    kept = {id(word) for word in framed}
    return RawSheet(
        index=page.page_number,
        width=width,
        height=height,
        rows=tuple(tuple(row) for row in rows_of(word for word in words if id(word) not in kept)),
        framed=tuple(framed),
        turned=(turned,) if turned else (),
        drawings=Drawings(strokes, drawings.grids),
        pictures=tuple(pictures_of(page)),
    )
