"""Tải về: files which a browser keeps and does not open."""

from urllib.parse import quote

from fastapi import Response

from directives.text import shown_name

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"


def download(content: bytes, name: str, kind: str) -> Response:
    """Tải về: ``name`` is what the browser calls the file; Vietnamese letters arrive as they are."""
    disposition = f"attachment; filename*=UTF-8''{quote(shown_name(name), safe='')}"
    return Response(content, media_type=kind, headers={"content-disposition": disposition})
