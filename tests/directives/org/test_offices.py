"""Cơ quan theo ngày: letterheads, place names, titles, and offices that ended."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directives.org.chart import Snapshot
from directives.org.errors import EndedOffice, IncompleteList, UnknownOffice, UnvouchedOffice
from directives.org.loading import load_chart
from directives.org.offices import OfficeKind
from directives.org.units import Level
from directives.text import sort_key

CHART = load_chart()


def on(day: str) -> Snapshot:
    return CHART.on(date.fromisoformat(day))


#: day, office, letterhead (parent | lines), symbol part, place name
LETTERHEADS = [
    ("2021-08-04", "ubnd-thi-xa-an-khe", "| ỦY BAN NHÂN DÂN / THỊ XÃ AN KHÊ", "UBND", "An Khê"),
    ("2020-04-14", "ubnd-tinh-tuyen-quang", "| ỦY BAN NHÂN DÂN / TỈNH TUYÊN QUANG", "UBND", "Tuyên Quang"),
    ("2020-03-31", "ubnd-huyen-tam-duong", "| ỦY BAN NHÂN DÂN / HUYỆN TAM ĐƯỜNG", "UBND", "Tam Đường"),
    ("2021-12-10", "snv-dak-nong", "UBND TỈNH ĐẮK NÔNG | SỞ NỘI VỤ", "SNV", "Đắk Nông"),
    ("2017-04-10", "ubnd-huyen-khanh-son", "| ỦY BAN NHÂN DÂN / HUYỆN KHÁNH SƠN", "UBND", "Khánh Sơn"),
    ("2021-11-29", "bnv", "| BỘ NỘI VỤ", "BNV", "Hà Nội"),
    ("2021-12-10", "ubnd-huyen-dak-r-lap", "| ỦY BAN NHÂN DÂN / HUYỆN ĐẮK R'LẤP", "UBND", "Đắk R'lấp"),
    ("2021-12-10", "pnv-huyen-cu-jut", "UBND HUYỆN CƯ JÚT | PHÒNG NỘI VỤ", "PNV", "Cư Jút"),
    ("2026-03-05", "snv-lam-dong", "UBND TỈNH LÂM ĐỒNG | SỞ NỘI VỤ", "SNV", "Lâm Đồng"),
    ("2026-03-05", "ubnd-xa-cu-jut-24640", "| ỦY BAN NHÂN DÂN / XÃ CƯ JÚT", "UBND", "Cư Jút"),
    ("2026-03-05", "ubnd-dac-khu-phu-quy-23272", "| ỦY BAN NHÂN DÂN / ĐẶC KHU PHÚ QUÝ", "UBND", "Phú Quý"),
]


@pytest.mark.parametrize(("day", "office_id", "letterhead", "abbreviation", "place_name"), LETTERHEADS)
def test_an_office_writes_itself_as_on_its_letters(
    day: str, office_id: str, letterhead: str, abbreviation: str, place_name: str
) -> None:
    office = on(day).office(office_id)
    shown = f"{' / '.join(office.parent_lines)} | {' / '.join(office.name_lines)}".strip()
    assert (shown, office.abbreviation, office.place_name) == (letterhead, abbreviation, place_name)


#: PL.I-II.4a: named after a number, a person, an event: the full name; others without the common noun
PLACE_NAMES = [
    (
        "ubnd-phuong-1-bao-loc-24823",
        "Phường 1 Bảo Lộc",
        "Ủy ban nhân dân Phường 1 Bảo Lộc",
        "begins with a number",
    ),
    ("ubnd-xa-bao-lam-1-25054", "Bảo Lâm 1", "Ủy ban nhân dân xã Bảo Lâm 1", "a number behind the name"),
    (
        "ubnd-phuong-xuan-huong-da-lat-24781",
        "Xuân Hương - Đà Lạt",
        "Ủy ban nhân dân phường Xuân Hương - Đà Lạt",
        "named after the lake",
    ),
    ("ubnd-phuong-b-lao-24829", "B'Lao", "Ủy ban nhân dân phường B'Lao", "apostrophe kept"),
    (
        "ubnd-thanh-pho-ho-chi-minh",
        "Thành phố Hồ Chí Minh",
        "Ủy ban nhân dân Thành phố Hồ Chí Minh",
        "named after a person",
    ),
    ("ubnd-thanh-pho-ha-noi", "Hà Nội", "Ủy ban nhân dân thành phố Hà Nội", "an ordinary name"),
    (
        "ubnd-phuong-hai-ba-trung-00256",
        "Phường Hai Bà Trưng",
        "Ủy ban nhân dân Phường Hai Bà Trưng",
        "named after persons",
    ),
    (
        "ubnd-phuong-dien-bien-phu-03127",
        "Phường Điện Biên Phủ",
        "Ủy ban nhân dân Phường Điện Biên Phủ",
        "named after an event",
    ),
    ("ubnd-phuong-ba-dinh-00004", "Ba Đình", "Ủy ban nhân dân phường Ba Đình", "an ordinary name"),
]


@pytest.mark.parametrize(("office_id", "place_name", "full_name", "why"), PLACE_NAMES)
def test_the_common_noun_stays_where_the_decree_wants_it(
    office_id: str, place_name: str, full_name: str, why: str
) -> None:
    office = on("2026-03-05").office(office_id)
    assert (office.place_name, office.full_name) == (place_name, full_name), why


TITLES = [
    ("ubnd-tinh-dak-nong", "ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    ("snv-dak-nong", "", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    ("bnv", "", "BỘ TRƯỞNG", "THỨ TRƯỞNG"),
]


@pytest.mark.parametrize(("office_id", "collective", "head", "deputy"), TITLES)
def test_who_signs_and_for_whom(office_id: str, collective: str, head: str, deputy: str) -> None:
    office = on("2021-12-10").office(office_id)
    assert (office.collective, office.head_title, office.deputy_title) == (collective, head, deputy)


ABOVE = [
    ("2021-12-10", "snv-dak-nong", "ubnd-tinh-dak-nong"),
    ("2021-12-10", "ubnd-huyen-cu-jut", "ubnd-tinh-dak-nong"),
    ("2021-12-10", "ubnd-xa-tam-thang-24655", "ubnd-huyen-cu-jut"),
    ("2026-03-05", "ubnd-xa-cu-jut-24640", "ubnd-tinh-lam-dong"),
    ("2026-03-05", "ubnd-tinh-lam-dong", "chinh-phu"),
    ("2026-05-04", "snv-dong-nai", "ubnd-thanh-pho-dong-nai"),
]


@pytest.mark.parametrize(("day", "office_id", "superior"), ABOVE)
def test_who_stands_above(day: str, office_id: str, superior: str) -> None:
    assert on(day).office(office_id).superior == superior


ADDRESSED = {
    "2020-03-31": [
        "bao-gia-lai",
        "bao-khanh-hoa",
        "bao-lai-chau",
        "bao-tuyen-quang",
        "dai-ptth-tinh-gia-lai",
        "dai-ptth-tinh-khanh-hoa",
        "dai-ptth-tinh-lai-chau",
        "dai-ptth-tinh-tuyen-quang",
        "mttq-tinh-dak-nong",
    ],
    "2021-12-10": [
        "bao-dak-nong",
        "bao-gia-lai",
        "bao-khanh-hoa",
        "bao-lai-chau",
        "bao-tuyen-quang",
        "buu-dien-tinh-dak-nong",
        "dai-ptth-tinh-dak-nong",
        "dai-ptth-tinh-gia-lai",
        "dai-ptth-tinh-khanh-hoa",
        "dai-ptth-tinh-lai-chau",
        "dai-ptth-tinh-tuyen-quang",
        "hoi-ccb-tinh-dak-nong",
        "mttq-tinh-dak-nong",
    ],
    "2026-03-05": [
        "bao-ptth-lam-dong",
        "buu-dien-tinh-lam-dong",
        "hoi-ccb-tinh-lam-dong",
        "mttq-tinh-lam-dong",
    ],
}


@pytest.mark.parametrize("day", ADDRESSED)
def test_bodies_outside_the_hierarchy_are_addressed_and_issue_nothing_here(day: str) -> None:
    offices = on(day).offices(kind=OfficeKind.OUTSIDE)
    assert sorted(office.id for office in offices) == ADDRESSED[day]
    assert not any(office.issues_documents or office.superior for office in offices)


def test_the_committees_of_a_level_under_a_unit_in_order() -> None:
    snapshot = on("2021-12-10")
    committees = snapshot.offices(
        level="district", under=snapshot.province("Đắk Nông"), kind=OfficeKind.PEOPLES_COMMITTEE
    )
    assert [office.short_name for office in committees] == [
        "UBND huyện Cư Jút",
        "UBND huyện Đắk Glong",
        "UBND huyện Đắk Mil",
        "UBND huyện Đắk R'lấp",
        "UBND huyện Đắk Song",
        "UBND huyện Krông Nô",
        "UBND huyện Tuy Đức",
        "UBND thành phố Gia Nghĩa",
    ]


def test_a_level_that_does_not_exist_any_more_has_no_offices() -> None:
    assert on("2025-07-01").offices(level="district") == ()


def test_offices_of_a_unit_whose_list_is_incomplete_are_refused() -> None:
    snapshot = on("2021-12-10")
    with pytest.raises(IncompleteList, match="Hà Nội"):
        snapshot.offices(level="commune", under=snapshot.province("Hà Nội"))
    with pytest.raises(IncompleteList):
        snapshot.offices(level="commune")


def test_every_commune_of_the_nation_has_its_committee() -> None:
    for day, count in (("2025-06-30", 10_035), ("2025-07-01", 3_321), ("2026-11-21", 3_321)):
        snapshot = on(day)
        committees = snapshot.offices(level="commune", kind=OfficeKind.PEOPLES_COMMITTEE)
        assert len({office.id for office in committees}) == count
        keys = [sort_key(office.full_name) for office in committees]
        assert keys == sorted(keys)
        for office in committees[::97]:
            assert snapshot.office(office.id) is office, "found by id without the others"


#: Districts which another had the same name as (accents aside): the one known from earlier days keeps its short id
HOMONYMS = [
    ("ubnd-huyen-tam-duong", "Ủy ban nhân dân huyện Tam Đường", "ubnd-tinh-lai-chau"),
    ("ubnd-huyen-tam-duong-247", "Ủy ban nhân dân huyện Tam Dương", "ubnd-tinh-vinh-phuc"),
    ("ubnd-huyen-chau-thanh-708", "Ủy ban nhân dân huyện Châu Thành", "ubnd-tinh-tay-ninh"),
    ("ubnd-huyen-chau-thanh-942", "Ủy ban nhân dân huyện Châu Thành", "ubnd-tinh-soc-trang"),
]


@pytest.mark.parametrize(("office_id", "full_name", "superior"), HOMONYMS)
def test_homonyms_are_told_apart_by_their_code(office_id: str, full_name: str, superior: str) -> None:
    office = on("2025-06-30").office(office_id)
    assert (office.full_name, office.superior) == (full_name, superior)


def test_the_provincial_departments_of_the_nation_are_complete() -> None:
    for day, provinces in (("2021-12-10", 63), ("2026-03-05", 34)):
        assert len(on(day).offices(level="province", kind=OfficeKind.DEPARTMENT)) == provinces


def test_a_district_office_asked_for_in_2026_names_the_end_of_the_level_and_its_resolution() -> None:
    with pytest.raises(EndedOffice, match=r"ended on 2025-06-30 \(Nghị quyết 203/2025/QH15\); on 2026-03-05"):
        on("2026-03-05").office("ubnd-huyen-cu-jut")


def test_a_province_that_became_a_city_writes_itself_anew() -> None:
    assert on("2026-04-30").office("ubnd-thanh-pho-dong-nai").name_lines[1] == "THÀNH PHỐ ĐỒNG NAI"
    with pytest.raises(EndedOffice, match=r"30/2026/QH16.*ubnd-thanh-pho-dong-nai"):
        on("2026-04-30").office("ubnd-tinh-dong-nai")


def test_a_mistyped_office_is_answered_with_its_nearest() -> None:
    with pytest.raises(UnknownOffice, match=r"on 2021-12-10\. Nearest: snv-dak-nong"):
        on("2021-12-10").office("snv-daknong")


def test_an_office_before_any_source_vouches_for_it_is_not_answered() -> None:
    with pytest.raises(UnvouchedOffice, match="only from 2014-05-20"):
        on("2014-05-19").office("snv-dak-nong")


@settings(deadline=None, max_examples=25)  # a day after 01/3/2025 has 3,500 or 12,000 offices
@given(st.dates(date(2008, 8, 1), date(2030, 12, 31)))
def test_on_any_day_one_office_stands_at_the_top_and_every_superior_exists_on_that_day(day: date) -> None:
    snapshot = CHART.on(day)
    inside = [office for office in snapshot.offices() if office.kind is not OfficeKind.OUTSIDE]
    assert [office.id for office in inside if not office.superior] == ["chinh-phu"]
    by_id = {office.id: office for office in inside}
    assert len(by_id) == len(inside)
    assert {office.superior for office in inside if office.superior} <= by_id.keys()
    assert all(office.exists_on(day) for office in inside)
    levels = {office.level for office in inside}
    assert levels <= {Level.NATION, *snapshot.levels}
