"""Số, ký hiệu: one row for each way in which box 3 is met on paper, in scans and on portals."""

import pytest

from directives.reading.boxes.number_box import blank_number, number_at_start

ROWS = [
    # printed, number, symbol, normalized, uncertain, why
    ("Số: 1085/UBND-NV", "1085", "UBND-NV", "1085/UBND-NV", False, "as the law has it"),
    ("Số: 345 /UBND-NV", "345", "UBND-NV", "345/UBND-NV", False, "room left for the handwritten number"),
    ("Số : 05/SNV – VP", "05", "SNV-VP", "05/SNV-VP", False, "a long dash, blanks around it"),
    ("Số:      /KH-UBND", None, "KH-UBND", None, False, "not numbered yet"),
    ("Số: ....../QĐ-UBND", None, "QĐ-UBND", None, False, "dots for the number"),
    ("Số: ~~112/1~~ /UBND -NV", None, "UBND-NV", None, True, "struck through"),
    ("Sé: #49 /KCB-CĐT", None, "KCB-CĐT", None, True, "recognition lost the first figure"),
    ("Số: 25/2026/NQ-CP", "25/2026", "NQ-CP", "25/2026/NQ-CP", False, "year inside"),
    ("Số: 66.13/2026/NQ-CP", "66.13/2026", "NQ-CP", "66.13/2026/NQ-CP", False, "a number with a dot"),
    ("Nghị quyết số: 25/2022/UBTVQH15", "25/2022", "UBTVQH15", "25/2022/UBTVQH15", False, "type in front"),
    ("Luật số: 57/2014/QH13", "57/2014", "QH13", "57/2014/QH13", False, "a law"),
    ("Số: 24/KH-GDTXVL", "24", "KH-GDTXVL", "24/KH-GDTXVL", False, "a centre's own letters"),
    ("Số: 1249a/CTPH-UBDT-BTP", "1249a", "CTPH-UBDT-BTP", "1249a/CTPH-UBDT-BTP", False, "two agencies"),
    ("Số: 24/CCTTHC", "24", "CCTTHC", "24/CCTTHC", False, "one group only"),
    ("Số: 01/1999/QĐ.UB", "01/1999", "QĐ.UB", "01/1999/QĐ.UB", False, "old form with a dot"),
    ("Số: 3491/UB-KH &ĐT", "3491", "UB-KH&ĐT", "3491/UB-KH&ĐT", False, "blank before &"),
    ("Số: 12/QĐ-UВND", "12", "QĐ-UBND", "12/QĐ-UBND", False, "a Cyrillic В"),
    ("S6: 12/BC-SNV", "12", "BC-SNV", "12/BC-SNV", False, "ố read as 6"),
    ("Số 12-CV/TU", "12", "CV/TU", "12-CV/TU", False, "of the Party"),
    (
        "Số: 01-TANDTC-VKSNDTC/TTLT",
        "01",
        "TANDTC-VKSNDTC/TTLT",
        "01-TANDTC-VKSNDTC/TTLT",
        False,
        "two courts",
    ),
    ("Số: 182-HĐBT", "182", "HĐBT", "182-HĐBT", False, "of the years before 1997"),
    ("Số: 1961/QĐUBND", "1961", "QĐ-UBND", "1961/QĐ-UBND", False, "the page lost its hyphens"),
    ("Số : 24 / PGD&ĐT- GDMN", "24", "PGD&ĐT-GDMN", "24/PGD&ĐT-GDMN", False, "a blank behind the hyphen"),
    ("Số      -QĐ/HU", None, "QĐ/HU", None, False, "of the Party, not numbered yet"),
]


@pytest.mark.parametrize(
    ("printed", "number", "symbol", "whole", "uncertain", "why"), ROWS, ids=[r[-1] for r in ROWS]
)
def test_a_number_is_read_in_every_form(
    printed: str, number: str | None, symbol: str, whole: str | None, uncertain: bool, why: str
) -> None:
    found = number_at_start(printed)
    assert found is not None, why
    read = found.read
    assert (read.number, read.symbol, read.normalized, read.number_uncertain) == (
        number,
        symbol,
        whole,
        uncertain,
    )
    assert read.text == printed


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Số hiệu: 11/CT-BCT", "a portal's table"),
        ("Số lượng: 5/10", "a count"),
        ("Số điện thoại: 0270/3822", "a telephone"),
        ("(Kèm theo Quyết định số: 12/QĐ-UBND)", "the head of an annex"),
        ("Căn cứ Quyết định số 12/QĐ-UBND", "a legal basis"),
        ("Số:", "nothing behind it"),
    ],
)
def test_other_lines_are_no_number(text: str, why: str) -> None:
    assert number_at_start(text) is None, why


@pytest.mark.parametrize("printed", ["Số: 12/QĐ-UBND", "Số: /KH-UBND", "Số 12-CV/TU"])
@pytest.mark.parametrize("behind", [" Hà Nội, ngày 5 tháng 6 năm 2024", ", ngày 17 tháng 8 năm 2026"])
def test_what_stands_behind_the_number_is_left(printed: str, behind: str) -> None:
    found = number_at_start(printed + behind)
    assert found is not None
    assert found.end == len(printed)


def test_a_blank_number_finds_its_symbol_in_another_cell() -> None:
    found = blank_number("Số:", "/TTr-VPCP")
    assert found is not None
    assert (found.read.number, found.read.symbol) == (None, "TTr-VPCP")
    assert blank_number("Số:", "Hà Nội, ngày tháng năm 2016") is None
