"""Viện dẫn đáng ngờ: what contradicts itself is told with its line, and nothing is put right in silence."""

import pytest

from directives.reading.citing.own import Own
from directives.reading.citing.references import read_references
from directives.reading.lexicon import lexicon

DOUBTFUL = [
    (
        "Nghị định số 30/2020/NĐ-CP ngày 05/3/2021 của Chính phủ",
        "the number says the year",
        "a year unlike the number's",
    ),
    (
        "Quyết định số 12/QĐ-UBND ngày 31/02/2020 của UBND tỉnh",
        "a day that no calendar has",
        "a day no calendar has",
    ),
    (
        "Quyết định số 12/KH-UBND ngày 05/3/2020",
        "that of another type, Kế hoạch",
        "a type unlike the symbol's",
    ),
    (
        "Nghị quyết số 59-NQ/TW ngày 24/01/2025 và Nghị quyết số 59-NQ/TW ngày 24/01/2024",
        "two dates",
        "two days for one",
    ),
]


def doubts(*lines: str) -> list[tuple[str, int | None]]:
    read = read_references(lines, None, own=Own("1/QĐ-X", "quyet_dinh"), words=lexicon(), first_line=7)
    return [(doubt.template.format(**doubt.fields), doubt.line) for doubt in read.doubts]


@pytest.mark.parametrize(("line", "said", "why"), DOUBTFUL, ids=[row[2] for row in DOUBTFUL])
def test_a_contradiction_is_told_once_with_its_line(line: str, said: str, why: str) -> None:
    ((told, at),) = doubts("Điều 1. Không có gì.", line)
    assert said in told
    assert at == 8


CLEAR = [
    "Quy định số 294-QĐ/TW ngày 26/5/2025", "Văn bản số 12/QĐ-UBND", "Thông báo kết luận số 15/TB-UBND", "Luật số "
    "57/2014/QH13",
    "công văn số 636/CT-TTHT ngày 25/4/2014 của Cục thuế tỉnh Đắk Nông hỏi về hóa đơn",
    "Theo đề nghị của Chánh Thanh tra tại Công văn số 410/TTr-NV1 ngày 28/9/2011,",
    "Tờ trình số 704/SLĐTBXH-BTXH ngày 04/8/2010", "Quyết định số 1/QĐ-X ngày 31/02/2020",
]  # fmt: skip


@pytest.mark.parametrize("line", CLEAR)
def test_what_is_in_order_or_is_the_document_itself_raises_no_doubt(line: str) -> None:
    assert doubts(line) == []
