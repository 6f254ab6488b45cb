"""Thư điện tử: a document and its files as an e-mail; the same sending gives the same bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from directives.calendar.dates import short_date
from directives.document.model import Document
from directives.exchange.deliveries import Delivery, Enclosure

#: Receipt is acknowledged the same day (Đ.22).
_ASKS_RECEIPT = "Đề nghị cơ quan, đơn vị xác nhận đã nhận văn bản bằng cách trả lời thư này."


@dataclass(frozen=True, slots=True)
class MailFile:
    """Tệp của thư: name as the receiver sees it, media type, content."""

    name: str
    content_type: str
    content: bytes


def mail_of(
    document: Document,
    delivery: Delivery,
    sender: str,
    files: Sequence[MailFile],
    enclosures: Sequence[Enclosure],
    at: datetime,
) -> bytes:
    """Thư gửi văn bản: subject, body and attachments in the encodings of RFC 2047 and 2231.

    Message-ID, boundary and date follow from the delivery, so a repeat is the same message. Raises ValueError
    for a header that cannot be written.
    """
    message = EmailMessage(policy=SMTP)
    message["Message-ID"] = f"<{delivery.message_id}@{sender.partition('@')[2]}>"
    message["Date"] = format_datetime(at)
    message["From"] = Address(_one_line(document.issuer_name), addr_spec=sender)
    message["To"] = Address(_one_line(delivery.recipient.name), addr_spec=delivery.address)
    message["Subject"] = subject_of(document)
    message.set_content(_body(document, delivery, files, enclosures), charset="utf-8", cte="base64")
    for file in files:
        main, _, sub = file.content_type.partition("/")
        message.add_attachment(
            file.content, maintype=main, subtype=sub or "octet-stream", cte="base64", filename=file.name
        )
    if message.is_multipart():
        message.set_boundary(f"=_{delivery.message_id}")
    return message.as_bytes()


def subject_of(document: Document) -> str:
    """Tiêu đề thư: number, day and abstract in one line."""
    text = f"{document.type.name_vi} số {document.number} ngày {short_date(document.issued_on)}"
    return _one_line(f"{text}: {document.subject}")


def _body(
    document: Document,
    delivery: Delivery,
    files: Sequence[MailFile],
    enclosures: Sequence[Enclosure],
) -> str:
    purpose = f" ({delivery.recipient.purpose})" if delivery.recipient.purpose else ""
    lines = [
        f"Kính gửi: {delivery.recipient.name}{purpose}",
        "",
        f"{document.issuer_name} gửi {subject_of(document)}.",
        "",
        "Tệp đính kèm:",
        *(f"- {file.name}" for file in files),
    ]
    elsewhere = [enclosure for enclosure in enclosures if enclosure.address]
    if elsewhere:
        lines += ["", "Tài liệu tại địa chỉ:", *(f"- {enclosure}" for enclosure in elsewhere)]
    return "\n".join([*lines, "", _ASKS_RECEIPT, ""])


def _one_line(text: str) -> str:
    return " ".join(text.split())
