"""Văn bản hành chính: what an official document consists of, box by box (PL.I, Phần I)."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from directives.document.kinds import Circulation, DocumentType, SigningCapacity, Urgency


class BodyKind(Enum):
    """Bậc của nội dung: the levels a body is built of (PL.I-II.6d)."""

    PARAGRAPH = "paragraph"  # đoạn văn, no number
    PART = "part"  # phần: "Phần I" above its title
    CHAPTER = "chapter"  # chương: "Chương I" above its title
    DIVISION = "division"  # mục of a chapter: "Mục 1" above its title
    SUBDIVISION = "subdivision"  # tiểu mục: "Tiểu mục 1" above its title
    SECTION = "section"  # mục: "I. TIÊU ĐỀ" in reports and plans
    ARTICLE = "article"  # điều: "Điều 1."
    CLAUSE = "clause"  # khoản: "1."
    POINT = "point"  # điểm: "a)"
    DASH = "dash"  # gạch đầu dòng: "-"
    TABLE = "table"  # bảng
    PICTURE = "picture"  # hình


@dataclass(frozen=True, slots=True)
class TableColumn:
    """Cột của bảng: heading, whether its cells are numbers (then they stand right), share of the width.

    Codes, days and telephone numbers are ``centred``. "Kết quả | Số phiếu" is a heading of two levels.
    """

    heading: str
    numeric: bool = False
    width: float = 1.0
    centred: bool = False


@dataclass(frozen=True, slots=True)
class BodyTable:
    """Bảng trong nội dung: a table standing between paragraphs; its cells are text already worded."""

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Hình: a picture in the body, known by the SHA-256 of its file; ``width`` in millimetres."""

    sha256: str
    width: float
    alternative: str = ""


@dataclass(frozen=True, slots=True)
class BodyPart:
    """Phần nội dung: one numbered or plain piece of the body with what stands below it.

    The number is never stored: it follows from the place (see ``directives.rendering.body_lines``). ``table`` and
    ``picture`` belong to the kinds of the same name; their ``title`` stands above the table, below the picture.
    A part ``left_out`` of an extract is counted but not printed.
    """

    kind: BodyKind
    text: str = ""
    title: str = ""
    children: tuple["BodyPart", ...] = ()
    table: BodyTable | None = None
    picture: Picture | None = None
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Tên cơ quan: box 2, the parent body's lines (may be none) above the issuing body's lines."""

    parent_lines: tuple[str, ...]
    name_lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """Số, ký hiệu: box 3. ``number`` is None for a draft; padding happens only in print (PL.I-II.3).

    >>> str(DocumentNumber(5, "UBND-VX"))
    '05/UBND-VX'
    """

    number: int | None
    symbol: str

    def __str__(self) -> str:
        shown = "      " if self.number is None else f"{self.number:02d}"
        return f"{shown}/{self.symbol}"


@dataclass(frozen=True, slots=True)
class Authority:
    """Quyền hạn ký: one line above the signer's title, such as ``KT. CHỦ TỊCH``."""

    capacity: SigningCapacity
    of: str

    def __str__(self) -> str:
        return f"{self.capacity.prefix} {self.of}"


@dataclass(frozen=True, slots=True)
class Signature:
    """Chữ ký: boxes 7a and 7b. A missing title or name stays missing: nothing is invented for a signer.

    ``post`` stands above the name of a member of an advisory body: the post in the office whose seal it uses.
    """

    authorities: tuple[Authority, ...] = ()
    title: str = ""
    name: str = ""
    post: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Các dòng quyền hạn, chức vụ: everything printed above the hand signature."""
        return tuple(str(a) for a in self.authorities) + ((self.title,) if self.title else ())


@dataclass(frozen=True, slots=True)
class Archive:
    """Lưu: last line of the recipients: where the original is kept, by whom drafted, in how many copies."""

    units: tuple[str, ...]
    copies: int | None = None
    drafter: str = ""

    def __str__(self) -> str:
        marks = [str(self.copies)] if self.copies is not None else []
        marks += [self.drafter] if self.drafter else []
        return f"Lưu: {', '.join(self.units)}" + "".join(f" ({mark})" for mark in marks)


@dataclass(frozen=True, slots=True)
class Annex:
    """Phụ lục: a table or a text issued with the document (PL.I-III.1); cells are text already worded.

    A ``body`` stands above the table where there are both; an annex without ``columns`` is text alone.
    """

    title: str
    columns: tuple[TableColumn, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()
    landscape: bool = False
    body: tuple[BodyPart, ...] = ()


@dataclass(frozen=True, slots=True)
class AttachedText:
    """Văn bản kèm theo: what a decision issues or approves: a regulation, a plan (PL.III, mẫu 1.3).

    It has the head of its issuer and a name of its own, but neither number nor date: those are the decision's.
    """

    type: DocumentType
    subject: str
    body: tuple[BodyPart, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """Mục riêng của mẫu: what one form asks beyond the boxes of the law: who is invited, from when to when."""

    name: str
    value: str | tuple[str, ...]


class Provenance(Enum):
    """Nguồn gốc: whether the words are a real document's, rebuilt in its place, or made for illustration."""

    REAL = "real"
    RECONSTRUCTED = "reconstructed"
    SYNTHETIC = "synthetic"


@dataclass(frozen=True, slots=True)
class Document:
    """Văn bản hành chính: one document of any type, complete but for what the register adds.

    ``issuer`` is the id of an office in the dated organisation; ``letterhead``, ``place_name`` and the
    capacity words were taken from it for ``issued_on``. ``issuer_name`` is its full name in normal case, as an
    annex cites it. ``form`` names the Word form, empty for the one the law gives this type; ``details`` are
    what that form asks beyond the boxes of the law; ``template`` is the SHA-256 of the Word file of the form,
    pinned with the number, so that a form changed later changes no earlier document. ``electronic``: it goes out
    signed digitally, so that annexes leave its number and day blank (PL.I-III.1c). ``contact`` is the line at the
    foot of the first page (box 13), ``drafter_mark`` box 12, such as ``PL.(300)``. ``copied`` is the whole document
    of which this is a copy, so that the file of the copy follows from its own record.
    """

    type: DocumentType
    issuer: str
    letterhead: Letterhead
    number: DocumentNumber
    place_name: str
    issued_on: date
    subject: str
    body: tuple[BodyPart, ...]
    signature: Signature
    recipients: tuple[str, ...]
    archive: Archive
    issuer_name: str = ""
    addressees: tuple[str, ...] = ()
    deciding_authority: str = ""
    legal_bases: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    provenance: Provenance = Provenance.REAL
    carries_out: tuple[str, ...] = field(default=())
    form: str = ""
    details: tuple[Detail, ...] = ()
    template: str = ""
    attached: tuple[AttachedText, ...] = ()
    urgency: Urgency | None = None
    circulation: Circulation | None = None
    contact: str = ""
    drafter_mark: str = ""
    electronic: bool = False
    copied: "Document | None" = None

    def numbered(self, number: int) -> "Document":
        """Cho số: the same document bearing the number which the register gave it."""
        return replace(self, number=replace(self.number, number=number))

    def pinned(self, template: str) -> "Document":
        """Ghim mẫu: the same document bound to the Word form with this SHA-256."""
        return replace(self, template=template)

    @property
    def original(self) -> "Document":
        """Văn bản được sao: the document at the bottom, where this is a copy, or a copy of a copy; else itself."""
        return self.copied.original if self.copied else self

    def body_parts(self) -> Iterator[BodyPart]:
        """Mọi phần nội dung: parts of the body, the attached texts and the annexes, parents before children."""
        bodies = (self.body, *(text.body for text in self.attached), *(annex.body for annex in self.annexes))
        stack = [part for body in reversed(bodies) for part in reversed(body)]
        while stack:
            part = stack.pop()
            yield part
            stack.extend(reversed(part.children))
