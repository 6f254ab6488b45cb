"""Lệnh đánh giá năm: one JSON document each, a person's choice, drafts in a folder; refusals say the way out."""

import json
import os
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from tests.command_line import Ended, vanthu
from tests.services.evaluation_scene import CHIEF, year_gone_by
from tests.services.year_of_use import BAN_BO, BAN_GIANG, ID, NA_TAM, SON_BINH
from workflows.rehearsal import begin_rehearsal
from workflows.settings import read_settings

NOW = "2021-01-20T08:00"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nhà diễn tập: the year is over; the tests below follow each other."""
    folder = tmp_path_factory.mktemp("danh-gia")
    with patch.dict(os.environ, {"VANTHU_HOME": str(folder / "var")}):
        begin_rehearsal(read_settings())
    year_gone_by(folder / "var").engine.dispose()
    return folder


def typed(home: Path, *words: str) -> Ended:
    """Gõ lệnh: of the group, on the day of the decision."""
    return vanthu(home, "evaluation", words[0], ID, *words[1:], VANTHU_REHEARSAL_NOW=NOW)


def told(home: Path, *words: str) -> Any:
    """Một tài liệu JSON."""
    ended = typed(home, *words, "--json")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return json.loads(ended.stdout)


def refused(home: Path, *words: str) -> tuple[str, str]:
    """Lời từ chối: its kind, and its words in Vietnamese."""
    ended = typed(home, *words, "--json")
    error = json.loads(ended.stdout)["error"]
    assert ended.returncode == 2
    return error["kind"], error["message"]


def test_from_the_scorecard_to_the_decision(home: Path) -> None:
    assert refused(home, "propose")[0] == "no_evaluation"
    looked = told(home, "scorecard", "--on", "2021-01-15", "--unit", BAN_BO)
    assert (looked["version"], len(looked["cards"]), looked["cards"][0]["duties"]["missing"]) == (0, 1, 0)
    (home / "trong-so.toml").write_text("index = 70\nduties = 30\n", encoding="utf-8")
    kept = told(home, "scorecard", "--on", "2021-01-15", "--keep", "--weights", "trong-so.toml")
    assert (kept["version"], kept["weights"], len(kept["inputs"])) == (1, {"index": 70, "duties": 30}, 4)
    shown = typed(home, "scorecard", "--on", "2021-01-15")
    assert "UBND xã Bản Bo | 83,06%; +5,53 điểm phần trăm" in shown.stdout
    assert "Không đặt trọng số nên không có điểm chung" in shown.stdout

    met = [row["unit"] for row in told(home, "propose")["proposals"] if row["met"]]
    assert met == [BAN_GIANG, BAN_BO, NA_TAM]
    assert "Chương trình không tự khen thưởng ai" in typed(home, "propose").stdout
    kind, message = refused(home, "choose", "--unit", SON_BINH, "--form", "giay_khen", "--by", CHIEF)
    assert (kind, "UBND xã Sơn Bình chưa đạt" in message) == ("reason_wanted", True)
    person = told(
        home,
        "nominate",
        "--unit",
        BAN_BO,
        "--name",
        "Lò Thị Mẫu",
        "--post",
        "Công chức",
        "--achievement",
        "Tốt",
    )
    form = ("--form", "giay_khen", "--by", CHIEF)
    assert told(home, "choose", "--unit", BAN_BO, "--person", str(person["number"]), *form)["nomination"] == 1
    for unit in met[:2]:
        assert told(home, "choose", "--unit", unit, *form)["decided"] == "chosen"
    kind, _ = refused(home, "documents", "--paper", "decision", "-o", "ra")
    assert kind == "open_choices"
    passed = told(home, "choose", "--unit", NA_TAM, "--pass-over", "--by", CHIEF, "--reason", "đã khen")
    assert passed["decided"] == "passed_over"

    kind, _ = refused(home, "documents", "--paper", "invitation", "-o", "ra", "--place", "Hội trường")
    assert kind == "meeting_unknown"
    drafts = told(home, "documents", "--paper", "submission", "--paper", "decision", "-o", "ra")["documents"]
    assert [row["number"] for row in drafts] == [None, None]
    assert all((home / row["file"]).read_bytes()[:2] == b"PK" for row in drafts)
    issued = told(home, "documents", "--paper", "decision", "--issue")["documents"]
    assert issued == [{"paper": "decision", "number": "01/QĐ-UBND", "file": None}]
    choices = [row["choice"]["document"] for row in told(home, "propose")["proposals"] if row["choice"]]
    assert choices == ["số 01/QĐ-UBND ngày 20/01/2021", "số 01/QĐ-UBND ngày 20/01/2021", ""]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("scorecard", "--on", "2022-01-01"), "future_evaluation"),
        (("documents", "--paper", "summary"), "usage"),
        (("nominate", "--unit", BAN_BO, "--name", "A"), "incomplete_words"),
        (("nominate", "--unit", BAN_BO, "--withdraw", "99"), "unknown_nomination"),
        (("scorecard", "--weights", "khong-co.toml"), "unreadable_draft"),
    ],
)
def test_what_cannot_be_done_is_refused(home: Path, words: tuple[str, ...], kind: str) -> None:
    assert refused(home, *words)[0] == kind
