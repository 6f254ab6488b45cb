"""Đọc PDF: words, lines and tables of each page, with their places. Runs inside the child process only."""

from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

from directives.conversion.errors import BrokenFile, EncryptedFile, TooManyPages
from directives.conversion.limits import Limits
from directives.conversion.page_words import PICTURE, UNREADABLE, Page, PageWord
from directives.conversion.pdf_drawings import Drawings
from directives.conversion.pdf_streams import refuse_inflated
from directives.conversion.pdf_strokes import strokes_of_page
from directives.conversion.pdf_words import picture_share, shows_hidden_text, words_of_page

_NO_TEXT = 10  # a page of fewer letters says what it says in its pictures, however small they are
_LETTERS_OF_A_HEAD = (
    400  # a page with fewer, a good part of it a picture, says most of what it says in the picture
)
_GOOD_PART, _WHOLE = 0.15, 0.5  # of the page
_MARKED = 0.08  # of the letters of a Vietnamese text, at least so many bear marks; about a quarter do
_ENOUGH = 60  # letters by which to judge that
_UNKNOWN = 0.2  # of the letters: when more have no meaning, the page cannot be read as text
_END, _END_WITHIN = b"%%EOF", 4096
#: What is written onto a page later: the number and date which a registry stamps, a signature's appearance.
_WRITTEN_LATER = {raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_WIDGET}


def read_pdf(content: bytes, limits: Limits) -> list[Page]:
    """Đọc PDF: one value a page; a page that needs recognition says so in ``wants`` and keeps what text it has.

    Raises EncryptedFile, BrokenFile, TooManyPages, ArchiveBomb.
    """
    document = opened_pdf(content, limits)
    return [_read(document, index) for index in range(len(document))]


def opened_pdf(content: bytes, limits: Limits) -> Any:
    """Mở PDF: by pdfium. Raises EncryptedFile, BrokenFile, TooManyPages, ArchiveBomb."""
    refuse_inflated(content, limits)
    if _END not in content[-_END_WITHIN:]:
        # pdfium would make do with the pages that are there, and nobody would know of the others
        raise BrokenFile(reason="cut off")
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedFile from error
        raise BrokenFile(reason=str(error)) from error
    if len(document) == 0:
        raise BrokenFile(reason="no page")
    if len(document) > limits.read_pages:
        raise TooManyPages(pages=len(document), limit=limits.read_pages)
    return document


def plain_text(page: Page) -> str:
    """Chữ thuần: of a page, its words in the order of the file, a new line where one begins."""
    lines: list[list[str]] = []
    last: PageWord | None = None
    for word in page.words:
        if last is None or abs(word.baseline - last.baseline) > 0.5 * word.size or word.left < last.left:
            lines.append([])
        lines[-1].append(word.text)
        last = word
    return "\n".join(" ".join(line) for line in lines)


def _read(document: Any, index: int) -> Page:
    try:
        page = document[index]
    except pypdfium2.PdfiumError as error:
        raise BrokenFile(reason=f"page {index + 1}: {error}") from error
    page = with_later_writing(document, index, page)
    width, height = page.get_size()
    letters = words_of_page(page)
    drawn = strokes_of_page(page) if letters.words else Drawings((), ())
    wants = _wants(page, letters.words, letters.unknown)
    return Page(
        index + 1, round(width, 2), round(height, 2), letters.words, drawn.strokes, drawn.grids,
        wants=wants, recognised=not wants and _was_scanned(page), unknown=letters.unknown,
    )  # fmt: skip


def with_later_writing(document: Any, index: int, page: Any) -> Any:
    """Chữ ghi thêm: stamps and appearances of signatures become part of the page, where they are shown."""
    kinds = _later_writing(page)
    if not any(kind in _WRITTEN_LATER for kind in kinds):
        return page
    if raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
        return page
    return document[index]


def _later_writing(page: Any) -> Iterator[int]:
    for place in range(min(raw.FPDFPage_GetAnnotCount(page), 500)):
        annotation = raw.FPDFPage_GetAnnot(page, place)
        yield raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)


def _wants(page: Any, words: tuple[PageWord, ...], unknown: int) -> str:
    """Cần nhận dạng: whether what the page says is in a picture, or in letters which no machine can name."""
    letters = [letter for word in words for letter in word.text if letter.isalpha()]
    if unknown > _UNKNOWN * (len(letters) + unknown):
        return UNREADABLE
    if len(letters) >= _LETTERS_OF_A_HEAD and not _lacks_marks(letters):
        return ""
    share = picture_share(page)
    if share >= _GOOD_PART and len(letters) < _LETTERS_OF_A_HEAD:
        return PICTURE
    if share > 0 and len(letters) < _NO_TEXT:
        return PICTURE
    return UNREADABLE if share >= _WHOLE and len(letters) >= _ENOUGH and _lacks_marks(letters) else ""


def _lacks_marks(letters: list[str]) -> bool:
    """Chữ thiếu dấu: a text layer made by a machine that knows no Vietnamese."""
    return sum(not letter.isascii() for letter in letters) < _MARKED * len(letters)


def _was_scanned(page: Any) -> bool:
    return picture_share(page) >= _WHOLE and shows_hidden_text(page)
