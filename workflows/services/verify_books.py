"""Kiểm tra sổ và nhật ký: every book, file, state, petition, work file, added document, publication, audit chain."""

from collections import Counter as Tally
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from directives.register.books import BookKey, Counter
from directives.register.incoming import IncomingBookKey
from directives.register.states import RULES, Move, State
from directives.register.verification import BookProblem, RegisteredRow, belongs, problems_of
from storage import (
    anchors,
    audit,
    entry_states,
    guards,
    incoming,
    petitions,
    register,
    series_policies,
    work_files,
)
from storage.anchors import Anchor
from storage.database import reading
from storage.files import FileStore
from storage.records import DamagedRecord
from workflows.services.books import UnknownEntry
from workflows.services.change_state import NoSuchPlace
from workflows.services.incoming_books import UnknownArrival, document_in
from workflows.services.issue import DOCX
from workflows.services.verify_desk import arrival_problems, petition_problems
from workflows.services.verify_lineage import lineage_problems
from workflows.services.verify_publications import publication_problems
from workflows.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Verification:
    """Kết quả kiểm tra: how many books and entries were looked at, and what is wrong with them."""

    books: int
    entries: int
    audit_entries: int
    problems: Sequence[BookProblem]
    incoming_books: int = 0
    incoming_entries: int = 0
    work_files: int = 0


def verify_books(workspace: Workspace, kept: Sequence[Anchor] = ()) -> Verification:
    """Kiểm tra: gaps, doubles, dates, hashes of records and files, states, locks, and the audit chains.

    ``kept`` are anchors taken earlier (see ``audit_head``): with them a cut-off chain is found too.
    """
    problems: list[BookProblem] = []
    entries = arrivals = 0
    with reading(workspace.engine) as connection:
        books, incoming_books = register.books(connection), incoming.books(connection)
        for key, counter in books:
            count, found = _outgoing(connection, workspace.files, key, counter)
            entries, problems = entries + count, problems + found
        for office_book, counter in incoming_books:
            count, found = _incoming(connection, workspace.files, office_book, counter)
            arrivals, problems = arrivals + count, problems + found
        for petition_book, counter in petitions.books(connection):
            problems += petition_problems(connection, workspace.files, petition_book, counter)
        files, found = _filed(connection)
        problems += found
        problems += lineage_problems(connection, workspace.files)
        problems += publication_problems(connection, workspace.files)
        problems += _journal(connection, kept)
        problems += [BookProblem("missing_guard", name) for name in guards.missing(connection)]
        audited = audit.count(connection)
    return Verification(len(books), entries, audited, problems, len(incoming_books), arrivals, files)


def _outgoing(
    connection: Connection, files: FileStore, key: BookKey, counter: Counter
) -> tuple[int, list[BookProblem]]:
    """Sổ văn bản đi: how many rows there are, and what is wrong with them."""
    policy = series_policies.policy_in(connection, key.issuer, key.year)
    moves = entry_states.last_moves(connection, key)
    kept_files = register.files_of(connection, key)
    rows, states = [], []
    for number, entry in register.entries_with_damage(connection, key):
        has_file = _all_there(files, kept_files.get(number, {}))
        if entry is None:
            rows.append(RegisteredRow(number, None, False, has_file))
            continue
        intact = entry.record_intact and belongs(entry.document, number, key, policy)
        rows.append(RegisteredRow(number, entry.document.issued_on, intact, has_file))
        if not _is_reached(entry.status, moves.get(number)):
            states.append(BookProblem("state_without_reason", str(key), number, entry.status))
    return len(rows), [*problems_of(str(key), counter, rows), *states]


def _all_there(files: FileStore, kept: Mapping[str, str]) -> bool:
    """Đủ tệp: the Word file at least, and each kept file with the content that was kept."""
    return DOCX in kept and all(files.get(sha256) is not None for sha256 in kept.values())


def _is_reached(status: str, last: Move | None) -> bool:
    return status == (State.ISSUED if last is None else RULES[last].to)


def _incoming(
    connection: Connection, files: FileStore, key: IncomingBookKey, counter: Counter
) -> tuple[int, list[BookProblem]]:
    """Sổ văn bản đến: how many rows there are, and what is wrong with them."""
    rows: list[RegisteredRow] = []
    replies: list[BookProblem] = []
    for number, entry in incoming.entries_with_damage(connection, key):
        if entry is None:
            rows.append(RegisteredRow(number, None, False, True))
            continue
        sha256 = entry.file_sha256
        has_file = not sha256 or files.get(sha256) is not None
        intact = entry.record_intact and entry.document.arrived_on.year == key.year
        rows.append(RegisteredRow(number, entry.document.arrived_on, intact, has_file))
        replies += arrival_problems(connection, files, key, number)
        if entry.handling.reply and not _exists(connection, entry.handling.reply):
            replies.append(BookProblem("missing_reply", str(key), number, entry.handling.reply))
    return len(rows), [*problems_of(str(key), counter, rows), *replies]


def _exists(connection: Connection, place: str) -> bool:
    try:
        document_in(connection, place)
    except (NoSuchPlace, UnknownEntry, UnknownArrival):
        return False
    except DamagedRecord:
        return True  # it is there; that it is damaged is said of its own book
    return True


def _filed(connection: Connection) -> tuple[int, list[BookProblem]]:
    """Hồ sơ công việc: documents in them that no book knows, and positions left out."""
    problems = []
    expected: Tally[str] = Tally()
    for filed in work_files.all_filed(connection):
        file = str(filed.key)
        expected[file] += 1
        if filed.position != expected[file]:
            problems.append(BookProblem("gap_in_file", file, expected[file]))
            expected[file] = filed.position
        if not _exists(connection, filed.document):
            problems.append(BookProblem("missing_filed_document", file, filed.position, filed.document))
    return len(work_files.listed(connection)), problems


def _journal(connection: Connection, kept: Sequence[Anchor]) -> Iterator[BookProblem]:
    """Nhật ký: chains whose entries do not fit, and those that an earlier anchor does not find again."""
    yield from (BookProblem("broken_audit_chain", place) for place in audit.broken_entries(connection))
    for anchor in anchors.lost(connection, kept):
        yield BookProblem("cut_off_audit_chain", f"{anchor.chain}#{anchor.seq}")
