"""Văn bản làm chứng: a document is found by its number, among those we issued and those which came in."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from directives.register.incoming import IncomingState
from directives.register.states import State
from directives.text import normalise
from storage.register_tables import incoming_entry
from storage.tables import register_entry


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """Văn bản tìm thấy: the row of a book, and whose document it is: office id if issued by us, else as typed."""

    subject_id: str
    author: str


def issued_as(connection: Connection, number: int, symbol: str, year: int) -> list[FoundDocument]:
    """Văn bản đi: those of every office with this number and symbol in a year."""
    t = register_entry.c
    rows = connection.execute(
        select(t.issuer, t.series, t.year, t.number)
        .where(t.year == year, t.number == number, t.symbol == symbol, t.status != State.CANCELLED.value)
        .order_by(t.issuer, t.series)
    )
    return [FoundDocument(f"{issuer}/{series}/{of_year}/{n}", issuer) for issuer, series, of_year, n in rows]


def arrived_as(connection: Connection, number_and_symbol: str, upto: date) -> list[FoundDocument]:
    """Văn bản đến: those which arrived by a day and carry this number, the same however it was typed."""
    t = incoming_entry.c
    number = normalise("".join(number_and_symbol.casefold().split()).lstrip("0"))
    years = (upto.year, upto.year - 1)
    rows = connection.execute(
        select(t.office, t.year, t.number, t.identity)
        .where(
            t.arrived_on <= upto,
            t.year.in_(years),
            t.status == IncomingState.REGISTERED.value,
            t.identity.contains(f"|{number}|", autoescape=True),
        )
        .order_by(t.office, t.year.desc(), t.number.desc())
    )
    return [
        FoundDocument(f"{office}/ĐẾN/{year}/{place}", identity.partition("|")[0])
        for office, year, place, identity in rows
    ]
