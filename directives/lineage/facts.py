"""Dữ kiện: what is known of documents, as it was read or typed; the graph is computed from these facts alone."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from directives.lineage.issuers import Issuer
from directives.lineage.numbering import number_key, symbol_of, year_in_number


class Relation(StrEnum):
    """Quan hệ: what a document does to one that it cites."""

    CARRIES_OUT = "carries_out"  # thực hiện, triển khai; căn cứ một văn bản chỉ đạo
    RESTS_ON = "rests_on"  # căn cứ pháp lý, căn cứ đề nghị
    REPLIES_TO = "replies_to"  # trả lời, phúc đáp
    REPLACES = "replaces"  # thay thế
    REPEALS = "repeals"  # bãi bỏ, làm hết hiệu lực
    AMENDS = "amends"  # sửa đổi, bổ sung
    CORRECTS = "corrects"  # đính chính
    RECALLS = "recalls"  # thu hồi
    MENTIONS = "mentions"  # nhắc đến

    @property
    def ends(self) -> bool:
        """Chấm dứt: whether the cited document is no longer in force afterwards."""
        return self in (Relation.REPLACES, Relation.REPEALS, Relation.RECALLS)

    @property
    def changes(self) -> bool:
        """Tác động: whether the document acts upon the cited one, so that its being old or ended is no fault."""
        return self.ends or self in (Relation.AMENDS, Relation.CORRECTS)


class Role(StrEnum):
    """Vai trò: whether a document stands among the bases or is cited elsewhere; the book says it, or a package."""

    BASIS = "basis"
    CITED = "cited"
    RECORDED = "recorded"  # không nằm trong lời văn: the book or the package says so


class Origin(StrEnum):
    """Nguồn: from where a document is known."""

    REGISTER = "register"
    INCOMING = "incoming"
    FILE = "file"
    CITATION = "citation"


@dataclass(frozen=True, slots=True)
class Reference:
    """Dẫn chiếu: a document as somebody names it. What was not said is empty or None.

    ``number``: number and symbol as printed, or the title of a law named without a number.
    """

    number: str
    type: str = ""
    dated: date | None = None
    year: int | None = None
    issuer: Issuer | None = None

    @property
    def key(self) -> str:
        """Khóa số, ký hiệu: blanks, capitals, leading noughts and kinds of dash do not count."""
        return number_key(self.number)

    @property
    def symbol(self) -> str:
        """Ký hiệu: what follows the number; empty for a title."""
        return symbol_of(self.key)

    @property
    def known_year(self) -> int | None:
        """Năm: of the number itself (14/2015/QĐ-UBND), else of the day, else the year that was said."""
        return year_in_number(self.key) or (self.dated.year if self.dated else self.year)

    @property
    def whole(self) -> bool:
        """Đủ: number, year and issuer are there, which together name one document."""
        return bool(self.key and self.known_year and self.issuer and self.issuer.complete)


@dataclass(frozen=True, slots=True)
class Said:
    """Viện dẫn được nói: one document cites another, with the words and from what the relation was concluded.

    ``citing``: None = the document that says it; else another, of which it says so ("giao … căn cứ … tại").
    """

    cited: Reference
    role: Role
    relation: Relation
    sentence: str = ""
    citing: Reference | None = None
    concluded_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revocation:
    """Chấm dứt: the state in which the register has a document, since which day."""

    state: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """Văn bản đã thấy: what one source says of a document and what the document cites.

    ``place``: in the books (office/series/year/number) or the name of a file. ``line``: territories of its issuer,
    from below (``issuers.line_of``). ``read``: its words were read, so what it does not cite it does not cite.
    ``effective``: first day on which what it says holds; None = its own day.
    """

    reference: Reference
    origin: Origin
    place: str
    subject: str = ""
    addressees: tuple[str, ...] = ()
    line: tuple[str, ...] = ()
    read: bool = True
    said: tuple[Said, ...] = ()
    revoked: Revocation | None = None
    effective: date | None = None

    def with_issuer(self, issuer: Issuer | None) -> "Seen":
        """Đổi cơ quan: the same, its issuer known better."""
        return replace(self, reference=replace(self.reference, issuer=issuer))
