"""Ghi tệp Word: edits change what they name and nothing else; every letter stays, every file stays valid."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from directives.conversion.layout import Layout
from directives.conversion.limits import limits
from directives.conversion.word_edits import (
    ComposeLetters,
    DrawStroke,
    Edit,
    JoinParagraphs,
    PlacePageNumber,
    ReplaceLetters,
    SetColumns,
    SetFont,
    SetLetters,
    SetParagraph,
    SetSection,
    edit_from_json,
    edit_to_json,
)
from directives.conversion.word_reader import read_word
from directives.conversion.word_writer import edited
from doc_templates import Form, all_forms
from tests.directives.checking.spoiling import drafted, rendered

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LETTER = next(form for form in drafted() if form.name == "cong_van")


def shown(content: bytes) -> Layout:
    return read_word(content, limits())


def texts(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in shown(content).paragraphs]


def changed(*edits: Edit, content: bytes | None = None) -> bytes:
    done = edited(rendered(LETTER) if content is None else content, limits(), edits)
    assert done.not_made == {}
    return done.content


def with_body(markup: str) -> bytes:
    """A document of these paragraphs."""
    made = io.BytesIO()
    docx.Document().save(made)
    result = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = f'<w:document xmlns:w="{W}"><w:body>{markup}<w:sectPr/></w:body></w:document>'.encode()
            new.writestr(name, part)
    return result.getvalue()


RUNS = [
    ("<w:r><w:t>Độc lập</w:t></w:r>", "one run"),
    ("<w:r><w:t>Độc</w:t><w:tab/><w:t>lập</w:t></w:r>", "a tab in the run"),
    ("<w:r><w:t>Độc</w:t><w:br/><w:t>lập</w:t></w:r>", "a line break"),
    ('<w:ins w:id="1" w:author="A"><w:r><w:t>Độc lập</w:t></w:r></w:ins>', "an insertion"),
    ('<w:r><w:t>Độc</w:t></w:r><w:del w:id="2" w:author="A"><w:r><w:delText>xx</w:delText></w:r></w:del>'
     "<w:r><w:t> lập</w:t></w:r>", "a deletion"),
    ("<w:sdt><w:sdtContent><w:r><w:t>Độc lập</w:t></w:r></w:sdtContent></w:sdt>", "a content control"),
    ('<w:hyperlink w:anchor="x"><w:r><w:t>Độc lập</w:t></w:r></w:hyperlink>', "a link"),
    ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
     '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Độc lập</w:t></w:r>'
     '<w:r><w:fldChar w:fldCharType="end"/></w:r>', "the result of a field"),
    ("<w:r><w:t>Đô\u0323c lâ\u0323p</w:t></w:r>", "marks by themselves"),
    ("<w:r><w:t>Đô</w:t><w:t>\u0323c lập</w:t></w:r>", "a mark in the next element"),
    ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>Độc lập</w:t></w:r>", "hidden text before"),
]  # fmt: skip


@pytest.mark.parametrize("runs", [row[0] for row in RUNS], ids=[row[1] for row in RUNS])
def test_a_look_is_set_on_the_letters_named_and_no_letter_changes(runs: str) -> None:
    before = with_body(f"<w:p>{runs}</w:p>")
    (text,) = texts(before)
    for start in (0, 2, 3, 4):
        for end in (start + 1, len(text)):
            after = changed(SetLetters(1, start, end, bold=True), content=before)
            assert texts(after) == [text]
            bold = "".join(
                "x" if run.bold else "." for run in shown(after).paragraphs[0].runs for _ in run.text
            )
            assert bold == "." * start + "x" * (end - start) + "." * (len(text) - end)


@pytest.mark.parametrize(
    "runs",
    [row[0] for row in RUNS if "field" not in row[1]],
    ids=[row[1] for row in RUNS if "field" not in row[1]],
)
def test_letters_are_replaced_where_they_stand(runs: str) -> None:
    before = with_body(f"<w:p>{runs}</w:p>")
    (text,) = texts(before)
    for start in (0, 2, 3, 4):
        for end in (start, start + 1, len(text)):
            old = text[start:end]
            after = changed(ReplaceLetters(1, start, old, "[ab]"), content=before)
            assert texts(after) == [text[:start] + "[ab]" + text[end:]]


NOT_MADE = [
    (RUNS[7][0], ReplaceLetters(1, 0, "Độc", "độc"), "a field would write over it"),
    (RUNS[0][0], ReplaceLetters(1, 0, "Tự", "Tư"), "other letters stand there"),
    (RUNS[0][0], SetLetters(1, 3, 99, bold=True), "beyond the paragraph"),
    (RUNS[0][0], SetLetters(7, 0, 1, bold=True), "no such paragraph"),
    (RUNS[0][0], SetSection(4, top=20), "no such section"),
    (RUNS[0][0], DrawStroke(1, 90, 50), "wider than its room"),
    (RUNS[0][0], JoinParagraphs(1), "no paragraph behind it"),
    (RUNS[0][0], SetColumns(1, (50, 60)), "no table"),
    ("", ReplaceLetters(1, 0, "", "x"), "no letter whose look it could take"),
]


@pytest.mark.parametrize(("runs", "edit"), [row[:2] for row in NOT_MADE], ids=[row[2] for row in NOT_MADE])
def test_an_edit_that_cannot_be_made_is_named_and_leaves_no_trace(runs: str, edit: Edit) -> None:
    before = with_body(f"<w:p>{runs}</w:p>")
    done = edited(before, limits(), [edit])
    assert list(done.not_made) == [0]
    assert done.content == before


def test_only_the_parts_that_change_are_written_anew() -> None:
    before, after = rendered(LETTER), changed(SetSection(1, top=22))
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        assert old.namelist() == new.namelist()
        assert [name for name in old.namelist() if old.read(name) != new.read(name)] == ["word/document.xml"]


def test_a_document_without_header_gets_one_with_its_number() -> None:
    before = with_body("<w:p><w:r><w:t>Độc lập</w:t></w:r></w:p>")
    after = changed(PlacePageNumber("header", "center", 13, "Times New Roman"), content=before)
    (section,) = shown(after).sections
    assert [(one.area, one.pages, one.alignment, one.size) for one in section.page_numbers] == [
        ("header", "default", "center", 13)
    ]
    assert changed(PlacePageNumber("header", "center", 13, "Times New Roman"), content=after) == after


def test_a_page_number_among_other_words_is_left() -> None:
    document = docx.Document()
    document.add_paragraph("Độc lập")
    footer = document.sections[0].footer.paragraphs[0]
    footer.add_run("UBND xã Minh Tân, trang ")
    field = footer._p.makeelement(f"{{{W}}}fldSimple", {f"{{{W}}}instr": "PAGE"})
    footer._p.append(field)
    made = io.BytesIO()
    document.save(made)
    done = edited(made.getvalue(), limits(), [PlacePageNumber("header", "center", 13, "Times New Roman")])
    assert (list(done.not_made), done.content) == ([0], made.getvalue())


EVERY_EDIT: list[Edit] = [
    SetLetters(5, 0, 5, size=20, bold=True, italic=True, underline=True, color="FF0000"),
    ReplaceLetters(7, 4, "05", "5"),
    SetParagraph(16, "left", 3, 4, -10, 20, 5, 1.2, contextual=True),
    JoinParagraphs(14),
    SetSection(
        1, 216, 279, 30, 30, 30, 30, first_page_differs=False, number_format="upperRoman", number_start=2
    ),
    PlacePageNumber("footer", "right", 13, "Times New Roman"),
    DrawStroke(5, 50, 100),
    DrawStroke(20, 60, 165, above=True),
    SetColumns(1, (60, 105)),
    SetFont("Times New Roman", "Arial"),
    ComposeLetters(),
]


@pytest.mark.parametrize("edit", EVERY_EDIT, ids=lambda edit: type(edit).__name__)
def test_every_edit_leaves_a_valid_file(edit: Edit, tmp_path: Path) -> None:
    file = tmp_path / "thu.docx"
    file.write_bytes(changed(edit))
    assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []


@pytest.mark.parametrize("edit", EVERY_EDIT, ids=lambda edit: type(edit).__name__)
def test_an_edit_crosses_into_the_child_and_back(edit: Edit) -> None:
    assert edit_from_json(edit_to_json(edit)) == edit


LOOKS = st.fixed_dictionaries(
    {},
    optional={
        "size": st.sampled_from([9.0, 13.0, 13.5]),
        "bold": st.booleans(),
        "italic": st.booleans(),
        "underline": st.booleans(),
        "color": st.sampled_from(["", "FF0000"]),
    },
)


@settings(max_examples=25, deadline=None)
@given(data=st.data(), form=st.sampled_from([form for form in all_forms() if form in drafted()]))
def test_no_look_changes_a_letter(data: st.DataObject, form: Form) -> None:
    paragraphs = shown(rendered(form)).paragraphs
    edits = []
    for _ in range(data.draw(st.integers(1, 6))):
        number = data.draw(st.integers(1, len(paragraphs)))
        length = len(paragraphs[number - 1].text)
        start = data.draw(st.integers(0, length))
        end = data.draw(st.integers(start, length))
        edits.append(SetLetters(number, start, end, **data.draw(LOOKS)))
    assert texts(changed(*edits, content=rendered(form))) == texts(rendered(form))
