"""Kiểm tra bàn văn thư đến: books of petitions, what was read of arrivals, and the files of packages."""

from collections.abc import Iterator

from sqlalchemy import Connection

from directives.register.books import Counter
from directives.register.incoming import IncomingBookKey
from directives.register.petitions import PetitionBookKey
from directives.register.verification import BookProblem, RegisteredRow, problems_of
from storage import desk, petitions
from storage.files import FileStore


def petition_problems(
    connection: Connection, files: FileStore, key: PetitionBookKey, counter: Counter
) -> Iterator[BookProblem]:
    """Lỗi của sổ đơn: gaps, doubles, days that go back, damaged records, missing files."""
    rows = []
    for number, entry in petitions.entries_with_damage(connection, key):
        if entry is None:
            rows.append(RegisteredRow(number, None, False, True))
            continue
        has_file = not entry.file_sha256 or files.get(entry.file_sha256) is not None
        rows.append(RegisteredRow(number, entry.petition.received_on, entry.record_intact, has_file))
    yield from problems_of(str(key), counter, rows)


def arrival_problems(
    connection: Connection, files: FileStore, key: IncomingBookKey, number: int
) -> Iterator[BookProblem]:
    """Lỗi quanh một văn bản đến: a record of reading that was changed, a file of its package that is gone."""
    reading = desk.reading_of(connection, key, number)
    if reading is not None and not reading.intact:
        yield BookProblem("damaged_record", str(key), number, "reading")
    for file in desk.files_of(connection, key, number):
        if files.get(file.sha256) is None:
            yield BookProblem("missing_file", str(key), number, file.sha256)
