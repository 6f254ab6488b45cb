"""Lập danh sách gửi: the recipients of every numbered document become deliveries, once."""

from dataclasses import replace

from directives.document.model import Document
from directives.exchange.deliveries import Channel, Delivery, due_day
from directives.exchange.recipients import Recipient, RecipientKind, recipients_of
from directives.register.books import BookKey
from storage import audit, deliveries, outbox, register
from storage.database import reading, transaction
from workflows.services.carriers import Dispatch
from workflows.services.workspace import Workspace

#: Topic of the outbox: deliveries a machine can carry away.
DELIVER = "deliver"
MACHINE = frozenset({Channel.EDXML, Channel.EMAIL})


def plan_deliveries(workspace: Workspace, dispatch: Dispatch) -> int:
    """Lập danh sách: of every document that has none yet; returns of how many. Doing it again adds nothing.

    Each document is a transaction of its own, with one audit entry; a damaged record is left to
    ``register verify``.
    """
    with reading(workspace.engine) as connection:
        waiting = deliveries.unplanned(connection)
        found = {
            (entry.book, entry.number): entry
            for book in {book for book, _ in waiting}
            for _, entry in register.entries_with_damage(connection, book)
            if entry is not None
        }
    return sum(
        plan_document(workspace, dispatch, key, number, found[key, number].document)
        for key, number in waiting
        if (key, number) in found
    )


def plan_document(
    workspace: Workspace, dispatch: Dispatch, book: BookKey, number: int, document: Document
) -> bool:
    """Lập danh sách của một văn bản: False when it has one already, or names nobody."""
    due = due_day(workspace.calendar, document)
    rows = [
        _delivery(dispatch, Delivery(book, number, position, recipient, due))
        for position, recipient in enumerate(recipients_of(document), start=1)
    ]
    with transaction(workspace.engine) as connection:
        if not rows or not deliveries.add(connection, rows[:1]):
            return False  # whoever adds the first row adds them all
        deliveries.add(connection, rows[1:])
        at = workspace.timestamp()
        for row in rows:
            if row.channel in MACHINE:
                outbox.put(connection, DELIVER, row.subject_id, {"attempt": row.attempt}, at)
        audit.append(
            connection,
            str(book),
            audit.Act(
                at, workspace.actor, "deliveries_planned", rows[0].document_id, {"recipients": len(rows)}
            ),
        )
    return True


def _delivery(dispatch: Dispatch, plain: Delivery) -> Delivery:
    if plain.recipient.kind is RecipientKind.RECEIVER:
        return routed(dispatch, plain)
    return replace(plain, copies=plain.recipient.copies or 1)


def routed(dispatch: Dispatch, plain: Delivery) -> Delivery:
    """Theo sổ địa chỉ: the delivery with the route the address book has for its receiver, if any."""
    route = dispatch.addresses.route_to(plain.recipient.name)
    copies = plain.recipient.copies or route.copies
    return replace(plain, channel=route.channel, address=route.address, copies=copies)


def member_of_group(group: Delivery, name: str, position: int) -> Delivery:
    """Thành viên của nhóm: a delivery to one named receiver, with the purpose of the group."""
    recipient = Recipient(
        name, name, RecipientKind.RECEIVER, group.recipient.purpose, group.recipient.meaning
    )
    return Delivery(group.book, group.number, position, recipient, group.due_on, group=group.position)
