"""Viết hoa, câu chữ: one sentence, the rules that remark on it and what they want instead; right sentences pass."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.checking.rules import every_id
from directives.checking.spelling.lexicon import lexicon, named_after, spellings
from directives.checking.spelling.remarks import remarks
from directives.text import old_tone_placement
from tests.directives.checking.running_text import ND30, TT01, TT55, found, page

WRONG = [
    # PL.II-I
    ("Đã họp xong. các đơn vị về nước.", [("K1", "các", "Các")], "a sentence begins small"),
    ("Có đúng hạn không? nếu chậm thì báo.", [("K1", "nếu", "Nếu")], "behind a question mark"),
    ("Hoàn thành năm 2025. đến nay đã xong.", [("K1", "đến", "Đến")], "a year ends a sentence"),
    ("Kịp thời, Các đơn vị báo cáo.", [("K2", "Các", "các")], "a capital behind a comma"),
    ("Báo cáo sớm; Nếu chậm thì giải trình.", [("K2", "Nếu", "nếu")], "a capital behind a semicolon"),
    # PL.II-II
    ("Giao ông Nguyễn văn An phụ trách.", [("K3", "Nguyễn văn An", "Nguyễn Văn An")], "a middle name"),
    ("Mời bà trần thị bình dự họp.", [("K3", "trần thị bình", "Trần Thị Bình")], "a name all small"),
    ("Ông (bà): Lê thị thu Hà", [("K3", "Lê thị thu Hà", "Lê Thị Thu Hà")], "a name in a form"),
    ("Sách của Vla-Đi-Mia I-lích Lê-Nin", [("K4", "Vla-Đi-Mia", "Vla-đi-mia"), ("K4", "Lê-Nin", "Lê-nin")], "by sound"),
    ("Hội nghị tại mát-xcơ-va", [("K4", "mát-xcơ-va", "Mát-xcơ-va")], "a city by sound"),
    ("Trình đồng chí giám đốc Trần Văn Bình", [("K12", "giám đốc", "Giám đốc")], "a title with a name"),
    ("Dự có Phó chủ tịch Lê Văn Tám", [("K12", "Phó chủ tịch", "Phó Chủ tịch")], "a deputy's title"),
    ("Theo ý kiến của thủ tướng Chính phủ", [("K12", "thủ tướng Chính phủ", "Thủ tướng Chính phủ")], "the decree"),
    # PL.II-III
    ("Trên địa bàn Huyện Tam Đường", [("K5", "Huyện Tam Đường", "huyện Tam Đường")], "a district's noun"),
    ("UBND Thành phố Đà Nẵng", [("K5", "Thành phố Đà Nẵng", "thành phố Đà Nẵng")], "a city's noun"),
    ("Trụ sở tại phường 5, quận 3.", [("K6", "phường 5", "Phường 5"), ("K6", "quận 3", "Quận 3")], "numbers"),
    ("Họp ở xã Nguyễn Văn Thảnh", [("K6", "xã Nguyễn Văn Thảnh", "Xã Nguyễn Văn Thảnh")], "a person"),
    ("Đi thủ đô Hà Nội", [("K7", "thủ đô Hà Nội", "Thủ đô Hà Nội")], "the capital"),
    ("Về Thành phố Hồ chí Minh", [("K7", "Thành phố Hồ chí Minh", "Thành phố Hồ Chí Minh")], "another mistake in it"),
    ("Từ thành phố Hồ Chí Minh", [("F-129", "thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh")], "its noun small"),
    ("Nghỉ ở Cửa lò và vũng Tàu", [("K8", "Cửa lò", "Cửa Lò"), ("K8", "vũng Tàu", "Vũng Tàu")], "grown together"),
    ("Dọc theo bờ Sông Vàm Cỏ", [("K8", "Sông Vàm Cỏ", "sông Vàm Cỏ")], "a terrain noun beside a name"),
    ("Đồng bằng Sông Cửu Long", [("K9", "Đồng bằng Sông Cửu Long", "Đồng bằng sông Cửu Long")], "a region of a river"),
    ("Các tỉnh Tây nguyên", [("K9", "Tây nguyên", "Tây Nguyên")], "a region"),
    ("Các tỉnh miền bắc", [("K9", "miền bắc", "miền Bắc")], "a part of the country"),
    # PL.II-IV
    ("Trình Ủy Ban Nhân Dân tỉnh", [("F-128", "Ủy Ban Nhân Dân", "Ủy ban nhân dân")], "every syllable"),
    ("Trình Uỷ Ban Nhân Dân tỉnh", [("F-128", "Uỷ Ban Nhân Dân", "Uỷ ban nhân dân")], "tone marks are kept"),
    ("Chủ tịch ủy ban nhân dân xã", [("F-128", "ủy ban nhân dân", "Ủy ban nhân dân")], "all small"),
    ("Gửi Bộ nội vụ", [("K10", "Bộ nội vụ", "Bộ Nội vụ")], "the field small"),
    ("Gửi Sở Lao Động - Thương Binh Và Xã Hội",
     [("K10", "Sở Lao Động - Thương Binh Và Xã Hội", "Sở Lao động - Thương binh và Xã hội")], "every syllable"),
    ("Phối hợp với Mặt trận tổ quốc Việt Nam",
     [("K10", "Mặt trận tổ quốc Việt Nam", "Mặt trận Tổ quốc Việt Nam")], "a front"),
    # PL.II-V
    ("Lấy ý kiến của nhân dân", [("K11", "nhân dân", "Nhân dân")], "the people"),
    ("Chủ trương của đảng, nhà nước", [("K11", "đảng", "Đảng"), ("K11", "nhà nước", "Nhà nước")], "Party and State"),
    ("Theo nghị định số 30/2020/NĐ-CP", [("K13", "nghị định", "Nghị định")], "a type in a citation"),
    ("Theo Quyết Định số 12/QĐ-UBND", [("K13", "Quyết Định", "Quyết định")], "both syllables"),
    ("Theo công văn 844/UBND-NC", [("K13", "công văn", "Công văn")], "without the word số"),
    ("Theo Luật hải quan năm 2014", [("K13", "Luật hải quan", "Luật Hải quan")], "the title of a law"),
    ("Theo Bộ Luật Dân sự", [("K13", "Bộ Luật Dân sự", "Bộ luật Dân sự")], "the kind is one word"),
    ("Tại Điểm a Khoản 2 Điều 5", [("F-127", "Điểm a", "điểm a"), ("F-127", "Khoản 2", "khoản 2")], "units, large"),
    ("Việc này (Khoản 3 Điều 61)", [("F-127", "Khoản 3", "khoản 3")], "a bracket begins no sentence"),
    ("Theo khoản 1 điều 3 Luật này", [("F-127", "điều 3", "Điều 3")], "behind a clause"),
    ("- Như điều 3;", [("F-127", "điều 3", "Điều 3")], "an article, small"),
    ("Nêu tại chương II và phần I", [("K14", "chương II", "Chương II"), ("K14", "phần I", "Phần I")], "divisions"),
    ("Tại tiểu mục 2 Mục 1", [("K14", "tiểu mục 2", "Tiểu mục 2")], "a division of a division"),
    ("Tại mục 1 Chương III", [("K14", "mục 1", "Mục 1")], "a division with what holds it"),
    ("Quy định tại Khoản này", [("K14", "Khoản này", "khoản này")], "this clause"),
    ("Họp sáng thứ hai hằng tuần", [("K15", "thứ hai", "thứ Hai")], "a weekday"),
    ("Từ thứ hai đến thứ sáu", [("K15", "thứ hai", "thứ Hai"), ("K15", "thứ sáu", "thứ Sáu")], "from, to"),
    ("Xong trong tháng mười hai.", [("K15", "tháng mười hai", "tháng Mười hai")], "a month"),
    ("Dịp Tết Nguyên Đán", [("K16", "Tết Nguyên Đán", "tết Nguyên đán")], "every syllable"),
    ("Lịch nghỉ tết", [("K16", "tết", "Tết")], "Tết alone"),
    ("Mừng ngày quốc tế lao động 1-5", [("K16", "ngày quốc tế lao động", "ngày Quốc tế Lao động")], "a holiday"),
    ("Tặng Huân chương lao động hạng ba",
     [("K17", "Huân chương lao động", "Huân chương Lao động"), ("K17", "ba", "Ba")], "an order and its rank"),
    ("Danh hiệu Nghệ sĩ nhân dân", [("K17", "Nghệ sĩ nhân dân", "Nghệ sĩ Nhân dân")], "a title of honour"),
    ("Xuân ất tỵ", [("K18", "ất tỵ", "Ất Tỵ")], "a lunar year"),
    ("Di tích triều Lý", [("K18", "triều Lý", "Triều Lý")], "a dynasty"),
    ("Đăng tạp chí cộng sản", [("K19", "tạp chí cộng sản", "tạp chí Cộng sản")], "a journal"),
    ("Phát triển kinh tế-xã hội", [("K20", "kinh tế-xã hội", "kinh tế - xã hội")], "no blanks"),
    ("Tăng trưởng Kinh tế -xã hội", [("K20", "Kinh tế -xã hội", "Kinh tế - xã hội")], "one blank"),
]  # fmt: skip

#: The annex's own examples first.
RIGHT = """
    gồm Nguyễn Ái Quốc, Vua Hùng, Bà Triệu, Bác Hồ, Mao Trạch Đông, Vla-đi-mia I-lích Lê-nin, Phri-đrích Ăng-ghen
    gồm thành phố Thái Nguyên, tỉnh Nam Định, Quận 1, Phường Điện Biên Phủ, Thủ đô Hà Nội, Thành phố Hồ Chí Minh
    gồm Cửa Lò, Vũng Tàu, Lạch Trường, Vàm Cỏ, Cầu Giấy, biển Cửa Lò, chợ Bến Thành, sông Vàm Cỏ, vịnh Hạ Long
    gồm Tây Bắc, Đông Bắc, Bắc Bộ, Bắc Kinh, Bình Nhưỡng, Pháp, Anh, Mát-xcơ-va, Men-bơn
    gồm Ban Chỉ đạo trung ương về Phòng chống tham nhũng, Văn phòng Chủ tịch nước, Bộ Tài nguyên và Môi trường
    gồm Hội đồng nhân dân tỉnh Sơn La, Sở Tài chính, Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam
    gồm Văn phòng Trung ương Đảng, Liên hợp quốc (UN), Tổ chức Y tế thế giới (WHO), UNESCO, ASEAN
    gồm Nhân dân, Nhà nước, Huân chương Sao vàng, Nghệ sĩ Nhân dân, Anh hùng Lao động, Giáo sư Tôn Thất Tùng
    gồm Chủ tịch Quốc hội, Thủ tướng Chính phủ, ngày Quốc khánh 2-9, ngày Tổng tuyển cử đầu tiên
    gồm ngày Quốc tế Lao động 1-5, ngày Phụ nữ Việt Nam 20-10, Bộ luật Hình sự, Luật Tổ chức Quốc hội
    Theo điểm a khoản 1 Điều 24 Tiểu mục 1 Mục 1 Chương III của Nghị quyết số 351/2017/UBTVQH14
    gồm Kỷ Tỵ, Tân Hợi, Mậu Thân, tết Nguyên đán, tết Đoan ngọ, tết Trung thu, thứ Hai, thứ Tư, tháng Năm, tháng Tám
    gồm Triều Lý, Triều Trần, Phong trào Xô viết Nghệ Tĩnh, Cách mạng tháng Tám, tạp chí Cộng sản
    ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG
    KT. CHỦ TỊCH
    Khoản 1 Điều này quy định như sau:
    1. Khoản 2 Điều 5 được sửa đổi.
    Căn cứ điểm a khoản 2 Điều 103 Mục 5 Chương XII Phần I của Bộ luật Hình sự.
    Tài khoản 3411 mở tại Kho bạc Nhà nước
    Điểm bưu điện văn hóa xã
    Điều 2 xe cứu hộ ra hiện trường
    Công ty điều 2 xe cứu hộ
    Mười điều 5 phút
    Nội quy có 10 điều 5, 6, 7
    TP. hồ tiêu
    Gồm bút, vở, v.v. và sách
    Mở rộng ... đến các xã
    Xem mục 2. nội dung
    Trang sonoivu.gov.vn đã mở.
    Đợt 3. a) Bồi dưỡng; b) Kiểm tra.
    Vụ Kế hoạch, Các vấn đề chung về xây dựng pháp luật
    Ông Từ Hải, bà Các Thị Mây
    Ông Nguyễn Văn An làm việc
    Giao ông Hà cùng đoàn Sở Nội vụ
    Các anh, chị và gia đình
    Bà Lê là công chức
    bí thư Đoàn Thanh niên
    nguyên giám đốc Hà Nội
    Chủ tịch Nguyễn Văn An
    Chủ tịch, các Phó Chủ tịch
    xã Minh Tân, huyện Kiến Xương, tỉnh Thái Bình
    Xã Minh Tân báo cáo
    - Thành phố Thái Nguyên;
    Ban Thường vụ Tỉnh ủy
    Công an Thành phố Hồ Chí Minh
    Tại Phường 5, Quận 3
    các phường Lê Lợi, Quang Trung
    5 quận 10 phường
    mỗi xã 5 hộ
    cấp xã 05 ngày làm việc
    tại Phường Điện Biên Phủ
    Khu vực bầu cử Huyện đoàn
    yêu cầu Giấy chứng nhận
    nhu cầu Giấy phép
    Xã Sông Lô
    thị trấn Sông Đà
    vịnh Hạ Long và biển Cửa Lò
    Việt Nam bộ đội
    cán bộ nam bộ phận một cửa
    phía tây bắc của thửa đất
    miền trung du
    Đồng bằng sông Cửu Long
    cán bộ nội vụ
    cán bộ tài chính
    thuộc Bộ xây dựng kế hoạch
    Trạm y tế các xã có trách nhiệm báo cáo
    Bộ Văn hóa, Thể thao và Du lịch
    Uỷ ban nhân dân xã
    Hội đồng nhân dân và Ủy ban nhân dân
    Sở Khoa học và Công nghệ
    cơ quan hành chính nhà nước
    ngân sách nhà nước
    Tòa án nhân dân tối cao
    100 nhân dân tệ
    của nhân dân tệ
    đảng viên, đảng bộ, đảng ủy
    ra quyết định thành lập 12 tổ
    Báo cáo kết quả 3/5 chỉ tiêu
    luật sư số 5/A
    Thực hiện Kế hoạch số 15/KH-UBND
    Dự án Luật
    Nghị định này
    theo pháp luật về đất đai
    lần thứ hai
    ngày thứ hai kể từ ngày nhận
    đêm thứ ba
    ngày tháng năm sinh
    6 tháng năm 2025
    trong tháng ba lần
    trong tháng tư vấn cho 20 người
    nghỉ lễ, tết
    Tết Nguyên đán năm nay
    dịp Tết
    tết Trung thu
    Ngày Pháp luật
    Huân chương Độc lập hạng Nhất
    đất hạng ba
    Thầy thuốc Ưu tú
    năm Kỷ Tỵ
    quý hợi
    ông Đinh Mùi
    Triều Trần
    Cách mạng tháng Tám
    từ điển Bách khoa toàn thư
    Tạp chí Cộng sản
    hành chính - tổ chức
    Covid-19
    kinh tế - xã hội
    quốc phòng – an ninh
    Bắc-Nam
    CCHC-VTLT
    HUÂN CHƯƠNG LAO ĐỘNG
    phần C của phiếu
    danh mục I
    Cam-pu-chia, Cu-ba, Pa-ri
"""


def lines_of(table: str) -> list[str]:
    return [line.strip() for line in table.splitlines() if line.strip()]


@pytest.mark.parametrize(("text", "wanted", "why"), WRONG, ids=[row[2] for row in WRONG])
def test_what_is_written_otherwise_is_remarked_with_its_right_writing(
    text: str, wanted: list[tuple[str, str, str]], why: str
) -> None:
    assert [(one.rule, one.seen, one.expected) for one in remarks(text)] == wanted, why


@pytest.mark.parametrize(("text", "wanted", "why"), WRONG, ids=[row[2] for row in WRONG])
def test_once_put_right_nothing_is_remarked_any_more(
    text: str, wanted: list[tuple[str, str, str]], why: str
) -> None:
    for one in reversed(remarks(text)):
        assert text[one.start : one.end] == one.seen
        text = text[: one.start] + one.expected + text[one.end :]
    assert remarks(text) == (), text


@pytest.mark.parametrize("text", lines_of(RIGHT))
def test_what_is_right_or_may_mean_something_else_is_left_alone(text: str) -> None:
    assert remarks(text) == ()


STARTS = [
    (["Nội dung đã xong.", "các đơn vị báo cáo ngay."], ["K1"], "a paragraph begins small"),
    (["Gồm các việc sau:", "a) lập danh sách mẫu;", "b) Thu phiếu."], ["K1"], "an item begins small"),
    (["Gồm các việc sau:", "- lập danh sách mẫu;"], ["K1"], "a dash begins small"),
    (["Nội dung đã xong", "các đơn vị báo cáo ngay."], [], "a line that was broken goes on"),
    (["Theo đề nghị của Giám đốc,", "các đơn vị báo cáo ngay."], [], "a comma goes on"),
    (["Nội dung đã xong.", "Các đơn vị báo cáo ngay."], [], "right"),
    (["Nội dung đã xong.", "uu"], [], "a leftover is no sentence"),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "rules", "why"), STARTS, ids=[row[2] for row in STARTS])
def test_a_new_line_begins_large(texts: list[str], rules: list[str], why: str) -> None:
    assert [one.rule for one in found(page(*texts))] == rules, why


def test_a_finding_points_at_its_letters() -> None:
    text = "Trình Ủy Ban Nhân Dân tỉnh"
    (one,) = found(page("Đã họp.", text))
    assert (one.place.paragraph, text[one.place.start : one.place.end]) == (2, "Ủy Ban Nhân Dân")
    assert one.expected == "Ủy ban nhân dân"
    assert one.expected in one.mend


def test_letters_that_the_font_shows_in_capitals_are_not_judged() -> None:
    assert found(page("Trình Ủy Ban Nhân Dân tỉnh", caps=True)) == []


def test_cells_of_tables_are_judged_but_need_not_be_sentences() -> None:
    assert [one.rule for one in found(page("Tên.", "xã này đã xong", "Sở nội vụ", cell=True))] == ["K10"]


REGIMES = [
    ("Theo Khoản 1 Điều 3", ["F-127"], [], [], "the older circulars wrote Khoản large"),
    ("Theo khoản 1 điều 3", ["F-127"], ["F-127"], ["F-127"], "an article is large in all of them"),
    ("Nêu tại Khoản này", ["K14"], [], [], "this clause"),
    ("Nêu tại chương II", ["K14"], ["K14"], [], "a chapter"),
    ("Kịp thời; Các đơn vị báo cáo", ["K2"], [], [], "TT01 wanted a capital behind a semicolon"),
    ("Lấy ý kiến của nhân dân", ["K11"], [], [], "Nhân dân came with the decree of 2020"),
    ("Trình Ủy Ban Nhân Dân tỉnh", ["F-128"], ["F-128"], ["F-128"], "a collective body"),
    ("Gửi Sở Nội Vụ", ["K10"], ["K10"], [], "TT55 had no rules of capitals"),
]


@pytest.mark.parametrize(("text", "nd30", "tt01", "tt55", "why"), REGIMES, ids=[row[4] for row in REGIMES])
def test_each_law_has_its_own_capitals(
    text: str, nd30: list[str], tt01: list[str], tt55: list[str], why: str
) -> None:
    for day, rules in ((ND30, nd30), (TT01, tt01), (TT55, tt55)):
        assert [one.rule for one in found(page(text), day)] == rules, (why, day)


SEVERITIES = [
    ("Gửi Sở Nội Vụ", "K10", "error", "every syllable"),
    ("Gửi Sở nội vụ", "K10", "warning", "a field written small may be common speech"),
    ("Theo quyết định số 12/QĐ-UBND", "K13", "error", "a document with its number"),
    ("Theo Luật đất đai", "K13", "warning", "a law by its title"),
    ("Đi thủ đô Hà Nội", "K7", "error", "a set name"),
    ("Tại Khoản 1 Điều 3", "F-127", "warning", "the law's table says so"),
]


@pytest.mark.parametrize(("text", "rule", "severity", "why"), SEVERITIES, ids=[row[3] for row in SEVERITIES])
def test_how_bad_it_is_and_never_an_error_under_an_older_law(
    text: str, rule: str, severity: str, why: str
) -> None:
    assert [(one.rule, one.severity) for one in found(page(text))] == [(rule, severity)], why
    assert "error" not in {one.severity for one in found(page(text), TT01)}


@pytest.mark.parametrize("name", sorted({spelling.name for spelling in spellings()}))
def test_every_name_of_the_lexicon_is_right_as_it_stands_there(name: str) -> None:
    before = {"Cầu Giấy": "quận ", "Cửa Ông": "phường "}.get(name, "là ")
    assert remarks(f"{before}{name}") == ()
    assert remarks(name.upper()) == ()


def test_the_lexicon_is_written_once_with_the_older_tone_marks_and_names_real_rules() -> None:
    names = [(spelling.rule, spelling.name) for spelling in spellings()]
    assert len(names) == len(set(names))
    assert {spelling.rule for spelling in spellings()} <= set(every_id())
    for _, name in names:
        small = name.lower()
        assert old_tone_placement(small) == small
    assert {spelling.where for spelling in spellings()} <= {"any", "named", "headed", "tailed", "head_only"}
    assert "Điện Biên Phủ" in named_after()
    assert all(name.count("-") and re.fullmatch(r"[\w-]+", name) for name in lexicon()["foreign"]["names"])


WORDS = st.sampled_from([text for text, *_ in WRONG] + lines_of(RIGHT))


@given(st.lists(WORDS, min_size=1, max_size=4).map(" ".join))
def test_remarks_never_touch_stand_in_order_and_change_nothing_but_capitals_and_blanks(text: str) -> None:
    end = 0
    for one in remarks(text):
        assert end <= one.start < one.end
        assert text[one.start : one.end] == one.seen != one.expected
        assert one.seen.lower().replace(" ", "").replace("–", "-") == one.expected.lower().replace(" ", "")
        end = one.end
