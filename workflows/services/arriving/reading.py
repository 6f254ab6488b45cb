"""Đọc tệp được thả: in the background; what bears a mark of secrecy, or would do harm, is not kept."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from directives.conversion.errors import NoTextLayer, NotOfficialDocument, UnknownFormat
from directives.errors import N_, DirectiveError, Problem
from directives.register.arrival_draft import ArrivalDraft
from storage.json_text import canonical
from workflows.services.arriving.kept_remarks import written_problems
from workflows.services.arriving.waiting import (
    UnknownWaiting,
    WaitingArrival,
    WaitingState,
    note_reading,
    unread,
    waiting_of,
)
from workflows.services.jobs.running import Asked, Progress
from workflows.services.read_arrivals import ArrivalRead, read_arrival
from workflows.services.workspace import Workspace

#: They say nothing against the file: it is registered as the clerk types it.
_BY_HAND = (NoTextLayer, NotOfficialDocument, UnknownFormat)
_SUFFIXES = (".docx", ".pdf", ".txt", ".md", ".html", ".htm", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
_GONE = N_("The file is no longer there. Drop it again.")


def run(workspace: Workspace, asked: Asked, told: Progress) -> Asked:
    """Đọc một tệp: once; called again after it was cut off, it begins anew."""
    try:
        one = waiting_of(workspace, asked["arrival"])
    except UnknownWaiting:
        return {}
    if one.state is not WaitingState.READING:
        return {"state": one.state}
    told(0, 1)
    spool = unread(workspace)
    content = spool.get(one.sha256) or workspace.files.get(one.sha256)
    if content is None:
        _refuse(workspace, one, Problem(_GONE, {}))
    else:
        _read(workspace, one, content)
        spool.discard(one.sha256)
    told(1, 1)
    return {"state": waiting_of(workspace, one.id).state}


def suffix_of(name: str) -> str:
    """Đuôi tệp: one of those we read, by the sender's name; else none, and the content alone decides."""
    found = Path(name).suffix.lower()
    return found if found in _SUFFIXES else ""


def _read(workspace: Workspace, one: WaitingArrival, content: bytes) -> None:
    with TemporaryDirectory(prefix="vanthu-den-") as folder:
        file = Path(folder) / f"den{suffix_of(one.file_name)}"
        file.write_bytes(content)
        try:
            found = read_arrival(workspace, one.office, file)
        except _BY_HAND as error:
            _wait(workspace, one, content, error)
        except DirectiveError as error:
            _refuse(workspace, one, Problem(error.template, _named(error, file, one)))
        else:
            _keep(workspace, one, found)


def _keep(workspace: Workspace, one: WaitingArrival, found: ArrivalRead) -> None:
    workspace.files.put(found.content)
    draft = found.arrival.draft.model_copy(update={"file": one.file_name})
    remarks = {name: json.loads(written_problems(said)) for name, said in found.arrival.remarks.items()}
    note_reading(
        workspace,
        one.id,
        "arrival_read",
        {"doubtful": list(draft.doubtful)},
        state=WaitingState.WAITING,
        arrival=draft.model_dump_json(),
        remarks=canonical(remarks),
        record=canonical(found.record.to_json()),
    )


def _wait(workspace: Workspace, one: WaitingArrival, content: bytes, error: DirectiveError) -> None:
    """Ghi bằng tay: the file is kept, its fields stay blank, and the clerk is told why."""
    workspace.files.put(content)
    draft = ArrivalDraft(
        office=one.office, file=one.file_name, sha256=one.sha256, received_on=workspace.today()
    )
    said = Problem(error.template, _named(error, Path(), one))
    note_reading(
        workspace,
        one.id,
        "arrival_unread",
        {"kind": error.kind},
        state=WaitingState.WAITING,
        arrival=draft.model_dump_json(),
        refusal=written_problems([said]),
    )


def _refuse(workspace: Workspace, one: WaitingArrival, said: Problem) -> None:
    values = {"state": WaitingState.REFUSED, "refusal": written_problems([said])}
    note_reading(workspace, one.id, "arrival_refused", {}, **values)


def _named(error: DirectiveError, file: Path, one: WaitingArrival) -> dict[str, object]:
    """Trường của lời từ chối: the file under the name which its sender gave it."""
    return {
        name: one.file_name if file.name and str(value) in (file.name, str(file)) else value
        for name, value in error.fields.items()
    }
