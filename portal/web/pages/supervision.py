"""Giám sát, phúc tra: what the Front and the Veterans see of the field: visits, and forms to be asked about again."""

from datetime import date
from typing import Annotated, Literal, cast

from fastapi import Depends, File, Form, Response, UploadFile
from starlette.datastructures import FormData

from directives.errors import DirectiveError
from portal.messages import _, worded
from portal.web.access import Doors
from portal.web.own_field import OwnField, choose_field, own_field
from portal.web.refusals import status_of
from portal.web.uploads import typed, upload_of
from portal.web.visit import Visit, Visiting
from sipas_engine.errors import SipasError
from sipas_engine.fieldwork.assignment import village_path
from sipas_engine.recheck.results import RecheckRecord, Way
from sipas_engine.recheck.visits import CONTENTS
from sipas_engine.recheck.visits import Visit as FieldVisit
from workflows.services.accounts.roles import Act
from workflows.services.unit_door.field import NotYourField
from workflows.services.unit_door.supervision import (
    AskedAgain,
    drawn_villages,
    findings_of,
    forms_to_ask,
    keep_visit,
    levels_of,
    record_answers,
    record_sheet,
    visited_villages,
    visits_of,
)

doors = Doors(prefix="/giam-sat")
_PLACE = "/{unit}/{campaign}"
_CLAIMS = {"co": True, "khong": False}


@doors.page("", Act.SUPERVISE)
def campaigns(visit: Visiting) -> Response:
    """Các đợt được giám sát: those in which the office takes part."""
    return choose_field(visit, Act.SUPERVISE, doors.prefix, _("Supervision and re-check"))


def _own(visit: Visiting, unit: str, campaign: str) -> OwnField:
    """The field work which the address names, as far as it is the visitor's."""
    return own_field(visit, Act.SUPERVISE, unit, campaign, doors.prefix)


Own = Annotated[OwnField, Depends(_own)]
"""Thực địa được giám sát: the field work which the address names, as far as one looks after it."""


@doors.page(_PLACE, Act.SUPERVISE)
def visits(visit: Visiting, field: Own, seed: str = "") -> Response:
    """Giám sát: villages drawn by a seed, the own records, findings that wait for an answer."""
    return _visits(visit, field, seed=seed)


@doors.submit(_PLACE, Act.SUPERVISE)
def record_visit(
    visit: Visiting,
    field: Own,
    number: Annotated[str, Form()],
    village: Annotated[str, Form()],
    day: Annotated[date, Form()],
    remark: Annotated[str, Form()] = "",
    proposal: Annotated[str, Form()] = "",
    missing: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Ghi phiếu giám sát: what was not as it must be becomes a finding, which must be answered."""
    not_so = missing or []
    kept = {"number": number, "village": village, "day": day.isoformat()}
    kept |= {"remark": remark, "proposal": proposal, "missing": "|".join(not_so)}
    fulfilled = {content: content not in not_so for content in CONTENTS}
    place = village_path(village)
    record = FieldVisit(number.strip(), place, day, field.unit, fulfilled, remark.strip(), proposal.strip())
    try:
        keep_visit(visit.workspace, field.campaign, record)
    except (DirectiveError, SipasError) as refusal:
        return _visits(visit, field, refusal=refusal, kept=kept)
    return visit.go(field.address, said=_("The visit {number} is kept.").format(number=number))


@doors.page(_PLACE + "/phuc-tra", Act.SUPERVISE)
def recheck(visit: Visiting, field: Own) -> Response:
    """Phúc tra: the drawn forms of the own checkers, with the questions to be asked again."""
    return _recheck(visit, field)


@doors.submit(_PLACE + "/phuc-tra", Act.SUPERVISE)
def record_asked(visit: Visiting, field: Own, form: Annotated[FormData, Depends(typed)]) -> Response:
    """Ghi kết quả hỏi lại: of one form."""
    texts = {name: value.strip() for name, value in form.multi_items() if isinstance(value, str)}
    asked = {one.form.serial: one for one in forms_to_ask(visit.workspace, field.campaign, field.own)}
    serial = texts.get("serial", "")
    if serial not in asked:
        raise NotYourField(where=serial)
    try:
        record = _record(asked[serial], texts)
    except ValueError:
        return _recheck(visit, field, message=_("Choose the day and an answer for every question."))
    correction = "correction" in texts
    try:
        record_answers(visit.workspace, field.campaign, field.own, [record], correction=correction)
    except (DirectiveError, SipasError) as refusal:
        return _recheck(visit, field, refusal)
    said = _("The form {serial} is recorded.").format(serial=serial)
    return visit.go(field.address + "/phuc-tra", said=said)


@doors.submit(_PLACE + "/phuc-tra/bang", Act.SUPERVISE)
def record_by_file(
    visit: Visiting,
    field: Own,
    file: Annotated[UploadFile | None, File()] = None,
    correction: Annotated[str, Form()] = "",
) -> Response:
    """Ghi bảng phúc tra: taken whole or refused whole."""
    upload = upload_of(file)
    if upload is None:
        return _recheck(visit, field, message=_("Choose a file first."))
    try:
        new = record_sheet(visit.workspace, field.campaign, field.own, upload, correction=bool(correction))
    except (DirectiveError, SipasError) as refusal:
        return _recheck(visit, field, refusal)
    said = _("Kept: {count} new or changed rows.").format(count=new)
    return visit.go(field.address + "/phuc-tra", said=said)


def _visits(
    visit: Visit,
    field: OwnField,
    *,
    seed: str = "",
    refusal: DirectiveError | SipasError | None = None,
    kept: dict[str, str] | None = None,
) -> Response:
    workspace, campaign = visit.workspace, field.campaign
    findings = findings_of(workspace, campaign, None)
    return visit.page(
        "field/visits.html",
        status=status_of(refusal) if refusal else 200,
        field=field,
        seed=seed,
        drawn=drawn_villages(workspace, campaign, seed.strip()),
        villages=visited_villages(workspace, campaign),
        records=visits_of(workspace, campaign, field.unit),
        waiting=[one for one in findings if one.answer is None],
        unanswered={one.visit.id for one in findings if one.answer is None},
        answers={(one.visit.id, one.content): one.answer for one in findings},
        contents=CONTENTS,
        today=workspace.today(),
        refusal=worded(refusal) if refusal else None,
        kept=kept or {},
    )


def _recheck(
    visit: Visit, field: OwnField, refusal: DirectiveError | SipasError | None = None, message: str = ""
) -> Response:
    wording = worded(refusal) if refusal else None
    asked = forms_to_ask(visit.workspace, field.campaign, field.own)
    return visit.page(
        "field/recheck.html",
        status=status_of(refusal) if refusal else 422 if message else 200,
        field=field,
        forms=sorted(
            asked, key=lambda one: one.recorded is not None
        ),  # what is still to be asked about first
        levels=levels_of(visit.workspace, field.campaign),
        today=visit.workspace.today(),
        message=wording.message if wording else message,
        problems=wording.problems if wording else (),
    )


def _record(asked: AskedAgain, texts: dict[str, str]) -> RecheckRecord:
    """What was typed. Raises ValueError where the day or an answer is missing."""
    met = _CLAIMS.get(texts.get("met", ""))
    if met is None:
        raise ValueError("met")
    answers = {
        code: int(texts[f"level:{code}"]) if texts.get(f"level:{code}") else None
        for code, _ in asked.questions
    }
    way: Way = cast(Literal["visit", "phone"], texts.get("way") if texts.get("way") == "phone" else "visit")
    return RecheckRecord(
        serial=asked.form.serial,
        checker=asked.form.checker,
        day=date.fromisoformat(texts.get("day", "")),
        way=way,
        met=met,
        saw_form=_CLAIMS.get(texts.get("saw_form", "")),
        own_hand=_CLAIMS.get(texts.get("own_hand", "")),
        answers=answers,
    )
