"""Minh chứng từ văn bản đến: an arrival that cites our directive closes its sender's duty, where that is certain."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from directives.followup.duties import DutyKey, PlanUnit
from directives.followup.log import Event, EventKind
from directives.followup.plan import ActKind
from directives.followup.stages import Stage
from directives.org.errors import UnknownOffice
from directives.register.arrival_draft import ArrivalCitation, ArrivalDraft
from directives.text import comparison_key
from storage import audit, campaigns, followup_records, register
from storage.database import reading, transaction
from storage.followup import NewEvent
from storage.incoming import IncomingEntry
from workflows.services.campaign_state import running_campaigns
from workflows.services.followup_state import FollowupState, followup_state
from workflows.services.record_events import record_events
from workflows.services.workspace import Workspace

#: How the province goes on behind the name of the sender.
_ABOVE = (" tỉnh ", " thành phố ", ", ")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Minh chứng: an arrival, the campaign whose directive it cites, and the duties it may close.

    ``recorded``: exactly one duty of the sender was open, and it is submitted now; else a person decides.
    """

    campaign: str
    arrival: str
    unit: str
    duties: tuple[DutyKey, ...]
    recorded: bool


def take_as_evidence(
    workspace: Workspace, entry: IncomingEntry, draft: ArrivalDraft, day: date
) -> tuple[Evidence, ...]:
    """Ghi minh chứng: for each campaign whose document the arrival cites; may be repeated."""
    return tuple(
        _taken(workspace, state, entry, draft, day) for state in _cited_campaigns(workspace, draft.cites)
    )


def evidence_proposals(workspace: Workspace, campaign_id: str) -> Mapping[str, Mapping[str, object]]:
    """Minh chứng chờ người quyết định: by arrival, its sender and the duties it may close.

    One that a person has written down of a duty since then, of whichever, is decided. Raises UnknownCampaign.
    """
    events = followup_state(workspace, campaign_id).events
    with reading(workspace.engine) as connection:
        proposed = followup_records.in_force(connection, campaign_id, "evidence")
    return {
        arrival: said
        for arrival, said in proposed.items()
        if not any(_rests_on(event, arrival, said) for event in events)
    }


def _rests_on(event: Event, arrival: str, said: Mapping[str, object]) -> bool:
    """By its row in the book; where its number was not enough to find that, by number and sender."""
    if "entry" in event.payload:
        return event.payload["entry"] == arrival
    document = str(event.payload.get("document", ""))
    return bool(document) and event.unit == said["unit"] and _plain(document) == _plain(str(said["document"]))


def _cited_campaigns(workspace: Workspace, cites: Sequence[ArrivalCitation]) -> Iterator[FollowupState]:
    if not cites:
        return
    for campaign in running_campaigns(workspace):
        with reading(workspace.engine) as connection:
            done = campaigns.facts(connection, campaign)
            keys = [str(key) for key, fact in done.items() if "document" in fact.payload]
            issued = register.references(connection, keys).values()
        numbers = {(_plain(str(one.number)), one.issued_on) for one in issued}
        dates = {number for number, _ in numbers}
        if any(
            (_plain(cited.number), cited.date) in numbers if cited.date else _plain(cited.number) in dates
            for cited in cites
        ):
            yield followup_state(workspace, campaign)


def _taken(
    workspace: Workspace, state: FollowupState, entry: IncomingEntry, draft: ArrivalDraft, day: date
) -> Evidence:
    campaign, arrival = state.plan.id, entry.subject_id
    senders = _senders(workspace, state.units, draft.author, day)
    unit = senders[0].id if len(senders) == 1 else ""
    open_duties = tuple(_open_evidence(state, unit, day)) if unit else ()
    found = Evidence(campaign, arrival, unit, open_duties, recorded=len(open_duties) == 1)
    told = {"document": draft.number, "arrival": arrival, "author": draft.author}
    key = f"arrival/{arrival}"
    if any(event.payload.get("arrival") == arrival for event in state.events):
        return found  # taken before
    if found.recorded:
        (duty,) = open_duties
        event = NewEvent(duty.step, unit, duty.occurrence, EventKind.SUBMITTED, day, told, key)
        record_events(workspace, campaign, [event], act="duty_submitted")
        return found
    said = {**told, "unit": unit, "duties": [str(duty) for duty in open_duties], "day": day.isoformat()}
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign}")
        at = workspace.timestamp()
        if followup_records.add(connection, campaign, "evidence", {arrival: said}, at, workspace.actor):
            act = audit.Act(at, workspace.actor, "evidence_proposed", arrival, said)
            audit.append(connection, f"campaign/{campaign}", act)
    return found


def _senders(workspace: Workspace, units: Sequence[PlanUnit], author: str, day: date) -> list[PlanUnit]:
    """Units of the plan that write themselves so, alone or with the province above them."""
    wanted = _name(author)
    chart = workspace.chart.on(day)
    found = []
    for unit in units:
        try:
            office = chart.office(unit.id)
            names = {_name(unit.name), _name(office.short_name), _name(office.full_name)}
        except UnknownOffice:  # it ended since the plan was expanded
            names = {_name(unit.name)}
        if wanted in names or any(wanted.startswith(f"{name}{above}") for name in names for above in _ABOVE):
            found.append(unit)
    return found


def _name(text: str) -> str:
    key = comparison_key(text)
    return f"ủy ban nhân dân{key.removeprefix('ubnd')}" if key.startswith("ubnd ") else key


def _open_evidence(state: FollowupState, unit: str, day: date) -> Iterator[DutyKey]:
    for status in state.board(day).open_duties():
        key = status.duty.key
        waits = status.stage in (Stage.SUBMITTED, Stage.ACCEPTED)
        if key.unit == unit and not waits and state.plan.step(key.step).act is ActKind.EVIDENCE:
            yield key


def _plain(number: str) -> str:
    return "".join(number.casefold().split()).lstrip("0")
