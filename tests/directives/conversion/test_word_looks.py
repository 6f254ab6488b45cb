"""Định dạng hiệu lực: what a run looks like after every level of the file has had its say."""

import pytest

from directives.conversion.layout import Run
from tests.directives.conversion.word_xml import first, paragraph, run, seen

THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme name="x">'
    '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:accent1><a:srgbClr val="4472C4"/></a:accent1>'
    '</a:clrScheme><a:fontScheme name="x"><a:majorFont><a:latin typeface="Cambria"/></a:majorFont>'
    '<a:minorFont><a:latin typeface="Calibri"/><a:ea typeface="SimSun"/><a:cs typeface="Arial"/></a:minorFont>'
    "</a:fontScheme></a:themeElements></a:theme>"
)


def style(kind: str, name: str, properties: str = "", based: str = "", default: bool = False) -> str:
    is_default = ' w:default="1"' if default else ""
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"{is_default}>{on}<w:rPr>{properties}</w:rPr></w:style>'
    )


DEFAULTS = '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
STYLES = (
    DEFAULTS
    + style("paragraph", "Normal", '<w:sz w:val="28"/>', default=True)
    + style("paragraph", "Tieude", "<w:b/>", based="Normal")
    + style("paragraph", "Phu", '<w:b w:val="0"/>', based="Tieude")
    + style("character", "Dam", "<w:b/>")
    + style("paragraph", "Vong", based="Vong2")
    + style("paragraph", "Vong2", "<w:i/>", based="Vong")
)


def look(properties: str = "", paragraph_style: str = "", text: str = "Điều 1", styles: str = STYLES) -> Run:
    named = f'<w:pStyle w:val="{paragraph_style}"/>' if paragraph_style else ""
    parts = {"styles": styles, "theme": THEME}
    return first(paragraph(run(text, properties), named), parts=parts).runs[0]


#: Style of the paragraph, direct properties, is it bold, why.
BOLD = [
    ("", "", False, "nothing says so"),
    ("Tieude", "", True, "the style of the paragraph"),
    ("Phu", "", False, "the later style of a chain takes it away"),
    ("", '<w:rStyle w:val="Dam"/>', True, "the style of the letters"),
    ("Tieude", '<w:rStyle w:val="Dam"/>', False, "two levels of styles turn it twice"),
    ("Tieude", '<w:rStyle w:val="Dam"/><w:b/>', True, "what is said directly stands"),
    ("Tieude", '<w:b w:val="false"/>', False, "taken away directly"),
    ("Khongco", "", False, "a style that is not in the file"),
    ("Vong", "", False, "styles based on each other"),
]


@pytest.mark.parametrize(("named", "direct", "bold", "why"), BOLD, ids=[row[3] for row in BOLD])
def test_bold_is_what_all_levels_come_to(named: str, direct: str, bold: bool, why: str) -> None:
    assert look(direct, named).bold is bold


def test_a_switch_that_the_defaults_turn_on_is_not_turned_off_by_styles() -> None:
    styles = STYLES.replace('<w:sz w:val="22"/>', '<w:sz w:val="22"/><w:b/>')
    assert look(paragraph_style="Tieude", styles=styles).bold


def test_the_size_is_the_nearest_one_said() -> None:
    assert [look().size, look('<w:sz w:val="26"/>').size, look('<w:sz w:val="13pt"/>').size] == [14, 13, 13]


#: Direct properties, letters, their fonts, why.
FONTS = [
    ('<w:rFonts w:ascii="A" w:hAnsi="B"/>', "Dieu 1", ("A",), "plain letters"),
    ('<w:rFonts w:ascii="A" w:hAnsi="B"/>', "Điều 1", ("A", "B"), "Vietnamese letters have the other font"),
    ('<w:rFonts w:ascii="A" w:hAnsi="A" w:eastAsia="C"/>', "Điều", ("A",), "a font nobody needs"),
    ('<w:rFonts w:ascii="A" w:hAnsi="A" w:eastAsia="C"/>', "中", ("C",), "Chinese signs"),
    ('<w:rFonts w:ascii="A" w:cs="D"/>', "ไทย", ("D",), "letters of Thai"),
    ('<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>', "Điều", ("Calibri",), "the theme's font"),
    ('<w:rFonts w:asciiTheme="majorAscii" w:hAnsi="B"/>', "ab", ("Cambria",), "the theme's font for headings"),
    ('<w:rFonts w:eastAsiaTheme="minorEastAsia"/>', "中", ("SimSun",), "the theme's font for the East"),
    ("", "Điều", (), "no level says it"),
]  # fmt: skip


@pytest.mark.parametrize(("direct", "text", "fonts", "why"), FONTS, ids=[row[3] for row in FONTS])
def test_the_fonts_are_those_of_the_letters_shown(
    direct: str, text: str, fonts: tuple[str, ...], why: str
) -> None:
    assert look(direct, text=text).fonts == fonts


def test_a_font_said_plainly_beats_the_theme_of_a_lower_level() -> None:
    styles = STYLES.replace(
        '<w:sz w:val="22"/>', '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
    )
    assert look('<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>', styles=styles).fonts == (
        "Times New Roman",
    )


COLOURS = [
    ("", "", "nothing is said"),
    ('<w:color w:val="auto"/>', "", "left to the program"),
    ('<w:color w:val="ff0000"/>', "FF0000", "a colour"),
    ('<w:color w:val="auto" w:themeColor="accent1"/>', "4472C4", "a colour of the theme"),
    ('<w:color w:val="auto" w:themeColor="text1"/>', "000000", "the black of the theme"),
    ('<w:color w:val="2F5496" w:themeColor="accent1" w:themeShade="BF"/>', "2F5496", "what Word made of it"),
    ('<w:color w:themeColor="accent1" w:themeShade="80"/>', "223962", "half as bright"),
]


@pytest.mark.parametrize(("direct", "colour", "why"), COLOURS, ids=[row[2] for row in COLOURS])
def test_the_colour_is_the_one_shown(direct: str, colour: str, why: str) -> None:
    assert look(direct).color == colour


def test_a_table_style_makes_its_first_row_bold_and_larger() -> None:
    table_style = (
        '<w:style w:type="table" w:styleId="Bang"><w:rPr><w:i/></w:rPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/>'
        '</w:rPr></w:tblStylePr><w:tblStylePr w:type="lastCol"><w:rPr><w:caps/></w:rPr></w:tblStylePr></w:style>'
    )
    row = "<w:tr>" + "".join(f"<w:tc>{paragraph(run(text))}</w:tc>" for text in "ab") + "</w:tr>"
    body = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Bang"/><w:tblLook w:val="0120"/></w:tblPr>'
        + row
        + row
        + "</w:tbl>"
    )
    runs = [one.runs[0] for one in seen(body, parts={"styles": DEFAULTS + table_style}).paragraphs]
    assert [(one.bold, one.italic, one.caps) for one in runs] == [
        (True, True, False), (True, True, True), (False, True, False), (False, True, True),
    ]  # fmt: skip


INDENTS = [
    ('<w:ind w:firstLine="567"/>', 28.35, "a first line said directly takes the style's hanging away"),
    ('<w:ind w:firstLine="0"/>', 0.0, "no indent"),
    ("", -18.0, "the style's hanging"),
    ('<w:ind w:hanging="10mm"/>', -28.35, "a length with its unit"),
]


@pytest.mark.parametrize(("direct", "points", "why"), INDENTS, ids=[row[2] for row in INDENTS])
def test_the_first_line_is_indented_by_the_last_word_on_it(direct: str, points: float, why: str) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="N" w:default="1"><w:pPr><w:ind w:hanging="360"/></w:pPr></w:style>'
    assert first(paragraph(run("a"), direct), parts={"styles": styles}).first_line == pytest.approx(
        points, abs=0.01
    )


ALIGNMENTS = [
    ("start", "left"),
    ("end", "right"),
    ("distribute", "both"),
    ("both", "both"),
    ("center", "center"),
]


@pytest.mark.parametrize(("written", "meant"), ALIGNMENTS)
def test_an_alignment_has_one_name_whoever_wrote_it(written: str, meant: str) -> None:
    assert first(paragraph(run("a"), f'<w:jc w:val="{written}"/>')).alignment == meant
