"""Gói tin thành văn bản đến: what a package says of its document, as a row of the book; which file is the document."""

from collections.abc import Sequence
from datetime import date

from directives.document.kinds import Urgency
from directives.exchange.code_lists import WITHDRAW, code_lists
from directives.exchange.message import (
    Attachment,
    Business,
    DocumentKey,
    DocumentMessage,
    DocumentReference,
    StatusMessage,
    day_of,
)
from directives.register.incoming import IncomingDocument

_URGENCY = {"1": Urgency.KHAN, "2": Urgency.THUONG_KHAN, "3": Urgency.HOA_TOC, "4": Urgency.HOA_TOC}
#: What an official document looks like among attachments: a PDF first, then Word.
_DOCUMENTS = ("application/pdf", "wordprocessingml.document")


def arrival_of(message: DocumentMessage, arrived_on: date) -> IncomingDocument:
    """Văn bản đến: as the package tells it; what the package lacks stays blank."""
    ordered = in_order(message.attachments)
    return IncomingDocument(
        author=message.sender.name or message.sender.code,
        number_and_symbol=f"{message.number}/{message.symbol}",
        dated=day_of(message.issued_on),
        type_name=code_lists().type_name(message.type_name, message.type_code),
        subject=" ".join(message.subject.split()),
        arrived_on=arrived_on,
        signer=message.signer.full_name,
        file_name=ordered[0].safe_name if ordered else "",
        urgency=_URGENCY.get(message.other.priority),
    )


def in_order(attachments: Sequence[Attachment]) -> list[Attachment]:
    """Thứ tự tệp: the document first (the first PDF, else the first Word file, else the first), then the others."""
    for kind in _DOCUMENTS:
        for attachment in attachments:
            if attachment.content and attachment.seen_type.endswith(kind):
                return [attachment, *(other for other in attachments if other is not attachment)]
    return list(attachments)


def reference_of(message: DocumentMessage) -> DocumentReference:
    """Văn bản được trả lời: how an answer names the document of this package."""
    return DocumentReference(
        agency=message.sender.code,
        number_and_symbol=f"{message.number}/{message.symbol}",
        issued_on=message.issued_on,
        document_id=message.document_id,
    )


def withdrawal_of(status: StatusMessage) -> DocumentMessage:
    """Yêu cầu lấy lại: a status 13 as the package of withdrawal which it stands for; it names one document."""
    key = DocumentKey.parsed(status.reply_to.document_id)
    number = key.number_and_symbol if key else status.reply_to.number_and_symbol
    before, _slash, after = number.partition("/")
    return DocumentMessage(
        sender=status.sender,
        receivers=(),
        number=before,
        symbol=after,
        place="",
        issued_on=key.issued_on if key else status.reply_to.issued_on,
        type_code="",
        type_name="",
        subject="",
        document_id=status.reply_to.document_id,
        business=Business(type=WITHDRAW, reason=status.description),
        replies_to=(status.reply_to,),
    )
