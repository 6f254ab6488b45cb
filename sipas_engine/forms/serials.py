"""Mã phiếu: serials of forms, and what the square code of a form says of it."""

import base64
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sipas_engine.errors import N_, Problem, SipasError

MARK = "VT1"
"""Dấu nhận: the first field of every square code; the number is that of this way of writing it."""

LONGEST_SERIAL = 32
_FIELD = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/-]*")
_SERIAL_DIGITS = 5


class BadSerial(SipasError):
    """Mã phiếu sai: a serial, or the code of a campaign, which could not be read back from a square code."""

    kind: ClassVar[str] = "bad_serial"
    template: ClassVar[str] = N_("{count} serial(s) of forms cannot be used. Mend them and try again:")


class UnreadFormCode(SipasError):
    """Mã vuông không đọc được: what was scanned is no code of a form of ours, or a letter of it is wrong."""

    kind: ClassVar[str] = "unread_form_code"
    template: ClassVar[str] = N_(
        "{text!r} is not the square code of a form. Scan it again, or type the serial."
    )


@dataclass(frozen=True, slots=True)
class FormCode:
    """Mã vuông của phiếu: campaign, version of the form, serial; letters which survive any scanner.

    >>> FormCode("ld-2026", "P2023-1a2b3c", "LD-00001").payload
    'VT1|ld-2026|P2023-1a2b3c|LD-00001|RLXM'
    """

    campaign: str
    version: str
    serial: str

    @property
    def payload(self) -> str:
        """Chữ trong mã vuông: the fields and four letters by which a wrong one is found."""
        said = "|".join((MARK, self.campaign, self.version, self.serial))
        return f"{said}|{_check(said)}"


def read_form_code(text: str) -> FormCode:
    """Đọc mã vuông: what a scanner gave. Raises UnreadFormCode when it is not ours or its check is wrong."""
    said, _, check = unicodedata.normalize("NFC", text.strip()).rpartition("|")
    fields = said.split("|")
    if (
        len(fields) != len(("mark", "campaign", "version", "serial"))
        or fields[0] != MARK
        or _check(said) != check
    ):
        raise UnreadFormCode(where="", text=text[:80])
    return FormCode(*fields[1:])


def serial_block(prefix: str, first: int, count: int) -> tuple[str, ...]:
    """Dải mã phiếu: ``count`` serials from ``first`` on, the numbers of one length. Raises BadSerial.

    >>> serial_block("LD-", 9, 2)
    ('LD-00009', 'LD-00010')
    """
    digits = max(_SERIAL_DIGITS, len(str(first + count - 1)))
    return checked_serials([f"{prefix}{number:0{digits}d}" for number in range(first, first + count)])


def checked_serials(serials: Sequence[str], *, file: str = "", first_row: int = 1) -> tuple[str, ...]:
    """Xét mã phiếu: each once, of letters, digits and -._/ only. Raises BadSerial naming every other."""
    composed = [unicodedata.normalize("NFC", serial.strip()) for serial in serials]
    times = Counter(composed)
    problems: list[Problem] = []
    for row, serial in enumerate(composed, start=first_row):
        where = f"{file}:{row}" if file else serial
        if not is_code(serial):
            problems.append(
                Problem(
                    N_(
                        "{serial!r} is no serial: 1 to {longest} letters without accents, digits, or one of - . _ /"
                    ),
                    {"serial": serial, "longest": LONGEST_SERIAL},
                    where,
                )
            )
        elif times[serial] > 1:
            problems.append(
                Problem(
                    N_("The serial {serial} stands {times} times."),
                    {"serial": serial, "times": times[serial]},
                    where,
                )
            )
    if problems:
        raise BadSerial(where=problems[0].where, problems=problems, count=len(problems))
    return tuple(composed)


def is_code(text: str) -> bool:
    """Có phải mã dùng được: whether it survives a square code, a file name and a person reading it aloud."""
    return len(text) <= LONGEST_SERIAL and _FIELD.fullmatch(text) is not None


def _check(said: str) -> str:
    return base64.b32encode(hashlib.sha256(said.encode()).digest())[:4].decode()
