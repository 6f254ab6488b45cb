"""Việc chạy nền: long work as rows, so that whoever asked sees how far it is and a restart goes on with it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from sqlalchemy import Connection, select, update

from storage.account_tables import background_job as table


@dataclass(frozen=True, slots=True)
class Job:
    """Việc: what is asked as JSON, how far it is, and its outcome as JSON once it has ended.

    ``state`` is waiting, running, done, or failed. Ids sort in the order in which the work was asked for.
    """

    id: str
    kind: str
    owner: str
    input: str
    state: str
    done: int
    total: int
    outcome: str
    asked_at: str
    changed_at: str


def add(connection: Connection, job: Job) -> None:
    """Xếp việc: behind those that wait."""
    connection.execute(table.insert().values({one.name: getattr(job, one.name) for one in fields(Job)}))


def find(connection: Connection, job_id: str) -> Job | None:
    """Tìm việc: by its id."""
    row = connection.execute(select(table).where(table.c.id == job_id)).mappings().first()
    return None if row is None else Job(**row)


def unfinished(connection: Connection) -> Sequence[Job]:
    """Việc chưa xong: waiting or begun, in the order in which they were asked for."""
    asked = (
        select(table).where(table.c.state.in_(("waiting", "running"))).order_by(table.c.asked_at, table.c.id)
    )
    return [Job(**row) for row in connection.execute(asked).mappings()]


def of_owner(connection: Connection, owner: str, limit: int = 20) -> Sequence[Job]:
    """Việc của một người: the newest first."""
    asked = (
        select(table)
        .where(table.c.owner == owner)
        .order_by(table.c.asked_at.desc(), table.c.id.desc())
        .limit(limit)
    )
    return [Job(**row) for row in connection.execute(asked).mappings()]


def change(connection: Connection, job_id: str, **values: str | int) -> None:
    """Ghi tiến độ: state, count or outcome."""
    connection.execute(update(table).where(table.c.id == job_id).values(**values))
