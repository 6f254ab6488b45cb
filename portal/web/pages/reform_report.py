"""Báo cáo cải cách hành chính: the part on the index, drafted from all that was recorded."""

from typing import Annotated

from fastapi import Form, Query, Response
from fastapi import Path as InAddress

from directives.errors import DirectiveError
from directives.results_use.reform_report import ReformPeriod
from portal.messages import _, worded
from portal.web.access import Doors
from portal.web.downloads import WORD, download
from portal.web.pages.campaigns import may_steer, opened
from portal.web.refusals import status_of
from portal.web.visit import Visiting
from workflows.services.accounts.roles import Act
from workflows.services.results_use.reform_document import issue_reform_report, reform_file
from workflows.services.results_use.reform_report import reform_report, write_reform_text

doors = Doors(prefix="/theo-doi/{campaign}/bao-cao-cchc")
#: Kỳ trong địa chỉ -> kỳ báo cáo.
PERIODS = {"6-thang": ReformPeriod.HALF_YEAR, "nam": ReformPeriod.YEAR}
Ky = Annotated[str, InAddress(pattern="^(6-thang|nam)$")]


@doors.page("", Act.SEE_CAMPAIGNS)
def report(
    visit: Visiting, campaign: str, ky: Annotated[str, Query(pattern="^(6-thang|nam)$")] = "6-thang"
) -> Response:
    """Báo cáo: what each part says today, who did not report, and what a person adds."""
    return _page(visit, campaign, ky)


@doors.page("/{ky}.docx", Act.SEE_CAMPAIGNS)
def file(visit: Visiting, campaign: str, ky: Ky) -> Response:
    """Dự thảo: as a Word file, without a number being taken."""
    found = opened(visit, campaign)
    content = reform_file(visit.workspace, campaign, PERIODS[ky], on=found.day)
    return download(content, f"bao-cao-cchc-{ky}-{campaign}-{found.day.isoformat()}.docx", WORD)


@doors.submit("/{ky}", Act.STEER_CAMPAIGNS)
def issue(visit: Visiting, campaign: str, ky: Ky) -> Response:
    """Phát hành báo cáo: once for each half-year or year."""
    opened(visit, campaign, Act.STEER_CAMPAIGNS)
    try:
        issued = issue_reform_report(visit.workspace, campaign, PERIODS[ky])
    except DirectiveError as refusal:
        return _page(visit, campaign, ky, refusal=refusal)
    said = _("Issued: {number}.").format(number=issued.entry.document.number)
    return visit.go(f"/theo-doi/{campaign}/bao-cao-cchc?ky={ky}", said=said)


@doors.submit("/{ky}/them", Act.STEER_CAMPAIGNS)
def add(
    visit: Visiting,
    campaign: str,
    ky: Ky,
    muc: Annotated[str, Form()] = "",
    noi_dung: Annotated[str, Form()] = "",
) -> Response:
    """Thêm lời cho một mục: figures stay computed."""
    found = opened(visit, campaign, Act.STEER_CAMPAIGNS)
    try:
        write_reform_text(visit.workspace, campaign, PERIODS[ky], found.day, muc, noi_dung)
    except DirectiveError as refusal:
        return _page(visit, campaign, ky, {"muc": muc, "noi_dung": noi_dung}, refusal)
    return visit.go(f"/theo-doi/{campaign}/bao-cao-cchc?ky={ky}", said=_("Written down."))


def _page(
    visit: Visiting,
    campaign: str,
    ky: str,
    typed: dict[str, str] | None = None,
    refusal: DirectiveError | None = None,
) -> Response:
    found = opened(visit, campaign)
    return visit.page(
        "campaigns/reform_report.html",
        status=status_of(refusal) if refusal else 200,
        found=found,
        steering=may_steer(visit, found),
        ky=ky,
        report=reform_report(visit.workspace, campaign, PERIODS[ky], found.day),
        typed=typed or {},
        refusal=worded(refusal) if refusal else None,
    )
