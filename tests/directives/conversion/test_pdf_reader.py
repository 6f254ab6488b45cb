"""Đọc PDF: words with their places as pdfium gives them; what a page needs before it can be read."""

import io

import pytest
from fpdf import FPDF
from fpdf.enums import TextMode
from PIL import Image

from directives.conversion.fonts import font_file
from directives.conversion.limits import limits
from directives.conversion.page_words import PICTURE, UNREADABLE, Page
from directives.conversion.pdf_reader import plain_text, read_pdf
from tests.directives.conversion.pdf_files import one_page, scan_of, stream, text_pages

pytestmark = pytest.mark.libreoffice  # its fonts

_LINE = "Căn cứ Kế hoạch số 243/KH-BNV ngày 03/4/2020 của Bộ Nội vụ về đo lường sự hài lòng"


def read(content: bytes) -> list[Page]:
    return read_pdf(content, limits())


def test_words_stand_where_they_are_drawn() -> None:
    (page,) = read(text_pages([(90, 100, 14, "Sở Nội vụ"), (300, 120, 12, "Hà Nội")]))
    assert [(word.text, word.baseline) for word in page.words] == [
        ("Sở", 100.0), ("Nội", 100.0), ("vụ", 100.0), ("Hà", 120.0), ("Nội", 120.0),
    ]  # fmt: skip
    assert page.words[0].left == pytest.approx(90, abs=1)
    assert page.words[3].left == pytest.approx(300, abs=1)
    assert (page.width, page.height) == (pytest.approx(595.28, abs=0.1), pytest.approx(841.89, abs=0.1))


def test_letters_are_composed_and_a_line_drawn_twice_counts_once() -> None:
    (page,) = read(
        text_pages([(90, 100, 14, "Đa\u0306\u0301k Nông"), (90.3, 100, 14, "Đa\u0306\u0301k Nông")])
    )
    assert plain_text(page) == "Đắk Nông"


def test_a_raised_small_number_is_the_mark_of_a_footnote() -> None:
    (page,) = read(text_pages([(90, 100, 14, "Nghị định"), (149.5, 95, 8, "1"), (160, 100, 14, "này")]))
    assert [(word.text, word.note) for word in page.words] == [
        ("Nghị", False), ("định", False), ("1", True), ("này", False),
    ]  # fmt: skip


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(turn: int) -> None:
    shown = {
        0: b"1 0 0 1 90 700", 90: b"0 1 -1 0 142 90", 180: b"-1 0 0 -1 505 142", 270: b"0 -1 1 0 453 752",
    }  # fmt: skip
    drawing = stream(b"BT /F 14 Tf %s Tm (So Noi vu) Tj ET" % shown[turn])
    (page,) = read(one_page(drawing, page=b"/Rotate %d" % turn))
    assert [word.text for word in page.words] == ["So", "Noi", "vu"]
    assert page.words[0].left == pytest.approx(90, abs=1)
    assert page.words[0].baseline == pytest.approx(142, abs=1)


def test_writing_laid_aslant_over_the_text_is_left_out() -> None:
    (page,) = read(
        one_page(stream(b"BT /F 14 Tf 90 700 Td (So) Tj 0.7 0.7 -0.7 0.7 200 300 Tm (BAN SAO) Tj ET"))
    )
    assert [word.text for word in page.words] == ["So"]


def test_a_number_stamped_on_as_an_annotation_is_part_of_the_page() -> None:
    look = stream(
        b"BT /F 12 Tf 2 4 Td (1848) Tj ET",
        b"/Type/XObject/Subtype/Form/BBox[0 0 60 20]/Resources<</Font<</F <</Type/Font/Subtype/Type1"
        b"/BaseFont/Times-Roman>>>>>>",
    )
    stamp = b"<</Type/Annot/Subtype/Stamp/F 4/Rect[110 696 170 716]/AP<</N 5 0 R>>>>"
    content = one_page(stream(b"BT /F 12 Tf 90 700 Td (So:) Tj ET"), look, stamp, page=b"/Annots[6 0 R]")
    (page,) = read(content)
    assert sorted(word.text for word in page.words) == ["1848", "So:"]
    assert {round(word.baseline) for word in page.words} == {142}


def test_ruled_lines_become_a_table() -> None:
    places = [(90, 600), (290, 650), (490, 700)]
    lines = b"".join(b"%d 600 m %d 700 l S 90 %d m 490 %d l S " % (x, x, y, y) for x, y in places)
    (page,) = read(one_page(stream(lines + b"BT /F 12 Tf 100 670 Td (TT) Tj ET")))
    (grid,) = page.grids
    assert len(grid.rows) == 3
    assert len(grid.columns) == 3


def with_picture(share: float, *lines: str, hidden: bool = False) -> bytes:
    """A page whose picture covers so much of its height, with lines printed over it."""
    made = FPDF(unit="pt", format="A4")
    made.add_font("f", fname=font_file("Times New Roman"))
    made.add_page()
    made.image(Image.new("L", (60, 60), 220), x=0, y=842 * (1 - share), w=595, h=842 * share)
    made.set_font("f", size=12)
    made.text_mode = TextMode.INVISIBLE if hidden else TextMode.FILL
    for place, line in enumerate(lines):
        made.text(60, 60 + 16 * place, line)
    content = bytes(made.output())
    for font in made.fonts.values():
        font.close()
    return content


WANTS = [
    ("text with a seal", with_picture(0.05, *[_LINE] * 5), "", False),
    ("a page of text with a great picture", with_picture(0.4, *[_LINE] * 12), "", False),
    ("a picture with a running head", with_picture(0.6, "CÔNG BÁO/Số 244/Ngày 23-04-2026 106"), PICTURE, False),
    ("a third of a page as a picture, the signature as text",
     with_picture(0.3, "TM. CHÍNH PHỦ", "KT. THỦ TƯỚNG", "PHÓ THỦ TƯỚNG", "Nguyễn Hòa Bình"), PICTURE, False),
    ("a small picture alone", with_picture(0.1), PICTURE, False),
    ("a scan with a hidden layer of Vietnamese", with_picture(1.0, *[_LINE] * 12, hidden=True), "", True),
    ("a scan with a hidden layer without marks",
     with_picture(1.0, *["CQNG HOA xA HQI CHU NGHIA VIBT NAM Can cu Luat T6 chuc chinh quyen"] * 12, hidden=True),
     UNREADABLE, False),
    ("an empty page", one_page(stream(b"")), "", False),
    ("text in plain letters",
     one_page(stream(b"BT /F 12 Tf 90 700 Td (%s) Tj ET" % (b"plain words " * 40))), "", False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "wants", "recognised"), [row[1:] for row in WANTS], ids=[row[0] for row in WANTS]
)
def test_a_page_says_whether_it_must_be_recognised(content: bytes, wants: str, recognised: bool) -> None:
    (page,) = read(content)
    assert (page.wants, page.recognised) == (wants, recognised)


def test_pages_keep_their_shape_over_the_border_of_the_child() -> None:
    content = text_pages([(90, 100, 14, _LINE)])
    assert [Page.from_json(page.to_json()) for page in read(content)] == read(content)


def test_only_the_scanned_pages_of_a_mixed_file_ask_for_recognition() -> None:
    import pypdfium2

    mixed = pypdfium2.PdfDocument(text_pages([(90, 100, 14, _LINE)]))
    mixed.import_pages(pypdfium2.PdfDocument(scan_of([Image.new("L", (600, 800), 200)])))
    output = io.BytesIO()
    mixed.save(output)
    assert [page.wants for page in read(output.getvalue())] == ["", PICTURE]
