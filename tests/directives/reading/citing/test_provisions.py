"""Điều khoản thi hành: who proposed, from when it holds, who carries it out, when it was adopted."""

import pytest

from directives.reading.citing.actors import split_actors
from directives.reading.citing.provisions import (
    adoption_date,
    read_effective,
    read_implementers,
    read_proposers,
)

PROPOSED = [
    ("Theo đề nghị của Cục trưởng Cục Quản lý đấu thầu.", ["Cục trưởng Cục Quản lý đấu thầu"], "plain"),
    ("Xét đề nghị của Vụ trưởng Vụ Các vấn đề chung về xây dựng pháp luật,",
     ["Vụ trưởng Vụ Các vấn đề chung về xây dựng pháp luật"], "“về” within a name"),
    ("Xét đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 12/TTr-SNV ngày 05/3/2020 về việc kiện toàn,",
     ["Giám đốc Sở Nội vụ"], "by a submission"),
    ("Theo đề nghị của Bộ trưởng các Bộ: Y tế, Nông nghiệp và Môi trường, Công Thương và Tư pháp;",
     ["Bộ trưởng các Bộ: Y tế, Nông nghiệp và Môi trường, Công Thương và Tư pháp"], "several ministers"),
    ("Theo đề nghị của Giám đốc Sở Tài chính và Chánh Văn phòng UBND tỉnh.",
     ["Giám đốc Sở Tài chính", "Chánh Văn phòng UBND tỉnh"], "two"),
    ("Xét đề nghị của Giám đốc Sở Văn hóa, Thể thao và Du lịch (Tờ trình số 5/TTr-SVHTTDL ngày 03/02/2021);",
     ["Giám đốc Sở Văn hóa, Thể thao và Du lịch"], "a submission in brackets"),
    ("Theo đề nghị tại Tờ trình số 12/TTr-SNV ngày 05/3/2020 của Giám đốc Sở Nội vụ.", ["Giám đốc Sở Nội vụ"],
     "the submission first"),
    ("Theo đê nghị của Bộ trưởng Bộ Ngoại giao tại Tờ trình sô 2269/TTr-BNG;", ["Bộ trưởng Bộ Ngoại giao"],
     "damaged"),
    ("Theo đề nghị của Tổng cục trưởng Tổng cục Thuế, Tổng cục trưởng Tổng cục Hải quan, Bộ trưởng Bộ Tài chính ban "
     "hành Thông tư hướng dẫn:", ["Tổng cục trưởng Tổng cục Thuế", "Tổng cục trưởng Tổng cục Hải quan"],
     "the sentence that issues goes on behind them"),
    ("Xét Tờ trình số 12/TTr-UBND ngày 05/3/2020 của UBND tỉnh;", None, "nobody is said to have proposed"),
    ("Bộ Nội vụ theo đề nghị của Sở.", None, "amid a sentence"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected", "why"), PROPOSED, ids=[row[2] for row in PROPOSED])
def test_who_proposed_is_read(line: str, expected: list[str] | None, why: str) -> None:
    found = read_proposers([line])
    assert (list(found) if found else None) == expected


EFFECTIVE = [
    ("Quyết định này có hiệu lực thi hành kể từ ngày ký.", "kể từ ngày ký", "2020-03-05", None, "signing"),
    ("Nghị quyết này có hiệu lực kể từ ngày ký ban hành và thay thế Nghị quyết cũ.", "kể từ ngày ký ban hành",
     "2020-03-05", None, "signing and issuing"),
    ("Nghị quyết này có hiệu lực thi hành từ ngày được thông qua.", "từ ngày được thông qua", "2020-03-05", None,
     "adoption"),
    ("Quyết định này có hiệu lực kể từ ngày 01 tháng 8 năm 2022 và là một phần của Thông tư.",
     "kể từ ngày 01 tháng 8 năm 2022", "2022-08-01", None, "a day"),
    ("Thông tư này có hiệu lực từ 01/7/2020.", "từ 01/7/2020", "2020-07-01", None, "a day without “ngày”"),
    ("Nghị quyết này có hiệu lực thi hành kể từ ngày 01 tháng 5 năm 2026 đến hết ngày 30 tháng 6 năm 2026.",
     "kể từ ngày 01 tháng 5 năm 2026 đến hết ngày 30 tháng 6 năm 2026", "2026-05-01", "2026-06-30", "limited"),
    ("Điều 3. Quyết định này có hiệu lực thi hành sau 10 ngày kể từ ngày ký và thay thế Quyết định số 1/QĐ-UB.",
     "sau 10 ngày kể từ ngày ký", "2020-03-15", None, "days after signing"),
    ("Quyết định này có hiệu lực sau 07 (bảy) ngày, kể từ ngày ký ban hành.", "sau 07 (bảy) ngày, kể từ ngày ký "
     "ban hành",
     "2020-03-12", None, "days in words too"),
    ("Nghị quyết này được Hội đồng nhân dân tỉnh khóa XII thông qua ngày 10/12/2020 và có hiệu lực từ ngày "
     "21/12/2020.",
     "từ ngày 21/12/2020", "2020-12-21", None, "adopted one day, in force another"),
    ("Quyết định này có hiệu lực kể từ ngày 31/02/2020.", "kể từ ngày 31/02/2020", None, None, "a day no calendar "
     "has"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "text", "day", "until", "why"), EFFECTIVE, ids=[row[4] for row in EFFECTIVE]
)
def test_from_when_it_holds_is_read(
    line: str, text: str, day: str | None, until: str | None, why: str
) -> None:
    found = read_effective([line], "2020-03-05", "quyet_dinh" if line.startswith(("Quyết", "Điều")) else "")
    assert found is not None
    assert (found.text, found.date, found.until) == (text, day, until)


@pytest.mark.parametrize(
    "line",
    [
        "Luật này có hiệu lực thi hành từ ngày 01/01/2015.",
        "Hồ sơ nộp trước ngày Quyết định này có hiệu lực thi hành thì giải quyết theo quy định cũ.",
        "Luật Bảo hiểm y tế có hiệu lực thi hành từ ngày 01/7/2009.",
    ],
)
def test_what_is_said_of_another_document_is_not_its_own_effect(line: str) -> None:
    assert read_effective([line], "2020-03-05", "quyet_dinh") is None


def test_without_its_own_day_the_day_of_signing_is_not_known() -> None:
    found = read_effective(["Quyết định này có hiệu lực sau 10 ngày kể từ ngày ký."], None, "quyet_dinh")
    assert found is not None
    assert found.date is None


IMPLEMENTERS = [
    (["Điều 2. Chánh Văn phòng UBND tỉnh; Giám đốc Sở Nội vụ chịu trách nhiệm thi hành quyết định này "
      "kể từ ngày ký./."],
     ["Chánh Văn phòng UBND tỉnh", "Giám đốc Sở Nội vụ"], "“quyết định này” in small letters"),
    (["Điều 3. Chánh Văn phòng UBND tỉnh, Giám đốc Sở Nội vụ và Thủ trưởng các đơn vị có liên quan chịu trách "
     "nhiệm thi hành "
      "Quyết định này./."],
     ["Chánh Văn phòng UBND tỉnh", "Giám đốc Sở Nội vụ", "Thủ trưởng các đơn vị có liên quan"], "one sentence"),
    (["Điều 3.", "Các ông (bà): Chánh Văn phòng UBND tỉnh, Giám đốc các Sở: Tài chính, Kế hoạch và Đầu tư, Giám "
     "đốc Kho bạc "
      "nhà nước Tuyên Quang, Chủ tịch UBND các huyện, thành phố chịu trách nhiệm thi hành Quyết định này."],
     ["Chánh Văn phòng UBND tỉnh", "Giám đốc các Sở: Tài chính, Kế hoạch và Đầu tư", "Giám đốc Kho bạc nhà nước "
      "Tuyên Quang",
      "Chủ tịch UBND các huyện, thành phố"], "addressed; members behind a colon"),
    (["Điều 4. Chánh Văn phòng Ủy ban nhân dân tỉnh; Giám đốc Sở Nội vụ; các tổ chức, cá nhân liên quan căn cứ "
     "Quyết định "
      "thi hành."],
     ["Chánh Văn phòng Ủy ban nhân dân tỉnh", "Giám đốc Sở Nội vụ", "các tổ chức, cá nhân liên quan"], "“căn cứ … "
      "thi hành”"),
    (["Điều 38. Trách nhiệm thi hành",
      "1. Bộ trưởng Bộ Nội vụ có trách nhiệm triển khai thực hiện và kiểm tra việc thi hành Nghị định này.",
      "2. Các Bộ trưởng, Thủ trưởng cơ quan ngang bộ, Chủ tịch Ủy ban nhân dân tỉnh, thành phố trực thuộc trung "
      "ương, người "
      "đứng đầu các doanh nghiệp chịu trách nhiệm thi hành Nghị định này./."],
     ["Bộ trưởng Bộ Nội vụ", "Các Bộ trưởng", "Thủ trưởng cơ quan ngang bộ",
      "Chủ tịch Ủy ban nhân dân tỉnh, thành phố trực thuộc trung ương", "người đứng đầu các doanh nghiệp"], "a "
      "decree's article"),
    (["2. Các Bộ, cơ quan ngang Bộ, Ủy ban nhân dân tỉnh, thành phố chịu trách nhiệm thi hành Nghị quyết này."],
     ["Các Bộ", "cơ quan ngang Bộ", "Ủy ban nhân dân tỉnh, thành phố"], "a small letter begins a body"),
    (["Điều 2. Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng, Trưởng phòng Nội vụ chịu trách nhiệm "
     "thi hành."],
     ["Chánh Văn phòng", "Trưởng phòng Nội vụ"], "behind another sentence, no document named"),
    (["Điều 3. Các ông, bà có tên sau:", "- Chánh Văn phòng HĐND và UBND huyện;", "- Trưởng phòng Nội vụ;",
      "chịu trách nhiệm thi hành Quyết định này."],
     ["Chánh Văn phòng HĐND và UBND huyện", "Trưởng phòng Nội vụ"], "a list of lines"),
    (["Điều 2. Bộ Ngoại giao chịu trách nhiệm về số liệu báo cáo và tổ chức thực hiện theo quy định tại Nghị "
     "quyết này."],
     [], "answerable for one matter"),
    (["Điều 2. Chủ tịch UBND các huyện hoàn toàn chịu trách nhiệm trước pháp luật và trước UBND tỉnh."], [],
     "before the law"),
    (["Điều 2. Giao Sở Nội vụ chủ trì, phối hợp triển khai thực hiện Quyết định này."], [], "a duty given"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected", "why"), IMPLEMENTERS, ids=[row[2] for row in IMPLEMENTERS])
def test_who_carries_it_out_is_read(lines: list[str], expected: list[str], why: str) -> None:
    assert list(read_implementers(lines)) == expected


ACTORS = [
    ("Sở Nội vụ, Sở Tài chính và các huyện", ["Sở Nội vụ", "Sở Tài chính", "các huyện"], "commas and “và”"),
    ("Giám đốc Sở Văn hóa, Thể thao và Du lịch, Chủ tịch UBND huyện",
     ["Giám đốc Sở Văn hóa, Thể thao và Du lịch", "Chủ tịch UBND huyện"], "a comma in a name"),
    ("Thủ trưởng các sở, ban, ngành, UBND các huyện Cư Jút, Đắk Mil", ["Thủ trưởng các sở, ban, ngành",
     "UBND các huyện Cư Jút, Đắk Mil"], "names of places go with their head"),
    ("Ông Chánh Văn phòng, ông Giám đốc Sở Y tế và bà Trưởng phòng Nội vụ",
     ["Chánh Văn phòng", "Giám đốc Sở Y tế", "Trưởng phòng Nội vụ"], "each addressed"),
    ("các cơ quan, tổ chức, cá nhân có liên quan", ["các cơ quan, tổ chức, cá nhân có liên quan"], "one group"),
    ("", [], "nobody"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), ACTORS, ids=[row[2] for row in ACTORS])
def test_a_list_of_actors_is_taken_apart(text: str, expected: list[str], why: str) -> None:
    assert split_actors(text) == expected


def test_the_day_of_adoption_is_read() -> None:
    line = "Nghị quyết này được Quốc hội khóa XV, kỳ họp thứ 3 thông qua ngày 17 tháng 8 năm 2022."
    found = adoption_date([line])
    assert found is not None
    assert (found.iso, found.year) == ("2022-08-17", 2022)
    assert adoption_date(["Luật hải quan được Quốc hội thông qua ngày 23/6/2014."]) is None
