"""Bảng trong tệp Word: tables and paragraphs written straight as Word markup.

A table of thousands of rows is common here; building it cell by cell through an object model is quadratic.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from lxml import etree

from directives.document.model import TableColumn
from directives.rendering.docx_template import printed
from directives.rendering.styles import Style, W


@dataclass(frozen=True, slots=True)
class PageSettings:
    """Thiết lập trang: the form's own, ready to be written for any section."""

    settings: str

    def section(self, *, landscape: bool) -> str:
        """Thiết lập của một phần: numbers from 1 again, none on the first page (PL.I-III.1đ)."""
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


def paragraph_markup(style: Style, text: str, style_ids: Mapping[str, str], section: str = "") -> str:
    """Đoạn: one text in a named style; ``section`` ends a section of the document there."""
    run = f'<w:r><w:t xml:space="preserve">{printed(text)}</w:t></w:r>' if text else ""
    style_id = style_ids.get(style)
    named = f'<w:pStyle w:val="{style_id}"/>' if style_id else ""
    return f"<w:p><w:pPr>{named}{section}</w:pPr>{run}</w:p>"


def table_markup(
    columns: Sequence[TableColumn], rows: Sequence[Sequence[str]], style_ids: Mapping[str, str], width: int
) -> str:
    """Bảng: as wide as ``width`` twips; the head repeats on every page, no row breaks over two.

    Raises ValueError when a row has another number of cells than there are columns.
    """
    widths = column_widths(columns, width)
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    head = _Row(widths, [Style.TABLE_HEAD] * len(widths), style_ids, head=True)
    styles = [Style.TABLE_NUMBER if column.numeric else Style.TABLE_TEXT for column in columns]
    row = _Row(widths, styles, style_ids)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>{_BORDERS}'
        f'<w:tblLayout w:type="fixed"/>{_CELL_MARGINS}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{head.of([column.heading for column in columns])}{''.join(row.of(cells) for cells in rows)}</w:tbl>"
    )


class _Row:
    """Hàng: what all rows of one look share is written once, so that a row costs little more than its cells."""

    def __init__(
        self,
        widths: Sequence[int],
        styles: Sequence[Style],
        style_ids: Mapping[str, str],
        *,
        head: bool = False,
    ) -> None:
        self._opening = f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>"
        self._cells = [
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
            + paragraph_markup(style, "", style_ids).removesuffix("</w:p>")
            for width, style in zip(widths, styles, strict=True)
        ]

    def of(self, cells: Sequence[str]) -> str:
        """Hàng của các ô: one text a cell."""
        written = [
            f'{opening}<w:r><w:t xml:space="preserve">{printed(cell)}</w:t></w:r></w:p></w:tc>'
            if cell
            else f"{opening}</w:p></w:tc>"
            for opening, cell in zip(self._cells, cells, strict=True)
        ]
        return f"{self._opening}{''.join(written)}</w:tr>"


def column_widths(columns: Sequence[TableColumn], width: int) -> tuple[int, ...]:
    """Bề rộng cột: shares of ``width`` by the columns' own; the twips add up to it exactly.

    >>> column_widths([TableColumn("TT", width=1), TableColumn("Tên đơn vị", width=2)], 100)
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
