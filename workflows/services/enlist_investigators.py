"""Lập danh sách điều tra viên: the roster of the Post, taken whole from its file."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from sipas_engine.errors import Problem
from sipas_engine.fieldwork.roster import Investigator, usual_criteria, why_not_ready
from sipas_engine.fieldwork.sheets import read_roster
from storage import field_records
from storage.versioned_records import Content
from workflows.services.field_book import investigator_content, investigators, records, write_field_book
from workflows.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Enlisted:
    """Danh sách đã nhận: how many people are new or changed; ``absent`` stand on the roster and not in the file."""

    new: int
    absent: tuple[str, ...]


def enlist_investigators(workspace: Workspace, campaign_id: str, file: Path) -> Enlisted:
    """Lập danh sách điều tra viên: the same file again changes nothing.

    Nobody is struck off by not being in a later file, for forms may be under his name: write the day from which he
    no longer works into ``nghi_tu``. Raises UnknownCampaign, BadSheet and what reading a table refuses.
    """
    roster = {person.id: investigator_content(person) for person in read_roster(file)}
    absent: list[str] = []

    def checked(connection: Connection) -> dict[str, Content]:
        known = field_records.in_force(connection, campaign_id, "investigator")
        absent.extend(person for person in known if person not in roster)
        return dict(roster)

    new = write_field_book(workspace, campaign_id, "investigator", "investigators_enlisted", checked)
    return Enlisted(new, tuple(absent))


def roster_on(
    workspace: Workspace, campaign_id: str, day: date
) -> tuple[tuple[Investigator, tuple[Problem, ...]], ...]:
    """Điều tra viên và chỗ còn thiếu: everybody of the roster, with what keeps him from work on that day."""
    found = investigators(records(workspace, campaign_id, "investigator"))
    return tuple((person, why_not_ready(person, day, usual_criteria())) for person in found)
