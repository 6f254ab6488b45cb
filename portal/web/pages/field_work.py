"""Phát, thu phiếu: the daily figures of the Post, or of one investigator; balances and the forecast."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import Depends, File, Form, Response, UploadFile
from starlette.datastructures import FormData

from directives.errors import DirectiveError
from portal.messages import _, worded, worded_problem
from portal.web.access import Doors, Forbidden
from portal.web.charts.field_progress import field_progress
from portal.web.downloads import download
from portal.web.own_field import OwnField, choose_field, own_field
from portal.web.refusals import status_of
from portal.web.uploads import typed, upload_of
from portal.web.visit import Visit, Visiting
from sipas_engine.errors import SipasError
from sipas_engine.fieldwork.daily import DailyRow
from sipas_engine.recheck.visits import CONTENTS, Content, FindingAnswer
from workflows.services.accounts.roles import Act
from workflows.services.supervise import answer_finding
from workflows.services.unit_door.field import (
    VillageSheet,
    blank_sheet,
    names_of,
    own_status,
    own_villages,
    report_day,
    report_sheet,
)
from workflows.services.unit_door.supervision import findings_of

doors = Doors(prefix="/buu-dien")
_PLACE = "/{unit}/{campaign}"
#: Số liệu của một thôn -> the field of the page and its sentence.
COUNTS = ("handed_out", "back", "refused", "wrong_address", "replaced")


@doors.page("", Act.REPORT_FIELD)
def campaigns(visit: Visiting) -> Response:
    """Các đợt phát, thu phiếu: of the offices for which one reports."""
    return choose_field(visit, Act.REPORT_FIELD, doors.prefix, _("Field work"))


def _own(visit: Visiting, unit: str, campaign: str) -> OwnField:
    """The field work which the address names, as far as it is the visitor's."""
    return own_field(visit, Act.REPORT_FIELD, unit, campaign, doors.prefix)


Own = Annotated[OwnField, Depends(_own)]
"""Thực địa của mình: the field work which the address names, as far as one reports of it."""


@doors.page(_PLACE, Act.REPORT_FIELD)
def villages(visit: Visiting, field: Own, ngay: date | None = None) -> Response:
    """Bảng theo dõi của ngày: village by village, to be filled in on a phone or at a desk."""
    return _sheet(visit, field, ngay or visit.workspace.today())


@doors.submit(_PLACE, Act.REPORT_FIELD)
def report(visit: Visiting, field: Own, form: Annotated[FormData, Depends(typed)]) -> Response:
    """Báo số liệu ngày: the villages in which something was typed; all of them or none."""
    day = _day(form.get("day")) or visit.workspace.today()
    texts = {name: value.strip() for name, value in form.multi_items() if isinstance(value, str)}
    sheets = {_key(one): one for one in own_villages(visit.workspace, field.campaign, field.own, day)}
    correction = "correction" in texts
    try:
        rows = _rows(texts, sheets, day)
        new = report_day(visit.workspace, field.campaign, field.own, rows, correction=correction)
    except (DirectiveError, SipasError) as refusal:
        return _sheet(visit, field, day, refusal, texts)
    except ValueError:
        return _sheet(visit, field, day, None, texts, _("Write whole numbers of forms, 0 or more."))
    return visit.go(f"{field.address}?ngay={day.isoformat()}", said=_kept(new))


@doors.submit(_PLACE + "/bang", Act.REPORT_FIELD)
def report_by_file(
    visit: Visiting,
    field: Own,
    file: Annotated[UploadFile | None, File()] = None,
    correction: Annotated[str, Form()] = "",
) -> Response:
    """Báo bằng tệp: the daily sheet, taken whole or refused whole."""
    upload, day = upload_of(file), visit.workspace.today()
    if upload is None:
        return _sheet(visit, field, day, None, {}, _("Choose a file first."))
    try:
        new = report_sheet(visit.workspace, field.campaign, field.own, upload, correction=bool(correction))
    except (DirectiveError, SipasError) as refusal:
        return _sheet(visit, field, day, refusal)
    return visit.go(field.address, said=_kept(new))


@doors.page(_PLACE + "/bang-trong", Act.REPORT_FIELD)
def sheet_to_fill_in(visit: Visiting, field: Own) -> Response:
    """Bảng theo dõi để điền: as csv, with today's day."""
    day = visit.workspace.today()
    content = blank_sheet(own_villages(visit.workspace, field.campaign, field.own, day), day)
    return download(content, f"bang-theo-doi-{day.isoformat()}.csv", "text/csv; charset=utf-8")


@doors.page(_PLACE + "/tinh-hinh", Act.REPORT_FIELD)
def status(visit: Visiting, field: Own) -> Response:
    """Tình hình và dự báo: an investigator sees the own balance, a coordinator all of them and the forecast."""
    today = visit.workspace.today()
    known = own_status(visit.workspace, field.found, field.own, today)
    names = names_of(visit.workspace, field.campaign)
    return visit.page(
        "field/status.html",
        field=field,
        today=today,
        known=known,
        names=names,
        chart=field_progress(known.balances, names),
        forecast=known.forecast if field.own is None else None,
        not_ready=[(who, [worded_problem(one) for one in why]) for who, why in known.not_ready],
        doubtful=[one for one in known.villages if one.outdated],
    )


@doors.page(_PLACE + "/phat-hien", Act.REPORT_FIELD)
def findings(visit: Visiting, field: Own) -> Response:
    """Phát hiện khi giám sát: of the own villages; who coordinates all of them answers, an investigator reads."""
    return _findings(visit, field)


@doors.submit(_PLACE + "/phat-hien", Act.REPORT_FIELD)
def answer(
    visit: Visiting,
    field: Own,
    finding_of: Annotated[str, Form()],
    content: Annotated[Content, Form()],
    text: Annotated[str, Form()] = "",
) -> Response:
    """Trả lời một phát hiện: what the Post did about it; the campaign officer and the supervisors read it."""
    if field.own is not None:
        raise Forbidden(where=field.address)
    if not text.strip():
        return _findings(visit, field, _("Say in words what was done about it."), f"{finding_of}|{content}")
    day = visit.workspace.today()
    given = FindingAnswer(finding_of, content, day, visit.person.full_name, text.strip())
    answer_finding(visit.workspace, field.campaign, given)
    return visit.go(f"{field.address}/phat-hien", said=_("The answer is kept."))


def _findings(visit: Visit, field: OwnField, message: str = "", refused: str = "") -> Response:
    found = findings_of(visit.workspace, field.campaign, field.own)
    return visit.page(
        "field/findings.html",
        status=422 if message else 200,
        field=field,
        waiting=[one for one in found if one.answer is None],
        answered=[one for one in found if one.answer is not None],
        contents=CONTENTS,
        today=visit.workspace.today(),
        message=message,
        refused=refused,
    )


def _sheet(
    visit: Visit,
    field: OwnField,
    day: date,
    refusal: DirectiveError | SipasError | None = None,
    kept: dict[str, str] | None = None,
    message: str = "",
) -> Response:
    wording = worded(refusal) if refusal else None
    sheets = [(_key(one), one) for one in own_villages(visit.workspace, field.campaign, field.own, day)]
    finished = [(key, one) for key, one in sheets if one.finished]
    typed_in = kept or {}
    return visit.page(
        "field/sheet.html",
        status=status_of(refusal) if refusal else 422 if message else 200,
        field=field,
        day_shown=day,
        today=visit.workspace.today(),
        open_sheets=[(key, one) for key, one in sheets if not one.finished],
        finished_sheets=finished,
        typed_in_finished=any(typed_in.get(f"{name}:{key}") for key, _one in finished for name in COUNTS),
        counts=COUNTS,
        kept=typed_in,
        message=wording.message if wording else message,
        problems=wording.problems if wording else (),
    )


def _kept(new: int) -> str:
    return _("Kept: {count} new or changed rows.").format(count=new)


def _rows(texts: dict[str, str], sheets: dict[str, VillageSheet], day: date) -> Sequence[DailyRow]:
    """What was typed; a village whose fields are all empty was not reported. Raises ValueError for no number."""
    found = []
    for key, sheet in sheets.items():
        written = {name: texts.get(f"{name}:{key}", "") for name in COUNTS}
        note = texts.get(f"note:{key}", "")
        if any(written.values()) or note:
            counts = {name: int(text or 0) for name, text in written.items()}
            found.append(DailyRow(sheet.investigator, sheet.village, day, **counts, note=note))
    return found


def _key(sheet: VillageSheet) -> str:
    return "|".join((sheet.investigator, *sheet.village))


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
