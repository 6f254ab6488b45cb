"""Dòng lệnh: the reform report shown, drafted, issued, added to; every version of a unit's report."""

import json
import os
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from tests.command_line import Ended, vanthu
from tests.services.test_reports_by_hand import ABSENT, REASON, WRONG, handed_in
from tests.services.year_of_use import HO_THAU, ID, year_of_use
from workflows.rehearsal import begin_rehearsal
from workflows.settings import read_settings


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nhà diễn tập: eleven of thirteen units have reported; the clock of its commands stands in July 2020."""
    folder = tmp_path_factory.mktemp("cchc")
    with patch.dict(os.environ, {"VANTHU_HOME": str(folder / "var")}):
        begin_rehearsal(read_settings())
    handed_in(year_of_use(folder / "var")).engine.dispose()
    return folder


def typed(home: Path, *words: str) -> Ended:
    return vanthu(home, *words, VANTHU_REHEARSAL_NOW="2020-07-10T09:00")


def told(home: Path, *words: str) -> Any:
    return json.loads(typed(home, *words, "--json").stdout)


def test_the_report_is_shown_with_what_was_not_reported(home: Path) -> None:
    found = told(home, "reform-report", "show", ID)
    assert (found["from"], found["to"]) == ("2020-01-01", "2020-06-30")
    parts = {one["part"]: one for one in found["parts"]}
    assert parts["reports"]["absent"] == ABSENT
    assert parts["telling"]["figures"] == {}
    assert "telling" in found["not_reported"]
    shown = typed(home, "reform-report", "show", ID).stdout
    assert f"Chưa báo cáo: {'; '.join(ABSENT)}." in shown
    assert "Chưa có đơn vị nào ghi minh chứng thông tin, tuyên truyền vào sổ." in shown


def test_it_is_drafted_and_issued_with_a_persons_paragraph(home: Path, tmp_path: Path) -> None:
    assert told(home, "reform-report", "write", ID, "telling", "--text", "Đang đôn đốc.")["part"] == "telling"
    file = tmp_path / "bao-cao.docx"
    assert typed(home, "reform-report", "draft", ID, "-o", str(file)).returncode == 0
    assert file.read_bytes()[:2] == b"PK"
    first = told(home, "reform-report", "draft", ID, "--issue")
    assert first["number"]
    assert told(home, "reform-report", "draft", ID, "--issue") == first


@pytest.mark.parametrize(
    "words",
    [
        ("draft", ID),
        ("draft", ID, "--issue", "--on", "2020-07-09"),
        ("show", ID, "--on", "2020-07-11"),
        ("show", "khong-co"),
        ("write", ID, "evaluation", "--text", "x"),
        ("draft", ID, "--period", "quarter", "--issue"),
    ],
)
def test_what_cannot_be_is_refused_in_words(home: Path, words: tuple[str, ...]) -> None:
    ended = typed(home, "reform-report", *words)
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr


def test_every_version_of_a_report_is_shown(home: Path) -> None:
    (row,) = told(home, "campaign", "report", "show", ID, "bao_cao", "--unit", HO_THAU, "--versions")
    assert [one["figures"]["tiep_nhan"] for one in row["versions"]] == [WRONG, WRONG, "181"]
    shown = typed(home, "campaign", "report", "show", ID, "bao_cao", "--unit", HO_THAU, "--versions").stdout
    assert f"– {REASON}" in shown
    assert "versions" not in told(home, "campaign", "report", "show", ID, "bao_cao", "--unit", HO_THAU)[0]
