"""Điền thử: a template is filled with made-up words before it is taken; what fails now would fail a clerk later."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict

from jinja2 import TemplateError, UndefinedError

from directives.conversion.errors import RefusedFile
from directives.conversion.package import parse_xml
from directives.conversion.template import TemplatePlace
from directives.errors import N_
from directives.rendering.body_lines import BodyLine
from directives.rendering.docx_template import FILLED, BrokenForm, WordForm, compile_form
from directives.rendering.form_preparation import DOCUMENT
from directives.rendering.lint.findings import Fault, LintFinding, Severity
from directives.rendering.lint.known_fields import INDISPENSABLE
from directives.rendering.package import read_parts
from directives.rendering.styles import W
from directives.rendering.template_language import LANGUAGE
from doc_templates import FormField

_STYLES = (
    "paragraph", "heading", "heading_title", "section", "article", "clause", "title", "point", "dash",
)  # fmt: skip
_BLOCK = "bảng của nội dung"

_TORN = N_("its markup would be torn apart; remove the tags beside links and boxes, and insert them anew")
_FAILED = N_("some of its tags work otherwise than they look; begin anew with “vanthu template new”")


class _Unprintable:
    """Không phải chữ: a list or one of its items, which nothing may turn into text as Python writes it."""

    def __str__(self) -> str:
        raise TypeError


class _Lines(_Unprintable, tuple[str, ...]):
    """Các dòng."""


class _Line(_Unprintable, dict[str, object]):
    """Dòng nội dung: style, text, label and the rest of a ``BodyLine``."""


class _Body(_Unprintable, tuple[_Line, ...]):
    """Nội dung."""


def comes_to_text(source: str, names: Iterable[str], known: Mapping[str, FormField]) -> bool:
    """Ra chữ: whether the words of one tag, with a value of its kind for each name, come to a text."""
    values = {name: _something(known[name]) for name in names}
    try:
        LANGUAGE.from_string(source).render(values)
    except (TemplateError, TypeError, ValueError, ArithmeticError, RecursionError):
        return False
    return True


def faults_of_filling(content: bytes, known: Mapping[str, FormField], *, file: str) -> Iterator[LintFinding]:
    """Lỗi khi điền: the whole template, with something for every name, then with nothing that may be left out.

    What is told: a failure, markup torn apart, and words which a document cannot do without and which do not come
    out. A list that may be empty, and whose first line is asked for, fails only documents in which it is empty.
    """
    try:
        word = compile_form(content, file=file)
        values = {name: _something(known[name]) for name in word.names}
        text = _filled(word, values)
        for name in word.names_in_body:
            if known[name].kind == "body" or name in INDISPENSABLE:
                yield from _lost(known[name], values[name], text)
        if any(known[name].kind == "body" for name in values) and _BLOCK not in text:
            yield LintFinding(Fault.NO_BLOCKS, None, {"tag": "{{ line.block }}"}, Severity.WARNING)
        try:
            _filled(word, {n: v if known[n].required else _nothing(known[n]) for n, v in values.items()})
        except BrokenForm as error:
            if not isinstance(error.__cause__, UndefinedError):
                raise
    except BrokenForm as error:
        part = error.where.rpartition(":")[2]
        place = TemplatePlace("other", part) if FILLED.fullmatch(part) else None
        reason = _TORN if isinstance(error.__cause__, RefusedFile) else _FAILED
        yield LintFinding(Fault.BROKEN, place, {"reason": reason})


def _filled(word: WordForm, values: Mapping[str, object]) -> str:
    """Chữ đã điền: of the body; every part filled in is read again. Raises BrokenForm."""
    block = f'<w:p xmlns:w="{W}"><w:r><w:t>{_BLOCK}</w:t></w:r></w:p>'
    parts = read_parts(word.fill(values, blocks=(block,) if word.takes_blocks else ()))
    for name in filter(FILLED.fullmatch, parts):
        try:
            parse_xml(parts[name], name)
        except RefusedFile as error:
            raise BrokenForm(where=f"{word.file}:{name}", file=word.file, reason=str(error)) from error
    return "".join(parse_xml(parts[DOCUMENT], DOCUMENT).itertext())


def _lost(field: FormField, value: object, text: str) -> Iterator[LintFinding]:
    """Chữ bị mất: what was filled in for a field and does not come out, whatever its capitals."""
    found = text.casefold()
    for words in _words(value):
        if words.casefold() not in found:
            yield LintFinding(Fault.LOST, None, {"field": field.name, "words": words, "says": field.says})


def _words(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            yield from filter(None, (value["label"], value["text"]))
        case tuple():
            for one in value:
                yield from _words(one)


def _something(field: FormField) -> object:
    """Điền đủ: words of the kind of the field, known again by its name."""
    match field.kind:
        case "lines":
            return _Lines((f"{field.name} một", f"{field.name} hai"))
        case "twips":
            return 100
        case "body":
            lines = [BodyLine(style, f"nội dung {style}") for style in _STYLES]
            lines += [BodyLine("article", "có điều", "Điều 7."), BodyLine("block", "", block=0)]
            return _Body(_Line(asdict(line)) for line in lines)
    return f"{field.name} một"


def _nothing(field: FormField) -> object:
    match field.kind:
        case "lines":
            return ()
        case "twips":
            return 0
        case "body":
            return []
    return ""
