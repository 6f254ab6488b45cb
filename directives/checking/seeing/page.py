"""Trang quan sát được: the values that every rule looks at: lines, boxes, drawn lines, annexes.

They say what is there, not whether it is right. A box that was not found is absent; whoever asks must treat absence
as not seen.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from directives.conversion.layout import Layout, Paragraph, Run, Stroke

STATE_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

TABS = "tabs"
"""Căn bằng tab: alignment of a line that tab stops set in its place: neither left nor centre can be said of it."""

SURE_SHARE = 0.95  # a stray run of another look, such as a bold comma, does not change how a line looks


@dataclass(frozen=True, slots=True)
class Line:
    """Dòng: one printed line's words with their look; ``index`` counts the paragraphs of the file from 1.

    ``start`` is where its words begin in the text of that paragraph (a paragraph may hold several lines).
    ``alignment`` is the paragraph's, or ``TABS``. ``cell``: table, row, column from 0, (-1, -1, -1) outside tables.
    """

    text: str
    runs: tuple[Run, ...]
    alignment: str
    index: int
    numbered: bool
    cell: tuple[int, int, int]
    place: str
    start: int = 0

    def share(self, holds: Callable[[Run], bool]) -> float:
        """Tỷ lệ chữ: share of visible letters whose run has the property."""
        visible = [(len(run.text.replace(" ", "")), holds(run)) for run in self.runs]
        total = sum(count for count, _ in visible)
        return sum(count for count, held in visible if held) / total if total else 0.0

    def is_(self, holds: Callable[[Run], bool]) -> bool:
        """Hầu hết: the property holds for nearly all of the line."""
        return self.share(holds) >= SURE_SHARE

    @property
    def sizes(self) -> tuple[float, ...]:
        """Cỡ chữ: the sizes in points that are said, without those of blanks."""
        return tuple(sorted({run.size for run in self.runs if run.size is not None and run.text.strip()}))

    @property
    def is_upper(self) -> bool:
        """In hoa: written in capitals, or shown so by the font's own setting."""
        return self.text == self.text.upper() or self.is_(lambda run: run.caps)


Boxes = dict[str, tuple[Line, ...]]
"""Các ô: the lines of each box by its name; those of ``Page`` and no others."""


@dataclass(frozen=True, slots=True)
class Annex:
    """Phụ lục: what follows the signature, one value for each annex; ``section`` counts from 0.

    ``title`` may run over several lines; ``pointer`` is the "(Kèm theo …)" line. None and () = not found.
    """

    label: Line
    title: tuple[Line, ...]
    pointer: Line | None
    lines: tuple[Line, ...]
    section: int


@dataclass(frozen=True, slots=True)
class Page:
    """Trang: the sections, all lines, and the boxes found among them by name (PL.I-IV).

    Names of ``boxes``: state_name, motto, parent, issuer, number, place_and_date, type_name, subject, letter_subject,
    urgency, circulation, addressees_label, addressees, deciding_authority, bases, deciding_word, body, body_end,
    recipients_label, recipients, drafter_mark, authority, signer, contact, after, copy_label. ``strokes`` are the
    drawn lines by the box they stand below: state_name, motto, issuer, subject (or type_name); above: contact,
    copy_label. Where two sign side by side, the last of ``signer`` is the one on the right.
    ``is_copy``: these are the lines of the block of a copy; ``copy`` is that block where it stands below the
    copied document. ``header`` is how the letterhead was made: "table", "tabs", "boxes" (text boxes), "columns" of
    a PDF, "stacked" (one below the other), or "" when it was not found. ``obscured`` names the boxes that were not
    found and may stand in what cannot be read (a picture of the letterhead): nobody may call them missing.
    """

    layout: Layout
    lines: tuple[Line, ...]
    boxes: Boxes
    doc_type: str | None
    type_word: str | None
    is_copy: bool = False
    copy: "Page | None" = None
    strokes: Mapping[str, Stroke] = field(default_factory=dict)
    annexes: tuple[Annex, ...] = ()
    header: str = ""
    obscured: frozenset[str] = frozenset()

    def paragraph(self, line: Line) -> Paragraph:
        """Đoạn văn của dòng: with its spacing, indents and all that a line does not carry."""
        return self.layout.paragraphs[line.index - 1]

    def first(self, box: str) -> Line | None:
        """Dòng đầu của ô: None when the box was not found."""
        lines = self.boxes.get(box, ())
        return lines[0] if lines else None
