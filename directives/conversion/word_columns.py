"""Bề rộng cột trong tệp Word: a table of the head or the closing set anew, each column as wide as it should be."""

from collections.abc import Sequence

from lxml import etree

from directives.conversion.formatting import W
from directives.conversion.word_letters import NotMade
from directives.conversion.word_properties import properties, put

_TWIPS_PER_MM = 1440 / 25.4


def set_columns(paragraph: etree._Element, widths: Sequence[float]) -> None:
    """Đặt bề rộng cột: of the table in which the paragraph stands, in millimetres.

    Raises NotMade where the table has other columns, merged cells, or where there is no table.
    """
    table = next(paragraph.iterancestors(f"{W}tbl"), None)
    if table is None:
        raise NotMade("the paragraph stands in no table")
    rows = [list(row.iterchildren(f"{W}tc")) for row in table.iterchildren(f"{W}tr")]
    if any(len(cells) != len(widths) for cells in rows) or next(table.iter(f"{W}gridSpan"), None) is not None:
        raise NotMade("the table has other columns")
    twips = [str(round(width * _TWIPS_PER_MM)) for width in widths]
    grid = table.find(f"{W}tblGrid")
    if grid is None or len(grid) != len(widths):
        raise NotMade("the table has another grid")
    for column, width in zip(grid, twips, strict=True):
        column.set(f"{W}w", width)
    whole = properties(table, "tblPr")
    put(whole, "tblW", {"w": sum(map(int, twips)), "type": "dxa"})
    put(whole, "tblLayout", {"type": "fixed"})
    for cells in rows:
        for cell, width in zip(cells, twips, strict=True):
            put(properties(cell, "tcPr"), "tcW", {"w": width, "type": "dxa"})
