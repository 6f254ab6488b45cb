"""Chọn đường gửi: the clerk says how a copy travels, and who stands behind a group."""

from collections.abc import Sequence
from dataclasses import replace

from directives.errors import N_, DirectiveError
from directives.exchange.address_book import checked_address
from directives.exchange.deliveries import Channel, Delivery, State
from directives.exchange.recipients import RecipientKind
from directives.register.books import BookKey
from directives.text import comparison_key, normalise
from storage import deliveries, outbox
from storage.database import transaction
from workflows.services.carriers import Dispatch
from workflows.services.find_delivery import delivery_in, keep, record_act, refuse_wrong_move
from workflows.services.plan_deliveries import DELIVER, MACHINE, member_of_group, routed
from workflows.services.workspace import Workspace


class GroupUnnamed(DirectiveError):
    """Nhóm chưa nêu rõ: a group has no address; its members have."""

    kind = "group_unnamed"
    template = N_("“{receiver}” is a group. Name its members first: vanthu send resolve.")


class NoMembers(DirectiveError):
    """Thiếu thành viên: a group is resolved into at least one receiver, each named once."""

    kind = "no_members"
    template = N_("Name the receivers behind “{receiver}”, each once.")


def route_delivery(
    workspace: Workspace,
    dispatch: Dispatch,
    place: tuple[BookKey, int, int],
    channel: Channel,
    address: str = "",
    copies: int = 1,
) -> Delivery:
    """Chọn đường gửi: for a copy that waits or came back; the same choice again changes nothing.

    For edXML without an address the code of the agency of exactly that name is taken from the registry.
    Raises BadAddress, GroupUnnamed, WrongMove, UnknownDelivery.
    """
    with transaction(workspace.engine) as connection:
        before = delivery_in(connection, *place)
        if before.needs_naming and channel is not Channel.PAPER:
            raise GroupUnnamed(where=before.subject_id, receiver=before.recipient.name)
        if channel is Channel.EDXML and not address:
            address = dispatch.codes.code_named(before.recipient.name, workspace.now().date())
        checked = checked_address(channel, address, dispatch.codes)
        if before.state is not State.WAITING:
            refuse_wrong_move(before, State.WAITING)
        attempt = before.attempt + (before.state is State.RETURNED)
        after = replace(
            before,
            channel=channel,
            address=checked,
            copies=copies,
            state=State.WAITING,
            attempt=attempt,
            begun_at="",
            sent_at="",
            sent_on=None,
            received_on=None,
            received_by="",
            sha256="",
            proof="",
            trouble="",
        )
        if after == before:
            return before
        keep(connection, before, after)
        at = workspace.timestamp()
        outbox.done(connection, DELIVER, before.subject_id, at)
        if channel in MACHINE:
            outbox.put(connection, DELIVER, after.subject_id, {"attempt": attempt}, at)
        facts = {"channel": channel.value, "copies": copies, "attempt": attempt}
        record_act(connection, workspace, after, "delivery_routed", facts)
    return after


def resolve_group(
    workspace: Workspace, dispatch: Dispatch, place: tuple[BookKey, int, int], names: Sequence[str]
) -> Sequence[Delivery]:
    """Nêu rõ nhóm: a waiting recipient becomes those who stand behind it, each with a delivery of its own.

    A receiver who has a delivery of this document already gets no second one. Returns the new deliveries;
    none when the group was resolved into the same receivers before. Raises NoMembers, WrongMove.
    """
    members = [" ".join(normalise(name).split()) for name in names]
    keys = [comparison_key(name) for name in members]
    with transaction(workspace.engine) as connection:
        group = delivery_in(connection, *place)
        if not members or not all(keys) or len(set(keys)) != len(keys):
            raise NoMembers(where=group.subject_id, receiver=group.recipient.name)
        existing = deliveries.of_document(connection, group.book, group.number)
        known = {
            comparison_key(d.recipient.name) for d in existing if d.recipient.kind is RecipientKind.RECEIVER
        }
        new = [name for name, key in zip(members, keys, strict=True) if key not in known]
        if group.state is State.RESOLVED and not new:
            return []
        refuse_wrong_move(group, State.RESOLVED)
        first = max(d.position for d in existing) + 1
        added = [
            routed(dispatch, member_of_group(group, name, position))
            for position, name in enumerate(new, start=first)
        ]
        at = workspace.timestamp()
        deliveries.add(connection, added)
        keep(connection, group, replace(group, state=State.RESOLVED))
        outbox.done(connection, DELIVER, group.subject_id, at)
        for one in added:
            if one.channel in MACHINE:
                outbox.put(connection, DELIVER, one.subject_id, {"attempt": one.attempt}, at)
        facts = {"receivers": [one.position for one in added]}
        record_act(connection, workspace, group, "group_resolved", facts)
    return added
