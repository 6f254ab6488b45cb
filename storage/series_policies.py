"""Cách đánh số: what each office decided, by the year from which it holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter
from sqlalchemy import Connection, bindparam, select, text

from directives.document.model import Document
from directives.errors import N_, DirectiveError
from directives.register.books import BookKey, Counter, book_of
from directives.register.series import ONE_SERIES_A_TYPE, SeriesPolicy
from storage import register
from storage.json_text import canonical
from storage.register_tables import series_policy
from storage.tables import book

_POLICY = TypeAdapter(SeriesPolicy)
_IN_FORCE = (
    select(series_policy.c.policy)
    .where(series_policy.c.office == bindparam("office"), series_policy.c.from_year <= bindparam("year"))
    .order_by(series_policy.c.from_year.desc())
    .limit(1)
)


class PolicyChanging(DirectiveError):
    """Đang đổi cách đánh số: the office's decision came between looking for the book and locking it."""

    kind = "series_policy_changing"
    template = N_(
        "The series policy of {office} was changed at this very moment, so no number was given. "
        "Issue the document again."
    )


class SeriesOutsidePolicy(DirectiveError):
    """Không có loại sổ này: by the office's policy no document of that year is numbered in such a series."""

    kind = "series_outside_policy"
    template = N_("{office} numbers nothing in a series “{series}” in {year}. Its series are: {known}.")


@dataclass(frozen=True, slots=True)
class DecidedPolicy:
    """Quyết định về cách đánh số: of an office, from a year on, on which grounds."""

    office: str
    from_year: int
    policy: SeriesPolicy
    basis: str


def policy_in(connection: Connection, office: str, year: int) -> SeriesPolicy:
    """Cách đánh số của năm: the newest decision that holds; without any, one series for each type."""
    found = connection.execute(_IN_FORCE, {"office": office, "year": year}).scalar_one_or_none()
    return ONE_SERIES_A_TYPE if found is None else _POLICY.validate_json(found)


def book_for(connection: Connection, document: Document) -> BookKey:
    """Sổ của văn bản: by the policy of its office in the year of its date."""
    return book_of(document, policy_in(connection, document.issuer, document.issued_on.year))


def refuse_other_series(connection: Connection, key: BookKey) -> None:
    """Đúng loại sổ: raises SeriesOutsidePolicy for a book which no document of its year could go into."""
    known = policy_in(connection, key.issuer, key.year).all_series
    if key.series not in known:
        listed = ", ".join(sorted(known))
        raise SeriesOutsidePolicy(
            where=str(key), office=key.issuer, series=key.series, year=str(key.year), known=listed
        )


def locked_book(connection: Connection, document: Document) -> tuple[BookKey, Counter]:
    """Sổ đã khóa: the book of this document and where it stands, locked to the end of the transaction.

    A policy changes only before the first number of a year, so only a book without any can have been looked
    for under the old one. Raises PolicyChanging then.
    """
    key = book_for(connection, document)
    counter = register.locked_counter(connection, key)
    if counter.last_date is None and book_for(connection, document) != key:
        raise PolicyChanging(where=key.issuer, office=key.issuer)
    return key, counter


def books_begun(connection: Connection, office: str, from_year: int) -> Sequence[BookKey]:
    """Sổ đã dùng: books of the office from a year on; nobody begins another until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE book IN SHARE ROW EXCLUSIVE MODE"))
    rows = connection.execute(
        select(book.c.issuer, book.c.series, book.c.year)
        .where(book.c.issuer == office, book.c.year >= from_year)
        .order_by(book.c.year, book.c.series)
    )
    return [BookKey(*row) for row in rows]


def decide(connection: Connection, decided: DecidedPolicy) -> None:
    """Quyết định: keep a policy; one for the same year that no book has used yet is replaced."""
    place = (series_policy.c.office == decided.office) & (series_policy.c.from_year == decided.from_year)
    connection.execute(series_policy.delete().where(place))
    connection.execute(
        series_policy.insert().values(
            office=decided.office,
            from_year=decided.from_year,
            policy=canonical(policy_as_json(decided.policy)),
            basis=decided.basis,
        )
    )


def decided_policies(connection: Connection, office: str | None = None) -> Sequence[DecidedPolicy]:
    """Các quyết định: of one office or of all, by office and year."""
    rows = select(series_policy).order_by(series_policy.c.office, series_policy.c.from_year)
    if office is not None:
        rows = rows.where(series_policy.c.office == office)
    return [
        DecidedPolicy(row.office, row.from_year, _POLICY.validate_json(row.policy), row.basis)
        for row in connection.execute(rows)
    ]


def policy_as_json(policy: SeriesPolicy) -> dict[str, object]:
    """Cách đánh số thành JSON: groups by name with their types, and the rest."""
    written: dict[str, object] = _POLICY.dump_python(policy, mode="json")
    return written
