"""Duyệt và công bố kết quả: frozen, prepared by one person, approved by another, and then open to everybody."""

from typing import Annotated

from fastapi import Form, Response

from portal.messages import _
from portal.web.access import Doors, allow_campaign
from portal.web.pages.results import open_desk
from portal.web.visit import Visiting
from workflows.services.accounts.roles import Act
from workflows.services.approve_edition import approve_edition
from workflows.services.cuts import cuts
from workflows.services.jobs.running import JobView, ask, jobs_of
from workflows.services.publish_bundle import ENGINE, approve_publication, edition_of_campaign
from workflows.services.publishing_rights import person_name
from workflows.services.result_desk import names_of_people, opinions_on

doors = Doors(prefix="/ket-qua")
_KINDS = ("freeze_result", "prepare_publication")


@doors.page("/{campaign}/cong-bo", Act.SEE_RESULTS)
def publication(visit: Visiting, campaign: str) -> Response:
    """Chốt, duyệt, công bố: what is done, who did it, and what comes next."""
    desk = open_desk(visit, campaign, Act.SEE_RESULTS)
    newest = desk.newest
    return visit.page(
        "results/publication.html",
        desk=desk,
        plan=desk.plan,
        edition=desk.edition,
        me=person_name(visit.person.account),
        engine=ENGINE,
        names=names_of_people(visit.workspace, desk),
        opinions=opinions_on(visit.workspace, newest) if newest else [],
        jobs=_jobs(visit, campaign),
    )


@doors.page("/{campaign}/dang-lam", Act.SEE_RESULTS)
def work(visit: Visiting, campaign: str) -> Response:
    """Việc đang làm: the part of the page that is asked for again until the work is over."""
    allow_campaign(visit, Act.SEE_RESULTS, campaign)
    found = _jobs(visit, campaign)
    answer = visit.page("results/work.html", jobs=found, campaign=campaign)
    if not any(job.state in ("waiting", "running") for job in found):
        answer.headers["HX-Refresh"] = "true"
    return answer


@doors.submit("/{campaign}/chot", Act.PREPARE_RESULT)
def freeze(visit: Visiting, campaign: str, reason: Annotated[str, Form()] = "") -> Response:
    """Chốt kết quả: in the background; the first cut says why by itself, later ones need a reason."""
    allow_campaign(visit, Act.PREPARE_RESULT, campaign)
    before = len(cuts(visit.workspace, campaign))
    asked = {"campaign": campaign, "after": before, "reason": reason, "person": visit.person.full_name}
    ask(visit.workspace, "freeze_result", asked)
    return visit.go(f"/ket-qua/{campaign}/cong-bo")


@doors.submit("/{campaign}/chuan-bi", Act.PREPARE_RESULT)
def prepare(visit: Visiting, campaign: str) -> Response:
    """Chuẩn bị bản công bố: in the background."""
    allow_campaign(visit, Act.PREPARE_RESULT, campaign)
    ask(visit.workspace, "prepare_publication", {"campaign": campaign})
    return visit.go(f"/ket-qua/{campaign}/cong-bo")


@doors.submit("/{campaign}/duyet", Act.APPROVE_RESULT)
def approve(
    visit: Visiting,
    campaign: str,
    edition: Annotated[int, Form()],
    manifest: Annotated[str, Form()],
    decision: Annotated[str, Form(pattern="^(approve|reject)$")] = "approve",
    reason: Annotated[str, Form()] = "",
) -> Response:
    """Duyệt: by somebody else than who prepared it, who has the right at this very moment.

    What is approved is the edition whose hash the person saw.
    """
    allow_campaign(visit, Act.APPROVE_RESULT, campaign)
    shown = edition_of_campaign(visit.workspace, campaign, edition, manifest)
    if decision == "reject" or shown.prepared_by == ENGINE:
        done = approve_edition(visit.workspace, campaign, edition, reject=decision == "reject", reason=reason)
    else:
        done = approve_publication(visit.workspace, campaign, edition)
    said = _("Approved. The result is open to everybody.") if done.approved_by else _("Your opinion is kept.")
    return visit.go(f"/ket-qua/{campaign}/cong-bo", said=said)


def _jobs(visit: Visiting, campaign: str) -> list[JobView]:
    """What this person had asked for, up to the last that is over."""
    own = [
        job
        for job in jobs_of(visit.workspace)
        if job.kind in _KINDS and job.asked.get("campaign") == campaign
    ]
    open_ones = [job for job in own if job.state in ("waiting", "running")]
    return open_ones or [job for job in own[:1] if job.state == "failed"]
