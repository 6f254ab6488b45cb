"""Nội dung và phần cuối: where the text begins and ends, who signs and who receives, however it was set."""

import pytest

from tests.directives.checking.seeing.making import (
    DATE,
    MOTTO,
    NUMBER,
    STATE,
    box,
    c,
    p,
    page_of,
    table,
    words,
)

HEAD = table(
    (c("UBND TỈNH LÂM ĐỒNG") + c("SỞ NỘI VỤ", b=True) + c(NUMBER), c(STATE, MOTTO, b=True) + c(DATE))
)
BODY = p("Kính gửi: Bưu điện tỉnh") + p("Sở Nội vụ đề nghị phối hợp./.")
LIST = p("Nơi nhận:", b=True, i=True) + p("- Như trên;") + p("- Lưu: VT, VP.")
SIGNED = c("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", b=True) + p("") * 3 + c("Nguyễn Văn Mẫu", b=True)

#: How the closing was made, its XML.
MADE = [
    ("one row", table((LIST, SIGNED))),
    (
        "the name in a row of its own",
        table((LIST, c("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", b=True)), ("", c("Nguyễn Văn Mẫu"))),
    ),
    ("an empty column between", table((LIST, "", SIGNED))),
    ("a table in each cell", table((table((LIST,)), table((SIGNED,))))),
    ("text boxes", box(LIST) + box(SIGNED)),
    (
        "tabs",
        p("Nơi nhận:\tKT. GIÁM ĐỐC")
        + p("- Như trên;\tPHÓ GIÁM ĐỐC")
        + p("- Lưu: VT, VP.")
        + p("")
        + p("\tNguyễn Văn Mẫu"),
    ),
    (
        "tabs with the name beside the list",
        p("Nơi nhận:\tKT. GIÁM ĐỐC") + p("- Như trên;\tPHÓ GIÁM ĐỐC") + p("- Lưu: VT, VP.\tNguyễn Văn Mẫu"),
    ),
    ("one below the other", LIST + SIGNED),
    ("the signature first", SIGNED + LIST),
]


@pytest.mark.parametrize(("how", "content"), MADE, ids=[row[0] for row in MADE])
def test_every_box_of_the_closing_is_found(how: str, content: str) -> None:
    page = page_of(HEAD, BODY, content)
    assert words(page, "recipients_label") == ["Nơi nhận:"]
    assert words(page, "recipients") == ["- Như trên;", "- Lưu: VT, VP."]
    assert words(page, "authority") == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]
    assert words(page, "signer") == ["Nguyễn Văn Mẫu"]
    assert words(page, "body") == words(page, "body_end") == ["Sở Nội vụ đề nghị phối hợp./."]
    assert words(page, "after") == []


#: The right half of the closing, the authority lines, the signer, why.
SIGNERS = [
    (
        c("GIÁM ĐỐC", b=True) + c("TS. Nguyễn Văn Mẫu"),
        ["GIÁM ĐỐC"],
        ["TS. Nguyễn Văn Mẫu"],
        "a degree before the name",
    ),
    (
        c("GIÁM ĐỐC", b=True) + c("NGUYỄN VĂN MẪU"),
        ["GIÁM ĐỐC"],
        ["NGUYỄN VĂN MẪU"],
        "the name in capitals by mistake",
    ),
    (
        c("CHỦ TỊCH", b=True) + c("Y Thanh Hà Niê Kđăm"),
        ["CHỦ TỊCH"],
        ["Y Thanh Hà Niê Kđăm"],
        "a name of the Ê Đê",
    ),
    (
        c("CHỦ TỊCH", b=True) + c("(Đã ký)", "Lê Thị Mẫu"),
        ["CHỦ TỊCH"],
        ["Lê Thị Mẫu"],
        "the note that it is signed",
    ),
    (
        c("CHỦ TỊCH", b=True) + c("Lê Thị Mẫu", "(đã ký)"),
        ["CHỦ TỊCH"],
        ["Lê Thị Mẫu"],
        "the note below the name",
    ),
    (
        c("TRƯỞNG BAN", b=True) + c("Phó Chủ tịch UBND tỉnh", "Lê Thị Mẫu"),
        ["TRƯỞNG BAN"],
        ["Lê Thị Mẫu"],
        "another post above the name",
    ),
    (c("GIÁM ĐỐC", b=True), ["GIÁM ĐỐC"], [], "nobody has signed yet"),
    (c("KT. Giám đốc") + c("Lê Thị Mẫu"), ["KT. Giám đốc"], ["Lê Thị Mẫu"], "small letters by mistake"),
    (c("Giám đốc", caps=True) + c("Lê Thị Mẫu"), ["Giám đốc"], ["Lê Thị Mẫu"], "the font's capitals"),
    (c("Giám đốc") + c("Lê Thị Mẫu"), ["Giám đốc"], ["Lê Thị Mẫu"], "a title in small letters by mistake"),
]


@pytest.mark.parametrize(("right", "authority", "signer", "why"), SIGNERS, ids=[row[3] for row in SIGNERS])
def test_the_signer_is_told_from_what_stands_above(
    right: str, authority: list[str], signer: list[str], why: str
) -> None:
    page = page_of(HEAD, BODY, table((LIST, right)))
    assert (words(page, "authority"), words(page, "signer")) == (authority, signer)


def test_of_two_who_sign_side_by_side_the_last_is_the_one_on_the_right() -> None:
    rows = ((c("THƯ KÝ", b=True), c("CHỦ TỌA", b=True)), (c("Trần Thị Mẫu"), c("Nguyễn Văn Mẫu")), (LIST, ""))
    page = page_of(HEAD, BODY, table(*rows))
    assert words(page, "signer") == ["Trần Thị Mẫu", "Nguyễn Văn Mẫu"]
    assert words(page, "recipients") == ["- Như trên;", "- Lưu: VT, VP."]


def test_two_sign_side_by_side_without_recipients() -> None:
    left, right = (
        c("THƯ KÝ", b=True) + c("(Ký tên)", "Lê Thị Bê"),
        c("CHỦ TRÌ", b=True) + c("(Ký tên)", "Lê Văn A"),
    )
    page = page_of(HEAD, BODY, table((left, right)))
    assert words(page, "signer") == ["Lê Thị Bê", "Lê Văn A"]
    assert words(page, "authority") == ["THƯ KÝ", "CHỦ TRÌ"]


def test_nobody_signs_in_a_list_of_persons_and_posts() -> None:
    rows = [(p(str(n)), p("GIÁM ĐỐC"), p("Lê Văn A"), p("Sở A")) for n in range(4)]
    page = page_of(HEAD, BODY, table(*rows), p("Hết./."))
    assert words(page, "body_end") == ["Hết./."]
    assert "signer" not in page.boxes


def test_without_recipients_the_signature_is_found_by_its_authority() -> None:
    page = page_of(HEAD, BODY, SIGNED, c("Phụ lục", b=True), c("BẢNG SỐ LIỆU", b=True))
    assert words(page, "signer") == ["Nguyễn Văn Mẫu"]
    assert words(page, "after") == ["Phụ lục", "BẢNG SỐ LIỆU"]
    assert "recipients_label" not in page.boxes


#: Lines below "Nơi nhận:", the items, the drafter's mark, why.
LISTS = [
    (["- Như trên;", "- Lưu: VT."], ["- Như trên;", "- Lưu: VT."], [], "a right list"),
    (
        ["- Ủy ban nhân dân các xã,", "phường, đặc khu;", "- Lưu: VT."],
        ["- Ủy ban nhân dân các xã, phường, đặc khu;", "- Lưu: VT."],
        [],
        "an item in two lines",
    ),
    (
        ["- Như trên;", "- Lưu: VT.", "PL.(150)"],
        ["- Như trên;", "- Lưu: VT."],
        ["PL.(150)"],
        "the drafter's mark",
    ),
    (
        ["Như trên;", "Sở Nội vụ;", "Lưu: VT."],
        ["Như trên;", "Sở Nội vụ;", "Lưu: VT."],
        [],
        "no dashes, by mistake",
    ),
    (["+ Như trên;", "+ Lưu: VT."], ["+ Như trên;", "+ Lưu: VT."], [], "plus signs, by mistake"),
    (["- Như trên", "- Lưu: VT"], ["- Như trên", "- Lưu: VT"], [], "no marks at the ends, by mistake"),
]


@pytest.mark.parametrize(("lines", "items", "mark", "why"), LISTS, ids=[row[3] for row in LISTS])
@pytest.mark.parametrize("label", ["Nơi nhận:", "Nơi nhận", "NƠI NHẬN:", "Nơi nhận :"])
def test_recipients_are_found_rightly_written_or_not(
    label: str, lines: list[str], items: list[str], mark: list[str], why: str
) -> None:
    page = page_of(HEAD, BODY, table((p(label) + "".join(p(line) for line in lines), SIGNED)))
    assert (words(page, "recipients_label"), words(page, "drafter_mark")) == ([label], mark)
    assert words(page, "recipients") == items


TITLE = c("QUYẾT ĐỊNH", b=True) + c("Về việc phê duyệt kết quả", b=True)
BASES = p("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;") + p(
    "Theo đề nghị của Chánh Văn phòng."
)
ARTICLE = p("Điều 1. Phê duyệt kết quả./.")
WORD = c("QUYẾT ĐỊNH:", b=True)

#: What stands between letterhead and closing; authority, bases, deciding word, first line of the body; why.
FRAMES = [
    (
        TITLE + c("GIÁM ĐỐC SỞ NỘI VỤ", b=True) + BASES + WORD + ARTICLE,
        (["GIÁM ĐỐC SỞ NỘI VỤ"], 2, ["QUYẾT ĐỊNH:"]),
        "right",
    ),
    (TITLE + BASES + WORD + ARTICLE, ([], 2, ["QUYẾT ĐỊNH:"]), "no deciding authority"),
    (TITLE + c("GIÁM ĐỐC") + BASES + ARTICLE, (["GIÁM ĐỐC"], 2, []), "no deciding word"),
    (TITLE + c("GIÁM ĐỐC") + WORD + ARTICLE, (["GIÁM ĐỐC"], 0, ["QUYẾT ĐỊNH:"]), "no bases"),
    (
        TITLE + c("GIÁM ĐỐC") + BASES + c("Q U Y Ế T  Đ Ị N H :") + ARTICLE,
        (["GIÁM ĐỐC"], 2, ["Q U Y Ế T  Đ Ị N H :"]),
        "spaced",
    ),
    (
        TITLE + c("GIÁM ĐỐC") + BASES + c("QUYẾT ĐỊNH") + ARTICLE,
        (["GIÁM ĐỐC"], 2, ["QUYẾT ĐỊNH"]),
        "no colon",
    ),
    (
        c("NGHỊ QUYẾT", b=True)
        + c("Về chỉ tiêu", b=True)
        + c("HỘI ĐỒNG NHÂN DÂN TỈNH", "KHÓA XI, KỲ HỌP THỨ 5")
        + BASES
        + c("QUYẾT NGHỊ:")
        + ARTICLE,
        (["HỘI ĐỒNG NHÂN DÂN TỈNH", "KHÓA XI, KỲ HỌP THỨ 5"], 2, ["QUYẾT NGHỊ:"]),
        "a resolution, two lines of authority",
    ),
    (
        c("KẾ HOẠCH", b=True)
        + c("Đo lường", b=True)
        + p("Căn cứ Quyết định số 5 của Bộ, Sở Nội vụ đề nghị như sau:")
        + ARTICLE,
        ([], 0, []),
        "a sentence that begins like a basis",
    ),
    (
        c("KẾ HOẠCH", b=True)
        + c("Đo lường", b=True)
        + p("Căn cứ Luật A;")
        + p("Căn cứ Quyết định B; Sở lập kế hoạch như sau:")
        + ARTICLE,
        ([], 1, []),
        "a plan with one basis and the sentence that leads to it",
    ),
]


@pytest.mark.parametrize(("content", "frame", "why"), FRAMES, ids=[row[2] for row in FRAMES])
def test_the_frame_of_a_decision_is_found(
    content: str, frame: tuple[list[str], int, list[str]], why: str
) -> None:
    page = page_of(HEAD, content, table((LIST, SIGNED)))
    authority, bases, word = frame
    assert words(page, "deciding_authority") == authority
    assert len(words(page, "bases")) == bases
    assert words(page, "deciding_word") == word
    assert words(page, "body_end") == ["Điều 1. Phê duyệt kết quả./."]


def test_the_text_is_without_tables_and_the_contact_line() -> None:
    contact = p("", border="bottom") + p("Địa chỉ: số 1; điện thoại: 0263.1; thư điện tử: a@b.vn", size=11)
    page = page_of(HEAD, contact, BODY, table((p("ô"), p("ô khác"))), p("Hết bảng./."), table((LIST, SIGNED)))
    assert words(page, "body") == ["Sở Nội vụ đề nghị phối hợp./.", "Hết bảng./."]
    assert words(page, "contact") == ["Địa chỉ: số 1; điện thoại: 0263.1; thư điện tử: a@b.vn"]
    assert "contact" in page.strokes


#: A line with ways to reach somebody, which is none of box 13.
NO_CONTACT = [
    "Mọi chi tiết xin liên hệ Văn phòng, điện thoại 0263.1, email a@b.vn.",
    "- Địa chỉ: số 1; điện thoại: 0263.1.",
    "Địa chỉ: số 1, phường Xuân Hương.",
]


@pytest.mark.parametrize("text", NO_CONTACT)
def test_a_line_of_the_text_with_an_address_is_no_contact_line(text: str) -> None:
    page = page_of(HEAD, BODY, p(text, jc="both"), table((LIST, SIGNED)))
    assert "contact" not in page.boxes
    assert words(page, "body")[-1] == text


#: Addressees as XML, label, items, why.
ADDRESSED = [
    (p("Kính gửi: Sở Nội vụ"), "Kính gửi: Sở Nội vụ", [], "one on the same line"),
    (p("Kính gửi:") + p("- Sở A;") + p("- Sở B."), "Kính gửi:", ["- Sở A;", "- Sở B."], "a list"),
    (
        p("Kính gửi:") + p("- Sở A;") + p("- Sở B;"),
        "Kính gửi:",
        ["- Sở A;", "- Sở B;"],
        "a semicolon too many",
    ),
    (p("Kính gửi:") + p("Sở A;") + p("Sở B."), "Kính gửi:", ["Sở A;", "Sở B."], "no dashes"),
    (
        table((p("Kính gửi:"), p("- Sở A;") + p("- Sở B."))),
        "Kính gửi:",
        ["- Sở A;", "- Sở B."],
        "set by a table",
    ),
    (
        p("Kính gửi:") + p("- Các sở,") + p("ban, ngành;") + p("- Ủy ban nhân dân các xã,") + p("phường."),
        "Kính gửi:",
        ["- Các sở, ban, ngành;", "- Ủy ban nhân dân các xã, phường."],
        "items in two lines",
    ),
    (p("Kính gửi:\n- Sở A;\n- Sở B."), "Kính gửi:", ["- Sở A;", "- Sở B."], "one paragraph with line breaks"),
]


@pytest.mark.parametrize(("content", "label", "items", "why"), ADDRESSED, ids=[row[3] for row in ADDRESSED])
def test_the_addressees_are_found(content: str, label: str, items: list[str], why: str) -> None:
    page = page_of(HEAD, content, p("Sở Nội vụ đề nghị phối hợp./."), table((LIST, SIGNED)))
    assert (words(page, "addressees_label"), words(page, "addressees")) == ([label], items)
    assert words(page, "body") == ["Sở Nội vụ đề nghị phối hợp./."]
