"""Ký tệp PDF: read, signed, read back, written; and the signatures of a file looked at."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from directives.conversion.child import read_bytes
from directives.errors import N_, DirectiveError
from directives.signing.acts import Signed, sign_as_agency, sign_as_person, sign_in_corner
from directives.signing.images import signing_image
from directives.signing.keys import Key
from directives.signing.marks import Role
from directives.signing.verification import SeenSignature, signatures_of
from storage.files import write_whole


class SameFile(DirectiveError):
    """Ghi đè tệp gốc: the signed file is a new one; what was signed is kept."""

    kind = "same_file"
    template = N_("The signed file would replace {file}. Choose another name with “-o”.")


class NoImage(DirectiveError):
    """Thiếu hình: a document is signed with a picture, only annexes and copies are not."""

    kind = "no_image"
    template = N_("Signing as {role} shows a picture: name it with “--image”.")


@dataclass(frozen=True, slots=True)
class Order:
    """Yêu cầu ký: as whom, with which picture; or, for an annex or a copy, which lines stand in the corner."""

    role: Role
    image: Path | None = None
    corner: tuple[str, ...] = ()
    signer_name: str = ""


@dataclass(frozen=True, slots=True)
class SignedFile:
    """Tệp đã ký: where it lies, its SHA-256, its signatures, the new one last."""

    path: Path
    sha256: str
    signatures: tuple[SeenSignature, ...]


def sign_file(source: Path, target: Path, key: Key, order: Order, moment: datetime) -> SignedFile:
    """Ký tệp: into a new file. Raises SameFile, NoImage, UnfitImage and what the acts of signing refuse."""
    if target.resolve() == source.resolve():
        raise SameFile(where=str(target), file=source)
    signed = _signed(source, read_bytes(source), key, order, moment)
    write_whole(target, signed.content)
    return SignedFile(target, hashlib.sha256(signed.content).hexdigest(), signed.signatures)


def _signed(source: Path, content: bytes, key: Key, order: Order, moment: datetime) -> Signed:
    if order.corner:
        return sign_in_corner(content, key, order.corner, moment, name=source.name)
    if order.image is None:
        raise NoImage(where="--image", role=order.role.value)
    image = signing_image(read_bytes(order.image), order.role, order.image.name)
    if order.role is Role.AGENCY:
        return sign_as_agency(content, key, image, moment, name=source.name)
    return sign_as_person(content, key, image, moment, signer_name=order.signer_name, name=source.name)


def look_at_signatures(file: Path, roots: Sequence[Path] = ()) -> tuple[SeenSignature, ...]:
    """Xem chữ ký của tệp: ``roots`` are files of certificates that the office trusts."""
    return signatures_of(read_bytes(file), name=file.name, roots=[read_bytes(root) for root in roots])
