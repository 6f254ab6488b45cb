"""Soát mẫu: a template that was read in the child process, against what the engine can fill; all faults at once."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby, pairwise

from directives.conversion.admission import refuse_secrets
from directives.conversion.errors import SecrecyMark
from directives.conversion.template import Passage, TemplateContent, TemplatePlace
from directives.errors import N_
from directives.rendering.docx_template import FILLED
from directives.rendering.lint.blocks import Blocks
from directives.rendering.lint.expressions import Uses, judge
from directives.rendering.lint.findings import Fault, LintFinding, Severity
from directives.rendering.lint.known_fields import known_fields, missing_fields
from directives.rendering.lint.tags import Tag, broken_between, tags_of
from directives.rendering.lint.trial import faults_of_filling
from directives.rendering.styles import Style
from doc_templates import Form, FormField

#: A page of text has some ten thousand bytes of markup; a larger part is not a form.
MAX_PART_BYTES = 1_048_576
#: The largest of the law's forms have a hundred.
MAX_TAGS = 1_000
#: Word fields that show where they stand, and nothing from elsewhere or of another day.
_QUIET = frozenset(
    {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "SEQ", "REF", "PAGEREF", "NOTEREF", "STYLEREF", "TOC", "TC",
     "HYPERLINK", "SYMBOL", "LISTNUM"}
)  # fmt: skip
_TAG = re.compile(r"\{\{|\{%|\{#")
_IN_INSTRUCTION = N_("a Word field would read it as an instruction")
#: What packages call a document; a Word template (.dotx) would stay one when it is filled in.
_DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
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
    uses = Uses()
    findings = [*_package(read), *_foreign(read), *_secret(read)]
    findings += _tags(read, known, uses)
    if all(one.fault is not Fault.TOO_MANY for one in findings):
        findings += [
            LintFinding(Fault.MISSING_FIELD, None, {"field": field.name, "says": field.says})
            for field in missing_fields(form, uses.printed)
        ]
    findings += _styles(read)
    if not any(one.severity is Severity.ERROR for one in findings):
        findings += faults_of_filling(content, known, file=file)
    return frozenset(uses.named), tuple(findings)


def _tags(read: TemplateContent, known: Mapping[str, FormField], uses: Uses) -> Iterator[LintFinding]:
    for _, group in groupby(read.passages, key=lambda one: (one.place.part, bool(one.place.attribute))):
        passages = tuple(group)
        if passages[0].place.area == "property" or passages[0].place.attribute:
            for passage in passages:  # every property is a text of its own
                yield from _passages((passage,), known, uses)
        else:
            yield from _passages(passages, known, uses)


def _passages(
    passages: tuple[Passage, ...], known: Mapping[str, FormField], uses: Uses
) -> Iterator[LintFinding]:
    tags = [tag for passage in passages for tag in tags_of(passage)]
    if len(tags) > MAX_TAGS:
        about = {"part": passages[0].place.part, "count": len(tags), "limit": MAX_TAGS}
        yield LintFinding(Fault.TOO_MANY, TemplatePlace("other", passages[0].place.part), about)
        return
    blocks = Blocks(passages)
    for found in tags:
        if isinstance(found, Tag):
            yield from judge(found, blocks.items, known, uses)
            yield from blocks.take(found)
        else:
            yield found
    yield from blocks.rest()
    for before, after in pairwise(one for one in passages if one.text):
        yield from broken_between(before, after)


def _package(read: TemplateContent) -> Iterator[LintFinding]:
    if read.main_type != _DOCUMENT_TYPE:
        yield LintFinding(Fault.NOT_A_DOCUMENT, None, {"type": read.main_type})
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
        shown = " ".join(words)[:80]
        if words and words[0].upper() not in _QUIET:
            yield LintFinding(Fault.COMPUTED, field.place, {"field": shown})
        elif _TAG.search(field.text):
            yield LintFinding(Fault.MISPLACED, field.place, {"tag": shown, "reason": _IN_INSTRUCTION})


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
