"""Cơ sở dữ liệu: engines with the durability and locking which a register needs."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, Table, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from directives.errors import N_, DirectiveError

_MIGRATIONS = Path(__file__).parent / "migrations"
#: SQLite's own waiting is unfair; a writer may wait a second while others go first.
_BUSY_SECONDS = 60
_READS_ONLY = "vanthu_reads_only"
#: The driver that comes with the program; an address that names none means this one.
_POSTGRESQL = "postgresql+psycopg"


class DatabaseUnavailable(DirectiveError):
    """Không mở được cơ sở dữ liệu: no such folder or server, not a database, or one of a newer program."""

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
            if address.drivername == "postgresql":
                address = address.set(drivername=_POSTGRESQL)
            engine = create_engine(address, pool_pre_ping=True)
        with _disposed_on_error(engine):
            _migrate(engine)
    except (OSError, ImportError, DatabaseError, NoSuchModuleError, CommandError) as error:
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


def insert_new(connection: Connection, table: Table, row: Mapping[str, object]) -> bool:
    """Thêm nếu chưa có: whether the row was added; False when one with its key is already there.

    A writer who adds the same key at the same moment is waited for, so exactly one of the two is told True.
    """
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(table).values(**row).on_conflict_do_nothing()
    return connection.execute(statement, execution_options={"preserve_rowcount": True}).rowcount == 1


@contextmanager
def _disposed_on_error(engine: Engine) -> Iterator[None]:
    try:
        yield
    except Exception:
        engine.dispose()
        raise


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
