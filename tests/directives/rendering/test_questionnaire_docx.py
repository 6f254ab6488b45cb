"""Phiếu hỏi trong Word: valid files, no row torn, each form with its own head and footer."""

import io
import re
import zlib
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator

from directives.document.questionnaire_paper import (
    GridHeading,
    GridLine,
    GridQuestion,
    NumberedForm,
    PaperQuestionnaire,
    PaperSection,
    TickQuestion,
    WrittenQuestion,
)
from directives.rendering.package import read_parts
from directives.rendering.questionnaire_docx import own_docx, questionnaire_docx, shared_docx
from directives.rendering.questionnaire_markup import BOX
from directives.rendering.template_language import UnprintableCharacter

LEVELS = ("Kém", "Được", "Tốt")
GRID = GridQuestion(
    "Câu 2",
    "Ông/Bà thấy thế nào?",
    "mỗi dòng một ô",
    LEVELS,
    (GridHeading("Nơi ngồi"), GridLine("1.1", "Đủ & sạch <tốt>")),
)
PAPER = PaperQuestionnaire(
    agency_lines=("UBND TỈNH MINH HỌA", "SỞ NỘI VỤ"),
    title="PHIẾU KHẢO SÁT",
    subtitle="năm 2026",
    greeting=("Kính thưa Ông/Bà!",),
    how_to_answer=("Đánh dấu X.",),
    sections=(
        PaperSection("A. NGƯỜI TRẢ LỜI", (TickQuestion("", "Giới tính", "", ("Nam", "Nữ")),), card=True),
        PaperSection("B. HỎI", (TickQuestion("Câu 1", "Kênh nào?", "", ("Loa", "Họp")), GRID)),
        PaperSection("C. Ý KIẾN", (WrittenQuestion("Câu 3", "Ý kiến khác", 3),)),
    ),
    closing="Xin cảm ơn!",
    version="P-123456",
)


def _png() -> bytes:
    """One white dot: any picture will do here."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\10\0\0\0\0")
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\xff")) + chunk(b"IEND", b"")


FORMS = [NumberedForm(f"MH-{number:05d}", "Tổ 3, xã Minh Tân", _png()) for number in (1, 2, 3)]


def _text(content: bytes) -> str:
    markup = read_parts(content)["word/document.xml"].decode()
    return " ".join(re.findall(r"<w:t [^>]*>([^<]*)", markup))


@pytest.mark.parametrize(
    "content",
    [questionnaire_docx(PAPER, FORMS), shared_docx(PAPER), own_docx(PAPER, FORMS, 3)],
    ids=["whole forms", "what they share", "what is their own"],
)
def test_the_file_is_valid_and_another_program_opens_it(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "phieu.docx"
    file.write_bytes(content)
    assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []
    docx.Document(io.BytesIO(content)).save(io.BytesIO())


def test_no_row_breaks_over_two_pages_and_heads_are_repeated() -> None:
    markup = read_parts(questionnaire_docx(PAPER, FORMS))["word/document.xml"].decode()
    assert markup.count("<w:tr>") == markup.count("<w:cantSplit/>") > 0
    assert markup.count("<w:tblHeader/>") == len(FORMS), "one table of levels a form"


def test_every_line_has_a_box_for_every_level_and_every_choice_one() -> None:
    assert _text(shared_docx(PAPER)).count(BOX) == len(LEVELS) + 2 + 2


def test_each_form_has_its_own_serial_in_head_and_footer() -> None:
    parts = read_parts(questionnaire_docx(PAPER, FORMS, pages=2))
    for place, form in enumerate(FORMS, start=1):
        footer = parts[f"word/footer{place}.xml"].decode()
        assert all(said in footer for said in (form.serial, PAPER.version, "/2"))
    assert [
        _text(parts_of).count("MH-00002")
        for parts_of in (questionnaire_docx(PAPER, FORMS), shared_docx(PAPER))
    ] == [1, 0]


def test_shared_and_own_text_together_are_the_whole_form() -> None:
    shared, own = _text(shared_docx(PAPER)).split(), _text(own_docx(PAPER, FORMS[:1], 1)).split()
    assert sorted(shared + own) == sorted(_text(questionnaire_docx(PAPER, FORMS[:1])).split())


def test_the_same_forms_give_the_same_bytes() -> None:
    assert questionnaire_docx(PAPER, FORMS) == questionnaire_docx(PAPER, FORMS)


def test_what_cannot_be_printed_is_refused() -> None:
    with pytest.raises(UnprintableCharacter):
        questionnaire_docx(PAPER, [NumberedForm("MH-1", "Tổ \x07", _png())])
    with pytest.raises(ValueError, match="no form"):
        questionnaire_docx(PAPER, [])
