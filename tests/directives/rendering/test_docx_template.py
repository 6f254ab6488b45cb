"""Mẫu Word: filled as docxtpl fills it, but fenced in, strict, and word for word."""

import io
import re
import tomllib
from typing import Any

import pytest
from docxtpl import DocxTemplate
from lxml import etree

from directives.rendering.docx_template import BrokenForm, compile_form, word_form
from directives.rendering.fields import field_values
from directives.rendering.package import read_parts, write_parts
from directives.rendering.render import form_of, render
from directives.rendering.styles import Style
from directives.rendering.template_language import UnprintableCharacter, printed
from directives.rulebook.regimes import regime_on
from doc_templates import Form, all_forms
from tests.directives.rendering.builders import LETTER, a_letter
from tests.directives.rendering.docx_text import box, part, tree, w

HARD_TEXTS = [
    "Công ty A & B <x> \"y\" 'z'",
    "{{ 7 * 7 }} {% if %} {# #}",
    "{_{ không phải lệnh }_}",
    "</w:t></w:r><w:br/>",
    "“ngoặc cong” – gạch dài — … 100 %",
    "Ấ ầ ẩ ẫ ậ Ừ ữ ợ Đ đ Ỵ ỹ",
    "hai  khoảng   trắng",
]


@pytest.mark.parametrize("text", HARD_TEXTS)
def test_values_come_out_word_for_word(text: str) -> None:
    content = render(a_letter(signature=LETTER.signature.__class__((), "", text))).content
    names = [
        "".join(one.itertext())
        for one in tree(content).iter(w("p"))
        if one.find(f"{w('pPr')}/{w('pStyle')}").get(w("val")) == word_form_of(LETTER).style_ids[Style.SIGNER]
    ]
    assert names == [text]


def word_form_of(document: Any) -> Any:
    return form_of(document)


def test_a_line_break_in_a_box_is_a_line_break_in_word() -> None:
    content = render(a_letter(subject="dòng một\ndòng hai")).content
    assert box(content, Style.LETTER_SUBJECT) == "V/v dòng một dòng hai"
    assert len(list(tree(content).iter(w("br")))) == 1


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1b", "\ufffe", "\ud800"])
def test_a_character_which_word_cannot_carry_is_refused_by_its_code(character: str) -> None:
    with pytest.raises(UnprintableCharacter, match=f"U\\+{ord(character):04X}"):
        printed(f"tên{character}gọi")


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: f"{form.regime}-{form.name}")
def test_the_compiled_form_gives_the_very_document_docxtpl_gives(form: Form) -> None:
    word = word_form(form.template)
    values = tomllib.loads((form.folder / "sample.toml").read_text(encoding="utf-8"))

    reference = DocxTemplate(io.BytesIO(docxtpl_reads(form.template.read_bytes(), values)))
    reference.render(values, autoescape=True)
    buffer = io.BytesIO()
    reference.save(buffer)

    ours = word.fill(values)
    assert canonical(ours, "word/document.xml") == canonical(buffer.getvalue(), "word/document.xml")
    assert canonical(ours, "word/header1.xml") == canonical(buffer.getvalue(), "word/header1.xml")


def docxtpl_reads(content: bytes, values: dict[str, Any]) -> bytes:
    """The form with what the engine adds to it written in by hand: lengths of rules, kept lines."""
    root = etree.fromstring(part(content, "word/document.xml"))
    word = compile_form(content, file="x")
    width = int(root.find(f".//{w('tcW')}").get(w("w")))
    page = root.find(f".//{w('sectPr')}")
    margins = page.find(w("pgMar"))
    text = int(page.find(w("pgSz")).get(w("w"))) - sum(
        int(margins.get(w(side))) for side in ("left", "right")
    )
    rules = {Style.ISSUER_RULE: ("issuer_rule", width), Style.SUBJECT_RULE: ("subject_rule", text)}
    for paragraph in list(root.iter(w("p"))):
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        for name, (field, room) in rules.items():
            if style is not None and style.get(w("val")) == word.style_ids[name]:
                side = (room - values[field]) // 2
                etree.SubElement(
                    paragraph.find(w("pPr")), w("ind"), {w("left"): str(side), w("right"): str(side)}
                )
        if "{{ line.block }}" in "".join(paragraph.itertext()):
            paragraph.getparent().replace(paragraph, etree.Comment("block {{ line.block }}"))
        if "line.text" in "".join(paragraph.itertext()) and style is not None:
            style.addnext(etree.Element(w("keepNext"), {w("val"): "{{ 1 if line.keep else 0 }}"}))
    return write_parts({**read_parts(content), "word/document.xml": etree.tostring(root)})


def canonical(content: bytes, name: str) -> str:
    text = part(content, name).decode()
    text = re.sub(r' xmlns:\w+="[^"]*"', "", text)
    names = 'xmlns:w="w" xmlns:r="r"'
    return str(etree.canonicalize(re.sub(r"<w:(document|hdr)", rf"<w:\1 {names}", text, count=1)))


def form_with(order: str) -> bytes:
    parts = read_parts(all_forms()[0].template.read_bytes())
    document = parts["word/document.xml"].replace(b"{{ signer_name }}", order.encode())
    return write_parts({**parts, "word/document.xml": document})


def test_a_form_can_ask_for_nothing_unknown() -> None:
    values = field_values(LETTER, regime_on(LETTER.issued_on), form_of(LETTER).names)
    word = compile_form(form_with("{{ nguoi_ky }}"), file="cong_van/template.docx")
    with pytest.raises(BrokenForm, match="nguoi_ky") as refused:
        word.fill(values)
    assert refused.value.where == "cong_van/template.docx:word/document.xml"


@pytest.mark.parametrize("order", ["{{ signer_name", "{% if %}"])
def test_a_form_with_a_broken_order_is_refused(order: str) -> None:
    with pytest.raises(BrokenForm):
        compile_form(form_with(order), file="cong_van/template.docx")


def test_an_item_of_a_list_has_its_own_parts_and_nothing_of_pythons() -> None:
    for order in (
        "{% for line in body %}{{ line.items }}{% endfor %}",
        "{% for line in body %}{{ line.x }}{% endfor %}",
    ):
        values = field_values(LETTER, regime_on(LETTER.issued_on), form_of(LETTER).names)
        with pytest.raises(BrokenForm, match="has no attribute"):
            compile_form(form_with(order), file="mau.docx").fill(values)


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(BrokenForm, match="make templates"):
        compile_form(b"not a zip", file="cong_van/template.docx")
