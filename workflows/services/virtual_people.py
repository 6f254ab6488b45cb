"""Người giả lập: the people of a demonstration do their duties on the virtual clock, through the ordinary services.

Whatever they write down is keyed by its duty, so a run that was cut off repeats nothing; and it is called synthetic.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from directives.followup.log import EventKind
from directives.followup.people import Appointment
from directives.followup.plan import ActKind, FieldKind, ReportField, SyntheticReturns
from directives.followup.report_workbook import WrittenReport
from directives.followup.virtual_days import DoneByPeople, done_by_people
from storage import publications
from storage.database import reading
from storage.followup import NewEvent
from workflows.services.appoint import Placed, appoint
from workflows.services.approve_edition import approve_edition
from workflows.services.followup_state import FollowupState, followup_state
from workflows.services.publishing_rights import person_name
from workflows.services.record_events import record_events
from workflows.services.unit_reports import submit_reports
from workflows.services.workspace import Workspace

#: Người giả lập: in whose name everything here is written down.
ACTOR = "nguoi-gia-lap"
#: Người duyệt giả lập: they approve only where they were given the right to publish.
APPROVERS = ("Người duyệt giả lập 1", "Người duyệt giả lập 2")
SYNTHETIC = "Số liệu giả lập"
LEADER = "Lãnh đạo giả lập"
CONTACT = "Đầu mối giả lập"
_AT_ONCE = 500
_LARGEST = 200


def let_people_act(
    workspace: Workspace,
    campaign_id: str,
    day: date,
    *,
    how: SyntheticReturns | None = None,
    left: Collection[tuple[str, str]] = (),
) -> int:
    """Để người giả lập làm việc: all they have done by ``day``; gives how many duties. Nothing in a real campaign.

    The portal's demonstration says ``how`` for a plan which awaits its forms from people, and which steps and units
    are ``left`` undone, so that something is late. Raises what the services raise through which they act.
    """
    state = followup_state(workspace, campaign_id)
    how = how or state.plan.synthetic_returns
    if how is None:
        return 0
    state = replace(state, plan=replace(state.plan, synthetic_returns=how))
    people = replace(workspace, actor=ACTOR)
    done = 0
    for found in done_by_people(state.board(day), how):
        step = found.lane.lane.step.code
        for units in _batched([unit for unit in found.units if (step, unit) not in left]):
            done += _done(people, state, replace(found, units=units), day)
    return done


def let_people_approve(workspace: Workspace, campaign_id: str) -> int:
    """Để người giả lập duyệt: the edition that waits for approval; gives how many. Nothing in a real campaign.

    The day does not matter: it is the engine that publishes, on the same day on which it prepared the edition.
    """
    with reading(workspace.engine) as connection:
        waiting = [
            one for one in publications.publications(connection, campaign_id)[-1:] if not one.approved_by
        ]
        allowed = [name for name in APPROVERS if publications.may_publish(connection, person_name(name))]
    if not waiting or followup_state(workspace, campaign_id).plan.synthetic_returns is None:
        return 0
    edition = waiting[0]
    for name in allowed:
        edition = approve_edition(replace(workspace, actor=name), campaign_id, edition.edition)
    return 1 if edition.approved_by else 0


def _batched(units: Sequence[str]) -> Sequence[tuple[str, ...]]:
    return [tuple(units[start : start + _AT_ONCE]) for start in range(0, len(units), _AT_ONCE)]


def _done(workspace: Workspace, state: FollowupState, found: DoneByPeople, day: date) -> int:
    campaign, step = state.plan.id, found.lane.lane.step
    match step.act:
        case ActKind.REPORT:
            written = [_report(step.report, state, found, unit) for unit in found.units]
            number = found.lane.lane.occurrence.number
            return len(submit_reports(workspace, campaign, step.code, number, written, day))
        case ActKind.APPOINT:
            return len(appoint(workspace, campaign, _appointed(found, day), day).closed)
        case ActKind.CHECK:
            record_events(workspace, campaign, _checks(found, day), act="duty_counted")
            return len(found.units)
        case _:
            record_events(workspace, campaign, _papers(found, day), act="duty_submitted")
            return len(found.units)


def _appointed(found: DoneByPeople, day: date) -> list[Placed]:
    """Người phụ trách: each unit names a made-up leader and contact officer, by a paper of that day."""
    document = found.lane.lane.step.evidence or SYNTHETIC
    return [
        Placed(Appointment(unit, LEADER, day, contact=CONTACT, document=document)) for unit in found.units
    ]


def _papers(found: DoneByPeople, day: date) -> list[NewEvent]:
    """Văn bản, danh sách gửi đến: one paper from each unit."""
    step, number = found.lane.lane.code
    said: dict[str, object] = {"document": found.lane.lane.step.evidence or SYNTHETIC, "synthetic": True}
    return [
        NewEvent(
            step, unit, number, EventKind.SUBMITTED, day, said, f"{step}/{unit}/{number}/submitted/gia-lap"
        )
        for unit in found.units
    ]


def _checks(found: DoneByPeople, day: date) -> list[NewEvent]:
    """Lần kiểm tra: as many as the period still wants."""
    step, number = found.lane.lane.code
    times, said = found.lane.lane.occurrence.times, {"synthetic": True}
    return [
        NewEvent(
            step, unit, number, EventKind.COUNTED, day, said, f"{step}/{unit}/{number}/counted/gia-lap/{n}"
        )
        for unit in found.units
        for n in range(found.lane.trace(unit).counted + 1, times + 1)
    ]


def _report(
    form: Sequence[ReportField], state: FollowupState, found: DoneByPeople, unit: str
) -> WrittenReport:
    """Báo cáo: figures drawn by a hash of seed, duty and field; files are left out."""
    how = state.plan.synthetic_returns
    seed = f"{how.seed if how else 0}/{found.lane.lane.duty(state.plan, unit).key}"
    written = {
        field.code: str(_figure(f"{seed}/{field.code}")) if field.kind is FieldKind.FIGURE else SYNTHETIC
        for field in form
        if field.kind is not FieldKind.FILE
    }
    return WrittenReport(unit, written, SYNTHETIC)


def _figure(seed: str) -> int:
    return int.from_bytes(sha256(seed.encode()).digest()[:8], "big") % _LARGEST
