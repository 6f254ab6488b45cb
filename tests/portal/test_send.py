"""Gửi trên dòng lệnh: from the number to the receipt as a clerk types it; packages checked, read and answered."""

import json
from pathlib import Path

import pytest

from tests.command_line import vanthu

BOOK = ["--issuer", "ubnd-tinh-lam-dong", "--year", "2026"]
DRAFT = """
type = "cong_van"
issuer = "ubnd-tinh-lam-dong"
unit = "VX"
date = 2026-01-05
subject = "đo lường sự hài lòng của người dân năm 2026"
addressees = ["Sở Nội vụ"]
recipients = ["Như trên (để thực hiện)", "Bộ Nội vụ (b/c)", "Bưu điện tỉnh"]
body = [{ kind = "paragraph", text = "Ủy ban nhân dân tỉnh yêu cầu các cơ quan thực hiện." }]

[archive]
units = ["VT", "VX"]

[signature]
title = "CHỦ TỊCH"
name = "Nguyễn Văn Mẫu"
authority = [{ capacity = "TM", of = "ỦY BAN NHÂN DÂN" }]
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Kho: with a draft in the folder where commands are typed."""
    (tmp_path / "thu.toml").write_text(DRAFT, encoding="utf-8")
    return tmp_path


def answer(home: Path, *arguments: str, code: int = 0) -> dict:
    """Trả lời: of a command, as JSON; the exit code is as said."""
    ended = vanthu(home, *arguments, "--json")
    assert ended.returncode == code, ended.stderr + ended.stdout
    assert "Traceback" not in ended.stderr
    return json.loads(ended.stdout)


def test_from_the_number_to_the_receipt(home: Path) -> None:
    issued = answer(home, "issue", "thu.toml", "--out", "ra", "--edxml", "--due", "2026-02-01")
    assert [Path(file).suffix for file in issued["files"]] == [".docx", ".edxml"]
    listed = answer(home, "send", "list", "1", *BOOK)["deliveries"]
    assert [(row["receiver"], row["purpose"], row["next"]) for row in listed] == [
        ("Sở Nội vụ", "để thực hiện", "route"),
        ("Bộ Nội vụ", "b/c", "route"),
        ("Bưu điện tỉnh", "", "route"),
    ]
    assert len(answer(home, "send", "status", code=1)["late"]) == 3
    answer(home, "send", "to", "1", "2", *BOOK, "--channel", "edxml")
    answer(home, "send", "to", "1", "3", *BOOK, "--channel", "paper", "--address", "Số 2 Lê Đại Hành")
    (sent,) = answer(home, "send", "now")["sent"]
    package = home / "var" / "outgoing" / "edxml" / sent["proof"]
    assert answer(home, "edxml", "check", str(package))["errors"] == 0
    record = answer(home, "edxml", "read", str(package), "--out", "dinh-kem")
    assert record["due_on"] == "2026/02/01"
    assert [Path(file).name[:3] for file in record["written"]] == ["01-"]
    reply = answer(
        home, "edxml", "reply", str(package), "--office", "bnv", "--code", "03", "--out", "tra-loi", "--staff", "Lê C"
    )  # fmt: skip
    assert answer(home, "send", "answer", reply["file"])["received_by"] == "Lê C"
    assert vanthu(home, "send", "labels", "-o", "nhan.docx").returncode == 0
    assert len(answer(home, "send", "post")) == 1
    assert answer(home, "send", "receipt", "1", "3", *BOOK, "--by", "Trần D")["state"] == "received"
    verified = json.loads(vanthu(home, "register", "verify", "--json").stdout)
    assert (verified["entries"], verified["problems"]) == (1, [])


REFUSED = [
    (["send", "to", "1", "1", *BOOK, "--channel", "email", "--address", "snv"], "bad_address", "no mail address"),
    (["send", "to", "1", "1", *BOOK, "--channel", "edxml"], "bad_address", "no code of that name"),
    (["send", "to", "1", "9", *BOOK, "--channel", "paper", "--address", "x"], "unknown_delivery", "no such place"),
    (["send", "list", "7", *BOOK], "unknown_entry", "no such number"),
    (["send", "post"], "nothing_to_post", "nothing on paper"),
    (["send", "return", "1", "1", *BOOK, "--reason", "x"], "wrong_move", "it never left"),
    (["send", "answer", "thu.toml"], "unknown_format", "no edXML at all"),
    (["send", "enclose", "1", *BOOK], "usage", "neither a file nor an address"),
    (["edxml", "read", "thu.toml"], "unknown_format", "no edXML at all"),
    (["edxml", "write", "1", *BOOK, "--out", "ra", "--due", "2020-01-01"], "bad_package", "due before it is issued"),
]  # fmt: skip


def test_what_cannot_be_done_is_said_in_words(home: Path) -> None:
    answer(home, "issue", "thu.toml", "--out", "ra")
    for arguments, kind, reason in REFUSED:
        assert answer(home, *arguments, code=2)["error"]["kind"] == kind, reason


def test_a_file_that_is_no_package_has_a_finding_and_exit_code_1(home: Path) -> None:
    (home / "a.edxml").write_text("<edXML><a></edXML>", encoding="utf-8")
    assert answer(home, "edxml", "check", "a.edxml", code=1)["findings"][0]["rule"] == "EX01"
    (home / "b.edxml").write_text("<!DOCTYPE edXML><edXML/>", encoding="utf-8")
    assert answer(home, "edxml", "check", "b.edxml", code=2)["error"]["kind"] == "entities_declared"


def test_no_number_is_spent_on_a_package_nobody_can_write(home: Path) -> None:
    (home / "thu.toml").write_text(DRAFT.replace("Bộ Nội vụ (b/c)", "Sở Tài chính"), encoding="utf-8")
    refused = answer(home, "issue", "thu.toml", "--out", "ra", "--edxml", code=2)
    assert refused["error"]["kind"] == "no_receiver_code"
    assert json.loads(vanthu(home, "register", "books", "--json").stdout) == []
