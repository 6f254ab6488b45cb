"""Lệnh về bộ phận một cửa: a form is written, filled in, kept, mended; persons are shown only when asked for."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import vanthu
from tests.portal.web.unit_desk import WARD
from tests.services.one_stop_acts import ID, PLAN, export
from workflows.rehearsal import begin_rehearsal
from workflows.settings import read_settings


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nhà có kế hoạch: Monday 5/10/2026."""
    home = tmp_path_factory.mktemp("lenh")
    (home / "var").mkdir()
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("VANTHU_HOME", str(home / "var"))
        begin_rehearsal(read_settings())
    (home / "plan.toml").write_text(PLAN, encoding="utf-8")
    assert typed(home, "campaign", "start", "plan.toml").returncode == 0
    return home


def typed(folder: Path, *words: str) -> Any:
    """Gõ lệnh."""
    return vanthu(folder, *words, VANTHU_REHEARSAL_NOW="2026-10-05T08:30", VANTHU_LANG="vi")


def told(folder: Path, *words: str) -> Any:
    """Gõ lệnh, đọc JSON."""
    answer = typed(folder, *words, "--json")
    assert answer.returncode == 0, answer
    return json.loads(answer.stdout)


def test_from_the_checklist_to_the_minutes(folder: Path) -> None:
    items = told(folder, "one-stop", "checklist", ID, "--unit", WARD)["items"]
    assert len(items) == 11
    form = folder / "phieu.toml"
    assert typed(folder, "one-stop", "template", ID, "--unit", WARD, "-o", str(form)).returncode == 0
    refused = typed(folder, "one-stop", "inspect", ID, str(form))
    assert refused.returncode == 2
    text = form.read_text(encoding="utf-8").replace('place = ""', 'place = "Bộ phận một cửa"')
    text = text.replace('inspectors = [""]', 'inspectors = ["Nguyễn Văn Mẫu, Phó Chủ tịch"]')
    text = text.replace('met = [""]', 'met = ["Trần Thị Thử, công chức"]')
    text = text.replace('"khong_kiem_tra"', '"dat"')
    text += '[[findings]]\nwhat = "Chưa niêm yết"\nperson = "Lê Văn Ví Dụ, công chức"\n'
    text += 'remedy = "Niêm yết lại"\ndeadline = 2026-10-07\n'
    form.write_text(text.replace('verdict = "dat"', 'verdict = "khong_kiem_tra"', 1), encoding="utf-8")
    made = told(folder, "one-stop", "inspect", ID, str(form))
    assert (made["number"], made["new"], made["counted"], made["looked_at"]) == (1, True, 1, 10)
    assert "Lần kiểm tra 1 đã có trong sổ." in typed(folder, "one-stop", "inspect", ID, str(form)).stdout
    form.write_text(
        form.read_text(encoding="utf-8").replace("Chưa niêm yết", "Chưa niêm yết phí"), encoding="utf-8"
    )
    assert told(folder, "one-stop", "inspect", ID, str(form), "--correct", "1")["new"]
    minutes = folder / "bb.docx"
    assert typed(folder, "one-stop", "minutes", ID, "1", "-o", str(minutes)).returncode == 0
    assert minutes.read_bytes().startswith(b"PK")


def test_findings_decisions_and_the_quota(folder: Path) -> None:
    decided = ("--on", "2026-10-05", "--document", "20/QĐ-UBND", "--form", "phê bình")
    assert typed(folder, "one-stop", "handle", ID, "1", "1", *decided).returncode == 0
    evidence = ("--on", "2026-10-05", "--evidence", "15/TB-UBND")
    assert told(folder, "one-stop", "finding", "done", ID, "1", "1", *evidence)["done_on"] == "2026-10-05"
    for options, named in (((), False), (("--with-people",), True)):
        shown = typed(folder, "one-stop", "show", ID, *options).stdout
        machine = json.dumps(told(folder, "one-stop", "show", ID, *options), ensure_ascii=False)
        assert "Chưa niêm yết phí" in shown
        for said in (shown, machine):
            assert ("Ví Dụ" in said, "phê bình" in said) == (named, named)
    periods = told(folder, "one-stop", "quota", ID, "--unit", WARD)["periods"]
    assert [one["done"] for one in periods] == [1, 0, 0, 0, 0, 0]
    assert "1/1 lần kiểm tra" in typed(folder, "one-stop", "quota", ID).stdout
    assert typed(folder, "one-stop", "minutes", ID, "9", "-o", "x.docx").returncode == 2


def test_overdue_files_and_the_command_for_the_slips(folder: Path) -> None:
    table = export(folder, "H36.1 01/09/2026 08/09/2026 –", "H36.2 01/09/2026 08/10/2026 –")
    said = typed(folder, "one-stop", "overdue", ID, str(table), "--unit", WARD)
    assert said.returncode == 0, said
    assert "H36.1 (08/09/2026)" in said.stdout
    assert f"vanthu slips {table}" in said.stdout
    again = told(folder, "one-stop", "overdue", ID, str(table), "--unit", WARD)
    assert (again["new"], again["without_apology"]) == (False, ["H36.1"])
    tables = told(folder, "one-stop", "tables", ID)["tables"]
    assert [(one["month"], one["overdue"]) for one in tables] == [("2026-10", 1)]
    assert "chưa xin lỗi 1" in typed(folder, "one-stop", "tables", ID).stdout
    bad = export(folder, "H36.1 01/09/2026 8/9 –", name="sai.csv")
    assert typed(folder, "one-stop", "overdue", ID, str(bad), "--unit", WARD).returncode == 2
