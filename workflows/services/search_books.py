"""Tìm văn bản: in the books of outgoing and incoming documents, by words with or without accents."""

from dataclasses import dataclass

from directives.errors import N_, DirectiveError
from directives.register.columns import words_of_row
from directives.register.incoming_columns import words_of_arrival
from directives.register.search import matches, words_of
from storage import search
from storage.database import reading
from storage.incoming import IncomingEntry
from storage.register import Entry
from storage.search import Filters
from workflows.services.workspace import Workspace


class NothingToSearch(DirectiveError):
    """Chưa có gì để tìm: neither a word with a letter or digit nor a filter."""

    kind = "nothing_to_search"
    template = N_("Say at least one word, or a filter such as “--year”.")


@dataclass(frozen=True, slots=True)
class Found:
    """Kết quả tìm: the rows of each kind of book."""

    outgoing: tuple[Entry, ...]
    incoming: tuple[IncomingEntry, ...]


def search_books(workspace: Workspace, asked: str, filters: Filters | None = None) -> Found:
    """Tìm: rows that hold every word, in any order; an accent that is written must stand there.

    Raises NothingToSearch.
    """
    filters = filters or Filters()
    words = words_of(asked)
    if not words and (asked.strip() or filters == Filters()):
        raise NothingToSearch(where="words")
    with reading(workspace.engine) as connection:
        return Found(
            tuple(
                entry
                for entry in search.outgoing(connection, words, filters)
                if matches(words, " ".join(words_of_row(entry.document, entry.note)))
            ),
            tuple(
                entry
                for entry in search.arrivals(connection, words, filters)
                if matches(words, " ".join(words_of_arrival(entry.number, entry.document, entry.handling)))
            ),
        )
