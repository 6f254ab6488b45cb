"""Phiếu đã nhận: what each unit of a campaign has sent in so far, what of it counts, and why the rest does not."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from storage import return_acts, returns
from storage.database import reading
from storage.return_acts import Refusal
from storage.returns import AddedVersion, Batch
from workflows.services.campaign_state import campaign_state
from workflows.services.close_returns import last_closing
from workflows.services.counted_forms import FormState, counting_batches, form_states
from workflows.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ReceivedReturn:
    """Phiếu của đơn vị: how many forms came and count, since when, and what stands against the others.

    ``status`` is ``not_sent``, ``accepted`` or ``returned_for_fix`` (the last file was refused). ``rejected`` counts
    forms by the code of their ``Rejection``, ``undecided`` those that count though the rules speak against them,
    ``replaced`` those for which a form of the reserve came. ``batches`` are the beginnings of the hashes that count.
    """

    unit: str
    received_on: date | None
    forms: int
    valid: int
    status: str = "accepted"
    rejected: Mapping[str, int] = field(default_factory=dict)
    replaced: int = 0
    undecided: int = 0
    edited: int = 0
    versions: int = 0
    batches: tuple[str, ...] = ()
    refusals: int = 0
    refused_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReturnedBatch:
    """Một lần gửi: a batch, how and when it came to count, and whether it still does."""

    batch: Batch
    added: AddedVersion
    counts: bool


def returns_received(workspace: Workspace, campaign_id: str) -> Sequence[ReceivedReturn]:
    """Phiếu đã nhận: a row for each unit that sent forms, in the order of the units. Raises UnknownCampaign."""
    return [row for row in returns_by_unit(workspace, campaign_id) if row.received_on is not None]


def returns_by_unit(
    workspace: Workspace, campaign_id: str, on: date | None = None
) -> Sequence[ReceivedReturn]:
    """Phiếu theo đơn vị: a row for every unit that owes forms, on a day or as things stand. Raises UnknownCampaign."""
    state = campaign_state(workspace, campaign_id)
    with reading(workspace.engine) as connection:
        batches = {batch.sha256: batch for batch in returns.batches(connection, campaign_id)}
        counting = counting_batches(connection, campaign_id, on)
        states = form_states(connection, campaign_id, counting)
        history = returns.versions(connection, campaign_id)
        refused = return_acts.refusals(connection, campaign_id)
    return [
        _row(
            unit.id,
            [batches[sha256] for sha256 in counting if batches[sha256].unit == unit.id],
            [state for state in states if state.unit == unit.id],
            [a for a in history if batches[a.version.batch].unit == unit.id and _by(a.version.day, on)],
            [refusal for refusal in refused if refusal.unit == unit.id and _by(refusal.day, on)],
        )
        for unit in state.units
    ]


def batches_received(workspace: Workspace, campaign_id: str) -> Sequence[ReturnedBatch]:
    """Các lần gửi: every version of every unit's forms, in the order of their coming. Raises UnknownCampaign."""
    campaign_state(workspace, campaign_id)
    with reading(workspace.engine) as connection:
        batches = {batch.sha256: batch for batch in returns.batches(connection, campaign_id)}
        counting = {*counting_batches(connection, campaign_id)}
        history = returns.versions(connection, campaign_id)
    return [
        ReturnedBatch(batches[added.version.batch], added, added.version.batch in counting)
        for added in history
    ]


def refusals_received(workspace: Workspace, campaign_id: str) -> Sequence[Refusal]:
    """Các lô trả lại: every file that was refused, in order. Raises UnknownCampaign."""
    campaign_state(workspace, campaign_id)
    with reading(workspace.engine) as connection:
        return return_acts.refusals(connection, campaign_id)


def returns_closed(workspace: Workspace, campaign_id: str) -> bool:
    """Đã khóa chưa: whether forms and decisions can no longer change."""
    with reading(workspace.engine) as connection:
        return last_closing(connection, campaign_id) is not None


def _by(day: date, on: date | None) -> bool:
    return on is None or day <= on


def _row(
    unit: str,
    batches: Sequence[Batch],
    states: Sequence[FormState],
    history: Sequence[AddedVersion],
    refused: Sequence[Refusal],
) -> ReceivedReturn:
    last = max((added.version.day for added in history), default=None)
    refused_on = refused[-1].day if refused else None
    status = "not_sent" if last is None else "accepted"
    if refused_on is not None and (last is None or refused_on > last):
        status = "returned_for_fix"
    changed = sum(state.valid - state.form.valid for state in states)
    return ReceivedReturn(
        unit=unit,
        received_on=last,
        forms=sum(batch.forms for batch in batches),
        valid=sum(batch.valid for batch in batches) + changed,
        status=status,
        rejected=dict(sorted(Counter(state.reason for state in states if state.reason).items())),
        replaced=sum(bool(s.decision and s.decision.replaced_by and not s.valid) for s in states),
        undecided=sum(bool(state.undecided) for state in states),
        edited=sum(state.edit is not None for state in states),
        versions=len(history),
        batches=tuple(batch.sha256[:12] for batch in batches),
        refusals=len(refused),
        refused_on=refused_on,
    )
