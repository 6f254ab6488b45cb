"""Khóa ký: a key file (PKCS#12) or a token (PKCS#11), opened for as long as one signature takes.

Passwords stay in memory; they are in no message and no representation.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pkcs11
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign import signers
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
from pyhanko_certvalidator.errors import PathError

from directives.signing.errors import NoCertificate, NoToken, WrongPassword


@dataclass(frozen=True, slots=True)
class KeyFile:
    """Tệp khóa: a PKCS#12 file (.p12, .pfx) and its password."""

    path: Path
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeyToken:
    """Thiết bị khóa: the library of the maker, the token's label, its PIN; ``key`` names one of several keys."""

    library: Path
    label: str
    pin: str = field(repr=False)
    key: str = ""


Key = KeyFile | KeyToken


@contextmanager
def opened(key: Key) -> Iterator[signers.Signer]:
    """Mở khóa: something that signs. Raises WrongPassword, NoToken, NoCertificate; OSError for a missing file."""
    if isinstance(key, KeyFile):
        yield _from_file(key)
        return
    try:
        session = open_pkcs11_session(
            str(key.library), token_criteria=TokenCriteria(label=key.label), user_pin=key.pin
        )
    except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange) as error:
        raise WrongPassword(where=key.label) from error
    except (pkcs11.PKCS11Error, RuntimeError) as error:
        # the library says only the name of what went wrong; a missing library is a RuntimeError
        raise NoToken(where=key.label, label=key.label, reason=str(error) or type(error).__name__) from error
    with session:
        yield _from_token(session, key)


def _from_file(key: KeyFile) -> signers.Signer:
    content = key.path.read_bytes()
    try:
        signer: signers.Signer | None = signers.SimpleSigner.load_pkcs12_data(
            content, other_certs=[], passphrase=key.password.encode() or None
        )
    except ValueError as error:
        raise WrongPassword(where=key.path.name) from error
    if signer is None or signer.signing_cert is None:
        raise NoCertificate(where=key.path.name)
    signer.embed_roots = (
        False  # whoever checks must have the root already; a root brought along proves nothing
    )
    return signer


def _from_token(session: pkcs11.Session, key: KeyToken) -> signers.Signer:
    label = key.key or _only_certificate(session, key)
    try:
        signer = PKCS11Signer(session, cert_label=label, key_label=label, embed_roots=False)
        if signer.signing_cert is None:
            raise NoCertificate(where=key.label)
    except (pkcs11.PKCS11Error, PathError) as error:
        raise NoToken(where=key.label, label=key.label, reason=str(error)) from error
    return signer


def _only_certificate(session: pkcs11.Session, key: KeyToken) -> str:
    """Chứng thư duy nhất: the label of the key on the token; which of several must be said."""
    private = {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY}
    labels = sorted({str(found[pkcs11.Attribute.LABEL]) for found in session.get_objects(private)})
    if len(labels) != 1:
        raise NoToken(where=key.label, label=key.label, reason=f"keys: {', '.join(labels) or '–'}")
    return labels[0]
