"""Số trang: how and where each section prints the number of the page."""

import pytest

from directives.conversion.layout import PageNumber
from tests.directives.conversion.word_xml import paragraph, run, seen

SETUP = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:bottom="1134" w:left="1701" w:right="851"/>'
CENTRED = '<w:jc w:val="center"/>'


def mark(kind: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def field(text: str = " PAGE ", shown: str = "2", properties: str = "") -> str:
    result = run(shown, properties) if shown else ""
    return mark("begin") + code(text, properties) + mark("separate") + result + mark("end")


TABS = '<w:tabs><w:tab w:val="center" w:pos="4680"/><w:tab w:val="right" w:pos="9360"/></w:tabs>'
LOOK = '<w:sz w:val="28"/><w:b/><w:i/>'

#: The header's content, what is printed there, why.
NUMBERS = [
    (paragraph(field(), CENTRED), [("center", None, False, False, "")], "a field in parts"),
    (paragraph('<w:fldSimple w:instr=" PAGE  \\* MERGEFORMAT ">' + run("2", LOOK) + "</w:fldSimple>"),
     [("left", 14, True, True, "")], "a simple field with its look"),
    (paragraph(field(properties=LOOK)), [("left", 14, True, True, "")], "the look of what is shown"),
    (paragraph(mark("begin") + code("PAGE", LOOK) + mark("end")), [("left", 14, True, True, "")],
     "a field never counted shows the look of its code"),
    (paragraph(mark("begin") + code(" PA") + code("GE ") + mark("separate") + run("2") + mark("end")),
     [("left", None, False, False, "")], "a code broken over runs"),
    (paragraph(run("Trang ") + field() + run("/") + field(" NUMPAGES ", "5")),
     [("left", None, False, False, "Trang /5")], "words beside the number"),
    (paragraph(field(" NUMPAGES ", "5")), [], "the number of all pages alone"),
    (paragraph(field(" PAGEREF muc1 ", "5")), [], "a reference to a page"),
    (paragraph(run("2")), [], "a typed figure is no page number"),
    (paragraph("<w:r><w:tab/></w:r>" + field(), TABS), [("center", None, False, False, "")], "at the middle tab stop"),
    (paragraph("<w:r><w:tab/><w:tab/></w:r>" + field(), TABS), [("right", None, False, False, "")],
     "at the right tab stop"),
    (paragraph('<w:r><w:ptab w:alignment="right"/></w:r>' + field()), [("right", None, False, False, "")],
     "at a stop of the margin"),
    (paragraph(field(), '<w:framePr w:xAlign="center" w:hAnchor="margin" w:wrap="around"/>'),
     [("center", None, False, False, "")], "in a frame"),
    ("<w:sdt><w:sdtContent>" + paragraph(field(), CENTRED) + "</w:sdtContent></w:sdt>",
     [("center", None, False, False, "")], "in Word's own building block"),
    (paragraph('<w:r><w:pict><v:shape style="position:absolute;mso-position-horizontal:center"><v:textbox>'
               "<w:txbxContent>" + paragraph(field()) + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"),
     [("center", None, False, False, "")], "in a text box"),
    (paragraph(mark("begin") + code("=") + field() + code("-1") + mark("separate") + run("1") + mark("end")),
     [("left", None, False, False, "")], "counted from another page"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "numbers", "why"), NUMBERS, ids=[row[2] for row in NUMBERS])
def test_a_page_number_is_seen_with_its_look_and_place(
    header: str, numbers: list[tuple[str, float | None, bool, bool, str]], why: str
) -> None:
    reference = '<w:headerReference w:type="default" r:id="header1"/>'
    layout = seen(paragraph(), section=f"<w:sectPr>{reference}{SETUP}</w:sectPr>", parts={"header1": header})
    assert layout.sections[0].page_numbers == tuple(
        PageNumber("header", "default", *number) for number in numbers
    )


HEADERS = {"header1": paragraph(field()), "header2": paragraph(field()), "footer1": paragraph(field())}


def reference(area: str, pages: str, name: str) -> str:
    return f'<w:{area}Reference w:type="{pages}" r:id="{name}"/>'


#: References and switches of the only section, settings, printed pages, why.
PRINTED = [
    (reference("header", "default", "header1"), "", ["header default"], "on all pages"),
    (
        reference("header", "first", "header1"),
        "",
        [],
        "a first page that does not differ has no header of its own",
    ),
    (
        reference("header", "first", "header1") + "<w:titlePg/>",
        "",
        ["header first"],
        "a first page that differs",
    ),
    (reference("header", "even", "header1"), "", [], "even pages that do not differ"),
    (
        reference("header", "even", "header1"),
        "<w:evenAndOddHeaders/>",
        ["header even"],
        "even pages that differ",
    ),
    (reference("footer", "default", "footer1"), "", ["footer default"], "at the foot"),
]


@pytest.mark.parametrize(("inner", "settings", "printed", "why"), PRINTED, ids=[row[3] for row in PRINTED])
def test_only_what_is_printed_counts(inner: str, settings: str, printed: list[str], why: str) -> None:
    section = f"<w:sectPr>{inner}{SETUP}</w:sectPr>"
    layout = seen(paragraph(), section=section, parts={**HEADERS, "settings": settings})
    assert [f"{one.area} {one.pages}" for one in layout.sections[0].page_numbers] == printed


def test_a_section_without_header_has_that_of_the_section_before() -> None:
    one = f"<w:sectPr>{reference('header', 'default', 'header1')}{SETUP}</w:sectPr>"
    layout = seen(paragraph("", one), section=f"<w:sectPr>{SETUP}</w:sectPr>", parts=HEADERS)
    assert [len(section.page_numbers) for section in layout.sections] == [1, 1]
