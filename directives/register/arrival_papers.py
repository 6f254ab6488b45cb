"""Dấu đến và phiếu giải quyết: what the stamp and the slip of an incoming document say, as values (PL.IV)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from directives.calendar.dates import long_date
from directives.register.incoming import Handling, IncomingDocument
from directives.register.steps import Step, StepKind

_DOTS = "……………………"


@dataclass(frozen=True, slots=True)
class ArrivalStamp:
    """Dấu “Đến”: the fields of the rectangle of 35 × 50 mm; what is not known yet is dots for a hand."""

    agency: str
    number: str
    day: str
    transferred_to: str
    work_file: str

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Các dòng dưới chữ ĐẾN: label and what stands behind it."""
        return (
            ("Số", self.number),
            ("Ngày", self.day),
            ("Chuyển", self.transferred_to or _DOTS),
            ("Số và ký hiệu HS", self.work_file or _DOTS),
        )


def stamp_of(
    agency: str, number: int, document: IncomingDocument, handling: Handling, work_file: str = ""
) -> ArrivalStamp:
    """Dấu “Đến” của một văn bản: ``work_file`` is the symbol of the file it lies in, if it does."""
    day = f"{document.arrived_on:%d/%m/%Y}"
    return ArrivalStamp(agency, f"{number:02d}", day, handling.receiver, work_file)


@dataclass(frozen=True, slots=True)
class SlipPart:
    """Phần của phiếu: its heading and, entry by entry, the lines somebody said; without any there is room to write."""

    heading: str
    entries: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class HandlingSlip:
    """Phiếu giải quyết văn bản đến: letterhead, what the document is, and the three parts of the form."""

    parent_lines: tuple[str, ...]
    agency_lines: tuple[str, ...]
    place_and_date: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[SlipPart, ...]


_HEADINGS = {
    StepKind.INSTRUCTION: "Ý kiến của lãnh đạo cơ quan, tổ chức",
    StepKind.UNIT_OPINION: "Ý kiến của lãnh đạo đơn vị",
    StepKind.PROPOSAL: "Ý kiến đề xuất của người giải quyết",
}


def slip_of(
    letterhead: tuple[tuple[str, ...], tuple[str, ...]],
    place_name: str,
    number: int,
    document: IncomingDocument,
    steps: Sequence[Step],
) -> HandlingSlip:
    """Phiếu của một văn bản: everything that was said of it so far, in order; ``letterhead`` is parent and agency."""
    parent, agency = letterhead
    dated = f", {long_date(document.dated)}" if document.dated else ""
    named = f"{document.type_name} {document.number_and_symbol}".strip()
    facts = [
        ("Văn bản", f"{named}{dated}"),
        ("Cơ quan ban hành", document.author),
        ("Về việc", document.subject),
        ("Số đến", f"{number:02d}"),
        ("Ngày đến", f"{document.arrived_on:%d/%m/%Y}"),
        *([("Độ khẩn", document.urgency.value)] if document.urgency else []),
    ]
    return HandlingSlip(
        parent,
        agency,
        f"{place_name}, {long_date(document.arrived_on)}",
        tuple(facts),
        tuple(
            SlipPart(heading, tuple(tuple(_lines(step)) for step in steps if step.kind is kind))
            for kind, heading in _HEADINGS.items()
        ),
    )


def _lines(step: Step) -> Iterator[str]:
    if step.lead:
        yield f"Chủ trì: {step.lead}"
    if step.co_operating:
        yield f"Phối hợp: {', '.join(step.co_operating)}"
    if step.due_on:
        counted = f" ({step.working_days:02d} ngày làm việc)" if step.working_days is not None else ""
        yield f"Thời hạn: {_day(step.due_on)}{counted}"
    yield from step.words.splitlines()
    yield f"{_day(step.day)}, {step.person}"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
