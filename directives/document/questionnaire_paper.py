"""Phiếu hỏi in ra giấy: what stands on a printed questionnaire, as values; which questions it asks is not ours."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TickQuestion:
    """Câu đánh dấu: choices with a box before each."""

    label: str
    text: str
    hint: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GridHeading:
    """Dòng nhóm của bảng: words across all columns; ``upper`` for the heading of a whole part."""

    text: str
    upper: bool = False


@dataclass(frozen=True, slots=True)
class GridLine:
    """Dòng hỏi của bảng: its number, its words; the boxes follow from the levels."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class GridQuestion:
    """Câu hỏi bảng: a box for every line and level."""

    label: str
    text: str
    hint: str
    levels: tuple[str, ...]
    lines: tuple[GridHeading | GridLine, ...]


@dataclass(frozen=True, slots=True)
class WrittenQuestion:
    """Câu viết tay: dotted lines to write on."""

    label: str
    text: str
    lines: int


PaperQuestion = TickQuestion | GridQuestion | WrittenQuestion


@dataclass(frozen=True, slots=True)
class PaperSection:
    """Phần của phiếu: a heading and its questions; a ``card`` is set as a table of lines, label left, boxes right."""

    heading: str
    questions: tuple[PaperQuestion, ...]
    card: bool = False


@dataclass(frozen=True, slots=True)
class PaperQuestionnaire:
    """Phiếu hỏi trên giấy: everything that is equal on all forms of one version.

    ``agency_lines`` stand in the upper left corner, the last of them in bold; ``version`` in every footer.
    ``note`` is printed in red above all, when the forms are a specimen.
    """

    agency_lines: tuple[str, ...]
    title: str
    subtitle: str
    greeting: tuple[str, ...]
    how_to_answer: tuple[str, ...]
    sections: tuple[PaperSection, ...]
    closing: str
    version: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class NumberedForm:
    """Phiếu có mã: what is one form's own: serial, where it goes, the picture (PNG) of its square code."""

    serial: str
    place: str
    square: bytes
