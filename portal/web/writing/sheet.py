"""Trang giấy trên màn hình: what the Word file of a draft shows, as plain blocks for a template, findings marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from directives.checking.findings import Finding
from directives.conversion.layout import Layout, Paragraph

#: One step of indent on the shown page, in points.
_STEP = 24.0
_MOST_STEPS = 8
_ALIGNMENTS = {"center": "to-centre", "right": "to-right", "both": "to-both"}
#: Tables which only set words in their place: the head of the page, and recipients beside the signature.
_PLACING = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Nơi nhận:")
_STANDARD_SIZE = 14


@dataclass(frozen=True, slots=True)
class Piece:
    """Mẩu chữ: letters of one look; ``marks`` are the numbers of the findings about them."""

    text: str
    classes: str
    marks: tuple[int, ...]
    severity: str


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """Đoạn: its pieces; ``rules`` are the drawn lines below it, by their share of the room in per cent.

    ``pictures`` are their sizes in millimetres: they are drawn on the printed pages only.
    """

    pieces: tuple[Piece, ...]
    classes: str
    rules: tuple[int, ...]
    is_number: bool
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownCell:
    """Ô: its paragraphs; ``span`` is how many columns it takes, ``goes_on`` says that it belongs to the one above."""

    paragraphs: tuple[ShownParagraph, ...]
    span: int
    goes_on: bool


@dataclass(frozen=True, slots=True)
class ShownTable:
    """Bảng: rows of cells of paragraphs; ``grid`` False where it only sets words in their place."""

    rows: tuple[tuple[ShownCell, ...], ...]
    grid: bool


def sheet_of(
    layout: Layout, findings: Sequence[Finding], number: str = ""
) -> list[ShownParagraph | ShownTable]:
    """Trang: blocks in reading order; the paragraph which begins with ``number`` is told apart."""
    shown: list[ShownParagraph | ShownTable] = []
    numbered = list(enumerate(layout.paragraphs, start=1))
    for table, group in groupby(numbered, key=lambda one: one[1].table):
        if table < 0:
            shown += [_paragraph(one, index, findings, number) for index, one in group]
        else:
            shown.append(_table(list(group), findings, number))
    while shown and isinstance(shown[-1], ShownParagraph) and not shown[-1].pieces and not shown[-1].pictures:
        shown.pop()
    return shown


def _table(group: list[tuple[int, Paragraph]], findings: Sequence[Finding], number: str) -> ShownTable:
    rows = []
    for _row, in_row in groupby(group, key=lambda one: one[1].row):
        cells = [list(cell) for _column, cell in groupby(in_row, key=lambda one: one[1].column)]
        rows.append(
            tuple(
                ShownCell(
                    tuple(_paragraph(one, index, findings, number) for index, one in cell),
                    max(1, cell[0][1].span),
                    cell[0][1].merged,
                )
                for cell in cells
            )
        )
    placing = any(paragraph.text.strip() in _PLACING for _, paragraph in group)
    return ShownTable(tuple(rows), not placing)


def _paragraph(paragraph: Paragraph, index: int, findings: Sequence[Finding], number: str) -> ShownParagraph:
    classes = [_ALIGNMENTS.get(paragraph.alignment, "to-left")]
    if paragraph.first_line > 0:
        classes.append("opens")
    if paragraph.left_indent >= _STEP and paragraph.text.strip():
        classes.append(f"in-{min(round(paragraph.left_indent / _STEP), _MOST_STEPS)}")
    if paragraph.space_before > 0 or paragraph.space_after > 0:
        classes.append("spaced")
    room = paragraph.room or 0.0
    rules = tuple(
        max(5, min(100, round(100 * (stroke.width or 0.0) / room))) if room else 30
        for stroke in paragraph.strokes
        if not stroke.above
    )
    is_number = bool(number) and paragraph.text.startswith(number)
    pieces = tuple(_pieces(paragraph, index, findings))
    pictures = tuple(f"{one.width:.0f} × {one.height:.0f} mm" for one in paragraph.pictures)
    return ShownParagraph(pieces, " ".join(classes), rules, is_number, pictures)


def _pieces(paragraph: Paragraph, index: int, findings: Sequence[Finding]) -> Iterator[Piece]:
    marks = [
        (
            one.place.start or 0,
            len(paragraph.text) if one.place.end is None else one.place.end,
            at,
            one.severity,
        )
        for at, one in enumerate(findings, start=1)
        if one.place.paragraph == index
    ]
    place = 0
    for run in paragraph.runs:
        looks = _looks(run.bold, run.italic, run.underline, run.caps, run.size, run.color)
        ends = sorted(
            {place, place + len(run.text)}
            | {
                at
                for first, last, _, _ in marks
                for at in (first, last)
                if place < at < place + len(run.text)
            }
        )
        for first, last in pairwise(ends):
            here = [(n, severity) for begin, end, n, severity in marks if begin <= first < end]
            worst = min((severity for _, severity in here), default="")  # "error" sorts before "warning"
            yield Piece(run.text[first - place : last - place], looks, tuple(n for n, _ in here), worst)
        place += len(run.text)


def _looks(bold: bool, italic: bool, underline: bool, caps: bool, size: float | None, color: str) -> str:
    names = [name for name, holds in (("b", bold), ("i", italic), ("u", underline), ("caps", caps)) if holds]
    whole = round(size or _STANDARD_SIZE)
    if whole != _STANDARD_SIZE and 8 <= whole <= 16:
        names.append(f"pt{whole}")
    if color.upper() in ("FF0000", "C00000"):
        names.append("red")
    return " ".join(names)
