"""Nơi nhận và chữ ký: one row, one closing, and the rules that must speak of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from directives.checking.checker import CheckReport, check_page
from directives.checking.seeing.observe import observe
from directives.conversion.layout import Layout
from directives.conversion.limits import limits
from directives.conversion.word_reader import read_word

Letter = Callable[..., Path]
MINE = {f"F-{number}" for number in (*range(83, 88), *range(89, 97))}
DECISION = {
    "title": "QUYẾT ĐỊNH",
    "subject": "Về việc phê duyệt kết quả",
    "number": "Số: 15/QĐ-UBND",
    "addressees_label": "",
    "addressees": [],
    "bases": ["Căn cứ Luật A ngày 16 tháng 6 năm 2025;", "Theo đề nghị của Chánh Văn phòng."],
    "body": ["Phê duyệt kết quả./."],
    "recipients": ["- Như Điều 3;", "- Lưu: VT."],
}


def report(layout: Layout) -> CheckReport:
    return check_page(observe(layout), "thu.docx", date(2026, 3, 5))


def read(path: Path) -> Layout:
    return read_word(path.read_bytes(), limits())


def of_mine(layout: Layout) -> list[str]:
    return sorted({finding.rule for finding in report(layout).findings} & MINE)


AUTHORITIES = [
    (["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], [], "for the committee, its chair"),
    (["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], [], "a deputy for the chair"),
    (["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"], [], "by order, the head of the office"),
    (["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"], [], "by order, a deputy"),
    (["TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI"], [], "by delegation"),
    (["Q. CHỦ TỊCH"], [], "acting chair"),
    (["CHỦ TỊCH"], [], "a head who signs alone"),
    (["KT. BỘ TRƯỞNG, CHỦ NHIỆM", "ỦY BAN DÂN TỘC", "THỨ TRƯỞNG, PHÓ CHỦ NHIỆM"], [], "a title of two lines"),
    (["TM.ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], ["F-89"], "no blank"),
    (["KT CHỦ TỊCH", "PHÓ CHỦ TỊCH"], ["F-89"], "no full stop"),
    (["T.L CHỦ TỊCH", "CHÁNH VĂN PHÒNG"], ["F-89"], "a full stop between the letters"),
    (["ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], ["F-91"], "no TM."),
    (["KT. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"], ["F-92"], "KT. and no deputy"),
    (["KT. CHỦ TỊCH"], ["F-92"], "KT. and nobody"),
    (["KT. CHỦ TỊCH", "Phó Chủ tịch"], ["F-90"], "a deputy's title in small letters"),
    (["TL. CHỦ TỊCH", "PHÓ CHÁNH VĂN PHÒNG"], ["F-93"], "a deputy by order without KT."),
    (["TUQ. CHỦ TỊCH", "PHÓ TRƯỞNG PHÒNG"], ["F-93"], "a deputy by delegation"),
    (["TL. CHỦ TỊCH"], ["F-93"], "by order and nobody"),
]  # fmt: skip


@pytest.mark.parametrize(("authority", "rules", "why"), AUTHORITIES, ids=[row[2] for row in AUTHORITIES])
def test_capacity_and_title_fit(
    write_letter: Letter, authority: list[str], rules: list[str], why: str
) -> None:
    assert of_mine(read(write_letter(authority=authority))) == rules


DECIDED = [
    ("ỦY BAN NHÂN DÂN XÃ MINH TÂN", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], [], "the committee decides and TM. signs"),
    ("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MINH TÂN", ["CHỦ TỊCH"], [], "the chair decides and signs"),
    ("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MINH TÂN", ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], [], "the chair decides, a deputy signs"),
    ("ỦY BAN NHÂN DÂN XÃ MINH TÂN", ["CHỦ TỊCH"], ["F-94"], "the committee decides, its chair signs alone"),
    ("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MINH TÂN", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], ["F-94"], "TM. signs for the chair"),
    ("HỘI ĐỒNG NHÂN DÂN XÃ MINH TÂN", ["CHỦ TỊCH"], [], "a council's chair certifies its resolution"),
]  # fmt: skip


@pytest.mark.parametrize(("decides", "authority", "rules", "why"), DECIDED, ids=[row[3] for row in DECIDED])
def test_capacity_follows_who_decides(
    write_letter: Letter, decides: str, authority: list[str], rules: list[str], why: str
) -> None:
    decision: dict[str, Any] = {**DECISION, "deciding_authority": decides, "authority": authority}
    assert of_mine(read(write_letter(**decision))) == rules


SIGNERS = [
    ("Nguyễn Văn An", ["ỦY BAN NHÂN DÂN", "XÃ MINH TÂN"], [], "a name"),
    ("NGUYỄN VĂN AN", ["ỦY BAN NHÂN DÂN", "XÃ MINH TÂN"], ["F-95"], "in capitals"),
    ("TS. Nguyễn Văn An", ["ỦY BAN NHÂN DÂN", "XÃ MINH TÂN"], ["F-96"], "a degree"),
    ("PGS.TS. Nguyễn Văn An", ["ỦY BAN NHÂN DÂN", "XÃ MINH TÂN"], ["F-96"], "two of them"),
    ("Th.S Nguyễn Văn An", ["ỦY BAN NHÂN DÂN", "XÃ MINH TÂN"], ["F-96"], "dotted otherwise"),
    ("Thạc sĩ Nguyễn Văn An", ["ỦY BAN NHÂN DÂN", "XÃ MINH TÂN"], ["F-96"], "in full"),
    ("Thượng tá Nguyễn Văn An", ["CÔNG AN", "XÃ MINH TÂN"], [], "a rank is no degree"),
]


@pytest.mark.parametrize(("signer", "issuer", "rules", "why"), SIGNERS, ids=[row[3] for row in SIGNERS])
def test_a_name_stands_alone(
    write_letter: Letter, signer: str, issuer: list[str], rules: list[str], why: str
) -> None:
    assert of_mine(read(write_letter(signer=signer, issuer=issuer, authority=["CHỦ TỊCH"]))) == rules


@pytest.mark.parametrize("issuer", ["TRƯỜNG ĐẠI HỌC ĐÀ LẠT", "BỆNH VIỆN ĐA KHOA", "CÔNG AN XÃ MINH TÂN"])
def test_in_some_sectors_a_degree_is_not_judged_and_said_so(write_letter: Letter, issuer: str) -> None:
    seen = report(read(write_letter(signer="TS. Nguyễn Văn An", issuer=[issuer], authority=["GIÁM ĐỐC"])))
    assert "F-96" in {one.rule for one in seen.unseen}
    assert "F-96" not in {one.rule for one in seen.findings}


RECIPIENTS = [
    (["- Như trên;", "- Lưu: VT, VX (2)."], [], "a letter's"),
    (
        ["- Như trên;", "- Các phòng, ban,", "đơn vị thuộc xã;", "- Lưu: VT, VX (2)."],
        [],
        "an item of two lines",
    ),
    (["- Như trên;", "- Lưu: VT."], [], "no drafting unit"),
    (["- Như trên", "- Lưu: VT."], ["F-85"], "no semicolon"),
    (["- Như trên;", "- Lưu: VT, VX"], ["F-85", "F-87"], "no full stop at the end"),
    (["- Như trên;", "- Lưu: VX."], ["F-87"], "not at the records office"),
    (["- Như trên;", "- Lưu VT."], ["F-87"], "no colon"),
    (["- Bộ Nội vụ;", "- Lưu: VT."], ["F-86"], "the addressees are not first"),
]


@pytest.mark.parametrize(("recipients", "rules", "why"), RECIPIENTS, ids=[row[2] for row in RECIPIENTS])
def test_recipients_are_listed_as_they_should(
    write_letter: Letter, recipients: list[str], rules: list[str], why: str
) -> None:
    assert of_mine(read(write_letter(recipients=recipients))) == rules


@pytest.mark.parametrize(("alignment", "rules"), [("center", []), ("left", ["F-90"]), ("right", ["F-90"])])
def test_the_title_stands_in_the_middle_of_its_column(
    write_letter: Letter, alignment: str, rules: list[str]
) -> None:
    layout = read(write_letter(authority=["CHỦ TỊCH"]))
    paragraphs = [
        replace(one, alignment=alignment) if one.text == "CHỦ TỊCH" else one for one in layout.paragraphs
    ]
    assert of_mine(replace(layout, paragraphs=tuple(paragraphs))) == rules
