"""Giám sát: villages to be visited, what a visit saw, and the answers to its findings."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from sipas_engine.recheck.visits import (
    CONTENTS,
    FindingAnswer,
    OpenFinding,
    Visit,
    draw_visits,
    open_findings,
)
from storage import field_records
from storage.versioned_records import Content
from workflows.services.field_book import (
    assignments,
    finding_answers,
    records,
    village_key,
    visits,
    write_field_book,
)
from workflows.services.workspace import Workspace


class UnknownFinding(DirectiveError):
    """Không có phát hiện này: the visit is not known, or fulfilled what is being answered."""

    kind = "unknown_finding"
    template = N_("Visit {visit} has no finding “{content}”. Findings: {findings}.")


class VisitRecorded(DirectiveError):
    """Đã ghi phiếu giám sát: a visit of this number stands in the book with other content."""

    kind = "visit_recorded"
    template = N_("Visit {visit} was recorded already, with other content. Give the new one its own number.")


class UnknownVillage(DirectiveError):
    """Không có thôn này: no forms of the campaign go to it."""

    kind = "unknown_village"
    template = N_("No forms go to {village}. Write the village after its commune: Xã A / Thôn 1.")


def villages_to_visit(
    workspace: Workspace, campaign_id: str, seed: str, share: Fraction
) -> Sequence[tuple[str, ...]]:
    """Thôn được giám sát: drawn from those assigned, so that anyone can draw them again. Raises UnknownCampaign."""
    assigned = assignments(records(workspace, campaign_id, "assignment"))
    return draw_visits([one.village.path for one in assigned], seed, share)


def record_visit(workspace: Workspace, campaign_id: str, visit: Visit) -> bool:
    """Ghi phiếu giám sát: gives whether it is new. Raises UnknownCampaign, UnknownVillage, VisitRecorded."""
    content: Content = {
        "village": village_key(visit.village),
        "day": visit.day.isoformat(),
        "supervisor": visit.supervisor,
        "fulfilled": dict(visit.fulfilled),
        "remark": visit.remark,
        "proposal": visit.proposal,
    }

    def checked(connection: Connection) -> Mapping[str, Content]:
        assigned = field_records.in_force(connection, campaign_id, "assignment")
        if village_key(visit.village) not in assigned:
            raise UnknownVillage(where=visit.id, village=village_key(visit.village))
        known = field_records.in_force(connection, campaign_id, "visit").get(visit.id)
        if known is not None and known != content:
            raise VisitRecorded(where=visit.id, visit=visit.id)
        return {visit.id: content}

    return write_field_book(workspace, campaign_id, "visit", "visit_recorded", checked) > 0


def answer_finding(workspace: Workspace, campaign_id: str, answer: FindingAnswer) -> bool:
    """Trả lời phát hiện: gives whether it is new; a later answer stands before the earlier one.

    Raises UnknownCampaign, UnknownFinding.
    """
    content: Content = {
        "visit": answer.visit,
        "content": answer.content,
        "day": answer.day.isoformat(),
        "by": answer.by,
        "text": answer.text,
    }

    def checked(connection: Connection) -> Mapping[str, Content]:
        known = {
            visit.id: visit for visit in visits(field_records.in_force(connection, campaign_id, "visit"))
        }
        visit = known.get(answer.visit)
        if visit is None or answer.content not in visit.findings:
            found = ", ".join(visit.findings) if visit else "–"
            raise UnknownFinding(
                where=answer.visit,
                visit=answer.visit,
                content=CONTENTS.get(answer.content, answer.content),
                findings=found or "–",
            )
        return {f"{answer.visit}|{answer.content}": content}

    return write_field_book(workspace, campaign_id, "answer", "finding_answered", checked) > 0


def waiting_findings(workspace: Workspace, campaign_id: str, day: date) -> Sequence[OpenFinding]:
    """Phát hiện chưa trả lời: on a day, longest waiting first. Raises UnknownCampaign."""
    return open_findings(
        visits(records(workspace, campaign_id, "visit")),
        finding_answers(records(workspace, campaign_id, "answer")),
        day,
    )
