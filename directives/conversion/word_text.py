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
    return unicodedata.normalize("NFC", "".join(_letters(run)))


def _letters(run: etree._Element) -> Iterator[str]:
    for child in run:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in (f"{W}tab", f"{W}ptab"):
            yield "\t"
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
