"""Chuyển giao qua bưu điện: envelope labels and the rows of the postal book (PL.IV, six columns), pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from directives.calendar.dates import short_date
from directives.document.model import Document
from directives.exchange.deliveries import Channel, Delivery
from directives.register.books import BookKey

SIX_COLUMNS = (
    "Ngày chuyển",
    "Số, ký hiệu văn bản",
    "Nơi nhận văn bản",
    "Số lượng bì",
    "Ký nhận và dấu bưu điện",
    "Ghi chú",
)


@dataclass(frozen=True, slots=True)
class Label:
    """Nhãn bì: sender, numbers of the documents inside, receiver with address, copies inside."""

    sender_lines: tuple[str, ...]
    numbers: tuple[str, ...]
    receiver: str
    address_lines: tuple[str, ...]
    copies: int


@dataclass(frozen=True, slots=True)
class PostalRow:
    """Dòng sổ bưu điện: the six cells as text; the fifth is signed and stamped by the post."""

    cells: tuple[str, str, str, str, str, str]


def labels_of(parcels: Iterable[tuple[Document, Delivery]]) -> tuple[Label, ...]:
    """Nhãn bì: one envelope for each sender and receiver, whatever goes into it, in order of first mention."""
    found: dict[tuple[str, str, str], Label] = {}
    for document, delivery in parcels:
        key = (document.issuer, delivery.recipient.name, delivery.address)
        before = found.get(key)
        number = str(document.number)
        address = tuple(line.strip() for line in delivery.address.splitlines() if line.strip())
        found[key] = Label(
            sender_lines=(*document.letterhead.parent_lines, *document.letterhead.name_lines),
            numbers=(*(before.numbers if before else ()), number),
            receiver=delivery.recipient.name,
            address_lines=address,
            copies=(before.copies if before else 0) + delivery.copies,
        )
    return tuple(found.values())


def postal_rows(parcels: Iterable[tuple[Document, Delivery]]) -> tuple[PostalRow, ...]:
    """Các dòng sổ: the copies handed to the post, by day, then as envelopes: one row for one envelope.

    The days of posting must be known; the note tells how many copies lie inside.
    """
    envelopes: dict[tuple[str, str, str, str], tuple[list[str], int]] = {}
    posted = [(doc, one) for doc, one in parcels if one.channel is Channel.PAPER and one.sent_on]
    for document, delivery in sorted(posted, key=lambda pair: _order(pair[1])):
        day = short_date(delivery.sent_on) if delivery.sent_on else ""
        key = (day, document.issuer, delivery.recipient.name, delivery.address)
        numbers, copies = envelopes.get(key, ([], 0))
        envelopes[key] = ([*numbers, str(document.number)], copies + delivery.copies)
    return tuple(
        PostalRow((day, "; ".join(numbers), name, "1", "", f"{copies} bản"))
        for (day, _, name, _), (numbers, copies) in envelopes.items()
    )


def _order(delivery: Delivery) -> tuple[date | None, BookKey, int, int]:
    return delivery.sent_on, delivery.book, delivery.number, delivery.position
