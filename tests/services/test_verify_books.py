"""Kiểm tra sổ: each kind of damage, done by hand in the database, is found and named."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from directives.register.books import BookKey
from storage import guards
from storage.records import DamagedRecord
from tests.documents import dated
from tests.services.test_incoming import ARRIVAL, OFFICE, arrival
from workflows.services.books import entries
from workflows.services.issue import issue_document, repair
from workflows.services.receive_document import receive_document
from workflows.services.verify_books import verify_books
from workflows.services.void_number import void_number
from workflows.services.workspace import Workspace

#: What is done to a book of three numbers, and what the check then says: code and number.
DAMAGES: list[tuple[list[str], list[tuple[str, int | None]], str]] = [
    ([], [], "nothing happened"),
    (
        ["DELETE FROM document_file WHERE number = 2", "DELETE FROM register_entry WHERE number = 2"],
        [("gap", 2)],
        "a number is gone",
    ),
    (
        ["DELETE FROM document_file WHERE number < 3", "DELETE FROM register_entry WHERE number < 3"],
        [("gap", 1)],
        "several are gone: said once, from the first on",
    ),
    (["UPDATE book SET opened_after = 1"], [("double", 1)], "a number which paper had given already"),
    (["UPDATE book SET opened_after = -1"], [("gap", 0)], "a number before the first"),
    (["UPDATE book SET last_number = 7"], [("wrong_counter", 7)], "the next number would leave a gap"),
    (["UPDATE book SET last_number = 2"], [("wrong_counter", 2)], "the next number would be a second 3"),
    (
        ["DELETE FROM document_file WHERE number = 3", "DELETE FROM register_entry WHERE number = 3"],
        [("wrong_counter", 3)],
        "the last number is gone",
    ),
    (
        ["UPDATE register_entry SET record = replace(record, '2026-03-02', '2026-03-09') WHERE number = 2"],
        [("damaged_record", 2), ("date_goes_back", 3)],
        "a date was changed, so that the next one is earlier",
    ),
    (
        ["UPDATE register_entry SET record = replace(record, 'Mẫu', 'Mới') WHERE number = 1"],
        [("damaged_record", 1)],
        "another signer in the record",
    ),
    (
        ["UPDATE register_entry SET record = '{}' WHERE number = 2"],
        [("damaged_record", 2)],
        "an empty record",
    ),
    (
        ["UPDATE register_entry SET record = '<x>' WHERE number = 2"],
        [("damaged_record", 2)],
        "no record at all",
    ),
    (
        ["UPDATE register_entry SET record_sha256 = 'x' WHERE number = 3"],
        [("damaged_record", 3)],
        "another hash beside the record",
    ),
    (
        ["UPDATE register_entry SET subject = 'x' WHERE number = 3"],
        [("damaged_record", 3)],
        "another subject",
    ),
    (["UPDATE register_entry SET signer = 'x' WHERE number = 3"], [("damaged_record", 3)], "another signer"),
    (["UPDATE register_entry SET symbol = 'x' WHERE number = 3"], [("damaged_record", 3)], "another symbol"),
    (["UPDATE register_entry SET type = 'x' WHERE number = 3"], [("damaged_record", 3)], "another type"),
    (
        ["UPDATE register_entry SET issued_on = '2026-01-01' WHERE number = 3"],
        [("damaged_record", 3)],
        "another date beside the record",
    ),
    (
        ["DELETE FROM document_file WHERE number = 2"],
        [("missing_file", 2)],
        "nobody knows which file it is",
    ),
    (
        ["UPDATE audit_entry SET actor = 'x' WHERE act = 'number_given'"],
        [("broken_audit_chain", None)],
        "another person in the journal",
    ),
    (["DELETE FROM audit_entry WHERE seq = 2"], [("broken_audit_chain", None)], "a journal entry is gone"),
]


@contextmanager
def unguarded(workspace: Workspace) -> Iterator[Connection]:
    """Gỡ khóa: as somebody with all rights over the database could, who then puts the locks back."""
    with workspace.engine.begin() as connection:
        guards.remove(connection)
        yield connection
        guards.install(connection)


@pytest.fixture
def three_numbers(workspace: Workspace) -> Workspace:
    """Sổ ba số: 01, 02 and 03, each with its file."""
    for day in ("2026-03-02", "2026-03-02", "2026-03-05"):
        issue_document(workspace, dated(day))
    return workspace


@pytest.mark.parametrize(("damage", "expected", "reason"), DAMAGES)
def test_damage_in_the_database_is_named(
    three_numbers: Workspace, damage: list[str], expected: list[tuple[str, int | None]], reason: str
) -> None:
    with unguarded(three_numbers) as connection:
        for statement in damage:
            connection.execute(text(statement))
    found = verify_books(three_numbers)
    assert [(p.code, p.number) for p in found.problems] == expected, reason
    assert found.books == 1


#: What is done to two arrivals, the first answered and with a file, and what the check then says.
ARRIVAL_DAMAGES: list[tuple[str, list[tuple[str, int | None]], str]] = [
    ("DELETE FROM incoming_entry WHERE number = 1", [("gap", 1)], "an arrival is gone"),
    ("UPDATE incoming_book SET last_number = 5", [("wrong_counter", 5)], "the next number would leave a gap"),
    (
        "UPDATE incoming_entry SET record = replace(record, 'Bộ', 'Sở') WHERE number = 2",
        [("damaged_record", 2)],
        "another author",
    ),
    ("UPDATE incoming_entry SET record = '[' WHERE number = 1", [("damaged_record", 1)], "no record at all"),
    (
        "UPDATE incoming_entry SET identity = 'x' WHERE number = 1",
        [("damaged_record", 1)],
        "another identity",
    ),
    (
        "UPDATE incoming_entry SET arrived_on = '2026-10-04' WHERE number = 1",
        [("damaged_record", 1)],
        "another day beside the record",
    ),
    (
        "UPDATE incoming_entry SET file_sha256 = 'x' WHERE number = 1",
        [("missing_file", 1)],
        "no such content",
    ),
    (
        "UPDATE incoming_entry SET reply = 'ubnd-tinh-lam-dong/CV/2026/9' WHERE number = 1",
        [("missing_reply", 1)],
        "an answer that no book knows",
    ),
]


@pytest.mark.parametrize(("damage", "expected", "reason"), ARRIVAL_DAMAGES)
def test_damage_among_the_arrivals_is_named(
    workspace: Workspace, damage: str, expected: list[tuple[str, int | None]], reason: str
) -> None:
    receive_document(workspace, OFFICE, ARRIVAL, content=b"%PDF")
    receive_document(workspace, OFFICE, arrival(number_and_symbol="6/X"))
    with unguarded(workspace) as connection:
        connection.execute(text(damage))
    found = verify_books(workspace)
    assert [(p.code, p.number) for p in found.problems] == expected, reason
    assert found.incoming_books == 1


STATES = [
    ("UPDATE register_entry SET status = 'recalled' WHERE number = 2", "recalled, nobody knows why"),
    ("UPDATE register_entry SET status = 'issued' WHERE number = 1", "void, and as if nothing had been"),
    ("DELETE FROM entry_change", "void, and the reason is gone"),
]


@pytest.mark.parametrize(("damage", "reason"), STATES)
def test_a_state_that_no_act_led_to_is_named(three_numbers: Workspace, damage: str, reason: str) -> None:
    void_number(three_numbers, BookKey(OFFICE, "CV", 2026), 1, "in nhầm")
    assert verify_books(three_numbers).problems == []
    with unguarded(three_numbers) as connection:
        connection.execute(text(damage))
    assert [p.code for p in verify_books(three_numbers).problems] == ["state_without_reason"], reason


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize("damage", [Path.unlink, _emptied], ids=["deleted", "emptied"])
def test_damage_in_the_file_store_is_named(three_numbers: Workspace, damage: Callable[[Path], None]) -> None:
    damage(next(p for p in three_numbers.files.folder.rglob("*") if p.is_file()))
    assert [p.code for p in verify_books(three_numbers).problems] == ["missing_file"]


def test_an_unreadable_record_is_refused_to_readers_and_stops_no_repair(three_numbers: Workspace) -> None:
    with unguarded(three_numbers) as connection:
        connection.execute(text("UPDATE register_entry SET record = '[' WHERE number = 2"))
        connection.execute(text("UPDATE outbox_entry SET done_at = NULL"))
    with pytest.raises(DamagedRecord, match="ubnd-tinh-lam-dong/CV/2026/2"):
        entries(three_numbers)
    assert repair(three_numbers) == 2
