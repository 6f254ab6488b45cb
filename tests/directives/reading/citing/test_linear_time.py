"""Thời gian đọc: a line made to hurt is read in a time that grows with its length, not with its square."""

import time

import pytest

from directives.reading.citing.own import Own
from directives.reading.citing.references import read_references
from directives.reading.lexicon import lexicon

PIECES = [
    "1", "1/", "1/A ", "1/A-", "1/2020/", "12/QĐ-UBND ", "Quyết định số 12/QĐ-UBND, ", "số ", "ngày 1/1/2020 ",
    "Luật ",
    "Luật sửa đổi ", "Luật A ", "của Bộ ", "Bộ ", "Bộ ban hành ", "và ", ", ", "(", "“", "thay thế ", "hết hiệu "
    "lực ", "này có hiệu lực ",
    "chịu trách nhiệm ", "thi hành Quyết định này, ", "căn cứ ", "thực hiện và ", "Theo đề nghị của ", "A", "à",
    "tại ", " này",
    "Quyết định số 1/QĐ-A của Bộ ban hành ", "đề nghị của Bộ (công văn số 1/A-B), ", "Căn cứ Luật A và ", "Hiến "
    "pháp nước ",
]  # fmt: skip


LENGTHS = [(10_000, 1.5), pytest.param(200_000, 20, marks=pytest.mark.slow)]


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize(("length", "seconds"), LENGTHS)
def test_a_long_line_is_read_in_seconds(piece: str, length: int, seconds: float) -> None:
    line = "Căn cứ " + piece * (length // len(piece))
    begun = time.process_time()
    read_references([line], None, own=Own("1/A", "quyet_dinh"), words=lexicon())
    assert time.process_time() - begun < seconds
