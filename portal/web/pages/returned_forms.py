"""Xét từng phiếu: what people decide about single forms, closing and opening the returns."""

from typing import Annotated

from fastapi import Form, Response

from portal.messages import _
from portal.web.access import Doors, allow_campaign
from portal.web.visit import Visit, Visiting
from sipas_engine.returns.validity import Rejection
from workflows.services.accounts.roles import Act
from workflows.services.close_returns import close_returns, reopen_returns
from workflows.services.decide_forms import Decided, edit_form, forms_in_question, keep_form, reject_form
from workflows.services.returns_desk import returns_desk

doors = Doors(prefix="/phieu")
#: Phiếu trên một trang: those to be decided stand first.
_MOST = 300


@doors.page("/{campaign}/xet-phieu", Act.TAKE_RETURNS)
def forms(visit: Visiting, campaign: str) -> Response:
    """Phiếu phải xem: held up by the rules, decided, keyed in again or rejected; each with what stands against it."""
    allow_campaign(visit, Act.TAKE_RETURNS, campaign)
    found = sorted(
        forms_in_question(visit.workspace, campaign), key=lambda one: (not one.undecided, one.unit)
    )
    desk = returns_desk(visit.workspace, campaign)
    names = {one.office.id: one.office.short_name for one in desk.units}
    return visit.page(
        "returns/forms.html",
        desk=desk,
        plan=desk.plan,
        forms=found[:_MOST],
        count=len(found),
        names=names,
        reasons=list(Rejection),
        label_of=lambda code: Rejection(code).label,
    )


@doors.submit("/{campaign}/xet-phieu", Act.JUDGE_FORMS)
def decide(
    visit: Visiting,
    campaign: str,
    unit: Annotated[str, Form()],
    form: Annotated[str, Form()],
    decision: Annotated[str, Form(pattern="^(keep|reject)$")],
    note: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
    replaced_by: Annotated[str, Form()] = "",
) -> Response:
    """Quyết định về một phiếu: it counts, or is set aside for a reason of the closed list."""
    decided = _decided(visit, campaign, unit, form, note)
    if decision == "keep":
        keep_form(visit.workspace, campaign, decided)
    else:
        reject_form(visit.workspace, campaign, decided, reason, replaced_by=replaced_by.strip())
    return visit.go(f"/phieu/{campaign}/xet-phieu", said=_("Decided: form {form}.").format(form=form))


@doors.submit("/{campaign}/nhap-lai", Act.JUDGE_FORMS)
def key_in(
    visit: Visiting,
    campaign: str,
    form: Annotated[str, Form()],
    criterion: Annotated[str, Form()],
    answer: Annotated[str, Form()],
    note: Annotated[str, Form()],
    unit: Annotated[str, Form()] = "",
) -> Response:
    """Nhập lại một câu: as it stands on the paper; what came is kept beside it."""
    decided = _decided(visit, campaign, unit, form, note)
    edit_form(visit.workspace, campaign, decided, {criterion.strip(): answer.strip()})
    said = _("Keyed in again: form {form}.").format(form=form)
    return visit.go(f"/phieu/{campaign}/xet-phieu", said=said)


@doors.submit("/{campaign}/khoa", Act.JUDGE_FORMS)
def close(visit: Visiting, campaign: str, reason: Annotated[str, Form()]) -> Response:
    """Khóa nhận phiếu: nothing about forms changes from now on."""
    allow_campaign(visit, Act.JUDGE_FORMS, campaign)
    day, person = visit.workspace.today(), visit.person.full_name
    close_returns(visit.workspace, campaign, day, reason=reason, person=person)
    return visit.go(f"/phieu/{campaign}", said=_("The returns are closed."))


@doors.submit("/{campaign}/mo-lai", Act.JUDGE_FORMS)
def reopen(visit: Visiting, campaign: str, reason: Annotated[str, Form()]) -> Response:
    """Mở lại: only by an account which the plan names; what somebody is called opens nothing."""
    allow_campaign(visit, Act.JUDGE_FORMS, campaign)
    day, person = visit.workspace.today(), visit.person.account
    reopen_returns(visit.workspace, campaign, day, reason=reason, person=person)
    said = _("The returns are open again; what changes now enters the next cut.")
    return visit.go(f"/phieu/{campaign}", said=said)


def _decided(visit: Visit, campaign: str, unit: str, form: str, note: str) -> Decided:
    allow_campaign(visit, Act.JUDGE_FORMS, campaign)
    return Decided(form.strip(), visit.person.full_name, visit.workspace.today(), note.strip(), unit)
