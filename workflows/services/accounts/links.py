"""Liên kết dùng một lần: lets a new person, or one who forgot, set a password; no mail server is needed."""

import secrets
from hashlib import sha256

from directives.errors import N_, DirectiveError
from storage import accounts, audit, sessions
from storage.accounts import Account, RoleGrant
from storage.database import reading, transaction
from workflows.services.accounts.account_acts import CHAIN, UnknownAccount, has_admin
from workflows.services.accounts.passwords import hashed
from workflows.services.accounts.roles import Role
from workflows.services.workspace import Workspace

FIRST_ADMIN = "quan-tri"
_HOURS = 24


class DeadLink(DirectiveError):
    """Liên kết hết hiệu lực: unknown, used already, or too old."""

    kind = "dead_link"
    template = N_("This link holds no longer. Ask the administrator for a new one.")


def make_link(workspace: Workspace, name: str) -> str:
    """Tạo liên kết: its secret, told once; earlier links of the account hold no longer. Raises UnknownAccount."""
    with transaction(workspace.engine) as connection:
        if accounts.find(connection, name) is None:
            raise UnknownAccount(where="name", name=name)
        secret = secrets.token_urlsafe(32)
        sessions.add_link(connection, hash_of(secret), name, moment(workspace) + _HOURS * 3600)
        at = workspace.timestamp()
        audit.append(connection, CHAIN, audit.Act(at, workspace.actor, "link_made", name, {"hours": _HOURS}))
    return secret


def first_admin_link(workspace: Workspace) -> str | None:
    """Liên kết cho quản trị đầu tiên: None when an administrator can sign in already."""
    with transaction(workspace.engine) as connection:
        if has_admin(connection):
            return None
        at = workspace.timestamp()
        # The words are data of the office's own books, which are kept in Vietnamese.
        first = Account(FIRST_ADMIN, "Quản trị hệ thống", created_at=at)
        if accounts.add(connection, first):
            reason = "Khởi tạo hệ thống"
            grant = RoleGrant(FIRST_ADMIN, Role.ADMIN, "", "", True, reason, workspace.actor, at)
            accounts.add_grant(connection, grant)
            facts = {"reason": reason}
            audit.append(connection, CHAIN, audit.Act(at, workspace.actor, "first_admin", FIRST_ADMIN, facts))
    return make_link(workspace, FIRST_ADMIN)


def account_of_link(workspace: Workspace, secret: str) -> str:
    """Tài khoản của liên kết: whose password it sets. Raises DeadLink."""
    with reading(workspace.engine) as connection:
        name = sessions.account_of_link(connection, hash_of(secret), moment(workspace))
    if name is None:
        raise DeadLink(where="link")
    return name


def use_link(workspace: Workspace, secret: str, password: str) -> str:
    """Dùng liên kết: sets the password, once; gives the account. Raises DeadLink, WeakPassword."""
    name = account_of_link(workspace, secret)
    password_hash = hashed(password, name)
    with transaction(workspace.engine) as connection:
        if not sessions.use_link(connection, hash_of(secret), moment(workspace)):
            raise DeadLink(where="link")
        accounts.change(connection, name, password_hash=password_hash)
        sessions.end_all(connection, name)
        audit.append(connection, CHAIN, audit.Act(workspace.timestamp(), name, "password_set", name, {}))
    return name


def hash_of(secret: str) -> str:
    """Dấu vân tay của bí mật: what the database keeps in its place."""
    return sha256(secret.encode()).hexdigest()


def moment(workspace: Workspace) -> int:
    """Thời điểm: now, in seconds since 1970."""
    return int(workspace.now().timestamp())
