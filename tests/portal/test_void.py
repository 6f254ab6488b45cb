"""Hủy số: the number stays visible with its reason, and the next document gets the next one."""

import json
from pathlib import Path

from tests.command_line import vanthu
from tests.portal.test_command_line import LETTER

BOOK = ["--issuer", "ubnd-thi-xa-an-khe", "--year", "2021"]


def test_a_void_number_stays_in_the_book_with_its_reason_and_is_never_given_again(tmp_path: Path) -> None:
    (tmp_path / "thu.toml").write_text(LETTER, encoding="utf-8")
    issue = ["issue", "thu.toml", "--out", "ra", "--json"]
    assert json.loads(vanthu(tmp_path, *issue).stdout)["number"] == 1
    voided = vanthu(tmp_path, "register", "void", "1", *BOOK, "--reason", "in nhầm mẫu")
    assert voided.returncode == 0, voided.stderr
    shown = json.loads(vanthu(tmp_path, "register", "show", "1", *BOOK, "--json").stdout)
    assert shown["Ghi chú"] == "Đã hủy: in nhầm mẫu"
    assert json.loads(vanthu(tmp_path, *issue).stdout)["number"] == 2
    verified = json.loads(vanthu(tmp_path, "register", "verify", "--json").stdout)
    assert (verified["entries"], verified["problems"]) == (2, [])


def test_a_number_is_voided_once_for_a_reason_and_only_if_it_exists(tmp_path: Path) -> None:
    (tmp_path / "thu.toml").write_text(LETTER, encoding="utf-8")
    vanthu(tmp_path, "issue", "thu.toml", "--out", "ra")
    void = ["register", "void", "1", *BOOK, "--reason"]
    assert "lý do" in vanthu(tmp_path, *void, "  ").stderr
    assert vanthu(tmp_path, *void, "in nhầm").returncode == 0
    assert "đã hủy" in vanthu(tmp_path, *void, "lần nữa").stderr
    assert vanthu(tmp_path, "register", "void", "9", *BOOK, "--reason", "x").returncode == 2
