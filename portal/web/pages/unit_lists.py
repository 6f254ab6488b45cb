"""Danh sách điều tra: the list maker's own lists: sent, told what is wrong row by row, opened with names on record."""

from typing import Annotated

from fastapi import File, Form, Response, UploadFile

from directives.errors import DirectiveError
from portal.messages import _, worded
from portal.web.access import Doors, allow
from portal.web.refusals import status_of
from portal.web.uploads import upload_of
from portal.web.visit import Visit, Visiting
from sipas_engine.errors import SipasError
from sipas_engine.sampling.states import STATE_WORDS, ListState
from storage.samples import ListKey
from workflows.services.accounts.roles import Act
from workflows.services.unit_door import lists

doors = Doors(prefix="/don-vi/danh-sach")
#: More rows nobody reads on a screen; all of them stand in the list that is sent back.
_ROWS_SHOWN = 300


@doors.page("", Act.KEEP_LISTS)
def surveys(visit: Visiting) -> Response:
    """Danh sách của đơn vị: by survey, with a place to send the next one."""
    return _index(visit)


@doors.submit("/{survey}/{unit}", Act.KEEP_LISTS)
def send(
    visit: Visiting, survey: str, unit: str, file: Annotated[UploadFile | None, File()] = None
) -> Response:
    """Gửi danh sách: taken whole or refused whole; columns that may not be kept are named."""
    allow(visit, Act.KEEP_LISTS, unit)
    upload = upload_of(file)
    if upload is None:
        return _index(visit, message=_("Choose a file first."))
    try:
        done = lists.send_list(visit.workspace, survey, unit, upload)
    except (DirectiveError, SipasError) as refusal:
        wording = worded(refusal)
        return _index(visit, status_of(refusal), wording.message, wording.problems)
    report = done.stored.report
    said = _("{rows} rows taken, {faulty} of them faulty.").format(
        rows=report.rows, faulty=len(report.faulty)
    )
    if done.known_before:
        said = _("This very list is here already.")
    if done.refused:
        said += " " + _("Not kept, since no sample needs it: {columns}.").format(
            columns=", ".join(done.refused)
        )
    return visit.go(_address(done.stored.key), said=said)


@doors.page("/{survey}/{unit}/{version}", Act.KEEP_LISTS)
def one_list(visit: Visiting, survey: str, unit: str, version: int) -> Response:
    """Một danh sách: its faulty rows, without names."""
    allow(visit, Act.KEEP_LISTS, unit)
    return _list(visit, ListKey(survey, unit, version))


@doors.submit("/{survey}/{unit}/{version}/trinh", Act.KEEP_LISTS)
def submit(visit: Visiting, survey: str, unit: str, version: int) -> Response:
    """Trình danh sách: to the campaign officer."""
    allow(visit, Act.KEEP_LISTS, unit)
    key = ListKey(survey, unit, version)
    lists.submit_list(visit.workspace, key)
    return visit.go(_address(key), said=_("The list is with the campaign officer."))


@doors.submit("/{survey}/{unit}/{version}/mo", Act.KEEP_LISTS)
def open_people(
    visit: Visiting,
    survey: str,
    unit: str,
    version: int,
    reason: Annotated[str, Form()] = "",
    first: Annotated[int, Form(ge=1)] = 1,
) -> Response:
    """Mở danh sách có tên: with the reason, which is kept; telephone numbers are masked."""
    allow(visit, Act.KEEP_LISTS, unit)
    key = ListKey(survey, unit, version)
    if not reason.strip():
        return _list(visit, key, message=_("Say why you open the names; the reason is kept."))
    people = lists.open_people(visit.workspace, key, reason, first)
    return _list(visit, key, people=people, reason=reason, first=first)


def _index(visit: Visit, status: int = 200, message: str = "", problems: tuple[str, ...] = ()) -> Response:
    found = lists.own_surveys(visit.workspace, visit.person.units_for(Act.KEEP_LISTS))
    return visit.page(
        "unit/lists.html",
        status=422 if message and status == 200 else status,
        surveys=found,
        states=STATE_WORDS,
        message=message,
        problems=problems,
    )


def _list(
    visit: Visit,
    key: ListKey,
    *,
    message: str = "",
    people: tuple[lists.ListedPerson, ...] = (),
    reason: str = "",
    first: int = 1,
) -> Response:
    stored = lists.own_list(visit.workspace, key)
    faulty = lists.faulty_rows(stored)
    return visit.page(
        "unit/list.html",
        status=422 if message else 200,
        stored=stored,
        address=_address(key),
        may_submit=stored.state is ListState.DRAFT,
        states=STATE_WORDS,
        faulty=faulty[:_ROWS_SHOWN],
        left_out=max(0, len(faulty) - _ROWS_SHOWN),
        message=message,
        people=people,
        reason=reason,
        next=first + len(people) if first + len(people) <= stored.report.rows else 0,
    )


def _address(key: ListKey) -> str:
    return f"/don-vi/danh-sach/{key.survey}/{key.office}/{key.version}"
