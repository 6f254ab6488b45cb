"""Lệnh draft: what a clerk sees and gets, and what is refused."""

import json
from pathlib import Path

import pytest

from directives.document.draft import read_draft
from tests.command_line import vanthu
from tests.directives.drafting.incoming_letters import path_of

LETTER = str(path_of("dak-nong-2021-1848"))
ORDER = ("draft", LETTER, "--office", "ubnd-huyen-cu-jut", "--date", "2021-12-10")


def test_the_draft_is_written_and_what_was_taken_is_said(tmp_path: Path) -> None:
    ended = vanthu(tmp_path, *ORDER, "-o", "du-thao.toml")
    assert ended.returncode == 0, ended.stderr
    assert "Thuộc về Ủy ban nhân dân huyện Cư Jút:" in ended.stdout
    assert "Không thuộc về Ủy ban nhân dân huyện Cư Jút:" in ended.stdout
    draft = read_draft(tmp_path / "du-thao.toml")
    assert draft.issuer == "ubnd-huyen-cu-jut"
    text = (tmp_path / "du-thao.toml").read_text(encoding="utf-8")
    assert "# cần xem: " in text
    assert "the office" not in text  # every comment is worded in Vietnamese


def test_a_draft_that_may_have_been_worked_on_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "du-thao.toml").write_text("của tôi", encoding="utf-8")
    ended = vanthu(tmp_path, *ORDER, "-o", "du-thao.toml")
    assert ended.returncode == 2
    assert "đã có" in ended.stderr
    assert (tmp_path / "du-thao.toml").read_text(encoding="utf-8") == "của tôi"


def test_without_a_file_the_draft_goes_to_the_screen_and_can_be_issued(tmp_path: Path) -> None:
    ended = vanthu(tmp_path, *ORDER, "--type", "ke_hoach", "--lang", "en")
    (tmp_path / "ke-hoach.toml").write_text(ended.stdout, encoding="utf-8")
    assert vanthu(tmp_path, "issue", "ke-hoach.toml", "--out", "ra").returncode == 0
    (file,) = (tmp_path / "ra").iterdir()
    assert "01-kh-ubnd" in file.name


def test_json_holds_the_step_and_the_draft(tmp_path: Path) -> None:
    answer = json.loads(vanthu(tmp_path, *ORDER, "--json").stdout)
    assert answer["time"] == "từ ngày 12 đến ngày 25/12/2021"
    assert {one["force"] for one in answer["requests"]} == {"request"}
    assert {one["ref"] for one in answer["not_ours"]} >= {"3", "4"}
    assert answer["draft"].startswith("# ")


@pytest.mark.parametrize(
    ("arguments", "kind", "said"),
    [
        (("--office", "ubnd-huyen-tam-duong"), "not_under_issuer", "không thuộc phạm vi"),
        (("--office", "ubnd-huyen-cu-jutt"), "unknown_office", "ubnd-huyen-cu-jut"),
        (("--office", "pnv-huyen-cu-jut"), "nothing_falls_to", "UBND các huyện"),
        (("--office", "ubnd-huyen-cu-jut", "--date", "2021-12-01"), "draft_before_directive", "10/12/2021"),
    ],
)
def test_a_refusal_names_what_is_wrong_and_the_way_out(
    tmp_path: Path, arguments: tuple[str, ...], kind: str, said: str
) -> None:
    order = ("draft", LETTER, "--date", "2021-12-10", *arguments)
    ended = vanthu(tmp_path, *order, "--json")
    assert ended.returncode == 2
    error = json.loads(ended.stdout)["error"]
    assert (error["kind"], said in error["message"]) == (kind, True), error


def test_a_file_that_is_no_official_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tho.txt").write_text("Trăm năm trong cõi người ta", encoding="utf-8")
    ended = vanthu(tmp_path, "draft", "tho.txt", "--office", "ubnd-huyen-cu-jut")
    assert ended.returncode == 2
    assert ended.stderr
