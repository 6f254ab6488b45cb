"""Lệnh dòng văn bản: the chains of real letters at the command line, in words and as JSON."""

import json
import os
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from portal.cli.main import run

SET = Path(__file__).parents[1] / "reading_set" / "documents"
LETTERS = [
    str(SET / f"{name}.txt")
    for name in (
        "dak-nong-2021-1848",
        "an-khe-2021-1085",
        "tuyen-quang-2020-1049",
        "tam-duong-2020-345",
        "khanh-son-2017-unnumbered",
    )
]


def typed(folder: Path, *arguments: str, code: int) -> str:
    """Đã gõ: what a command prints when it is run in this process, its home in a folder; it must end with this code."""
    out, home = StringIO(), {"VANTHU_HOME": str(folder), "VANTHU_LANG": "vi"}
    with (
        patch.dict(os.environ, home),
        chdir(folder),
        redirect_stdout(out),
        redirect_stderr(StringIO()) as err,
    ):
        os.environ.pop("VANTHU_DATABASE_URL", None)
        ended = run(["lineage", *arguments])
    assert ended == code, err.getvalue()
    return out.getvalue()


def said(folder: Path, *arguments: str, code: int = 0) -> Any:
    """Trả lời: of a command with --json, one document and nothing else."""
    return json.loads(typed(folder, *arguments, "--json", code=code))


def shown(folder: Path, *arguments: str) -> list[str]:
    """Màn hình: the lines which a command prints."""
    return typed(folder, *arguments, code=0).splitlines()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Bàn làm việc: the five letters were added."""
    folder = tmp_path_factory.mktemp("lineage")
    added = said(folder, "add", *LETTERS)["added"]
    assert [row["new"] for row in added] == [True] * 5
    return folder


def test_adding_again_adds_nothing(desk: Path) -> None:
    (row,) = said(desk, "add", LETTERS[0])["added"]
    assert (row["new"], row["citations"], row["number"]) == (False, 0, "1848/SNV-CCHCVTLT")


def test_a_chain_is_an_indented_tree(desk: Path) -> None:
    assert shown(desk, "show", "6056/BNV-CCHC")[:4] == [
        "Công văn 6056/BNV-CCHC ngày 29/11/2021, Bộ Nội vụ (chỉ biết qua viện dẫn)",
        "Được triển khai bằng:",
        "  Công văn 7137/UBND-NCKSTT ngày 07/12/2021, UBND tỉnh Đắk Nông (chỉ biết qua viện dẫn) "
        "[theo lời 1848/SNV-CCHCVTLT]",
        "    Công văn 1848/SNV-CCHCVTLT ngày 10/12/2021, Sở Nội vụ tỉnh Đắk Nông",
    ]


@pytest.mark.parametrize(
    ("asked", "above"),
    [
        ("1848/SNV-CCHCVTLT", ["7137/UBND-NCKSTT", "6056/BNV-CCHC"]),
        ("1848", ["7137/UBND-NCKSTT", "6056/BNV-CCHC"]),
        ("1085/UBND-NV", ["844/UBND-NC"]),
        ("1049/UBND-NC", ["243/KH-BNV"]),
        ("345/UBND-NV", ["3088/UBND-KSTT"]),
    ],
)
def test_a_chain_as_json(desk: Path, asked: str, above: list[str]) -> None:
    answer = said(desk, "show", asked)
    assert [row["document"]["number"] for row in answer["up"]] == above
    assert [row["depth"] for row in answer["up"]] == list(range(1, len(above) + 1))


def test_what_is_only_mentioned_stands_beside(desk: Path) -> None:
    mentioned = {
        row["document"]["number"]: row["relation"] for row in said(desk, "show", "345/UBND-NV")["cites"]
    }
    assert mentioned == dict.fromkeys(("1633/QĐ-UBND", "10/CT-TTg", "282/UBND-VP"), "mentions")


def test_a_file_is_looked_at_without_being_added(tmp_path: Path) -> None:
    answer = said(tmp_path, "show", LETTERS[4])
    assert answer["document"]["number"] is None
    assert [row["document"]["number"] for row in answer["cites"]] == ["14/2015/QĐ-UBND"]
    assert said(tmp_path, "flags")["flags"] == []


def test_the_middle_of_the_chain_says_from_what_it_was_concluded(desk: Path) -> None:
    _, row = said(desk, "show", "1848/SNV-CCHCVTLT")["up"]
    assert row["concluded_from"] == ["assignment"]
    assert (row["said_by"], row["said_by_itself"]) == ("1848/SNV-CCHCVTLT", False)
    assert "trong đó giao Sở Nội vụ" in row["sentence"]


def test_coverage_counts_those_who_have_and_those_who_have_not(desk: Path) -> None:
    answer = said(desk, "coverage", "6056/BNV-CCHC", "--units", "province")
    assert (answer["passed_on"], answer["not_yet"], len(answer["units"])) == (1, 62, 63)
    (row,) = [unit for unit in answer["units"] if unit["passed_on"]]
    assert row["office"] == "ubnd-tinh-dak-nong"
    assert row["passed_on"]["lag_working_days"] == 6


def test_coverage_of_the_letter_is_of_those_it_addresses(desk: Path) -> None:
    answer = said(desk, "coverage", "1848")
    assert answer["units_from"] == "addressees"
    assert "ubnd-huyen-cu-jut" in [unit["office"] for unit in answer["units"]]
    assert "Các Sở, ban, ngành" in answer["unresolved"]


def test_flags_tell_kind_and_evidence(desk: Path) -> None:
    flags = said(desk, "flags", "--kind", "unknown")["flags"]
    assert {flag["kind"] for flag in flags} == {"unknown"}
    assert "6056/BNV-CCHC" in {flag["cited"]["number"] for flag in flags}
    assert all(flag["message"] for flag in flags)


def test_flags_of_one_document(desk: Path) -> None:
    flags = said(desk, "flags", "1085/UBND-NV")["flags"]
    assert [flag["cited"]["number"] for flag in flags] == ["844/UBND-NC"]


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        (["show", "999/UBND-XX"], "unknown_document"),
        (["coverage", "999/UBND-XX"], "unknown_document"),
        (["coverage", "1848", "--units", "khong-co"], "unknown_office"),
        (["add", "khong-co.txt"], "unreadable_file"),
        (["add", *LETTERS[:2], "--number", "1/A"], "usage"),
    ],
)
def test_a_refusal_is_told_in_words_and_by_kind(desk: Path, arguments: list[str], kind: str) -> None:
    assert said(desk, *arguments, code=2)["error"]["kind"] == kind


def test_a_file_that_is_no_document_is_refused_and_nothing_is_added(tmp_path: Path) -> None:
    (tmp_path / "la.txt").write_text("Danh sách đi chợ: rau, cá, gạo.", encoding="utf-8")
    assert said(tmp_path, "add", "la.txt", code=2)["error"]["kind"]
    assert said(tmp_path, "flags")["flags"] == []
