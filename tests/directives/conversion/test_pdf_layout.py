"""Đọc PDF: hostile and strange files are refused with a clear sentence, within limits; measures need no LibreOffice."""

import io
import time
import unicodedata
import zlib
from pathlib import Path

import pypdfium2
import pytest
from fpdf import FPDF
from PIL import Image

from directives.checking.checker import check_file
from directives.conversion.errors import (
    ArchiveBomb,
    BrokenFile,
    EncryptedFile,
    GazettePage,
    NoTextLayer,
    NotOfficialDocument,
    RefusedFile,
    SecrecyMark,
    TooManyPages,
)
from directives.conversion.fonts import font_file
from directives.conversion.limits import limits
from directives.conversion.pdf_fonts import family_of, is_bold, is_italic
from directives.conversion.pdf_glyphs import color_of
from directives.conversion.pdf_layout import read_pdf_layout

pytestmark = pytest.mark.libreoffice  # its fonts


def a_page(
    *lines: tuple[float, float, str], pages: int = 1, turned: str = "", encrypted: bool = False
) -> bytes:
    """Pages of A4 with each line at its x and baseline."""
    made = FPDF(unit="pt", format="A4")
    made.add_font("f", fname=font_file("Times New Roman"))
    made.set_font("f", size=13)
    for _ in range(pages):
        made.add_page()
        for x, y, text in lines:
            made.text(x, y, text)
        if turned:
            with made.rotation(45, 300, 400):
                made.text(250, 400, turned)
    if encrypted:
        made.set_encryption(owner_password="chu", user_password="nguoi doc")
    content = bytes(made.output())
    for font in made.fonts.values():
        font.close()
    return content


HEAD = (
    (110.0, 70.0, "SỞ NỘI VỤ"),
    (280.0, 70.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (330.0, 87.0, "Độc lập - Tự do - Hạnh phúc"),
    (110.0, 115.0, "Số: 05/SNV-CCHC"),
    (310.0, 115.0, "Lâm Đồng, ngày 05 tháng 3 năm 2026"),
    (160.0, 160.0, "Kính gửi: Ủy ban nhân dân xã Minh Tân"),
)


def refused(tmp_path: Path, content: bytes, name: str = "thu.pdf") -> RefusedFile:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(RefusedFile) as caught:
        check_file(file)
    return caught.value


def with_stream(packed: bytes) -> bytes:
    """A PDF of one page whose drawing is this packed stream."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>",
        b"<</Length %d/Filter/FlateDecode>>\nstream\n" % len(packed) + packed + b"\nendstream",
    ]
    made, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 5\n0000000000 65535 f \n" + table
    return made + head + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(made)


def test_a_small_file_that_unpacks_to_hundreds_of_megabytes_is_a_bomb(tmp_path: Path) -> None:
    bomb = with_stream(zlib.compress(b"0 0 m 1 1 l S\n" * 30_000_000, 9))
    assert len(bomb) < 2_000_000
    begun = time.monotonic()
    assert isinstance(refused(tmp_path, bomb), ArchiveBomb)
    assert time.monotonic() - begun < 10


def test_a_pdf_of_more_pages_than_the_limit_is_refused_with_both_numbers(tmp_path: Path) -> None:
    error = refused(tmp_path, a_page(*HEAD, pages=limits().pages + 1))
    assert isinstance(error, TooManyPages)
    assert error.fields == {"pages": str(limits().pages + 1), "limit": str(limits().pages)}


def test_an_encrypted_pdf_is_refused(tmp_path: Path) -> None:
    assert isinstance(refused(tmp_path, a_page(*HEAD, encrypted=True)), EncryptedFile)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7], ids=["its head", "a third", "two thirds"])
def test_a_pdf_that_is_cut_off_is_refused(tmp_path: Path, share: float) -> None:
    whole = a_page(*HEAD)
    assert isinstance(refused(tmp_path, whole[: int(len(whole) * share)]), RefusedFile)


def test_what_only_says_that_it_is_a_pdf_is_broken(tmp_path: Path) -> None:
    assert isinstance(refused(tmp_path, b"%PDF-1.7\n" + b"rubbish " * 100), BrokenFile)


def test_a_scan_without_text_is_refused(tmp_path: Path) -> None:
    page = FPDF(unit="mm", format="A4")
    page.add_page()
    page.image(Image.new("RGB", (1000, 1414), "white"), 0, 0, 210, 297)
    error = refused(tmp_path, bytes(page.output()))
    assert isinstance(error, NoTextLayer)
    assert error.fields["total"] == "1"


def test_an_empty_page_is_refused(tmp_path: Path) -> None:
    assert isinstance(refused(tmp_path, a_page()), NoTextLayer)


def test_a_secrecy_mark_written_aslant_over_the_page_is_seen(tmp_path: Path) -> None:
    assert isinstance(refused(tmp_path, a_page(*HEAD, turned="TUYỆT MẬT")), SecrecyMark)


def test_pages_of_the_gazette_are_refused_by_name(tmp_path: Path) -> None:
    gazette = a_page((85.0, 40.0, "CÔNG BÁO/Số 201 + 202/Ngày 12-3-2026"), *HEAD, pages=2)
    error = refused(tmp_path, gazette)
    assert isinstance(error, GazettePage)
    assert "201 + 202" in str(error.fields["sign"])


@pytest.mark.parametrize("name", ["thu.pdf", "thu.docx", "thu"])
def test_a_pdf_is_told_by_its_content_and_not_by_its_name(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(a_page(*HEAD))
    report = check_file(file)
    assert (report.regime, report.doc_type) == ("ND30", "cong_van")
    assert all("word" not in one.reason for one in report.unseen)


def test_a_page_is_checked_within_a_second(tmp_path: Path) -> None:
    file = tmp_path / "thu.pdf"
    file.write_bytes(
        a_page(*HEAD, *((85.0, 200.0 + 17 * n, "Ủy ban nhân dân xã báo cáo như sau.") for n in range(30)))
    )
    begun = time.process_time()
    read_pdf_layout(file.read_bytes(), limits())
    assert time.process_time() - begun < 1


def test_a_letterhead_without_any_table_is_read_as_two_columns() -> None:
    layout = read_pdf_layout(a_page(*HEAD), limits())
    cells = {
        paragraph.text: (paragraph.row, paragraph.column)
        for paragraph in layout.paragraphs
        if paragraph.place == "cell"
    }
    assert cells == {
        "SỞ NỘI VỤ": (0, 0), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM": (0, 1), "Độc lập - Tự do - Hạnh phúc": (0, 1),
        "Số: 05/SNV-CCHC": (1, 0), "Lâm Đồng, ngày 05 tháng 3 năm 2026": (1, 1),
    }  # fmt: skip


def test_letters_with_loose_marks_are_composed() -> None:
    loose = unicodedata.normalize("NFD", "Ủy ban nhân dân xã Mường Phăng báo cáo kết quả")
    layout = read_pdf_layout(a_page((85.0, 100.0, loose)), limits())
    assert layout.paragraphs[0].text == unicodedata.normalize("NFC", loose)


@pytest.mark.parametrize(
    ("name", "family", "bold", "italic"),
    [
        ("TimesNewRomanPSMT", "Times New Roman", False, False),
        ("ABCDEF+TimesNewRomanPS-BoldItalicMT", "Times New Roman", True, True),
        ("TimesNewRoman,Bold", "Times New Roman", True, False),
        ("BAAAAA+LiberationSerif", "Times New Roman", False, False),
        ("LiberationSerif-Italic", "Times New Roman", False, True),
        ("ArialMT", "Arial", False, False),
        ("Arial-BoldMT", "Arial", True, False),
        ("DejaVuSans-Oblique", "Deja Vu Sans", False, True),
        (".VnTimeH", ".VnTimeH", False, False),
        ("VNI-Times", "VNI-Times", False, False),
    ],
)
def test_a_font_is_named_as_word_names_it(name: str, family: str, bold: bool, italic: bool) -> None:
    assert (family_of(name), is_bold(name), is_italic(name)) == (family, bold, italic)


@pytest.mark.parametrize(
    ("parts", "color"),
    [
        (0, ""), ((0.0,), ""), ((0.0, 0.0, 0.0), ""), ((0, 0, 0, 1), ""), (None, ""), (("Pattern",), ""),
        ((1.0, 0.0, 0.0), "FF0000"), ((0, 1, 1, 0), "FF0000"), ((0.5,), "808080"), (1, "FFFFFF"),
    ],
)  # fmt: skip
def test_colours_of_every_kind_become_one(parts: object, color: str) -> None:
    assert color_of(parts) == color


def test_a_page_whose_words_all_lie_on_their_side_is_no_document_that_can_be_judged(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument(a_page(*HEAD))
    document[0].set_rotation(90)
    made = io.BytesIO()
    document.save(made)
    assert isinstance(refused(tmp_path, made.getvalue()), NotOfficialDocument)
