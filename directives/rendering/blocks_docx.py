"""Khối trong nội dung: what stands between paragraphs and no line can hold: tables, written as Word markup."""

from collections.abc import Mapping, Sequence

from directives.document.model import BodyPart
from directives.rendering.tables_docx import PageSettings, table_markup


def blocks_markup(
    body: Sequence[BodyPart], style_ids: Mapping[str, str], page_settings: str
) -> tuple[str, ...]:
    """Các khối: markup of every table of the body in reading order, as ``BodyLine.block`` counts them."""
    width = PageSettings(page_settings).text_width(landscape=False)
    return tuple(
        table_markup(part.table.columns, part.table.rows, style_ids, width)
        for part in _in_order(body)
        if part.table is not None
    )


def _in_order(parts: Sequence[BodyPart]) -> list[BodyPart]:
    found: list[BodyPart] = []
    for part in parts:
        found += [part, *_in_order(part.children)]
    return found
