"""Ghi chú vào tệp Word: a copy of a .docx with Word comments at its paragraphs. Runs inside the child process only.

Nothing of the text changes; only the main part, the comments part and what points to it are written anew.
"""

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from directives.conversion.formatting import W
from directives.conversion.limits import Limits
from directives.conversion.package import Package
from directives.conversion.package_writer import announced, rewritten, written
from directives.conversion.word_text import body_paragraphs, letters, own_runs

_WORD_NAMESPACE = W.strip("{}")
_COMMENTS_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
#: Word's own limit of the initials.
_INITIALS = 9


@dataclass(frozen=True, slots=True)
class Comment:
    """Ghi chú: words at the letters from ``start`` to before ``end`` of a paragraph; whole paragraph without them.

    ``paragraph`` counts from 1 as ``Layout.paragraphs``; ``text`` may hold several lines.
    """

    paragraph: int
    text: str
    author: str
    initials: str
    start: int | None = None
    end: int | None = None


def annotated(content: bytes, limits: Limits, comments: Sequence[Comment]) -> bytes:
    """Bản có ghi chú: the same file with these comments beside those it had. Raises the refusals of ``Package``."""
    package = Package(content, limits)
    body = package.main.find(f"{W}body")
    if body is None or not comments:
        return content
    name, existing = _comments_part(package)
    known = [int(one.get(f"{W}id", "-1")) for one in existing]
    first = max(known, default=-1) + 1
    paragraphs = list(body_paragraphs(body))
    for number, comment in enumerate(comments, start=first):
        _anchor(paragraphs[comment.paragraph - 1], number, comment)
        existing.append(_comment(number, comment))
    changed = {package.main_part: written(package.main), name: written(existing)}
    if not package.has(name):
        changed |= announced(package, name, kind=_COMMENTS_KIND, content_type=_COMMENTS_TYPE)[1]
    return rewritten(content, changed)


def _comments_part(package: Package) -> tuple[str, etree._Element]:
    for kind, target in package.relations(package.main_part):
        if kind.endswith("/comments"):
            part = package.part(target)
            if part is not None:
                return target, part
    folder = posixpath.dirname(package.main_part)
    empty = etree.Element(f"{W}comments", nsmap={"w": _WORD_NAMESPACE})
    taken = [posixpath.join(folder, name) for name in ("comments.xml", "vanthu-comments.xml")]
    return next(name for name in taken if not package.has(name)), empty


def _anchor(paragraph: etree._Element, number: int, comment: Comment) -> None:
    """Neo: the range goes round the runs that hold the letters; an empty paragraph bears the mark alone."""
    start, end = etree.Element(f"{W}commentRangeStart"), etree.Element(f"{W}commentRangeEnd")
    for mark in (start, end):
        mark.set(f"{W}id", str(number))
    reference = etree.Element(f"{W}r")
    etree.SubElement(reference, f"{W}commentReference").set(f"{W}id", str(number))
    runs = _runs_of(paragraph, comment)
    if runs:
        first, last = _child(paragraph, runs[0]), _child(paragraph, runs[-1])
        first.addprevious(start)
        last.addnext(end)
        end.addnext(reference)
    else:
        paragraph.extend([start, end, reference])


def _child(paragraph: etree._Element, run: etree._Element) -> etree._Element:
    """Con trực tiếp: the run, or what holds it just below the paragraph (a link, a revision, a field)."""
    element = run
    while (parent := element.getparent()) is not None and parent is not paragraph:
        element = parent
    return element


def _runs_of(paragraph: etree._Element, comment: Comment) -> list[etree._Element]:
    runs, place = [], 0
    for run in own_runs(paragraph):
        length = len(letters(run))
        outside = comment.start is not None and place + length <= comment.start
        outside = outside or (comment.end is not None and place >= comment.end)
        if length and not outside:
            runs.append(run)
        place += length
    return runs


def _comment(number: int, comment: Comment) -> etree._Element:
    element = etree.Element(f"{W}comment")
    element.set(f"{W}id", str(number))
    element.set(f"{W}author", comment.author)
    element.set(f"{W}initials", comment.initials[:_INITIALS])
    for line in comment.text.split("\n"):
        run = etree.SubElement(etree.SubElement(element, f"{W}p"), f"{W}r")
        text = etree.SubElement(run, f"{W}t")
        text.text = line
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element
