"""Phần trang, đầu trang, chân trang: paper and margins of each section, and the page numbers printed on it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from directives.conversion.formatting import Properties, Styles, W, is_on, properties_of
from directives.conversion.layout import PageNumber, Section
from directives.conversion.package import RELATIONSHIP, Package
from directives.conversion.word_drawings import placed_in_box
from directives.conversion.word_looks import aligned
from directives.conversion.word_measures import font_size, millimetres, whole
from directives.conversion.word_text import body_paragraphs, letters, marked_runs

_AREAS = ("header", "footer")
_FIELD, _CODE, _SIMPLE = f"{W}fldChar", f"{W}instrText", f"{W}fldSimple"
_RUN = f"{W}r"


@dataclass(frozen=True, slots=True)
class Margins:
    """Đầu trang và chân trang: the sections with their page numbers, and all header and footer parts by name."""

    sections: tuple[Section, ...]
    parts: dict[str, etree._Element]


def read_margins(package: Package, elements: Sequence[etree._Element], styles: Styles) -> Margins:
    """Đọc phần trang: a section without a header of its own has that of the section before it."""
    settings = package.first("/settings")
    even = settings is not None and is_on(properties_of(settings), "evenAndOddHeaders")
    parts: dict[str, etree._Element] = {}
    numbers: dict[str, dict[str, tuple[PageNumber, ...]]] = {}
    inherited: dict[tuple[str, str], tuple[PageNumber, ...]] = {}
    targets = package.targets(package.main_part)
    sections = []
    for element in elements:
        for area in _AREAS:
            for reference in element.iterchildren(f"{W}{area}Reference"):
                pages = reference.get(f"{W}type", "default")
                name = targets.get(reference.get(f"{RELATIONSHIP}id", ""), "")
                if name and name not in parts and (part := package.part(name)) is not None:
                    parts[name] = part
                if name in parts:
                    found = numbers.setdefault(name, {})
                    if pages not in found:
                        found[pages] = tuple(page_numbers(parts[name], area, pages, styles))
                    inherited[area, pages] = found[pages]
                else:
                    inherited[area, pages] = ()
        sections.append(_section(element, inherited, even))
    if not sections:
        sections.append(Section(None, None, None, None, None, None, False, ()))
    return Margins(tuple(sections), parts)


def _section(
    element: etree._Element, inherited: dict[tuple[str, str], tuple[PageNumber, ...]], even: bool
) -> Section:
    found = properties_of(element)
    size, margins, numbering = found.get("pgSz", {}), found.get("pgMar", {}), found.get("pgNumType", {})
    first = is_on(found, "titlePg")
    printed = {"default": True, "first": first, "even": even}
    start = numbering.get("start", "")
    return Section(
        width=_mm(size, "w"),
        height=_mm(size, "h"),
        top=_mm(margins, "top"),
        bottom=_mm(margins, "bottom"),
        left=_mm(margins, "left"),
        right=_mm(margins, "right"),
        first_page_differs=first,
        page_numbers=tuple(
            number for (_, pages), numbers in inherited.items() if printed.get(pages) for number in numbers
        ),
        number_format=numbering.get("fmt", ""),
        number_start=whole(start, 0) if start.isdigit() else None,
        header=_mm(margins, "header"),
        footer=_mm(margins, "footer"),
        starts=found.get("type", {}).get("val", "nextPage"),
        even_pages_differ=even,
    )


def page_numbers(part: etree._Element, area: str, pages: str, styles: Styles) -> Iterator[PageNumber]:
    """Các số trang: every PAGE field of a header or footer; fields split over runs, in boxes and controls too."""
    if not _may_count(part):
        return
    for paragraph in body_paragraphs(part):
        fields = list(_page_fields(paragraph))
        if not fields:
            continue
        direct = properties_of(paragraph.find(f"{W}pPr"))
        look = styles.paragraph(direct, None)
        written = {run for field in fields for run in field}
        around = "".join(letters(run) for run, _ in marked_runs(paragraph) if run not in written)
        for field in fields:
            shown = next((run for run in field if letters(run).strip()), field[0] if field else None)
            own = properties_of(shown.find(f"{W}rPr")) if shown is not None else {}
            effective = styles.run(own, direct.get("pStyle", {}).get("val"), None)
            yield PageNumber(
                area,
                pages,
                _alignment(paragraph, look, field),
                font_size(effective.get("sz", {}).get("val")),
                is_on(effective, "b"),
                is_on(effective, "i"),
                " ".join(around.split()),
            )


def _may_count(part: etree._Element) -> bool:
    codes = (code.text or "" for code in part.iter(_CODE))
    simple = (field.get(f"{W}instr", "") for field in part.iter(_SIMPLE))
    return any("PAGE" in code.upper() for code in (*simple, "".join(codes)))


def _page_fields(paragraph: etree._Element) -> Iterator[list[etree._Element]]:
    """Trường số trang: of each PAGE field the runs that show it; its code's where it was never counted."""
    for simple in paragraph.iter(_SIMPLE):
        if _is_page(simple.get(f"{W}instr", "")):
            yield list(simple.iter(_RUN))
    begun: list[_Field] = []
    for run in paragraph.iter(_RUN):
        if next(run.iterancestors(f"{W}p"), None) is not paragraph:
            continue
        for child in run:
            if child.tag == _CODE and begun:
                begun[-1].code += child.text or ""
                begun[-1].coded.append(run)
            elif child.tag == _FIELD:
                kind = child.get(f"{W}fldCharType")
                if kind == "begin":
                    begun.append(_Field())
                elif kind == "separate" and begun:
                    begun[-1].separated = True
                elif kind == "end" and begun:
                    done = begun.pop()
                    if not (done.counts or _is_page(done.code)):
                        continue
                    if begun and not begun[-1].separated:
                        begun[-1].counts = True  # the page number is reckoned with in the field around it
                    else:
                        yield done.shown or done.coded
        if begun and begun[-1].separated and letters(run):
            for field in begun:
                field.shown.append(run)


class _Field:
    """Trường đang đọc: its code so far, and the runs that hold code and result."""

    def __init__(self) -> None:
        self.code, self.separated, self.counts = "", False, False
        self.coded: list[etree._Element] = []
        self.shown: list[etree._Element] = []


def _is_page(code: str) -> bool:
    return code.split()[:1] != [] and code.split()[0].upper() == "PAGE"


def _alignment(paragraph: etree._Element, look: Properties, field: Iterable[etree._Element]) -> str:
    """Căn lề của số trang: by a tab stop before it, its frame or its box; else its paragraph's."""
    frame = look.get("framePr", {})
    if frame.get("xAlign"):
        return {"inside": "left", "outside": "right"}.get(frame["xAlign"], frame["xAlign"])
    own = aligned(look)
    if own == "left":
        tabbed = _by_tab(paragraph, look, set(field))
        if tabbed:
            return tabbed
    return placed_in_box(paragraph) or own


def _by_tab(paragraph: etree._Element, look: Properties, field: set[etree._Element]) -> str:
    before = 0
    for run, _ in marked_runs(paragraph):
        if run in field:
            break
        for child in run:
            if child.tag == f"{W}ptab":
                return str(child.get(f"{W}alignment", ""))
            before += child.tag == f"{W}tab"
    if not before:
        return ""
    stops = sorted(
        (whole(name.removeprefix("tabs."), 0), stop.get("val", "left"))
        for name, stop in look.items()
        if name.startswith("tabs.") and stop.get("val") not in ("clear", "bar")
    )
    kind = stops[before - 1][1] if before <= len(stops) else "left"
    return {"start": "left", "end": "right", "decimal": "right", "num": "left"}.get(kind, kind)


def _mm(attributes: dict[str, str], name: str) -> float | None:
    return round(millimetres(attributes[name]), 2) if name in attributes else None
