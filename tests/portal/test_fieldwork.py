"""Lệnh ``fieldwork``, ``visits``, ``recheck``: a day in the field by the commands, as people and programs read it."""

import json
from pathlib import Path

import pytest

from portal.cli.main import run
from tests.services.field_desk import LAM_DONG, WARD, in_the_field, sent_back, sheet
from tests.workspaces import workspace_at
from workflows.wiring import open_workspace


@pytest.fixture(autouse=True)
def field(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Đợt đang phát phiếu: in a home of its own."""
    monkeypatch.setenv("VANTHU_HOME", str(tmp_path / "home"))
    workspace = open_workspace()
    in_the_field(workspace_at(str(workspace.engine.url), tmp_path), tmp_path)


def _json(capsys, *arguments):
    assert run([*map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_day_in_the_field(capsys, tmp_path):
    roster = _json(capsys, "fieldwork", "roster", LAM_DONG, "--on", "2026-04-06")
    assert [(row["investigator"], row["ready"]) for row in roster] == [
        ("dtv-1", True),
        ("dtv-2", True),
        ("dtv-3", False),
    ]
    assert "chưa được tập huấn đến ngày 2026-04-06" in roster[2]["missing"]
    daily = sheet(tmp_path, "dtv-1|Tổ 1|06/04/2026|6|4", "dtv-2|Tổ 2|06/04/2026|6|0")
    assert _json(capsys, "fieldwork", "report", LAM_DONG, daily) == {"new": 2}
    status = _json(capsys, "fieldwork", "status", LAM_DONG, "--on", "2026-04-06", "--deadline", "2026-04-08")
    assert [one["still_out"] for one in status["investigators"]] == [2, 6]
    assert status["forecast"] | {"at_capacity": None} == {
        "left": 8,
        "pace": 4.0,
        "capacity": 20,
        "at_pace": "2026-04-08",
        "at_capacity": None,
        "deadline": "2026-04-08",
        "late": False,
        "hopeless": False,
    }
    assert run(["fieldwork", "status", LAM_DONG, "--on", "2026-04-06", "--deadline", "2026-04-07"]) == 0
    assert "trễ" in capsys.readouterr().out


def test_a_bad_sheet_is_refused_in_words(capsys, tmp_path):
    daily = sheet(tmp_path, "dtv-1|Tổ 1|06/04/2026|7|0")
    assert run(["fieldwork", "report", LAM_DONG, str(daily)]) == 2
    assert "đã phát 7 phiếu, nhưng thôn chỉ có 6 phiếu và 0 lần thay thế" in capsys.readouterr().err


def test_a_visit_its_finding_and_the_answer(capsys):
    place = f"{WARD} / Tổ 1"
    visit = ["visits", "record", LAM_DONG, "GS-1", "--village", place, "--on", "2026-04-07", "--by", "ccb-1"]
    assert _json(capsys, *visit, "--not", "sealed") == {"new": True}
    assert _json(capsys, "visits", "waiting", LAM_DONG, "--on", "2026-04-10") == [
        {"visit": "GS-1", "village": [WARD, "Tổ 1"], "finding": "sealed", "days": 3}
    ]
    answer = ["visits", "answer", LAM_DONG, "GS-1", "--finding", "sealed", "--on", "2026-04-08", "--by", "bd"]
    assert run([*answer, "--text", "Đã niêm phong"]) == 0
    capsys.readouterr()
    assert _json(capsys, "visits", "waiting", LAM_DONG, "--on", "2026-04-10") == []


def test_a_recheck_from_draw_to_report(capsys, tmp_path):
    sent_back(open_workspace(), tmp_path, {"P-001": 5, "P-002": 5, "P-007": 4})
    draw = ["recheck", "draw", LAM_DONG, "--checker", "ccb-1", "--seed", "2026", "--share", "0.05"]
    drawn = _json(capsys, *draw)
    assert len(drawn["forms"]) == 2
    assert _json(capsys, *draw) == drawn
    report = _json(capsys, "recheck", "report", LAM_DONG)
    assert report["kinds"]["far"] == {"asked": 0, "different": 0, "share": None, "ci95": None}
    assert run(["recheck", "report", LAM_DONG]) == 0
    assert "chưa hỏi" in capsys.readouterr().out


@pytest.mark.parametrize("share", ["mười", "0", "1/0"])
def test_a_share_that_is_none_is_refused(capsys, share):
    assert run(["recheck", "draw", LAM_DONG, "--checker", "a", "--seed", "1", "--share", share]) == 2
    assert "Traceback" not in capsys.readouterr().err
