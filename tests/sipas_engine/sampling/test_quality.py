"""Chất lượng danh sách: what An Khê's letter demands (name, address, telephone), doubles, age; two lists compared."""

import unicodedata
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipas_engine.sampling.comparing import compare_lists
from sipas_engine.sampling.frame import list_hash
from sipas_engine.sampling.quality import ReadList, read_list
from sipas_engine.sampling.settings import list_settings

DAY = date(2026, 9, 1)
COLUMNS = ("stt", "ho_ten", "nam_sinh", "dia_chi", "thon", "dien_thoai", "doi_tuong")
GOOD = ("1", "Nguyễn Văn Mẫu", "1980", "Số 1", "Thôn 1", "0912345678", "")


def listed(*rows: Sequence[str], columns: Sequence[str] = COLUMNS) -> ReadList:
    """Danh sách: rows below a header in row 1."""
    return read_list([(n, dict(zip(columns, row, strict=True))) for n, row in enumerate(rows, start=2)], DAY)


def row(**changed: str) -> tuple[str, ...]:
    """Hàng tốt sửa một ô."""
    return tuple(changed.get(name, text) for name, text in zip(COLUMNS, GOOD, strict=True))


CASES = [
    (row(), [], "nothing wrong"),
    (row(ho_ten="  "), ["missing_name"], "a name of blanks"),
    (row(dia_chi="", thon=""), ["missing_address"], "no address at all"),
    (row(dia_chi=""), [], "a village is an address"),
    (row(dien_thoai=""), ["missing_phone"], "no telephone"),
    (row(dien_thoai="912345678"), ["phone_lost_zero"], "a zero lost in a spreadsheet"),
    (row(dien_thoai="12345"), ["phone_shape"], "no telephone number"),
    (row(nam_sinh="20/10/2010"), ["under_age"], "a child"),
    (row(nam_sinh="2008"), ["age_unsure"], "perhaps seventeen"),
    (row(nam_sinh=""), ["missing_birth"], "no birth"),
    (row(nam_sinh="2/9/85"), ["birth_unreadable"], "a year of two digits"),
    (row(nam_sinh="31292"), ["birth_serial"], "a spreadsheet's number"),
    (row(nam_sinh="", doi_tuong="Tổ chức"), [], "an organisation has no birth"),
    (row(nam_sinh="2015", doi_tuong="Doanh nghiệp"), [], "the founding year of an enterprise is no age"),
    (
        row(ho_ten="", dien_thoai="", dia_chi="", thon=""),
        ["missing_name", "missing_address", "missing_phone"],
        "all three",
    ),
]


@pytest.mark.parametrize(("cells", "kinds", "why"), CASES, ids=[case[2] for case in CASES])
def test_what_is_wrong_with_a_row_is_found(cells: tuple[str, ...], kinds: list[str], why: str) -> None:
    assert [one.kind for one in listed(cells).report.findings] == kinds, why


def test_a_column_that_the_file_lacks_is_missing_in_every_row_but_the_birth() -> None:
    read = listed(("A", "Số 1"), ("B", "Số 2"), columns=("ho_ten", "dia_chi"))
    assert read.report.counts == {"missing_phone": 2}


def test_doubles_name_each_other_s_rows() -> None:
    twin = row(stt="2", dien_thoai="0987654321", ho_ten="NGUYỄN VĂN MẪU")
    read = listed(row(), twin, row(stt="3", ho_ten="Trần Thị Mẫu", nam_sinh="1990"))
    told = {(one.kind, one.row, one.others) for one in read.report.findings}
    assert told == {
        ("double_person", 2, (3,)),
        ("double_person", 3, (2,)),
        ("double_phone", 2, (4,)),
        ("double_phone", 4, (2,)),
    }
    assert read.report.faulty == (1, 2), (
        "a shared telephone alone is told, and is no fault: families share one"
    )


def test_of_doubles_the_first_row_is_drawn_from_and_children_are_not() -> None:
    read = listed(row(), row(stt="2", dien_thoai="0987654321"), row(stt="3", ho_ten="Trẻ", nam_sinh="2015"))
    assert read.barred() == {2: "double_person", 3: "under_age"}


def test_same_names_in_two_villages_or_of_two_years_are_two_people() -> None:
    read = listed(row(), row(stt="2", thon="Thôn 2"), row(stt="3", nam_sinh="1981"))
    assert not any(one.kind == "double_person" for one in read.report.findings)


def test_the_list_goes_back_below_the_threshold_only() -> None:
    good = [row(stt=str(n), ho_ten=f"Người {n}", dien_thoai=f"09{n:08d}") for n in range(1, 20)]
    at = listed(*good, row(stt="20", dien_thoai="")).report
    below = listed(*good[:-1], row(stt="19", dien_thoai=""), row(stt="20", dien_thoai="")).report
    assert (at.good_share, at.goes_back) == (list_settings().least_good_share, False)
    assert below.goes_back


def test_no_finding_tells_a_name_or_a_telephone() -> None:
    told = repr(listed(row(dien_thoai="12345"), row(stt="2")).report)
    assert "Mẫu" not in told
    assert "12345" not in told


def test_of_the_birth_only_the_year_and_the_age_are_kept() -> None:
    (kept,) = listed(row(nam_sinh="17/03/1985")).rows
    assert (kept.birth_year, kept.of_age) == (1985, True)
    assert "17/03" not in repr(kept)


def test_rows_stand_in_the_order_of_stt_wherever_they_stood_in_the_file() -> None:
    ten, two, nine = (row(stt=str(n), ho_ten=f"Người {n}") for n in (10, 2, 9))
    assert [one.serial for one in listed(ten, two, nine).rows] == ["2", "9", "10"]
    assert list_hash(listed(ten, two, nine).rows) == list_hash(listed(nine, ten, two).rows)


@pytest.mark.parametrize("serials", [("1", "1"), ("1", ""), ("1a", "2")])
def test_without_whole_and_different_numbers_the_file_s_order_stays(serials: tuple[str, str]) -> None:
    first, second = serials
    read = listed(row(stt=first, ho_ten="Z"), row(stt=second, ho_ten="A"))
    assert [one.name for one in read.rows] == ["Z", "A"]


SAME = [
    (row(), row(dien_thoai="+84 912 345 678"), True, "another way of writing the same number"),
    (row(), row(ho_ten="Nguyễn  Văn Mẫu"), True, "blanks"),
    (row(), row(ho_ten=unicodedata.normalize("NFD", "Nguyễn Văn Mẫu")), True, "decomposed letters"),
    (row(), row(stt="7"), True, "another STT in the same order"),
    (row(), row(nam_sinh="1981"), True, "another year of birth: it is forgotten later"),
    (row(), row(nam_sinh="2015"), False, "but a child is no candidate"),
    (row(), row(ho_ten="Nguyễn Văn Mậu"), False, "another person"),
    (row(), row(dien_thoai="912345678"), False, "a number that lost its zero"),
]


@pytest.mark.parametrize(("one", "other", "same", "why"), SAME, ids=[case[3] for case in SAME])
def test_the_hash_tells_lists_apart_by_what_a_draw_goes_by(
    one: tuple[str, ...], other: tuple[str, ...], same: bool, why: str
) -> None:
    assert (list_hash(listed(one).rows) == list_hash(listed(other).rows)) is same, why


def test_an_office_s_new_list_is_compared_with_the_one_before() -> None:
    old = listed(
        row(stt="1", ho_ten="An", dien_thoai=""),
        row(stt="2", ho_ten="Bình", dien_thoai=""),
        row(stt="3", ho_ten="Châu"),
        row(stt="4", ho_ten="Dung", dien_thoai="0912345670"),
    )
    new = listed(
        row(stt="1", ho_ten="An"),
        row(stt="2", ho_ten="Bình", dien_thoai="12"),
        row(stt="3", ho_ten="Châu", dien_thoai=""),
        row(stt="5", ho_ten="Giang"),
    )
    found = compare_lists(old.rows, old.report, new.rows, new.report)
    assert (found.mended, found.still_wrong, found.spoiled, found.new, found.gone) == (
        (1,),
        (2,),
        (3,),
        (4,),
        (4,),
    )


def test_a_mended_name_is_the_same_row_by_its_dossier() -> None:
    columns = ("ho_ten", "dia_chi", "dien_thoai", "ma_ho_so")
    old = listed(("", "Số 1", "0912345678", "H1"), columns=columns)
    new = listed(("An", "Số 2", "0912345678", "H1"), columns=columns)
    found = compare_lists(old.rows, old.report, new.rows, new.report)
    assert (found.mended, found.new, found.gone) == ((1,), (), ())


CELLS = st.text(max_size=12)


@given(st.lists(st.tuples(*[CELLS] * len(COLUMNS)), max_size=12))
def test_any_cells_are_read_and_every_row_keeps_its_place(rows: list[tuple[str, ...]]) -> None:
    read = listed(*rows)
    assert [one.position for one in read.rows] == list(range(1, len(rows) + 1))
    assert sorted(one.row for one in read.rows) == list(range(2, len(rows) + 2))
    assert set(read.report.faulty) <= set(range(1, len(rows) + 1))
    found = compare_lists(read.rows, read.report, read.rows, read.report)
    assert found.mended == found.spoiled == ()
