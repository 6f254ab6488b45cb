"""Dựng văn bản: a document as a Word file, by the form which the law of its day asks for."""

from dataclasses import dataclass

from directives.document.forms import official_form
from directives.document.model import Document
from directives.rendering.annexes_docx import annexes_markup
from directives.rendering.blocks_docx import blocks_markup
from directives.rendering.docx_template import WordForm, compiled_form, word_form
from directives.rendering.fields import field_values
from directives.rulebook.regimes import regime_on


@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """Tệp văn bản: the Word file, and the hash of the form it was made with."""

    content: bytes
    template_sha256: str


def render(document: Document, template: bytes | None = None) -> RenderedDocument:
    """Dựng văn bản: the same document and form give the same bytes, on every machine and at any time.

    ``template`` is the Word form to fill: an office's own, or the one pinned when the number was given; without
    it the form is the law's. Raises DayWithoutRegime, NoOfficialForm, NoPlaceInForm, UnknownField,
    UnprintableCharacter; BrokenForm when a form was edited so that it no longer works.
    """
    regime = regime_on(document.issued_on)
    word = form_of(document, template)
    values = field_values(document, regime, word.names)
    blocks = blocks_markup(document.body, word.style_ids, word.section)
    annexes = annexes_markup(document, regime, word.style_ids, word.section)
    return RenderedDocument(word.fill(values, annexes, blocks), word.sha256)


def form_of(document: Document, template: bytes | None = None) -> WordForm:
    """Mẫu của văn bản: compiled; ``template`` or the law's. Raises as ``render`` does."""
    if template is not None:
        return compiled_form(template, file=document.form or document.type.value)
    return word_form(official_form(document.type, document.issued_on, document.form).template)
