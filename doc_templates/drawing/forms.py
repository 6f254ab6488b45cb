"""Tệp mẫu: a form's body, styles, page and page number put together as a Word file."""

from directives.rendering.package import write_parts
from directives.rendering.styles import Style, W
from directives.rulebook.regimes import Regime
from doc_templates import groups
from doc_templates.drawing.appearance import font_table, theme
from doc_templates.drawing.law_forms import DRAWINGS
from doc_templates.drawing.looks import frames, styles_part
from doc_templates.drawing.markup import DECLARATION, NAMESPACES, given, line, style_id, twips
from doc_templates.drawing.slips import SLIPS
from doc_templates.drawing.working_papers import WORKING_PAPERS

_HEADER_FROM_EDGE_MM = 8
_FOOTER_FROM_EDGE_MM = 10

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

#: Parts of the file besides the document: relation id, kind, name.
_PARTS = (
    ("rId1", "styles", "styles.xml"),
    ("rId2", "settings", "settings.xml"),
    ("rId3", "header", "header1.xml"),  # first page
    ("rId4", "header", "header2.xml"),  # further pages
    ("rId5", "footer", "footer1.xml"),  # first page: empty
    ("rId6", "footer", "footer2.xml"),  # further pages
    ("rId7", "fontTable", "fontTable.xml"),
)


#: How every form is drawn, by the name of its folder.
_DRAWINGS = {**DRAWINGS, **SLIPS, **WORKING_PAPERS}


def draw_form(regime: Regime, name: str) -> bytes:
    """Vẽ mẫu: the Word file of the form ``name`` under ``regime``; equal measures give equal bytes."""
    landscape = any(name in group.landscape for group in groups())
    columns = column_widths(regime, landscape=landscape)
    provenance = given("provenance_note", line(Style.PROVENANCE, "{{ provenance_note }}"))
    at_bottom = regime.says("page_number_place") == "bottom_right"
    empty = f'<w:p><w:pPr><w:pStyle w:val="{style_id(Style.END)}"/></w:pPr></w:p>'
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
            ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _core(),
        "word/_rels/document.xml.rels": _relations(
            *((one, f"{_OFFICE}/{kind}", file) for one, kind, file in _PARTS),
            ("rId8", f"{_OFFICE}/theme", "theme/theme1.xml"),
        ),
        "word/document.xml": (
            f"{DECLARATION}<w:document {NAMESPACES}><w:body>"
            f"{_framed(_DRAWINGS[name](columns), regime, columns)}{_page(regime, landscape=landscape)}"
            "</w:body></w:document>"
        ),
        "word/styles.xml": styles_part(regime, columns),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": font_table(regime.says("font")),
        "word/theme/theme1.xml": theme(regime.says("font")),
        "word/header1.xml": _running("hdr", provenance + empty),
        "word/header2.xml": _running("hdr", provenance + (empty if at_bottom else _page_number())),
        "word/footer1.xml": _running("ftr", empty),
        "word/footer2.xml": _running("ftr", _page_number() if at_bottom else empty),
    }
    return write_parts({part: text.encode() for part, text in parts.items()})


def column_widths(regime: Regime, *, landscape: bool = False) -> tuple[int, int]:
    """Hai cột của phần đầu và phần ký: in twips, together as wide as the text."""
    longer = regime.used("page_height") - regime.used("page_width") if landscape else 0
    width = twips(regime.text_width_mm + longer)
    left = round(width * regime.used("left_column"))
    return left, width - left


def _framed(body: str, regime: Regime, columns: tuple[int, int]) -> str:
    """Thân có khung: the paragraphs that stand outside the run of the text are told where."""
    for style, frame in frames(regime, columns).items():
        named = f'<w:pStyle w:val="{style_id(style)}"/>'
        body = body.replace(named, named + frame)
    return body


def _page(regime: Regime, *, landscape: bool) -> str:
    sides = (twips(regime.used("page_width")), twips(regime.used("page_height")))
    across, down = reversed(sides) if landscape else sides
    lying = ' w:orient="landscape"' if landscape else ""
    margins = "".join(
        f'w:{side}="{twips(regime.used(f"margin_{side}"))}" ' for side in ("top", "right", "bottom", "left")
    )
    return (
        "<w:sectPr>"
        '<w:headerReference w:type="first" r:id="rId3"/><w:headerReference w:type="default" r:id="rId4"/>'
        '<w:footerReference w:type="first" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>'
        f'<w:pgSz w:w="{across}" w:h="{down}"{lying}/>'
        f'<w:pgMar {margins}w:header="{twips(_HEADER_FROM_EDGE_MM)}" '
        f'w:footer="{twips(_FOOTER_FROM_EDGE_MM)}" w:gutter="0"/>'
        '<w:pgNumType w:fmt="decimal" w:start="1"/><w:titlePg/></w:sectPr>'
    )


def _page_number() -> str:
    field = "".join(
        f"<w:r>{content}</w:r>"
        for content in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>2</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(Style.PAGE_NUMBER)}"/></w:pPr>{field}</w:p>'


def _running(element: str, content: str) -> str:
    return f"{DECLARATION}<w:{element} {NAMESPACES}>{content}</w:{element}>"


def _settings() -> str:
    compatibility = (
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    return (
        f'{DECLARATION}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/>{compatibility}'
        '<w:themeFontLang w:val="vi-VN"/></w:settings>'
    )


def _core() -> str:
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{ subject }}</dc:title>'
        "<dc:language>vi-VN</dc:language></cp:coreProperties>"
    )


def _relations(*relations: tuple[str, str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="{one}" Type="{kind}" Target="{target}"/>' for one, kind, target in relations
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _content_types() -> str:
    overrides = {"/word/document.xml": f"{_WORD_TYPE}.document.main+xml"}
    overrides |= {f"/word/{file}": f"{_WORD_TYPE}.{kind}+xml" for _, kind, file in _PARTS}
    overrides["/word/theme/theme1.xml"] = "application/vnd.openxmlformats-officedocument.theme+xml"
    overrides["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    rows = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items())
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )
