"""Nạp dữ liệu tổ chức: rows that contradict each other are refused, all at once."""

import shutil
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from directives.org.errors import InvalidOrganisation
from directives.org.loading import DATA, read_chart

ROW = '{ code = "24781", kind = "phường", name = "Xuân Hương - Đà Lạt" },'
CONTRADICTIONS = [
    ("units-two-tiers.toml", ROW, "", ["two-tiers/68: 123 rows on 2025-07-01, not 124"], "a row is lost"),
    ("units-two-tiers.toml", ROW, ROW * 2, ["two-tiers/24781: two rows", "125 rows"], "a row stands twice"),
    (
        "units-two-tiers.toml",
        'parent = "68"',
        'parent = "67"',
        ["no row for its parent 67", ": 0 rows"],
        "parent",
    ),
    (
        "units-two-tiers.toml",
        "from = 2025-07-01\nchecked",
        "from = 2025-07-02\nchecked",
        ["day after"],
        "gap",
    ),
    (
        "units-two-tiers.toml",
        "2026-04-29",
        "2025-06-29",
        ["two-tiers/75: ends before it begins"],
        "ends early",
    ),
    (
        "units-two-tiers.toml",
        "2026-04-29",
        "2026-04-30",
        ["two-tiers/75: two rows", "35 rows on 2026-04-30, not 34"],
        "overlap",
    ),
    ("offices.toml", 'superior = "chinh-phu"', 'superior = "cp"', ["bnv: no office cp above it"], "superior"),
    (
        "offices.toml",
        'id = "pnv-{kind_slug}-{slug}"',
        'id = "pnv"',
        ["pnv: two offices on"],
        "one id for all",
    ),
]


@pytest.mark.parametrize(("file", "written", "instead", "said", "why"), CONTRADICTIONS)
def test_contradicting_rows_are_refused_and_named(
    tmp_path: Path, file: str, written: str, instead: str, said: list[str], why: str
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert written in text, "the row to spoil is there"
    (folder / file).write_text(text.replace(written, instead), encoding="utf-8")
    with pytest.raises(InvalidOrganisation) as refused:
        read_chart(folder)
    for words in said:
        assert any(words in problem for problem in refused.value.listed), why


def test_the_shipped_rows_are_without_contradiction() -> None:
    chart = read_chart(DATA)
    assert [regime.name for regime in chart.regimes] == ["three-tiers", "two-tiers"]


@pytest.mark.parametrize("path", sorted(DATA.glob("*.toml")), ids=lambda p: p.name)
def test_the_data_name_their_source_and_stay_in_one_spelling(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not set(text) & set("’ʼÐ")
    assert path.name == "offices.toml" or "MIT" in text.split("\n\n")[0]


def test_a_unit_whose_parent_changes_its_kind_has_a_superior_on_every_day(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    commune = '{ code = "26188", kind = "xã", name = "Xuân Lộc" }'
    group = f'level = "commune"\nparent = "75"\nvalid_from = 2025-07-01\nbasis = "thử"\nrows = [{commune}]\n'
    with (folder / "units-two-tiers.toml").open("a", encoding="utf-8") as rows:
        rows.write(f"\n[[units]]\n{group}")
    chart = read_chart(folder)
    superiors = [chart.on(date(2026, 4, day)).office("ubnd-xa-xuan-loc-26188").superior for day in (29, 30)]
    assert superiors == ["ubnd-tinh-dong-nai", "ubnd-thanh-pho-dong-nai"]
