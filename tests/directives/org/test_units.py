"""Đơn vị hành chính theo ngày: counts, codes, names and what became of the units that ended."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directives.org.chart import Snapshot
from directives.org.errors import (
    AmbiguousUnit,
    DayOutsideChart,
    EndedUnit,
    IncompleteList,
    UnknownUnit,
    UnvouchedUnit,
)
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
    ("2025-06-30", "01", 30, "Hà Nội: 12 quận, 17 huyện, 1 thị xã"),
    ("2025-06-30", "498", 0, "huyện Hoàng Sa had no commune"),
    ("2025-07-01", "01", 126, "Hà Nội"),
    ("2025-07-01", "79", 168, "Thành phố Hồ Chí Minh"),
    ("2025-07-01", "12", 38, "Lai Châu"),
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


NATION = [
    ("2025-03-01", "district", {"huyện": 508, "quận": 49, "thành phố": 87, "thị xã": 52}, "696"),
    ("2025-06-30", "commune", {"xã": 7692, "phường": 1726, "thị trấn": 617}, "10.035"),
    ("2025-07-01", "province", {"tỉnh": 28, "thành phố": 6}, "34"),
    ("2025-07-01", "commune", {"xã": 2621, "phường": 687, "đặc khu": 13}, "3.321"),
    ("2026-04-29", "commune", {"xã": 2621, "phường": 687, "đặc khu": 13}, "3.321"),
    ("2026-04-30", "commune", {"xã": 2611, "phường": 697, "đặc khu": 13}, "ten of Đồng Nai: 237/NQ-UBTVQH16"),
    ("2026-04-30", "province", {"tỉnh": 27, "thành phố": 7}, "Đồng Nai: 30/2026/QH16"),
    ("2026-09-01", "province", {"tỉnh": 26, "thành phố": 8}, "Quảng Ninh: 36/2026/QH16"),
    ("2026-09-19", "commune", {"xã": 2611, "phường": 697, "đặc khu": 13}, "the day before"),
    ("2026-09-20", "province", {"tỉnh": 25, "thành phố": 9}, "Bắc Ninh: 39/2026/QH16"),
    ("2026-09-20", "commune", {"xã": 2599, "phường": 709, "đặc khu": 13}, "12 of Bắc Ninh: 388/NQ-UBTVQH16"),
]


@pytest.mark.parametrize(("day", "level", "kinds", "why"), NATION)
def test_the_units_of_the_nation_by_kind(day: str, level: str, kinds: dict[str, int], why: str) -> None:
    found = [unit.kind for unit in on(day).units.values() if unit.level == level]
    assert {kind: found.count(kind) for kind in found} == kinds, why


def test_the_ten_communes_of_dong_nai_change_their_kind_and_keep_their_codes() -> None:
    before, after = on("2026-04-29"), on("2026-04-30")
    changed = [u for u in before.units.values() if u.level == "commune" and after.unit(u.code).kind != u.kind]
    names = (
        "Lộc Ninh, Tân Khai, Đồng Phú, Tân Phú, Trị An, Trảng Bom, Dầu Giây, Long Thành, Xuân Lộc, Nhơn Trạch"
    )
    assert ", ".join(unit.name for unit in sorted(changed, key=lambda unit: unit.code)) == names
    assert {(unit.parent, unit.kind, after.unit(unit.code).kind) for unit in changed} == {
        ("75", "xã", "phường")
    }


BASES = [
    ("2025-07-01", "00004", "Nghị quyết 1656/NQ-UBTVQH15"),
    ("2025-07-01", "24640", "Nghị quyết 1671/NQ-UBTVQH15"),
    ("2026-04-29", "25270", "Nghị quyết 1662/NQ-UBTVQH15"),
    ("2026-04-30", "25270", "Nghị quyết 30/2026/QH16 và 237/NQ-UBTVQH16"),
]


@pytest.mark.parametrize(("day", "code", "basis"), BASES)
def test_a_commune_names_the_resolution_that_made_it(day: str, code: str, basis: str) -> None:
    assert on(day).unit(code).basis == basis


SAME_CODE = [
    ("00004", "phường Trúc Bạch", "phường Ba Đình"),
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
    ("2026-08-31", "22", "tỉnh Quảng Ninh"),
    ("2026-09-01", "22", "thành phố Quảng Ninh"),
    ("2026-09-19", "24", "tỉnh Bắc Ninh"),
    ("2026-09-20", "24", "thành phố Bắc Ninh"),
    ("2026-09-19", "07840", "xã Hiệp Hòa"),
    ("2026-09-20", "07840", "phường Hiệp Hòa"),
    ("2026-03-05", "79", "Thành phố Hồ Chí Minh"),
    ("2025-06-30", "00679", "xã Đại Áng"),
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
    ("2025-06-30", "21548", "one of the five codes that are new: the others were codes of old communes"),
    ("2025-02-28", "00004", "the nation's communes are known from 01/3/2025 on"),
]


@pytest.mark.parametrize(("day", "code", "why"), NOT_VOUCHED)
def test_a_day_for_which_no_source_vouches_is_not_answered(day: str, code: str, why: str) -> None:
    with pytest.raises(UnvouchedUnit, match="only from"):
        on(day).unit(code)


INCOMPLETE = [
    ("2021-12-10", "64", "only An Khê of Gia Lai"),
    ("2021-12-10", "106", "thirteen communes of Tam Đường, not vouched to be all"),
    ("2019-12-31", "67", "Đắk Nông's list holds from 2020 on"),
    ("2025-02-28", "01", "the nation's districts are known from 01/3/2025 on"),
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


@pytest.mark.parametrize("day", ["2025-06-30", "2025-07-01", "2026-11-21"])
def test_no_two_units_below_one_bear_the_same_name(day: str) -> None:
    snapshot = on(day)
    named = [(unit.parent, comparison_key(unit.full_name)) for unit in snapshot.units.values()]
    assert len(set(named)) == len(named)


def test_a_name_that_suits_a_town_and_a_commune_must_be_written_with_its_kind() -> None:
    snapshot = on("2025-06-30")
    gia_lam = snapshot.unit("018")
    with pytest.raises(
        AmbiguousUnit, match=r"thị trấn Yên Viên \(00526\).*xã Yên Viên|xã Yên Viên.*thị trấn"
    ):
        snapshot.child(gia_lam, "Yên Viên")
    assert snapshot.child(gia_lam, "thị trấn Yên Viên").code == "00526"


def test_names_that_differ_in_their_accents_only_are_told_apart() -> None:
    snapshot = on("2026-03-05")
    quang_ngai = snapshot.province("Quảng Ngãi")
    assert snapshot.child(quang_ngai, "Sơn Hà").code != snapshot.child(quang_ngai, "Sơn Hạ").code


@pytest.mark.parametrize(
    ("name", "full_names"),
    [
        ("TỈNH LÂM ĐỒNG", {"tỉnh Lâm Đồng"}),
        ("Hồ Chí Minh", {"Thành phố Hồ Chí Minh"}),
        ("thành phố Hà Nội", {"thành phố Hà Nội"}),
        ("xã Minh Tân", {"xã Minh Tân"}),
        ("Lâm Dồng", set()),
    ],
)
def test_every_unit_of_a_name_is_found_in_the_whole_nation(name: str, full_names: set[str]) -> None:
    assert {unit.full_name for unit in on("2026-03-05").named(name)} == full_names


def test_names_of_the_rows_are_spelt_as_they_are_compared() -> None:
    for unit in load_chart().unit_rows():
        assert comparison_key(unit.name) == unit.name.casefold()


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


def test_every_commune_of_the_nation_has_a_successor_and_every_new_one_an_ancestor() -> None:
    before, after = CHART.on(LAST_DAY_OF_DISTRICTS), CHART.on(FIRST_DAY_OF_TWO_TIERS)
    communes = [unit for unit in before.units.values() if unit.level is Level.COMMUNE]
    heirs = {commune.code: CHART.successors(commune) for commune in communes}
    assert len(heirs) == 10_035
    assert all(heirs.values())
    assert all((len(found) > 1) == (found[0].extent is Extent.PART) for found in heirs.values())
    assert sum(len(found) > 1 for found in heirs.values()) == 471
    new = {after.unit(successor.code).code for found in heirs.values() for successor in found}
    orphans = [u for u in after.units.values() if u.level is Level.COMMUNE and u.code not in new]
    assert {unit.full_name for unit in orphans} == {
        "đặc khu Bạch Long Vĩ",
        "đặc khu Cồn Cỏ",
        "đặc khu Hoàng Sa",
        "đặc khu Lý Sơn",
        "đặc khu Côn Đảo",
    }
    districts = [before.unit(code) for code in ("318", "471", "498", "536", "755")]
    assert {after.unit(s.code).name for d in districts for s in CHART.successors(d)} == {
        u.name for u in orphans
    }


def test_a_successor_stays_in_the_province_its_old_province_went_into() -> None:
    before, after = CHART.on(LAST_DAY_OF_DISTRICTS), CHART.on(FIRST_DAY_OF_TWO_TIERS)
    for commune in (unit for unit in before.units.values() if unit.level is Level.COMMUNE):
        district = before.parent(commune)
        assert district is not None
        province = before.parent(district)
        assert province is not None
        (home,) = CHART.successors(province)
        assert {after.unit(s.code).parent for s in CHART.successors(commune)} == {home.code}


def test_a_divided_unit_names_all_parts_and_leaves_the_choice_to_a_person() -> None:
    heirs = {"24611": ("24611", "24615")}
    table = Succession("three-tiers", "two-tiers", FIRST_DAY_OF_TWO_TIERS, {}, lambda: heirs, frozenset())
    old, new = on("2025-06-30").unit("24611"), on("2025-07-01").unit("24611")
    assert table.of(old) == (Successor("24611", Extent.PART), Successor("24615", Extent.PART))
    assert table.of(new) == (), "the same code in the new regime is another unit"


def test_where_two_sources_differ_the_successor_is_unsettled() -> None:
    unsettled = [u for u in on("2025-06-30").units.values() if any(s.unsettled for s in CHART.successors(u))]
    assert len(unsettled) == 37


@settings(deadline=None, max_examples=25)  # a day after 01/3/2025 has 3,400 or 10,800 units
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
