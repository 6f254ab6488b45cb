"""Thông tin, tuyên truyền: texts for press, loudspeaker and notice board; who has published what."""

from typing import Annotated

from fastapi import Depends, File, Form, Query, Response, UploadFile

from directives.errors import DirectiveError
from directives.results_use.telling import Purpose, TellingEvidence
from portal.messages import _, worded
from portal.web.access import Doors
from portal.web.downloads import WORD, WORKBOOK, download
from portal.web.pages.campaigns import may_steer, opened
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
from workflows.services.results_use.telling import capture_of, record_telling, tellings_of, withdraw_telling
from workflows.services.results_use.telling_table import telling_table, telling_workbook
from workflows.services.results_use.telling_texts import REQUEST, request_file, telling_file, telling_paths

doors = Doors(prefix="/theo-doi/{campaign}/truyen-thong")
_BINARY = "application/octet-stream"
#: Of more units and more evidence the page shows the first ones; the workbook has all.
_MOST_ROWS, _MOST_EVIDENCE = 400, 100


@doors.page("", Act.SEE_CAMPAIGNS)
def telling(visit: Visiting, campaign: str, sua: int = 0) -> Response:
    """Bảng tuyên truyền: units by purposes, missing ones first. ``sua``: with this evidence in the form."""
    own = {one.number: one for one in _evidence(visit, campaign)}
    found = own.get(sua)
    if found is None or not found.in_force:
        return _page(visit, campaign)
    return _page(visit, campaign, {**of_evidence(found), "don_vi": found.told.unit})


@doors.submit("", Act.STEER_CAMPAIGNS)
def record(
    visit: Visiting,
    campaign: str,
    typed: Annotated[TypedTelling, Depends(typed_telling)],
    don_vi: Annotated[str, Form()] = "",
    tep: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Ghi thay: for a unit, a station or a newspaper which told it by letter or telephone."""
    opened(visit, campaign, Act.STEER_CAMPAIGNS)
    try:
        told = typed.told(don_vi.strip())
        record_telling(visit.workspace, campaign, told, upload_of(tep), corrects=typed.corrects)
    except DirectiveError as refusal:
        return _page(visit, campaign, {**typed.kept(), "don_vi": don_vi}, refusal)
    return visit.go(f"/theo-doi/{campaign}/truyen-thong", said=_("Written down."))


@doors.submit("/rut", Act.STEER_CAMPAIGNS)
def withdraw(
    visit: Visiting,
    campaign: str,
    so: Annotated[str, Form()] = "",
    ly_do: Annotated[str, Form()] = "",
) -> Response:
    """Rút minh chứng: with the reason; the unit sees it."""
    opened(visit, campaign, Act.STEER_CAMPAIGNS)
    number = int(so) if so.isdecimal() else 0
    try:
        withdraw_telling(visit.workspace, campaign, number, ly_do)
    except DirectiveError as refusal:
        return _page(visit, campaign, None, refusal)
    return visit.go(f"/theo-doi/{campaign}/truyen-thong", said=_("Withdrawn."))


@doors.page("/bang.xlsx", Act.SEE_CAMPAIGNS)
def table(visit: Visiting, campaign: str) -> Response:
    """Bảng tính: units by purposes, and every piece of evidence."""
    opened(visit, campaign)
    content = telling_workbook(telling_table(visit.workspace, campaign))
    return download(content, f"tuyen-truyen-{campaign}.xlsx", WORKBOOK)


@doors.page("/de-nghi.docx", Act.SEE_CAMPAIGNS)
def letter(
    visit: Visiting, campaign: str, gui: Annotated[list[str] | None, Query(max_length=20)] = None
) -> Response:
    """Công văn gửi báo, đài: a draft without number. ``gui``: addressees in words, where the plan names none."""
    found = opened(visit, campaign)
    to = [name.strip() for name in gui or [] if name.strip()]
    try:
        content = request_file(visit.workspace, campaign, found.day, to)
    except DirectiveError as refusal:
        return _page(visit, campaign, None, refusal)
    return download(content, REQUEST, WORD)


@doors.page("/bai/{phase}/{name}", Act.SEE_CAMPAIGNS)
def text(visit: Visiting, campaign: str, phase: str, name: str) -> Response:
    """Một bài: of the campaign as a whole."""
    opened(visit, campaign)
    made = telling_file(visit.workspace, campaign, f"{phase}/{name}")
    return download(made.content, f"{phase}-{name}", _BINARY)


@doors.page("/tep/{number}", Act.SEE_CAMPAIGNS)
def capture(visit: Visiting, campaign: str, number: int) -> Response:
    """Bản chụp: what shows that it was published; always saved, never opened in the portal."""
    opened(visit, campaign)
    kept = capture_of(visit.workspace, campaign, number)
    return download(kept.content, kept.name, _BINARY)


def _evidence(visit: Visiting, campaign: str) -> list[TellingEvidence]:
    opened(visit, campaign)
    return list(tellings_of(visit.workspace, campaign))


def _page(
    visit: Visiting,
    campaign: str,
    kept: dict[str, str] | None = None,
    refusal: DirectiveError | None = None,
) -> Response:
    found = opened(visit, campaign)
    shown, evidence = telling_table(visit.workspace, campaign), _evidence(visit, campaign)
    return visit.page(
        "campaigns/telling.html",
        status=status_of(refusal) if refusal else 200,
        found=found,
        steering=may_steer(visit, found),
        table=shown,
        rows=sorted(shown.rows, key=lambda row: (not row.lacking, row.unit))[:_MOST_ROWS],
        evidence=evidence[::-1][:_MOST_EVIDENCE],
        all_evidence=len(evidence),
        address=f"/theo-doi/{campaign}/truyen-thong",
        paths=telling_paths(visit.workspace, found.plan, found.day),
        outlets=OUTLET_WORDS,
        purposes=PURPOSE_WORDS,
        texts=TEXT_WORDS,
        today=visit.workspace.today(),
        kept=kept or {"muc_dich": (shown.wanted or (Purpose.CITIZENS,))[-1].value},
        refusal=worded(refusal) if refusal else None,
    )
