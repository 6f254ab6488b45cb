"""Tệp Word hợp chuẩn: every form filled with its sample is without fault by the standard of Word files."""

import io
import tomllib
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator

import examples
from directives.rendering.docx_template import word_form
from directives.rendering.package import read_parts, write_parts
from doc_templates import Form, all_forms
from tests.directives.rendering.docx_text import paragraphs
from tests.workspaces import workspace_at
from workflows.services.preview import preview_draft
from workflows.services.working_papers import make_paper

each_form = pytest.mark.parametrize("form", all_forms(), ids=lambda form: f"{form.regime}-{form.name}")
PAPERS = sorted((examples.FOLDER / "dieu-tra").glob("*.toml"))
LETTERS = sorted((examples.FOLDER / "letters").glob("*/draft.toml"))


def faults(file: Path) -> list[str]:
    return [str(error) for error in OpenXmlValidator().validate(file).errors]


def filled(form: Form, folder: Path) -> Path:
    sample = tomllib.loads((form.folder / "sample.toml").read_text(encoding="utf-8"))
    file = folder / "mau.docx"
    file.write_bytes(word_form(form.template).fill(sample))
    return file


@each_form
def test_a_filled_form_has_no_fault(form: Form, tmp_path: Path) -> None:
    assert faults(filled(form, tmp_path)) == []


@each_form
def test_an_empty_form_has_no_fault(form: Form) -> None:
    assert faults(form.template) == []


@each_form
def test_another_program_opens_a_filled_form_and_saves_it_whole(form: Form, tmp_path: Path) -> None:
    file = filled(form, tmp_path)
    saved = io.BytesIO()
    docx.Document(str(file)).save(saved)
    assert paragraphs(saved.getvalue()) == paragraphs(file.read_bytes())


@pytest.mark.parametrize("draft", LETTERS, ids=lambda file: file.parent.name)
def test_a_letter_has_no_fault(draft: Path, tmp_path: Path) -> None:
    desk = workspace_at(f"sqlite:///{tmp_path / 'v.db'}", tmp_path)
    preview_draft(desk, draft, tmp_path / "thu.docx")
    desk.engine.dispose()
    assert faults(tmp_path / "thu.docx") == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda file: file.stem)
def test_a_working_paper_with_its_table_has_no_fault(paper: Path, tmp_path: Path) -> None:
    desk = workspace_at(f"sqlite:///{tmp_path / 'v.db'}", tmp_path)
    make_paper(desk, paper, tmp_path / "bieu.docx")
    desk.engine.dispose()
    assert faults(tmp_path / "bieu.docx") == []


def test_a_fault_is_seen(tmp_path: Path) -> None:
    form = all_forms()[0]
    file = filled(form, tmp_path)
    parts = read_parts(file.read_bytes())
    spoilt = parts["word/document.xml"].replace(b"<w:pPr>", b'<w:pPr><w:nonsense w:val="1"/>', 1)
    file.write_bytes(write_parts({**parts, "word/document.xml": spoilt}))
    assert faults(file) != []
