"""Đọc .docx: from the bytes of a .docx to a layout. Runs inside the child process only.

The XML is read directly: a checker must see what python-docx hides or refuses (text boxes, ``w:jc`` of
LibreOffice, inserted and deleted text), and the child must start quickly.
"""

from collections.abc import Iterator
from itertools import groupby

from lxml import etree

from directives.conversion.formatting import (
    Properties,
    Styles,
    TableLook,
    W,
    fonts_shown,
    is_on,
    properties_of,
)
from directives.conversion.layout import Layout, PageNumber, Paragraph, Run, Section
from directives.conversion.limits import Limits
from directives.conversion.package import RELATIONSHIP, Package
from directives.conversion.word_text import body_paragraphs, letters, marked_runs

_ALIGNMENT = {"start": "left", "end": "right", "distribute": "both", "": "left"}
_TWIPS_PER_MM = 1440 / 25.4


def read_word(content: bytes, limits: Limits) -> Layout:
    """Đọc văn bản Word: everything the rules look at. Raises the refusals of ``Package``."""
    package = Package(content, limits)
    body = package.main.find(f"{W}body")
    if body is None:
        return Layout((), (), ())
    styles = Styles(package.first("/styles"), package.first("/theme"))
    sections, margins_text = _sections(package, body, styles)
    return Layout(sections, tuple(_paragraphs(body, styles)), margins_text)


def _paragraphs(body: etree._Element, styles: Styles) -> Iterator[Paragraph]:
    tables = _Tables(body)
    for element in body_paragraphs(body):
        place, table, row, column, table_style = tables.place(element)
        direct = properties_of(element.find(f"{W}pPr"))
        look = styles.paragraph(direct, table_style)
        runs = tuple(_runs(element, styles, direct.get("pStyle", {}).get("val"), table_style))
        alignment = look.get("jc", {}).get("val", "")
        spacing, indent = look.get("spacing", {}), look.get("ind", {})
        fixed = spacing.get("lineRule", "auto") in ("exact", "atLeast")
        hanging = indent.get("hanging")
        yield Paragraph(
            text="".join(run.text for run in runs),
            runs=runs,
            alignment=_ALIGNMENT.get(alignment, alignment),
            space_before=_number(spacing.get("before")) / 20,
            space_after=_number(spacing.get("after")) / 20,
            ruled=look.get("pBdr.bottom", {}).get("val", "none") not in {"none", "nil"},
            numbered=look.get("numPr") is not None and not _numbering_off(element),
            place=place,
            table=table,
            row=row,
            column=column,
            left_indent=_number(indent.get("left") or indent.get("start")) / 20,
            right_indent=_number(indent.get("right") or indent.get("end")) / 20,
            first_line=-_number(hanging) / 20 if hanging else _number(indent.get("firstLine")) / 20,
            lines=None if fixed else _number(spacing.get("line", "240")) / 240,
            line_height=_number(spacing.get("line")) / 20 if fixed else None,
            least=spacing.get("lineRule") == "atLeast",
            contextual=is_on(look, "contextualSpacing"),
            style=direct.get("pStyle", {}).get("val", ""),
        )


def _numbering_off(element: etree._Element) -> bool:
    number = element.find(f"{W}pPr/{W}numPr/{W}numId")
    return number is not None and number.get(f"{W}val") == "0"


class _Tables:
    """Các bảng: where every cell stands, counted once for the whole part."""

    def __init__(self, part: etree._Element) -> None:
        self._cells: dict[etree._Element, tuple[int, int, int, TableLook | None]] = {}
        for index, table in enumerate(part.iter(f"{W}tbl")):
            style = table.find(f"{W}tblPr/{W}tblStyle")
            name = TableLook(style.get(f"{W}val", "")) if style is not None else None
            for row_index, row in enumerate(table.iterchildren(f"{W}tr")):
                for column, cell in enumerate(row.iterchildren(f"{W}tc")):
                    self._cells[cell] = (index, row_index, column, name)

    def place(self, paragraph: etree._Element) -> tuple[str, int, int, int, TableLook | None]:
        """Vị trí: kind of place, table, row, column (of the innermost table) and that table's style."""
        for ancestor in paragraph.iterancestors():
            if ancestor.tag == f"{W}txbxContent":
                return "box", -1, -1, -1, None
            if ancestor in self._cells:
                return "cell", *self._cells[ancestor]
        return "body", -1, -1, -1, None


def _runs(
    paragraph: etree._Element, styles: Styles, paragraph_style: str | None, table_style: TableLook | None
) -> Iterator[Run]:
    pieces = []
    for run, inserted in marked_runs(paragraph):
        text = letters(run)
        if not text:
            continue
        effective = styles.run(properties_of(run.find(f"{W}rPr")), paragraph_style, table_style)
        if is_on(effective, "vanish"):
            continue  # hidden text is not on the page
        pieces.append(((*_look(effective, text, styles), inserted), text))
    for look, group in groupby(pieces, key=lambda piece: piece[0]):
        yield Run("".join(text for _, text in group), *look)


def _look(
    look: Properties, text: str, styles: Styles
) -> tuple[tuple[str, ...], float | None, bool, bool, bool, bool, str]:
    size = look.get("sz", {}).get("val")
    return (
        fonts_shown(look, text),
        _number(size) / 2 if size else None,
        is_on(look, "b"),
        is_on(look, "i"),
        look.get("u", {}).get("val", "none") != "none",
        is_on(look, "caps"),
        styles.theme.colour(look.get("color", {})),
    )


def _sections(
    package: Package, body: etree._Element, styles: Styles
) -> tuple[tuple[Section, ...], tuple[str, ...]]:
    sections: list[Section] = []
    texts: dict[str, None] = {}
    inherited: dict[tuple[str, str], tuple[PageNumber, ...]] = {}
    for element in body.iter(f"{W}sectPr"):
        for area in ("header", "footer"):
            for reference in element.iter(f"{W}{area}Reference"):
                pages = reference.get(f"{W}type", "default")
                part = package.related(package.main_part, reference.get(f"{RELATIONSHIP}id", ""))
                inherited[area, pages] = tuple(_page_numbers(part, area, pages, styles))
                if part is not None:
                    texts.update(dict.fromkeys(p.text for p in _paragraphs(part, styles) if p.text.strip()))
        size, margins = element.find(f"{W}pgSz"), element.find(f"{W}pgMar")
        numbering = properties_of(element).get("pgNumType", {})
        sections.append(
            Section(
                width=_mm(size, "w"),
                height=_mm(size, "h"),
                top=_mm(margins, "top"),
                bottom=_mm(margins, "bottom"),
                left=_mm(margins, "left"),
                right=_mm(margins, "right"),
                first_page_differs=is_on(properties_of(element), "titlePg"),
                page_numbers=tuple(number for numbers in inherited.values() for number in numbers),
                number_format=numbering.get("fmt", ""),
                number_start=int(numbering["start"]) if numbering.get("start", "").isdigit() else None,
                header=_mm(margins, "header"),
                footer=_mm(margins, "footer"),
                starts=properties_of(element).get("type", {}).get("val", "nextPage"),
            )
        )
    return tuple(sections), tuple(texts)


def _page_numbers(part: etree._Element | None, area: str, pages: str, styles: Styles) -> Iterator[PageNumber]:
    for paragraph in part.iter(f"{W}p") if part is not None else ():
        codes = [field.get(f"{W}instr", "") for field in paragraph.iter(f"{W}fldSimple")]
        codes.append("".join(code.text or "" for code in paragraph.iter(f"{W}instrText")))
        if any("PAGE" in code.split() for code in codes):
            look = styles.paragraph(properties_of(paragraph.find(f"{W}pPr")), None)
            alignment = look.get("jc", {}).get("val", "")
            yield PageNumber(area, pages, _ALIGNMENT.get(alignment, alignment))


def _mm(element: etree._Element | None, name: str) -> float | None:
    value = element.get(f"{W}{name}") if element is not None else None
    return round(_number(value) / _TWIPS_PER_MM, 2) if value is not None else None


def _number(value: str | None) -> float:
    """Số đo: a measure in twips or half-points; a unit written out ("12pt") counts as its twips."""
    if not value:
        return 0.0
    units = {"pt": 20.0, "mm": _TWIPS_PER_MM, "cm": 10 * _TWIPS_PER_MM, "in": 1440.0}
    try:
        if value[-2:] in units:
            return float(value[:-2]) * units[value[-2:]]
        return float(value)
    except ValueError:
        return 0.0
