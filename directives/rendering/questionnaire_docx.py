"""In phiếu hỏi: numbered forms of one questionnaire as a Word file, a section with its own footer for each form.

A form begins on a new page, its pages count from 1, and no row of a table breaks over two. What all forms share and
what is one form's own can be had apart, laid out to lie on each other: thousands of forms are then laid out once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from directives.document.questionnaire_paper import NumberedForm, PaperQuestionnaire
from directives.rendering.package import DeflatedPart, write_parts
from directives.rendering.questionnaire_markup import (
    CARD_ANSWER,
    MIDDLE,
    TAB,
    WIDTH,
    cells,
    how_to_answer,
    line,
    paragraph,
    questions_markup,
    row,
    run,
    table,
)
from directives.rendering.questionnaire_styles import DECLARATION, FONT, NAMESPACES, styles_part
from doc_templates.drawing.appearance import font_table, theme

#: A4 in twips; room for a thumb on both sides, the footer close to the edge.
_PAGE, _TOP, _BOTTOM, _FOOTER = (11906, 16838), 680, 737, 369
_SIDE = (_PAGE[0] - WIDTH) // 2
_SQUARE_MM, _EMU_PER_MM = 23, 36_000
_HEAD, _HEAD_HEIGHT = (4300, 4200, WIDTH - 8500), 1440
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#: Tables then lie where Word of today puts them.
_SETTINGS = (
    f'{DECLARATION}<w:settings {NAMESPACES}><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)
_NEXT_PAGE = '<w:p><w:pPr><w:pStyle w:val="Thin"/><w:pageBreakBefore/></w:pPr></w:p>'


@dataclass(frozen=True, slots=True)
class _Section:
    """Một phần của tệp Word: its content, and the form whose serial stands in the footer; None for no footer."""

    content: str
    form: NumberedForm | None


def questionnaire_docx(paper: PaperQuestionnaire, forms: Sequence[NumberedForm], pages: int = 0) -> bytes:
    """In phiếu: whole forms. The same paper and forms give the same bytes; ``pages`` are said in footers, if known.

    Raises UnprintableCharacter, and ValueError when there is no form.
    """
    if not forms:
        raise ValueError("no form to print")
    questions = _shared_text(paper)
    sections = [
        _Section(_head(paper, form, place) + questions, form) for place, form in enumerate(forms, start=1)
    ]
    return _word_file(paper, sections, pages)


def shared_docx(paper: PaperQuestionnaire) -> bytes:
    """Phần chung của phiếu: one form without serial, square code and footer. Raises UnprintableCharacter."""
    return _word_file(paper, [_Section(_head(paper, None, 0) + _shared_text(paper), None)], 0)


def own_docx(paper: PaperQuestionnaire, forms: Sequence[NumberedForm], pages: int) -> bytes:
    """Phần riêng của phiếu: serial, place, square code and footers of each form, on ``pages`` otherwise empty pages.

    Raises UnprintableCharacter, and ValueError when there is no form.
    """
    if not forms:
        raise ValueError("no form to print")
    rest = _NEXT_PAGE * (pages - 1)
    sections = [
        _Section(_own_head(paper, form, place) + rest, form) for place, form in enumerate(forms, start=1)
    ]
    return _word_file(paper, sections, pages)


def _head(paper: PaperQuestionnaire, form: NumberedForm | None, place: int) -> str:
    last = len(paper.agency_lines)
    agency = "".join(
        line("AgencyLast" if number == last else "Agency", text)
        for number, text in enumerate(paper.agency_lines, start=1)
    )
    return (line("Note", paper.note) if paper.note else "") + _head_table(agency, form, place)


def _own_head(paper: PaperQuestionnaire, form: NumberedForm, place: int) -> str:
    return (line("Note", "") if paper.note else "") + _head_table("", form, place)


def _head_table(agency: str, form: NumberedForm | None, place: int) -> str:
    """Đầu phiếu: of one height whatever stands in it, so that the questions begin at the same place."""
    serial, square = line("Serial", ""), line("Serial", "")
    if form is not None:
        serial = line("Serial", "Mã phiếu") + line("SerialNumber", form.serial)
        serial += line("Place", form.place) if form.place else ""
        square = paragraph("Serial", _picture(place))
    left = cells(_HEAD[:1], (agency or line("Agency", ""),))
    return table(_HEAD, row(left + cells(_HEAD[1:], (serial, square), MIDDLE), height=_HEAD_HEIGHT))


def _shared_text(paper: PaperQuestionnaire) -> str:
    lines = [line("FormTitle", paper.title)]
    lines += [line("FormSubtitle", paper.subtitle)] if paper.subtitle else []
    lines += [line("Greeting", text) for text in paper.greeting]
    return "".join((*lines, how_to_answer(paper), *questions_markup(paper)))


def _word_file(paper: PaperQuestionnaire, sections: Sequence[_Section], pages: int) -> bytes:
    body = "".join(
        section.content + _end(place if section.form else 0, last=place == len(sections))
        for place, section in enumerate(sections, start=1)
    )
    document = f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    forms = {place: section.form for place, section in enumerate(sections, start=1) if section.form}
    parts: dict[str, bytes | DeflatedPart] = {
        "[Content_Types].xml": _content_types(forms).encode(),
        "_rels/.rels": _relationships([("main", "officeDocument", "word/document.xml")]).encode(),
        "word/document.xml": document.encode(),
        "word/styles.xml": styles_part(WIDTH, CARD_ANSWER).encode(),
        "word/settings.xml": _SETTINGS.encode(),
        "word/fontTable.xml": font_table(FONT).encode(),
        "word/theme/theme1.xml": theme(FONT).encode(),
        "word/_rels/document.xml.rels": _relations(forms).encode(),
    }
    for place, form in forms.items():
        parts[f"word/footer{place}.xml"] = _footer(paper, form, pages).encode()
        parts[f"word/media/square{place}.png"] = form.square
    return write_parts(parts)


def _end(place: int, *, last: bool) -> str:
    """Hết phiếu: the settings of the form's pages, with its own footer."""
    footer = f'<w:footerReference w:type="default" r:id="foot{place}"/>' if place else ""
    settings = (
        f'<w:sectPr>{footer}<w:type w:val="nextPage"/><w:pgSz w:w="{_PAGE[0]}" w:h="{_PAGE[1]}"/>'
        f'<w:pgMar w:top="{_TOP}" w:right="{_SIDE}" w:bottom="{_BOTTOM}" w:left="{_SIDE}" w:header="0" '
        f'w:footer="{_FOOTER}" w:gutter="0"/><w:pgNumType w:start="1"/></w:sectPr>'
    )
    return settings if last else f'<w:p><w:pPr><w:pStyle w:val="Thin"/>{settings}</w:pPr></w:p>'


def _footer(paper: PaperQuestionnaire, form: NumberedForm, pages: int) -> str:
    text = paragraph(
        "Foot",
        run(f"Mã phiếu: {form.serial}", "<w:b/>"),
        run(f"   ·   Phiên bản phiếu: {paper.version}"),
        TAB,
        run("Trang "),
        '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>',
        run(f"/{pages}") if pages else "",
    )
    return f"{DECLARATION}<w:ftr {NAMESPACES}>{text}</w:ftr>"


def _picture(place: int) -> str:
    side = _SQUARE_MM * _EMU_PER_MM
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{side}" cy="{side}"/>'
        f'<wp:docPr id="{place}" name="Mã vuông {place}" descr="Mã vuông của phiếu"/><a:graphic><a:graphicData '
        f'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{place}" name="square{place}.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="square{place}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{side}" cy="{side}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _content_types(forms: Iterable[int]) -> str:
    overrides = [
        ("document", "document.main"),
        *((part, part) for part in ("styles", "settings", "fontTable")),
    ]
    overrides += [(f"footer{place}", "footer") for place in forms]
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        + "".join(
            f'<Override PartName="/word/{part}.xml" ContentType="{_OFFICE}.{kind}+xml"/>'
            for part, kind in overrides
        )
        + '<Override PartName="/word/theme/theme1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/></Types>'
    )


def _relations(forms: Iterable[int]) -> str:
    rows = [(part, part, f"{part}.xml") for part in ("styles", "settings", "fontTable")]
    rows.append(("theme", "theme", "theme/theme1.xml"))
    for place in forms:
        rows += [
            (f"foot{place}", "footer", f"footer{place}.xml"),
            (f"square{place}", "image", f"media/square{place}.png"),
        ]
    return _relationships(rows)


def _relationships(rows: Sequence[tuple[str, str, str]]) -> str:
    written = "".join(
        f'<Relationship Id="{name}" Type="{_RELATION}/{kind}" Target="{target}"/>'
        for name, kind, target in rows
    )
    return (
        f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{written}</Relationships>"
    )
