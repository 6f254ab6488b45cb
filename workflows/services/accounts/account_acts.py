"""Quản lý tài khoản: made, switched off and on again, given roles; each act is journaled."""

import re
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from storage import accounts, audit, sessions
from storage.accounts import Account, RoleGrant
from storage.database import reading, transaction
from workflows.services.accounts.passwords import hashed
from workflows.services.accounts.roles import HeldRole, Role
from workflows.services.publishing_rights import grant_publishing, refuse_own_right, withdraw_publishing
from workflows.services.workspace import Workspace

CHAIN = "accounts"
_LONGEST_SUBJECT = 300
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._@-]{0,118}[a-z0-9])?")


class InvalidAccountName(DirectiveError):
    """Tên tài khoản sai: other letters than those which every keyboard has."""

    kind = "invalid_account_name"
    template = N_("“{name}” is no account name. Use small letters a–z, digits, dots and hyphens.")


class AccountExists(DirectiveError):
    """Đã có tài khoản: the name is taken, also by somebody who may no longer sign in."""

    kind = "account_exists"
    template = N_("There is an account “{name}” already. Choose another name.")


class UnknownAccount(DirectiveError):
    """Không có tài khoản này: nobody of this name signs in here."""

    kind = "unknown_account"
    template = N_("There is no account “{name}”.")


class LastAdmin(DirectiveError):
    """Quản trị cuối cùng: nobody could let people in any more."""

    kind = "last_admin"
    template = N_("“{name}” is the last administrator. Name another one first.")


class ReasonNotGiven(DirectiveError):
    """Thiếu lý do: rights are given and taken for a reason which can be read later."""

    kind = "reason_not_given"
    template = N_("Say why: the reason is kept with the act.")


class SubjectTaken(DirectiveError):
    """Danh tính đã gắn: one identity signs in as one account."""

    kind = "subject_taken"
    template = N_("The identity “{subject}” belongs to the account “{name}” already.")


class UnitWanted(DirectiveError):
    """Thiếu đơn vị: every role but the administrator's is held at a unit."""

    kind = "unit_wanted"
    template = N_("Name the unit at which the role is held, for example snv-dak-nong.")


def create_account(workspace: Workspace, name: str, full_name: str, *, subject: str = "") -> Account:
    """Tạo tài khoản: without password and roles. Raises InvalidAccountName, AccountExists."""
    if not _NAME.fullmatch(name):
        raise InvalidAccountName(where="name", name=name)
    new = Account(name, full_name.strip() or name, subject=subject, created_at=workspace.timestamp())
    with transaction(workspace.engine) as connection:
        if not accounts.add(connection, new):
            raise AccountExists(where="name", name=name)
        _journal(connection, workspace, "account_created", name, {"full_name": new.full_name})
    return new


def set_password(workspace: Workspace, name: str, password: str) -> None:
    """Đặt mật khẩu: every open session of the account ends. Raises UnknownAccount, WeakPassword."""
    password_hash = hashed(password, name)
    with transaction(workspace.engine) as connection:
        _known(connection, name)
        accounts.change(connection, name, password_hash=password_hash)
        sessions.end_all(connection, name)
        _journal(connection, workspace, "password_set", name, {})


def set_active(workspace: Workspace, name: str, reason: str, *, active: bool) -> None:
    """Khóa, mở tài khoản: one that is switched off is out at once. Raises UnknownAccount, ReasonNotGiven, LastAdmin."""
    if not reason.strip():
        raise ReasonNotGiven(where=name)
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, CHAIN)
        _known(connection, name)
        if not active:
            _refuse_last_admin(connection, name)
            sessions.end_all(connection, name)
        accounts.change(connection, name, active=active)
        act = "account_opened" if active else "account_closed"
        _journal(connection, workspace, act, name, {"reason": reason.strip()})


def set_subject(workspace: Workspace, name: str, subject: str) -> None:
    """Gắn danh tính: what an identity provider calls the account; "" takes it away.

    Raises UnknownAccount, SubjectTaken.
    """
    subject = subject.strip()[:_LONGEST_SUBJECT]
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, CHAIN)
        _known(connection, name)
        holder = accounts.by_subject(connection, subject) if subject else None
        if holder is not None and holder.name != name:
            raise SubjectTaken(where=name, subject=subject, name=holder.name)
        accounts.change(connection, name, subject=subject)
        _journal(connection, workspace, "identity_set", name, {"given": bool(subject)})


def give_role(workspace: Workspace, name: str, held: HeldRole, reason: str) -> None:
    """Trao vai trò: at a unit; approvers of results get the right to publish with it.

    Raises UnknownAccount, UnitWanted, ReasonNotGiven, OwnRight.
    """
    if held.role is not Role.ADMIN and not held.unit:
        raise UnitWanted(where="unit")
    _record(workspace, name, held, reason, granted=True)
    if held.role is Role.PUBLISHER:
        grant_publishing(workspace, name, reason)


def withdraw_role(workspace: Workspace, name: str, held: HeldRole, reason: str) -> None:
    """Thu hồi vai trò: holds at once, in open sessions too. Raises UnknownAccount, ReasonNotGiven, LastAdmin.

    The right to publish goes with the last office at which results may be approved.
    """
    _record(workspace, name, held, reason, granted=False)
    if held.role is Role.PUBLISHER:
        with reading(workspace.engine) as connection:
            left = roles_of(connection, name)
        if all(one.role is not Role.PUBLISHER for one in left):
            withdraw_publishing(workspace, name, reason)


def all_accounts(workspace: Workspace) -> Sequence[tuple[Account, Sequence[HeldRole]]]:
    """Mọi tài khoản: with the roles held now."""
    with reading(workspace.engine) as connection:
        found = accounts.all_of(connection)
        grants = accounts.held(accounts.all_grants(connection))
    return [(one, [_held(grant) for grant in grants if grant.account == one.name]) for one in found]


def account_of(workspace: Workspace, name: str) -> tuple[Account, Sequence[HeldRole]]:
    """Một tài khoản: with the roles held now. Raises UnknownAccount."""
    with reading(workspace.engine) as connection:
        return _known(connection, name), roles_of(connection, name)


def roles_of(connection: Connection, name: str) -> Sequence[HeldRole]:
    """Vai trò đang giữ: of an account, at this moment."""
    return [_held(grant) for grant in accounts.held(accounts.grants_of(connection, name))]


def has_admin(connection: Connection) -> bool:
    """Đã có quản trị: somebody with a password may let others in."""
    return bool(_admins(connection))


def _record(workspace: Workspace, name: str, held: HeldRole, reason: str, *, granted: bool) -> None:
    if not reason.strip():
        raise ReasonNotGiven(where=name)
    if granted and held.role is Role.PUBLISHER:
        refuse_own_right(workspace, name)
    at = workspace.timestamp()
    grant = RoleGrant(name, held.role, held.unit, held.slice, granted, reason.strip(), workspace.actor, at)
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, CHAIN)
        _known(connection, name)
        if not granted and held.role is Role.ADMIN:
            _refuse_last_admin(connection, name)
        accounts.add_grant(connection, grant)
        facts = {"role": str(held.role), "unit": held.unit, "slice": held.slice, "reason": grant.reason}
        _journal(connection, workspace, "role_given" if granted else "role_withdrawn", name, facts)


def _refuse_last_admin(connection: Connection, name: str) -> None:
    admins = _admins(connection)
    if name in admins and len(admins) == 1:
        raise LastAdmin(where=name, name=name)


def _admins(connection: Connection) -> set[str]:
    able = {
        one.name for one in accounts.all_of(connection) if one.active and (one.password_hash or one.subject)
    }
    held = accounts.held(accounts.all_grants(connection))
    return able & {grant.account for grant in held if grant.role == Role.ADMIN}


def _known(connection: Connection, name: str) -> Account:
    found = accounts.find(connection, name)
    if found is None:
        raise UnknownAccount(where="name", name=name)
    return found


def _held(grant: RoleGrant) -> HeldRole:
    return HeldRole(Role(grant.role), grant.unit, grant.slice)


def _journal(
    connection: Connection, workspace: Workspace, act: str, name: str, facts: Mapping[str, object]
) -> None:
    audit.append(connection, CHAIN, audit.Act(workspace.timestamp(), workspace.actor, act, name, facts))
