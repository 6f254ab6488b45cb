"""Quy tắc thể thức: one row, one thing done wrong, and the rules that must say so."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from directives.checking import check_file
from directives.checking.checker import check_page
from directives.checking.rules import judged_ids, uncovered_ids
from directives.checking.seeing.observe import observe
from directives.conversion.limits import limits
from directives.conversion.word_reader import read_word

Letter = Callable[..., Path]
LEFT, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT

DECISION = {
    "title": "QUYẾT ĐỊNH",
    "subject": "Về việc phê duyệt kết quả",
    "number": "Số: 15/QĐ-UBND",
    "addressees_label": "",
    "addressees": [],
    "bases": ["Căn cứ Luật Tổ chức chính quyền địa phương;", "Theo đề nghị của Chánh Văn phòng."],
    "recipients": ["- Như Điều 3;", "- Lưu: VT."],
}

DEPARTMENT = {
    "parent": "UBND TỈNH LÂM ĐỒNG",
    "issuer": ["SỞ NỘI VỤ"],
    "number": "Số: 05/SNV-VP",
    "date": "Lâm Đồng, ngày 05 tháng 3 năm 2026",
    "authority": ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"],
}
LONG = "phê duyệt kết quả đo lường sự hài lòng của người dân đối với sự phục vụ của cơ quan hành chính" + (
    " và các đơn vị sự nghiệp công lập trên địa bàn" * 10
)

WRONG: list[tuple[dict[str, Any], list[str], str]] = [
    ({}, [], "a right letter"),
    (DECISION, [], "a right decision"),
    ({"paper": (216, 279)}, ["F-01"], "American letter paper"),
    ({"paper": (297, 210)}, ["F-03"], "A4 turned, without a table"),
    ({"margins": (15, 20, 30, 15)}, ["F-04"], "top margin too small"),
    ({"margins": (20, 26, 30, 15)}, ["F-05"], "bottom margin too large"),
    ({"margins": (20, 20, 25, 15)}, ["F-06"], "left margin too small"),
    ({"margins": (20, 20, 30, 25)}, ["F-07"], "right margin too large"),
    ({"margins": (20.4, 25.4, 29.6, 20.4)}, [], "within the tolerance of half a millimetre"),
    ({"font": "Arial"}, ["F-09"], "another font"),
    ({"font": ".VnTime"}, ["F-11"], "a font of the old code TCVN3"),
    ({"page_number": ("footer", WD_ALIGN_PARAGRAPH.RIGHT)}, ["F-14"], "page number where TT01 had it"),
    ({"first_page_differs": False}, ["F-17"], "page number on page 1"),
    ({"page_number": None}, [], "no page number: one page needs none"),
    ({"state_name": "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"}, [], "the tone mark in its other place"),
    ({"state_name": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIÊT NAM"}, ["F-20"], "a tone mark lost"),
    ({"state_name_size": 15}, ["F-21", "F-22"], "state name too large, so that it takes two lines"),
    ({"motto": "Độc lập – Tự do – Hạnh phúc"}, ["F-23"], "dashes in place of hyphens"),
    ({"motto": "Độc lập-Tự do-Hạnh phúc"}, ["F-23"], "no blanks round the hyphens"),
    ({"motto_size": 12}, ["F-24"], "motto too small"),
    ({"motto_underlined": True}, ["F-26"], "motto underlined"),
    ({"issuer_bold": False}, ["F-30"], "issuer not bold"),
    ({"number": ""}, ["F-35"], "no number line"),
    ({"number": "Số: 05/"}, ["F-35"], "no symbol"),
    ({"number": "Số: 5/UBND-VX"}, ["F-36"], "one digit"),
    ({"number": "Số: 015/UBND-VX"}, ["F-36"], "a zero before 15"),
    ({"number": "Số: 15 / UBND - VX"}, ["F-37"], "blanks round slash and hyphen"),
    ({"number": "Số:      /UBND-VX"}, [], "a draft has no number yet"),
    ({"number_size": 12}, ["F-38"], "number too small"),
    ({"number": "Số 05/UBND-VX"}, ["F-39"], "no colon"),
    ({"number": "SỐ: 05/UBND-VX"}, ["F-39"], "capitals"),
    ({**DECISION, "number": "Số: 15/KH-UBND"}, ["F-40"], "a plan's code on a decision"),
    ({"number": "Số: 05/CV-UBND"}, ["F-41"], "a code which does not exist"),
    ({"number": "Số: 05/2026/UBND-VX"}, ["F-42"], "the year in the number"),
    ({"date": ""}, ["F-44"], "no place and date"),
    ({"date": "Minh Tân, 05/03/2026"}, ["F-44"], "date in digits only"),
    ({"date": "Minh Tân ngày 05 tháng 3 năm 2026"}, ["F-44"], "no comma"),
    ({"date": "Minh Tân, ngày 5 tháng 3 năm 2026"}, ["F-45"], "day without zero"),
    ({"date": "Minh Tân, ngày 15 tháng 2 năm 2026"}, ["F-46"], "February without zero"),
    ({"date": "Minh Tân, ngày 15 tháng 03 năm 2026"}, ["F-46"], "March with zero"),
    ({"date": "Minh Tân, ngày 31 tháng 4 năm 2026"}, ["F-47"], "April has thirty days"),
    ({"date_italic": False}, ["F-48"], "date upright"),
    ({**DECISION, "title_bold": False}, ["F-51"], "type name not bold"),
    ({**DECISION, "title": "Quyết định"}, ["F-51"], "type name in small letters"),
    ({"title": "CÔNG VĂN", "subject": "Về việc báo cáo kết quả"}, ["F-52"], "a letter with a title"),
    ({"subject": "v/v báo cáo kết quả"}, ["F-55"], "small v"),
    ({"subject": "V/v báo cáo kết quả."}, ["F-55"], "full stop"),
    ({"subject_italic": True}, ["F-56"], "subject in italics"),
    ({"addressees_label": "", "addressees": []}, ["F-60"], "nobody addressed"),
    ({**DECISION, "addressees_label": "Kính gửi: Sở Nội vụ"}, ["F-61"], "a decision with addressee"),
    ({"addressees_bold": True}, ["F-62"], "Kính gửi in bold"),
    ({"addressees": ["- Sở Nội vụ", "- Sở Tài chính."]}, ["F-64"], "no semicolon"),
    ({"addressees": ["- Sở Nội vụ;", "- Sở Tài chính;"]}, ["F-64"], "semicolon at the end"),
    ({**DECISION, "bases": ["Căn cứ Luật A;", "Theo đề nghị của B,"]}, ["F-67"], "comma after the last base"),
    ({"body": ["Ủy ban nhân dân xã báo cáo như sau."]}, ["F-82"], "no end mark"),
    ({"body": ["Ủy ban nhân dân xã báo cáo như sau../."]}, ["F-82"], "full stop before the end mark"),
    ({"recipients_label": "Nơi nhận"}, ["F-83"], "no colon"),
    ({"recipients_label_italic": False}, ["F-83"], "upright"),
    ({"recipients_size": 13}, ["F-84"], "recipients too large"),
    ({"recipients": ["- Như trên", "- Lưu: VT."]}, ["F-85"], "no semicolon"),
    ({"recipients": ["- Bộ Nội vụ;", "- Lưu: VT."]}, ["F-86"], "a letter's first recipient"),
    ({**DECISION, "recipients": ["- Như trên;", "- Lưu: VT."]}, ["F-86"], "a decision's first recipient"),
    ({"recipients": ["- Như trên;", "- Lưu VT."]}, ["F-87"], "no colon after Lưu"),
    ({"authority": ["TM ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]}, ["F-89"], "no full stop"),
    ({"authority": ["T/M. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]}, ["F-89"], "a slash"),
    ({"authority": ["ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]}, ["F-91"], "no TM."),
    ({"authority": ["KT. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]}, ["F-92"], "no deputy"),
    ({"signer": "TS. Nguyễn Văn An"}, ["F-96"], "a degree"),
    ({"above": "DỰ THẢO"}, ["F-110"], "draft mark on a numbered letter"),
    ({"above": "DỰ THẢO", "number": "Số:      /UBND-VX"}, [], "draft mark on a draft"),
    ({"body": ["Báo cáo ngày …… về kết quả./."]}, ["F-130"], "dotted leaders left"),
    ({"page_number_size": 10}, ["F-16"], "page number too small"),
    ({"page_number_start": 0}, ["F-18"], "pages counted from nought"),
    ({"page_number_format": "lowerRoman"}, ["F-18"], "pages counted in Roman"),
    ({"page_number": None,
      "body": [f"Ủy ban nhân dân xã {LONG}."] * 20 + ["Đề nghị xem xét./."]}, ["F-14"], "several pages and no number"),
    ({"color": "0000FF"}, ["F-13"], "blue words"),
    ({"color": "1F1F1F"}, [], "a grey that prints as black"),
    ({"color": "FFFFFF"}, [], "white marks of a program that signs"),
    ({"head_columns": ("right", "left")}, ["F-27"], "the state name on the left"),
    ({"head_table": False}, ["F-27", "F-43"], "the head one below the other"),
    ({"head_spacing": 1.5}, ["F-28"], "the head widely spaced"),
    ({"head_spacing": 1.08}, [], "Word's own spacing is as good as single"),
    ({**DEPARTMENT, "parent_bold": True}, ["F-29"], "parent body in bold"),
    (DEPARTMENT, [], "a department below its committee"),
    ({"issuer_alignment": LEFT}, ["F-30"], "issuer on the left"),
    ({"issuer_rule": None}, ["F-31"], "no line below the issuer"),
    ({"issuer_rule": 1.0}, ["F-31"], "a line as long as the issuer"),
    ({"issuer_rule": "__________"}, ["F-31"], "a line typed as words"),
    ({"issuer": ["UBND XÃ MINH TÂN"]}, ["F-32"], "an abbreviated issuer"),
    ({"issuer": ["ỦY BAN NHÂN DÂN", "XÃ MINH TẦN"]}, ["F-32"], "a commune that is none, one mark away from one"),
    ({"issuer": ["ỦY BAN NHÂN DÂN", "HUYỆN LẠC DƯƠNG"]}, ["F-34"], "a district after their end"),
    ({"issuer": ["ỦY BAN NHÂN DÂN", "HUYỆN LẠC DƯƠNG"], "date": "Lạc Dương, ngày 30 tháng 6 năm 2025"}, [],
     "a district on its last day"),
    ({"motto_rule": None}, ["F-25"], "no line below the motto"),
    ({"motto_rule": 0.5}, ["F-25"], "a line half as long as the motto"),
    ({"motto_rule": None, "motto_underlined": True}, ["F-25", "F-26"], "underlined in the place of a line"),
    ({"motto_alignment": LEFT}, ["F-24"], "motto on the left"),
    ({"motto_size": 13}, ["F-131"], "sizes of two families"),
    ({"number": "Số: 007/UBND-VX"}, ["F-36"], "two zeros"),
    ({"number": "Số: 12a/UBND-VX"}, ["F-35"], "a number put in between"),
    ({"number": "Số: 15/ubnd-vx"}, ["F-35"], "a symbol in small letters"),
    ({"number": "Số: 15/SGDĐT-GDTrH"}, [], "small letters within a group are the office's own affair"),
    ({"number": "Số: 15/UBND–VX"}, ["F-37"], "a dash in the place of a hyphen"),
    ({"number_beside_date": False}, ["F-43"], "the date in the row above"),
    ({**DECISION, "title": "KẾ HOẠCH LIÊN TỊCH", "number": "Số: 15/KHLT-UBND", "bases": [],
      "recipients": ["- Bộ Nội vụ;", "- Lưu: VT."]}, [], "a type with a word more has a code with more"),
    ({"date": "MINH TÂN, ngày 05 tháng 3 năm 2026"}, ["F-44"], "the place in capitals"),
    ({"date": "Minh Tân, ngày  05 tháng 3 năm 2026"}, [], "a blank too many"),
    ({"date": "Xã Minh Tân, ngày 05 tháng 3 năm 2026"}, ["F-49"], "a common noun that is no part of the name"),
    ({"date": "Minh Thọ, ngày 05 tháng 3 năm 2026"}, ["F-49"], "the name of another commune"),
    ({"issuer": ["HỘI LUẬT GIA"], "date": "TP.HCM, ngày 05 tháng 3 năm 2026"}, ["F-49"], "an abbreviated place"),
    ({"issuer": ["HỘI LUẬT GIA"], "date": "Hồ Chí Minh, ngày 05 tháng 3 năm 2026"}, ["F-49"], "a name after a person"),
    ({"issuer": ["BỘ NỘI VỤ"], "date": "Đà Nẵng, ngày 05 tháng 3 năm 2026"}, ["F-49"], "a ministry out of Hà Nội"),
    ({"issuer": ["HỘI LUẬT GIA"], "date": "Xóm Đình, ngày 05 tháng 3 năm 2026"}, [], "a place nobody knows"),
    ({**DECISION, "title_alignment": LEFT}, ["F-51", "F-53"], "type and subject on the left"),
    ({**DECISION, "subject_bold": False}, ["F-53"], "subject not bold"),
    ({**DECISION, "subject": "VỀ VIỆC PHÊ DUYỆT"}, ["F-53"], "subject in capitals"),
    ({**DECISION, "subject_rule": None}, ["F-54"], "no line below the subject"),
    ({**DECISION, "subject_rule": 1.0}, ["F-54"], "a line as long as the subject"),
    ({**DECISION, "subject": "Về việc " + LONG}, ["F-59"], "a subject of more than 500 letters"),
    ({"subject_gap": 0}, ["F-57"], "no space above the subject"),
    ({"subject_in_head": False}, ["F-58"], "the subject below the head"),
    ({**DECISION, "title": "TỜ TRÌNH", "number": "Số: 15/TTr-UBND", "bases": [],
      "recipients": ["- Như trên;", "- Lưu: VT."]}, ["F-60"], "a submission to nobody"),
    ({"addressees_label": "Kính gửi"}, ["F-62"], "no colon after Kính gửi"),
    ({"addressees_label": "Kính gửi: Sở Nội vụ", "addressees": []}, [], "one addressee"),
    ({"addressees": ["- Sở Nội vụ."]}, ["F-63"], "one addressee on a line of its own"),
    ({"addressees": ["Sở Nội vụ tỉnh Lâm Đồng"]}, ["F-63", "F-74"],
     "one addressee on a line of its own, without a dash, is taken for the body's too"),
    ({"addressees": ["– Sở Nội vụ;", "– Sở Tài chính."]}, [], "long dashes are dashes"),
    ({"addressee_indents": (60, 70)}, ["F-65"], "dashes that do not stand in one column"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "rules", "why"), WRONG, ids=[row[2] for row in WRONG])
def test_what_is_wrong_and_only_that_is_found(
    write_letter: Letter, changes: dict[str, Any], rules: list[str], why: str
) -> None:
    path = write_letter(**changes)
    layout = read_word(path.read_bytes(), limits())  # in this process: the child has tests of its own
    report = check_page(observe(layout), path.name)
    assert sorted({finding.rule for finding in report.findings}) == rules, report.findings


OLD = [
    ({"date": "Minh Tân, ngày 05 tháng 3 năm 2019"}, {"F-15"}, "page number in the footer under TT01"),
    ({"font": "Arial", "page_number": None}, {"F-10"}, "another font is only a warning under TT01"),
    ({"page_number": ("footer", RIGHT)}, set(), "a right letter of its day"),
    ({"page_number": None, "paper": (216, 279)}, {"F-02"}, "American letter paper"),
    ({"page_number": None, "color": "0000FF"}, set(), "the colour of letters is not bounded under TT01"),
    ({"page_number": None, "number": "Số: 05/GT-UBND", "title": "GIẤY GIỚI THIỆU",
      "subject": "Về việc liên hệ công tác",
      "addressees_label": "", "addressees": [], "paper": (148, 210)}, set(), "a small type on small paper"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "rules", "why"), OLD, ids=[row[2] for row in OLD])
def test_an_old_letter_is_judged_by_the_law_of_its_day(
    write_letter: Letter, changes: dict[str, Any], rules: set[str], why: str
) -> None:
    report = check_file(write_letter(**{"date": "Minh Tân, ngày 05 tháng 3 năm 2019", **changes}))
    assert report.regime == "TT01"
    assert {finding.rule for finding in report.findings} == rules
    assert report.errors == 0


def test_a_committee_named_a_parent_is_an_error_under_the_law_of_2011(write_letter: Letter) -> None:
    date_of_2019 = "Minh Tân, ngày 05 tháng 3 năm 2019"
    report = check_file(write_letter(parent="UBND TỈNH LÂM ĐỒNG", date=date_of_2019, page_number=None))
    assert [(one.rule, one.severity) for one in report.findings] == [("F-33", "error")]


def test_a_finding_names_the_letters_that_are_wrong(write_letter: Letter) -> None:
    report = check_file(write_letter(number="Số: 5/UBND-VX", date="Minh Tân, ngày 5 tháng 3 năm 2026"))
    places = {one.rule: (one.place.start, one.place.end) for one in report.findings}
    assert places == {"F-36": (4, 5), "F-45": (15, 16)}


def test_the_day_given_outweighs_the_day_printed(write_letter: Letter) -> None:
    assert check_file(write_letter(), on=date(2020, 3, 4)).regime == "TT01"


def test_a_blank_day_is_decided_by_its_year_and_said_so(write_letter: Letter) -> None:
    report = check_file(write_letter(date="Minh Tân, ngày      tháng      năm 2019"))
    assert report.regime == "TT01"
    assert report.assumed


def test_an_unreadable_date_is_an_error_and_the_supposed_law_is_named(write_letter: Letter) -> None:
    report = check_file(write_letter(date=""))
    assert report.regime == "ND30"
    assert "no date can be read" in report.assumed[0]


def test_what_cannot_be_seen_is_said_and_not_judged(write_letter: Letter) -> None:
    report = check_file(write_letter(page_number=None))
    assert "F-14" in {unseen.rule for unseen in report.unseen}


def test_counts_and_keys_are_those_of_the_contract(write_letter: Letter) -> None:
    report = check_file(write_letter(number="Số: 5/UBND-VX", motto_underlined=True)).to_json()
    assert (report["file"], report["regime"], report["doc_type"]) == ("cong-van.docx", "ND30", "cong_van")
    assert (report["errors"], report["warnings"]) == (1, 1)
    finding = next(finding for finding in report["findings"] if finding["rule"] == "F-36")
    assert set(finding) >= {"rule", "severity", "where", "seen", "expected", "clause", "message"}
    assert (finding["expected"], finding["clause"]) == ("05", "PL.I-II.3c")


def test_what_is_not_covered_is_listed_and_nothing_is_in_both_lists() -> None:
    assert len(uncovered_ids()) + len(judged_ids()) == 131 + 20
    assert not judged_ids() & set(uncovered_ids())
