"""Gói tin thử: a whole and valid message; a test changes only what it is about."""

import base64
from dataclasses import replace
from typing import Any

from directives.exchange.message import (
    Agency,
    Attachment,
    Business,
    DocumentMessage,
    DocumentReference,
    Message,
    OtherInfo,
    Reference,
    Signer,
    Staff,
    StatusMessage,
    Trace,
)
from directives.exchange.reader import ReadMessage, read_content, read_own
from directives.exchange.writer import NAMESPACE, write_message

SENDER, RECEIVER = "000.00.00.H36", "000.00.00.G09"
PDF = b"%PDF-1.7\n% made up\n"

MESSAGE = DocumentMessage(
    sender=Agency(SENDER, "", "Ủy ban nhân dân tỉnh Lâm Đồng", address="Số 1 đường Mẫu"),
    receivers=(Agency(RECEIVER, "", "Bộ Nội vụ"),),
    number="12",
    symbol="UBND-VX",
    place="Lâm Đồng",
    issued_on="2026/10/05",
    type_code="18",
    type_name="Công văn",
    subject="đo lường sự hài lòng của người dân năm 2026",
    document_id=f"{SENDER},2026/10/05,12/UBND-VX",
    signer=Signer("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Thị Mẫu"),
    due_on="2026/12/15",
    places=("Như trên", "Lưu: VT"),
    other=OtherInfo(priority="0", copies="1", annexes=("Phụ lục 1",)),
    replies_to=(
        DocumentReference(RECEIVER, "1024/BNV-CCHC", "2026/02/10", f"{RECEIVER},2026/02/10,1024/BNV-CCHC"),
    ),
    steering="1",
    traces=(Trace(SENDER, "2026/10/05 09:30:00"),),
    business=Business(reason="Văn bản mới", staff=Staff("Văn thư", "Lê Văn Mẫu")),
    references=(Reference("f1", "application/pdf", "Văn bản", "12_UBND-VX.pdf"),),
    attachments=(Attachment("f1", "application/pdf", "Văn bản", "12_UBND-VX.pdf", PDF),),
)
STATUS = StatusMessage(
    reply_to=DocumentReference(SENDER, "12/UBND-VX", "2026/10/05", f"{SENDER},2026/10/05,12/UBND-VX"),
    sender=Agency(RECEIVER, "", "Bộ Nội vụ"),
    code="03",
    description="Đã vào sổ văn bản đến số 412",
    at="2026/10/05 14:05:00",
    staff=Staff("Văn phòng", "Phạm Thị Mẫu"),
)


def a_message(**what: Any) -> DocumentMessage:
    """Gói văn bản: valid but for what is said."""
    return replace(MESSAGE, **what)


def a_status(**what: Any) -> StatusMessage:
    """Gói trạng thái: valid but for what is said."""
    return replace(STATUS, **what)


def with_attachment(**what: Any) -> DocumentMessage:
    """Gói có một tệp: the one attachment as it is said."""
    return a_message(attachments=(replace(MESSAGE.attachments[0], **what),))


def as_read(message: Message) -> ReadMessage:
    """Đã đọc: what reading the written message gives, without the child process."""
    return read_own(write_message(message), "thu.edxml")


def through_the_child(content: bytes) -> ReadMessage:
    """Qua tiến trình con: as a file that arrives is read."""
    return read_content(content, "thu.edxml")


def raw(head: str, *, attached: str = "", namespace: str = NAMESPACE, root: str = "edXML") -> bytes:
    """Tệp viết tay: a header as another system would write it."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><{root} xmlns="{namespace}"><edXMLEnvelope><edXMLHeader>'
        f"{head}</edXMLHeader></edXMLEnvelope>{attached}</{root}>"
    ).encode()


def attachment_element(content: bytes, name: str = "tep.pdf", content_id: str = "f1") -> str:
    """Phần tử tệp: as it stands in a file."""
    encoded = base64.b64encode(content).decode()
    return (
        f"<AttachmentEncoded><Attachment><ContentId>{content_id}</ContentId>"
        f"<ContentTransferEncoded>{encoded}</ContentTransferEncoded>"
        f"<AttachmentName>{name}</AttachmentName></Attachment></AttachmentEncoded>"
    )
