"""Trả lời trạng thái: what became here of a document that came as edXML, as a status message in the right order."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from directives.errors import N_, DirectiveError
from directives.exchange.arrivals import reference_of
from directives.exchange.code_lists import UPDATE, WITHDRAW, code_lists
from directives.exchange.message import Agency, DocumentMessage, DocumentReference, Staff
from directives.exchange.package import status_for
from directives.exchange.reader import read_message
from directives.exchange.writer import write_message
from storage import audit, exchange
from storage.database import transaction
from storage.exchange import GivenStatus
from storage.files import write_whole
from workflows.services.carriers import Dispatch
from workflows.services.exchange_package import NoAgencyCode
from workflows.services.output_folder import writable_folder
from workflows.services.workspace import Workspace


class NotAnswerable(DirectiveError):
    """Không phải gói văn bản: only a document that was received is answered with a status."""

    kind = "no_document_message"
    template = N_("{file} holds no document that could be answered. Check it with “vanthu edxml check”.")


class BadStatus(DirectiveError):
    """Trạng thái sai: the code is in no list, lacks its reason, or cannot follow what was said before."""

    kind = "bad_status"
    template = N_("The status {code} cannot be given: {reason}.")


@dataclass(frozen=True, slots=True)
class StatusFile:
    """Gói trạng thái đã ghi: where it lies, and what it says."""

    path: Path
    code: str
    meaning: str


def give_status(
    workspace: Workspace,
    dispatch: Dispatch,
    file: Path,
    office: str,
    code: str,
    description: str,
    out: Path,
    staff: str = "",
) -> StatusFile:
    """Trả lời: writes the status message of an office of ours; the same answer again gives the same file.

    Raises NotAnswerable, BadStatus, NoAgencyCode, and what reading the file raises.
    """
    received = read_message(file).message
    if not isinstance(received, DocumentMessage) or not received.document_id:
        raise NotAnswerable(where=file.name, file=file.name)
    asked = received.business.type in (WITHDRAW, UPDATE)
    return tell_status(
        workspace,
        dispatch,
        reference_of(received),
        office,
        Told(code, description, staff, asked=asked),
        out,
    )


@dataclass(frozen=True, slots=True)
class Told:
    """Điều trả lời: code and words of a status; ``asked``: the sender asked to withdraw or change the document."""

    code: str
    description: str = ""
    staff: str = ""
    asked: bool = False


def tell_status(
    workspace: Workspace,
    dispatch: Dispatch,
    answered: DocumentReference,
    office: str,
    told: Told,
    out: Path,
) -> StatusFile:
    """Trả lời về một văn bản: as ``give_status``, for a document that is named. Raises BadStatus, NoAgencyCode."""
    folder = writable_folder(out)
    sender = _own(workspace, dispatch, office)
    document = sha256(answered.document_id.encode()).hexdigest()
    code, description = told.code, told.description
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"{office}/edxml")
        given = exchange.statuses_given(connection, office, document)
        said = [one for one in given if (one.code, one.description) == (code, description)]
        if said:
            status = said[-1]
        else:
            _refuse_bad(code, description, tuple(one.code for one in given), asked=told.asked)
            status = GivenStatus(code, description, workspace.timestamp())
            if not exchange.add_status(connection, office, document, len(given) + 1, status):
                raise BadStatus(where=code, code=code, reason=N_("another status was just given"))
            facts = {"code": code, "document_id": answered.document_id}
            act = audit.Act(status.at, workspace.actor, "status_given", answered.document_id[:200], facts)
            audit.append(connection, f"{office}/edxml", act)
    at = datetime.fromisoformat(status.at)
    message = status_for(answered, sender, code, description, at, Staff(name=told.staff))
    path = folder / f"{document[:16]}-{code}.edxml"
    write_whole(path, write_message(message))
    known = code_lists().status_of(code)
    return StatusFile(path, code, known.name if known else "")


def _own(workspace: Workspace, dispatch: Dispatch, office: str) -> Agency:
    day = workspace.now().date()
    own = workspace.chart.on(day).office(office)
    code = dispatch.codes.code_of_office(own.id, day)
    if not code:
        raise NoAgencyCode(where="office", office=own.full_name, day=day)
    above = dispatch.codes.code_of_office(own.superior, day) if own.superior else ""
    return Agency(code, above, own.full_name)


def _refuse_bad(code: str, description: str, history: tuple[str, ...], *, asked: bool) -> None:
    status = code_lists().status_of(code)
    if status is None:
        listed = ", ".join(row.code for row in code_lists().status)
        raise BadStatus(where=code, code=code, reason=listed)
    if status.needs_reason and not description.strip():
        raise BadStatus(where=code, code=code, reason=N_("it needs a reason"))
    if not status.may_follow(history, asked=asked):
        before = history[-1] if history else "–"
        raise BadStatus(where=code, code=code, reason=f"{before} → {code}")
