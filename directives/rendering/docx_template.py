"""Mẫu Word: a form prepared and compiled once, then filled many times; the only module that knows docxtpl.

The template language is docxtpl's, so a form can be edited in Word. It runs in a sandbox, an unknown name is
an error and every value is escaped: the words of a document can never become markup or code.
"""

import hashlib
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from directives.errors import N_, DirectiveError
from directives.rendering.package import DeflatedPart, deflate, read_parts, write_parts
from directives.rendering.styles import Style, W, style_ids

_DOCUMENT = "word/document.xml"
_STYLES = "word/styles.xml"
_FILLED = re.compile(r"word/(document|header\d*|footer\d*)\.xml|docProps/core\.xml")
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_NEEDS_CARE = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[&<>'\"]")

_BLOCK = re.compile(r"\{\{\s*line\.block\s*\}\}")

#: Where the page settings or the annexes go; no value can hold it, since values are escaped.
_ANNEXES_HERE = "<!-- annexes -->"


class BrokenForm(DirectiveError):
    """Mẫu hỏng: the Word form cannot be used as a template."""

    kind = "broken_form"
    template = N_("The Word form {file} cannot be used: {reason}. Restore it with “make templates”.")


class UnprintableCharacter(DirectiveError):
    """Ký tự không in được: a value holds a character which a Word file cannot carry."""

    kind = "unprintable_character"
    template = N_(
        "The text “{text}” holds the character {code}, which cannot be printed. Type the text again."
    )


def printed(value: object) -> object:
    """Chữ in ra: a value as text of a Word run: escaped, line breaks and tabs kept."""
    if not isinstance(value, str):
        return value
    if not _NEEDS_CARE.search(value):
        return Markup(value)
    if found := _UNPRINTABLE.search(value):
        shown = _UNPRINTABLE.sub("?", value)[:60]
        raise UnprintableCharacter(text=shown, code=f"U+{ord(found[0]):04X}")
    text = str(escape(value))
    text = text.replace("\r\n", "\n").replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return Markup(text.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">'))


_LANGUAGE = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=printed)


@dataclass(frozen=True, slots=True)
class WordForm:
    """Mẫu Word đã biên dịch: the parts to fill, the parts to copy, and the names it asks for."""

    sha256: str
    file: str
    names: frozenset[str]
    style_ids: Mapping[str, str]
    section: str
    takes_blocks: bool
    _filled: Mapping[str, Template]
    _copied: Mapping[str, DeflatedPart]

    def fill(self, fields: Mapping[str, Any], annexes: str = "", blocks: Sequence[str] = ()) -> bytes:
        """Điền mẫu: the finished file; ``annexes`` (see ``annexes_docx``) replace the page settings, each of
        ``blocks`` (see ``blocks_docx``) stands where the body's line of its number is.

        Raises BrokenForm when the form asks for a name that is not among ``fields``, or has no place for
        blocks; UnprintableCharacter.
        """
        if blocks and not self.takes_blocks:
            raise BrokenForm(where=self.file, file=self.file, reason="line.block")
        parts: dict[str, bytes | DeflatedPart] = dict(self._copied)
        for name, template in self._filled.items():
            try:
                text = template.render(fields)
            except TemplateError as error:
                raise BrokenForm(where=f"{self.file}:{name}", file=self.file, reason=str(error)) from error
            for place, block in enumerate(blocks):
                text = text.replace(f"<!--block {place}-->", block)
            parts[name] = text.replace(_ANNEXES_HERE, annexes or self.section).encode()
        return write_parts(parts)


def word_form(path: Path) -> WordForm:
    """Mẫu Word: the form of this file, compiled once as long as the file is not edited. Raises BrokenForm."""
    try:
        return _compiled(path, path.stat().st_mtime_ns)
    except OSError as error:
        raise BrokenForm(where=path.name, file=str(path), reason=error.strerror or "") from error


@lru_cache(maxsize=64)
def compiled_form(content: bytes, *, file: str) -> WordForm:
    """Mẫu Word từ nội dung: like ``compile_form``, once for the same content. Raises BrokenForm."""
    return compile_form(content, file=file)


@lru_cache(maxsize=64)
def _compiled(path: Path, _edited: int) -> WordForm:
    return compile_form(path.read_bytes(), file=f"{path.parent.name}/{path.name}")


def compile_form(content: bytes, *, file: str) -> WordForm:
    """Biên dịch mẫu: a Word file as a form that can be filled. Raises BrokenForm."""
    try:
        parts, section = _prepared_parts(read_parts(content))
        sources = {
            name: _patched(part)
            for name, part in parts.items()
            if _FILLED.fullmatch(name) and (b"{{" in part or b"{%" in part)
        }
        names = {
            name
            for text in sources.values()
            for name in meta.find_undeclared_variables(_LANGUAGE.parse(text))
        }
        return WordForm(
            sha256=hashlib.sha256(content).hexdigest(),
            file=file,
            names=frozenset(names),
            style_ids=style_ids(parts[_STYLES]),
            section=section,
            takes_blocks=b"<!--block " in parts[_DOCUMENT],
            _filled={name: _LANGUAGE.from_string(text) for name, text in sources.items()},
            _copied={name: deflate(part) for name, part in parts.items() if name not in sources},
        )
    except (BadZipFile, TemplateError, etree.XMLSyntaxError, KeyError, OSError) as error:
        raise BrokenForm(where=file, file=file, reason=str(error)) from error


def _patched(part: bytes) -> str:
    """Ngôn ngữ mẫu: docxtpl's own reading of ``{{ }}`` and ``{%p %}`` inside Word's runs and paragraphs."""
    text = etree.tostring(etree.fromstring(part), encoding="unicode")
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return declaration + str(DocxTemplate(io.BytesIO()).patch_xml(text))


def _prepared_parts(parts: Mapping[str, bytes]) -> tuple[dict[str, bytes], str]:
    """Chuẩn bị mẫu: what Word cannot say in a form is added here: lengths of rules, lines kept together.

    Also gives the markup of the form's page settings, which every annex repeats.
    """
    ids = style_ids(parts[_STYLES])
    root = etree.fromstring(parts[_DOCUMENT])
    for paragraph in list(root.iter(_w("p"))):
        style = paragraph.find(f"{_w('pPr')}/{_w('pStyle')}")
        name = style.get(_w("val")) if style is not None else ""
        if name == ids.get(Style.ISSUER_RULE):
            _centre_rule(paragraph, "issuer_rule", root)
        elif name == ids.get(Style.SUBJECT_RULE):
            _centre_rule(paragraph, "subject_rule", root)
        if "{{" in (text := "".join(paragraph.itertext())) and "line.text" in text:
            _keep_with_next(paragraph)
        elif _BLOCK.fullmatch(text.strip()):
            paragraph.getparent().replace(paragraph, etree.Comment("block {{ line.block }}"))
    section = _open_for_annexes(root)
    return {**parts, _DOCUMENT: etree.tostring(root)}, section


def _centre_rule(paragraph: Any, field: str, root: Any) -> None:
    """Nét kẻ: as long as the field says, in the middle of its cell or page."""
    cell = next(paragraph.iterancestors(_w("tc")), None)
    if cell is not None:
        width = int(cell.find(f"{_w('tcPr')}/{_w('tcW')}").get(_w("w")))
    else:
        section = root.find(f".//{_w('body')}/{_w('sectPr')}")
        margins = section.find(_w("pgMar"))
        width = int(section.find(_w("pgSz")).get(_w("w")))
        width -= int(margins.get(_w("left"))) + int(margins.get(_w("right")))
    indent = _property(paragraph, "ind")
    for side in ("left", "right"):
        indent.set(_w(side), f"{{{{ [0, ({width} - {field}) // 2] | max }}}}")


def _keep_with_next(paragraph: Any) -> None:
    """Giữ cùng trang: titles with what follows, the last line with the signature."""
    _property(paragraph, "keepNext").set(_w("val"), "{{ 1 if line.keep else 0 }}")


def _open_for_annexes(root: Any) -> str:
    """Chỗ cho phụ lục: the page settings at the end of the body make room; they are given back as markup."""
    body = root.find(_w("body"))
    section = body[-1]
    if section.tag != _w("sectPr") or len(body) == 1:
        raise KeyError("w:sectPr")
    body.remove(section)
    body.append(etree.Comment(_ANNEXES_HERE[4:-3]))
    section.tail = None
    return str(etree.tostring(section, encoding="unicode"))


#: The order in which Word demands the properties of a paragraph (only those set here and before them).
_PROPERTY_ORDER = (
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "pBdr",
    "shd",
    "tabs",
    "spacing",
    "ind",
    "jc",
)


def _property(paragraph: Any, name: str) -> Any:
    properties = paragraph.find(_w("pPr"))
    found = properties.find(_w(name))
    if found is not None:
        return found
    later = {_w(one) for one in _PROPERTY_ORDER[_PROPERTY_ORDER.index(name) + 1 :]}
    element = etree.Element(_w(name))
    place = next((i for i, one in enumerate(properties) if one.tag in later), len(properties))
    properties.insert(place, element)
    return element


def _w(name: str) -> str:
    return f"{{{W}}}{name}"
