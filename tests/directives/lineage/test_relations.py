"""Quan hệ của viện dẫn: what the words round a citation say, one sentence one reason."""

from collections.abc import Sequence

import pytest

from directives.lineage.facts import Said
from directives.lineage.reading_seen import cited_reference, said_by
from directives.reading.citing.citations import read_citations
from tests.directives.lineage.facts import ref

DAK_NONG = ("tỉnh đắk nông",)


def said_in(lines: Sequence[str], subject: str = "", own_name: str = "sở nội vụ") -> tuple[Said, ...]:
    """Điều được nói: of an office of Đắk Nông in these lines."""
    cited = read_citations([subject, *lines] if subject else list(lines), None)
    return said_by(
        [cited_reference(one, DAK_NONG) for one in cited],
        {one.number: one.role for one in cited},
        subject,
        lines,
        own_name=own_name,
    )


def own_relations(lines: Sequence[str], subject: str = "") -> dict[str, str]:
    """Quan hệ của chính văn bản: by number."""
    return {one.cited.number: one.relation.value for one in said_in(lines, subject) if one.citing is None}


ONE_CITATION = [
    ("Thực hiện Văn bản số 844/UBND-NC ngày 29/6/2021 của UBND tỉnh Gia Lai về CCHC, UBND thị xã chỉ đạo:",
     "carries_out", "“Thực hiện” carries out a document of any type"),
    ("Căn cứ Kế hoạch số 243/KH-BNV ngày 03/4/2020 của Bộ Nội vụ về đo lường sự hài lòng,",
     "carries_out", "a plan is a directive: resting on it is carrying it out"),
    ("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;",
     "rests_on", "a decree gives competence"),
    ("Căn cứ Quyết định số 12/QĐ-UBND ngày 05/01/2021 của UBND tỉnh quy định chức năng của Sở Nội vụ;",
     "rests_on", "so does a decision on functions"),
    ("Căn cứ Quyết định số 12/QĐ-UBND ngày 05/01/2021 của UBND tỉnh phê duyệt Kế hoạch điều tra năm 2021;",
     "carries_out", "a decision that approves a plan orders work"),
    ("Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 704/TTr-SNV ngày 04/8/2010;",
     "rests_on", "a proposal is no order"),
    ("4. Thực hiện nghiêm Chỉ thị số 10/CT-TTg ngày 22/4/2019 của Thủ tướng Chính phủ về việc xử lý nhũng nhiễu.",
     "mentions", "an item of the body orders others; the document itself mentions"),
    ("Quyết định này thay thế Quyết định số 1704/QĐ-UBND ngày 15/10/2007 của UBND tỉnh.",
     "replaces", "“này thay thế”"),
    ("Điều 1. Sửa đổi, bổ sung một số điều của Quyết định số 12/2019/QĐ-UBND ngày 05/3/2019 của UBND tỉnh như sau:",
     "amends", "an article that begins with the act"),
    ("Bãi bỏ Quyết định số 12/2019/QĐ-UBND ngày 05/3/2019 của UBND tỉnh.", "repeals", "“Bãi bỏ”"),
    ("Đính chính Công văn số 15/UBND-VX ngày 05/3/2021 của UBND tỉnh như sau:", "corrects", "“Đính chính”"),
    ("Thu hồi Quyết định số 15/QĐ-UBND ngày 05/3/2021 của UBND tỉnh.", "recalls", "“Thu hồi”"),
    ("Phúc đáp Công văn số 512/SNV-CCHC ngày 02/3/2021 của Sở Nội vụ về việc xin ý kiến, UBND huyện có ý kiến như sau:",
     "replies_to", "“Phúc đáp”"),
    ("Sở Nội vụ nhận được Công văn số 88/UBND-NV ngày 02/3/2021 của UBND huyện Cư Jút về việc xin ý kiến.",
     "replies_to", "what was received is answered"),
    ("Nghị định số 110/2004/NĐ-CP ngày 08/4/2004 của Chính phủ hết hiệu lực từ ngày Nghị định này có hiệu lực.",
     "repeals", "“hết hiệu lực từ ngày … này có hiệu lực”"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "relation", "reason"), ONE_CITATION)
def test_a_sentence_says_what_the_document_does(line: str, relation: str, reason: str) -> None:
    assert list(own_relations([line]).values()) == [relation], reason


TITLES = [
    ("V/v triển khai thực hiện Văn bản số 844/UBND-NC ngày 29/6/2021 của UBND tỉnh Gia Lai", "carries_out"),
    ("V/v trả lời Công văn số 88/UBND-NV ngày 02/3/2021 của UBND huyện Cư Jút", "replies_to"),
    ("Sửa đổi, bổ sung một số điều của Quyết định số 12/2019/QĐ-UBND ngày 05/3/2019 của UBND tỉnh", "amends"),
    ("Đính chính Công văn số 15/UBND-VX ngày 05/3/2021", "corrects"),
]


@pytest.mark.parametrize(("subject", "relation"), TITLES)
def test_the_subject_says_what_the_document_does(subject: str, relation: str) -> None:
    assert list(own_relations([], subject).values()) == [relation]


BETWEEN = [
    (
        "Ngày 07/12/2021 UBND tỉnh ban hành Công văn số 7137/UBND-NCKSTT về việc điều tra xã hội học, trong "
        "đó giao Sở Nội vụ chủ trì, phối hợp với các cơ quan căn cứ nội dung tại Công văn số 6056/BNV-CCHC ngày "
        "29/11/2021 của Bộ Nội vụ để tham mưu UBND tỉnh.",
        ("7137/UBND-NCKSTT", "carries_out", "6056/BNV-CCHC"),
        {"7137/UBND-NCKSTT": "carries_out", "6056/BNV-CCHC": "mentions"},
    ),
    (
        "Thực hiện Công văn số 844/UBND-NC ngày 29/6/2021 của UBND tỉnh Gia Lai về việc triển khai thực hiện Kế hoạch "
        "số 243/KH-BNV ngày 03/4/2021 của Bộ Nội vụ, UBND thị xã yêu cầu:",
        ("844/UBND-NC", "carries_out", "243/KH-BNV"),
        {"844/UBND-NC": "carries_out", "243/KH-BNV": "mentions"},
    ),
    (
        "Căn cứ Nghị định số 09/2010/NĐ-CP ngày 08/02/2010 của Chính phủ sửa đổi, bổ sung một số điều của Nghị định số "
        "110/2004/NĐ-CP ngày 08/4/2004 của Chính phủ về công tác văn thư;",
        ("09/2010/NĐ-CP", "amends", "110/2004/NĐ-CP"),
        {"09/2010/NĐ-CP": "rests_on", "110/2004/NĐ-CP": "mentions"},
    ),
    (
        "Căn cứ Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15 được sửa đổi, bổ sung theo Luật số "
        "87/2025/QH15;",
        ("87/2025/QH15", "amends", "64/2025/QH15"),
        {"64/2025/QH15": "rests_on", "87/2025/QH15": "rests_on"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("line", "between", "own"), BETWEEN)
def test_a_sentence_says_what_one_cited_document_does_to_another(
    line: str, between: tuple[str, str, str], own: dict[str, str]
) -> None:
    found = [
        (one.citing.number, one.relation.value, one.cited.number)
        for one in said_in([line])
        if one.citing is not None
    ]
    assert found == [between]
    assert own_relations([line]) == own


def test_of_two_directives_carried_out_in_one_breath_the_lower_carries_out_the_higher() -> None:
    line = (
        "Thực hiện Công văn số 6056/BNV-CCHC ngày 29/11/2021 của Bộ Nội vụ và Công văn số 7137/UBND-NCKSTT ngày "
        "07/12/2021 của UBND tỉnh, Sở Nội vụ đề nghị:"
    )
    (concluded,) = [one for one in said_in([line]) if one.citing is not None]
    assert concluded.citing is not None
    assert (concluded.citing.number, concluded.cited.number) == ("7137/UBND-NCKSTT", "6056/BNV-CCHC")
    assert concluded.concluded_from == ("rank", "date")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            "Thực hiện Công văn số 6056/BNV-CCHC ngày 29/11/2021 của Bộ Nội vụ và Công văn số 7137/UBND-NCKSTT ngày "
            "07/11/2021 của UBND tỉnh, Sở Nội vụ đề nghị:",
            "the lower one is earlier, so it cannot carry the higher out",
        ),
        (
            "Thực hiện Công văn số 12/UBND-NC ngày 29/11/2021 của UBND tỉnh và Công văn số 13/UBND-NC ngày 30/11/2021 "
            "của UBND tỉnh, Sở Nội vụ đề nghị:",
            "both are of one rank",
        ),
        (
            "Thực hiện Công văn số 6056/BNV-CCHC của Bộ Nội vụ và Công văn số 7137/UBND-NCKSTT của UBND tỉnh:",
            "nobody says their days",
        ),
    ],
)
def test_an_order_is_concluded_from_rank_and_day_together_only(line: str, reason: str) -> None:
    assert [one for one in said_in([line]) if one.citing is not None] == [], reason


@pytest.mark.parametrize(
    "printed",
    ["6056/BNV-CCHC", "6056 / BNV - CCHC", "06056/BNV–CCHC", "~~6056~~/BNV-CCHC", "6056/ВNV-СCHC"],
)
def test_the_words_round_a_number_are_found_however_it_is_printed(printed: str) -> None:
    line = f"Thực hiện Công văn số {printed} ngày 29/11/2021 của Bộ Nội vụ, Sở Nội vụ đề nghị:"
    (said,) = said_by(
        [ref("6056/BNV-CCHC", "2021-11-29", "Bộ Nội vụ")], {"6056/BNV-CCHC": "basis"}, "", [line]
    )
    assert said.relation.value == "carries_out"
    assert said.concluded_from == ("basis_lead",)


@pytest.mark.parametrize("other", ["16056/BNV-CCHC", "6056/BNV-CCHC1", "1/6056/BNV-CCHC"])
def test_a_number_is_not_found_within_another(other: str) -> None:
    (said,) = said_by([ref("6056/BNV-CCHC")], {}, "", [f"Thực hiện Công văn số {other} của Bộ Nội vụ:"])
    assert said.concluded_from == ("not_found_in_words",)


def test_every_citation_is_told_though_its_words_are_not_found() -> None:
    cited = read_citations(["Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;"], None)
    (said,) = said_by([cited_reference(one, ()) for one in cited], {}, "", ["không có ở đây"])
    assert said.concluded_from == ("not_found_in_words",)
