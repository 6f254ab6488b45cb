"""Dòng lệnh: who is in charge, difficulties, extensions, suspensions and what is next, as a person types them."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import Ended, vanthu
from tests.services.reminding import COMMUNES, ID, PLAN

DUC, PHU, MIL = COMMUNES


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    assert vanthu(tmp_path, "campaign", "start", "plan.toml").returncode == 0
    return tmp_path


def typed(home: Path, *words: str) -> Ended:
    return vanthu(home, "campaign", words[0], ID, *words[1:])


def told(ended: Ended) -> Any:
    """Một tài liệu JSON: exactly one, and nothing else on standard output."""
    return json.loads(ended.stdout)


def a_year_on() -> str:
    """Ngày làm việc sang năm: a Wednesday far from any holiday."""
    day = date(date.today().year + 1, 6, 10)
    return day.replace(day=10 - (day.weekday() - 2)).isoformat()


def test_people_are_named_listed_and_printed(home: Path) -> None:
    named = typed(
        home, "appoint", "--unit", DUC, "--leader", "Nguyễn Văn An", "--leader-title", "Phó Chủ tịch",
        "--contact", "Trần Bình", "--phone", "0912345678", "--from", "2022-01-17", "--document", "05/QĐ-UBND", "--json",
    )  # fmt: skip
    assert told(named) == {"changed": 1, "closed": [DUC]}
    people = told(typed(home, "people", "--on", "2022-02-01", "--json"))["people"]
    assert [(row["unit"], row["named"]) for row in people] == [(DUC, True), (PHU, False), (MIL, False)]
    assert "phone" not in people[0]
    with_phones = told(typed(home, "people", "--on", "2022-02-01", "--phones", "--json"))["people"]
    assert with_phones[0]["phone"] == "0912345678"
    assert typed(home, "people", "--on", "2022-02-01", "-o", "ds.docx").returncode == 0
    assert (home / "ds.docx").read_bytes()[:2] == b"PK"
    assert "chưa cử" in typed(home, "people", "--on", "2022-02-01").stdout


def test_a_bad_list_of_people_is_refused_by_row(home: Path) -> None:
    (home / "ds.csv").write_text("Đơn vị;Lãnh đạo phụ trách;Từ ngày\nxa-la;An;17/01/2022\n", encoding="utf-8")
    refused = typed(home, "appoint", "--file", "ds.csv", "--json")
    assert refused.returncode == 2
    assert told(refused)["error"]["kind"] == "bad_appointments"
    assert "xa-la không phải đơn vị của kế hoạch" in told(refused)["error"]["message"]
    assert typed(home, "appoint", "--json").returncode == 2


def test_a_deadline_is_moved_once_and_the_book_is_asked_for_the_document(home: Path) -> None:
    words = (
        "--step",
        "bao_cao",
        "--to",
        a_year_on(),
        "--document",
        "12/UBND-NC",
        "--ground",
        "Quy chế",
        "--json",
    )
    first, second = typed(home, "extend", *words), typed(home, "extend", *words)
    assert (told(first)["new"], told(second)["new"]) == (True, False)
    assert (told(first)["to"], told(first)["place"]) == (a_year_on(), None)
    assert "12/UBND-NC không có trong sổ" in first.stderr
    past = typed(home, "extend", *words[:2], "--to", "2022-02-08", *words[4:])
    assert (past.returncode, told(past)["error"]["kind"]) == (2, "deadline_past")
    tet = typed(home, "extend", *words[:2], "--to", "2022-02-02", *words[4:])
    assert "28/01/2022 và 07/02/2022" in told(tet)["error"]["message"]


def test_duties_are_suspended_and_go_on(home: Path) -> None:
    words = ("--step", "bao_cao", "--unit", DUC, "--document", "20/UBND-NC", "--ground", "lũ", "--json")
    assert told(typed(home, "suspend", *words))["new"] is True
    assert told(typed(home, "resume", *words))["new"] is True
    refused = typed(home, "resume", *words[:-4], "21/UBND-NC", "--ground", "lũ", "--json")
    assert (refused.returncode, told(refused)["error"]["kind"]) == (2, "illegal_move")


def test_difficulties_are_raised_answered_settled_and_listed(home: Path) -> None:
    def difficulty(what: str, *words: str) -> Any:
        return told(vanthu(home, "campaign", "difficulty", what, ID, *words, "--json"))

    assert difficulty("raise", "--unit", DUC, "--step", "bao_cao", "--text", "thiếu người")["number"] == 1
    assert difficulty("answer", "1", "--text", "đã bổ sung")["state"] == "answered"
    assert difficulty("settle", "1", "--document", "30/UBND-NC")["state"] == "settled"
    assert [one["document"] for one in difficulty("list")["difficulties"]] == ["30/UBND-NC"]
    assert difficulty("answer", "2", "--text", "x")["error"]["kind"] == "unknown_difficulty"


def test_what_is_next_says_whom_to_remind_of_what(home: Path) -> None:
    found = told(typed(home, "next", "--on", "2022-01-26", "--json"))
    assert found["on"] == "2022-01-26"
    first = found["actions"][0]
    assert (first["kind"], first["recipient"], first["key"]) == (
        "remind",
        DUC,
        f"{ID}/remind/{DUC}/2022-01-26",
    )
    assert [(duty["due"], duty["working_days_late"], duty["rung"]) for duty in first["duties"]] == [
        ("2022-01-25", 1, 1)
    ]
    assert len(found["actions"]) == 3
    assert told(typed(home, "next", "--on", "2022-01-25", "--json"))["actions"] == []


def test_an_answer_that_is_late_is_shown_with_the_status(home: Path) -> None:
    vanthu(home, "campaign", "difficulty", "raise", ID, "--unit", DUC, "--step", "bao_cao", "--text", "lũ")
    status = told(typed(home, "status", "--on", a_year_on(), "--json"))
    assert [(one["number"], one["unit"], one["owner"]) for one in status["late_answers"]] == [
        (1, DUC, "snv-dak-nong")
    ]
    assert "vướng mắc số 1" in typed(home, "status", "--on", a_year_on()).stdout
    extended = ("--step", "bao_cao", "--to", a_year_on(), "--document", "12/UBND-NC", "--ground", "Quy chế")
    typed(home, "extend", *extended)
    changes = told(typed(home, "status", "--on", a_year_on(), "--json"))["changes"]
    assert [(one["document"], one["reason"]) for one in changes] == [("12/UBND-NC", "Quy chế")]
