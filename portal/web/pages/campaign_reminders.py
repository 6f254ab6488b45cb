"""Chậm và đôn đốc: who is late, the reminders that are ready as drafts, each issued by one press."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Form, Query, Response

from directives.followup.status import DutyStatus
from directives.register.search import folded
from portal.messages import _
from portal.web.access import Doors
from portal.web.pages.campaigns import may_steer, opened
from portal.web.rendering import Once
from portal.web.visit import Visiting
from portal.web.writing.places import remarks_of
from portal.web.writing.sheet import sheet_of
from workflows.services.accounts.roles import Act
from workflows.services.campaign_overview import CampaignOverview
from workflows.services.jobs.running import ask
from workflows.services.reminder_desk import (
    after_day_off,
    draft_reminder,
    issue_reminder,
    ready_reminders,
    sent_reminders,
)

doors = Doors(prefix="/theo-doi/{campaign}")

_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Lọc: which late duties are looked for: of a step, of units below an office, by a part of a unit's name."""

    step: str = ""
    above: str = ""
    name: str = ""

    def among(self, found: CampaignOverview) -> Sequence[DutyStatus]:
        """Đúng điều kiện: the longest late first; accents and capitals of the name do not matter."""
        rows: Sequence[DutyStatus] = found.longest_late
        if self.above:
            rows = found.late_below.get(self.above, ())
        if self.step:
            rows = [one for one in rows if one.duty.key.step == self.step]
        if self.name:
            part = folded(self.name)
            named = {unit for unit, name in found.folded_names.items() if part in name}
            rows = [one for one in rows if one.duty.key.unit in named]
        return rows


@doors.page("/cham", Act.SEE_CAMPAIGNS)
def late(
    visit: Visiting,
    campaign: str,
    buoc: str = "",
    cap_tren: Annotated[str, Query(alias="cap-tren")] = "",
    ten: str = "",
    trang: Annotated[int, Query(ge=1)] = 1,
) -> Response:
    """Danh sách chậm: the longest late first, with the reminders each has had; and what is ready to go out."""
    found = opened(visit, campaign)
    steering = may_steer(visit, found)
    reminding = steering and bool(found.plan.standing_office)
    wanted = Wanted(buoc, cap_tren, ten.strip())
    rows = wanted.among(found)
    pages = max(1, -(-len(rows) // _ON_A_PAGE))
    page = min(trang, pages)
    shown = rows[(page - 1) * _ON_A_PAGE : page * _ON_A_PAGE]
    return visit.page(
        "campaigns/late.html",
        once=Once(found, (wanted, page, steering)),
        found=found,
        steering=steering,
        ready=ready_reminders(visit.workspace, found) if reminding else (),
        after_day_off=after_day_off(visit.workspace, found) if reminding else None,
        sent=sent_reminders(visit.workspace, campaign, shown),
        rows=shown,
        count=len(rows),
        wanted=wanted,
        page=page,
        pages=pages,
    )


@doors.page("/don-doc", Act.STEER_CAMPAIGNS)
def draft(visit: Visiting, campaign: str, khoa: str) -> Response:
    """Dự thảo công văn đôn đốc: as it would go out now, with the number that is next."""
    found = opened(visit, campaign, Act.STEER_CAMPAIGNS)
    drafted = draft_reminder(visit.workspace, found, khoa)
    sheet = drafted.sheet
    return visit.page(
        "campaigns/reminder.html",
        found=found,
        steering=True,
        drafted=drafted,
        sheet=sheet,
        number=drafted.number,
        blocks=sheet_of(sheet.layout, sheet.findings, f"Số: {drafted.number}") if sheet.layout else [],
        remarks=remarks_of(sheet, ()),
    )


@doors.submit("/don-doc", Act.STEER_CAMPAIGNS)
def issue(
    visit: Visiting,
    campaign: str,
    khoa: Annotated[str, Form()],
    du_kien: Annotated[str, Form()] = "",
) -> Response:
    """Phát hành công văn đôn đốc: once; ``du_kien`` is the number which was shown beside the draft."""
    found = opened(visit, campaign, Act.STEER_CAMPAIGNS)
    number = issue_reminder(visit.workspace, campaign, khoa, found.day)
    said = _("Issued: {number}. The late list shows who was reminded.").format(number=number)
    if du_kien and du_kien != number:
        moved = _("The number moved from {expected} to {number}, for others were issued meanwhile.")
        said = f"{said} {moved.format(expected=du_kien, number=number)}"
    return visit.go(f"/theo-doi/{campaign}/cham", said=said)


@doors.submit("/don-doc-tat-ca", Act.STEER_CAMPAIGNS)
def issue_all(visit: Visiting, campaign: str) -> Response:
    """Phát hành tất cả: in the background, however many there are; nobody is reminded twice."""
    found = opened(visit, campaign, Act.STEER_CAMPAIGNS)
    asked = {"campaign": campaign, "day": found.day.isoformat()}
    return visit.go(f"/viec/{ask(visit.workspace, 'issue_reminders', asked)}")
