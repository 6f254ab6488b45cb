"""Chữ dính: words run together are read apart, and what is quoted stays as it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.reading.glued import known_words, parted_words
from directives.reading.restoring import Original
from directives.text import ascii_fold

LINES = [
    ("Thủtướng Chínhphủ giaoBộ Nội vụ", "Thủ tướng Chính phủ giao Bộ Nội vụ", "two syllables, one cut"),
    (
        "kết quảthống kê thủ tụchành chính",
        "kết quả thống kê thủ tục hành chính",
        "two cuts, one of words which the document has",
    ),
    ("Nguyễn TấnDũng", "Nguyễn Tấn Dũng", "a capital in the middle"),
    ("BANCHỈ ĐẠO", "BAN CHỈ ĐẠO", "capitals"),
    ("ngày27 tháng 02 năm 2009để tổng hợp", "ngày 27 tháng 02 năm 2009 để tổng hợp", "figures"),
    ("khoản2 Điều5", "khoản 2 Điều 5", "figures after the words that count"),
    (
        "500.000 đồng/nguời, Đắk R'lấp, Krông Nô",
        "500.000 đồng/nguời, Đắk R'lấp, Krông Nô",
        "a slip and names are left",
    ),
    (
        "internet, video, email, QĐ-UBND, 2009a",
        "internet, video, email, QĐ-UBND, 2009a",
        "foreign words and symbols",
    ),
    ("nghiêm túc, quyết định", "nghiêm túc, quyết định", "syllables"),
]
_KNOWN = known_words(
    ["Thủ tướng Chính phủ giao Bộ kết quả thống kê thủ tục hành chính Tấn Dũng Ban chỉ đạo tổng hợp"]
)


@pytest.mark.parametrize(("line", "expected", "why"), LINES, ids=[row[2] for row in LINES])
def test_glued_words_are_read_apart(line: str, expected: str, why: str) -> None:
    assert parted_words(line, _KNOWN).text == expected, why


def test_what_is_quoted_stands_as_in_the_source() -> None:
    original = Original(["Giao Thủtướng Chínhphủ, hoà bình", "trước ngày27 tháng 2 của Chính phủ, tướng"])
    assert original.lines == (
        "Giao Thủ tướng Chính phủ, hòa bình",
        "trước ngày 27 tháng 2 của Chính phủ, tướng",
    )
    assert original.text("Thủ tướng Chính phủ, hòa bình") == "Thủtướng Chínhphủ, hoà bình"
    assert original.text("ngày 27 tháng 2") == "ngày27 tháng 2"
    (note,) = original.notes
    assert (note.line, note.fields["count"]) == (0, 3)


_PIECES = st.sampled_from(
    ["Thủtướng", "Chínhphủ", "hoà", "thuỷ", "ngày27", "2009để", "thủ tướng", "chính phủ", "x", ", "]
)


@given(st.lists(st.lists(_PIECES, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=4), st.data())
def test_every_piece_is_given_back_as_it_stands(lines: list[str], data: st.DataObject) -> None:
    original = Original(lines)
    toned = " ".join(original.lines)
    first = data.draw(st.integers(0, len(toned) - 1))
    last = data.draw(st.integers(first + 1, len(toned)))
    piece = toned[first:last]
    found = original.text(piece)
    assert ascii_fold(found).replace(" ", "") == ascii_fold(piece).replace(" ", "")
    assert found.replace(" ", "") in " ".join(lines).replace(" ", "")
