"""Mẫu văn bản: Word file, fields.toml and sample name the same fields; the committed form is as drawn."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest
from lxml import etree

from directives.document.kinds import DocumentType
from directives.rendering.docx_template import compile_form, word_form
from directives.rendering.fields import BOXES
from directives.rendering.package import read_parts
from directives.rendering.styles import Style, style_ids
from directives.rulebook.regimes import all_regimes
from doc_templates import FieldKind, Form, all_forms, forms_of
from doc_templates.drawing.forms import draw_form
from doc_templates.drawing.samples import sample_text
from tests.directives.rendering.docx_text import paragraphs, part, texts, w

each_form = pytest.mark.parametrize("form", all_forms(), ids=lambda form: f"{form.regime}-{form.name}")
REGIMES = {regime.id: regime for regime in all_regimes()}


def table(form: Form, name: str) -> dict[str, Any]:
    return tomllib.loads((form.folder / name).read_text(encoding="utf-8"))


def canonical(markup: bytes) -> str:
    return str(etree.canonicalize(etree.fromstring(markup)))


def committed(form: Form) -> bytes:
    return (form.template).read_bytes()


@each_form
def test_word_file_field_list_and_sample_name_the_same_fields(form: Form) -> None:
    assert word_form(form.template).names == form.fields.keys()
    assert table(form, "sample.toml").keys() == form.fields.keys()


@each_form
def test_a_field_is_a_box_of_the_law_or_a_question_to_the_clerk(form: Form) -> None:
    assert form.fields.keys() - form.questions.keys() <= BOXES.keys()
    assert not form.questions.keys() & BOXES.keys()


@each_form
def test_every_field_says_what_it_is(form: Form) -> None:
    for name, field in form.fields.items():
        assert field.kind in get_args(FieldKind), name
        assert field.says.endswith("."), name
        assert field.clause or field.asks or name == "provenance_note", name


@each_form
def test_the_sample_fills_the_form(form: Form) -> None:
    sample = table(form, "sample.toml")
    shown = "\n".join(one.text for one in paragraphs(word_form(form.template).fill(sample))).casefold()
    printed = set(re.findall(r"{{ (\w+) ", part(committed(form), "word/document.xml").decode()))
    for name in printed & form.fields.keys():
        assert [text for text in words_of(form.fields[name].kind, sample[name]) if text not in shown] == [], (
            name
        )
    assert "{" not in shown


@each_form
def test_the_sample_is_what_the_draft_beside_it_really_fills_in(form: Form) -> None:
    if (form.folder / "draft.toml").exists():
        assert (form.folder / "sample.toml").read_text(encoding="utf-8") == sample_text(form)


def words_of(kind: str, value: Any) -> list[str]:
    match kind:
        case "twips":
            return []
        case "body":
            return [line["text"].casefold() for line in value]
        case "lines":
            return [line.casefold() for line in value]
        case _:
            return [value.casefold()]


@each_form
def test_the_committed_form_is_the_drawn_one(form: Form) -> None:
    drawn, kept = read_parts(draw_form(REGIMES[form.regime], form.name)), read_parts(committed(form))
    assert drawn.keys() == kept.keys(), "run “make templates”, or note here what was changed in Word"
    for name in drawn:
        assert canonical(drawn[name]) == canonical(kept[name]), f"{form.folder}: {name}"


@each_form
def test_the_form_has_every_style_and_no_other(form: Form) -> None:
    assert style_ids(part(committed(form), "word/styles.xml")).keys() == {*Style, "Normal", "Normal Table"}


@each_form
def test_the_state_name_and_the_motto_are_the_law_s_own_words(form: Form) -> None:
    times = 0 if form.name == "ban_sao" else 1  # the block of a copy stands below a document that has them
    assert texts(committed(form), Style.STATE_NAME) == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"] * times
    assert texts(committed(form), Style.MOTTO) == ["Độc lập - Tự do - Hạnh phúc"] * times


def test_every_form_is_for_types_of_the_law_and_no_type_has_two() -> None:
    known = {kind.value for kind in DocumentType}
    for regime in REGIMES:
        assert forms_of(regime).keys() <= known


def test_every_type_of_the_law_and_every_kind_of_copy_has_a_form() -> None:
    assert forms_of("ND30").keys() == {kind.value for kind in DocumentType}
    assert forms_of("TT01").keys() == {kind.value for kind in DocumentType} - {"phieu_bao"}


def test_every_folder_of_a_form_is_in_the_list() -> None:
    listed = {form.folder for form in all_forms()}
    assert {path.parent for folder in listed for path in folder.parent.glob("*/template.docx")} == listed


@pytest.mark.parametrize(
    "form", [form for form in all_forms() if form.name == "cong_van"], ids=lambda form: form.regime
)
def test_the_page_and_the_bases_are_set_as_the_regime_says(form: Form) -> None:
    regime = REGIMES[form.regime]
    margins = etree.fromstring(part(committed(form), "word/document.xml")).find(f".//{w('pgMar')}")
    for side in ("top", "right", "bottom", "left"):
        assert int(margins.get(w(side))) == pytest.approx(
            regime.used(f"margin_{side}") * 1440 / 25.4, abs=0.5
        ), side
    styles = etree.fromstring(part(committed(form), "word/styles.xml"))
    (bases,) = (
        one for one in styles.iter(w("style")) if one.find(w("name")).get(w("val")) == Style.LEGAL_BASIS
    )
    assert (bases.find(f".//{w('i')}") is not None) == (regime.says("bases_style") == "italic")


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_form_saved_again_by_an_office_program_still_works(tmp_path: Path) -> None:
    """Office programs give the styles new ids and cut the orders into pieces; names and places stay."""
    form = next(form for form in all_forms() if form.name == "quyet_dinh")
    (tmp_path / "form.docx").write_bytes(committed(form))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    to_docx = ["--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "saved")]
    order = ["soffice", profile, *to_docx, str(tmp_path / "form.docx")]
    subprocess.run(order, check=True, capture_output=True, timeout=120)

    saved = compile_form((tmp_path / "saved" / "form.docx").read_bytes(), file="form.docx")
    sample = table(form, "sample.toml")

    ours = word_form(form.template).fill(sample)
    assert paragraphs(saved.fill(sample)) == paragraphs(ours)
