"""Dòng lệnh sổ khắc phục: a year's register as people type it; one JSON document, refusals in Vietnamese."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from directives.conversion.sheets import read_sheet
from directives.results_use.improvement import FIELDS
from tests.command_line import Ended, vanthu
from tests.portal.web.improving import rehearsed
from tests.services.year_of_use import BAN_HON, ID, LATER, MEASURED, NA_TAM

#: A week after the letter; the survey of 2020 is frozen in these books all the same.
NOW = {"VANTHU_REHEARSAL_NOW": "2020-04-06T08:00"}
WORDS = {
    "cause": "Công chức kiêm nhiệm",
    "remedy": "Tập huấn kỹ năng hướng dẫn hồ sơ",
    "person": "Lò Thị Mẫu",
    "post": "Phó Chủ tịch UBND xã",
    "deadline": "15/07/2020",
    "evidence": "Danh sách tập huấn có chữ ký",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thư mục làm việc: with the year's books as its home."""
    made = tmp_path_factory.mktemp("khac-phuc")
    rehearsed(made / "var", MEASURED)
    return made


def typed(folder: Path, *words: str) -> Ended:
    return vanthu(folder, "improvement", words[0], ID, *words[1:], **NOW)


def answer(folder: Path, *words: str) -> Any:
    ended = typed(folder, *words, "--json")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return json.loads(ended.stdout)


def test_a_register_from_the_result_to_the_next_survey(folder: Path) -> None:
    made = answer(folder, "prefill")
    assert (made["new"], made["result_of"], made["unmeasured"], made["withheld"]) == (
        40,
        "tam-duong-2019",
        [],
        [],
    )
    assert answer(folder, "prefill")["new"] == 0
    assert "chưa nộp, đã ghi đủ 0/3" in typed(folder, "show", "--unit", BAN_HON).stdout
    assert answer(folder, "template", "--unit", BAN_HON, "-o", "so.xlsx") == {"file": "so.xlsx", "rows": 3}
    rows = read_sheet(folder / "so.xlsx").rows
    with (folder / "so.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(rows[0])
        for row in rows[1:]:
            table.writerow([*row[: -len(FIELDS)], *(WORDS[name] for name in FIELDS)])
    assert answer(folder, "fill", "--file", "so.csv") == {"read": 3, "changed": 3, "units": [BAN_HON]}
    assert answer(folder, "submit", "--unit", BAN_HON) == {"unit": BAN_HON, "state": "submitted"}
    answer(folder, "return", "--unit", BAN_HON, "--reason", "Nêu rõ giải pháp")
    assert "Nêu rõ giải pháp" in typed(folder, "show").stdout
    answer(folder, "submit", "--unit", BAN_HON)
    accepted = answer(folder, "accept", "--all")
    assert accepted == {
        "accepted": [BAN_HON],
        "steps": ["kp-3-4-03421", "kp-5-2-03421", "kp-1-2-03421"],
        "version": 2,
    }
    assert answer(folder, "accept", "--unit", BAN_HON)["accepted"] == []
    issued = answer(folder, "plan", "--unit", BAN_HON, "-o", "ke-hoach.docx", "--issue")
    assert issued == {"unit": BAN_HON, "file": "ke-hoach.docx", "issued": "01/KH-UBND"}
    assert vanthu(folder, "check", "ke-hoach.docx", **NOW).returncode == 0
    shown = answer(folder, "show", "-o", "bang.xlsx")
    assert (shown["counts"]["handed_in"], len(shown["not_handed_in"])) == (1, 12)
    own = next(one for one in shown["units"] if one["unit"] == BAN_HON)
    assert [row["duty"] for row in own["rows"]] == ["not_due"] * 3
    compared = answer(folder, "compare", "--unit", BAN_HON)
    assert (compared["later"], compared["measured"], len(compared["rows"])) == (LATER, True, 3)
    assert {row["verdict"] for row in compared["rows"]} == {"not_told"}
    said = typed(folder, "compare", "--unit", BAN_HON).stdout
    assert "UBND xã Bản Hon, 3.4: 58,97 → 63,16 4,19 [-17," in said
    assert "chưa đủ để kết luận" in said


def test_rows_are_added_struck_and_every_version_is_shown(folder: Path) -> None:
    answer(folder, "prefill")
    answer(folder, "add", "--unit", NA_TAM, "--criterion", "1.1", "--reason", "nhiều phản ánh")
    answer(folder, "strike", "--unit", NA_TAM, "--criterion", "1.1", "--reason", "thêm nhầm")
    versions = answer(folder, "versions", "--unit", NA_TAM, "--criterion", "1.1")
    assert [(one["added"], one["struck"]) for one in versions] == [
        ("nhiều phản ánh", ""),
        ("nhiều phản ánh", "thêm nhầm"),
    ]
    assert "đã gạch bỏ: thêm nhầm" in typed(folder, "versions", "--unit", NA_TAM, "--criterion", "1.1").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("submit", "--unit", NA_TAM), "còn để trống"),
        (("plan", "--unit", NA_TAM, "-o", "x.docx"), "còn để trống"),
        (("plan", "--unit", NA_TAM), "Hãy dùng -o hoặc --issue"),
        (("accept",), "Hãy dùng --unit hoặc --all"),
        (("accept", "--unit", NA_TAM), "chưa nộp"),
        (("return", "--unit", NA_TAM, "--reason", "x"), "chưa nộp"),
        (("submit", "--unit", "pnv-huyen-tam-duong"), "không có dòng nào"),
        (("strike", "--unit", NA_TAM, "--criterion", "9.9", "--reason", "x"), "không có tiêu chí 9.9"),
        (("add", "--unit", NA_TAM, "--criterion", "9.9", "--reason", "x"), "không có số liệu tiêu chí 9.9"),
        (("add", "--unit", NA_TAM, "--criterion", "1.2", "--reason", " "), "Hãy ghi lý do"),
        (("fill", "--file", "khong-co.csv"), "Không mở được tệp"),
        (("compare", "--with", "khong-co"), "khong-co"),
    ],
)
def test_a_refusal_is_vietnamese_and_ends_with_two(folder: Path, words: tuple[str, ...], said: str) -> None:
    answer(folder, "prefill")
    ended = typed(folder, *words)
    assert ended.returncode == 2
    assert said in ended.stdout + ended.stderr
    assert "Traceback" not in ended.stderr


def test_before_the_register_is_made_the_way_to_it_is_said(tmp_path: Path) -> None:
    rehearsed(tmp_path / "var", MEASURED)
    assert "vanthu improvement prefill" in typed(tmp_path, "show").stdout
    assert answer(tmp_path, "show")["result_of"] is None
    assert "chưa có sổ khắc phục" in typed(tmp_path, "template", "-o", "so.xlsx").stderr
