"""Cấp số: sixteen writers take numbers from one book at once, through the engine and through the bare driver.

Both do the same writes with the same durability: ask for the office's series, lock the book, look the key up, move
the counter, write the register row, find the last audit entry, write the next, leave an outbox entry, commit. The
bare driver is given everything made beforehand but the number; the engine makes number, record, row and hash chain.
"""

import multiprocessing
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.measure import Result, Work, compare
from directives.calendar.working_days import load_calendar
from directives.document.compose import compose
from directives.document.draft import read_draft
from directives.document.model import Document
from directives.org.loading import load_chart
from examples import FOLDER
from storage.database import open_database, transaction
from storage.files import FileStore
from storage.records import record_of
from tests.postgresql_server import postgresql_server
from workflows.services.issue import number_in
from workflows.services.workspace import Workspace

WRITERS = 16
TIMES = 50
_DAY = datetime.fromisoformat("2021-08-04T08:30:00+07:00")


def numbering_sqlite() -> Result:
    """SQLite: WAL, synchronous=FULL, every writing transaction begins IMMEDIATE."""
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = (f"sqlite:///{folder}/{name}.db" for name in ("ours", "theirs"))
        return _measured("numbering_sqlite", f"sqlite3 {sqlite3.sqlite_version}", ours, theirs)


def numbering_postgres() -> Result:
    """PostgreSQL: a server of our own with fsync and synchronous_commit on, sixteen connections."""
    with postgresql_server(durable=True) as url:
        names = ("ours", "theirs")
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
            for name in names:
                connection.execute(f"CREATE DATABASE {name}")
        ours, theirs = (url.removesuffix("postgres") + name for name in names)
        return _measured("numbering_postgres", f"psycopg {psycopg.__version__}", ours, theirs)


def all_of_them() -> Iterator[Callable[[], Result]]:
    """Các phép đo: of this module."""
    yield from (numbering_sqlite, numbering_postgres)


def _measured(name: str, peer: str, ours: str, theirs: str) -> Result:
    for url in (ours, theirs):
        open_database(url).dispose()
    with _writers(_engine_writer, ours) as mine, _writers(_bare_writer, theirs) as other:
        result = compare(name, "numbers/s", mine.work, peer, other.work)
        print(f"{name}: {mine.waits()}; {peer}: {other.waits()}", file=sys.stderr)
        return result


class _Writers:
    """Những người ghi: processes that stand ready and take ``TIMES`` numbers each when told to."""

    def __init__(self, told: list[Connection]) -> None:
        self._told = told
        self._seconds: list[float] = []

    @property
    def work(self) -> Work:
        return Work(self._run)

    def waits(self) -> str:
        """Chờ bao lâu: how long single numbers took, in milliseconds."""
        ordered = sorted(self._seconds)
        shown = (statistics.median(ordered), ordered[len(ordered) * 99 // 100], ordered[-1])
        return "median {:.1f} ms, p99 {:.1f} ms, longest {:.1f} ms".format(*(1000 * s for s in shown))

    def _run(self) -> int:
        for one in self._told:
            one.send(TIMES)
        for one in self._told:
            self._seconds += one.recv()
        return WRITERS * TIMES


@contextmanager
def _writers(target: Callable[[str, int], Callable[[int], None]], url: str) -> Iterator[_Writers]:
    fresh = multiprocessing.get_context("spawn")
    pipes = [fresh.Pipe() for _ in range(WRITERS)]
    running = [
        fresh.Process(target=_stand_ready, args=(target, url, place, pipe[1]), daemon=True)
        for place, pipe in enumerate(pipes)
    ]
    for process in running:
        process.start()
    try:
        yield _Writers([pipe[0] for pipe in pipes])
    finally:
        for pipe in pipes:
            pipe[0].send(0)
        for process in running:
            process.join()


def _stand_ready(
    target: Callable[[str, int], Callable[[int], None]], url: str, place: int, told: Connection
) -> None:
    take = target(url, place)
    turn = 0
    while times := told.recv():
        seconds = []
        for _ in range(times):
            begin = time.perf_counter()
            take(turn)
            seconds.append(time.perf_counter() - begin)
            turn += 1
        told.send(seconds)


def _letter() -> Document:
    draft = read_draft(FOLDER / "letters" / "an-khe-2021-1085" / "draft.toml")
    return compose(draft, load_chart(), _DAY.date())


def _engine_writer(url: str, place: int) -> Callable[[int], None]:
    engine, document = open_database(url), _letter()
    files = FileStore(Path(tempfile.gettempdir()))
    desk = Workspace(engine, files, load_chart(), load_calendar(), lambda: _DAY, "van-thu")

    def take(turn: int) -> None:
        with transaction(engine) as connection:
            number_in(connection, desk, document, f"{place}/{turn}")

    return take


_BOOK = ("an-khe", "CV", 2021)
_POLICY = (
    "SELECT policy FROM series_policy WHERE office = ? AND from_year <= ? ORDER BY from_year DESC LIMIT 1"
)
_LOCK = (
    "INSERT INTO book (issuer, series, year, opened_after, last_number) VALUES (?, ?, ?, 0, 0) "
    "ON CONFLICT (issuer, series, year) DO UPDATE SET last_number = book.last_number "
    "RETURNING opened_after, last_number, last_date"
)
_KNOWN = "SELECT * FROM register_entry WHERE idempotency_key = ?"
_MOVE = "UPDATE book SET last_number = ?, last_date = ? WHERE issuer = ? AND series = ? AND year = ?"
_ENTRY = (
    "INSERT INTO register_entry (issuer, series, year, number, symbol, issued_on, type, subject, signer, status, "
    "note, record, record_sha256, idempotency_key, folded) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_LAST = "SELECT seq, hash FROM audit_entry WHERE chain = ? ORDER BY seq DESC LIMIT 1"
_AUDIT = (
    "INSERT INTO audit_entry (chain, seq, at, actor, act, subject, payload, previous, hash) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_OUTBOX = "INSERT INTO outbox_entry (topic, subject, payload, created_at) VALUES (?, ?, ?, ?)"
_CHAIN_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))"


def _bare_writer(url: str, place: int) -> Callable[[int], None]:
    document = _letter()
    record, at, day = record_of(document), _DAY.isoformat(), _DAY.date().isoformat()
    head = (document.number.symbol, day, document.type.value, document.subject, document.signature.name)
    payload, chain, digest = (
        '{"number":"1085/UBND","subject":"' + document.subject + '"}',
        "/".join(map(str, _BOOK)),
        "0" * 64,
    )
    execute, begin, commit, mark = _bare_connection(url)
    postgresql = mark != "?"
    policy, lock, known, move, entry, last, audit, outbox, chain_lock = (
        statement.replace("?", mark)
        for statement in (_POLICY, _LOCK, _KNOWN, _MOVE, _ENTRY, _LAST, _AUDIT, _OUTBOX, _CHAIN_LOCK)
    )

    def take(turn: int) -> None:
        key = f"{place}/{turn}"
        begin()
        execute(policy, (_BOOK[0], _BOOK[2])).fetchone()
        number = execute(lock, _BOOK).fetchone()[1] + 1
        execute(known, (key,)).fetchone()
        execute(move, (number, day, *_BOOK))
        execute(entry, (*_BOOK, number, *head, "issued", "", record, digest, key, head[3]))
        if postgresql:
            execute(chain_lock, (chain,))
        before = execute(last, (chain,)).fetchone() or (0, digest)
        subject = f"{chain}/{number}"
        execute(
            audit, (chain, before[0] + 1, at, "van-thu", "number_given", subject, payload, before[1], digest)
        )
        execute(outbox, ("render", subject, payload, at))
        commit()

    return take


def _bare_connection(url: str) -> tuple[Callable[..., Any], Callable[[], Any], Callable[[], Any], str]:
    """Kết nối trần: how to execute, begin and commit, and how this driver marks a value in a statement."""
    if url.startswith("sqlite"):
        bare = sqlite3.connect(url.removeprefix("sqlite:///"), timeout=60, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            bare.execute(f"PRAGMA {pragma}")
        return bare.execute, lambda: bare.execute("BEGIN IMMEDIATE"), bare.commit, "?"
    server = psycopg.connect(url.replace("+psycopg", ""))
    return server.execute, lambda: None, server.commit, "%s"
