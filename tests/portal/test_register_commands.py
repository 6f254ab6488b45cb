"""Lệnh của các sổ: incoming documents, states, search, policy, work files, anchors, as a clerk types them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import vanthu
from tests.portal.test_command_line import LETTER

OFFICE = "ubnd-thi-xa-an-khe"
BOOK = ["--issuer", OFFICE, "--year", "2021"]
ARRIVED = ["--office", OFFICE, "--year", "2021"]
RECEIVE = [
    "incoming", "receive", "--office", OFFICE, "--author", "Sở Nội vụ", "--number", "05/SNV-CCHC",
    "--dated", "2021-09-01", "--type", "Công văn", "--subject", "đo lường sự hài lòng", "--on", "2021-09-02",
]  # fmt: skip
LIST = f"""office = "{OFFICE}"
year = 2021
basis = "Quyết định số 05/QĐ-UBND"
[[file]]
symbol = "01.CCHC"
heading = "I. Cải cách hành chính"
title = "Đo lường sự hài lòng"
retention = "10 năm"
keeper = "Nguyễn Văn Mẫu"
"""


def said(folder: Path, *arguments: str, code: int = 0) -> Any:
    """Trả lời: of a command with --json; it must end with this code."""
    ended = vanthu(folder, *arguments, "--json")
    assert ended.returncode == code, ended.stderr
    return json.loads(ended.stdout)


def done(folder: Path, *arguments: str, code: int = 0) -> str:
    """Đã gõ: what a command says on both streams; it must end with this code."""
    ended = vanthu(folder, *arguments)
    assert ended.returncode == code, ended.stderr
    assert "Traceback" not in ended.stderr
    return ended.stdout + ended.stderr


@pytest.fixture
def two_letters(tmp_path: Path) -> Path:
    """Sổ hai công văn: of An Khê, 2021."""
    (tmp_path / "thu.toml").write_text(LETTER, encoding="utf-8")
    for _ in range(2):
        done(tmp_path, "issue", "thu.toml", "--out", "ra")
    return tmp_path


def test_an_incoming_document_from_the_door_to_its_answer(two_letters: Path) -> None:
    folder = two_letters
    (folder / "den.pdf").write_bytes(b"%PDF-1.4")
    entry = said(folder, *RECEIVE, "--file", "den.pdf", "--key", "k")
    assert (entry["number"], entry["entry"]) == (1, f"{OFFICE}/ĐẾN/2021/1")
    assert said(folder, *RECEIVE, "--key", "k") == entry
    assert said(folder, *RECEIVE, code=2)["error"]["kind"] == "already_received"
    assert said(folder, *RECEIVE, "--again")["number"] == 2
    done(folder, "incoming", "forward", "1", *ARRIVED, "--receiver", "Phòng Nội vụ", "--on", "2021-09-02")
    done(folder, "incoming", "follow", "1", *ARRIVED, "--progress", "đã trả lời", "--reply", "CV/2021/2")
    done(folder, "incoming", "strike", "2", *ARRIVED, "--reason", "vào sổ nhầm")
    shown = said(folder, "incoming", "show", "1", *ARRIVED)
    assert (shown["Đơn vị hoặc người nhận"], shown["Văn bản trả lời"]) == (
        "Phòng Nội vụ",
        f"{OFFICE}/CV/2021/2",
    )
    assert [row["Ghi chú"] for row in said(folder, "incoming", "list", *ARRIVED)] == [
        "",
        "Trùng với văn bản đến số 01/2021; Đã hủy đăng ký: vào sổ nhầm",
    ]
    for name, more in (("so.docx", []), ("so.xlsx", []), ("theo-doi.docx", ["--follow-up"])):
        done(folder, "incoming", "export", *ARRIVED, *more, "-o", name)
        assert (folder / name).read_bytes()[:2] == b"PK"
    verified = said(folder, "register", "verify")
    assert (verified["incoming_books"], verified["incoming_entries"], verified["problems"]) == (1, 2, [])


def test_a_state_is_changed_on_another_document_and_told_again(two_letters: Path) -> None:
    folder = two_letters
    change = ["register", "recall", "1", *BOOK, "--reason", "sai số liệu", "--by"]
    assert "CV/2026/12" in done(folder, *change, "công văn 2", code=2)
    done(folder, *change, "CV/2021/2")
    assert [row["act"] for row in said(folder, "register", "history", "1", *BOOK)] == ["recall"]
    done(folder, *change, "CV/2021/2", code=2)


def test_books_are_searched_exported_and_anchored(two_letters: Path) -> None:
    folder = two_letters
    done(folder, *RECEIVE)
    found = said(folder, "register", "search", "hai", "long")
    assert [row["entry"] for row in found["incoming"]] == [f"{OFFICE}/ĐẾN/2021/1"]
    assert said(folder, "register", "search", code=2)["error"]["kind"] == "nothing_to_search"
    done(folder, "register", "export", *BOOK, "-o", "so.docx", "--from-number", "2", "--volume", "2")
    assert ".docx, .xlsx" in done(folder, "register", "export", *BOOK, "-o", "so.pdf", code=2)
    (folder / "moc.json").write_text(vanthu(folder, "register", "audit-head").stdout, encoding="utf-8")
    assert said(folder, "register", "verify", "--head", "moc.json")["problems"] == []
    moved = (folder / "moc.json").read_text(encoding="utf-8").replace('"seq": ', '"seq": 9')
    (folder / "moc.json").write_text(moved, encoding="utf-8")
    problems = said(folder, "register", "verify", "--head", "moc.json", code=1)["problems"]
    assert {problem["code"] for problem in problems} == {"cut_off_audit_chain"}


def test_a_policy_is_set_for_a_year_to_come(two_letters: Path) -> None:
    folder = two_letters
    decide = ["register", "policy", "set", "--issuer", "snv-lam-dong", "--basis", "Quyết định số 01/QĐ-SNV"]
    done(folder, *decide, "--from-year", "2027", "--group", "QPPL=quyet_dinh,chi_thi", "--rest", "VB")
    (row,) = said(folder, "register", "policy", "show")
    assert (row["from_year"], row["rest"], row["groups"][0]["series"]) == (2027, "VB", "QPPL")
    assert "quyet_dnh" in done(folder, *decide, "--from-year", "2028", "--group", "A=quyet_dnh", code=2)


def test_a_work_file_is_listed_filled_closed_announced_and_handed_over(two_letters: Path) -> None:
    folder = two_letters
    (folder / "dm.toml").write_text(LIST, encoding="utf-8")
    done(folder, "files", "adopt", "dm.toml")
    done(folder, "files", "put", "01.CCHC", "CV/2021/1", *ARRIVED, "--pages", "1-2")
    assert done(folder, "files", "holding", f"{OFFICE}/CV/2021/1").strip() == f"{OFFICE}/2021/01.CCHC"
    (row,) = said(folder, "files", "index", "01.CCHC", *ARRIVED)
    assert (row["STT"], row["Tờ số/Trang số"]) == ("1", "1-2")
    close = ["files", "close", "01.CCHC", *ARRIVED, "--on", "2021-12-31"]
    assert "10 năm" in done(folder, *close, code=2)
    done(folder, *close, "--sheets", "2")
    done(folder, "files", "keep", "01.CCHC", *ARRIVED, "--until", "2023-06-30", "--leave", "Công văn số 5")
    assert said(folder, "files", "due", "--on", "2023-05-01") == []
    (due,) = said(folder, "files", "due", "--on", "2023-06-01")
    assert due["due"] == "2023-06-30"
    for name, more in (
        ("dm.docx", []),
        ("ml.xlsx", ["--index", "01.CCHC"]),
        ("nl.docx", ["--hand-over", "01.CCHC"]),
    ):
        done(folder, "files", "export", *ARRIVED, *more, "-o", name)
    done(folder, "files", "hand-over", "01.CCHC", *ARRIVED, "--on", "2023-06-30", "--to", "Lưu trữ")
    (listed,) = said(folder, "files", "list", *ARRIVED)
    assert (listed["state"], listed["handed_over_to"]) == ("handed_over", "Lưu trữ")
    assert said(folder, "register", "verify")["work_files"] == 1
    assert "usual" in done(folder, "files", "terms")
