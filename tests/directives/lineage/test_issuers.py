"""Cơ quan ban hành: one issuer under all its names, two issuers never one, nothing guessed."""

from datetime import date

import pytest

from directives.lineage.issuers import (
    Likeness,
    issuer_key,
    issuer_of_symbol,
    line_of,
    named_issuer,
    rank_of,
    symbol_contradicts,
)
from tests.workspaces import chart

DAK_NONG = ("tỉnh đắk nông",)
TAM_DUONG = ("huyện tam đường", "tỉnh lai châu")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND tỉnh Đắk Nông", "Ủy ban nhân dân tỉnh Đắk Nông"),
        ("Uỷ ban nhân dân tỉnh Khánh Hoà", "ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA"),
        ("Chủ tịch UBND tỉnh Tuyên Quang", "UBND tỉnh Tuyên Quang"),
        ("Bộ trưởng Bộ Nội vụ", "Bộ Nội vụ"),
        ("Thủ tướng", "Thủ tướng Chính phủ"),
        ("UBND TP. Đà Nẵng", "Ủy ban nhân dân thành phố Đà Nẵng"),
    ],
)
def test_two_names_of_one_issuer_have_one_key(one: str, other: str) -> None:
    assert issuer_key(one) == issuer_key(other)


def test_the_president_is_no_head_of_an_office() -> None:
    assert issuer_key("Chủ tịch nước") == "chủ tịch nước"


@pytest.mark.parametrize(
    ("said", "line", "key", "complete"),
    [
        ("UBND tỉnh", DAK_NONG, "ủy ban nhân dân tỉnh đắk nông", True),
        ("Sở Nội vụ", DAK_NONG, "sở nội vụ tỉnh đắk nông", True),
        ("UBND huyện", TAM_DUONG, "ủy ban nhân dân huyện tam đường", True),
        ("UBND tỉnh", TAM_DUONG, "ủy ban nhân dân tỉnh lai châu", True),
        ("UBND tỉnh Gia Lai", TAM_DUONG, "ủy ban nhân dân tỉnh gia lai", True),
        ("UBND tỉnh", (), "ủy ban nhân dân tỉnh", False),
        ("UBND huyện", DAK_NONG, "ủy ban nhân dân huyện", False),
        ("Sở Nội vụ", (), "sở nội vụ", False),
        ("Bộ Lao động - Thương binh và Xã hội", DAK_NONG, "bộ lao động - thương binh và xã hội", True),
        (
            "Sở Lao động - Thương binh và Xã hội",
            DAK_NONG,
            "sở lao động - thương binh và xã hội tỉnh đắk nông",
            True,
        ),
    ],
)
def test_an_issuer_is_meant_from_where_it_is_named(
    said: str, line: tuple[str, ...], key: str, complete: bool
) -> None:
    issuer = named_issuer(said, line)
    assert (issuer.key, issuer.complete) == (key, complete)


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("UBND tỉnh Đắk Nông", "UBND tỉnh Đắk Nông", Likeness.EQUAL),
        ("UBND tỉnh Đắk Nông", "UBND tỉnh Gia Lai", Likeness.DIFFERENT),
        ("UBND tỉnh", "UBND tỉnh Gia Lai", Likeness.SILENT),
        ("UBND tỉnh", "UBND tỉnh", Likeness.SILENT),
        ("Sở Nội vụ", "Sở Nội vụ tỉnh Gia Lai", Likeness.SILENT),
        ("Sở Nội vụ", "Sở Tài chính tỉnh Gia Lai", Likeness.DIFFERENT),
        ("UBND huyện Tam Đường", "UBND huyện Tam Nông", Likeness.DIFFERENT),
    ],
)
def test_what_is_not_said_is_no_difference_and_no_likeness(one: str, other: str, likeness: Likeness) -> None:
    assert named_issuer(one).compared(named_issuer(other)) is likeness
    assert named_issuer(other).compared(named_issuer(one)) is likeness


@pytest.mark.parametrize(
    ("symbol", "key"),
    [
        ("BNV-CCHC", "bộ nội vụ"),
        ("KH-BNV", "bộ nội vụ"),
        ("QĐ-TTg", "thủ tướng chính phủ"),
        ("NĐ-CP", "chính phủ"),
        ("QH15", "quốc hội"),
        ("UBTVQH15", "ủy ban thường vụ quốc hội"),
        ("NQ-UBTVQH15", "ủy ban thường vụ quốc hội"),
        ("TTr-BNG-QLDA", "bộ ngoại giao"),
        ("UBND-NC", None),
        ("QĐ-UBND", None),
        ("TTLT-BNV-VPCP", None),
    ],
)
def test_a_symbol_names_its_issuer_where_there_is_one_in_the_nation(symbol: str, key: str | None) -> None:
    issuer = issuer_of_symbol(symbol)
    assert (issuer.key if issuer else None) == key


@pytest.mark.parametrize(
    ("symbol", "issuer", "contradicts"),
    [
        ("BNV-CCHC", "Bộ Tài chính", True),
        ("BNV-CCHC", "Bộ Nội vụ", False),
        ("CT-TTg", "Chính phủ", True),
        ("UBND-NC", "UBND tỉnh Gia Lai", False),
        ("UBND-NC", "Sở Nội vụ tỉnh Gia Lai", True),
        ("SLĐTBXH-BTXH", "Sở Lao động - Thương binh và Xã hội", False),
    ],
)
def test_a_symbol_may_speak_against_the_issuer_that_is_said(
    symbol: str, issuer: str, contradicts: bool
) -> None:
    assert symbol_contradicts(symbol, named_issuer(issuer)) is contradicts


def test_ranks_go_from_the_nation_to_the_commune() -> None:
    names = [
        "Quốc hội",
        "Chính phủ",
        "Bộ Nội vụ",
        "Cục Văn thư và Lưu trữ nhà nước",
        "UBND tỉnh Đắk Nông",
        "Sở Nội vụ tỉnh Đắk Nông",
        "UBND huyện Cư Jút",
        "Phòng Nội vụ huyện Cư Jút",
        "UBND xã Long Hồ",
    ]
    ranks = [rank_of(named_issuer(name)) for name in names]
    assert None not in ranks
    assert ranks == sorted(ranks, key=lambda rank: rank or 0)
    assert len(set(ranks)) == len(ranks)


@pytest.mark.parametrize(
    ("city", "above_department"), [("thành phố Hà Nội", True), ("thành phố Gia Nghĩa", False)]
)
def test_a_city_is_a_province_or_a_district_by_its_name(city: str, above_department: bool) -> None:
    department = rank_of(named_issuer("Sở Nội vụ tỉnh Đắk Nông"))
    rank = rank_of(named_issuer(f"UBND {city}"))
    assert rank is not None
    assert department is not None
    assert (rank < department) is above_department


def test_the_organisation_tells_the_province_of_a_district() -> None:
    on = chart().on(date(2020, 3, 31))
    assert line_of(["ủy ban nhân dân huyện tam đường"], on) == TAM_DUONG


def test_a_name_that_two_communes_bear_tells_no_province() -> None:
    on = chart().on(date(2026, 3, 5))
    assert len(on.named("xã Tân Hòa")) > 1
    assert line_of(["ủy ban nhân dân xã tân hòa"], on) == ("xã tân hòa",)


@pytest.mark.parametrize(
    ("said", "line", "title"),
    [
        ("UBND tỉnh", DAK_NONG, "UBND tỉnh Đắk Nông"),
        ("Sở Nội vụ", DAK_NONG, "Sở Nội vụ tỉnh Đắk Nông"),
        ("UBND tỉnh Gia Lai", (), "UBND tỉnh Gia Lai"),
        ("Bộ Nội vụ", DAK_NONG, "Bộ Nội vụ"),
        ("UBND tỉnh", (), "UBND tỉnh"),
    ],
)
def test_an_issuer_is_shown_with_the_territory_that_was_meant(
    said: str, line: tuple[str, ...], title: str
) -> None:
    assert named_issuer(said, line).title == title
