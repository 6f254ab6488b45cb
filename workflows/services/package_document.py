"""Đóng gói văn bản: a numbered document as one edXML package for all recipients whose code is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from directives.calendar.dates import VIETNAM
from directives.document.model import Document
from directives.exchange.deliveries import SendingTerms
from directives.exchange.package import Shipment, attached
from storage import audit, deliveries, exchange
from storage.database import reading, transaction
from storage.files import write_whole
from storage.register import Entry
from workflows.services.carriers import Dispatch
from workflows.services.exchange_package import Parties, package_of, parties_of, replies_of
from workflows.services.output_folder import writable_folder
from workflows.services.parcel import files_of
from workflows.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PackageFile:
    """Gói đã ghi: where it lies, its SHA-256, and the recipients for whom no code is known."""

    path: Path
    sha256: str
    without_code: tuple[str, ...]


def rehearse_package(
    workspace: Workspace, dispatch: Dispatch, document: Document, terms: SendingTerms | None
) -> None:
    """Đóng gói thử: before a number is given, so that none is spent on a package nobody can write.

    Raises NoAgencyCode, NoReceiverCode, BadPackage.
    """
    parties = parties_of(document, workspace.chart, dispatch.codes)
    stand_in = document if document.number.number is not None else document.numbered(1)
    shipment = _shipment(
        workspace, dispatch, stand_in, parties, [("van-ban.docx", "", b"-")], terms or SendingTerms(), []
    )
    package_of(stand_in, shipment, dispatch.codes, str(document.number.symbol))


def package_document(
    workspace: Workspace, dispatch: Dispatch, entry: Entry, out: Path, terms: SendingTerms | None = None
) -> PackageFile:
    """Đóng gói văn bản đã phát hành: for all recipients whose code is known, written and kept as its file.

    The same document gives the same package again: the time in it is that of the day of issue. Terms are kept
    with the document for later sendings. Raises NoAgencyCode, NoReceiverCode, BadPackage.
    """
    folder = writable_folder(out)
    parties = parties_of(entry.document, workspace.chart, dispatch.codes)
    with reading(workspace.engine) as connection:
        enclosures = deliveries.enclosures(connection, entry.book, entry.number)
        known = deliveries.terms_of(connection, entry.book, entry.number)
    wanted = known if terms is None else terms
    files = [(file.name, file.description, file.content) for file in files_of(workspace, entry)]
    elsewhere = [str(one) for one in enclosures if one.address]
    shipment = _shipment(workspace, dispatch, entry.document, parties, files, wanted, elsewhere)
    content = package_of(entry.document, shipment, dispatch.codes, entry.subject_id)
    sha256 = workspace.files.put(content)
    _keep(workspace, entry, sha256, wanted)
    path = folder / f"{files[0][0].rpartition('.')[0]}.edxml"
    write_whole(path, content)
    return PackageFile(path, sha256, parties.without_code)


def _shipment(
    workspace: Workspace,
    dispatch: Dispatch,
    document: Document,
    parties: Parties,
    files: Sequence[tuple[str, str, bytes]],
    terms: SendingTerms,
    elsewhere: Sequence[str],
) -> Shipment:
    return Shipment(
        sender=parties.sender,
        receivers=parties.receivers,
        files=attached(files),
        at=datetime.combine(document.issued_on, time.min, VIETNAM),
        due_on=terms.due_on,
        priority=terms.priority,
        steering=terms.steering,
        replies_to=replies_of(workspace, document, dispatch.codes),
        elsewhere=tuple(elsewhere),
    )


def _keep(workspace: Workspace, entry: Entry, sha256: str, terms: SendingTerms) -> None:
    """Giữ gói và yêu cầu: one act, one entry of the journal; nothing when both are as they were."""
    with transaction(workspace.engine) as connection:
        renewed = terms != deliveries.terms_of(connection, entry.book, entry.number)
        if renewed:
            deliveries.set_terms(connection, entry.book, entry.number, terms)
        if exchange.keep_package(connection, entry, sha256) or renewed:
            facts = {"sha256": sha256, "due_on": str(terms.due_on or ""), "priority": terms.priority}
            act = audit.Act(workspace.timestamp(), workspace.actor, "package_made", entry.subject_id, facts)
            audit.append(connection, str(entry.book), act)


def wanted_terms(due_on: date | None, priority: str | None, steering: str | None) -> SendingTerms | None:
    """Yêu cầu khi gửi: from what was said; None when nothing was, so that earlier terms stay."""
    if due_on is None and priority is None and steering is None:
        return None
    return SendingTerms(due_on, priority or "", steering or "")


@dataclass(frozen=True, slots=True)
class Packer:
    """Người đóng gói: what ``issue`` needs to package a document on the way: try first, then pack."""

    workspace: Workspace
    dispatch: Dispatch
    terms: SendingTerms | None

    def rehearse(self, document: Document) -> None:
        """Đóng gói thử: raises what ``rehearse_package`` does."""
        rehearse_package(self.workspace, self.dispatch, document, self.terms)

    def pack(self, entry: Entry, out: Path) -> PackageFile:
        """Đóng gói: the numbered document."""
        return package_document(self.workspace, self.dispatch, entry, out, self.terms)
