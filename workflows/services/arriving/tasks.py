"""Nhiệm vụ thành việc phải làm: the duties of an arrival are looked at, and followed from then on."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from directives.drafting.draft_file import Say, plainly
from directives.errors import N_, DirectiveError
from directives.followup.plan import Due, Plan, Step
from directives.followup.plan_file import parse_plan
from directives.org.errors import IncompleteList
from directives.org.offices import Office
from directives.register.incoming import IncomingBookKey
from workflows.services.arriving.pages import kept_file
from workflows.services.arriving.reading import suffix_of
from workflows.services.follow_directive import PLAN, NewFollowup, follow_directive, plan_id_of
from workflows.services.followup_state import running_campaigns
from workflows.services.incoming_books import incoming_entry
from workflows.services.project_dues import project_dues
from workflows.services.start_campaign import start_campaign
from workflows.services.workspace import Workspace


class NothingKept(DirectiveError):
    """Không chọn nhiệm vụ nào: nothing would be followed."""

    kind = "nothing_kept"
    template = N_("No duty is ticked. Tick at least one that is to be followed.")


def tasks_of(
    workspace: Workspace,
    key: IncomingBookKey,
    number: int,
    units: Sequence[str] = (),
    *,
    say: Say = plainly,
) -> NewFollowup:
    """Nhiệm vụ đọc được: of an arrival, which fall to ``units`` (none: to the office itself); nothing is kept.

    Raises UnknownArrival, LostFile, NoDuties and what reading refuses.
    """
    entry = incoming_entry(workspace, key, number)
    name = f"{_stem(key, number)}{suffix_of(entry.document.file_name)}"
    with _file(workspace, entry.file_sha256, name) as file:
        day = entry.document.arrived_on
        return follow_directive(workspace, file, key.office, day=day, units=units, say=say)


def start_tasks(
    workspace: Workspace,
    key: IncomingBookKey,
    number: int,
    units: Sequence[str],
    kept: Mapping[str, date | None],
) -> str:
    """Giao thành việc: follows those duties which were ticked, with the last day that was set; gives the plan's id.

    ``kept``: the code of each ticked duty, and its last day where one was set by hand. Started twice it is the same
    plan. Raises NothingKept, and as ``tasks_of``.
    """
    made = tasks_of(workspace, key, number, units)
    plan = _of_kept(parse_plan(made.toml, file=PLAN), kept)
    start_campaign(workspace, plan, {})
    project_dues(workspace, plan.id, workspace.today())
    return plan.id


def started_of(workspace: Workspace, key: IncomingBookKey, number: int) -> str:
    """Đã giao: the id of the plan which follows this arrival, "" when nothing does."""
    plan_id = plan_id_of(Path(_stem(key, number)))
    return plan_id if plan_id in running_campaigns(workspace) else ""


def possible_owers(workspace: Workspace, office: str) -> Sequence[Office]:
    """Ai có thể phải làm: the office itself, and those of its territory, in order."""
    snapshot = workspace.chart.on(workspace.today())
    own = snapshot.office(office)
    try:
        below = snapshot.offices(under=own.unit)
    except IncompleteList:  # of a time for which not every unit is known
        below = ()
    return [own, *(one for one in below if one.id != office)]


def last_day(due: Due | None) -> date | None:
    """Hạn cuối đọc được: of a duty with a day; "trước ngày 20" ends on the day before it. None without a day."""
    if due is None or due.on is None:
        return None
    return due.on - timedelta(days=1) if due.before else due.on


def _of_kept(plan: Plan, kept: Mapping[str, date | None]) -> Plan:
    steps = tuple(_dated(step, kept[step.code]) for step in plan.steps if step.code in kept)
    if not steps:
        raise NothingKept(where="step")
    return replace(plan, steps=steps)


def _dated(step: Step, day: date | None) -> Step:
    """Hạn do người giao đặt: in the place of whatever was read, unless it is the day that was read."""
    if day is None or (last_day(step.due) == day and step.recurrence is None):
        return step
    return replace(step, due=Due(on=day), standing=False, recurrence=None)


def _stem(key: IncomingBookKey, number: int) -> str:
    """Tên tệp: number and year in front, for the id of a plan is cut when it is long."""
    return f"den-{number}-{key.year}-{key.office}"


@contextmanager
def _file(workspace: Workspace, sha256: str, name: str) -> Iterator[Path]:
    with TemporaryDirectory(prefix="vanthu-den-") as folder:
        file = Path(folder) / name
        file.write_bytes(kept_file(workspace, sha256))
        yield file
