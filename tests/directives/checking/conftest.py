"""Builds official letters as .docx, right in every way unless a test changes one thing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

LETTER: dict[str, Any] = {
    "paper": (210, 297),
    "margins": (20, 20, 30, 15),  # top, bottom, left, right in mm
    "font": "Times New Roman",
    "issuer": ["ỦY BAN NHÂN DÂN", "XÃ MINH TÂN"],
    "issuer_bold": True,
    "state_name": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "state_name_size": 13,
    "motto": "Độc lập - Tự do - Hạnh phúc",
    "motto_size": 14,
    "motto_underlined": False,
    "number": "Số: 05/UBND-VX",
    "number_size": 13,
    "subject": "V/v báo cáo kết quả đo lường sự hài lòng",
    "subject_italic": False,
    "date": "Minh Tân, ngày 05 tháng 3 năm 2026",
    "date_italic": True,
    "title": "",
    "title_bold": True,
    "addressees_label": "Kính gửi:",
    "addressees": ["- Sở Nội vụ;", "- Văn phòng Ủy ban nhân dân tỉnh."],
    "addressees_bold": False,
    "bases": [],
    "body": ["Thực hiện chỉ đạo của cấp trên, Ủy ban nhân dân xã báo cáo như sau./."],
    "recipients_label": "Nơi nhận:",
    "recipients_label_italic": True,
    "recipients": ["- Như trên;", "- Lưu: VT, VX (2)."],
    "recipients_size": 11,
    "authority": ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
    "signer": "Nguyễn Văn An",
    "page_number": ("header", WD_ALIGN_PARAGRAPH.CENTER),
    "first_page_differs": True,
    "stamp": "",
    "above": "",
}


def _add(
    cell: Any, text: str, size: float, *, bold: bool = False, italic: bool = False, underline: bool = False
) -> None:
    run = cell.add_paragraph().add_run(text)
    run.font.size, run.bold, run.italic, run.underline = Pt(size), bold, italic, underline


def _page_field(paragraph: Any) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " PAGE ")
    paragraph._p.append(field)


def build(path: Path, **changes: Any) -> Path:
    unknown = set(changes) - set(LETTER)
    assert not unknown, f"unknown part of a letter: {unknown}"
    page = {**LETTER, **changes}
    document = docx.Document()
    fonts = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi"):
        fonts.set(qn(script), page["font"])
    document.styles["Normal"].font.size = Pt(14)
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(x) for x in page["paper"])
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        Mm(x) for x in page["margins"]
    )
    section.different_first_page_header_footer = page["first_page_differs"]
    if page["page_number"]:
        area, alignment = page["page_number"]
        paragraph = getattr(section, area).paragraphs[0]
        paragraph.alignment = alignment
        _page_field(paragraph)
    if page["above"]:
        document.add_paragraph(page["above"])
    left, right = document.add_table(1, 2).rows[0].cells
    for line in page["issuer"]:
        _add(left, line, 13, bold=page["issuer_bold"])
    if page["number"]:
        _add(left, page["number"], page["number_size"])
    if page["subject"] and not page["title"]:
        _add(left, page["subject"], 12, italic=page["subject_italic"])
    if page["stamp"]:
        _add(left, page["stamp"], 13, bold=True)
    _add(right, page["state_name"], page["state_name_size"], bold=True)
    _add(right, page["motto"], page["motto_size"], bold=True, underline=page["motto_underlined"])
    if page["date"]:
        _add(right, page["date"], 14, italic=page["date_italic"])
    if page["title"]:
        _add(document, page["title"], 14, bold=page["title_bold"])
        _add(document, page["subject"], 14, bold=True)
    if page["addressees_label"]:
        _add(document, page["addressees_label"], 14, bold=page["addressees_bold"])
    for line in (*page["addressees"], *page["bases"], *page["body"]):
        _add(document, line, 14)
    left, right = document.add_table(1, 2).rows[0].cells
    if page["recipients_label"]:
        _add(left, page["recipients_label"], 12, bold=True, italic=page["recipients_label_italic"])
    for line in page["recipients"]:
        _add(left, line, page["recipients_size"])
    for line in (*page["authority"], page["signer"]):
        _add(right, line, 14, bold=True)
    document.save(str(path))
    return path


@pytest.fixture
def write_letter(tmp_path: Path) -> Callable[..., Path]:
    """A right letter, or one changed in the parts named."""
    return lambda **changes: build(tmp_path / "cong-van.docx", **changes)
