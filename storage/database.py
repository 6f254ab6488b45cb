"""Cơ sở dữ liệu: engines with the durability and locking which a register needs."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Dialect,
    Engine,
    Table,
    TextClause,
    bindparam,
    create_engine,
    event,
    inspect,
    make_url,
    text,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from directives.errors import N_, DirectiveError
from storage.turns import turn

_MIGRATIONS = Path(__file__).parent / "migrations"
#: Writers stand in line before they come to SQLite (``storage.turns``); this is for what comes past the line.
_BUSY_SECONDS = 60
_READS_ONLY = "vanthu_reads_only"
_READ_ONLY_HOME = "vanthu_read_only_home"
_ROW_COUNT = {"preserve_rowcount": True}
#: A portal asks from dozens of threads, and to open a file of SQLite anew takes longer than to read a page's rows.
#: The last one used is taken first: it has those rows at hand, and the others stay idle.
_CONNECTIONS: Mapping[str, Any] = {"pool_size": 10, "max_overflow": 30, "pool_use_lifo": True}
#: The driver that comes with the program; an address that names none means this one.
_POSTGRESQL = "postgresql+psycopg"


class DatabaseUnavailable(DirectiveError):
    """Không mở được cơ sở dữ liệu: no such folder or server, not a database, or one of a newer program."""

    kind = "database_unavailable"
    template = N_(
        "The database {database} cannot be opened: {reason}. Check VANTHU_HOME or VANTHU_DATABASE_URL."
    )


class ReadOnlyDatabase(DirectiveError):
    """Chỉ đọc: a restored home takes no writing before a person has compared the last numbers."""

    kind = "read_only"
    template = N_(
        "These books were restored from a backup and are read-only. Compare the last numbers with the paper, "
        "then type: vanthu restore --home {home} --confirm"
    )


class _UnknownSchema(Exception):
    """Lược đồ lạ: the database is of a newer program, or of none of ours."""


def reading_only(engine: Engine, home: Path) -> Engine:
    """Chỉ cho đọc: the same database, on which every writing transaction raises ReadOnlyDatabase."""
    return engine.execution_options(**{_READ_ONLY_HOME: str(home)})


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
            _make_own(Path(address.database or ""))
            kept = _CONNECTIONS if address.database not in (None, "", ":memory:") else {}
            engine = create_engine(address, connect_args={"timeout": _BUSY_SECONDS}, **kept)
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_immediate)
        else:
            if address.drivername == "postgresql":
                address = address.set(drivername=_POSTGRESQL)
            engine = create_engine(address, pool_pre_ping=True, **_CONNECTIONS)
        with _disposed_on_error(engine):
            _migrate(engine)
    except (OSError, ImportError, DatabaseError, NoSuchModuleError, _UnknownSchema) as error:
        reason = str(getattr(error, "orig", error)).splitlines()[0]
        raise DatabaseUnavailable(
            where="VANTHU_DATABASE_URL", database=address.render_as_string(), reason=reason
        ) from error
    return engine


def _make_own(file: Path) -> None:
    """A new database is read by the account which the program runs under only: people's names and hashes are in it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.name and not file.exists():
        file.touch(mode=0o600)


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """Giao dịch: one writing transaction; all of it happens or none. On SQLite writers go in order of arrival."""
    if home := engine.get_execution_options().get(_READ_ONLY_HOME):
        raise ReadOnlyDatabase(where="VANTHU_HOME", home=home)
    with _turn_of(engine), engine.begin() as connection:
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Đọc: one consistent view which writes nothing and keeps no writer waiting."""
    with engine.connect() as plain:
        connection = plain.execution_options(**{_READS_ONLY: True})
        with connection.begin():
            yield connection


def only_reads(connection: Connection) -> bool:
    """Chỉ đọc: whether the connection is one of ``reading``, so that all it sees was committed."""
    return bool(connection.get_execution_options().get(_READS_ONLY, False))


def insert_new(connection: Connection, table: Table, row: Mapping[str, object]) -> bool:
    """Thêm nếu chưa có: whether the row was added; False when one with its key is already there.

    A writer who adds the same key at the same moment is waited for, so exactly one of the two is told True.
    """
    statement = _insert_new(connection.dialect, table, tuple(row))
    return connection.execute(statement, row, execution_options=_ROW_COUNT).rowcount == 1


@lru_cache(maxsize=64)
def _insert_new(dialect: Dialect, table: Table, columns: tuple[str, ...]) -> TextClause:
    """The words are the same for both databases; as text, since SQLAlchemy compiles ON CONFLICT anew each time."""
    quoted = dialect.identifier_preparer.quote
    names, marks = ", ".join(map(quoted, columns)), ", ".join(f":{name}" for name in columns)
    words = f"INSERT INTO {quoted(table.name)} ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING"
    return text(words).bindparams(*(bindparam(name, type_=table.c[name].type) for name in columns))


def _turn_of(engine: Engine) -> AbstractContextManager[None]:
    if engine.dialect.name == "sqlite" and engine.url.database:
        return turn(Path(f"{engine.url.database}-turns"))
    return nullcontext()


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
    """Nâng cấp lược đồ: bring the schema to the newest revision, under the database's own lock.

    Most starts find it there by reading, and keep no writer waiting.
    """
    with reading(engine) as connection:
        if _stands_at(connection) == [_newest()]:
            return
    # Alembic takes longer to load than most commands run, and is needed once a version.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with transaction(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(7137)"))  # two starts at once migrate once
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise _UnknownSchema(str(error)) from error


def _stands_at(connection: Connection) -> list[str]:
    if not inspect(connection).has_table("alembic_version"):
        return []
    return list(connection.execute(text("SELECT version_num FROM alembic_version")).scalars())


def _newest() -> str:
    """Bản mới nhất: migrations are numbered in one line, and their files begin with the number."""
    return max(path.name for path in (_MIGRATIONS / "versions").glob("[0-9]*.py")).split("_")[0]
