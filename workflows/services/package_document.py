"""Đóng gói văn bản: a numbered document as one edXML package for all recipients whose code is known."""

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


def parties_for(workspace: Workspace, dispatch: Dispatch, document: Document) -> Parties:
    """Các bên của gói: asked before a number is given, so that none is spent on a package nobody can write.

    Raises NoAgencyCode, NoReceiverCode.
    """
    return parties_of(document, workspace.chart, dispatch.codes)


def package_document(
    workspace: Workspace, dispatch: Dispatch, entry: Entry, out: Path, terms: SendingTerms | None = None
) -> PackageFile:
    """Đóng gói văn bản đã phát hành: for all recipients whose code is known, written and kept as its file.

    The same document gives the same package again: the time in it is that of the day of issue. Terms are kept
    with the document for later sendings. Raises NoAgencyCode, NoReceiverCode, BadPackage.
    """
    parties = parties_for(workspace, dispatch, entry.document)
    wanted = _kept_terms(workspace, entry, terms)
    files = files_of(workspace, entry)
    with reading(workspace.engine) as connection:
        enclosures = deliveries.enclosures(connection, entry.book, entry.number)
    shipment = Shipment(
        sender=parties.sender,
        receivers=parties.receivers,
        files=attached([(file.name, file.description, file.content) for file in files]),
        at=datetime.combine(entry.document.issued_on, time.min, VIETNAM),
        due_on=wanted.due_on,
        priority=wanted.priority,
        steering=wanted.steering,
        replies_to=replies_of(workspace, entry.document, dispatch.codes),
        elsewhere=tuple(str(one) for one in enclosures if one.address),
    )
    content = package_of(entry.document, shipment, dispatch.codes, entry.subject_id)
    sha256 = workspace.files.put(content)
    with transaction(workspace.engine) as connection:
        if exchange.keep_package(connection, entry, sha256):
            act = audit.Act(
                workspace.timestamp(), workspace.actor, "package_made", entry.subject_id, {"sha256": sha256}
            )
            audit.append(connection, str(entry.book), act)
    path = writable_folder(out) / f"{files[0].name.rpartition('.')[0]}.edxml"
    write_whole(path, content)
    return PackageFile(path, sha256, parties.without_code)


def _kept_terms(workspace: Workspace, entry: Entry, terms: SendingTerms | None) -> SendingTerms:
    with reading(workspace.engine) as connection:
        known = deliveries.terms_of(connection, entry.book, entry.number)
    if terms is None or terms == known:
        return known
    with transaction(workspace.engine) as connection:
        deliveries.set_terms(connection, entry.book, entry.number, terms)
        facts = {"due_on": str(terms.due_on or ""), "priority": terms.priority, "steering": terms.steering}
        act = audit.Act(workspace.timestamp(), workspace.actor, "sending_terms_set", entry.subject_id, facts)
        audit.append(connection, str(entry.book), act)
    return terms


def wanted_terms(due_on: date | None, priority: str | None, steering: str | None) -> SendingTerms | None:
    """Yêu cầu khi gửi: from what was said; None when nothing was, so that earlier terms stay."""
    if due_on is None and priority is None and steering is None:
        return None
    return SendingTerms(due_on, priority or SendingTerms().priority, steering or "")
