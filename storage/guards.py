"""Khóa sổ: what was registered can be neither deleted nor changed, also not by SQL past the program.

The database itself refuses: a trigger on each table stops deleting and the changing of every column but those
which an act of office may change. ``install`` is done by a migration, ``missing`` tells what somebody took away.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, inspect, text

#: Table -> the columns that acts of office may change; every other column is fixed, new ones too.
GUARDED: Mapping[str, frozenset[str]] = {
    "register_entry": frozenset({"status", "note", "folded"}),
    "document_file": frozenset(),
    "audit_entry": frozenset(),
    "entry_change": frozenset(),
    "office_template": frozenset(),
    "document_node": frozenset(),
    "citation_edge": frozenset(),
    "document_source": frozenset(),
    "struck_source": frozenset(),
    "incoming_entry": frozenset(
        {
            *(
                "status",
                "receiver",
                "transferred_on",
                "receipt",
                "due_on",
                "progress",
                "reply",
                "note",
                "folded",
            ),
            *("co_operating", "submitted_on", "finished_on"),
        }
    ),
    "incoming_reading": frozenset(),
    "incoming_step": frozenset(),
    "incoming_attachment": frozenset(),
    "incoming_package": frozenset(),
    "petition": frozenset({"status", "assigned_to", "accepted_on", "due_on", "transferred_to", "reply"}),
    "petition_step": frozenset(),
    "sample_list": frozenset({"state"}),
    "sample_row": frozenset({"pseudonym", "birth_year"}),
    "sample_draw": frozenset(),
    "sample_replacement": frozenset(),
    "sample_correction": frozenset(),
    "return_batch": frozenset(),
    "return_version": frozenset(),
    "return_replacement": frozenset(),
    "return_form": frozenset(),
    "return_unit": frozenset(),
    "return_count": frozenset(),
    "form_decision": frozenset(),
    "form_version": frozenset(),
    "return_refusal": frozenset(),
    "return_closing": frozenset(),
    "campaign_result": frozenset(),
    "publication": frozenset(),
    "publication_approval": frozenset(),
    "publishing_right": frozenset(),
    "field_record": frozenset(),
    "campaign_fact": frozenset(),
    "plan_unit": frozenset(),
    "duty_event": frozenset(),
    "plan_version": frozenset(),
    "plan_projection": frozenset(),
    "followup_record": frozenset(),
    "account_role": frozenset(),
}
#: An entry that is no longer as it was issued never becomes so again.
_FIRST_STATUS = {"register_entry": "issued", "incoming_entry": "registered", "petition": "received"}
#: A second insert of the same key is passed over, as the program asks for ("insert if new"), not refused.
_PASSED_OVER = frozenset(
    {
        "document_file",
        "document_node",
        "document_source",
        "citation_edge",
        "incoming_package",
        "publication_approval",
        "campaign_fact",
    }
)
_SAYS = "vanthu: what is registered stays as it is"
_FUNCTION = "vanthu_refuse"
_REFUSE = f"BEGIN RAISE EXCEPTION '{_SAYS} (%)', TG_TABLE_NAME; END"


@dataclass(frozen=True, slots=True)
class _Guard:
    """Khóa: one trigger by name, and the words that make it."""

    table: str
    name: str
    statement: str


def install(connection: Connection) -> None:
    """Đặt khóa: on every guarded table that exists; may be done again, after a table was changed."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text(
                f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $${_REFUSE}$$"
            )
        )
    for guard in _guards(connection):
        _drop(connection, guard)
        connection.exec_driver_sql(guard.statement)


def remove(connection: Connection) -> None:
    """Gỡ khóa: for a migration that must rewrite a table, and for tests that damage it."""
    for guard in _guards(connection):
        _drop(connection, guard)


def _drop(connection: Connection, guard: _Guard) -> None:
    on_table = f" ON {guard.table}" if connection.dialect.name == "postgresql" else ""
    connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {guard.name}{on_table}")


def missing(connection: Connection) -> Sequence[str]:
    """Khóa bị gỡ: names of triggers that are not there, switched off, or no longer say what we wrote."""
    there = _found_postgresql(connection) if connection.dialect.name == "postgresql" else _found(connection)
    return [
        guard.name for guard in _guards(connection) if there.get(guard.name) != _expected(connection, guard)
    ]


def _guards(connection: Connection) -> Iterator[_Guard]:
    inspector = inspect(connection)
    tables = set(inspector.get_table_names())
    for table, free in GUARDED.items():
        if table in tables:
            fixed = [column["name"] for column in inspector.get_columns(table) if column["name"] not in free]
            if connection.dialect.name == "postgresql":
                yield from _postgresql(table, fixed)
            else:
                yield from _sqlite(table, fixed, _keys(connection, table))


def _keys(connection: Connection, table: str) -> Sequence[Sequence[str]]:
    """Các khóa của bảng, trên SQLite: its primary key first; asked of SQLite itself, whose reflection parses SQL."""
    rows = connection.exec_driver_sql(f"PRAGMA table_info({table})").mappings()
    primary = sorted((row["pk"], row["name"]) for row in rows if row["pk"])
    indexes = connection.exec_driver_sql(f"PRAGMA index_list({table})").mappings().all()
    unique = [
        [row["name"] for row in connection.exec_driver_sql(f"PRAGMA index_info({one['name']})").mappings()]
        for one in indexes
        if one["origin"] == "u"
    ]
    return [[name for _, name in primary], *sorted(unique)]


def _sqlite(table: str, fixed: Sequence[str], keys: Sequence[Sequence[str]]) -> Iterator[_Guard]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_SAYS} ({table})'); END"
    # REPLACE deletes without asking the DELETE trigger: so a row with a known key is stopped before it comes.
    known = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE {' AND '.join(f'{name} = NEW.{name}' for name in key)})"
        for key in keys
    )
    stop = "BEGIN SELECT RAISE(IGNORE); END" if table in _PASSED_OVER else refuse
    rows = [
        ("kept", f"BEFORE DELETE ON {table} {refuse}"),
        ("fixed", f"BEFORE UPDATE OF {', '.join(fixed)} ON {table} {refuse}"),
        ("known", f"BEFORE INSERT ON {table} WHEN {known} {stop}"),
    ]
    if status := _FIRST_STATUS.get(table):
        rows.append(
            ("status", f"BEFORE UPDATE OF status ON {table} WHEN {_back_to(status)} {refuse}"),
        )
    for name, words in rows:
        yield _Guard(table, f"{table}_{name}", f"CREATE TRIGGER {table}_{name} {words}")


def _postgresql(table: str, fixed: Sequence[str]) -> Iterator[_Guard]:
    refuse = f"EXECUTE FUNCTION {_FUNCTION}()"
    rows = [
        ("kept", f"BEFORE DELETE ON {table} FOR EACH ROW {refuse}"),
        ("fixed", f"BEFORE UPDATE OF {', '.join(fixed)} ON {table} FOR EACH ROW {refuse}"),
        ("emptied", f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}"),
    ]
    if status := _FIRST_STATUS.get(table):
        rows.append(
            ("status", f"BEFORE UPDATE OF status ON {table} FOR EACH ROW WHEN ({_back_to(status)}) {refuse}")
        )
    for name, words in rows:
        yield _Guard(table, f"{table}_{name}", f"CREATE TRIGGER {table}_{name} {words}")


def _back_to(status: str) -> str:
    return f"NEW.status = '{status}' AND OLD.status <> '{status}'"


def _expected(connection: Connection, guard: _Guard) -> str:
    return _REFUSE if connection.dialect.name == "postgresql" else guard.statement


def _found(connection: Connection) -> dict[str, str]:
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    return {row.name: row.sql for row in rows}


def _found_postgresql(connection: Connection) -> dict[str, str]:
    """Khóa trong PostgreSQL: triggers that are switched on, with what their function does."""
    rows = connection.execute(
        text(
            "SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
            "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
        )
    )
    return {row.tgname: row.prosrc for row in rows}
