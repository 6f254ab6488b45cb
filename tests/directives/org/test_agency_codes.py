"""Mã định danh của cơ quan: whose code it is on which day; never derived, closed codes stay valid for old documents."""

from datetime import date
from pathlib import Path

import pytest

from directives.org.agency_codes import QCVN102, QD20, InvalidAgencyCodes, load_agency_codes
from directives.org.offices import OfficeKind
from tests.workspaces import chart

CODES = load_agency_codes()
NOW, BEFORE = date(2026, 10, 5), date(2025, 1, 10)

ROW = """
[[agency_alias]]
agency = "snv"
name = "Sở Nội vụ tỉnh Ví Dụ"
scheme = "qcvn102"
code = "000.00.12.H36"
seen_from = 2025-07-01
basis = "Quyết định của tỉnh"
"""


@pytest.mark.parametrize(
    ("code", "day", "name", "reason"),
    [
        ("H36", NOW, "Ủy ban nhân dân tỉnh Lâm Đồng", "the form of 2020"),
        ("000.00.00.H36", NOW, "Ủy ban nhân dân tỉnh Lâm Đồng", "the form of 2016"),
        ("K36", NOW, "Hội đồng nhân dân tỉnh Lâm Đồng", "the council has the same number"),
        ("G09", NOW, "Bộ Nội vụ", "a ministry"),
        ("G07", BEFORE, "Bộ Lao động - Thương binh và Xã hội", "closed later"),
        ("G07", NOW, None, "closed by then"),
        ("H01", date(2019, 1, 1), None, "the form of 2020 did not exist yet"),
        ("000.00.12.H36", NOW, None, "a department's code is never derived"),
    ],
)
def test_a_code_is_somebodys_on_a_day(code: str, day: date, name: str | None, reason: str) -> None:
    found = CODES.find(code, day)
    assert (found.name if found else None) == name, reason


@pytest.mark.parametrize(
    ("code", "scheme"),
    [
        ("000.00.46.H29", QCVN102),
        ("H55.242", QD20),
        ("G12.18", QD20),
        ("H55." + "A" * 40, ""),
        ("h55", ""),
        ("0.0.46.H29", ""),
        ("H55.", ""),
        ("", ""),
    ],
)
def test_the_form_of_a_code(code: str, scheme: str) -> None:
    assert CODES.scheme_of(code) == scheme


def test_every_province_of_today_has_exactly_one_code_in_each_scheme() -> None:
    snapshot = chart().on(NOW)
    committees = [
        office
        for office in snapshot.offices(kind=OfficeKind.PEOPLES_COMMITTEE)
        if office.unit.parent == snapshot.nation.code
    ]
    assert len(committees) == 34
    codes = {CODES.code_of_office(office.id, NOW, QD20) for office in committees}
    assert len(codes - {""}) == 34
    assert all(
        CODES.code_of_office(office.id, NOW) == f"000.00.00.{CODES.code_of_office(office.id, NOW, QD20)}"
        for office in committees
    )


def test_all_numbers_are_there_once_and_63_less_34_are_closed() -> None:
    provinces = [alias for alias in CODES.aliases if alias.scheme == QD20 and alias.code.startswith("H")]
    assert sorted(alias.code for alias in provinces) == [f"H{n:02d}" for n in range(1, 64)]
    assert sum(alias.valid_to is not None for alias in provinces) == 29


def test_a_name_that_is_empty_or_unknown_has_no_code() -> None:
    assert CODES.code_named("", NOW) == CODES.code_named("Bộ không có", NOW) == ""
    assert CODES.code_named("bộ nội vụ", NOW, QD20) == "G09"


def own(tmp_path: Path, text: str) -> Path:
    """Danh sách của cơ quan: with this text."""
    path = tmp_path / "ma.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_office_adds_codes_of_its_own(tmp_path: Path) -> None:
    codes = load_agency_codes(own(tmp_path, ROW))
    assert codes.code_named("Sở Nội vụ tỉnh Ví Dụ", NOW) == "000.00.12.H36"
    assert codes.find("000.00.12.H36", BEFORE) is None


@pytest.mark.parametrize(
    ("text", "count", "reason"),
    [
        (ROW.replace("000.00.12.H36", "H36.12"), 1, "the form of the other scheme"),
        (ROW.replace("2025-07-01", '"2025"'), 1, "a day in quotes"),
        (ROW + ROW.replace('"snv"', '"khac"').replace("Ví Dụ", "Khác"), 1, "one code for two agencies"),
        (ROW + 'email = "a@b.vn"\n' + ROW.replace('basis = "Quyết định của tỉnh"', ""), 2, "all at once"),
        ("x = 1", 1, "no rows"),
        ("[[", 1, "no TOML"),
    ],
)
def test_a_wrong_list_is_refused_with_all_its_mistakes(
    tmp_path: Path, text: str, count: int, reason: str
) -> None:
    with pytest.raises(InvalidAgencyCodes) as refused:
        load_agency_codes(own(tmp_path, text))
    assert len(refused.value.problems) == count, reason
