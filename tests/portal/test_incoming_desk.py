"""Bàn văn thư trên dòng lệnh: from the file to the slip, a package to its answer, a petition to its draft, as typed."""

import json
from pathlib import Path
from typing import Any

import pytest

from directives.exchange.writer import write_message
from tests.command_line import vanthu
from tests.services.test_arrivals import LETTER
from tests.services.test_incoming_packages import LETTER as PACKAGE
from tests.services.test_incoming_packages import letter as package

OFFICE = ["--office", "ubnd-tinh-lam-dong"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Kho: with a folder of files that arrived."""
    (tmp_path / "den").mkdir()
    (tmp_path / "den" / "cv712.txt").write_text(LETTER, encoding="utf-8")
    (tmp_path / "den" / "hong.pdf").write_bytes(b"%PDF-1.7 hong")
    return tmp_path


def said(home: Path, *arguments: str, code: int = 0) -> Any:
    """Trả lời: of a command with --json; it must end with this code."""
    ended = vanthu(home, *arguments, "--json")
    assert ended.returncode == code, ended.stderr + ended.stdout
    assert "Traceback" not in ended.stderr
    return json.loads(ended.stdout)


def done(home: Path, *arguments: str, code: int = 0) -> str:
    """Đã gõ: what a command says on both streams; it must end with this code."""
    ended = vanthu(home, *arguments)
    assert ended.returncode == code, ended.stderr + ended.stdout
    assert "Traceback" not in ended.stderr
    return ended.stdout + ended.stderr


def test_from_the_file_to_the_slip(home: Path) -> None:
    read = said(home, "incoming", "read", "den", *OFFICE, "--out", "phieu", code=2)["files"]
    arrival = Path(read[0]["arrival"])
    assert [("error" in one) for one in read] == [False, True]
    text = (home / arrival).read_text(encoding="utf-8")
    assert 'number = "712/UBND-NC"' in text
    (home / arrival).write_text(text.replace("doubtful = [", "doubtful = [] # ["), encoding="utf-8")
    entered = said(home, "incoming", "enter", str(arrival))["files"][0]
    assert (entered["number"], entered["came_before"]) == (1, False)
    again = said(home, "incoming", "receive", "den/cv712.txt", *OFFICE, "--yes")["files"][0]
    assert (again["number"], again["came_before"]) == (1, True)
    waits = said(home, "incoming", "desk", *OFFICE)
    assert [(row["number"], row["waits_for"]) for row in waits] == [(1, "submission")]
    done(home, "incoming", "submit", "1", *book_of(entered), "--to", "Chủ tịch")
    order = ["--by", "Chủ tịch", "--lead", "Sở Nội vụ", "--with", "Văn phòng", "--days", "5"]
    assert "Sở Nội vụ" in done(home, "incoming", "instruct", "1", *book_of(entered), *order)
    shown = said(home, "incoming", "show", "1", *book_of(entered))
    assert [step["kind"] for step in shown["steps"]] == ["submission", "instruction"]
    assert shown["duties"]
    done(home, "incoming", "slip", "1", *book_of(entered), "-o", "phieu.docx")
    done(home, "incoming", "stamp", "1", *book_of(entered), "-o", "dau.docx")
    assert (home / "phieu.docx").stat().st_size > 10_000
    done(home, "incoming", "export", *book_of(entered), "--follow-up", "--late", "-o", "so.xlsx")
    assert said(home, "register", "verify")["problems"] == []


def book_of(entered: dict[str, Any]) -> list[str]:
    """Sổ: office and year of an entry, whatever year the machine's clock says."""
    office, _series, year, _number = entered["entry"].split("/")
    return ["--office", office, "--year", year]


def test_files_are_entered_only_after_a_look_or_by_leave(home: Path) -> None:
    assert "--yes" in done(home, "incoming", "receive", "den", *OFFICE, code=2)
    assert "--yes" not in done(home, "incoming", "receive", *OFFICE, code=2)
    done(home, "incoming", "receive", "den", *OFFICE, "--yes", "--author", "x", code=2)


def test_a_package_is_taken_and_answered(home: Path) -> None:
    (home / "den.edxml").write_bytes(write_message(PACKAGE))
    (home / "hong.edxml").write_bytes(write_message(package(subject="", document_id="a,b,c")))
    taken = said(home, "incoming", "edxml", "den.edxml", *OFFICE, "--out", "tra-loi")
    assert (taken["outcome"], [one["code"] for one in taken["statuses"]]) == ("entered", ["01", "03"])
    refused = said(home, "incoming", "edxml", "hong.edxml", *OFFICE, "--out", "tra-loi", code=2)
    assert (refused["outcome"], [one["code"] for one in refused["statuses"]]) == ("refused", ["01", "02"])
    done(home, "incoming", "forward", "1", *book_of(taken), "--receiver", "VX")
    assert [one["code"] for one in said(home, "incoming", "answers", *OFFICE, "--out", "tra-loi")] == ["04"]


def test_a_petition_from_its_receipt_to_its_answer(home: Path) -> None:
    sent = ["--kind", "kien_nghi", "--name", "Trần Văn Mở", "--subject", "đề nghị sửa đường"]
    entered = said(home, "petitions", "receive", *OFFICE, *sent)
    book = book_of(entered)
    secret = ["--kind", "to_cao", "--name", "Nguyễn Thị Kín", "--subject", "cán bộ xã nhận tiền"]
    said(home, "petitions", "receive", *OFFICE, *secret)
    done(home, "petitions", "assign", "2", *book, "--to", "Lê Thị Giao", "--by", "Chánh Văn phòng")
    listed = said(home, "petitions", "list", *book)
    assert [one["sender"]["name"] for one in listed] == ["Trần Văn Mở", "(giữ bí mật)"]
    done(home, "petitions", "show", "2", *book, "--by", "Ai đó", code=2)
    assert "Nguyễn Thị Kín" in done(home, "petitions", "show", "2", *book, "--by", "Lê Thị Giao")
    done(home, "petitions", "accept", "1", *book, "--by", "Lê Thị Giao")
    asked = ["--words", "Đã sửa đường.", "--unit", "VX", "--title", "CHÁNH VĂN PHÒNG", "--name", "Lê Văn Mẫu"]
    done(home, "petitions", "draft", "1", *book, "--form", "tra_loi", *asked, "-o", "tra-loi.toml")
    issued = said(home, "issue", "tra-loi.toml", "--out", "ra")
    assert said(home, "check", issued["files"][0])["errors"] == 0
    year = book[-1]
    done(home, "petitions", "answer", "1", *book, "--by", "Lê Thị Giao", "--reply", f"CV/{year}/1")
    assert said(home, "petitions", "show", "1", *book)["state"] == "answered"
    done(home, "petitions", "export", *book, "-o", "don.docx")
    assert said(home, "petitions", "late", *book) == []
    assert said(home, "register", "verify")["problems"] == []
