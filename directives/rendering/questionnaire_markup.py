"""Mã Word của phiếu hỏi: questions as tables of boxes, written straight as markup."""

from collections.abc import Iterator, Sequence

from directives.document.questionnaire_paper import (
    GridHeading,
    GridLine,
    GridQuestion,
    PaperQuestion,
    PaperQuestionnaire,
    PaperSection,
    TickQuestion,
    WrittenQuestion,
)
from directives.rendering.template_language import printed

#: Room between the margins of the page, and within a cell on either side, in twips.
WIDTH, CELL_MARGIN = 11906 - 2 * 907, 70
NUMBER_COLUMN, CARD_LABEL = 560, 2300
CARD_ANSWER = WIDTH - CARD_LABEL - 2 * CELL_MARGIN
#: A column of boxes: narrow where there are many, so that the words beside them have room.
_FEW_LEVELS, _NARROW, _WIDE = 3, 850, 1240
#: Choices of so many letters together stand on one line.
_SHORT_CHOICES = 95
BOX = "□"
TAB = "<w:r><w:tab/></w:r>"
_FRAME = (
    "<w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="7F7F7F"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)
MIDDLE = '<w:vAlign w:val="center"/>'
_HEAD_LOOK = f'<w:shd w:val="clear" w:color="auto" w:fill="D9E2F3"/>{MIDDLE}'


def run(text: str, look: str = "") -> str:
    """Đoạn chữ: text in one look, blanks kept. Raises UnprintableCharacter."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{printed(text)}</w:t></w:r>'


_BOX_RUN = run(BOX, '<w:sz w:val="28"/>')


def paragraph(style: str, *runs: str) -> str:
    """Đoạn: runs in a named style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(runs)}</w:p>'


def line(style: str, text: str) -> str:
    """Dòng: a paragraph of one text."""
    return paragraph(style, run(text))


def table(widths: Sequence[int], rows: str, borders: str = "") -> str:
    """Bảng: of fixed widths, in the middle of the page."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    air = "".join(f'<w:{side} w:w="{CELL_MARGIN}" w:type="dxa"/>' for side in ("left", "right"))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>{borders}'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{air}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def row(cells: str, *, head: bool = False, height: int = 0) -> str:
    """Hàng: never broken over two pages; a ``head`` is repeated on each. ``height`` in twips is kept exactly."""
    high = f'<w:trHeight w:val="{height}" w:hRule="exact"/>' if height else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{high}{'<w:tblHeader/>' if head else ''}</w:trPr>{cells}</w:tr>"


def cells(widths: Sequence[int], contents: Sequence[str], look: str = "") -> str:
    """Ô: one for each width, all with one look."""
    return "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{look}</w:tcPr>{content}</w:tc>'
        for width, content in zip(widths, contents, strict=True)
    )


def questions_markup(paper: PaperQuestionnaire) -> Iterator[str]:
    """Các câu hỏi: of every section, then the thanks; the same for all forms."""
    for section in paper.sections:
        yield line("SectionHead", section.heading)
        yield _card(section) if section.card else "".join(map(_question, section.questions))
    if paper.closing:
        yield line("Closing", paper.closing)


def _card(section: PaperSection) -> str:
    widths = (CARD_LABEL, WIDTH - CARD_LABEL)
    rows = [
        row(cells(widths, (line("GridText", q.text), _card_answer(q)), MIDDLE)) for q in section.questions
    ]
    return table(widths, "".join(rows), _FRAME)


def _card_answer(question: PaperQuestion) -> str:
    if not isinstance(question, TickQuestion):
        return paragraph("CardDots", TAB)
    return paragraph("GridText", *(_ticked(text) for text in question.choices))


def _question(question: PaperQuestion) -> str:
    match question:
        case TickQuestion():
            return _asked(question.label, question.text, question.hint) + _choices(question.choices)
        case GridQuestion():
            return _asked(question.label, question.text, question.hint) + _grid(question)
        case WrittenQuestion():
            dots = paragraph("Dots", TAB) * question.lines
            return (_asked(question.label, question.text, "") if question.text else "") + dots


def _asked(label: str, text: str, hint: str) -> str:
    runs = [run(f"{label}. ", "<w:b/>") if label else "", run(text, "<w:b/>")]
    if hint:
        runs.append(run(f" ({hint})", "<w:i/>"))
    return paragraph("Asked", *runs)


def _choices(choices: Sequence[str]) -> str:
    if sum(map(len, choices)) + 4 * len(choices) <= _SHORT_CHOICES:
        return paragraph("Ticked", *map(_ticked, choices))
    return "".join(
        paragraph("Ticked" if place == len(choices) else "TickedMore", _BOX_RUN, TAB, run(text))
        for place, text in enumerate(choices, start=1)
    )


def _ticked(text: str) -> str:
    """Ô và lời: held together, so that no line ends between a box and its words."""
    return _BOX_RUN + run("\u00a0" + text.replace(" ", "\u00a0")) + run("    ")


def _grid(question: GridQuestion) -> str:
    level = _WIDE if len(question.levels) <= _FEW_LEVELS else _NARROW
    widths = (
        NUMBER_COLUMN,
        WIDTH - NUMBER_COLUMN - level * len(question.levels),
        *(level for _ in question.levels),
    )
    headings = [line("GridHead", text) for text in ("TT", "Nội dung", *question.levels)]
    boxes = [paragraph("GridBox", run(BOX))] * len(question.levels)
    rows = [
        row(cells(widths, [line("GridNumber", one.label), line("GridText", one.text), *boxes], MIDDLE))
        if isinstance(one, GridLine)
        else row(_across(one, len(widths)))
        for one in question.lines
    ]
    return table(widths, row(cells(widths, headings, _HEAD_LOOK), head=True) + "".join(rows), _FRAME)


def _across(heading: GridHeading, columns: int) -> str:
    style = "GridPart" if heading.upper else "GridGroup"
    shade = "D9D9D9" if heading.upper else "F2F2F2"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{WIDTH}" w:type="dxa"/><w:gridSpan w:val="{columns}"/>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/></w:tcPr>{line(style, heading.text)}</w:tc>'
    )


def how_to_answer(paper: PaperQuestionnaire) -> str:
    """Khung cách trả lời: shaded, so that it is read first; empty when nothing is to be said."""
    if not paper.how_to_answer:
        return ""
    inside = line("HowHead", "CÁCH TRẢ LỜI") + "".join(line("How", text) for text in paper.how_to_answer)
    shaded = '<w:shd w:val="clear" w:color="auto" w:fill="EFEFEF"/>'
    return table((WIDTH,), row(cells((WIDTH,), (inside,), shaded)), _FRAME)
