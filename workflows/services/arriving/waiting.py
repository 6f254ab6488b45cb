"""Văn bản chờ vào sổ: dropped files wait in the database until the clerk has compared them, whatever is restarted."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError, Problem
from directives.register.arrival_draft import ArrivalDraft, parse_arrival_draft
from directives.text import normalise, shown_name
from storage import audit, waiting_arrivals
from storage.database import reading, transaction
from storage.files import FileStore
from storage.waiting_arrivals import WaitingRow
from workflows.services.arriving.kept_remarks import read_problems
from workflows.services.change_state import NoReason
from workflows.services.enter_arrivals import EnteredArrival, enter_confirmed
from workflows.services.jobs.running import ask
from workflows.services.workspace import Workspace

#: Loại việc nền which reads a dropped file.
READ = "read_arrival"
_LONGEST_NAME = 120


class WaitingState(StrEnum):
    """Trạng thái chờ: what becomes of a dropped file before it has a number of arrival."""

    READING = "reading"
    WAITING = "waiting"
    REFUSED = "refused"
    ENTERED = "entered"
    PUT_AWAY = "put_away"


#: Còn trên bàn: neither entered nor put away.
ON_DESK = (WaitingState.READING, WaitingState.WAITING, WaitingState.REFUSED)


class UnknownWaiting(DirectiveError):
    """Không có văn bản chờ này: or it was never dropped here."""

    kind = "unknown_waiting"
    template = N_("There is no such document waiting.")


class NoLongerWaiting(DirectiveError):
    """Không còn chờ: it was entered, put away or refused meanwhile, or is still being read."""

    kind = "no_longer_waiting"
    template = N_("{file} does not wait for confirmation any more. Look at the list of incoming documents.")


class ChangedMeanwhile(DirectiveError):
    """Đã có người sửa: somebody else saved the record after it was opened here."""

    kind = "changed_meanwhile"
    template = N_(
        "Somebody else changed the record of {file} after you opened it. Open it again and compare before you save."
    )


@dataclass(frozen=True, slots=True)
class DroppedFile:
    """Tệp được thả: the name its sender gave it, which is shown and nothing else, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class WaitingArrival:
    """Văn bản chờ vào sổ: what was read or typed of it, doubts by field, or why it could not be read."""

    id: str
    office: str
    file_name: str
    sha256: str
    state: WaitingState
    draft: ArrivalDraft
    remarks: Mapping[str, Sequence[Problem]]
    record: Mapping[str, Any]
    refusal: Sequence[Problem]
    revision: int
    dropped_by: str
    dropped_at: str
    entered_as: str

    @property
    def is_open(self) -> bool:
        """Còn chờ xác nhận: it was read, and is neither entered nor put away."""
        return self.state is WaitingState.WAITING

    @property
    def open_fields(self) -> Sequence[str]:
        """Trường chưa rõ: which are blank or doubtful, each once."""
        return sorted({problem.where for problem in self.draft.open_points()})


def drop_files(workspace: Workspace, office: str, files: Sequence[DroppedFile]) -> Sequence[str]:
    """Thả tệp: each is put where it is read in the background; gives an id for each. Raises UnknownOffice.

    A file that waits at this office already is not taken twice: its id is given again. Files lie outside the books'
    own store until they were read, for one that bears a mark of secrecy must not stay.
    """
    workspace.chart.on(workspace.today()).office(office)
    given = []
    for file in files:
        sha256 = unread(workspace).put(file.content)
        row = _new(workspace, office, cut_name(file.name), sha256, WaitingState.READING)
        with transaction(workspace.engine) as connection:
            audit.stand_in_line(connection, chain_of(office))
            known = waiting_arrivals.of_office(connection, office, ON_DESK)
            twin = next((one for one in known if one.sha256 == sha256 and one.state != "refused"), None)
            if twin is None:
                waiting_arrivals.add(connection, row)
                journal(connection, workspace, "arrival_dropped", row, {"sha256": sha256})
        if twin is None:
            ask(workspace, READ, {"arrival": row.id})
        given.append(twin.id if twin else row.id)
    return given


def begin_by_hand(workspace: Workspace, office: str) -> str:
    """Ghi bằng tay: an arrival on paper, of which there is no file; gives its id. Raises UnknownOffice."""
    workspace.chart.on(workspace.today()).office(office)
    row = _new(workspace, office, "", "", WaitingState.WAITING)
    draft = ArrivalDraft(office=office, received_on=workspace.today())
    row = replace(row, arrival=draft.model_dump_json())
    with transaction(workspace.engine) as connection:
        waiting_arrivals.add(connection, row)
        journal(connection, workspace, "arrival_begun", row, {})
    return row.id


def read_again(workspace: Workspace, arrival_id: str) -> None:
    """Đọc lại: when nobody reads the file, since the work on it was lost. Raises UnknownWaiting."""
    if waiting_of(workspace, arrival_id).state is WaitingState.READING:
        ask(workspace, READ, {"arrival": arrival_id})


def waiting_of(workspace: Workspace, arrival_id: str) -> WaitingArrival:
    """Một văn bản chờ: as it was last saved. Raises UnknownWaiting."""
    with reading(workspace.engine) as connection:
        return _shown(_found(connection, arrival_id))


def waiting_at(workspace: Workspace, office: str) -> Sequence[WaitingArrival]:
    """Các văn bản chờ của một cơ quan: in the order in which they were dropped."""
    with reading(workspace.engine) as connection:
        return [_shown(row) for row in waiting_arrivals.of_office(connection, office, ON_DESK)]


def save_waiting(
    workspace: Workspace, arrival_id: str, revision: int, typed: Mapping[str, object]
) -> WaitingArrival:
    """Lưu phiếu: what the clerk corrected, behind the revision that was read; office and file stay.

    Raises UnknownWaiting, NoLongerWaiting, InvalidArrivalDraft, ChangedMeanwhile.
    """
    with transaction(workspace.engine) as connection:
        row = _open(connection, arrival_id)
        fixed = {"office": row.office, "file": row.file_name, "sha256": row.sha256}
        draft = parse_arrival_draft({**typed, **fixed}, file=row.file_name or row.id)
        _change(connection, row, revision, arrival=draft.model_dump_json())
        journal(connection, workspace, "arrival_corrected", row, {"revision": revision + 1})
        return _shown(_found(connection, arrival_id))


def enter_waiting(workspace: Workspace, arrival_id: str, *, again: bool = False) -> EnteredArrival:
    """Vào sổ: a confirmed arrival gets its number; asked twice, the same number. The file is kept with it.

    Raises UnknownWaiting, NoLongerWaiting, UnconfirmedArrival and what entering refuses.
    """
    with reading(workspace.engine) as connection:
        row = _open(connection, arrival_id)
    one = _shown(row)
    content = workspace.files.get(row.sha256) if row.sha256 else None
    name = Path(row.file_name or row.id)
    key = f"arriving/{row.id}"
    entered = enter_confirmed(
        workspace, name, one.draft, content, one.record, again=again, idempotency_key=key
    )
    with transaction(workspace.engine) as connection:
        _change(
            connection, row, row.revision, state=WaitingState.ENTERED, entered_as=entered.entry.subject_id
        )
        journal(connection, workspace, "arrival_entered", row, {"entry": entered.entry.subject_id})
    return entered


def put_away(workspace: Workspace, arrival_id: str, reason: str) -> None:
    """Bỏ khỏi bàn: a file that was dropped by mistake gets no number. Raises NoReason, NoLongerWaiting."""
    if not reason.strip():
        raise NoReason(where="reason", number="–")
    with transaction(workspace.engine) as connection:
        row = _found(connection, arrival_id)
        if row.state not in ON_DESK:
            raise NoLongerWaiting(where=row.id, file=row.file_name or row.id)
        _change(connection, row, row.revision, state=WaitingState.PUT_AWAY)
        journal(connection, workspace, "arrival_put_away", row, {"reason": reason.strip()})
    if row.sha256:
        unread(workspace).discard(row.sha256)


def note_reading(
    workspace: Workspace,
    arrival_id: str,
    act: str,
    facts: Mapping[str, object],
    **values: str,
) -> None:
    """Ghi kết quả đọc: what the background work read of a file; nothing when it is no longer being read."""
    with transaction(workspace.engine) as connection:
        row = _found(connection, arrival_id)
        if row.state == WaitingState.READING:
            _change(connection, row, row.revision, **values)
            journal(connection, workspace, act, row, facts)


def unread(workspace: Workspace) -> FileStore:
    """Kho tệp chưa đọc: beside the books' own store; nothing stays in it."""
    folder = workspace.files.folder
    return FileStore(folder.with_name(f"{folder.name}-unread"))


def chain_of(office: str) -> str:
    """Chuỗi nhật ký: of what is dropped at an office."""
    return f"{office}/arriving"


def journal(
    connection: Connection, workspace: Workspace, act: str, row: WaitingRow, facts: Mapping[str, object]
) -> None:
    """Ghi nhật ký: of one waiting document; names of files may name people and stay out."""
    entry = audit.Act(workspace.timestamp(), workspace.actor, act, row.id, facts)
    audit.append(connection, chain_of(row.office), entry)


def cut_name(name: str) -> str:
    """Tên tệp để xem: as the sender wrote it, without folders, what acts on a screen written out, not too long."""
    shown = shown_name(normalise(name).replace("\\", "/").rpartition("/")[2])
    return shown if len(shown) <= _LONGEST_NAME else f"{shown[: _LONGEST_NAME - 20]}…{shown[-19:]}"


def _new(workspace: Workspace, office: str, name: str, sha256: str, state: WaitingState) -> WaitingRow:
    at = workspace.timestamp()
    blank = ArrivalDraft(office=office, file=name, sha256=sha256).model_dump_json()
    return WaitingRow(
        uuid.uuid4().hex, office, name, sha256, state, blank, "{}", "{}", "[]", 1, workspace.actor, at, ""
    )


def _found(connection: Connection, arrival_id: str) -> WaitingRow:
    row = waiting_arrivals.find(connection, arrival_id)
    if row is None:
        raise UnknownWaiting(where=arrival_id)
    return row


def _open(connection: Connection, arrival_id: str) -> WaitingRow:
    row = _found(connection, arrival_id)
    if row.state != WaitingState.WAITING:
        raise NoLongerWaiting(where=row.id, file=row.file_name or row.id)
    return row


def _change(connection: Connection, row: WaitingRow, revision: int, **values: str) -> None:
    if not waiting_arrivals.save(connection, row.id, revision, **values):
        raise ChangedMeanwhile(where=row.id, file=row.file_name or row.id)


def _shown(row: WaitingRow) -> WaitingArrival:
    remarks = {name: read_problems(said) for name, said in json.loads(row.remarks).items()}
    return WaitingArrival(
        row.id,
        row.office,
        row.file_name,
        row.sha256,
        WaitingState(row.state),
        ArrivalDraft.model_validate_json(row.arrival),
        remarks,
        json.loads(row.record),
        read_problems(json.loads(row.refusal)),
        row.revision,
        row.dropped_by,
        row.dropped_at,
        row.entered_as,
    )
