"""Các việc ký: a document by the person, then by the agency; an annex or a copy at its top right corner.

Each act reads the file back in a limited process and hands it out only when every signature holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from directives.signing.errors import NoSignatureBlock, NotSignedByPerson, SignedAlready
from directives.signing.images import SigningImage
from directives.signing.keys import Key
from directives.signing.marks import Role, text_rule
from directives.signing.places import Box, agency_box, corner_box, person_box
from directives.signing.sign import Mark, sign_pdf
from directives.signing.stamps import picture_stamp, text_stamp, vietnam_time
from directives.signing.verification import (
    FIELD_OF,
    SeenFile,
    SeenSignature,
    file_to_sign,
    require_intact,
    signatures_of,
)


@dataclass(frozen=True, slots=True)
class Signed:
    """Tệp đã ký: the file and its signatures as they were read back, the new one last."""

    content: bytes
    signatures: tuple[SeenSignature, ...]


def sign_as_person(
    content: bytes, key: Key, image: SigningImage, moment: datetime, *, signer_name: str = "", name: str = ""
) -> Signed:
    """Người có thẩm quyền ký: the picture in the middle between title and name.

    ``signer_name`` says which name on the page; ``name`` is the file's, for messages. Raises NoSignatureBlock,
    SignedAlready, SignatureBroken, NotAPdf, what opening the key and reading the file refuse.
    """
    file = _looked_at(content, Role.PERSON, name, signer_name)
    if file.gap is None:
        raise NoSignatureBlock(where=name)
    return _signed(
        content, key, _picture(image, person_box(file.gap, image.size)), Role.PERSON, file, moment, name
    )


def sign_as_agency(
    content: bytes, key: Key, image: SigningImage, moment: datetime, *, name: str = ""
) -> Signed:
    """Cơ quan ký: the seal over a third of the person's signature, on its left; only after the person.

    Raises NotSignedByPerson, SignedAlready, SignatureBroken, NotAPdf, what opening the key and reading refuse.
    """
    file = _looked_at(content, Role.AGENCY, name)
    signature = next(
        (seen.box for seen in reversed(file.signatures) if seen.role is not Role.AGENCY and seen.box), None
    )
    if signature is None:
        raise NotSignedByPerson(where=name)
    box = agency_box(signature, image.size, image.width_in_mm)
    return _signed(content, key, _picture(image, box), Role.AGENCY, file, moment, name)


def sign_in_corner(
    content: bytes, key: Key, lines: Sequence[str], moment: datetime, *, name: str = ""
) -> Signed:
    """Cơ quan ký phụ lục, văn bản kèm theo hoặc bản sao điện tử: no picture, the lines and the time of signing.

    ``lines`` are number and symbol of an annex's document, or kind of copy and copying body. Raises SignedAlready,
    SignatureBroken, NotAPdf, MissingGlyphs, what opening the key and reading the file refuse.
    """
    file = _looked_at(content, Role.AGENCY, name)
    rule = text_rule()
    page, width, height = text_stamp([*lines, vietnam_time(moment)], rule)
    box = corner_box(file.first_page, (width, height), rule)
    return _signed(content, key, Mark(box, page), Role.AGENCY, file, moment, name)


def _picture(image: SigningImage, box: Box) -> Mark:
    return Mark(box, picture_stamp(image.content, box.width, box.height))


def _looked_at(content: bytes, role: Role, name: str, signer_name: str = "") -> SeenFile:
    """Xem trước khi ký: every signature holds, and none is of this role."""
    file = file_to_sign(content, signer_name=signer_name, name=name)
    require_intact(file.signatures, name)
    for seen in file.signatures:
        if seen.role is role:
            raise SignedAlready(where=name, role=role.value, signer=seen.signer)
    return file


def _signed(
    content: bytes,
    key: Key,
    mark: Mark,
    role: Role,
    file: SeenFile,
    moment: datetime,
    name: str,
) -> Signed:
    signed = sign_pdf(content, key, mark, f"{FIELD_OF[role]}{len(file.signatures) + 1}", moment)
    after = signatures_of(signed, name=name)
    require_intact(after, name)
    if not signed.startswith(content) or len(after) != len(file.signatures) + 1:
        raise AssertionError("a signature must be an addition, and one")
    return Signed(signed, after)
