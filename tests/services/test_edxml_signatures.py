"""Chữ ký số của tệp đính kèm: EX17 is judged on real PDFs, whole, unsigned and spoilt."""

from datetime import datetime
from pathlib import Path

import pytest

from directives.calendar.dates import VIETNAM
from directives.exchange.message import Attachment
from directives.signing.acts import sign_as_person
from directives.signing.images import signing_image
from directives.signing.keys import KeyFile
from directives.signing.marks import Role
from tests.directives.signing.keys_and_pictures import PASSWORD, Authority, a_signature
from tests.directives.signing.letters import a_letter
from workflows.services.edxml_files import signature_fault_in_attachment

pytestmark = pytest.mark.libreoffice  # its fonts: every stamp is set in them


def attached(content: bytes) -> Attachment:
    return Attachment("f1", name="a.pdf", content=content, seen_type="application/pdf", safe_name="a.pdf")


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder: Path = tmp_path_factory.mktemp("khoa")
    key = KeyFile(Authority().key_file(folder, "Nguyễn Văn Mẫu", "UBND tỉnh Lâm Đồng"), PASSWORD)
    moment = datetime(2026, 11, 21, 9, 30, tzinfo=VIETNAM)
    return sign_as_person(a_letter(), key, signing_image(a_signature(), Role.PERSON), moment).content


def test_a_signed_pdf_has_no_fault(signed: bytes) -> None:
    assert signature_fault_in_attachment(attached(signed)) == ""


def test_an_unsigned_pdf_has_one() -> None:
    assert signature_fault_in_attachment(attached(a_letter())) == "không có chữ ký số"


def test_a_pdf_changed_after_signing_has_one(signed: bytes) -> None:
    place = signed.index(b"/Contents") // 2
    spoilt = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
    assert signature_fault_in_attachment(attached(spoilt)) != ""


def test_what_is_no_pdf_at_all_has_one() -> None:
    assert signature_fault_in_attachment(attached(b"%PDF-1.7 hong")) != ""
