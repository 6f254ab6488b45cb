"""Tệp PDF làm tay: PDF written object by object, for what no program writes; and pages of text for the rest."""

import io
import zlib
from collections.abc import Sequence

from fpdf import FPDF
from PIL import Image

from directives.conversion.fonts import font_file

#: One text: x, baseline from the top, size in points, words.
Placed = tuple[float, float, float, str]


def of_objects(*bodies: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    made, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(bodies, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1) + rows
    named = b"trailer<</Size %d/Root 1 0 R%s>>\n" % (len(bodies) + 1, trailer)
    return bytes(made) + table + named + b"startxref\n%d\n%%%%EOF\n" % len(made)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n" % (len(content), entries) + content + b"\nendstream"


def packed(content: bytes) -> bytes:
    return stream(zlib.compress(content, 9), b"/Filter/FlateDecode")


def one_page(contents: bytes, *more: bytes, page: bytes = b"", catalogue: bytes = b"") -> bytes:
    """A page whose drawing is object 4; ``more`` are the objects from 5 on."""
    return of_objects(
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F <</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>>>>>%s>>" % page,
        contents,
        *more,
    )


WORDS = stream(b"BT /F 13 Tf 90 700 Td (So: 05/SNV-CCHC) Tj ET")


def text_pages(*pages: Sequence[Placed]) -> bytes:
    """Pages of A4 with each text at its place."""
    made = FPDF(unit="pt", format="A4")
    made.add_font("f", fname=font_file("Times New Roman"))
    for page in pages:
        made.add_page()
        for x, y, size, words in page:
            made.set_font("f", size=size)
            made.text(x, y, words)
    content = bytes(made.output())
    for font in made.fonts.values():
        font.close()
    return content


def scan_of(pages: Sequence[Image.Image], dots: int = 200) -> bytes:
    """Pictures as the pages of a PDF without text."""
    output = io.BytesIO()
    pages[0].save(output, "PDF", save_all=True, append_images=pages[1:], resolution=dots)
    return output.getvalue()
