"""Cơ sở dữ liệu: engines with the durability and locking which a register needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from directives.errors import N_, DirectiveError

_MIGRATIONS = Path(__file__).parent / "migrations"
#: SQLite's own waiting is unfair; a writer may wait a second while others go first.
_BUSY_SECONDS = 60
_READS_ONLY = "vanthu_reads_only"


class DatabaseUnavailable(DirectiveError):
    """Không mở được cơ sở dữ liệu: the folder is not writable, or the server does not answer."""

    kind = "database_unavailable"
    template = N_(
        "The database {database} cannot be opened: {reason}. Check VANTHU_HOME or VANTHU_DATABASE_URL."
    )


def open_database(url: str) -> Engine:
    """Mở cơ sở dữ liệu: an engine on an up-to-date schema. Raises DatabaseUnavailable.

    SQLite runs in WAL with full synchronisation, and every transaction begins IMMEDIATE: a deferred one
    that reads and then writes would fail under contention, and a lost commit would give a number twice.
    """
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise DatabaseUnavailable(where="VANTHU_DATABASE_URL", database=url, reason=str(error)) from error
    try:
        if address.get_backend_name() == "sqlite":
            Path(address.database or "").parent.mkdir(parents=True, exist_ok=True)
            engine = create_engine(address, connect_args={"timeout": _BUSY_SECONDS})
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_immediate)
        else:
            engine = create_engine(address, pool_pre_ping=True)
        _migrate(engine)
    except (OSError, OperationalError, NoSuchModuleError) as error:
        reason = str(getattr(error, "orig", error)).splitlines()[0]
        raise DatabaseUnavailable(
            where="VANTHU_DATABASE_URL", database=address.render_as_string(), reason=reason
        ) from error
    return engine


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """Giao dịch: one writing transaction; all of it happens or none."""
    with engine.begin() as connection:
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Đọc: one consistent view which writes nothing and keeps no writer waiting."""
    with engine.connect() as plain:
        connection = plain.execution_options(**{_READS_ONLY: True})
        with connection.begin():
            yield connection


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # SQLAlchemy, not the driver, says BEGIN
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    reads_only = connection.get_execution_options().get(_READS_ONLY, False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")


def _migrate(engine: Engine) -> None:
    """Nâng cấp lược đồ: bring the schema to the newest revision, under the database's own lock."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(7137)"))  # two starts at once migrate once
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
