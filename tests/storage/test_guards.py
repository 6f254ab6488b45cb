"""Khóa sổ: what was registered can be neither deleted nor changed, also not by SQL past the program."""

import sqlite3
from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from directives.register.books import BookKey
from directives.register.states import Move
from storage import guards
from storage.database import reading, transaction
from storage.entry_states import Place
from tests.documents import a_document
from tests.services.test_incoming import ARRIVAL, OFFICE
from workflows.services.change_state import change_state
from workflows.services.issue import issue_document
from workflows.services.receive_document import receive_document
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    """Sổ có số: two letters, the first of them void, and an arrival."""
    for _ in range(2):
        issue_document(workspace, a_document())
    change_state(workspace, Move.VOID, Place(BookKey(OFFICE, "CV", 2026), 1), "in nhầm")
    receive_document(workspace, OFFICE, ARRIVAL)
    return workspace


#: Tables in which the book below leaves rows: a trigger is asked for each row, so an empty table proves nothing.
FILLED = ("register_entry", "document_file", "audit_entry", "entry_change", "incoming_entry")


def _statements() -> Iterator[str]:
    for table in FILLED:
        yield f"DELETE FROM {table}"
        yield f"UPDATE {table} SET {'chain' if table == 'audit_entry' else 'year'} = " + (
            "'x'" if table == "audit_entry" else "1999"
        )
    for table, column in (
        ("register_entry", "number"),
        ("register_entry", "symbol"),
        ("register_entry", "issued_on"),
        ("register_entry", "subject"),
        ("register_entry", "signer"),
        ("register_entry", "record"),
        ("register_entry", "record_sha256"),
        ("register_entry", "idempotency_key"),
        ("document_file", "sha256"),
        ("entry_change", "reason"),
        ("incoming_entry", "number"),
        ("incoming_entry", "arrived_on"),
        ("incoming_entry", "record"),
        *(("audit_entry", name) for name in ("at", "actor", "act", "subject", "payload", "previous", "hash")),
    ):
        yield f"UPDATE {table} SET {column} = {column}"
    yield "UPDATE register_entry SET status = 'issued'"
    yield "UPDATE register_entry SET note = 'x', number = 9 WHERE number = 2"


def test_raw_sql_through_the_account_of_the_program_is_refused(filled: Workspace) -> None:
    assert [statement for statement in _statements() if not _is_refused(filled, statement)] == []
    assert verify_books(filled).problems == []


def _is_refused(desk: Workspace, statement: str) -> bool:
    try:
        with transaction(desk.engine) as connection:
            connection.execute(text(statement))
    except DatabaseError as error:
        return "what is registered stays as it is" in str(error)
    return False


def test_what_may_change_can_be_changed(filled: Workspace) -> None:
    with transaction(filled.engine) as connection:
        connection.execute(text("UPDATE register_entry SET note = 'đã xem', status = 'cancelled'"))
        connection.execute(text("UPDATE incoming_entry SET progress = 'xong', receiver = 'VX'"))


def test_a_table_of_postgresql_cannot_be_emptied(filled: Workspace) -> None:
    if filled.engine.dialect.name != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    emptied = [table for table in guards.GUARDED if not _is_refused(filled, f"TRUNCATE {table} CASCADE")]
    assert emptied == []
    assert verify_books(filled).problems == []


def test_sqlite_does_not_replace_a_row_behind_the_back_of_the_delete_trigger(filled: Workspace) -> None:
    if filled.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL knows no REPLACE")
    with sqlite3.connect(str(filled.engine.url.database)) as connection:
        for table in ("register_entry", "audit_entry", "entry_change", "incoming_entry"):
            with pytest.raises(sqlite3.DatabaseError, match="what is registered stays as it is"):
                connection.execute(f"REPLACE INTO {table} SELECT * FROM {table}")
            connection.rollback()
    connection.close()


def test_sqlite_passes_over_a_second_file_of_the_same_kind(filled: Workspace) -> None:
    if filled.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL knows no REPLACE")
    with sqlite3.connect(str(filled.engine.url.database)) as connection:
        before = connection.execute("SELECT * FROM document_file ORDER BY number").fetchall()
        connection.execute(
            "REPLACE INTO document_file SELECT issuer, series, year, number, kind, 'x', 'y' FROM document_file"
        )
        assert connection.execute("SELECT * FROM document_file ORDER BY number").fetchall() == before
    connection.close()


def test_a_lock_that_was_taken_away_is_named_and_can_be_put_back(filled: Workspace) -> None:
    on_table = "" if filled.engine.dialect.name == "sqlite" else " ON audit_entry"
    with transaction(filled.engine) as connection:
        connection.execute(text(f"DROP TRIGGER audit_entry_kept{on_table}"))
    problems = verify_books(filled).problems
    assert [(p.code, p.book) for p in problems] == [("missing_guard", "audit_entry_kept")]
    with transaction(filled.engine) as connection:
        guards.install(connection)
    assert verify_books(filled).problems == []


HOLLOW = {
    "sqlite": [
        "DROP TRIGGER audit_entry_kept",
        "CREATE TRIGGER audit_entry_kept BEFORE DELETE ON audit_entry BEGIN SELECT 1; END",
    ],
    "postgresql": ["ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_kept"],
}


def test_a_lock_that_does_nothing_counts_as_none(filled: Workspace) -> None:
    with transaction(filled.engine) as connection:
        for statement in HOLLOW[filled.engine.dialect.name]:
            connection.exec_driver_sql(statement)
    with reading(filled.engine) as connection:
        assert guards.missing(connection) == ["audit_entry_kept"]
