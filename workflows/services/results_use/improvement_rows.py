"""Ghi và nộp sổ khắc phục: a unit fills its rows in and hands the register in; the office adds or strikes rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError, Problem
from directives.followup.grounds import Roll
from directives.followup.plan import ResultBook
from directives.results_use.improvement import ImprovementRow, RegisterState, UnitRegister
from directives.results_use.improvement_entries import (
    LONGEST,
    BadRegister,
    Days,
    Incomplete,
    WrittenRow,
    missing_fields,
    remedy_read,
)
from directives.text import comparison_key, normalise
from sipas_engine.comparison.change import WhyNot
from storage import audit
from storage.database import transaction
from workflows.services.followup_state import FollowupState, followup_state, state_in
from workflows.services.results_use.close_duty import close_duties
from workflows.services.results_use.improvement import criteria_of
from workflows.services.results_use.improvement_records import (
    Kept,
    NoRegister,
    NoRows,
    concerned_units,
    found_row,
    keep_rows,
    keep_units,
    kept_register,
)
from workflows.services.results_use.used_result import unit_or_reason, used_edition
from workflows.services.workspace import Workspace

_NO_UNIT = N_("“{unit}” has no part in this register. It has: {known}")
_TWO_UNITS = N_("“{unit}” is the name of several units; write the id of one: {ids}")
_NO_ROW = N_("{unit}: the register has no criterion “{code}”. It has: {known}")
_TWICE = N_("{unit}, {code} stands twice")
_CLOSED = N_("{unit}: the register was handed in on {day}; it can be changed once the office sends it back")
_STRUCK = N_("{unit}, {code} was struck out: {reason}")
_SHOWN = 20


class ReasonMissing(DirectiveError):
    """Thiếu lý do: what the office does to a unit's register needs a reason, which the unit reads."""

    kind = "reason_missing"
    template = N_("Say why in words: 1 to {most} letters, without control characters. The unit reads it.")


class NotAsked(DirectiveError):
    """Không có tiêu chí này: the result has no figure of this criterion for the unit."""

    kind = "criterion_not_there"
    template = N_("The result has no figure of criterion {code} for {unit}. It has: {known}.")


@dataclass(frozen=True, slots=True)
class Filled:
    """Đã ghi: how many rows came with how many of them new, and whose."""

    read: int
    changed: int
    units: tuple[str, ...]


def fill_rows(
    workspace: Workspace, campaign: str, written: Sequence[WrittenRow], *, roll: Roll = Roll.REFUSE
) -> Filled:
    """Ghi sổ: rows of one or many units, all of them or none; units by id or by name.

    A deadline on a day off is rolled as ``roll`` says. Raises UnknownCampaign, NoRegister, BadRegister naming every
    wrong field and row.
    """
    with transaction(workspace.engine) as connection:
        state, kept = _opened(connection, workspace, campaign)
        rows, problems = _read(workspace, state, kept, written, roll)
        if problems:
            raise BadRegister(problems, campaign)
        changed = keep_rows(connection, workspace, campaign, rows)
        units = tuple(dict.fromkeys(row.unit for row in rows))
        if changed:
            _journal(connection, workspace, campaign, "improvement_filled", rows=changed, units=list(units))
    return Filled(len(written), changed, units)


def submit_register(workspace: Workspace, campaign: str, unit: str) -> UnitRegister:
    """Nộp sổ: the duty of this book is handed in with it, in one transaction.

    Raises UnknownCampaign, NoRegister, NoRows, NotOpen, Incomplete naming every empty field, IllegalMove.
    """
    day = workspace.today()
    with transaction(workspace.engine) as connection:
        state, kept = _opened(connection, workspace, campaign)
        rows = kept.rows_of(unit)
        if not rows:
            raise NoRows(where=unit, unit=unit, campaign=campaign)
        after = kept.of(unit).submitted(day, _name(state, unit))
        if problems := list(missing_fields(rows, _name(state, unit))):
            raise Incomplete(unit, problems)
        keep_units(connection, workspace, campaign, [after])
        told = {"unit": unit, "rows": len(rows), "time": after.handed_in}
        _journal(connection, workspace, campaign, "improvement_submitted", **told)
        close_duties(
            connection,
            workspace,
            campaign,
            ResultBook.IMPROVEMENT,
            unit,
            day,
            f"nop-{after.handed_in}",
            act="duty_submitted",
            payload={"register": after.handed_in},
        )
    return after


def add_row(workspace: Workspace, campaign: str, unit: str, code: str, reason: str) -> ImprovementRow:
    """Thêm dòng: a criterion that the result does not call weak, or one that was struck out, with the reason.

    Raises UnknownCampaign, NoRegister, NoResultToUse, NotAsked, NotOpen, ReasonMissing.
    """
    said = _worded(reason)
    edition = used_edition(workspace, followup_state(workspace, campaign).plan)
    with transaction(workspace.engine) as connection:
        state, kept = _opened(connection, workspace, campaign)
        known = kept.rows.get((unit, code))
        if known is not None and not known.struck:
            return known
        kept.of(unit).refuse_closed(_name(state, unit))
        found = (
            unit_or_reason(workspace, edition, state.plan, unit)
            if unit in concerned_units(state)
            else WhyNot.NOT_MEASURED
        )
        criteria = {} if isinstance(found, WhyNot) else {one.code: one for one in criteria_of(edition, found)}
        if code not in criteria:
            shown = ", ".join(criteria) or "–"
            raise NotAsked(where=code, code=code, unit=unit, known=shown)
        row = (
            replace(known, struck="", added=said)
            if known
            else ImprovementRow(unit, criteria[code], added=said)
        )
        keep_rows(connection, workspace, campaign, [row])
        _journal(connection, workspace, campaign, "improvement_row_added", unit=unit, criterion=code)
    return row


def strike_row(workspace: Workspace, campaign: str, unit: str, code: str, reason: str) -> ImprovementRow:
    """Gạch bỏ dòng: with the reason; its words stay in the versions. Again it changes nothing.

    Raises UnknownCampaign, NoRegister, NoRows, UnknownRow, NotOpen once the register was accepted, ReasonMissing.
    """
    said = _worded(reason)
    with transaction(workspace.engine) as connection:
        state, kept = _opened(connection, workspace, campaign)
        row = found_row(kept, campaign, unit, code)
        if row.struck:
            return row
        register = kept.of(unit)
        if register.state is RegisterState.ACCEPTED:
            register.refuse_closed(_name(state, unit))
        row = replace(row, struck=said)
        keep_rows(connection, workspace, campaign, [row])
        _journal(connection, workspace, campaign, "improvement_row_struck", unit=unit, criterion=code)
    return row


def _opened(connection: Connection, workspace: Workspace, campaign: str) -> tuple[FollowupState, Kept]:
    audit.stand_in_line(connection, f"campaign/{campaign}")
    state = state_in(connection, workspace, campaign)
    kept = kept_register(connection, campaign)
    if kept.prefill is None:
        raise NoRegister(where=campaign, campaign=campaign)
    return state, kept


def _read(
    workspace: Workspace, state: FollowupState, kept: Kept, written: Sequence[WrittenRow], roll: Roll
) -> tuple[list[ImprovementRow], list[Problem]]:
    days = Days(workspace.calendar, workspace.today(), roll)
    ids = _ids(state)
    seen: set[tuple[str, str]] = set()
    rows: list[ImprovementRow] = []
    problems: list[Problem] = []
    for said in written:
        named = ids.get(comparison_key(said.unit), [])
        if len(named) != 1:
            template = _TWO_UNITS if named else _NO_UNIT
            shown = ", ".join(concerned_units(state)[:_SHOWN])
            told = {"unit": said.unit, "ids": ", ".join(named), "known": shown}
            problems.append(Problem(template, told, said.where))
            continue
        unit, name = named[0], _name(state, named[0])
        row = kept.rows.get((unit, said.code))
        register = kept.of(unit)
        if row is None:
            known = ", ".join(one.code for one in kept.rows_of(unit)) or "–"
            problems.append(Problem(_NO_ROW, {"unit": name, "code": said.code, "known": known}, said.where))
            continue
        if (unit, said.code) in seen:
            problems.append(Problem(_TWICE, {"unit": name, "code": said.code}, said.where))
            continue
        seen.add((unit, said.code))
        remedy, wrong = remedy_read(row, said, days, name)
        problems += wrong
        if wrong or remedy == row.remedy:
            continue
        if row.struck:
            told = {"unit": name, "code": said.code, "reason": row.struck}
            problems.append(Problem(_STRUCK, told, said.where))
        elif not register.is_open:
            day = f"{register.day:%d/%m/%Y}" if register.day else "–"
            problems.append(Problem(_CLOSED, {"unit": name, "day": day}, said.where))
        else:
            rows.append(replace(row, remedy=remedy))
    return rows, problems


def _ids(state: FollowupState) -> dict[str, list[str]]:
    """Mã theo cách gọi: by id and by name; a name may be that of several units."""
    concerned, ids = set(concerned_units(state)), dict[str, list[str]]()
    for unit in state.units:
        if unit.id in concerned:
            for word in {comparison_key(unit.id), comparison_key(unit.name)}:
                ids.setdefault(word, []).append(unit.id)
    return ids


def _name(state: FollowupState, unit: str) -> str:
    return next((one.name for one in state.units if one.id == unit), unit)


def _worded(reason: str) -> str:
    said = " ".join(normalise(reason).split())
    if not said or len(said) > LONGEST or not said.isprintable():
        raise ReasonMissing(where="--reason", most=LONGEST)
    return said


def _journal(connection: Connection, workspace: Workspace, campaign: str, act: str, **told: object) -> None:
    """Ghi nhật ký: which rows of which units; their words, which may name people, stay in the records."""
    entry = audit.Act(workspace.timestamp(), workspace.actor, act, campaign, told)
    audit.append(connection, f"campaign/{campaign}", entry)
