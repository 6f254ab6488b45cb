"""Tệp của văn bản đến trên trang: its pages as pictures, one picture, the file itself."""

from fastapi import Response
from starlette.exceptions import HTTPException

from portal.messages import worded
from portal.web.downloads import download
from portal.web.visit import Visit
from workflows.services.arriving.pages import kept_file, page_picture, shown_file

_KEPT = {"cache-control": "private, max-age=3600"}


def pages_part(visit: Visit, sha256: str, name: str, address: str, first: int) -> Response:
    """Các trang: from page ``first``; a part of a page for its script, a whole page without it."""
    shown = shown_file(visit.workspace, sha256, name, first)
    template = "incoming/pages.html" if visit.by_htmx else "incoming/pages_alone.html"
    why = worded(shown.refusal) if shown.refusal else None
    return visit.page(template, shown=shown, address=address, why=why, name=name)


def picture(visit: Visit, sha256: str, name: str, number: int) -> Response:
    """Ảnh một trang: a PNG, which the person's own browser may keep for an hour."""
    found = page_picture(visit.workspace, sha256, name, number)
    if found is None:
        raise HTTPException(404)
    return Response(found, media_type="image/png", headers=_KEPT)


def file_itself(visit: Visit, sha256: str, name: str) -> Response:
    """Tải tệp: always as a file to be kept, never shown by the browser as a page of ours."""
    content = kept_file(visit.workspace, sha256)
    return download(content, name or "van-ban-den", "application/octet-stream")
