"""Cơ quan theo quy chế của mình: an issuer of the chart or of its own file, with the seat the file gives it."""

from dataclasses import replace
from datetime import date

from directives.org.chart import Snapshot
from directives.org.offices import Office, OfficeKind
from directives.org.working_rules import OwnIssuer, WorkingRules, in_force


def issuing_office(snapshot: Snapshot, office_id: str, rules: WorkingRules | None = None) -> Office:
    """Cơ quan ban hành: the office of that id on the snapshot's day, or the issuer which the file adds.

    An issuer of the file stands under an office of the chart, writes its own letterhead and symbol, and has books of
    its own, since its id is its own (PL.I-II.3a). Raises as ``Snapshot.office``.
    """
    if rules is None:
        return snapshot.office(office_id)
    own = next((row for row in in_force(rules.issuers, snapshot.day) if row.id == office_id), None)
    office = _of_file(own, snapshot.office(own.under)) if own else snapshot.office(office_id)
    if office_id == rules.office or (own and own.advisory):
        return _seated(office, rules, snapshot.day)
    return office


def _of_file(row: OwnIssuer, above: Office) -> Office:
    """The row as an office; an advisory body writes the office whose seal it uses above its name."""
    name = tuple(line.upper() for line in (above.full_name,)) if row.advisory else ()
    return Office(
        id=row.id,
        kind=OfficeKind.ADVISORY if row.advisory else OfficeKind.DEPARTMENT,
        unit=above.unit,
        full_name=row.full_name,
        short_name=row.short_name or row.full_name,
        parent_lines=row.parent_lines or name,
        name_lines=row.name_lines,
        abbreviation=row.abbreviation,
        place_name=above.place_name,
        superior=above.id,
        collective=row.collective,
        head_title=row.head,
        deputy_title=row.deputy,
        seen_from=row.valid_from,
        valid_to=row.valid_to,
        basis=row.basis,
        ended_by="",
    )


def _seated(office: Office, rules: WorkingRules, day: date) -> Office:
    seats = in_force(rules.seats, day)
    return replace(office, place_name=seats[0].place_name) if seats else office
