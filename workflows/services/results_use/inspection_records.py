"""Sổ kiểm tra một cửa: inspections are written down, corrected in new versions, and count for the unit's quota."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from directives.followup.plan import ResultBook
from directives.results_use.inspection import (
    Inspection,
    Remedied,
    inspection_as_json,
    inspection_from_json,
    record_key,
    remedied_from_json,
)
from directives.results_use.inspection_file import InspectionDraft, inspection_of
from storage import audit, campaigns, followup_records
from storage.database import reading, transaction
from storage.versioned_records import Content
from workflows.services.difficulties import NotOfPlan
from workflows.services.followup_state import FollowupState, state_in, unknown_campaign
from workflows.services.results_use.close_duty import close_duties
from workflows.services.results_use.inspection_checks import checklist_of
from workflows.services.workspace import Workspace

_SHOWN = 5


class UnknownInspection(DirectiveError):
    """Không có lần kiểm tra này: none of the plan, or none of this unit, has this number."""

    kind = "unknown_inspection"
    template = N_("There is no inspection {number} here.")


class FixedInInspection(DirectiveError):
    """Không sửa được: unit and day of an inspection stay, for it was counted in their week."""

    kind = "fixed_in_inspection"
    template = N_(
        "Inspection {number} was of {unit} on {day} and was counted there. A correction keeps unit, inspecting office "
        "and day; write another inspection as a new one."
    )


class FindingInUse(DirectiveError):
    """Phát hiện đã có kết quả: a correction may not drop a finding of which a remedy or a decision is written down."""

    kind = "finding_in_use"
    template = N_(
        "Finding {finding} of inspection {number} has a remedy or a decision already: keep it in the correction, "
        "in its place."
    )


@dataclass(frozen=True, slots=True)
class Written:
    """Đã ghi: the inspection, whether anything was new, and how many duties counted it."""

    inspection: Inspection
    new: bool
    counted: int


@dataclass(frozen=True, slots=True)
class InspectionBook:
    """Sổ kiểm tra: all inspections of a plan or unit in force, and what was remedied, by inspection and finding."""

    inspections: Sequence[Inspection]
    remedied: Mapping[tuple[int, int], Remedied]

    def inspection(self, number: int) -> Inspection:
        """Lần kiểm tra theo số: raises UnknownInspection."""
        found = next((one for one in self.inspections if one.number == number), None)
        if found is None:
            raise UnknownInspection(where=str(number), number=number)
        return found


def record_inspection(
    workspace: Workspace, campaign: str, draft: InspectionDraft, *, file: str = "", number: int = 0
) -> Written:
    """Ghi lần kiểm tra: a new one, or a correction of ``number``; the same again is nothing new.

    It counts once a day as a check of whoever made it, in the week of its day. Raises UnknownCampaign, NotOfPlan,
    UnknownInspection, FixedInInspection, FindingInUse, InvalidInspection, InvalidChecklist, NoChecklist,
    UnknownOffice, IllegalMove.
    """
    day = draft.began.date()
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign}")
        state = state_in(connection, workspace, campaign)
        _refuse_strange_unit(state, draft.unit)
        book = book_in(connection, campaign)
        before = book.inspection(number) if number else None
        if before is not None:
            _refuse_moved(before, draft)
        if draft.by:
            workspace.chart.on(day).office(draft.by)
        free = 1 + max((one.number for one in book.inspections), default=0)
        asked = checklist_of(workspace, state, draft.unit, day)
        made = inspection_of(draft, number or free, asked, workspace.today(), file=file or draft.unit)
        if before is None and (same := _same(book, made)) is not None:
            return Written(same, False, 0)
        _refuse_dropped(connection, campaign, made)
        records = {record_key(made.number): inspection_as_json(made)}
        at = workspace.timestamp()
        if not followup_records.add(connection, campaign, "inspection", records, at, workspace.actor):
            return Written(made, False, 0)
        act = "inspection_corrected" if before else "inspection_recorded"
        told = {
            "number": made.number, "unit": made.unit, "by": made.by, "day": made.day.isoformat(),
            "findings": len(made.findings),
        }  # fmt: skip
        entry = audit.Act(at, workspace.actor, act, campaign, told)
        audit.append(connection, f"campaign/{campaign}", entry)
        counted = 0
        if before is None:
            counted = close_duties(
                connection,
                workspace,
                campaign,
                ResultBook.INSPECTION,
                made.by,
                made.day,
                made.day.isoformat(),
                act="inspection_counted",
            )
    return Written(made, True, counted)


def inspection_book(workspace: Workspace, campaign: str, unit: str = "") -> InspectionBook:
    """Sổ kiểm tra: of a plan, or what concerns one unit of it. Raises UnknownCampaign."""
    with reading(workspace.engine) as connection:
        if campaign not in campaigns.all_ids(connection):
            raise unknown_campaign(connection, campaign)
        return book_in(connection, campaign, unit)


def book_in(connection: Connection, campaign: str, unit: str = "") -> InspectionBook:
    """Sổ kiểm tra trong giao dịch: as it stands just now."""
    records = followup_records.in_force(connection, campaign, "inspection")
    found = [inspection_from_json(content) for key, content in records.items() if "/" not in key]
    inspections = [one for one in found if unit in ("", one.unit)]
    kept = {one.number for one in inspections}
    remedied = [remedied_from_json(content) for key, content in records.items() if "/" in key]
    return InspectionBook(
        inspections, {(one.inspection, one.finding): one for one in remedied if one.inspection in kept}
    )


def inspection_versions(
    workspace: Workspace, campaign: str, number: int
) -> Sequence[tuple[str, str, Inspection]]:
    """Các phiên bản: when it was written, by which account, and what; the oldest first. Raises UnknownInspection."""
    with reading(workspace.engine) as connection:
        found: Sequence[tuple[str, str, Content]] = followup_records.versions(
            connection, campaign, "inspection", record_key(number)
        )
    if not found:
        raise UnknownInspection(where=str(number), number=number)
    return [(at, actor, inspection_from_json(content)) for at, actor, content in found]


def _same(book: InspectionBook, made: Inspection) -> Inspection | None:
    """Đã ghi rồi: pressed twice, or sent again after the answer was lost."""
    content = {**inspection_as_json(made), "number": 0}
    return next(
        (one for one in book.inspections if {**inspection_as_json(one), "number": 0} == content), None
    )


def _refuse_strange_unit(state: FollowupState, unit: str) -> None:
    known = [one.id for one in state.units]
    if unit not in known:
        shown = ", ".join(known[:_SHOWN])
        raise NotOfPlan(where=unit, asked=unit, campaign=state.plan.id, known=shown)


def _refuse_moved(before: Inspection, draft: InspectionDraft) -> None:
    if (before.unit, before.by, before.day) != (draft.unit, draft.by or draft.unit, draft.began.date()):
        raise FixedInInspection(
            where=str(before.number), number=before.number, unit=before.unit, day=f"{before.day:%d/%m/%Y}"
        )


def _refuse_dropped(connection: Connection, campaign: str, made: Inspection) -> None:
    beginning = record_key(made.number) + "/"
    used = {
        *followup_records.in_force(connection, campaign, "inspection", beginning),
        *followup_records.in_force(connection, campaign, "handling", beginning),
    }
    kept = {record_key(made.number, one.number) for one in made.findings}
    for key in sorted(used - kept):
        raise FindingInUse(where=key, number=made.number, finding=int(key.rpartition("/")[2]))
