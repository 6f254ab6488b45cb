"""Đọc .docx: from the bytes of a .docx to a layout. Runs inside the child process only.

The XML is read directly: a checker must see what python-docx hides or refuses (text boxes, ``w:jc`` of
LibreOffice, inserted and deleted text), and the child must start quickly.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple
from unicodedata import is_normalized

from lxml import etree

from directives.conversion.formatting import Properties, Styles, W, properties_of
from directives.conversion.layout import Concealed, Layout, Paragraph, Picture, Stroke
from directives.conversion.limits import Limits
from directives.conversion.package import Package, parse_xml
from directives.conversion.stroke_reader import (
    borders_of,
    boxed_size,
    has_border,
    may_be_typed,
    offset_in_room,
    strokes_of,
)
from directives.conversion.word_drawings import Drawn, drawn_in
from directives.conversion.word_headers import read_margins
from directives.conversion.word_looks import Looks
from directives.conversion.word_measures import millimetres
from directives.conversion.word_numbering import Numbering
from directives.conversion.word_pictures import Images
from directives.conversion.word_places import Column, Place, Places, column_of
from directives.conversion.word_text import body_sections

_ANCHORS = (f"{W}drawing", f"{W}pict", f"{W}object")
_REVISIONS = (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo")
#: Pictures that may hold the words of the letterhead (by their place) or of a page (by their size); millimetres.
_HEAD_PARAGRAPHS, _HEAD_PICTURE, _PAGE_PICTURE = 20, (60.0, 12.0), (100.0, 60.0)


def read_word(content: bytes, limits: Limits) -> Layout:
    """Đọc văn bản Word: everything the rules look at. Raises the refusals of ``Package``."""
    return read_package(Package(content, limits))


def read_package(package: Package, *, soft_hyphens: bool = False) -> Layout:
    """Đọc gói đã mở: the layout of a package whose links somebody may have looked at before.

    ``soft_hyphens``: keep them where an old font shows a letter in their place (ư of the .Vn fonts); a checker, which
    counts letters as the writer does, leaves them out.
    """
    body = package.main.find(f"{W}body")
    if body is None:
        return Layout((), (), ())
    styles = _styles_of(package)
    elements = list(body_sections(body))
    margins = read_margins(package, elements, styles)
    lists = package.first("/numbering")
    columns = [column_of(element) for element in elements]
    story = _Story(package, package.main_part, styles, lists, columns, soft_hyphens=soft_hyphens)
    paragraphs = tuple(story.paragraphs(body))
    texts: dict[str, None] = {}
    concealed: list[Concealed] = []
    for name, part in margins.parts.items():
        beside = _Story(package, name, styles, lists, [])
        texts |= dict.fromkeys(one.text for one in beside.paragraphs(part) if one.text.strip())
        concealed += [replace(one, paragraph=0) for one in beside.concealed]
    return Layout(
        margins.sections,
        paragraphs,
        tuple(texts),
        revisions=sum(1 for root in (body, *margins.parts.values()) for _ in root.iter(*_REVISIONS)),
        concealed=(*concealed, *_chunks(body), *story.concealed),
        decomposed=_decomposed(body),
    )


def _styles_of(package: Package) -> Styles:
    names = package.first_name("/styles"), package.first_name("/theme")
    return _styles(tuple((name, package.content(name)) for name in names))


@lru_cache(maxsize=2)  # documents of one form come together, and share how their styles work out
def _styles(parts: tuple[tuple[str, bytes | None], ...]) -> Styles:
    styles, theme = (None if content is None else parse_xml(content, name) for name, content in parts)
    return Styles(styles, theme)


@lru_cache(maxsize=4)
def _looks(styles: Styles, soft_hyphens: bool) -> Looks:
    return Looks(styles, soft_hyphens=soft_hyphens)


def _decomposed(body: etree._Element) -> int:
    """Chữ tổ hợp: how many paragraphs have letters that are not composed (NFC)."""
    loose = (one for one in body.iter(f"{W}t") if one.text and not is_normalized("NFC", one.text))
    return len({next(one.iterancestors(f"{W}p"), None) for one in loose})


class _Read(NamedTuple):
    """Đoạn đang đọc: a paragraph's XML, place and effective properties, before its neighbours are known."""

    element: etree._Element
    place: Place
    direct: Properties
    look: Properties
    number: str | None


class _Story:
    """Mạch văn: the paragraphs of one part, in order."""

    def __init__(
        self,
        package: Package,
        name: str,
        styles: Styles,
        lists: etree._Element | None,
        columns: list[Column],
        *,
        soft_hyphens: bool = False,
    ) -> None:
        self._styles = styles
        self._looks = _looks(styles, soft_hyphens)
        self._numbering = Numbering(lists, styles)
        self._images = Images(package)
        self._targets = package.targets(name)
        self._columns = columns
        self.concealed: list[Concealed] = []

    def paragraphs(self, part: etree._Element) -> Iterator[Paragraph]:
        """Các đoạn văn: of the part; what cannot be read is gathered on the way."""
        drawings = next(part.iter(*_ANCHORS), None) is not None
        before: _Read | None = None
        current: _Read | None = None
        count = 0
        walked = Places(self._styles, self._columns).walk(part)
        for element, place in walked:
            following = self._read(element, place)
            if current is not None:
                count += 1
                yield self._paragraph(count, before, current, following, drawings=drawings)
            before, current = current, following
        if current is not None:
            yield self._paragraph(count + 1, before, current, None, drawings=drawings)

    def _read(self, element: etree._Element, place: Place) -> _Read:
        direct = properties_of(element.find(f"{W}pPr"))
        look = self._styles.paragraph(direct, place.look)
        found = self._numbering.level_of(look) if "numPr.numId" in look else None
        if found is None:
            return _Read(element, place, direct, look, None)
        identifier, number, level = found
        look = self._styles.paragraph(direct, place.look, level.paragraph)
        return _Read(element, place, direct, look, self._numbering.next(identifier, number))

    def _paragraph(
        self, count: int, before: _Read | None, read: _Read, after: _Read | None, *, drawings: bool
    ) -> Paragraph:
        look, place, direct = read.look, _framed(read), read.direct
        style = direct.get("pStyle", {}).get("val", "")
        runs = self._looks.runs(read.element, style or None, place.look)
        drawn = list(drawn_in(read.element)) if drawings else []
        form = self._looks.form(look)
        text = "".join(run.text for run in runs)
        pictures = tuple(self._pictures(drawn, place, look, alone=not text.strip())) if drawn else ()
        self.concealed += _concealed(drawn, count)
        ruled = form.bordered and has_border(look, "bottom")
        strokes: tuple[Stroke, ...] = ()
        if form.bordered or drawn or place.above is not None or place.below is not None or may_be_typed(text):
            joined = _joined(before, read), _joined(read, after)
            strokes = tuple(strokes_of(look, place, runs, drawn, joined=joined))
        return Paragraph(
            text=text,
            runs=runs,
            alignment=form.alignment,
            space_before=form.space_before,
            space_after=form.space_after,
            ruled=ruled,
            numbered=read.number is not None,
            place=place.kind,
            table=place.table,
            row=place.row,
            column=place.column,
            left_indent=form.left_indent,
            right_indent=form.right_indent,
            first_line=form.first_line,
            lines=form.lines,
            line_height=form.line_height,
            least=form.least,
            contextual=form.contextual,
            style=style,
            number=read.number or "",
            room=place.room,
            section=place.section,
            strokes=strokes,
            box=boxed_size(look, place, runs) if form.bordered else place.box,
            pictures=pictures,
            span=place.span,
            merged=place.merged,
        )

    def _pictures(
        self, drawn: list[Drawn], place: Place, look: Properties, *, alone: bool
    ) -> Iterator[Picture]:
        for one in drawn:
            if one.kind != "picture":
                continue
            image = self._images.image(self._targets.get(one.picture, ""))
            offset = offset_in_room(one, one.width, place, look, alone=alone)
            yield Picture(
                image.format,
                round(one.width, 2),
                round(one.height, 2),
                image.pixels,
                image.transparent,
                image.hue,
                round(place.left + offset, 2) if offset is not None and place.left is not None else None,
            )


def _framed(read: _Read) -> Place:
    """Trong khung: a paragraph in a frame has the frame's width for its room, and no known place on the page."""
    width = read.look.get("framePr", {}).get("w")
    if not width or "dropCap" in read.look.get("framePr", {}):
        return read.place
    return replace(read.place, room=round(millimetres(width), 2), left=None)


def _joined(first: _Read | None, second: _Read | None) -> bool:
    """Chung khung: Word draws the borders of neighbours that are bordered alike round all of them."""
    if first is None or second is None or "pBdr" not in first.look or "pBdr" not in second.look:
        return False
    return second.element.getprevious() is first.element and borders_of(first.look) == borders_of(second.look)


def _concealed(drawn: list[Drawn], count: int) -> Iterator[Concealed]:
    for one in drawn:
        if one.kind in ("object", "chart", "diagram"):
            yield Concealed(one.kind, count)
        elif one.kind == "picture":
            least = _HEAD_PICTURE if count <= _HEAD_PARAGRAPHS else _PAGE_PICTURE
            if one.width >= least[0] and one.height >= least[1]:
                yield Concealed("picture", count)


def _chunks(body: etree._Element) -> Iterator[Concealed]:
    """Tệp nhúng: whole files put in, at the paragraph before them (1 at the very start)."""
    found = list(body.iter(f"{W}altChunk", f"{W}subDoc"))
    if not found:
        return
    count = 0
    for element in body.iter(f"{W}p", f"{W}altChunk", f"{W}subDoc"):
        if element.tag == f"{W}p":
            count += 1
        else:
            yield Concealed("chunk", max(count, 1))
