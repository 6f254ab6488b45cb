"""Ghi edXML: a message as the bytes of an ``.edxml`` file; the same message gives the same bytes."""

import base64
from collections.abc import Iterable

from lxml import etree

from directives.exchange.message import (
    Agency,
    Attachment,
    Business,
    DocumentMessage,
    DocumentReference,
    Message,
    OtherInfo,
    Reference,
    Staff,
    StatusMessage,
    Trace,
    plain,
)

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
_XLINK = "http://www.w3.org/1999/xlink"
_TRACE_ATTRIBUTES = {
    "id": "trace",
    "version": "1.0",
    "mustUnderstand": "1",
    "actor": "http://schemas.xmlsoap.org/soap/actor/next",
}
_HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<edXML xmlns="{NAMESPACE}">\n'


class UnwritableMessage(ValueError):
    """Không ghi được gói tin: a character that XML cannot hold, or an attachment without content."""


def write_message(message: Message) -> bytes:
    """Ghi gói tin: UTF-8 with its declaration, elements in the order of the standard.

    Texts are trimmed as the reader trims them, so what is read back and written again is equal byte by byte.
    Raises UnwritableMessage.
    """
    envelope = etree.Element(f"{{{NAMESPACE}}}edXMLEnvelope", nsmap={"edXML": NAMESPACE})
    header = _group(envelope, "edXMLHeader")
    parts = []
    try:
        if isinstance(message, StatusMessage):
            _status(_group(header, "Status"), message)
        else:
            _document(_group(header, "MessageHeader"), message)
            _traces(_group(header, "TraceHeaderList"), message.traces, message.business)
            _group(header, "Signature")
            _manifest(_group(_group(envelope, "edXMLBody"), "edXMLManifest"), message.references)
            parts.append(_attachments(message.attachments))
    except ValueError as error:
        raise UnwritableMessage(str(error)) from error
    inner = "\n".join([_text_of(envelope), *parts])
    return f"{_HEAD}{inner}\n</edXML>\n".encode()


def _document(header: etree._Element, message: DocumentMessage) -> None:
    _agency(_group(header, "From"), message.sender)
    for receiver in message.receivers:
        _agency(_group(header, "To"), receiver)
    _all(_group(header, "Code"), ("CodeNumber", message.number), ("CodeNotation", message.symbol))
    _all(
        _group(header, "PromulgationInfo"), ("Place", message.place), ("PromulgationDate", message.issued_on)
    )
    _all(
        _group(header, "DocumentType"),
        ("Type", message.type_code),
        ("TypeName", message.type_name),
        ("TypeDetail", message.type_detail),
    )
    _all(header, ("Subject", message.subject))
    _known(header, ("Content", message.content))
    _all(
        _group(header, "SignerInfo"),
        ("Competence", message.signer.competence),
        ("Position", message.signer.position),
        ("FullName", message.signer.full_name),
    )
    _known(header, ("DueDate", message.due_on))
    if message.places:
        _all(_group(header, "ToPlaces"), *(("Place", place) for place in message.places))
    _other(header, message.other)
    for reference in message.replies_to:
        _reply(_group(header, "ResponseFor"), reference)
    _known(header, ("SteeringType", message.steering))
    _all(header, ("DocumentId", message.document_id))


def _other(header: etree._Element, other: OtherInfo) -> None:
    if other == OtherInfo():
        return
    group = _group(header, "OtherInfo")
    _known(
        group,
        ("Priority", other.priority),
        ("SphereOfPromulgation", other.sphere),
        ("TyperNotation", other.typist),
        ("PromulgationAmount", other.copies),
        ("PageAmount", other.pages),
        ("Direction", other.direction),
    )
    if other.annexes:
        _all(_group(group, "Appendixes"), *(("Appendix", annex) for annex in other.annexes))


def _traces(group: etree._Element, traces: Iterable[Trace], business: Business) -> None:
    for name, value in _TRACE_ATTRIBUTES.items():
        group.set(name, value)
    for trace in traces:
        _all(_group(group, "TraceHeader"), ("OrganId", trace.agency), ("Timestamp", trace.at))
    act = _group(group, "Bussiness")
    _all(act, ("BussinessDocType", business.type), ("BussinessDocReason", business.reason))
    if business.updates_document or business.updates_receivers or business.receivers:
        info = _group(act, "BussinessDocumentInfo")
        _known(info, ("DocumentInfo", business.updates_document))
        _known(info, ("DocumentReceiver", business.updates_receivers))
        if business.receivers:
            receivers = _group(info, "ReceiverList")
            for change in business.receivers:
                _all(_group(receivers, "Receiver"), ("ReceiverType", change.type), ("OrganId", change.agency))
    _known(act, ("DocumentId", business.document_id))
    _all(act, ("Paper", business.paper))
    _staff(act, business.staff)
    if business.replacements:
        replaced = _group(act, "ReplacementInfoList")
        for replacement in business.replacements:
            info = _group(replaced, "ReplacementInfo")
            _all(info, ("DocumentId", replacement.document_id))
            if replacement.agencies:
                _all(_group(info, "OrganIdList"), *(("OrganId", agency) for agency in replacement.agencies))


def _manifest(manifest: etree._Element, references: Iterable[Reference]) -> None:
    manifest.set("version", "1.0")
    for reference in references:
        group = etree.SubElement(
            manifest, f"{{{NAMESPACE}}}Reference", nsmap={"edXML": NAMESPACE, "xlink": _XLINK}
        )
        group.set(f"{{{_XLINK}}}href", f"cid:{plain(reference.content_id)}")
        group.set(f"{{{_XLINK}}}role", "XLinkRole")
        group.set(f"{{{_XLINK}}}type", "simple")
        _all(
            group,
            ("ContentId", f"cid:{plain(reference.content_id)}"),
            ("ContentType", reference.content_type),
            ("Description", reference.description),
            ("AttachmentName", reference.name),
        )


def _attachments(attachments: Iterable[Attachment]) -> str:
    root = etree.Element("AttachmentEncoded")  # without a prefix: it takes the namespace of the file's root
    for attachment in attachments:
        if attachment.content is None:
            raise ValueError(f"attachment {attachment.content_id} has no content")
        group = etree.SubElement(root, "Attachment")
        for name, value in (
            ("ContentType", attachment.content_type),
            ("ContentId", attachment.content_id),
            ("Description", attachment.description),
            ("ContentTransferEncoded", base64.b64encode(attachment.content).decode("ascii")),
            ("AttachmentName", attachment.name),
        ):
            etree.SubElement(group, name).text = plain(value) or None
    return _text_of(root)


def _status(group: etree._Element, message: StatusMessage) -> None:
    _reply(_group(group, "ResponseFor"), message.reply_to)
    _agency(_group(group, "From"), message.sender)
    _all(
        group,
        ("StatusCode", message.code),
        ("Description", message.description),
        ("Timestamp", message.at),
    )
    _staff(group, message.staff)


def _agency(group: etree._Element, agency: Agency) -> None:
    _all(
        group,
        ("OrganId", agency.code),
        ("OrganizationInCharge", agency.in_charge),
        ("OrganName", agency.name),
    )
    _known(
        group,
        ("OrganAdd", agency.address),
        ("Email", agency.email),
        ("Telephone", agency.telephone),
        ("Fax", agency.fax),
        ("Website", agency.website),
    )


def _reply(group: etree._Element, reference: DocumentReference) -> None:
    _all(
        group,
        ("OrganId", reference.agency),
        ("Code", reference.number_and_symbol),
        ("PromulgationDate", reference.issued_on),
        ("DocumentId", reference.document_id),
    )


def _staff(parent: etree._Element, staff: Staff) -> None:
    if staff != Staff():
        _all(
            _group(parent, "StaffInfo"),
            ("Department", staff.department),
            ("Staff", staff.name),
            ("Mobile", staff.mobile),
            ("Email", staff.email),
        )


def _group(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")


def _all(parent: etree._Element, *rows: tuple[str, str]) -> None:
    """Phần tử bắt buộc: written also when empty, so that a reader sees that nothing is known."""
    for name, value in rows:
        _group(parent, name).text = plain(value) or None


def _known(parent: etree._Element, *rows: tuple[str, str]) -> None:
    """Phần tử nếu có: left out when empty."""
    _all(parent, *((name, value) for name, value in rows if plain(value)))


def _text_of(element: etree._Element) -> str:
    etree.indent(element, space="  ")
    text: str = etree.tostring(element, encoding="unicode")
    return text
