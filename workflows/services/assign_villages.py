"""Phân công địa bàn: the forms of the villages to investigators who are ready; kept, and changed only on record."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from sipas_engine.fieldwork.assignment import Assignment, Village, assign_villages
from sipas_engine.fieldwork.roster import usual_criteria, why_not_ready
from sipas_engine.fieldwork.sheets import read_village_forms
from storage import field_records
from storage.samples import ListKey
from storage.versioned_records import Content
from workflows.services.field_book import (
    assignment_content,
    assignments,
    investigators,
    records,
    village_key,
    write_field_book,
)
from workflows.services.sampled_villages import sampled_villages
from workflows.services.workspace import Workspace


class AlreadyHandedOut(DirectiveError):
    """Đã phát phiếu: a village in which forms were handed out cannot be given to somebody else."""

    kind = "already_handed_out"
    template = N_(
        "Forms were handed out in {villages} already: these cannot be given to somebody else. "
        "Leave them out of the file."
    )


def assign_forms(workspace: Workspace, campaign_id: str, file: Path, day: date) -> tuple[Assignment, ...]:
    """Phân công theo tệp: the villages of the file (one row a form) among everybody who is ready on ``day``.

    Raises UnknownCampaign, BadSheet, BadVillages, NobodyToAssign, AlreadyHandedOut.
    """
    return _assign(workspace, campaign_id, read_village_forms(file), day)


def assign_sample(
    workspace: Workspace, campaign_id: str, key: ListKey, prefix: str, day: date
) -> tuple[Assignment, ...]:
    """Phân công theo mẫu: the drawn people of a kept list, by village, under the serials that their forms bear.

    ``prefix`` is that of the printed lists. Raises UnknownCampaign, UnknownList, NothingDrawn, NotApproved,
    PeopleWithoutVillage, BadVillages, NobodyToAssign, AlreadyHandedOut.
    """
    return _assign(workspace, campaign_id, sampled_villages(workspace, key, prefix, day), day)


def _assign(
    workspace: Workspace, campaign_id: str, villages: Sequence[Village], day: date
) -> tuple[Assignment, ...]:
    named = {village.path for village in villages}

    def checked(connection: Connection) -> dict[str, Content]:
        roster = investigators(field_records.in_force(connection, campaign_id, "investigator"))
        ready = [person for person in roster if not why_not_ready(person, day, usual_criteria())]
        before = field_records.in_force(connection, campaign_id, "assignment")
        others = [one for one in assignments(before) if one.village.path not in named]
        begun = {
            str(row["village"]) for row in field_records.in_force(connection, campaign_id, "day").values()
        }
        found: dict[str, Content] = {
            village_key(one.village.path): assignment_content(one)
            for one in assign_villages(villages, ready, others)
        }
        moved = [key for key, content in found.items() if key in begun and before.get(key) != content]
        if moved:
            raise AlreadyHandedOut(where=moved[0], villages=", ".join(moved))
        return found

    write_field_book(workspace, campaign_id, "assignment", "villages_assigned", checked)
    return assignments(records(workspace, campaign_id, "assignment"))
