"""Dựng danh mục: how names of the source become names of the lists, and which rows they become."""

import pytest

from directives.org.building import Row, cleaned, keeps_noun, rows_of, successions
from directives.org.loading import load_chart

NAMES = [
    ("Xã  Hòa  Bình", "xã", "Hòa Bình", "blanks"),
    ("xã Bắc Sơn", "xã", "Bắc Sơn", "the kind in small letters"),
    ("Thị Trấn Óc Eo", "thị trấn", "Óc Eo", "the kind in capitals"),
    ("Xã Nâm N’Đir", "xã", "Nâm N'Đir", "the apostrophe"),
    ("Phường Thuỷ Xuân", "phường", "Thủy Xuân", "tones as laws place them"),
    ("Phường Phú Quý", "phường", "Phú Quý", "qu is no open syllable"),
    ("Xã Đại áng", "xã", "Đại Áng", "a capital lost before an accent"),
    (
        "Thị trấn Nông trường Việt Lâm",
        "thị trấn",
        "Nông trường Việt Lâm",
        "a common noun inside a name stays small",
    ),
    ("Xã Ch'ơm", "xã", "Ch'ơm", "small behind an apostrophe"),
    ("Thành phố Hồ Chí Minh", "thành phố", "Hồ Chí Minh", "a kind of two words"),
]


@pytest.mark.parametrize(("source", "kind", "name", "why"), NAMES)
def test_a_name_of_the_source_is_cleaned(source: str, kind: str, name: str, why: str) -> None:
    assert cleaned(source) == (kind, name), why


NOUNS = [("1 Bảo Lộc", True), ("12", True), ("Bảo Lâm 1", False), ("Hai Bà Trưng", True), ("Hải Châu", False)]


@pytest.mark.parametrize(("name", "kept"), NOUNS)
def test_the_noun_belongs_to_names_of_numbers_persons_and_events(name: str, kept: bool) -> None:
    assert keeps_noun(name) is kept


def test_rows_stand_in_order_of_parent_and_code_and_homonyms_are_marked_where_ids_bear_no_code() -> None:
    units = [
        ("903", "91", "Huyện Châu Thành"),
        ("247", "26", "Huyện Tam Dương"),
        ("106", "12", "Huyện Tam Đường"),
    ]
    rows = list(rows_of(units, frozenset({"106"}), coded_ids=False))
    assert rows == [
        Row("247", "26", "huyện", "Tam Dương", "homonym"),
        Row("903", "91", "huyện", "Châu Thành", ""),
    ], "the row which is taken is not repeated, but makes its twin a homonym"
    assert [row.marks for row in rows_of(units, frozenset(), coded_ids=True)] == ["", "", ""]


def test_a_divided_unit_has_every_part_and_no_default() -> None:
    converter = {
        "DICT_PROVINCE_WARD_NO_DIVIDED": {"p": {"x": ["p_d_a"]}},
        "DICT_PROVINCE_WARD_DIVIDED": {
            "p": {"p_d_b": [{"newWardKey": "y", "isDefaultNewWard": True}, {"newWardKey": "x"}]}
        },
    }
    old, new = {"p_d_a": "00001", "p_d_b": "00002"}, {"p_x": "10001", "p_y": "10002"}
    assert successions(converter, old, new) == {"00001": ["10001"], "00002": ["10001", "10002"]}


def test_every_name_said_to_be_of_a_person_or_event_is_the_name_of_a_unit() -> None:
    names = {unit.name for unit in load_chart().unit_rows() if unit.keeps_noun and not unit.name[0].isdigit()}
    assert all(keeps_noun(name) or name == "Hồ Chí Minh" for name in names)
    assert len(names) > 100
