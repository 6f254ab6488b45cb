"""Ghi nhận kết quả chuyển giao: who signed for a copy and when, or why it came back; the same twice counts once."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from directives.exchange.code_lists import RECEIVED, REFUSED, code_lists
from directives.exchange.deliveries import Channel, Delivery, State
from directives.exchange.message import DocumentKey, StatusMessage, day_of
from directives.exchange.package import key_of
from directives.exchange.reader import read_message
from directives.register.books import BookKey
from storage import deliveries, outbox, register
from storage.database import reading, transaction
from workflows.services.carriers import Dispatch
from workflows.services.find_delivery import delivery_in, keep, record_act, refuse_wrong_move
from workflows.services.plan_deliveries import DELIVER
from workflows.services.workspace import Workspace


class NoReturnReason(DirectiveError):
    """Thiếu lý do trả lại: why a copy came back is kept with it."""

    kind = "no_return_reason"
    template = N_("Say why {subject} came back: the reason is kept with it.")


class ReceiptBeforeSending(DirectiveError):
    """Nhận trước khi gửi: the day of receipt lies before the document was made or after today."""

    kind = "receipt_day"
    template = N_("{subject} cannot have been sent or received on {day}. Check the day.")


class UnknownStatus(DirectiveError):
    """Trạng thái không khớp: the file tells of no delivery of ours."""

    kind = "unknown_status"
    template = N_("{file} tells of no delivery of ours: {reason}.")


def record_receipt(
    workspace: Workspace, place: tuple[BookKey, int, int], received_by: str, on: date
) -> Delivery:
    """Ký nhận: who signed for a copy and on which day. Raises WrongMove, ReceiptBeforeSending.

    A copy handed over without having been sent by a machine is thereby sent on the same day.
    """
    with transaction(workspace.engine) as connection:
        return _received(connection, workspace, delivery_in(connection, *place), received_by.strip(), on)


def record_return(workspace: Workspace, place: tuple[BookKey, int, int], reason: str, on: date) -> Delivery:
    """Trả lại: a copy came back, with the reason. Raises NoReturnReason, WrongMove."""
    with transaction(workspace.engine) as connection:
        return _returned(connection, workspace, delivery_in(connection, *place), reason.strip(), on)


def take_status_message(workspace: Workspace, dispatch: Dispatch, file: Path) -> Delivery:
    """Nhận gói trạng thái: 03 is a receipt, 02 a return with its reason; others are kept in the journal.

    Raises UnknownStatus when the file is no status message or names no document or receiver of ours.
    """
    message = read_message(file).message
    if not isinstance(message, StatusMessage):
        raise _unknown(file, N_("it is no status message"))
    if code_lists().status_of(message.code) is None:
        raise _unknown(file, N_("its status code is in no list"))
    place = _place_of(workspace, dispatch, message)
    if place is None:
        raise _unknown(file, N_("no copy of that document went to that agency"))
    day = day_of(message.at) or workspace.now().date()
    with transaction(workspace.engine) as connection:
        delivery = delivery_in(connection, *place)
        match message.code:
            case code if code == RECEIVED:
                return _received(connection, workspace, delivery, message.staff.name, day)
            case code if code == REFUSED:
                return _returned(connection, workspace, delivery, message.description, day)
        after = replace(delivery, proof=f"{message.code} {message.at}")
        if after != delivery:
            keep(connection, delivery, after)
            facts = {"code": message.code, "at": message.at}
            record_act(connection, workspace, delivery, "status_received", facts)
        return after


def _received(
    connection: Connection, workspace: Workspace, before: Delivery, received_by: str, on: date
) -> Delivery:
    after = replace(
        before,
        state=State.RECEIVED,
        sent_on=before.sent_on or on,
        received_on=on,
        received_by=received_by,
        trouble="",
    )
    if after == before:
        return before
    refuse_wrong_move(before, State.RECEIVED)
    _refuse_wrong_day(connection, workspace, before, on)
    keep(connection, before, after)
    outbox.done(connection, DELIVER, before.subject_id, workspace.timestamp())
    record_act(connection, workspace, after, "receipt_recorded", {"on": on.isoformat()})
    return after


def _returned(
    connection: Connection, workspace: Workspace, before: Delivery, reason: str, on: date
) -> Delivery:
    if not reason:
        raise NoReturnReason(where=before.subject_id, subject=before.subject_id)
    after = replace(before, state=State.RETURNED, trouble=reason)
    if after == before:
        return before
    refuse_wrong_move(before, State.RETURNED)
    _refuse_wrong_day(connection, workspace, before, on)
    keep(connection, before, after)
    outbox.done(connection, DELIVER, before.subject_id, workspace.timestamp())
    record_act(connection, workspace, after, "delivery_returned", {"on": on.isoformat(), "reason": reason})
    return after


def _refuse_wrong_day(connection: Connection, workspace: Workspace, delivery: Delivery, on: date) -> None:
    entry = register.find(connection, delivery.book, delivery.number)
    first = delivery.sent_on or (entry.document.issued_on if entry else on)
    if not first <= on <= workspace.now().date():
        raise ReceiptBeforeSending(where=delivery.subject_id, subject=delivery.subject_id, day=on)


def _place_of(
    workspace: Workspace, dispatch: Dispatch, message: StatusMessage
) -> tuple[BookKey, int, int] | None:
    """Chỗ của chuyển giao: by the identity of the document and the code of the agency that answers."""
    answered = DocumentKey.parsed(message.reply_to.document_id) or DocumentKey(
        message.reply_to.agency, message.reply_to.issued_on, message.reply_to.number_and_symbol
    )
    with reading(workspace.engine) as connection:
        sent = deliveries.sent_to(connection, Channel.EDXML, message.sender.code)
        for delivery in sent:
            entry = register.find(connection, delivery.book, delivery.number)
            if entry is None:
                continue
            document = entry.document
            code = dispatch.codes.code_of_office(document.issuer, document.issued_on)
            own = key_of(document, code or answered.agency)
            same_day = day_of(answered.issued_on) == document.issued_on
            same_number = answered.number_and_symbol == own.number_and_symbol
            if same_day and same_number and answered.agency == own.agency:
                return delivery.book, delivery.number, delivery.position
    return None


def _unknown(file: Path, reason: str) -> UnknownStatus:
    return UnknownStatus(where=file.name, file=file.name, reason=reason)
