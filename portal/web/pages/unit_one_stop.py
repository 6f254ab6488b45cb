"""Bộ phận một cửa của đơn vị: its inspections against their quota, findings, overdue files against apologies.

A unit writes down and corrects the inspections it made itself; of those made by an inspector it sees what was found and
says what was mended. Decisions about persons are never shown here.
"""

from datetime import date
from typing import Annotated

from fastapi import Depends, File, Form, Response, UploadFile
from starlette.datastructures import FormData

from directives.errors import DirectiveError
from directives.results_use.inspection import Inspection
from portal.messages import _, worded
from portal.web.access import Doors, Forbidden, allow
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
from portal.web.refusals import status_of
from portal.web.uploads import typed, upload_of
from portal.web.visit import Visit, Visiting
from workflows.services.accounts.roles import Act
from workflows.services.followup_state import followup_state
from workflows.services.results_use.inspection_checks import checklist_of
from workflows.services.results_use.inspection_findings import finding_rows, remedy_file, remedy_finding
from workflows.services.results_use.inspection_minutes import minutes_file
from workflows.services.results_use.inspection_quota import inspection_quota
from workflows.services.results_use.inspection_records import inspection_book, record_inspection
from workflows.services.results_use.overdue_files import (
    overdue_reports,
    slips_command,
    take_overdue_upload,
)
from workflows.services.unit_door.duties import BookedDuties, duties_in_books

doors = Doors(prefix="/don-vi/mot-cua")
_HERE = "/{unit}/{campaign}"
_ONE = _HERE + "/lan/{number:int}"
_FOUND = _ONE + "/{finding:int}"


def _own(visit: Visiting, unit: str, campaign: str) -> BookedDuties:
    """Of a unit for which the visitor stands: another's is forbidden before anything is looked up."""
    allow(visit, Act.DO_DUTIES, unit)
    return duties_in_books(visit.workspace, campaign, unit)


Own = Annotated[BookedDuties, Depends(_own)]
"""Đơn vị của mình: its part in the campaign which the address names."""


@doors.page(_HERE, Act.DO_DUTIES)
def one_stop(visit: Visiting, own: Own) -> Response:
    """Bộ phận một cửa của tôi: the quota, inspections, findings, and overdue files."""
    return _page(visit, own)


@doors.page(_HERE + "/ghi", Act.DO_DUTIES)
def blank(visit: Visiting, own: Own, ngay: date | None = None) -> Response:
    """Phiếu kiểm tra trống: with the questions of the day."""
    day = ngay or visit.workspace.today()
    items = checklist_of(visit.workspace, followup_state(visit.workspace, own.campaign), own.unit.id, day)
    return _form(visit, own, empty_form(items, day))


@doors.submit(_HERE + "/ghi", Act.DO_DUTIES)
def written(visit: Visiting, own: Own, form: Annotated[FormData, Depends(typed)]) -> Response:
    """Ghi lần tự kiểm tra: it counts as a check of its week."""
    return _kept(visit, own, form)


@doors.page(_ONE, Act.DO_DUTIES)
def inspection(visit: Visiting, own: Own, number: int) -> Response:
    """Một lần kiểm tra ở đơn vị: answers, findings, and what was mended."""
    return _one(visit, own, number)


@doors.page(_ONE + "/sua", Act.DO_DUTIES)
def correction(visit: Visiting, own: Own, number: int) -> Response:
    """Phiếu để sửa: of an inspection the unit made itself."""
    one = _made_here(visit, own, number)
    state = followup_state(visit.workspace, own.campaign)
    items = checklist_of(visit.workspace, state, own.unit.id, one.day)
    return _form(visit, own, form_of(items, one), number)


@doors.submit(_ONE + "/sua", Act.DO_DUTIES)
def corrected(visit: Visiting, own: Own, number: int, form: Annotated[FormData, Depends(typed)]) -> Response:
    """Sửa: a new version; the old one stays."""
    _made_here(visit, own, number)
    return _kept(visit, own, form, number)


@doors.page(_ONE + "/bien-ban.docx", Act.DO_DUTIES)
def minutes(visit: Visiting, own: Own, number: int) -> Response:
    """Biên bản: a Word file, its number left blank."""
    content = minutes_file(visit.workspace, own.campaign, number, unit=own.unit.id)
    return download(content, f"bien-ban-kiem-tra-{number}.docx", WORD)


@doors.submit(_FOUND + "/xong", Act.DO_DUTIES)
def remedied(
    visit: Visiting,
    own: Own,
    number: int,
    finding: int,
    ngay: Annotated[date, Form()],
    minh_chung: Annotated[str, Form()] = "",
    tep: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Đã khắc phục: with what shows it."""
    try:
        remedy_finding(
            visit.workspace,
            own.campaign,
            number,
            finding,
            done_on=ngay,
            evidence=minh_chung,
            file=upload_of(tep),
            unit=own.unit.id,
        )
    except DirectiveError as refusal:
        kept = {"form": f"xong-{finding}", "ngay": ngay.isoformat(), "minh_chung": minh_chung}
        return _one(visit, own, number, refusal, kept)
    return visit.go(f"{_address(own)}/lan/{number}", said=_("Written down."))


@doors.page(_FOUND + "/tep", Act.DO_DUTIES)
def evidence(visit: Visiting, own: Own, number: int, finding: int) -> Response:
    """Tệp minh chứng: of a finding at this unit; always saved, never opened in the portal."""
    kept = remedy_file(visit.workspace, own.campaign, number, finding, own.unit.id)
    return download(kept.content, kept.name, "application/octet-stream")


@doors.submit(_HERE + "/qua-han", Act.DO_DUTIES)
def overdue(
    visit: Visiting,
    own: Own,
    ngay: Annotated[date | None, Form()] = None,
    tep: Annotated[UploadFile | None, File()] = None,
    xin_loi: Annotated[UploadFile | None, File()] = None,
    ghep_cot: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Nhận bảng xuất một cửa: whole or not at all; the file itself is not kept."""
    try:
        take_overdue_upload(
            visit.workspace,
            own.campaign,
            own.unit.id,
            upload_of(tep),
            on=ngay,
            mapping=upload_of(ghep_cot),
            apologies=upload_of(xin_loi),
        )
    except DirectiveError as refusal:
        return _page(visit, own, refusal, {"ngay": ngay.isoformat() if ngay else ""})
    return visit.go(
        f"{_address(own)}#qua-han", said=_("The table is taken in; the export itself was not kept.")
    )


def _made_here(visit: Visit, own: BookedDuties, number: int) -> Inspection:
    one = inspection_book(visit.workspace, own.campaign, own.unit.id).inspection(number)
    if one.by != own.unit.id:
        raise Forbidden(where=visit.request.url.path)
    return one


def _kept(visit: Visit, own: BookedDuties, form: FormData, number: int = 0) -> Response:
    workspace, unit = visit.workspace, own.unit.id
    try:
        draft = draft_typed(form, unit, unit, _("the form"))
        made = record_inspection(workspace, own.campaign, draft, file=_("the form"), number=number)
    except DirectiveError as refusal:
        day = day_typed(form) or workspace.today()
        items = checklist_of(workspace, followup_state(workspace, own.campaign), unit, day)
        return _form(visit, own, typed_again(items, form), number, refusal)
    said = (
        _("It is written down, and counts as a check of this period.")
        if made.counted
        else _("It is written down.")
    )
    return visit.go(f"{_address(own)}/lan/{made.inspection.number}", said=said)


def _form(
    visit: Visit,
    own: BookedDuties,
    form: InspectionForm,
    number: int = 0,
    refusal: DirectiveError | None = None,
) -> Response:
    return visit.page(
        "unit/one_stop_form.html",
        status=status_of(refusal) if refusal else 200,
        found=own,
        unit=own.unit.id,
        campaign=own.campaign,
        form=form,
        number=number,
        refusal=worded(refusal) if refusal else None,
    )


def _page(
    visit: Visit,
    own: BookedDuties,
    refusal: DirectiveError | None = None,
    kept: dict[str, str] | None = None,
) -> Response:
    workspace, today = visit.workspace, visit.workspace.today()
    book = inspection_book(workspace, own.campaign, own.unit.id)
    weeks = inspection_quota(workspace, own.campaign, (own.unit.id,))
    return visit.page(
        "unit/one_stop.html",
        status=status_of(refusal) if refusal else 200,
        found=own,
        unit=own.unit.id,
        campaign=own.campaign,
        today=today,
        weeks=weeks,
        missed=sum(one.missing for one in weeks if one.over(today)),
        inspections=sorted(book.inspections, key=lambda one: (one.day, one.number), reverse=True),
        rows=finding_rows(book, today),
        reports=overdue_reports(workspace, own.campaign, own.unit.id),
        command=slips_command(),
        kept=kept or {},
        refusal=worded(refusal) if refusal else None,
    )


def _one(
    visit: Visit,
    own: BookedDuties,
    number: int,
    refusal: DirectiveError | None = None,
    kept: dict[str, str] | None = None,
) -> Response:
    book = inspection_book(visit.workspace, own.campaign, own.unit.id)
    one = book.inspection(number)
    today = visit.workspace.today()
    return visit.page(
        "unit/one_stop_one.html",
        status=status_of(refusal) if refusal else 200,
        found=own,
        unit=own.unit.id,
        campaign=own.campaign,
        one=one,
        rows=[row for row in finding_rows(book, today) if row.inspection.number == number],
        address=f"{_address(own)}/lan/{number}",
        made_here=one.by == own.unit.id,
        verdicts={verdict: _(said) for verdict, said in VERDICTS.items()},
        today=today,
        kept=kept or {},
        refusal=worded(refusal) if refusal else None,
    )


def _address(own: BookedDuties) -> str:
    return f"/don-vi/mot-cua/{own.unit.id}/{own.campaign}"
