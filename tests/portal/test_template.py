"""Lệnh template: what a clerk sees from the first copy of an official form to the issued document."""

import json
from pathlib import Path

import pytest

from directives.rendering.package import read_parts, write_parts
from portal.cli.main import run
from tests.directives.rendering.template_files import in_table_cell, planted
from tests.directives.rendering.test_slow_way import PICTURE
from tests.services.test_templates import DRAFT

ADD = [
    "template",
    "add",
    "mau.docx",
    "--name",
    "cong-van-so",
    "--office",
    "snv-lam-dong",
    "--from",
    "nd30/cong_van",
]


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VANTHU_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "thu.toml").write_text(DRAFT, encoding="utf-8")
    return tmp_path


def test_from_an_official_form_to_an_issued_document(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["template", "new", "--from", "nd30/cong_van", "-o", "mau.docx"]) == 0
    assert "signer_name" in (desk / "mau-truong.txt").read_text(encoding="utf-8")
    assert run(["template", "lint", "mau.docx", "--form", "cong_van"]) == 0
    assert run(ADD) == 0
    assert run(["template", "list"]) == 0
    assert "snv-lam-dong cong-van-so" in capsys.readouterr().out
    assert run(["issue", "thu.toml", "--out", "ra"]) == 0
    assert (
        run(["template", "show", "cong-van-so", "--office", "snv-lam-dong", "-o", "lai.docx", "--json"]) == 0
    )
    shown = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert [one["version"] for one in shown["versions"]] == [1]
    assert (desk / "lai.docx").read_bytes() == (desk / "mau.docx").read_bytes()


def test_a_template_which_somebody_worked_on_is_not_written_over(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "mau.docx").write_bytes(b"cua toi")
    assert run(["template", "new", "--from", "cong_van", "-o", "mau.docx"]) == 2
    assert "mau.docx" in capsys.readouterr().err
    assert (desk / "mau.docx").read_bytes() == b"cua toi"


def test_the_lint_says_kind_place_and_nearest_field(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "mau.docx").write_bytes(planted("{{ sgner_name }}", in_table_cell))
    assert run(["template", "lint", "mau.docx", "--json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["kind"], finding["where"]) == ("unknown_field", "word/document.xml:t3r1c2:p1")
    assert "signer_name" in finding["message"]
    assert "{{ sgner_name }}" in finding["place"]
    assert run(["template", "lint", "mau.docx"]) == 1
    assert "signer_name" in capsys.readouterr().out


def test_margins_against_the_law_are_named(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parts = read_parts(planted("x"))
    document = parts["word/document.xml"].decode()
    head, mark, tail = document.rpartition("<w:pgMar")
    narrow = tail[tail.index("/>") :]
    margins = (
        ' w:top="300" w:bottom="1134" w:left="1701" w:right="850" w:header="567" w:footer="567" w:gutter="0"'
    )
    parts["word/document.xml"] = f"{head}{mark}{margins}{narrow}".encode()
    (desk / "mau.docx").write_bytes(write_parts(parts))
    run(["template", "lint", "mau.docx", "--json"])
    assert [one["kind"] for one in json.loads(capsys.readouterr().out)["findings"]] == ["against_form"]


REFUSED = [
    (b"not a zip", "unknown_format", "no Word file"),
    (write_parts({**read_parts(planted("x")), "word/vbaProject.bin": b"x"}), "macros_inside", "macros"),
    (
        write_parts(
            {**read_parts(planted("x")), "word/comments.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}
        ),
        "entities_declared",
        "entities in any part",
    ),
]


@pytest.mark.parametrize(("content", "kind", "reason"), REFUSED)
def test_what_is_no_plain_word_file_is_refused(
    desk: Path, capsys: pytest.CaptureFixture[str], content: bytes, kind: str, reason: str
) -> None:
    (desk / "mau.docx").write_bytes(content)
    for command in (["template", "lint", "mau.docx", "--json"], [*ADD, "--json"]):
        assert run(command) == 2
        assert json.loads(capsys.readouterr().out)["error"]["kind"] == kind, reason


def test_the_slow_way_is_said_on_standard_error(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "hinh.png").write_bytes(PICTURE)
    picture = '\n[[body]]\nkind = "picture"\nfile = "hinh.png"\nwidth_mm = 50\n'
    draft = DRAFT.replace('form = "cong-van-so"\n', "") + picture
    (desk / "thu.toml").write_text(draft, encoding="utf-8")
    assert run(["preview", "thu.toml", "-o", "xem.docx"]) == 0
    assert "docxtpl" in capsys.readouterr().err
    assert run(["issue", "thu.toml", "--out", "ra", "--json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["number"] == 1
    assert "docxtpl" in said.err
