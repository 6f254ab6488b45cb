"""Dựng văn bản: small .docx files written as XML, so that a test says how a letterhead was made."""

import io
from functools import cache
from xml.sax.saxutils import escape

import docx
from lxml import etree

from directives.checking.seeing.observe import observe
from directives.checking.seeing.page import Page
from directives.conversion.layout import Layout
from directives.conversion.limits import limits
from directives.conversion.word_reader import read_word

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
NUMBER, DATE = "Số: 05/SNV-VP", "Lâm Đồng, ngày 05 tháng 3 năm 2026"

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)


def p(text: str, *, b: bool = False, i: bool = False, u: bool = False, jc: str = "", caps: bool = False,
      size: float = 14, border: str = "", extra: str = "") -> str:  # fmt: skip
    """A paragraph; a tab and a line break in the text become Word's own."""
    look = "".join(
        mark
        for on, mark in ((b, "<w:b/>"), (i, "<w:i/>"), (caps, "<w:caps/>"), (u, '<w:u w:val="single"/>'))
        if on
    )
    look += f'<w:sz w:val="{round(2 * size)}"/>'
    written = escape(text).replace("\t", "</w:t><w:tab/><w:t>").replace("\n", "</w:t><w:br/><w:t>")
    written = written.replace("<w:t>", '<w:t xml:space="preserve">')
    run = f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{written}</w:t></w:r>' if text else ""
    rule = f'<w:pBdr><w:{border} w:val="single" w:sz="4" w:space="1"/></w:pBdr>' if border else ""
    alignment = f'<w:jc w:val="{jc}"/>' if jc else ""
    return f"<w:p><w:pPr>{rule}{alignment}</w:pPr>{run}{extra}</w:p>"


def c(*texts: str, **look: bool) -> str:
    """Centred paragraphs of one look."""
    return "".join(p(text, jc="center", **look) for text in texts)


def table(*rows: tuple[str, ...]) -> str:
    """A table without borders; each cell is given as its content."""
    written = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{cell or p('')}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/>{written}</w:tbl>{p('')}"


def box(content: str) -> str:
    """A text box anchored in a paragraph of its own, with the copy that Word writes for its old versions."""
    inside = f"<w:txbxContent>{content}</w:txbxContent>"
    return p(
        "",
        extra="<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic><a:graphicData>"
        f"<wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>",
    )


def layout_of(*content: str) -> Layout:
    """The layout of a .docx with this content."""
    document = docx.Document(io.BytesIO(_empty()))
    body = document.element.body
    section = body[-1]
    for element in etree.fromstring(f"<body {_NAMESPACES}>{''.join(content)}</body>"):
        section.addprevious(element)
    written = io.BytesIO()
    document.save(written)
    return read_word(written.getvalue(), limits())


def page_of(*content: str) -> Page:
    """What is observed of a .docx with this content."""
    return observe(layout_of(*content))


@cache
def _empty() -> bytes:
    written = io.BytesIO()
    docx.Document().save(written)
    return written.getvalue()


def words(page: Page, box_name: str) -> list[str]:
    """The lines of a box; empty when it was not found."""
    return [line.text for line in page.boxes.get(box_name, ())]
