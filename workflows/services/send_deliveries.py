"""Gửi đi: carries what waits in the outbox; each copy once, also when the process is killed in the middle.

A copy is claimed in a transaction of its own before anything leaves, and what is to leave is kept in the file
store then. Whoever finds a claim older than the lease takes it over and sends the same bytes under the same
name or Message-ID, so that a receiver can tell a repeat.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from directives.errors import N_, DirectiveError
from directives.exchange.deliveries import Delivery, State
from directives.register.books import BookKey
from directives.register.states import State as RegisterState
from storage import deliveries, outbox, register
from storage.database import reading, transaction
from storage.register import Entry
from workflows.services.carriers import Dispatch, NotCarried
from workflows.services.find_delivery import record_act
from workflows.services.parcel import packed
from workflows.services.plan_deliveries import DELIVER
from workflows.services.workspace import Workspace

#: After so long a claim is taken to be that of a process which died (carriers give up much earlier).
LEASE = timedelta(minutes=10)


class NoCarrier(DirectiveError):
    """Không có đường gửi: no machine carries this channel."""

    kind = "no_carrier"
    template = N_("{subject}: nothing is set up to carry the channel “{channel}”.")


@dataclass(frozen=True, slots=True)
class NotSent:
    """Chưa gửi được: one delivery and why."""

    delivery: Delivery
    error: DirectiveError


@dataclass(slots=True)
class SendingReport:
    """Kết quả gửi: what left, what did not and why, what another process is just sending."""

    sent: list[Delivery] = field(default_factory=list)
    not_sent: list[NotSent] = field(default_factory=list)
    elsewhere: list[Delivery] = field(default_factory=list)


def send_deliveries(workspace: Workspace, dispatch: Dispatch) -> SendingReport:
    """Gửi: everything that waits and has a way to go; one that fails stops no other."""
    report = SendingReport()
    with reading(workspace.engine) as connection:
        subjects = outbox.waiting(connection, DELIVER)
    for subject in subjects:
        with reading(workspace.engine) as connection:
            waiting = deliveries.find(connection, *place_of(subject))
        if waiting is None or waiting.state not in (State.WAITING, State.SENDING):
            continue
        try:
            _send(workspace, dispatch, waiting, report)
        except DirectiveError as error:
            report.not_sent.append(NotSent(waiting, error))
    return report


def place_of(subject: str) -> tuple[BookKey, int, int]:
    """Chỗ của chuyển giao: from the name which audit and outbox give it."""
    document, _, position = subject.rpartition("#")
    issuer, series, year, number = document.rsplit("/", 3)
    return BookKey(issuer, series, int(year)), int(number), int(position)


def _send(workspace: Workspace, dispatch: Dispatch, waiting: Delivery, report: SendingReport) -> None:
    now = workspace.now()
    if waiting.state is State.SENDING and now - datetime.fromisoformat(waiting.begun_at) < LEASE:
        report.elsewhere.append(waiting)
        return
    carrier = dispatch.carriers.get(waiting.channel)
    if carrier is None:
        raise NoCarrier(where=waiting.subject_id, subject=waiting.subject_id, channel=waiting.channel.value)
    with reading(workspace.engine) as connection:
        entry = register.find(connection, waiting.book, waiting.number)
    if entry is None or not RegisterState(entry.status).in_force:
        return  # a cancelled document goes nowhere
    content = workspace.files.get(waiting.sha256) if waiting.state is State.SENDING else None
    if content is None:
        content = packed(workspace, dispatch, entry, waiting, now)
    claimed = _claim(workspace, entry, waiting, workspace.files.put(content), now)
    if claimed is None:
        report.elsewhere.append(waiting)
        return
    try:
        proof = carrier.carry(claimed, content)
    except NotCarried as error:
        _settle(
            workspace,
            claimed,
            replace(claimed, state=State.WAITING, trouble=str(error.fields["reason"])),
            "sending_failed",
        )
        raise
    sent = replace(
        claimed,
        state=State.SENT,
        sent_at=workspace.timestamp(),
        sent_on=workspace.now().date(),
        proof=proof,
        trouble="",
    )
    _settle(workspace, claimed, sent, "delivery_sent")
    report.sent.append(sent)


def _claim(
    workspace: Workspace, entry: Entry, waiting: Delivery, sha256: str, now: datetime
) -> Delivery | None:
    """Nhận việc: the delivery as ours to send; None when another process was quicker or it was cancelled."""
    claimed = replace(
        waiting, state=State.SENDING, begun_at=now.isoformat(timespec="microseconds"), sha256=sha256
    )
    with transaction(workspace.engine) as connection:
        current = register.find(connection, entry.book, entry.number)
        if (
            current is None
            or not RegisterState(current.status).in_force
            or not deliveries.change(connection, waiting, claimed)
        ):
            return None
        act = "sending_begun" if waiting.state is State.WAITING else "sending_resumed"
        record_act(connection, workspace, claimed, act, {"message_id": claimed.message_id, "sha256": sha256})
    return claimed


def _settle(workspace: Workspace, claimed: Delivery, after: Delivery, act: str) -> None:
    """Ghi kết quả: unless a receipt, or whoever took the claim over, was quicker."""
    with transaction(workspace.engine) as connection:
        if not deliveries.change(connection, claimed, after):
            return
        if after.state is State.SENT:
            outbox.done(connection, DELIVER, after.subject_id, workspace.timestamp())
        record_act(connection, workspace, after, act, {"channel": after.channel.value})
