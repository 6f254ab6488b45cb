"""Chọn mẫu qua dòng lệnh: from a plain file without a database, and from lists that were taken in."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command_line import Ended, vanthu, vanthu_process
from tests.services.sample_lists import OFFICE, list_file, people

LIST = f"s/{OFFICE}/1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    list_file(tmp_path / "ds.csv", people(60))
    return tmp_path


def said(folder: Path, *arguments: str, code: int = 0, typed: Callable[..., Ended] = vanthu) -> object:
    ended = typed(folder, *arguments, "--json")
    assert ended.returncode == code, ended.stdout + ended.stderr
    return json.loads(ended.stdout)


def test_a_plain_file_is_drawn_from_and_drawn_again_without_a_database(folder: Path) -> None:
    drawn = said(
        folder,
        "sample",
        "draw",
        "ds.csv",
        "--n",
        "20",
        "--seed",
        "2026",
        "--by",
        "thon",
        "--on",
        "2026-09-01",
        "--out",
        "ra",
        typed=vanthu_process,
    )
    again = said(
        folder,
        "sample",
        "draw",
        "ds.csv",
        "--n",
        "20",
        "--seed",
        "2026",
        "--by",
        "thon",
        "--on",
        "2026-09-01",
        typed=vanthu_process,
    )
    assert drawn == again
    assert isinstance(drawn, dict)
    assert (drawn["N"], drawn["n"], sum(one["n"] for one in drawn["strata"])) == (60, 20, 20)
    assert "Ví Dụ" not in json.dumps(drawn, ensure_ascii=False)
    verified = said(folder, "sample", "verify", "ra/rut-mau.json", "ds.csv", typed=vanthu_process)
    assert verified == {"equal": True, "differences": []}
    assert not (folder / "var" / "vanthu.db").exists()


def test_a_changed_list_is_told_by_the_exit_code(folder: Path) -> None:
    said(folder, "sample", "draw", "ds.csv", "--seed", "1", "--interval", "whole", "--out", "ra")
    list_file(folder / "ds.csv", people(59))
    told = said(folder, "sample", "verify", "ra/rut-mau.json", "ds.csv", code=1)
    assert isinstance(told, dict)
    assert told["equal"] is False


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        (("draw", "khong-co.csv", "--seed", "1"), "unreadable_file"),
        (("draw", "ds.csv", "--seed", " ", "--n", "3"), "cannot_draw"),
        (("draw", "ds.csv", "--seed", "1", "--by", "huyen"), "unfit_table"),
        (("draw", "ds.csv", "--seed", "1", "--reserve", "nhiều"), "usage"),
        (("draw", "ds.csv", "--seed", "1", "--stage", "thon"), "usage"),
        (("draw", "ds.csv", "--seed", "1", "--stage", "thon=2:Tổ 9"), "unknown_sample_units"),
        (("verify", "ds.csv", "ds.csv"), "bad_draw_record"),
        (("compare", "s/x/1"), "unknown_list"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(folder: Path, arguments: tuple[str, ...], kind: str) -> None:
    told = said(folder, "sample", *arguments, code=2)
    assert isinstance(told, dict)
    assert told["error"]["kind"] == kind
    assert told["error"]["message"]


def test_the_size_is_that_of_the_guide(folder: Path) -> None:
    assert said(folder, "sample", "size", "1000") == {
        "N": 1000,
        "n": 286,
        "formula": "yamane",
        "error": "1/20",
    }


def test_a_list_goes_from_the_office_to_its_papers(folder: Path) -> None:
    told = said(
        folder, "sample", "import", "ds.csv", "--survey", "s", "--office", OFFICE, "--on", "2026-09-01"
    )
    assert isinstance(told, dict)
    assert (told["list"], told["state"], told["faulty"]) == (LIST, "draft", 0)
    for step in ("submit", "check"):
        said(folder, "sample", "move", LIST, step)
    drawn = said(folder, "sample", "draw", LIST, "--n", "12", "--seed", "271828")
    assert isinstance(drawn, dict)
    assert said(folder, "sample", "verify", LIST) == {"equal": True, "differences": []}
    done = said(
        folder, "sample", "replace", LIST, str(drawn["main"][0]),
        "--reason", "moved", "--investigator", "A", "--on", "2026-10-05",
    )  # fmt: skip
    assert isinstance(done, dict)
    assert done["reserve"] == drawn["reserve"][0]
    said(
        folder, "sample", "correct", LIST, "5", "--column", "dia_chi", "--value", "Số 5B", "--reason", "nhầm"
    )
    head = ("--issuer", "snv-lam-dong", "--subject", "Đo lường sự hài lòng năm 2026", "--on", "2026-09-22")
    minutes = vanthu(
        folder, "sample", "minutes", LIST, *head, "--time", "08 giờ 00 phút ngày 22 tháng 9 năm 2026",
        "--place", "trụ sở Sở Nội vụ", "--member", "Ông Nguyễn Văn Mẫu, Sở Nội vụ.", "-o", "bien-ban.docx",
    )  # fmt: skip
    assert minutes.returncode == 0, minutes.stderr
    lists = vanthu(folder, "sample", "lists", LIST, *head, "--code", "LD-26", "--out", "gt")
    assert lists.returncode == 0, lists.stderr
    assert (folder / "bien-ban.docx").stat().st_size > 5_000
    assert {path.name for path in (folder / "gt").iterdir()} == {
        "danh-sach-chinh-thuc.docx",
        "danh-sach-du-phong.docx",
        "ma-phieu-chinh-thuc.csv",
        "ma-phieu-du-phong.csv",
    }
    assert "Ví Dụ" not in (folder / "gt" / "ma-phieu-chinh-thuc.csv").read_text(encoding="utf-8-sig")
    overview = said(folder, "sample", "overview", "s")
    assert isinstance(overview, list)
    assert [(one["list"], one["state"]) for one in overview] == [(LIST, "drawn")]


def test_units_are_drawn_by_a_plan_whose_doubts_are_told(folder: Path) -> None:
    rows = [f"Xã {n // 5};Tổ {n};{'x' if n == 12 else ''}" for n in range(1, 61)]
    (folder / "dv.csv").write_text("\n".join(["Xã;Thôn;Trung tâm", *rows]), encoding="utf-8")
    told = said(
        folder, "sample", "units", "dv.csv", "--plan", "two_tier_2025", "--class", "III", "--seed", "1"
    )
    assert isinstance(told, dict)
    communes = {unit[0] for unit in told["units"]}
    assert (len(communes), len(told["units"])) == (6, 18)
    assert "Xã 2" in communes, "the centre is always there"
    assert told["unsure"] is True
