"""Dựng văn bản: a document as a Word file, by the form which the law of its day asks for."""

from dataclasses import dataclass

from directives.document.kinds import DocumentType
from directives.document.model import Document
from directives.errors import N_, DirectiveError
from directives.rendering.annexes_docx import annexes_markup
from directives.rendering.docx_template import word_form
from directives.rendering.fields import fields_of
from directives.rulebook.regimes import Regime, regime_on
from doc_templates import Form, form_for, forms_of


class NoOfficialForm(DirectiveError):
    """Chưa có mẫu: there is no Word form for this type of document under the law of its day."""

    kind = "no_official_form"
    template = N_("There is no Word form for a {type} under {regime}. Types with a form: {known}.")


@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """Tệp văn bản: the Word file, and the hash of the form it was made with."""

    content: bytes
    template_sha256: str


def form_of(document: Document) -> tuple[Regime, Form]:
    """Mẫu của văn bản: by the law of its own day. Raises DayWithoutRegime, NoOfficialForm."""
    regime = regime_on(document.issued_on)
    form = form_for(regime.id, document.type.value)
    if form is None:
        known = ", ".join(kind.name_vi for kind in DocumentType if kind.value in forms_of(regime.id)) or "-"
        raise NoOfficialForm(where="type", type=document.type.name_vi, regime=regime.title, known=known)
    return regime, form


def render(document: Document) -> RenderedDocument:
    """Dựng văn bản: the same document and form give the same bytes, on every machine and at any time.

    Raises DayWithoutRegime, NoOfficialForm, NoPlaceInForm, UnprintableCharacter; BrokenForm when a form was
    edited so that it no longer works.
    """
    regime, form = form_of(document)
    fields = fields_of(document, regime, form.name)
    word = word_form(form.folder / "template.docx")
    annexes = annexes_markup(document, regime, word.style_ids, word.section)
    return RenderedDocument(word.fill(fields.values(), annexes), word.sha256)
