"""Chữ và phông của PDF: what a PDF really shows and carries. Runs inside the child process only."""

import io
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

#: pdfium says U+FFFE for a hyphen at the end of a line, and U+0002 where it asks for the letters of an area.
_AS_PRINTED = str.maketrans({"\r": "", "\ufffe": "-", "\x02": "-"})

#: A font program stands under one of these names in the font's descriptor.
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")


def content_of(path: str) -> dict[str, Any]:
    """Nội dung PDF: ``pages`` of text in the order of the content; ``fonts`` with what each carries."""
    content = Path(path).read_bytes()
    document = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    root = PdfFileReader(io.BytesIO(content)).root
    return {
        "pages": [unicodedata.normalize("NFC", text.translate(_AS_PRINTED)) for text in pages],
        "fonts": [
            {"name": _name(font), "embedded": _is_embedded(font), "readable": "/ToUnicode" in font}
            for font in _fonts_below(root["/Pages"], set())
        ],
    }


def _fonts_below(
    node: generic.DictionaryObject, seen: set[generic.Reference]
) -> Iterator[generic.DictionaryObject]:
    """Phông của các trang: each once, from the tree of pages and the drawings within drawings."""
    if "/Resources" in node:
        resources = node["/Resources"]
        for kind in ("/Font", "/XObject"):
            if kind not in resources:
                continue
            named = resources[kind]  # not .get(): it would hand out the reference instead of what it names
            for name in named:
                raw = named.raw_get(name)
                if isinstance(raw, generic.IndirectObject):
                    if raw.reference in seen:
                        continue
                    seen.add(raw.reference)
                if kind == "/Font":
                    yield named[name]
                else:
                    yield from _fonts_below(named[name], seen)
    if "/Kids" in node:
        for child in node["/Kids"]:
            yield from _fonts_below(child.get_object(), seen)


def _name(font: generic.DictionaryObject) -> str:
    name = str(font["/BaseFont"]).removeprefix("/")
    prefix, plus, rest = name.partition("+")  # a part of a font is named ABCDEF+Font
    return rest if plus and len(prefix) == 6 else name


def _is_embedded(font: generic.DictionaryObject) -> bool:
    described = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
    return "/FontDescriptor" in described and any(name in described["/FontDescriptor"] for name in _PROGRAMS)
