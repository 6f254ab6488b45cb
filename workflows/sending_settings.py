"""Thiết lập việc gửi: where outgoing files go and which mail server carries letters, from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from directives.errors import N_, DirectiveError
from workflows.settings import Settings

#: Scheme of VANTHU_SMTP → how the connection is secured, and the usual port.
_SCHEMES = {"smtps": ("tls", 465), "smtp": ("starttls", 587), "smtp+plain": ("none", 25)}


class InvalidMailServer(DirectiveError):
    """Máy chủ thư sai: the setting of the mail server cannot be used."""

    kind = "invalid_mail_server"
    template = N_(
        "VANTHU_SMTP is not usable: {reason}. Write it as smtp://user@server:587 (with STARTTLS), "
        "smtps://… (TLS) or smtp+plain://… (no encryption, own network only), the password in "
        "VANTHU_SMTP_PASSWORD and the sender's address in VANTHU_MAIL_FROM."
    )


@dataclass(frozen=True, slots=True)
class MailServerSettings:
    """Máy chủ thư: address, security (tls, starttls, none), account and the sender's address."""

    host: str
    port: int
    security: str
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SendingSettings:
    """Thiết lập việc gửi: the folder of outgoing packages, the office's own lists, the mail server if any.

    ``mail`` is None when no server is set: letters are then left as .eml files in ``outgoing``. ``sender`` is
    the office's mail address, empty when none is set.
    """

    outgoing: Path
    agency_codes: Path | None
    address_book: Path | None
    sender: str
    mail: MailServerSettings | None


def read_sending_settings(settings: Settings, environment: Mapping[str, str] = os.environ) -> SendingSettings:
    """Đọc thiết lập: VANTHU_OUTGOING, VANTHU_AGENCY_CODES, VANTHU_ADDRESS_BOOK, VANTHU_SMTP, VANTHU_MAIL_FROM.

    The two lists are looked for in the home as ``agency-codes.toml`` and ``address-book.toml`` when nothing is
    set. Raises InvalidMailServer.
    """
    sender = environment.get("VANTHU_MAIL_FROM", "").strip()
    return SendingSettings(
        outgoing=Path(environment.get("VANTHU_OUTGOING") or settings.home / "outgoing").absolute(),
        agency_codes=_list(environment.get("VANTHU_AGENCY_CODES"), settings.home / "agency-codes.toml"),
        address_book=_list(environment.get("VANTHU_ADDRESS_BOOK"), settings.home / "address-book.toml"),
        sender=sender,
        mail=_mail(
            environment.get("VANTHU_SMTP", "").strip(), environment.get("VANTHU_SMTP_PASSWORD", ""), sender
        ),
    )


def _list(named: str | None, usual: Path) -> Path | None:
    if named:
        return Path(named).absolute()  # a file that was named must be there: reading it will say so
    return usual if usual.exists() else None


def _mail(address: str, password: str, sender: str) -> MailServerSettings | None:
    if not address:
        return None
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise InvalidMailServer(where="VANTHU_SMTP", reason=str(error)) from error
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise InvalidMailServer(where="VANTHU_SMTP", reason=N_("scheme or server is missing"))
    if parts.password:
        raise InvalidMailServer(where="VANTHU_SMTP", reason=N_("the password does not belong in it"))
    if "@" not in sender:
        raise InvalidMailServer(where="VANTHU_MAIL_FROM", reason=N_("the sender's address is missing"))
    security, usual_port = _SCHEMES[parts.scheme]
    user = unquote(parts.username or "")
    return MailServerSettings(parts.hostname, port or usual_port, security, sender, user, password)
