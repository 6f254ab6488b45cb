"""Khối trong nội dung: what stands between paragraphs and no line can hold: tables and pictures, as Word markup."""

import hashlib
from collections.abc import Mapping, Sequence

from directives.document.model import BodyPart, Picture
from directives.rendering.tables_docx import PageSettings, table_markup
from directives.rendering.template_language import printed


def blocks_markup(
    body: Sequence[BodyPart], style_ids: Mapping[str, str], page_settings: str, *, landscape: bool = False
) -> tuple[str, ...]:
    """Các khối: markup of every table and picture of the body in reading order, as ``BodyLine.block`` counts them."""
    width = PageSettings(page_settings).text_width(landscape=landscape)
    return tuple(
        _block(part, style_ids, width)
        for part in _in_order(body)
        if part.table is not None or part.picture is not None
    )


def picture_marker(picture: Picture) -> str:
    """Chỗ đặt hình: what stands in the markup until the picture's file is put into the package."""
    return f"<!--picture {hashlib.sha256(repr(picture).encode()).hexdigest()}-->"


def _block(part: BodyPart, style_ids: Mapping[str, str], width: int) -> str:
    if part.table is not None:
        return table_markup(part.table.columns, part.table.rows, style_ids, width)
    drawing = _centred(picture_marker(part.picture), keep=bool(part.title)) if part.picture else ""
    title = f'<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">{printed(part.title)}</w:t></w:r>'
    return drawing + (_centred(title, keep=False) if part.title else "")


def _centred(run: str, *, keep: bool) -> str:
    together = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr>{together}<w:jc w:val="center"/></w:pPr>{run}</w:p>'


def _in_order(parts: Sequence[BodyPart]) -> list[BodyPart]:
    found: list[BodyPart] = []
    for part in parts:
        found += [part, *_in_order(part.children)]
    return found
