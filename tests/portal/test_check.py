"""Lệnh check: what a clerk gets on the screen and in files, and what is refused."""

import json
from pathlib import Path

import docx
import pytest

from directives.rendering.styles import Style
from tests.command_line import vanthu
from tests.directives.checking.spoiling import Sheet, drafted, rendered


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    """A công văn with a number of one digit and an underlined motto."""
    form = next(form for form in drafted() if (form.regime, form.name) == ("ND30", "cong_van"))
    sheet = Sheet(rendered(form))
    assert sheet.rewrite(Style.NUMBER, "Số: 0", "Số: ")
    assert sheet.letters(Style.MOTTO, u="single")
    path = tmp_path / "thu.docx"
    path.write_bytes(sheet.content())
    return path


def test_findings_name_place_rule_clause_and_the_way_out(spoilt: Path) -> None:
    ended = vanthu(spoilt.parent, "check", "thu.docx")
    assert ended.returncode == 1, ended.stderr
    assert "F-36 lỗi, Số, ký hiệu (đoạn" in ended.stdout
    assert "(PL.I-II.3c)" in ended.stdout
    english = vanthu(spoilt.parent, "--lang", "en", "check", "thu.docx").stdout
    assert "F-36 error, Number and symbol (paragraph" in english


def test_every_kind_of_output_is_written_beside_the_one_on_the_screen(spoilt: Path) -> None:
    order = ("check", "thu.docx", "--json", "--sarif", "a.sarif", "--html", "a.html", "--annotated", "b.docx")
    ended = vanthu(spoilt.parent, *order)
    assert ended.returncode == 1, ended.stderr
    report = json.loads(ended.stdout)
    folder = spoilt.parent
    log = json.loads((folder / "a.sarif").read_text(encoding="utf-8"))
    assert len(log["runs"][0]["results"]) == len(report["findings"])
    assert (folder / "a.html").read_text(encoding="utf-8").count('class="finding-') == len(report["findings"])
    assert len(list(docx.Document(str(folder / "b.docx")).comments)) == len(report["findings"])


@pytest.mark.parametrize("option", ["--sarif", "--html", "--annotated"])
def test_the_file_that_was_given_is_never_written_over(spoilt: Path, option: str) -> None:
    before = spoilt.read_bytes()
    (spoilt.parent / "ten-khac.docx").hardlink_to(spoilt)
    for target in ("thu.docx", "./thu.docx", "ten-khac.docx"):
        ended = vanthu(spoilt.parent, "check", "thu.docx", option, target)
        assert ended.returncode == 2
        assert "chính là tệp" in ended.stderr
    assert spoilt.read_bytes() == before


def test_a_page_or_comments_for_several_files_are_refused_with_the_reason(spoilt: Path) -> None:
    ended = vanthu(spoilt.parent, "check", "thu.docx", "thu.docx", "--html", "a.html")
    assert ended.returncode == 2
    assert "mỗi lần một tệp" in ended.stderr


def test_a_file_that_cannot_be_written_is_named(spoilt: Path) -> None:
    ended = vanthu(spoilt.parent, "check", "thu.docx", "--html", "khong-co/a.html")
    assert ended.returncode == 2
    assert "khong-co/a.html" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_name_that_acts_on_the_screen_is_written_out(spoilt: Path) -> None:
    odd = spoilt.rename(spoilt.with_name("..\u202exslx.docx"))
    ended = vanthu(spoilt.parent, "check", odd.name, "--html", "a.html")
    page = (spoilt.parent / "a.html").read_text(encoding="utf-8")
    assert ended.stdout.startswith("..\\u202exslx.docx: ")
    assert "\u202e" not in ended.stdout + page
    missing = vanthu(spoilt.parent, "check", "\u202ekhong-co.docx", "--json")
    assert "\u202e" not in missing.stdout
