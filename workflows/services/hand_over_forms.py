"""Bàn giao phiếu: filled-in forms that an investigator gives back, serial by serial."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from sipas_engine.errors import N_, Problem, SipasError
from sipas_engine.fieldwork.assignment import Assignment
from sipas_engine.fieldwork.sheets import HandedOver, read_handed_over
from storage import field_records
from storage.versioned_records import Content
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
        assigned = assignments(field_records.in_force(connection, campaign_id, "assignment"))
        holders = _holders(assigned)
        before = field_records.in_force(connection, campaign_id, "hand_over")
        found: dict[str, Content] = {
            row.serial: {"investigator": row.investigator, "day": day.isoformat()} for row in rows
        }
        problems = [problem for row in rows for problem in _wrong(row, holders)]
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


def _holders(assigned: Sequence[Assignment]) -> dict[str, set[str]]:
    """Who may hand a form over: an official one, who has its village; a reserve one, anybody of the commune.

    For the person who comes in may live in another village than the one who was replaced.
    """
    of_commune: dict[tuple[str, ...], set[str]] = {}
    for one in assigned:
        of_commune.setdefault(one.village.commune, set()).add(one.investigator)
    return {
        **{serial: of_commune[one.village.commune] for one in assigned for serial in one.village.reserve},
        **{serial: {one.investigator} for one in assigned for serial in one.village.serials},
    }


def _wrong(row: HandedOver, holders: Mapping[str, set[str]]) -> list[Problem]:
    owners = holders.get(row.serial, set())
    if row.investigator in owners:
        return []
    if not owners:
        alike = [serial for serial in holders if serial.casefold() == row.serial.casefold()]
        if alike:
            said = N_("form {serial} was given to nobody; {alike} was")
            return [Problem(said, {"serial": row.serial, "alike": alike[0]}, row.serial)]
        return [Problem(N_("form {serial} was given to nobody"), {"serial": row.serial}, row.serial)]
    owner = ", ".join(sorted(owners))
    fields = {"serial": row.serial, "owner": owner, "investigator": row.investigator}
    return [Problem(N_("form {serial} was given to {owner}, not to {investigator}"), fields, row.serial)]
