"""Builds official letters as .docx, right in every way unless a test changes one thing."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor, Twips

from directives.document.text_width import longest_line

CENTER, JUSTIFY, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT
COLUMNS = (Mm(64), Mm(101))  # of the head and of the closing: together the text's width
CELL_MARGIN = Twips(108)  # at either side of a cell, as Word sets it

LETTER: dict[str, Any] = {
    "paper": (210, 297),
    "margins": (20, 20, 30, 15),  # top, bottom, left, right in mm
    "font": "Times New Roman",
    "color": "",  # RRGGBB of the body's words; empty: left to Word
    "head_table": True,  # False: the lines of the head stand one below the other
    "head_columns": ("left", "right"),  # which half of the head stands in the first column
    "head_spacing": 1.0,
    "parent": "",
    "parent_bold": False,
    "issuer": ["ỦY BAN NHÂN DÂN", "XÃ MINH TÂN"],
    "issuer_bold": True,
    "issuer_alignment": CENTER,
    "issuer_rule": 0.4,  # share of the text above it; None: no rule; "____": typed as words
    "state_name": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "state_name_size": 13,
    "motto": "Độc lập - Tự do - Hạnh phúc",
    "motto_size": 14,
    "motto_alignment": CENTER,
    "motto_underlined": False,
    "motto_rule": 1.0,
    "number": "Số: 05/UBND-VX",
    "number_size": 13,
    "number_beside_date": True,
    "subject": "V/v báo cáo kết quả đo lường sự hài lòng",
    "subject_italic": False,
    "subject_gap": 6,  # points above the subject of a letter
    "subject_in_head": True,  # False: the subject of a letter stands below the head
    "subject_bold": True,  # of a document with a type name
    "subject_rule": 0.4,
    "date": "Minh Tân, ngày 05 tháng 3 năm 2026",
    "date_italic": True,
    "title": "",
    "title_bold": True,
    "title_alignment": CENTER,
    "addressees_label": "Kính gửi:",
    "addressees": ["- Sở Nội vụ;", "- Văn phòng Ủy ban nhân dân tỉnh."],
    "addressee_indents": (60,),  # mm from the left; the last one holds for all that follow
    "addressees_bold": False,
    "deciding_authority": "ỦY BAN NHÂN DÂN XÃ MINH TÂN",  # of a decision with bases
    "bases": [],
    "body": ["Thực hiện chỉ đạo của cấp trên, Ủy ban nhân dân xã báo cáo như sau./."],
    "recipients_label": "Nơi nhận:",
    "recipients_label_italic": True,
    "recipients": ["- Như trên;", "- Lưu: VT, VX (2)."],
    "recipients_size": 11,
    "authority": ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
    "signer": "Nguyễn Văn An",
    "page_number": ("header", CENTER),
    "page_number_size": 13,
    "page_number_start": None,
    "page_number_format": None,  # "lowerRoman"…
    "first_page_differs": True,
    "stamp": "",
    "above": "",
}  # fmt: skip


class Letter:
    """A letter under the pen: each method writes one part of the page, from top to bottom."""

    def __init__(self, page: dict[str, Any]) -> None:
        self.page = page
        self.document = docx.Document()

    def set_up(self) -> None:
        page, normal = self.page, self.document.styles["Normal"]
        fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), page["font"])
        normal.font.size = Pt(14)
        normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
        normal.paragraph_format.line_spacing = 1.0
        section = self.document.sections[0]
        section.page_width, section.page_height = (Mm(x) for x in page["paper"])
        section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
            Mm(x) for x in page["margins"]
        )
        section.header_distance = section.footer_distance = Mm(10)
        section.different_first_page_header_footer = page["first_page_differs"]
        self._page_number(section)

    def _page_number(self, section: Any) -> None:
        page = self.page
        if not page["page_number"]:
            return
        area, alignment = page["page_number"]
        paragraph = getattr(section, area).paragraphs[0]
        paragraph.alignment = alignment
        field, run = OxmlElement("w:fldSimple"), OxmlElement("w:r")
        field.set(qn("w:instr"), " PAGE ")
        size = OxmlElement("w:sz")
        size.set(qn("w:val"), str(round(2 * page["page_number_size"])))
        properties, text = OxmlElement("w:rPr"), OxmlElement("w:t")
        text.text = "2"
        properties.append(size)
        run.extend([properties, text])
        field.append(run)
        paragraph._p.append(field)
        numbering = OxmlElement("w:pgNumType")
        for name in ("start", "format"):
            if page[f"page_number_{name}"] is not None:
                numbering.set(
                    qn({"start": "w:start", "format": "w:fmt"}[name]), str(page[f"page_number_{name}"])
                )
        if numbering.attrib:
            section._sectPr.find(qn("w:pgMar")).addnext(numbering)

    def head(self) -> None:
        page = self.page
        if page["head_table"]:
            left, right = page["head_columns"].index("left"), page["head_columns"].index("right")
            table = self._table(2, COLUMNS if left == 0 else COLUMNS[::-1])
            (box2, box1), (box3, box4) = ((row.cells[left], row.cells[right]) for row in table.rows)
            box4 = box4 if page["number_beside_date"] else box1
        else:
            box1 = box2 = box3 = box4 = self.document
        gap = {"lines": page["head_spacing"]}
        if page["parent"]:
            self.line(box2, page["parent"], 13, CENTER, bold=page["parent_bold"], **gap)
        for text in page["issuer"]:
            self.line(box2, text, 13, page["issuer_alignment"], bold=page["issuer_bold"], **gap)
        self.rule(box2, page["issuer_rule"], page["issuer"], 13, COLUMNS[0])
        self.line(box1, page["state_name"], page["state_name_size"], CENTER, bold=True, **gap)
        underlined = page["motto_underlined"]
        self.line(
            box1,
            page["motto"],
            page["motto_size"],
            page["motto_alignment"],
            bold=True,
            underline=underlined,
            **gap,
        )
        self.rule(box1, page["motto_rule"], [page["motto"]], page["motto_size"], COLUMNS[1])
        if page["number"]:
            self.line(box3, page["number"], page["number_size"], CENTER, before=6)
        if page["subject"] and not page["title"] and page["subject_in_head"]:
            self._letter_subject(box3)
        if page["stamp"]:
            self.line(box3, page["stamp"], 13, CENTER, bold=True, before=6)
        if page["date"]:
            self.line(box4, page["date"], 14, CENTER, italic=page["date_italic"], before=6)

    def _letter_subject(self, where: Any) -> None:
        page = self.page
        self.line(
            where, page["subject"], 12, CENTER, italic=page["subject_italic"], before=page["subject_gap"]
        )

    def title(self) -> None:
        page = self.page
        if page["title"]:
            self.line(
                self.document, page["title"], 14, page["title_alignment"], bold=page["title_bold"], before=18
            )
            self.line(self.document, page["subject"], 14, page["title_alignment"], bold=page["subject_bold"])
            self.rule(self.document, page["subject_rule"], [page["subject"]], 14, COLUMNS[0])
        elif page["subject"] and not page["subject_in_head"]:
            self._letter_subject(self.document)

    def body(self) -> None:
        page = self.page
        if page["addressees_label"]:
            bold = page["addressees_bold"]
            self.line(
                self.document, page["addressees_label"], 14, LEFT, bold=bold, before=12, after=6, left=30
            )
        indents = page["addressee_indents"]
        for number, text in enumerate(page["addressees"]):
            self.line(self.document, text, 14, LEFT, after=6, left=indents[min(number, len(indents) - 1)])
        is_decision = page["title"].upper() == "QUYẾT ĐỊNH" and page["bases"]
        if is_decision:
            self.line(self.document, page["deciding_authority"], 14, CENTER, bold=True, before=6, after=6)
        for text in page["bases"]:
            self.line(self.document, text, 14, JUSTIFY, italic=True, after=6, first_line=12.7)
        if is_decision:
            self.line(self.document, "QUYẾT ĐỊNH:", 14, CENTER, bold=True, before=6, after=6)
        for text in page["body"]:
            self.line(self.document, text, 14, JUSTIFY, after=6, first_line=12.7, color=page["color"])

    def closing(self) -> None:
        page = self.page
        left, right = self._table(1).rows[0].cells
        if page["recipients_label"]:
            self.line(
                left, page["recipients_label"], 12, LEFT, bold=True, italic=page["recipients_label_italic"]
            )
        for text in page["recipients"]:
            self.line(left, text, page["recipients_size"], LEFT)
        for text in page["authority"]:
            self.line(right, text, 14, CENTER, bold=True)
        self.line(right, page["signer"], 14, CENTER, bold=True, before=60)

    def _table(self, rows: int, widths: tuple[Mm, Mm] = COLUMNS) -> Any:
        table = self.document.add_table(rows, 2)
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            for cell in (column, *column.cells):
                cell.width = width
        return table

    def line(
        self, where: Any, text: str, size: float, alignment: WD_ALIGN_PARAGRAPH, *, bold: bool = False,
        italic: bool = False, underline: bool = False, before: float = 0, after: float = 0, left: float = 0,
        first_line: float = 0, lines: float = 1.0, color: str = "",
    ) -> Any:  # fmt: skip
        """One paragraph: sizes and spaces in points, indents in millimetres; the empty one of a cell is taken first."""
        empty = (
            where is not self.document
            and len(where.paragraphs) == 1
            and not where.paragraphs[0]._p.xpath("w:pPr")
        )
        paragraph = where.paragraphs[0] if empty else where.add_paragraph()
        look = paragraph.paragraph_format
        look.alignment, look.line_spacing = alignment, lines
        look.space_before, look.space_after = Pt(before), Pt(after)
        look.left_indent, look.first_line_indent = Mm(left), Mm(first_line)
        if text:
            run = paragraph.add_run(text)
            run.font.size, run.bold, run.italic, run.underline = Pt(size), bold, italic, underline
            if color:
                run.font.color.rgb = RGBColor.from_string(color)
        return paragraph

    def rule(
        self, where: Any, share: float | str | None, texts: Sequence[str], size: float, room: Emu | Mm
    ) -> None:
        """The line below a text, as the bottom border of an empty paragraph as wide as the share says."""
        if share is None:
            return
        if isinstance(share, str):
            self.line(where, share, size, CENTER)
            return
        *_, left, right = self.page["margins"]
        page = Mm(self.page["paper"][0] - left - right)
        free = page if where is self.document else room - 2 * CELL_MARGIN
        twips = max(longest_line(text, size, bold=True, room=round(free / Twips(1))) for text in texts)
        side = (free - Twips(round(twips * share))) // 2
        paragraph = self.line(where, "", size, CENTER)
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
        paragraph.paragraph_format.line_spacing = Pt(4)
        borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "auto")):
            bottom.set(qn(f"w:{name}"), value)
        borders.append(bottom)
        paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:rPr")


def build(path: Path, **changes: Any) -> Path:
    unknown = set(changes) - set(LETTER)
    assert not unknown, f"unknown part of a letter: {unknown}"
    letter = Letter({**LETTER, **changes})
    letter.set_up()
    if letter.page["above"]:
        letter.line(letter.document, letter.page["above"], 14, CENTER)
    letter.head()
    letter.title()
    letter.body()
    letter.closing()
    letter.document.save(str(path))
    return path


@pytest.fixture
def write_letter(tmp_path: Path) -> Callable[..., Path]:
    """A right letter, or one changed in the parts named."""
    return lambda **changes: build(tmp_path / "cong-van.docx", **changes)
