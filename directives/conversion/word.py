"""Văn bản Word: what a .docx shows: sections, paragraphs in reading order, effective formats.

Plain values only, so that they cross from the child process as JSON and say nothing about right or wrong.
"""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Run:
    """Đoạn chữ cùng kiểu: neighbouring letters of one look. ``size`` is in points.

    ``fonts`` are the effective Latin fonts; None in a field means that no level of the document says it.
    """

    text: str
    fonts: tuple[str, ...]
    size: float | None
    bold: bool
    italic: bool
    underline: bool
    caps: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Đoạn văn: its text and look; lengths in points; ``place`` is "body", "cell" or "box".

    ``table``, ``row``, ``column`` are counted from 0 and are -1 outside tables. ``numbered`` is true when
    Word puts an automatic number or bullet before it, which is not part of ``text``.
    """

    text: str
    runs: tuple[Run, ...]
    alignment: str
    space_before: float
    space_after: float
    ruled: bool
    numbered: bool
    place: str
    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class PageNumber:
    """Số trang: one PAGE field in a header or footer of a section."""

    area: str  # header or footer
    pages: str  # default, first or even
    alignment: str


@dataclass(frozen=True, slots=True)
class Section:
    """Phần trang: paper and margins in millimetres; None means that the file does not say it."""

    width: float | None
    height: float | None
    top: float | None
    bottom: float | None
    left: float | None
    right: float | None
    first_page_differs: bool
    page_numbers: tuple[PageNumber, ...]


@dataclass(frozen=True, slots=True)
class WordDocument:
    """Văn bản Word: all that the rules look at. ``margins_text`` are the lines of headers and footers."""

    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    margins_text: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Dạng JSON: plain lists and dictionaries, the inverse of ``from_json``."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "WordDocument":
        """Từ JSON: rebuilds the values; raises KeyError or TypeError when a field is missing or unknown."""
        return cls(
            sections=tuple(
                Section(**{**s, "page_numbers": tuple(PageNumber(**n) for n in s["page_numbers"])})
                for s in data["sections"]
            ),
            paragraphs=tuple(
                Paragraph(**{**p, "runs": tuple(Run(**{**r, "fonts": tuple(r["fonts"])}) for r in p["runs"])})
                for p in data["paragraphs"]
            ),
            margins_text=tuple(data["margins_text"]),
        )
