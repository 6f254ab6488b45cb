"""Dòng văn bản: what portals, pages and hands made of a text, and the logical lines of it. One row, one reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.reading.sources.columns import flattened
from directives.reading.sources.lines import legible, logical_lines
from directives.reading.sources.markup import is_marked_up, unmarked
from directives.reading.sources.places import Place, numbered

STATE, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"


def lines_of(raw: str, *, wrapped: bool | None = None) -> list[str]:
    lines = numbered(raw.split("\n"))
    return [
        line.text
        for line in logical_lines(
            flattened(unmarked(lines) if is_marked_up(lines) else lines), wrapped=wrapped
        )
    ]


HEADS = [
    (
        f"BỘ TƯ PHÁP -------- {STATE} {MOTTO} ---------------",
        ["BỘ TƯ PHÁP", STATE, MOTTO],
        "cells run together",
    ),
    (f"{STATE}{MOTTO}", [STATE, MOTTO], "without a blank between"),
    (
        "ỦY\nBAN NHÂN DÂN\nTỈNH TIỀN GIANG\n-------\n|\nCỘNG\n"
        "HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc\n|\n"
        "Số:\n"
        "33/2009/QĐ-UBND\n|\nMỹ\nTho, ngày 24 tháng 12 năm 2009\n|",
        [
            "ỦY BAN NHÂN DÂN",
            "TỈNH TIỀN GIANG",
            STATE,
            "Độc lập – Tự do – Hạnh phúc",
            "Số: 33/2009/QĐ-UBND",
            "Mỹ Tho, ngày 24 tháng 12 năm 2009",
        ],
        "names broken after their first word, cells ended by a stroke",
    ),
    (
        f"UBND TỈNH X | {STATE} |\nSố: 130/KH-UBND | Ninh Bình, ngày 13 tháng 7 năm 2022 |",
        ["UBND TỈNH X", "Số: 130/KH-UBND", STATE, "Ninh Bình, ngày 13 tháng 7 năm 2022"],
        "two columns, left one first",
    ),
    (
        "BỘ CÔNG THƯƠNG |\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM |\nSố: 11/CT-BCT |",
        ["BỘ CÔNG THƯƠNG", STATE, "Số: 11/CT-BCT"],
        "one cell a line",
    ),
    (
        "| Kính gửi: | - Bộ Công an; |\n|  | - Bộ Tài chính. |\nSố tiền là 5 đồng.",
        ["Kính gửi:", "- Bộ Công an;", "- Bộ Tài chính.", "Số tiền là 5 đồng."],
        "addressees in a cell",
    ),
    (
        "Số: 1056/QĐ-CT Tuyên Quang, ngày 16 tháng 8 năm 2010 QUYẾT ĐỊNH BAN HÀNH MỨC TRỢ GIÚP",
        ["Số: 1056/QĐ-CT", "Tuyên Quang, ngày 16 tháng 8 năm 2010", "QUYẾT ĐỊNH BAN HÀNH MỨC TRỢ GIÚP"],
        "number, place and type",
    ),
    (
        "Số : 24 / PGD&ĐT- GDMN Thọ Xuân, ngày 06 tháng 03 năm 2012",
        ["Số : 24 / PGD&ĐT- GDMN", "Thọ Xuân, ngày 06 tháng 03 năm 2012"],
        "a blank behind the hyphen of the symbol",
    ),
    (
        "Số: 189/KH-UBND, ngày 17 tháng 8 năm 2026",
        ["Số: 189/KH-UBND", "ngày 17 tháng 8 năm 2026"],
        "no place",
    ),
    ("Số: 12/UBND-NC V/v họp Hà Nội", ["Số: 12/UBND-NC", "V/v họp Hà Nội"], "subject behind the number"),
    (
        f"UBND TỈNH ĐẮK NÔNG          {STATE}\nSỞ NỘI VỤ                         {MOTTO}\n"
        "Số: 1/SNV          Đắk Nông, ngày 1 tháng 2 năm 2026",
        ["UBND TỈNH ĐẮK NÔNG", "SỞ NỘI VỤ", "Số: 1/SNV", STATE, MOTTO, "Đắk Nông, ngày 1 tháng 2 năm 2026"],
        "columns set with blanks",
    ),
    (
        "Nơi nhận:\t\t\t\tGIÁM ĐỐC\n- Như trên;\n- Lưu: VT.\t\t\t\tTrần Văn Nam",
        ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "GIÁM ĐỐC", "Trần Văn Nam"],
        "columns set with tabs",
    ),
    (
        "Kính gửi:\tCác sở\nI.\tMục đích\n-\tMột",
        ["Kính gửi: Các sở", "I. Mục đích", "- Một"],
        "a tab after a label",
    ),
    (
        "BO Y TE CONG HOA XA HOI CHU NGHIA VIET NAM",
        ["BO Y TE", "CONG HOA XA HOI CHU NGHIA VIET NAM"],
        "marks lost by recognition",
    ),
    ("Số: ____/QĐ-UBND", ["Số: ____/QĐ-UBND"], "a blank to fill in is no rule"),
    (
        "Hà Nội, ngày ..... tháng ..... năm 2026",
        ["Hà Nội, ngày ..... tháng ..... năm 2026"],
        "dots are no rule",
    ),
]


@pytest.mark.parametrize(("raw", "expected", "why"), HEADS, ids=[row[2] for row in HEADS])
def test_a_head_that_was_run_together_or_broken_becomes_its_boxes(
    raw: str, expected: list[str], why: str
) -> None:
    assert lines_of(raw) == expected, why


BODIES = [
    (
        "Điều 1.\nBan hành kèm theo\nĐiều 2. Hiệu lực",
        ["Điều 1. Ban hành kèm theo", "Điều 2. Hiệu lực"],
        "a label alone on its line",
    ),
    (
        "1\n- Thời gian thực hiện:\n- Đối với hộ nghèo;",
        ["1 - Thời gian thực hiện:", "- Đối với hộ nghèo;"],
        "a figure torn from its dash",
    ),
    (
        "thực hiện theo khoản 2\nĐiều 69 của Luật.",
        ["thực hiện theo khoản 2 Điều 69 của Luật."],
        "a cited article begins no article",
    ),
    (
        "theo quy định tại\nĐiều 5 Luật này.",
        ["theo quy định tại Điều 5 Luật này."],
        "nor after a word that ends nothing",
    ),
    (
        "Điều 68. Hiệu lực\nĐiều 69. Thi hành",
        ["Điều 68. Hiệu lực", "Điều 69. Thi hành"],
        "articles stay apart",
    ),
    (
        "2. Về Đại lý hải quan 2.1. Điều kiện 2.2. Thẩm quyền",
        ["2. Về Đại lý hải quan", "2.1. Điều kiện 2.2. Thẩm quyền"],
        "a heading and its first part",
    ),
    (
        "1. Rà soát; 2. Báo cáo. 3. Họp.",
        ["1. Rà soát;", "2. Báo cáo.", "3. Họp."],
        "items in order on one line",
    ),
    (
        "1. Mua 2. Bán theo mục 5. Không",
        ["1. Mua 2. Bán theo mục 5. Không"],
        "figures that follow no end of a sentence",
    ),
    ("a) Sở A; b) Sở B; đ) Sở C.", ["a) Sở A;", "b) Sở B; đ) Sở C."], "letters in order"),
    ("d) Một; đ) Hai; e) Ba.", ["d) Một;", "đ) Hai;", "e) Ba."], "đ comes after d"),
    (
        "Nơi nhận:- Như trên;- TTCP (để b/c);- Lưu: VT (3).",
        ["Nơi nhận:", "- Như trên;", "- TTCP (để b/c);", "- Lưu: VT (3)."],
        "recipients run together",
    ),
    ("- Văn phòng Chính phủ;- Lưu VT.", ["- Văn phòng Chính phủ;", "- Lưu VT."], "two of them"),
    (
        "Giám đốc Sở Nội\nvụ chịu trách nhiệm",
        ["Giám đốc Sở Nội vụ chịu trách nhiệm"],
        "a sentence broken before a small letter",
    ),
    (
        "2. Bưu điện thị xã\nCó biện pháp khắc phục.",
        ["2. Bưu điện thị xã", "Có biện pháp khắc phục."],
        "a heading and its text",
    ),
    (
        "Báo cáo hằng năm\nCác cơ quan thực hiện.",
        ["Báo cáo hằng năm", "Các cơ quan thực hiện."],
        "a heading that ends with a common word",
    ),
    (
        "TM.\nỦY BAN NHÂN DÂN TỈNH\nKT. CHỦ TỊCH\nPHÓ CHỦ\nTỊCH",
        ["TM. ỦY BAN NHÂN DÂN TỈNH", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
        "a signature broken inside its names",
    ),
    (
        "VỀ BIÊN CHẾ CỦA\nTHỦ TƯỚNG CHÍNH PHỦ",
        ["VỀ BIÊN CHẾ CỦA THỦ TƯỚNG CHÍNH PHỦ"],
        "capitals that end with an open word",
    ),
    (
        "KẾ HOẠCH\nTRIỂN KHAI ĐO LƯỜNG\nTRÊN ĐỊA BÀN TỈNH\nNĂM 2026",
        ["KẾ HOẠCH", "TRIỂN KHAI ĐO LƯỜNG TRÊN ĐỊA BÀN TỈNH NĂM 2026"],
        "a heading over lines",
    ),
    ("QUYẾT ĐỊNH\nCỦA BỘ TRƯỞNG", ["QUYẾT ĐỊNH", "CỦA BỘ TRƯỞNG"], "a type stands alone"),
    ("BỘ TRƯỞNG\nBAN CHỈ ĐẠO", ["BỘ TRƯỞNG", "BAN CHỈ ĐẠO"], "two names are not one"),
    (
        "1 Đôn đốc (mẫu kèm theo)\n2 Đánh giá chung",
        ["1 Đôn đốc (mẫu kèm theo)", "2 Đánh giá chung"],
        "figures without a stop, in order",
    ),
    (
        "Xét đề nghị của Giám đốc Sở, QUYẾT ĐỊNH:",
        ["Xét đề nghị của Giám đốc Sở,", "QUYẾT ĐỊNH:"],
        "the deciding word",
    ),
    ("Một đoạn văn.\n\n\nĐoạn khác.", ["Một đoạn văn.", "Đoạn khác."], "empty lines go"),
    (
        "Xa\u0303 ho\u0323\u0302i\u200b va\u00ad y\u0300\u202e",
        ["Xã hội va ỳ"],
        "loose marks are composed, unseen signs go",
    ),
    ("Ðắk Lắk", ["Đắk Lắk"], "the letter of old files that looks like Đ"),
]


@pytest.mark.parametrize(("raw", "expected", "why"), BODIES, ids=[row[2] for row in BODIES])
def test_broken_sentences_are_joined_and_glued_items_parted(raw: str, expected: list[str], why: str) -> None:
    assert lines_of(raw) == expected, why


def test_text_broken_at_a_width_is_joined_to_paragraphs() -> None:
    raw = (
        "Thực hiện Nghị quyết số 27-NQ/TW ngày 09/11/2022 của Ban Chấp hành trung ương về\n"
        "tiếp tục xây dựng và hoàn thiện nhà nước pháp quyền xã hội chủ nghĩa; Kết luận số\n"
        "80-KL/TW ngày 20/6/2020 của Ban Bí thư về việc tiếp tục thực hiện Chỉ thị và các\n"
        "Đề án của Thủ tướng Chính phủ, Hội đồng phối hợp đề nghị các bộ, cơ quan thực hiện\n"
        "- xã hội hóa nguồn lực và các công việc sau đây:\n"
        "1. Công tác\n"
        "PBGDPL\n"
        "1.1. Đổi mới, thực hiện có\n"
        "hiệu quả các chương trình, đề án, kế hoạch phổ biến, giáo dục pháp luật, hòa giải\n"
        "ở cơ sở."
    )
    assert [line[:30] for line in lines_of(raw)] == [
        "Thực hiện Nghị quyết số 27-NQ/",
        "1. Công tác PBGDPL",
        "1.1. Đổi mới, thực hiện có hiệ",
    ]


def test_a_portal_that_breaks_lines_at_two_widths() -> None:
    raw = (
        "Căn cứ Luật Tổ chức chính\nquyền địa phương ngày 16 tháng 6 năm 2025;\n"
        "Căn cứ Quyết định của Bộ trưởng\nBộ Nội vụ về việc đo lường sự hài lòng của người dân năm\n2026;\n"
        "Theo đề nghị của Giám đốc\nSở Nội vụ.\nQUYẾT ĐỊNH:\n"
        "Điều 1. Ban\nhành kèm theo Quyết định này quy chế làm việc.\n"
        "Nơi nhận:\n- Thường trực\nTỉnh ủy;\n- Lưu: VT, NC\nNguyễn Văn Nam"
    )
    assert lines_of(raw) == [
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        "Căn cứ Quyết định của Bộ trưởng Bộ Nội vụ về việc đo lường sự hài lòng của người dân năm 2026;",
        "Theo đề nghị của Giám đốc Sở Nội vụ.",
        "QUYẾT ĐỊNH:",
        "Điều 1. Ban hành kèm theo Quyết định này quy chế làm việc.",
        "Nơi nhận:",
        "- Thường trực Tỉnh ủy;",
        "- Lưu: VT, NC",
        "Nguyễn Văn Nam",
    ]


def test_blank_lines_part_the_paragraphs_of_a_text_broken_at_a_width() -> None:
    raw = (
        "Điều 1. Sắp xếp các đơn vị hành chính cấp xã của tỉnh Vĩnh Long năm 2025 cho gọn\n\n"
        "Trên cơ sở Đề án số 337/ĐA-CP ngày 09 tháng 05 năm 2025 của Chính phủ, Ủy ban\n"
        "Thường vụ Quốc hội quyết định sắp xếp để thành lập các đơn vị hành chính cấp xã.\n"
        "Việc này được tiến hành\nngay.\n\n"
        "Điều 2. Hiệu lực thi hành của nghị quyết\nnày.\n\nHết phần nội dung của nghị\nquyết.\n"
    )
    assert [line[:24] for line in lines_of(raw)] == [
        "Điều 1. Sắp xếp các đơn ",
        "Trên cơ sở Đề án số 337/",
        "Điều 2. Hiệu lực thi hàn",
        "Hết phần nội dung của ng",
    ]


TABLES = [
    (
        "| STT | Nhiệm vụ | Chủ trì |\n| --- | :-: | --- |\n| 1 | Báo cáo |  |\n|  |  |  |\n| 2 |  | Sở A |",
        ["STT | Nhiệm vụ | Chủ trì", "1 | Báo cáo", "2 | | Sở A"],
        "rows of a real table, empty cells kept before a filled one",
    ),
    ("STT | Việc\n1 | Họp\ncác bên", ["STT | Việc", "1 | Họp", "các bên"], "nothing is joined to a row"),
    (
        "+------------------+------------------+\n| **Nơi nhận:**\\   | **TM. ỦY BAN\\    |\n"
        "| - Như trên;\\     | CHỦ TỊCH**       |\n"
        "| - Ủy ban Mặt trận|                  |\n"
        "| Tổ quốc;\\        | Trần Văn A       |\n| - Lưu: VT.       |                  |\n"
        "+------------------+------------------+",
        [
            "Nơi nhận:",
            "- Như trên;",
            "- Ủy ban Mặt trận Tổ quốc;",
            "- Lưu: VT.",
            "TM. ỦY BAN",
            "CHỦ TỊCH",
            "Trần Văn A",
        ],
        "a grid that only places two boxes",
    ),
    (
        "+-----+----------+\n| STT | **Việc** |\n+=====+==========+\n"
        "| 1   | Họp các  |\n|     | bên      |\n+-----+----------+",
        ["STT | Việc", "1 | Họp các bên"],
        "a grid that is a table",
    ),
    (
        "  ---------------- --------------------------------------\n"
        "   **BỘ Y TẾ\\          **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\\\n"
        "   \\-\\-\\-**            Độc lập - Tự do - Hạnh phúc**\n"
        "\n   Số: 1/BYT           *Hà Nội, ngày 1 tháng 2 năm 2026*\n"
        "  ---------------- --------------------------------------",
        ["BỘ Y TẾ", "Số: 1/BYT", STATE, MOTTO, "Hà Nội, ngày 1 tháng 2 năm 2026"],
        "columns below a ruler",
    ),
]


@pytest.mark.parametrize(("raw", "expected", "why"), TABLES, ids=[row[2] for row in TABLES])
def test_tables_are_rows_and_boxes_are_lines(raw: str, expected: list[str], why: str) -> None:
    assert lines_of(raw) == expected, why


MARKED = [
    ("**Điều 1.** *Phạm vi*", "Điều 1. Phạm vi", "emphasis"),
    ("## I. **MỤC ĐÍCH**", "I. MỤC ĐÍCH", "a heading"),
    ("**x** 1\\. Sắp xếp \\*hai\\* \\[a\\]", "x 1. Sắp xếp *hai* [a]", "escaped signs are themselves"),
    (
        "**x** theo [Luật số 5](https://vidu.vn/luat) này[^3]",
        "x theo Luật số 5 này",
        "links and footnote marks",
    ),
    ("**x** A &amp; B&nbsp;C<br>", "x A & B C", "entities and tags"),
    ("* **Mục** một", "- Mục một", "a star that is a bullet"),
    ("**x** ~~112/1~~ /UBND", "x ~~112/1~~ /UBND", "struck out stays struck out"),
    ("**x** file_name_a, _nghiêng_", "x file_name_a, nghiêng", "underscores within a word"),
]


@pytest.mark.parametrize(("raw", "expected", "why"), MARKED, ids=[row[2] for row in MARKED])
def test_marks_of_markdown_are_no_part_of_the_text(raw: str, expected: str, why: str) -> None:
    assert lines_of(raw) == [expected], why


def test_every_line_knows_where_it_begins() -> None:
    raw = numbered(["", "Số: 5/UBND Hà Nội, ngày 1 tháng 2 năm 2026", "", "Sở Nội", "vụ thực hiện.", "Hết."])
    assert [(line.text[:6], line.place) for line in logical_lines(raw)] == [
        ("Số: 5/", Place(0, 2)),
        ("Hà Nội", Place(0, 2)),
        ("Sở Nội", Place(0, 4)),
        ("Hết.", Place(0, 6)),
    ]


_WORDS = st.sampled_from(
    [
        "Số:",
        "12/QĐ-UBND",
        "Điều 1.",
        "ỦY",
        "BAN NHÂN DÂN",
        "sở nội vụ",
        "và",
        "1.",
        "a)",
        "- x",
        ";",
        "|",
        "Hà Nội, ngày 1 tháng 2 năm 2026",
        "\t",
        "      ",
    ]
)


@given(st.lists(st.lists(_WORDS, max_size=6).map(" ".join), max_size=12))
def test_no_word_is_lost_and_none_is_invented(raw: list[str]) -> None:
    lines = logical_lines(flattened(numbered(raw)))
    kept = sorted("".join(line.text for line in lines).replace("|", "").replace(" ", ""))
    assert kept == sorted("".join(raw).replace("|", "").replace(" ", "").replace("\t", ""))


@given(st.text())
def test_legible_text_is_made_legible_once(text: str) -> None:
    assert legible(legible(text)) == legible(text)
