"""Nguồn PDF: where words stand on the page decides what a line is, not the order in which the file draws them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.conversion.page_words import Page, PageWord
from directives.conversion.pdf_drawings import Rule
from tests.directives.reading.sources.pdf_pages import LEFT, Placed, full, page, read, said, table, words

_INDENT = LEFT + 36
HEAD: tuple[Placed, ...] = (
    (100, 70, "UBND TỈNH ĐẮK NÔNG", 12),
    (262, 70, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12),
    (140, 85, "SỞ NỘI VỤ", 12),
    (310, 85, "Độc lập - Tự do - Hạnh phúc", 12),
    (110, 115, "Số: 1848/SNV-CCHC", 12),
    (310, 115, "Đắk Nông, ngày 10 tháng 12 năm 2021", 11),
    (95, 132, "V/v điều tra xã hội học đo lường", 10),
    (115, 146, "sự hài lòng năm 2021", 10),
)
HEAD_LINES = [
    "UBND TỈNH ĐẮK NÔNG",
    "SỞ NỘI VỤ",
    "Số: 1848/SNV-CCHC",
    "V/v điều tra xã hội học đo lường sự hài lòng năm 2021",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Đắk Nông, ngày 10 tháng 12 năm 2021",
]
BODY: tuple[Placed, ...] = (
    full(220, "Thực hiện Công văn số 7137/UBND-NCKSTT ngày 07/12/2021 của Ủy ban nhân dân", _INDENT),
    full(240, "tỉnh về việc điều tra xã hội học đo lường sự hài lòng về sự phục vụ hành chính"),
    (LEFT, 260, "năm 2021, Sở Nội vụ đề nghị như sau:"),
    (_INDENT, 285, "1. Bưu điện tỉnh phát và thu phiếu."),
    full(305, "2. Ủy ban nhân dân các huyện, thành phố bố trí người dẫn đường cho điều tra", _INDENT),
    (LEFT, 325, "viên./."),
)
BODY_LINES = [
    "Thực hiện Công văn số 7137/UBND-NCKSTT ngày 07/12/2021 của Ủy ban nhân dân tỉnh về việc điều tra xã hội học "
    "đo lường sự hài lòng về sự phục vụ hành chính năm 2021, Sở Nội vụ đề nghị như sau:",
    "1. Bưu điện tỉnh phát và thu phiếu.",
    "2. Ủy ban nhân dân các huyện, thành phố bố trí người dẫn đường cho điều tra viên./.",
]
CLOSING: tuple[Placed, ...] = (
    (LEFT, 400, "Nơi nhận:", 12),
    (350, 400, "KT. GIÁM ĐỐC", 13),
    (LEFT, 414, "- Như trên;", 11),
    (345, 415, "PHÓ GIÁM ĐỐC", 13),
    (LEFT, 428, "- Ủy ban Mặt trận Tổ quốc Việt Nam", 11),
    (LEFT, 441, "tỉnh (phối hợp);", 11),
    (LEFT, 455, "- Lưu: VT, CCHC.", 11),
    (350, 520, "Lê Thị Mẫu", 14),
)
CLOSING_LINES = [
    "Nơi nhận:",
    "- Như trên;",
    "- Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh (phối hợp);",
    "- Lưu: VT, CCHC.",
    "KT. GIÁM ĐỐC",
    "PHÓ GIÁM ĐỐC",
    "Lê Thị Mẫu",
]


def test_the_halves_of_letterhead_and_closing_are_read_one_after_the_other() -> None:
    assert said(page(1, words(*HEAD, *BODY, *CLOSING))) == HEAD_LINES + BODY_LINES + CLOSING_LINES


@given(st.permutations(words(*HEAD, *BODY, *CLOSING)))
def test_the_order_in_which_words_are_drawn_says_nothing(drawn: list[PageWord]) -> None:
    assert said(page(1, drawn)) == HEAD_LINES + BODY_LINES + CLOSING_LINES


@given(
    st.lists(
        st.tuples(
            st.sampled_from([LEFT, _INDENT, 240.0]),
            st.sampled_from(["Sở Nội vụ", "- Lưu: VT.", "1. Giao", "và"]),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_no_word_is_lost_and_none_made_up(rows: list[tuple[float, str]]) -> None:
    drawn = words(*((x, 200.0 + 22 * place, text) for place, (x, text) in enumerate(rows)))
    assert sorted(" ".join(said(page(1, drawn))).split()) == sorted(word.text for word in drawn)


def test_every_line_knows_its_page_and_row() -> None:
    lines = read(page(1, words(*BODY)), page(2, words(*CLOSING))).lines
    assert [(line.page, line.row) for line in lines[:3]] == [(1, 1), (1, 4), (1, 5)]
    assert {line.page for line in lines[3:]} == {2}


GOES_ON: list[tuple[str, list[Placed], list[str]]] = [
    ("a running head of the gazette and its number", [(150, 60, "94 CÔNG BÁO/Số 659 + 660/Ngày 10-8-2022", 12)],
     ["94 CÔNG BÁO/Số 659 + 660/Ngày 10-8-2022"]),
    ("the number of the page", [(300, 50, "2", 13)], ["2"]),
    ("the number of the page at its foot", [(290, 800, "- 2 -", 13)], ["- 2 -"]),
    ("the page and how many there are", [(290, 800, "Trang 2/3", 13)], ["Trang 2/3"]),
]  # fmt: skip


@pytest.mark.parametrize(("margin", "aside"), [(m, a) for _, m, a in GOES_ON], ids=[n for n, _, _ in GOES_ON])
def test_a_sentence_goes_on_over_the_page_and_what_stands_between(
    margin: list[Placed], aside: list[str]
) -> None:
    first = words(
        full(
            700, "Các bộ, cơ quan ngang bộ, Ủy ban nhân dân tỉnh, thành phố trực thuộc trung ương chịu trách"
        )
    )
    second = words(*margin, (LEFT, 100, "nhiệm thi hành Quyết định này."), (_INDENT, 130, "Điều 2. Hiệu lực"))
    text = read(page(1, first), page(2, second))
    assert [line.text for line in text.lines] == [
        "Các bộ, cơ quan ngang bộ, Ủy ban nhân dân tỉnh, thành phố trực thuộc trung ương chịu trách nhiệm thi hành "
        "Quyết định này.",
        "Điều 2. Hiệu lực",
    ]
    assert list(text.aside) == aside


def test_what_repeats_at_its_place_is_a_running_head() -> None:
    head = (LEFT, 40, "Văn bản được ký số trên hệ thống quản lý văn bản", 9)
    bodies = ["Điều 1. Trách nhiệm của Sở Nội vụ.", "Điều 2. Kinh phí.", "Điều 3. Hiệu lực thi hành."]
    pages = [page(n, words(head, (_INDENT, 100, body))) for n, body in enumerate(bodies, start=1)]
    assert said(*pages) == bodies
    assert read(*pages).aside == (head[2],)


def test_writing_of_a_digital_signature_inside_a_sentence_becomes_a_doubt() -> None:
    stamp = words(
        (300, 224, "Ký bởi: CỔNG THÔNG TIN ĐIỆN TỬ CHÍNH PHỦ", 6),
        (300, 231, "Email: thongtinchinhphu@chinhphu.vn", 6),
        (300, 238, "Thời gian ký: 23.04.2026 10:19:19 +07:00", 6),
    )
    text = read(page(1, [*words(*HEAD, *BODY), *stamp]))
    assert [line.text for line in text.lines] == HEAD_LINES + BODY_LINES
    (doubt,) = text.notes
    assert doubt.about == "signature"
    assert doubt.fields == {
        "page": 1,
        "seen": "Ký bởi: CỔNG THÔNG TIN ĐIỆN TỬ CHÍNH PHỦ; Email: thongtinchinhphu@chinhphu.vn; "
        "Thời gian ký: 23.04.2026 10:19:19 +07:00",
    }


def test_a_sentence_about_who_signs_is_no_stamp() -> None:
    lines = words(
        (_INDENT, 200, "Người chủ trì ký bởi ủy quyền."),
        (_INDENT, 230, "Ngày ký hợp đồng là ngày 01 tháng 3."),
    )
    assert said(page(1, lines)) == ["Người chủ trì ký bởi ủy quyền.", "Ngày ký hợp đồng là ngày 01 tháng 3."]


def test_a_number_that_was_stamped_on_last_stands_in_its_line() -> None:
    drawn = words((110, 115, "Số:", 12), (160, 115, "/SNV-CCHC", 12), *HEAD[:2], (131, 115, "1848", 12))
    assert "Số: 1848 /SNV-CCHC" in said(page(1, drawn))


def test_footnotes_stand_behind_the_sentence_which_they_would_cut() -> None:
    marked = words(
        full(700, "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác")
    )
    mark = PageWord("1", marked[5].right, marked[5].right + 3, 695, 8, note=True)
    note = words((LEFT, 760, "1 Nghị định được sửa đổi năm 2025.", 9))
    first = page(1, [*marked[:6], mark, *marked[6:], *note], [Rule(True, 748, LEFT, LEFT + 144)])
    second = page(2, words((LEFT, 100, "văn thư;"), (_INDENT, 130, "Theo đề nghị của Chánh Văn phòng.")))
    assert said(first, second) == [
        "Căn cứ Nghị định số 30/2020/NĐ-CP[1] ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
        "[1] Nghị định được sửa đổi năm 2025.",
        "Theo đề nghị của Chánh Văn phòng.",
    ]


def test_a_ruled_table_is_read_row_by_row_in_cells() -> None:
    grid = table((85, 120, 320, 545), (200, 225, 265))
    drawn = words(
        (_INDENT, 180, "Số phiếu như sau:"), (90, 217, "TT"), (130, 217, "Đơn vị"), (330, 217, "Số phiếu"),
        (90, 242, "1"), (130, 242, "Ủy ban nhân dân"), (330, 242, "300"), (130, 258, "huyện Cư Jút"),
        (_INDENT, 300, "Đề nghị thực hiện."),
    )  # fmt: skip
    assert said(page(1, drawn, grids=[grid])) == [
        "Số phiếu như sau:",
        "TT | Đơn vị | Số phiếu",
        "1 | Ủy ban nhân dân huyện Cư Jút | 300",
        "Đề nghị thực hiện.",
    ]


def test_a_ruled_table_that_only_lays_out_the_letterhead_is_no_table() -> None:
    grid = table((80, 255, 560), (50, 155))
    assert said(page(1, words(*HEAD[:6]), grids=[grid])) == [
        "UBND TỈNH ĐẮK NÔNG",
        "SỞ NỘI VỤ",
        "Số: 1848/SNV-CCHC",
        *HEAD_LINES[4:],
    ]


SPACED = [(200 + 12 * place + 15 * (place > 4), 200, letter) for place, letter in enumerate("QUYẾTĐỊNH")]
JOINED: list[tuple[str, list[Placed], list[str]]] = [
    ("a hyphen within a word ends the line",
     [full(200, "Theo đề nghị của Bộ trưởng tại Tờ trình số 2269/TTr-BNG-", _INDENT),
      (LEFT, 220, "QLDA ngày 02 tháng 4.")],
     ["Theo đề nghị của Bộ trưởng tại Tờ trình số 2269/TTr-BNG-QLDA ngày 02 tháng 4."]),
    ("a dash between words ends the line",
     [full(200, "Bộ Ngoại giao và Tập đoàn Công nghiệp -", _INDENT), (LEFT, 220, "Năng lượng Quốc gia Việt Nam.")],
     ["Bộ Ngoại giao và Tập đoàn Công nghiệp - Năng lượng Quốc gia Việt Nam."]),
    ("a line without indent begins with the number of a law",
     [full(200, "Chính phủ tạm ngưng hiệu lực Nghị định số", _INDENT), (LEFT, 220, "46/2026/NĐ-CP của Chính phủ.")],
     ["Chính phủ tạm ngưng hiệu lực Nghị định số 46/2026/NĐ-CP của Chính phủ."]),
    ("two indented lines are two paragraphs though the first has no full stop",
     [full(200, "Căn cứ Luật Tổ chức Chính phủ năm 2025,", _INDENT),
      (_INDENT, 220, "Căn cứ Nghị định số 39/2022/NĐ-CP"),
      (LEFT, 240, "của Chính phủ;")],
     ["Căn cứ Luật Tổ chức Chính phủ năm 2025,", "Căn cứ Nghị định số 39/2022/NĐ-CP của Chính phủ;"]),
    ("a centred subject runs over lines",
     [(190, 200, "Về việc kiện toàn Hội đồng phổ biến"),
      (215, 220, "giáo dục pháp luật của tỉnh"), (LEFT, 300, "Xong."),
      full(320, "một dòng dài để biết mép phải của trang nằm ở chỗ nào trên trang này")],
     ["Về việc kiện toàn Hội đồng phổ biến giáo dục pháp luật của tỉnh", "Xong.",
      "một dòng dài để biết mép phải của trang nằm ở chỗ nào trên trang này"]),
    ("letters set apart are words", list(SPACED), ["QUYẾT ĐỊNH"]),
    ("a bullet of a symbol font is a dash", [(_INDENT, 200, "• Sở Nội vụ;")], ["- Sở Nội vụ;"]),
    ("the state name on two lines",
     [(260, 70, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"), (340, 90, "VIỆT NAM")], ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]),
]  # fmt: skip


@pytest.mark.parametrize(("drawn", "lines"), [(d, e) for _, d, e in JOINED], ids=[n for n, _, _ in JOINED])
def test_lines_are_joined_by_where_they_stand(drawn: list[Placed], lines: list[str]) -> None:
    assert said(page(1, words(*drawn))) == lines


def test_letters_without_a_meaning_are_counted_in_a_doubt() -> None:
    drawn: Page = replace(page(1, words((LEFT, 200, "Đơn vị \ufffd\ufffd"))), unknown=2)
    (doubt,) = read(drawn).notes
    assert doubt.fields == {"page": 1, "count": 2}
