"""Vào sổ từ tệp đã đọc: each confirmed arrival gets its row, file, record and duties in one transaction, once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from directives.conversion.child import read_bytes
from directives.conversion.errors import NoTextLayer
from directives.errors import DirectiveError
from directives.register.arrival_draft import ArrivalDraft, read_arrival_draft
from directives.register.incoming import AlreadyReceived
from directives.text import shown_name
from storage import desk, incoming
from storage.database import reading
from storage.desk import Reading
from storage.incoming import IncomingEntry
from workflows.services.read_arrivals import ArrivalRead, ChangedFile, RefusedArrival, read_arrival
from workflows.services.receive_document import receive_document
from workflows.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class EnteredArrival:
    """Văn bản đến đã vào sổ: its row; ``came_before``: the same file is in the book already, this is its row."""

    file: Path
    entry: IncomingEntry
    came_before: bool = False


def enter_arrivals(
    workspace: Workspace, drafts: Sequence[Path], *, again: bool = False
) -> Iterator[EnteredArrival | RefusedArrival]:
    """Vào sổ các phiếu đã xác nhận: one after the other, all or nothing for each; a refusal stands in its place."""
    for place in drafts:
        try:
            yield enter_arrival(workspace, place, again=again)
        except DirectiveError as error:
            yield RefusedArrival(place, error)


def enter_arrival(workspace: Workspace, place: Path, *, again: bool = False) -> EnteredArrival:
    """Vào sổ một phiếu: the file is read again for its record, and must be what the clerk confirmed.

    A scan that cannot be read here is entered as the clerk typed it, with its file and without a record. Raises
    UnreadableDraft, InvalidArrivalDraft, UnconfirmedArrival, ChangedFile and what reading and entering refuse.
    """
    draft = read_arrival_draft(place)
    draft.document(workspace.today(), place=place.name)  # what is open is said before a file is read
    if not draft.file:
        return enter_confirmed(workspace, place, draft, None, {}, again=again)
    file = Path(draft.file) if Path(draft.file).is_absolute() else place.parent / draft.file
    try:
        read = read_arrival(workspace, draft.office, file)
        content, record = read.content, read.record.to_json()
    except NoTextLayer:
        content, record = read_bytes(file), {}
    return enter_confirmed(workspace, place, draft, content, record, again=again)


def enter_read(workspace: Workspace, read: ArrivalRead, *, again: bool = False) -> EnteredArrival:
    """Vào sổ ngay: an arrival in which nothing is blank or doubtful. Raises UnconfirmedArrival and refusals."""
    draft, record = read.arrival.draft, read.record.to_json()
    return enter_confirmed(workspace, read.file, draft, read.content, record, again=again)


def enter_confirmed(
    workspace: Workspace,
    place: Path,
    draft: ArrivalDraft,
    content: bytes | None,
    record: Mapping[str, Any],
    *,
    again: bool = False,
    idempotency_key: str = "",
) -> EnteredArrival:
    """Vào sổ phiếu đã xác nhận: with the file it was read of and the record of that reading.

    ``place`` names the arrival in messages; the same key gives the same row again. Raises UnconfirmedArrival,
    ChangedFile and what entering refuses.
    """
    document = draft.document(workspace.today(), place=shown_name(place.name))
    document = replace(document, file_name=shown_name(document.file_name))
    sha256 = "" if content is None else workspace.files.put(content)
    if draft.sha256 and sha256 != draft.sha256:
        raise ChangedFile(where=place.name, file=document.file_name)
    kept = Reading(record, draft.entered())

    def beside(connection: Connection, entry: IncomingEntry) -> None:
        desk.keep_reading(connection, entry, kept)

    try:
        entry = receive_document(
            workspace,
            draft.office,
            document,
            content=content,
            receiver=draft.receiver,
            note=draft.note,
            idempotency_key=idempotency_key,
            again=again,
            beside=beside,
        )
    except AlreadyReceived as error:
        first = _first(workspace, error)
        if first is None or not sha256 or first.file_sha256 != sha256:
            raise
        return EnteredArrival(place, first, came_before=True)
    return EnteredArrival(place, entry)


def _first(workspace: Workspace, error: AlreadyReceived) -> IncomingEntry | None:
    """Văn bản đã đến trước: the row which the refusal names."""
    key, number = error.fields["book"], error.fields["number"]
    with reading(workspace.engine) as connection:
        return incoming.find(connection, key, number)  # type: ignore[arg-type]  # fields are plain objects
