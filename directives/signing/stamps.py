"""Trang hình: a picture or lines of text as a one-page PDF, from which the look of a signature is taken.

Text stamps of the signing library space Vietnamese letters wrongly; a page of ours with the font inside is right.
"""

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from fpdf import FPDF

from directives.conversion.fonts import font_file, lacking
from directives.conversion.pdf_errors import MissingGlyphs
from directives.signing.marks import TextRule

_FONT = "stamp"
_MARGIN = 1.0


def picture_stamp(picture: bytes, width: float, height: float) -> bytes:
    """Hình: the picture on a page of its size in points, background see-through."""
    page = _page(width, height)
    page.image(io.BytesIO(picture), 0, 0, width, height)
    return bytes(page.output())


def text_stamp(lines: Sequence[str], rule: TextRule) -> tuple[bytes, float, float]:
    """Chữ: the lines, black and upright, flush right; and the page's width and height in points.

    Raises MissingGlyphs.
    """
    if missing := lacking(rule.font, "".join(lines)):
        raise MissingGlyphs(where="--annex-of", font=rule.font, characters=", ".join(missing))
    font = font_file(rule.font)
    measure = _page(1000, 1000)
    _use(measure, font, rule)
    width = max(measure.get_string_width(line) for line in lines) + 2 * _MARGIN
    height = rule.leading * len(lines) + 2 * _MARGIN
    page = _page(width, height)
    _use(page, font, rule)
    for row, line in enumerate(lines):
        page.text(
            width - _MARGIN - page.get_string_width(line),
            _MARGIN + rule.leading * row + rule.points,
            line,
        )
    content = bytes(page.output())
    for sheet in (measure, page):
        for used in sheet.fonts.values():
            used.close()  # type: ignore[union-attr] # ours are all font files, which the library leaves open
    return content, width, height


def vietnam_time(moment: datetime) -> str:
    """Thời gian ký: to the second with the zone, as ISO 8601 has it: ``2026-11-21T09:30:15+07:00``."""
    return moment.isoformat(timespec="seconds")


def _page(width: float, height: float) -> FPDF:
    page = FPDF(unit="pt", format=(width, height))
    page.set_margin(0)
    page.set_auto_page_break(False)
    page.add_page()
    return page


def _use(page: FPDF, font: Path, rule: TextRule) -> None:
    page.add_font(_FONT, fname=font)
    page.set_font(_FONT, size=rule.points)
    page.set_text_color(0)
