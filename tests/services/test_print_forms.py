"""In phiếu hỏi: every respondent's form with its own serial, in one PDF, the same on any day."""

import io
import time
from pathlib import Path

import pypdfium2
import pytest

from directives.conversion.pdf_overlay import laid_over
from directives.conversion.print_run import MisprintedRun, PrintBatch, page_count, pdf_of, print_run
from directives.document.questionnaire_paper import NumberedForm
from directives.rendering.questionnaire_docx import own_docx, shared_docx
from sipas_engine.forms.questionnaire import MatrixQuestion
from sipas_engine.forms.serials import BadSerial
from workflows.services.forms_questions import (
    NoSerialColumn,
    listed_serials,
    numbered_serials,
    questionnaire_for,
)
from workflows.services.print_forms import SerialToPrint, UnknownFormsFormat, print_forms
from workflows.services.questionnaire_wording import FormsHead, paper_of

HEAD = FormsHead("thu-2026", ("UBND tỉnh Minh Họa", "Sở Nội vụ"), specimen=True)
SHORT = questionnaire_for(None, "P2017")
#: Any picture will do where nobody looks.
A_DOT = b"\x89PNG\r\n\x1a\n" + bytes.fromhex(
    "0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63f80f00010101001bb6ee56"
    "0000000049454e44ae426082"
)
A_THOUSAND, ALLOWED_SECONDS = 1000, 180
LIST = "Mã phiếu;Họ và tên;Địa chỉ;Điện thoại\nLD-1;Lê Thị Ví Dụ;Tổ 3, xã Minh Tân;0900000003\nLD-2;Bùi Văn Thử;Tổ 4;\n"


def _pages(file: Path) -> list[str]:
    document = pypdfium2.PdfDocument(file)
    return [page.get_textpage().get_text_bounded() for page in document]


@pytest.mark.libreoffice
def test_twenty_forms_are_one_file_and_each_page_says_whose_it_is(tmp_path: Path) -> None:
    serials = numbered_serials("MH-", 1, 20, "Tổ 3, xã Minh Tân")
    done = print_forms(SHORT, HEAD, serials, tmp_path / "phieu.pdf")
    pages = _pages(done.file)
    assert len(pages) == 20 * done.pages
    for place, text in enumerate(pages):
        form, page = divmod(place, done.pages)
        assert f"Mã phiếu: {serials[form].serial}" in text
        assert SHORT.version in text
        assert f"Trang {page + 1}/{done.pages}" in " ".join(text.split())
    assert all("Tổ 3, xã Minh Tân" in text for text in pages[:: done.pages])
    (asked,) = SHORT.of_purpose("satisfaction")
    assert isinstance(asked, MatrixQuestion)
    last = asked.items[-1].text
    assert sum(" ".join(last.split()[:4]) in " ".join(text.split()) for text in pages) == 20


@pytest.mark.libreoffice
def test_the_same_forms_give_the_same_bytes(tmp_path: Path) -> None:
    serials = numbered_serials("MH-", 1, 2)
    first = print_forms(SHORT, HEAD, serials, tmp_path / "1.pdf").file.read_bytes()
    time.sleep(1.1)  # a clock that got in would now say another second
    assert print_forms(SHORT, HEAD, serials, tmp_path / "2.pdf").file.read_bytes() == first


@pytest.mark.libreoffice
def test_a_form_whose_own_part_does_not_fit_is_named() -> None:
    paper = paper_of(SHORT, HEAD)
    shared = pdf_of(shared_docx(paper))
    pages = page_count(shared)
    forms = [NumberedForm(serial, "", A_DOT) for serial in ("MH-00001", "MH-00002")]
    with pytest.raises(MisprintedRun):
        print_run(shared, [PrintBatch(own_docx(paper, forms, pages + 1), ("MH-00001", "MH-00002"))])
    with pytest.raises(MisprintedRun, match="MH-00003"):
        print_run(shared, [PrintBatch(own_docx(paper, forms, pages), ("MH-00001", "MH-00003"))])


@pytest.mark.slow
@pytest.mark.libreoffice
def test_a_thousand_forms_of_the_longest_set_take_less_than_three_minutes(tmp_path: Path) -> None:
    began = time.monotonic()
    done = print_forms(
        questionnaire_for(None, "P2023"), HEAD, numbered_serials("MH-", 1, A_THOUSAND), tmp_path / "phieu.pdf"
    )
    assert time.monotonic() - began < ALLOWED_SECONDS
    assert len(pypdfium2.PdfDocument(done.file)) == A_THOUSAND * done.pages


def test_a_word_file_needs_no_other_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    done = print_forms(SHORT, HEAD, numbered_serials("MH-", 7, 2), tmp_path / "phieu.docx")
    assert done.serials == ("MH-00007", "MH-00008")
    assert done.file.read_bytes().startswith(b"PK")


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormsFormat):
        print_forms(SHORT, HEAD, numbered_serials("MH-", 1, 1), tmp_path / "phieu.odt")


def test_from_the_list_of_the_sample_only_serial_and_place_are_taken(tmp_path: Path) -> None:
    file = tmp_path / "mau.csv"
    file.write_text(LIST, encoding="utf-8")
    assert listed_serials(file) == [SerialToPrint("LD-1", "Tổ 3, xã Minh Tân"), SerialToPrint("LD-2", "Tổ 4")]


@pytest.mark.parametrize(
    ("text", "error", "reason"),
    [
        (LIST.replace("LD-2", "LD-1"), BadSerial, "one serial for two people"),
        (LIST.replace("LD-2", ""), BadSerial, "a person without a form"),
        (LIST.replace("Mã phiếu", "Số"), NoSerialColumn, "no column of serials"),
    ],
)
def test_a_list_that_does_not_number_its_forms_is_refused(
    tmp_path: Path, text: str, error: type[Exception], reason: str
) -> None:
    file = tmp_path / "mau.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(error):
        listed_serials(file)


def test_shared_pages_lie_below_every_form_in_turn() -> None:
    def blank(*widths: int) -> bytes:
        made = pypdfium2.PdfDocument.new()
        for width in widths:
            made.new_page(width, 100)
        content = io.BytesIO()
        made.save(content)
        return content.getvalue()

    own = [blank(11, 12), blank(13, 14, 15, 16)]
    made = pypdfium2.PdfDocument(laid_over(blank(50, 60), own))
    assert [round(page.get_width()) for page in made] == [11, 12, 13, 14, 15, 16]
