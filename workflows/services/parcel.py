"""Gói gửi: what goes to one receiver: the document's file and its enclosures, packed for the channel."""

from dataclasses import dataclass
from datetime import datetime

from directives.errors import N_, DirectiveError
from directives.exchange.deliveries import Channel, Delivery, Enclosure
from directives.exchange.mail import MailFile, mail_of
from directives.exchange.package import Shipment, attached, content_type_of
from storage import deliveries, register
from storage.database import reading
from storage.register import Entry
from workflows.services.attach_signed import SIGNED_PDF
from workflows.services.carriers import Dispatch
from workflows.services.exchange_package import package_of, receiver_of, replies_of, sender_of
from workflows.services.issue import make_file
from workflows.services.issue_draft import file_name
from workflows.services.make_pdf import PDF
from workflows.services.workspace import Workspace

#: What goes out, by its kind in the register: what was signed, else the PDF, else the Word file.
_BEFORE_WORD = (SIGNED_PDF, PDF)
_MAIN = "Văn bản"
_ENCLOSED = "Tài liệu gửi kèm"


class LostEnclosure(DirectiveError):
    """Mất tài liệu gửi kèm: the file store no longer holds what is enclosed."""

    kind = "lost_enclosure"
    template = N_(
        "The enclosure {name} of {document} is missing in the file store. Restore it from a backup."
    )


class NoSender(DirectiveError):
    """Chưa có địa chỉ thư của cơ quan: a letter needs a sender."""

    kind = "no_sender"
    template = N_("Letters need the office's mail address: set VANTHU_MAIL_FROM.")


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """Tệp của văn bản: name, what it is, content."""

    name: str
    description: str
    content: bytes


def files_of(workspace: Workspace, entry: Entry) -> tuple[DocumentFile, ...]:
    """Các tệp gửi đi: the signed PDF, else the PDF, else the Word file, then the enclosures kept in the file store.

    Raises LostEnclosure, DamagedRecord.
    """
    with reading(workspace.engine) as connection:
        kept = [register.file_of(connection, entry.book, entry.number, kind) for kind in _BEFORE_WORD]
        enclosed = deliveries.enclosures(connection, entry.book, entry.number)
    content = next((found for one in kept if one and (found := workspace.files.get(one))), None)
    name = file_name(entry)
    main = (
        DocumentFile(name, _MAIN, make_file(workspace, entry).content)
        if content is None
        else DocumentFile(f"{name.removesuffix('.docx')}.pdf", _MAIN, content)
    )
    return (main, *(_enclosed(workspace, entry, one) for one in enclosed if not one.address))


def _enclosed(workspace: Workspace, entry: Entry, enclosure: Enclosure) -> DocumentFile:
    content = workspace.files.get(enclosure.sha256)
    if content is None:
        raise LostEnclosure(where=entry.subject_id, name=enclosure.name, document=entry.subject_id)
    return DocumentFile(enclosure.name, _ENCLOSED, content)


def packed(workspace: Workspace, dispatch: Dispatch, entry: Entry, delivery: Delivery, at: datetime) -> bytes:
    """Đóng gói: the bytes which the carrier of the channel takes.

    Raises NoAgencyCode, BadPackage, NoSender and what reading the files raises.
    """
    files = files_of(workspace, entry)
    with reading(workspace.engine) as connection:
        enclosures = deliveries.enclosures(connection, entry.book, entry.number)
        terms = deliveries.terms_of(connection, entry.book, entry.number)
    if delivery.channel is Channel.EMAIL:
        if not dispatch.sender:
            raise NoSender(where="VANTHU_MAIL_FROM")
        letters = [MailFile(file.name, content_type_of(file.name), file.content) for file in files]
        return mail_of(entry.document, delivery, dispatch.sender, letters, enclosures, at)
    document = entry.document
    shipment = Shipment(
        sender=sender_of(document, workspace.chart, dispatch.codes),
        receivers=(receiver_of(delivery.address, delivery.recipient.name, document, dispatch.codes),),
        files=attached([(file.name, file.description, file.content) for file in files]),
        at=at,
        due_on=terms.due_on,
        priority=terms.priority,
        steering=terms.steering,
        replies_to=replies_of(workspace, document, dispatch.codes),
        copies=delivery.copies,
        elsewhere=tuple(str(enclosure) for enclosure in enclosures if enclosure.address),
    )
    return package_of(document, shipment, dispatch.codes, delivery.subject_id)
