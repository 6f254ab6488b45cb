"""Chuẩn bị mẫu: what Word cannot say in a form is added to its parts before they are compiled."""

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from directives.conversion.package import parse_xml
from directives.rendering.styles import Style, W, style_ids

DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"

#: Where the page settings or the annexes go; no value can hold it, since values are escaped.
ANNEXES_HERE = "<!-- annexes -->"

_BLOCK = re.compile(r"\{\{\s*line\.block\s*\}\}")
#: A loop within one paragraph: outside of it ``line`` means nothing.
_LOOP = re.compile(r"\{%\s*for\s")


def prepared_parts(parts: Mapping[str, bytes]) -> tuple[dict[str, bytes], str]:
    """Các phần đã chuẩn bị: with lengths of rules and lines kept together; and the markup of the page settings.

    Every annex repeats these settings. Raises KeyError naming what the form lacks.
    """
    ids = style_ids(parts[STYLES])
    root = parse_xml(parts[DOCUMENT], DOCUMENT)
    for paragraph in list(root.iter(_w("p"))):
        style = paragraph.find(f"{_w('pPr')}/{_w('pStyle')}")
        name = style.get(_w("val"), "") if style is not None else ""
        if name and name == ids.get(Style.ISSUER_RULE):
            _centre_rule(paragraph, "issuer_rule", root)
        elif name and name == ids.get(Style.SUBJECT_RULE):
            _centre_rule(paragraph, "subject_rule", root)
        text = "".join(paragraph.itertext())
        if "{{" in text and "line.text" in text and not _LOOP.search(text):
            _keep_with_next(paragraph)
        elif _BLOCK.fullmatch(text.strip()):
            paragraph.getparent().replace(paragraph, etree.Comment("block {{ line.block }}"))
    section = _open_for_annexes(root)
    return {**parts, DOCUMENT: etree.tostring(root)}, section


def _centre_rule(paragraph: Any, field: str, root: Any) -> None:
    """Nét kẻ: as long as the field says, in the middle of its cell or page."""
    cell = next(paragraph.iterancestors(_w("tc")), None)
    if cell is not None:
        width = _measure(cell, f"{_w('tcPr')}/{_w('tcW')}", "w")
    else:
        section = _found(root, f".//{_w('body')}/{_w('sectPr')}")
        width = _measure(section, _w("pgSz"), "w")
        width -= _measure(section, _w("pgMar"), "left") + _measure(section, _w("pgMar"), "right")
    indent = _property(paragraph, "ind")
    for side in ("left", "right"):
        indent.set(_w(side), f"{{{{ [0, ({width} - {field}) // 2] | max }}}}")


def _found(element: Any, path: str) -> Any:
    found = element.find(path)
    if found is None:
        raise KeyError(path.replace(f"{{{W}}}", "w:"))
    return found


def _measure(element: Any, path: str, name: str) -> int:
    return int(_found(element, path).get(_w(name), "0"))


def _keep_with_next(paragraph: Any) -> None:
    """Giữ cùng trang: titles with what follows, the last line with the signature."""
    _property(paragraph, "keepNext").set(_w("val"), "{{ 1 if line.keep else 0 }}")


def _open_for_annexes(root: Any) -> str:
    """Chỗ cho phụ lục: the page settings at the end of the body make room; they are given back as markup."""
    body = _found(root, _w("body"))
    if len(body) < 2 or body[-1].tag != _w("sectPr"):
        raise KeyError("w:sectPr")
    section = body[-1]
    body.remove(section)
    body.append(etree.Comment(ANNEXES_HERE[4:-3]))
    section.tail = None
    return str(etree.tostring(section, encoding="unicode"))


#: The order in which Word demands the properties of a paragraph (only those set here and before them).
_PROPERTY_ORDER = (
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "pBdr",
    "shd",
    "tabs",
    "spacing",
    "ind",
    "jc",
)


def _property(paragraph: Any, name: str) -> Any:
    properties = paragraph.find(_w("pPr"))
    if properties is None:
        properties = etree.Element(_w("pPr"))
        paragraph.insert(0, properties)
    found = properties.find(_w(name))
    if found is not None:
        return found
    later = {_w(one) for one in _PROPERTY_ORDER[_PROPERTY_ORDER.index(name) + 1 :]}
    element = etree.Element(_w(name))
    place = next((i for i, one in enumerate(properties) if one.tag in later), len(properties))
    properties.insert(place, element)
    return element


def _w(name: str) -> str:
    return f"{{{W}}}{name}"
