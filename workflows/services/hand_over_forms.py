"""Bàn giao phiếu: filled-in forms that an investigator gives back, serial by serial."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from sipas_engine.errors import N_, Problem, SipasError
from sipas_engine.fieldwork.sheets import HandedOver, read_handed_over
from storage import field_records
from storage.field_records import Content
from workflows.services.field_book import assignments, write_field_book
from workflows.services.workspace import Workspace


class BadHandOver(SipasError):
    """Bàn giao sai: forms that are not this investigator's, or were handed over before."""

    kind = "bad_hand_over"
    template = N_("The hand-over was refused, nothing of it was taken: {count} problem(s).")


def hand_over_forms(workspace: Workspace, campaign_id: str, file: Path, day: date) -> int:
    """Bàn giao phiếu: gives how many forms are new; a form handed over before, on the same day, is passed over.

    Raises UnknownCampaign, BadSheet, BadHandOver with every form that was not given to its investigator or was handed
    over on another day.
    """
    rows = read_handed_over(file)

    def checked(connection: Connection) -> Mapping[str, Content]:
        given = {
            serial: one.investigator
            for one in assignments(field_records.in_force(connection, campaign_id, "assignment"))
            for serial in one.village.serials
        }
        before = field_records.in_force(connection, campaign_id, "hand_over")
        found: dict[str, Content] = {
            row.serial: {"investigator": row.investigator, "day": day.isoformat()} for row in rows
        }
        problems = [problem for row in rows for problem in _wrong(row, given)]
        problems += [
            Problem(
                N_("form {serial} was handed over on {day} already"),
                {"serial": key, "day": before[key]["day"]},
                key,
            )
            for key, content in found.items()
            if key in before and before[key] != content
        ]
        if problems:
            raise BadHandOver(where=problems[0].where, problems=problems, count=len(problems))
        return found

    return write_field_book(workspace, campaign_id, "hand_over", "forms_handed_over", checked)


def handed_over_by(found: Mapping[str, Content]) -> Mapping[str, int]:
    """Số phiếu đã bàn giao: by investigator."""
    return Counter(str(row["investigator"]) for row in found.values())


def _wrong(row: HandedOver, given: Mapping[str, str]) -> list[Problem]:
    owner = given.get(row.serial)
    if owner == row.investigator:
        return []
    if owner is None:
        return [Problem(N_("form {serial} was given to nobody"), {"serial": row.serial}, row.serial)]
    fields = {"serial": row.serial, "owner": owner, "investigator": row.investigator}
    return [Problem(N_("form {serial} was given to {owner}, not to {investigator}"), fields, row.serial)]
