"""Phần đầu: the boxes are found however the letterhead was made, by this project or by anybody's Word."""

from dataclasses import replace

import pytest

from directives.checking.seeing.observe import observe
from directives.checking.seeing.page import Page
from tests.directives.checking.seeing.making import (
    DATE,
    MOTTO,
    NUMBER,
    STATE,
    box,
    c,
    layout_of,
    p,
    page_of,
    table,
    words,
)

PARENT, ISSUER = "UBND TỈNH LÂM ĐỒNG", "SỞ NỘI VỤ"
SUBJECT = "V/v phối hợp đo lường sự hài lòng"
LEFT = c(PARENT) + c(ISSUER, b=True)
RIGHT = c(STATE, MOTTO, b=True)
BELOW = p("Kính gửi: Bưu điện tỉnh") + p("Sở Nội vụ đề nghị phối hợp./.")

#: How the letterhead was made, the name for it, its XML.
MADE = [
    ("one row", "table", table((LEFT + c(NUMBER, SUBJECT), RIGHT + c(DATE, i=True)))),
    ("two rows", "table", table((LEFT, RIGHT), (c(NUMBER, SUBJECT), c(DATE, i=True)))),
    (
        "a row for each line",
        "table",
        table(
            (c(PARENT), c(STATE, b=True)),
            (c(ISSUER, b=True), c(MOTTO, b=True)),
            (c(NUMBER), c(DATE)),
            (c(SUBJECT), ""),
        ),
    ),
    ("an empty column between", "table", table((LEFT, "", RIGHT), (c(NUMBER, SUBJECT), "", c(DATE, i=True)))),
    (
        "a table in each cell",
        "table",
        table((table((LEFT,), (c(NUMBER, SUBJECT),)), table((RIGHT,), (c(DATE, i=True),)))),
    ),
    ("two tables one below the other", "table", table((LEFT, RIGHT)) + table((c(NUMBER, SUBJECT), c(DATE)))),
    ("the number outside the table", "table", table((LEFT, RIGHT)) + p(f"{NUMBER}\t{DATE}") + p(SUBJECT)),
    ("the columns changed over", "table", table((RIGHT + c(DATE), LEFT + c(NUMBER, SUBJECT)))),
    (
        "lines broken within one paragraph",
        "table",
        table((c(f"{PARENT}\n{ISSUER}\n{NUMBER}\n{SUBJECT}"), c(f"{STATE}\n{MOTTO}\n{DATE}"))),
    ),
    (
        "tabs",
        "tabs",
        p(f"{PARENT}\t{STATE}") + p(f"{ISSUER}\t{MOTTO}", b=True) + p(f"{NUMBER}\t\t{DATE}") + p(SUBJECT),
    ),
    (
        "tabs with one in front",
        "tabs",
        p(f"\t{PARENT}\t{STATE}")
        + p(f"\t{ISSUER}\t{MOTTO}", b=True)
        + p(f"\t{NUMBER}\t{DATE}")
        + p(f"\t{SUBJECT}"),
    ),
    (
        "blanks in place of tabs",
        "tabs",
        p(f"{PARENT}        {STATE}")
        + p(f"    {ISSUER}            {MOTTO}")
        + p(f"{NUMBER}       {DATE}")
        + p(SUBJECT),
    ),
    (
        "state name and motto on one line",
        "table",
        table((LEFT + c(NUMBER, SUBJECT), c(f"{STATE} {MOTTO}", b=True) + c(DATE, i=True))),
    ),
    ("two text boxes", "boxes", box(LEFT + c(NUMBER, SUBJECT)) + box(RIGHT + c(DATE))),
    (
        "text boxes and then plain lines",
        "boxes",
        box(LEFT) + box(RIGHT) + p(f"{NUMBER}\t{DATE}") + p(SUBJECT),
    ),
    ("one column, the state first", "stacked", RIGHT + LEFT + c(NUMBER, DATE, SUBJECT)),
    ("one column, the office first", "stacked", LEFT + c(NUMBER, SUBJECT) + RIGHT + c(DATE)),
]


def boxes(page: Page) -> dict[str, list[str]]:
    names = ("state_name", "motto", "parent", "issuer", "number", "place_and_date", "letter_subject")
    return {name: words(page, name) for name in (*names, "addressees_label", "body")}


EXPECTED = {
    "state_name": [STATE],
    "motto": [MOTTO],
    "parent": [PARENT],
    "issuer": [ISSUER],
    "number": [NUMBER],
    "place_and_date": [DATE],
    "letter_subject": [SUBJECT],
    "addressees_label": ["Kính gửi: Bưu điện tỉnh"],
    "body": ["Sở Nội vụ đề nghị phối hợp./."],
}


@pytest.mark.parametrize(("how", "header", "content"), MADE, ids=[row[0] for row in MADE])
def test_every_box_of_the_head_is_found(how: str, header: str, content: str) -> None:
    page = page_of(content, BELOW)
    assert boxes(page) == EXPECTED
    assert page.header == header
    assert page.doc_type == "Công văn"


@pytest.mark.parametrize(("how", "header", "content"), MADE[:6], ids=[row[0] for row in MADE[:6]])
def test_a_table_guessed_from_a_pdf_is_called_columns(how: str, header: str, content: str) -> None:
    page = observe(replace(layout_of(content, BELOW), kind="pdf"))
    assert boxes(page) == EXPECTED
    assert page.header == "columns"


def test_a_half_set_by_tabs_knows_where_its_words_begin_in_the_paragraph() -> None:
    page = page_of(p(f"{PARENT}\t{STATE}"), p(f"{ISSUER}\t{MOTTO}"), BELOW)
    motto = page.first("motto")
    assert motto is not None
    assert page.paragraph(motto).text[motto.start :] == MOTTO
    assert motto.alignment == "tabs"
    assert "".join(run.text for run in motto.runs) == MOTTO


#: Lines of box 2 (bold ones marked *), the parent's among them, why.
AGENCIES = [
    (["*ỦY BAN NHÂN DÂN", "*XÃ MINH TÂN"], 0, "one body in two lines has no parent"),
    (["*UỶ BAN NHÂN DÂN", "*THÀNH PHỐ HẢI PHÒNG"], 0, "the tone mark in its other place"),
    (["ỦY BAN NHÂN DÂN", "*TỈNH LÂM ĐỒNG"], 0, "one line lost its bold: still one body"),
    (["UBND TỈNH LÂM ĐỒNG", "*SỞ NỘI VỤ"], 1, "a department under its committee"),
    (["*UBND TỈNH LÂM ĐỒNG", "*SỞ NỘI VỤ"], 1, "the parent is bold by mistake"),
    (["UBND TỈNH LÂM ĐỒNG", "SỞ NỘI VỤ"], 1, "the issuer is not bold by mistake"),
    (["ỦY BAN NHÂN DÂN", "XÃ MINH TÂN", "*PHÒNG KINH TẾ"], 2, "a parent in two lines"),
    (["BỘ NỘI VỤ", "*CỤC VĂN THƯ VÀ LƯU TRỮ", "*NHÀ NƯỚC"], 1, "an issuer in two lines"),
    (["*SỞ GIÁO DỤC", "*VÀ ĐÀO TẠO"], 0, "a name that goes on with and"),
    (["*HỘI ĐỒNG NHÂN DÂN VÀ", "*ỦY BAN NHÂN DÂN XÃ MINH TÂN"], 0, "the first line ends with and"),
    (["*VĂN PHÒNG", "*ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG"], 0, "the office of a committee"),
    (["UBND TỈNH LÂM ĐỒNG", "*VĂN PHÒNG"], 1, "an office under its committee"),
    (["CÔNG TY MÍA ĐƯỜNG", "*NHÀ MÁY SỐ HAI"], 1, "names that do not tell: the bold line is the issuer"),
    (["*ỦY BAN NHÂN DÂN QUẬN 1", "*TRƯỜNG TIỂU HỌC", "*NGUYỄN THÁI HỌC"], 1, "a school in two lines"),
    (["*BỘ TÀI CHÍNH"], 0, "a ministry alone"),
]


@pytest.mark.parametrize(("lines", "parents", "why"), AGENCIES, ids=[row[2] for row in AGENCIES])
def test_the_parent_body_is_told_from_the_issuer(lines: list[str], parents: int, why: str) -> None:
    left = "".join(c(line.lstrip("*"), b=line.startswith("*")) for line in lines)
    page = page_of(table((left + c(NUMBER), RIGHT + c(DATE))), BELOW)
    plain = [line.lstrip("*") for line in lines]
    assert (words(page, "parent"), words(page, "issuer")) == (plain[:parents], plain[parents:])


#: Type line and what follows as XML, the type, the lines of the type name, the lines of the subject, why.
BODY = p("Thực hiện Kế hoạch của tỉnh, Sở Nội vụ báo cáo như sau:", jc="both")
TITLES = [
    (
        c("BÁO CÁO", b=True) + c("Kết quả năm 2026", b=True),
        "Báo cáo",
        ["BÁO CÁO"],
        ["Kết quả năm 2026"],
        "plain",
    ),
    (
        c("BÁO CÁO", b=True)
        + c("Kết quả đo lường sự hài lòng", b=True)
        + c("của người dân năm 2026", b=True),
        "Báo cáo",
        ["BÁO CÁO"],
        ["Kết quả đo lường sự hài lòng", "của người dân năm 2026"],
        "a subject in two lines",
    ),
    (
        c("B Á O  C Á O", b=True) + c("Kết quả", b=True),
        "Báo cáo",
        ["B Á O  C Á O"],
        ["Kết quả"],
        "letter-spaced",
    ),
    (
        c("Báo cáo", b=True, caps=True) + c("Kết quả", b=True),
        "Báo cáo",
        ["Báo cáo"],
        ["Kết quả"],
        "the font's capitals",
    ),
    (
        c("Báo cáo", b=True) + c("Kết quả", b=True),
        "Báo cáo",
        ["Báo cáo"],
        ["Kết quả"],
        "small letters by mistake",
    ),
    (c("BÁO CAO", b=True) + c("Kết quả", b=True), "Báo cáo", ["BÁO CAO"], ["Kết quả"], "a tone mark lost"),
    (c("BÁO CÁO\nKết quả", b=True), "Báo cáo", ["BÁO CÁO"], ["Kết quả"], "one paragraph with a line break"),
    (
        c("BÁO CÁO KẾT QUẢ NĂM 2026", b=True),
        "Báo cáo",
        ["BÁO CÁO KẾT QUẢ NĂM 2026"],
        [],
        "type and subject in one line of capitals",
    ),
    (
        c("BÁO CÁO", b=True) + p("") + c("Kết quả", b=True),
        "Báo cáo",
        ["BÁO CÁO"],
        ["Kết quả"],
        "an empty line between",
    ),
    (
        c("BÁO CÁO", b=True) + c("KẾT QUẢ NĂM 2026", b=True),
        "Báo cáo",
        ["BÁO CÁO"],
        ["KẾT QUẢ NĂM 2026"],
        "the subject in capitals by mistake",
    ),
    (
        c("BÁO CÁO", b=True) + p("Kết quả năm 2026", b=True),
        "Báo cáo",
        ["BÁO CÁO"],
        ["Kết quả năm 2026"],
        "not centred",
    ),
    (
        c("BÁO CÁO", b=True) + p("Về kết quả năm 2026"),
        "Báo cáo",
        ["BÁO CÁO"],
        ["Về kết quả năm 2026"],
        "no look at all",
    ),
    (
        c("BÁO CÁO", b=True) + c("Kết quả") + c("_____"),
        "Báo cáo",
        ["BÁO CÁO"],
        ["Kết quả"],
        "a typed rule below",
    ),
    (c("THƯ CẢM ƠN", b=True), "Thư công", ["THƯ CẢM ƠN"], [], "an official letter of thanks"),
    (c("CÔNG VĂN", b=True), "Công văn", ["CÔNG VĂN"], [], "a letter with a title, by mistake"),
    (c("BIÊN BẢN LÀM VIỆC", b=True), "Biên bản", ["BIÊN BẢN LÀM VIỆC"], [], "minutes of a meeting"),
    (p("Báo cáo"), None, [], [], "a word of the text is no title"),
]


@pytest.mark.parametrize(
    ("content", "kind", "name", "subject", "why"), TITLES, ids=[row[4] for row in TITLES]
)
def test_type_name_and_subject_are_found(
    content: str, kind: str | None, name: list[str], subject: list[str], why: str
) -> None:
    page = page_of(table((LEFT + c(NUMBER), RIGHT + c(DATE))), content, BODY)
    assert (page.type_word, words(page, "type_name"), words(page, "subject")) == (kind, name, subject)
    assert words(page, "body")[-1].startswith("Thực hiện Kế hoạch")


#: Lines under the number in its cell, those of the subject, why.
SUBJECTS = [
    (["V/v báo cáo kết quả"], 1, "one line"),
    (["V/v báo cáo kết quả", "đo lường sự hài lòng", "năm 2026"], 3, "three lines"),
    (["V/v báo cáo kết quả", "Chương trình mục tiêu"], 2, "the second line begins with a capital"),
    (["V/v báo cáo kết quả", "KHẨN"], 1, "a stamp below is none of it"),
    (["v/v báo cáo"], 1, "small letters by mistake"),
    (["Về việc báo cáo"], 1, "written out"),
    (["báo cáo kết quả"], 1, "V/v left out by mistake"),
    (["KHẨN"], 0, "a stamp alone"),
    (["(Dự thảo lần 2)"], 0, "a note in brackets"),
]


@pytest.mark.parametrize(("lines", "count", "why"), SUBJECTS, ids=[row[2] for row in SUBJECTS])
def test_the_subject_of_a_letter_holds_all_its_lines(lines: list[str], count: int, why: str) -> None:
    page = page_of(table((LEFT + c(NUMBER, *lines), RIGHT + c(DATE))), BELOW)
    assert words(page, "letter_subject") == lines[:count]


#: The number line as written, whether it is taken for one.
NUMBERS = [
    ("Số: 05/QĐ-UBND", True),
    ("Số 05/QĐ-UBND", True),
    ("SỐ: 05/QĐ-UBND", True),
    ("Số:      /QĐ-UBND", True),
    ("Số: ……/QĐ-UBND", True),
    ("Số......./QĐ-UBND", True),
    ("Số: 05", True),
    ("Nghị quyết số: 25/2022/UBTVQH15", True),
    ("Nghị quyết số 25/NQ-CP ngày 05", False),
    ("Số điện thoại: 0263", False),
    ("Sốp Cộp", False),
]


@pytest.mark.parametrize(("text", "found"), NUMBERS)
def test_a_number_is_found_rightly_written_or_not(text: str, found: bool) -> None:
    page = page_of(table((c(ISSUER, b=True) + c(text), RIGHT + c(DATE))), BELOW)
    assert words(page, "number") == ([text] if found else [])


#: State name and motto as written, whether they are told for what they are meant to be.
WRITTEN = [
    ("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", True),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIÊT NAM", "Độc lập – Tự do – Hạnh phúc", True),
    ("Cộng hòa xã hội chủ nghĩa Việt Nam", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC", True),
    ("CONG HOA XA HOI CHU NGHIA VIET NAM", "Doc lap - Tu do - Hanh phuc", True),
    ("C Ộ N G  H Ò A  X Ã  H Ộ I  C H Ủ  N G H Ĩ A  V I Ệ T  N A M", "Độc lập-Tự do-Hạnh phúc", True),
    ("CỘNG HÒA XHCN VIỆT NAM", "Độc lập, tự do, hạnh phúc", True),
    ("ĐẢNG CỘNG SẢN VIỆT NAM", "Đoàn kết - Sáng tạo", False),
]


@pytest.mark.parametrize(("state", "motto", "found"), WRITTEN)
def test_a_misprinted_state_name_is_still_the_state_name(state: str, motto: str, found: bool) -> None:
    page = page_of(table((LEFT + c(NUMBER), c(state, b=True) + c(motto, b=True) + c(DATE))), BELOW)
    if found:
        assert (words(page, "state_name"), words(page, "motto")) == ([state], [motto])
    else:
        assert words(page, "state_name") == []


def test_words_of_the_text_are_no_boxes_of_the_head() -> None:
    rows = table((c("Báo cáo", b=True), c("Kế hoạch", b=True)), (p("Số: 12"), p("ngày 05 tháng 3 năm 2026")))
    page = page_of(table((LEFT, RIGHT)), p("Kính gửi: Sở Nội vụ"), p("Nội dung gồm:"), rows, p("Hết./."))
    assert page.type_word is None
    assert {"number", "place_and_date", "type_name"}.isdisjoint(page.boxes)
