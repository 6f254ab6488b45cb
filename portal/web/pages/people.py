"""Người dùng: the administrator lets people in, gives and withdraws roles, hands out one-time links."""

from typing import Annotated

from fastapi import Form, Response

from directives.errors import N_, DirectiveError
from portal.messages import _, worded
from portal.web.access import Doors
from portal.web.refusals import status_of
from portal.web.visit import Visiting
from workflows.services.accounts.account_acts import (
    account_of,
    all_accounts,
    create_account,
    give_role,
    set_active,
    set_subject,
    withdraw_role,
)
from workflows.services.accounts.links import make_link
from workflows.services.accounts.offices_meant import home_offices, office_meant
from workflows.services.accounts.reach import names_of_offices
from workflows.services.accounts.roles import ROLE_WORDS, Act, HeldRole, Role

doors = Doors(prefix="/quan-tri/nguoi-dung")
Typed = Annotated[str, Form(max_length=300)]


class NoRoleChosen(DirectiveError):
    """Chưa chọn vai trò: nothing stands in the list before somebody chooses."""

    kind = "no_role_chosen"
    template = N_("Choose the role which is given.")


@doors.page("", Act.ADMINISTER)
def people(visit: Visiting) -> Response:
    """Mọi tài khoản: with the roles held now."""
    return _people(visit)


@doors.submit("", Act.ADMINISTER)
def add_person(visit: Visiting, name: Typed, full_name: Typed) -> Response:
    """Thêm người: the next page shows the link by which they set a password, once."""
    try:
        made = create_account(visit.workspace, name.strip().lower(), full_name)
    except DirectiveError as refusal:
        return _people(visit, refusal, typed={"name": name, "full_name": full_name})
    return _person(visit, made.name, link=make_link(visit.workspace, made.name))


@doors.page("/{name}", Act.ADMINISTER)
def person(visit: Visiting, name: str) -> Response:
    """Một người: roles, identity, whether they may sign in."""
    return _person(visit, name)


@doors.submit("/{name}/lien-ket", Act.ADMINISTER)
def new_link(visit: Visiting, name: str) -> Response:
    """Liên kết mới: shown on this answer only; the earlier ones hold no longer."""
    return _person(visit, name, link=make_link(visit.workspace, name))


@doors.submit("/{name}/trao", Act.ADMINISTER)
def give(
    visit: Visiting,
    name: str,
    role: Typed = "",
    reason: Typed = "",
    unit: Typed = "",
    slice: Typed = "",
) -> Response:
    """Trao vai trò: at a unit, and for a slice of the work where one is named."""
    try:
        held = HeldRole(_role(role), office_meant(visit.workspace, unit), slice.strip())
        give_role(visit.workspace, name, held, reason)
    except DirectiveError as refusal:
        return _person(
            visit, name, refusal, typed={"role": role, "unit": unit, "slice": slice, "reason": reason}
        )
    return visit.go(f"/quan-tri/nguoi-dung/{name}", said=_("The role is given."))


@doors.submit("/{name}/thu-hoi", Act.ADMINISTER)
def withdraw(
    visit: Visiting,
    name: str,
    role: Annotated[Role, Form()],
    reason: Typed = "",
    unit: Typed = "",
    slice: Typed = "",
) -> Response:
    """Thu hồi vai trò: gone with the next thing the person does."""
    try:
        withdraw_role(visit.workspace, name, HeldRole(role, unit, slice), reason)
    except DirectiveError as refusal:
        return _person(visit, name, refusal)
    return visit.go(f"/quan-tri/nguoi-dung/{name}", said=_("The role is withdrawn."))


@doors.submit("/{name}/khoa", Act.ADMINISTER)
def close(visit: Visiting, name: str, reason: Typed = "") -> Response:
    """Khóa tài khoản: every session ends at once."""
    return _switch(visit, name, reason, active=False)


@doors.submit("/{name}/mo", Act.ADMINISTER)
def reopen(visit: Visiting, name: str, reason: Typed = "") -> Response:
    """Mở tài khoản lại: with the roles it had."""
    return _switch(visit, name, reason, active=True)


@doors.submit("/{name}/danh-tinh", Act.ADMINISTER)
def identify(visit: Visiting, name: str, subject: Typed = "") -> Response:
    """Gắn danh tính: what the identity provider calls the person."""
    try:
        set_subject(visit.workspace, name, subject)
    except DirectiveError as refusal:
        return _person(visit, name, refusal)
    return visit.go(f"/quan-tri/nguoi-dung/{name}", said=_("The identity is set."))


def _role(chosen: str) -> Role:
    """Vai trò được chọn. Raises NoRoleChosen."""
    try:
        return Role(chosen)
    except ValueError as error:
        raise NoRoleChosen(where="role") from error


def _switch(visit: Visiting, name: str, reason: str, *, active: bool) -> Response:
    try:
        set_active(visit.workspace, name, reason, active=active)
    except DirectiveError as refusal:
        return _person(visit, name, refusal)
    said = _("The account is open again.") if active else _("The account is closed.")
    return visit.go(f"/quan-tri/nguoi-dung/{name}", said=said)


def _people(
    visit: Visiting, refusal: DirectiveError | None = None, typed: dict[str, str] | None = None
) -> Response:
    return visit.page(
        "people/index.html",
        status=status_of(refusal) if refusal else 200,
        people=all_accounts(visit.workspace),
        words=ROLE_WORDS,
        refused=str(worded(refusal)) if refusal else "",
        typed=typed or {"name": "", "full_name": ""},
    )


def _person(
    visit: Visiting,
    name: str,
    refusal: DirectiveError | None = None,
    typed: dict[str, str] | None = None,
    link: str = "",
) -> Response:
    found, roles = account_of(visit.workspace, name)
    return visit.page(
        "people/person.html",
        status=status_of(refusal) if refusal else 200,
        account=found,
        roles=roles,
        offices=names_of_offices(visit.workspace, [one.unit for one in roles]),
        words=ROLE_WORDS,
        around=home_offices(visit.workspace),
        refused=str(worded(refusal)) if refusal else "",
        typed=typed or {"role": "", "unit": "", "slice": "", "reason": ""},
        link=f"{visit.request.base_url}lien-ket/{link}" if link else "",
    )
