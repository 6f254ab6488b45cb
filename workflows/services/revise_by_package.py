"""Thu hồi, cập nhật, thay thế qua gói edXML: what a sender asks of a document which it sent, and our answer.

An entry is never deleted: its state and its note say what happened. Only the agency that sent a document may
withdraw, update or replace it.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from directives.exchange.arrivals import in_order, reference_of
from directives.exchange.message import DocumentKey, DocumentMessage, DocumentReference
from directives.register.incoming import Handling, IncomingState
from directives.text import shown_name
from storage import desk, incoming, packages
from storage.database import reading
from storage.desk import KeptFile
from storage.incoming import IncomingEntry
from storage.packages import Outcome
from workflows.services.carriers import Dispatch
from workflows.services.give_status import StatusFile, Told, tell_status
from workflows.services.handle_incoming import closed, handled
from workflows.services.take_package import Package, PackageAnswer, enter_package, record_package
from workflows.services.workspace import Workspace

AGREED, DECLINED = "15", "16"
_UNKNOWN = "văn bản không có trong sổ văn bản đến"
_OTHER_SENDER = "văn bản do cơ quan khác gửi"
_CLOSED = "văn bản không còn ở trạng thái đăng ký"


def withdraw_by_package(
    workspace: Workspace,
    dispatch: Dispatch,
    package: Package,
    out: Path,
    *,
    decline: str = "",
    staff: str = "",
) -> PackageAnswer:
    """Thu hồi: the documents named by ResponseFor; all of them, or none with the reason (15, 16)."""
    wanted = [_name_of(reference) for reference in package.message.replies_to]
    return _revised(workspace, dispatch, package, out, wanted, IncomingState.WITHDRAWN, decline, staff)


def update_by_package(
    workspace: Workspace,
    dispatch: Dispatch,
    package: Package,
    out: Path,
    *,
    decline: str = "",
    staff: str = "",
) -> PackageAnswer:
    """Cập nhật: new files are kept with the arrival and its note says so; who is no receiver any more loses it."""
    wanted = [package.message.business.document_id]
    if _takes_us_out(workspace, dispatch, package):
        return _revised(workspace, dispatch, package, out, wanted, IncomingState.WITHDRAWN, decline, staff)
    return _revised(workspace, dispatch, package, out, wanted, IncomingState.REGISTERED, decline, staff)


def replace_by_package(
    workspace: Workspace,
    dispatch: Dispatch,
    package: Package,
    out: Path,
    *,
    decline: str = "",
    staff: str = "",
) -> PackageAnswer:
    """Thay thế: the new document is entered; each replaced one is closed by it and answered on its own (15, 16)."""
    taken = enter_package(workspace, dispatch, package, out, staff=staff)
    if taken.entry is None:
        return taken
    new = taken.entry
    statuses: list[StatusFile] = list(taken.statuses)
    said: list[str] = []
    for one in package.message.business.replacements:
        if one.agencies and not _names_us(workspace, dispatch, package.office, one.agencies):
            continue
        entry, reason = _target(workspace, package, one.document_id, IncomingState.REPLACED)
        reason = reason or decline
        if entry is not None and not reason and entry.handling.state is IncomingState.REGISTERED:
            words = f"văn bản đến số {new.number:02d}/{new.book.year}"
            closed(
                workspace, entry.book, entry.number, words, IncomingState.REPLACED, "Bên gửi thay thế bằng"
            )
        told = Told(DECLINED, reason, staff, asked=True) if reason else Told(AGREED, "", staff, asked=True)
        named = _reference(one.document_id, package.message)
        statuses.append(tell_status(workspace, dispatch, named, package.office, told, out))
        said += [reason] if reason else []
    return replace(taken, statuses=tuple(statuses), reason="; ".join(said))


def _revised(
    workspace: Workspace,
    dispatch: Dispatch,
    package: Package,
    out: Path,
    wanted: Sequence[str],
    state: IncomingState,
    decline: str,
    staff: str,
) -> PackageAnswer:
    """Sửa các dòng: all that are named, or none; the package and its outcome are kept with the last of them."""
    targets = [_target(workspace, package, name, state) for name in wanted]
    reason = next((why for _entry, why in targets if why), "") or decline
    found = [entry for entry, _why in targets if entry is not None]
    with reading(workspace.engine) as connection:
        before = packages.by_content(connection, package.office, package.sha256)
    if before is not None:
        reason, outcome = before.reason, before.outcome
    elif reason:
        outcome = Outcome.DECLINED
        taken = package.taken(outcome, workspace.timestamp(), None, reason)
        record_package(workspace, taken, "package_declined", package.message.document_id[:200])
    else:
        outcome = Outcome.UPDATED if state is IncomingState.REGISTERED else Outcome.WITHDRAWN
        found = [_applied(workspace, package, entry, state, outcome) for entry in found]
    told = Told(DECLINED, reason, staff, asked=True) if reason else Told(AGREED, "", staff, asked=True)
    status = tell_status(workspace, dispatch, reference_of(package.message), package.office, told, out)
    return PackageAnswer(outcome, found[-1] if found else None, (status,), (), reason)


def _applied(
    workspace: Workspace, package: Package, entry: IncomingEntry, state: IncomingState, outcome: Outcome
) -> IncomingEntry:
    """Làm theo yêu cầu: the entry, new files and the package in one transaction; done before, nothing changes."""
    if entry.handling.state is state and state is not IncomingState.REGISTERED:
        return entry
    why = " ".join(package.message.business.reason.split()) or package.message.document_id
    files = [
        KeptFile(shown_name(one.name), one.seen_type[:120], workspace.files.put(one.content or b""))
        for one in in_order(package.message.attachments)
    ]

    def beside(connection: Connection, changed: IncomingEntry) -> None:
        known = {file.sha256 for file in desk.files_of(connection, changed.book, changed.number)}
        desk.keep_files(connection, changed, [file for file in files if file.sha256 not in known])
        place = (changed.book, changed.number)
        packages.add(connection, package.taken(outcome, workspace.timestamp(), place))

    if state is IncomingState.WITHDRAWN:
        return closed(workspace, entry.book, entry.number, why, state, "Bên gửi thu hồi", beside)

    def noted(_: Connection, handling: Handling) -> Handling:
        words = f"Bên gửi cập nhật ngày {workspace.today():%d/%m/%Y}: {why}"
        return replace(handling, note="; ".join(part for part in (handling.note, words) if part))

    return handled(workspace, entry.book, entry.number, "incoming_updated", noted, beside)


def _target(
    workspace: Workspace, package: Package, document_id: str, state: IncomingState
) -> tuple[IncomingEntry | None, str]:
    """Văn bản được nêu: its entry, and why it cannot be changed as asked (empty when it can, or was already)."""
    with reading(workspace.engine) as connection:
        first = packages.that_entered(connection, package.office, document_id)
        entry = incoming.find(connection, *first.place) if first and first.place else None
    if first is None or entry is None:
        return None, _UNKNOWN
    if first.sender != package.message.sender.code:
        return None, _OTHER_SENDER
    if entry.handling.state not in (IncomingState.REGISTERED, state):
        return None, _CLOSED
    return entry, ""


def _name_of(reference: DocumentReference) -> str:
    """Mã định danh: as it is written, or put together from agency, day and number."""
    if reference.document_id:
        return reference.document_id
    return str(DocumentKey(reference.agency, reference.issued_on, reference.number_and_symbol))


def _reference(document_id: str, message: DocumentMessage) -> DocumentReference:
    key = DocumentKey.parsed(document_id)
    if key is None:
        return DocumentReference(message.sender.code, "", "", document_id)
    return DocumentReference(message.sender.code, key.number_and_symbol, key.issued_on, document_id)


def _takes_us_out(workspace: Workspace, dispatch: Dispatch, package: Package) -> bool:
    """Bỏ khỏi nơi nhận: whether the update says that we receive the document no more."""
    removed = [one.agency for one in package.message.business.receivers if one.type == _REMOVED]
    return _names_us(workspace, dispatch, package.office, removed)


_REMOVED = "0"


def _names_us(workspace: Workspace, dispatch: Dispatch, office: str, codes: Sequence[str]) -> bool:
    day = workspace.today()
    return any(office in found.offices for code in codes if (found := dispatch.codes.find(code, day)))
