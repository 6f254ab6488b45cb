"""Kiểm tra chữ ký: who signed a PDF and when, whether it is intact, and whether the issuer is trusted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from directives.conversion.child_batch import each_in_child
from directives.conversion.errors import RefusedFile
from directives.errors import N_
from directives.signing.errors import SignatureBroken
from directives.signing.marks import Role
from directives.signing.places import Box

_LOOK = "directives.signing.inspection:look_at"
#: A letter of a name may also be written as # and two hexadecimal digits.
_BYTE_RANGE = re.compile(
    "".join(f"(?:{sign}|#{ord(sign):02x})" for sign in "ByteRange").encode(), re.IGNORECASE
)
#: Our names of signature fields say who signed; a field made elsewhere says nothing of that.
FIELD_OF = {Role.PERSON: "NguoiKy", Role.AGENCY: "CoQuan"}


@dataclass(frozen=True, slots=True)
class SeenSignature:
    """Chữ ký đã thấy: one signature of a file, as it holds today.

    ``intact``: the signed bytes are unchanged and the signature is that key's; later additions, if any, are only
    further signatures. ``trusted`` is None where no root certificate was given: intact, issuer not checked.
    ``covers_whole_file`` is true for the last signature of an intact file. ``signed_at`` is what the signer's
    machine said, in ISO 8601; no time stamp stands behind it.
    """

    field: str
    signer: str
    organisation: str
    issuer: str
    signed_at: str
    intact: bool
    trusted: bool | None
    covers_whole_file: bool
    reason: str
    box: Box | None

    @property
    def role(self) -> Role | None:
        """Tư cách ký: as the name of the field says; None for a signature made elsewhere."""
        return next((role for role, name in FIELD_OF.items() if self.field.startswith(name)), None)


@dataclass(frozen=True, slots=True)
class SeenFile:
    """Tệp đã xem: its signatures in the order of signing, width and height of its first page, the gap to sign in."""

    signatures: tuple[SeenSignature, ...]
    first_page: tuple[float, float]
    gap: Box | None


def signatures_of(
    content: bytes, *, name: str = "", roots: Sequence[bytes] = ()
) -> tuple[SeenSignature, ...]:
    """Xem chữ ký: every signature, in the order of signing; the file is read in a limited child process.

    ``roots`` are certificates, PEM or DER, which the office trusts. Raises the refusals of conversion.
    """
    return _signatures(_seen(content, name, roots, None))


def may_be_signed(content: bytes) -> bool:
    """Có thể có chữ ký: False when the file names no signed range of bytes, however its letters are written.

    A signature says which bytes it covers, so its own dictionary is never compressed (ISO 32000-1, 12.8.1). Looking
    for the name takes no time; a child process that verifies signatures takes a second to start.
    """
    return _BYTE_RANGE.search(content) is not None


def file_to_sign(content: bytes, *, signer_name: str, name: str) -> SeenFile:
    """Xem tệp sắp ký: its signatures and where on it one signs. Raises the refusals of conversion."""
    seen = _seen(content, name, (), signer_name)
    width, height = seen["layout"]["page"]
    gap = seen["layout"]["gap"]
    return SeenFile(_signatures(seen), (width, height), None if gap is None else Box(*gap))


def _seen(content: bytes, name: str, roots: Sequence[bytes], signer_name: str | None) -> dict[str, Any]:
    with TemporaryDirectory(prefix="vanthu-") as folder:
        path = Path(folder) / "a.pdf"
        path.write_bytes(content)
        request = {"path": str(path), "roots": [root.hex() for root in roots], "signer_name": signer_name}
        (seen,) = each_in_child(_LOOK, [request])
    if isinstance(seen, RefusedFile):
        seen.where = name
        raise seen
    return seen


def _signatures(seen: dict[str, Any]) -> tuple[SeenSignature, ...]:
    return tuple(
        SeenSignature(**{**row, "box": None if row["box"] is None else Box(*row["box"])})
        for row in seen["signatures"]
    )


def require_intact(signatures: Sequence[SeenSignature], name: str) -> None:
    """Phải nguyên vẹn: raises SignatureBroken for the first signature which is not."""
    for seen in signatures:
        if not seen.intact:
            raise SignatureBroken(where=name, field=seen.field, signer=seen.signer, reason=seen.reason)
    if signatures and not signatures[-1].covers_whole_file:
        last = signatures[-1]
        raise SignatureBroken(
            where=name, field=last.field, signer=last.signer, reason=N_("something was added after it")
        )
