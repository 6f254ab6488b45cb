"""Trình diễn: what a newcomer gets from one command, and that it is the same every time."""

import hashlib
import json
import sqlite3
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.workflows.conftest import Demonstration, contents, demonstrate

pytestmark = pytest.mark.prefect

CAMPAIGNS = ("dak-nong-2021", "lam-dong-2026")
LEVELS = {"dak-nong-2021": "province,district,commune", "lam-dong-2026": "province,commune"}


def test_it_says_what_was_made_and_that_the_data_are_synthetic(demonstration: Demonstration) -> None:
    said = demonstration.stdout
    for expected in ("dak-nong-2021/", "lam-dong-2026/", "cong-van-that/", "manifest.json", "giả lập"):
        assert expected in said


def test_nothing_is_written_outside_its_own_folders(demonstration: Demonstration) -> None:
    root = demonstration.place.root
    assert contents(root / "person") == {}
    assert contents(root / "work") == {}
    assert {entry.name for entry in root.iterdir()} == {"vanthu", "person", "work", "out"}


def test_the_manifest_names_every_file_with_its_hash(demonstration: Demonstration) -> None:
    files = contents(demonstration.out)
    listed = json.loads(files.pop("manifest.json"))["files"]
    assert {f["path"]: f["sha256"] for f in listed} == {
        path: hashlib.sha256(content).hexdigest() for path, content in files.items()
    }
    numbers = {f["number"] for f in listed if f["kind"] == "document"}
    assert {
        "6056/BNV-CCHC",
        "7137/UBND-NCKSTT",
        "1848/SNV-CCHCVTLT",
        "1085/UBND-NV",
        "1049/UBND-NC",
    } <= numbers


def test_no_file_holds_a_path_of_this_machine(demonstration: Demonstration) -> None:
    root = str(demonstration.place.root).encode()
    assert [path for path, content in contents(demonstration.out).items() if root in content] == []


@pytest.mark.slow
def test_a_second_empty_home_gives_the_same_bytes(demonstration: Demonstration, tmp_path: Path) -> None:
    assert contents(demonstrate(tmp_path).out) == contents(demonstration.out)


@pytest.mark.slow
def test_the_same_home_gives_the_same_bytes_and_no_new_entry(
    demonstration: Demonstration, tmp_path: Path
) -> None:
    before = demonstration.place.verified()
    ended = demonstration.place.run("demo", "--out", str(tmp_path / "again"))
    assert ended.returncode == 0, ended.stderr
    assert demonstration.place.verified() == before
    assert contents(tmp_path / "again") == contents(demonstration.out)


def test_the_books_are_clean(demonstration: Demonstration) -> None:
    found = demonstration.place.verified()
    assert found["problems"] == []
    assert found["entries"] == 3 + 14 + 377  # three letters beside the two campaigns


def test_every_step_of_the_chain_is_a_run_in_prefect(demonstration: Demonstration) -> None:
    with sqlite3.connect(demonstration.place.home / "prefect" / "prefect.db") as store:
        names = {
            name for (name,) in store.execute("select name from task_run where state_type = 'COMPLETED'")
        }
    chain = (
        "2021-11-29 · Bộ Nội vụ đề nghị điều tra xã hội học",
        "2021-12-07 · UBND tỉnh giao nhiệm vụ",
        "2021-12-10 · Sở Nội vụ đề nghị phối hợp",
        "2021-12-10 · UBND cấp huyện triển khai",
        "2021-12-25 · Phát, thu phiếu tại địa bàn (12–25/12/2021)",
        "2022-04-26 · UBND tỉnh quyết định công bố kết quả",
    )
    assert set(chain) <= names


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_every_figure_of_the_decision_is_that_of_the_index_command(
    demonstration: Demonstration, campaign: str
) -> None:
    folder = demonstration.out / campaign / "ket-qua"
    ended = demonstration.place.run(
        "index", str(folder / "phieu.csv"), "--questions", str(folder / "bo-cau-hoi.toml"),
        "--by", LEVELS[campaign], "--json",
    )  # fmt: skip
    index = json.loads(ended.stdout)
    (decision,) = (demonstration.out / campaign / "van-ban").glob("*-quyet-dinh/*.docx")
    rankings, criteria = _annex_rows(decision)
    levels = LEVELS[campaign].split(",")[1:]
    assert len(rankings) == len(levels)
    for level, rows in zip(levels, rankings, strict=True):
        parts = "components" if campaign == "lam-dong-2026" else "elements"
        expected = [_expected_ranking(unit, parts) for unit in index["units"] if unit["level"] == level]
        assert sorted(row[: len(expected[0])] for row in rows) == sorted(expected)
    province = index["units"][0]
    assert criteria == [
        [code, str(c["n"]) if c["n"] < 1000 else f"{c['n']:,}".replace(",", "."),
         str(c["s"]) if c["s"] < 1000 else f"{c['s']:,}".replace(",", "."), _two_places(c["value"])]
        for code, c in province["criteria"].items()
    ]  # fmt: skip


def _annex_rows(decision: Path) -> tuple[list[list[list[str]]], list[list[str]]]:
    """Phụ lục trong tệp Word: the ranking tables, and code, n, s, value of the criteria table."""
    rankings, criteria = [], []
    for table in docx.Document(str(decision)).tables:
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        if rows[0][0] == "Xếp hạng" and any(heading.startswith("Chỉ số chung") for heading in rows[0]):
            rankings.append([row for row in rows if row[0] != "Xếp hạng"])  # the head may have two rows
        elif rows[0][0] == "Mã":
            criteria = [[row[0], *row[2:5]] for row in rows[1:]]
    return rankings, criteria


def _expected_ranking(unit: dict[str, Any], parts: str) -> list[str]:
    values = [_two_places(value) for value in unit[parts].values()]
    return [str(unit["rank"]), unit["unit"], str(unit["n_valid"]), *values, unit["published"]]


def _two_places(value: float) -> str:
    return f"{value + 1e-9:.2f}".replace(".", ",")


SYNTHETIC = ("ket-qua/ket-qua.html", "ket-qua/ket-qua.json", "ket-qua/phieu.csv")


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_synthetic_results_are_called_so_wherever_they_are_shown(
    demonstration: Demonstration, campaign: str
) -> None:
    folder = demonstration.out / campaign
    assert "giả lập" in (folder / "ket-qua/ket-qua.html").read_text(encoding="utf-8")
    assert json.loads((folder / "ket-qua/ket-qua.json").read_text(encoding="utf-8"))["synthetic"] is True
    rows = (folder / "ket-qua/phieu.csv").read_text(encoding="utf-8").splitlines()
    assert all(row.startswith("TH-") for row in rows[1:])
    (decision,) = folder.glob("van-ban/*-quyet-dinh/*.docx")
    assert "giả lập" in _all_text(decision)


@pytest.mark.parametrize(
    ("path", "mark", "reason"),
    [
        ("dak-nong-2021/van-ban/01-bo-yeu-cau", "DỰNG LẠI", "the body of 6056 is not in hand"),
        ("dak-nong-2021/van-ban/02-tinh-chi-dao", "DỰNG LẠI", "the body of 7137 is not in hand"),
        ("dak-nong-2021/van-ban/03-so-phoi-hop", "", "1848 is real"),
        ("dak-nong-2021/van-ban/04-huyen-trien-khai", "MINH HỌA", "the districts' dispatches are made up"),
        ("lam-dong-2026/van-ban/04-xa-trien-khai", "MINH HỌA", "the communes' dispatches are made up"),
        ("cong-van-that", "", "the five letters are real"),
    ],
)
def test_what_is_not_real_says_so_on_its_first_page(
    demonstration: Demonstration, path: str, mark: str, reason: str
) -> None:
    for file in (demonstration.out / path).glob("*.docx"):
        text = _all_text(file)
        assert [word for word in ("DỰNG LẠI", "MINH HỌA") if word in text] == ([mark] if mark else []), reason


def _all_text(file: Path) -> str:
    """Mọi chữ trong tệp Word: body, tables and the header parts of every section."""
    document = docx.Document(str(file))
    parts = [document.element.body]
    for section in document.sections:
        parts += [section.header._element, section.first_page_header._element]
    return "\n".join(node.text or "" for part in parts for node in part.iter() if node.tag.endswith("}t"))
