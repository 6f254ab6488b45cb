"""Đăng tải của đơn vị: the texts it may use, and the evidence of what it published."""

from typing import Annotated

from fastapi import Depends, File, Form, Response, UploadFile

from directives.errors import DirectiveError
from directives.results_use.telling import Purpose
from portal.messages import _, worded
from portal.web.access import Doors, allow
from portal.web.downloads import download
from portal.web.pages.unit_duties import state_words
from portal.web.refusals import status_of
from portal.web.telling_form import (
    OUTLET_WORDS,
    PURPOSE_WORDS,
    TEXT_WORDS,
    TypedTelling,
    of_evidence,
    typed_telling,
)
from portal.web.uploads import upload_of
from portal.web.visit import Visiting
from workflows.services.accounts.roles import Act
from workflows.services.results_use.telling import (
    capture_of,
    record_telling,
    telling_versions,
    tellings_of,
    withdraw_telling,
)
from workflows.services.results_use.telling_table import telling_row
from workflows.services.results_use.telling_texts import telling_file, telling_paths
from workflows.services.unit_door.duties import BookedDuties, duties_in_books

doors = Doors(prefix="/don-vi/truyen-thong")
_BINARY = "application/octet-stream"


def _own(visit: Visiting, unit: str, campaign: str) -> BookedDuties:
    """Of a unit for which the visitor stands: another's is forbidden before anything is looked up."""
    allow(visit, Act.DO_DUTIES, unit)
    return duties_in_books(visit.workspace, campaign, unit)


OwnPart = Annotated[BookedDuties, Depends(_own)]
"""Phần của mình: of the unit in the campaign which the address names."""


@doors.page("/{unit}/{campaign}", Act.DO_DUTIES)
def telling(visit: Visiting, found: OwnPart, sua: int = 0) -> Response:
    """Đăng tải: texts to use, what is still missing, evidence so far. ``sua``: with this one in the form."""
    own = tellings_of(visit.workspace, found.campaign, found.unit.id)
    kept = next((of_evidence(one) for one in own if one.number == sua and one.in_force), None)
    return _page(visit, found, kept)


@doors.submit("/{unit}/{campaign}", Act.DO_DUTIES)
def record(
    visit: Visiting,
    found: OwnPart,
    typed: Annotated[TypedTelling, Depends(typed_telling)],
    tep: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Ghi minh chứng: it hands in the duty which asks for it."""
    workspace, unit = visit.workspace, found.unit.id
    try:
        record_telling(workspace, found.campaign, typed.told(unit), upload_of(tep), corrects=typed.corrects)
    except DirectiveError as refusal:
        return _page(visit, found, typed.kept(), refusal)
    return visit.go(_address(found), said=_("Written down."))


@doors.submit("/{unit}/{campaign}/rut", Act.DO_DUTIES)
def withdraw(
    visit: Visiting,
    found: OwnPart,
    so: Annotated[str, Form()] = "",
    ly_do: Annotated[str, Form()] = "",
) -> Response:
    """Rút minh chứng: one of the unit's own, with the reason."""
    number = int(so) if so.isdecimal() else 0
    try:
        withdraw_telling(visit.workspace, found.campaign, number, ly_do, unit=found.unit.id)
    except DirectiveError as refusal:
        return _page(visit, found, None, refusal)
    return visit.go(_address(found), said=_("Withdrawn."))


@doors.page("/{unit}/{campaign}/bai/{phase}/{name}", Act.DO_DUTIES)
def text(visit: Visiting, found: OwnPart, phase: str, name: str) -> Response:
    """Một bài: with the unit's own figures where they are published."""
    made = telling_file(visit.workspace, found.campaign, f"{phase}/{name}", found.unit.id)
    return download(made.content, f"{found.unit.id}-{phase}-{name}", _BINARY)


@doors.page("/{unit}/{campaign}/tep/{number}", Act.DO_DUTIES)
def capture(visit: Visiting, found: OwnPart, number: int) -> Response:
    """Bản chụp: of the unit's own evidence; always saved, never opened in the portal."""
    kept = capture_of(visit.workspace, found.campaign, number, found.unit.id)
    return download(kept.content, kept.name, _BINARY)


def _page(
    visit: Visiting,
    found: BookedDuties,
    kept: dict[str, str] | None = None,
    refusal: DirectiveError | None = None,
) -> Response:
    workspace, campaign = visit.workspace, found.campaign
    plan, row = telling_row(workspace, campaign, found.unit.id)
    own = tellings_of(workspace, campaign, found.unit.id)
    return visit.page(
        "unit/telling.html",
        status=status_of(refusal) if refusal else 200,
        unit=found.unit.id,
        campaign=campaign,
        found=found,
        address=_address(found),
        row=row,
        evidence=own[::-1],
        versions={one.number: len(telling_versions(workspace, campaign, one.number)) for one in own},
        paths=telling_paths(workspace, plan, workspace.today()),
        outlets=OUTLET_WORDS,
        purposes=PURPOSE_WORDS,
        texts=TEXT_WORDS,
        words=state_words(),
        today=workspace.today(),
        kept=kept or {"muc_dich": row.missing[0].value if row.missing else Purpose.CITIZENS.value},
        refusal=worded(refusal) if refusal else None,
    )


def _address(found: BookedDuties) -> str:
    return f"/don-vi/truyen-thong/{found.unit.id}/{found.campaign}"
