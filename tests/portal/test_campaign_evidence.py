"""Dòng lệnh: what becomes of a duty, its log and its status, as a person types them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import Ended, vanthu
from tests.services.reminding import COMMUNES, ID, PLAN

#: What is typed of one unit's report in turn, the exit code, and how the last line of the log reads.
TYPED: list[tuple[str, int, str]] = [
    ("accept --on 2022-01-18", 2, ""),
    ("sent --on 2022-01-17", 0, "sent"),
    ("record --on 2022-01-18 --document 12/BC-UBND", 0, "submitted"),
    ("return --on 2022-01-19", 2, "submitted"),
    ("return --on 2022-01-19 --reason thiếu-chữ-ký", 0, "returned"),
    ("count --on 2022-01-20", 2, "returned"),
    ("record --on 2022-01-21 --document 14/BC-UBND", 0, "submitted"),
    ("record --on 2022-01-21 --document 14/BC-UBND", 0, "submitted"),
    ("accept --on 2022-01-24", 0, "accepted"),
    ("waive --on 2022-01-25 --reason bão", 2, "accepted"),
]


#: A quota: two checks in the one week.
CHECKS = """
[[steps]]
code = "kiem_tra"
name = "Kiểm tra bộ phận một cửa"
act = "check"
each_unit = true
ladder = []
recurrence = { every = "week", first = 2022-01-17, until = 2022-01-23, times = 2 }
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "plan.toml").write_text(PLAN + CHECKS, encoding="utf-8")
    assert vanthu(tmp_path, "campaign", "start", "plan.toml").returncode == 0
    return tmp_path


def typed(home: Path, *words: str) -> Ended:
    return vanthu(home, "campaign", words[0], ID, *words[1:])


def told(home: Path, *words: str) -> Any:
    return json.loads(typed(home, *words, "--json").stdout)


def of_report(home: Path, line: str, unit: str) -> Ended:
    act, *words = line.split()
    return typed(home, act, "--step", "bao_cao", "--unit", unit, *words)


def test_a_duty_goes_its_way_as_it_is_typed(home: Path) -> None:
    unit = COMMUNES[0]
    for line, code, last in TYPED:
        ended = of_report(home, line, unit)
        assert ended.returncode == code, (line, ended.stderr)
        log = told(home, "log", "--unit", unit)["log"]
        assert (log[-1]["kind"] if log else "") == last, line
    assert [row["kind"] for row in log] == [
        "sent", "submitted", "returned", "submitted", "accepted",
    ]  # fmt: skip
    assert log[1]["document"] == "12/BC-UBND"
    assert "Traceback" not in ended.stderr


def test_checks_are_counted_by_the_day_until_the_quota_is_full(home: Path) -> None:
    typed_on = ("2022-01-18", "2022-01-18", "2022-01-20")
    new = [
        told(home, "count", "--step", "kiem_tra", "--unit", COMMUNES[0], "--on", day)["new"]
        for day in typed_on
    ]
    assert new == [True, False, True]
    rows = told(home, "status", "--on", "2022-01-25")["by_step"]
    assert [(row["owed"], row["done"]) for row in rows if row["step"] == "kiem_tra"] == [(3, 1)]


def test_who_is_let_off_is_no_longer_late(home: Path) -> None:
    before = typed(home, "status", "--on", "2022-01-28", "--json")
    assert before.returncode == 1
    late = {row["unit"] for row in json.loads(before.stdout)["late"] if row["step"] == "bao_cao"}
    assert late == set(COMMUNES)
    assert of_report(home, "waive --on 2022-01-27 --reason bão", COMMUNES[1]).returncode == 0
    after = told(home, "status", "--on", "2022-01-28")
    assert COMMUNES[1] not in {row["unit"] for row in after["late"] if row["step"] == "bao_cao"}
    assert after["counts"]["waived"] == 1
    assert [row["reason"] for row in after["changes"]] == ["bão"]
    assert "bão" in typed(home, "log").stdout


def test_an_act_of_no_such_campaign_is_refused_in_one_document(home: Path) -> None:
    refused = vanthu(home, "campaign", "status", "la", "--on", "2022-01-28", "--json")
    assert refused.returncode == 2
    assert json.loads(refused.stdout)["error"]["kind"] == "unknown_campaign"
