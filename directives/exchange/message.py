"""Gói tin edXML: what one agency's system tells another's, as values (QCVN 102:2016/BTTTT).

Every field is text as it stands in the file: a foreign file may say anything, and the rules
(``directives.exchange.validator``) can only judge what was kept. Empty means absent.
"""

from dataclasses import dataclass
from datetime import date, datetime

from directives.text import normalise


@dataclass(frozen=True, slots=True)
class Agency:
    """Cơ quan gửi, nhận: one agency by its code (``OrganId``), with what is known of it."""

    code: str
    in_charge: str = ""
    name: str = ""
    address: str = ""
    email: str = ""
    telephone: str = ""
    fax: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class DocumentKey:
    """Mã định danh văn bản: agency, day and number, which together name one document everywhere.

    >>> str(DocumentKey("000.00.00.H36", "2026/10/05", "12/UBND-VX"))
    '000.00.00.H36,2026/10/05,12/UBND-VX'
    """

    agency: str
    issued_on: str
    number_and_symbol: str

    def __str__(self) -> str:
        return f"{self.agency},{self.issued_on},{self.number_and_symbol}"

    @classmethod
    def parsed(cls, text: str) -> "DocumentKey | None":
        """Tách mã: at the first two commas, for a symbol may hold more; None when there are not so many."""
        parts = [part.strip() for part in text.split(",", 2)]
        return cls(*parts) if len(parts) == 3 else None

    @property
    def number(self) -> str:
        """Số: what stands before the first slash; a symbol may contain slashes of its own."""
        return self.number_and_symbol.partition("/")[0]

    @property
    def symbol(self) -> str:
        """Ký hiệu: what stands after the first slash."""
        return self.number_and_symbol.partition("/")[2]


@dataclass(frozen=True, slots=True)
class DocumentReference:
    """Văn bản được trả lời: ``ResponseFor``, the document that is answered, carried out or withdrawn."""

    agency: str
    number_and_symbol: str
    issued_on: str
    document_id: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """Người ký: capacity words above the title, title, full name."""

    competence: str = ""
    position: str = ""
    full_name: str = ""


@dataclass(frozen=True, slots=True)
class OtherInfo:
    """Thông tin khác: priority, sphere, typist's mark, copies, pages, names of annexes."""

    priority: str = ""
    sphere: str = ""
    typist: str = ""
    copies: str = ""
    pages: str = ""
    direction: str = ""
    annexes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Staff:
    """Cán bộ xử lý: who answers for the message."""

    department: str = ""
    name: str = ""
    mobile: str = ""
    email: str = ""


#: Nobody was named.
NOBODY = Staff()


@dataclass(frozen=True, slots=True)
class ReceiverChange:
    """Thay đổi nơi nhận: an agency added to the receivers or taken from them in an update."""

    type: str
    agency: str


@dataclass(frozen=True, slots=True)
class Replacement:
    """Thay thế: which document is replaced, and at which agencies."""

    document_id: str
    agencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Business:
    """Nghiệp vụ: whether the document is new, withdrawn, updated or a replacement, and of what."""

    type: str = "0"
    reason: str = ""
    updates_document: str = ""
    updates_receivers: str = ""
    receivers: tuple[ReceiverChange, ...] = ()
    document_id: str = ""
    staff: Staff = NOBODY
    paper: str = "0"
    replacements: tuple[Replacement, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """Dấu vết: an agency the message went through and when (``yyyy/MM/dd HH:mm:ss``)."""

    agency: str
    at: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Mục lục tệp đính kèm: what the manifest says of an attachment."""

    content_id: str
    content_type: str = ""
    description: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """Tệp đính kèm: one file inside the message; ``content`` is None where base64 could not be decoded.

    ``name`` is as the sender wrote it and never used as a path; ``safe_name`` is. ``content`` of a file that
    its sender had zipped is the file itself. ``seen_type`` is what the content looks like.
    """

    content_id: str
    content_type: str = ""
    description: str = ""
    name: str = ""
    content: bytes | None = b""
    seen_type: str = ""
    safe_name: str = ""
    was_zipped: bool = False


@dataclass(frozen=True, slots=True)
class DocumentMessage:
    """Gói văn bản: one official document on its way, with its attachments (``edoc``)."""

    sender: Agency
    receivers: tuple[Agency, ...]
    number: str
    symbol: str
    place: str
    issued_on: str
    type_code: str
    type_name: str
    subject: str
    document_id: str
    type_detail: str = "0"
    content: str = ""
    signer: Signer = Signer()
    due_on: str = ""
    places: tuple[str, ...] = ()
    other: OtherInfo = OtherInfo()
    replies_to: tuple[DocumentReference, ...] = ()
    steering: str = ""
    traces: tuple[Trace, ...] = ()
    business: Business = Business()
    references: tuple[Reference, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusMessage:
    """Gói trạng thái: what became of a document at the agency that received it."""

    reply_to: DocumentReference
    sender: Agency
    code: str
    description: str
    at: str
    staff: Staff = NOBODY


Message = DocumentMessage | StatusMessage


def plain(text: str) -> str:
    """Chữ thường gặp: NFC, trimmed; ``N/A``, which some systems write for what they do not know, is nothing.

    >>> plain("  N/A "), plain("\\n Hà Nội\\n")
    ('', 'Hà Nội')
    """
    trimmed = normalise(text).strip()
    return "" if trimmed.upper() == "N/A" else trimmed


def written_day(day: date) -> str:
    """Ngày trong gói tin: ``yyyy/MM/dd``."""
    return f"{day:%Y/%m/%d}"


def written_time(at: datetime) -> str:
    """Thời điểm trong gói tin: ``yyyy/MM/dd HH:mm:ss``, without zone; the time is that of Việt Nam."""
    return f"{at:%Y/%m/%d %H:%M:%S}"


def day_of(text: str) -> date | None:
    """Đọc ngày: of the forms met, ``yyyy/MM/dd``, ``dd/MM/yyyy``, ISO; None for no day or an impossible one.

    >>> day_of("2026/03/05") == day_of("05/03/2026") == day_of("2026-03-05") == date(2026, 3, 5)
    True
    >>> day_of("2014/02/30") is None
    True
    """
    shown = text.strip().replace("T", " ").partition(" ")[0]
    for form in ("%Y/%m/%d", "%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(shown, form).date()
        except ValueError:
            continue
    return None
