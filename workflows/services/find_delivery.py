"""Tìm chuyển giao: one delivery by its place, or a refusal which says what there is."""

from collections.abc import Mapping

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from directives.exchange.deliveries import Delivery, State
from directives.register.books import BookKey
from storage import audit, deliveries
from workflows.services.books import entry_in
from workflows.services.workspace import Workspace


class UnknownDelivery(DirectiveError):
    """Không có chuyển giao: the document has no recipient at this place."""

    kind = "unknown_delivery"
    template = N_("{document} has no recipient {position}. “vanthu send list” shows its recipients.")


class WrongMove(DirectiveError):
    """Sai thứ tự: what was asked cannot follow the present state of the delivery."""

    kind = "wrong_move"
    template = N_("{subject} ({receiver}) is {state}; it cannot become {wanted} now.")


def delivery_in(connection: Connection, book: BookKey, number: int, position: int) -> Delivery:
    """Một chuyển giao trong giao dịch: locked to its end. Raises UnknownEntry, UnknownDelivery."""
    found = deliveries.find(connection, book, number, position)
    if found is None:
        entry = entry_in(connection, book, number)
        raise UnknownDelivery(where=entry.subject_id, document=entry.subject_id, position=position)
    return found


def refuse_wrong_move(delivery: Delivery, wanted: State) -> None:
    """Đúng thứ tự: raises WrongMove unless the state may follow the present one."""
    if not delivery.may_become(wanted):
        raise WrongMove(
            where=delivery.subject_id,
            subject=delivery.subject_id,
            receiver=delivery.recipient.name,
            state=delivery.state.value,
            wanted=wanted.value,
        )


def record_act(
    connection: Connection,
    workspace: Workspace,
    delivery: Delivery,
    act: str,
    facts: Mapping[str, object],
) -> None:
    """Ghi nhật ký việc gửi: one entry in the chain of the document's book; no names of persons in it."""
    entry = audit.Act(
        workspace.timestamp(),
        workspace.actor,
        act,
        delivery.document_id,
        {"delivery": delivery.position, **facts},
    )
    audit.append(connection, str(delivery.book), entry)


def keep(connection: Connection, before: Delivery, after: Delivery) -> None:
    """Ghi: the row was locked when it was read in this transaction, so it is still as it was."""
    if not deliveries.change(connection, before, after):
        raise RuntimeError(f"{before.subject_id} changed while it was locked")
