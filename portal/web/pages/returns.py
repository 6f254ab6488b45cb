"""Phiếu gửi về: what came in from each unit, a file taken or shown with every refused row, the signs to look at."""

from pathlib import PurePath
from typing import Annotated, Any

from fastapi import Form, Response, UploadFile

from directives.text import shown_name
from portal.messages import _, worded, worded_problem
from portal.web.access import Doors, allow, allow_campaign
from portal.web.visit import Visit, Visiting
from workflows.services.accept_returns import ALL, AlreadyReturned
from workflows.services.accounts.reach import campaigns_within
from workflows.services.accounts.roles import Act
from workflows.services.correction_desk import asking_office, draft_correction
from workflows.services.jobs.running import ask, jobs_of
from workflows.services.returns_desk import returns_desk
from workflows.services.returns_received import batches_received
from workflows.services.upload_returns import ENDINGS, RefusedUpload, upload_returns

doors = Doors(prefix="/phieu")
#: A refused file may have a thousand bad rows; so many are shown on the page at once.
_MOST_ROWS = 200
_LONGEST_NAME = 120


@doors.page("", Act.TAKE_RETURNS)
def campaigns(visit: Visiting) -> Response:
    """Các đợt điều tra: with what came in so far."""
    plans = campaigns_within(visit.workspace, visit.person.units_for(Act.TAKE_RETURNS))
    desks = [returns_desk(visit.workspace, plan.id) for plan in plans if plan.is_survey]
    return visit.page("returns/index.html", desks=desks)


@doors.page("/{campaign}", Act.TAKE_RETURNS)
def received(visit: Visiting, campaign: str) -> Response:
    """Phiếu của một đợt: coverage against the sample, unit by unit, and the field for the next file."""
    return _received(visit, campaign)


@doors.submit("/{campaign}/nhan", Act.TAKE_RETURNS)
def take(
    visit: Visiting,
    campaign: str,
    unit: Annotated[str, Form()],
    file: UploadFile,
    corrects: Annotated[bool, Form()] = False,
    reason: Annotated[str, Form()] = "",
    keep: Annotated[bool, Form()] = False,
) -> Response:
    """Nhận tệp phiếu: whole, or nothing of it; what is refused is shown at its row and column."""
    allow_campaign(visit, Act.TAKE_RETURNS, campaign)
    name = _name(file)
    taken = upload_returns(
        visit.workspace,
        campaign,
        unit,
        file.file.read(),
        PurePath(name).suffix.lower(),
        corrects=[ALL] if corrects else [],
        reason=reason.strip(),
        keep_refusal=keep,
    )
    if isinstance(taken, RefusedUpload):
        return _refused(visit, campaign, unit, name, taken, recorded=keep)
    batch = taken.batch
    if taken.known:
        said = _("Nothing new: these forms were taken before, as batch {batch}.").format(
            batch=batch.sha256[:12]
        )
    else:
        said = _("Taken: {forms} forms, {valid} valid; batch {batch}.").format(
            forms=batch.forms, valid=batch.valid, batch=batch.sha256[:12]
        )
    return visit.go(f"/phieu/{campaign}", said=said)


@doors.submit("/{campaign}/de-nghi-sua", Act.TAKE_RETURNS)
def ask_for_correction(visit: Visiting, campaign: str, unit: Annotated[str, Form()]) -> Response:
    """Soạn đề nghị sửa phiếu: the letter to a unit whose file was refused, to be looked at and issued."""
    allow_campaign(visit, Act.TAKE_RETURNS, campaign)
    allow(visit, Act.WRITE, asking_office(visit.workspace, campaign) or None)
    made = draft_correction(visit.workspace, campaign, unit, say=worded_problem)
    said = _("The letter is drafted, with every place to be mended in its annex. Look at it, then issue it.")
    return visit.go(f"/soan/{made}", said=said)


@doors.page("/{campaign}/cac-lo", Act.TAKE_RETURNS)
def batches(visit: Visiting, campaign: str) -> Response:
    """Các lần gửi: every batch, what it took the place of, and whether it counts."""
    allow_campaign(visit, Act.TAKE_RETURNS, campaign)
    desk = returns_desk(visit.workspace, campaign)
    names = {one.office.id: one.office.short_name for one in desk.units}
    rows = batches_received(visit.workspace, campaign)
    return visit.page("returns/batches.html", desk=desk, rows=rows, names=names)


@doors.page("/{campaign}/dau-hieu", Act.TAKE_RETURNS)
def signs(visit: Visiting, campaign: str) -> Response:
    """Dấu hiệu bất thường: the last look through all forms that this person had asked for."""
    allow_campaign(visit, Act.TAKE_RETURNS, campaign)
    own = [
        job
        for job in jobs_of(visit.workspace)
        if job.kind == "look_through_returns" and job.asked.get("campaign") == campaign
    ]
    job = own[0] if own else None
    counting = sorted(row.batch.sha256 for row in batches_received(visit.workspace, campaign) if row.counts)
    running = job is not None and job.state in ("waiting", "running")
    outdated = job is not None and job.state == "done" and job.outcome["batches"] != counting
    desk = returns_desk(visit.workspace, campaign)
    page = "returns/signs_part.html" if visit.by_htmx else "returns/signs.html"
    return visit.page(page, desk=desk, plan=desk.plan, job=job, running=running, outdated=outdated)


@doors.submit("/{campaign}/dau-hieu", Act.TAKE_RETURNS)
def look_through(visit: Visiting, campaign: str) -> Response:
    """Xem xét phiếu: in the background."""
    allow_campaign(visit, Act.TAKE_RETURNS, campaign)
    ask(visit.workspace, "look_through_returns", {"campaign": campaign})
    return visit.go(f"/phieu/{campaign}/dau-hieu")


def _received(visit: Visit, campaign: str, status: int = 200, **values: Any) -> Response:
    allow_campaign(visit, Act.TAKE_RETURNS, campaign)
    shown: dict[str, Any] = {"refused": None, "chosen": "", **values}
    desk = returns_desk(visit.workspace, campaign)
    return visit.page(
        "returns/received.html", status=status, desk=desk, plan=desk.plan, endings=ENDINGS[:-1], **shown
    )


def _refused(
    visit: Visit, campaign: str, unit: str, name: str, refused: RefusedUpload, *, recorded: bool
) -> Response:
    wording = worded(refused.error)
    return _received(
        visit,
        campaign,
        422,
        refused=refused,
        name=name,
        message=wording.message,
        rows=refused.sheet.rows[:_MOST_ROWS],
        again=isinstance(refused.error, AlreadyReturned),
        chosen=unit,
        recorded=recorded,
    )


def _name(file: UploadFile) -> str:
    """Tên tệp như người gửi đặt: only to be shown."""
    name = shown_name(file.filename or "")
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 40]}…{name[-39:]}"
