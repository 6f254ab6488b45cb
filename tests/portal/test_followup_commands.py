"""Dòng lệnh theo dõi: a day as an officer types it, and a stranger's mistakes, each refused in Vietnamese."""

import json
from pathlib import Path

import pytest

from tests.command_line import Ended, vanthu
from tests.services.reporting_plan import ID, PLAN, UNITS

REPORT = "bao_cao"
PLACE = ("--step", REPORT, "--unit", UNITS[0])
PAPER = ("--document", "12/UBND-NC", "--ground", "khoản 1")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("followup")
    (home / "plan.toml").write_text(PLAN, encoding="utf-8")
    (home / "broken.toml").write_text("a = [", encoding="utf-8")
    (home / "two.toml").write_bytes(b"\xff\xfe")
    (home / "two.docx").write_bytes(b"PK")
    (home / "two.xlsx").write_bytes(b"PK")
    assert said(vanthu(home, "campaign", "start", "plan.toml", "--json"))["begun"] is True
    return home


def said(ended: Ended) -> dict[str, object]:
    document = json.loads(ended.stdout)
    assert isinstance(document, dict)
    return document


REFUSALS = [
    (("campaign", "start", "nosuch.toml"), "file_error", "không có tệp"),
    (("campaign", "start", "broken.toml"), "invalid_plan", "TOML"),
    (("campaign", "start", "two.toml"), "invalid_plan", "UTF-8"),
    (("followup", "start", "nosuch.toml"), "file_error", "không có tệp"),
    (("followup", "start", "broken.toml"), "invalid_plan", "TOML"),
    (("campaign", "status", "nosuch", "--on", "2026-03-02"), "unknown_campaign", ID),
    (("campaign", "status", ID, "--on", "2026-02-31"), "usage", "2026-02-31"),
    (("campaign", "timeline", "nosuch"), "unknown_campaign", ID),
    (("campaign", "advance", "nosuch", "--on", "2026-03-02"), "unknown_campaign", ID),
    (("campaign", "next", "nosuch", "--on", "2026-03-02"), "unknown_campaign", ID),
    (("campaign", "simulate", "nosuch"), "unknown_campaign", ID),
    (("campaign", "simulate", "two.toml"), "invalid_plan", "UTF-8"),
    (("campaign", "progress", ID, "--on", "2026-03-02", "-o", "p.xyz"), "usage", ".docx"),
    (("campaign", "suspend", ID, "--step", "nosuch", *PAPER), "illegal_move", REPORT),
    (("campaign", "record", ID, "--step", "nosuch", "--on", "2026-03-02"), "illegal_move", REPORT),
    (("campaign", "record", ID, *PLACE, "--on", "2099-03-02"), "not_yet", "02/03/2099"),
    (("campaign", "waive", ID, *PLACE, "--on", "2026-03-02"), "no_reason", "lý do"),
    (("campaign", "appoint", ID, "--unit", "nosuch", "--leader", "A"), "bad_appointments", "nosuch"),
    (("campaign", "appoint", ID, "--file", "two.xlsx"), "broken_file", "hỏng"),
    (("campaign", "people", "nosuch", "--on", "2026-03-02"), "unknown_campaign", ID),
    (("campaign", "difficulty", "answer", ID, "99", "--text", "x"), "unknown_difficulty", "99"),
    (("campaign", "report", "sum", ID, "nosuch"), "no_such_report", REPORT),
    (("campaign", "edit", ID, "broken.toml", "--reason", "x", "--by", "y"), "invalid_plan", "TOML"),
    (("campaign", "new", "nosuch", "--id", "x", "--t0", "2026-09-01"), "usage", "--f0"),
    (("calendar", "adopt", "nosuch.toml"), "file_error", "không có tệp"),
    (("calendar", "adopt", "two.toml"), "invalid_day_list", "two.toml"),
    (("restore", "two.docx", "--home", "other"), "invalid_backup", "two.docx"),
    (("restore", "nosuch", "--home", "other"), "file_error", "không có tệp"),
]


@pytest.mark.parametrize(("words", "kind", "named"), REFUSALS, ids=[" ".join(row[0][:3]) for row in REFUSALS])
def test_a_mistake_is_refused_with_its_kind_and_named_in_vietnamese(
    folder: Path, words: tuple[str, ...], kind: str, named: str
) -> None:
    ended = vanthu(folder, *words, "--json")
    assert ended.returncode == 2
    error = said(ended)["error"]
    assert isinstance(error, dict)
    assert set(error) == {"kind", "message", "where"}
    assert error["kind"] == kind
    assert named in error["message"] + error["where"]
    assert "Traceback" not in ended.stdout + ended.stderr


def test_a_day_is_advanced_once_and_late_units_make_status_end_with_one(folder: Path) -> None:
    assert said(vanthu(folder, "campaign", "start", "plan.toml", "--json"))["begun"] is False
    assert vanthu(folder, "campaign", "status", ID, "--on", "2025-01-02", "--json").returncode == 0
    late = vanthu(folder, "campaign", "status", ID, "--on", "2026-12-31", "--json")
    assert late.returncode == 1
    assert said(late)["late"]
    on = said(vanthu(folder, "calendar", "day", "2026-02-17", "--json"))
    assert (on["works"], on["why"]) == (False, "Tết Nguyên Đán")
