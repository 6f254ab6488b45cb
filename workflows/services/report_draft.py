"""Dự thảo báo cáo: a draft template of a report, filled in with facts, tables and pictures, becomes a document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import directives.followup
from directives.document.body_draft import BodyDraft
from directives.document.compose import compose
from directives.document.draft import parse_draft
from directives.document.draft_template import fill
from directives.document.model import BodyTable, Document, Picture
from directives.document.toml_table import toml_table
from directives.errors import N_, DirectiveError
from directives.followup.plan import Plan
from directives.org.offices import Office
from workflows.services.workspace import Workspace

_DRAFTS = Path(directives.followup.__file__).parent / "data" / "drafts"
TABLE, CHART = "table:", "chart:"


class NoReportingOffice(DirectiveError):
    """Không rõ cơ quan báo cáo: the plan names no office that writes to the units and reports."""

    kind = "no_reporting_office"
    template = N_(
        "The plan {campaign} does not say who reports: name the office in “standing_office”, or in “actor” of the step."
    )


class UnknownInsertion(DirectiveError):
    """Không có bảng, hình này: the draft asks for a table or picture that the report does not have."""

    kind = "unknown_insertion"
    template = N_("The draft asks for “{name}”. The report has: {known}.")


@dataclass(frozen=True, slots=True)
class Insertions:
    """Bảng và hình: what a report's draft may name as ``table:<key>`` and ``chart:<key>``; pictures as PNG."""

    tables: Mapping[str, BodyTable]
    charts: Mapping[str, tuple[bytes, str]] = field(default_factory=dict)


@cache
def shipped_draft(name: str) -> str:
    """Mẫu đi kèm: a draft template that comes with the program."""
    return (_DRAFTS / name).read_text(encoding="utf-8")


def reporting_office(workspace: Workspace, plan: Plan, actor: str, day: date) -> Office:
    """Cơ quan báo cáo: the step's actor or the plan's standing office. Raises NoReportingOffice, UnknownOffice."""
    named = plan.office(actor or plan.standing_office)
    if not named:
        raise NoReportingOffice(where=plan.id, campaign=plan.id)
    return workspace.chart.on(day).office(named)


def report_document(
    workspace: Workspace,
    plan: Plan,
    template: str,
    facts: Mapping[str, Any],
    insertions: Insertions,
    *,
    office: Office,
    addressees: Sequence[str],
    day: date,
    file: str,
    given: Mapping[str, Any] | None = None,
) -> Document:
    """Dự thảo: the document; what the template leaves out of head and foot follows from office and plan.

    ``given`` are fields of the draft which no sentence can hold: lists of legal bases, moments. Raises what drafting
    refuses, UnknownInsertion.
    """
    data = fill(toml_table(template), facts, file=file)
    head = _head_and_foot(plan, office, addressees)
    draft = parse_draft({**head, **data, **(given or {}), "date": day}, file=file)
    enclosed: dict[str, BodyTable | Picture] = {}
    for place, part in draft.named_files:
        name = part.file
        if name.startswith(TABLE) and name.removeprefix(TABLE) in insertions.tables:
            enclosed[place] = insertions.tables[name.removeprefix(TABLE)]
        elif (
            name.startswith(CHART)
            and name.removeprefix(CHART) in insertions.charts
            and isinstance(part, BodyDraft)
        ):
            content, alternative = insertions.charts[name.removeprefix(CHART)]
            enclosed[place] = Picture(workspace.files.put(content), part.width_mm or 0, alternative)
        else:
            known = [*(TABLE + key for key in insertions.tables), *(CHART + key for key in insertions.charts)]
            raise UnknownInsertion(where=place, name=name, known=", ".join(known))
    return compose(draft, workspace.chart, day, enclosed=enclosed, rules=workspace.rules)


def _head_and_foot(plan: Plan, office: Office, addressees: Sequence[str]) -> dict[str, Any]:
    """Phần đầu, phần cuối: to be signed by the head of the office, for the body where there is one."""
    head = {"title": office.head_title, "name": ""}
    authority = [{"capacity": "TM", "of": office.collective}] if office.collective else []
    return {
        "addressees": list(addressees),
        "recipients": ["Như trên"] if addressees else ["Lãnh đạo cơ quan"],
        "archive": {"units": ["VT"]},
        "signature": {**head, "authority": authority},
        "carries_out": [plan.directive] if plan.directive else [],
        "provenance": "synthetic" if plan.synthetic_returns else "real",
    }
