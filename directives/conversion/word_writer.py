"""Sửa .docx: applies edits to a file; only the parts that change are written anew. Runs inside the child process only.

An edit that cannot be made is named in the answer and leaves no trace.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import assert_never

from lxml import etree

from directives.conversion.formatting import Styles, W, is_on, properties_of
from directives.conversion.limits import Limits
from directives.conversion.package import Package
from directives.conversion.package_writer import announced, rewritten, written
from directives.conversion.word_columns import set_columns
from directives.conversion.word_edits import (
    ComposeLetters,
    DrawStroke,
    Edit,
    JoinParagraphs,
    PlacePageNumber,
    ReplaceLetters,
    SetColumns,
    SetFont,
    SetLetters,
    SetParagraph,
    SetSection,
)
from directives.conversion.word_letters import (
    NotMade,
    compose,
    field_results,
    replace_letters,
    runs_between,
)
from directives.conversion.word_page_numbers import Margins
from directives.conversion.word_paper import set_section
from directives.conversion.word_properties import drop_attributes, properties, put, put_switch
from directives.conversion.word_strokes import draw_stroke
from directives.conversion.word_text import body_paragraphs, body_sections, letters, own_runs

_TEXT_PARTS = (
    "/header",
    "/footer",
    "/footnotes",
    "/endnotes",
    "/styles",
    "/stylesWithEffects",
    "/theme",
    "/numbering",
)
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_MARGIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_SCRIPTS = ("ascii", "hAnsi", "cs", "eastAsia")


@dataclass(frozen=True, slots=True)
class Edited:
    """Tệp đã sửa: the new bytes, and the places in the list of edits of those that were not made, with the reason."""

    content: bytes
    not_made: dict[int, str] = field(default_factory=dict)


def edited(content: bytes, limits: Limits, edits: Sequence[Edit]) -> Edited:
    """Sửa tệp: makes the edits; the very same bytes where none changes anything. Raises the refusals of ``Package``."""
    package = Package(content, limits)
    body = package.main.find(f"{W}body")
    if body is None or not edits:
        return Edited(content, dict.fromkeys(range(len(edits)), "the file has no text"))
    desk = _Desk(package, body, limits)
    not_made = {}
    for place, edit in sorted(enumerate(edits), key=lambda pair: _turn(pair[1])):
        try:
            desk.make(edit)
        except (NotMade, IndexError) as error:
            not_made[place] = str(error)
    return Edited(desk.written(content), dict(sorted(not_made.items())))


def _turn(edit: Edit) -> tuple[int, int, int]:
    """Thứ tự: what moves no letter first; letters from the end of a paragraph; what moves paragraphs last."""
    match edit:
        case ReplaceLetters():
            return 1, edit.paragraph, -edit.start
        case JoinParagraphs():
            return 2, -edit.paragraph, 0
        case DrawStroke():
            return 3, edit.paragraph, 0
        case _:
            return 0, 0, 0


class _Desk:
    """Bàn sửa: the parts of one file while the edits are made."""

    def __init__(self, package: Package, body: etree._Element, limits: Limits) -> None:
        self._package = package
        self._body = body
        self._paragraphs = list(body_paragraphs(body))
        self._sections = list(body_sections(body))
        self._styles = Styles(package.first("/styles"), package.first("/theme"))
        self._fields: set[etree._Element] | None = None
        self._margins: Margins | None = None
        self._limits = limits
        self._parts: dict[str, etree._Element] = {}
        self._new: dict[str, str] = {}
        self._before = {package.main_part: written(package.main)}

    def make(self, edit: Edit) -> None:
        """Sửa: makes one edit. Raises NotMade, IndexError for a place which the file does not have."""
        match edit:
            case SetLetters():
                paragraph = self._paragraph(edit.paragraph)
                for run in runs_between(paragraph, edit.start, edit.end, self._shown):
                    _set_look(run, edit)
            case ReplaceLetters():
                paragraph = self._paragraph(edit.paragraph)
                if self._fields is None:
                    self._fields = field_results(self._body)
                replace_letters(paragraph, edit.start, edit.old, edit.text, self._shown, self._fields)
            case SetParagraph():
                _set_paragraph(self._paragraph(edit.paragraph), edit)
            case JoinParagraphs():
                self._join(edit.paragraph)
            case SetSection():
                if edit.first_page_differs:
                    self._hide_first_number()
                set_section(self._sections[edit.section - 1], edit)
            case PlacePageNumber():
                self._opened_margins().place(edit, self._new, self._even_pages_differ())
            case DrawStroke():
                draw_stroke(
                    self._paragraph(edit.paragraph), edit.width, edit.room, self._ruled, above=edit.above
                )
            case SetColumns():
                set_columns(self._paragraph(edit.paragraph), edit.widths)
            case SetFont():
                self._set_font(edit)
            case ComposeLetters():
                for part in self._text_parts():
                    for run in part.iter(f"{W}r"):
                        compose(run)
            case _:
                assert_never(edit)

    def written(self, content: bytes) -> bytes:
        """Ghi lại: the file with what changed; the same bytes when nothing did."""
        parts = {self._package.main_part: self._package.main, **self._parts}
        if self._margins is not None:
            parts |= self._margins.parts
        changed = {
            name: now for name, part in parts.items() if (now := written(part)) != self._original(name)
        }
        content = rewritten(content, changed) if changed else content
        for name, identifier in self._new.items():
            content = _announce(content, self._limits, name, identifier)
        return content

    def _original(self, name: str) -> bytes | None:
        if name in self._before:
            return self._before[name]
        part = self._package.part(name)
        return written(part) if part is not None else None

    def _paragraph(self, number: int) -> etree._Element:
        if number < 1:
            raise NotMade(f"there is no paragraph {number}")
        return self._paragraphs[number - 1]

    def _shown(self, run: etree._Element) -> bool:
        """Có hiện: hidden text is not on the page; its letters do not count, as for who reads."""
        paragraph = next(run.iterancestors(f"{W}p"))
        named = properties_of(paragraph.find(f"{W}pPr")).get("pStyle", {}).get("val")
        return not is_on(self._styles.run(properties_of(run.find(f"{W}rPr")), named, None), "vanish")

    def _ruled(self, paragraph: etree._Element, side: str) -> bool:
        """Có kẻ: whether the paragraph has a border on a side, by itself or by its style."""
        look = self._styles.paragraph(properties_of(paragraph.find(f"{W}pPr")), None)
        return look.get(f"pBdr.{side}", {}).get("val", "none") not in ("none", "nil")

    def _join(self, number: int) -> None:
        """Nối: the words of the next paragraph behind those of this one, a blank between them."""
        first, second = self._paragraph(number), self._paragraph(number + 1)
        if first.getnext() is not second or second.find(f"{W}pPr/{W}sectPr") is not None:
            raise NotMade("the two paragraphs do not stand side by side")
        runs = [run for run in own_runs(first) if self._shown(run) and letters(run)]
        if runs and not letters(runs[-1]).endswith((" ", "\t", "\xa0")):
            replace_letters(
                first, sum(len(letters(run)) for run in runs), "", " ", self._shown, self._fields or ()
            )
        for child in list(second):
            if child.tag != f"{W}pPr":
                first.append(child)
        parent = second.getparent()
        assert parent is not None  # it is a sibling
        parent.remove(second)

    def _opened_margins(self) -> Margins:
        if self._margins is None:
            self._margins = Margins(self._package, self._body, self._part)
        return self._margins

    def _hide_first_number(self) -> None:
        """Trang đầu: its own header and footer are empty or bear no number; words shown there before must not go."""
        margins = self._opened_margins()
        differs = any(is_on(properties_of(section), "titlePg") for section in self._sections[:1])
        if not differs and not margins.first_page_alike():
            raise NotMade("headers or footers of the first page bear other words than the page number")
        margins.hide_on_first()

    def _even_pages_differ(self) -> bool:
        settings = self._package.first("/settings")
        return settings is not None and is_on(properties_of(settings), "evenAndOddHeaders")

    def _text_parts(self) -> list[etree._Element]:
        """Các phần có chữ: the main part, headers, footers, notes, styles, numbering, theme."""
        for kind, name in self._package.relations(self._package.main_part):
            if kind.endswith(_TEXT_PARTS):
                self._part(name)
        new = [] if self._margins is None else [self._margins.parts[name] for name in self._new]
        return [self._package.main, *self._parts.values(), *new]

    def _part(self, name: str) -> etree._Element | None:
        """Phần: opened once, so that every edit is made on the same."""
        if name not in self._parts:
            part = self._package.part(name)
            if part is None:
                return None
            self._parts[name] = part
        return self._parts[name]

    def _set_font(self, edit: SetFont) -> None:
        for part in self._text_parts():
            for fonts in part.iter(f"{W}rFonts"):
                for script in _SCRIPTS:
                    if fonts.get(f"{W}{script}") == edit.old:
                        fonts.set(f"{W}{script}", edit.new)
            for latin in part.iter(f"{_DRAWING}latin"):
                if latin.get("typeface") == edit.old and _of_scheme(latin):
                    latin.set("typeface", edit.new)


def _of_scheme(latin: etree._Element) -> bool:
    """Của chủ đề: the theme's font for headings or text, not that of a drawing."""
    parent = latin.getparent()
    return parent is not None and parent.tag in (f"{_DRAWING}majorFont", f"{_DRAWING}minorFont")


def _announce(content: bytes, limits: Limits, name: str, identifier: str) -> bytes:
    """Khai báo: a new header or footer, under the name by which the section already points to it."""
    kind = "header" if "/header" in f"/{name}" else "footer"
    opened = Package(content, limits)
    _, changed = announced(
        opened, name, kind=f"{_RELATION}{kind}", content_type=_MARGIN_TYPE.format(kind), identifier=identifier
    )
    return rewritten(content, changed)


def _set_look(run: etree._Element, edit: SetLetters) -> None:
    look = properties(run, "rPr")
    if edit.size is not None:
        for name in ("sz", "szCs"):
            put(look, name, {"val": math.floor(edit.size * 2 + 0.5)})
    for names, value in ((("b", "bCs"), edit.bold), (("i", "iCs"), edit.italic)):
        if value is not None:
            for name in names:
                put_switch(look, name, value)
    if edit.underline is not None:
        put(look, "u", {"val": "single" if edit.underline else "none"})
    if edit.color is not None:
        color = put(look, "color", {"val": edit.color or "auto"})
        drop_attributes(color, "themeColor", "themeTint", "themeShade")


def _set_paragraph(paragraph: etree._Element, edit: SetParagraph) -> None:
    group = properties(paragraph, "pPr")
    if edit.alignment is not None:
        put(group, "jc", {"val": edit.alignment})
    _set_spacing(group, edit)
    _set_indents(group, edit)
    if edit.contextual is not None:
        put_switch(group, "contextualSpacing", edit.contextual)


def _set_spacing(group: etree._Element, edit: SetParagraph) -> None:
    for side, value in (("before", edit.space_before), ("after", edit.space_after)):
        if value is not None:
            spacing = put(group, "spacing", {side: round(value * 20)})
            drop_attributes(spacing, f"{side}Lines")
            spacing.set(f"{W}{side}Autospacing", "0")  # a style may say it too
    if edit.lines is not None:
        put(group, "spacing", {"line": round(edit.lines * 240), "lineRule": "auto"})


def _set_indents(group: etree._Element, edit: SetParagraph) -> None:
    if edit.first_line is not None:
        name = "hanging" if edit.first_line < 0 else "firstLine"
        indent = put(group, "ind", {name: round(abs(edit.first_line) * 20)})
        drop_attributes(indent, "firstLine" if name == "hanging" else "hanging")
        for chars in ("firstLineChars", "hangingChars"):
            drop_attributes(indent, chars)
    for side, old, value in (("left", "start", edit.left_indent), ("right", "end", edit.right_indent)):
        if value is not None:
            indent = put(group, "ind", {side: round(value * 20)})
            drop_attributes(indent, old, f"{side}Chars", f"{old}Chars")
