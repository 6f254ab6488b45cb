"""Bộ phận một cửa: inspections against their quota, overdue files against apologies, handling decisions.

Everybody who follows the campaign sees counts; inspections and findings open to inspectors (``Act.INSPECT``), decisions
about persons to those who may see them (``Act.SEE_HANDLING``).
"""

from collections.abc import Callable
from datetime import date
from typing import Annotated

from fastapi import Depends, File, Form, Response, UploadFile
from starlette.datastructures import FormData

from directives.errors import DirectiveError
from portal.messages import _, worded
from portal.web.access import Doors, Forbidden
from portal.web.downloads import WORD, download
from portal.web.inspection_forms import (
    VERDICTS,
    InspectionForm,
    day_typed,
    draft_typed,
    empty_form,
    form_of,
    typed_again,
)
from portal.web.pages.campaigns import may_steer, opened
from portal.web.refusals import status_of
from portal.web.uploads import typed, upload_of
from portal.web.visit import Visit, Visiting
from workflows.services.accounts.reach import offices_of
from workflows.services.accounts.roles import Act
from workflows.services.campaign_overview import CampaignOverview
from workflows.services.results_use.inspection_checks import checklist_of
from workflows.services.results_use.inspection_findings import finding_rows, remedy_file, remedy_finding
from workflows.services.results_use.inspection_handling import handlings_of, record_handling
from workflows.services.results_use.inspection_minutes import minutes_file
from workflows.services.results_use.inspection_quota import inspection_counts
from workflows.services.results_use.inspection_records import (
    inspection_book,
    inspection_versions,
    record_inspection,
)
from workflows.services.results_use.overdue_files import overdue_counts

doors = Doors(prefix="/theo-doi/{campaign}/mot-cua")
_ONE = "/lan/{number:int}"
_FOUND = _ONE + "/{finding:int}"


@doors.page("", Act.SEE_CAMPAIGNS)
def one_stop(visit: Visiting, campaign: str) -> Response:
    """Bộ phận một cửa: each unit's checks, findings and overdue files in figures; inspections for inspectors."""
    found = opened(visit, campaign)
    inspecting = _may(visit, found, Act.INSPECT)
    book = inspection_book(visit.workspace, campaign) if inspecting else None
    return visit.page(
        "campaigns/one_stop.html",
        found=found,
        steering=may_steer(visit, found),
        counts=inspection_counts(visit.workspace, campaign),
        overdue=overdue_counts(visit.workspace, campaign),
        inspecting=inspecting,
        inspections=sorted(book.inspections, key=lambda one: (one.day, one.number), reverse=True)
        if book
        else (),
        rows=finding_rows(book, found.day) if book else (),
    )


@doors.page("/ghi", Act.INSPECT)
def blank(visit: Visiting, campaign: str, don_vi: str = "", ngay: date | None = None) -> Response:
    """Phiếu kiểm tra trống: of one unit, with the questions of the day."""
    found = _inspecting(visit, campaign)
    unit = don_vi if don_vi in {one.id for one in found.units} else found.units[0].id
    items = checklist_of(visit.workspace, found.state, unit, ngay or found.day)
    return _form(visit, found, unit, empty_form(items, ngay or found.day))


@doors.submit("/ghi", Act.INSPECT)
def written(visit: Visiting, campaign: str, form: Annotated[FormData, Depends(typed)]) -> Response:
    """Ghi lần kiểm tra: by the inspector's office."""
    found = _inspecting(visit, campaign)
    unit = str(form.get("don_vi", ""))
    return _kept(visit, found, unit, _own_office(visit, found), form)


@doors.page(_ONE, Act.INSPECT)
def inspection(visit: Visiting, campaign: str, number: int) -> Response:
    """Một lần kiểm tra: answers, findings, remedies, and decisions for those who may see them."""
    return _one(visit, _inspecting(visit, campaign), number)


@doors.page(_ONE + "/sua", Act.INSPECT)
def correction(visit: Visiting, campaign: str, number: int) -> Response:
    """Phiếu để sửa: with what is written down."""
    found = _inspecting(visit, campaign)
    one = inspection_book(visit.workspace, campaign).inspection(number)
    items = checklist_of(visit.workspace, found.state, one.unit, one.day)
    return _form(visit, found, one.unit, form_of(items, one), number)


@doors.submit(_ONE + "/sua", Act.INSPECT)
def corrected(
    visit: Visiting, campaign: str, number: int, form: Annotated[FormData, Depends(typed)]
) -> Response:
    """Sửa: a new version; the old one stays."""
    found = _inspecting(visit, campaign)
    one = inspection_book(visit.workspace, campaign).inspection(number)
    return _kept(visit, found, one.unit, one.by, form, number)


@doors.page(_ONE + "/bien-ban.docx", Act.INSPECT)
def minutes(visit: Visiting, campaign: str, number: int) -> Response:
    """Biên bản: a Word file, its number left blank."""
    _inspecting(visit, campaign)
    content = minutes_file(visit.workspace, campaign, number)
    return download(content, f"bien-ban-kiem-tra-{number}.docx", WORD)


@doors.submit(_FOUND + "/xong", Act.INSPECT)
def remedied(
    visit: Visiting,
    campaign: str,
    number: int,
    finding: int,
    ngay: Annotated[date, Form()],
    minh_chung: Annotated[str, Form()] = "",
    tep: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Đã khắc phục: with what shows it."""
    found = _inspecting(visit, campaign)
    return _done(
        visit,
        found,
        number,
        lambda: remedy_finding(
            visit.workspace, campaign, number, finding, done_on=ngay, evidence=minh_chung, file=upload_of(tep)
        ),
        {"form": f"xong-{finding}", "ngay": ngay.isoformat(), "minh_chung": minh_chung},
    )


@doors.page(_FOUND + "/tep", Act.INSPECT)
def evidence(visit: Visiting, campaign: str, number: int, finding: int) -> Response:
    """Tệp minh chứng: of a finding; always saved, never opened in the portal."""
    _inspecting(visit, campaign)
    kept = remedy_file(visit.workspace, campaign, number, finding)
    return download(kept.content, kept.name, "application/octet-stream")


@doors.submit(_FOUND + "/xu-ly", Act.SEE_HANDLING)
def handled(
    visit: Visiting,
    campaign: str,
    number: int,
    finding: int,
    ngay: Annotated[date, Form()],
    van_ban: Annotated[str, Form()] = "",
    hinh_thuc: Annotated[str, Form()] = "",
    nguoi: Annotated[str, Form()] = "",
) -> Response:
    """Ghi quyết định xử lý: about the person whom a finding concerns."""
    found = _inspecting(visit, campaign, Act.SEE_HANDLING)
    kept = {"ngay": ngay.isoformat(), "van_ban": van_ban, "hinh_thuc": hinh_thuc, "nguoi": nguoi}
    return _done(
        visit,
        found,
        number,
        lambda: record_handling(
            visit.workspace,
            campaign,
            number,
            finding,
            document=van_ban,
            decided_on=ngay,
            form=hinh_thuc,
            person=nguoi,
        ),
        {"form": f"xu_ly-{finding}", **kept},
    )


def _inspecting(visit: Visit, campaign: str, act: Act = Act.INSPECT) -> CampaignOverview:
    """Đợt của người kiểm tra: stricter than ``opened``: of a plan that names no office nobody sees persons here."""
    found = opened(visit, campaign, act)
    if not _may(visit, found, act):
        raise Forbidden(where=visit.request.url.path)
    return found


def _may(visit: Visit, found: CampaignOverview, act: Act) -> bool:
    return not offices_of(found.plan).isdisjoint(visit.person.units_for(act))


def _own_office(visit: Visit, found: CampaignOverview) -> str:
    """Cơ quan kiểm tra: the office of the campaign at which the inspector works."""
    offices = offices_of(found.plan)
    return next(one for one in visit.person.units_for(Act.INSPECT) if one in offices)


def _kept(
    visit: Visit, found: CampaignOverview, unit: str, by: str, form: FormData, number: int = 0
) -> Response:
    workspace = visit.workspace
    try:
        draft = draft_typed(form, unit, by, _("the form"))
        made = record_inspection(workspace, found.plan.id, draft, file=_("the form"), number=number)
    except DirectiveError as refusal:
        known = unit if unit in {one.id for one in found.units} else found.units[0].id
        items = checklist_of(workspace, found.state, known, day_typed(form) or found.day)
        return _form(visit, found, known, typed_again(items, form), number, refusal)
    said = _("It is written down.")
    return visit.go(f"/theo-doi/{found.plan.id}/mot-cua/lan/{made.inspection.number}", said=said)


def _form(
    visit: Visit,
    found: CampaignOverview,
    unit: str,
    form: InspectionForm,
    number: int = 0,
    refusal: DirectiveError | None = None,
) -> Response:
    return visit.page(
        "campaigns/one_stop_form.html",
        status=status_of(refusal) if refusal else 200,
        found=found,
        steering=may_steer(visit, found),
        unit=unit,
        form=form,
        number=number,
        refusal=worded(refusal) if refusal else None,
    )


def _done(
    visit: Visit, found: CampaignOverview, number: int, act: Callable[[], object], kept: dict[str, str]
) -> Response:
    try:
        act()
    except DirectiveError as refusal:
        return _one(visit, found, number, refusal, kept)
    return visit.go(f"/theo-doi/{found.plan.id}/mot-cua/lan/{number}", said=_("Written down."))


def _one(
    visit: Visit,
    found: CampaignOverview,
    number: int,
    refusal: DirectiveError | None = None,
    kept: dict[str, str] | None = None,
) -> Response:
    workspace, campaign = visit.workspace, found.plan.id
    book = inspection_book(workspace, campaign)
    one = book.inspection(number)
    seeing = _may(visit, found, Act.SEE_HANDLING)
    return visit.page(
        "campaigns/one_stop_one.html",
        status=status_of(refusal) if refusal else 200,
        found=found,
        steering=may_steer(visit, found),
        one=one,
        versions=inspection_versions(workspace, campaign, number),
        rows=[row for row in finding_rows(book, found.day) if row.inspection.number == number],
        address=f"/theo-doi/{campaign}/mot-cua/lan/{number}",
        seeing=seeing,
        handled=handlings_of(workspace, campaign) if seeing else {},
        verdicts={verdict: _(said) for verdict, said in VERDICTS.items()},
        kept=kept or {},
        refusal=worded(refusal) if refusal else None,
    )
