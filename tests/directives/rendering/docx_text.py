"""Đọc tệp Word: for tests, the paragraphs of a rendered file in reading order, by the name of their style."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from directives.rendering.styles import Style, W, style_ids


@dataclass(frozen=True, slots=True)
class Paragraph:
    style: str
    text: str


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


def tree(content: bytes, name: str = "word/document.xml") -> Any:
    return etree.fromstring(part(content, name))


def paragraphs(content: bytes, name: str = "word/document.xml") -> list[Paragraph]:
    """Every paragraph that shows something, tables cell by cell."""
    names = {style_id: style for style, style_id in style_ids(part(content, "word/styles.xml")).items()}
    found = (_paragraph(one, names) for one in tree(content, name).iter(w("p")))
    return [one for one in found if one.text]


def texts(content: bytes, *styles: Style) -> list[str]:
    return [one.text for one in paragraphs(content) if one.style in styles]


def box(content: bytes, *styles: Style) -> str:
    """One box of the law as a single line of text."""
    return " ".join(" ".join(texts(content, *styles)).split())


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def _paragraph(element: Any, names: dict[str, str]) -> Paragraph:
    style = element.find(f"{w('pPr')}/{w('pStyle')}")
    name = names[style.get(w("val"))] if style is not None else ""
    return Paragraph(name, "".join(_shown(element)))


def _shown(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iter(w("t"), w("br"), w("tab")):
        match etree.QName(element).localname:
            case "br":
                yield "\n"
            case "tab":
                yield "\t"
            case _:
                yield element.text or ""
