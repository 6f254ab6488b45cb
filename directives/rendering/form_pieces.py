"""Mẫu trong tệp khác: a form filled and set inside the file of another: attached texts and the block of a copy."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from directives.document.forms import official_form
from directives.document.kinds import DocumentType
from directives.document.model import AttachedText, Document
from directives.rendering.blocks_docx import blocks_markup
from directives.rendering.docx_template import WordForm, word_form
from directives.rendering.fields import FieldValue, field_values
from directives.rendering.lines import reference_line
from directives.rendering.package import read_parts
from directives.rendering.sections_docx import Section
from directives.rulebook.regimes import Regime

#: The form of a text issued with a decision: it has no number, so it is no type's own.
ATTACHED_FORM = "van_ban_kem_theo"

_END = "<!-- end of piece -->"
_STYLED = re.compile(r'(<w:pStyle w:val=")([^"]*)"')


def attached_sections(
    document: Document, regime: Regime, style_ids: Mapping[str, str]
) -> tuple[Section, ...]:
    """Các văn bản kèm theo: in their order, each with the head of its issuer and a name of its own."""
    return tuple(Section(_attached(document, text, regime, style_ids)) for text in document.attached)


def copy_block(copy: Document, regime: Regime, style_ids: Mapping[str, str]) -> str:
    """Phần ghi bản sao: what stands below the end of the copied document (PL.I-P2.II)."""
    word = word_form(official_form(copy.type, copy.issued_on).template)
    return _piece(word, field_values(copy, regime, word.names), (), style_ids)


def _attached(document: Document, text: AttachedText, regime: Regime, style_ids: Mapping[str, str]) -> str:
    word = word_form(official_form(DocumentType.QUYET_DINH, document.issued_on, ATTACHED_FORM).template)
    values = attached_values(document, text, regime, word.names)
    return _piece(word, values, blocks_markup(text.body, word.style_ids, word.section), style_ids)


def attached_values(
    document: Document, text: AttachedText, regime: Regime, names: Iterable[str]
) -> dict[str, FieldValue]:
    """Giá trị điền văn bản kèm theo: the head of its issuer, its own name and body, the decision's number."""
    bare = replace(document, type=text.type, subject=text.subject, body=text.body, addressees=(), details=())
    bare = replace(bare, deciding_authority="", legal_bases=(), recipients=(), drafter_mark="", contact="")
    bare = replace(bare, urgency=None, circulation=None)
    return field_values(bare, regime, names) | {"attached_reference": reference_line(document)}


def _piece(
    word: WordForm, values: Mapping[str, object], blocks: tuple[str, ...], style_ids: Mapping[str, str]
) -> str:
    """Thân mẫu đã điền: without page settings, its styles named as the file around it names them."""
    filled = read_parts(word.fill(values, _END, blocks))["word/document.xml"].decode()
    names = {style_id: name for name, style_id in word.style_ids.items()}
    body = filled.partition("<w:body>")[2].partition(_END)[0]
    return _STYLED.sub(lambda found: f'{found[1]}{style_ids.get(names.get(found[2], ""), found[2])}"', body)
