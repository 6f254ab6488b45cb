"""Văn bản trong sổ: the values that the rules of the register look at: rows, books, a file beside its row.

They say what is written there, not whether it is right. What nobody wrote down is absent: whoever asks must treat it
as not seen. A number whose record cannot be read keeps its place as a ``LostRow``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

from directives.calendar.working_days import WorkingCalendar
from directives.checking.seeing.page import Page
from directives.document.kinds import DocumentType
from directives.register.columns import RegisterRow
from directives.register.incoming import Handling, IncomingDocument
from directives.register.states import Move, State
from directives.rulebook.regimes import Regime


@dataclass(frozen=True, slots=True)
class Sending:
    """Lần chuyển: one copy on its way to a recipient; ``sent_on`` None = it has not left yet."""

    recipient: str
    sent_on: date | None


@dataclass(frozen=True, slots=True)
class RestingAct:
    """Việc làm trên văn bản khác: an act on a row and the document it rests on; None = that cannot be read."""

    move: Move
    by: str
    by_type: DocumentType | None


@dataclass(frozen=True, slots=True)
class OutgoingRow:
    """Dòng văn bản đi: a numbered document as its book has it.

    ``archive_copies`` is the number in brackets behind "Lưu" as the record has it; ``metadata`` the input fields
    of PL.VI by name. No ``sendings`` = nobody planned any here.
    """

    number: int
    type: DocumentType
    columns: RegisterRow
    urgent: bool = False
    state: State = State.ISSUED
    archive_copies: int | None = None
    metadata: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sendings: tuple[Sending, ...] = ()
    acts: tuple[RestingAct, ...] = ()

    @property
    def day(self) -> date:
        """Ngày văn bản: column 2."""
        return self.columns.issued_on

    @property
    def name(self) -> str:
        """Số, ký hiệu: column 1, by which findings name the row."""
        return self.columns.number_and_symbol


@dataclass(frozen=True, slots=True)
class ArrivalRow:
    """Dòng văn bản đến: an arrival and what became of it."""

    number: int
    document: IncomingDocument
    handling: Handling = field(default_factory=Handling)
    metadata: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """Ngày đến: column 1."""
        return self.document.arrived_on

    @property
    def name(self) -> str:
        """Số đến: column 2, by which findings name the row."""
        return f"{self.number:02d}"


@dataclass(frozen=True, slots=True)
class LostRow:
    """Dòng không đọc được: a number that was given, whose record is damaged."""

    number: int

    @property
    def day(self) -> None:
        """Ngày: not known."""
        return None

    @property
    def name(self) -> str:
        """Số: all that is known of the row."""
        return f"{self.number:02d}"


BookRow: TypeAlias = OutgoingRow | ArrivalRow | LostRow


@dataclass(frozen=True, slots=True)
class Book:
    """Sổ: the rows of one series or of the arrivals of one office and year, as they stand on the day ``today``.

    ``opened_after`` is the last number on paper before the book was opened here (0 = none); ``ended_before`` the
    last number of the same book in the year before (None = there is no such book). Only rows of the days of
    ``regime`` are judged, all rows count for the order of the numbers; without a regime all are judged.
    """

    name: str
    year: int
    rows: tuple[BookRow, ...]
    calendar: WorkingCalendar
    today: date
    opened_after: int = 0
    ended_before: int | None = None
    regime: Regime | None = None

    def under(self, regime: Regime) -> "Book":
        """Phần của chế độ: the same book of which only the rows of the days of a regime are judged."""
        return replace(self, regime=regime)

    def judges(self, day: date | None) -> bool:
        """Xét ngày này: whether rows of that day are judged here; of an unknown day nothing is said."""
        return day is not None and (self.regime is None or self.regime.holds_on(day))

    @property
    def in_order(self) -> tuple[BookRow, ...]:
        """Theo số: all rows, the smallest number first."""
        return tuple(sorted(self.rows, key=lambda row: row.number))

    @property
    def outgoing(self) -> tuple[OutgoingRow, ...]:
        """Văn bản đi: the rows to be judged."""
        return tuple(row for row in self.in_order if isinstance(row, OutgoingRow) and self.judges(row.day))

    @property
    def arrivals(self) -> tuple[ArrivalRow, ...]:
        """Văn bản đến: the rows to be judged."""
        return tuple(row for row in self.in_order if isinstance(row, ArrivalRow) and self.judges(row.day))


@dataclass(frozen=True, slots=True)
class RegisteredDocument:
    """Văn bản bên dòng sổ: what was observed of a numbered document's file, and its row."""

    row: OutgoingRow
    page: Page

    @property
    def own_page(self) -> Page:
        """Trang của chính văn bản: of a copy, its own block below the copied document."""
        return self.page.copy if self.row.type.is_copy and self.page.copy is not None else self.page
