"""Dựng văn bản: a document as a Word file, by the form which the law of its day asks for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from directives.document.forms import official_form
from directives.document.model import Document
from directives.errors import N_, DirectiveError
from directives.rendering.annexes_docx import annex_sections
from directives.rendering.blocks_docx import blocks_markup, picture_marker
from directives.rendering.docx_template import PictureFile, Way, WordForm, compiled_form, word_form
from directives.rendering.fields import field_values
from directives.rendering.form_pieces import attached_sections, copy_block
from directives.rendering.sections_docx import Section, sections_markup
from directives.rulebook.regimes import regime_on

NO_PICTURES: Mapping[str, bytes] = MappingProxyType({})


class MissingPicture(DirectiveError):
    """Thiếu tệp hình: a picture of the document was not handed to the rendering."""

    kind = "missing_picture"
    template = N_("The picture {sha256} of the document is not at hand. Restore it to the file store.")


@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """Tệp văn bản: the Word file, the hash of the form it was made with, and which way it was made."""

    content: bytes
    template_sha256: str
    way: Way = Way.COMPILED


def render(
    document: Document, template: bytes | None = None, pictures: Mapping[str, bytes] = NO_PICTURES
) -> RenderedDocument:
    """Dựng văn bản: the same document and form give the same bytes, on every machine and at any time.

    ``template`` is the Word form to fill: an office's own, or the one pinned when the number was given; without
    it the form is the law's. ``pictures`` are the files of the document's pictures by their SHA-256. A copy of a
    whole document is that document, by its own form and the law of its own day, with the block of the copy below
    its end. Raises DayWithoutRegime, NoOfficialForm, NoPlaceInForm, UnknownField, UnprintableCharacter,
    MissingPicture; BrokenForm when a form was edited so that it no longer works.
    """
    main = document.original
    regime = regime_on(main.issued_on)
    word = form_of(main, template)
    ids = word.style_ids
    values = field_values(main, regime, word.names)
    blocks = blocks_markup(main.body, ids, word.section)
    sections = (
        *attached_sections(main, regime, ids),
        *annex_sections(main, regime, ids, word.section),
    )
    block = "".join(copy_block(one, regime_on(one.issued_on), ids) for one in _copies(document))
    if block and sections and sections[-1].landscape:
        sections, block = (*sections, Section(block)), ""  # the block of a copy never lies on its side
    after = sections_markup(sections, ids, word.section, block)
    files = tuple(_picture_files(main, pictures))
    return RenderedDocument(word.fill(values, after, blocks, files), word.sha256, word.way(files))


def _copies(document: Document) -> list[Document]:
    """Các lần sao: the copies between the original and this one, the first of them first."""
    return [*_copies(document.copied), document] if document.copied else []


def _picture_files(document: Document, pictures: Mapping[str, bytes]) -> Iterator[PictureFile]:
    for part in document.body_parts():
        if part.picture is not None:
            content = pictures.get(part.picture.sha256)
            if content is None:
                raise MissingPicture(where=part.picture.sha256, sha256=part.picture.sha256)
            yield PictureFile(
                picture_marker(part.picture), content, part.picture.width, part.picture.alternative
            )


def form_of(document: Document, template: bytes | None = None) -> WordForm:
    """Mẫu của văn bản: compiled; ``template`` or the law's. Raises as ``render`` does."""
    if template is not None:
        return compiled_form(template, file=document.form or document.type.value)
    return word_form(official_form(document.type, document.issued_on, document.form).template)
