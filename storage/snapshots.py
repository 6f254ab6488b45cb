"""Bản chụp cơ sở dữ liệu: one consistent copy while others go on writing, and what is in it.

Copying the file of a live SQLite database loses what was committed last; here the database itself makes the copy:
SQLite by its online backup, PostgreSQL by ``pg_dump`` on one exported view.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, func, inspect, make_url, select, table, text

from directives.errors import N_, DirectiveError
from storage import incoming, petitions, register
from storage.anchors import Anchor, anchors

_BUSY_SECONDS = 60
_DEBIAN = Path("/usr/lib/postgresql")


class MissingDatabaseProgram(DirectiveError):
    """Thiếu chương trình: the programs which copy a PostgreSQL database are not installed."""

    kind = "missing_program"
    template = N_("{program} is not on this machine. Install Debian's package “postgresql-client”.")


class CopyFailed(DirectiveError):
    """Không sao được: the database's own program could not copy it, or fill it again."""

    kind = "copy_failed"
    template = N_("The database cannot be copied: {reason}.")


@dataclass(frozen=True, slots=True)
class LastNumber:
    """Số cuối của một sổ: which book, and the last number given in it."""

    book: str
    number: int


@dataclass(frozen=True, slots=True)
class Contents:
    """Nội dung cơ sở dữ liệu: revision of the schema, rows of each table, newest journal entries, last numbers."""

    schema: str
    rows: Mapping[str, int]
    chains: Sequence[Anchor]
    books: Sequence[LastNumber]


def snapshot(engine: Engine, target: Path) -> Contents:
    """Chụp: a copy of everything committed so far, written to ``target``; nobody waits for it.

    Raises MissingDatabaseProgram, CopyFailed.
    """
    if engine.dialect.name == "sqlite":
        return _copy_sqlite(Path(engine.url.database or ""), target)
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        view = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        options = ["--format=custom", "--compress=1", f"--snapshot={view}", f"--file={target}"]
        _run("pg_dump", engine, *options)
        return contents(connection)


def contents_of_copy(copy: Path) -> Contents:
    """Nội dung bản chụp SQLite: read without writing anything to it. Raises CopyFailed."""
    engine = create_engine(f"sqlite:///file:{copy}?mode=ro&immutable=1&uri=true")
    try:
        with engine.connect() as connection:
            return contents(connection)
    except Exception as error:
        raise CopyFailed(where=copy.name, reason=str(getattr(error, "orig", error))) from error
    finally:
        engine.dispose()


def contents(connection: Connection) -> Contents:
    """Nội dung: of the view of this connection."""
    names = sorted(inspect(connection).get_table_names())
    rows = {
        name: connection.execute(select(func.count()).select_from(table(name))).scalar_one() for name in names
    }
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    books = [
        *register.books(connection),
        *incoming.books(connection),
        *petitions.books(connection),
    ]
    last = [LastNumber(str(key), counter.last_number) for key, counter in books]
    return Contents(revision, rows, list(anchors(connection)), last)


def fill_postgresql(url: str, dump: Path) -> None:
    """Nạp lại PostgreSQL: an empty database from a copy, all of it or nothing.

    Raises MissingDatabaseProgram, CopyFailed, the latter also when the database holds tables already.
    """
    engine = create_engine(make_url(url))
    try:
        with engine.connect() as connection:
            if inspect(connection).get_table_names():
                raise CopyFailed(where="--database", reason=N_("it already holds tables"))
        _run("pg_restore", engine, "--single-transaction", "--exit-on-error", str(dump))
    finally:
        engine.dispose()


def _copy_sqlite(database: Path, target: Path) -> Contents:
    with (
        closing(sqlite3.connect(database, timeout=_BUSY_SECONDS)) as live,
        closing(sqlite3.connect(target)) as copy,
    ):
        live.backup(copy, pages=-1)  # one view; in steps it would begin anew with each commit
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
    return contents_of_copy(target)


def _run(name: str, engine: Engine, *options: str) -> None:
    url = engine.url
    target = {"--host": url.host, "--port": url.port, "--username": url.username, "--dbname": url.database}
    where = [f"{option}={value}" for option, value in target.items() if value is not None]
    # The password goes by the environment: a command line can be read by everybody on the machine.
    environment = dict(os.environ) | ({"PGPASSWORD": str(url.password)} if url.password else {})
    command = [_program(name), "--no-owner", "--no-privileges", "--no-password", *where, *options]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True)
    if ended.returncode:
        lines = ended.stderr.strip().splitlines() or [str(ended.returncode)]
        raise CopyFailed(where=name, reason=lines[0])


def _program(name: str) -> str:
    folders = sorted(_DEBIAN.glob("*/bin"), key=lambda folder: folder.parent.name.zfill(3), reverse=True)
    found = shutil.which(name, path=os.pathsep.join([*map(str, folders), os.environ.get("PATH", "")]))
    if found is None:
        raise MissingDatabaseProgram(where=name, program=name)
    return found
