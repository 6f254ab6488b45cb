"""Đơn vị hành chính theo ngày: counts, codes, names and what became of the units that ended."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.org.chart import Snapshot
from directives.org.errors import DayOutsideChart, EndedUnit, IncompleteList, UnknownUnit, UnvouchedUnit
from directives.org.loading import load_chart
from directives.org.succession import Extent, Succession, Successor
from directives.org.units import Level
from directives.text import comparison_key

CHART = load_chart()
LAST_DAY_OF_DISTRICTS, FIRST_DAY_OF_TWO_TIERS = date(2025, 6, 30), date(2025, 7, 1)


def on(day: str) -> Snapshot:
    return CHART.on(date.fromisoformat(day))


COUNTS = [
    ("2017-04-10", "VN", 63, "63 tỉnh, thành phố"),
    ("2025-06-30", "VN", 63, "the last day of three tiers"),
    ("2025-07-01", "VN", 34, "34 tỉnh, thành phố"),
    ("2026-11-21", "VN", 34, "34, after Đồng Nai changed its kind"),
    ("2020-04-14", "08", 7, "Tuyên Quang: one city, six districts"),
    ("2021-12-10", "67", 8, "Đắk Nông: one city, seven districts"),
    ("2021-12-10", "660", 8, "thành phố Gia Nghĩa"),
    ("2021-12-10", "662", 8, "huyện Cư Jút"),
    ("2021-12-10", "663", 10, "huyện Đắk Mil"),
    ("2021-12-10", "666", 11, "huyện Đắk R'lấp"),
    ("2026-03-05", "68", 124, "Lâm Đồng"),
]


@pytest.mark.parametrize(("day", "below", "count", "why"), COUNTS)
def test_a_unit_has_as_many_units_below_as_the_law_says(day: str, below: str, count: int, why: str) -> None:
    snapshot = on(day)
    assert len(snapshot.children(snapshot.unit(below))) == count, why


KINDS = [
    ("2021-12-10", "67", {"xã": 60, "phường": 6, "thị trấn": 5}, "Nghị quyết 835/NQ-UBTVQH14"),
    ("2026-03-05", "68", {"xã": 103, "phường": 20, "đặc khu": 1}, "Nghị quyết 1671/NQ-UBTVQH15"),
]


@pytest.mark.parametrize(("day", "province", "kinds", "why"), KINDS)
def test_the_communes_of_a_province_by_kind(day: str, province: str, kinds: dict[str, int], why: str) -> None:
    snapshot = on(day)
    offices = snapshot.offices(level="commune", under=snapshot.unit(province))
    found = [office.unit.kind for office in offices]
    assert {kind: found.count(kind) for kind in found} == kinds, why


SAME_CODE = [
    ("24611", "phường Nghĩa Đức", "phường Bắc Gia Nghĩa"),
    ("24640", "thị trấn Ea T'Ling", "xã Cư Jút"),
    ("24739", "xã Đắk Búk So", "xã Tuy Đức"),
    ("08", "tỉnh Tuyên Quang", "tỉnh Tuyên Quang"),
]


@pytest.mark.parametrize(("code", "before", "after"), SAME_CODE)
def test_one_code_means_two_units_by_the_day(code: str, before: str, after: str) -> None:
    old, new = on("2025-06-30").unit(code), on("2025-07-01").unit(code)
    assert (old.full_name, new.full_name) == (before, after)
    assert old != new


@pytest.mark.parametrize("code", ["1", "8", "0067", "067"])
def test_a_code_is_text_and_never_padded_or_shortened(code: str) -> None:
    with pytest.raises(UnknownUnit):
        on("2021-12-10").unit(code)


RENAMED = [
    ("2024-12-31", "46", "tỉnh Thừa Thiên Huế"),
    ("2025-01-01", "46", "thành phố Huế"),
    ("2026-04-29", "75", "tỉnh Đồng Nai"),
    ("2026-04-30", "75", "thành phố Đồng Nai"),
    ("2026-03-05", "79", "Thành phố Hồ Chí Minh"),
]


@pytest.mark.parametrize(("day", "code", "full_name"), RENAMED)
def test_a_unit_bears_the_kind_and_name_of_its_day(day: str, code: str, full_name: str) -> None:
    assert on(day).unit(code).full_name == full_name


WRITTEN = ["Đắk Nông", "tỉnh Đắk Nông", "TỈNH ĐẮK NÔNG", "Ðắk  Nông"]


@pytest.mark.parametrize("name", WRITTEN)
def test_a_province_is_found_as_people_write_it(name: str) -> None:
    assert on("2021-12-10").province(name).code == "67"


@pytest.mark.parametrize("name", ["Thừa Thiên Huế", "Thừa Thiên - Huế", "Thừa Thiên – Huế"])
def test_dashes_in_a_name_do_not_matter(name: str) -> None:
    assert on("2021-12-10").province(name).code == "46"


def test_a_commune_is_found_by_name_within_its_district_only() -> None:
    snapshot = on("2021-12-10")
    krong_no, dak_song = snapshot.unit("664"), snapshot.unit("665")
    assert snapshot.child(krong_no, "xã Nâm N’Đir").code == "24715"
    with pytest.raises(UnknownUnit, match="Nâm N'Đir"):
        snapshot.child(dak_song, "Nâm N'Đir")


@pytest.mark.parametrize("asked", ["Đắk Nông", "tỉnh Đắk Nông"])
def test_dak_nong_is_gone_after_the_merger_and_named_as_part_of_lam_dong(asked: str) -> None:
    with pytest.raises(EndedUnit, match=r"2025-06-30 \(Nghị quyết 202/2025/QH15\).*tỉnh Lâm Đồng"):
        on("2025-07-01").province(asked)
    with pytest.raises(EndedUnit, match="tỉnh Lâm Đồng"):
        on("2025-07-01").unit("67")


def test_a_district_code_after_its_end_names_the_resolution_and_no_successor() -> None:
    with pytest.raises(EndedUnit, match=r"203/2025/QH15.*went into: –"):
        on("2026-03-05").unit("662")


NOT_VOUCHED = [
    ("2017-02-26", "575", "Khánh Sơn: known from the meeting of 27/02/2017 on"),
    ("2019-12-31", "24619", "phường Quảng Thành: made on 01/01/2020"),
    ("2021-06-28", "623", "An Khê: known from a letter of 2021"),
    ("2025-06-30", "24781", "phường Xuân Hương - Đà Lạt: made on 01/7/2025"),
]


@pytest.mark.parametrize(("day", "code", "why"), NOT_VOUCHED)
def test_a_day_for_which_no_source_vouches_is_not_answered(day: str, code: str, why: str) -> None:
    with pytest.raises(UnvouchedUnit, match="only from"):
        on(day).unit(code)


INCOMPLETE = [
    ("2021-12-10", "64", "only An Khê of Gia Lai"),
    ("2021-12-10", "106", "no commune of Tam Đường"),
    ("2019-12-31", "67", "Đắk Nông's list holds from 2020 on"),
    ("2026-03-05", "01", "no commune of Hà Nội"),
]


@pytest.mark.parametrize(("day", "code", "why"), INCOMPLETE)
def test_a_list_that_would_be_incomplete_is_refused(day: str, code: str, why: str) -> None:
    snapshot = on(day)
    with pytest.raises(IncompleteList, match=snapshot.unit(code).full_name):
        snapshot.children(snapshot.unit(code))


def test_a_day_before_the_first_row_is_refused() -> None:
    with pytest.raises(DayOutsideChart, match="from 2008-08-01 on"):
        on("2008-07-31")


def test_days_after_the_last_comparison_with_a_source_are_marked() -> None:
    assert [on(day).is_provisional for day in ("2025-06-30", "2026-09-20", "2026-09-21")] == [
        False,
        False,
        True,
    ]


def test_children_stand_in_vietnamese_order() -> None:
    snapshot = on("2021-12-10")
    names = ", ".join(unit.name for unit in snapshot.children(snapshot.unit("67")))
    assert names == "Cư Jút, Đắk Glong, Đắk Mil, Đắk R'lấp, Đắk Song, Gia Nghĩa, Krông Nô, Tuy Đức"


def test_the_tiers_are_those_of_the_day() -> None:
    assert on("2025-06-30").levels == ("province", "district", "commune")
    assert on("2025-07-01").levels == ("province", "commune")


def test_no_two_communes_of_a_province_bear_the_same_name() -> None:
    snapshot = on("2026-03-05")
    keys = [comparison_key(unit.full_name) for unit in snapshot.children(snapshot.province("Lâm Đồng"))]
    assert len(set(keys)) == len(keys) == 124


def test_every_province_went_whole_into_one_and_every_new_one_came_of_an_old_one() -> None:
    old = CHART.on(LAST_DAY_OF_DISTRICTS).provinces
    heirs = [CHART.successors(unit) for unit in old]
    assert all([successor.extent for successor in found] == [Extent.WHOLE] for found in heirs)
    assert {found[0].code for found in heirs} == {u.code for u in CHART.on(FIRST_DAY_OF_TWO_TIERS).provinces}


def test_every_commune_of_dak_nong_has_a_successor_in_lam_dong() -> None:
    before, after = CHART.on(LAST_DAY_OF_DISTRICTS), CHART.on(FIRST_DAY_OF_TWO_TIERS)
    communes = [c for d in before.children(before.unit("67")) for c in before.children(d)]
    heirs = {c.code: [after.unit(s.code) for s in CHART.successors(c)] for c in communes}
    assert len(heirs) == 71
    assert all(heirs.values())
    assert {unit.parent for found in heirs.values() for unit in found} == {"68"}


def test_a_divided_unit_names_all_parts_and_leaves_the_choice_to_a_person() -> None:
    table = Succession("three-tiers", "two-tiers", FIRST_DAY_OF_TWO_TIERS, {}, {"24611": ("24611", "24615")})
    old, new = on("2025-06-30").unit("24611"), on("2025-07-01").unit("24611")
    assert table.of(old) == (Successor("24611", Extent.PART), Successor("24615", Extent.PART))
    assert table.of(new) == (), "the same code in the new regime is another unit"


@given(st.dates(date(2008, 8, 1), date(2030, 12, 31)))
def test_on_any_day_there_is_one_root_and_every_unit_has_one_parent_one_level_above(day: date) -> None:
    snapshot = CHART.on(day)
    tiers = (Level.NATION, *snapshot.levels)
    roots = [unit for unit in snapshot.units.values() if snapshot.parent(unit) is None]
    assert roots == [snapshot.nation]
    for unit in snapshot.units.values():
        assert unit.exists_on(day)
        if parent := snapshot.parent(unit):
            assert tiers.index(unit.level) == tiers.index(parent.level) + 1
            siblings = [u for u in snapshot.units.values() if u.parent == parent.code]
            assert [u.full_name for u in siblings].count(unit.full_name) == 1
