"""Nhật ký đã đọc: the log of a plan as values; what was read of it once is kept, for it is only ever added to.

A nation's log has tens of thousands of rows. The database refuses to change or delete any of them, so a process that
has read them asks only for what was added since.
"""

import gc
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from pydantic_core import from_json
from sqlalchemy import BindParameter, Connection, Engine, Select, bindparam, func, select, text, true

from directives.followup.log import ANY, Done, Event, EventKind, Log
from storage.database import only_reads
from storage.followup_tables import duty_event, plan_version
from storage.tables import campaign_fact

_ROWS_AT_ONCE = 1_000
#: Bao nhiêu kế hoạch được giữ for each database, so that a long-running process does not grow without end.
_PLANS_KEPT = 4
_KINDS = {kind.value: kind for kind in EventKind}


class Mark(NamedTuple):
    """Mốc của một kế hoạch: as long as it is the same, plan, units and log say the same.

    How many acts of the engine there are, the last event as it was written, and the last edition of the plan.
    """

    facts: int
    last: tuple[int, str, str]
    edition: int


class _Kept(NamedTuple):
    """Đã đọc: how many facts there were, the last event as it was written, and what all of them say."""

    facts: int
    last: tuple[int, str, str]
    acts: tuple[Done, ...]
    reminded: tuple[Event, ...]
    events: tuple[Event, ...]

    @property
    def log(self) -> Log:
        return Log(self.acts, (*self.reminded, *self.events))


_NOTHING = _Kept(0, (0, "", ""), (), (), ())
_kept: WeakKeyDictionary[Engine, dict[str, _Kept]] = WeakKeyDictionary()
_CAMPAIGN: BindParameter[str] = bindparam("campaign")
_COUNTED = select(func.count()).select_from(campaign_fact).where(campaign_fact.c.campaign == _CAMPAIGN)
_NEWEST_EVENT = (
    select(duty_event.c.seq, duty_event.c.key, duty_event.c.recorded_at)
    .where(duty_event.c.campaign == _CAMPAIGN)
    .order_by(duty_event.c.seq.desc())
    .limit(1)
    .subquery()
)
_EDITION = (
    select(func.max(plan_version.c.version).label("edition"))
    .where(plan_version.c.campaign == _CAMPAIGN)
    .subquery()
)
#: Nearly every page asks this first: put together once, for to do so takes longer than to answer it.
_LAST = select(_EDITION.c.edition, *_NEWEST_EVENT.c).select_from(_EDITION.outerjoin(_NEWEST_EVENT, true()))
_NEWEST_ROW = text("SELECT max(rowid) FROM campaign_fact")
#: Số dòng mới nhất của sổ việc and the count of a plan's rows up to it.
_counted: WeakKeyDictionary[Engine, dict[str, tuple[int | None, int]]] = WeakKeyDictionary()


def events_of(connection: Connection, campaign: str, steps: Collection[str] = ()) -> Log:
    """Nhật ký: acts of the engine first, then what people and documents say, in its order.

    ``steps``: only what is about one of them, or about every step.
    """
    if steps or not only_reads(connection):
        # What a transaction writes may yet be taken back: nobody else may be told of it.
        return Log(
            _acts(connection, campaign, steps),
            (*_reminded(connection, campaign, steps), *_said(connection, campaign, steps)),
        )
    of_engine = _kept.setdefault(connection.engine, {})
    found = _brought_up(connection, campaign, of_engine.pop(campaign, _NOTHING))
    of_engine[campaign] = found
    for oldest in list(of_engine)[:-_PLANS_KEPT]:
        of_engine.pop(oldest, None)
    return found.log


def mark_of(connection: Connection, campaign: str) -> Mark:
    """Mốc hiện nay: of what this view of the database sees; cheap beside reading it all."""
    edition, seq, key, recorded_at = connection.execute(_LAST, {"campaign": campaign}).one()
    last = (0, "", "") if seq is None else (seq, key, recorded_at)
    return Mark(_facts(connection, campaign), last, edition or 1)


def _facts(connection: Connection, campaign: str) -> int:
    """Số việc máy đã làm: on SQLite, which numbers its rows as they come, counted only after a row was added."""
    asked = {"campaign": campaign}
    if connection.dialect.name != "sqlite" or not only_reads(connection):
        return int(connection.execute(_COUNTED, asked).scalar_one())
    newest = connection.execute(_NEWEST_ROW).scalar_one()
    known = _counted.setdefault(connection.engine, {})
    if campaign not in known or known[campaign][0] != newest:
        known[campaign] = newest, int(connection.execute(_COUNTED, asked).scalar_one())
    return known[campaign][1]


def _brought_up(connection: Connection, campaign: str, known: _Kept) -> _Kept:
    """What is known, with what was added to it; all anew when the database is not the one it was read from."""
    e = duty_event.c
    asked = select(e.seq, e.key, e.recorded_at).where(e.campaign == campaign)
    last_known = connection.execute(asked.where(e.seq == known.last[0])).first()
    if known.last[0] and (last_known is None or tuple(last_known) != known.last):
        known = _NOTHING
    last = connection.execute(asked.order_by(e.seq.desc()).limit(1)).first()
    if last is not None and tuple(last) != known.last:
        new = tuple(_said(connection, campaign, (), after=known.last[0]))
        known = known._replace(last=(last.seq, last.key, last.recorded_at), events=(*known.events, *new))
    facts = _facts(connection, campaign)
    if facts != known.facts:
        acts, reminded = _acts(connection, campaign, ()), tuple(_reminded(connection, campaign, ()))
        known = known._replace(facts=facts, acts=acts, reminded=reminded)
    return known


def _acts(connection: Connection, campaign: str, steps: Collection[str]) -> tuple[Done, ...]:
    """Thousands of offices act on one day: the database gathers their ids, which hold no blanks."""
    f, days = campaign_fact.c, _Days()
    acts = (
        select(f.step, f.occurrence, f.day, func.aggregate_strings(f.unit, " "))
        .where(f.rung == 0, f.campaign == campaign, *([f.step.in_(steps)] if steps else []))
        .group_by(f.step, f.occurrence, f.day)
    )
    return tuple(
        Done(step, occurrence, days[day], tuple(units.split(" ")))
        for step, occurrence, day, units in rows_of(connection, acts)
    )


def _reminded(connection: Connection, campaign: str, steps: Collection[str]) -> Iterator[Event]:
    f, days = campaign_fact.c, _Days()
    reminded = select(f.step, f.unit, f.occurrence, f.rung, f.day).where(
        f.rung > 0, f.campaign == campaign, *([f.step.in_(steps)] if steps else [])
    )
    for step, unit, occurrence, rung, day in rows_of(connection, reminded):
        yield Event(0, step, unit, occurrence, EventKind.REMINDED, days[day], {"rung": rung})


def _said(connection: Connection, campaign: str, steps: Collection[str], after: int = 0) -> list[Event]:
    e, days, payloads = duty_event.c, _Days(), _Payloads()
    events = select(e.seq, e.step, e.unit, e.occurrence, e.kind, e.day, e.payload).where(
        e.campaign == campaign, e.seq > after
    )
    if steps:
        events = events.where(e.step.in_([*steps, ANY]))
    with no_garbage():
        return [
            Event._make((seq, step, unit, occurrence, _KINDS[kind], days[day], payloads[payload]))
            for seq, step, unit, occurrence, kind, day, payload in rows_of(connection, events.order_by(e.seq))
        ]


@contextmanager
def no_garbage() -> Iterator[None]:
    """Không dọn rác: tens of thousands of values are made, none is thrown away, and to look for some takes long."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def rows_of(connection: Connection, wanted: Select[Any]) -> Iterator[tuple[Any, ...]]:
    """Dòng thô: as the driver gives them; a nation's log has seventy thousand, and Rows would cost as much again."""
    cursor = connection.execute(wanted).cursor
    while cursor is not None and (some := cursor.fetchmany(_ROWS_AT_ONCE)):
        yield from some


class _Days(dict[object, date]):
    """Ngày: as PostgreSQL gives it, or read from SQLite's text; there are far fewer days than events."""

    def __missing__(self, raw: object) -> date:
        found = self[raw] = raw if isinstance(raw, date) else date.fromisoformat(str(raw))
        return found


class _Payloads(dict[str, Mapping[str, object]]):
    """Nội dung sự kiện: read once for the same text, for thousands of units say the same."""

    def __missing__(self, text: str) -> Mapping[str, object]:
        found: Mapping[str, object] = from_json(text)
        self[text] = found
        return found
