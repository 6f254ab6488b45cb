"""Kiểm tra sổ và nhật ký: one function that checks every book, file and audit chain."""

from collections.abc import Sequence
from dataclasses import dataclass

from directives.register.verification import BookProblem, RegisteredDocument, problems_of
from storage import audit, guards, register, series_policies
from storage.database import reading
from workflows.services.issue import DOCX
from workflows.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Verification:
    """Kết quả kiểm tra: how many books and entries were looked at, and what is wrong with them."""

    books: int
    entries: int
    audit_entries: int
    problems: Sequence[BookProblem]


def verify_books(workspace: Workspace) -> Verification:
    """Kiểm tra: gaps, doubles, dates, hashes of records and files, and the audit chains."""
    problems: list[BookProblem] = []
    entries = 0
    with reading(workspace.engine) as connection:
        books = register.books(connection)
        for key, counter in books:
            rows = []
            for number, entry in register.entries_with_damage(connection, key):
                sha256 = register.file_of(connection, key, number, DOCX)
                has_file = sha256 is not None and workspace.files.get(sha256) is not None
                document, intact = (None, False) if entry is None else (entry.document, entry.record_intact)
                rows.append(RegisteredDocument(number, document, intact, has_file))
            entries += len(rows)
            policy = series_policies.policy_in(connection, key.issuer, key.year)
            problems += problems_of(key, counter, rows, policy)
        problems += [BookProblem("broken_audit_chain", place) for place in audit.broken_entries(connection)]
        problems += [BookProblem("missing_guard", name) for name in guards.missing(connection)]
        audited = audit.count(connection)
    return Verification(len(books), entries, audited, problems)
