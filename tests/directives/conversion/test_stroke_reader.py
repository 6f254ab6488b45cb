"""Đường kẻ nhìn thấy: every way in which people draw a line in Word, with its width and place."""

import pytest

from directives.conversion.layout import Stroke
from tests.directives.conversion.word_xml import ROOM, first, line, paragraph, run, seen

TNR = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="28"/>'
UNDERSCORES = "_" * 20  # of 14 points: 20 × 7 points
CENTRED = '<w:jc w:val="center"/>'


def across(origin: str, inner: str) -> str:
    return f'<wp:positionH relativeFrom="{origin}">{inner}</wp:positionH>'


def down(millimetres: float, origin: str = "paragraph") -> str:
    offset = f"<wp:posOffset>{round(millimetres * 36000)}</wp:posOffset>"
    return f'<wp:positionV relativeFrom="{origin}">{offset}</wp:positionV>'


def at(millimetres: float) -> str:
    return f"<wp:posOffset>{round(millimetres * 36000)}</wp:posOffset>"


def vml(shape: str) -> str:
    return f"<w:r><w:pict>{shape}</w:pict></w:r>"


BORDER = '<w:pBdr><w:{} w:val="single" w:sz="6"/></w:pBdr>'
INDENTED = '<w:ind w:left="1701" w:right="1701"/>'
GROUP = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="3600000" cy="36000"/><a:graphic><a:graphicData><wpg:wgp><wpg:grpSpPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="3600000" cy="36000"/><a:chOff x="0" y="0"/><a:chExt cx="200000" cy="2000"/>'
    '</a:xfrm></wpg:grpSpPr><wps:wsp><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="100000" cy="0"/></a:xfrm>'
    '<a:prstGeom prst="line"/></wps:spPr></wps:wsp></wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
)
TYPED = 20 * 7 / 72 * 25.4

#: Content and properties of a paragraph: the strokes seen, why. Lengths in millimetres.
STROKES = [
    ("", BORDER.format("bottom"), [Stroke("border", False, ROOM, 0.0)], "a border below"),
    ("", BORDER.format("top"), [Stroke("border", True, ROOM, 0.0)], "a border above"),
    ("", BORDER.format("bottom") + INDENTED, [Stroke("border", False, ROOM - 60, 30.0)], "between indents"),
    ("", BORDER.format("bottom").replace("single", "nil"), [], "a border that is not drawn"),
    (run(UNDERSCORES, TNR), CENTRED, [Stroke("underscores", False, TYPED, (ROOM - TYPED) / 2)], "underscores"),
    (run("  " + UNDERSCORES + " ", TNR), "", [Stroke("underscores", False, TYPED, 0.0)], "blanks beside them"),
    (run(UNDERSCORES[:10], TNR) + run(UNDERSCORES[10:], TNR + "<w:b/>"), "",
     [Stroke("underscores", False, TYPED, 0.0)], "in two runs"),
    (run(UNDERSCORES, TNR + '<w:vertAlign w:val="superscript"/>'), "",
     [Stroke("underscores", False, TYPED * 0.65, 0.0)], "set small"),
    ("<w:r><w:rPr>" + TNR + "</w:rPr><w:t>Độc lập</w:t><w:br/><w:t>" + UNDERSCORES + "</w:t></w:r>", "",
     [Stroke("underscores", False, TYPED, 0.0)], "below the words in one paragraph"),
    ("<w:r><w:rPr>" + TNR + "</w:rPr><w:t>" + UNDERSCORES + "</w:t><w:br/><w:t>Địa chỉ</w:t></w:r>", "",
     [Stroke("underscores", True, TYPED, 0.0)], "above the words in one paragraph"),
    (run(" " * 20, TNR + '<w:u w:val="single"/>'), "", [Stroke("underscores", False, TYPED / 2, 0.0)],
     "blanks that are underlined"),
    (run("Họ tên: ______________"), "", [], "a place to fill in"),
    (run("--"), "", [], "a dash"),
    (line(width=60, across=across("column", at(40)), down=down(5)), "", [Stroke("drawing", False, 60.0, 40.0, 5.0)],
     "a drawn line"),
    (run("Địa chỉ") + line(width=60, down=down(0)), "", [Stroke("drawing", True, 60.0, 0.0, 0.0)],
     "a line drawn at the top of the words"),
    (run("Hạnh phúc") + line(width=60, down=down(6.5)), "", [Stroke("drawing", False, 60.0, 0.0, 6.5)],
     "a line drawn under the words"),
    (line(width=60, across=across("column", "<wp:align>center</wp:align>")), "",
     [Stroke("drawing", False, 60.0, (ROOM - 60) / 2)], "centred in the column"),
    (line(width=60, across=across("page", at(50))), "", [Stroke("drawing", False, 60.0, 20.0)],
     "counted from the edge of the page"),
    (line(width=60, across=across("character", at(5))), "", [Stroke("drawing", False, 60.0)],
     "counted from a letter: nobody knows where"),
    (line(width=60, prst="rect", height=0.5, look="<a:solidFill/>"), "", [Stroke("drawing", False, 60.0, 0.0)],
     "a flat filled rectangle"),
    (line(width=60, prst="rect", height=20), "", [], "a rectangle"),
    (line(width=1), "", [], "a dot"),
    (line(width=60, look="<a:ln><a:noFill/></a:ln>"), "", [], "a line without ink"),
    (GROUP, CENTRED, [Stroke("drawing", False, 50.0, (ROOM - 50) / 2)], "a line in a group that stands as a letter"),
    (vml('<v:line style="position:absolute" from="2cm,5mm" to="8cm,5mm"/>'), "",
     [Stroke("drawing", False, 60.0, 20.0, 5.0)], "drawn the old way"),
    (vml('<v:shape type="#_x0000_t32" style="position:absolute;margin-left:20mm;margin-top:12pt;'
         'width:60mm;height:0"/>'),
     "", [Stroke("drawing", False, 60.0, 20.0, 4.23)], "a connector drawn the old way"),
    (vml('<v:rect style="width:0;height:1.5pt" o:hr="t" o:hrpct="500" o:hralign="center"/>'), "",
     [Stroke("drawing", False, ROOM / 2, ROOM / 4)], "a horizontal line of half the room"),
    ("<w:r><mc:AlternateContent><mc:Choice>" + line(width=60)[5:-6] + "</mc:Choice><mc:Fallback><w:pict>"
     '<v:line from="0,0" to="6cm,0"/></w:pict></mc:Fallback></mc:AlternateContent></w:r>', "",
     [Stroke("drawing", False, 60.0, 0.0)], "drawn in both ways is one line"),
]  # fmt: skip


def about(strokes: list[Stroke]) -> list[tuple[object, ...]]:
    def near(value: float | None) -> object:
        return value if value is None else pytest.approx(value, abs=0.06)

    return [(one.kind, one.above, near(one.width), near(one.offset), near(one.drop)) for one in strokes]


def told(strokes: tuple[Stroke, ...]) -> list[tuple[object, ...]]:
    return [(one.kind, one.above, one.width, one.offset, one.drop) for one in strokes]


@pytest.mark.parametrize(
    ("content", "properties", "strokes", "why"), STROKES, ids=[row[3] for row in STROKES]
)
def test_a_line_is_seen_however_it_is_drawn(
    content: str, properties: str, strokes: list[Stroke], why: str
) -> None:
    assert told(first(paragraph(content, properties)).strokes) == about(strokes)


def test_borders_of_neighbours_bordered_alike_are_one_frame() -> None:
    both = BORDER.format("bottom")
    layout = seen(
        paragraph(run("a"), both) + paragraph(run("b"), both) + paragraph(run("c"), both + INDENTED)
    )
    assert [len(one.strokes) for one in layout.paragraphs] == [0, 1, 1]


CELL = '<w:tc><w:tcPr><w:tcW w:w="2835" w:type="dxa"/><w:tcBorders>{}</w:tcBorders></w:tcPr>{}</w:tc>'
SINGLE = '<w:{} w:val="single"/>'

#: Borders of a cell, strokes of its two paragraphs, why.
CELLS = [
    ([], [0, 0], "no border"),
    (["bottom"], [0, 1], "a border below is a line under the last paragraph"),
    (["top"], [1, 0], "a border above is a line over the first paragraph"),
    (["bottom", "left", "right", "top"], [0, 0], "a grid is no line"),
]


@pytest.mark.parametrize(("sides", "strokes", "why"), CELLS, ids=[row[2] for row in CELLS])
def test_the_border_of_a_cell_may_be_a_line(sides: list[str], strokes: list[int], why: str) -> None:
    borders = "".join(SINGLE.format(side) for side in sides)
    body = (
        "<w:tbl><w:tblPr/><w:tr>"
        + CELL.format(borders, paragraph(run("a")) + paragraph(run("b")))
        + "</w:tr></w:tbl>"
    )
    layout = seen(body)
    assert [len(one.strokes) for one in layout.paragraphs] == strokes
    for one in (stroke for found in layout.paragraphs for stroke in found.strokes):
        assert one.width == pytest.approx(50, abs=0.1)


def test_a_line_drawn_in_a_text_box_belongs_to_the_words_in_the_box() -> None:
    box = (
        '<w:r><w:pict><v:shape style="width:80mm;height:30mm"><v:textbox><w:txbxContent>'
        + paragraph(run("Hạnh phúc") + line(width=60))
        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    layout = seen(paragraph(box))
    assert [len(one.strokes) for one in layout.paragraphs] == [0, 1]
