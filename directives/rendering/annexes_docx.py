"""Phụ lục trong tệp Word: each annex as a section of its own, written straight as Word markup.

A table of thousands of rows is common here; building it cell by cell through an object model is quadratic.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from lxml import etree

from directives.calendar.dates import long_date
from directives.document.model import Annex, AnnexColumn, Document
from directives.rendering.docx_template import printed
from directives.rendering.lines import roman
from directives.rendering.styles import Style, W
from directives.rulebook.regimes import Regime


@dataclass(frozen=True, slots=True)
class _Page:
    """Trang: the form's page settings, ready to be written for any annex."""

    settings: str

    def section(self, *, landscape: bool) -> str:
        """Thiết lập trang: numbers from 1 again, none on the first page (PL.I-III.1đ)."""
        root = etree.fromstring(self.settings)
        size = root.find(_w("pgSz"))
        if landscape:
            width, height = size.get(_w("w")), size.get(_w("h"))
            size.attrib.update({_w("w"): height, _w("h"): width, _w("orient"): "landscape"})
        return str(etree.tostring(root, encoding="unicode"))

    def text_width(self, *, landscape: bool) -> int:
        """Bề rộng vùng chữ: in twips."""
        root = etree.fromstring(self.settings)
        size, margins = root.find(_w("pgSz")), root.find(_w("pgMar"))
        across = size.get(_w("h" if landscape else "w"))
        return int(across) - int(margins.get(_w("left"))) - int(margins.get(_w("right")))


def annex_label(place: int, count: int, word: str) -> str:
    """Nhãn phụ lục: with a Roman number when there are several (PL.I-III.1a).

    >>> annex_label(1, 1, "Phụ lục"), annex_label(4, 5, "Phụ lục")
    ('Phụ lục', 'Phụ lục IV')
    """
    return word if count == 1 else f"{word} {roman(place)}"


def annex_reference(document: Document) -> str:
    """Chỉ dẫn phụ lục: which document it goes with (PL.I-III.1c); a draft shows a gap for the number."""
    number = str(document.number).lstrip() if document.number.number is not None else str(document.number)
    issuer = f" của {document.issuer_name}" if document.issuer_name else ""
    return f"(Kèm theo {document.type.name_vi} số {number} {long_date(document.issued_on)}{issuer})"


def annexes_markup(
    document: Document, regime: Regime, style_ids: Mapping[str, str], page_settings: str
) -> str:
    """Các phụ lục: markup for the end of the body, page settings of every section included."""
    if not document.annexes:
        return ""
    page, write = _Page(page_settings), _Writer(style_ids)
    orientations = [False, *(annex.landscape for annex in document.annexes)]
    contents = ["", *(_annex(document, regime, place, write, page) for place in range(len(document.annexes)))]
    sections = [page.section(landscape=landscape) for landscape in orientations]
    breaks = [write.paragraph(Style.END, "", section) for section in sections[:-1]] + [sections[-1]]
    return "".join(content + ending for content, ending in zip(contents, breaks, strict=True))


def _annex(document: Document, regime: Regime, place: int, write: "_Writer", page: _Page) -> str:
    annex, count = document.annexes[place], len(document.annexes)
    label = annex_label(place + 1, count, regime.says("annex_label"))
    return "".join(
        (
            write.paragraph(Style.ANNEX_LABEL, label),
            write.paragraph(Style.ANNEX_TITLE, annex.title.upper()),
            write.paragraph(Style.ANNEX_REFERENCE, annex_reference(document)),
            write.table(annex, page.text_width(landscape=annex.landscape)),
            *(write.paragraph(Style.TABLE_NOTE, note) for note in annex.notes),
        )
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    style_ids: Mapping[str, str]

    def paragraph(self, style: Style, text: str, section: str = "") -> str:
        run = f'<w:r><w:t xml:space="preserve">{printed(text)}</w:t></w:r>' if text else ""
        return f"<w:p><w:pPr>{self._style(style)}{section}</w:pPr>{run}</w:p>"

    def table(self, annex: Annex, width: int) -> str:
        widths = column_widths(annex.columns, width)
        grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
        head = self._row(
            widths, [Style.TABLE_HEAD] * len(widths), [c.heading for c in annex.columns], head=True
        )
        styles = [Style.TABLE_NUMBER if column.numeric else Style.TABLE_TEXT for column in annex.columns]
        rows = "".join(self._row(widths, styles, row) for row in annex.rows)
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>{_BORDERS}'
            f'<w:tblLayout w:type="fixed"/>{_CELL_MARGINS}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f"{head}{rows}</w:tbl>"
        )

    def _row(
        self, widths: Sequence[int], styles: Sequence[Style], cells: Sequence[str], *, head: bool = False
    ) -> str:
        marks = "<w:cantSplit/><w:tblHeader/>" if head else "<w:cantSplit/>"
        written = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
            f"{self.paragraph(style, cell)}</w:tc>"
            for width, style, cell in zip(widths, styles, cells, strict=True)
        )
        return f"<w:tr><w:trPr>{marks}</w:trPr>{written}</w:tr>"

    def _style(self, style: Style) -> str:
        style_id = self.style_ids.get(style)
        return f'<w:pStyle w:val="{style_id}"/>' if style_id else ""


def column_widths(columns: Sequence[AnnexColumn], width: int) -> tuple[int, ...]:
    """Bề rộng cột: shares of ``width`` by the columns' own; the twips add up to it exactly.

    >>> column_widths([AnnexColumn("TT", width=1), AnnexColumn("Tên đơn vị", width=2)], 100)
    (33, 67)
    """
    total = sum(column.width for column in columns)
    edges = [0, *(round(width * share / total) for share in _running(column.width for column in columns))]
    return tuple(right - left for left, right in pairwise(edges))


def _running(values: Iterator[float]) -> Iterator[float]:
    total = 0.0
    for value in values:
        total += value
        yield total


_BORDERS = (
    "<w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)
_CELL_MARGINS = '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'


def _w(name: str) -> Any:
    return f"{{{W}}}{name}"
