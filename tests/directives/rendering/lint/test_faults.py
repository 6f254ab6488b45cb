"""Lỗi của mẫu: every kind is found and its place named; what is right is left in peace."""

from collections.abc import Callable

import pytest

from directives.conversion.limits import limits
from directives.conversion.template_reader import read_template
from directives.rendering.lint.findings import LintFinding, Severity, locator
from directives.rendering.lint.linter import lint
from directives.rendering.package import write_parts
from doc_templates import Form, all_forms
from tests.directives.rendering.template_files import (
    in_body,
    in_custom_property,
    in_footer,
    in_footnote,
    in_header,
    in_pieces,
    in_settings,
    in_table_cell,
    in_text_box,
    letter_form,
    letter_parts,
    planted,
    without,
)

Parts = dict[str, bytes]


def found(content: bytes, form: Form | None = None) -> tuple[LintFinding, ...]:
    return lint(content, read_template(content, limits()), form or letter_form(), file="mau.docx")[1]


def shown(findings: tuple[LintFinding, ...]) -> list[tuple[str, str]]:
    return [(one.fault.kind, locator(one.place)) for one in findings]


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: f"{form.regime}-{form.name}")
def test_an_official_form_has_no_fault(form: Form) -> None:
    assert shown(found(form.template.read_bytes(), form)) == []


RIGHT = [
    (in_body, "{{ signer_name }}", "a known field"),
    (in_pieces, "{{ signer_name }}", "Word cut the tag into a run for each letter"),
    (in_pieces, "{% if addressee_line %}{{ addressee_line }}{% endif %}", "a condition cut into runs"),
    (in_body, "{{ subject | upper }}", "a filter that only looks"),
    (in_body, "{{ recipients | join(“; ”) }}", "Word made the quotes curly"),
    (
        in_body,
        "{% for one in recipients %}{{ loop.index }}. {{ one }}{% endfor %}",
        "a list in one paragraph",
    ),
    (in_body, "{# ghi chú #}", "a remark"),
    (in_body, "Tỷ lệ 100 % { ghi chú }", "single braces and per cents are text"),
    (in_header, "{{ issuer_name }}", "in a header"),
    (in_footnote, "{{ number_line }}", "in a footnote"),
    (in_text_box, "{{ number_line }}", "in a text box"),
    (in_custom_property, "{{ subject }}", "in a property of the file"),
    (in_table_cell, "{{ signer_name }}", "in a cell of a table"),
]


@pytest.mark.parametrize(("plant", "words", "reason"), RIGHT)
def test_what_is_right_is_left_in_peace(
    plant: Callable[[str, Parts], Parts], words: str, reason: str
) -> None:
    assert shown(found(planted(words, plant))) == [], reason


WRONG = [
    ("{{ sgner_name }}", "unknown_field", "signer_name", "a letter is missing"),
    ("{{ noi_nhan }}", "unknown_field", "recipients", "the Vietnamese name of a field"),
    ("{{ ho_va_ten_nguoi_ky }}", "unknown_field", "signer_name", "the words of the field's label"),
    ("{{ xyzzy }}", "unknown_field", "nothing known resembles it", "nothing is near"),
    ("{% for line in body %}{{ line.txet }}{% endfor %}", "unknown_attribute", "text", "an item has no such thing"),
    ("{% for one in recipients %}{{ one.name }}{% endfor %}", "unknown_attribute", "one.name", "a text has no parts"),
    ("{{ signer_name", "unclosed_tag", "}}", "never closed"),
    ("{{ signer_name }", "unclosed_tag", "}}", "closed by half"),
    ("signer_name }}", "unclosed_tag", "signer_name }}", "never opened"),
    ("{{ {{ signer_name }}", "unclosed_tag", "}}", "a tag in a tag"),
    ("{{ signer name }}", "broken_tag", "signer name", "two words"),
    ("{{ }}", "broken_tag", "{{ }}", "no word"),
    ("{% if %}x{% endif %}", "broken_tag", "{% if %}", "a condition without words"),
    ("{%p for one in recipients %}", "unclosed_block", "endfor", "a list without its end"),
    ("{% if subject %}", "unclosed_block", "endif", "a condition without its end"),
    ("{% endfor %}", "unclosed_block", "endfor", "an end without beginning"),
    ("{% if subject %}{% endfor %}{% endif %}", "unclosed_block", "endfor", "the wrong end"),
    ("{% else %}", "unclosed_block", "else", "else of nothing"),
    ("Nơi nhận: {{p subject }}", "misplaced_tag", "paragraph", "the words before the tag would be lost"),
    ("{%tr for one in recipients %}{%tr endfor %}", "misplaced_tag", "row", "no table here"),
    ("{{ recipients }}", "wrong_use", "recipients", "a list printed as it is"),
    ("{{ body | upper }}", "wrong_use", "body", "a filter does not make a text of a list"),
    ("{% for line in body %}{{ line }}{% endfor %}", "wrong_use", "line", "a line has parts"),
    ("{% for one in subject %}{{ one }}{% endfor %}", "wrong_use", "subject", "letter by letter"),
    ("{{ subject.upper() }}", "code", "( )", "a call"),
    ("TUYỆT MẬT", "secrecy_mark", "TUYỆT MẬT", "a stamp"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "kind", "says", "reason"), WRONG)
def test_what_is_wrong_is_named_with_its_place(words: str, kind: str, says: str, reason: str) -> None:
    findings = found(planted(words))
    named = [
        one for one in findings if one.fault.kind == kind and says in one.fault.template.format(**one.fields)
    ]
    assert named, reason
    assert all(locator(one.place).startswith("word/document.xml:p") for one in named)
    assert all(one.place and one.place.words for one in named)


def test_a_field_where_nothing_is_filled_in_is_misplaced() -> None:
    assert ("misplaced_tag", "word/settings.xml:val") in shown(found(planted("{{ subject }}", in_settings)))


def test_a_block_over_two_cells_is_misplaced() -> None:
    parts = in_table_cell("{%p endif %}", in_body("{%p if subject %}", letter_parts()))
    assert [kind for kind, _ in shown(found(write_parts(parts)))] == ["misplaced_tag"]


def test_a_block_over_two_paragraphs_must_take_them_whole() -> None:
    parts = in_body("{% endif %}", in_body("{% if subject %}", letter_parts()))
    assert [kind for kind, _ in shown(found(write_parts(parts)))] == ["misplaced_tag"]


INDISPENSABLE = ["number_line", "place_and_date", "subject", "signer_name"]


@pytest.mark.parametrize("name", INDISPENSABLE)
def test_a_field_that_no_document_can_do_without_is_missed(name: str) -> None:
    parts = without(letter_parts(), f"{{{{ {name} }}}}")
    parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(b"{{ subject }}", b"")
    missing = [one.fields["field"] for one in found(write_parts(parts)) if one.fault.kind == "missing_field"]
    assert missing == [name]


LINKS = [
    ("attachedTemplate", "http://127.0.0.1:1/x.dotm", True, "a template from elsewhere"),
    ("image", "http://127.0.0.1:1/x.png", True, "a picture from elsewhere"),
    ("oleObject", "embeddings/x.bin", False, "an embedded object"),
    ("package", "embeddings/x.xlsx", False, "an embedded file"),
    ("aFChunk", "x.html", False, "a foreign piece of text"),
]


@pytest.mark.parametrize(("kind", "target", "external", "reason"), LINKS)
def test_what_comes_along_is_named(kind: str, target: str, external: bool, reason: str) -> None:
    parts = letter_parts()
    mode = ' TargetMode="External"' if external else ""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="rIdX" Type="{base}/{kind}" Target="{target}"{mode}/></Relationships>'
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", relation.encode())
    assert ("link", name) in shown(found(write_parts(parts))), reason


def test_a_field_that_fetches_is_named() -> None:
    field = '<w:r><w:instrText>INCLUDETEXT "C:\\\\x.docx"</w:instrText></w:r>'
    parts = in_body("CHỖ NÀY", letter_parts())
    marked = '<w:r><w:t xml:space="preserve">CHỖ NÀY</w:t></w:r>'
    assert "computed_field" in dict(shown(found(write_parts(without(parts, marked, field)))))


def test_missing_styles_are_a_warning() -> None:
    parts = letter_parts()
    parts["word/styles.xml"] = parts["word/styles.xml"].replace("VT Bảng chữ".encode(), b"Khac")
    (finding,) = found(write_parts(parts))
    assert (finding.fault.kind, finding.severity) == ("missing_styles", Severity.WARNING)
    assert finding.fields["styles"] == "VT Bảng chữ"


def test_eight_faults_of_eight_kinds_are_all_named_in_one_run() -> None:
    parts = letter_parts()
    parts = without(parts, "{{ signer_name }}")  # 1 a field is missing
    parts = in_body("{{ so_van_ban }}", parts)  # 2 an unknown field
    parts = in_table_cell("{{ subject", parts)  # 3 a tag that is never closed
    parts = in_header("{%p for one in recipients %}", parts)  # 4 a list that never ends
    parts = in_footnote("{{ subject.__class__ }}", parts)  # 5 code
    parts = in_text_box("{{ recipients }}", parts)  # 6 a list printed as a text
    parts = in_footer("Trang {{p subject }}", parts)  # 7 words that would be lost
    parts = in_custom_property("TỐI MẬT", parts)  # 8 a mark of secrecy
    assert sorted(shown(found(write_parts(parts)))) == sorted(
        [
            ("missing_field", ""),
            ("unknown_field", _last_paragraph(parts)),
            ("unclosed_tag", "word/document.xml:t3r1c2:p1"),
            ("unclosed_block", "word/header1.xml:p5"),
            ("code", "word/footnotes.xml:note1:p1"),
            ("wrong_use", "word/document.xml:box1:p1"),
            ("misplaced_tag", "word/footer1.xml:p2"),
            ("secrecy_mark", "docProps/custom.xml:Phòng"),
        ]
    )


def _last_paragraph(parts: Parts) -> str:
    read = read_template(write_parts(parts), limits())
    (place,) = [one.place for one in read.passages if one.text == "{{ so_van_ban }}"]
    return locator(place)
