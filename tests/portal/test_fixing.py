"""Lệnh fix: an ugly letter as Word makes it by default, repaired from the command line."""

import json
import re
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator

from directives.conversion.pdf_making import WordFile, make_pdf
from tests.command_line import Ended, vanthu

LEFT = ["Ủy ban nhân dân", "Xã Minh Tân"]
RIGHT = ["Cộng hòa xã hội chủ nghĩa Việt Nam", "Độc lập – Tự do – Hạnh phúc"]
BODY = [
    "Thực hiện chỉ đạo của cấp trên, Ủy Ban Nhân Dân xã báo cáo kết quả đo lường sự hài lòng của người dân năm 2026 "
    "theo kế hoạch đã được phê duyệt và hướng dẫn của tỉnh.",
    "Đề nghị các cơ quan, đơn vị quan tâm phối hợp thực hiện những nội dung nêu trên, nếu có vướng mắc thì phản ánh về "
    "Ủy ban nhân dân xã để được xem xét, giải quyết.",
]


def ugly_letter(file: Path) -> Path:
    """Công văn xấu: Calibri 11 on Letter paper, page number bottom right, nothing of the law's form."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = docx.shared.Pt(11)
    head = document.add_table(2, 2)
    _fill(head.rows[0].cells[0], LEFT)
    _fill(head.rows[0].cells[1], RIGHT)
    _fill(head.rows[1].cells[0], ["Số 5 / UBND - VX", "v/v báo cáo kết quả đo lường sự hài lòng."])
    _fill(head.rows[1].cells[1], ["Minh Tân, ngày 5 tháng 03 năm 2026"])
    for line in ("Kính gửi:", "- Sở Nội vụ", "- Văn phòng Ủy ban nhân dân tỉnh;", *BODY):
        document.add_paragraph(line)
    foot = document.add_table(1, 2)
    _fill(foot.rows[0].cells[0], ["NƠI NHẬN", "- Như trên", "- Lưu VT, VX"])
    _fill(foot.rows[0].cells[1], ["TM ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "Nguyễn Văn An"])
    number = document.sections[0].footer.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    number._p.append(number._p.makeelement(qn("w:fldSimple"), {qn("w:instr"): "PAGE"}))
    document.save(str(file))
    return file


def _fill(cell: Any, lines: list[str]) -> None:
    cell.paragraphs[0].text = lines[0]
    for line in lines[1:]:
        cell.add_paragraph(line)


def fix(folder: Path, *arguments: str, code: int = 0) -> Ended:
    ended = vanthu(folder, "fix", *arguments)
    assert ended.returncode == code, ended.stderr or ended.stdout
    return ended


def letters(file: Path) -> str:
    document = docx.Document(str(file))
    text = "".join(node.text or "" for node in document.element.body.iter(qn("w:t")))
    return re.sub(
        r"\b0+(?=\d)|[\W_]", "", text.replace("tháng", " tháng ").replace("ngày", " ngày ")
    ).casefold()


def test_an_ugly_letter_is_right_afterwards_and_every_word_is_there(tmp_path: Path) -> None:
    ugly_letter(tmp_path / "thu.docx")
    answer = json.loads(fix(tmp_path, "thu.docx", "-o", "da-sua.docx", "--json").stdout)
    assert answer["errors_before"] > 20
    assert (answer["errors_after"], answer["left"]) == (0, [])
    assert {"rule", "where", "seen", "expected"} == set(answer["changed"][0])
    assert letters(tmp_path / "da-sua.docx").replace("0", "") == letters(tmp_path / "thu.docx").replace(
        "0", ""
    )
    assert json.loads(vanthu(tmp_path, "check", "da-sua.docx", "--json").stdout)["findings"] == []
    fix(tmp_path, "da-sua.docx", "-o", "lan-hai.docx")
    assert (tmp_path / "lan-hai.docx").read_bytes() == (tmp_path / "da-sua.docx").read_bytes()


def test_the_repaired_letter_is_as_valid_as_it_was(tmp_path: Path) -> None:
    fix(tmp_path, str(ugly_letter(tmp_path / "thu.docx")), "-o", "da-sua.docx")
    before, after = (
        {
            re.sub(r"\d+ style.*", "", str(error))
            for error in OpenXmlValidator().validate(tmp_path / name).errors
        }
        for name in ("thu.docx", "da-sua.docx")
    )
    assert after <= before


def test_what_is_left_is_an_error_to_the_shell_and_said(tmp_path: Path) -> None:
    document = docx.Document(str(ugly_letter(tmp_path / "thu.docx")))
    document.tables[1].rows[0].cells[1].paragraphs[-1].text = "TS. Nguyễn Văn An"
    document.save(str(tmp_path / "thu.docx"))
    told = fix(tmp_path, "thu.docx", "-o", "da-sua.docx", code=1).stdout
    assert "F-96" in told.split("Còn lại cho người sửa:")[1]


@pytest.mark.parametrize("name", ["thu.docx", "./thu.docx", "lien-ket.docx", "cung-tep.docx"])
def test_the_original_is_never_written_over(tmp_path: Path, name: str) -> None:
    before = ugly_letter(tmp_path / "thu.docx").read_bytes()
    (tmp_path / "lien-ket.docx").symlink_to("thu.docx")
    (tmp_path / "cung-tep.docx").hardlink_to(tmp_path / "thu.docx")
    ended = fix(tmp_path, "thu.docx", "-o", name, code=2)
    assert "chính là tệp" in ended.stderr
    assert (tmp_path / "thu.docx").read_bytes() == before


def test_what_is_no_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thu.docx").write_text("Kính gửi", encoding="utf-8")
    fix(tmp_path, "thu.docx", "-o", "da-sua.docx", code=2)
    assert not (tmp_path / "da-sua.docx").exists()


@pytest.mark.libreoffice
def test_libreoffice_opens_what_was_repaired(tmp_path: Path) -> None:
    fix(tmp_path, str(ugly_letter(tmp_path / "thu.docx")), "-o", "da-sua.docx")
    repaired = tmp_path / "da-sua.docx"
    made = make_pdf(WordFile(repaired.name, repaired.read_bytes(), strict=False))
    assert (made.pages, made.same_text) == (1, True)
