"""Hình trong tệp Word: what is seen of an image, and what may hide words that nobody can read."""

import io
import struct
import zlib

import pytest
from PIL import Image

from directives.conversion.layout import Picture
from tests.directives.conversion.word_xml import SECTION, paragraph, run, seen

CLEAR, WHITE, BLACK = (0, 0, 0, 0), (255, 255, 255, 255), (0, 0, 0, 255)
RED, BLUE = (200, 20, 30, 255), (20, 40, 200, 255)


def image(ink: tuple[int, ...], ground: tuple[int, ...] = CLEAR, kind: str = "PNG") -> bytes:
    """A square of ink on its ground, 120 by 60 dots."""
    made = Image.new("RGBA", (120, 60), ground)
    made.paste(ink, (20, 10, 80, 50))
    content = io.BytesIO()
    (made if kind == "PNG" else made.convert("RGB")).save(content, kind)
    return content.getvalue()


def picture(width: float, height: float, across: str = "", name: str = "anh") -> str:
    extent = f'<wp:extent cx="{round(width * 36000)}" cy="{round(height * 36000)}"/>'
    pic = f'<pic:pic><pic:blipFill><a:blip r:embed="{name}"/></pic:blipFill><pic:spPr/></pic:pic>'
    data = f"<a:graphic><a:graphicData>{pic}</a:graphicData></a:graphic>"
    kind = "anchor" if across else "inline"
    return f"<w:r><w:drawing><wp:{kind}>{across}{extent}{data}</wp:{kind}></w:drawing></w:r>"


def the_picture(content: bytes, file: str = "anh.png") -> Picture:
    return seen(paragraph(picture(36, 18)), files={file: content}).paragraphs[0].pictures[0]


#: Image, format, transparent, hue, why.
IMAGES = [
    (image(RED), "png", True, "red", "a seal without ground"),
    (image(BLUE), "png", True, "blue", "a signature in blue"),
    (image(BLACK), "png", True, "black", "a signature in black"),
    (image(RED, WHITE), "png", False, "red", "a seal on paper"),
    (image(BLUE, WHITE, "JPEG"), "jpeg", False, "blue", "a photograph of a signature"),
    (image((20, 160, 40, 255)), "png", True, "other", "green"),
    (image(CLEAR), "png", True, None, "nothing at all"),
]


@pytest.mark.parametrize(
    ("content", "kind", "transparent", "hue", "why"), IMAGES, ids=[row[4] for row in IMAGES]
)
def test_an_image_shows_its_format_and_ink(
    content: bytes, kind: str, transparent: bool, hue: str | None, why: str
) -> None:
    assert the_picture(content) == Picture(kind, 36.0, 18.0, (120, 60), transparent, hue, 30.0)


def huge_png() -> bytes:
    """A lawful head of a picture of 100,000 by 100,000 dots."""
    head = struct.pack(">LLBBBBB", 100_000, 100_000, 8, 6, 0, 0, 0)
    piece = struct.pack(">L", 13) + b"IHDR" + head + struct.pack(">L", zlib.crc32(b"IHDR" + head))
    return b"\x89PNG\r\n\x1a\n" + piece + image(RED)[33:]


#: Image, what is known of it, why.
UNREAD = [
    (b"", ("png", (0, 0)), "an empty file"),
    (image(RED)[:60], ("png", (0, 0)), "a picture cut off"),
    (b"\x01\x00\x00\x00", ("emf", (0, 0)), "a drawing of Windows"),
    (huge_png(), ("png", (0, 0)), "more dots than paper shows"),
]


@pytest.mark.parametrize(("content", "known", "why"), UNREAD, ids=[row[2] for row in UNREAD])
def test_what_was_not_decoded_is_not_guessed(
    content: bytes, known: tuple[str, tuple[int, int]], why: str
) -> None:
    found = the_picture(content, f"anh.{known[0]}")
    assert (found.format, found.pixels, found.transparent, found.hue) == (*known, None, None)


def position(origin: str, inner: str) -> str:
    return f'<wp:positionH relativeFrom="{origin}">{inner}</wp:positionH>'


PLACES = [
    ("page", "<wp:posOffset>3600000</wp:posOffset>", 100.0, "from the edge of the page"),
    ("margin", "<wp:posOffset>360000</wp:posOffset>", 40.0, "from the margin"),
    ("column", "<wp:align>right</wp:align>", 159.0, "to the right of the column"),
    ("character", "<wp:posOffset>0</wp:posOffset>", None, "from a letter: nobody knows where"),
]


@pytest.mark.parametrize(("origin", "inner", "left", "why"), PLACES, ids=[row[3] for row in PLACES])
def test_the_place_across_the_page_is_told_where_the_file_fixes_it(
    origin: str, inner: str, left: float | None, why: str
) -> None:
    body = paragraph(picture(36, 18, position(origin, inner)))
    found = seen(body, files={"anh.png": image(RED)}).paragraphs[0].pictures[0].left
    assert found == (None if left is None else pytest.approx(left, abs=0.1))


LETTERHEAD, SIGNATURE, SCAN = picture(165, 40), picture(40, 20), picture(180, 250)
OBJECT = '<w:r><w:object><v:shape style="width:10cm;height:5cm"/></w:object></w:r>'
GRAPHIC = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><a:graphic><a:graphicData uri="http://x/{}"/></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)
MANY = paragraph(run("a")) * 30

#: Body, what is concealed, why.
CONCEALED = [
    (paragraph(LETTERHEAD), [("picture", 1)], "a letterhead that is one picture"),
    (MANY + paragraph(LETTERHEAD), [], "a strip further down"),
    (MANY + paragraph(SCAN), [("picture", 31)], "a page that is one picture"),
    (paragraph(SIGNATURE), [], "a small picture"),
    (paragraph(OBJECT), [("object", 1)], "an object of another program"),
    (paragraph(GRAPHIC.format("chart")), [("chart", 1)], "a chart"),
    (paragraph(GRAPHIC.format("diagram")), [("diagram", 1)], "a diagram"),
    (paragraph() + '<w:altChunk r:id="x"/>', [("chunk", 1)], "a whole file put in"),
]


@pytest.mark.parametrize(("body", "concealed", "why"), CONCEALED, ids=[row[2] for row in CONCEALED])
def test_what_may_hold_words_nobody_reads_is_named(
    body: str, concealed: list[tuple[str, int]], why: str
) -> None:
    layout = seen(body, files={"anh.png": image(BLACK)})
    assert [(one.kind, one.paragraph) for one in layout.concealed] == concealed


def test_a_picture_in_the_header_hides_words_of_no_paragraph() -> None:
    section = SECTION.replace("<w:sectPr>", '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>')
    layout = seen(paragraph(), section=section, parts={"header1": paragraph(LETTERHEAD)})
    assert [(one.kind, one.paragraph) for one in layout.concealed] == [("picture", 0)]
