"""Tệp Word viết bằng XML: the smallest package around a body, so that a test shows exactly what the reader reads."""

import io
import zipfile

from directives.conversion.layout import Layout, Paragraph
from directives.conversion.limits import limits
from directives.conversion.word_reader import read_word

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:bottom="1134" w:left="1701" w:right="851"/>'
    "</w:sectPr>"
)
ROOM = 165.0  # millimetres between the margins of SECTION
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOTS = {"styles": "styles", "numbering": "numbering", "settings": "settings"}


def package(
    body: str,
    *,
    section: str = SECTION,
    parts: dict[str, str] | None = None,
    files: dict[str, bytes] | None = None,
    relations: str = "",
) -> bytes:
    """A .docx with this body; ``parts`` (styles, settings, theme, header1…) by name, ``files`` as they are."""
    members: dict[str, bytes] = {
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>".encode()
    }
    links, types = relations, ""
    for name, content in (parts or {}).items():
        kind = name.rstrip("0123456789")
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        xml = content if kind == "theme" else f"<w:{root} {NAMESPACES}>{content}</w:{root}>"
        members[f"word/{name}.xml"] = xml.encode()
        links += f'<Relationship Id="{name}" Type="{_RELATION}/{kind}" Target="{name}.xml"/>'
        types += f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}{kind}+xml"/>'
    for name, data in (files or {}).items():
        members[f"word/{name}"] = data
        links += f'<Relationship Id="{name.split(".")[0]}" Type="{_RELATION}/image" Target="{name}"/>'
    members["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPES}document.main+xml"/>{types}</Types>'
    ).encode()
    opening = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    members["_rels/.rels"] = (
        f'{opening}<Relationship Id="r" Type="{_RELATION}/officeDocument" Target="word/document.xml"/></Relationships>'
    ).encode()
    members["word/_rels/document.xml.rels"] = f"{opening}{links}</Relationships>".encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def seen(
    body: str,
    *,
    section: str = SECTION,
    parts: dict[str, str] | None = None,
    files: dict[str, bytes] | None = None,
    relations: str = "",
) -> Layout:
    """What the reader sees of it."""
    return read_word(package(body, section=section, parts=parts, files=files, relations=relations), limits())


def first(body: str, *, parts: dict[str, str] | None = None, section: str = SECTION) -> Paragraph:
    """The first paragraph the reader sees."""
    return seen(body, parts=parts, section=section).paragraphs[0]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str = "", properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def line(
    *, width: float, across: str = "", down: str = "", height: float = 0, look: str = "", prst: str = "line"
) -> str:
    """A line drawn as Word draws it, anchored to a run; lengths in millimetres."""
    cx, cy = round(width * 36000), round(height * 36000)
    across = across or '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
    return (
        f'<w:r><w:drawing><wp:anchor>{across}{down}<wp:extent cx="{cx}" cy="{cy}"/>'
        f'<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'<wps:wsp><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
        f'<a:prstGeom prst="{prst}"/>{look}</wps:spPr><wps:bodyPr/></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )
