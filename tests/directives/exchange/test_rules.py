"""Mười bảy quy tắc: for each rule a message that breaks it and one that does not; the reason stands beside it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from directives.exchange.message import (
    Agency,
    Attachment,
    Business,
    DocumentReference,
    Message,
    OtherInfo,
    Reference,
    Replacement,
)
from directives.exchange.reader import ReadMessage
from directives.exchange.rules import exchange_rules
from directives.exchange.validator import CHECKS, Circumstances, unreadable, validate
from directives.org.agency_codes import load_agency_codes
from tests.directives.exchange.builders import (
    MESSAGE,
    RECEIVER,
    SENDER,
    STATUS,
    a_message,
    a_status,
    as_read,
    raw,
    through_the_child,
    with_attachment,
)

CODES = load_agency_codes()
BY = Circumstances(CODES)
OTHER_FILE = Attachment("f2", "application/pdf", "", "b.pdf", b"%PDF-")


def found(read: ReadMessage, by: Circumstances = BY) -> list[tuple[str, str, str]]:
    """Lỗi: rule, level and place of each."""
    return [(f.rule, f.level, f.where) for f in validate(read, by).findings]


BROKEN: list[tuple[str, str, Message, str]] = [
    ("EX03", "error", a_message(sender=Agency("H99.", "", "Ai đó")), "a sender without a code"),
    ("EX03", "error", a_message(receivers=(Agency("12345", "", "Ai đó"),)), "a receiver by number"),
    ("EX03", "error", a_message(receivers=()), "nobody receives it"),
    ("EX03", "error", a_status(sender=Agency("", "", "Bộ Nội vụ")), "a status from nobody"),
    (
        "EX04",
        "warning",
        a_message(receivers=(Agency("000.00.12.H36", "", "Sở nào đó"),)),
        "a code which the registry does not hold",
    ),
    (
        "EX04",
        "warning",
        a_message(receivers=(Agency("000.00.00.G07", "", "Bộ LĐTBXH"),)),
        "a code closed before the day of the document",
    ),
    ("EX05", "error", a_message(subject=""), "no subject"),
    ("EX05", "error", a_message(number=""), "no number"),
    ("EX05", "error", a_message(document_id=""), "no identity"),
    ("EX05", "warning", a_message(issued_on="2014/02/30"), "an impossible day"),
    (
        "EX06",
        "warning",
        a_message(document_id=f"{SENDER},2026/10/05,13/UBND-VX"),
        "the identity names another number",
    ),
    ("EX06", "warning", a_message(document_id="12/UBND-VX"), "the identity is only a number"),
    ("EX07", "error", a_message(due_on="2026/10/04"), "due before it was issued"),
    ("EX07", "warning", a_message(due_on="hôm nay"), "due on no day at all"),
    ("EX08", "error", a_message(other=OtherInfo(priority="5")), "a priority beyond the list"),
    ("EX08", "error", a_message(steering="7"), "a steering type beyond the list"),
    ("EX08", "warning", a_message(steering="3"), "what one system writes for a report"),
    ("EX08", "error", a_message(business=Business("9")), "a business type beyond the list"),
    ("EX09", "error", a_message(business=Business("1"), replies_to=()), "withdraws, but what?"),
    ("EX09", "error", a_message(business=Business("2")), "updates, but what?"),
    ("EX09", "error", a_message(business=Business("3")), "replaces, but what?"),
    ("EX10", "error", a_message(references=()), "an attachment the manifest does not name"),
    ("EX10", "error", a_message(attachments=()), "a reference without its attachment"),
    ("EX10", "error", a_message(attachments=(*MESSAGE.attachments, *MESSAGE.attachments)), "one id for two"),
    ("EX11", "error", with_attachment(content=b""), "an empty file"),
    ("EX11", "error", with_attachment(name="vanban"), "a name without an ending"),
    (
        "EX12",
        "warning",
        a_message(receivers=(*MESSAGE.receivers, *MESSAGE.receivers)),
        "one receiver twice",
    ),
    ("EX12", "warning", a_message(receivers=(Agency(SENDER),)), "to the sender itself"),
    ("EX13", "warning", a_message(due_on=""), "directs without a term"),
    ("EX14", "warning", a_message(steering="2", replies_to=()), "reports on no directive"),
    ("EX15", "error", a_status(code="07"), "a status beyond the list"),
    ("EX15", "error", a_status(code="02", description=""), "refused without a reason"),
    ("EX16", "error", a_message(subject="(Mật) Kế hoạch"), "a mark in front of the subject"),
    ("EX16", "error", a_message(content="TỐI MẬT"), "a mark alone"),
    ("EX16", "error", a_status(description="Độ mật: Tuyệt mật"), "a mark in a status"),
]

KEPT: list[tuple[str, Message, str]] = [
    ("EX03", a_message(receivers=(Agency("H36.12", "", "Sở nào đó"),)), "the form of 2020"),
    (
        "EX04",
        a_message(
            issued_on="2025/01/10",
            document_id=f"{SENDER},2025/01/10,12/UBND-VX",
            receivers=(Agency("000.00.00.G07"),),
        ),
        "a closed code, in a document from before",
    ),
    ("EX05", MESSAGE, "everything is there"),
    ("EX06", a_message(document_id=f"{SENDER},05/10/2026,12/UBND-VX"), "the same day written otherwise"),
    (
        "EX06",
        a_message(number="12", symbol="2024/QĐ-UBND", document_id=f"{SENDER},2026/10/05,12/2024/QĐ-UBND"),
        "a symbol with a slash of its own",
    ),
    ("EX07", a_message(due_on="2026/10/05"), "due on the day of issue"),
    ("EX08", a_message(other=OtherInfo(priority="4"), steering="2"), "the last of each list"),
    ("EX09", a_message(business=Business("1")), "withdraws what it answers"),
    ("EX09", a_message(business=Business("2", document_id=MESSAGE.document_id)), "updates this"),
    (
        "EX09",
        a_message(business=Business("3", replacements=(Replacement(MESSAGE.document_id),))),
        "replaces this",
    ),
    (
        "EX10",
        a_message(
            references=(*MESSAGE.references, Reference("f2", name="b.pdf")),
            attachments=(*MESSAGE.attachments, OTHER_FILE),
        ),
        "two and two",
    ),
    ("EX11", with_attachment(name="Kế hoạch.số 2.pdf"), "a name with blanks and dots"),
    ("EX12", a_message(receivers=(Agency(RECEIVER), Agency("000.00.00.G12"))), "two different ones"),
    ("EX13", a_message(steering="0", due_on=""), "it does not direct"),
    ("EX14", a_message(steering="2"), "it names the directive"),
    ("EX15", STATUS, "03 is in the list"),
    ("EX16", a_message(subject="công tác bảo vệ bí mật nhà nước"), "mật as a word"),
    ("EX16", a_message(subject="KẾ HOẠCH BẢO VỆ BÍ MẬT NHÀ NƯỚC"), "mật as a word in capitals"),
]


@pytest.mark.parametrize(
    ("rule", "level", "message", "reason"), BROKEN, ids=[f"{row[0]} {row[3]}" for row in BROKEN]
)
def test_a_broken_rule_is_found(rule: str, level: str, message: Message, reason: str) -> None:
    assert (rule, level) in {(one[0], one[1]) for one in found(as_read(message))}, reason


@pytest.mark.parametrize(("rule", "message", "reason"), KEPT, ids=[f"{row[0]} {row[2]}" for row in KEPT])
def test_a_kept_rule_is_silent(rule: str, message: Message, reason: str) -> None:
    assert rule not in {one[0] for one in found(as_read(message))}, reason


def test_a_valid_document_and_a_valid_status_have_no_findings() -> None:
    assert found(as_read(MESSAGE)) == []
    assert found(as_read(STATUS)) == []


@pytest.mark.parametrize(
    ("content", "where", "reason"),
    [
        (raw("<MessageHeader/>", root="EdXML"), "/", "another root"),
        (raw("<MessageHeader/>", namespace="http://www.go.vn/eDoc"), "/", "an integrator's namespace"),
        (raw("<MessageHeader/>").replace(b"UTF-8", b"ISO-8859-1"), "/", "another encoding"),
    ],
)
def test_an_envelope_of_another_kind_is_read_and_found_wrong(content: bytes, where: str, reason: str) -> None:
    assert ("EX01", "error", where) in found(through_the_child(content)), reason
    assert "EX01" not in {one[0] for one in found(as_read(MESSAGE))}


def test_a_file_that_is_no_xml_breaks_the_first_rule() -> None:
    report = unreadable("a.edxml", "not well-formed")
    assert (report.errors, report.findings[0].rule) == (1, "EX01")


@pytest.mark.parametrize(
    ("head", "count"),
    [("", "0"), ("<MessageHeader/><MessageHeader/>", "2"), ("<MessageHeader/><Status/>", "2")],
)
def test_a_file_holds_one_document_or_one_status(head: str, count: str) -> None:
    report = validate(through_the_child(raw(head)), BY)
    assert [f.seen for f in report.findings if f.rule == "EX02"] == [count]
    assert "EX02" not in {one[0] for one in found(as_read(STATUS))}


def test_base64_that_cannot_be_decoded_is_found() -> None:
    attached = (
        "<AttachmentEncoded><Attachment><ContentId>f1</ContentId>"
        "<ContentTransferEncoded>???</ContentTransferEncoded><AttachmentName>a.pdf</AttachmentName>"
        "</Attachment></AttachmentEncoded>"
    )
    read = through_the_child(raw("<MessageHeader/>", attached=attached))
    assert ("EX11", "error", "Attachment[f1]/ContentTransferEncoded") in found(read)


MOVES = [
    ((), "01", False, True, "arrived first"),
    (("01",), "02", False, True, "refused after it arrived"),
    ((), "02", False, False, "refused before it arrived"),
    (("03",), "02", False, False, "refused after it was registered"),
    (("01", "03", "04", "05"), "06", False, True, "the ordinary way"),
    (("06",), "05", False, False, "back from done"),
    (("05",), "05", False, True, "the same again"),
    (("03",), "15", False, False, "agrees though nobody asked"),
    (("03",), "15", True, True, "agrees to an edoc that withdraws"),
    (("03", "13"), "16", False, True, "refuses what was asked back"),
    (("13", "16"), "05", False, True, "works on after the refusal"),
]


@pytest.mark.parametrize(("history", "code", "asked", "allowed", "reason"), MOVES)
def test_statuses_come_in_order(
    history: Sequence[str], code: str, asked: bool, allowed: bool, reason: str
) -> None:
    read = as_read(a_status(code=code))
    out_of_order = ("EX15", "warning", "StatusCode") in found(read, replace(BY, history=history, asked=asked))
    assert out_of_order is not allowed, reason


def test_secrets_inside_an_attachment_count_as_in_the_message() -> None:
    by = replace(BY, secrecy_mark=lambda attachment: "MẬT" if attachment.name == "mat.pdf" else "")
    assert ("EX16", "error", "Attachment[f1]") in found(as_read(with_attachment(name="mat.pdf")), by)
    assert found(as_read(MESSAGE), by) == []


def test_the_signature_of_an_attached_pdf_is_judged_when_somebody_can() -> None:
    read = as_read(MESSAGE)
    bad = replace(BY, signature_fault=lambda attachment: "no signature")
    assert found(read, bad) == [("EX17", "warning", "Attachment[f1]")]
    assert found(read, replace(BY, signature_fault=lambda attachment: "")) == []
    assert validate(read, BY).not_judged == ("EX16", "EX17")


def test_every_rule_has_one_function_and_is_tried_here() -> None:
    assert list(exchange_rules()) == [f"EX{n:02d}" for n in range(1, 18)]
    assert set(CHECKS) == set(exchange_rules())
    tried = {row[0] for row in BROKEN} | {"EX01", "EX02", "EX17"}
    assert tried == set(exchange_rules())


def test_a_reference_to_another_document_needs_no_code_of_its_own() -> None:
    message = a_message(replies_to=(DocumentReference("", "844/UBND-NC", "2021/06/29"),))
    assert found(as_read(message)) == []
