"""Số trang trong tệp Word: one number in every section, in its header or footer; the numbers that were there go."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from directives.conversion.formatting import W
from directives.conversion.package import RELATIONSHIP, Package
from directives.conversion.word_edits import PlacePageNumber
from directives.conversion.word_letters import NotMade
from directives.conversion.word_properties import insert, properties, put, put_switch
from directives.conversion.word_text import body_sections, letters, own_runs

_ROOT = {"header": "hdr", "footer": "ftr"}
#: Words that only go with a page number: Trang 1/5, Page 1 of 5, - 1 -.
_BESIDE = re.compile(r"^(?:trang|page|of|tổng số|trên|/|-|–|—|\||\(|\)|\d+|\s|\.|:)*$", re.IGNORECASE)
_CODE = re.compile(r"\b(?:PAGE|NUMPAGES|SECTIONPAGES)\b")


class Margins:
    """Đầu trang, chân trang: the header and footer parts of a document by the sections that name them."""

    def __init__(
        self, package: Package, body: etree._Element, opened: Callable[[str], etree._Element | None]
    ) -> None:
        self._package = package
        self._opened = opened
        self._sections = list(body_sections(body))
        self._targets = package.targets(package.main_part)
        self.parts: dict[str, etree._Element] = {}
        for section in self._sections:
            for area in _ROOT:
                for reference in section.iterchildren(f"{W}{area}Reference"):
                    self._open(self._targets.get(reference.get(f"{RELATIONSHIP}id", ""), ""))

    def place(self, wanted: PlacePageNumber, new_parts: dict[str, str], even_differ: bool) -> None:
        """Đặt số: see ``PlacePageNumber``; ``new_parts`` takes the parts made, by name, with their relationship.

        Raises NotMade before anything is changed.
        """
        numbered = [one for part in self.parts.values() for one in _numbered(part)]
        _require_only_numbers(numbered)
        for paragraph in numbered:
            _remove(paragraph)
        kinds = ("default", "even") if even_differ else ("default",)
        for kind in kinds:
            for part in self._of(wanted.area, kind, new_parts):
                _put_number(part, wanted)

    def first_page_alike(self) -> bool:
        """Trang đầu như các trang: whether its header and footer say what those of the others say, numbers aside."""
        return self._said("first") == self._said("default")

    def _said(self, kind: str) -> list[str]:
        """Chữ ở lề: the words and pictures of the first section's header and footer for a kind of page."""
        return [
            _words(paragraph).strip() or "…"
            for area in _ROOT
            for reference in self._sections[0].iterchildren(f"{W}{area}Reference")
            if reference.get(f"{W}type", "default") == kind
            if (part := self.parts.get(self._targets.get(reference.get(f"{RELATIONSHIP}id", ""), "")))
            is not None
            for paragraph in part.iter(f"{W}p")
            if not _BESIDE.match(_words(paragraph)) or _holds_more(paragraph)
        ]

    def hide_on_first(self) -> None:
        """Trang đầu không số: no page number in headers and footers of a first page. Raises NotMade as ``place``."""
        numbered = list(self._numbered_on_first())
        _require_only_numbers(numbered)
        for paragraph in numbered:
            _remove(paragraph)

    def _numbered_on_first(self) -> Iterator[etree._Element]:
        for section in self._sections:
            for area in _ROOT:
                for reference in section.iterchildren(f"{W}{area}Reference"):
                    name = self._targets.get(reference.get(f"{RELATIONSHIP}id", ""), "")
                    if reference.get(f"{W}type") == "first" and name in self.parts:
                        yield from _numbered(self.parts[name])

    def _open(self, name: str) -> None:
        if name and name not in self.parts:
            part = self._opened(name)
            if part is not None:
                self.parts[name] = part

    def _of(self, area: str, kind: str, new_parts: dict[str, str]) -> list[etree._Element]:
        """Các phần của một loại trang: those the sections name; a new one for the first section which has none."""
        found: dict[str, etree._Element] = {}
        for number, section in enumerate(self._sections):
            names = [
                self._targets.get(one.get(f"{RELATIONSHIP}id", ""), "")
                for one in section.iterchildren(f"{W}{area}Reference")
                if one.get(f"{W}type", "default") == kind
            ]
            if not names and number == 0:
                names = [self._new(section, area, kind, new_parts)]
            found |= {name: self.parts[name] for name in names if name in self.parts}
        return list(found.values())

    def _new(self, section: etree._Element, area: str, kind: str, new_parts: dict[str, str]) -> str:
        folder = posixpath.dirname(self._package.main_part)
        taken = set(self.parts) | set(new_parts)
        name = next(
            one
            for number in range(1, len(taken) + 1000)
            if not self._package.has(one := posixpath.join(folder, f"{area}VT{number}.xml"))
            and one not in taken
        )
        part = etree.Element(f"{W}{_ROOT[area]}", nsmap={"w": W.strip("{}")})
        etree.SubElement(part, f"{W}p")
        identifier = next(one for n in range(1, 10_000) if (one := f"rIdVT{n}") not in self._targets)
        self._targets[identifier] = name
        self.parts[name], new_parts[name] = part, identifier
        reference = etree.Element(f"{W}{area}Reference", {f"{W}type": kind, f"{RELATIONSHIP}id": identifier})
        insert(section, reference)
        return name


def _numbered(part: etree._Element) -> Iterator[etree._Element]:
    """Đoạn có số trang: the paragraphs with a field of page numbers."""
    for paragraph in list(part.iter(f"{W}p")):
        codes = [field.get(f"{W}instr", "") for field in paragraph.iter(f"{W}fldSimple")]
        codes.append("".join(code.text or "" for code in paragraph.iter(f"{W}instrText")))
        inside = any(True for _ in paragraph.iterdescendants(f"{W}p"))
        if not inside and any(_CODE.search(code) for code in codes):
            yield paragraph


def _require_only_numbers(paragraphs: Iterable[etree._Element]) -> None:
    for paragraph in paragraphs:
        if not _BESIDE.match(_words(paragraph)) or _holds_more(paragraph):
            raise NotMade(f"beside the page number stands {_words(paragraph)!r}")


def _words(paragraph: etree._Element) -> str:
    return "".join(letters(run) for run in own_runs(paragraph))


def _holds_more(paragraph: etree._Element) -> bool:
    """Còn hình: whether a picture, a drawing or an object stands in the paragraph."""
    return any(True for _ in paragraph.iter(f"{W}drawing", f"{W}pict", f"{W}object"))


def _remove(paragraph: etree._Element) -> None:
    """Bỏ đoạn số trang: with the content control made for it; an empty paragraph stays where one must stand."""
    target = paragraph
    while (parent := target.getparent()) is not None and parent.tag in (f"{W}sdtContent", f"{W}sdt"):
        if parent.tag == f"{W}sdtContent" and len(parent) > 1:
            break
        target = parent
    holder = target.getparent()
    assert holder is not None  # a paragraph stands in a part
    if any(one.tag == f"{W}p" for one in holder if one is not target):
        holder.remove(target)
    else:
        holder.replace(target, etree.Element(f"{W}p"))


def _put_number(part: etree._Element, wanted: PlacePageNumber) -> None:
    """Ghi số: into the last empty paragraph of the part, else into a new one at its end."""
    paragraph = next(
        (
            one
            for one in reversed(part)
            if one.tag == f"{W}p" and not _words(one).strip() and not _holds_more(one)
        ),
        None,
    )
    if paragraph is None:
        paragraph = etree.SubElement(part, f"{W}p")
    for child in list(paragraph):
        if child.tag in (f"{W}r", f"{W}pPr"):
            paragraph.remove(child)
    group = properties(paragraph, "pPr")
    put(group, "spacing", {"before": "0", "after": "0"})
    put(group, "ind", {"left": "0", "right": "0", "firstLine": "0"})
    put(group, "jc", {"val": wanted.alignment})
    for kind in ("begin", "", "separate", "2", "end"):
        run = etree.SubElement(paragraph, f"{W}r")
        look = properties(run, "rPr")
        put(look, "rFonts", dict.fromkeys(("ascii", "hAnsi", "cs"), wanted.font))
        put_switch(look, "b", False)
        put_switch(look, "i", False)
        put(look, "color", {"val": "auto"})
        for name in ("sz", "szCs"):
            put(look, name, {"val": f"{wanted.size * 2:g}"})
        if kind in ("begin", "separate", "end"):
            etree.SubElement(run, f"{W}fldChar", {f"{W}fldCharType": kind})
        elif kind:
            etree.SubElement(run, f"{W}t").text = kind
        else:
            code = etree.SubElement(run, f"{W}instrText")
            code.text = " PAGE "
            code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
