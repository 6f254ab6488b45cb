"""Nguồn quét: pages which are pictures are recognised; what a machine has read is to be confirmed by a person."""

import re
from collections.abc import Sequence
from dataclasses import replace

from directives.conversion.child import convert_in_child
from directives.conversion.errors import TooManyPages
from directives.conversion.limits import recognition_limits
from directives.conversion.page_words import PICTURE, Page
from directives.conversion.recognition import recognised
from directives.errors import N_
from directives.reading.record import Doubt
from directives.reading.sources.pdf_source import PagedText, PlacedLine, text_of_pages
from directives.text import ascii_fold
from directives.vocabulary.words import TYPE_WORDS

#: How the content begins: PDF somewhere in the first bytes; PNG, JPEG, TIFF of both byte orders.
_PDF, _PDF_WITHIN = b"%PDF-", 1024
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_NUMBER = re.compile(r"^(?:[^\W\d_]+ )*[Ss]ố\s*:")
_DATE = re.compile(r"ngày\s.*năm\s*\d{4}", re.IGNORECASE)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[A-Z]+", ascii_fold(text).upper()))


#: Marks of secrecy by their letters without accents.
_SECRECY = {"TUYET MAT": "TUYỆT MẬT", "TOI MAT": "TỐI MẬT", "MAT": "MẬT"}
#: What stands alone on a line of an official document in capitals, by its letters without marks.
_SET_PHRASES = {
    _plain(phrase): phrase
    for phrase in (
        *(word.upper() for word in TYPE_WORDS),
        "QUYẾT NGHỊ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    )
}
_HEAD_LINES = 20


def is_paged(content: bytes) -> bool:
    """Có trang: whether a file is a PDF or the picture of scanned pages."""
    return _PDF in content[:_PDF_WITHIN] or content.startswith(_PICTURES)


def read_pages(content: bytes, name: str) -> tuple[str, PagedText]:
    """Đọc các trang: the format ("pdf", or "scan" where the first page was recognised) and the text.

    Raises the refusals of ``conversion.errors``; NoRecognition where recognition is needed and not to be had.
    """
    if content.startswith(_PICTURES):
        pages = _picture_pages(content, name)
    else:
        pages = [Page.from_json(page) for page in convert_in_child("pdf", content, name)["printed"]]
    pages = recognised(content, name, pages)
    return ("scan" if pages[0].recognised else "pdf"), text_of_read_pages(pages)


def text_of_read_pages(pages: Sequence[Page]) -> PagedText:
    """Chữ của các trang: with the doubts that come with recognition."""
    text = text_of_pages([_with_secrecy(page) for page in pages])
    read = [page for page in pages if page.recognised]
    if not read:
        return text
    seen = {page.number for page in read}
    lines = tuple(_spelt(line) if line.page in seen else line for line in text.lines)
    text = replace(text, lines=lines)
    numbers = ", ".join(map(str, sorted(seen)))
    doubts = [Doubt("lines", N_("pages {pages} were read by character recognition"), {"pages": numbers})]
    if pages[0].recognised:
        said = N_("read by character recognition; confirm it by the paper: {seen}")
        doubts += [
            Doubt(field, said, {"seen": line.text}, place)
            for field, sign in (("number", _NUMBER), ("date", _DATE))
            for place, line in _first(text.lines, sign)
        ]
    return replace(text, notes=(*doubts, *text.notes))


def _spelt(line: PlacedLine) -> PlacedLine:
    """Cụm từ cố định: a line in capitals that says a set phrase but for its marks, which recognition mistakes."""
    phrase = _SET_PHRASES.get(_plain(line.text)) if line.text.isupper() else None
    colon = ":" if line.text.endswith(":") else ""
    return replace(line, text=f"{phrase}{colon}") if phrase else line


def _with_secrecy(page: Page) -> Page:
    """Dấu độ mật đã nhận dạng: a mark that a stamp shows is known without its accents, which recognition mistakes."""
    return replace(page, stamps=tuple(_SECRECY.get(_plain(stamp), stamp) for stamp in page.stamps))


def _first(lines: Sequence[PlacedLine], sign: re.Pattern[str]) -> list[tuple[int, PlacedLine]]:
    found = ((place, line) for place, line in enumerate(lines[:_HEAD_LINES]) if sign.search(line.text))
    return [one for one in (next(found, None),) if one is not None]


def _picture_pages(content: bytes, name: str) -> list[Page]:
    sizes = convert_in_child("pictures", content, name)["sizes"]
    granted = recognition_limits()
    if len(sizes) > granted.pages:
        raise TooManyPages(where=name, pages=len(sizes), limit=granted.pages)
    return [
        Page(number, width, height, wants=PICTURE) for number, (width, height) in enumerate(sizes, start=1)
    ]
