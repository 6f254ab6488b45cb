"""Dòng lệnh: lessons one by one, compared, made duties, corrected, mended, quoted in the letter."""

import json
import os
import shutil
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from tests.command_line import Ended, vanthu
from tests.services.lesson_scene import NEXT, POST, a_year_on, gone_wrong
from tests.services.returning import ID
from tests.workspaces import fresh_workspace
from workflows.rehearsal import begin_rehearsal
from workflows.settings import read_settings


@pytest.fixture(scope="module")
def taught_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nhà có bài học: made once, copied for each test."""
    folder = tmp_path_factory.mktemp("bai-hoc")
    with patch.dict(os.environ, {"VANTHU_HOME": str(folder / "var")}):
        begin_rehearsal(read_settings())
    a_year_on(gone_wrong(fresh_workspace(folder / "var"), folder / "ke-hoach")).engine.dispose()
    return folder


@pytest.fixture
def home(taught_home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(taught_home, tmp_path / "nha"))


def typed(home: Path, *words: str) -> Ended:
    return vanthu(home, "campaign", *words, VANTHU_REHEARSAL_NOW="2022-12-01T08:30")


def told(home: Path, *words: str) -> Any:
    ended = typed(home, *words, "--json")
    return json.loads(ended.stdout)


def test_lessons_one_by_one_and_beside_another_campaign(home: Path) -> None:
    rows = told(home, "lessons", ID, "--on", "2022-02-10", "--items")["items"]
    assert [(row["code"], row["count"], row["of"]) for row in rows[:2]] == [
        ("late.danh_sach.ubnd-huyen-dak-mil", 5, 0),
        ("imbalance.ubnd-huyen-cu-jut", 14, 50),
    ]
    compared = told(home, "lessons", ID, "--on", "2022-02-10", "--compare", NEXT)["items"]
    assert {row["verdict"] for row in compared} == {"not_yet"}
    assert {row["now"] for row in compared} == {None}
    shown = typed(home, "lessons", ID, "--on", "2022-02-10", "--compare", NEXT).stdout
    assert "4/80 → chưa nhận phiếu: chưa có số liệu năm nay" in shown


def test_from_a_lesson_to_its_remedy(home: Path) -> None:
    struck = told(home, "lesson", "strike", NEXT, "supervision.sealed", "--reason", "đã xử lý")
    assert struck["struck"]
    words = (
        "lesson",
        "correct",
        NEXT,
        "rejected.blanks",
        "--text",
        "Bốn phiếu bỏ trống",
        "--reason",
        "ngắn hơn",
    )
    assert told(home, *words)["text"] == "Bốn phiếu bỏ trống"
    duties = ("lessons", ID, "--on", "2022-02-10", "--as-duties", NEXT)
    late = told(home, *duties, "--due", "2022-11-30")
    assert late["error"]["kind"] == "no_day_for_lessons"
    assert len(told(home, *duties)["steps"]) == 4
    assert told(home, *duties)["version"] == 0
    remedy = ("lesson", "remedy", NEXT, "rejected.blanks", "--unit", POST, "--text", "Tập huấn lại")
    assert told(home, *remedy)["state"] == "done"
    shown = typed(home, "lesson", "show", NEXT).stdout
    assert "đã bỏ: đã xử lý" in shown
    assert "Đã khắc phục: Tập huấn lại" in shown
    file = home / "cong-van.docx"
    assert typed(home, "lesson", "letter", NEXT, "-o", str(file)).returncode == 0
    assert file.read_bytes()[:2] == b"PK"
    assert told(home, "lesson", "letter", NEXT, "--issue")["number"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("lesson", "show", "khong-co"), 2),
        (("lesson", "letter", NEXT), 2),
        (("lesson", "strike", NEXT, "khong.co", "--reason", "x"), 2),
        (("lessons", ID, "--on", "2022-02-10", "--compare", "khong-co"), 2),
        (("lessons", NEXT, "--on", "2022-02-10", "--as-duties", NEXT), 2),
    ],
)
def test_what_cannot_be_is_refused_in_words(home: Path, words: tuple[str, ...], code: int) -> None:
    ended = typed(home, *words)
    assert ended.returncode == code
    assert "Traceback" not in ended.stderr
