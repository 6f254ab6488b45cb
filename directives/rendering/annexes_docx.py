"""Phụ lục trong tệp Word: each annex as a section of its own, written straight as Word markup."""

from collections.abc import Mapping

from directives.calendar.dates import long_date
from directives.document.model import Document
from directives.rendering.lines import roman
from directives.rendering.styles import Style
from directives.rendering.tables_docx import PageSettings, paragraph_markup, table_markup
from directives.rulebook.regimes import Regime


def annex_label(place: int, count: int, word: str) -> str:
    """Nhãn phụ lục: with a Roman number when there are several (PL.I-III.1a).

    >>> annex_label(1, 1, "Phụ lục"), annex_label(4, 5, "Phụ lục")
    ('Phụ lục', 'Phụ lục IV')
    """
    return word if count == 1 else f"{word} {roman(place)}"


def annex_reference(document: Document) -> str:
    """Chỉ dẫn phụ lục: which document it goes with (PL.I-III.1c); a draft shows a gap for the number."""
    number = str(document.number).lstrip() if document.number.number is not None else str(document.number)
    issuer = f" của {document.issuer_name}" if document.issuer_name else ""
    return f"(Kèm theo {document.type.name_vi} số {number} {long_date(document.issued_on)}{issuer})"


def annexes_markup(
    document: Document, regime: Regime, style_ids: Mapping[str, str], page_settings: str
) -> str:
    """Các phụ lục: markup for the end of the body, page settings of every section included."""
    if not document.annexes:
        return ""
    page = PageSettings(page_settings)
    orientations = [False, *(annex.landscape for annex in document.annexes)]
    contents = [
        "",
        *(_annex(document, regime, place, style_ids, page) for place in range(len(document.annexes))),
    ]
    sections = [page.section(landscape=landscape) for landscape in orientations]
    breaks = [paragraph_markup(Style.END, "", style_ids, one) for one in sections[:-1]] + [sections[-1]]
    return "".join(content + ending for content, ending in zip(contents, breaks, strict=True))


def _annex(
    document: Document, regime: Regime, place: int, style_ids: Mapping[str, str], page: PageSettings
) -> str:
    annex, count = document.annexes[place], len(document.annexes)
    label = annex_label(place + 1, count, regime.says("annex_label"))
    width = page.text_width(landscape=annex.landscape)
    return "".join(
        (
            paragraph_markup(Style.ANNEX_LABEL, label, style_ids),
            paragraph_markup(Style.ANNEX_TITLE, annex.title.upper(), style_ids),
            paragraph_markup(Style.ANNEX_REFERENCE, annex_reference(document), style_ids),
            table_markup(annex.columns, annex.rows, style_ids, width),
            *(paragraph_markup(Style.TABLE_NOTE, note, style_ids) for note in annex.notes),
        )
    )
