"""Đọc edXML: a foreign file as a message, liberally; what was odd or not understood is noted, never lost."""

import base64
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from directives.conversion.child import convert_in_child, read_bytes
from directives.conversion.edxml_reader import read_edxml
from directives.conversion.limits import limits
from directives.exchange.message import (
    Agency,
    Attachment,
    Business,
    DocumentMessage,
    DocumentReference,
    Message,
    OtherInfo,
    ReceiverChange,
    Reference,
    Replacement,
    Signer,
    Staff,
    StatusMessage,
    Trace,
    plain,
)
from directives.exchange.tree import Node
from directives.text import ascii_fold

_MAX_NAME = 100
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadMessage:
    """Gói tin đã đọc: the message and what its file looked like; ``message`` is None when it holds none.

    ``heads`` counts the elements MessageHeader and Status; ``unread`` are paths of elements which say something
    that the standard does not know.
    """

    file: str
    message: Message | None
    root: str
    namespace: str
    encoding: str
    heads: int
    unread: tuple[str, ...]


def read_message(path: Path) -> ReadMessage:
    """Đọc tệp edXML: parsed in the limited child process. Raises the refusals of ``conversion.errors``."""
    return message_of(convert_in_child("edxml", read_bytes(path), path.name), path.name)


def read_content(content: bytes, name: str) -> ReadMessage:
    """Đọc nội dung edXML: as ``read_message``, of bytes at hand."""
    return message_of(convert_in_child("edxml", content, name), name)


def read_own(content: bytes, name: str) -> ReadMessage:
    """Đọc gói của ta: bytes which we wrote ourselves just now need no child process."""
    return message_of(read_edxml(content, limits()), name)


def message_of(parsed: Mapping[str, Any], file: str) -> ReadMessage:
    """Hiểu cây: select by local name, whatever the namespace and the outer elements are."""
    root = Node.of(parsed["root"])
    heads = root.count("MessageHeader") + root.count("Status")
    document, status = root.find("MessageHeader"), root.find("Status")
    message: Message | None = None
    if document.exists:
        message = _document(root, document, parsed["attachments"])
    elif status.exists:
        message = _status(status)
    for block in ("Signature", "DigitalSignature"):
        _take(root.find(block))  # kept by the file itself; what it proves is not asked here
    return ReadMessage(
        file=file,
        message=message,
        root=root.name,
        namespace=root.namespace,
        encoding=parsed["encoding"],
        heads=heads,
        unread=tuple(dict.fromkeys(root.unread())),
    )


def _take(node: Node) -> None:
    for child in node.all(*{child.name for child in node.children}):
        _take(child)


def _document(root: Node, head: Node, attachments: Sequence[Mapping[str, Any]]) -> DocumentMessage:
    code, place = head.first("Code"), head.first("PromulgationInfo")
    kind, signer = head.first("DocumentType"), head.first("SignerInfo")
    traces = root.find("TraceHeaderList")
    return DocumentMessage(
        sender=_agency(head.first("From")),
        receivers=tuple(_agency(node) for node in head.all("To")),
        number=code.word("CodeNumber"),
        symbol=code.word("CodeNotation"),
        place=place.word("Place"),
        issued_on=place.word("PromulgationDate", "Date") or head.word("PromulgationDate"),
        type_code=kind.word("Type"),
        type_name=kind.word("TypeName") or plain(kind.text),
        type_detail=kind.word("TypeDetail"),
        subject=head.word("Subject"),
        content=head.word("Content"),
        signer=Signer(signer.word("Competence"), signer.word("Position"), signer.word("FullName", "Signer")),
        due_on=head.word("DueDate"),
        places=head.first("ToPlaces").words("Place"),
        other=_other(head.first("OtherInfo")),
        replies_to=tuple(_reply(node) for node in head.all("ResponseFor")),
        steering=head.word("SteeringType"),
        document_id=head.word("DocumentId"),
        traces=tuple(
            Trace(node.word("OrganId"), node.word("Timestamp")) for node in traces.all("TraceHeader")
        ),
        business=_business(traces.first("Bussiness", "Business")),
        references=_references(root.find("edXMLManifest", "Manifest")),
        attachments=_attachments(root.find("AttachmentEncoded"), attachments),
    )


def _status(node: Node) -> StatusMessage:
    return StatusMessage(
        reply_to=_reply(node.first("ResponseFor")),
        sender=_agency(node.first("From")),
        code=node.word("StatusCode"),
        description=node.word("Description"),
        at=node.word("Timestamp"),
        staff=_staff(node.first("StaffInfo")),
    )


def _agency(node: Node) -> Agency:
    return Agency(
        code=node.word("OrganId"),
        in_charge=node.word("OrganizationInCharge", "OrganInCharge"),
        name=node.word("OrganName"),
        address=node.word("OrganAdd"),
        email=node.word("Email"),
        telephone=node.word("Telephone"),
        fax=node.word("Fax"),
        website=node.word("Website"),
    )


def _other(node: Node) -> OtherInfo:
    return OtherInfo(
        priority=node.word("Priority"),
        sphere=node.word("SphereOfPromulgation"),
        typist=node.word("TyperNotation"),
        copies=node.word("PromulgationAmount"),
        pages=node.word("PageAmount"),
        direction=node.word("Direction"),
        annexes=(*node.first("Appendixes").words("Appendix"), *node.words("Appendix")),
    )


def _reply(node: Node) -> DocumentReference:
    return DocumentReference(
        agency=node.word("OrganId"),
        number_and_symbol=node.word("Code"),
        issued_on=node.word("PromulgationDate", "Date"),
        document_id=node.word("DocumentId"),
    )


def _staff(node: Node) -> Staff:
    return Staff(node.word("Department"), node.word("Staff"), node.word("Mobile"), node.word("Email"))


def _business(node: Node) -> Business:
    info = node.first("BussinessDocumentInfo")
    receivers = info.first("ReceiverList").all("Receiver")
    replaced = node.first("ReplacementInfoList").all("ReplacementInfo")
    return Business(
        type=node.word("BussinessDocType"),
        reason=node.word("BussinessDocReason"),
        updates_document=info.word("DocumentInfo"),
        updates_receivers=info.word("DocumentReceiver"),
        receivers=tuple(ReceiverChange(r.word("ReceiverType"), r.word("OrganId")) for r in receivers),
        document_id=node.word("DocumentId"),
        staff=_staff(node.first("StaffInfo")),
        paper=node.word("Paper"),
        replacements=tuple(
            Replacement(r.word("DocumentId"), r.first("OrganIdList").words("OrganId")) for r in replaced
        ),
    )


def _references(manifest: Node) -> tuple[Reference, ...]:
    return tuple(
        Reference(
            content_id=node.word("ContentId").removeprefix("cid:"),
            content_type=node.word("ContentType"),
            description=node.word("Description"),
            name=node.word("AttachmentName"),
        )
        for node in manifest.all("Reference")
    )


def _attachments(holder: Node, decoded: Sequence[Mapping[str, Any]]) -> tuple[Attachment, ...]:
    found = []
    for node, content in zip(holder.all("Attachment"), decoded, strict=False):
        node.all("ContentTransferEncoded")
        name = node.word("AttachmentName")
        raw = content["content"]
        found.append(
            Attachment(
                content_id=node.word("ContentId").removeprefix("cid:"),
                content_type=node.word("ContentType"),
                description=node.word("Description"),
                name=name,
                content=None if raw is None else base64.b64decode(raw),
                seen_type=content["type"],
                safe_name=safe_name(name),
                was_zipped=content["zipped"],
            )
        )
    return tuple(found)


def safe_name(name: str) -> str:
    """Tên tệp an toàn: a short base name in ASCII for a name that somebody else chose.

    >>> safe_name("../../etc/Kế hoạch số 12.PDF")
    'Ke-hoach-so-12.pdf'
    >>> safe_name("..\\\\NUL"), safe_name("con.pdf")
    ('tep', 'tep-con.pdf')
    """
    base = re.split(r"[\\/]", name)[-1]
    stem, dot, suffix = base.rpartition(".")
    if not dot:
        stem, suffix = base, ""
    clean = "-".join(re.findall(r"[A-Za-z0-9_]+", ascii_fold(stem)))[:_MAX_NAME]
    extension = "".join(re.findall(r"[A-Za-z0-9]", ascii_fold(suffix)))[:10].lower()
    if not clean or (_RESERVED.match(clean) and not extension):
        clean = "tep"
    elif _RESERVED.match(clean):
        clean = f"tep-{clean}"
    return f"{clean}.{extension}" if extension else clean
