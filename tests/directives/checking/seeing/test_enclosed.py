"""Đường kẻ, phụ lục, bản sao, phần bị che: what stands beside the boxes and after the signature."""

from dataclasses import replace

import pytest

from directives.checking.checker import check_page
from directives.checking.seeing.observe import observe
from directives.checking.seeing.page import Page
from directives.conversion.layout import Concealed, Layout, Stroke
from tests.directives.checking.seeing.making import (
    DATE,
    MOTTO,
    STATE,
    box,
    c,
    layout_of,
    p,
    page_of,
    table,
    words,
)

ISSUER, NUMBER = c("ỦY BAN NHÂN DÂN") + c("XÃ MINH TÂN", b=True), "Số: 05/QĐ-UBND"
HEAD = table((ISSUER + c(NUMBER), c(STATE, MOTTO, b=True) + c(DATE)))
TITLE = c("QUYẾT ĐỊNH", b=True) + c("Về việc phê duyệt", b=True)
CLOSING = table(
    (p("Nơi nhận:") + p("- Như Điều 2;") + p("- Lưu: VT."), c("CHỦ TỊCH", b=True) + c("Lê Văn Mẫu"))
)
RULE = c("______")

#: How the rules were drawn, the head's XML, kinds by box.
DRAWN = [
    (
        "underscores in a paragraph of their own",
        table((ISSUER + RULE + c(NUMBER), c(STATE, MOTTO) + RULE + c(DATE))) + TITLE + RULE,
        {"issuer": "underscores", "motto": "underscores", "subject": "underscores"},
    ),
    (
        "underscores after a line break",
        table((c("XÃ MINH TÂN\n____") + c(NUMBER), c(f"{STATE}\n{MOTTO}\n_________") + c(DATE))) + TITLE,
        {"issuer": "underscores", "motto": "underscores"},
    ),
    (
        "borders below the words",
        table((p("XÃ MINH TÂN", border="bottom") + c(NUMBER), c(STATE) + p(MOTTO, border="bottom") + c(DATE)))
        + TITLE,
        {"issuer": "border", "motto": "border"},
    ),
    (
        "borders of empty paragraphs",
        table((ISSUER + p("", border="bottom"), c(STATE, MOTTO) + p("", border="bottom")))
        + TITLE
        + p("", border="bottom"),
        {"issuer": "border", "motto": "border", "subject": "border"},
    ),
    (
        "tabs, both rules in one line",
        p(f"XÃ MINH TÂN\t{STATE}")
        + p(f"\t{MOTTO}")
        + p("______\t__________")
        + p(f"{NUMBER}\t{DATE}")
        + TITLE,
        {"motto": "underscores"},
    ),
    ("underlined words are no rule", table((ISSUER, c(STATE) + p(MOTTO, u=True, jc="center"))) + TITLE, {}),
    ("no subject: the type name's", HEAD + c("QUYẾT ĐỊNH", b=True) + RULE, {"type_name": "underscores"}),
    ("a rule too far below is another box's", HEAD + TITLE + p("Điều 1.") + RULE, {}),
]


@pytest.mark.parametrize(("how", "content", "kinds"), DRAWN, ids=[row[0] for row in DRAWN])
def test_a_rule_is_found_below_its_box(how: str, content: str, kinds: dict[str, str]) -> None:
    assert {name: stroke.kind for name, stroke in page_of(content).strokes.items()} == kinds


def drawn_at(layout: Layout, text: str, *strokes: Stroke) -> Layout:
    at = next(
        n for n, one in enumerate(layout.paragraphs) if one.text.startswith(text) or text == MOTTO in one.text
    )
    paragraphs = [
        replace(one, strokes=strokes) if n == at else one for n, one in enumerate(layout.paragraphs)
    ]
    return replace(layout, paragraphs=tuple(paragraphs))


LINE = Stroke("drawing", False, 40.0, 30.0)

#: The paragraph to which a drawn line is anchored, the box it belongs to.
ANCHORED = [
    (MOTTO, "motto"),
    (STATE, "motto"),
    (DATE, "motto"),
    ("XÃ MINH TÂN", "issuer"),
    ("ỦY BAN NHÂN DÂN", "issuer"),
    (NUMBER, "issuer"),
    ("Về việc", "subject"),
    ("QUYẾT ĐỊNH", "subject"),
    ("ỦY BAN NHÂN DÂN XÃ", "subject"),
]


@pytest.mark.parametrize(("anchor", "name"), ANCHORED)
def test_a_drawn_line_belongs_to_the_box_in_whose_cell_it_is_anchored(anchor: str, name: str) -> None:
    layout = layout_of(HEAD, TITLE, c("ỦY BAN NHÂN DÂN XÃ", b=True), p("Căn cứ Luật A;"))
    assert [*observe(drawn_at(layout, anchor, LINE)).strokes] == [name]


#: Where a line lies that is anchored below the table (its offset in millimetres; the text is 146 wide), its box.
OUTSIDE = [(20.0, "issuer"), (90.0, "motto")]


@pytest.mark.parametrize(("offset", "name"), OUTSIDE)
def test_a_line_anchored_below_the_table_goes_to_the_side_on_which_it_lies(offset: float, name: str) -> None:
    layout = layout_of(
        table((ISSUER + c(NUMBER), c(STATE, MOTTO) + c(DATE))), p("Kính gửi: Sở Nội vụ"), p("Nội dung./.")
    )
    roomy = replace(layout, paragraphs=tuple(replace(one, room=146.0) for one in layout.paragraphs))
    page = observe(drawn_at(roomy, "Kính gửi", replace(LINE, offset=offset)))
    assert page.strokes == {name: replace(LINE, offset=None)}


def test_of_two_lines_at_one_paragraph_each_half_has_its_own() -> None:
    left, right = replace(LINE, offset=20.0), replace(LINE, offset=90.0)
    layout = layout_of(
        p(f"UBND XÃ MINH TÂN\t{STATE}") + p(f"PHÒNG KINH TẾ\t{MOTTO}") + p(f"{NUMBER}\t{DATE}")
    )
    page = observe(drawn_at(layout, MOTTO, right, left))
    assert (page.strokes["issuer"], page.strokes["motto"]) == (left, right)


POINTER = "(Kèm theo Quyết định số 05/QĐ-UBND ngày 05 tháng 3 năm 2026 của Ủy ban nhân dân xã)"
ANNEX = (
    c("Phụ lục", b=True)
    + c("BẢNG SỐ LIỆU", b=True)
    + p(POINTER, i=True, jc="center")
    + p("Nội dung phụ lục./.")
)

#: What follows the signature, (label, title, has a pointer) of each annex, why.
ANNEXES = [
    (ANNEX, [("Phụ lục", ["BẢNG SỐ LIỆU"], True)], "one"),
    (
        c("Phụ lục I", b=True)
        + c("BẢNG A", b=True)
        + p("chữ")
        + c("Phụ lục II", b=True)
        + c("BẢNG B", b=True)
        + p("chữ"),
        [("Phụ lục I", ["BẢNG A"], False), ("Phụ lục II", ["BẢNG B"], False)],
        "two without pointers",
    ),
    (
        c("PHỤ LỤC 01", b=True) + c("BẢNG", "THEO XÃ", b=True) + c(POINTER),
        [("PHỤ LỤC 01", ["BẢNG", "THEO XÃ"], True)],
        "capitals and an Arabic number, a title in two lines",
    ),
    (
        c("Phụ lục I: Bảng số liệu", b=True) + p("chữ"),
        [("Phụ lục I: Bảng số liệu", [], False)],
        "the title on the label's line",
    ),
    (
        c("Phụ lục số 1", b=True) + c(POINTER) + c("BẢNG", b=True),
        [("Phụ lục số 1", [], True)],
        "the pointer before the title",
    ),
    (p("Phụ lục kèm theo quy định chi tiết."), [], "a sentence is no label"),
    (table((c("Phụ lục I", b=True), c("x"))), [], "a cell of a table is no label"),
]


@pytest.mark.parametrize(("content", "annexes", "why"), ANNEXES, ids=[row[2] for row in ANNEXES])
def test_annexes_are_parted(content: str, annexes: list[tuple[str, list[str], bool]], why: str) -> None:
    page = page_of(HEAD, TITLE, p("Điều 1. Xong./."), CLOSING, content)
    found = [
        (one.label.text, [line.text for line in one.title], one.pointer is not None) for one in page.annexes
    ]
    assert found == annexes


def test_an_annex_ends_where_an_attached_text_has_its_own_letterhead() -> None:
    attached = (
        table((ISSUER, c(STATE, MOTTO)))
        + c("QUY CHẾ", b=True)
        + p(POINTER, i=True, jc="center")
        + p("Điều 1. Chữ.")
    )
    page = page_of(HEAD, TITLE, p("Điều 1. Xong./."), CLOSING, ANNEX, attached)
    assert [line.text for line in page.annexes[0].lines][-1] == "Nội dung phụ lục./."
    assert words(page, "after")[-1] == "Điều 1. Chữ."
    assert words(page, "state_name") == [STATE]


#: How the block of a copy was made.
COPIED = [
    (
        "table",
        table((ISSUER + c("Số: 03/SY-UBND"), c("SAO Y", b=True) + c(DATE)))
        + table((p("Nơi nhận:") + p("- Lưu: VT."), c("TL. CHỦ TỊCH") + c("Trần Thị Mẫu"))),
    ),
    (
        "one below the other",
        c("UBND XÃ MINH TÂN", b=True)
        + c("SAO Y", b=True)
        + c("Số: 03/SY-UBND")
        + c(DATE)
        + c("CHỦ TỊCH")
        + c("Trần Thị Mẫu"),
    ),
]


@pytest.mark.parametrize(("how", "block"), COPIED, ids=[row[0] for row in COPIED])
def test_the_block_of_a_copy_is_read_for_itself(how: str, block: str) -> None:
    page = page_of(HEAD, TITLE, p("Điều 1. Xong./."), CLOSING, p("", border="bottom"), block)
    assert page.copy is not None
    assert (words(page.copy, "copy_label"), words(page.copy, "number")) == (["SAO Y"], ["Số: 03/SY-UBND"])
    assert words(page.copy, "signer") == ["Trần Thị Mẫu"]
    assert "copy_label" in page.copy.strokes
    assert (words(page, "number"), words(page, "signer")) == ([NUMBER], ["Lê Văn Mẫu"])


def unseen_and_found(page: Page) -> tuple[set[str], set[str]]:
    report = check_page(page, "thu.docx")
    return {one.rule for one in report.unseen}, {finding.rule for finding in report.findings}


#: Content, the paragraph in which something cannot be read, boxes that may lie in it, rules that must not speak.
OBSCURED = [
    (
        p("") + TITLE + p("Điều 1. Xong./.") + CLOSING,
        1,
        {"state_name", "motto", "number", "place_and_date", "issuer"},
        {"F-20", "F-23", "F-35", "F-44"},
        "the whole letterhead is a picture",
    ),
    (
        table((ISSUER + c(NUMBER), p("") + c(DATE))) + TITLE + p("Điều 1. Xong./.") + CLOSING,
        4,
        {"state_name", "motto"},
        {"F-20", "F-23"},
        "the state name is a picture",
    ),
    (
        HEAD + TITLE + p("Điều 1. Xong./.") + p(""),
        10,
        {"recipients", "authority", "signer"},
        {"F-83"},
        "the closing is a picture",
    ),
    (HEAD + TITLE + p("Điều 1. Xong./.") + CLOSING, 0, set(), set(), "the crest in the margin hides no box"),
]


@pytest.mark.parametrize(
    ("content", "at", "boxes", "rules", "why"), OBSCURED, ids=[row[4] for row in OBSCURED]
)
def test_what_may_stand_in_a_picture_is_unseen_and_not_missing(
    content: str, at: int, boxes: set[str], rules: set[str], why: str
) -> None:
    layout = layout_of(content)
    page = observe(replace(layout, concealed=(Concealed("picture", at),)))
    assert (
        page.obscured
        & {"state_name", "motto", "number", "place_and_date", "issuer", "recipients", "authority", "signer"}
        == boxes
    )
    unseen, found = unseen_and_found(page)
    assert rules <= unseen
    assert not rules & found
    if rules:
        assert rules & unseen_and_found(observe(layout))[1], "without the picture they are missing indeed"


def test_a_letterhead_in_the_page_s_header_is_not_called_missing() -> None:
    layout = layout_of(TITLE, p("Điều 1. Xong./."), CLOSING)
    page = observe(replace(layout, margins_text=(STATE, MOTTO, NUMBER, "2")))
    assert page.obscured == {"state_name", "motto", "number"}
    assert {"F-20", "F-23", "F-35"} <= unseen_and_found(page)[0]


def test_a_revision_that_inserts_counts_as_text() -> None:
    inserted = '<w:ins w:id="1" w:author="x"><w:r><w:t>05/QĐ-UBND</w:t></w:r></w:ins>'
    deleted = '<w:del w:id="2" w:author="x"><w:r><w:delText>04/QĐ-UBND</w:delText></w:r></w:del>'
    page = page_of(table((ISSUER + p("Số: ", extra=deleted + inserted), c(STATE, MOTTO) + c(DATE))), TITLE)
    assert words(page, "number") == ["Số: 05/QĐ-UBND"]


def test_a_stamp_in_a_text_box_is_found() -> None:
    page = page_of(
        HEAD, box(c("HỎA TỐC", b=True)), box(c("LƯU HÀNH NỘI BỘ", b=True)), TITLE, p("Điều 1."), CLOSING
    )
    assert (words(page, "urgency"), words(page, "circulation")) == (["HỎA TỐC"], ["LƯU HÀNH NỘI BỘ"])
