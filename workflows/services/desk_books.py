"""Văn bản cũ để soạn theo: the last documents of an office, and the place of one as people write it."""

from collections.abc import Iterator, Sequence
from itertools import islice

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from directives.register.books import BookKey
from storage import register
from storage.database import reading
from storage.entry_states import Place
from storage.register import Entry
from workflows.services.workspace import Workspace

_SHOWN = 15


class UnreadablePlace(DirectiveError):
    """Không rõ số nào: a place is written office/series/year/number."""

    kind = "unreadable_place"
    template = N_(
        "“{written}” names no document. Choose one from the list, or write office/series/year/number."
    )


def place_of(written: str) -> Place:
    """Vị trí trong sổ: "snv-dak-nong/CV/2021/1848". Raises UnreadablePlace."""
    issuer, _, rest = written.strip().partition("/")
    series, _, rest = rest.partition("/")
    year, _, number = rest.partition("/")
    if not (issuer and series and year.isdecimal() and number.isdecimal() and len(year + number) < 14):
        raise UnreadablePlace(where="place", written=written[:60])
    return Place(BookKey(issuer, series, int(year)), int(number))


def earlier_documents(workspace: Workspace, units: Sequence[str]) -> Sequence[Entry]:
    """Văn bản gần đây: the newest of each office, of every series."""
    with reading(workspace.engine) as connection:
        return [one for unit in units for one in islice(newest(connection, unit), _SHOWN)]


def newest(connection: Connection, unit: str) -> Iterator[Entry]:
    """Từ mới đến cũ: the documents of an office which bear a number here, book by book, the last year first."""
    keys = [(key, counter) for key, counter in register.books(connection) if key.issuer == unit]
    for key, counter in sorted(keys, key=lambda one: -one[0].year):
        for number in range(counter.last_number, counter.opened_after, -1):
            found = register.find(connection, key, number)
            if found is not None:
                yield found
