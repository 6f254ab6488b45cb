"""Xem trang: pictures of pages with their words, drawn in the limited child process."""

import io
from pathlib import Path

import pytest
from fpdf import FPDF
from PIL import Image

from directives.conversion.errors import RefusedFile
from directives.conversion.page_views import view_pages

WORD_FILE = Path(__file__).parents[1] / "checking/foreign/libreoffice-cong-van.docx"


def a_pdf(*lines: str, ink: tuple[int, int, int] = (0, 0, 0)) -> bytes:
    """PDF thử: a page for each line."""
    made = FPDF(unit="pt", format="A4")
    made.set_font("Times", size=13)
    made.set_text_color(*ink)
    for line in lines:
        made.add_page()
        made.text(100, 200, line)
    return bytes(made.output())


def opened(picture: bytes) -> Image.Image:
    return Image.open(io.BytesIO(picture))


def test_each_page_has_its_picture_and_its_words_with_their_places() -> None:
    views = view_pages(a_pdf("So 12 SNV", "trang hai"), "thu.pdf")
    assert (views.total, [one.number for one in views.pages]) == (2, [1, 2])
    first = views.pages[0]
    assert [word.text for word in first.words] == ["So", "12", "SNV"]
    assert first.words[0].left == pytest.approx(100, abs=1)
    assert first.words[0].baseline == pytest.approx(200, abs=1)
    picture = opened(first.picture)
    assert picture.width / picture.height == pytest.approx(first.width / first.height, rel=0.01)
    assert picture.convert("L").getextrema()[0] < 100, "the words are drawn"


def test_only_the_pages_asked_for_are_drawn() -> None:
    views = view_pages(a_pdf("mot", "hai", "ba"), "thu.pdf", first=2, count=1)
    assert (views.total, [one.number for one in views.pages]) == (3, [2])
    assert [word.text for word in views.pages[0].words] == ["hai"]


@pytest.mark.parametrize(("ink", "mode"), [((0, 0, 0), "L"), ((200, 0, 0), "P")], ids=["black", "red"])
def test_colour_is_kept_where_there_is_some(ink: tuple[int, int, int], mode: str) -> None:
    assert opened(view_pages(a_pdf("KHAN", ink=ink), "thu.pdf").pages[0].picture).mode == mode


def test_a_scan_is_shown_without_words() -> None:
    paper = io.BytesIO()
    Image.new("L", (1654, 2339), 255).save(paper, "PNG")
    (page,) = view_pages(paper.getvalue(), "scan.png").pages
    assert page.words == ()
    assert opened(page.picture).height <= 1200


@pytest.mark.parametrize("content", [b"%PDF-1.7\n%%EOF", b"MZ", b""], ids=["no page", "a program", "nothing"])
def test_what_is_no_page_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(RefusedFile):
        view_pages(content, "thu.pdf")


@pytest.mark.libreoffice
def test_a_word_file_is_shown_as_libreoffice_lays_it_out() -> None:
    (page,) = view_pages(WORD_FILE.read_bytes(), WORD_FILE.name).pages
    assert {"Kính", "gửi:"} <= {word.text for word in page.words}
