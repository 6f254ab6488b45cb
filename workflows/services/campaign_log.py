"""Nhật ký của đợt: everything that became of its duties, in order, with the documents."""

from dataclasses import dataclass
from datetime import date

from directives.followup.log import ANY
from storage import campaigns, followup, register
from storage.database import reading
from workflows.services.followup_state import unknown_campaign
from workflows.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class LogRow:
    """Dòng nhật ký: ``document`` as printed or named, ``entry`` its row in a book; acts of the engine have no ``seq``.

    Unit "" is the campaign itself, "*" every unit.
    """

    seq: int | None
    on: date
    step: str
    unit: str
    occurrence: int
    kind: str
    document: str = ""
    entry: str = ""
    reason: str = ""
    rung: int = 0
    recorded_at: str = ""
    actor: str = ""


def campaign_log(
    workspace: Workspace, campaign_id: str, *, step: str = "", unit: str | None = None
) -> list[LogRow]:
    """Nhật ký: by day, acts of the engine before what people say, those in the order of writing.

    ``step`` and ``unit``: only what is about it, or about all. Raises UnknownCampaign.
    """
    with reading(workspace.engine) as connection:
        if campaigns.find(connection, campaign_id) is None:
            raise unknown_campaign(connection, campaign_id)
        acts = campaigns.facts(connection, campaign_id).values()
        said = followup.log_entries(connection, campaign_id)
        entries = [str(fact.payload.get("document", "")) for fact in acts]
        printed = register.numbers_of(connection, entries)
    rows = [
        LogRow(
            None,
            fact.day,
            fact.key.step,
            fact.key.unit,
            fact.key.occurrence,
            "reminded" if fact.key.rung else "done",
            document=printed.get(str(fact.payload.get("document", "")), ""),
            entry=str(fact.payload.get("document", "")),
            rung=fact.key.rung,
        )
        for fact in sorted(acts, key=lambda fact: fact.key)
    ]
    for one in said:
        event, texts = one.event, one.event.payload
        rows.append(
            LogRow(
                event.seq,
                event.day,
                event.step,
                event.unit,
                event.occurrence,
                event.kind.value,
                str(texts.get("document", "")),
                str(texts.get("entry", "")),
                str(texts.get("reason", "")),
                recorded_at=one.recorded_at,
                actor=one.actor,
            )
        )
    wanted = [
        row
        for row in rows
        if (not step or row.step in (step, ANY)) and (unit is None or row.unit in (unit, ANY))
    ]
    return sorted(wanted, key=lambda row: (row.on, row.seq or 0))
