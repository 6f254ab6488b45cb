"""Phần chung của nhiều trang: pages kept once in a PDF and shown below thousands of others."""

import hashlib
import io
import re
from collections.abc import Sequence
from typing import Any

import pypdfium2
from pyhanko.pdf_utils import generic as _generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

generic: Any = _generic  # most of its classes carry no types
_NAME = generic.pdf_name("/VTChung")
#: Both programs write the moment of making; it is no part of what is printed.
_MOMENT, _NO_MOMENT = re.compile(rb"(?<=Date \(D\\072)\d{14}"), b"20000101000000"
_IDENTIFIER = re.compile(rb"/ID \[\s*<([0-9a-fA-F]{32})>\s*<([0-9a-fA-F]{32})>\s*\]")


def laid_over(shared: bytes, own: Sequence[bytes]) -> bytes:
    """Đặt chồng: the pages of ``own``, one after another, each on top of the next page of ``shared`` in turn.

    Equal files give equal bytes: no clock and no random identifier gets in.
    """
    below = pypdfium2.PdfDocument(shared)
    pages = len(below)
    whole = pypdfium2.PdfDocument.new()
    for content in own:
        whole.import_pages(pypdfium2.PdfDocument(content))
    whole.import_pages(below)
    joined = io.BytesIO()
    whole.save(joined)
    made: Any = copy_into_new_writer(PdfFileReader(joined))
    tree = made.root["/Pages"]
    kids = tree["/Kids"]
    forms = [_as_form(made, kids[place]) for place in range(len(kids) - pages, len(kids))]
    show = made.add_object(generic.StreamObject(stream_data=b"q %s Do Q\n" % str(_NAME).encode()))
    del kids[-pages:]
    tree[generic.pdf_name("/Count")] = generic.NumberObject(len(kids))
    for place in range(len(kids)):
        _show_below(kids[place], forms[place % pages], show)
    return _written(made)


def _as_form(made: Any, page: Any) -> Any:
    """Trang thành hình: the page's drawing as an object that other pages can show."""
    form = generic.StreamObject(stream_data=b"\n".join(one.get_object().data for one in _contents(page)))
    form.update(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/XObject"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/Form"),
            generic.pdf_name("/BBox"): page["/MediaBox"],
            generic.pdf_name("/Resources"): page.raw_get("/Resources"),
        }
    )
    form.compress()
    return made.add_object(form)


def _contents(page: Any) -> list[Any]:
    """Nội dung trang: references to its drawings, in order; none on an empty page."""
    raw = page.get("/Contents")  # as it stands, not looked up
    if raw is None:
        return []
    found = raw.get_object()
    return list(found) if isinstance(found, generic.ArrayObject) else [raw]


def _show_below(page: Any, form: Any, show: Any) -> None:
    """Vẽ dưới trang: first the shared drawing, then the page's own."""
    resources = generic.DictionaryObject(page["/Resources"])
    drawings = generic.DictionaryObject(resources.get("/XObject", {}))
    drawings[_NAME] = form
    resources[generic.pdf_name("/XObject")] = drawings
    page[generic.pdf_name("/Resources")] = resources
    page[generic.pdf_name("/Contents")] = generic.ArrayObject([show, *_contents(page)])


def _written(made: Any) -> bytes:
    stream = io.BytesIO()
    made.write(stream)
    content = bytearray(_MOMENT.sub(_NO_MOMENT, stream.getvalue()))
    found = _IDENTIFIER.search(content)
    spans = [found.span(1), found.span(2)] if found else []
    for start, end in spans:
        content[start:end] = b"0" * (end - start)
    identifier = hashlib.sha256(content).hexdigest()[:32].encode()
    for start, end in spans:
        content[start:end] = identifier
    return bytes(content)
