"""Một nhiệm vụ của đơn vị trong đợt: what was handed in, with its files; the officer accepts it or sends it back."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Form, Response

from directives.errors import DirectiveError
from directives.followup.stages import EVENT_WORDS, STAGE_WORDS, Stage
from portal.messages import _, worded
from portal.web.access import Doors
from portal.web.downloads import download
from portal.web.pages.campaigns import may_steer, opened
from portal.web.pages.unit_duties import STATE_WORDS
from portal.web.refusals import status_of
from portal.web.visit import Visit, Visiting
from workflows.services.accounts.roles import Act
from workflows.services.handed_in import accept_handed_in, send_back
from workflows.services.unit_door.answers import file_of_duty, report_of_duty
from workflows.services.unit_door.duties import UnitDuty, duty_of_unit, history_of_duty
from workflows.services.unit_door.officers import officer_of
from workflows.services.unit_reports import report_versions

doors = Doors(prefix="/theo-doi/{campaign}/don-vi/{unit}/{step}/{occurrence}")


def _followed(visit: Visiting, campaign: str, unit: str, step: str, occurrence: int) -> UnitDuty:
    """The duty which the address names, of a campaign that one may follow. Raises Forbidden, UnknownDuty."""
    opened(visit, campaign)
    return duty_of_unit(visit.workspace, campaign, unit, step, occurrence)


def _steered(visit: Visiting, campaign: str, unit: str, step: str, occurrence: int) -> UnitDuty:
    """The same, of a campaign that one steers."""
    opened(visit, campaign, Act.STEER_CAMPAIGNS)
    return duty_of_unit(visit.workspace, campaign, unit, step, occurrence)


FollowedDuty = Annotated[UnitDuty, Depends(_followed)]
"""Nhiệm vụ được theo dõi: the one which the address names."""
SteeredDuty = Annotated[UnitDuty, Depends(_steered)]
"""Nhiệm vụ được xét: by people who steer its campaign."""


@doors.page("", Act.SEE_CAMPAIGNS)
def duty(visit: Visiting, found: FollowedDuty) -> Response:
    """Một nhiệm vụ: where it stands, what was handed in and what happened."""
    return _shown(visit, found)


@doors.submit("/chap-nhan", Act.STEER_CAMPAIGNS)
def accept(visit: Visiting, found: SteeredDuty) -> Response:
    """Chấp nhận: the duty has ended."""
    return _judged(
        visit, found, lambda: accept_handed_in(visit.workspace, found), _("Accepted: the duty has ended.")
    )


@doors.submit("/tra-lai", Act.STEER_CAMPAIGNS)
def back(visit: Visiting, found: SteeredDuty, ly_do: Annotated[str, Form()] = "") -> Response:
    """Trả lại để sửa: the unit reads the reason and hands in anew."""
    said = _("Sent back: the unit reads the reason and hands in anew.")
    return _judged(visit, found, lambda: send_back(visit.workspace, found, ly_do), said)


@doors.page("/tep/{digest}", Act.SEE_CAMPAIGNS)
def file(visit: Visiting, found: FollowedDuty, digest: str) -> Response:
    """Tệp đã nộp: with this duty by this unit; always saved, never opened in the portal."""
    kept = file_of_duty(visit.workspace, found, digest)
    return download(kept.content, kept.name, "application/octet-stream")


def _judged(visit: Visit, found: UnitDuty, act: Callable[[], None], said: str) -> Response:
    try:
        act()
    except DirectiveError as refusal:
        return _shown(visit, found, refusal)
    return visit.go(_address(found), said=said)


def _shown(visit: Visit, found: UnitDuty, refusal: DirectiveError | None = None) -> Response:
    workspace, campaign = visit.workspace, opened(visit, found.campaign)
    owed = (found.unit.id, found.occurrence.number)
    return visit.page(
        "campaigns/duty.html",
        status=status_of(refusal) if refusal else 200,
        found=campaign,
        steering=may_steer(visit, campaign),
        duty=found,
        address=_address(found),
        to_be_judged=found.status.stage is Stage.SUBMITTED,
        officer=officer_of(workspace, found),
        report=report_of_duty(workspace, found) if found.step.report else None,
        versions=report_versions(workspace, found.campaign, found.step.code, owed)
        if found.step.report
        else (),
        history=history_of_duty(workspace, found),
        words={state: (_(said), kind) for state, (said, kind) in STATE_WORDS.items()},
        stages=STAGE_WORDS,
        events=EVENT_WORDS,
        refusal=worded(refusal) if refusal else None,
    )


def _address(found: UnitDuty) -> str:
    place = f"{found.unit.id}/{found.step.code}/{found.occurrence.number}"
    return f"/theo-doi/{found.campaign}/don-vi/{place}"
