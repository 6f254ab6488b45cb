"""Nơi nhận nhiệm vụ: a sentence and whom it tells or asks, as a table."""

import pytest

from directives.reading.duties.addressees import split_names, told
from directives.reading.duties.phrases import phrases
from directives.reading.lexicon import lexicon

NAMED = [
    # sentence, addressees, asked, reason
    ("Giao Sở Nội vụ làm đầu mối liên lạc", ["Sở Nội vụ"], False, "giao"),
    ("Yêu cầu các cơ quan, đơn vị liên quan thực hiện", ["các cơ quan, đơn vị liên quan"], False, "yêu cầu"),
    ("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam và Hội Cựu chiến binh thị xã phối hợp",
     ["Ủy ban Mặt trận Tổ quốc Việt Nam", "Hội Cựu chiến binh thị xã"], True, "asked, two bodies"),
    ("Đối với Bưu điện tỉnh", ["Bưu điện tỉnh"], False, "đối với"),
    ("Đối với UBND các huyện, thành phố: Cư Jút, Đắk Mil, Đắk R'lấp và Gia Nghĩa.",
     ["UBND các huyện, thành phố: Cư Jút, Đắk Mil, Đắk R'lấp và Gia Nghĩa"], False, "members named"),
    ("Sở Tài chính có trách nhiệm thẩm định dự toán", ["Sở Tài chính"], False, "có trách nhiệm"),
    ("Sở Kế hoạch và Đầu tư chủ trì, cùng các đơn vị có liên quan tham mưu", ["Sở Kế hoạch và Đầu tư"], False,
     "who leads, not who works with them"),
    ("Bộ Ngoại giao chịu trách nhiệm về trình tự", ["Bộ Ngoại giao"], False, "a verb inside a name"),
    ("Bộ Y tế: Kiểm tra, theo dõi, giám sát", ["Bộ Y tế"], False, "a colon before the work"),
    ("Các Bộ: Y tế, Công Thương và Ủy ban nhân dân tỉnh có trách nhiệm hoàn thiện",
     ["Các Bộ: Y tế, Công Thương", "Ủy ban nhân dân tỉnh"], False, "a colon before names"),
    ("Hằng năm, Sở Nội vụ chủ trì tham mưu", ["Sở Nội vụ"], False, "behind a time"),
    ("Trường hợp khai hải quan giấy, người khai hải quan phải nộp", ["người khai hải quan"], False, "behind a case"),
    ("Về việc này, Thủ tướng Chính phủ giao Bộ Y tế kiểm tra nội dung", ["Bộ Y tế"], False, "in the middle"),
    ("UBND huyện yêu cầu các cơ quan, đơn vị, địa phương thực hiện", ["các cơ quan, đơn vị, địa phương"], False,
     "who is told, not who tells"),
    ("yêu cầu các bộ phận nghiêm túc triển khai thực hiện", ["các bộ phận"], False, "an adverb begins the duty"),
    ("đề nghị các cơ quan, đơn vị phối hợp triển khai tuyên truyền", ["các cơ quan, đơn vị"], True,
     "phối hợp is what they do"),
    ("Ban chỉ đạo tổ chức kiểm tra", ["Ban chỉ đạo"], False, "a verb inside a committee's name"),
    ("đề nghị các đồng chí giao Chánh Văn phòng làm Tổ trưởng", ["các đồng chí"], True,
     "who is asked, not whom they in turn charge"),
    ("Trường hợp không xác định được chủ hộ, người thuê hoặc người được chủ hộ ủy quyền, Ủy ban nhân dân xã chủ trì",
     ["Ủy ban nhân dân xã"], False, "those whom a case lists do nothing"),
    ("Đại lý thuế đã được công nhận, có nhân viên đã được cấp chứng chỉ thì được tiếp tục hoạt động",
     ["Đại lý thuế"], False, "told apart by what was done"),
    ("Thời hạn cơ quan thuế giải quyết hồ sơ", ["cơ quan thuế"], False, "whose time it is"),
    ("Trách nhiệm của cơ quan hải quan trong kiểm tra", ["cơ quan hải quan"], False, "whose responsibility"),
]  # fmt: skip

NOBODY = [
    ("Báo cáo kết quả thực hiện", "a verb that begins like a newspaper"),
    ("Ban hành kế hoạch năm 2026", "a verb that begins like a committee"),
    ("Phòng, chống thiên tai trên địa bàn", "a verb that begins like a division"),
    ("Các trường hợp miễn kiểm tra thực tế", "cases, not schools"),
    ("Phân công lãnh đạo cơ quan, đơn vị trực tiếp theo dõi", "what those addressed do among themselves"),
    ("Các khóa bồi dưỡng được tổ chức hàng năm", "things that are done"),
    ("Tăng cường công tác tuyên truyền", "no name"),
]

SPLIT = [
    ("các Sở, Ban, ngành; UBND các huyện, thành phố", ["các Sở, Ban, ngành", "UBND các huyện, thành phố"]),
    ("Giám đốc các sở, Thủ trưởng các ban, ngành", ["Giám đốc các sở", "Thủ trưởng các ban, ngành"]),
    ("các sở, ban, ngành, UBND các xã, phường", ["các sở, ban, ngành", "UBND các xã, phường"]),
    ("các cơ quan chuyên môn, UBND, Trạm Y tế các xã",
     ["các cơ quan chuyên môn", "UBND", "Trạm Y tế các xã"]),
    ("Sở Văn hóa, Thể thao và Du lịch, Sở Lao động - Thương binh và Xã hội",
     ["Sở Văn hóa, Thể thao và Du lịch", "Sở Lao động - Thương binh và Xã hội"]),
    ("Chính phủ, Hội đồng nhân dân và các cơ quan, tổ chức khác có liên quan",
     ["Chính phủ", "Hội đồng nhân dân", "các cơ quan, tổ chức khác có liên quan"]),
    ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện, Phòng Nội vụ",
     ["Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện", "Phòng Nội vụ"]),
    ("Văn phòng Đoàn ĐBQH và HĐND tỉnh, Sở Nội vụ", ["Văn phòng Đoàn ĐBQH và HĐND tỉnh", "Sở Nội vụ"]),
    ("Đài Phát thanh và Truyền hình tỉnh, Báo Đắk Nông", ["Đài Phát thanh và Truyền hình tỉnh", "Báo Đắk Nông"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who", "asked", "why"), NAMED, ids=[row[3] for row in NAMED])
def test_a_sentence_names_whom_it_tells(text: str, who: list[str], asked: bool, why: str) -> None:
    found = told(text, phrases(lexicon()))
    assert found is not None
    assert list(found.who) == who
    assert found.asked is asked


@pytest.mark.parametrize(("text", "why"), NOBODY, ids=[row[1] for row in NOBODY])
def test_a_sentence_without_a_name_tells_nobody(text: str, why: str) -> None:
    assert told(text, phrases(lexicon())) is None


@pytest.mark.parametrize(("text", "names"), SPLIT)
def test_a_list_is_split_one_name_a_body(text: str, names: list[str]) -> None:
    assert list(split_names(text, phrases(lexicon()))) == names
