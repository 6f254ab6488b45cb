"""Làm sai: one planted mistake in a document that was right, as a row a clerk could read.

A ``Case`` names the rule, shows right and wrong as they stand on the page, and spoils a sheet. It is tried on every
official document in which there is something to spoil; there, the rule must speak, and no other rule may call an error
save those in ``also`` (the same mistake breaks them too).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from lxml import etree

from directives.checking.checker import CheckReport, check_page
from directives.checking.seeing.observe import observe
from directives.checking.seeing.page import Page
from directives.conversion.limits import limits
from directives.conversion.word_reader import read_word
from directives.rendering.package import read_parts, write_parts
from directives.rendering.render import render
from directives.rendering.styles import Style, style_ids
from doc_templates import Form, all_forms
from doc_templates.drawing.samples import sample_document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"


class Sheet:
    """Tờ văn bản: an official document that a test may spoil; paragraphs are found by the name of their style.

    What a spoiler changes says so by returning True; False means that there is nothing to spoil here.
    """

    def __init__(self, content: bytes) -> None:
        self.parts = dict(read_parts(content))
        self.ids = style_ids(self.parts[STYLES])
        self.root = etree.fromstring(self.parts[DOCUMENT])

    def content(self) -> bytes:
        """The spoilt .docx."""
        self.parts[DOCUMENT] = etree.tostring(
            self.root, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        return write_parts(self.parts)

    def paragraphs(self, style: Style) -> list[etree._Element]:
        """Every paragraph of a style, in order."""
        wanted = self.ids.get(style)
        found = []
        for paragraph in self.root.iter(f"{W}p"):
            named = paragraph.find(f"{W}pPr/{W}pStyle")
            if named is not None and named.get(f"{W}val") == wanted:
                found.append(paragraph)
        return found

    def text(self, paragraph: etree._Element) -> str:
        return "".join(text.text or "" for text in paragraph.iter(f"{W}t"))

    def rewrite(self, style: Style, pattern: str, new: str, *, all_of: bool = False) -> bool:
        """In the first paragraph of the style where the pattern is found (or in ``all_of`` them), puts ``new``.

        The whole paragraph's words go into its first run, so its look stays that run's.
        """
        done = False
        for paragraph in self.paragraphs(style):
            before = self.text(paragraph)
            after = re.sub(pattern, new, before, count=1)
            if after != before:
                self.write(paragraph, after)
                done = True
                if not all_of:
                    break
        return done

    def write(self, paragraph: etree._Element, text: str) -> None:
        texts = list(paragraph.iter(f"{W}t"))
        texts[0].text = text
        texts[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        for other in texts[1:]:
            other.text = ""

    def letters(self, style: Style, **values: str | None) -> bool:
        """Sets run properties in all paragraphs of the style: sz="30", b="0", i=None (a bare element)…"""
        paragraphs = self.paragraphs(style)
        for paragraph in paragraphs:
            for run in paragraph.iter(f"{W}r"):
                self.set_properties(run, "rPr", values)
        return any(self.text(paragraph).strip() for paragraph in paragraphs)

    def paragraph(self, style: Style, name: str, first_only: bool = False, **attributes: str) -> bool:
        """Sets a paragraph property: ("spacing", before="0"), ("jc", val="left"), ("ind", firstLine="0")…"""
        paragraphs = self.paragraphs(style)[: 1 if first_only else None]
        for paragraph in paragraphs:
            properties = paragraph.find(f"{W}pPr")
            assert properties is not None
            old = properties.find(f"{W}{name}")
            element = etree.SubElement(properties, f"{W}{name}") if old is None else old
            for key, value in attributes.items():
                element.set(f"{W}{key}", value)
        return bool(paragraphs)

    def section(self, name: str, last_only: bool = False, **attributes: str) -> bool:
        """Sets attributes of a section property: ("pgSz", w="12240"), ("pgMar", top="500")…"""
        sections = list(self.root.iter(f"{W}sectPr"))[-1 if last_only else 0 :]
        for section in sections:
            element = section.find(f"{W}{name}")
            if element is None:
                element = etree.SubElement(section, f"{W}{name}")
            for key, value in attributes.items():
                element.set(f"{W}{key}", value)
        return bool(sections)

    def drop(self, style: Style) -> bool:
        """Takes away every paragraph of the style."""
        paragraphs = self.paragraphs(style)
        for paragraph in paragraphs:
            parent = paragraph.getparent()
            assert parent is not None
            parent.remove(paragraph)
        return bool(paragraphs)

    def set_properties(self, run: etree._Element, group: str, values: dict[str, str | None]) -> None:
        properties = run.find(f"{W}{group}")
        if properties is None:
            properties = etree.Element(f"{W}{group}")
            run.insert(0, properties)
        for name, value in values.items():
            element = properties.find(f"{W}{name}")
            if element is None:
                element = etree.SubElement(properties, f"{W}{name}")
            element.attrib.clear()
            if name == "rFonts":
                for script in ("ascii", "hAnsi", "cs"):
                    element.set(f"{W}{script}", value or "")
            elif value is not None:
                element.set(f"{W}val", value)


@dataclass(frozen=True)
class Case:
    """Một chỗ sai: ``right`` and ``wrong`` are shown in docs/rules.md; ``spoil`` returns whether it found a place.

    ``also``: rules whose errors the same mistake brings with it; ``warnings`` are never counted against a case.
    ``forms``: only these form names (regime/name), where a mistake makes no sense elsewhere.
    """

    rule: str
    right: str
    wrong: str
    spoil: Callable[[Sheet], bool]
    also: tuple[str, ...] = ()
    forms: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        return f"{self.rule}: {self.wrong}"


@cache
def rendered(form: Form) -> bytes:
    """The sample of a form as it comes out of the engine."""
    return render(sample_document(form)).content


def drafted() -> list[Form]:
    """Every form with a sample that is a document."""
    return [form for form in all_forms() if (form.folder / "draft.toml").exists()]


def page_of(content: bytes) -> Page:
    return observe(read_word(content, limits()))


def report_on(form: Form, content: bytes) -> CheckReport:
    """Judged in this process, by the law of the sample's day: the child process has tests of its own."""
    return check_page(page_of(content), "thu.docx", sample_document(form).issued_on)


def spoilt(case: Case, forms: list[Form]) -> Iterator[tuple[Form, bytes]]:
    """Each document in which the mistake of the case can be planted, with it."""
    for form in forms:
        if case.forms and f"{form.regime}/{form.name}" not in case.forms:
            continue
        sheet = Sheet(rendered(form))
        if case.spoil(sheet):
            yield form, sheet.content()
