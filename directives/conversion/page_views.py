"""Xem trang: the pages of a Word file, a PDF or a scan as pictures, with the place of every printed word."""

from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass

from directives.conversion.child import convert_in_child
from directives.conversion.page_words import PageWord
from directives.conversion.print_run import pdf_of

#: More pages than these are seldom looked through on a screen, and each costs a tenth of a second.
PAGES_AT_ONCE = 12
_PACKED = b"PK"


@dataclass(frozen=True, slots=True)
class PageView:
    """Trang để xem: ``number`` from 1, width and height in points, a PNG, and the words printed on it.

    A scan has no words; its lengths are dots of the picture.
    """

    number: int
    width: float
    height: float
    picture: bytes
    words: Sequence[PageWord] = ()


@dataclass(frozen=True, slots=True)
class PageViews:
    """Các trang để xem: those asked for, and how many the file has."""

    pages: Sequence[PageView]
    total: int


def view_pages(content: bytes, name: str, *, first: int = 1, count: int = PAGES_AT_ONCE) -> PageViews:
    """Vẽ các trang: ``count`` of a file from page ``first``; a Word file as LibreOffice lays it out.

    ``name`` is only for messages. Raises MissingProgram where there is no LibreOffice for a Word file, and what
    LibreOffice and opening the file refuse.
    """
    printed = pdf_of(content) if content.startswith(_PACKED) else content
    drawn = convert_in_child("drawn_pages", printed, name, {"first": first - 1, "count": count})
    pages = tuple(
        PageView(
            number,
            width,
            height,
            b64decode(page["picture"]),
            tuple(PageWord(*word) for word in page["words"]),
        )
        for number, page in enumerate(drawn["pages"], start=first)
        for width, height in (page["size"],)
    )
    return PageViews(pages, drawn["total"])
