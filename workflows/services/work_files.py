"""Hồ sơ công việc: adopt the yearly list, file documents, close files, hand them over to the archive (Đ.28-31)."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError, Problem
from directives.org.errors import UnknownOffice
from directives.register.file_list import parse_file_list
from directives.register.work_files import (
    FileList,
    FileState,
    InvalidFileList,
    NotForArchive,
    WorkFileKey,
    hand_over_due,
    is_to_be_announced,
    longest_stay,
)
from directives.register.written import written
from storage import audit, work_files
from storage.database import reading, transaction
from storage.work_files import FiledDocument, StoredFile
from workflows.services.incoming_books import document_in
from workflows.services.workspace import Workspace


class UnknownFile(DirectiveError):
    """Không có hồ sơ này: no file of this symbol in the list of the office and year."""

    kind = "unknown_work_file"
    template = N_("There is no file {file}. “vanthu files list” shows which there are.")


class FileClosed(DirectiveError):
    """Hồ sơ đã kết thúc: nothing is filed in it or closed a second time."""

    kind = "work_file_closed"
    template = N_("File {file} stands in state “{state}”; nothing more is put into it or changed in it.")


class CannotClose(DirectiveError):
    """Chưa kết thúc được: a file is closed with documents in it and, where it goes to the archive, their sheets."""

    kind = "cannot_close_file"
    template = N_("File {file} cannot be closed:")


class StayTooLong(DirectiveError):
    """Giữ quá lâu: with written leave a unit keeps a file some time longer, not beyond the limit of the law."""

    kind = "stay_too_long"
    template = N_(
        "File {file} may be kept by the unit from {due} until {longest} at the latest, with written leave."
    )


def day_of_list(workspace: Workspace, office: str, year: int) -> date:
    """Ngày của danh mục: the first day of the year, or the last for an office known only later in it.

    Raises UnknownOffice when it is known on neither.
    """
    first = date(year, 1, 1)
    try:
        workspace.chart.on(first).office(office)
    except UnknownOffice:
        workspace.chart.on(date(year, 12, 31)).office(office)
        return date(year, 12, 31)
    return first


def read_file_list(file: Path) -> FileList:
    """Đọc danh mục: from a TOML file. Raises InvalidFileList, OSError."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        problem = Problem(_NOT_UTF8, {"reason": error.reason})
        raise InvalidFileList(where=file.name, file=file.name, problems=[problem]) from error
    return parse_file_list(text, file=file.name)


def adopt_file_list(workspace: Workspace, listed: FileList) -> int:
    """Ban hành danh mục: all files of the list that are not there yet; returns how many are new.

    A list may be issued again with more files; a file that is there is never changed by it.
    Raises UnknownOffice, InvalidFileList when a known symbol now has another content; then nothing is added.
    """
    day_of_list(workspace, listed.office, listed.year)
    name = f"{listed.office}/{listed.year}"
    with transaction(workspace.engine) as connection:
        new, other = 0, []
        for file in listed.files:
            key = WorkFileKey(listed.office, listed.year, file.symbol)
            if work_files.add(connection, key, file):
                new += 1
            elif (known := work_files.find(connection, key)) is None or known.file != file:
                other.append(Problem(_CHANGED, {"symbol": file.symbol}, file.symbol))
        if other:
            raise InvalidFileList(where=name, file=name, problems=other)
        if new:
            facts = {"new": new, "basis": listed.basis}
            _journal(connection, workspace, listed.office, listed.year, "file_list_adopted", name, facts)
    return new


def file_document(
    workspace: Workspace, key: WorkFileKey, document: str, *, pages: str = "", note: str = ""
) -> FiledDocument:
    """Đưa văn bản vào hồ sơ: a document of the books, named ``office/CV/2026/12`` or ``office/ĐẾN/2026/7``.

    The document may lie in several files, in each once: filing it again changes nothing.
    Raises UnknownFile, FileClosed, UnknownEntry, UnknownArrival, NoSuchPlace.
    """
    with transaction(workspace.engine) as connection:
        stored = _open_file(connection, key)
        name = document_in(connection, document, key.office).subject_id
        for filed in work_files.filed_in(connection, stored.key):
            if filed.document == name:
                return filed
        filed = work_files.put(connection, key, name, written(pages, "pages"), written(note, "note"))
        facts = {"document": name, "position": filed.position}
        _journal(connection, workspace, key.office, key.year, "document_filed", str(key), facts)
    return filed


def close_file(
    workspace: Workspace, key: WorkFileKey, ended_on: date, sheets: int | None = None
) -> StoredFile:
    """Kết thúc hồ sơ: the work ended on this day; files that go to the archive have their sheets counted.

    Raises UnknownFile, FileClosed, CannotClose.
    """
    with transaction(workspace.engine) as connection:
        stored = _open_file(connection, key)
        problems = []
        if not work_files.filed_in(connection, key):
            problems.append(Problem(_NOTHING_FILED, {}, str(key)))
        if stored.file.retention.goes_to_archive and sheets is None:
            problems.append(Problem(_NO_SHEETS, {"retention": str(stored.file.retention)}, str(key)))
        if ended_on > workspace.today():
            problems.append(Problem(_NOT_YET, {"day": ended_on}, str(key)))
        if problems:
            raise CannotClose(where=str(key), problems=problems, file=key)
        values = {"status": FileState.CLOSED.value, "ended_on": ended_on, "sheets": sheets}
        work_files.change(connection, key, values)
        facts = {"ended_on": str(ended_on), "sheets": sheets}
        _journal(connection, workspace, key.office, key.year, "file_closed", str(key), facts)
        return found_in(connection, key)


def keep_file_longer(workspace: Workspace, key: WorkFileKey, until: date, leave: str) -> StoredFile:
    """Giữ lại hồ sơ: the unit keeps a closed file some time longer, with written leave (Đ.30).

    Raises UnknownFile, NotForArchive, StayTooLong.
    """
    with transaction(workspace.engine) as connection:
        stored = found_in(connection, key)
        if problems := list(_against_hand_over(stored)):
            raise NotForArchive(where=str(key), problems=problems)
        ended_on = stored.ended_on or date.min
        due, longest = (bound(stored.file.kind, ended_on) for bound in (hand_over_due, longest_stay))
        leave = written(leave, "leave")
        if not due < until <= longest or not leave:
            raise StayTooLong(where=str(key), file=key, due=due, longest=longest)
        work_files.change(connection, key, {"kept_until": until, "leave": leave})
        facts = {"until": str(until), "leave": leave}
        _journal(connection, workspace, key.office, key.year, "file_kept_longer", str(key), facts)
        return found_in(connection, key)


def hand_over(workspace: Workspace, keys: Sequence[WorkFileKey], on: date, to: str) -> Sequence[StoredFile]:
    """Nộp lưu hồ sơ: all of these files on one day, or none. Raises UnknownFile, NotForArchive."""
    to = written(to, "to")
    with transaction(workspace.engine) as connection:
        stored = [found_in(connection, key) for key in sorted(set(keys))]
        problems = [problem for one in stored for problem in _against_hand_over(one)]
        problems += [
            Problem(_BEFORE_END, {"file": str(one.key), "day": on}, str(one.key))
            for one in stored
            if one.ended_on is not None and on < one.ended_on
        ]
        if problems:
            raise NotForArchive(where=problems[0].where, problems=problems)
        for one in stored:
            values = {"status": FileState.HANDED_OVER.value, "handed_over_on": on, "handed_over_to": to}
            work_files.change(connection, one.key, values)
            facts = {"on": str(on), "to": to}
            key = one.key
            _journal(connection, workspace, key.office, key.year, "file_handed_over", str(key), facts)
        return [found_in(connection, one.key) for one in stored]


def files_listed(workspace: Workspace, office: str = "", year: int | None = None) -> Sequence[StoredFile]:
    """Danh mục: the files of an office and year, or of all."""
    with reading(workspace.engine) as connection:
        return work_files.listed(connection, office, year)


def due_for_hand_over(workspace: Workspace, day: date, office: str = "") -> Sequence[tuple[date, StoredFile]]:
    """Hồ sơ đến hạn nộp lưu: closed files to be announced by ``day``, earliest first, each with its last day."""
    found = [
        (hand_over_due(one.file.kind, one.ended_on, one.kept_until), one)
        for one in files_listed(workspace, office)
        if one.ended_on is not None and not list(_against_hand_over(one))
    ]
    return sorted(
        ((due, one) for due, one in found if is_to_be_announced(due, day)),
        key=lambda row: (row[0], row[1].key),
    )


def files_holding(workspace: Workspace, document: str) -> Sequence[WorkFileKey]:
    """Các hồ sơ có văn bản: a document of the books may lie in several. Raises as ``document_in`` does."""
    with reading(workspace.engine) as connection:
        return work_files.files_of(connection, document_in(connection, document).subject_id)


def filed_in(workspace: Workspace, key: WorkFileKey) -> Sequence[FiledDocument]:
    """Văn bản trong hồ sơ: in the order of the index. Raises UnknownFile."""
    with reading(workspace.engine) as connection:
        found_in(connection, key)
        return work_files.filed_in(connection, key)


def found_in(connection: Connection, key: WorkFileKey) -> StoredFile:
    """Một hồ sơ trong giao dịch: the file of this symbol. Raises UnknownFile."""
    stored = work_files.find(connection, key)
    if stored is None:
        raise UnknownFile(where=str(key), file=key)
    return stored


def _against_hand_over(stored: StoredFile) -> list[Problem]:
    """Chưa nộp được: why the file does not go to the archive."""
    fields = {"file": str(stored.key), "state": stored.state, "retention": str(stored.file.retention)}
    problems = []
    if stored.state is not FileState.CLOSED:
        problems.append(Problem(_NOT_CLOSED, fields, str(stored.key)))
    if not stored.file.retention.goes_to_archive:
        problems.append(Problem(_TOO_SHORT, fields, str(stored.key)))
    return problems


def _open_file(connection: Connection, key: WorkFileKey) -> StoredFile:
    stored = found_in(connection, key)
    if stored.state is not FileState.OPEN:
        raise FileClosed(where=str(key), file=key, state=stored.state)
    return stored


def _journal(
    connection: Connection,
    workspace: Workspace,
    office: str,
    year: int,
    act: str,
    subject: str,
    facts: Mapping[str, object],
) -> None:
    entry = audit.Act(workspace.timestamp(), workspace.actor, act, subject, facts)
    audit.append(connection, f"files/{office}/{year}", entry)


_NOT_UTF8 = N_("the file is not UTF-8: {reason}")
_CHANGED = N_("“{symbol}” is in the list already with other words; a file once listed stays as it is")
_NOTHING_FILED = N_("no document lies in it")
_NO_SHEETS = N_("it is kept {retention}: number its sheets and give their count")
_NOT_YET = N_("the work ends on {day}, which has not come yet")
_NOT_CLOSED = N_("it stands in state “{state}”; only closed files are handed over")
_TOO_SHORT = N_("it is kept {retention}; files kept shorter stay with the unit")
_BEFORE_END = N_("it cannot be handed over on {day}, before its work ended")
