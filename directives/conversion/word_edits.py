"""Chỉnh sửa tệp Word: changes as plain values, so that they cross into the child process which makes them.

Paragraphs are counted from 1 as ``Layout.paragraphs``, sections from 1, letters from 0 in the paragraph's text; all as
the file was before the first of the edits that are handed over together. Lengths are in points for text and
paragraphs, in millimetres for paper and strokes. A field that is None is left as it is.
"""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SetLetters:
    """Đặt kiểu chữ: the look of the letters from ``start`` to before ``end`` of a paragraph."""

    paragraph: int
    start: int
    end: int
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    color: str | None = None  # RRGGBB, "" = automatic


@dataclass(frozen=True, slots=True)
class ReplaceLetters:
    """Thay chữ: puts ``text`` in place of the letters ``old`` that begin at ``start``, in the look of the first.

    With an empty ``old`` the text is put in, in the look of the letter before it. It is not made where other letters
    stand, nor in the result of a field, which would be written over.
    """

    paragraph: int
    start: int
    old: str
    text: str


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """Đặt kiểu đoạn: alignment, spacing (points; ``lines`` as a multiple of a single line), indents of a paragraph."""

    paragraph: int
    alignment: str | None = None
    space_before: float | None = None
    space_after: float | None = None
    first_line: float | None = None
    left_indent: float | None = None
    right_indent: float | None = None
    lines: float | None = None
    contextual: bool | None = None


@dataclass(frozen=True, slots=True)
class JoinParagraphs:
    """Nối đoạn: the letters of the next paragraph go on in this one, after a blank; both stand side by side."""

    paragraph: int


@dataclass(frozen=True, slots=True)
class SetSection:
    """Đặt phần trang: paper, margins and page numbers of a section."""

    section: int
    width: float | None = None
    height: float | None = None
    top: float | None = None
    bottom: float | None = None
    left: float | None = None
    right: float | None = None
    first_page_differs: bool | None = None
    number_format: str | None = None
    number_start: int | None = None


@dataclass(frozen=True, slots=True)
class PlacePageNumber:
    """Đặt số trang: one number in every section, in the named ``area`` (header or footer); others are taken away.

    It is not made where other words than those of page numbers would have to go with them.
    """

    area: str
    alignment: str
    size: float
    font: str


@dataclass(frozen=True, slots=True)
class DrawStroke:
    """Kẻ đường: a solid line of ``width`` millimetres, centred below a paragraph ``room`` millimetres wide.

    With ``above`` it stands above the paragraph. One drawn there before goes.
    """

    paragraph: int
    width: float
    room: float
    above: bool = False


@dataclass(frozen=True, slots=True)
class SetColumns:
    """Đặt bề rộng cột: of the table in which a paragraph stands, in millimetres; of tables without merged cells."""

    paragraph: int
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SetFont:
    """Đổi phông chữ: ``new`` wherever the file says ``old``: text, styles, theme, headers and footers."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ComposeLetters:
    """Dựng sẵn chữ: every letter of the document in its composed form (NFC), which looks the same."""


Edit = (
    SetLetters | ReplaceLetters | SetParagraph | JoinParagraphs | SetSection | PlacePageNumber | DrawStroke
    | SetColumns | SetFont | ComposeLetters
)  # fmt: skip
_EDITS: dict[str, type[Edit]] = {
    kind.__name__: kind
    for kind in (
        SetLetters, ReplaceLetters, SetParagraph, JoinParagraphs, SetSection, PlacePageNumber, DrawStroke,
        SetColumns, SetFont, ComposeLetters,
    )
}  # fmt: skip


def edit_to_json(edit: Edit) -> dict[str, Any]:
    """Dạng JSON: with the name of the edit under "edit"."""
    return {"edit": type(edit).__name__, **asdict(edit)}


def edit_from_json(data: dict[str, Any]) -> Edit:
    """Từ JSON: the inverse. Raises KeyError for an edit nobody knows, TypeError for a field too many."""
    fields = dict(data)
    kind = _EDITS[fields.pop("edit")]
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()
    }
    return kind(**values)
