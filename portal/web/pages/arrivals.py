"""Một văn bản đến: its record, its steps, and what is said and done about it."""

from functools import partial
from typing import Annotated

from fastapi import Form, Query, Response
from starlette.exceptions import HTTPException

from directives.errors import DirectiveError
from directives.register.incoming import IncomingBookKey
from portal.messages import Refusal, _, worded, worded_problem
from portal.web.access import Doors
from portal.web.downloads import WORD, download
from portal.web.pages.arrival_steps import STEP_WORDS, STEPS, StepForm, day_of
from portal.web.pages.incoming_files import file_itself, pages_part, picture
from portal.web.visit import Visiting
from workflows.services.accounts.roles import Act
from workflows.services.arriving.answers import draft_directive, draft_reply
from workflows.services.arriving.tasks import last_day, possible_owers, start_tasks, started_of, tasks_of
from workflows.services.incoming_books import UnknownArrival, incoming_entry
from workflows.services.incoming_desk import incoming_details
from workflows.services.office_names import office_name
from workflows.services.print_arrival import slip, stamps

doors = Doors(prefix="/den")
_ROW = "/{office}/{year:int}/{number:int}"


@doors.page(_ROW, Act.RECEIVE)
def arrival(visit: Visiting, office: str, year: int, number: int) -> Response:
    """Một văn bản đến: its record, its steps, its pages, and what can be done with it."""
    return _shown(visit, _key(visit, office, year), number)


@doors.submit(_ROW + "/viec/{act}", Act.RECEIVE)
def step(
    visit: Visiting, office: str, year: int, number: int, act: str, form: Annotated[StepForm, Form()]
) -> Response:
    """Một việc giải quyết: refused, the page stands again with the reason and what was typed."""
    key = _key(visit, office, year)
    if act not in STEPS:
        raise HTTPException(404)
    try:
        said = STEPS[act](visit.workspace, key, number, form)
    except DirectiveError as error:
        return _shown(visit, key, number, refusal=error, act=act, typed=form)
    return visit.go(_address(key, number), said=said)


@doors.submit(_ROW + "/tra-loi", Act.WRITE)
def reply_to(visit: Visiting, office: str, year: int, number: int) -> Response:
    """Soạn trả lời: goes on at the writing desk."""
    key = _key(visit, office, year)
    draft = draft_reply(visit.workspace, key, number)
    return visit.go(f"/soan/{draft}", said=_("A reply is drafted. Write what it says."))


@doors.submit(_ROW + "/chi-dao-tiep", Act.WRITE)
def pass_on(
    visit: Visiting, office: str, year: int, number: int, document_type: Annotated[str, Form()] = "cong_van"
) -> Response:
    """Soạn văn bản chỉ đạo tiếp: what falls to the office, passed on; goes on at the writing desk."""
    key = _key(visit, office, year)
    kind = document_type if document_type in ("cong_van", "ke_hoach") else "cong_van"
    try:
        draft = draft_directive(visit.workspace, key, number, document_type=kind, say=worded_problem)
    except DirectiveError as error:
        return _shown(visit, key, number, refusal=error)
    return visit.go(f"/soan/{draft}", said=_("The draft is written. Look at what is marked, then issue it."))


@doors.page(_ROW + "/nhiem-vu", Act.RECEIVE)
def tasks(
    visit: Visiting, office: str, year: int, number: int, ai: Annotated[list[str] | None, Query()] = None
) -> Response:
    """Nhiệm vụ: those that fall to an office, to be looked at before they are followed."""
    key = _key(visit, office, year)
    return _tasks(visit, key, number, ai or [])


@doors.submit(_ROW + "/nhiem-vu", Act.RECEIVE)
def start(
    visit: Visiting,
    office: str,
    year: int,
    number: int,
    ai: Annotated[list[str] | None, Form()] = None,
    step: Annotated[list[str] | None, Form()] = None,
    code: Annotated[list[str] | None, Form()] = None,
    by: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Giao thành việc: the ticked duties are followed from now on."""
    key = _key(visit, office, year)
    try:
        days = dict(zip(code or [], map(day_of, by or []), strict=False))
        kept = {one: days.get(one) for one in step or []}
        plan = start_tasks(visit.workspace, key, number, ai or [], kept)
    except DirectiveError as error:
        return _tasks(visit, key, number, ai or [], refusal=error)
    return visit.go(f"/theo-doi/{plan}", said=_("The duties are being followed."))


@doors.page(_ROW + "/trang", Act.RECEIVE)
def pages(
    visit: Visiting, office: str, year: int, number: int, tu: Annotated[int, Query(ge=1, le=10_000)] = 1
) -> Response:
    """Các trang: pictures of the document's file, or its text."""
    found = incoming_entry(visit.workspace, _key(visit, office, year), number)
    return pages_part(
        visit, found.file_sha256, found.document.file_name, _address(found.book, found.number), tu
    )


@doors.page(_ROW + "/trang/{page:int}", Act.RECEIVE)
def page_picture(visit: Visiting, office: str, year: int, number: int, page: int) -> Response:
    """Ảnh một trang: as a PNG."""
    found = incoming_entry(visit.workspace, _key(visit, office, year), number)
    return picture(visit, found.file_sha256, found.document.file_name, page)


@doors.page(_ROW + "/tep", Act.RECEIVE)
def file(visit: Visiting, office: str, year: int, number: int) -> Response:
    """Tệp gốc: as it came."""
    found = incoming_entry(visit.workspace, _key(visit, office, year), number)
    return file_itself(visit, found.file_sha256, found.document.file_name)


@doors.page(_ROW + "/phieu", Act.RECEIVE)
def print_slip(visit: Visiting, office: str, year: int, number: int) -> Response:
    """Phiếu giải quyết: with all that was said so far, as a Word file."""
    key = _key(visit, office, year)
    return download(slip(visit.workspace, key, number), f"phieu-giai-quyet-{number}-{year}.docx", WORD)


@doors.page(_ROW + "/dau-den", Act.RECEIVE)
def print_stamp(visit: Visiting, office: str, year: int, number: int) -> Response:
    """Dấu “ĐẾN”: to be printed, as a Word file."""
    key = _key(visit, office, year)
    return download(stamps(visit.workspace, key, [number]), f"dau-den-{number}-{year}.docx", WORD)


def _shown(
    visit: Visiting,
    key: IncomingBookKey,
    number: int,
    *,
    refusal: Refusal | None = None,
    act: str = "",
    typed: StepForm | None = None,
) -> Response:
    workspace = visit.workspace
    entry = incoming_entry(workspace, key, number)
    kept, steps = incoming_details(workspace, key, number)
    return visit.page(
        "arrival/arrival.html",
        status=422 if refusal else 200,
        entry=entry,
        address=_address(key, number),
        kept=kept,
        steps=steps,
        step_words={kind.value: _(words) for kind, words in STEP_WORDS.items()},
        followed=started_of(workspace, key, number),
        act=act,
        typed=typed or StepForm(on=workspace.today().isoformat()),
        refusal=worded(refusal) if refusal else None,
        office_name=partial(office_name, workspace),
    )


def _tasks(
    visit: Visiting,
    key: IncomingBookKey,
    number: int,
    units: list[str],
    *,
    refusal: Refusal | None = None,
) -> Response:
    workspace = visit.workspace
    entry = incoming_entry(workspace, key, number)
    owers = possible_owers(workspace, key.office)
    asked = [one.id for one in owers if one.id in units]
    made = None
    try:
        made = tasks_of(workspace, key, number, asked, say=worded_problem)
    except DirectiveError as error:
        refusal = refusal or error
    return visit.page(
        "arrival/tasks.html",
        status=422 if refusal else 200,
        entry=entry,
        address=_address(key, number),
        owers=owers,
        asked=asked or [key.office],
        draft=made.draft if made else None,
        followed=started_of(workspace, key, number),
        last_day=last_day,
        names={one.id: one.full_name for one in owers},
        word=worded_problem,
        refusal=worded(refusal) if refusal else None,
    )


def _key(visit: Visiting, office: str, year: int) -> IncomingBookKey:
    """Of the person's own offices only; another one's book is as if it were not there. Raises UnknownArrival."""
    key = IncomingBookKey(office, year)
    if not visit.person.may(Act.RECEIVE, office):
        raise UnknownArrival(where=str(key), book=key, number="–")
    return key


def _address(key: IncomingBookKey, number: int) -> str:
    return f"/den/{key.office}/{key.year}/{number}"
