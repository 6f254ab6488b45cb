"""Phiếu đã nhận: what each unit of a campaign has sent in so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workflows.services.campaign_state import campaign_state
from workflows.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ReceivedReturn:
    """Lô phiếu của đơn vị: when it came, how many forms, how many of them valid."""

    unit: str
    received_on: date
    forms: int
    valid: int


def returns_received(workspace: Workspace, campaign_id: str) -> Sequence[ReceivedReturn]:
    """Phiếu đã nhận: in the order of the units. Raises UnknownCampaign."""
    state = campaign_state(workspace, campaign_id)
    return [
        ReceivedReturn(
            fact.key.unit, fact.day, int(str(fact.payload["forms"])), int(str(fact.payload["valid"]))
        )
        for duty in state.duties
        if (fact := state.facts.get(duty.key)) is not None and "batch" in fact.payload
    ]
