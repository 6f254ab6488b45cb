"""Nâng cấp sổ cũ: a database of before the states and the search gets both, from its records and its journal."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, Table, create_engine, inspect

import storage
from directives.register.books import BookKey
from directives.register.states import Move
from storage.database import reading
from storage.entry_states import Place
from storage.tables import audit_entry, book, document_file, register_entry
from tests.documents import dated
from tests.workspaces import workspace_at
from workflows.services.change_state import changes
from workflows.services.issue import issue_document
from workflows.services.search_books import search_books
from workflows.services.verify_books import verify_books
from workflows.services.void_number import void_number
from workflows.services.workspace import Workspace

BOOK = BookKey("ubnd-tinh-lam-dong", "CV", 2026)


#: What there was before, in the order of the foreign keys.
OLD_TABLES = (book, register_entry, document_file, audit_entry)


def _as_left_by_the_first_program(url: str, source: Workspace) -> None:
    """Cơ sở dữ liệu cũ: the first schema, with the rows of ``source`` as they would have stood in it."""
    config = Config()
    config.set_main_option("script_location", str(Path(storage.__file__).parent / "migrations"))
    engine = create_engine(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for table in OLD_TABLES:
            old = Table(table.name, MetaData(), autoload_with=connection)
            with reading(source.engine) as read:
                rows = [dict(row) for row in read.execute(table.select()).mappings()]
            for row in rows:
                connection.execute(
                    old.insert().values({name: row[name] for name in (column.name for column in old.c)})
                )
        assert not inspect(connection).has_table("entry_change")
    engine.dispose()


def test_an_old_database_is_searched_and_tells_why_a_number_is_void(
    empty_database_url: str, tmp_path: Path
) -> None:
    source = workspace_at(f"sqlite:///{tmp_path / 'nguon.db'}", tmp_path)
    for subject in ("cử cán bộ tỉnh Đắk Nông", "kinh phí đo lường"):
        issue_document(source, dated("2026-03-02", subject=subject))
    void_number(source, BOOK, 2, "in nhầm mẫu")
    _as_left_by_the_first_program(empty_database_url, source)
    source.engine.dispose()
    after = workspace_at(empty_database_url, tmp_path)
    assert [entry.number for entry in search_books(after, "dak nong").outgoing] == [1]
    assert [entry.number for entry in search_books(after, "các xã phường").outgoing] == [1, 2]
    assert [entry.number for entry in search_books(after, "in nhầm mẫu").outgoing] == [2]
    (change,) = changes(after, Place(BOOK, 2))
    assert (change.move, change.reason, change.actor) == (Move.VOID, "in nhầm mẫu", "thu-nghiem")
    assert verify_books(after).problems == []
    after.engine.dispose()
