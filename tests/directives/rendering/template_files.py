"""Mẫu Word thử: the official công văn with words planted wherever a Word file can hold any."""

from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

from directives.rendering.package import read_parts, write_parts
from doc_templates import Form, form_named

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"


def letter_form() -> Form:
    form = form_named("ND30", "cong_van")
    assert form is not None
    return form


def letter_parts() -> dict[str, bytes]:
    return read_parts(letter_form().template.read_bytes())


def paragraph(words: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'


def in_body(words: str, parts: dict[str, bytes]) -> dict[str, bytes]:
    return _before_end_of_body(parts, paragraph(words))


def in_pieces(words: str, parts: dict[str, bytes]) -> dict[str, bytes]:
    """As Word leaves it after a correction: every letter a run of its own."""
    runs = "".join(
        f'<w:r><w:rPr><w:lang w:val="vi-VN"/></w:rPr><w:t xml:space="preserve">{escape(one)}</w:t></w:r>'
        for one in words
    )
    return _before_end_of_body(parts, f"<w:p>{runs}</w:p>")


def in_table_cell(words: str, parts: dict[str, bytes]) -> dict[str, bytes]:
    cell = '<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{}</w:tc>'
    row = f"<w:tr>{cell.format(paragraph('ô'))}{cell.format(paragraph(words))}</w:tr>"
    table = (
        f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>{row}</w:tbl>'
    )
    return _before_end_of_body(parts, table)


def in_text_box(words: str, parts: dict[str, bytes]) -> dict[str, bytes]:
    box = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        f"{paragraph(words)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    return _before_end_of_body(parts, box)


def in_alternative_text(words: str, parts: dict[str, bytes]) -> dict[str, bytes]:
    picture = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
        f"alt={quoteattr(words)}/></w:pict></w:r></w:p>"
    )
    return _before_end_of_body(parts, picture)


def in_deleted_text(words: str, parts: dict[str, bytes]) -> dict[str, bytes]:
    return _before_end_of_body(
        parts, f"<w:p><w:del><w:r><w:delText>{escape(words)}</w:delText></w:r></w:del></w:p>"
    )


def in_xml_comment(words: str, parts: dict[str, bytes]) -> dict[str, bytes]:
    return _before_end_of_body(parts, f"<!-- {words.replace('--', '- -')} -->")


def between_paragraphs(words: str, parts: dict[str, bytes]) -> dict[str, bytes]:
    return _before_end_of_body(parts, escape(words))


def in_header(words: str, parts: dict[str, bytes]) -> dict[str, bytes]:
    return _at_end_of(parts, "word/header1.xml", "</w:hdr>", paragraph(words))


def in_footer(words: str, parts: dict[str, bytes]) -> dict[str, bytes]:
    return _at_end_of(parts, "word/footer1.xml", "</w:ftr>", paragraph(words))


def in_footnote(words: str, parts: dict[str, bytes]) -> dict[str, bytes]:
    return _note(words, parts, "footnotes", "footnote")


def in_endnote(words: str, parts: dict[str, bytes]) -> dict[str, bytes]:
    return _note(words, parts, "endnotes", "endnote")


def in_comment(words: str, parts: dict[str, bytes]) -> dict[str, bytes]:
    return _note(words, parts, "comments", "comment")


def in_title_property(words: str, parts: dict[str, bytes]) -> dict[str, bytes]:
    core = parts["docProps/core.xml"].replace(b"{{ subject }}", escape(words).encode())
    return {**parts, "docProps/core.xml": core}


def in_app_property(words: str, parts: dict[str, bytes]) -> dict[str, bytes]:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    app = f'<Properties xmlns="{kind}"><Company>{escape(words)}</Company></Properties>'
    return {**parts, "docProps/app.xml": app.encode()}


def in_custom_property(words: str, parts: dict[str, bytes]) -> dict[str, bytes]:
    types = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        f'xmlns:vt="{types}"><property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="Phòng">'
        f"<vt:lpwstr>{escape(words)}</vt:lpwstr></property></Properties>"
    )
    return {**parts, "docProps/custom.xml": custom.encode()}


def in_settings(words: str, parts: dict[str, bytes]) -> dict[str, bytes]:
    """A part which nobody fills."""
    variable = f'<w:docVars><w:docVar w:name="x" w:val={quoteattr(words)}/></w:docVars></w:settings>'
    return {
        **parts,
        "word/settings.xml": parts["word/settings.xml"].replace(b"</w:settings>", variable.encode()),
    }


Plant = Callable[[str, dict[str, bytes]], dict[str, bytes]]

#: Where code may hide: how to put it there, and the words by which the lint names the place.
PLACES: tuple[tuple[Plant, str], ...] = (
    (in_body, "word/document.xml:p"),
    (in_pieces, "word/document.xml:p"),
    (in_table_cell, "word/document.xml:t3r1c2:p1"),
    (in_text_box, "word/document.xml:box1:p1"),
    (in_alternative_text, ":alt"),
    (in_deleted_text, "word/document.xml:p"),
    (in_xml_comment, "word/document.xml:comment"),
    (between_paragraphs, "word/document.xml"),
    (in_header, "word/header1.xml:p"),
    (in_footer, "word/footer1.xml:p"),
    (in_footnote, "word/footnotes.xml:note1:p1"),
    (in_endnote, "word/endnotes.xml:note1:p1"),
    (in_comment, "word/comments.xml:note1:p1"),
    (in_title_property, "docProps/core.xml:title"),
    (in_app_property, "docProps/app.xml:Company"),
    (in_custom_property, "docProps/custom.xml:Phòng"),
    (in_settings, "word/settings.xml"),
)


def planted(words: str, plant: Plant = in_body) -> bytes:
    return write_parts(plant(words, letter_parts()))


def without(parts: dict[str, bytes], words: str, instead: str = "") -> dict[str, bytes]:
    document = parts["word/document.xml"].decode()
    assert words in document
    return {**parts, "word/document.xml": document.replace(words, instead).encode()}


def _before_end_of_body(parts: dict[str, bytes], markup: str) -> dict[str, bytes]:
    document = parts["word/document.xml"].decode()
    head, mark, tail = document.rpartition("<w:sectPr")
    return {**parts, "word/document.xml": f"{head}{markup}{mark}{tail}".encode()}


def _at_end_of(parts: dict[str, bytes], name: str, end: str, markup: str) -> dict[str, bytes]:
    text = parts[name].decode()
    if end not in text:  # an empty part closes itself
        text = text.rstrip().removesuffix("/>") + ">" + end
    return {**parts, name: text.replace(end, markup + end).encode()}


def _note(words: str, parts: dict[str, bytes], name: str, element: str) -> dict[str, bytes]:
    note = f'<w:{element} w:id="1">{paragraph(words)}</w:{element}>'
    part = f'<w:{name} xmlns:w="{W_NS}">{note}</w:{name}>'
    types = parts["[Content_Types].xml"].decode()
    override = f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE.format(name)}"/></Types>'
    relations = parts["word/_rels/document.xml.rels"].decode()
    relation = f'<Relationship Id="rIdThu" Type="{_KIND.format(name)}" Target="{name}.xml"/></Relationships>'
    return {
        **parts,
        f"word/{name}.xml": part.encode(),
        "[Content_Types].xml": types.replace("</Types>", override).encode(),
        "word/_rels/document.xml.rels": relations.replace("</Relationships>", relation).encode(),
    }
