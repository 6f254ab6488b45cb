"""Đóng gói edXML: a numbered document and what its sender says of the sending make a message."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from directives.document.kinds import DocumentType
from directives.document.model import Document
from directives.exchange.code_lists import DIRECTING, REPORTING, code_lists
from directives.exchange.message import (
    NOBODY,
    Agency,
    Attachment,
    Business,
    DocumentKey,
    DocumentMessage,
    DocumentReference,
    OtherInfo,
    Reference,
    Signer,
    Staff,
    StatusMessage,
    Trace,
    written_day,
    written_time,
)

_NOT_STEERING = "0"
_NEW_REASON = "Văn bản mới"
_SPHERE = "Liên thông văn bản"
_CITED = re.compile(
    r"(?P<number>\d+[^\s/,;]*/[^\s,;]+)(?:\s+ngày\s+(?P<day>\d{1,2})(?:/|\s+tháng\s+)(?P<month>\d{1,2})"
    r"(?:/|\s+năm\s+)(?P<year>\d{4}))?"
)


@dataclass(frozen=True, slots=True)
class Shipment:
    """Lần gửi: who sends to whom at what moment, with which files, and what is asked of the receivers.

    ``elsewhere`` are enclosures that lie at an address. Empty ``priority`` and ``steering`` = by the document:
    its urgency; a report that answers another is a report on a directive, a document with a term directs.
    """

    sender: Agency
    receivers: tuple[Agency, ...]
    files: tuple[Attachment, ...]
    at: datetime
    due_on: date | None = None
    priority: str = ""
    steering: str = ""
    replies_to: tuple[DocumentReference, ...] = ()
    copies: int = 1
    paper_follows: bool = False
    elsewhere: tuple[str, ...] = ()
    staff: Staff = NOBODY


def key_of(document: Document, agency: str) -> DocumentKey:
    """Mã định danh của văn bản: as it is printed, so that whoever cites the document finds it."""
    return DocumentKey(agency, written_day(document.issued_on), str(document.number))


def message_of_document(document: Document, shipment: Shipment) -> DocumentMessage:
    """Gói văn bản: every element from the document and the shipment, none guessed."""
    key = key_of(document, shipment.sender.code)
    return DocumentMessage(
        sender=shipment.sender,
        receivers=shipment.receivers,
        number=key.number,
        symbol=key.symbol,
        place=document.place_name,
        issued_on=key.issued_on,
        type_code=code_lists().type_number(document.type.name_vi),
        type_name=document.type.name_vi,
        subject=document.subject,
        content=document.subject,
        document_id=str(key),
        signer=Signer(
            competence=" ".join(str(authority) for authority in document.signature.authorities),
            position=document.signature.title,
            full_name=document.signature.name,
        ),
        due_on="" if shipment.due_on is None else written_day(shipment.due_on),
        places=(*document.recipients, str(document.archive)),
        other=OtherInfo(
            priority=shipment.priority or _priority(document),
            sphere=_SPHERE,
            typist=document.drafter_mark or document.archive.drafter,
            copies=str(shipment.copies),
            annexes=(*(annex.title for annex in document.annexes), *shipment.elsewhere),
        ),
        replies_to=shipment.replies_to,
        steering=shipment.steering or _steering(document, shipment),
        traces=(Trace(shipment.sender.code, written_time(shipment.at)),),
        business=Business(
            type="0",
            reason=_NEW_REASON,
            paper="1" if shipment.paper_follows else "0",
            staff=shipment.staff,
        ),
        references=tuple(
            Reference(file.content_id, file.content_type, file.description, file.name)
            for file in shipment.files
        ),
        attachments=shipment.files,
    )


def _priority(document: Document) -> str:
    return code_lists().priority_of(document.urgency.value if document.urgency else "")


def _steering(document: Document, shipment: Shipment) -> str:
    if document.type is DocumentType.BAO_CAO and shipment.replies_to:
        return REPORTING
    return _NOT_STEERING if shipment.due_on is None else DIRECTING


def cited_document(citation: str) -> DocumentReference | None:
    """Văn bản được dẫn: number, symbol and day of a citation; None when it names no number.

    The issuing agency's code is not in a citation and stays empty: whoever knows it adds it.

    >>> found = cited_document("Văn bản số 844/UBND-NC ngày 29/6/2021 của UBND tỉnh Gia Lai")
    >>> found.number_and_symbol, found.issued_on
    ('844/UBND-NC', '2021/06/29')
    """
    found = _CITED.search(citation)
    if found is None:
        return None
    issued_on = ""
    if found["day"]:
        try:
            issued_on = written_day(date(int(found["year"]), int(found["month"]), int(found["day"])))
        except ValueError:  # no such day: nothing is better than a wrong one
            issued_on = ""
    return DocumentReference("", found["number"].rstrip("."), issued_on)


def status_for(
    answered: DocumentReference, sender: Agency, code: str, description: str, at: datetime, staff: Staff
) -> StatusMessage:
    """Gói trạng thái trả lời: what became here of a document that was received."""
    return StatusMessage(
        reply_to=answered,
        sender=sender,
        code=code,
        description=description,
        at=written_time(at),
        staff=staff,
    )


def attached(files: Sequence[tuple[str, str, bytes]]) -> tuple[Attachment, ...]:
    """Tệp đính kèm: (name, description, content) in order, each with an id of its own."""
    return tuple(
        Attachment(f"f{number}", content_type_of(name), description, name, content)
        for number, (name, description, content) in enumerate(files, start=1)
    )


def content_type_of(name: str) -> str:
    """Kiểu nội dung: by the ending of a name of ours."""
    return _CONTENT_TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")


_CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "png": "image/png",
    "jpg": "image/jpeg",
    "xml": "text/xml",
    "csv": "text/csv",
    "txt": "text/plain",
}
