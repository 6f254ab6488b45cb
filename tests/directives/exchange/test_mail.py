"""Thư điện tử: every letter of the subject and of a file's name arrives; a repeat is the same message."""

from datetime import datetime
from email import message_from_bytes
from email.policy import default

import pytest

from directives.exchange.deliveries import Channel, Delivery, Enclosure
from directives.exchange.mail import MailFile, mail_of
from directives.exchange.recipients import recipient_of
from directives.register.books import BookKey
from tests.documents import a_document
from tests.workspaces import NOW

DELIVERY = Delivery(
    BookKey("ubnd-tinh-lam-dong", "CV", 2026), 1, 1, recipient_of("Sở Nội vụ (để thực hiện)"), NOW.date(),
    channel=Channel.EMAIL, address="snv@example.vn",
)  # fmt: skip
FILE = MailFile("Kế hoạch “số 1”.pdf", "application/pdf", b"%PDF-1.7")
ELSEWHERE = Enclosure("Bảng số liệu", "0" * 64, "https://example.vn/b.xlsx")


def letter(subject: str = "đo lường sự hài lòng", at: datetime = NOW) -> bytes:
    """Thư: of a document with this abstract."""
    document = a_document(subject=subject).numbered(7)
    return mail_of(document, DELIVERY, "van-thu@lamdong.example", [FILE], [ELSEWHERE], at)


def test_the_letter_reads_as_it_was_written() -> None:
    found = message_from_bytes(letter(), policy=default)
    assert found["Subject"] == "Công văn số 07/UBND-VX ngày 05/10/2026: đo lường sự hài lòng"
    assert str(found["To"]) == "Sở Nội vụ <snv@example.vn>"
    (attachment,) = found.iter_attachments()
    assert (attachment.get_filename(), attachment.get_content()) == (FILE.name, FILE.content)
    body = found.get_body()
    assert body is not None
    assert "Kính gửi: Sở Nội vụ (để thực hiện)" in body.get_content()
    assert f"Bảng số liệu <https://example.vn/b.xlsx> (SHA-256 {'0' * 64})" in body.get_content()


def test_on_the_wire_it_is_plain_ascii() -> None:
    assert letter().isascii()


def test_a_repeat_is_the_same_message() -> None:
    assert letter() == letter()
    assert message_from_bytes(letter())["Message-ID"] == f"<{DELIVERY.message_id}@lamdong.example>"


@pytest.mark.parametrize("subject", ["một\nBcc: kẻ-gian@example.com", "x" * 400])
def test_an_abstract_adds_no_header_and_loses_nothing(subject: str) -> None:
    found = message_from_bytes(letter(subject), policy=default)
    assert found["Bcc"] is None
    assert str(found["Subject"]).endswith(" ".join(subject.split()))
