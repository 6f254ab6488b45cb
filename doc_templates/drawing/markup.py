"""Mã Word: the few pieces of WordprocessingML a form is drawn with, as text."""

from xml.sax.saxutils import escape

from directives.rendering.styles import Style, W
from directives.text import ascii_fold

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{_R}"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TWIPS_PER_MM = 1440 / 25.4


def twips(millimetres: float) -> int:
    """Đơn vị của Word: millimetres in twips (1/20 point)."""
    return round(millimetres * _TWIPS_PER_MM)


def style_id(name: str) -> str:
    """Mã kiểu: the id of a style name, letters only.

    >>> style_id("VT Quốc hiệu")
    'VTQuochieu'
    """
    return "".join(letter for letter in ascii_fold(name) if letter.isalnum())


def run(text: str, *, bold: bool = False) -> str:
    """Đoạn chữ: text in one look, blanks kept."""
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(style: Style, *runs: str, keep: bool = False) -> str:
    """Đoạn: runs in a named style; ``keep`` holds it on one page with what follows."""
    kept = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/>{kept}</w:pPr>{"".join(runs)}</w:p>'


def line(style: Style, text: str, *, keep: bool = False) -> str:
    """Dòng: a paragraph of one text."""
    return paragraph(style, run(text), keep=keep)


def order(text: str) -> str:
    """Lệnh của mẫu: a paragraph which holds only a command of the template language, and is not printed."""
    return f"<w:p>{run(text)}</w:p>"


def each(name: str, items: str, *content: str) -> str:
    """Lặp lại: the content once for every item."""
    return "".join((order(f"{{%p for {name} in {items} %}}"), *content, order("{%p endfor %}")))


def given(condition: str, *content: str) -> str:
    """Nếu có: the content only when the field says something."""
    return "".join((order(f"{{%p if {condition} %}}"), *content, order("{%p endif %}")))


def side_by_side(widths: tuple[int, ...], *rows: tuple[str, ...], above: int = 0) -> str:
    """Các cột: a table without borders, rows never broken over pages; ``above`` is air, in twips."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="{above}" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        f'<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        + "".join(_row(widths, cells) for cells in rows)
        + "</w:tbl>"
    )


def _row(widths: tuple[int, ...], cells: tuple[str, ...]) -> str:
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
        for width, content in zip(widths, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{written}</w:tr>"
