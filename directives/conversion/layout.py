"""Bản trình bày: what a .docx or a PDF shows: sections, paragraphs in reading order, effective formats.

Plain values only, so that they cross from the child process as JSON and say nothing about right or wrong. What a
kind of file cannot show is None or absent, never a guess; what lies on the page and cannot be read is ``concealed``.
"""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Run:
    """Đoạn chữ cùng kiểu: neighbouring letters of one look. ``size`` is in points.

    ``fonts`` are the effective Latin fonts; None in a field means that no level of the document says it.
    ``color`` is RRGGBB, empty where it is left to the program (black). ``inserted``: a revision nobody has
    accepted yet; deleted words are no part of the layout, nor are hidden ones, codes of fields, marks of footnotes.
    ``raised``: printed small above or below the line (its ``size`` is the one it is said to have).
    """

    text: str
    fonts: tuple[str, ...]
    size: float | None
    bold: bool
    italic: bool
    underline: bool
    caps: bool
    color: str = ""
    inserted: bool = False
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """Đường kẻ: a line drawn at a paragraph; ``width`` in millimetres, None when the file does not say it.

    ``kind``: "border" of the paragraph, a "drawing" anchored to it, or "underscores" typed as its words.
    A border of a table's cell that is no part of a grid counts as one of the paragraph beside it. ``offset``: where it
    begins, in millimetres from the left edge of the room; None when it is not known. ``drop``: how far below the top
    of its paragraph a drawing lies: it may thus be the line below a later paragraph than the one that anchors it.
    """

    kind: str
    above: bool
    width: float | None
    offset: float | None = None
    drop: float | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """Hình: an image in a paragraph; lengths in millimetres, ``pixels`` (width, height).

    ``hue``: "red", "blue", "black" or "other" by most of its ink, None when it was not decoded.
    ``left``: from the left edge of the page, None when the file does not fix it.
    """

    format: str
    width: float
    height: float
    pixels: tuple[int, int]
    transparent: bool | None
    hue: str | None
    left: float | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Đoạn văn: its text and look; lengths in points; ``place`` is "body", "cell" or "box".

    ``table``, ``row``, ``column`` are counted from 0 and are -1 outside tables; ``span`` is how many columns of the
    grid the cell takes, ``merged`` says that it goes on with the cell above. ``numbered`` is true when Word puts an
    automatic number or bullet before it, which is not part of ``text``; ``number`` is what it prints,
    where that can be told. ``lines`` is the spacing as a multiple of a single line, ``line_height`` the fixed height
    in points (``least``: a taller line is not cut to it): one of them is None. ``room`` is the width in millimetres
    it may fill, indents not yet taken off. ``section`` counts from 0. ``box``: the size (width, height) in
    millimetres of a frame drawn round it.
    ``top`` and ``left`` (millimetres on the page ``sheet``, from 1) and ``printed_lines``, how many lines it takes, are
    known of a PDF only; of a paragraph of one line a PDF shows neither ``lines`` nor ``line_height``.
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
    left_indent: float = 0.0
    right_indent: float = 0.0
    first_line: float = 0.0
    lines: float | None = 1.0
    line_height: float | None = None
    least: bool = False
    contextual: bool = False
    style: str = ""
    number: str = ""
    room: float | None = None
    section: int = 0
    strokes: tuple[Stroke, ...] = ()
    box: tuple[float, float] | None = None
    pictures: tuple[Picture, ...] = ()
    sheet: int | None = None
    top: float | None = None
    left: float | None = None
    printed_lines: int | None = None
    span: int = 1
    merged: bool = False


@dataclass(frozen=True, slots=True)
class PageNumber:
    """Số trang: one PAGE field in a header or footer of a section, with its look.

    ``alignment`` is where the number stands: by its tab stop, frame or text box, else that of its paragraph.
    """

    area: str  # header or footer
    pages: str  # default, first or even
    alignment: str
    size: float | None = None
    bold: bool = False
    italic: bool = False
    around: str = ""  # the words beside the number, such as "Trang"


@dataclass(frozen=True, slots=True)
class Section:
    """Phần trang: paper and margins in millimetres; None means that the file does not say it.

    ``number_format`` and ``number_start`` are those of the page numbers, "" and None where nothing is said
    (Arabic, going on from the section before). ``at_most`` names the margins ("top", "bottom", …) which may be smaller
    than the number given, since the text on the pages of a PDF may end short of them. ``page_numbers``: those that are
    really printed, taken over from the section before where this one has no header or footer of its own; the first
    page's only where it differs, and the even pages' only where those differ (``even_pages_differ``).
    """

    width: float | None
    height: float | None
    top: float | None
    bottom: float | None
    left: float | None
    right: float | None
    first_page_differs: bool
    page_numbers: tuple[PageNumber, ...]
    number_format: str = ""
    number_start: int | None = None
    header: float | None = None
    footer: float | None = None
    starts: str = "nextPage"
    at_most: tuple[str, ...] = ()
    even_pages_differ: bool = False


@dataclass(frozen=True, slots=True)
class Concealed:
    """Phần không đọc được: something on the page whose words cannot be seen: a picture of text, an embedded object.

    ``kind``: "picture", "object", "chart", "diagram" or "chunk"; ``paragraph`` counts from 1, 0 = in the margins.
    """

    kind: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Tờ: one printed page of a PDF; lengths in millimetres. ``number`` is the page number printed on it, "" = none."""

    width: float
    height: float
    number: str
    number_top: float | None = None
    number_centre: float | None = None


@dataclass(frozen=True, slots=True)
class Scan:
    """Ảnh quét: a picture over most of the page ``sheet``; in ``dpi`` dots to the inch; ``coloured``: not in grays."""

    sheet: int
    dpi: float
    coloured: bool


@dataclass(frozen=True, slots=True)
class MarkLine:
    """Dòng chữ của chữ ký số: one line which a digital signature shows on the page, and its look."""

    text: str
    font: str
    size: float
    bold: bool
    italic: bool
    color: str


@dataclass(frozen=True, slots=True)
class SignatureMark:
    """Dấu vết chữ ký số: what a digital signature shows on the page ``sheet`` (0 = nothing), in millimetres.

    ``signed_at`` is the moment the signer's own clock gave, ISO 8601, empty when it says none. Whether the signature
    holds is another matter.
    """

    field: str
    signed_at: str
    sheet: int
    left: float
    top: float
    width: float
    height: float
    lines: tuple[MarkLine, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """Bản trình bày: all that the rules look at. ``margins_text`` are the lines of headers and footers.

    ``kind`` is "word" or "pdf". ``revisions`` counts insertions and deletions that nobody has accepted yet.
    ``sheets`` are the printed pages of a PDF; of a Word file nobody knows them. ``pdf_version`` such as "1.7".
    ``decomposed`` counts the paragraphs of a Word file with loose marks beside their letters (not NFC), composed here.
    """

    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    margins_text: tuple[str, ...]
    kind: str = "word"
    revisions: int = 0
    concealed: tuple[Concealed, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    pdf_version: str = ""
    decomposed: int = 0
    scans: tuple[Scan, ...] = ()
    signatures: tuple[SignatureMark, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Dạng JSON: plain lists and dictionaries, the inverse of ``from_json``."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Layout":
        """Từ JSON: rebuilds the values; raises KeyError or TypeError when a field is missing or unknown."""
        return cls(
            **{
                **data,
                "sections": tuple(
                    Section(
                        **{
                            **s,
                            "page_numbers": tuple(PageNumber(**n) for n in s["page_numbers"]),
                            "at_most": tuple(s["at_most"]),
                        }
                    )
                    for s in data["sections"]
                ),
                "paragraphs": tuple(_paragraph(p) for p in data["paragraphs"]),
                "margins_text": tuple(data["margins_text"]),
                "concealed": tuple(Concealed(**c) for c in data["concealed"]),
                "sheets": tuple(Sheet(**s) for s in data["sheets"]),
                "scans": tuple(Scan(**s) for s in data["scans"]),
                "signatures": tuple(_signature(s) for s in data["signatures"]),
            }
        )


def _paragraph(data: dict[str, Any]) -> Paragraph:
    return Paragraph(
        **{
            **data,
            "runs": tuple(Run(**{**r, "fonts": tuple(r["fonts"])}) for r in data["runs"]),
            "strokes": tuple(Stroke(**s) for s in data["strokes"]),
            "box": tuple(data["box"]) if data["box"] else None,
            "pictures": _pictures(data["pictures"]),
        }
    )


def _signature(data: dict[str, Any]) -> SignatureMark:
    return SignatureMark(
        **{
            **data,
            "lines": tuple(MarkLine(**line) for line in data["lines"]),
            "pictures": _pictures(data["pictures"]),
        }
    )


def _pictures(data: list[dict[str, Any]]) -> tuple[Picture, ...]:
    return tuple(Picture(**{**one, "pixels": tuple(one["pixels"])}) for one in data)
