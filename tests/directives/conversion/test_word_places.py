"""Vị trí đoạn văn: section, cell, text box, and the room that a paragraph has there."""

import tracemalloc

import pytest

from tests.directives.conversion.word_xml import ROOM, SECTION, first, paragraph, run, seen

A4 = '<w:pgSz w:w="11906" w:h="16838"/>'
MARGINS = '<w:pgMar w:top="1134" w:bottom="1134" w:left="1701" w:right="851"/>'


def section(inner: str) -> str:
    return f"<w:sectPr>{inner}</w:sectPr>"


#: Set-up of the section, room in millimetres, why.
SECTIONS = [
    (A4 + MARGINS, ROOM, "between the margins"),
    (A4 + MARGINS + '<w:cols w:num="2" w:space="567"/>', 77.5, "two columns"),
    (A4 + MARGINS + '<w:cols w:num="2" w:equalWidth="0"><w:col w:w="3000"/><w:col w:w="6000"/></w:cols>', None,
     "columns of two widths: nobody knows in which a paragraph stands"),
    (A4, None, "margins that the file does not say"),
    ('<w:pgSz w:w="210mm" w:h="297mm"/><w:pgMar w:left="30mm" w:right="15mm"/>', ROOM, "lengths with their units"),
]  # fmt: skip


@pytest.mark.parametrize(("inner", "room", "why"), SECTIONS, ids=[row[2] for row in SECTIONS])
def test_a_section_gives_its_room(inner: str, room: float | None, why: str) -> None:
    found = first(paragraph(run("a")), section=section(inner)).room
    assert found == (None if room is None else pytest.approx(room, abs=0.1))


def test_a_paragraph_belongs_to_the_section_that_ends_with_it_or_after_it() -> None:
    ending = section(
        '<w:pgSz w:w="16838" w:h="11906"/>' + MARGINS + "<w:sectPrChange><w:sectPr/></w:sectPrChange>"
    )
    layout = seen(paragraph(run("a")) + paragraph(run("b"), ending) + paragraph(run("c")))
    assert [one.section for one in layout.paragraphs] == [0, 0, 1]
    assert [round(one.width or 0) for one in layout.sections] == [297, 210]
    assert [round(one.room or 0) for one in layout.paragraphs] == [252, 252, 165]


def test_a_file_without_any_set_up_has_one_section_that_says_nothing() -> None:
    layout = seen(paragraph(run("a")), section="")
    assert len(layout.sections) == 1
    assert layout.sections[0].width is None


def table(*cells: str, properties: str = "", grid: tuple[int, ...] = (3402, 5953)) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    opening = f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
    return f"{opening}<w:tr>{''.join(cells)}</w:tr></w:tbl>"


def cell(inner: str = "", properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner or paragraph(run('a'))}</w:tc>"


NO_MARGINS = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'

#: Table, room of each of its paragraphs in millimetres, why.
TABLES = [
    (table(cell(), cell(), properties=NO_MARGINS), [60.0, 105.0], "by the grid"),
    (table(cell(), cell()), [55.9, 100.9], "less the cell's margins"),
    (table(cell(properties='<w:tcMar><w:start w:w="567" w:type="dxa"/></w:tcMar>'), properties=NO_MARGINS), [50.0],
     "less the margin of this cell"),
    (table(cell(properties='<w:tcW w:w="2835" w:type="dxa"/>'), properties=NO_MARGINS), [50.0], "by its own width"),
    (table(cell(properties='<w:tcW w:w="2500" w:type="pct"/>'),
           properties='<w:tblW w:w="5000" w:type="pct"/>' + NO_MARGINS), [82.5], "half of the whole room"),
    (table(cell(properties='<w:gridSpan w:val="2"/>'), properties=NO_MARGINS), [165.0], "two columns made one"),
    (table(cell(properties='<w:gridSpan w:val="30000000"/>'), properties=NO_MARGINS), [165.0],
     "a span far beyond the grid ends with it"),
    (table(cell(table(cell(), properties=NO_MARGINS, grid=(1701,))), properties=NO_MARGINS), [30.0],
     "a table in a cell"),
    (table(cell(), grid=()), [None], "a width that nothing says"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "rooms", "why"), TABLES, ids=[row[2] for row in TABLES])
def test_a_cell_gives_its_room(body: str, rooms: list[float | None], why: str) -> None:
    found = [one.room for one in seen(body).paragraphs]
    assert found == [None if room is None else pytest.approx(room, abs=0.1) for room in rooms]


def test_cells_are_counted_from_nought_in_the_innermost_table() -> None:
    inner = table(cell(), cell())
    found = seen(paragraph() + table(cell(), cell(inner + paragraph())) + table(cell())).paragraphs
    places = [(one.place, one.table, one.row, one.column) for one in found]
    assert places == [
        ("body", -1, -1, -1), ("cell", 0, 0, 0), ("cell", 1, 0, 0), ("cell", 1, 0, 1), ("cell", 0, 0, 1),
        ("cell", 2, 0, 0),
    ]  # fmt: skip


def test_a_span_of_thirty_millions_costs_no_memory() -> None:
    hostile = table(*[cell(properties='<w:gridSpan w:val="30000000"/>')] * 50)
    tracemalloc.start()
    seen(hostile + table(cell(properties=f'<w:gridSpan w:val="{"9" * 5000}"/>')))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


BOX = (
    '<w:r><w:drawing><wp:anchor><wp:extent cx="1080000" cy="288000"/><a:graphic><a:graphicData><wps:wsp>'
    '<wps:spPr>{}</wps:spPr><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx><wps:bodyPr lIns="0" rIns="36000"/>'
    "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
)
VML_BOX = (
    '<w:r><w:pict><v:shape style="width:30mm;height:8mm" {}><v:textbox inset="0,0,1mm,0"><w:txbxContent>{}'
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
STAMP = paragraph(run("HỎA TỐC"))
INK = '<a:ln><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></a:ln>'
NO_INK = "<a:ln><a:noFill/></a:ln>"
OLD = f"<mc:Fallback>{VML_BOX.format('', STAMP)}</mc:Fallback>"

#: What is anchored, size of the frame drawn round the words, room, why.
BOXES = [
    (BOX.format(INK, STAMP), (30.0, 8.0), 29.0, "an outline"),
    (BOX.format(NO_INK, STAMP), None, 29.0, "no outline"),
    (f"<mc:AlternateContent><mc:Choice>{BOX.format(INK, STAMP)}</mc:Choice>{OLD}</mc:AlternateContent>", (30.0, 8.0),
     29.0, "the copy for old versions of Word is not read"),
    (VML_BOX.format("", STAMP), (30.0, 8.0), 29.0, "drawn the old way"),
    (VML_BOX.format('stroked="f"', STAMP), None, 29.0, "drawn the old way without outline"),
]  # fmt: skip


@pytest.mark.parametrize(("drawing", "size", "room", "why"), BOXES, ids=[row[3] for row in BOXES])
def test_words_of_a_text_box_stand_where_it_is_anchored(
    drawing: str, size: tuple[float, float] | None, room: float, why: str
) -> None:
    layout = seen(paragraph(run("trước") + drawing) + paragraph(run("sau")))
    assert [(one.text, one.place) for one in layout.paragraphs] == [
        ("trước", "body"), ("HỎA TỐC", "box"), ("sau", "body"),
    ]  # fmt: skip
    stamp = layout.paragraphs[1]
    assert stamp.box == (None if size is None else pytest.approx(size, abs=0.05))
    assert stamp.room == pytest.approx(room, abs=0.1)


FOUR = (
    "<w:pBdr>"
    + "".join(f'<w:{side} w:val="single"/>' for side in ("top", "left", "bottom", "right"))
    + "</w:pBdr>"
)

#: Properties of a stamp's paragraph, size of its frame, why.
FRAMES = [
    (FOUR + '<w:framePr w:w="1701" w:h="454"/>', (30.0, 8.0), "a frame with its size"),
    (FOUR + '<w:ind w:left="567" w:right="7087"/><w:spacing w:line="454" w:lineRule="exact"/>', (30.0, 8.0),
     "borders round a line of fixed height"),
    (FOUR.replace("<w:right", "<w:other"), None, "borders on three sides"),
]  # fmt: skip


@pytest.mark.parametrize(("properties", "size", "why"), FRAMES, ids=[row[2] for row in FRAMES])
def test_four_borders_are_a_frame(properties: str, size: tuple[float, float] | None, why: str) -> None:
    box = first(paragraph(run("KHẨN"), properties)).box
    assert box == (None if size is None else pytest.approx(size, abs=0.1))


def test_a_lone_cell_with_four_borders_is_a_frame() -> None:
    borders = "".join(f'<w:{side} w:val="single"/>' for side in ("top", "left", "bottom", "right"))
    stamp = table(cell(), properties=f"<w:tblBorders>{borders}</w:tblBorders>", grid=(1701,))
    stamp = stamp.replace("<w:tr>", '<w:tr><w:trPr><w:trHeight w:val="454"/></w:trPr>')
    assert first(stamp, section=SECTION).box == pytest.approx((30.0, 8.0), abs=0.05)
