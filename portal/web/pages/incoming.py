"""Văn bản đến: files are dropped, wait beside their page's picture until a clerk has compared them, and are entered."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Annotated, Any

from fastapi import Form, Query, Response, UploadFile
from pydantic import BaseModel

from directives.errors import Problem
from directives.register.arrival_draft import InvalidArrivalDraft, UnconfirmedArrival
from directives.register.incoming import AlreadyReceived, InvalidArrival
from directives.text import normalise
from portal.messages import N_, _, worded, worded_problem
from portal.web.access import Doors
from portal.web.pages.incoming_files import file_itself, pages_part, picture
from portal.web.visit import Visiting
from workflows.services.accounts.roles import Act
from workflows.services.arriving.waiting import (
    ChangedMeanwhile,
    DroppedFile,
    UnknownWaiting,
    WaitingArrival,
    WaitingState,
    begin_by_hand,
    drop_files,
    enter_waiting,
    put_away,
    read_again,
    save_waiting,
    waiting_at,
    waiting_of,
)
from workflows.services.incoming_desk import incoming_desk
from workflows.services.office_names import office_name

doors = Doors(prefix="/den")
_SLOW_SECONDS = 60

#: Trường của phiếu -> how it is called on the page.
LABELS = {
    "author": N_("Author of the document"),
    "number": N_("Number and symbol"),
    "dated": N_("Day of the document"),
    "type": N_("Type of document"),
    "subject": N_("Abstract"),
    "signer": N_("Signed by"),
    "urgency": N_("Stamp of urgency"),
    "received_on": N_("Arrived on"),
    "receiver": N_("Who deals with it"),
    "note": N_("Note of the book"),
}


class ArrivalForm(BaseModel):
    """Phiếu đăng ký trên trang: as it was typed; duties and citations that are not named are left out."""

    revision: int
    act: str = "save"
    author: str = ""
    number: str = ""
    dated: str = ""
    type: str = ""
    subject: str = ""
    signer: str = ""
    urgency: str = ""
    received_on: str = ""
    receiver: str = ""
    note: str = ""
    addressees: str = ""
    absent: list[str] = []
    looked_at: list[str] = []
    cite: list[int] = []
    duty: list[int] = []
    duty_text: list[str] = []
    duty_by: list[str] = []


@doors.page("", Act.RECEIVE)
def desk(visit: Visiting, co_quan: Annotated[str, Query()] = "") -> Response:
    """Bàn văn thư: what was dropped and waits for confirmation, what waits for submission, instruction, handling."""
    office = _office(visit, co_quan)
    workspace = visit.workspace
    return visit.page(
        "incoming/desk.html",
        office=office,
        offices=visit.person.units_for(Act.RECEIVE),
        office_name=partial(office_name, workspace),
        waiting=waiting_at(workspace, office),
        on_desk=incoming_desk(workspace, office, workspace.today()),
    )


@doors.page("/cho", Act.RECEIVE)
def waiting_list(visit: Visiting, co_quan: Annotated[str, Query()] = "") -> Response:
    """Danh sách chờ: a part of the page, asked for again while files are being read."""
    office = _office(visit, co_quan)
    if not visit.by_htmx:
        return visit.go(f"/den?co_quan={office}")
    return visit.page("incoming/waiting.html", office=office, waiting=waiting_at(visit.workspace, office))


@doors.submit("/tep", Act.RECEIVE)
def drop(visit: Visiting, tep: list[UploadFile], co_quan: Annotated[str, Form()] = "") -> Response:
    """Thả tệp: one leads to its record, several to the list."""
    office = _office(visit, co_quan)
    files = [DroppedFile(one.filename or "", one.file.read()) for one in tep if one.size]
    if not files:
        return visit.go(f"/den?co_quan={office}", said=_("No file was chosen, or the file is empty."))
    given = drop_files(visit.workspace, office, files)
    return visit.go(f"/den/cho/{given[0]}" if len(given) == 1 else f"/den?co_quan={office}")


@doors.submit("/moi", Act.RECEIVE)
def by_hand(visit: Visiting, co_quan: Annotated[str, Form()] = "") -> Response:
    """Văn bản giấy: a record is begun without a file."""
    return visit.go(f"/den/cho/{begin_by_hand(visit.workspace, _office(visit, co_quan))}")


@doors.page("/cho/{arrival_id}", Act.RECEIVE)
def confirm(visit: Visiting, arrival_id: str) -> Response:
    """Xác nhận: the record beside the page's picture; doubtful fields are marked."""
    one = _waiting(visit, arrival_id)
    if one.state is WaitingState.READING and visit.by_htmx:
        return visit.page("incoming/reading.html", one=one, slow=_slow(visit, one))
    if visit.by_htmx:
        return visit.go(f"/den/cho/{one.id}")
    if one.entered_as:
        return visit.go(_address_of(one.entered_as))
    return _record(visit, one, _table(one))


@doors.submit("/cho/{arrival_id}", Act.RECEIVE)
def save(visit: Visiting, arrival_id: str, form: Annotated[ArrivalForm, Form()]) -> Response:
    """Lưu hoặc vào sổ: what was typed is kept first; then the document gets its number of arrival."""
    one = _waiting(visit, arrival_id)
    if one.entered_as:  # pressed twice, or entered by a colleague meanwhile
        return visit.go(_address_of(one.entered_as), said=_("The document is in the book already."))
    typed = _typed(form, one)
    try:
        one = save_waiting(visit.workspace, arrival_id, form.revision, typed)
        if form.act == "save":
            return visit.go(f"/den/cho/{one.id}", said=_("Saved. The document is not in the book yet."))
        entered = enter_waiting(visit.workspace, arrival_id, again=form.act == "again")
    except UnconfirmedArrival:
        return _record(visit, one, typed, asked=True, status=422)
    except AlreadyReceived as error:
        return _record(visit, one, typed, before=error, status=422)
    except (InvalidArrivalDraft, InvalidArrival, ChangedMeanwhile) as error:
        return _record(visit, one, typed, refusal=worded(error), status=422)
    said = _("Entered under number of arrival {number}.").format(number=entered.entry.number)
    return visit.go(_address_of(entered.entry.subject_id), said=said)


@doors.submit("/cho/{arrival_id}/doc", Act.RECEIVE)
def again(visit: Visiting, arrival_id: str) -> Response:
    """Đọc lại: when the reading seems to have been lost."""
    read_again(visit.workspace, _waiting(visit, arrival_id).id)
    return visit.go(f"/den/cho/{arrival_id}", said=_("The file is being read again."))


@doors.submit("/cho/{arrival_id}/bo", Act.RECEIVE)
def away(visit: Visiting, arrival_id: str, reason: Annotated[str, Form()] = "") -> Response:
    """Bỏ khỏi bàn: what was dropped by mistake, with a reason."""
    one = _waiting(visit, arrival_id)
    put_away(visit.workspace, one.id, reason)
    return visit.go(f"/den?co_quan={one.office}", said=_("Put away. No number was used."))


@doors.page("/cho/{arrival_id}/trang", Act.RECEIVE)
def pages(visit: Visiting, arrival_id: str, tu: Annotated[int, Query(ge=1, le=10_000)] = 1) -> Response:
    """Các trang: pictures of the file, or its text."""
    one = _waiting(visit, arrival_id)
    return pages_part(visit, one.sha256, one.file_name, f"/den/cho/{one.id}", tu)


@doors.page("/cho/{arrival_id}/trang/{number}", Act.RECEIVE)
def page_picture(visit: Visiting, arrival_id: str, number: int) -> Response:
    """Ảnh một trang: as a PNG."""
    one = _waiting(visit, arrival_id)
    return picture(visit, one.sha256, one.file_name, number)


@doors.page("/cho/{arrival_id}/tep", Act.RECEIVE)
def file(visit: Visiting, arrival_id: str) -> Response:
    """Tệp gốc: as it was dropped, once it was read."""
    one = _waiting(visit, arrival_id)
    return file_itself(visit, one.sha256, one.file_name)


def _record(
    visit: Visiting,
    one: WaitingArrival,
    table: Mapping[str, Any],
    *,
    asked: bool = False,
    before: AlreadyReceived | None = None,
    refusal: object = None,
    status: int = 200,
) -> Response:
    """The record as a page; ``asked``: to be entered, so that what is open is named at its head."""
    return visit.page(
        "incoming/record.html",
        status=status,
        one=one,
        table=table,
        open_fields=one.open_fields if one.is_open else (),
        asked=asked,
        before=before,
        before_at=_address_of(f"{before.fields['book']}/{before.fields['number']}") if before else "",
        refusal=refusal,
        slow=_slow(visit, one),
        word=_told,
        labels={name: _(label) for name, label in LABELS.items()},
        office_name=partial(office_name, visit.workspace),
    )


def _told(said: Problem) -> str:
    """Lời về một trường: without its place in the file, which the page's picture shows better."""
    return worded_problem(replace(said, where=""))


def _table(one: WaitingArrival) -> Mapping[str, Any]:
    """Giá trị trên trang: as the fields of the page take them."""
    return one.draft.model_dump()


def _typed(form: ArrivalForm, one: WaitingArrival) -> dict[str, Any]:
    """Phiếu như đã gõ: citations and duties that were kept, with what was corrected of them."""
    plain = {"author", "number", "type", "subject", "signer", "urgency", "receiver", "note"}
    table: dict[str, Any] = {name: normalise(getattr(form, name)).strip() for name in plain}
    table |= {name: _day(getattr(form, name)) for name in ("dated", "received_on")}
    table["absent"] = form.absent
    table["doubtful"] = [name for name in one.draft.doubtful if name not in form.looked_at]
    table["addressees"] = [line for raw in form.addressees.splitlines() if (line := normalise(raw).strip())]
    table["cites"] = [row.model_dump() for at, row in enumerate(one.draft.cites) if at in form.cite]
    duties = []
    for at, (duty, text, by) in enumerate(zip(one.draft.duties, form.duty_text, form.duty_by, strict=False)):
        if at in form.duty:
            text = " ".join(normalise(text).split())
            duties.append({**duty.model_dump(), "text": text, "by": _day(by) or None})
    return {**table, "duties": duties}


def _day(text: str) -> date | str:
    """A day as browsers send it; anything else stays, and is refused where it stands."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _office(visit: Visiting, asked: str) -> str:
    """Cơ quan nhận: the one that was asked for, where the person may receive; else their first."""
    offices = visit.person.units_for(Act.RECEIVE)
    return asked if asked in offices or not offices else offices[0]


def _waiting(visit: Visiting, arrival_id: str) -> WaitingArrival:
    """Of the person's own offices only; another one's is as if it were not there. Raises UnknownWaiting."""
    one = waiting_of(visit.workspace, arrival_id)
    if not visit.person.may(Act.RECEIVE, one.office):
        raise UnknownWaiting(where=arrival_id)
    return one


def _slow(visit: Visiting, one: WaitingArrival) -> bool:
    waited = visit.workspace.now() - datetime.fromisoformat(one.dropped_at)
    return waited.total_seconds() > _SLOW_SECONDS


def _address_of(subject_id: str) -> str:
    """Trang của một dòng: ``snv/ĐẾN/2026/15`` is shown at ``/den/snv/2026/15``."""
    office, _series, year, number = subject_id.split("/")
    return f"/den/{office}/{year}/{number}"
