"""Trạng thái của dòng: changes of numbered documents with their reasons, within the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, func, select, update

from directives.register.books import BookKey
from directives.register.columns import searched_text
from directives.register.states import Move, State
from storage.register import Entry
from storage.register_tables import entry_change
from storage.tables import register_entry


@dataclass(frozen=True, slots=True)
class Place:
    """Vị trí trong sổ: a number of a book, written ``office/series/year/number``."""

    book: BookKey
    number: int

    def __str__(self) -> str:
        return f"{self.book}/{self.number}"


@dataclass(frozen=True, slots=True)
class Change:
    """Thay đổi: one act on a numbered document: why, by whom, when, resting on which other document."""

    move: Move
    reason: str
    actor: str
    at: str
    by: Place | None = None


def change(connection: Connection, entry: Entry, state: State, note: str, what: Change) -> None:
    """Ghi thay đổi: the new state and note of an entry that the caller has locked, and the reason beside it."""
    place = {name: getattr(entry.book, name) for name in ("issuer", "series", "year")} | {
        "number": entry.number
    }
    connection.execute(
        update(register_entry)
        .where(*(register_entry.c[name] == value for name, value in place.items()))
        .values(status=state.value, note=note, folded=searched_text(entry.document, note))
    )
    seq = connection.execute(
        select(func.coalesce(func.max(entry_change.c.seq), 0) + 1).where(
            *(entry_change.c[name] == value for name, value in place.items())
        )
    ).scalar_one()
    by = what.by
    connection.execute(
        entry_change.insert().values(
            **place,
            seq=seq,
            move=what.move.value,
            reason=what.reason,
            actor=what.actor,
            at=what.at,
            by_issuer=by.book.issuer if by else None,
            by_series=by.book.series if by else None,
            by_year=by.book.year if by else None,
            by_number=by.number if by else None,
        )
    )


def changes_of(connection: Connection, place: Place) -> Sequence[Change]:
    """Các thay đổi: of one numbered document, in the order in which they were made."""
    columns = entry_change.c
    rows = connection.execute(
        select(entry_change)
        .where(
            columns.issuer == place.book.issuer,
            columns.series == place.book.series,
            columns.year == place.book.year,
            columns.number == place.number,
        )
        .order_by(columns.seq)
    ).mappings()
    return [_change(row) for row in rows]


def changes_in(connection: Connection, book: BookKey) -> dict[int, list[Change]]:
    """Các thay đổi của một sổ: of each number that was ever changed, in the order in which they were made."""
    columns = entry_change.c
    rows = connection.execute(
        select(entry_change)
        .where(columns.issuer == book.issuer, columns.series == book.series, columns.year == book.year)
        .order_by(columns.number, columns.seq)
    ).mappings()
    found: dict[int, list[Change]] = {}
    for row in rows:
        found.setdefault(row["number"], []).append(_change(row))
    return found


def changed_books(connection: Connection) -> Sequence[BookKey]:
    """Các sổ có thay đổi: books in which a number was ever changed."""
    columns = entry_change.c
    rows = connection.execute(select(columns.issuer, columns.series, columns.year).distinct())
    return [BookKey(row.issuer, row.series, row.year) for row in rows]


def last_moves(connection: Connection, book: BookKey) -> dict[int, Move]:
    """Hành vi cuối: of each number of a book that was ever changed."""
    columns = entry_change.c
    rows = connection.execute(
        select(columns.number, columns.move)
        .where(columns.issuer == book.issuer, columns.series == book.series, columns.year == book.year)
        .order_by(columns.number, columns.seq)
    )
    return {row.number: Move(row.move) for row in rows}


def _change(row: RowMapping) -> Change:
    by = None
    if row["by_number"] is not None:
        by = Place(BookKey(row["by_issuer"], row["by_series"], row["by_year"]), row["by_number"])
    return Change(Move(row["move"]), row["reason"], row["actor"], row["at"], by)
