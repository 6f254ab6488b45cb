"""Hồ sơ quá hạn: what is overdue on a day, whose apology counts, and every bad row of an export named."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.conversion.sheets import Sheet
from directives.results_use.overdue import (
    Apology,
    ReceivedFile,
    overdue_as_json,
    overdue_from_json,
    overdue_report,
)
from directives.results_use.overdue_tables import (
    APOLOGY_COLUMNS,
    USUAL_COLUMNS,
    BadColumnMap,
    BadExport,
    column_map,
    listed_apologies,
    received_files,
)

ON = date(2020, 4, 30)


def _file(code: str, due: str, result: str = "") -> ReceivedFile:
    found = date.fromisoformat(result) if result else None
    return ReceivedFile(code, date(2020, 4, 1), date.fromisoformat(due), found)


@pytest.mark.parametrize(
    ("due", "result", "overdue"),
    [
        ("2020-04-10", "2020-04-09", False),
        ("2020-04-10", "2020-04-10", False),  # on the day itself
        ("2020-04-10", "2020-04-11", True),
        ("2020-04-10", "", True),  # nothing yet, and the day is past
        ("2020-04-30", "", False),  # it is today
        ("2020-05-04", "", False),
        ("2020-04-10", "2020-05-04", True),  # the result comes after the day one looks from
    ],
)
def test_what_is_overdue(due: str, result: str, overdue: bool) -> None:
    assert _file("H1", due, result).overdue_on(ON) is overdue


def test_each_overdue_file_gets_its_first_apology_and_the_sums_are_these() -> None:
    """By hand: H1 slip on 12/4; H2 a letter; H3 none; H4 in time, its letter is unmatched; H5 only one from May."""
    files = [
        _file("H1", "2020-04-10", "2020-04-15"),
        _file("H2", "2020-04-10"),
        _file("H3", "2020-04-08"),
        _file("H4", "2020-04-10", "2020-04-10"),
        _file("H5", "2020-04-09"),
    ]
    slips = [
        Apology("H1", "02/PB-UBND", date(2020, 4, 12), by_slip=True),
        Apology("H5", "09/PB-UBND", date(2020, 5, 1), by_slip=True),
    ]
    listed = [Apology(code, "15/TXL", date(2020, 4, 20)) for code in ("H1", "H2", "H4")]
    report = overdue_report("x", ON, files, slips, listed, ("a", "b"))
    assert (report.received, len(report.overdue), report.with_apology) == (5, 4, 2)
    assert [one.code for one in report.without_apology] == ["H3", "H5"]
    assert report.unmatched == ("H4",)
    assert [one.apology.number for one in report.overdue if one.apology] == ["02/PB-UBND", "15/TXL"]
    assert report.month == "2020-04"
    assert overdue_from_json(overdue_as_json(report)) == report


@given(
    st.lists(st.tuples(st.integers(0, 40), st.none() | st.integers(0, 40)), max_size=20),
    st.sets(st.integers(0, 19)),
)
def test_with_and_without_an_apology_are_all_that_is_overdue(
    made: list[tuple[int, int | None]], sorry: set[int]
) -> None:
    first = date(2020, 4, 1)
    files = [
        ReceivedFile(
            f"H{n}",
            first,
            first + timedelta(days=due),
            None if ready is None else first + timedelta(days=ready),
        )
        for n, (due, ready) in enumerate(made)
    ]
    listed = [Apology(f"H{n}", "1/TXL", ON) for n in sorted(sorry)]
    report = overdue_report("x", ON, files, (), listed, ("a", ""))
    assert report.with_apology + len(report.without_apology) == len(report.overdue) <= report.received
    assert {one.code for one in report.overdue if one.apology} | set(report.unmatched) == {
        one.code for one in listed
    }


def _sheet(*rows: str, head: str = ";".join(USUAL_COLUMNS.values())) -> Sheet:
    cells = [tuple(row.split(";")) for row in (head, *rows)]
    return Sheet("xuat.csv", "", tuple(cells))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (";01/04/2020;08/04/2020;", "“{column}” is empty"),
        ("H01;;08/04/2020;", "“{column}” is empty"),
        ("H01;01/04/2020;;", "“{column}” is empty"),
        ("Nguyễn Thị Ví Dụ;01/04/2020;08/04/2020;", "is no dossier code"),
        ("H01;31/02/2020;08/04/2020;", "is no day"),
        ("H01;01/04/2020;4/8;", "is no day"),
        ("H01;43922;08/04/2020;", "is no day"),
        ("H01;10/04/2020;08/04/2020;", "before the file was received"),
        ("H01;10/04/2020;18/04/2020;09/04/2020", "before the file was received"),
        ("H01;01/04/2020;08/04/2020;01/05/2020", "after the day of the table"),
        ("H01;01/05/2020;08/05/2020;", "after the day of the table"),
        ("H00;01/04/2020;08/04/2020;", "stands in row {earlier} already"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_taken(row: str, said: str) -> None:
    good = "H00;01/04/2020;08/04/2020;"
    with pytest.raises(BadExport) as refused:
        received_files(_sheet(good, row), column_map({}, file="x"), ON)
    assert [one.where for one in refused.value.problems] == ["xuat.csv:3"]
    assert said in refused.value.problems[0].template


def test_rows_are_read_with_the_time_beside_the_day() -> None:
    found = received_files(_sheet("H01;08:15 01/04/2020;2020-04-08;"), column_map({}, file="x"), ON)
    assert found == (_file("H01", "2020-04-08"),)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("H01;;20/04/2020", "“{column}” is empty"),
        ("H01;xin lỗi bà Ví Dụ;20/04/2020", "no number and symbol"),
        ("H01;15/TXL;20/05/2020", "after the day of the table"),
        ("Bà Ví Dụ;15/TXL;20/04/2020", "is no dossier code"),
    ],
)
def test_a_bad_row_among_the_apologies_is_named(row: str, said: str) -> None:
    with pytest.raises(BadExport) as refused:
        listed_apologies(_sheet(row, head=";".join(APOLOGY_COLUMNS.values())), ON)
    assert said in refused.value.problems[0].template


def test_the_mapping_of_the_slips_will_do_and_a_missing_column_is_named() -> None:
    of_slips = {"issuer": "x", "columns": {**USUAL_COLUMNS, "nguoi_nop": "Người nộp"}, "kinds": {"a": "b"}}
    assert column_map(of_slips, file="ghep-cot.toml").columns == USUAL_COLUMNS
    with pytest.raises(BadColumnMap) as refused:
        column_map({"columns": {"ma_ho_so": "Mã"}}, file="ghep-cot.toml")
    assert [one.where for one in refused.value.problems] == [
        "columns.ngay_nhan",
        "columns.ngay_hen",
        "columns.ngay_co_ket_qua",
    ]
    with pytest.raises(BadColumnMap):
        column_map({"head_row": 0}, file="ghep-cot.toml")
