"""Hồ sơ sổ khắc phục: how the register of a plan lies in the store: its making, rows, and how far each unit is."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from directives.followup.duties import CAMPAIGN, owers_of
from directives.followup.plan import ResultBook
from directives.results_use.improvement import (
    ImprovementRow,
    Prefill,
    UnitRegister,
    prefill_as_json,
    prefill_from_json,
    register_as_json,
    register_from_json,
    row_as_json,
    row_from_json,
)
from storage import followup_records
from workflows.services.followup_state import FollowupState
from workflows.services.workspace import Workspace

_PREFILL, _ROW, _UNIT = "prefill", "row", "unit"


class NoRegister(DirectiveError):
    """Chưa có sổ: nobody has made the register from the result yet."""

    kind = "no_register"
    template = N_(
        "{campaign} has no improvement register yet. Make it with “vanthu improvement prefill {campaign}”."
    )


class NoRows(DirectiveError):
    """Đơn vị không có dòng: it was not measured, its figures are withheld, or it has no part in the plan."""

    kind = "unknown_register"
    template = N_(
        "{unit} has no rows in the improvement register of {campaign}: it was not measured, has too few forms to be "
        "shown, or has no part in the plan. The office may add rows with a reason."
    )


class UnknownRow(DirectiveError):
    """Không có dòng này: the unit's register has no such criterion."""

    kind = "unknown_row"
    template = N_("The register of {unit} has no criterion {code}. It has: {known}.")


@dataclass
class Kept:
    """Sổ đã ghi: what is in force; rows by unit and criterion, in the order of the units' ids."""

    prefill: Prefill | None = None
    rows: dict[tuple[str, str], ImprovementRow] = field(default_factory=dict)
    units: dict[str, UnitRegister] = field(default_factory=dict)

    def of(self, unit: str) -> UnitRegister:
        """Sổ của đơn vị: as far as it is; one that nobody has touched is to be filled in."""
        return self.units.get(unit) or UnitRegister(unit)

    def rows_of(self, unit: str) -> tuple[ImprovementRow, ...]:
        """Các dòng của đơn vị: the weakest criterion first, struck ones among them."""
        own = [row for row in self.rows.values() if row.unit == unit]
        return tuple(sorted(own, key=lambda row: (bool(row.added), row.weakness.value)))


def kept_register(connection: Connection, campaign: str) -> Kept:
    """Đọc sổ: everything in force in the register of a plan."""
    kept = Kept()
    for key, content in followup_records.in_force(connection, campaign, "improvement").items():
        kind, _, rest = key.partition("/")
        if kind == _PREFILL:
            kept.prefill = prefill_from_json(content)
        elif kind == _ROW:
            row = row_from_json(content)
            kept.rows[row.unit, row.code] = row
        elif kind == _UNIT:
            kept.units[rest] = register_from_json(content)
    return kept


def keep_prefill(connection: Connection, workspace: Workspace, campaign: str, prefill: Prefill) -> int:
    """Ghi lần lập sổ: gives 1 when it says something new."""
    return _add(connection, workspace, campaign, {_PREFILL: prefill_as_json(prefill)})


def keep_rows(
    connection: Connection, workspace: Workspace, campaign: str, rows: Iterable[ImprovementRow]
) -> int:
    """Ghi các dòng: a new version of each that has changed; gives how many."""
    records = {f"{_ROW}/{row.unit}/{row.code}": row_as_json(row) for row in rows}
    return _add(connection, workspace, campaign, records)


def keep_units(
    connection: Connection, workspace: Workspace, campaign: str, units: Iterable[UnitRegister]
) -> int:
    """Ghi tình trạng sổ: a new version of each unit's that has changed; gives how many."""
    records = {f"{_UNIT}/{one.unit}": register_as_json(one) for one in units}
    return _add(connection, workspace, campaign, records)


def row_versions(
    connection: Connection, campaign: str, unit: str, code: str
) -> list[tuple[str, str, ImprovementRow]]:
    """Các phiên bản của một dòng: when, who and what, oldest first."""
    found = followup_records.versions(connection, campaign, "improvement", f"{_ROW}/{unit}/{code}")
    return [(at, actor, row_from_json(content)) for at, actor, content in found]


def found_row(kept: Kept, campaign: str, unit: str, code: str) -> ImprovementRow:
    """Dòng theo mã: raises NoRows, UnknownRow."""
    own = kept.rows_of(unit)
    if not own:
        raise NoRows(where=unit, unit=unit, campaign=campaign)
    if (unit, code) not in kept.rows:
        raise UnknownRow(where=code, unit=unit, code=code, known=", ".join(row.code for row in own))
    return kept.rows[unit, code]


def concerned_units(state: FollowupState) -> tuple[str, ...]:
    """Đơn vị có sổ: who owes a step of this book, else the surveyed units, else all of the plan, in its order."""
    owing = {
        unit
        for step in state.plan.steps
        if step.book is ResultBook.IMPROVEMENT
        for unit in owers_of(step, state.plan, state.units)
    } - {CAMPAIGN}
    wanted = owing or {unit.id for unit in state.units if unit.surveyed}
    return tuple(unit.id for unit in state.units if unit.id in wanted or not wanted)


def _add(
    connection: Connection, workspace: Workspace, campaign: str, records: dict[str, dict[str, object]]
) -> int:
    at, actor = workspace.timestamp(), workspace.actor
    return followup_records.add(connection, campaign, "improvement", records, at, actor)
