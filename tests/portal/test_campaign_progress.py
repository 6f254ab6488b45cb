"""Dòng lệnh báo cáo, tiến độ, chạy thử: as an officer types it; one JSON document, refusals in Vietnamese."""

import json
from pathlib import Path

import pytest

from tests.command_line import vanthu
from tests.services.reporting_plan import ID, PLAN, UNITS

EXAMPLE = Path(__file__).parents[2] / "examples" / "campaigns" / "lam-dong-2026" / "plan.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    assert vanthu(tmp_path, "campaign", "start", "plan.toml").returncode == 0
    return tmp_path


def report(folder: Path, *words: str) -> object:
    ended = vanthu(folder, "campaign", "report", *words, "--json")
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def test_reports_are_handed_in_sent_back_shown_and_summed(folder: Path) -> None:
    step = (ID, "bao_cao", "--period", "2")
    form = vanthu(folder, "campaign", "report", "template", *step, "-o", "bieu.xlsx")
    assert (form.returncode, form.stdout.strip()) == (0, "bieu.xlsx: 6 hàng.")
    one = ("--unit", UNITS[0], "--set", "tiep_nhan=1234", "--on", "2026-04-28")
    assert report(folder, "submit", *step, *one) == {"new": [UNITS[0]], "read": 1}
    assert report(folder, "submit", *step, *one) == {"new": [], "read": 1}
    (folder / "nop.toml").write_text(f'[{UNITS[1]}]\ntiep_nhan = "16"\ntre_han = "1"\n', encoding="utf-8")
    assert report(folder, "submit", *step, "nop.toml", "--on", "2026-04-28") == {"new": [UNITS[1]], "read": 1}
    summed = report(folder, "sum", *step)
    assert isinstance(summed, dict)
    assert summed["figures"] == {"tiep_nhan": "1250", "tre_han": "1", "kinh_phi": None}
    assert len(summed["absent"]) == 4
    assert summed["missing"]["tre_han"] == ["UBND phường Ba Ngòi"]
    report(folder, "return", *step, UNITS[0], "--reason", "Thiếu số trễ hạn", "--on", "2026-04-29")
    shown = report(folder, "show", *step)
    assert isinstance(shown, list)
    assert [row["state"] for row in shown] == ["returned", "submitted", *["absent"] * 4]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("submit", ID, "bao_cao", "--unit", UNITS[0], "--set", "tiep_nhan=1.234", "--on", "2026-03-30"),
         "có thể là 1234 hoặc 1,234"),
        (("submit", ID, "bao_cao", "--unit", UNITS[0], "--set", "tiep_nhan", "--on", "2026-03-30"), "mã=giá trị"),
        (("submit", ID, "bao_cao", "khong-co.csv", "--on", "2026-03-30"), "Không mở được tệp"),
        (("sum", ID, "tong_hop"), "không có báo cáo tong_hop"),
        (("return", ID, "bao_cao", UNITS[0], "--reason", "x", "--on", "2026-03-30"), "không có báo cáo bao_cao"),
    ],
)  # fmt: skip
def test_a_refusal_is_vietnamese_and_ends_with_two(folder: Path, words: tuple[str, ...], said: str) -> None:
    ended = vanthu(folder, "campaign", "report", *words)
    assert ended.returncode == 2
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_progress_is_told_written_and_issued(folder: Path) -> None:
    words = ("campaign", "progress", ID, "--on", "2026-04-01")
    ended = vanthu(folder, *words, "-o", "td.docx", "-o", "td.xlsx", "-o", "td.png", "--issue", "--json")
    assert ended.returncode == 0, ended.stderr
    answer = json.loads(ended.stdout)
    assert answer["total"]["owed"] == 21
    assert answer["total"]["late"] == 6
    assert answer["issued"] == "01/BC-SNV"
    assert len(answer["late_units"]) == 6
    assert all((folder / name).stat().st_size > 3000 for name in answer["files"])
    again = vanthu(folder, *words)
    assert again.returncode == 0
    assert "chậm 6" in again.stdout
    assert vanthu(folder, *words, "-o", "td.pdf").returncode == 2


def test_simulate_answers_what_if_field_work_starts_ten_days_later(tmp_path: Path) -> None:
    words = (
        "campaign",
        "simulate",
        str(EXAMPLE),
        "--shift",
        "F0=10",
        "--late-share",
        "0.1",
        "--restarts",
        "2",
    )
    ended = vanthu(tmp_path, *words, "--gantt", "thu.png", "--json")
    assert ended.returncode == 0, ended.stderr
    answer = json.loads(ended.stdout)
    assert answer["finish"] == "2026-09-21"
    assert answer["as_planned"]["finish"] == "2026-09-07"
    assert answer["critical_path"] == ["quyet_dinh", "su_dung_ket_qua"]
    assert answer["moved_by"]["su_dung_ket_qua"] == 14
    assert answer["same_after_restarts"] is True
    assert json.loads(vanthu(tmp_path, *words, "--json").stdout) == answer
    assert (tmp_path / "thu.png").exists()
    said = vanthu(tmp_path, *words).stdout
    assert "Kết thúc ngày 21/09/2026" in said
    assert "kết quả như nhau" in said


@pytest.mark.parametrize("shift", ["F0", "F9=1", "F0=x"])
def test_a_shift_that_means_nothing_is_refused(tmp_path: Path, shift: str) -> None:
    ended = vanthu(tmp_path, "campaign", "simulate", str(EXAMPLE), "--shift", shift)
    assert ended.returncode == 2
    assert shift.split("=")[0] in ended.stderr
