"""Đọc PDF: the text layer of each page in the order of the page. Runs inside the child process only."""

import unicodedata

import pypdfium2

from directives.conversion.errors import BrokenFile, EncryptedFile, NoTextLayer

_MIN_LETTERS = 40  # a page with an image and fewer letters than this is a scan (stamps print a few letters)


def read_pdf(content: bytes) -> list[str]:
    """Đọc lớp chữ: one text a page. Raises EncryptedFile, BrokenFile, NoTextLayer.

    NoTextLayer as soon as one page is an image without text: reading the rest would lose it in silence.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedFile from error
        raise BrokenFile(reason=str(error)) from error
    pages, scanned = [], 0
    for page in document:
        text = page.get_textpage().get_text_bounded()
        pages.append(unicodedata.normalize("NFC", text.replace("\r", "").replace("\ufffe", "-")))
        letters = sum(letter.isalpha() for letter in text)
        has_image = any(True for _ in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
        scanned += letters < _MIN_LETTERS and has_image
    if scanned or not any(page.strip() for page in pages):
        raise NoTextLayer(pages=scanned or len(pages), total=len(pages))
    return pages
