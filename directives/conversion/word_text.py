"""Chữ của tệp Word: which paragraphs a .docx has and what their runs say, the same for who reads and who writes.

``Layout.paragraphs`` is counted by ``body_paragraphs``, the letters of a paragraph by ``own_runs`` and ``letters``.
"""

import unicodedata
from collections.abc import Iterator

from lxml import etree

from directives.conversion.formatting import W

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def body_paragraphs(part: etree._Element) -> Iterator[etree._Element]:
    """Các đoạn văn: every paragraph of a part in document order; a text box's copy for old versions of Word is none."""
    for element in part.iter(f"{W}p"):
        if next(element.iterancestors(_FALLBACK), None) is None:
            yield element


def own_runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Các đoạn chữ: the runs of a paragraph, not those of a text box that is anchored in it."""
    for run in paragraph.iter(f"{W}r"):
        if next(run.iterancestors(f"{W}p"), None) is paragraph:
            yield run


def letters(run: etree._Element) -> str:
    """Chữ: what a run shows, composed (NFC); a tab as one letter, a line break as a line feed."""
    return unicodedata.normalize("NFC", "".join(map(letters_of, run)))


def letters_of(child: etree._Element) -> str:
    """Chữ của một phần tử: what one child of a run shows, as it is written; "" for what bears no letters."""
    if child.tag == f"{W}t":
        return child.text or ""
    if child.tag in (f"{W}tab", f"{W}ptab"):
        return "\t"
    if child.tag in (f"{W}br", f"{W}cr"):
        return "\n"
    return "-" if child.tag == f"{W}noBreakHyphen" else ""
