"""Chạy việc nền: asked for in one moment, done by whichever process is free, taken up again after a restart."""

import json
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, Protocol

from directives.errors import N_, DirectiveError
from sipas_engine.errors import SipasError
from storage import audit, jobs
from storage.claims import claimed
from storage.database import reading, transaction
from storage.jobs import Job
from workflows.services.workspace import Workspace

Asked = Mapping[str, Any]
"""Yêu cầu: what a kind of work needs to know, as plain JSON values."""


class Run(Protocol):
    """Cách làm một loại việc: ``run`` of its module. It may be cut off and called again, and does nothing twice."""

    def __call__(self, workspace: Workspace, asked: Asked, told: "Progress") -> Asked:
        """Làm: gives the outcome as plain JSON values."""
        ...


Progress = Callable[[int, int], None]
"""Báo tiến độ: how much is done, of how much."""

#: Loại việc -> the module whose ``run`` does it; loaded when it is wanted.
KINDS: Mapping[str, str] = {
    "issue_to_many": "workflows.services.jobs.issue_to_many",
    "take_backup": "workflows.services.jobs.take_backup",
    "try_backup": "workflows.services.jobs.try_backup",
    "issue_reminders": "workflows.services.jobs.issue_reminders",
    "advance_campaign": "workflows.services.jobs.advance_campaign",
    "read_arrival": "workflows.services.arriving.reading",
    "freeze_result": "workflows.services.jobs.freeze_result",
    "prepare_publication": "workflows.services.jobs.prepare_publication",
    "look_through_returns": "workflows.services.jobs.look_through_returns",
}


class UnknownJob(DirectiveError):
    """Không có việc này: or it is somebody else's."""

    kind = "unknown_job"
    template = N_("There is no such work.")


@dataclass(frozen=True, slots=True)
class JobView:
    """Việc như người hỏi thấy: how far it is; ``outcome`` is what it gave, ``refusal`` why it could not be done."""

    id: str
    kind: str
    state: str
    done: int
    total: int
    outcome: Asked
    asked: Asked


def ask(workspace: Workspace, kind: str, asked: Asked) -> str:
    """Yêu cầu việc: gives its id; it is done as soon as somebody is free."""
    if kind not in KINDS:
        raise UnknownJob(where=kind)
    at = workspace.timestamp()
    job = Job(_later_id(), kind, workspace.actor, json.dumps(asked), "waiting", 0, 0, "{}", at, at)
    with transaction(workspace.engine) as connection:
        jobs.add(connection, job)
        facts = {"kind": kind}
        audit.append(connection, "jobs", audit.Act(at, workspace.actor, "job_asked", job.id, facts))
    return job.id


def _later_id() -> str:
    """Số hiệu việc: no one can guess it, and it sorts behind those of earlier work, also within one second."""
    return f"{time.time_ns():016x}{secrets.token_hex(8)}"


def job_of(workspace: Workspace, job_id: str) -> JobView:
    """Xem việc: of the person who asked for it. Raises UnknownJob."""
    with reading(workspace.engine) as connection:
        found = jobs.find(connection, job_id)
    if found is None or found.owner != workspace.actor:
        raise UnknownJob(where=job_id)
    return _view(found)


def jobs_of(workspace: Workspace) -> Sequence[JobView]:
    """Các việc của tôi: the newest first."""
    with reading(workspace.engine) as connection:
        return [_view(job) for job in jobs.of_owner(connection, workspace.actor)]


def run_waiting(workspace: Workspace) -> int:
    """Làm việc đang chờ: everything nobody else works on, also what a dead process left; how many were ended."""
    ended = 0
    with reading(workspace.engine) as connection:
        waiting = jobs.unfinished(connection)
    for job in waiting:
        with claimed(workspace.engine, f"job/{job.id}") as ours:
            if ours and _still_open(workspace, job.id):
                _run(replace(workspace, actor=job.owner), job)
                ended += 1
    return ended


def _run(workspace: Workspace, job: Job) -> None:
    def told(done: int, total: int) -> None:
        _change(workspace, job.id, state="running", done=done, total=total)

    try:
        run: Run = import_module(KINDS[job.kind]).run
        outcome = dict(run(workspace, json.loads(job.input), told))
        state = "done"
    except (DirectiveError, SipasError) as error:
        state, outcome = "failed", _refusal(error)
    except Exception as error:
        _change(workspace, job.id, state="failed", outcome=json.dumps(_refusal(JobBroke(job=job.kind))))
        raise JobBroke(where=job.id, job=job.kind) from error
    _change(workspace, job.id, state=state, outcome=json.dumps(outcome, ensure_ascii=False))


def _refusal(error: DirectiveError | SipasError) -> dict[str, Any]:
    """Lời từ chối để dành: its sentences and their fields, worded later, in the language of whoever looks."""
    problems = [(one.template, _words(one.fields), one.where) for one in error.problems]
    said = {"template": error.template, "fields": _words(error.fields), "problems": problems}
    return {"kind": error.kind, "where": error.where, **said}


def _words(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: value if isinstance(value, int) else str(value) for name, value in fields.items()}


class JobBroke(DirectiveError):
    """Việc hỏng: by a defect of the program; whoever runs it writes it down."""

    kind = "defect"
    template = N_("The work “{job}” broke off by a defect of the program.")


def _still_open(workspace: Workspace, job_id: str) -> bool:
    with reading(workspace.engine) as connection:
        found = jobs.find(connection, job_id)
    return found is not None and found.state in ("waiting", "running")


def _change(workspace: Workspace, job_id: str, **values: str | int) -> None:
    with transaction(workspace.engine) as connection:
        jobs.change(connection, job_id, changed_at=workspace.timestamp(), **values)


def _view(job: Job) -> JobView:
    asked, outcome = json.loads(job.input), json.loads(job.outcome)
    return JobView(job.id, job.kind, job.state, job.done, job.total, outcome, asked)
