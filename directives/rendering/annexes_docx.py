"""Phụ lục trong tệp Word: each annex as a section of its own, written straight as Word markup (PL.I-III.1)."""

from collections.abc import Iterator, Mapping, Sequence

from directives.document.levels import roman
from directives.document.model import Annex, BodyPart, Document
from directives.rendering.blocks_docx import blocks_markup
from directives.rendering.body_lines import body_lines
from directives.rendering.lines import reference_line
from directives.rendering.sections_docx import Section
from directives.rendering.styles import LINE_STYLES, Style
from directives.rendering.tables_docx import PageSettings, paragraph_markup, table_markup
from directives.rulebook.regimes import Regime


def annex_label(place: int, count: int, word: str) -> str:
    """Nhãn phụ lục: with a Roman number when there are several (PL.I-III.1a).

    >>> annex_label(1, 1, "Phụ lục"), annex_label(4, 5, "Phụ lục")
    ('Phụ lục', 'Phụ lục IV')
    """
    return word if count == 1 else f"{word} {roman(place)}"


def annex_sections(
    document: Document, regime: Regime, style_ids: Mapping[str, str], page_settings: str
) -> tuple[Section, ...]:
    """Các phụ lục: in their order, each with label, title and the document it goes with."""
    word, count = regime.says("annex_label"), len(document.annexes)
    sections = []
    for place, annex in enumerate(document.annexes, start=1):
        head = (
            paragraph_markup(Style.ANNEX_LABEL, annex_label(place, count, word), style_ids),
            paragraph_markup(Style.ANNEX_TITLE, annex.title.upper(), style_ids),
            paragraph_markup(Style.ANNEX_REFERENCE, reference_line(document), style_ids),
        )
        content = "".join((*head, *_content(annex, style_ids, page_settings)))
        sections.append(Section(content, annex.landscape))
    return tuple(sections)


def _content(annex: Annex, style_ids: Mapping[str, str], page_settings: str) -> Iterator[str]:
    yield from _text(annex.body, style_ids, page_settings, landscape=annex.landscape, ends=not annex.columns)
    if annex.columns:
        width = PageSettings(page_settings).text_width(landscape=annex.landscape)
        yield table_markup(annex.columns, annex.rows, style_ids, width)
    yield from (paragraph_markup(Style.TABLE_NOTE, note, style_ids) for note in annex.notes)


def _text(
    body: Sequence[BodyPart],
    style_ids: Mapping[str, str],
    page_settings: str,
    *,
    landscape: bool,
    ends: bool,
) -> Iterator[str]:
    """Phụ lục bằng lời: the lines of a body, as the form itself sets them."""
    blocks = blocks_markup(body, style_ids, page_settings, landscape=landscape)
    for line in body_lines(body, end_mark=ends):
        if line.block >= 0:
            yield blocks[line.block]
        else:
            style = LINE_STYLES[line.style]
            yield paragraph_markup(style, line.text, style_ids, label=line.label, keep_next=line.keep)
