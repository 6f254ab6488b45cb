"""Khắc phục phát hiện: what was found at a one-stop office, and whether it was mended by its day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from directives.conversion.document_kind import document_kind
from directives.errors import N_, DirectiveError
from directives.results_use.inspection import (
    Finding,
    FindingState,
    Inspection,
    Remedied,
    record_key,
    remedied_as_json,
    state_of,
)
from directives.text import normalise
from storage import audit, followup_records
from storage.database import transaction
from workflows.services.followup_state import state_in
from workflows.services.results_use.inspection_records import (
    InspectionBook,
    UnknownInspection,
    book_in,
    inspection_book,
)
from workflows.services.unit_door.answers import KeptFile, UnknownFile, Upload
from workflows.services.workspace import Workspace

_LONGEST = 2000


class UnknownFinding(DirectiveError):
    """Không có phát hiện này: the inspection has no finding of this number."""

    kind = "unknown_finding"
    template = N_("Inspection {number} has no finding {finding}. It has {count}.")


class BadRemedy(DirectiveError):
    """Kết quả khắc phục không dùng được: no words, or a day that cannot be."""

    kind = "bad_remedy"
    template = N_(
        "Say in 1 to {most} letters what shows that it was mended, and name a day from {first} to {today}, not {day}."
    )


@dataclass(frozen=True, slots=True)
class FoundRow:
    """Phát hiện và kết quả: of which inspection, what was done about it, and its state on a day."""

    inspection: Inspection
    finding: Finding
    remedied: Remedied | None
    state: FindingState

    @property
    def open(self) -> bool:
        """Còn phải khắc phục: nothing shows yet that it was mended."""
        return self.state in (FindingState.OPEN, FindingState.LATE)


def finding_rows(book: InspectionBook, day: date) -> tuple[FoundRow, ...]:
    """Các phát hiện: those not mended first, the nearest deadline first."""
    return tuple(
        sorted(_rows(book, day), key=lambda row: (not row.open, row.finding.deadline, row.inspection.number))
    )


def findings_of(workspace: Workspace, campaign: str, unit: str = "") -> Sequence[FoundRow]:
    """Các phát hiện của kế hoạch: or of one unit, as they stand today. Raises UnknownCampaign."""
    return finding_rows(inspection_book(workspace, campaign, unit), workspace.today())


def finding_in(book: InspectionBook, number: int, finding: int) -> tuple[Inspection, Finding]:
    """Một phát hiện: raises UnknownInspection, UnknownFinding."""
    found = book.inspection(number)
    for one in found.findings:
        if one.number == finding:
            return found, one
    raise UnknownFinding(
        where=f"{number}/{finding}", number=number, finding=finding, count=len(found.findings)
    )


def remedy_finding(
    workspace: Workspace,
    campaign: str,
    number: int,
    finding: int,
    *,
    done_on: date,
    evidence: str,
    file: Upload | None = None,
    unit: str = "",
) -> Remedied:
    """Ghi kết quả khắc phục: with words and a file (pdf, docx, xlsx); written again it is a new version.

    ``unit``: only a finding at this unit. Raises UnknownCampaign, UnknownInspection, UnknownFinding, BadRemedy,
    UnknownFormat, MacrosInside.
    """
    said, today = normalise(evidence).strip(), workspace.today()
    kind = document_kind(file.content, file.name) if file else ""
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign}")
        state_in(connection, workspace, campaign)
        inspection, _ = finding_in(book_in(connection, campaign, unit), number, finding)
        fits = 0 < len(said) <= _LONGEST and all(line.isprintable() for line in said.splitlines())
        if not fits or not inspection.day <= done_on <= today:
            raise BadRemedy(
                where="evidence",
                most=_LONGEST,
                first=f"{inspection.day:%d/%m/%Y}",
                today=f"{today:%d/%m/%Y}",
                day=f"{done_on:%d/%m/%Y}",
            )
        digest = workspace.files.put(file.content) if file else ""
        name = f"kiem-tra-{number}-{finding}.{kind}" if file else ""
        made = Remedied(number, finding, done_on, said, digest, name)
        records = {record_key(number, finding): remedied_as_json(made)}
        at = workspace.timestamp()
        if followup_records.add(connection, campaign, "inspection", records, at, workspace.actor):
            told = {"number": number, "finding": finding, "unit": inspection.unit, "sha256": digest}
            entry = audit.Act(at, workspace.actor, "finding_remedied", campaign, told)
            audit.append(connection, f"campaign/{campaign}", entry)
    return made


def remedy_file(workspace: Workspace, campaign: str, number: int, finding: int, unit: str = "") -> KeptFile:
    """Tệp minh chứng: of a finding, for the unit itself or an inspector. Raises UnknownInspection, UnknownFile."""
    book = inspection_book(workspace, campaign, unit)
    if number not in {one.number for one in book.inspections}:
        raise UnknownInspection(where=str(number), number=number)
    known = book.remedied.get((number, finding))
    content = workspace.files.get(known.file) if known and known.file else None
    if known is None or content is None:
        raise UnknownFile(where=f"{number}/{finding}")
    return KeptFile(known.file_name, content)


def _rows(book: InspectionBook, day: date) -> Iterator[FoundRow]:
    for inspection in book.inspections:
        for one in inspection.findings:
            remedied = book.remedied.get((inspection.number, one.number))
            yield FoundRow(inspection, one, remedied, state_of(one, remedied, day))
