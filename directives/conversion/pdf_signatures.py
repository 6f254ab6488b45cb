"""Dấu vết chữ ký số trong PDF: what each signature shows on the page and when it says it was made.

Whether a signature holds is asked elsewhere, of the whole file; here only what a reader sees. Runs in the child only.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

import pdfplumber.page
from asn1crypto import cms
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.utils import decode_text

from directives.conversion.layout import MarkLine, Picture, SignatureMark
from directives.conversion.pdf_glyphs import PrintedLine, rows_of, words_of
from directives.conversion.pdf_pictures import object_number, pictures_of

_MM = 25.4 / 72
_MOMENT = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?'?)?")
_DEEPEST = 10


def signatures_of(document: Any) -> Iterator[SignatureMark]:
    """Đọc dấu vết chữ ký: one for each signed field, in the order of the form."""
    form = resolve1(document.doc.catalog.get("AcroForm"))
    if not isinstance(form, dict):
        return
    pages = {page.page_obj.pageid: page for page in document.pages}
    for field in _fields(form.get("Fields"), 0):
        value = resolve1(field.get("V"))
        if getattr(resolve1(field.get("FT")), "name", "") == "Sig" and isinstance(value, dict):
            page = pages.get(object_number(field.get("P")))
            yield _mark(document, field, value, page)


def _fields(listed: Any, depth: int) -> Iterator[dict[str, Any]]:
    for one in resolve1(listed) or ():
        field = resolve1(one)
        if not isinstance(field, dict):
            continue
        if "Kids" in field and "V" not in field and depth < _DEEPEST:
            yield from _fields(field["Kids"], depth + 1)
        else:
            yield field


def _mark(document: Any, field: dict[str, Any], value: dict[str, Any], page: Any) -> SignatureMark:
    box = [float(resolve1(side)) for side in resolve1(field.get("Rect")) or (0, 0, 0, 0)]
    lines: tuple[MarkLine, ...] = ()
    pictures: tuple[Picture, ...] = ()
    visible = page is not None and box[2] - box[0] > 1 and box[3] - box[1] > 1
    if visible:
        lines, pictures = _appearance(document, field, box)
    return SignatureMark(
        field=_text(field.get("T")),
        signed_at=_moment(value),
        sheet=page.page_number if visible else 0,
        left=round(box[0] * _MM, 2),
        top=round((float(page.height) - box[3]) * _MM, 2) if visible else 0.0,
        width=round((box[2] - box[0]) * _MM, 2),
        height=round((box[3] - box[1]) * _MM, 2),
        lines=lines,
        pictures=pictures,
    )


def _appearance(
    document: Any, field: dict[str, Any], box: list[float]
) -> tuple[tuple[MarkLine, ...], tuple[Picture, ...]]:
    """Hình hiện: the appearance is read as if it were a small page of its own."""
    shown = resolve1((resolve1(field.get("AP")) or {}).get("N"))
    if not isinstance(shown, PDFStream):
        return (), ()
    bounds = [float(resolve1(side)) for side in resolve1(shown.attrs.get("BBox")) or box]
    attributes = {
        "MediaBox": bounds, "Resources": resolve1(shown.attrs.get("Resources")) or {}, "Contents": shown,
    }  # fmt: skip
    sheet = pdfplumber.page.Page(document, PDFPage(document.doc, 0, attributes, None), 1)
    rows = rows_of(words_of(sheet.chars))
    scale = (box[2] - box[0]) / (bounds[2] - bounds[0]) if bounds[2] > bounds[0] else 1.0
    return (
        tuple(_line(PrintedLine(tuple(row), 1), scale) for row in rows),
        tuple(
            Picture(
                one.format, round((one.right - one.left) * scale * _MM, 2),
                round((one.bottom - one.top) * scale * _MM, 2), one.pixels, one.transparent, one.hue,
                round((box[0] + one.left * scale) * _MM, 2),
            )
            for one in pictures_of(sheet)
        ),
    )  # fmt: skip


def _line(line: PrintedLine, scale: float) -> MarkLine:
    look = line.words[0].pieces[0][1]
    return MarkLine(line.text, look.font, round(look.size * scale, 1), look.bold, look.italic, look.color)


def _moment(value: dict[str, Any]) -> str:
    """Thời điểm ký: of the signed attributes, else as the signature's entry says it; ISO 8601, empty when neither."""
    signed = _signed_moment(resolve1(value.get("Contents")))
    if signed is not None:
        return signed.isoformat(timespec="seconds")
    found = _MOMENT.match(_text(value.get("M")))
    if not found:
        return ""
    year, month, day, hour, minute, second, sign, ahead, minutes = found.groups()
    offset = timedelta(hours=int(ahead or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    try:
        moment = datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0),
            tzinfo=timezone(offset),
        )  # fmt: skip
    except ValueError:
        return ""
    return moment.isoformat(timespec="seconds")


def _signed_moment(contents: Any) -> datetime | None:
    """Thời điểm trong chữ ký: the attribute which the signer's own signature covers."""
    if not isinstance(contents, bytes):
        return None
    try:
        envelope = cms.ContentInfo.load(contents)["content"]
        for attribute in envelope["signer_infos"][0]["signed_attrs"]:
            if attribute["type"].native == "signing_time":
                moment = attribute["values"][0].native
                return moment if isinstance(moment, datetime) else None
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return None  # an envelope that cannot be read says nothing of its time
    return None


def _text(value: Any) -> str:
    value = resolve1(value)
    return decode_text(value) if isinstance(value, bytes) else str(value or "")
