"""Nhận ngày nghỉ mới: a decree's rows go into the home's own list of days, after validation, with a journal entry."""

import os
from dataclasses import replace
from pathlib import Path

from directives.calendar.day_list import (
    AnnouncedDay,
    DayList,
    Horizon,
    parse_day_list,
    read_day_list,
    written,
)
from directives.calendar.working_days import load_calendar
from storage import audit
from storage.database import transaction
from workflows.services.workspace import Workspace

CHAIN = "calendar"


def adopt_days(workspace: Workspace, file: Path, home_list: Path) -> tuple[AnnouncedDay, ...]:
    """Nhận ngày nghỉ mới: the rows of ``file`` that the list did not have; none when it had them all.

    Rows without a day of announcement became known today. The list is written before the entry is kept, and a
    repeat after a kill in between completes the entry. Raises InvalidDayList for what is wrong in either file, or
    what contradicts the list without being announced later.
    """
    adopted = read_day_list(file)
    own = read_day_list(home_list) if home_list.exists() else DayList()
    today = workspace.today()
    known = {(row.day, row.works, row.basis) for row in own.rows}
    rows = tuple(
        replace(row, announced_on=row.announced_on or today)
        for row in adopted.rows
        if (row.day, row.works, row.basis) not in known
    )
    horizons = tuple(
        Horizon(one.to, one.basis, one.announced_on or today)
        for one in adopted.horizons
        if (one.to, one.basis) not in {(had.to, had.basis) for had in own.horizons}
    )
    text = written((*own.rows, *rows), (*own.horizons, *horizons))
    fingerprint = parse_day_list(text, file=home_list.name).fingerprint  # what would be written can be read
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, CHAIN)
        told = any(act.payload.get("adopted") == adopted.fingerprint for act in audit.acts(connection, CHAIN))
        if told and not rows and not horizons:
            return ()
        if rows or horizons:
            _write(home_list, text)
        days = [[str(row.day), row.works, row.basis] for row in (rows or adopted.rows)]
        said = {
            "adopted": adopted.fingerprint,
            "list": fingerprint,
            "days": days,
            "announced_to": str(horizons[-1].to) if horizons else None,
        }
        act = audit.Act(workspace.timestamp(), workspace.actor, "days_adopted", file.name, said)
        audit.append(connection, CHAIN, act)
    return rows


def with_home_list(workspace: Workspace, home_list: Path) -> Workspace:
    """Bàn làm việc với lịch mới: the same workspace, on the calendar as the list is now."""
    return replace(workspace, calendar=load_calendar(home_list))


def _write(path: Path, text: str) -> None:
    """Whole or not at all: another process reads the list at any moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".moi")
    with fresh.open("w", encoding="utf-8", newline="\n") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())
    fresh.replace(path)
