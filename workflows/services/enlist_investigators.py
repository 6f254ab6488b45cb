"""Lập danh sách điều tra viên: the roster of the Post, taken whole from its file."""

from datetime import date
from pathlib import Path

from sipas_engine.errors import Problem
from sipas_engine.fieldwork.roster import Investigator, usual_criteria, why_not_ready
from sipas_engine.fieldwork.sheets import read_roster
from workflows.services.field_book import investigator_content, investigators, records, write_field_book
from workflows.services.workspace import Workspace


def enlist_investigators(workspace: Workspace, campaign_id: str, file: Path) -> int:
    """Lập danh sách điều tra viên: gives how many are new or changed; the same file again changes nothing.

    Raises UnknownCampaign, BadSheet and what reading a table refuses.
    """
    roster = {person.id: investigator_content(person) for person in read_roster(file)}
    return write_field_book(
        workspace, campaign_id, "investigator", "investigators_enlisted", lambda _: roster
    )


def roster_on(
    workspace: Workspace, campaign_id: str, day: date
) -> tuple[tuple[Investigator, tuple[Problem, ...]], ...]:
    """Điều tra viên và chỗ còn thiếu: everybody of the roster, with what keeps him from work on that day."""
    found = investigators(records(workspace, campaign_id, "investigator"))
    return tuple((person, why_not_ready(person, day, usual_criteria())) for person in found)
