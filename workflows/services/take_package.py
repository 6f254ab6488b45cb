"""Nhận gói edXML: a foreign package checked, its document entered once with all its files, and answered.

Every step may be repeated: what was entered, answered or refused stays so, and the same files are written again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection

from directives.conversion.child import read_bytes
from directives.errors import N_, DirectiveError
from directives.exchange.arrivals import arrival_of, in_order, reference_of
from directives.exchange.code_lists import ARRIVED, RECEIVED, REFUSED
from directives.exchange.message import DocumentMessage
from directives.exchange.reader import ReadMessage, read_content
from directives.exchange.rules import ERROR, ExchangeFinding
from directives.register.incoming import AlreadyReceived, IncomingBookKey, InvalidArrival
from directives.text import shown_name
from storage import audit, desk, incoming, packages
from storage.database import reading, transaction
from storage.desk import KeptFile
from storage.incoming import IncomingEntry
from storage.packages import Outcome, TakenPackage
from workflows.services.carriers import Dispatch
from workflows.services.edxml_files import judge_package
from workflows.services.give_status import StatusFile, Told, tell_status
from workflows.services.receive_document import receive_document
from workflows.services.workspace import Workspace

_SECRECY = "EX16"
_NOT_ADDRESSED = "cơ quan nhận không có trong nơi nhận của gói tin"


class NoDocumentInPackage(DirectiveError):
    """Gói không có văn bản: nothing in it can be entered or answered."""

    kind = "no_document_in_package"
    template = N_("{file} holds no document that could be entered. Check it with “vanthu edxml check”.")


@dataclass(frozen=True, slots=True)
class Package:
    """Gói tin đang nhận: the file by its content, the document message in it, and what the rules found."""

    office: str
    sha256: str
    message: DocumentMessage
    findings: Sequence[ExchangeFinding] = ()

    def taken(
        self, outcome: Outcome, at: str, place: tuple[IncomingBookKey, int] | None = None, reason: str = ""
    ) -> TakenPackage:
        """Gói đã nhận: with this outcome."""
        message = self.message
        return TakenPackage(
            self.office,
            self.sha256,
            message.document_id,
            message.sender.code,
            message.business.type,
            outcome,
            place,
            reason,
            at,
        )


@dataclass(frozen=True, slots=True)
class PackageAnswer:
    """Kết quả nhận gói: what was done, the arrival, the status files written, and what somebody should look at."""

    outcome: Outcome
    entry: IncomingEntry | None
    statuses: tuple[StatusFile, ...]
    warnings: tuple[ExchangeFinding, ...] = ()
    reason: str = ""


def open_package(workspace: Workspace, dispatch: Dispatch, file: Path, office: str) -> Package | ReadMessage:
    """Mở gói: read in the limited child process and judged; a status message comes back as it was read.

    Raises UnknownOffice, NoDocumentInPackage and the refusals of ``conversion.errors``.
    """
    workspace.chart.on(workspace.today()).office(office)
    content = read_bytes(file)
    read = read_content(content, file.name)
    if read.message is not None and not isinstance(read.message, DocumentMessage):
        return read
    report = judge_package(read, dispatch.codes)
    if read.message is None or not read.message.document_id or not read.message.sender.code:
        raise NoDocumentInPackage(where=file.name, file=shown_name(file.name))
    errors = [one for one in report.findings if one.rule == _SECRECY and one.level == ERROR]
    if not errors:  # of a state secret nothing is kept
        workspace.files.put(content)
    return Package(office, sha256(content).hexdigest(), read.message, tuple(report.findings))


def enter_package(
    workspace: Workspace, dispatch: Dispatch, package: Package, out: Path, *, staff: str = ""
) -> PackageAnswer:
    """Vào sổ gói mới: entered once; a document that came before points to its first row; what is unfit is refused.

    Answers 01 and 03, or 01 and 02 with the reason. Raises NoAgencyCode, NotWritable.
    """
    message, warnings = package.message, _warnings(package)
    reason = _refusal(workspace, dispatch, package)
    entry: IncomingEntry | None = None
    outcome = Outcome.REFUSED
    if not reason:
        try:
            entry, outcome = _entered(workspace, package)
        except InvalidArrival as error:
            places = ", ".join(problem.where for problem in error.problems)
            reason = f"thông tin đăng ký không hợp lệ: {places}"
    answered = reference_of(message)
    statuses = [tell_status(workspace, dispatch, answered, package.office, Told(ARRIVED, staff=staff), out)]
    if entry is None:
        _refused(workspace, package, reason)
        told = Told(REFUSED, reason, staff)
    else:
        told = Told(RECEIVED, f"Đã vào sổ văn bản đến số {entry.number:02d}/{entry.book.year}", staff)
    statuses.append(tell_status(workspace, dispatch, answered, package.office, told, out))
    return PackageAnswer(outcome, entry, tuple(statuses), warnings, reason)


def _refusal(workspace: Workspace, dispatch: Dispatch, package: Package) -> str:
    """Lý do từ chối: the errors of the rules, or that the package is not addressed to us; empty when it is fit."""
    errors = [one for one in package.findings if one.level == ERROR]
    if errors:
        return "; ".join(dict.fromkeys(f"{one.rule}: {one.message}" for one in errors))
    day = workspace.today()
    ours = {
        alias.code
        for alias in dispatch.codes.aliases
        if package.office in alias.offices and alias.holds_on(day)
    }
    return "" if ours & {receiver.code for receiver in package.message.receivers} else _NOT_ADDRESSED


def _entered(workspace: Workspace, package: Package) -> tuple[IncomingEntry, Outcome]:
    with reading(workspace.engine) as connection:
        first = packages.that_entered(connection, package.office, package.message.document_id)
        found = incoming.find(connection, *first.place) if first and first.place else None
    if found is not None:
        _linked(workspace, package, found)
        return found, Outcome.CAME_BEFORE
    ordered = in_order(package.message.attachments)
    files = [
        KeptFile(shown_name(one.name), one.seen_type[:120], workspace.files.put(one.content or b""))
        for one in ordered
    ]

    def beside(connection: Connection, entry: IncomingEntry) -> None:
        desk.keep_files(connection, entry, files)
        place = (entry.book, entry.number)
        packages.add(connection, package.taken(Outcome.ENTERED, workspace.timestamp(), place))

    document = arrival_of(package.message, workspace.today())
    try:
        entry = receive_document(
            workspace,
            package.office,
            document,
            content=ordered[0].content if ordered else None,
            note=_note(package.message),
            idempotency_key=f"edxml/{package.office}/{packages.document_key(package.message.document_id)}",
            beside=beside,
        )
    except AlreadyReceived as error:
        found = _first(workspace, error)
        _linked(workspace, package, found)
        return found, Outcome.CAME_BEFORE
    with reading(workspace.engine) as connection:
        kept = packages.by_content(connection, package.office, package.sha256)
    if kept is None:  # another package of the same document was entered at the same moment
        _linked(workspace, package, entry)
        return entry, Outcome.CAME_BEFORE
    return entry, Outcome.ENTERED


def _note(message: DocumentMessage) -> str:
    """Ghi chú khi đến: what the sender asks besides: a term, and paper that follows."""
    asked = f"Bên gửi yêu cầu xử lý trước ngày {message.due_on}" if message.due_on else ""
    paper = "Có bản giấy gửi sau" if message.business.paper == "1" else ""
    return "; ".join(part for part in (asked, paper) if part)


def _first(workspace: Workspace, error: AlreadyReceived) -> IncomingEntry:
    """Văn bản đã đến trước: the row which the refusal names. Raises the refusal when it is gone."""
    key, number = error.fields["book"], error.fields["number"]
    with reading(workspace.engine) as connection:
        found = incoming.find(connection, key, number)  # type: ignore[arg-type]  # fields are plain objects
    if found is None:
        raise error
    return found


def _linked(workspace: Workspace, package: Package, entry: IncomingEntry) -> None:
    """Gắn vào văn bản đã có: another package of the same document; the book stays as it is."""
    taken = package.taken(Outcome.CAME_BEFORE, workspace.timestamp(), (entry.book, entry.number))
    record_package(workspace, taken, "package_linked", entry.subject_id)


def _refused(workspace: Workspace, package: Package, reason: str) -> None:
    taken = package.taken(Outcome.REFUSED, workspace.timestamp(), None, reason)
    record_package(workspace, taken, "package_refused", package.message.document_id[:200])


def record_package(workspace: Workspace, taken: TakenPackage, act: str, subject: str) -> None:
    """Ghi gói đã nhận: once, with its entry of the journal; the same content again changes nothing."""
    with transaction(workspace.engine) as connection:
        if packages.add(connection, taken):
            facts = {"package": taken.sha256, "outcome": taken.outcome.value}
            entry = audit.Act(workspace.timestamp(), workspace.actor, act, subject, facts)
            audit.append(connection, f"{taken.office}/edxml", entry)


def _warnings(package: Package) -> tuple[ExchangeFinding, ...]:
    return tuple(one for one in package.findings if one.level != ERROR)
