"""Chuyển giao: what becomes of each copy on its way; channels, states, moves and terms, pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256

from directives.calendar.working_days import WorkingCalendar
from directives.document.model import Document
from directives.exchange.recipients import Recipient, RecipientKind
from directives.register.books import BookKey
from directives.register.columns import RegisterRow


class Channel(StrEnum):
    """Đường gửi: how a copy travels; none until somebody or the address book says so."""

    NONE = ""
    EDXML = "edxml"
    EMAIL = "email"
    PAPER = "paper"


class State(StrEnum):
    """Tình trạng: of one delivery. ``resolved`` is a group whose members have deliveries of their own."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    RECEIVED = "received"
    RETURNED = "returned"
    RESOLVED = "resolved"


#: Which state may follow which. A copy that came back may be sent again, as another attempt.
MOVES: dict[State, frozenset[State]] = {
    State.WAITING: frozenset({State.SENDING, State.SENT, State.RESOLVED, State.RECEIVED}),
    State.SENDING: frozenset({State.SENT, State.WAITING, State.RECEIVED, State.RETURNED}),
    State.SENT: frozenset({State.RECEIVED, State.RETURNED}),
    State.RECEIVED: frozenset(),
    State.RETURNED: frozenset({State.WAITING}),
    State.RESOLVED: frozenset(),
}

#: The law gives until the next working day after signature (Nghị định 30/2020/NĐ-CP, Đ.18.2; F-123).
WORKING_DAYS_TO_SEND = 1


@dataclass(frozen=True, slots=True)
class Delivery:
    """Chuyển giao: one copy of a numbered document to one recipient, and how far it has come.

    ``position`` counts the recipients of the document from 1; ``group`` is the position of the group it was
    named for, 0 for none. ``attempt`` counts sendings after a return. ``sha256`` is what was sent, ``proof``
    what shows it (a file's name, a server's answer), ``trouble`` why it could not be sent or came back.
    """

    book: BookKey
    number: int
    position: int
    recipient: Recipient
    due_on: date
    channel: Channel = Channel.NONE
    address: str = ""
    copies: int = 1
    state: State = State.WAITING
    group: int = 0
    attempt: int = 1
    begun_at: str = ""
    sent_at: str = ""
    sent_on: date | None = None
    received_on: date | None = None
    received_by: str = ""
    sha256: str = ""
    proof: str = ""
    trouble: str = ""

    @property
    def document_id(self) -> str:
        """Mã văn bản: how audit and outbox name the document."""
        return f"{self.book}/{self.number}"

    @property
    def subject_id(self) -> str:
        """Mã chuyển giao: how audit and outbox name this delivery, for example ``snv/CV/2026/12#3``."""
        return f"{self.document_id}#{self.position}"

    @property
    def message_id(self) -> str:
        """Mã gói tin: the same for every repeat of one attempt, so that a receiver can tell a repeat."""
        return sha256(f"{self.subject_id}/{self.attempt}".encode()).hexdigest()[:32]

    @property
    def needs_naming(self) -> bool:
        """Cần nêu rõ: a group, or those of an article, which nobody has named yet."""
        return self.recipient.kind is not RecipientKind.RECEIVER and self.state is State.WAITING

    def may_become(self, state: State) -> bool:
        """Được chuyển: whether the state may follow the present one."""
        return state in MOVES[self.state]

    def is_late(self, day: date) -> bool:
        """Chậm: not sent, or sent after the term, as seen on that day."""
        if self.state is State.RESOLVED:
            return False
        return (self.sent_on or self.received_on or day) > self.due_on


@dataclass(frozen=True, slots=True)
class Enclosure:
    """Tài liệu gửi kèm: a file in the store (``address`` empty), or an address where it lies; its SHA-256."""

    name: str
    sha256: str
    address: str = ""

    def __str__(self) -> str:
        place = f" <{self.address}>" if self.address else ""
        return f"{self.name}{place} (SHA-256 {self.sha256})"


@dataclass(frozen=True, slots=True)
class SendingTerms:
    """Yêu cầu khi gửi: by when receivers act, priority and steering type (codes of the exchange lists).

    ``priority`` and ``steering`` empty = as follows from the document.
    """

    due_on: date | None = None
    priority: str = ""
    steering: str = ""


def due_day(calendar: WorkingCalendar, document: Document) -> date:
    """Hạn gửi: the last day to send a document; an urgent one leaves at once. Raises DayOutsideCalendar."""
    issued_on = document.issued_on
    return issued_on if document.urgency else calendar.add_working_days(issued_on, WORKING_DAYS_TO_SEND)


@dataclass(frozen=True, slots=True)
class Transfers:
    """Cột chuyển giao của sổ: what the deliveries of a document say in the columns of its book.

    Number of copies, days of transfer, receipts; empty while nothing is known (columns 7, 8 and 9).
    """

    recipients: str = ""
    copies: str = ""
    transferred_on: str = ""
    receipt: str = ""

    def put_into(self, row: RegisterRow) -> RegisterRow:
        """Ghi vào dòng sổ: columns 5, 7, 8 and 9 where the deliveries know better than the document alone."""
        return replace(
            row,
            recipients=self.recipients or row.recipients,
            copies=self.copies or row.copies,
            transferred_on=self.transferred_on,
            receipt=self.receipt,
        )


def transfers_of(deliveries: Iterable[Delivery]) -> Transfers:
    """Cột 5, 7, 8, 9: of the deliveries of one document, in the order of its recipients."""
    copies_out = [delivery for delivery in deliveries if delivery.state is not State.RESOLVED]
    named = [d for d in copies_out if not d.needs_naming]
    days = sorted({d.sent_on for d in copies_out if d.sent_on})
    signed = [
        f"{d.recipient.name}: {d.received_by}, {d.received_on:%d/%m/%Y}" if d.received_by
        else f"{d.recipient.name}: {d.received_on:%d/%m/%Y}"
        for d in copies_out if d.received_on and d.state is State.RECEIVED
    ]  # fmt: skip
    whole = bool(copies_out) and len(named) == len(copies_out)
    return Transfers(
        recipients="; ".join(d.recipient.printed for d in copies_out),
        copies=str(sum(d.copies for d in copies_out)) if whole else "",
        transferred_on="; ".join(f"{day:%d/%m/%Y}" for day in days),
        receipt="; ".join(signed),
    )
