"""Sổ theo dõi: the units a plan was expanded to, the events of its duties, its editions and projected days."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from directives.followup.duties import PlanUnit
from directives.followup.log import Event, EventKind
from directives.followup.plan import Plan
from directives.followup.plan_file import plan_as_json
from storage.followup_log import rows_of
from storage.followup_tables import duty_event, plan_projection, plan_unit, plan_version
from storage.json_text import canonical

#: SQLite takes at most 32,766 values in a statement; thousands of units may be written down at once.
_KEYS_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class NewEvent:
    """Sự kiện mới: as in ``directives.followup.log.Event``, with the key under which it happens once."""

    step: str
    unit: str
    occurrence: int
    kind: EventKind
    day: date
    payload: Mapping[str, object]
    key: str


def add_units(connection: Connection, campaign: str, units: Sequence[PlanUnit]) -> None:
    """Ghi đơn vị: what a plan was expanded to; new ones of an edited plan follow those that are there."""
    known = {unit.id for unit in units_of(connection, campaign)}
    rows = [
        {
            "campaign": campaign,
            "place": place,
            "unit": unit.id,
            "name": unit.name,
            "level": unit.level,
            "superior": unit.superior,
            "surveyed": unit.surveyed,
        }
        for place, unit in enumerate((u for u in units if u.id not in known), start=len(known) + 1)
    ]
    if rows:
        connection.execute(plan_unit.insert(), rows)


def units_of(connection: Connection, campaign: str) -> tuple[PlanUnit, ...]:
    """Đơn vị của kế hoạch: in their order; empty for a campaign that was started before they were kept."""
    t = plan_unit.c
    wanted = select(t.unit, t.name, t.level, t.superior, t.surveyed).where(t.campaign == campaign)
    rows = rows_of(connection, wanted.order_by(t.place))
    return tuple(
        PlanUnit(unit, name, level, superior, bool(surveyed))
        for unit, name, level, superior, surveyed in rows
    )


def unknown_events(connection: Connection, campaign: str, events: Sequence[NewEvent]) -> Sequence[NewEvent]:
    """Sự kiện chưa có: those whose key is new, each once. The caller holds the campaign's chain (``audit``)."""
    keys = [event.key for event in events]
    known: set[str] = set()
    for start in range(0, len(keys), _KEYS_AT_ONCE):
        some = keys[start : start + _KEYS_AT_ONCE]
        asked = select(duty_event.c.key).where(duty_event.c.campaign == campaign, duty_event.c.key.in_(some))
        known.update(connection.execute(asked).scalars())
    return list({event.key: event for event in events if event.key not in known}.values())


def add_events(
    connection: Connection, campaign: str, events: Sequence[NewEvent], *, at: str, actor: str
) -> Sequence[NewEvent]:
    """Ghi sự kiện: those whose key is new; gives them. The caller holds the campaign's chain (``audit``)."""
    new = unknown_events(connection, campaign, events)
    last = connection.execute(
        select(func.coalesce(func.max(duty_event.c.seq), 0)).where(duty_event.c.campaign == campaign)
    ).scalar_one()
    rows = [
        {
            "campaign": campaign,
            "seq": seq,
            "step": event.step,
            "unit": event.unit,
            "occurrence": event.occurrence,
            "kind": event.kind.value,
            "day": event.day,
            "payload": canonical(event.payload),
            "key": event.key,
            "recorded_at": at,
            "actor": actor,
        }
        for seq, event in enumerate(new, start=last + 1)
    ]
    if rows:
        connection.execute(duty_event.insert(), rows)
    return new


@dataclass(frozen=True, slots=True)
class LogEntry:
    """Dòng nhật ký: an event with its key, when it was written down and by whom."""

    event: Event
    key: str
    recorded_at: str
    actor: str


def log_entries(connection: Connection, campaign: str) -> list[LogEntry]:
    """Nhật ký sự kiện: what people and documents say, in the order of writing."""
    wanted = select(duty_event).where(duty_event.c.campaign == campaign).order_by(duty_event.c.seq)
    return [
        LogEntry(
            Event(
                row.seq,
                row.step,
                row.unit,
                row.occurrence,
                EventKind(row.kind),
                row.day,
                json.loads(row.payload),
            ),
            row.key,
            row.recorded_at,
            row.actor,
        )
        for row in connection.execute(wanted)
    ]


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """Bản kế hoạch đã sửa: the plan as it holds from ``day``, and why."""

    version: int
    reason: str
    day: date
    actor: str


def edit_plan(
    connection: Connection,
    plan: Plan,
    drafts: Mapping[str, str],
    edition: PlanVersion,
    *,
    at: str,
) -> None:
    """Sửa kế hoạch: keep another edition of a running plan; the last one holds."""
    connection.execute(
        plan_version.insert().values(
            campaign=plan.id,
            version=edition.version,
            plan=canonical(plan_as_json(plan)),
            drafts=canonical(dict(drafts)),
            reason=edition.reason,
            day=edition.day,
            recorded_at=at,
            actor=edition.actor,
        )
    )


def editions(connection: Connection, campaign: str) -> tuple[PlanVersion, ...]:
    """Các bản kế hoạch đã sửa: from version 2 on, in order; version 1 is what was started."""
    t = plan_version.c
    rows = connection.execute(
        select(t.version, t.reason, t.day, t.actor).where(t.campaign == campaign).order_by(t.version)
    )
    return tuple(PlanVersion(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class Projection:
    """Hạn đã dự kiến: due days by lane ("step#occurrence"), as a calendar of this version gave them."""

    version: int
    calendar: str
    dues: Mapping[str, date]
    day: date


def add_projection(
    connection: Connection, campaign: str, projection: Projection, *, at: str, actor: str
) -> None:
    """Ghi hạn dự kiến: what a new calendar makes of a plan's days."""
    connection.execute(
        plan_projection.insert().values(
            campaign=campaign,
            version=projection.version,
            calendar=projection.calendar,
            dues=canonical({lane: due.isoformat() for lane, due in projection.dues.items()}),
            day=projection.day,
            recorded_at=at,
            actor=actor,
        )
    )


def last_projection(connection: Connection, campaign: str) -> Projection | None:
    """Hạn dự kiến gần nhất: None before the first."""
    t = plan_projection.c
    row = connection.execute(
        select(t.version, t.calendar, t.dues, t.day)
        .where(t.campaign == campaign)
        .order_by(t.version.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    dues = {lane: date.fromisoformat(due) for lane, due in json.loads(row.dues).items()}
    return Projection(row.version, row.calendar, dues, row.day)
