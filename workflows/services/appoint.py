"""Cử người phụ trách: a unit names a leader and a contact officer, and its duty to do so is closed; all or none."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError, Problem
from directives.followup.log import EventKind
from directives.followup.people import Appointment, problems_of
from directives.followup.plan import ActKind
from storage import audit, followup_records
from storage.database import transaction
from storage.followup import NewEvent
from workflows.services.appointments import records_of
from workflows.services.followup_state import FollowupState, state_in
from workflows.services.record_events import record_in
from workflows.services.workspace import Workspace


class BadAppointments(DirectiveError):
    """Phân công không dùng được: rows of a list of people with what is wrong in them; none was kept."""

    kind = "bad_appointments"
    template = N_("The people in charge cannot be kept; nothing was ({count} problem(s)):")

    def __init__(self, where: str, problems: Sequence[Problem]) -> None:
        super().__init__(where=where, problems=problems, count=len(problems))


@dataclass(frozen=True, slots=True)
class Placed:
    """Phân công và chỗ của nó: where it stands in a file, to be named when it is wrong."""

    appointment: Appointment
    where: str = ""


@dataclass(frozen=True, slots=True)
class Appointed:
    """Đã cử: how many appointments were new or changed, and the units whose duty to name people was closed."""

    changed: int
    closed: tuple[str, ...]


def appoint(
    workspace: Workspace, campaign_id: str, people: Sequence[Placed], day: date | None = None
) -> Appointed:
    """Cử người phụ trách: all of them or none, once; a duty is closed by an appointment that names its document.

    It is closed on ``day``: today, unless a virtual clock says otherwise. Raises BadAppointments
    naming every row, UnknownCampaign.
    """
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign_id}")
        state = state_in(connection, workspace, campaign_id)
        problems = tuple(_problems(state, people))
        if problems:
            raise BadAppointments(problems[0].where or campaign_id, problems)
        records = records_of(one.appointment for one in people)
        at, actor = workspace.timestamp(), workspace.actor
        changed = followup_records.add(connection, campaign_id, "responsible", records, at, actor)
        closing = list(_closing(state, (one.appointment for one in people), day or workspace.today()))
        closed = record_in(connection, workspace, campaign_id, closing, act="people_appointed")
        if changed and not closed:
            _journal(connection, workspace, campaign_id, records)
    return Appointed(changed, tuple(dict.fromkeys(event.unit for event in closed)))


def _problems(state: FollowupState, people: Sequence[Placed]) -> Iterator[Problem]:
    units = {unit.id for unit in state.units}
    steps = [step.code for step in state.plan.steps]
    seen: dict[str, Placed] = {}
    for one in people:
        yield from problems_of(one.appointment, units, steps, one.where)
        twin = seen.setdefault(one.appointment.key, one)
        if twin.appointment != one.appointment:
            told = {"unit": one.appointment.unit, "first": twin.where, "second": one.where}
            yield Problem(_TWO_AT_ONCE, told, one.where)


_TWO_AT_ONCE = N_("{unit} has two different appointments from the same day ({first}, {second})")


def _closing(state: FollowupState, people: Iterable[Appointment], day: date) -> Iterator[NewEvent]:
    """Việc cử người đã xong: for each unit with a document, its duties to name people that are still open."""
    board = state.board(day)
    lanes = [lane for lane in board.lanes if lane.lane.step.act is ActKind.APPOINT]
    documents = {one.unit: one.document for one in people if one.document}
    for lane in lanes:
        step, number = lane.lane.step.code, lane.lane.occurrence.number
        for unit in lane.lane.owers:
            if unit in documents and EventKind.SUBMITTED in lane.trace(unit).legal():
                key = f"{step}/{unit}/{number}/submitted/{documents[unit]}"
                payload = {"document": documents[unit]}
                yield NewEvent(step, unit, number, EventKind.SUBMITTED, day, payload, key)


def _journal(connection: Connection, workspace: Workspace, campaign_id: str, keys: Iterable[str]) -> None:
    """Ghi nhật ký: which appointments changed; who they are stays out of the journal, which is never erased."""
    act = audit.Act(
        workspace.timestamp(), workspace.actor, "people_appointed", campaign_id, {"keys": sorted(keys)}
    )
    audit.append(connection, f"campaign/{campaign_id}", act)
