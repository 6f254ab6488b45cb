"""Mẫu Word: a form prepared and compiled once, then filled many times; the only module that knows docxtpl.

The template language is docxtpl's, so a form can be edited in Word. It runs in a sandbox, an unknown name is
an error and every value is escaped: the words of a document can never become markup or code. What the compiled
way does not cover, pictures and rich text, goes through docxtpl itself, behind the same fence.
"""

import hashlib
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx.shared import Mm
from docxtpl import DocxTemplate, RichText
from jinja2 import Environment, Template, TemplateError, meta
from lxml import etree
from markupsafe import Markup

from directives.conversion.errors import RefusedFile
from directives.conversion.package import parse_xml
from directives.errors import N_, DirectiveError
from directives.rendering.form_preparation import ANNEXES_HERE, DOCUMENT, STYLES, prepared_parts
from directives.rendering.package import QUICK, DeflatedPart, deflate, read_parts, write_parts
from directives.rendering.styles import style_ids
from directives.rendering.template_language import LANGUAGE, PROPERTY_LANGUAGE, printed, refuse_code

#: The parts in which a template may ask for something.
FILLED = re.compile(
    r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml|docProps/(core|app|custom)\.xml"
)
_BY_DOCXTPL = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_PROPERTIES = "docProps/"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_SPLIT_BRACES = re.compile(r"(?<={)(?:<[^>]*>)+(?=[{%#])|(?<=[%}#])(?:<[^>]*>)+(?=})", re.DOTALL)
_RICH_TEXT = re.compile(r"\{\{r\s((?:(?!\}\}).)*)\}\}", re.DOTALL)
_RUN_BREAK = re.compile(r"</w:t>.*?<w:t(?: [^>]*)?>", re.DOTALL)

#: Every drawing of a file has a number of its own; those which docxtpl gives begin at 1000.
_DRAWING = re.compile(r'<wp:docPr id="\d+"')
_FIRST_DRAWING = 1

_RICH_LANGUAGE = LANGUAGE.overlay()
_RICH_LANGUAGE.filters = {
    **LANGUAGE.filters,
    "rich_text": lambda text: printed(text) and Markup(str(RichText(text))),
}

#: Besides Jinja's own errors: texts, lists and numbers mixed up, and nesting without end.
_FAILURES = (TemplateError, TypeError, ValueError, ArithmeticError, RecursionError)


class BrokenForm(DirectiveError):
    """Mẫu hỏng: the Word form cannot be used as a template."""

    kind = "broken_form"
    template = N_("The Word form {file} cannot be used: {reason}. Restore it with “make templates”.")


class Way(Enum):
    """Cách dựng: compiled, the fast way; or by docxtpl, and what for."""

    COMPILED = "compiled"
    PICTURES = "pictures"
    RICH_TEXT = "rich_text"


@dataclass(frozen=True, slots=True)
class PictureFile:
    """Tệp hình: a picture to put wherever ``marker`` stands in the markup; ``width`` in millimetres."""

    marker: str
    content: bytes
    width: float
    alternative: str = ""


@dataclass(frozen=True, slots=True)
class WordForm:
    """Mẫu Word đã biên dịch: the parts to fill, the parts to copy, and the names it asks for.

    ``names_in_body`` are those of the text itself, without page headers and properties of the file.
    """

    sha256: str
    file: str
    names: frozenset[str]
    names_in_body: frozenset[str]
    style_ids: Mapping[str, str]
    section: str
    takes_blocks: bool
    _prepared: Mapping[str, bytes]
    _filled: Mapping[str, Template]
    _copied: Mapping[str, DeflatedPart]
    _rich: bool

    def way(self, pictures: Sequence[PictureFile] = ()) -> Way:
        """Cách dựng: which way ``fill`` goes with these pictures."""
        if pictures:
            return Way.PICTURES
        return Way.RICH_TEXT if self._rich else Way.COMPILED

    def fill(
        self,
        fields: Mapping[str, Any],
        annexes: str = "",
        blocks: Sequence[str] = (),
        pictures: Sequence[PictureFile] = (),
    ) -> bytes:
        """Điền mẫu: the finished file; ``annexes`` (see ``annexes_docx``) replace the page settings, each of
        ``blocks`` (see ``blocks_docx``) stands where the body's line of its number is.

        Raises BrokenForm when the form asks for a name that is not among ``fields``, or has no place for
        blocks; UnprintableCharacter.
        """
        if blocks and not self.takes_blocks:
            raise BrokenForm(where=self.file, file=self.file, reason="line.block")
        parts: dict[str, bytes | DeflatedPart] = dict(self._copied)
        if self.way(pictures) is not Way.COMPILED:
            parts = self._by_docxtpl(fields, annexes, blocks, pictures)
        for name, template in self._filled.items():
            if name in parts:
                continue
            text = self._run(name, template, fields)
            text = self._completed(text, annexes, blocks) if name == DOCUMENT else text
            parts[name] = deflate(text.encode(), QUICK)
        return write_parts(parts)

    def _run(self, name: str, template: Template, fields: Mapping[str, Any]) -> str:
        try:
            return template.render(fields)
        except _FAILURES as error:
            raise BrokenForm(where=f"{self.file}:{name}", file=self.file, reason=str(error)) from error

    def _completed(self, text: str, annexes: str, blocks: Sequence[str]) -> str:
        for place, block in enumerate(blocks):
            text = text.replace(f"<!--block {place}-->", block)
        return text.replace(ANNEXES_HERE, annexes or self.section)

    def _by_docxtpl(
        self, fields: Mapping[str, Any], annexes: str, blocks: Sequence[str], pictures: Sequence[PictureFile]
    ) -> dict[str, bytes | DeflatedPart]:
        """Dựng bằng docxtpl: parts of the finished file, without those which docxtpl fills badly or not at all."""
        slow = _Slow(io.BytesIO(write_parts(self._prepared)))
        try:
            slow.render(fields, jinja_env=_RICH_LANGUAGE, autoescape=True)
        except (*_FAILURES, etree.XMLSyntaxError) as error:
            raise BrokenForm(where=self.file, file=self.file, reason=str(error)) from error
        drawn = {one.marker: slow.drawing(one) for one in pictures}
        saved = io.BytesIO()
        slow.save(saved)
        parts = read_parts(saved.getvalue())
        text = self._completed(parts[DOCUMENT].decode(), annexes, blocks)
        for marker, drawing in drawn.items():
            text = text.replace(marker, drawing)
        numbers = count(_FIRST_DRAWING)
        text = _DRAWING.sub(lambda _: f'<wp:docPr id="{next(numbers)}"', text)
        kept = {name: part for name, part in parts.items() if not self._is_ours(name)}
        return {**kept, DOCUMENT: text.encode()}

    def _is_ours(self, name: str) -> bool:
        return name in self._filled and not _BY_DOCXTPL.fullmatch(name)


class _Slow(DocxTemplate):  # type: ignore[misc]  # docxtpl ships no type information
    """Dựng chậm: docxtpl with plain values only: it writes no text of its own reading into them."""

    def patch_xml(self, src_xml: str) -> str:
        return str(super().patch_xml(_rich_text_named(src_xml)))

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Environment) -> str:
        # docxtpl would go on to read “{_{”, line breaks and form feeds in the finished text
        self.current_rendering_part = part
        parsed = jinja_env.parse(src_xml)
        refuse_code(parsed, jinja_env)  # this way reads a little differently: what runs is what was looked at
        return jinja_env.from_string(parsed).render(context)

    def fix_tables(self, xml: str) -> Any:
        """Bảng: as they were filled; docxtpl would change their columns, and pass over markup that is broken."""
        return etree.fromstring(xml)

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """Thuộc tính: filled by the compiled way, which knows how to escape them."""

    def render_footnotes(self, context: Any, jinja_env: Any = None) -> None:
        """Cước chú: filled by the compiled way."""

    def drawing(self, picture: PictureFile) -> str:
        """Hình vẽ: markup of a picture whose file now lies in the package, with its text for the blind."""
        inline = self.docx.part.new_pic_inline(io.BytesIO(picture.content), width=Mm(picture.width))
        inline.docPr.set("descr", picture.alternative)
        return f"<w:r><w:drawing>{etree.tostring(inline, encoding='unicode')}</w:drawing></w:r>"


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
    """Biên dịch mẫu: a Word file as a form that can be filled. Raises BrokenForm, also when it holds code."""
    try:
        parts, section = prepared_parts(read_parts(content))
        sources = {name: patched(part, name) for name, part in parts.items() if FILLED.fullmatch(name)}
        sources = {name: source for name, source in sources.items() if "{{" in source or "{%" in source}
        names: dict[str, set[str]] = {DOCUMENT: set()}
        for name, source in sources.items():
            parsed = LANGUAGE.parse(source)
            refuse_code(parsed)
            names[name] = meta.find_undeclared_variables(parsed)
        rich = any(_RICH_TEXT.search(_merged(part.decode("utf-8", "replace"))) for part in parts.values())
        for name in filter(_BY_DOCXTPL.fullmatch, sources if rich else ()):
            refuse_code(_RICH_LANGUAGE.parse(_slowly_read(parts[name], name)), _RICH_LANGUAGE)
        return WordForm(
            sha256=hashlib.sha256(content).hexdigest(),
            file=file,
            names=frozenset().union(*names.values()),
            names_in_body=frozenset(names[DOCUMENT]),
            style_ids=style_ids(parts[STYLES]),
            section=section,
            takes_blocks=b"<!--block " in parts[DOCUMENT],
            _prepared=parts,
            _filled={name: _language_of(name).from_string(source) for name, source in sources.items()},
            _copied={name: deflate(part) for name, part in parts.items() if name not in sources},
            _rich=rich,
        )
    except (
        BadZipFile,
        TemplateError,
        RefusedFile,
        etree.XMLSyntaxError,
        KeyError,
        ValueError,
        OSError,
        RecursionError,
        SyntaxError,
    ) as error:
        raise BrokenForm(where=file, file=file, reason=str(error)) from error


def patched(part: bytes, name: str) -> str:
    """Ngôn ngữ mẫu: docxtpl's own reading of ``{{ }}`` and ``{%p %}`` inside Word's runs and paragraphs.

    Raises BrokenFile, EntitiesDeclared.
    """
    text = etree.tostring(parse_xml(part, name), encoding="unicode")
    return _DECLARATION + str(DocxTemplate(io.BytesIO()).patch_xml(text))


def _slowly_read(part: bytes, name: str) -> str:
    return _Slow(io.BytesIO()).patch_xml(etree.tostring(parse_xml(part, name), encoding="unicode"))


def _language_of(name: str) -> Environment:
    return PROPERTY_LANGUAGE if name.startswith(_PROPERTIES) else LANGUAGE


def _merged(text: str) -> str:
    """Thẻ liền: a tag which Word cut into several runs as one piece again, as docxtpl joins it."""
    text = _SPLIT_BRACES.sub("", text)
    return re.sub(r"\{\{(?:(?!\}\}).)*", lambda tag: _RUN_BREAK.sub("", tag[0]), text, flags=re.DOTALL)


def _rich_text_named(text: str) -> str:
    """Chữ có kiểu: docxtpl puts a value of ``{{r }}`` where a run stands, so it must come as a run."""
    merged = _merged(text)
    return _RICH_TEXT.sub(r"{{r (\1) | rich_text }}", merged) if _RICH_TEXT.search(merged) else text
