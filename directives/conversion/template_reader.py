"""Đọc mẫu Word: every text of every part of a foreign template, with its place. Runs inside the child only.

Rendering reads a part as one text, markup included; so nothing may be left out here: attributes, comments of
the XML, text boxes and their copies for old versions of Word, deleted and hidden text.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree

from directives.conversion.formatting import W
from directives.conversion.limits import Limits
from directives.conversion.package import Package
from directives.conversion.template import Link, Passage, TemplateContent, TemplatePlace
from directives.conversion.word_reader import read_word

_TAG = re.compile(r"\{\{|\{%|\{#|%\}|\}\}")
_AREAS = (
    (re.compile(r"word/document\.xml"), "body"),
    (re.compile(r"word/header\d*\.xml"), "header"),
    (re.compile(r"word/footer\d*\.xml"), "footer"),
    (re.compile(r"word/footnotes\.xml"), "footnote"),
    (re.compile(r"word/endnotes\.xml"), "endnote"),
    (re.compile(r"word/comments\.xml"), "comment"),
    (re.compile(r"docProps/(core|app|custom)\.xml"), "property"),
)
_NOTES = (f"{W}footnote", f"{W}endnote", f"{W}comment")
_WORDS = 60
#: Relationships by which something other than the text of a document comes along.
_FOREIGN = frozenset(
    {"oleObject", "package", "control", "aFChunk", "vbaProject", "attachedTemplate", "frame", "subDocument"}
)


def read_template(content: bytes, limits: Limits) -> TemplateContent:
    """Đọc mẫu: its texts, links, computed fields and styles. Raises the refusals of ``Package``."""
    package = Package(content, limits)
    passages: list[Passage] = []
    fields: list[Passage] = []
    links: list[Link] = []
    sizes: dict[str, int] = {}
    for name, size in package.xml_parts():
        sizes[name] = size
        root = package.part(name)
        if root is None:
            continue
        if name.endswith(".rels"):
            links += _links(root, name)
            continue
        area = next((area for pattern, area in _AREAS if pattern.fullmatch(name)), "other")
        place = TemplatePlace(area, name)
        where = _places(root, place) if area not in ("property", "other") else {}
        passages += _properties(root, place) if area == "property" else _passages(root, place, where)
        fields += _fields(root, place, where)
    styles = package.first("/styles")
    names = styles.iter(f"{W}name") if styles is not None else ()
    return TemplateContent(
        tuple(passages),
        tuple(links),
        tuple(fields),
        frozenset(one.get(f"{W}val", "") for one in names),
        sizes,
        package.content_type(package.main_part),
        read_word(content, limits),
    )


def _links(root: Any, name: str) -> Iterator[Link]:
    for relation in root:
        if not isinstance(relation.tag, str):
            continue
        kind = relation.get("Type", "").rpartition("/")[2]
        external = relation.get("TargetMode") == "External"
        if external or kind in _FOREIGN:
            yield Link(name, kind, relation.get("Target", "")[:200], external)


def _fields(root: Any, place: TemplatePlace, where: dict[Any, TemplatePlace]) -> Iterator[Passage]:
    """Trường Word: the instruction of each, put together from its runs, inner ones before those around them."""
    begun: list[list[str]] = [[]]
    for element in root.iter(f"{W}instrText", f"{W}fldSimple", f"{W}fldChar"):
        its_place = _nearest(element, where) or place
        if element.tag == f"{W}instrText":
            begun[-1].append(element.text or "")
        elif element.tag == f"{W}fldSimple":
            yield Passage(its_place, element.get(f"{W}instr", "").strip())
        elif element.get(f"{W}fldCharType") == "begin":
            begun.append([])
        elif element.get(f"{W}fldCharType") == "end" and len(begun) > 1:
            yield Passage(its_place, "".join(begun.pop()).strip())
    for left_open in begun:
        yield Passage(place, "".join(left_open).strip())


def _passages(root: Any, place: TemplatePlace, where: dict[Any, TemplatePlace]) -> Iterator[Passage]:
    for paragraph, its_place in where.items():
        yield Passage(its_place, "".join(_own_text(paragraph)))
    for element in root.iter():
        nearest = _nearest(element, where) or place
        if not isinstance(element.tag, str):  # a comment or an instruction of the XML
            if _TAG.search(element.text or ""):
                yield Passage(replace(nearest, attribute="comment"), element.text or "")
        else:
            for name, value in element.attrib.items():
                if _TAG.search(value):
                    yield Passage(replace(nearest, attribute=etree.QName(name).localname), value)
    for text in _outside(root, where):
        if _TAG.search(text):
            yield Passage(place, text)


def _properties(root: Any, place: TemplatePlace) -> Iterator[Passage]:
    for element in root.iter():
        named = element.get("name") if isinstance(element.tag, str) else None
        parent = element.getparent()
        name = named or (parent.get("name") if parent is not None and parent.get("name") else "")
        name = name or (etree.QName(element).localname if isinstance(element.tag, str) else "comment")
        texts = [element.text or "", element.tail or ""]
        texts += list(element.attrib.values()) if isinstance(element.tag, str) else []
        for text in texts:
            if text.strip() and (text is texts[0] or _TAG.search(text)):
                yield Passage(replace(place, attribute=name, words=text.strip()[:_WORDS]), text)


def _places(root: Any, place: TemplatePlace) -> dict[Any, TemplatePlace]:
    """Chỗ của mọi đoạn: paragraphs of the part in reading order; those in cells and boxes count by themselves."""
    tables = {table: number for number, table in enumerate(root.iter(f"{W}tbl"), 1)}
    boxes = {box: number for number, box in enumerate(root.iter(f"{W}txbxContent"), 1)}
    notes = {note: number for number, note in enumerate((n for n in root.iter(*_NOTES) if _has_text(n)), 1)}
    counted: Counter[Any] = Counter()
    found = {}
    for paragraph in root.iter(f"{W}p"):
        its_place, holder = place, None
        for ancestor in paragraph.iterancestors():
            if ancestor in boxes and holder is None:
                its_place, holder = replace(its_place, box=boxes[ancestor]), ancestor
            elif ancestor.tag == f"{W}tc" and holder is None:
                its_place, holder = _cell(its_place, ancestor, tables), ancestor
            elif ancestor in notes:
                its_place, holder = replace(its_place, note=notes[ancestor]), holder or ancestor
        counted[holder] += 1
        words = " ".join("".join(_own_text(paragraph)).split())[:_WORDS]
        found[paragraph] = replace(its_place, paragraph=counted[holder], words=words)
    return found


def _has_text(note: Any) -> bool:
    return bool("".join(note.itertext()).strip())


def _cell(place: TemplatePlace, cell: Any, tables: dict[Any, int]) -> TemplatePlace:
    row = next((one for one in cell.iterancestors(f"{W}tr")), None)
    table = next((one for one in cell.iterancestors(f"{W}tbl")), None)
    if row is None or table is None:
        return place
    rows = list(table.iterchildren(f"{W}tr"))
    cells = list(row.iterchildren(f"{W}tc"))
    return replace(
        place,
        table=tables[table],
        row=rows.index(row) + 1 if row in rows else 0,
        cell=cells.index(cell) + 1 if cell in cells else 0,
    )


def _own_text(paragraph: Any) -> Iterator[str]:
    """Chữ của đoạn: all of it, in order, save that of paragraphs in a text box anchored here."""
    for element in paragraph:
        if not isinstance(element.tag, str):
            continue
        if element.tag == f"{W}p":
            continue
        if element.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
            yield " "
        yield element.text or ""
        yield from _own_text(element)
        yield element.tail or ""


def _nearest(element: Any, where: dict[Any, TemplatePlace]) -> TemplatePlace | None:
    if element in where:
        return where[element]
    return next((where[one] for one in element.iterancestors() if one in where), None)


def _outside(root: Any, where: dict[Any, TemplatePlace]) -> Iterator[str]:
    """Chữ ngoài đoạn: text which stands in no paragraph; Word shows none of it, rendering reads all."""
    pieces: list[str] = []
    for element in root.iter():
        if _nearest(element, where) is None:
            pieces.append(element.text or "" if isinstance(element.tag, str) else "")
        parent = element.getparent()
        if parent is not None and _nearest(parent, where) is None:
            pieces.append(element.tail or "")
    yield from filter(None, map(str.strip, pieces))
