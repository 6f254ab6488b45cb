"""Nơi nhận: the lines of "Kính gửi" and "Nơi nhận" as those who get a copy, their purpose kept (PL.I-II.9)."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from directives.document.model import Document
from directives.text import comparison_key, normalise

_DATA = Path(__file__).parent / "data" / "purposes.toml"
_DASH = re.compile(r"^[-–•*+]\s*(?=[^\W\d])")
_END = re.compile(r"[\s;.,]+$")
_LAST_BRACKET = re.compile(r"\s*\(([^()]*)\)$")
_COPIES = re.compile(r"^(\d{1,3})\s*(?:bản)?$")
_ABOVE = re.compile(r"^như\s+(?:trên|kính\s+gửi)\b")
_ARTICLE = re.compile(r"^như\s+(?:điều|khoản|mục)\b")
_ARCHIVE = re.compile(r"^lưu\b")
_MANY = re.compile(r"(?:^|\s)(?:các|mọi|những|toàn thể)\s")


class RecipientKind(StrEnum):
    """Loại nơi nhận: one receiver; a group whose members the clerk has to name; those of an article."""

    RECEIVER = "receiver"
    GROUP = "group"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Nơi nhận: who gets a copy, as printed; ``name`` is without the brackets that were understood.

    ``purpose`` is the mark as written ("b/c", "để thực hiện"), ``meaning`` what the list of marks says of it;
    ``copies`` is None where the line does not say.
    """

    printed: str
    name: str
    kind: RecipientKind
    purpose: str = ""
    meaning: str = ""
    copies: int | None = None


def recipients_of(document: Document) -> tuple[Recipient, ...]:
    """Nơi nhận của văn bản: "Kính gửi" first, then "Nơi nhận", each receiver once.

    "Như trên" gives its purpose to those of "Kính gửi"; "Lưu" is no delivery. Who is named twice stands once,
    with the purpose of the later line if the first had none.
    """
    above = [recipient_of(line) for line in _lines(document.addressees)]
    below: list[Recipient] = []
    for line in _lines(document.recipients):
        key = comparison_key(line)
        if _ARCHIVE.match(key):
            continue
        if _ABOVE.match(key):
            given = recipient_of(line)
            above = [_with_purpose(recipient, given) for recipient in above]
            continue
        below.append(recipient_of(line))
    return tuple(_each_once([*above, *below]))


def recipient_of(line: str) -> Recipient:
    """Một nơi nhận: one line, its purpose and number of copies in brackets at the end.

    >>> found = recipient_of("- Bộ Nội vụ (để b/c);")
    >>> found.printed, found.name, found.purpose, found.meaning
    ('Bộ Nội vụ (để b/c)', 'Bộ Nội vụ', 'để b/c', 'report')
    """
    printed = _END.sub("", _DASH.sub("", normalise(line).strip()))
    name, purpose, meaning, copies = printed, "", "", None
    while bracket := _LAST_BRACKET.search(name):
        inside = " ".join(bracket[1].split())
        if (number := _COPIES.match(inside)) and copies is None and int(number[1]) > 0:
            copies = int(number[1])
        elif (found := meaning_of(inside)) and not purpose:
            purpose, meaning = inside, found
        else:
            break
        name = name[: bracket.start()]
    key = comparison_key(name)
    kind = RecipientKind.RECEIVER
    if _ARTICLE.match(key):
        kind = RecipientKind.ARTICLE
    elif _MANY.search(key):
        kind = RecipientKind.GROUP
    return Recipient(printed, name, kind, purpose, meaning, copies)


def meaning_of(mark: str) -> str:
    """Nghĩa của mục đích: what a mark in brackets means; empty for one the list does not hold.

    >>> meaning_of("để b/c"), meaning_of("B/C"), meaning_of("Phòng CCHC")
    ('report', 'report', '')
    """
    key = comparison_key(mark)
    return _meanings().get(key) or _meanings().get(key.removeprefix("để "), "")


@cache
def _meanings() -> dict[str, str]:
    table = tomllib.loads(_DATA.read_text(encoding="utf-8"))["mark"]
    return {comparison_key(mark): meaning for meaning, marks in table.items() for mark in marks}


def _lines(items: Iterable[str]) -> Iterator[str]:
    """Các dòng: an item may hold several, parted by semicolons outside brackets."""
    for item in items:
        for part in re.split(r";(?![^()]*\))", item):
            if part.strip(" \t\n.-–"):
                yield part


def _with_purpose(recipient: Recipient, given: Recipient) -> Recipient:
    """Thêm mục đích: of another line about the same receiver, where the own line has none."""
    purpose = recipient.purpose or given.purpose
    meaning = recipient.meaning or given.meaning
    return replace(recipient, purpose=purpose, meaning=meaning, copies=recipient.copies or given.copies)


def _each_once(recipients: Iterable[Recipient]) -> Iterator[Recipient]:
    found: dict[str, Recipient] = {}
    for recipient in recipients:
        key = comparison_key(recipient.name)
        found[key] = _with_purpose(found[key], recipient) if key in found else recipient
    yield from found.values()
