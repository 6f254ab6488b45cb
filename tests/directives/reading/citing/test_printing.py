"""Viết viện dẫn: a citation printed in the form of the law and read back is the same citation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.conversion.errors import RefusedFile
from directives.reading.citing.citations import read_citations
from directives.reading.citing.printing import NotACitation, named, parsed, printed
from directives.reading.citing.symbols import type_codes
from directives.reading.reader import read_source
from directives.reading.record import Citation
from tests.reading_set.score import Labelled, labelled, source_of

PRINTED = [
    (Citation("Nghị định", "30/2020/NĐ-CP", "2020-03-05", "Chính phủ", "basis"),
     "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ", "a decree as a basis"),
    (Citation("Công văn", "6056/BNV-CCHC", "2021-11-29", "Bộ Nội vụ", "cited"),
     "Công văn số 6056/BNV-CCHC ngày 29 tháng 11 năm 2021 của Bộ Nội vụ", "a letter, mentioned"),
    (Citation("Luật", "Luật Tổ chức chính quyền địa phương", "2015-06-19", None, "basis"),
     "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015", "a law by its title, as ND30 has it"),
    (Citation("Luật", "57/2014/QH13", None, None, "basis"), "Căn cứ Luật số 57/2014/QH13", "a law by its number"),
    (Citation("Nghị quyết", "18-NQ/TW", "2017-10-25", "Ban Chấp hành Trung ương", "cited"),
     "Nghị quyết số 18-NQ/TW ngày 25 tháng 10 năm 2017 của Ban Chấp hành Trung ương", "of the Party"),
    (Citation("Luật", "Luật sửa đổi, bổ sung một số điều của Luật Đê điều", None, None, "cited"),
     "Luật sửa đổi, bổ sung một số điều của Luật Đê điều", "“của” within a title"),
    (Citation("Luật", "Luật hải quan", "2014-06-23", "Quốc hội", "cited"),
     "Luật hải quan ngày 23 tháng 6 năm 2014 của Quốc hội", "a law with its issuer"),
]  # fmt: skip


@pytest.mark.parametrize(("citation", "text", "why"), PRINTED, ids=[row[2] for row in PRINTED])
def test_a_citation_is_printed_in_the_form_of_the_law(citation: Citation, text: str, why: str) -> None:
    assert printed(citation) == text
    assert parsed(text) == citation


def test_within_a_sentence_no_basis_is_announced() -> None:
    assert named(PRINTED[0][0]) == "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ"


LENIENT = [
    ("Công văn số 6056/BNV-CCHC ngày 29/11/2021 của Bộ Nội vụ", PRINTED[1][0], "the day in figures"),
    ("Căn cứ Luật số 57/2014/QH13;", PRINTED[3][0], "the mark at the end of a line of bases"),
    (
        "Căn cứ  Nghị định số 30/2020/NĐ-CP\nngày 05 tháng 3 năm 2020 của Chính phủ.",
        PRINTED[0][0],
        "blanks and lines",
    ),
]


@pytest.mark.parametrize(("text", "citation", "why"), LENIENT, ids=[row[2] for row in LENIENT])
def test_small_liberties_are_read(text: str, citation: Citation, why: str) -> None:
    assert parsed(text) == citation


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Căn cứ",
        "văn bản cũ",
        "Công văn ngày 05/3/2020",
        "Quyết định số 12/QĐ-UBND ngày 31 tháng 02 năm 2020",
    ],
)
def test_what_is_no_citation_is_refused(text: str) -> None:
    with pytest.raises(NotACitation, match="is no citation"):
        parsed(text)


READ = [
    pytest.param(one, id=one.name, marks=[pytest.mark.slow] if one.name.endswith("-scan") else [])
    for one in labelled()
]


@pytest.mark.parametrize("document", READ)
def test_every_citation_of_the_reading_set_comes_back(document: Labelled) -> None:
    source = source_of(document.path)
    if source is None:
        pytest.skip("a scan, and no character recognition here")
    try:
        record = read_source(source)
    except RefusedFile:
        pytest.skip("refused here")
    told = [
        Citation(one["type"], one["number"], one["date"], one["issuer"], one["role"])
        for one in document.label["citations"]
    ]
    for citation in (*record.citations, *told):
        assert parsed(printed(citation)) == citation


_LETTERS = "ABCDĐEGHIKLMNOPQRSTUVXY"
_code = st.sampled_from(
    [code for code in type_codes() if code not in ("QH", "UBTVQH", "L", "PL", "SL", "CV")]
)
_body = st.text(alphabet=_LETTERS, min_size=2, max_size=8)
_no = st.integers(1, 99999).map(lambda n: f"{n:02d}")
_year = st.integers(1945, 2045)
_place = st.sampled_from(
    ["Gia Lai", "Đắk Nông", "Lai Châu", "Thừa Thiên Huế", "Bà Rịa - Vũng Tàu", "Hồ Chí Minh"]
)
_issuers = st.one_of(
    st.none(),
    st.sampled_from(
        ["Chính phủ", "Thủ tướng Chính phủ", "Bộ trưởng Bộ Kế hoạch và Đầu tư", "Bộ Văn hóa, Thể thao và Du "
         "lịch", "UBND tỉnh",
         "Ban Chấp hành Trung ương Đảng khóa XII", "Ủy ban Dân tộc và Bộ Tư pháp", "Ủy ban Thường vụ Quốc hội",
         "Bộ Ngoại giao"]
    ),
    st.builds("{} {}".format, st.sampled_from(["Ủy ban nhân dân tỉnh", "Chủ tịch UBND tỉnh", "Sở Nội vụ tỉnh"]),
     _place),
)  # fmt: skip
_days = st.dates().filter(lambda day: 1900 <= day.year <= 2100).map(lambda day: day.isoformat())
_numbered = st.one_of(
    st.builds(lambda c, n, b: (type_codes()[c][0], f"{n}/{c}-{b}"), _code, _no, _body),
    st.builds(lambda c, n, y, b: (type_codes()[c][0], f"{n}/{y}/{c}-{b}"), _code, _no, _year, _body),
    st.builds(lambda n, b, u: ("Công văn", f"{n}/{b}-{u}"), _no, _body.filter(lambda b: b not in type_codes()),
     _body),
    st.builds(lambda c, n: (type_codes()[c][0], f"{n}-{c}/TW"), st.sampled_from(["NQ", "CT", "KL", "TB", "HD"]), _no),
    st.builds(lambda n, y, t: ("Luật", f"{n}/{y}/QH{t}"), _no, _year, st.integers(1, 20)),
)  # fmt: skip
_laws = st.sampled_from(
    ["Luật Viên chức", "Luật Phòng, chống thiên tai", "Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân",
     "Luật sửa đổi, bổ sung một số điều của Luật Đê điều"]
).map(lambda title: ("Luật", title))  # fmt: skip
_roles = st.sampled_from(["basis", "cited"])
_numbered_citations = st.builds(
    lambda which, day, issuer, role: Citation(which[0], which[1], day, issuer, role),
    _numbered, st.one_of(st.none(), _days), _issuers, _roles,
)  # fmt: skip
_law_citations = st.builds(
    lambda law, day, role: Citation(law[0], law[1], day, None, role),
    _laws,
    st.one_of(st.none(), _days),
    _roles,
)


@given(st.one_of(_numbered_citations, _law_citations))
def test_reading_what_was_printed_is_the_identity(citation: Citation) -> None:
    assert parsed(printed(citation)) == citation


@given(st.one_of(_numbered_citations, _law_citations))
def test_a_printed_citation_is_found_in_a_sentence(citation: Citation) -> None:
    line = f"{printed(citation)};" if citation.role == "basis" else f"Tại {printed(citation)}."
    assert read_citations([line], None) == (citation,)
