"""Nạp dữ liệu tổ chức: rows that contradict each other are refused, all at once."""

import shutil
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from directives.org.errors import InvalidOrganisation
from directives.org.loading import DATA, open_chart, read_chart

ROW = "24781\t68\tphường\tXuân Hương - Đà Lạt\n"
CONTRADICTIONS = [
    (
        "communes-two-tiers.tsv",
        ROW,
        "",
        ["two-tiers/68: 123 rows on 2025-07-01, not 124", "commune: 3320 rows"],
        "a row is lost",
    ),
    ("communes-two-tiers.tsv", ROW, ROW * 2, ["two-tiers/24781: two rows", "125 rows"], "a row stands twice"),
    (
        "communes-two-tiers.tsv",
        ROW,
        ROW.replace("68", "67"),
        ["no row for its parent 67", "68: 123 rows"],
        "parent",
    ),
    (
        "communes-two-tiers.tsv",
        ROW,
        ROW.replace("\t68", "\t66"),
        ["two-tiers/66: 103 rows", "two-tiers/68: 123 rows"],
        "another parent: the total is right, the parts are not",
    ),
    (
        "communes-two-tiers.tsv",
        ROW,
        ROW.replace("\n", "\tkeep_noun\n"),
        ["24781: keep_noun"],
        "mark mistyped",
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


def test_a_long_list_is_counted_when_a_day_first_asks_for_it(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    list_of_2025 = folder / "communes-three-tiers.tsv"
    list_of_2025.write_text(
        list_of_2025.read_text("utf-8").replace("00004\t001\tphường\tTrúc Bạch\n", ""), "utf-8"
    )
    chart = open_chart(folder)
    assert chart.on(date(2021, 12, 10)).office("snv-dak-nong"), "the list begins on 01/3/2025"
    assert chart.on(date(2025, 7, 1)).office("snv-lam-dong"), "the list ended"
    with pytest.raises(InvalidOrganisation, match="commune: 10034 rows on 2025-03-01, not 10035"):
        chart.on(date(2025, 3, 1))


LISTS = sorted([*DATA.glob("units-*.toml"), *DATA.glob("*.tsv"), DATA / "succession.toml"])


@pytest.mark.parametrize("path", LISTS, ids=lambda p: p.name)
def test_the_lists_name_their_source_and_stay_in_one_spelling(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not set(text) & set("’ʼÐ\r\u00a0")
    assert "MIT" in "\n".join(line for line in text.splitlines() if line.startswith("#"))


@pytest.mark.parametrize("path", sorted(DATA.glob("*.tsv")), ids=lambda p: p.name)
def test_a_list_has_no_blank_too_many_in_any_cell(path: Path) -> None:
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert len({len(row) for row in rows[1:]} | {4, 5}) == 2 or path.name == "succession-communes.tsv"
    assert all(cell == " ".join(cell.split()) != "" for row in rows for cell in row)


def test_a_unit_whose_parent_changes_its_kind_has_a_superior_on_every_day() -> None:
    chart = read_chart(DATA)
    superiors = [chart.on(date(2026, 4, day)).office("ubnd-xa-thong-nhat-26299").superior for day in (29, 30)]
    assert superiors == ["ubnd-tinh-dong-nai", "ubnd-thanh-pho-dong-nai"]
