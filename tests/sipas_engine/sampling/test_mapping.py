"""Ghép cột: headings that are known, mapping files read strictly, and what was kept read back."""

import tomllib
from pathlib import Path

import pytest

from sipas_engine.errors import NoSuchFile
from sipas_engine.sampling.mapping import (
    BadMapping,
    ListMapping,
    UnreadableMapping,
    column_names,
    mapping_of,
    read_mapping,
    recognised,
    refused_headings,
)
from sipas_engine.sampling.settings import list_settings

TITLE = [["ỦY BAN NHÂN DÂN XÃ MẪU", "", ""], ["DANH SÁCH TỔNG THỂ", "", ""], ["", "", ""]]
HEADS = ["Stt.", "HỌ VÀ TÊN", "Số ĐT"]


def test_the_headings_are_found_below_the_title_of_the_list() -> None:
    found = recognised([*TITLE, HEADS, ["1", "An", "09"]])
    assert found == ListMapping({"stt": "Stt.", "ho_ten": "HỌ VÀ TÊN", "dien_thoai": "Số ĐT"}, 4)


def test_a_file_of_unknown_headings_is_read_from_its_first_row() -> None:
    assert recognised([["a", "b"], ["1", "2"]]) == ListMapping({}, 1)


def test_every_word_of_a_heading_means_one_column() -> None:
    words = [word.casefold() for known in list_settings().headings.values() for word in known]
    assert len(words) == len(set(words))
    assert set(list_settings().headings) == set(column_names())


def test_a_mapping_that_was_kept_is_the_mapping() -> None:
    found = ListMapping({"ho_ten": "Người nộp"}, 3, "Tháng 8", synthetic=True)
    assert mapping_of(found.as_table(), file="x") == found


WRONG = [
    ('[columns]\nho_tenn = "A"', "columns.ho_tenn", "an unknown column"),
    ("[columns]\nho_ten = 5", "columns", "a heading that is no text"),
    ('[columns]\nho_ten = "A"\ndia_chi = "a"', "columns", "one heading for two columns"),
    ("head_row = 0", "head_row", "no such row"),
    ("head_row = true", "head_row", "not a number"),
    ("sheet = 1", "sheet", "a sheet without a name"),
    ('provenance = "fake"', "provenance", "an unknown provenance"),
    ("colums = {}", "colums", "an unknown key"),
]


@pytest.mark.parametrize(("text", "place", "why"), WRONG, ids=[row[2] for row in WRONG])
def test_a_wrong_mapping_is_refused_by_its_key(text: str, place: str, why: str) -> None:
    with pytest.raises(BadMapping) as refused:
        mapping_of(tomllib.loads(text), file="m.toml")
    assert [problem.where for problem in refused.value.problems] == [f"m.toml:{place}"], why


def test_a_mapping_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "m.toml"
    with pytest.raises(NoSuchFile):
        read_mapping(file)
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(UnreadableMapping):
        read_mapping(file)
    file.write_text('head_row = 2\n[columns]\nho_ten = "Họ  tên"', encoding="utf-8-sig")
    assert read_mapping(file) == ListMapping({"ho_ten": "Họ tên"}, 2)


@pytest.mark.parametrize(
    ("heading", "kept"),
    [
        ("Số CCCD/CMND", False),
        ("Số định danh cá nhân", False),
        ("SỐ HỘ CHIẾU", False),
        ("Email liên hệ", False),
        ("Thư điện tử", False),
        ("Số tài khoản ngân hàng", False),
        ("Dân tộc", False),
        ("Họ và tên", True),
        ("Năm sinh", True),
        ("Mã định danh hồ sơ", True),
        ("Số điện thoại", True),
    ],
)
def test_columns_of_personal_data_that_no_sample_needs_are_refused(heading: str, kept: bool) -> None:
    assert (refused_headings([heading]) == ()) is kept
