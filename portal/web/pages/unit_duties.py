"""Cửa của đơn vị: the duties of one's own unit, each with what the unit may do about it."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Annotated

from fastapi import Depends, File, Form, Response, UploadFile
from starlette.datastructures import FormData
from starlette.datastructures import UploadFile as Sent

from directives.errors import DirectiveError, Problem
from directives.followup.stages import EVENT_WORDS, STAGE_WORDS
from directives.followup.status import DutyState
from portal.messages import N_, _, worded, worded_problem
from portal.web.access import Doors, allow
from portal.web.downloads import download
from portal.web.refusals import status_of
from portal.web.uploads import typed, upload_of
from portal.web.visit import Visit, Visiting
from workflows.services.accounts.roles import Act
from workflows.services.unit_door import answers
from workflows.services.unit_door.duties import (
    UnitAct,
    UnitDuty,
    duties_of_unit,
    duty_of_unit,
    history_of_duty,
)
from workflows.services.unit_door.officers import NamedOfficer, name_officer, officer_of

doors = Doors(prefix="/don-vi")
_PLACE = "/viec/{unit}/{campaign}/{step}/{occurrence}"
_FIELD = "muc-"
#: What is due later than that is folded away.
_AHEAD = timedelta(days=90)
#: So many places to be mended are named; the letter of the office names all of them.
_MOST_PLACES = 20
#: Tình trạng -> the words on the screen, and the colour of the badge.
STATE_WORDS: Mapping[DutyState, tuple[str, str]] = {
    DutyState.NOT_DUE: (N_("Not due yet"), ""),
    DutyState.DUE_SOON: (N_("Due soon"), "soon"),
    DutyState.DUE_TODAY: (N_("Due today"), "soon"),
    DutyState.LATE: (N_("Late"), "late"),
    DutyState.DONE: (N_("Done"), "good"),
    DutyState.DONE_LATE: (N_("Done late"), "good"),
    DutyState.SUSPENDED: (N_("Suspended"), ""),
    DutyState.WAIVED: (N_("Waived"), ""),
    DutyState.STANDING: (N_("Standing duty"), "accent"),
}


@doors.page("", Act.DO_DUTIES)
def duties(visit: Visiting) -> Response:
    """Nhiệm vụ của đơn vị tôi: what is open first, what is done below."""
    units = visit.person.units_for(Act.DO_DUTIES)
    found = duties_of_unit(visit.workspace, units)
    soon = visit.workspace.today() + _AHEAD
    waiting = [one for one in found if one.open]
    return visit.page(
        "unit/index.html",
        waiting=[one for one in waiting if not _is_beyond(one, soon)],
        beyond=[one for one in waiting if _is_beyond(one, soon)],
        ended=[one for one in found if not one.open],
        late=sum(one.status.state is DutyState.LATE for one in found),
        soon=sum(one.status.state in (DutyState.DUE_SOON, DutyState.DUE_TODAY) for one in found),
        several=len(units) > 1,
        booked=sorted(
            {(one.campaign_title, one.unit.name, one.unit.id, one.campaign) for one in found if one.step.book}
        ),
        words=state_words(),
    )


def _is_beyond(duty: UnitDuty, soon: date) -> bool:
    due = duty.status.duty.due
    return duty.status.state is DutyState.NOT_DUE and due is not None and due > soon


def _own(visit: Visiting, unit: str, campaign: str, step: str, occurrence: int) -> UnitDuty:
    """Of a unit for which the visitor stands: another's is forbidden before anything is looked up."""
    allow(visit, Act.DO_DUTIES, unit)
    return duty_of_unit(visit.workspace, campaign, unit, step, occurrence)


OwnDuty = Annotated[UnitDuty, Depends(_own)]
"""Nhiệm vụ của mình: the one which the address names."""


@doors.page(_PLACE, Act.DO_DUTIES)
def duty(visit: Visiting, found: OwnDuty) -> Response:
    """Một nhiệm vụ: where it stands, what may be done, what was done."""
    return _shown(visit, found)


@doors.submit(_PLACE + "/da-nhan", Act.DO_DUTIES)
def acknowledge(visit: Visiting, found: OwnDuty) -> Response:
    """Xác nhận đã nhận: the officer sees at once that the unit has it."""
    return _told(visit, found, UnitAct.ACKNOWLEDGE, _("The campaign officer sees that you have received it."))


@doors.submit(_PLACE + "/bat-dau", Act.DO_DUTIES)
def begin(visit: Visiting, found: OwnDuty) -> Response:
    """Bắt đầu thực hiện: the unit says that it is at work."""
    return _told(visit, found, UnitAct.BEGIN, _("Noted: your unit is at work on it."))


@doors.submit(_PLACE + "/nop", Act.DO_DUTIES)
def hand_in(
    visit: Visiting,
    found: OwnDuty,
    document: Annotated[str, Form()] = "",
    note: Annotated[str, Form()] = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Nộp văn bản, minh chứng: what closes the duty."""
    kept = {"document": document, "note": note}
    return _done(
        visit,
        found,
        lambda: answers.hand_in(visit.workspace, found, **kept, file=upload_of(file)),
        _("Handed in. The campaign officer looks at it and accepts it or sends it back."),
        "nop",
        kept,
    )


@doors.submit(_PLACE + "/bao-cao", Act.DO_DUTIES)
def report(
    visit: Visiting,
    found: OwnDuty,
    form: Annotated[FormData, Depends(typed)],
) -> Response:
    """Nộp báo cáo theo biểu: whole or not at all; what was typed stays when something is wrong."""
    own = [
        (name.removeprefix(_FIELD), value) for name, value in form.multi_items() if name.startswith(_FIELD)
    ]
    texts = {code: value for code, value in own if isinstance(value, str)}
    sent = {code: upload_of(value) for code, value in own if isinstance(value, Sent)}
    files = {code: upload for code, upload in sent.items() if upload is not None}
    return _done(
        visit,
        found,
        lambda: answers.report(visit.workspace, found, texts, files),
        _("The report is handed in."),
        "bao-cao",
        texts,
    )


@doors.submit(_PLACE + "/dau-moi", Act.DO_DUTIES)
def appoint(
    visit: Visiting,
    found: OwnDuty,
    contact: Annotated[str, Form()],
    leader: Annotated[str, Form()] = "",
    leader_title: Annotated[str, Form()] = "",
    contact_title: Annotated[str, Form()] = "",
    phone: Annotated[str, Form()] = "",
    email: Annotated[str, Form()] = "",
    document: Annotated[str, Form()] = "",
) -> Response:
    """Cử cán bộ đầu mối: for all duties of the unit in this campaign."""
    said = NamedOfficer(leader, leader_title, contact, contact_title, phone, email, document)
    kept = {
        "leader": leader,
        "leader_title": leader_title,
        "contact": contact,
        "contact_title": contact_title,
        "phone": phone,
        "email": email,
        "document": document,
    }
    return _done(
        visit,
        found,
        lambda: name_officer(visit.workspace, found, said),
        _("Your officer is named."),
        "dau-moi",
        kept,
    )


@doors.submit(_PLACE + "/gia-han", Act.DO_DUTIES)
def ask_extension(
    visit: Visiting,
    found: OwnDuty,
    to: Annotated[date, Form()],
    reason: Annotated[str, Form()] = "",
) -> Response:
    """Đề nghị gia hạn: the deadline holds until a document moves it."""
    return _done(
        visit,
        found,
        lambda: answers.ask_extension(visit.workspace, found, to, reason),
        _("Your request is with the campaign officer. Until it is granted the deadline stays."),
        "gia-han",
        {"to": to.isoformat(), "reason": reason},
    )


@doors.submit(_PLACE + "/vuong-mac", Act.DO_DUTIES)
def raise_difficulty(
    visit: Visiting,
    found: OwnDuty,
    text: Annotated[str, Form()] = "",
) -> Response:
    """Nêu vướng mắc: a difficulty which somebody else must settle."""
    return _done(
        visit,
        found,
        lambda: answers.tell_difficulty(visit.workspace, found, text),
        _("Your difficulty is with the campaign officer."),
        "vuong-mac",
        {"text": text},
    )


@doors.page(_PLACE + "/tep/{digest}", Act.DO_DUTIES)
def file(visit: Visiting, found: OwnDuty, digest: str) -> Response:
    """Tệp đã nộp: of this duty and this unit only; always saved, never opened in the portal."""
    kept = answers.file_of_duty(visit.workspace, found, digest)
    return download(kept.content, kept.name, "application/octet-stream")


def _told(visit: Visit, duty: UnitDuty, act: UnitAct, said: str) -> Response:
    """What is said by one press."""
    return _done(visit, duty, lambda: answers.tell(visit.workspace, duty, act), said)


def _done(
    visit: Visit,
    duty: UnitDuty,
    act: Callable[[], object],
    said: str,
    form: str = "",
    kept: Mapping[str, str] | None = None,
) -> Response:
    """Done, and back to the duty; or the duty with the refusal at its form and what was typed still there."""
    try:
        act()
    except DirectiveError as refusal:
        return _shown(visit, duty, refusal, form, kept or {})
    return visit.go(_address(duty), said=said)


def _shown(
    visit: Visit,
    duty: UnitDuty,
    refusal: DirectiveError | None = None,
    form: str = "",
    kept: Mapping[str, str] | None = None,
) -> Response:
    workspace = visit.workspace
    refused = answers.refused_file_of(workspace, duty)
    return visit.page(
        "unit/duty.html",
        status=status_of(refusal) if refusal else 200,
        duty=duty,
        address=_address(duty),
        officer=officer_of(workspace, duty),
        difficulties=answers.difficulties_of_duty(workspace, duty),
        report=answers.report_of_duty(workspace, duty) if duty.step.report else None,
        history=history_of_duty(workspace, duty),
        refused_file=refused,
        places=[worded_problem(Problem(**one)) for one in refused.listed[:_MOST_PLACES]] if refused else (),
        refusal=worded(refusal) if refusal else None,
        refused_form=form,
        kept=kept or {},
        UnitAct=UnitAct,
        words=state_words(),
        stages=STAGE_WORDS,
        events=EVENT_WORDS,
    )


def _address(duty: UnitDuty) -> str:
    return f"/don-vi/viec/{duty.unit.id}/{duty.campaign}/{duty.step.code}/{duty.occurrence.number}"


def state_words() -> Mapping[DutyState, tuple[str, str]]:
    """Tình trạng bằng lời: in the language of who looks, with the colour of the badge."""
    return {state: (_(said), kind) for state, (said, kind) in STATE_WORDS.items()}
