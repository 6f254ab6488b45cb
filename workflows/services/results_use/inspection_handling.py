"""Xử lý cán bộ sau kiểm tra: decisions about persons, apart from the inspections, for those alone who may see them.

The journal knows that a decision was written down, never about whom; doors ask for ``Act.SEE_HANDLING``.
"""

from collections.abc import Mapping
from datetime import date

from directives.errors import N_, DirectiveError
from directives.results_use.inspection import Handling, handling_as_json, handling_from_json, record_key
from directives.results_use.inspection_file import person_of
from directives.text import normalise
from storage import audit, campaigns, followup_records
from storage.database import reading, transaction
from workflows.services.followup_state import state_in, unknown_campaign
from workflows.services.results_use.inspection_findings import finding_in
from workflows.services.results_use.inspection_records import book_in
from workflows.services.workspace import Workspace

_LONGEST = 300


class BadHandling(DirectiveError):
    """Quyết định xử lý ghi sai: without person and post, document, form of handling, or with a day that cannot be."""

    kind = "bad_handling"
    template = N_(
        "Name the person as “Full name, post”, the document, the form of handling (each one line of at most {most} "
        "letters) and a day from {first} to {today}."
    )


def record_handling(
    workspace: Workspace,
    campaign: str,
    number: int,
    finding: int,
    *,
    document: str,
    decided_on: date,
    form: str,
    person: str = "",
) -> Handling:
    """Ghi quyết định xử lý: of the person of a finding, or of ``person`` ("Full name, post"); a new version each time.

    Raises UnknownCampaign, UnknownInspection, UnknownFinding, BadHandling.
    """
    today = workspace.today()
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign}")
        state_in(connection, workspace, campaign)
        inspection, found = finding_in(book_in(connection, campaign), number, finding)
        said = {"document": normalise(document).strip(), "form": normalise(form).strip()}
        whom = person_of(normalise(person)) if person.strip() else found.person
        fits = all(0 < len(text) <= _LONGEST and text.isprintable() for text in said.values())
        if whom is None or not fits or not inspection.day <= decided_on <= today:
            raise BadHandling(
                where=f"{number}/{finding}",
                most=_LONGEST,
                first=f"{inspection.day:%d/%m/%Y}",
                today=f"{today:%d/%m/%Y}",
            )
        made = Handling(number, finding, whom, said["document"], decided_on, said["form"])
        records = {record_key(number, finding): handling_as_json(made)}
        at = workspace.timestamp()
        if followup_records.add(connection, campaign, "handling", records, at, workspace.actor):
            told = {"number": number, "finding": finding, "unit": inspection.unit}
            entry = audit.Act(at, workspace.actor, "finding_handled", campaign, told)
            audit.append(connection, f"campaign/{campaign}", entry)
    return made


def handlings_of(workspace: Workspace, campaign: str) -> Mapping[tuple[int, int], Handling]:
    """Các quyết định xử lý: in force, by inspection and finding. Raises UnknownCampaign."""
    with reading(workspace.engine) as connection:
        if campaign not in campaigns.all_ids(connection):
            raise unknown_campaign(connection, campaign)
        records = followup_records.in_force(connection, campaign, "handling")
    found = [handling_from_json(content) for content in records.values()]
    return {(one.inspection, one.finding): one for one in found}
