"""Đơn thư: the books of petitions of one's offices: received, assigned, dealt with and answered in time."""

import secrets
from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import Form, Query, Response
from starlette.exceptions import HTTPException

from directives.errors import DirectiveError
from directives.register.petitions import (
    MOVES,
    Petition,
    PetitionBookKey,
    Petitioner,
    PetitionState,
)
from directives.text import comparison_key
from portal.messages import _, worded
from portal.web.access import Doors, allow
from portal.web.refusals import status_of
from portal.web.visit import Visit, Visiting
from workflows.services.accounts.roles import Act
from workflows.services.desk_books import place_of
from workflows.services.handle_petition import (
    accept_petition,
    answer_petition,
    assign_petition,
    file_petition,
    guide_petitioner,
    transfer_petition,
)
from workflows.services.office_names import office_name
from workflows.services.petition_books import petition_list, receive_petition, show_petition
from workflows.wiring import petition_kinds

doors = Doors(prefix="/don-thu")
_ROW = "/{office}/{year:int}/{number:int}"
_ACTS: Mapping[str, Callable[..., object]] = {
    "giao": assign_petition,
    "thu-ly": accept_petition,
    "chuyen": transfer_petition,
    "huong-dan": guide_petitioner,
    "tra-loi": answer_petition,
    "luu": file_petition,
}
#: Việc làm tiếp -> the state to which it leads; to assign leads nowhere.
_LEADS: Mapping[str, PetitionState] = {
    "thu-ly": PetitionState.ACCEPTED,
    "chuyen": PetitionState.TRANSFERRED,
    "huong-dan": PetitionState.GUIDED,
    "tra-loi": PetitionState.ANSWERED,
    "luu": PetitionState.FILED,
}


@doors.page("", Act.RECEIVE)
def petitions(visit: Visiting, nam: Annotated[int | None, Query(ge=1990, le=2200)] = None) -> Response:
    """Sổ đơn: of a year, the newest first, late ones marked; senders of secret kinds are not named."""
    return _book(visit, nam or visit.workspace.today().year)


@doors.submit("", Act.RECEIVE)
def receive(
    visit: Visiting,
    office: Annotated[str, Form()],
    kind: Annotated[str, Form()],
    subject: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
    address: Annotated[str, Form()] = "",
    contact: Annotated[str, Form()] = "",
    body: Annotated[str, Form()] = "",
    dated: Annotated[str, Form()] = "",
    people: Annotated[int, Form(ge=1, le=100_000)] = 1,
    anonymous: Annotated[bool, Form()] = False,
    key: Annotated[str, Form(max_length=64)] = "",
) -> Response:
    """Tiếp nhận đơn: the next number; the term of the law runs from today. Sent twice, it is entered once."""
    allow(visit, Act.RECEIVE, office)
    today = visit.workspace.today()
    typed = {"office": office, "kind": kind, "subject": subject, "name": name, "address": address}
    typed |= {"contact": contact, "body": body, "dated": dated, "people": str(people), "key": key}
    try:
        petition = Petition(
            kind, today, subject, dated=_day(dated), sent_by_body=body, people=people, anonymous=anonymous
        )
        sender = Petitioner(name, address, contact)
        entry = receive_petition(
            visit.workspace, petition_kinds(), office, petition, sender, idempotency_key=key
        )
    except DirectiveError as refusal:
        return _book(visit, today.year, refusal, typed)
    said = _("Entered under number {number}.").format(number=entry.number)
    return visit.go(_address(entry.book, entry.number), said=said)


@doors.page(_ROW, Act.RECEIVE)
def petition(visit: Visiting, office: str, year: int, number: int) -> Response:
    """Một đơn: how it stands, what was done with it, and what may be done next."""
    return _shown(visit, _key(visit, office, year), number)


@doors.submit(_ROW + "/nguoi-gui", Act.RECEIVE)
def sender(visit: Visiting, office: str, year: int, number: int) -> Response:
    """Xem người gửi: of a secret kind the assigned person only; the look is written down."""
    return _shown(visit, _key(visit, office, year), number, by=visit.person.full_name)


@doors.submit(_ROW + "/viec/{act}", Act.RECEIVE)
def step(
    visit: Visiting,
    office: str,
    year: int,
    number: int,
    act: str,
    to: Annotated[str, Form()] = "",
    words: Annotated[str, Form()] = "",
    reply: Annotated[str, Form()] = "",
) -> Response:
    """Một việc xử lý: refused, the page stands again with the reason and what was typed."""
    key = _key(visit, office, year)
    said: dict[str, Any] = {"by": visit.person.full_name, "on": visit.workspace.today()}
    if act not in _ACTS:
        raise HTTPException(404)
    try:
        _ACTS[act](visit.workspace, petition_kinds(), key, number, **said, **_asked(act, to, words, reply))
    except DirectiveError as refusal:
        return _shown(visit, key, number, refusal=refusal, typed={"to": to, "words": words, "reply": reply})
    return visit.go(_address(key, number), said=_("Written down."))


def _asked(act: str, to: str, words: str, reply: str) -> dict[str, Any]:
    """What each act asks for beside who does it and when."""
    match act:
        case "giao":
            return {"to": to}
        case "chuyen" | "huong-dan":
            return {"to": to, "words": words}
        case "tra-loi":
            return {"reply": place_of(reply)}
        case _:
            return {"words": words}


def _key(visit: Visit, office: str, year: int) -> PetitionBookKey:
    """Of an office for which the visitor receives: another's is forbidden before anything is looked up."""
    allow(visit, Act.RECEIVE, office)
    return PetitionBookKey(office, year)


def _book(
    visit: Visit, year: int, refusal: DirectiveError | None = None, typed: Mapping[str, str] | None = None
) -> Response:
    workspace, kinds = visit.workspace, petition_kinds()
    today = workspace.today()
    offices = visit.person.units_for(Act.RECEIVE)
    books = [
        (
            office_name(workspace, office),
            list(petition_list(workspace, kinds, PetitionBookKey(office, year)))[::-1],
        )
        for office in offices
    ]
    return visit.page(
        "petitions/index.html",
        status=status_of(refusal) if refusal else 200,
        books=books,
        offices=[(office, office_name(workspace, office)) for office in offices],
        kinds=[kinds.on(key, today) for key in kinds.keys],
        year=year,
        today=today,
        typed=typed or {},
        key=(typed or {}).get("key") or secrets.token_hex(16),
        refusal=worded(refusal) if refusal else None,
    )


def _shown(
    visit: Visit,
    key: PetitionBookKey,
    number: int,
    *,
    by: str = "",
    refusal: DirectiveError | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    kinds = petition_kinds()
    try:
        shown, steps = show_petition(visit.workspace, kinds, key, number, by=by)
    except DirectiveError as error:
        if not by:
            raise
        return _shown(visit, key, number, refusal=error)
    standing = shown.entry.standing
    mine = comparison_key(standing.assigned_to) == comparison_key(visit.person.full_name)
    after = MOVES[standing.state]
    possible = {act for act, state in _LEADS.items() if state in after}
    if PetitionState.ACCEPTED in after or standing.state is PetitionState.ACCEPTED:
        possible.add("giao")
    return visit.page(
        "petitions/petition.html",
        status=status_of(refusal) if refusal else 200,
        shown=shown,
        steps=steps,
        address=_address(key, number),
        possible=possible,
        may_open=shown.kind.secret and mine and not by,
        today=visit.workspace.today(),
        typed=typed or {},
        refusal=worded(refusal) if refusal else None,
    )


def _address(key: PetitionBookKey, number: int) -> str:
    return f"/don-thu/{key.office}/{key.year}/{number}"


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        return None
