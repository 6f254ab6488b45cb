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
    ("{{ subject + 1 }}", "wrong_use", "reckons", "a text and a number"),
    ("{{ 1 // 0 }}", "wrong_use", "reckons", "by nothing"),
    ("{{ subject == issuer_name }}", "wrong_use", "yes", "a yes or no"),
    ("{{ recipients ~ subject }}", "wrong_use", "list", "a list glued to a text"),
    ("{{ body | first }}", "wrong_use", "list", "a line has parts"),
    ("{{ recipients | join('&') }}", "broken_tag", "&", "docxtpl would print “&amp;”"),
    ("chữ {%- if subject %}x{% endif %}", "misplaced_tag", "dash", "docxtpl would take “chữ” away"),
    ("{{ subject -}} chữ", "misplaced_tag", "dash", "Jinja would take the blank away"),
    ("{# {{ subject }} #}", "misplaced_tag", "remark", "a field within a remark"),
    ("{# " + "x" * 500 + " #}", "code", "400", "a remark to choke the reader"),
    ("{{ line.text }}", "misplaced_tag", "outside", "a line where there is no loop"),
    ("{% for line in body %}Bảng {{ line.block }}{% endfor %}", "misplaced_tag", "alone", "its words would be lost"),
    ("{% if subject %}" * 13 + "{% endif %}" * 13, "misplaced_tag", "in each other", "blocks in blocks"),
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


def with_markup(markup: str, parts: Parts | None = None) -> Parts:
    """The markup in place of a paragraph at the end of the body."""
    planted = in_body("CHỖ NÀY", parts or letter_parts())
    return without(planted, '<w:p><w:r><w:t xml:space="preserve">CHỖ NÀY</w:t></w:r></w:p>', markup)


def word_field(*pieces: str) -> str:
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"<w:p>{begin}{runs}{end}</w:p>"


FIELDS = [
    (word_field('INCLUDETEXT "C:\\\\x.docx"'), "computed_field", "a file from elsewhere"),
    (word_field("INCL", "UDETEXT", ' "C:\\\\x.docx"'), "computed_field", "cut into runs"),
    (word_field(" DATE "), "computed_field", "another day whenever it is opened"),
    (word_field("MERGEFIELD Ho_ten"), "computed_field", "left over from a mail merge"),
    ('<w:p><w:fldSimple w:instr="DDEAUTO c x"/></w:p>', "computed_field", "a program is started"),
    (word_field('HYPERLINK "{{ subject }}"'), "misplaced_tag", "words of a document as an instruction"),
]


@pytest.mark.parametrize(("markup", "kind", "reason"), FIELDS)
def test_a_word_field_which_shows_something_else_each_time_is_named(
    markup: str, kind: str, reason: str
) -> None:
    assert kind in dict(shown(found(write_parts(with_markup(markup))))), reason


def test_page_numbers_and_references_may_stay() -> None:
    parts = with_markup(word_field(" PAGE ") + word_field(" REF bang_1 "))
    assert shown(found(write_parts(parts))) == []


HALVES = [
    (("Chữ {", "{ subject }}"), "unclosed_tag", "the opening"),
    (("{{ subject }", "} chữ"), "unclosed_tag", "the end"),
    (("{", "{ subject.upper() }", "}"), "unclosed_tag", "both, so that neither half looks like a tag"),
    (("{", "", "% set x = 1 %", "}"), "unclosed_tag", "over an empty paragraph"),
]


@pytest.mark.parametrize(("halves", "kind", "reason"), HALVES)
def test_a_tag_cut_by_the_end_of_a_paragraph_is_named(
    halves: tuple[str, ...], kind: str, reason: str
) -> None:
    markup = "".join(f'<w:p><w:r><w:t xml:space="preserve">{half}</w:t></w:r></w:p>' for half in halves)
    findings = [one for one in found(write_parts(with_markup(markup))) if one.fault.kind == kind]
    assert findings, reason
    assert all(one.place and one.place.paragraph for one in findings)


def test_a_word_template_is_asked_for_as_a_document() -> None:
    parts = letter_parts()
    name = "[Content_Types].xml"
    parts[name] = parts[name].replace(b"document.main+xml", b"template.main+xml")
    assert shown(found(write_parts(parts))) == [("wrong_format", "")]


def test_a_field_in_the_title_of_the_file_is_not_yet_printed() -> None:
    parts = without(letter_parts(), "{{ subject }}")
    assert b"{{ subject }}" in parts["docProps/core.xml"]
    missing = [one.fields["field"] for one in found(write_parts(parts)) if one.fault.kind == "missing_field"]
    assert missing == ["subject"]


def test_an_article_without_its_number_is_words_lost() -> None:
    parts = without(letter_parts(), "{{ line.label }}")
    lost = [one.fields["words"] for one in found(write_parts(parts)) if one.fault.kind == "lost_words"]
    assert lost == ["Điều 7."]


def test_a_list_of_which_only_the_first_is_printed_is_words_lost() -> None:
    parts = without(letter_parts(), "{{ recipient }}", "{% if loop.first %}{{ recipient }}{% endif %}")
    lost = [one.fields["words"] for one in found(write_parts(parts)) if one.fault.kind == "lost_words"]
    assert lost == ["recipients hai"]


def test_a_body_without_room_for_tables_is_a_warning() -> None:
    (finding,) = found(write_parts(without(letter_parts(), "{{ line.block }}", "{{ line.text }}")))
    assert (finding.fault.kind, finding.severity) == ("missing_blocks", Severity.WARNING)


def test_a_condition_that_begins_beside_a_link_and_ends_in_it_would_tear_the_markup() -> None:
    begun, ended = (f"<w:r><w:t>{words}</w:t></w:r>" for words in ("{% if contact %}", "x{% endif %}"))
    link = f"<w:p>{begun}<w:hyperlink>{ended}</w:hyperlink></w:p>"
    assert shown(found(write_parts(with_markup(link)))) == [("broken_form", "word/document.xml")]


def test_a_part_is_read_by_its_type_whatever_its_name() -> None:
    parts = in_header("{{ subject.upper() }}", letter_parts())
    parts["word/dau.bin"] = parts.pop("word/header1.xml")
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        parts[name] = parts[name].replace(b"header1.xml", b"dau.bin")
    assert ("code", "word/dau.bin") in shown(found(write_parts(parts)))


def test_a_part_with_endless_tags_is_refused_at_once() -> None:
    findings = found(planted("{{ subject }}" * 1001))
    assert shown(findings) == [("too_large", "word/document.xml")]


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
