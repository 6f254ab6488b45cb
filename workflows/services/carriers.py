"""Người chuyển: what carries a copy away: a folder for edXML packages, a mail server or a folder for letters.

Carrying the same content twice is recognisable: a file has the same name, a letter the same Message-ID.
"""

import smtplib
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from directives.errors import N_, DirectiveError
from directives.exchange.address_book import AddressBook
from directives.exchange.deliveries import Channel, Delivery
from directives.org.agency_codes import AgencyCodes
from storage.files import write_whole

#: A server that says nothing for so long is given up; far below the lease of ``send_deliveries``.
_TIMEOUT_SECONDS = 30


class NotCarried(DirectiveError):
    """Không chuyển được: the copy surely did not leave, or nobody can say; it goes on waiting."""

    kind = "not_carried"
    template = N_("{subject} was not sent: {reason}")


class Carrier(Protocol):
    """Người chuyển: takes the content of one delivery away and tells what shows it."""

    def carry(self, delivery: Delivery, content: bytes) -> str:
        """Chuyển: returns the proof. Raises NotCarried."""


@dataclass(frozen=True, slots=True)
class FolderCarrier:
    """Thư mục gửi đi: one file a delivery, whole or not at all, under a name that a repeat has again.

    From there a person, or the connector of the national axis, takes it; this program has no access to that.
    """

    folder: Path
    suffix: str

    def carry(self, delivery: Delivery, content: bytes) -> str:
        """Đặt vào thư mục: the proof is the file's name."""
        name = f"{delivery.message_id}{self.suffix}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self.folder / name, content)
        except OSError as error:
            reason = error.strerror or str(error)
            raise NotCarried(where=str(self.folder), subject=delivery.subject_id, reason=reason) from error
        return name


@dataclass(frozen=True, slots=True)
class SmtpCarrier:
    """Máy chủ thư: hands a letter over by SMTP, encrypted unless the setting says otherwise."""

    host: str
    port: int
    security: str
    sender: str
    user: str = ""
    password: str = ""

    def carry(self, delivery: Delivery, content: bytes) -> str:
        """Giao cho máy chủ: the proof is the server that took it over."""
        try:
            with self._connected() as server:
                if self.user:
                    server.login(self.user, self.password)
                server.sendmail(self.sender, [delivery.address], content)
        except (smtplib.SMTPException, OSError) as error:
            raise NotCarried(where=self.host, subject=delivery.subject_id, reason=_said(error)) from error
        return f"{self.host}:{self.port}"

    def _connected(self) -> smtplib.SMTP:
        trust = ssl.create_default_context()
        if self.security == "tls":
            return smtplib.SMTP_SSL(self.host, self.port, timeout=_TIMEOUT_SECONDS, context=trust)
        server = smtplib.SMTP(self.host, self.port, timeout=_TIMEOUT_SECONDS)
        if self.security == "starttls":
            try:
                server.starttls(context=trust)
            except BaseException:
                server.close()
                raise
        return server


def _said(error: Exception) -> str:
    """Máy chủ trả lời: its own words in one line, without addresses of ours."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            code, text = next(iter(error.recipients.values()))
            return f"{code} {_line(text)}"
        case smtplib.SMTPResponseException():
            return f"{error.smtp_code} {_line(error.smtp_error)}"
        case OSError() if error.strerror:
            return error.strerror
        case _:
            return str(error) or type(error).__name__


def _line(text: bytes | str) -> str:
    shown = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return " ".join(shown.split())


@dataclass(frozen=True, slots=True)
class Dispatch:
    """Phòng chuyển văn bản: what sending works with besides the workspace, chosen in ``workflows.wiring``.

    ``carriers`` has one carrier for each channel that a machine can serve; ``sender`` is the mail address
    letters come from, empty when none is set.
    """

    codes: AgencyCodes
    addresses: AddressBook
    carriers: dict[Channel, Carrier]
    sender: str = ""
