"""Chữ của tệp Word: what a paragraph says as Word prints it, and which paragraphs there are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from directives.conversion.formatting import W
from directives.conversion.limits import limits
from directives.conversion.package import Package
from directives.conversion.word_reader import read_package
from directives.conversion.word_text import body_paragraphs, letters, own_runs
from tests.directives.conversion.word_xml import package, paragraph, run, seen

FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
INNER = FIELD.format("MERGEFIELD Ten", run("nội"))

#: What stands in the paragraph, what is printed, why.
TEXTS = [
    (run("Số: ") + run("05"), "Số: 05", "neighbouring runs"),
    (run("Số: 05".replace("ố", "ố")), "Số: 05", "marks typed apart are composed"),
    ("<w:r><w:t> a </w:t></w:r>" + run("b"), "ab", "blanks at the ends go unless they are to be kept"),
    ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a\tb\nc", "tab and line break"),
    ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>", "a-b", "a hyphen that keeps words together"),
    ("<w:r><w:t>a</w:t><w:softHyphen/><w:t>b­c</w:t></w:r>", "abc", "hyphens for the end of a line"),
    ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓", "a sign of Wingdings"),
    ('<w:r><w:sym w:font="Symbol" w:char="F02D"/></w:r>', "-", "a dash of Symbol"),
    ('<w:r><w:sym w:font="Symbol" w:char="D800"/></w:r>', "", "half a pair is no sign"),
    (FIELD.format("PAGE", run("2")), "2", "a field shows its result, not its code"),
    (FIELD.format("IF " + "</w:instrText></w:r>" + INNER + "<w:r><w:instrText>", run("x")), "x",
     "the result of a field within the code of another is not printed"),
    (FIELD.format("MERGEFIELD Ten", ""), "", "a field never filled in"),
    ('<w:fldSimple w:instr="DATE">' + run("05") + "</w:fldSimple>", "05", "a simple field"),
    ('<w:hyperlink r:id="x">' + run("vbpl.vn") + "</w:hyperlink>", "vbpl.vn", "a link"),
    ("<w:sdt><w:sdtPr/><w:sdtContent>" + run("ô") + "</w:sdtContent></w:sdt>", "ô", "a content control"),
    ("<w:smartTag>" + run("Hà Nội") + "</w:smartTag>", "Hà Nội", "a smart tag"),
    ("<w:ins>" + run("mới") + "</w:ins>", "mới", "words put in"),
    ("<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>", "", "words taken away"),
    ("<w:moveFrom>" + run("đi") + "</w:moveFrom><w:moveTo>" + run("đến") + "</w:moveTo>", "đến", "words moved"),
    (run("ẩn", "<w:vanish/>") + run("hiện"), "hiện", "hidden words"),
    (run("a") + '<w:r><w:footnoteReference w:id="2"/></w:r>', "a", "the mark of a footnote"),
    ("<w:r><mc:AlternateContent><mc:Choice Requires='wps'/><mc:Fallback><w:pict>"
     "<v:shape><v:textbox><w:txbxContent>" + paragraph(run("hộp")) + "</w:txbxContent></v:textbox></v:shape>"
     "</w:pict></mc:Fallback></mc:AlternateContent></w:r>", "", "the copy for old versions of Word"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "text", "why"), TEXTS, ids=[row[2] for row in TEXTS])
def test_a_paragraph_says_what_is_printed(content: str, text: str, why: str) -> None:
    layout = seen(paragraph(content))
    assert [one.text for one in layout.paragraphs] == [text]


def test_words_put_in_by_a_revision_are_marked() -> None:
    layout = seen(paragraph(run("cũ") + "<w:ins>" + run("mới") + "</w:ins><w:del/>"))
    assert [(one.text, one.inserted) for one in layout.paragraphs[0].runs] == [("cũ", False), ("mới", True)]
    assert layout.revisions == 2


PIECES = st.recursive(
    st.sampled_from([paragraph(run("a")), paragraph(""), paragraph("<w:ins>" + run("b") + "</w:ins>")]),
    lambda inner: st.lists(inner, max_size=3).flatmap(
        lambda children: st.sampled_from(
            [
                "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
                "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
                "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
                "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
                "<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>{}</w:tc></w:sdtContent></w:sdt></w:tr>"
                "</w:sdtContent></w:sdt></w:tbl>",
                "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>{}",
            ]
        ).map(lambda holder: holder.replace("{}", "".join(children)))
    ),
    max_leaves=8,
)


@given(PIECES)
def test_whoever_counts_paragraphs_and_letters_counts_alike(body: str) -> None:
    opened = Package(package(body), limits())
    counted = [
        "".join(letters(one) for one in own_runs(element))
        for element in body_paragraphs(opened.main.find(f"{W}body"))
    ]
    assert [one.text for one in read_package(opened).paragraphs] == counted


@given(st.lists(st.sampled_from(["begin", "separate", "end"]), max_size=8))
def test_fields_that_are_broken_off_lose_no_word_outside_them(marks: list[str]) -> None:
    fields = "".join(f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in marks)
    element = etree.fromstring(f'<w:p xmlns:w="{W.strip("{}")}">{run("trước")}{fields}</w:p>')
    assert "".join(map(letters, own_runs(element))) == "trước"
