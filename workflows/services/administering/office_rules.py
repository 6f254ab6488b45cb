"""Quy chế làm việc của cơ quan: who signs, its units, whom it writes to on a day; and a new file of it."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from directives.document.kinds import DocumentType
from directives.errors import N_, DirectiveError
from directives.org.rules_file import read_all_working_rules, read_working_rules
from directives.org.working_rules import (
    ByOrder,
    DefaultRecipient,
    Delegation,
    DraftingUnit,
    OwnIssuer,
    PostHolder,
    WorkingRules,
    in_force,
)
from storage import audit
from storage.database import transaction
from storage.files import write_whole
from workflows.services.administering.sent_file import as_file
from workflows.services.workspace import Workspace

CHAIN = "organisation"
_TYPES = frozenset(kind.value for kind in DocumentType)


class NoRulesOfOffice(DirectiveError):
    """Chưa có quy chế: the office has no file of its own."""

    kind = "unknown_office_rules"
    template = N_("{office} has no file of working rules yet. Send one in on the page of the organisation.")


@dataclass(frozen=True, slots=True)
class OfficeOnDay:
    """Cơ quan trên một ngày: its name on that day, and the rows of its file which hold then."""

    id: str
    name: str
    people: tuple[PostHolder, ...]
    units: tuple[DraftingUnit, ...]
    by_order: tuple[ByOrder, ...]
    delegations: tuple[Delegation, ...]
    recipients: tuple[DefaultRecipient, ...]
    issuers: tuple[OwnIssuer, ...]

    def unit_name(self, unit: str) -> str:
        """Tên đơn vị bên trong: its key where no unit of that day has it."""
        return next((one.name for one in self.units if one.id == unit), unit)


def offices_on(workspace: Workspace, folder: Path, day: date) -> tuple[OfficeOnDay, ...]:
    """Các cơ quan có quy chế: as they are on a day. Raises InvalidWorkingRules, DayOutsideChart."""
    found = {rules.office: rules for rules in read_all_working_rules(folder, _TYPES).values()}
    return tuple(_on(workspace, rules, day) for rules in found.values())


def rules_file(folder: Path, office: str) -> Path:
    """Tệp quy chế: of an office. Raises NoRulesOfOffice."""
    found = _files(folder).get(office)
    if found is None:
        raise NoRulesOfOffice(where=office, office=office)
    return found


def adopt_rules(workspace: Workspace, folder: Path, content: bytes, name: str) -> WorkingRules:
    """Nhận quy chế mới: takes the place of the office's file; the one before it is kept among the files.

    It is read as it would be afterwards, beside those of the other offices. What cannot be journaled is not written; a
    repeat after a kill in between completes the entry. Raises InvalidWorkingRules, UnknownOffice.
    """
    with as_file(content, name) as sent:
        rules = read_working_rules(sent, _TYPES)
        workspace.chart.on(workspace.today()).office(rules.office)
        _beside_others(folder, rules, sent)
    before = _files(folder).get(rules.office)
    target = before or folder / f"{rules.office}.toml"
    replaced = workspace.files.put(before.read_bytes()) if before else ""
    adopted = workspace.files.put(content)
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, CHAIN)
        told = [
            act.payload["adopted"] for act in audit.acts(connection, CHAIN) if act.subject == rules.office
        ]
        if adopted == replaced and told[-1:] == [adopted]:
            return rules
        facts = {"adopted": adopted, "replaced": replaced}
        act = audit.Act(workspace.timestamp(), workspace.actor, "working_rules_adopted", rules.office, facts)
        audit.append(connection, CHAIN, act)
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(target, content)
    return rules


def _beside_others(folder: Path, rules: WorkingRules, sent: Path) -> None:
    """Không nói trùng: the new file among the others, as all of them are read."""
    beside = sent.parent / "co-quan"
    beside.mkdir()
    for office, file in _files(folder).items():
        if office != rules.office:
            shutil.copyfile(file, beside / file.name)
    (beside / f"{rules.office}.moi.toml").write_bytes(sent.read_bytes())
    read_all_working_rules(beside, _TYPES)


def _files(folder: Path) -> dict[str, Path]:
    return {read_working_rules(file, _TYPES).office: file for file in sorted(folder.glob("*.toml"))}


def _on(workspace: Workspace, rules: WorkingRules, day: date) -> OfficeOnDay:
    return OfficeOnDay(
        rules.office,
        workspace.chart.on(day).office(rules.office).full_name,
        rules.posts(rules.office, day),
        in_force(rules.units, day),
        in_force(rules.by_order, day),
        in_force(rules.delegations, day),
        in_force(rules.recipients, day),
        in_force(rules.issuers, day),
    )
