"""Việc chạy nền: how far long work is, which somebody asked for on another page; and what became of it."""

from collections.abc import Mapping
from urllib.parse import quote

from fastapi import Response

from portal.messages import N_
from portal.web.access import Doors
from portal.web.rendering import said
from portal.web.visit import Visiting
from workflows.services.accounts.roles import Act
from workflows.services.jobs.running import JobView, job_of, jobs_of

doors = Doors(prefix="/viec")

_OTHER = N_("Work in the background")
#: Loại việc -> what it is called, and the page on which one goes on; its parts are what was asked or came out.
#: An outcome may name its own ``page``.
_KINDS: Mapping[str, tuple[str, str]] = {
    "issue_to_many": (N_("Issuing to many addressees"), "/soan/{draft}/da-xong"),
    "issue_reminders": (N_("Issuing reminders"), "/theo-doi/{campaign}"),
    "advance_campaign": (N_("Doing what is due in the campaign"), "/theo-doi/{campaign}"),
    "read_arrival": (N_("Reading a file that came in"), "/den/cho/{arrival}"),
    "freeze_result": (N_("Freezing the result"), "/ket-qua/{campaign}/cong-bo"),
    "prepare_publication": (N_("Preparing the edition"), "/ket-qua/{campaign}/cong-bo"),
    "look_through_returns": (N_("Looking through the returned forms"), "/phieu/{campaign}"),
    "take_backup": (N_("Taking a backup"), "/quan-tri/sao-luu"),
    "try_backup": (N_("Trying a backup"), "/quan-tri/sao-luu"),
}


@doors.page("", Act.BE_SIGNED_IN)
def work(visit: Visiting) -> Response:
    """Các việc của tôi: the newest first."""
    found = [(job, name_of(job)) for job in jobs_of(visit.workspace)]
    return visit.page("jobs/index.html", found=found)


@doors.page("/{job_id}", Act.BE_SIGNED_IN)
def one(visit: Visiting, job_id: str) -> Response:
    """Một việc: of who asked for it; the page asks for its middle again until it has ended."""
    job = job_of(visit.workspace, job_id)
    template = "jobs/state.html" if visit.by_htmx else "jobs/job.html"
    return visit.page(template, job=job, name=name_of(job), on=_page_after(job), problems=_problems(job))


def name_of(job: JobView) -> str:
    """Tên việc: as people call it."""
    return _KINDS.get(job.kind, (_OTHER, ""))[0]


def _page_after(job: JobView) -> str:
    if isinstance(own := job.outcome.get("page"), str):
        return own
    known = {name: quote(str(value), safe="") for name, value in {**job.outcome, **job.asked}.items()}
    try:
        return _KINDS.get(job.kind, ("", ""))[1].format(**known)
    except KeyError:  # the work ended without what the page is named by
        return ""


def _problems(job: JobView) -> list[str]:
    """Chỗ sai: of work that was refused, each with its place."""
    if job.state != "failed":
        return []
    found = [(said(template, **fields), where) for template, fields, where in job.outcome.get("problems", ())]
    return [f"{where}: {words}" if where else words for words, where in found]
