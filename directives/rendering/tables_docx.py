"""Bảng trong tệp Word: tables and paragraphs written straight as Word markup.

A table of thousands of rows is common here; building it cell by cell through an object model is quadratic.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise, repeat
from typing import Any

from lxml import etree

from directives.document.model import TableColumn
from directives.rendering.styles import Style, W
from directives.rendering.template_language import printed


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


def paragraph_markup(
    style: Style,
    text: str,
    style_ids: Mapping[str, str],
    section: str = "",
    *,
    label: str = "",
    keep_next: bool = False,
) -> str:
    """Đoạn: one text in a named style, its ``label`` bold; ``section`` ends a section of the document there."""
    bold = _run(label, "<w:rPr><w:b/></w:rPr>") if label else ""
    plain = _run(f" {text}" if label else text) if text else ""
    style_id = style_ids.get(style)
    named = f'<w:pStyle w:val="{style_id}"/>' if style_id else ""
    kept = "<w:keepNext/>" if keep_next else ""
    return f"<w:p><w:pPr>{named}{kept}{section}</w:pPr>{bold}{plain}</w:p>"


def _run(text: str, look: str = "") -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{printed(text)}</w:t></w:r>'


def table_markup(
    columns: Sequence[TableColumn],
    rows: Sequence[Sequence[str]],
    style_ids: Mapping[str, str],
    width: int,
    *,
    numbered: bool = False,
    totals: Sequence[str] = (),
    signed: bool = False,
) -> str:
    """Bảng: as wide as ``width`` twips; the head repeats on every page, no row breaks over two.

    Neighbouring headings "Kết quả | Số phiếu" and "Kết quả | Tỷ lệ" stand below one cell "Kết quả". ``numbered``
    puts a row with the numbers of the columns below the head: (1), (2). ``totals`` are a last row in bold. The last
    rows of a ``signed`` table stay on one page with what follows. Raises ValueError when a row has another number
    of cells than there are columns.
    """
    widths = column_widths(columns, width)
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    head = "".join(_head([column.heading for column in columns], widths, style_ids))
    if numbered:
        head += _row("".join(_number_cell(one, n, style_ids) for n, one in enumerate(widths, 1)), head=True)
    kept = _KEPT_ROWS - bool(totals) if signed else 0
    body = _body(columns, widths, rows[: len(rows) - kept], style_ids)
    last = _body(columns, widths, rows[len(rows) - kept :], style_ids) + _totals(
        columns, widths, totals, style_ids
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>{_BORDERS}'
        f'<w:tblLayout w:type="fixed"/>{_CELL_MARGINS}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{head}{body}{_kept_with_next(last) if signed else last}</w:tbl>"
    )


#: Between the two levels of a heading.
LEVELS = " | "
_NEEDS_CARE = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[&<>'\"]")
#: Rows above a signature, so that nobody signs an empty page.
_KEPT_ROWS = 2
_SLOT = "\ufffc"  # no cell holds it: Word itself means "an object" by it


def _head(headings: Sequence[str], widths: Sequence[int], style_ids: Mapping[str, str]) -> Iterator[str]:
    """Đầu bảng: one row, or two when some headings share an upper one."""
    pairs = [heading.partition(LEVELS) for heading in headings]
    if not any(lower for _, _, lower in pairs):
        yield _row("".join(map(_head_cell, widths, headings, repeat(style_ids))), head=True)
        return
    above, below = "", ""
    for (upper, has_lower), group in groupby(enumerate(pairs), key=lambda one: (one[1][0], bool(one[1][2]))):
        places = [place for place, _ in group]
        if has_lower:
            span = f'<w:gridSpan w:val="{len(places)}"/>' if len(places) > 1 else ""
            above += _head_cell(sum(widths[place] for place in places), upper, style_ids, span)
            below += "".join(_head_cell(widths[place], pairs[place][2], style_ids) for place in places)
        else:
            for place in places:
                above += _head_cell(widths[place], upper, style_ids, '<w:vMerge w:val="restart"/>')
                below += _head_cell(widths[place], "", style_ids, "<w:vMerge/>")
    yield from (_row(above, head=True), _row(below, head=True))


def _body(
    columns: Sequence[TableColumn],
    widths: Sequence[int],
    rows: Sequence[Sequence[str]],
    style_ids: Mapping[str, str],
) -> str:
    """Thân bảng: one pattern for all rows, so that a row costs little more than its cells.

    Letters that need care are looked for once in all cells together; most tables have none.
    """
    pattern = _row("".join(map(_body_cell, widths, columns, repeat(style_ids))))
    fill = pattern.replace("%", "%%").replace(_SLOT, "%s").__mod__
    if any(len(row) != len(columns) for row in rows):
        raise ValueError(f"a row of the table has not {len(columns)} cells")
    if not _NEEDS_CARE.search("".join(chain.from_iterable(rows))):
        return "".join(map(fill, map(tuple, rows)))
    return "".join(fill(tuple(map(printed, row))) for row in rows)


def _kept_with_next(rows: str) -> str:
    """Giữ cùng trang: rows which do not stand at the foot of a page without what follows."""
    return re.sub(r"(<w:pStyle [^>]*/>)", r"\1<w:keepNext/>", rows)


def _totals(
    columns: Sequence[TableColumn],
    widths: Sequence[int],
    totals: Sequence[str],
    style_ids: Mapping[str, str],
) -> str:
    """Hàng cộng: like the other rows, but bold."""
    row = _body(columns, widths, [totals] if totals else [], style_ids)
    return row.replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>")


def _row(cells: str, *, head: bool = False) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{cells}</w:tr>"


def _head_cell(width: int, text: str, style_ids: Mapping[str, str], merge: str = "") -> str:
    return _cell(width, paragraph_markup(Style.TABLE_HEAD, text, style_ids), merge)


def _number_cell(width: int, number: int, style_ids: Mapping[str, str]) -> str:
    """Ô số thứ tự cột: in the look of the head but light, since it is no heading."""
    paragraph = paragraph_markup(Style.TABLE_HEAD, f"({number})", style_ids)
    return _cell(width, paragraph.replace("<w:r>", '<w:r><w:rPr><w:b w:val="0"/><w:i/></w:rPr>'))


def _body_cell(width: int, column: TableColumn, style_ids: Mapping[str, str]) -> str:
    """Ô mẫu: of a column, with a slot where the text goes."""
    style = Style.TABLE_NUMBER if column.numeric else Style.TABLE_TEXT
    paragraph = paragraph_markup(style, _SLOT, style_ids)
    if column.centred:
        paragraph = paragraph.replace("</w:pPr>", '<w:jc w:val="center"/></w:pPr>')
    return _cell(width, paragraph)


def _cell(width: int, paragraph: str, merge: str = "") -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraph}</w:tc>"
    )


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
