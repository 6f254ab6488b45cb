"""Soát mẫu: a template that was read in the child process, against what the engine can fill; all faults at once."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from directives.conversion.admission import refuse_secrets
from directives.conversion.errors import SecrecyMark
from directives.conversion.template import Passage, TemplateContent, TemplatePlace
from directives.rendering.docx_template import FILLED, BrokenForm, compile_form
from directives.rendering.lint.blocks import Blocks
from directives.rendering.lint.expressions import judge
from directives.rendering.lint.findings import Fault, LintFinding, Severity
from directives.rendering.lint.known_fields import known_fields, missing_fields
from directives.rendering.lint.tags import Tag, tags_of
from directives.rendering.styles import Style
from doc_templates import Form, FormField

#: A page of text has some ten thousand bytes of markup; a larger part is not a form.
MAX_PART_BYTES = 1_048_576
#: Word fields which fetch or run something when the file is opened or printed.
_FETCHING = frozenset(
    {"INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "DDE", "DDEAUTO", "DATABASE", "MACROBUTTON",
     "EMBED", "RD", "FILLIN", "ASK", "PRINT", "GOTOBUTTON"}
)  # fmt: skip
_HARMLESS_LINKS = frozenset({"hyperlink"})
#: Styles which the engine itself uses for what no template can hold.
_ENGINE_STYLES = (
    Style.END, Style.ANNEX_LABEL, Style.ANNEX_TITLE, Style.ANNEX_REFERENCE,
    Style.TABLE_HEAD, Style.TABLE_TEXT, Style.TABLE_NUMBER, Style.TABLE_NOTE,
)  # fmt: skip


def lint(
    content: bytes, read: TemplateContent, form: Form | None, *, file: str
) -> tuple[frozenset[str], tuple[LintFinding, ...]]:
    """Soát: the fields which the template asks for, and all its faults in the order of the file.

    ``read`` is the template as the child process read it. Without ``form`` the fields of every official form
    are known.
    """
    known = known_fields(form)
    used: set[str] = set()
    findings = [*_too_large(read), *_foreign(read), *_secret(read)]
    findings += _tags(read, known, used)
    findings += [
        LintFinding(Fault.MISSING_FIELD, None, {"field": field.name, "says": field.says})
        for field in missing_fields(form, frozenset(used))
    ]
    findings += _styles(read)
    if not any(one.severity is Severity.ERROR for one in findings):
        try:
            compile_form(content, file=file)
        except BrokenForm as error:
            findings.append(LintFinding(Fault.BROKEN, None, {"reason": error.fields["reason"]}))
    return frozenset(used), tuple(findings)


def _tags(read: TemplateContent, known: Mapping[str, FormField], used: set[str]) -> Iterator[LintFinding]:
    for _, group in groupby(read.passages, key=lambda one: (one.place.part, bool(one.place.attribute))):
        passages = tuple(group)
        if passages[0].place.area == "property" or passages[0].place.attribute:
            for passage in passages:  # every property is a text of its own
                yield from _passages((passage,), known, used)
        else:
            yield from _passages(passages, known, used)


def _passages(
    passages: tuple[Passage, ...], known: Mapping[str, FormField], used: set[str]
) -> Iterator[LintFinding]:
    blocks = Blocks(passages)
    for passage in passages:
        for found in tags_of(passage):
            if isinstance(found, Tag):
                yield from judge(found, blocks.items, known, used)
                yield from blocks.take(found)
            else:
                yield found
    yield from blocks.rest()


def _too_large(read: TemplateContent) -> Iterator[LintFinding]:
    for part, size in read.sizes.items():
        if FILLED.fullmatch(part) and size > MAX_PART_BYTES:
            about = {"part": part, "size": size, "limit": MAX_PART_BYTES}
            yield LintFinding(Fault.TOO_LARGE, TemplatePlace("other", part), about)


def _foreign(read: TemplateContent) -> Iterator[LintFinding]:
    for link in read.links:
        if link.kind not in _HARMLESS_LINKS:
            place = TemplatePlace("other", link.part)
            yield LintFinding(Fault.LINK, place, {"target": link.target, "what": link.kind})
    for field in read.fields:
        words = field.text.split()
        if words and words[0].upper() in _FETCHING:
            yield LintFinding(Fault.COMPUTED, field.place, {"field": " ".join(words)[:80]})


def _secret(read: TemplateContent) -> Iterator[LintFinding]:
    for passage in read.passages:
        try:
            refuse_secrets((), [passage.text])
        except SecrecyMark as error:
            yield LintFinding(Fault.SECRECY, passage.place, {"mark": error.fields["mark"]})


def _styles(read: TemplateContent) -> Iterator[LintFinding]:
    missing = [style.value for style in _ENGINE_STYLES if style.value not in read.styles]
    if missing:
        yield LintFinding(Fault.MISSING_STYLES, None, {"styles": ", ".join(missing)}, Severity.WARNING)
