"""Ký số: where marks stand, in which order one signs, and that nothing may change afterwards."""

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import pypdfium2
import pytest
from cryptography.hazmat.primitives import serialization

from directives.calendar.dates import VIETNAM
from directives.errors import DirectiveError
from directives.signing.acts import sign_as_agency, sign_as_person, sign_in_corner
from directives.signing.errors import (
    NoSignatureBlock,
    NoToken,
    NotSignedByPerson,
    SignatureBroken,
    SignedAlready,
    WrongPassword,
)
from directives.signing.images import SigningImage, signing_image
from directives.signing.inspection import look_at
from directives.signing.keys import KeyFile, KeyToken
from directives.signing.marks import Role
from directives.signing.places import layout_of, overlap_of
from directives.signing.verification import may_be_signed, require_intact, signatures_of
from tests.directives.signing.keys_and_pictures import PASSWORD, Authority, a_seal, a_signature
from tests.directives.signing.letters import a_letter

pytestmark = pytest.mark.libreoffice  # its fonts: every stamp is set in them

MOMENT = datetime(2026, 11, 21, 9, 30, 15, tzinfo=VIETNAM)


@dataclass(frozen=True)
class Desk:
    """Bàn ký: keys of a person and an agency, their pictures, the authority that vouches for both."""

    authority: Authority
    person: KeyFile
    agency: KeyFile
    signature: SigningImage
    seal: SigningImage

    def by_person(self, content: bytes) -> bytes:
        return sign_as_person(content, self.person, self.signature, MOMENT).content

    def by_agency(self, content: bytes) -> bytes:
        return sign_as_agency(content, self.agency, self.seal, MOMENT).content


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    authority, folder = Authority(), tmp_path_factory.mktemp("khoa")
    return Desk(
        authority,
        KeyFile(authority.key_file(folder, "Nguyễn Văn Mẫu", "UBND tỉnh Lâm Đồng"), PASSWORD),
        KeyFile(authority.key_file(folder, "UBND tỉnh Lâm Đồng", "UBND tỉnh Lâm Đồng"), PASSWORD),
        signing_image(a_signature(), Role.PERSON),
        signing_image(a_seal(), Role.AGENCY),
    )


@pytest.fixture(scope="module")
def half(desk: Desk) -> bytes:
    """Văn bản mới có chữ ký của người có thẩm quyền: a further page holds an annex."""
    return desk.by_person(a_letter(pages=2))


@pytest.fixture(scope="module")
def signed(desk: Desk, half: bytes) -> bytes:
    """Văn bản đủ hai chữ ký: by the person, then by the agency."""
    return desk.by_agency(half)


def test_both_signatures_hold_and_name_signer_agency_and_time_of_viet_nam(desk: Desk, signed: bytes) -> None:
    person, agency = signatures_of(signed, roots=[desk.authority.pem()])
    assert (person.role, person.signer, person.organisation) == (
        Role.PERSON,
        "Nguyễn Văn Mẫu",
        "UBND tỉnh Lâm Đồng",
    )
    assert (agency.role, agency.signed_at) == (Role.AGENCY, "2026-11-21T09:30:15+07:00")
    assert [seen.intact for seen in (person, agency)] == [True, True]
    assert [seen.trusted for seen in (person, agency)] == [True, True]
    assert [seen.covers_whole_file for seen in (person, agency)] == [False, True]


def test_without_a_root_the_issuer_is_not_checked_and_with_a_stranger_s_root_not_trusted(
    signed: bytes,
) -> None:
    assert {(seen.intact, seen.trusted) for seen in signatures_of(signed)} == {(True, None)}
    strange = Authority("CA lạ").pem()
    assert {(seen.intact, seen.trusted) for seen in signatures_of(signed, roots=[strange])} == {(True, False)}


NAMES = [
    ("as everybody writes it", b"/ByteRange [0 1 2 3]", True),
    ("letters written as numbers", b"/B#79te#52ange[0 1 2 3]", True),
    ("another name", b"/Bytes [0 1 2 3]", False),
    ("nothing of the kind", b"%PDF-1.7", False),
]


@pytest.mark.parametrize(("reason", "content", "expected"), NAMES, ids=[row[0] for row in NAMES])
def test_a_file_without_a_signed_range_of_bytes_has_no_signature(
    reason: str, content: bytes, expected: bool
) -> None:
    assert may_be_signed(content) is expected, reason


def test_what_was_signed_is_never_taken_for_unsigned(half: bytes, signed: bytes) -> None:
    assert may_be_signed(half)
    assert may_be_signed(signed)
    assert not may_be_signed(a_letter(pages=2))


def test_signing_adds_to_the_file_and_changes_nothing_of_it(half: bytes, signed: bytes) -> None:
    assert half.startswith(a_letter(pages=2)[:1000])
    assert signed.startswith(half)


def test_the_signature_stands_between_title_and_name_of_the_main_document(half: bytes) -> None:
    (seen,) = signatures_of(half)
    assert seen.box is not None
    assert seen.box.page == 0, "an annex in the same file is not signed"
    assert (seen.box.left + seen.box.right) / 2 == pytest.approx(430, abs=2)
    title_bottom, name_top = 842 - 500 - 4, 842 - 594 + 14
    assert title_bottom >= seen.box.top > seen.box.bottom >= name_top


def test_of_two_signers_the_one_who_is_named_signs_in_the_own_column() -> None:
    letter = a_letter(secretary="Lê Thị Hai")
    unnamed, secretary = layout_of(letter, "")["gap"], layout_of(letter, "Lê Thị Hai")["gap"]
    assert (unnamed[1] + unnamed[3]) / 2 == pytest.approx(430, abs=2)
    assert (secretary[1] + secretary[3]) / 2 == pytest.approx(160, abs=2)


def test_the_seal_covers_a_third_of_the_signature_from_its_left_in_its_real_size(signed: bytes) -> None:
    person, agency = signatures_of(signed)
    assert person.box is not None
    assert agency.box is not None
    assert overlap_of(agency.box, person.box) == pytest.approx(1 / 3, abs=0.02)
    assert agency.box.width / 72 * 25.4 == pytest.approx(36, abs=0.5)


def test_an_annex_of_its_own_bears_number_and_time_at_its_top_right(desk: Desk) -> None:
    made = sign_in_corner(a_letter(pages=2), desk.agency, ["05/KH-UBND"], MOMENT)
    (seen,) = made.signatures
    assert seen.box is not None
    assert (seen.box.page, seen.box.right > 540, seen.box.top > 800) == (0, True, True)
    text = shown_on_first_page(made.content)
    assert "05/KH-UBND" in text
    assert "2026-11-21T09:30:15+07:00" in text


def shown_on_first_page(content: bytes) -> str:
    """Chữ nhìn thấy ở trang đầu: the looks of signatures included."""
    document = pypdfium2.PdfDocument(content)
    document.init_forms()
    first = document[0]
    first.flatten()
    return document[0].get_textpage().get_text_range()


def test_an_electronic_copy_bears_kind_body_and_time(desk: Desk) -> None:
    made = sign_in_corner(a_letter(), desk.agency, ["SAO Y", "Văn phòng UBND tỉnh Lâm Đồng"], MOMENT)
    assert [seen.intact for seen in made.signatures] == [True]
    assert "Văn phòng UBND tỉnh Lâm Đồng" in shown_on_first_page(made.content)


ORDER: list[tuple[str, Callable[[Desk, bytes, bytes], bytes], type[DirectiveError]]] = [
    ("the agency before the person", lambda desk, *_: desk.by_agency(a_letter()), NotSignedByPerson),
    ("the person twice", lambda desk, half, _: desk.by_person(half), SignedAlready),
    ("the agency twice", lambda desk, _, signed: desk.by_agency(signed), SignedAlready),
    ("title and name too close together", lambda desk, *_: desk.by_person(a_letter(gap=4)), NoSignatureBlock),
    ("no title in capitals", lambda desk, *_: desk.by_person(a_letter(title="Chủ tịch")), NoSignatureBlock),
    (
        "the agency on a file changed after the person signed",
        lambda desk, half, _: desk.by_agency(_flipped(half, 400)),
        SignatureBroken,
    ),
]


@pytest.mark.parametrize(("reason", "act", "refusal"), ORDER, ids=[row[0] for row in ORDER])
def test_what_may_not_be_signed_is_refused(
    desk: Desk,
    half: bytes,
    signed: bytes,
    reason: str,
    act: Callable[[Desk, bytes, bytes], bytes],
    refusal: type[DirectiveError],
) -> None:
    with pytest.raises(refusal):
        act(desk, half, signed)


def _flipped(content: bytes, place: int) -> bytes:
    changed = bytearray(content)
    changed[place] ^= 0x01
    return bytes(changed)


def _holds(content: bytes, file: Path) -> bool:
    """Còn nguyên vẹn: seen without a child process, since very many files are looked at."""
    file.write_bytes(content)
    try:
        seen = look_at(str(file), [], None)["signatures"]
    except Exception:  # the file can no longer be read at all: that is seen, too
        return False
    return len(seen) == 2 and all(one["intact"] for one in seen) and bool(seen[-1]["covers_whole_file"])


def test_one_flipped_byte_is_detected_wherever_it_stands(signed: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    assert _holds(signed, file)
    last = signed.rindex(
        b"/Contents <"
    )  # the signature itself, which no signature covers, and the zeros behind it
    places = [
        *range(0, len(signed), len(signed) // 25),
        *range(last, last + 4000, 250),
        signed.index(b">", last) - 1,
    ]
    assert [place for place in places if _holds(_flipped(signed, place), file)] == []


def test_bytes_added_after_the_last_signature_are_detected(signed: bytes) -> None:
    with pytest.raises(SignatureBroken, match="added"):
        require_intact(signatures_of(signed + b"\n% them\n"), "a.pdf")


def test_a_wrong_password_is_said_without_the_password(desk: Desk) -> None:
    wrong = KeyFile(desk.person.path, "sai-mat-khau")
    with pytest.raises(WrongPassword) as refused:
        sign_as_person(a_letter(), wrong, desk.signature, MOMENT)
    assert "sai-mat-khau" not in repr((refused.value, refused.value.fields, wrong))
    assert PASSWORD not in repr(desk.person)


SOFTHSM = next(Path("/usr/lib").glob("**/softhsm/libsofthsm2.so"), None)


@pytest.fixture(scope="module")
def token(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., KeyToken]:
    """Thiết bị khóa SoftHSM: with the key and certificate of a person."""
    assert SOFTHSM is not None
    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(
        f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n"
    )
    os.environ["SOFTHSM2_CONF"] = str(settings)  # the library reads it once, for this process
    _softhsm("--init-token", "--free", "--label", "ky-so", "--so-pin", "5678", "--pin", "1234")
    key, certificate = desk.authority.issue("Trần Thị Ký", "UBND xã Mường Phăng")
    private = folder / "key.pem"
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    _softhsm("--import", str(private), "--token", "ky-so", "--label", "ky", "--id", "01", "--pin", "1234")
    _put_certificate(certificate.public_bytes(serialization.Encoding.DER), "ky-so", "1234")
    return partial(KeyToken, SOFTHSM)


def _softhsm(*order: str) -> None:
    subprocess.run(["softhsm2-util", "--module", str(SOFTHSM), *order], check=True, capture_output=True)


def _put_certificate(certificate: bytes, label: str, pin: str) -> None:
    import pkcs11
    from pkcs11.util.x509 import decode_x509_certificate

    found = pkcs11.lib(str(SOFTHSM)).get_token(token_label=label)
    with found.open(rw=True, user_pin=pin) as session:
        described = decode_x509_certificate(certificate)
        described[pkcs11.Attribute.TOKEN] = True
        described[pkcs11.Attribute.LABEL] = "ky"
        described[pkcs11.Attribute.ID] = b"\x01"
        session.create_object(described)


@pytest.mark.softhsm
def test_a_token_signs(desk: Desk, token: Callable[..., KeyToken]) -> None:
    made = sign_as_person(a_letter(), token("ky-so", "1234"), desk.signature, MOMENT)
    (seen,) = made.signatures
    assert (seen.signer, seen.intact) == ("Trần Thị Ký", True)


@pytest.mark.softhsm
@pytest.mark.parametrize(
    ("label", "pin", "refusal"), [("ky-so", "9999", WrongPassword), ("thiet-bi-khac", "1234", NoToken)]
)
def test_a_wrong_pin_or_label_is_refused(
    desk: Desk, token: Callable[..., KeyToken], label: str, pin: str, refusal: type[DirectiveError]
) -> None:
    with pytest.raises(refusal):
        sign_as_person(a_letter(), token(label, pin), desk.signature, MOMENT)
