"""Đọc tệp lạ: what other systems write is understood; what is hostile is refused, and nothing is lost in silence."""

import base64
import io
import time
import zipfile
from pathlib import Path

import pytest

from directives.conversion.errors import ArchiveBomb, BrokenFile, EntitiesDeclared, RefusedFile, UnknownFormat
from directives.exchange.message import DocumentKey, DocumentMessage, StatusMessage
from directives.exchange.reader import read_message, safe_name
from tests.directives.exchange.builders import attachment_element, raw, through_the_child


def document(head: str, attached: str = "") -> DocumentMessage:
    """Gói văn bản: from a header written by hand."""
    message = through_the_child(raw(f"<MessageHeader>{head}</MessageHeader>", attached=attached)).message
    assert isinstance(message, DocumentMessage)
    return message


VARIANTS = [
    (
        "<From><OrganInCharge>H36</OrganInCharge></From>",
        lambda m: m.sender.in_charge,
        "H36",
        "a shortened name",
    ),
    (
        "<PromulgationInfo><Date>05/10/2026</Date></PromulgationInfo>",
        lambda m: m.issued_on,
        "05/10/2026",
        "another name for the day, kept as written",
    ),
    ("<SignerInfo><Signer>Lê Mẫu</Signer></SignerInfo>", lambda m: m.signer.full_name, "Lê Mẫu", "Signer"),
    ("<DocumentType>Công văn</DocumentType>", lambda m: m.type_name, "Công văn", "a flat type"),
    (
        "<OtherInfo><Appendix>PL 1</Appendix></OtherInfo>",
        lambda m: m.other.annexes,
        ("PL 1",),
        "annexes without their list",
    ),
    ("<Subject>\n   trích yếu\n  </Subject>", lambda m: m.subject, "trích yếu", "line breaks around"),
    ("<Content>N/A</Content>", lambda m: m.content, "", "N/A is nothing"),
    (
        "<ResponseFor><DocumentId>a,2026/01/01,1/B</DocumentId></ResponseFor><DocumentId>của tôi</DocumentId>",
        lambda m: m.document_id,
        "của tôi",
        "the identity of another document stands first",
    ),
    ("<Subject>một<!-- ghi chú -->hai</Subject>", lambda m: m.subject, "mộthai", "a comment inside a text"),
    ("<Subject>Đa\u0306\u0301k Nông</Subject>", lambda m: m.subject, "Đắk Nông", "decomposed letters"),
]


@pytest.mark.parametrize(("head", "part", "expected", "reason"), VARIANTS, ids=[row[3] for row in VARIANTS])
def test_what_other_systems_write_is_understood(head: str, part, expected: object, reason: str) -> None:
    assert part(document(head)) == expected, reason


ENVELOPES = [
    (
        "<EdXMLEnvelope><EdXMLHeader><MessageHeader>{0}</MessageHeader></EdXMLHeader></EdXMLEnvelope>",
        "as root",
    ),
    (
        '<edXML xmlns="http://www.e-doc.vn/Schema/"><edXMLEnvelope><MessageHeader>{0}</MessageHeader>'
        "</edXMLEnvelope></edXML>",
        "the header right under the envelope, the namespace of 2012",
    ),
    (
        '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header>'
        '<e:MessageHeader xmlns:e="http://www.e-doc.vn/Schema/">{0}</e:MessageHeader></s:Header></s:Envelope>',
        "SOAP",
    ),
]


@pytest.mark.parametrize(("envelope", "reason"), ENVELOPES, ids=[row[1] for row in ENVELOPES])
def test_any_envelope_is_opened(envelope: str, reason: str) -> None:
    message = through_the_child(envelope.format("<Subject>trích yếu</Subject>").encode()).message
    assert isinstance(message, DocumentMessage)
    assert message.subject == "trích yếu", reason


def test_what_nobody_asked_for_is_told() -> None:
    read = through_the_child(raw("<MessageHeader><Subject>a</Subject><Extra>b</Extra></MessageHeader>"))
    assert read.unread == ("edXML/edXMLEnvelope/edXMLHeader/MessageHeader/Extra",)


def test_a_status_is_read() -> None:
    message = through_the_child(raw("<Status><StatusCode>03</StatusCode></Status>")).message
    assert isinstance(message, StatusMessage)
    assert message.code == "03"


@pytest.mark.parametrize(
    ("text", "number", "symbol"),
    [
        ("H36,2026/10/05,12/UBND-VX", "12", "UBND-VX"),
        ("H36,2024/10/05,12/2024/QĐ-UBND", "12", "2024/QĐ-UBND"),
        ("H36,2024/10/05,12/QĐ-UBND, sao", "12", "QĐ-UBND, sao"),
    ],
)
def test_an_identity_is_parted_at_two_commas_and_the_first_slash(text: str, number: str, symbol: str) -> None:
    key = DocumentKey.parsed(text)
    assert key is not None
    assert (key.number, key.symbol) == (number, symbol)
    assert DocumentKey.parsed("H36,2026/10/05") is None


# --- attachments


def zipped(**files: bytes) -> bytes:
    """Tệp nén: of these files."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inner in files.items():
            archive.writestr(name, inner)
    return content.getvalue()


ATTACHED = [
    (b"%PDF-1.7", "a.pdf", "application/pdf", False, b"%PDF-1.7", "a PDF"),
    (b"%PDF-1.7", "a.docx", "application/pdf", False, b"%PDF-1.7", "a PDF which calls itself Word"),
    (b"MZ\x90", "a.pdf", "application/x-msdownload", False, b"MZ\x90", "a program"),
    (zipped(trong=b"%PDF-1.7"), "a.pdf", "application/pdf", True, b"%PDF-1.7", "zipped by its sender"),
    (zipped(a=b"1", b=b"2"), "a.pdf", "application/zip", False, None, "a zip of two stays one"),
    (zipped(a=b"%PDF-1.7"), "a.zip", "application/zip", False, None, "a zip that says so stays one"),
    ("thư".encode(), "a.txt", "text/plain", False, "thư".encode(), "text"),
]


@pytest.mark.parametrize(
    ("content", "name", "kind", "was_zipped", "kept", "reason"), ATTACHED, ids=[row[5] for row in ATTACHED]
)
def test_an_attachment_is_what_its_content_says(
    content: bytes, name: str, kind: str, was_zipped: bool, kept: bytes | None, reason: str
) -> None:
    (attachment,) = document("", attachment_element(content, name)).attachments
    assert (attachment.seen_type, attachment.was_zipped) == (kind, was_zipped), reason
    assert attachment.content == (content if kept is None else kept)


NAMES = [
    ("../../etc/passwd", "passwd", "a way out of the folder"),
    ("..\\..\\a.PDF", "a.pdf", "a way out on Windows"),
    ("Kế hoạch số 12/KH.docx", "KH.docx", "a slash in the name"),
    ("\u202egpj.exe", "gpj.exe", "letters that run backwards"),
    ("con.pdf", "tep-con.pdf", "a reserved name"),
    ("NUL", "tep", "a reserved name alone"),
    ("a\x00.pdf", "a.pdf", "a NUL"),
    ("…", "tep", "no letter at all"),
    ("x" * 300 + ".pdf", "x" * 100 + ".pdf", "300 letters"),
]


@pytest.mark.parametrize(("name", "expected", "reason"), NAMES, ids=[row[2] for row in NAMES])
def test_a_foreign_name_becomes_a_safe_one(name: str, expected: str, reason: str) -> None:
    assert safe_name(name) == expected, reason


# --- hostile files


def bomb() -> bytes:
    """Bom nén: fifty megabytes of nothing in some kilobytes."""
    return zipped(trong=b"\0" * 50_000_000)


ENTITY = '<?xml version="1.0" encoding="{0}"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><edXML>&x;</edXML>'
HOSTILE = [
    (ENTITY.format("UTF-8").encode(), EntitiesDeclared, "an entity"),
    (ENTITY.format("UTF-16").encode("utf-16"), EntitiesDeclared, "an entity in UTF-16"),
    (ENTITY.format("ISO-8859-1").encode("latin-1"), EntitiesDeclared, "an entity in Latin 1"),
    (b'<?xml version="1.0"?><!DOCTYPE edXML><edXML/>', EntitiesDeclared, "a document type alone"),
    (b"<edXML><a></edXML>", BrokenFile, "not well-formed"),
    (b"\xff<edXML/>", RefusedFile, "no encoding at all"),
    (b"%PDF-1.7", UnknownFormat, "a PDF"),
    (b"", UnknownFormat, "nothing"),
    (b"<edXML>" + b"<a>" * 200 + b"</a>" * 200 + b"</edXML>", BrokenFile, "two hundred levels"),
    (b"<edXML>" + b"<a/>" * 30_000 + b"</edXML>", ArchiveBomb, "thirty thousand elements"),
    (raw("", attached=attachment_element(bomb())), ArchiveBomb, "a bomb for an attachment"),
]


@pytest.mark.parametrize(("content", "refusal", "reason"), HOSTILE, ids=[row[2] for row in HOSTILE])
def test_a_hostile_file_is_refused_soon(content: bytes, refusal: type[Exception], reason: str) -> None:
    begun = time.monotonic()
    with pytest.raises(refusal) as refused:
        through_the_child(content)
    assert time.monotonic() - begun < 5, reason
    assert "root:" not in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RefusedFile, match="No such file"):
        read_message(tmp_path / "khong-co.edxml")


def test_base64_with_line_breaks_is_decoded() -> None:
    encoded = base64.encodebytes(b"%PDF-1.7" * 40).decode()
    element = attachment_element(b"").replace(
        "<ContentTransferEncoded></ContentTransferEncoded>",
        f"<ContentTransferEncoded>\n{encoded}\n</ContentTransferEncoded>",
    )
    assert document("", element).attachments[0].content == b"%PDF-1.7" * 40
