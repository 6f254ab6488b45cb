"""Chuyển qua bưu điện: labels for what waits, handing it over, and the postal book of a stretch of days."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO

import xlsxwriter

from directives.calendar.dates import short_date
from directives.document.model import Document
from directives.errors import N_, DirectiveError
from directives.exchange.deliveries import Channel, Delivery, State
from directives.exchange.postal import SIX_COLUMNS, PostalRow, labels_of, postal_rows
from directives.exchange.postal_docx import label_sheets, postal_book
from storage import deliveries, register
from storage.database import reading, transaction
from workflows.services.find_delivery import keep, record_act
from workflows.services.record_receipt import ReceiptBeforeSending
from workflows.services.workspace import Workspace

_TITLE = "Sổ bưu điện"


class NothingToPost(DirectiveError):
    """Không có bì nào: no copy waits for the post, or none was posted in these days."""

    kind = "nothing_to_post"
    template = N_("Nothing on paper {what}. “vanthu send status” shows what waits.")


def waiting_for_post(workspace: Workspace, issuer: str = "") -> Sequence[tuple[Document, Delivery]]:
    """Chờ bưu điện: the copies on paper which have not left, of one office or of all."""
    return _parcels(workspace, [State.WAITING], issuer)


def labels(workspace: Workspace, issuer: str = "") -> bytes:
    """Nhãn bì: a Word file of label sheets for what waits. Raises NothingToPost."""
    waiting = waiting_for_post(workspace, issuer)
    if not waiting:
        raise NothingToPost(where="labels", what=N_("waits to be posted"))
    return label_sheets(labels_of(waiting))


def hand_to_post(workspace: Workspace, on: date, issuer: str = "") -> Sequence[Delivery]:
    """Giao bưu điện: what waits on paper has left on that day; one act a copy. Doing it again finds nothing.

    Raises NothingToPost, ReceiptBeforeSending for a day before the document's own or after today.
    """
    waiting = waiting_for_post(workspace, issuer)
    for document, delivery in waiting:
        if not document.issued_on <= on <= workspace.now().date():
            raise ReceiptBeforeSending(where=delivery.subject_id, subject=delivery.subject_id, day=on)
    posted = []
    for _, delivery in waiting:
        with transaction(workspace.engine) as connection:
            current = deliveries.find(connection, delivery.book, delivery.number, delivery.position)
            if current != delivery:
                continue  # somebody else posted or changed it meanwhile
            after = replace(current, state=State.SENT, sent_on=on, sent_at=workspace.timestamp())
            keep(connection, current, after)
            record_act(connection, workspace, after, "delivery_posted", {"on": on.isoformat()})
            posted.append(after)
    if not posted:
        raise NothingToPost(where="post", what=N_("waits to be posted"))
    return posted


def postal_book_docx(workspace: Workspace, issuer: str, first: date, last: date) -> bytes:
    """Sổ bưu điện (docx): of one office, of the days from first to last. Raises NothingToPost."""
    rows = _rows(workspace, issuer, first, last)
    office = workspace.chart.on(last).office(issuer)
    period = f"Từ ngày {short_date(first)} đến ngày {short_date(last)}"
    return postal_book(rows, (*office.parent_lines, *office.name_lines), period)


def postal_book_xlsx(workspace: Workspace, issuer: str, first: date, last: date) -> bytes:
    """Sổ bưu điện (xlsx): every cell is text, none a formula. Raises NothingToPost."""
    rows = _rows(workspace, issuer, first, last)
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"created": datetime.combine(first, time.min)})
        sheet = book.add_worksheet(_TITLE)
        head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center"})
        body = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
        for column, (heading, width) in enumerate(zip(SIX_COLUMNS, (12, 22, 45, 11, 28, 14), strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, head)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row.cells):
                sheet.write_string(number, column, cell, body)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
    return content.getvalue()


def _rows(workspace: Workspace, issuer: str, first: date, last: date) -> Sequence[PostalRow]:
    parcels = _parcels(workspace, [State.SENT, State.RECEIVED, State.RETURNED], issuer)
    rows = postal_rows((doc, one) for doc, one in parcels if one.sent_on and first <= one.sent_on <= last)
    if not rows:
        raise NothingToPost(where="book", what=N_("was posted in these days"))
    return rows


def _parcels(
    workspace: Workspace, states: Sequence[State], issuer: str
) -> Sequence[tuple[Document, Delivery]]:
    with reading(workspace.engine) as connection:
        found = [
            one
            for one in deliveries.in_states(connection, states)
            if one.channel is Channel.PAPER and issuer in ("", one.book.issuer)
        ]
        entries = {(one.book, one.number): register.find(connection, one.book, one.number) for one in found}
    pairs = [(entries[one.book, one.number], one) for one in found]
    return [(entry.document, one) for entry, one in pairs if entry is not None]
