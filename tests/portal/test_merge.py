"""Lệnh trộn: what it says, what it writes, how it refuses."""

import json
from pathlib import Path

import pytest

from portal.cli.main import run
from tests.services.test_merge import DRAFT, LIST


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Bàn của văn thư: an empty home with a draft and a list."""
    monkeypatch.setenv("VANTHU_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "thu.toml").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "ds.csv").write_text(LIST, encoding="utf-8")
    return tmp_path


MERGE = ["merge", "thu.toml", "--list", "ds.csv", "--numbers", "each", "--out", "ra", "--json"]


def test_documents_and_files_are_told_as_one_json_document(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(MERGE) == 0
    said = capsys.readouterr()
    documents = json.loads(said.out)["documents"]
    assert [(one["number"], one["known_before"]) for one in documents] == [(1, False), (2, False), (3, False)]
    assert all((desk / file).exists() for one in documents for file in one["files"])
    assert "3" in said.err, "progress is on standard error"
    assert run(MERGE) == 0
    assert all(one["known_before"] for one in json.loads(capsys.readouterr().out)["documents"])


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        (["merge", "thu.toml", "--numbers", "each", "--out", "ra", "--json"], "usage"),
        ([*MERGE, "--offices", "commune"], "usage"),
        ([*MERGE[:3], "khong-co.csv", *MERGE[4:]], "unreadable_file"),
        (["merge", "khong-co.toml", *MERGE[2:]], "unreadable_draft"),
    ],
)
def test_what_cannot_be_merged_ends_with_two_and_a_reason(
    desk: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], kind: str
) -> None:
    assert run(arguments) == 2
    assert json.loads(capsys.readouterr().out)["error"]["kind"] == kind
