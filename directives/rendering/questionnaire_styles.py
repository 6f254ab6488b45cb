"""Kiểu chữ của phiếu hỏi: one font, few sizes, boxes large enough to tick."""

from directives.rendering.styles import W

FONT = "Times New Roman"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

#: Look of each kind of line: half points, what comes after size, alignment, air above and below in twips, more.
_STYLES: dict[str, tuple[int, str, str, int, int, str]] = {
    "Note": (20, '<w:i/><w:color w:val="C00000"/>', "center", 0, 40, ""),
    "Agency": (22, "", "center", 0, 0, ""),
    "AgencyLast": (22, "<w:b/>", "center", 0, 0, ""),
    "Serial": (20, "", "center", 20, 20, ""),
    "SerialNumber": (28, "<w:b/>", "center", 0, 20, ""),
    "Place": (20, "<w:i/>", "center", 0, 0, ""),
    "FormTitle": (30, "<w:b/>", "center", 140, 0, "<w:keepNext/>"),
    "FormSubtitle": (25, "<w:b/>", "center", 0, 100, "<w:keepNext/>"),
    "Greeting": (24, "", "both", 0, 60, ""),
    "HowHead": (22, "<w:b/>", "left", 40, 20, "<w:keepNext/>"),
    "How": (22, "", "left", 0, 30, ""),
    "SectionHead": (24, "<w:b/>", "left", 120, 40, "<w:keepNext/>"),
    "Asked": (24, "", "left", 70, 40, "<w:keepNext/>"),
    "Ticked": (24, "", "left", 0, 10, "<w:keepLines/>"),
    "TickedMore": (24, "", "left", 0, 10, "<w:keepNext/>"),
    "GridHead": (19, "<w:b/>", "center", 20, 20, "<w:keepNext/>"),
    "GridPart": (21, "<w:b/><w:caps/>", "left", 20, 20, "<w:keepNext/>"),
    "GridGroup": (21, "<w:b/><w:i/>", "left", 10, 10, "<w:keepNext/>"),
    "GridNumber": (22, "", "center", 0, 0, ""),
    "GridText": (22, "", "left", 0, 10, ""),
    "GridBox": (
        32,
        "",
        "center",
        0,
        0,
        '<w:spacing w:before="0" w:after="0" w:line="330" w:lineRule="exact"/>',
    ),
    "Dots": (24, "", "left", 0, 0, '<w:spacing w:before="0" w:after="0" w:line="440" w:lineRule="exact"/>'),
    "CardDots": (22, "", "left", 80, 0, ""),
    "Closing": (24, "<w:b/><w:i/>", "center", 160, 0, "<w:keepLines/>"),
    "Foot": (18, "", "left", 20, 0, ""),
    "Thin": (2, "", "left", 0, 0, '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'),
}


def styles_part(width: int, card_width: int) -> str:
    """Bảng kiểu: word/styles.xml; lines to write on end at the width of the page, or of the card's right column."""
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    tabs = {"Dots": _tab(width, "dot"), "CardDots": _tab(card_width, "dot"), "Foot": _tab(width, "none")}
    styles = "".join(_style(name, tabs.get(name, "")) for name in _STYLES)
    return (
        f'{DECLARATION}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="24"/>'
        f'<w:szCs w:val="24"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        f"{styles}</w:styles>"
    )


def _tab(place: int, leader: str) -> str:
    return f'<w:tabs><w:tab w:val="right" w:leader="{leader}" w:pos="{place}"/></w:tabs>'


def _style(name: str, tabs: str) -> str:
    size, look, side, above, below, more = _STYLES[name]
    keeps = more if more.startswith("<w:keep") else ""
    spacing = more if more.startswith("<w:spacing") else f'<w:spacing w:before="{above}" w:after="{below}"/>'
    indent = '<w:ind w:left="454" w:hanging="397"/>' if name.startswith("Ticked") else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="VT {name}"/>'
        f'<w:basedOn w:val="Normal"/><w:pPr>{keeps}{tabs}{spacing}{indent}<w:jc w:val="{side}"/></w:pPr>'
        f'<w:rPr>{look}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )
