"""Vẽ trang để xem: pages of a PDF, or of a scan, as pictures for a screen. Inside the child process only."""

import io
from typing import Any

from PIL import Image, ImageChops

from directives.conversion.limits import Limits
from directives.conversion.page_picture import PICTURE_SIGNS, opened_picture
from directives.conversion.page_words import PageWord
from directives.conversion.pdf_reader import opened_pdf, with_later_writing
from directives.conversion.pdf_words import words_of_page

_INCH = 72.0
#: Dots to the inch of a picture on a screen: letters of 13 pt are clear, and a page is some 100 kB.
_DOTS = 110.0
_MOST_DOTS = 2_400  # of the longer side: of a plan or a poster
_TINGE = 24  # of 255: a page on which nothing is more coloured than this is kept in grey


def drawn_pages(content: bytes, limits: Limits, first: int, count: int) -> dict[str, Any]:
    """Vẽ các trang: ``count`` pages from ``first`` (from 0), each with its size in points, its words and a PNG.

    Raises what opening the file raises.
    """
    if content.startswith(PICTURE_SIGNS):
        return _scanned(content, limits, first, count)
    document = opened_pdf(content, limits)
    pages = []
    for index in range(first, min(first + count, len(document))):
        page = with_later_writing(document, index, document[index])
        width, height = page.get_size()
        dots = min(_DOTS, _MOST_DOTS * _INCH / max(width, height, 1.0))
        picture = page.render(scale=dots / _INCH, rev_byteorder=True).to_pil()
        pages.append(_page(width, height, picture, words_of_page(page).words))
    return {"total": len(document), "pages": pages}


def _scanned(content: bytes, limits: Limits, first: int, count: int) -> dict[str, Any]:
    picture = opened_picture(content, limits)
    total = getattr(picture, "n_frames", 1)
    pages = []
    for index in range(first, min(first + count, total)):
        picture.seek(index)
        shown = picture.convert("RGB")
        shown.thumbnail((_MOST_DOTS // 2, _MOST_DOTS // 2))
        pages.append(_page(float(shown.width), float(shown.height), shown, ()))
    return {"total": total, "pages": pages}


def _page(width: float, height: float, picture: Any, words: tuple[PageWord, ...]) -> dict[str, Any]:
    return {
        "size": [round(width, 2), round(height, 2)],
        "words": [[w.text, w.left, w.right, w.baseline, w.size] for w in words],
        "picture": _png(picture),
    }


def _png(picture: Any) -> bytes:
    coloured = picture.convert("RGB")
    red, green, blue = coloured.split()
    spread: Any = ImageChops.subtract(
        ImageChops.lighter(ImageChops.lighter(red, green), blue),
        ImageChops.darker(ImageChops.darker(red, green), blue),
    )
    grey = spread.getextrema()[1] <= _TINGE
    output = io.BytesIO()
    kept: Any = coloured.convert("L") if grey else coloured.quantize(64, Image.Quantize.FASTOCTREE)
    kept.save(output, "PNG", compress_level=6)
    return output.getvalue()
