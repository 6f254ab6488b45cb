"""Đoạn văn, điều khoản, viện dẫn: one row, one look or wording of the body, and the rules that must speak of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from directives.checking.checker import CheckReport, check_page
from directives.checking.seeing.observe import observe
from directives.conversion.layout import Layout, Paragraph, Run
from directives.conversion.limits import limits
from directives.conversion.word_reader import read_word

Letter = Callable[..., Path]
NEW, OLD = date(2026, 3, 5), date(2019, 3, 5)
MINE = {f"F-{number}" for number in range(66, 83)}
LONG = (
    "Ủy ban nhân dân xã báo cáo kết quả đo lường sự hài lòng của người dân, tổ chức trên địa bàn xã năm 2026"
)
TEXT = [f"{LONG}.", f"{LONG} và đề nghị các cơ quan, đơn vị phối hợp thực hiện./."]


def layout_of(path: Path) -> Layout:
    return read_word(path.read_bytes(), limits())


def changed(layout: Layout, texts: list[str], **fields: Any) -> Layout:
    """The same page, the paragraphs with these words looking otherwise."""
    paragraphs = [
        replace(one, **fields) if one.text in texts and one.place == "body" else one
        for one in layout.paragraphs
    ]
    return replace(layout, paragraphs=tuple(paragraphs))


def report(layout: Layout, day: date = NEW) -> CheckReport:
    return check_page(observe(layout), "thu.docx", day)


def of_mine(layout: Layout, day: date = NEW) -> list[str]:
    return sorted({finding.rule for finding in report(layout, day).findings} & MINE)


MM = 72 / 25.4
LOOKS: list[tuple[dict[str, Any], list[str], list[str], str]] = [
    # look of both paragraphs; rules under ND30; rules under TT01; why
    ({}, [], [], "as the letter is written"),
    ({"first_line": 10 * MM}, [], [], "one of the two indents"),
    ({"first_line": 11.4 * MM}, ["F-74"], [], "between the two: the circular allowed it"),
    ({"first_line": 0.0}, ["F-74"], ["F-75"], "no indent"),
    ({"first_line": 13.1 * MM}, [], [], "within half a millimetre"),
    ({"first_line": 0.0, "numbered": True, "number": "1."}, [], [], "what Word counts hangs as it likes"),
    ({"alignment": "left"}, ["F-73"], ["F-73"], "ragged"),
    ({"alignment": "center"}, [], [], "a centred line is a heading"),
    ({"space_after": 0.0}, ["F-76"], ["F-76"], "no gap"),
    ({"space_after": 3.0, "space_before": 3.0}, [], [], "three below and three above"),
    ({"space_after": 6.0, "contextual": True, "style": "A"}, ["F-76"], ["F-76"], "no gap within a style"),
    ({"lines": 1.5}, [], [], "one and a half"),
    ({"lines": 1.6}, ["F-77"], ["F-77"], "more than one and a half"),
    ({"lines": 0.9}, ["F-77"], ["F-77"], "less than single"),
    ({"lines": None, "line_height": 18.0}, [], [], "exactly 18 points for 14"),
    ({"lines": None, "line_height": 15.0}, ["F-77"], [], "exactly 15 points: the circular allowed it"),
    ({"lines": None, "line_height": 12.0, "least": True}, [], [], "at least 12 points cuts nothing"),
    ({"lines": None, "line_height": 30.0}, ["F-77"], ["F-77"], "exactly 30 points"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "new", "old", "why"), LOOKS, ids=[row[3] for row in LOOKS])
def test_a_paragraph_is_judged_by_its_look(
    write_letter: Letter, fields: dict[str, Any], new: list[str], old: list[str], why: str
) -> None:
    layout = changed(layout_of(write_letter(body=TEXT)), TEXT, **fields)
    assert of_mine(layout) == new
    assert of_mine(layout, OLD) == old


def test_too_narrow_lines_are_a_warning_and_too_wide_ones_an_error(write_letter: Letter) -> None:
    layout = layout_of(write_letter(body=TEXT))
    severities = [
        {one.severity for one in report(changed(layout, TEXT, lines=lines)).findings if one.rule == "F-77"}
        for lines in (0.9, 1.6)
    ]
    assert severities == [{"warning"}, {"error"}]


def test_paragraphs_with_the_same_fault_make_one_finding_at_the_first(write_letter: Letter) -> None:
    texts = [f"{number}. {LONG};" for number in range(1, 13)] + ["Trên đây là báo cáo./."]
    layout = changed(layout_of(write_letter(body=texts)), texts, alignment="left")
    (finding,) = [one for one in report(layout).findings if one.rule == "F-73"]
    first = next(place for place, one in enumerate(layout.paragraphs, start=1) if one.text == texts[0])
    assert finding.place.paragraph == first
    assert (
        finding.seen == f"canh trái (12 đoạn, từ đoạn {first})"
    )  # the short last one looks the same either way


def test_an_indent_typed_as_a_tab_is_said_not_to_be_seen(write_letter: Letter) -> None:
    texts = [f"\t{text}" for text in TEXT]
    seen = report(changed(layout_of(write_letter(body=texts)), texts, first_line=0.0))
    assert "F-74" in {one.rule for one in seen.unseen}
    assert "F-74" not in {one.rule for one in seen.findings}


def test_an_empty_paragraph_is_space_enough(write_letter: Letter) -> None:
    texts = [TEXT[0], "", TEXT[1]]
    assert of_mine(changed(layout_of(write_letter(body=texts)), TEXT, space_after=0.0)) == []


def sized(text: str, size: float) -> Run:
    return Run(text, ("Times New Roman",), size, False, False, False, False)


SIZES = [
    ([sized(TEXT[0], 13.0)], ["F-72"], "another size than the next paragraph"),
    ([sized(TEXT[0][:40], 14.0), sized("1", 9.0), sized(TEXT[0][41:], 14.0)], [], "the number of a note"),
    (
        [sized(TEXT[0][:40], 14.0), sized("người", 9.0), sized(TEXT[0][45:], 14.0)],
        ["F-72"],
        "a word too small",
    ),
    ([sized(TEXT[0], 14.2)], [], "within a quarter of a point"),
]


@pytest.mark.parametrize(("runs", "rules", "why"), SIZES, ids=[row[2] for row in SIZES])
def test_the_body_has_one_size(write_letter: Letter, runs: list[Run], rules: list[str], why: str) -> None:
    assert of_mine(changed(layout_of(write_letter(body=TEXT)), TEXT[:1], runs=tuple(runs))) == rules


ORDERS = [
    (["1. Một.", "2. Hai.", "3. Ba./."], [], "in order"),
    (["1. Một.", "3. Ba./."], ["F-81"], "two is missing"),
    (["a) Một;", "b) Hai;", "c) Ba;", "d) Bốn;", "đ) Năm;", "e) Sáu;", "g) Bảy./."], [], "the alphabet of points"),
    (["c) Một;", "d) Hai./."], ["F-81"], "it begins in the middle"),
    (["a) Một;", "b) Hai;", "c) Ba;", "d) Bốn;", "e) Năm./."], ["F-81"], "đ is missing"),
    (["a) Một;", "b) Hai;", "c) Ba;", "d) Bốn;", "đ) Năm;", "e) Sáu;", "f) Bảy./."], ["F-81"], "f is no letter of it"),
    (["1. Một:", "a) Hai;", "b) Ba;", "2. Bốn:", "a) Năm./."], [], "points begin anew under each clause"),
    (["Điều 1. Một", "Điều 3. Ba./."], ["F-80"], "an article is missing"),
    (["Điều 1. Sửa đổi:", "“Điều 7. Phạm vi", "8. Khoản mới.”", "Điều 2. Hiệu lực./."], [], "a quoted provision"),
    (["1.1. Một.", "1.2. Hai./."], [], "decimal numbers are no clauses"),
    (["2026 là năm thứ ba.", "10. Mười./."], ["F-81"], "ten without the nine before"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "rules", "why"), ORDERS, ids=[row[2] for row in ORDERS])
def test_articles_clauses_and_points_are_counted(
    write_letter: Letter, body: list[str], rules: list[str], why: str
) -> None:
    layout = layout_of(write_letter(body=body))
    bold = [text for text in body if text.startswith("Điều")]
    runs = {text: (replace(sized(text, 14.0), bold=True),) for text in bold}
    for text in bold:
        layout = changed(layout, [text], runs=runs[text])
    assert of_mine(layout) == rules


def counted(layout: Layout, numbers: dict[str, str]) -> Layout:
    """The same page, the paragraphs with these words counted by Word, which prints so."""
    paragraphs: list[Paragraph] = []
    for one in layout.paragraphs:
        number = numbers.get(one.text)
        paragraphs.append(one if number is None else replace(one, numbered=True, number=number))
    return replace(layout, paragraphs=tuple(paragraphs))


COUNTED = [
    ({"Một.": "1.", "Hai.": "2."}, [], "as Word prints them"),
    ({"Một.": "1.", "Hai.": "3."}, ["F-81"], "Word skips one"),
    ({"Một.": "1.", "Hai.": ""}, [], "what Word prints is not known"),
    ({"Một.": "", "Hai.": "4."}, [], "nor what it counted before"),
]


@pytest.mark.parametrize(("numbers", "rules", "why"), COUNTED, ids=[row[2] for row in COUNTED])
def test_what_word_counts_is_judged_as_printed(
    write_letter: Letter, numbers: dict[str, str], rules: list[str], why: str
) -> None:
    layout = layout_of(write_letter(body=["Một.", "Hai.", "Kết thúc./."]))
    assert of_mine(counted(layout, numbers)) == rules


SECTIONS = [
    ("I. TÌNH HÌNH", True, [], "bold capitals"),
    ("I. Tình hình", True, ["F-79"], "bold, not in capitals"),
    ("I. TÌNH HÌNH", False, ["F-79"], "capitals, not bold"),
    ("I. Tình hình", False, [], "neither: an item of a list"),
]


@pytest.mark.parametrize(("text", "bold", "rules", "why"), SECTIONS, ids=[row[3] for row in SECTIONS])
def test_a_section_in_roman_is_set_in_bold_capitals(
    write_letter: Letter, text: str, bold: bool, rules: list[str], why: str
) -> None:
    layout = changed(
        layout_of(write_letter(body=[text, *TEXT])), [text], runs=(replace(sized(text, 14.0), bold=bold),)
    )
    assert of_mine(layout) == rules


FULL = "Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh về đo lường sự hài lòng"
CITATIONS = [
    (f"Thực hiện {FULL}, xã báo cáo./.", "", "in full"),
    (f"Thực hiện {FULL}; theo Kế hoạch số 12/KH-UBND, xã báo cáo./.", "", "the second mention is short"),
    (f"Thực hiện {FULL}; theo Kế hoạch số 12/KH-UBND.", "", "the full stop is no part of the number"),
    (f"Thực hiện {FULL}; theo Kế hoạch số 12/KH- UBND, xã báo cáo./.", "", "a blank makes no other number"),
    (
        "Thực hiện Kế hoạch số 12/KH-UBND, xã báo cáo./.",
        "ngày ban hành, cơ quan ban hành, trích yếu",
        "number only",
    ),
    (
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2026, xã báo cáo./.",
        "cơ quan ban hành, trích yếu",
        "day only",
    ),
    (
        "Thực hiện Công văn số 15/SNV-CCHC ngày 05/01/2026 của Sở Nội vụ, xã báo cáo./.",
        "trích yếu",
        "no subject",
    ),
    (
        "Theo đề nghị của Trưởng phòng tại Tờ trình số 15/TTr-PVH ngày 05/01/2026, xã báo cáo./.",
        "",
        "by the way",
    ),
    ("Quy chế ban hành kèm theo Quyết định số 15/QĐ-UBND ngày 05/01/2026./.", "", "what it goes with"),
    ("Xã đạt 15/20 điểm, có 3/4 thôn./.", "", "a fraction is no number of a document"),
    ("Căn cứ Luật số 65/2025/QH15, xã báo cáo./.", "", "laws are F-69's matter"),
]


@pytest.mark.parametrize(("text", "missing", "why"), CITATIONS, ids=[row[2] for row in CITATIONS])
def test_the_first_mention_of_a_document_is_full(
    write_letter: Letter, text: str, missing: str, why: str
) -> None:
    findings = report(layout_of(write_letter(body=[text]))).findings
    assert [one.expected for one in findings if one.rule == "F-70"] == ([missing] if missing else [])


LAWS = [
    ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;", "", "name and day"),
    ("Căn cứ Luật Tổ chức chính quyền địa phương số 65/2025/QH15;", "số 65/2025/QH15", "a number"),
    (
        "Căn cứ Luật số 65/2025/QH15 ngày 16 tháng 6 năm 2025;",
        "số 65/2025/QH15",
        "a number in place of the name",
    ),
    ("Căn cứ Luật A ngày 16 tháng 6 năm 2025 của Quốc hội;", "của Quốc hội", "an issuer"),
    ("Căn cứ Luật Hoạt động giám sát của Quốc hội và Hội đồng nhân dân năm 2015;", "", "the law's own name"),
    ("Căn cứ Luật A ngày 16 tháng 6 năm 2025, được sửa đổi bởi Luật số 47/2019/QH14;", "", "what amended it"),
    (
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
        "",
        "a decree",
    ),
]


@pytest.mark.parametrize(("base", "words", "why"), LAWS, ids=[row[2] for row in LAWS])
def test_a_law_is_a_basis_by_name_and_day(write_letter: Letter, base: str, words: str, why: str) -> None:
    decision = write_letter(
        title="QUYẾT ĐỊNH", number="Số: 15/QĐ-UBND", subject="Về việc phê duyệt kết quả", addressees_label="",
        addressees=[], bases=[base, "Theo đề nghị của Chánh Văn phòng."], body=["Điều 1. Phê duyệt./."],
    )  # fmt: skip
    findings = report(layout_of(decision)).findings
    assert [one.expected for one in findings if one.rule == "F-69"] == ([words] if words else [])
