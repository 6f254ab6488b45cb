"""Sổ và số: numbers of one book run without gap in the order of their dates, whoever asks."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.document.kinds import DocumentType
from directives.register.books import BackdatedNumber, BookKey, Counter, book_of, next_number
from directives.register.columns import TEN_COLUMNS, row_of
from directives.register.series import ONE_SERIES_A_TYPE
from tests.documents import a_document

BOOK = BookKey("snv", "CV", 2026)
MONDAY = date(2026, 3, 2)

NUMBERS = [
    (Counter(), MONDAY, 1, "a new book"),
    (Counter(opened_after=1847, last_number=1847), MONDAY, 1848, "a book that began on paper"),
    (Counter(last_number=5, last_date=MONDAY), MONDAY, 6, "the same day"),
    (Counter(last_number=99, last_date=MONDAY), date(2026, 12, 31), 100, "a later day"),
]


@pytest.mark.parametrize(("counter", "day", "expected", "reason"), NUMBERS)
def test_the_next_number(counter: Counter, day: date, expected: int, reason: str) -> None:
    assert next_number(BOOK, counter, day) == expected, reason


@given(st.lists(st.integers(0, 300), min_size=1), st.integers(0, 5000))
def test_numbers_run_without_gap_and_dates_never_go_back(asked: list[int], on_paper: int) -> None:
    counter = Counter(on_paper, on_paper)
    given_out: list[tuple[int, date]] = []
    for days in asked:
        day = date(2026, 1, 1) + timedelta(days)
        try:
            number = next_number(BOOK, counter, day)
        except BackdatedNumber:
            assert day < given_out[-1][1]
            continue
        counter = Counter(on_paper, number, day)
        given_out.append((number, day))
    assert [number for number, _ in given_out] == [*range(on_paper + 1, on_paper + 1 + len(given_out))]
    assert given_out == sorted(given_out, key=lambda row: row[1])


def test_each_named_type_has_a_series_of_its_own() -> None:
    named = [ONE_SERIES_A_TYPE.series_of(kind) for kind in DocumentType if kind.code and not kind.is_copy]
    assert len(set(named)) == len(named) == 27
    assert "CV" not in named
    assert ONE_SERIES_A_TYPE.series_of(DocumentType.CONG_VAN) == "CV"


def test_a_book_is_office_series_and_year_of_the_document_itself() -> None:
    document = a_document(type="to_trinh", unit="", date=date(2027, 1, 4))
    assert book_of(document) == BookKey("ubnd-tinh-lam-dong", "TTr", 2027)


COLUMNS = [
    ("Số, ký hiệu văn bản", "07/UBND-VX"),
    ("Ngày tháng văn bản", "05/03/2026"),
    ("Tên loại và trích yếu nội dung văn bản", "Công văn: đo lường sự hài lòng của người dân năm 2026"),
    ("Người ký", "Nguyễn Văn Mẫu"),
    ("Nơi nhận văn bản", "Ủy ban nhân dân các xã, phường, đặc khu; Bộ Nội vụ (b/c)"),
    ("Đơn vị, người nhận bản lưu", "VT, VX"),
    ("Số lượng bản", "12"),
    ("Ngày chuyển", ""),
    ("Ký nhận", ""),
    ("Ghi chú", "Chép lại"),
]


def test_the_ten_columns_of_a_document() -> None:
    archive = {"units": ["VT", "VX"], "copies": 12}
    document = a_document(date=date(2026, 3, 5), archive=archive).numbered(7)
    cells = row_of(document, "Chép lại").cells()
    assert list(zip(TEN_COLUMNS, cells, strict=True)) == COLUMNS


def test_who_signs_without_a_name_is_named_by_the_post() -> None:
    assert row_of(a_document(signature={"title": "CHỦ TỊCH"}).numbered(1)).signer == "CHỦ TỊCH"
