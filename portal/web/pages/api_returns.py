"""API, phiếu khảo sát: units' files in, decisions about forms, closing and reopening."""

from typing import Annotated

from fastapi import File, UploadFile
from pydantic import BaseModel, Field

from portal.web.access import Doors, allow_campaign
from portal.web.pages.api_fields import (
    CampaignInAddress,
    FormInAddress,
    FormName,
    FormText,
    Name,
    Reason,
    Text,
    kept_for_reading,
)
from portal.web.visit import Visiting
from workflows.services.accept_returns import accept_returns
from workflows.services.accounts.roles import Act
from workflows.services.campaign_state import campaign_state
from workflows.services.close_returns import close_returns, reopen_returns
from workflows.services.decide_forms import Decided, edit_form, keep_form, reject_form
from workflows.services.returns_received import returns_by_unit, returns_closed

doors = Doors(prefix="/api/v1/campaigns/{campaign}", tags=["returns"])


class AcceptedAnswer(BaseModel):
    """Lô đã nhận: its hash, how it came to count, and how many forms the rules hold something against."""

    batch: str
    unit: str
    kind: str
    known: bool
    replaces: list[str]
    forms: int
    valid: int
    proposed: int


class UnitReturnAnswer(BaseModel):
    """Phiếu của đơn vị: how many came, how many count."""

    unit: str
    received_on: str | None
    forms: int
    valid: int
    status: str


class ReturnsAnswer(BaseModel):
    """Phiếu của đợt: whether the returns are closed, and a row for every unit which owes forms."""

    closed: bool
    units: list[UnitReturnAnswer]


class ClosedAnswer(BaseModel):
    """Khóa nhận phiếu: whether the returns are closed now."""

    closed: bool


class DecidedAnswer(BaseModel):
    """Đã quyết định: False when the same was decided before."""

    changed: bool


class Rejection(Reason):
    """Loại phiếu: for a reason of the closed list, by code or wording."""

    note: Text = ""
    replaced_by: Text = ""
    unit: Text = ""


class Keeping(Reason):
    """Giữ phiếu: it counts, whatever the rules hold against it."""

    unit: Text = ""


class Correction(Reason):
    """Nhập lại: answers by criterion, for example {"1.1": "4"}."""

    answers: dict[Name, Text] = Field(min_length=1, max_length=500)
    unit: Text = ""


@doors.order("/returns", Act.TAKE_RETURNS, status_code=201)
def upload(
    visit: Visiting,
    campaign: CampaignInAddress,
    unit: FormName,
    file: Annotated[UploadFile, File(description="the forms of one unit, csv or xlsx")],
    corrects: FormText = "",
    reason: FormText = "",
) -> AcceptedAnswer:
    """Nhận phiếu: the file of one unit, all of it or nothing; ``corrects`` names the batch it takes the place of."""
    allow_campaign(visit, Act.TAKE_RETURNS, campaign)
    state = campaign_state(visit.workspace, campaign)
    day = visit.workspace.today()
    with kept_for_reading(file) as given:
        wanted = [corrects] if corrects else []
        accepted = accept_returns(visit.workspace, state, unit, given, day, corrects=wanted, reason=reason)
    return AcceptedAnswer(
        batch=accepted.batch.sha256,
        unit=accepted.batch.unit,
        kind=accepted.kind.value,
        known=accepted.known,
        replaces=list(accepted.replaces),
        forms=accepted.batch.forms,
        valid=accepted.batch.valid,
        proposed=accepted.proposed,
    )


@doors.ask("/returns", Act.TAKE_RETURNS)
def received(visit: Visiting, campaign: CampaignInAddress) -> ReturnsAnswer:
    """Phiếu đã nhận: by unit, as things stand."""
    allow_campaign(visit, Act.TAKE_RETURNS, campaign)
    rows = [
        UnitReturnAnswer(
            unit=row.unit,
            received_on=row.received_on.isoformat() if row.received_on else None,
            forms=row.forms,
            valid=row.valid,
            status=row.status,
        )
        for row in returns_by_unit(visit.workspace, campaign)
    ]
    return ReturnsAnswer(closed=returns_closed(visit.workspace, campaign), units=rows)


@doors.order("/returns/close", Act.JUDGE_FORMS)
def close(visit: Visiting, campaign: CampaignInAddress, sent: Reason) -> ClosedAnswer:
    """Khóa nhận phiếu: forms and decisions no longer change."""
    allow_campaign(visit, Act.JUDGE_FORMS, campaign)
    day, person = visit.workspace.today(), visit.person.account
    close_returns(visit.workspace, campaign, day, reason=sent.reason, person=person)
    return ClosedAnswer(closed=True)


@doors.order("/returns/reopen", Act.JUDGE_FORMS)
def reopen(visit: Visiting, campaign: CampaignInAddress, sent: Reason) -> ClosedAnswer:
    """Mở lại: by an account which the plan names (returns.may_reopen), with a reason."""
    allow_campaign(visit, Act.JUDGE_FORMS, campaign)
    day, person = visit.workspace.today(), visit.person.account
    reopen_returns(visit.workspace, campaign, day, reason=sent.reason, person=person)
    return ClosedAnswer(closed=False)


@doors.order("/forms/{form}/reject", Act.JUDGE_FORMS)
def reject(
    visit: Visiting, campaign: CampaignInAddress, form: FormInAddress, sent: Rejection
) -> DecidedAnswer:
    """Loại phiếu: it no longer counts, from the next cut on."""
    decided = _decided(visit, campaign, form, sent.note, sent.unit)
    done = reject_form(visit.workspace, campaign, decided, sent.reason, replaced_by=sent.replaced_by)
    return DecidedAnswer(changed=done)


@doors.order("/forms/{form}/keep", Act.JUDGE_FORMS)
def keep(visit: Visiting, campaign: CampaignInAddress, form: FormInAddress, sent: Keeping) -> DecidedAnswer:
    """Giữ phiếu: it counts, whatever the rules or the sender hold against it."""
    decided = _decided(visit, campaign, form, sent.reason, sent.unit)
    return DecidedAnswer(changed=keep_form(visit.workspace, campaign, decided))


@doors.order("/forms/{form}/edit", Act.JUDGE_FORMS)
def edit(
    visit: Visiting, campaign: CampaignInAddress, form: FormInAddress, sent: Correction
) -> DecidedAnswer:
    """Nhập lại câu trả lời: what came is kept beside them."""
    decided = _decided(visit, campaign, form, sent.reason, sent.unit)
    edit_form(visit.workspace, campaign, decided, sent.answers)
    return DecidedAnswer(changed=True)


def _decided(visit: Visiting, campaign: str, form: str, note: str, unit: str) -> Decided:
    allow_campaign(visit, Act.JUDGE_FORMS, campaign)
    return Decided(form, visit.person.account, visit.workspace.today(), note, unit)
