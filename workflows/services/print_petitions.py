"""In sổ đơn thư: the book of petitions, secret senders hidden, ready to be printed and bound."""

from datetime import date

from directives.register.petition_columns import PRINTED_PETITIONS, petition_cells
from directives.register.petition_kinds import PetitionKinds
from directives.register.petitions import PetitionBookKey
from directives.register.printed import PrintedBook, Span
from workflows.services.petition_books import petition_list
from workflows.services.print_book import answer_of, letterhead_of
from workflows.services.workspace import Workspace


def petition_book(
    workspace: Workspace,
    kinds: PetitionKinds,
    key: PetitionBookKey,
    *,
    late_on: date | None = None,
    volume: int = 1,
) -> PrintedBook:
    """Sổ tiếp nhận, xử lý đơn: all petitions of a year, with ``late_on`` only the late ones. Raises UnknownOffice."""
    shown = petition_list(workspace, kinds, key, late_on=late_on)
    rows = tuple(
        petition_cells(
            one.entry.number,
            one.entry.petition,
            one.kind,
            one.entry.standing,
            one.sender,
            answer_of(workspace, one.entry.standing.reply),
        )
        for one in shown
    )
    day = shown[-1].entry.petition.received_on if shown else workspace.today()
    parent, agency = letterhead_of(workspace, key.office, day)
    span = Span(
        key.year,
        *((rows[0][1], rows[-1][1], rows[0][0], rows[-1][0]) if rows else ("", "", "", "")),
        volume,
    )
    title = "SỔ TIẾP NHẬN, XỬ LÝ ĐƠN"
    return PrintedBook(f"ĐƠN {key.year}", parent, agency, title, span.facts, PRINTED_PETITIONS, rows)
