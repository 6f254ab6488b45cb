"""Chữ của tệp Word: which paragraphs a .docx has and what their runs say, the same for who reads and who writes.

``Layout.paragraphs`` is counted by ``body_paragraphs``, the letters of a paragraph by ``own_runs`` and ``letters``.
"""

import unicodedata
from collections.abc import Iterator

from lxml import etree

from directives.conversion.formatting import W
from directives.conversion.word_symbols import symbol

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_RUN, _PARAGRAPH, _TEXT, _FIELD = f"{W}r", f"{W}p", f"{W}t", f"{W}fldChar"
_TABS, _BREAKS = frozenset({f"{W}tab", f"{W}ptab"}), frozenset({f"{W}br", f"{W}cr"})
#: Words that were taken away or belong elsewhere: no part of what the paragraph shows.
_GONE = frozenset({f"{W}del", f"{W}moveFrom", FALLBACK, _PARAGRAPH})
_NEW = frozenset({f"{W}ins", f"{W}moveTo"})
_BARE = frozenset({f"{W}pPr", f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}proofErr"})
#: Where a paragraph cannot end a section.
_APART = (f"{W}tc", f"{W}txbxContent", FALLBACK)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SOFT_HYPHEN = "\u00ad"  # printed only where a line is broken there


def body_paragraphs(part: etree._Element) -> Iterator[etree._Element]:
    """Các đoạn văn: every paragraph of a part in document order; a text box's copy for old versions of Word is none."""
    copies = next(part.iter(FALLBACK), None) is not None
    for element in part.iter(_PARAGRAPH):
        if not copies or next(element.iterancestors(FALLBACK), None) is None:
            yield element


def body_sections(body: etree._Element) -> Iterator[etree._Element]:
    """Các phần trang: the set-up of every section in order; not what a revision remembers of an older one."""
    for element in body.iter(f"{W}sectPr"):
        holder = element.getparent()
        if holder is None or (holder is not body and holder.tag != f"{W}pPr"):
            continue
        if next(holder.iterancestors(*_APART), None) is None:
            yield element


def own_runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Các đoạn chữ: the runs of a paragraph that show letters; see ``marked_runs``."""
    for run, _ in marked_runs(paragraph):
        yield run


def marked_runs(paragraph: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """Các đoạn chữ: runs of a paragraph with whether they were put in by a revision nobody has accepted yet.

    Left out: those of a text box that is anchored in it, deleted or moved away ones, and codes of fields (the
    result which was shown last is there).
    """
    codes: list[bool] = []  # of the fields begun in this paragraph: whether their code goes on
    for run, inserted in _standing_runs(paragraph):
        before = True in codes
        for mark in run.iterchildren(_FIELD):
            kind = mark.get(f"{W}fldCharType")
            if kind == "begin":
                codes.append(True)
            elif kind == "separate" and codes:
                codes[-1] = False
            elif kind == "end" and codes:
                codes.pop()
        if not (before and True in codes):
            yield run, inserted


def letters(run: etree._Element, *, soft_hyphens: bool = False) -> str:
    """Chữ: what a run shows, composed (NFC); a tab as one letter, a line break as a line feed.

    ``soft_hyphens``: with them, for text of a font which shows a letter in their place.
    """
    shown = (letters_of(child, soft_hyphens=soft_hyphens) for child in run)
    return unicodedata.normalize("NFC", "".join(shown))


def letters_of(child: etree._Element, *, soft_hyphens: bool = False) -> str:
    """Chữ của một phần tử: what one child of a run shows, as it is written; "" for what bears no letters.

    Marks of footnotes bear none: their numbers are not written in the file.
    """
    tag = child.tag
    if tag == _TEXT:
        return _shown(child, soft_hyphens=soft_hyphens)
    if soft_hyphens and tag == f"{W}softHyphen":
        return _SOFT_HYPHEN
    if tag in _TABS:
        return "\t"
    if tag in _BREAKS:
        return "\n"
    if tag == f"{W}noBreakHyphen":
        return "-"
    return symbol(child.get(f"{W}font", ""), child.get(f"{W}char", "")) if tag == f"{W}sym" else ""


def _shown(element: etree._Element, *, soft_hyphens: bool) -> str:
    text = element.text or ""
    if text and (text[0].isspace() or text[-1].isspace()) and not _keeps_blanks(element):
        text = text.strip(" \t\r\n")  # Word takes blanks at the ends away unless told to keep them
    return text.replace(_SOFT_HYPHEN, "") if _SOFT_HYPHEN in text and not soft_hyphens else text


def _keeps_blanks(element: etree._Element | None) -> bool:
    while element is not None:
        said = element.get(_SPACE)
        if said is not None:
            return bool(said == "preserve")
        element = element.getparent()
    return False


def _standing_runs(paragraph: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    for child in paragraph:
        if child.tag == _RUN:
            yield child, False
        elif child.tag not in _GONE and child.tag not in _BARE and isinstance(child.tag, str):
            for run in child.iter(_RUN):
                holders = _holders(run, paragraph)
                if holders is not None:
                    yield run, not _NEW.isdisjoint(holders)


def _holders(run: etree._Element, paragraph: etree._Element) -> set[str] | None:
    """Phần tử bao ngoài: of a run within the paragraph; None when the run is not one of those it shows."""
    found: set[str] = set()
    holder = run.getparent()
    while holder is not None and holder is not paragraph:
        if holder.tag in _GONE or holder.tag == _RUN:
            return None
        found.add(holder.tag)
        holder = holder.getparent()
    return found
